"""Run every chapter and store its outputs: text, and the still picture of each figure, but no widget state.

Before that it gets the form that all chapters have (chapter_form.py).

The stored outputs are what nbval compares with, and what a reader sees before running a cell.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from chapter_form import LANGUAGE, shape
from crossentropy_book.outputs import KernelManager

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def run(path: Path) -> None:
    """Run one notebook from its own folder and write it back."""
    notebook = nbformat.read(path, as_version=4)
    shape(notebook)
    NotebookClient(
        notebook,
        kernel_manager_class=KernelManager,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of day
        for output in cell.get("outputs", []):
            # without its kernel a stored view is an error message; the stored picture is not
            output.get("data", {}).pop(WIDGET_VIEW, None)
    notebook.metadata["language_info"] = LANGUAGE  # without Python's version, which is the machine's
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for path in sys.argv[1:] or sorted(Path("chapters").glob("*.ipynb")):
        print(path)
        run(Path(path))
