"""The entropy of a yes-or-no question: a dome over the probability of yes."""

import math

import numpy as np

from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import per_nat
from crossentropy.information import entropy
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

P = np.linspace(0, 1, 601)


def _entropy(p, unit):
    p = np.asarray(p, dtype=float)
    return entropy(np.stack([p, 1 - p], axis=-1)) * per_nat(unit)


def curves(p, unit):
    """Return the entropy over p, the reader's point, and its mirror image at 1 - p."""
    height = float(_entropy(p, unit))
    return {
        "H": (P, _entropy(P, unit)),
        "drop": (np.array([p, p]), np.array([0.0, height])),
        "level": (np.array([p, 1 - p]), np.array([height, height])),
        "mirror": (np.array([1 - p]), np.array([height])),
        "point": (np.array([p]), np.array([height])),
    }


def readouts(p, unit):
    """Return the entropy at p, and how much of the largest possible entropy that is."""
    height = float(_entropy(p, unit))
    return {"H": height, "share": 100 * height / (math.log(2) * per_nat(unit))}


def labels(p, unit):
    """Return the axis label, which follows the unit."""
    return {"H": f"entropy H ({unit})"}


def sentence(p, unit):
    """Say what the curves do now."""
    number = readouts(p, unit)
    text = f"If yes has probability {fixed(p, 2)}, the entropy is {shown(number['H'], 4)} {unit}"
    if p in (0, 1):
        return f"{text}: the answer is certain."
    if p == 0.5:
        return f"{text}, the most a yes-or-no question can have."
    return f"{text}, {shown(number['share'], 1)} % of the most it can be; the same at {fixed(1 - p, 2)}."


@drawing
def draw(**values) -> Picture:
    """Draw the dome, the reader's point, and its mirror image at the same height."""
    drawn = picture(270, [(58, 12, 12, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="p, the probability of yes", xticks=np.linspace(0, 1, 5))
    axes.set(yticks=[0, 0.25, 0.5, 0.75, 1], xticklabels=["0", "¼", "½", "¾", "1"])
    axes.grid(axis="y")
    drawn.text("H", axes.set_ylabel(labels(**values)["H"], labelpad=6))
    made = curves(**values)
    drawn.line("drop", made["drop"], role="quiet", linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("level", made["level"], role="quiet", linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("H", made["H"], role="entropy")
    drawn.points("mirror", made["mirror"], role="quiet", markersize=7, clip_on=False)
    drawn.points("point", made["point"], role="entropy", clip_on=False)
    return drawn


FIGURE = Figure(
    name="binary-entropy",
    title="Entropy of a yes-or-no question",
    caption="The large point is your p; the small one is its mirror image 1 − p, always at the same height.",
    parameters=(Parameter("p", "p (yes)", 0, 1, 0.01, 0.5, digits=2),),
    choices=(UNIT,),
    **functions(globals()),
    shown=(Readout("H", "Entropy H", 4, "unit"), Readout("share", "Share of the maximum", 1, "%")),
    veil=("H", "drop", "level", "mirror", "point", "caption"),
    handles=(Handle("point", "point", moves={"p": "x"}),),
)
