"""What several figures share: the window of x, the size of a nat, the area under an entropy, the legend."""

import math

import numpy as np

X = np.linspace(-6, 6, 601)  # step 0.02: the crossings at -1, -1/2 and 0 are points of it


def per_nat(unit: str) -> float:
    """Return the size of one nat in a unit.

    Examples
    --------
    >>> per_nat("nat"), per_nat("bit")
    (1.0, 1.4426950408889634)
    """
    return 1 / math.log(2) if unit == "bit" else 1.0


def entropy_area(weight: float) -> float:
    """Return the area under a logistic model's entropy over the whole line: the logistic distribution's variance.

    It is in nats times the unit of x.

    Examples
    --------
    >>> entropy_area(0.5) == 2 * entropy_area(-1)
    True
    """
    return math.pi**2 / (3 * abs(weight)) if weight else math.inf


def legend(axes, *entries, **style):
    """Put a legend above the axes, at their left edge; ``style`` says what is different here."""
    usual = {"loc": "lower left", "bbox_to_anchor": (0, 1), "frameon": False, "borderaxespad": 0.2, "handlelength": 2.2}
    return axes.legend(*entries, **{**usual, **style})
