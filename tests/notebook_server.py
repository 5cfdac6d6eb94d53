"""A Jupyter server for JupyterLab and Notebook 7 that touches nothing of the reader's own."""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120  # s until a server must have answered
FRONT_ENDS = {"JupyterLab": "lab/tree", "Notebook": "notebooks"}  # and where each opens a notebook
SETTINGS = {
    # every cell is in the document, seen or not
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    # asks nobody for news
    "@jupyterlab/apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
}
# Whether the kernel of the notebook that a page has open waits for something to do.
IDLE = "() => window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'"


@dataclass
class Server:
    """Where it answers, and the folder with all that it reads and writes."""

    address: str
    token: str
    home: Path

    @property
    def notebooks(self) -> Path:
        """The folder that it serves."""
        return self.home / "notebooks"

    def url(self, front_end: str, notebook: str) -> str:
        return f"{self.address}{FRONT_ENDS[front_end]}/{notebook}?reset&token={self.token}"

    def disable(self, extension: str | None) -> None:
        """Open pages without this extension from now on; ``None`` brings it back."""
        config = {"disabledExtensions": {extension: True} if extension else {}}
        folder = self.home / "config" / "labconfig"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page_config.json").write_text(json.dumps(config), "utf-8")


@contextmanager
def serving(python: str | Path, home: Path) -> Iterator[Server]:
    """Start the server of a Python environment in an empty folder; it ends, with its kernels, whatever happens."""
    for name, content in SETTINGS.items():
        file = home / "settings" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content), "utf-8")
    places = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    places |= {f"JUPYTERLAB_{kind}_DIR": str(home / kind.lower()) for kind in ("SETTINGS", "WORKSPACES")}
    places |= {"IPYTHONDIR": str(home / "ipython")}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Server(f"http://127.0.0.1:{port}/", secrets.token_hex(16), home)
    made.notebooks.mkdir()
    command = [
        *(python, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"),
        *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
        *(f"--IdentityProvider.token={made.token}", f"--ServerApp.root_dir={made.notebooks}"),
    ]
    with (home / "log").open("w") as log:
        running = subprocess.Popen(command, env=os.environ | places, stdout=log, stderr=log, cwd=home)
        try:
            _wait_for(f"{made.address}api/status?token={made.token}", running, home / "log")
            yield made
        finally:
            running.send_signal(signal.SIGTERM)
            try:
                running.wait(15)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait(15)


def _wait_for(address: str, running: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the Jupyter server does not answer:\n{log.read_text('utf-8')}")
