"""What several figures share: sliders, the unit, the window of x, the legend."""

import math

import numpy as np

from livefigure.figure import Choice, Parameter, Preset

X = np.linspace(-6, 6, 601)  # step 0.02: the crossings at -1, -1/2 and 0 are points of it
UNIT = Choice("unit", "Unit", ("nat", "bit"), "nat")
PRESETS = (
    Preset("σ₁ (0, 1)", {"bias": 0.0, "weight": 1.0}),
    Preset("σ₂ (1, 2)", {"bias": 1.0, "weight": 2.0}),
    Preset("σ₃ (−10, −5)", {"bias": -10.0, "weight": -5.0}),
)


# Rising by a fixed factor, with the round values that the text names.
TEMPERATURES = (
    *(0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    *(1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10),
)


def temperature_slider() -> Parameter:
    """Return the slider of a softmax's temperature."""
    return Parameter("temperature", "temperature", 0.1, 10, 0.1, 1.0, values=TEMPERATURES, digits=2)


def bias_slider(default: float) -> Parameter:
    """Return the slider of a model's bias."""
    return Parameter("bias", "β₀ (bias)", -12, 12, 0.1, default)


def weight_slider(default: float) -> Parameter:
    """Return the slider of a model's weight."""
    return Parameter("weight", "β₁ (weight)", -6, 6, 0.1, default)


def beyond(top: float, *curves):
    """Return a curve of marks on the upper edge of a plot, over every bar or point that lies beyond it.

    Examples
    --------
    >>> beyond(3, ([1, 2, 5], [2.5, 3.5, 4]))
    (array([2, 5]), array([3., 3.]))
    """
    x = np.concatenate([np.asarray(x)[np.asarray(y) > top] for x, y in curves])
    return x, np.full(x.size, float(top))


def per_nat(unit: str) -> float:
    """Return the size of one nat in a unit.

    Examples
    --------
    >>> per_nat("nat"), per_nat("bit")
    (1.0, 1.4426950408889634)
    """
    return 1 / math.log(2) if unit == "bit" else 1.0


def legend(axes, *entries, **style):
    """Put a legend above the axes, at their left edge; ``style`` says what is different here."""
    usual = {"loc": "lower left", "bbox_to_anchor": (0, 1), "frameon": False, "borderaxespad": 0.2, "handlelength": 2.2}
    return axes.legend(*entries, **{**usual, **style})
