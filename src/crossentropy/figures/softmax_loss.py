"""Softmax and cross-entropy together: probabilities, target, and their difference, which is the gradient."""

import math

import numpy as np

from crossentropy.figures.shared.controls import CLASSES, UNIT, logit_sliders, temperature_slider
from crossentropy.figures.shared.parts import legend, per_nat
from crossentropy.figures.shared.softmax_bar import bar_handles
from crossentropy.information import entropy, softmax
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Choice, Figure, Parameter, Preset, Readout, functions
from livefigure.number_text import fixed, shown

PLACES = np.array([1.0, 2.0, 3.0])
SIDE = 0.19  # target and prediction stand side by side


def _logits(logit1, logit2, logit3, temperature):
    return np.array([logit1, logit2, logit3], dtype=float) / temperature


def _target(truth, smoothing):
    """Return the one-hot label, of which a share ``smoothing`` is spread evenly over the classes."""
    return (1 - smoothing) * (np.array(CLASSES) == truth) + smoothing / 3


def curves(logit1, logit2, logit3, temperature, smoothing, truth, unit):
    """Return the target, the predicted probabilities, and their difference."""
    p = _target(truth, smoothing)
    q = softmax(_logits(logit1, logit2, logit3, temperature))
    return {"P": (PLACES - SIDE, p), "Q": (PLACES + SIDE, q), "gradient": (PLACES, q - p)}


def readouts(logit1, logit2, logit3, temperature, smoothing, truth, unit):
    """Return the loss H(p, q), its least value H(p), and the divergence between the two."""
    z = _logits(logit1, logit2, logit3, temperature)
    p = _target(truth, smoothing)
    away = z - z.max()
    loss = math.log(np.exp(away).sum()) - float(p @ away)
    least = float(entropy(p))
    return {
        "loss": loss * per_nat(unit),
        "least": least * per_nat(unit),
        "divergence": (loss - least) * per_nat(unit),
    }


def labels(logit1, logit2, logit3, temperature, smoothing, truth, unit):
    """Return the numbers over the bars."""
    made = curves(logit1, logit2, logit3, temperature, smoothing, truth, unit)
    probabilities = {name: fixed(float(chance), 3) for name, chance in zip(CLASSES, made["Q"][1], strict=True)}
    slopes = {f"{name}-slope": shown(float(slope), 3) for name, slope in zip(CLASSES, made["gradient"][1], strict=True)}
    return probabilities | slopes


def sentence(logit1, logit2, logit3, temperature, smoothing, truth, unit):
    """Say what the loss is, and what would make it least."""
    number = readouts(logit1, logit2, logit3, temperature, smoothing, truth, unit)
    q = labels(logit1, logit2, logit3, temperature, smoothing, truth, unit)[truth]
    start = f"Class {truth} is true and has {q}: loss {shown(number['loss'], 4)} {unit}."
    if smoothing == 0:
        return f"{start} The least possible is 0, with its logit infinitely far ahead."
    p = _target(truth, smoothing)
    most, gap = float(p.max()), temperature * math.log(p.max() / p.min())
    return (
        f"{start} The least possible is {shown(number['least'], 4)} {unit}, with the target's {fixed(most, 3)}: "
        f"its logit {shown(gap, 2)} ahead."
    )


@drawing
def draw(**values) -> Picture:
    """Draw target and prediction side by side on the left, their difference on the right."""
    drawn = picture(250, [(34, 30, 212, 28), (278, 30, 4, 28)])
    bars, slopes = drawn.axes
    made, words = curves(**values), labels(**values)
    bars.set(xlim=(0.45, 3.55), ylim=(0, 1.15), yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"])
    slopes.set(xlim=(0.45, 3.55), ylim=(-1.05, 1.35), yticks=[-1, 0, 1], yticklabels=["−1", "0", "1"])
    for axes in drawn.axes:
        axes.set(xticks=PLACES, xticklabels=CLASSES)
        axes.tick_params(axis="x", length=0)
        axes.grid(axis="y")
    drawn.bars("P", made["P"], role="true", width=0.34, label="target p")
    drawn.bars("Q", made["Q"], role="predicted", width=0.34, label="softmax q")
    drawn.bars("gradient", made["gradient"], role="quiet", width=0.5, on=1, label="q − p, the gradient")
    for x, name in zip(PLACES, CLASSES, strict=True):
        drawn.text(name, bars.text(x, 1.09, words[name], ha="center", va="center"))
        drawn.text(f"{name}-slope", slopes.text(x, 1.22, words[f"{name}-slope"], ha="center", va="center"))
    for axes in drawn.axes:
        legend(axes, bbox_to_anchor=(-0.08, 1.0), ncols=2, handlelength=0.9, handletextpad=0.5, columnspacing=1.2)
    return drawn


FIGURE = Figure(
    name="softmax-loss",
    title="Softmax and cross-entropy together",
    caption=(
        "Left, for each class the target, and the probability that softmax makes of the logits, with its value. Right, "
        "their difference: at temperature 1 it is the slope of the loss, in nat, along each logit. The three add up "
        "to 0."
    ),
    parameters=(
        *logit_sliders(2.0, 1.0, 0.0),
        temperature_slider(),
        Parameter("smoothing", "smoothing ε", 0, 0.5, 0.05, 0.0, digits=2),
    ),
    choices=(Choice("truth", "True class", CLASSES, "c"), UNIT),
    **functions(globals()),
    presets=(Preset("(0, 1, −0.4)", {"logit1": 0.0, "logit2": 1.0, "logit3": -0.4, "truth": "b"}),),
    shown=(
        Readout("loss", "Loss H(p, q)", 4, "unit"),
        Readout("least", "Least, H(p)", 4, "unit"),
        Readout("divergence", "Divergence", 4, "unit"),
    ),
    veil=("gradient", "a-slope", "b-slope", "c-slope", "caption"),
    handles=bar_handles("Q"),
)
