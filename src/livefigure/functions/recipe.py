"""What a reader said of a figure, and the `Figure` that comes of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from livefigure.draw import Picture, drawing
from livefigure.figure import Figure, Handle, Parameter, Readout
from livefigure.functions import sentence
from livefigure.functions.callables import accepted, checked, checked_readouts, latest
from livefigure.functions.layout import laid_out
from livefigure.functions.limits import limits
from livefigure.functions.options import Options


@dataclass(frozen=True, kw_only=True)
class Recipe(Options):
    """The reader's functions, sliders and options."""

    curves: Callable
    parameters: tuple[Parameter, ...]

    @property
    def functions(self) -> tuple[Callable, ...]:
        """The reader's functions as they are defined now."""
        return tuple(latest(given) for given in (self.curves, self.draw, self.readouts) if given is not None)

    def label(self, key: str) -> str:
        """Return what readers see for a key."""
        return self.labels.get(key, key)

    def compute(self, values: dict, keys=None) -> dict:
        """Return the curves at some values."""
        function = latest(self.curves)
        with np.errstate(all="ignore"):  # a gap in a curve is shown, not warned about
            return checked(function(**accepted(function, values)), function, keys)

    def read(self, values: dict, before=None) -> dict:
        """Return the readouts at some values."""
        if self.readouts is None:
            return {}
        function = latest(self.readouts)
        with np.errstate(all="ignore"):
            return checked_readouts(function(**accepted(function, values)), function, before)

    def readout(self, key: str, value: float | str) -> Readout:
        """Return what is shown of a readout that has such a value."""
        digits = self.digits.get(key, Options.digits) if isinstance(self.digits, dict) else self.digits
        return Readout(key, self.label(key), digits, self.units.get(key, ""), text=isinstance(value, str))


def figure(recipe: Recipe) -> Figure:
    """Return the live figure of a recipe, from the functions as they are defined now.

    Raises
    ------
    TypeError, ValueError
        If a function returns something that cannot be shown; the message says what.
    """
    defaults = {parameter.name: parameter.default for parameter in recipe.parameters}
    first, numbers = recipe.compute(defaults), recipe.read(defaults)
    _check_keys(recipe, {*defaults, *first, *numbers})
    for key in recipe.handles:
        if key not in first:
            raise ValueError(f"handles: there is no curve {key!r}; there are {', '.join(first)}")
    keys = tuple(first)
    compute = _remembering(lambda values: recipe.compute(values, keys))
    read = _remembering(lambda values: recipe.read(values, numbers))
    shown = tuple(recipe.readout(key, value) for key, value in numbers.items())
    wide = limits(first, compute, recipe.parameters, recipe.axes)
    template = recipe.sentence or sentence.usual(
        recipe.parameters, shown, {key: recipe.label(key) for key in keys}, _telling_digits(*wide["y"])
    )
    sentence.check(template, recipe.parameters, shown, first)

    def reasons(**values):
        return {
            key: sentence.NO_VALUE
            for key, number in read(values).items()
            if isinstance(number, float) and number != number
        }

    @drawing
    def draw(**values) -> Picture:
        own = latest(recipe.draw) if recipe.draw else None
        return laid_out(compute(values), wide, own, recipe.axes, recipe.labels)

    return Figure(
        name=recipe.name,
        title=recipe.title,
        caption=recipe.caption,
        parameters=recipe.parameters,
        curves=lambda **values: compute(values),
        readouts=lambda **values: read(values),
        reasons=reasons,
        sentence=lambda **values: sentence.filled(
            template, recipe.parameters, shown, values, read(values), compute(values)
        ),
        draw=draw,
        shown=shown,
        sentence_template=template,
        veil=recipe.veil,
        handles=tuple(Handle(key, key, moves=moves) for key, moves in recipe.handles.items()),
    )


def _check_keys(recipe: Recipe, known: set[str]) -> None:
    """Raise a ValueError if an option names something that there is not."""
    for what in ("labels", "units", "digits"):
        given = getattr(recipe, what)
        for key in given if isinstance(given, dict) else ():
            if key not in known:
                raise ValueError(f"{what}: there is no {key!r}; there are {', '.join(sorted(known))}")


def _telling_digits(low: float, high: float) -> int:
    """Return the decimals that tell numbers apart that lie between two."""
    return int(np.clip(2 - np.floor(np.log10(high - low)), 0, 6)) if high > low else 2


def _remembering(function: Callable) -> Callable:
    """Return the function with a memory of its last answer: a redraw asks for the same numbers several times."""
    last: list = [None, None]

    def answer(values: dict):
        if last[0] != values:
            last[:] = [None, None]
            last[:] = [dict(values), function(values)]
        return last[1]

    return answer
