"""Twenty students, a logistic curve, and what each student costs it; and a loss that sees only half of them."""

import math

import numpy as np

from crossentropy.datasets import hours_passed
from crossentropy.figures.shared.beyond import beyond
from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import legend, per_nat
from crossentropy.logistic import sigmoid, softplus
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Choice, Figure, Parameter, Preset, Readout, functions
from livefigure.number_text import shown

HOURS, PASSED = hours_passed()
X = np.linspace(0, 6, 301)
WIDTH = 0.14
TOP = 3.2  # of the losses' axes
# Two students studied 1.75 hours: their bars stand side by side.
SHIFT = np.where(HOURS == 1.75, np.where(PASSED == 1, WIDTH / 2, -WIDTH / 2), 0.0)
YES, NO = PASSED == 1, PASSED == 0


def _toward(bias, weight):
    """Return each student's logit, counted towards what happened: negative where the model was on the wrong side."""
    z = bias + weight * HOURS
    return np.where(YES, z, -z)


def _losses(bias, weight, one_sided):
    """Return each student's loss in nats; the one-sided loss has no term for those who failed."""
    losses = softplus(-_toward(bias, weight))
    return np.where(YES, losses, 0.0) if one_sided == "on" else losses


def curves(bias, weight, one_sided, unit):
    """Return the model's probability of passing, each student's loss as a bar, and the mean of the losses."""
    losses = _losses(bias, weight, one_sided) * per_nat(unit)
    mean = losses.mean()
    bars = HOURS + SHIFT, losses
    return {
        "P": (X, sigmoid(bias + weight * X)),
        "passed": tuple(pair[YES] for pair in bars),
        "failed": tuple(pair[NO] for pair in bars),
        "beyond": beyond(TOP, bars),
        "mean": (np.array([0.0, 6.0]), np.array([mean, mean])),
    }


def readouts(bias, weight, one_sided, unit):
    """Return the mean loss, the one-sided one, and how many students are on the right side of one half."""
    z = bias + weight * HOURS
    return {
        "loss": float(_losses(bias, weight, "off").mean()) * per_nat(unit),
        "half": float(_losses(bias, weight, "on").mean()) * per_nat(unit),
        "right": int(np.sum((z >= 0) == YES)),
    }


def labels(bias, weight, one_sided, unit):
    """Return the axis label, which follows the unit."""
    return {"loss": f"loss ({unit})"}


def sentence(bias, weight, one_sided, unit):
    """Say what the model costs, and whom it serves worst."""
    number = readouts(bias, weight, one_sided, unit)
    if one_sided == "on":
        return (
            f"The one-sided loss sees only the ten who passed: {shown(number['half'], 4)} {unit}. The mean loss of all "
            f"twenty is {shown(number['loss'], 4)} {unit}."
        )
    guess = f"{shown(math.log(2) * per_nat(unit), 4)} {unit}"
    if bias == weight == 0:
        return f"The model says one half to all, and each student costs it the same {guess}."
    worst = int(np.argmin(_toward(bias, weight)))
    largest = f"{shown(float(_losses(bias, weight, 'off')[worst]) * per_nat(unit), 2)} {unit}"
    outcome = "passed" if YES[worst] else "failed"
    who = f"the student who {outcome} after {shown(HOURS[worst], 2)} hours"
    if weight == 0:
        who = f"each of the ten who {outcome}"
    return (
        f"Mean loss {shown(number['loss'], 4)} {unit}; always saying one half costs {guess}. Largest loss: {largest}, "
        f"for {who}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw curve and students above, each student's loss below, and the mean loss as a dashed line."""
    drawn = picture(300, [(50, 30, 12, 150), (50, 166, 12, 40)])
    above, below = drawn.axes
    made = curves(**values)
    above.set(xlim=(0, 6), ylim=(-0.1, 1.1), xticks=range(7), xticklabels=[], yticks=[0, 0.5, 1])
    above.set_yticklabels(["0", "½", "1"])
    above.grid(axis="y")
    below.set(xlim=(0, 6), ylim=(0, TOP), xticks=range(7), yticks=range(4), xlabel="hours of study")
    below.grid(axis="y")
    drawn.text("loss", below.set_ylabel(labels(**values)["loss"], labelpad=8))
    drawn.line("P", made["P"], role="predicted", label="P(pass | hours)")
    above.plot(HOURS, PASSED, "o", color=color("true"), markersize=8, markeredgewidth=0, label="students", zorder=5)
    drawn.bars("passed", made["passed"], role="cross-entropy", width=WIDTH, on=1)
    drawn.bars("failed", made["failed"], role="cross-entropy", width=WIDTH, on=1, alpha=0.6)
    drawn.tips("beyond", made["beyond"], role="cross-entropy", on=1)
    drawn.line(
        "mean", made["mean"], role="cross-entropy", on=1, label="mean loss", linewidth=1.6, linestyle=(0, (6, 2.5))
    )
    legend(
        above,
        handles=[handle for axes in drawn.axes for handle in axes.get_legend_handles_labels()[0]],
        bbox_to_anchor=(-0.02, 1.0),
        ncols=3,
        handlelength=1.8,
        columnspacing=1.4,
    )
    return drawn


FIGURE = Figure(
    name="hours-fit",
    title="Twenty students and a logistic model",
    caption=(
        "Above, who passed (1) and who failed (0) after how many hours of study, and the model's probability of "
        "passing. Below, each student's loss, −log of the probability given to what happened, paler for those who "
        "failed; the dashed line is the mean. A bar with a tip goes on beyond the picture."
    ),
    parameters=(
        Parameter("bias", "β₀ (bias)", -10, 6, 0.1, 0.0),
        Parameter("weight", "β₁ (weight)", -2, 5, 0.1, 0.0),
    ),
    choices=(Choice("one_sided", "One-sided", ("off", "on"), "off", switch=True), UNIT),
    presets=(Preset("Best fit", {"bias": -4.1, "weight": 1.5}),),
    **functions(globals()),
    shown=(
        Readout("loss", "Mean loss", 6, "unit"),
        Readout("half", "One-sided", 6, "unit"),
        Readout("right", "Right", 0, "of 20"),
    ),
)
