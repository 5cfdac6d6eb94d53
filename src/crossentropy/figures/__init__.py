"""The live figures of the book, one call each; a cell that ends in the call shows the figure.

    from crossentropy.figures import logistic_entropy
    logistic_entropy(bias=1, weight=2)

A figure is two files in this folder: ``logistic_entropy.py`` describes, computes and draws it, ``logistic_entropy.js``
computes the same in the browser. Pages and links call it by its name in ``NAMES``, with hyphens.
"""

import importlib
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from crossentropy import roles  # noqa: F401  (the figures draw with them)

NAMES = tuple(sorted(path.stem.replace("_", "-") for path in Path(__file__).parent.glob("*.js")))

__all__ = ["NAMES", "figure", "html", *(name.replace("-", "_") for name in NAMES)]


def figure(name: str):
    """Return the description of the figure that pages call ``name``.

    Raises
    ------
    ValueError
        If there is no such figure; the message lists those there are.

    Examples
    --------
    >>> figure("logistic-entropy").title
    'A logistic model and its entropy'
    """
    if name not in NAMES:
        raise ValueError(f"no live figure is called {name!r}; there are {', '.join(NAMES)}")
    stem = name.replace("-", "_")
    described = importlib.import_module(f"{__name__}.{stem}").FIGURE
    return replace(described, twin=f"crossentropy/figures/{stem}.js")


def html(name: str) -> str:
    """Return a figure as HTML for a web page that loads the front end."""
    from livefigure.page import figure_html

    return figure_html(figure(name))


def __getattr__(attribute: str):
    """Make a figure's widget on first use: ``logistic_entropy`` for "logistic-entropy"."""
    name = attribute.replace("_", "-")
    if attribute.startswith("_") or name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {attribute!r}")
    from livefigure.widget import widget_class

    globals()[attribute] = made = widget_class(figure(name))
    return made


def __dir__():
    return __all__


class _Figures(ModuleType):
    """A package whose attributes are its figures; Python would put the modules that describe them in their place."""

    def __setattr__(self, name, value):
        if not (isinstance(value, ModuleType) and name.replace("_", "-") in NAMES):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Figures
