"""Limits of the axes that hold wherever the sliders stand; found by looking at many of their settings."""

import itertools
import random
from collections.abc import Callable, Mapping

import numpy as np

from livefigure.figure import Parameter
from livefigure.functions.sliders import stops

LOOKS = 11  # values of each slider that are looked at
MOST_CORNERS = 16  # settings with every slider at an end

Limits = dict[str, tuple[float, float]]  # of the axes x and y


def limits(first: dict, compute: Callable[[dict], dict], parameters: tuple[Parameter, ...], axes: Mapping) -> Limits:
    """Return the limits of both axes.

    ``first`` are the curves at the defaults, ``compute`` gives those at a setting, ``axes`` says what is logarithmic.

    Examples
    --------
    >>> from livefigure.functions.sliders import slider
    >>> def level(values):
    ...     return {"y": (np.array([0.0, 1.0]), np.full(2, values["a"]))}
    >>> limits(level({"a": 4}), level, (slider("a", (2, 6, 1)),), {})
    {'x': (0.0, 1.0), 'y': (2.0, 6.0)}
    """
    found = [*first.values()]
    for values in settings(parameters):
        try:
            found += compute(values).values()
        except Exception:  # the figure shows it when the reader gets there
            continue
    return {
        axis: _around(np.concatenate([curve[index] for curve in found]), axes.get(f"{axis}scale") == "log")
        for index, axis in enumerate("xy")
    }


def settings(parameters: tuple[Parameter, ...]) -> list[dict]:
    """Return some settings: each slider along its way with the others at their defaults, and some corners."""
    defaults = {parameter.name: parameter.default for parameter in parameters}
    found = []
    for parameter in parameters:
        every = stops(parameter)
        for place in np.unique(np.linspace(0, len(every) - 1, LOOKS).round().astype(int)):
            found.append({**defaults, parameter.name: type(parameter.default)(every[place])})
    ends = ((parameter.minimum, parameter.maximum) for parameter in parameters)
    corners = list(itertools.islice(itertools.product(*ends), 256))
    for corner in random.Random(5).sample(corners, min(len(corners), MOST_CORNERS)):
        found.append(
            {parameter.name: type(parameter.default)(end) for parameter, end in zip(parameters, corner, strict=True)}
        )
    return found


def _around(values: np.ndarray, log: bool) -> tuple[float, float]:
    values = values[np.isfinite(values) & ((values > 0) | (not log))]
    if not len(values):
        return (0.1, 1.0) if log else (0.0, 1.0)
    low, high = float(values.min()), float(values.max())
    inner = np.percentile(values, [2, 98])
    if not log and high - low > 20 * (inner[1] - inner[0]) > 0:
        low, high = map(float, inner)  # a pole would press everything else flat
    if low == high:
        return (low / 2, high * 2) if log else (low - 0.5, high + 0.5)
    return low, high
