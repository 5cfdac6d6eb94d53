"""The reader's turn of a chapter: its code run as it stands, or changed as the chapter suggests."""

from pathlib import Path

import nbformat
import numpy as np

import crossentropy

CHAPTERS = Path(__file__).resolve().parent.parent / "chapters"


def run(stem: str, changes: tuple[tuple[str, str], ...] = (), before: tuple[str, ...] = ()) -> dict:
    """Return what the cells of the turn define, the figure as ``figure``.

    Each change takes (old, new) code. Before the turn run the cells with the ids of ``before``; NumPy and the public
    names of the package are there in any case.
    """
    cells = {cell.id: cell.source for cell in nbformat.read(CHAPTERS / f"{stem}.ipynb", as_version=4).cells}
    code = cells["your-turn-code"]
    for old, new in changes:
        assert old in code, old
        code = code.replace(old, new)
    shown = cells["your-turn-figure"]
    assert shown.count("\nexplore(") == 1
    found = {"np": np, **{name: getattr(crossentropy, name) for name in crossentropy.__all__}}
    for each in before:
        exec(cells[each], found)
    exec(code, found)
    exec(shown.replace("\nexplore(", "\nfigure = explore("), found)
    return found
