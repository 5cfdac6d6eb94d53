"""Make a live figure of any NumPy function.

    from crossentropy import explore

    def curves(temperature=1.0):
        return {"P": (x, softmax(logits / temperature))}

    explore(curves, temperature=(0.1, 10, 0.1))

See `explore` for all it can do.
"""

import os
import re
from collections.abc import Callable, Mapping

from livefigure.functions.callables import EMPTY, name_of, signature
from livefigure.functions.recipe import Recipe, figure
from livefigure.functions.sliders import slider
from livefigure.widget import PAGE_BUILD

OPTIONS = (
    *("draw", "readouts", "title", "caption", "name", "sentence", "labels", "units", "digits", "axes"),
    *("tolerance", "budget"),
)


def explore(
    curves: Callable,
    draw: Callable | None = None,
    *,
    readouts: Callable | None = None,
    title: str | None = None,
    caption: str = "",
    name: str | None = None,
    sentence: str = "",
    labels: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    digits: int | Mapping[str, int] = 3,
    axes: Mapping | None = None,
    tolerance: float = 0.002,
    budget: int = 30_000,
    **parameters,
):
    """Make a live figure of a function: each parameter becomes a slider, each curve follows it.

    End a cell with the call. In a notebook the kernel computes; on the website a figure with one to three sliders
    is baked: the curves at some settings travel with the page, and it interpolates between them.

    Parameters
    ----------
    curves : callable
        Takes the parameters by name and returns ``{KEY: (x, y)}``: sequences of numbers of equal length, always
        under the same keys. NaN is a gap. It is called some times at once, to find limits for the axes.
    draw : callable, optional
        ``draw(picture, curves)`` draws them, once: ``picture.line(KEY, curves[KEY], role="predicted", label="P")``,
        ``picture.points``, ``picture.bars(..., width=0.8)`` and ``picture.area`` draw curves that move;
        ``picture.axes[0]`` is a matplotlib Axes for what does not, with limits that suit every setting
        unless you set others. Roles, which are colours: predicted, true, entropy, cross-entropy, divergence, quiet.
        Without it all curves are lines; one that is called as a role has its colour, any other is *predicted*.
    readouts : callable, optional
        Takes parameters by name and returns ``{LABEL: number or text}``, shown below the figure.
    title, caption : str
        What stands above and below the figure; the title is the function's name if it is not given.
    name : str, optional
        The figure's id on the page and in links; the function's name if it is not given.
    sentence : str
        What the figure says to those who do not see it, with places to fill: ``"At {temperature}, the entropy is
        {Entropy}."`` A curve's lowest and highest values with 2 decimals are ``{P.low:2}`` and ``{P.high:2}``.
    labels : dict
        What readers see for a parameter, a curve in the legend, or a readout, instead of its name.
    units : dict
        The units of readouts.
    digits : int or dict
        The decimals of readouts.
    axes : dict
        Settings for the axes, such as ``{"xlabel": "word", "yscale": "log"}``.
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
    >>> from crossentropy import explore
    >>> x = np.linspace(0, 1, 101)
    >>> def power(exponent=2.0):
    ...     return {"y": (x, x**exponent)}
    >>> explore(power, exponent=(0.5, 4, 0.1))
    power(exponent=2.0)
    """
    from livefigure.functions.kernel_widget import show

    recipe = described(
        curves, draw, readouts=readouts, title=title, caption=caption, name=name, sentence=sentence, labels=labels,
        units=units, digits=digits, axes=axes, tolerance=tolerance, budget=budget, **parameters,
    )  # fmt: skip
    return show(recipe, figure(recipe), baked=bool(os.environ.get(PAGE_BUILD)))


def described(curves, draw=None, *, readouts=None, title=None, name=None, **rest) -> Recipe:
    """Return the recipe of `explore`'s arguments, or say what is wrong with them."""
    for what, function in (("curves", curves), ("draw", draw), ("readouts", readouts)):
        if not callable(function) and (what == "curves" or function is not None):
            raise TypeError(f"{what} must be a function, not {function!r}")
    options = {key: rest.pop(key) for key in OPTIONS if key in rest}
    _check_options({**options, "title": title, "name": name})
    own = name_of(curves)
    name = own.strip("_<>").replace("_", "-") if name is None else name
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name):
        raise ValueError(f"name must be letters, digits and hyphens, such as 'next-word', not {name!r}")
    labels = dict(options.pop("labels") or {})
    return Recipe(
        curves=curves,
        draw=draw,
        readouts=readouts,
        parameters=_sliders(curves, readouts, rest, labels),
        name=name,
        title=title if title is not None else own.strip("_<>").replace("_", " ").capitalize(),
        labels=labels,
        **{key: dict(options.pop(key) or {}) for key in ("units", "axes")},
        **{**options, **({} if isinstance(options["digits"], int) else {"digits": dict(options["digits"])})},
    )


def _check_options(options: dict) -> None:
    for key in ("title", "name", "caption", "sentence"):
        if options[key] is not None and not isinstance(options[key], str):
            raise TypeError(
                f"{key} is an option of explore and a text, not {options[key]!r}; "
                "a parameter of your function must be called something else"
            )
    for key in ("labels", "units", "axes"):
        if not isinstance(options[key], Mapping | None):
            raise TypeError(f"{key} is an option of explore and a dict, not {options[key]!r}")
    for key in ("labels", "units"):
        for name, text in (options[key] or {}).items():
            if not isinstance(text, str) or (key == "units" and text == "unit"):
                raise TypeError(f"{key}: {name!r} must have a text, not {text!r}")
    digits = options["digits"]
    for each in digits.values() if isinstance(digits, Mapping) else [digits]:
        if isinstance(each, bool) or not isinstance(each, int) or not 0 <= each <= 12:
            raise TypeError(f"digits must be a whole number from 0 to 12, or a dict of such numbers, not {each!r}")
    for key, low, high in (("tolerance", 1e-5, 0.1), ("budget", 1, 250_000)):
        value = options[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError(f"{key} is an option of explore and a number from {low:g} to {high:g}, not {value!r}")


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
        slider(key, each, None if starts[key] is EMPTY else starts[key], labels.get(key)) for key, each in given.items()
    )
