"""Along a ray of parameters, the mean loss and the mean entropy of the predictions meet where the loss is least."""

import numpy as np

from crossentropy.figures.shared.descent import newton_path, students
from crossentropy.figures.shared.parts import legend
from crossentropy.logistic import entropy_from_logits, softplus
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Choice, Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

S = np.linspace(0, 2, 101)


def _ray(towards):
    """Return the parameters at scale 1."""
    return newton_path()[0][-1] if towards == "optimum" else np.array([-2.0, 1.0])


def _mean_loss(scale, towards):
    X, y = students()
    z = np.multiply.outer(scale, X @ _ray(towards))
    return np.mean(softplus(np.where(y == 1, -z, z)), axis=-1)


def _mean_entropy(scale, towards):
    X, _ = students()
    return np.mean(entropy_from_logits(np.multiply.outer(scale, X @ _ray(towards))), axis=-1)


def curves(scale, towards):
    """Return mean loss and mean entropy over the scale, the loss's tangent back to scale 0, and the gap."""
    loss, entropy = float(_mean_loss(scale, towards)), float(_mean_entropy(scale, towards))
    return {
        "H": (S, _mean_entropy(S, towards)),
        "L": (S, _mean_loss(S, towards)),
        "tangent": (np.array([0, scale]), np.array([entropy, loss])),
        "level": (np.array([0, scale]), np.array([entropy, entropy])),
        "gap": (np.array([scale, scale]), np.array([entropy, loss])),
        "point_H": (np.array([scale]), np.array([entropy])),
        "point_L": (np.array([scale]), np.array([loss])),
    }


def readouts(scale, towards):
    """Return the mean loss, the mean entropy, and how much the loss is larger."""
    loss, entropy = float(_mean_loss(scale, towards)), float(_mean_entropy(scale, towards))
    return {"L": loss, "H": entropy, "gap": loss - entropy}


def sentence(scale, towards):
    """Say whether the model expects to lose more or less than it does."""
    number = readouts(scale, towards)
    name = "the optimum" if towards == "optimum" else "(−2, 1)"
    text = (
        f"At {fixed(scale, 2)} times {name} the model expects to lose {shown(number['H'], 4)} nat and loses "
        f"{shown(number['L'], 4)} nat: "
    )
    if abs(number["gap"]) < 1e-9:
        return f"{text}no difference."
    return f"{text}it is too {'sure' if number['gap'] > 0 else 'unsure'}."


@drawing
def draw(**values) -> Picture:
    """Draw both curves over the scale; the tangent of the loss meets the axis at the height of the entropy."""
    drawn = picture(270, [(58, 34, 14, 42)])
    axes = drawn.axes[0]
    axes.set(xlim=(0, 2), ylim=(0, 0.75), xlabel="scale s of the parameters", ylabel="nat")
    axes.set_xticks([0, 0.5, 1, 1.5, 2], ["0", "½", "1", "1½", "2"])
    axes.set_yticks([0, 0.2, 0.4, 0.6], ["0", "0.2", "0.4", "0.6"])
    axes.grid(axis="y")
    made = curves(**values)
    drawn.line("level", made["level"], role="quiet", linewidth=1.4, linestyle=(0, (1.5, 2.5)))
    drawn.line("tangent", made["tangent"], role="quiet", linewidth=1.6)
    drawn.line("gap", made["gap"], role="divergence", linewidth=3)
    drawn.line("L", made["L"], role="cross-entropy", label="mean loss L")
    drawn.line("H", made["H"], role="entropy", label="mean entropy H", linestyle=(0, (6, 2.5)))
    drawn.points("point_H", made["point_H"], role="entropy", clip_on=False)
    drawn.points("point_L", made["point_L"], role="cross-entropy", clip_on=False)
    legend(axes, ncols=2)
    return drawn


FIGURE = Figure(
    name="entropy-meets-loss",
    title="Where the loss meets the entropy",
    caption=(
        "The 20 students under parameters s·β: what the model loses (solid) and what it expects to lose, the mean "
        "entropy of its predictions (dashed). Thin, the tangent of the loss: it meets the axis at the height of the "
        "entropy. β is the optimum, or elsewhere (−2, 1)."
    ),
    parameters=(Parameter("scale", "s (scale)", 0, 2, 0.05, 0.5, digits=2),),
    choices=(Choice("towards", "Towards", ("optimum", "elsewhere"), "optimum"),),
    **functions(globals()),
    shown=(
        Readout("L", "Mean loss L", 6, "nat"),
        Readout("H", "Mean entropy H", 6, "nat"),
        Readout("gap", "L − H", 6, "nat"),
    ),
    veil=("H", "tangent", "level", "gap", "point_H"),
    handles=(Handle("scale", "point_L", moves={"scale": "x"}),),
)
