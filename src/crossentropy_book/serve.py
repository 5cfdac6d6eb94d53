"""Serve the built book on this machine: `python -m crossentropy_book.serve _build/html`."""

import argparse
import errno
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Send the files of a folder, never a stale copy, and keep quiet about it.

    Parameters
    ----------
    headers : dict of str
        Headers to send along with every answer.
    """

    protocol_version = "HTTP/1.1"

    def __init__(self, *args, extra_headers: dict[str, str] | None = None, **kwargs):
        self.extra_headers = {"Cache-Control": "no-cache", **(extra_headers or {})}
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        """Add the headers asked for."""
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def server(folder: str | Path, port: int = 0, headers: dict[str, str] | None = None) -> ThreadingHTTPServer:
    """Return a server of `folder` on 127.0.0.1.

    Parameters
    ----------
    folder : path
        The folder to serve.
    port : int
        First port to try; where it is taken, the next free one of the 100 that follow. 0 lets the system choose.
    headers : dict of str, optional
        Headers to send along with every answer.
    """
    handler = partial(Handler, directory=str(folder), extra_headers=headers)
    for candidate in [0] if port == 0 else range(port, min(port + 101, 65536)):
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(f"no free port between {port} and {port + 100}")


def main() -> None:
    """Serve until the reader interrupts."""
    parser = argparse.ArgumentParser(description="Serve the built book on this machine.")
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    with server(options.folder, options.port) as running:
        print(f"The book is at http://127.0.0.1:{running.server_port}/ (Ctrl+C ends)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
