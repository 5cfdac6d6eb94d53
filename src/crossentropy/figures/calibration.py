"""One scale for all logits: the decisions stay, the calibration goes, and the loss tells."""

import math

import numpy as np

from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import legend, per_nat
from crossentropy.logistic import cross_entropy_from_logits, sigmoid
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

SCALES = (0.2, 0.25, 0.3, 1 / 3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5)
SPREAD = 2.0  # the standard deviation of the true logits
# The trapezoid rule is exact to rounding here: the integrand is smooth and has died out at eight deviations. Losses are
# even in z, so half the line is enough.
Z = np.linspace(0, 8 * SPREAD, 161)
_DENSITY = np.exp(-0.5 * (Z / SPREAD) ** 2)
WEIGHTS = _DENSITY / (2 * _DENSITY.sum() - _DENSITY[0])
WEIGHTS[1:] *= 2
K = np.exp(np.linspace(math.log(0.2), math.log(5), 61))
# Logits of what the model says: dense where the reliability curve bends, then out to certainty.
_FAR = np.array([7.0, 8.0, 9.0, 10.0, 12.0, 14.0, 17.0, 20.0, 25.0, 30.0, np.inf])
SAID = np.concatenate([-_FAR[::-1], np.linspace(-6, 6, 241), _FAR])


def _loss(k):
    """Return the mean cross-entropy in nats of the model sigmoid(k z) where sigmoid(z) is true."""
    return float(WEIGHTS @ cross_entropy_from_logits(Z, k * Z))


LOSSES = np.array([_loss(k) for k in K])
LEAST = _loss(1.0)
ACCURACY = 77.79896578910498  # per cent: the mean of the larger of sigmoid(z) and sigmoid(-z), which no scale changes


def _nine_in_ten(k):
    """Return how often it happens when the model says 0.9: the truth has its logit divided by k."""
    return float(sigmoid(math.log(9) / k))


def curves(k, unit):
    """Return frequency over prediction, the loss over the scale, and the reader's points."""
    loss, floor = _loss(k) * per_nat(unit), LEAST * per_nat(unit)
    return {
        "happens": (sigmoid(SAID), sigmoid(SAID / k)),
        "said": (np.array([0.9]), np.array([_nine_in_ten(k)])),
        "loss": (K, LOSSES * per_nat(unit)),
        "floor": (K[[0, -1]], np.array([floor, floor])),
        "excess": (np.array([k, k]), np.array([floor, loss])),
        "point": (np.array([k]), np.array([loss])),
    }


def readouts(k, unit):
    """Return the loss, the part of it that is miscalibration, and the accuracy."""
    loss = _loss(k)
    return {
        "loss": loss * per_nat(unit),
        "excess": (loss - LEAST) * per_nat(unit),
        "accuracy": ACCURACY,
    }


def labels(k, unit):
    """Return the axis label, which follows the unit."""
    return {"loss": f"mean loss ({unit})"}


def sentence(k, unit):
    """Say what becomes of a prediction of 0.90, and what the loss is."""
    number = readouts(k, unit)
    happens = shown(100 * _nine_in_ten(k), 1)
    if k == 1:
        return (
            f"Calibrated: of the events it gives 0.90, {happens} in 100 happen. Its loss, {shown(number['loss'], 4)} "
            f"{unit}, is the entropy that the truth leaves."
        )
    verdict = "Overconfident" if k > 1 else "Underconfident"
    return (
        f"{verdict}: of the events it gives 0.90, {happens} in 100 happen. Of the loss, {shown(number['excess'], 4)} "
        f"{unit} would go if the logits were divided by {fixed(k, 2)}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw frequency over prediction on the left, and the loss over the scale on the right."""
    drawn = picture(250, [(36, 30, 232, 42), (272, 30, 14, 42)])
    reliability, scale = drawn.axes
    made = curves(**values)
    reliability.set(xlim=(0, 1), ylim=(0, 1), xlabel="the model says", xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    reliability.set(xticklabels=["0", "½", "1"], yticklabels=["", "½", "1"])
    reliability.grid()
    reliability.plot([0, 1], [0, 1], color=color("quiet"), linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("happens", made["happens"], role="true", label="it happens")
    drawn.points("said", made["said"], role="predicted", clip_on=False)
    scale.set_xscale("log")
    scale.set_xticks([0.2, 0.5, 1, 2, 5], ["0.2", "0.5", "1", "2", "5"])
    scale.minorticks_off()
    scale.set(xlim=(0.2, 5), ylim=(0, 1.6), xlabel="k, the scale of the logits")
    scale.set_yticks([0, 0.5, 1, 1.5], ["0", "0.5", "1", "1.5"])
    scale.tick_params(axis="y", pad=11)  # the 0 stays clear of the 0.2 below it
    scale.grid(axis="y")
    drawn.line("floor", made["floor"], role="entropy", on=1, linewidth=1.8, linestyle=(0, (6, 2.5)))
    drawn.line("excess", made["excess"], role="divergence", on=1, linewidth=3)
    drawn.line("loss", made["loss"], role="cross-entropy", on=1)
    drawn.points("point", made["point"], role="cross-entropy", on=1, clip_on=False)
    legend(reliability, bbox_to_anchor=(-0.06, 1.0), handlelength=1.8)
    # the axis' name, not the curve's: the curve can be hidden by a link
    drawn.text("loss", scale.text(0, 1.03, labels(**values)["loss"], transform=scale.transAxes))
    return drawn


FIGURE = Figure(
    name="calibration",
    title="A model that scales its logits",
    caption=(
        "The truth is σ(z), with logits z scattered around 0 (standard deviation 2); the model says σ(kz). Left, how "
        "often it happens when the model says so; on the diagonal it is calibrated. Right, the mean loss over k; the "
        "dashed level is the mean entropy of the truth, the upright line what miscalibration adds."
    ),
    parameters=(Parameter("k", "k (scale)", 0.2, 5, 0.1, 2.0, values=SCALES, digits=2),),
    choices=(UNIT,),
    **functions(globals()),
    shown=(
        Readout("loss", "Mean loss", 6, "unit"),
        Readout("excess", "Miscalibration", 6, "unit"),
        Readout("accuracy", "Accuracy", 2, "%"),
    ),
    veil=("happens", "said", "loss", "excess", "point"),
    handles=(Handle("k", "point", moves={"k": "x"}),),
)
