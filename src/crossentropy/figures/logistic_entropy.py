"""A logistic model and its entropy: a bump where the model is undecided."""

import math

import numpy as np

from crossentropy.figures.shared.controls import PRESETS, UNIT, bias_slider, weight_slider
from crossentropy.figures.shared.parts import X, entropy_area, legend, per_nat
from crossentropy.logistic import LogisticModel
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Handle, Readout, functions
from livefigure.number_text import shown

# The entropy of sigmoid(z) is half its maximum at z = ±HALF: the root of entropy_from_logits(z) = ln 2 / 2.
HALF = 2.0904565070882893
LARGEST_BIAS, LARGEST = 12.0, 6.0  # of the sliders


def curves(bias, weight, unit):
    """Return the model's probability, its entropy, and the marks of the entropy's peak and half height."""
    model = LogisticModel(bias, weight)
    top = math.log(2) * per_nat(unit)
    if weight == 0:
        peak, half = np.array([]), np.array([])
    else:
        centre, reach = -bias / weight, HALF / abs(weight)
        peak, half = np.array([centre, centre]), np.array([centre - reach, centre + reach])
    return {
        "P": (X, model.probability(X)),
        "H": (X, model.entropy(X) * per_nat(unit)),
        "peak": (peak, np.array([0, top])[: peak.size]),
        "half": (half, np.array([top, top])[: half.size] / 2),
    }


def to_peak(x, y, was):
    """Return the bias that puts the peak at x; the weight stays."""
    return {"bias": -was["weight"] * x}


def to_half(x, y, was):
    """Return bias and weight that put half the height at x; the peak stays where it was."""
    bias, weight = was["bias"], was["weight"]
    centre = -bias / weight
    most = min(LARGEST, LARGEST_BIAS / max(abs(centre), 1e-9))
    steep = min(HALF / max(abs(x - centre), 1e-9), most)
    weight = steep if weight > 0 else -steep
    return {"bias": -weight * centre, "weight": weight}


def readouts(bias, weight, unit):
    """Return where the entropy peaks (inside the window), its width at half height, and the whole area under it."""
    centre = -bias / weight if weight else math.nan
    return {
        "peak": centre + 0.0 if abs(centre) <= 6 else math.nan,
        "width": 2 * HALF / abs(weight) if weight else math.nan,
        "area": entropy_area(weight) * per_nat(unit),
    }


def reasons(bias, weight, unit):
    """Say why a readout has no value."""
    if weight == 0:
        return {"peak": "the curve is flat", "width": "the curve is flat", "area": "a flat curve never ends"}
    if abs(bias / weight) > 6:
        return {"peak": f"outside the window, at {shown(-bias / weight, 2)}"}
    return {}


def labels(bias, weight, unit):
    """Return the legend's entry that follows the unit."""
    return {"H": f"H, its entropy ({unit})"}


def sentence(bias, weight, unit):
    """Say what the curves do now."""
    height = f"{shown(math.log(2) * per_nat(unit), 3)} {unit}"
    area = f"{shown(entropy_area(weight) * per_nat(unit), 3)} {unit}"
    if weight == 0:
        value = float(LogisticModel(bias, weight).entropy(0.0)) * per_nat(unit)
        return f"With weight 0 the model ignores x: the entropy is {shown(value, 3)} {unit} everywhere, a flat line."
    where = "" if abs(bias / weight) <= 6 else ", outside the window"
    direction = "rises" if weight > 0 else "falls"
    return (
        f"P {direction} with x and passes one half at x = {shown(-bias / weight, 2)}{where}: there the model is "
        f"undecided and its entropy is {height}. The bump is {shown(2 * HALF / abs(weight), 2)} wide at half "
        f"height and holds {area} in all."
    )


@drawing
def draw(**values) -> Picture:
    """Draw both curves over x; the dashed mark stands at the peak, the bar spans half height."""
    drawn = picture(270, [(34, 34, 10, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(-6, 6), ylim=(0, 1.05), xlabel="x", xticks=range(-6, 7, 2), yticks=[0, 0.25, 0.5, 0.75, 1])
    axes.set_yticklabels(["0", "¼", "½", "¾", "1"])
    axes.tick_params(axis="y", pad=8)  # the 0 stays clear of the −6 below it
    axes.grid(axis="y")
    made = curves(**values)
    drawn.line("peak", made["peak"], role="quiet", linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("half", made["half"], role="quiet", linewidth=1.4)
    drawn.line("P", made["P"], role="predicted", label="P(y = 1 | x)", linestyle=(0, (6, 2.5)))
    drawn.line("H", made["H"], role="entropy", label=labels(**values)["H"])
    entries = legend(axes, ncols=2)
    drawn.text("H", entries.get_texts()[1])
    return drawn


FIGURE = Figure(
    name="logistic-entropy",
    title="A logistic model and its entropy",
    caption=(
        "The probability that a logistic model gives to y = 1 (dashed), and the entropy of that probability (solid). "
        "The upright line marks where the entropy peaks, the level one its width at half height."
    ),
    parameters=(bias_slider(0.0), weight_slider(1.0)),
    choices=(UNIT,),
    presets=PRESETS,
    **functions(globals()),
    shown=(
        Readout("peak", "Peak at x =", 2),
        Readout("width", "Width at half height", 2),
        Readout("area", "Area under H", 3, "unit"),
    ),
    veil=("H", "peak", "half", "caption"),
    handles=(
        Handle("peak", "peak", 1, to=to_peak),
        Handle("half_left", "half", 0, to=to_half),
        Handle("half_right", "half", 1, to=to_half),
    ),
)
