"""A JupyterLab to measure in, with one notebook for each way to make a figure live there.

It runs in the benchmarks' own environment, keeps its settings in a folder of its own, and ends with the measurement.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import chromium  # noqa: F401 (makes the tests' modules known)
import peer_pages
from failure import MeasurementError
from playwright.sync_api import Page

import notebook_server


@contextmanager
def serving(notebooks: dict[str, str]) -> Iterator[dict[str, str]]:
    """Serve notebooks of one cell each, given as {name: source}, and yield the address of each."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            with notebook_server.serving(peer_pages.python(), Path(folder)) as server:
                for name, source in notebooks.items():
                    file = server.notebooks / f"{name}.ipynb"
                    file.write_text(json.dumps(_notebook(source)), encoding="utf-8")
                yield {name: server.url("JupyterLab", f"{name}.ipynb") for name in notebooks}
        except RuntimeError as error:
            raise MeasurementError(str(error).splitlines()[0]) from error


def run_all(page: Page) -> None:
    """Run the notebook that a page has open, as soon as its kernel is ready."""
    page.wait_for_function(notebook_server.IDLE)
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
