"""A slider from what a reader says of a parameter: a range, or the values it stops at."""

import itertools
import math
from collections.abc import Sequence
from decimal import Decimal
from numbers import Integral, Real

import numpy as np

from livefigure.figure import Parameter

MOST_STOPS = 10_001
# Names that the page uses for other things, in links and in forms.
TAKEN = (
    *(
        "alone",
        "caption",
        "handles",
        "hide",
        "item",
        "legend",
        "length",
        "link",
        "presets",
        "readouts",
        "reset",
        "sentence",
    ),
    *("table", "title", "veil"),
)


def slider(name: str, given, default=None, label: str | None = None) -> Parameter:
    """Return the slider of a parameter.

    Parameters
    ----------
    name : str
        The parameter's name.
    given : tuple or sequence
        ``(min, max, step)``, ``(min, max, step, default)``, or a list or array of the values it stops at.
    default : float, optional
        Where it starts; without one, in the middle.
    label : str, optional
        What the reader sees; the name, if it is not given.

    Raises
    ------
    TypeError, ValueError
        If ``given`` is neither, or the default is not on it; the message names the parameter and the value.

    Examples
    --------
    >>> slider("a", (0, 2, 0.5)).default, slider("n", (1, 9, 1, 3)).integer
    (1.0, True)
    >>> slider("t", [0.1, 1, 10], default=1).values
    (0.1, 1.0, 10.0)
    >>> slider("a", (0, 2, 0.5), default=3)
    Traceback (most recent call last):
    ValueError: a: its default 3 is not between 0 and 2
    """
    if name.startswith("_") or name in TAKEN:
        raise ValueError(f"the page uses {name!r} for something else; give the parameter another name")
    if isinstance(given, tuple):
        if len(given) not in (3, 4):
            raise ValueError(
                f"{name}: a tuple is (min, max, step) or (min, max, step, default), not {given!r}; "
                "put the values that a slider stops at into a list"
            )
        *three, default = given if len(given) == 4 else (*given, default)
        numbers = [_number(name, number) for number in three]
        return _even(name, numbers, default, label or name)
    if isinstance(given, str | bytes | dict) or not isinstance(given, Sequence | np.ndarray):
        raise TypeError(f"{name} must be (min, max, step) or a list of the values it stops at, not {given!r}")
    return _listed(
        name, [_number(name, number) for number in np.asarray(given, dtype=object).ravel()], default, label or name
    )


def stops(parameter: Parameter) -> np.ndarray:
    """Return every value that a slider can show, rising.

    Examples
    --------
    >>> stops(slider("a", (0, 0.4, 0.1)))
    array([0. , 0.1, 0.2, 0.3, 0.4])
    """
    if parameter.values:
        return np.array(parameter.values)
    steps = round((parameter.maximum - parameter.minimum) / parameter.step)
    return np.round(parameter.minimum + np.arange(steps + 1) * parameter.step, 10)


def _even(name: str, numbers: list, default, label: str) -> Parameter:
    low, high, step = numbers
    if not low < high:
        raise ValueError(f"{name}: its minimum {low:g} must be below its maximum {high:g}")
    if not step > 0:
        raise ValueError(f"{name}: its step must be above 0, not {step:g}")
    steps = (high - low) / step
    if steps > MOST_STOPS - 1:
        raise ValueError(f"{name}: a step of {step:g} makes {steps:.0f} stops; a slider can have {MOST_STOPS}")
    if abs(steps - round(steps)) > 1e-6 or steps < 1:
        last = low + math.floor(steps + 1e-6) * step
        raise ValueError(
            f"{name}: steps of {step:g} from {low:g} do not reach {high:g}; the last one before is {last:g}"
        )
    integer = all(isinstance(number, Integral) for number in numbers)
    digits = max(_decimals(low), _decimals(step))
    if default is None:
        default = round(low + round(steps) // 2 * step, 10)
    default = _number(f"{name}: its default", default)
    if not low <= default <= high:
        raise ValueError(f"{name}: its default {default:g} is not between {low:g} and {high:g}")
    if abs((default - low) / step - round((default - low) / step)) > 1e-6:
        raise ValueError(f"{name}: its default {default:g} is not reached from {low:g} by steps of {step:g}")
    cast = int if integer else float
    return Parameter(name, label, *map(cast, (low, high, step, default)), digits=digits, integer=integer)


def _listed(name: str, numbers: list, default, label: str) -> Parameter:
    if not 2 <= len(numbers) <= MOST_STOPS:
        raise ValueError(f"{name}: a slider stops at 2 to {MOST_STOPS} values, not {len(numbers)}")
    for before, after in itertools.pairwise(numbers):
        if not before < after:
            raise ValueError(f"{name}: the values it stops at must rise, but {after:g} follows {before:g}")
    integer = all(isinstance(number, Integral) for number in numbers)
    values = tuple(map(int if integer else float, numbers))
    if default is None:
        default = values[len(values) // 2]
    wanted = _number(f"{name}: its default", default)
    found = min(values, key=lambda value: abs(value - wanted))
    if not math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-12):
        raise ValueError(f"{name}: its default {wanted:g} is not among the values it stops at; {found:g} is nearest")
    return Parameter(
        name, label, values[0], values[-1], 1, found, values=values, digits=_telling(values), integer=integer
    )


def _telling(values: tuple) -> int:
    """Return the decimals that show values: all they have, or as many as tell them apart, at least 4."""
    needed = max(map(_decimals, values))
    for digits in range(4, needed):
        if len({f"{value:.{digits}f}" for value in values}) == len(values):
            return digits
    return needed


def _number(name: str, value):
    """Return a real number, or say that it is none."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real) or not math.isfinite(value):
        raise TypeError(f"{name} takes finite numbers, not {value!r}")
    return int(value) if isinstance(value, Integral) else float(value)


def _decimals(value: float) -> int:
    """Return how many decimals a number is written with."""
    return max(0, -Decimal(repr(value)).normalize().as_tuple().exponent)
