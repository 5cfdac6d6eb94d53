"""The top of a bar of softmax, taken hold of: one logit follows, the others stay."""

import math
from collections.abc import Mapping
from functools import partial

from crossentropy.figures.shared.controls import CLASSES
from livefigure.figure import Handle

LEAST = 1e-6  # probability, and from 1: beyond it no slider reaches


def bar_handles(curve: str) -> tuple[Handle, ...]:
    """Return a handle for the top of each class's bar.

    Examples
    --------
    >>> a, *_ = bar_handles("P")
    >>> a.values(0, 0.5, {"logit1": 3.0, "logit2": 0.0, "logit3": 0.0, "temperature": 1.0})
    {'logit1': 0.6931471805599453}
    """
    return tuple(Handle(name, curve, place, to=partial(_to_top, place + 1)) for place, name in enumerate(CLASSES))


def _to_top(number: int, x: float, y: float, was: Mapping) -> dict[str, float]:
    """Return the logit that gives a class the probability y."""
    p = min(max(y, LEAST), 1 - LEAST)
    scaled = [was[f"logit{other}"] / was["temperature"] for other in (1, 2, 3) if other != number]
    others = max(scaled) + math.log1p(math.exp(-abs(scaled[0] - scaled[1])))
    return {f"logit{number}": was["temperature"] * (math.log(p) - math.log1p(-p) + others)}
