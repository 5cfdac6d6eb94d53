"""The surprise of one event, and what the event adds to an entropy: its surprise times its probability."""

import math

import numpy as np

from crossentropy.figures.shared.parts import per_nat
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Choice, Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import shown

GRID = 10 ** np.linspace(-4, 0, 161)
# Round values and, for the text, a die (1/6) and the top of the lower curve (1/e).
STOPS = (
    *(0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.125, 1 / 6, 0.2),
    *(0.25, 0.3, 1 / math.e, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
)


def _surprise(p, unit):
    return 0.0 - np.log(p) * per_nat(unit)


def curves(P, unit):
    """Return both curves over the probability, and the reader's event on each of them."""
    everywhere = _surprise(GRID, unit)
    height = float(_surprise(P, unit))
    return {
        "surprise": (GRID, everywhere),
        "drop": (np.array([P, P]), np.array([0.0, height])),
        "point": (np.array([P]), np.array([height])),
        "contribution": (GRID, GRID * everywhere),
        "share": (np.array([P, P]), np.array([0.0, P * height])),
        "dot": (np.array([P]), np.array([P * height])),
    }


def readouts(P, unit):
    """Return the surprise, and the surprise times the probability."""
    height = float(_surprise(P, unit))
    return {"surprise": height, "contribution": P * height}


def labels(P, unit):
    """Return the labels of both axes, which follow the unit."""
    log = "log₂" if unit == "bit" else "log"
    return {"surprise": f"−{log} P ({unit})", "contribution": f"−P {log} P"}


def sentence(P, unit):
    """Say what the event is like."""
    number = readouts(P, unit)
    if P == 1:
        return f"The event is certain: it surprises nobody, and it adds 0 {unit} to an entropy."
    coins = float(_surprise(P, "bit"))
    like = f"as surprising as {shown(coins, 2)} coins that all show heads"
    if coins < 1:
        like = "less surprising than one coin that shows heads"
    most = ", the most that any event can add" if abs(P - 1 / math.e) < 1e-9 else ""
    every = 1 / P
    exact = abs(every - math.floor(every + 0.5)) < 1e-9
    once = f"Once in {shown(every, 0)} times" if exact else f"About once in {shown(every, 1 if P > 0.1 else 0)} times"
    return (
        f"{once}: {like}, {shown(number['surprise'], 4)} {unit}. To an entropy it adds "
        f"{shown(P, 4)} × {shown(number['surprise'], 4)} = {shown(number['contribution'], 4)} {unit}{most}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the surprise above and the contribution below, over one logarithmic axis of the probability."""
    drawn = picture(290, [(60, 10, 16, 154), (60, 154, 16, 46)])
    top, bottom = drawn.axes
    for axes in drawn.axes:
        axes.set(xscale="log", xlim=(1e-4, 1), xticks=[1e-4, 1e-3, 1e-2, 1e-1, 1])
        axes.minorticks_off()
        axes.grid()
    top.set(ylim=(0, 14), yticks=[0, 4, 8, 12], xticklabels=[])
    bottom.set(
        ylim=(0, 0.6),
        yticks=[0, 0.2, 0.4, 0.6],
        yticklabels=["0", "0.2", "0.4", "0.6"],
        xlabel="P, the probability of the event",
    )
    bottom.tick_params(axis="x", pad=11)  # 0.0001 stays clear of the 0 above it
    bottom.set_xticklabels(["0.0001", "0.001", "0.01", "0.1", "1"])
    made, words = curves(**values), labels(**values)
    for axes, name in ((top, "surprise"), (bottom, "contribution")):
        drawn.text(name, axes.set_ylabel(words[name], labelpad=11))
        axes.yaxis.set_label_coords(-38 / 364, 0.5)
    drawn.line("drop", made["drop"], role="quiet", linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("surprise", made["surprise"], role="cross-entropy")
    drawn.points("point", made["point"], role="cross-entropy", clip_on=False)
    drawn.line("share", made["share"], role="quiet", on=1, linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("contribution", made["contribution"], role="entropy", on=1)
    drawn.points("dot", made["dot"], role="entropy", on=1, clip_on=False)
    return drawn


FIGURE = Figure(
    name="surprise",
    title="The surprise of one event",
    caption=(
        "Above, the surprise of an event over its probability; below, the same surprise times the probability, which "
        "is what the event adds to an entropy. Both share the axis of P, on which each step to the left is ten times "
        "rarer."
    ),
    parameters=(Parameter("P", "P", 1e-4, 1, 0.0001, 0.25, values=STOPS, digits=4),),
    choices=(Choice("unit", "Unit", ("nat", "bit"), "bit"),),
    **functions(globals()),
    shown=(Readout("surprise", "Surprise", 4, "unit"), Readout("contribution", "P × surprise", 4, "unit")),
    veil=("contribution", "share", "dot"),
    handles=(Handle("point", "point", moves={"P": "x"}), Handle("dot", "dot", moves={"P": "x"})),
)
