"""What every chapter has besides its text: the first code cell, which finds the book's package, and its slides.

`run_notebooks.py` gives them to the chapters that it runs. `python scripts/chapter_form.py` gives them to all chapters
and runs nothing: do so after `book_repository` in _config.yml has changed.
"""

import re
from pathlib import Path

import nbformat
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE_CELL = "package"
PACKAGE = """\
# Finds the book's package, or installs it: from what lies beside this notebook, or from the book around it.
try:
    import crossentropy.figures
except ModuleNotFoundError:
    import importlib, pathlib, subprocess, sys

    class NotInstalled(Exception):
        def _render_traceback_(self):  # Jupyter shows the sentence alone
            return [str(self)]

    wheels = sorted(map(str, pathlib.Path().glob("crossentropy-*.whl")))
    book = [".."] if pathlib.Path("../src/crossentropy").is_dir() else []
    repository = REPOSITORY
    places = wheels[-1:] + book + repository
    if not places:
        raise NotInstalled(
            "This notebook needs the book's package: put the file crossentropy-....whl, which came with it in a zip, "
            "into the notebook's folder, and run all cells again."
        )
    print("Installing the book's package ...")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", places[0]]
    done = subprocess.run(pip, capture_output=True, text=True)
    if done.returncode:
        raise NotInstalled(f"The book's package could not be installed from {places[0]}; pip says: {done.stderr}")
    importlib.invalidate_caches()
    sys.modules.pop("crossentropy", None)  # another package of this name
    print("Done. If a figure does not move, load this page again and run all cells once more.")
"""
PROMPT = "For a notebook of your own: how it finds the book's package"
# What a run in one Jupyter or another says of Python, without the version, which is the machine's.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


def package_cell() -> nbformat.NotebookNode:
    """Return the first code cell of a chapter, with the repository's address where _config.yml names one."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["sphinx"]["config"]
    address, branch = config["book_repository"].strip().rstrip("/"), config["book_branch"]
    source = PACKAGE.replace("REPOSITORY", f'["git+{address}@{branch}"]' if address else "[]").rstrip()
    metadata = {
        "jupyter": {"source_hidden": True},
        "mystnb": {"code_prompt_show": PROMPT, "code_prompt_hide": PROMPT},
        "tags": ["hide-input"],
    }
    return nbformat.v4.new_code_cell(source, id=PACKAGE_CELL, metadata=metadata, execution_count=1)


def provide(notebook: nbformat.NotebookNode) -> None:
    """Put the first code cell behind the objectives, or renew it; the counts of the others follow."""
    notebook.cells = [cell for cell in notebook.cells if cell.id != PACKAGE_CELL]
    place = next(place for place, cell in enumerate(notebook.cells) if cell.id == "objectives") + 1
    assert all(cell.cell_type == "markdown" for cell in notebook.cells[:place])
    notebook.cells.insert(place, package_cell())
    for count, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        cell.execution_count = count
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count


def slide(cell: nbformat.NotebookNode) -> str:
    """Return what begins with a cell when the chapter is shown as slides; nothing where the slide before goes on.

    A section is a slide, its parts, predictions and exercises are slides below it.
    """
    tags = cell.metadata.get("tags", [])
    if cell.id == PACKAGE_CELL or "solution" in tags:
        return "skip"
    if cell.cell_type == "code":
        return ""
    if re.match("##? ", cell.source):
        return "slide"
    first_words = ("### ", "**What you will be able to do**", "**What you should have seen.**", "**Exercise ")
    return "subslide" if cell.source.startswith(first_words) or "**Predict.**" in cell.source else ""


def shape(notebook: nbformat.NotebookNode) -> None:
    """Give a chapter all of its form."""
    provide(notebook)
    for cell in notebook.cells:
        cell.metadata.pop("slideshow", None)
        if kind := slide(cell):
            cell.metadata["slideshow"] = {"slide_type": kind}
    notebook.metadata["language_info"] = LANGUAGE


if __name__ == "__main__":
    for path in sorted((ROOT / "chapters").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        shape(notebook)
        nbformat.write(notebook, path)
