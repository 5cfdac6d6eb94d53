"""A JupyterLab to measure in, with one notebook for each way to make a figure live there.

It runs in the benchmarks' own environment, keeps its settings in a folder of its own, and ends with the measurement.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peer_pages
from failure import MeasurementError
from playwright.sync_api import Page

PATIENCE = 120  # s, for a server to answer
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},  # every cell is in the document, seen or not
    "@jupyterlab/apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},  # asks nobody
}
IDLE = "() => window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'"


@contextmanager
def serving(notebooks: dict[str, str]) -> Iterator[dict[str, str]]:
    """Serve notebooks of one cell each, given as {name: source}, and yield the address of each."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "notebooks").mkdir()
        for name, source in notebooks.items():
            (home / "notebooks" / f"{name}.ipynb").write_text(json.dumps(_notebook(source)), encoding="utf-8")
        for name, content in SETTINGS.items():
            file = home / "settings" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(content), encoding="utf-8")
        places = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
        places |= {f"JUPYTERLAB_{kind}_DIR": str(home / kind.lower()) for kind in ("SETTINGS", "WORKSPACES")}
        places |= {"IPYTHONDIR": str(home / "ipython"), "MPLCONFIGDIR": str(home / "matplotlib")}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        token = secrets.token_hex(16)
        command = [
            *(peer_pages.python(), "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
            *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
            *(f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={home / 'notebooks'}"),
        ]
        with (home / "log").open("w") as log:
            running = subprocess.Popen(command, env=os.environ | places, stdout=log, stderr=log, cwd=home)
            try:
                _wait(f"http://127.0.0.1:{port}/api/status?token={token}", running)
                yield {name: f"http://127.0.0.1:{port}/lab/tree/{name}.ipynb?reset&token={token}" for name in notebooks}
            finally:
                running.send_signal(signal.SIGTERM)  # the server ends its kernels
                try:
                    running.wait(15)
                except subprocess.TimeoutExpired:
                    running.kill()


def run_all(page: Page) -> None:
    """Run the notebook that a page has open, as soon as its kernel is ready."""
    page.wait_for_function(IDLE)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")


def _notebook(source: str) -> dict:
    cell = {"cell_type": "code", "execution_count": None, "id": "figure", "metadata": {}, "outputs": []}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": [cell | {"source": source.strip()}],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _wait(address: str, running: subprocess.Popen) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise MeasurementError("JupyterLab does not answer")
