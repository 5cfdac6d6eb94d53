"""A logistic model and the one with both signs flipped: the same entropy everywhere, opposite predictions."""

import math

import numpy as np

from crossentropy.figures.shared.controls import UNIT, bias_slider, weight_slider
from crossentropy.figures.shared.parts import X, legend, per_nat
from crossentropy.logistic import entropy_from_logits, sigmoid
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Parameter, Readout, functions
from livefigure.number_text import shown


def _divergence(z):
    return z * np.tanh(z / 2)


def curves(bias, weight, x, unit):
    """Return both predictions, the entropy that they share, and how far apart they are."""
    z, size = bias + weight * X, per_nat(unit)
    entropy = entropy_from_logits(z)
    return {
        "P": (X, sigmoid(z)),
        "flipped": (X, sigmoid(-z)),
        "H": (X, entropy * size),
        "JS": (X, (math.log(2) - entropy) * size),
        "D": (X, _divergence(z) * size),
        "at_top": (np.array([x, x]), np.array([0.0, 1.0])),
        "at_bottom": (np.array([x, x]), np.array([0.0, 1.6])),
    }


def readouts(bias, weight, x, unit):
    """Return the logit at x, the entropy of either prediction there, and how far apart the two are."""
    z = bias + weight * x
    nats = float(entropy_from_logits(z))
    return {
        "z": z,
        "H": nats * per_nat(unit),
        "J": 1 - nats / math.log(2),
        "D": float(_divergence(z)) * per_nat(unit),
    }


def labels(bias, weight, x, unit):
    """Return the axis label, which follows the unit."""
    return {"unit": unit}


def sentence(bias, weight, x, unit):
    """Say what the two models predict at x, and what the measures make of it."""
    z = bias + weight * x
    number = readouts(bias, weight, x, unit)
    entropy = f"{shown(number['H'], 3)} {unit}"
    if number["J"] < 5e-4:
        if abs(z) > 1e-9:
            return (
                f"At x = {shown(x, 1)} both models say nearly one half, entropy {entropy}: they agree, and J is 0.000."
            )
        return f"At x = {shown(x, 1)} both models say one half: they agree, entropy {entropy}, J is 0."
    yes = (shown(float(sigmoid(logit)), 3) for logit in (z, -z))
    return (
        f"At x = {shown(x, 1)} the model says {next(yes)}, the flipped one {next(yes)}. Both have entropy {entropy}, "
        f"yet J is {shown(number['J'], 3)}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the predictions above, and what the measures say about them below."""
    drawn = picture(294, [(52, 26, 10, 172), (52, 154, 10, 38)])
    top, bottom = drawn.axes
    for axes in drawn.axes:
        axes.set(xlim=(-6, 6), xticks=range(-6, 7, 2))
        axes.tick_params(axis="y", pad=8)
        axes.grid(axis="y")
    top.set(ylim=(0, 1.05), yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"], xticklabels=[])
    bottom.set(ylim=(0, 1.6), yticks=[0, 0.5, 1, 1.5], yticklabels=["0", "½", "1", "1½"], xlabel="x")
    drawn.text("unit", bottom.set_ylabel(labels(**values)["unit"], labelpad=2))
    made = curves(**values)
    drawn.line("at_top", made["at_top"], role="quiet", linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("at_bottom", made["at_bottom"], role="quiet", on=1, linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("P", made["P"], role="predicted", label="P, the model")
    drawn.line("flipped", made["flipped"], role="predicted", label="P, the flipped model", linestyle=(0, (6, 2.5)))
    drawn.line("D", made["D"], role="divergence", on=1, label="divergence", linewidth=2)
    drawn.line("JS", made["JS"], role="divergence", on=1, label="Jensen-Shannon", linestyle=(0, (6, 2.5)))
    drawn.line("H", made["H"], role="entropy", on=1, label="H of both")
    for axes, order in ((top, 1), (bottom, -1)):
        handles, words = axes.get_legend_handles_labels()
        legend(axes, handles[::order], words[::order], ncols=3, handlelength=1.9, columnspacing=1.2)
    return drawn


FIGURE = Figure(
    name="flipped-model",
    title="A model and its flip",
    caption=(
        "Above, a logistic model (solid) and the model with the signs of bias and weight changed (dashed). Below, the "
        "entropy of either, which is one curve; the Jensen-Shannon divergence of the two predictions (dashed); and "
        "the divergence of chapter 4, which leaves the picture at the top."
    ),
    parameters=(bias_slider(0.0), weight_slider(1.0), Parameter("x", "x", -6, 6, 0.1, 2.0)),
    choices=(UNIT,),
    **functions(globals()),
    shown=(
        Readout("H", "H of both at x", 4, "unit"),
        Readout("J", "J", 4),
        Readout("D", "Divergence (chapter 4)", 4, "unit"),
        Readout("z", "Logit z", 2),
    ),
    veil=("JS", "D", "caption"),
)
