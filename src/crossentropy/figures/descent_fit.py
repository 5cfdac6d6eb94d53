"""The model's curve over the students and its mean loss, at the same step of gradient descent."""

import numpy as np

from crossentropy.figures.shared.descent import MOST, least, newton_path, path, step_size_slider, steps_slider, students
from crossentropy.logistic import sigmoid
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Figure, Handle, Readout, functions
from livefigure.number_text import fixed, shown

X = np.linspace(0, 6, 121)
START = 0.5  # where a logarithmic axis has its place for step 0


def curves(step_size, steps):
    """Return the model's curve at this step, and the mean loss over the steps, with a mark where they stand."""
    made = path(step_size)
    bias, weight = made.betas[steps]
    return {
        "P": (X, sigmoid(bias + weight * X)),
        "L": (np.maximum(np.arange(MOST + 1), START), made.losses),
        "now": (np.array([max(steps, START)]), made.losses[steps : steps + 1]),
    }


def readouts(step_size, steps):
    """Return the parameters and the mean loss at this step."""
    made = path(step_size)
    bias, weight = made.betas[steps]
    return {"bias": float(bias), "weight": float(weight), "L": float(made.losses[steps])}


def sentence(step_size, steps):
    """Say where the model stands, and how much is left to gain."""
    number = readouts(step_size, steps)
    bias, weight = number["bias"], number["weight"]
    if steps == 0:
        return "Before the first step every student has probability ½, and the mean loss is ln 2."
    half = -bias / weight + 0.0
    where = f"one half at {shown(half, 2)} hours" if 0 <= half < 6 else "one half outside the window"
    return (
        f"After step {steps} with η = {fixed(step_size, 2)} the model passes {where}. Its mean loss is "
        f"{shown(number['L'], 4)} nat; the least is {shown(least(), 4)} nat."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the students with the model on the left and the loss over the steps on the right."""
    drawn = picture(260, [(30, 30, 230, 42), (254, 30, 26, 42)])
    left, right = drawn.axes
    left.set(xlim=(0, 6), ylim=(-0.08, 1.08), xlabel="hours", xticks=range(0, 7, 2), yticks=[0, 0.5, 1])
    left.set_yticklabels(["0", "½", "1"])
    right.set(xscale="log", xlim=(0.8 * START, 1.3 * MOST), ylim=(0, 1.1), xlabel="steps")
    right.set_yticks([0, 0.4, 0.8], ["0", "0.4", "0.8"])
    right.set_xticks([START, 1, 10, 100, 1000], ["0", "1", "10", "100", "1000"])
    right.minorticks_off()
    for axes, title in ((left, "P(pass)"), (right, "mean loss (nat)")):
        axes.grid(axis="y")
        axes.text(0, 1.04, title, transform=axes.transAxes, ha="left", va="bottom")
    made = curves(**values)
    bias, weight = newton_path()[0][-1]
    left.plot(X, sigmoid(bias + weight * X), color=color("quiet"), linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("P", made["P"], role="predicted")
    (hours, passed) = students()[0][:, 1], students()[1]
    left.plot(hours, passed, "o", color=color("true"), markersize=6, alpha=0.7, markeredgewidth=0, clip_on=False)
    right.plot([START, MOST], [least(), least()], color=color("quiet"), linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("L", made["L"], role="cross-entropy", on=1, linewidth=1.8)
    drawn.points("now", made["now"], role="cross-entropy", on=1)
    return drawn


FIGURE = Figure(
    name="descent-fit",
    title="The model while it learns",
    caption=(
        "Left: the 20 students (points: failed at 0, passed at 1), the model at this step (solid) and the best model "
        "(dashed). Right: the mean loss after each step, with a point at this one, and the least loss (dashed)."
    ),
    parameters=(step_size_slider(), steps_slider()),
    **functions(globals()),
    shown=(Readout("bias", "β₀", 4), Readout("weight", "β₁", 4), Readout("L", "Mean loss", 6, "nat")),
    veil=("P", "L", "now"),
    handles=(Handle("now", "now", moves={"steps": "x"}),),
)
