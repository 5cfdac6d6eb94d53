"""Data that a threshold separates: the weight grows for ever, and a penalty stops it."""

import math
from array import array
from functools import lru_cache

import numpy as np

from crossentropy.logistic import sigmoid
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

X = np.linspace(-3, 3, 121)
MOST = 100_000  # steps, each of size 1
STEPS = (*(count * 10**decade for decade in range(5) for count in (1, 2, 3, 5, 7)), MOST)
PENALTIES = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


def _slope(weight, penalty):
    """Return the slope of the penalised mean loss of the points -2, -1 (failed) and 1, 2 (passed); the bias stays 0."""
    e = math.exp(-weight)
    return -(e / (1 + e) + 2 * (e * e / (1 + e * e))) / 2 + penalty * weight


@lru_cache(maxsize=64)
def _weights(penalty):
    """Return the weight after each step, up to where it no longer changes."""
    weights, before, weight = array("d", [0.0]), math.nan, 0.0
    while weight != before and len(weights) <= MOST:
        before, weight = weight, weight - _slope(weight, penalty)
        weights.append(weight)
    return weights


def _weight(steps, penalty):
    weights = _weights(penalty)
    return weights[min(steps, len(weights) - 1)]


def _best(penalty):
    """Return the weight at which the penalised loss is least, by Newton's method: it climbs to it from below."""
    if penalty == 0:
        return math.nan
    weight = 0.0
    for _ in range(60):
        e = math.exp(-weight)
        curvature = (e / (1 + e) ** 2 + 4 * (e * e / (1 + e * e) ** 2)) / 2 + penalty
        weight -= _slope(weight, penalty) / curvature
    return weight


def _loss(weight):
    return (math.log1p(math.exp(-weight)) + math.log1p(math.exp(-2 * weight))) / 2


def curves(steps, penalty):
    """Return the model now, its weight after each step so far, and the weight that the penalty allows."""
    weight = _weight(steps, penalty)
    so_far = [*(step for step in STEPS if step < steps), steps]
    best = _best(penalty)
    return {
        "P": (X, sigmoid(weight * X)),
        "w": (np.array(so_far), np.array([_weight(step, penalty) for step in so_far])),
        "best": (np.array([1, MOST] if penalty else []), np.array([best, best] if penalty else [])),
        "now": (np.array([steps]), np.array([weight])),
    }


def readouts(steps, penalty):
    """Return the weight, the mean loss without the penalty, and the best weight."""
    weight = _weight(steps, penalty)
    return {"w": weight, "L": _loss(weight), "best": _best(penalty)}


def reasons(steps, penalty):
    """Say why there is no best weight."""
    return {} if penalty else {"best": "there is none"}


def sentence(steps, penalty):
    """Say how far the weight has come, and whether it will stop."""
    number = readouts(steps, penalty)
    text = f"After step {steps} the weight is {shown(number['w'], 3)}, the mean loss {shown(number['L'], 6)} nat. "
    if penalty:
        return f"{text}With the penalty λ = {fixed(penalty, 3)} the weight {shown(number['best'], 3)} is best."
    return f"{text}Any larger weight is better, so there is no best one."


@drawing
def draw(**values) -> Picture:
    """Draw the model over the four points on the left, the weight over the steps on the right."""
    drawn = picture(260, [(30, 30, 230, 42), (254, 30, 26, 42)])
    left, right = drawn.axes
    left.set(xlim=(-3, 3), ylim=(-0.08, 1.08), xlabel="x", xticks=range(-3, 4), yticks=[0, 0.5, 1])
    left.set_xticklabels([str(tick).replace("-", "−") for tick in range(-3, 4)])
    left.set_yticklabels(["0", "½", "1"])
    right.set(xscale="log", xlim=(1, MOST), ylim=(0, 12), xlabel="steps", yticks=[0, 4, 8, 12])
    right.set_xticks([1, 100, 10_000], ["1", "100", "10 000"])
    right.minorticks_off()
    for axes, title in ((left, "P(y = 1)"), (right, "weight")):
        axes.grid(axis="y")
        axes.text(0, 1.04, title, transform=axes.transAxes, ha="left", va="bottom")
    made = curves(**values)
    drawn.line("P", made["P"], role="predicted")
    left.plot([-2, -1, 1, 2], [0, 0, 1, 1], "o", color=color("true"), markersize=8, markeredgewidth=0, clip_on=False)
    drawn.line("best", made["best"], role="quiet", on=1, linewidth=1.8, linestyle=(0, (5, 2.5)))
    drawn.line("w", made["w"], role="predicted", on=1, linewidth=2)
    drawn.points("now", made["now"], role="predicted", on=1, clip_on=False)
    return drawn


FIGURE = Figure(
    name="separable",
    title="Four points and a weight",
    caption=(
        "Left: four points that a threshold at 0 separates, and the model after this many steps of size 1. Right: its "
        "weight over the steps, on a logarithmic axis; dashed, the best weight where a penalty "
        "λw²/2 is added to the loss."
    ),
    parameters=(
        Parameter("steps", "steps", 1, MOST, 1, 1000, values=STEPS, digits=0, integer=True, plays=True),
        Parameter("penalty", "λ (penalty)", 0, 1, 0.001, 0.0, values=PENALTIES, digits=3),
    ),
    **functions(globals()),
    shown=(
        Readout("w", "Weight", 6),
        Readout("best", "Best weight", 6),
        Readout("L", "Mean loss", 6, "nat"),
    ),
    handles=(Handle("now", "now", moves={"steps": "x"}),),
)
