"""Serve a folder as an ordinary static host does: text compressed, types named, answers kept for ten minutes.

Text is sent with gzip at level 6, the default of the common servers; pictures and woff2 fonts, compressed by nature, as
they are. There is no brotli (a host that has it sends 10-20 % less), no HTTP/2, no TLS and no distance: 127.0.0.1.

By hand: `python benchmarks/serve_compressed.py _build/html`.
"""

import argparse
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".ipynb", ".svg", ".txt", ".md", ".xml", ".ttf"}


@cache
def _gzip(path: Path, changed: float) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """Answer GET and HEAD, and say nothing."""

    protocol_version = "HTTP/1.1"

    def send_head(self):
        """Send the headers and return what follows them."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        compress = path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _gzip(path, path.stat().st_mtime) if compress else path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            self.send_header("Vary", "Accept-Encoding")
        if compress:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return _Body(body)

    def copyfile(self, source, outputfile) -> None:
        """Send the body; a browser that has left is no error."""
        try:
            outputfile.write(source.content)
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Body:
    """What `do_GET` expects of a file."""

    def __init__(self, content: bytes):
        self.content = content

    def close(self) -> None:
        """Nothing is open."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of 127.0.0.1 and yield its address, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Serve a folder with gzip.")
    parser.add_argument("folder", type=Path)
    with serving(parser.parse_args().folder) as address:
        print(f"{address} (Ctrl+C ends)", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()
