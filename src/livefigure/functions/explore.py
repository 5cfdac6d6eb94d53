"""Make a live figure of any NumPy function.

    from livefigure import explore

    def curves(speed=20.0):
        return {"height": (t, speed * t - 9.81 * t**2 / 2)}

    explore(curves, speed=(5, 40, 1))

See `explore` for all it can do.
"""

import inspect
import os
import re
from collections.abc import Callable
from dataclasses import fields

from livefigure.functions.callables import EMPTY, name_of, signature
from livefigure.functions.options import Options
from livefigure.functions.recipe import Recipe, figure
from livefigure.functions.sliders import slider
from livefigure.widget import PAGE_BUILD


def explore(curves: Callable, draw: Callable | None = None, **given):
    """Make a live figure of a function: each parameter becomes a slider, each curve follows it.

    End a cell with the call. In a notebook the kernel computes; on the website a figure with one to three sliders
    is baked: the curves at some settings travel with the page, and it interpolates between them.

    Parameters
    ----------
    curves : callable
        Takes the parameters by name and returns ``{KEY: (x, y)}``: sequences of numbers of equal length, always
        under the same keys. NaN is a gap. It is called some times at once, to find limits for the axes.
    draw : callable, optional
        ``draw(picture, curves)`` draws them, once: ``picture.line(KEY, curves[KEY], role="curve", label="height")``,
        ``picture.points``, ``picture.bars(..., width=0.8)`` and ``picture.area`` draw curves that move;
        ``picture.axes[0]`` is a matplotlib Axes for what does not, with limits that suit every setting
        unless you set others. Roles, which are colours, are "curve", "quiet" and those that somebody registered:
        `livefigure.roles.registered` lists them. Without ``draw`` all curves are lines; one that is called as a role
        has its colour, any other is a *curve*.
    readouts : callable, optional
        Takes parameters by name and returns ``{LABEL: number or text}``, shown below the figure.
    title, caption : str
        What stands above and below the figure; the title is the function's name if it is not given.
    name : str, optional
        The figure's id on the page and in links; the function's name if it is not given.
    sentence : str
        What the figure says to those who do not see it, with places to fill: ``"Thrown at {speed}, it flies for
        {time}."`` A curve's lowest and highest values with 2 decimals are ``{height.low:2}`` and ``{height.high:2}``.
    labels : dict
        What readers see for a parameter, a curve in the legend, or a readout, instead of its name.
    units : dict
        The units of readouts.
    digits : int or dict
        The decimals of readouts.
    axes : dict
        Settings for the axes, such as ``{"xlabel": "time", "yscale": "log"}``.
    veil : tuple of str
        What gives an answer away, besides the numbers, where the reader is asked to guess first: curves, "title",
        "caption" or "legend". It is hidden only while somebody asks: a link with ``NAME.veil=on``, say.
    handles : dict
        Curves whose first point the reader takes hold of in the picture, and which parameter takes which of its
        coordinates: ``{"ball": {"time": "x"}}``.
    tolerance : float
        Largest error of a curve on the website, as a share of its axis.
    budget : int
        Most bytes that the website may send for the figure, compressed.
    **parameters
        Each one ``(min, max, step)``, ``(min, max, step, default)``, or a list or array of the values its slider
        stops at. All integers make a count. The default is that of the function's own signature; else the middle.

    Returns
    -------
    figure
        ``figure.NAME`` reads a parameter and sets it, ``figure.observe(f, "NAME")`` sees it move,
        ``figure.curves()`` and ``figure.readouts()`` compute, ``figure.baked()`` tells what the website would send.

    Raises
    ------
    TypeError, ValueError
        If an argument, or what a function returns, cannot be shown; the message names it.

    Examples
    --------
    >>> import numpy as np
    >>> from livefigure import explore
    >>> x = np.linspace(0, 1, 101)
    >>> def power(exponent=2.0):
    ...     return {"y": (x, x**exponent)}
    >>> explore(power, exponent=(0.5, 4, 0.1))
    power(exponent=2.0)
    """
    from livefigure.functions.kernel_widget import show

    recipe = described(curves, draw, **given)
    return show(recipe, figure(recipe), baked=bool(os.environ.get(PAGE_BUILD)))


def _full_signature() -> inspect.Signature:
    """Return the signature of `explore` with all options, for ``help`` and for notebooks."""
    usual, named = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY
    first = inspect.Parameter("curves", usual, annotation=Callable)
    options = [
        inspect.Parameter(
            option.name,
            usual if option.name == "draw" else named,
            default=option.default,
            annotation=option.type.__origin__,
        )
        for option in fields(Options)
    ]
    sliders = inspect.Parameter("parameters", inspect.Parameter.VAR_KEYWORD)
    return inspect.Signature([first, *options, sliders])


explore.__signature__ = _full_signature()


def described(curves: Callable, draw: Callable | None = None, **given) -> Recipe:
    """Return the recipe of `explore`'s arguments, or say what is wrong with them."""
    if not callable(curves):
        raise TypeError(f"curves must be a function, not {curves!r}")
    names = {option.name for option in fields(Options)}
    options = Options(draw=draw, **{key: value for key, value in given.items() if key in names})
    ranges = {key: value for key, value in given.items() if key not in names}
    own = name_of(curves).strip("_<>")
    name = own.replace("_", "-") if options.name is None else options.name
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name):
        raise ValueError(f"name must be letters, digits and hyphens, such as 'next-word', not {name!r}")
    title = own.replace("_", " ").capitalize() if options.title is None else options.title
    sliders = _sliders(curves, options.readouts, ranges, options.labels)
    return Recipe(curves=curves, parameters=sliders, **{**vars(options), "name": name, "title": title})


def _sliders(curves: Callable, readouts: Callable | None, given: dict, labels: dict) -> tuple:
    from livefigure.functions.kernel_widget import KernelWidget

    if not given:
        raise TypeError("explore needs at least one parameter to move, such as temperature=(0.1, 10, 0.1)")
    named, others = signature(curves)
    taken, _any_other = signature(readouts) if readouts else ({}, False)
    for key in given:
        if key not in named and not others:
            raise TypeError(f"{name_of(curves)} has no parameter {key!r}; it has {', '.join(named) or 'none'}")
        if hasattr(KernelWidget, key):
            raise ValueError(f"a figure in a notebook has something else called {key!r}; rename the parameter")
    for function, names in ((curves, named), (readouts, taken)):
        missing = [key for key, default in names.items() if default is EMPTY and key not in given]
        if missing:
            raise TypeError(
                f"{name_of(function)} needs {missing[0]!r} as well; say how far it goes: {missing[0]}=(min, max, step)"
            )
    starts = {key: named.get(key, EMPTY) for key in given}
    return tuple(
        slider(key, stops, None if starts[key] is EMPTY else starts[key], labels.get(key))
        for key, stops in given.items()
    )
