"""The reader's turn of a chapter: its code run as it stands, or changed as the chapter suggests."""

from pathlib import Path

import nbformat
import numpy as np

from crossentropy import entropy

CHAPTERS = Path(__file__).resolve().parent.parent / "chapters"


def run(stem: str, changes: tuple[tuple[str, str], ...] = ()) -> dict:
    """Return what the cells of the turn define, the figure as ``figure``; each change takes (old, new) code."""
    cells = {cell.id: cell.source for cell in nbformat.read(CHAPTERS / f"{stem}.ipynb", as_version=4).cells}
    code = cells["your-turn-code"]
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    shown = cells["your-turn-figure"]
    assert shown.count("\nexplore(") == 1
    found = {"np": np, "entropy": entropy}
    exec(code, found)
    exec(shown.replace("\nexplore(", "\nfigure = explore("), found)
    return found
