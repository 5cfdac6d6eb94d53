"""A reader's figure in a notebook: the kernel computes what the page draws, one request at a time."""

import sys
from dataclasses import replace
from html import escape
from weakref import WeakSet

import numpy as np
import traitlets

from livefigure import front_end
from livefigure.figure import Figure
from livefigure.functions.bake import MOST_SLIDERS, Baked, bake
from livefigure.functions.callables import account, reached, same
from livefigure.functions.recipe import Recipe, figure
from livefigure.page import figure_html, still_html
from livefigure.widget import FigureWidget, widget_class

_shown: WeakSet = WeakSet()  # the figures of this notebook


class KernelWidget(FigureWidget):
    """A figure made by `explore`.

    Each parameter is a trait, as in every live figure. The page sends ``{"view", "number", "values"}`` and gets the
    trait ``_drawn`` with the same view and number, the values, and either arrays and texts or an account of the
    error that the reader's function raised.
    """

    _drawn = traitlets.Dict().tag(sync=True)
    _recipe: Recipe
    _baked = None

    def __init__(self, **values):
        self._answering = False
        super().__init__(**values)
        self._met = self._meanings()
        self._cell, self._count = _cell()
        self._compute()
        self.on_msg(self._asked)
        self.observe(self._moved, list(self._figure.defaults))

    def baked(self) -> Baked:
        """Return what the website would send for this figure: print it to see its bytes and its largest error."""
        if self._baked is None:
            self._baked = bake(self._recipe, self._figure)
        return self._baked

    def _page_html(self) -> str:
        """Return the figure for a page, behind it the file of its numbers, which the site takes out of the text."""
        if len(self._recipe.parameters) > MOST_SLIDERS:
            note = (
                f"This figure has {len(self._recipe.parameters)} sliders, too many to keep ready on a page. "
                "They move in the notebook: download it and run its cells."
            )
            return still_html(self._figure, self.values, note)
        made = self.baked()
        figure = figure_html(replace(self._figure, baked=True), self.values)
        report, script = escape(str(made)), escape(made.script)
        return f'{figure}<template data-grid-of="{made.name}" data-report="{report}">{script}</template>'

    def _meanings(self) -> dict:
        functions = self._recipe.functions
        given = {
            f"function {number}": function for number, function in enumerate(functions)
        }  # whatever kind of callable
        return given | {name: meaning for function in functions for name, meaning in reached(function).items()}

    def _asked(self, _, message: dict, buffers) -> None:
        self._answering = True
        try:
            with self.hold_sync():
                for name, value in message["values"].items():
                    setattr(self, name, value)
                self._compute(message["view"], message["number"])
        finally:
            self._answering = False

    def _moved(self, change) -> None:
        if not self._answering:
            self._compute()

    def _compute(self, view: str = "", number: int = 0) -> None:
        values = self.values
        answer: dict = {"view": view, "number": number, "values": values}
        try:
            curves, readouts = self._figure.curves(**values), self._figure.readouts(**values)
        except Exception as error:
            answer["error"] = account(error)
        else:
            answer["curves"] = {key: [x.tobytes(), y.tobytes()] for key, (x, y) in curves.items()}
            numbers = [value for value in readouts.values() if not isinstance(value, str)]
            answer["numbers"] = np.array(numbers, dtype=float).tobytes()
            answer["texts"] = {key: value for key, value in readouts.items() if isinstance(value, str)}
        self._drawn = answer

    def _refresh(self) -> None:
        """Draw anew if the reader has defined anything again that the functions use."""
        met = self._meanings()
        if same(met, self._met):
            return
        self._met, self._baked = met, None
        try:
            made = figure(self._recipe)
            html = figure_html(made, self.values, prefix="EXPLORER-ID")
        except Exception as error:
            self._drawn = {"view": "", "number": 0, "values": self.values, "error": account(error)}
            return
        self._figure = made
        with self.hold_sync():
            self._html = html
            self._compute()


def show(recipe: Recipe, made: Figure, *, baked: bool) -> KernelWidget:
    """Return the widget of a recipe; while the book is built, with what the page will read."""
    made_class = widget_class(made, base=KernelWidget, module=front_end.kernel_module())
    made_class._recipe = recipe
    shown = made_class()
    if baked and len(recipe.parameters) <= MOST_SLIDERS:
        shown.baked().check()
    _shown.add(shown)
    _watch()
    return shown


def _cell() -> tuple[str | None, int]:
    """Return the id of the cell that runs, where the front end tells it, and its execution count."""
    shell = _shell()
    if shell is None:
        return None, 0
    parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return parent.get("metadata", {}).get("cellId"), shell.execution_count


def _shell():
    """Return the notebook's shell; outside of one there is none."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _watch() -> None:
    """Look after the figures whenever a cell has run."""
    shell = _shell()
    if shell is not None and _look not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", _look)


def _look(result) -> None:
    """Close the figures that the cell has just replaced; draw anew those whose functions it has defined again."""
    cell, _ = _cell()
    for shown in list(_shown):
        if cell is not None and shown._cell == cell and shown._count < (result.execution_count or 0):
            _shown.discard(shown)
            shown.close()
        else:
            shown._refresh()
