"""Make any matplotlib drawing live: sliders move its curves, in notebooks and on static pages, without a kernel.

`explore` makes a live figure of any function; `Figure` describes one whose curves the browser computes itself, and
`live` shows it. See README.md beside this file.
"""

import importlib

_ROOMS = {
    "explore": "functions.explore",
    **dict.fromkeys(("Choice", "Entry", "Exchange", "Figure", "Parameter", "Preset", "Readout", "Table"), "figure"),
    **dict.fromkeys(("Picture", "color", "drawing", "picture"), "draw"),
    **dict.fromkeys(("Role", "register"), "roles"),
}

__all__ = ["live", *_ROOMS]


def live(figure, **values):
    """Return the widget of a `Figure`, which a cell shows by ending in it.

    Parameters
    ----------
    figure : Figure
        Its ``twin`` computes the curves in the browser.
    **values
        Of its parameters, choices and entries, where they are not the defaults.

    Raises
    ------
    ValueError
        If the figure has no twin.
    """
    from livefigure.widget import widget_class

    if not figure.twin:
        raise ValueError(f"{figure.name} has no twin; give it the file that computes its curves in the browser")
    return widget_class(figure)(**values)


def __getattr__(name: str):
    """Import a name on first use: a description needs neither matplotlib nor the widgets."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__():
    return __all__
