"""The path of gradient descent over the lines of equal loss: three kinds of step size, and two remedies."""

import math

import numpy as np

from crossentropy.figures.shared.descent import (
    NEWTON_STEPS,
    STEPS,
    bounds,
    least,
    newton_path,
    path,
    rises,
    step_size_slider,
    steps_slider,
    students,
)
from crossentropy.logistic import softplus
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Choice, Figure, Handle, Readout, functions
from livefigure.number_text import fixed, shown

DOTS = (*range(11), 20, 50, 100, 200, 500)  # the steps that are marked on the path
LEVELS = (0.41, 0.45, 0.5, 0.6, 0.8, 1.2, 2)
SIZE = 0.16  # half the width of a mark of Newton's method


def _newton(steps, newton):
    """Return the points of Newton's method that are shown."""
    return 0 if newton == "off" else min(steps, NEWTON_STEPS) + 1


def curves(step_size, steps, standardise, newton):
    """Return both paths, with marks at the first points of gradient descent and at all of Newton's method."""
    betas = path(step_size, standardise).betas[: steps + 1]
    other = newton_path(standardise)[0][: _newton(steps, newton)]
    corners = np.array([[-SIZE, 0], [0, SIZE], [SIZE, 0], [0, -SIZE], [np.nan, np.nan]])
    marks = (other[:, None] + corners).reshape(-1, 2)
    return {
        "path": tuple(betas.T),
        "dots": tuple(betas[[step for step in DOTS if step <= steps]].T),
        "newton": tuple(other.T),
        "newton_marks": tuple(marks.T),
        "now": tuple(betas[-1:].T),
    }


def to_now(x, y, was):
    """Return the stop of the steps' slider at which the path comes nearest to a place."""
    betas = path(was["step_size"], was["standardise"]).betas[list(STEPS)]
    return {"steps": STEPS[int(((betas - [x, y]) ** 2).sum(axis=1).argmin())]}


def readouts(step_size, steps, standardise, newton):
    """Return the loss now, what it has over the least, the same of Newton's method, and how many steps went up."""
    losses = path(step_size, standardise).losses
    shown_to = _newton(steps, newton)
    other = newton_path(standardise)[1][shown_to - 1] - least() if shown_to else math.nan
    return {
        "L": float(losses[steps]),
        "excess": float(losses[steps]) - least(),
        "newton": float(other),
        "rises": rises(losses, steps),
    }


def reasons(step_size, steps, standardise, newton):
    """Say why there is no number for Newton's method."""
    return {"newton": "switched off"} if newton == "off" else {}


def labels(step_size, steps, standardise, newton):
    """Return the label of the weight, whose unit is that of the feature."""
    return {"weight": "β₁ (weight) per hour" if standardise == "off" else "β₁ per standard deviation"}


def sentence(step_size, steps, standardise, newton):
    """Say which of the three kinds of step size this is, and how far the path has come."""
    if steps == 0:
        return "At the start both parameters are 0: every student passes with probability ½, and the loss is ln 2."
    number = readouts(step_size, steps, standardise, newton)
    losses = path(step_size, standardise).losses
    sure, last = bounds(standardise)
    size = f"η = {fixed(step_size, 2)}"
    after = f"After step {steps} the loss is {shown(abs(number['excess']), 6)} nat above the least."
    if step_size < sure:
        text = f"{size} is below {fixed(sure, 4)}: no step can go up. {after}"
    elif step_size < last:
        text = (
            f"{size} is above {fixed(sure, 4)}: a step may go up, and {number['rises']} did. It is below "
            f"{fixed(last, 4)}: the optimum still attracts. {after}"
        )
    else:
        text = (
            f"{size} is above {fixed(last, 4)}: the optimum repels. The last two losses are "
            f"{fixed(float(losses[steps - 1]), 4)} and {fixed(float(losses[steps]), 4)} nat; the least is "
            f"{fixed(least(), 4)} nat."
        )
    return text + (
        "" if newton == "off" else f" Newton's method stands {shown(abs(number['newton']), 6)} nat above the least."
    )


@drawing
def draw(**values) -> Picture:
    """Draw lines of equal loss, raw and standardised, and the paths over them; both axes have one scale."""
    drawn = picture(284, [(42, 22, 18, 42)])
    axes = drawn.axes[0]
    axes.set(xlim=(-6.5, 3), ylim=(-1, 4.5), xticks=range(-6, 4), yticks=range(-1, 5))
    axes.set_xticklabels([str(tick).replace("-", "−") for tick in range(-6, 4)])
    axes.set_yticklabels([str(tick).replace("-", "−") for tick in range(-1, 5)])
    axes.set_xlabel("β₀ (bias)")
    weight = axes.text(0, 1.02, labels(**values)["weight"], transform=axes.transAxes, ha="left", va="bottom")
    drawn.text("weight", weight)
    for option in ("off", "on"):
        drawn.layer("standardise", option, *_contours(axes, option))
    made = curves(**values)
    drawn.line("path", made["path"], role="predicted", linewidth=1.6, solid_joinstyle="round")
    drawn.points("dots", made["dots"], role="predicted", markersize=4)
    drawn.line("newton", made["newton"], role="quiet", linewidth=1.8, linestyle=(0, (5, 2.5)))
    drawn.area("newton_marks", made["newton_marks"], role="quiet")
    drawn.points("now", made["now"], role="predicted", markersize=10)
    return drawn


def _contours(axes, standardise):
    """Draw the lines of equal loss around the optimum, and a cross on it."""
    X, y = students(standardise)
    best = newton_path(standardise)[0][-1]
    made = axes.plot(*best, "+", color=color("cross-entropy"), markersize=11, markeredgewidth=2)
    for level in LEVELS:
        line = _equal_loss(level, X, y, best)
        made += axes.plot(*line.T, color=color("cross-entropy"), linewidth=1, alpha=0.6)
    return made


def _equal_loss(level, X, y, best):
    """Return points of the closed line on which the mean loss is ``level`` nats, by bisection along rays.

    The loss is convex, so it rises along every ray from the optimum. The rays are spread as the loss curves.
    """
    s = 1 / (1 + np.exp(-X @ best))
    sizes, vectors = np.linalg.eigh((X.T * (s * (1 - s))) @ X / len(y))
    angles = np.linspace(0, 2 * math.pi, 97)
    rays = np.column_stack([np.cos(angles), np.sin(angles)]) @ (vectors / np.sqrt(sizes)).T

    def loss(reach):
        z = X @ (best + reach[:, None] * rays).T
        return np.mean(softplus(np.where(y == 1, -1, 1)[:, None] * z), axis=0)

    low, high = np.zeros(len(rays)), np.full(len(rays), 100.0)
    for _ in range(50):
        middle = (low + high) / 2
        inside = loss(middle) < level
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    # a grid of a tenth of an SVG unit: fewer digits, and nothing to be seen of it
    return np.round((best + low[:, None] * rays) * 400) / 400


FIGURE = Figure(
    name="descent-path",
    title="Gradient descent, step by step",
    caption=(
        "Thin lines join parameters of equal mean loss: 0.41, 0.45, 0.5, 0.6, 0.8, 1.2 and 2 nat, from the optimum "
        "(cross) outwards. The path starts at 0 and stands at the large dot; small dots mark steps 1 to 10, then 20, "
        "50, 100, 200 and 500. Dashed, with diamonds: Newton's method."
    ),
    parameters=(step_size_slider(), steps_slider()),
    choices=(
        Choice("standardise", "Standardise", ("off", "on"), "off", switch=True),
        Choice("newton", "Newton", ("off", "on"), "off", switch=True),
    ),
    **functions(globals()),
    shown=(
        Readout("L", "Mean loss", 6, "nat"),
        Readout("excess", "Above the least", 6, "nat"),
        Readout("rises", "Steps that went up", 0),
        Readout("newton", "Newton, above the least", 6, "nat"),
    ),
    handles=(Handle("now", "now", to=to_now),),
)
