"""What a forecaster must expect to pay who believes p and says q, under three scores."""

import numpy as np

from crossentropy.figures.shared.beyond import beyond
from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import legend, per_nat
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

TOP = 2.1
# What may be said: even steps, and steps that grow ever smaller towards the ends, where the logarithm has no bound.
_NEAR = 10.0 ** np.arange(-6, -2, 0.125)
Q = np.concatenate([_NEAR, np.linspace(0.01, 0.99, 99), 1 - _NEAR[::-1]])


def _scores(p, q, unit):
    """Return what is paid on average for saying q where p is true: three scores, each as a loss."""
    return {
        "log": -(p * np.log(q) + (1 - p) * np.log1p(-q)) * per_nat(unit),
        "squared": p * (1 - q) ** 2 + (1 - p) * q**2,
        "absolute": p * (1 - q) + (1 - p) * q,
    }


def _best(p):
    """Return what is best to say under the absolute error: an end, or anything where both answers are as likely."""
    return np.nan if p == 0.5 else float(p > 0.5)


def curves(p, q, unit):
    """Return the three expected scores over what is said, the reader's points, and where each is lowest."""
    mine = np.array(list(_scores(p, q, unit).values()))
    lowest = _scores(p, p, unit)
    end = _best(p)
    return {
        **{key: (Q, score) for key, score in _scores(p, Q, unit).items()},
        "belief": (np.array([p, p]), np.array([0.0, TOP])),
        "best": (np.array([p, p, end]), np.array([lowest["log"], lowest["squared"], min(p, 1 - p)])),
        "points": (np.full(3, q), np.where(mine <= TOP, mine, np.nan)),
        "beyond": beyond(TOP, ([q], [mine.max()])),
    }


def readouts(p, q, unit):
    """Return the three expected scores at q, and how much of the logarithmic one is the price of saying q."""
    mine = {key: float(score) for key, score in _scores(p, q, unit).items()}
    return {**mine, "price": mine["log"] - float(_scores(p, p, unit)["log"])}


def labels(p, q, unit):
    """Return the legend's entry that follows the unit."""
    return {"log": f"logarithmic ({unit})"}


def sentence(p, q, unit):
    """Say what is best to say under each score."""
    number = readouts(p, q, unit)
    text = f"Who believes {fixed(p, 2)} and says {fixed(q, 2)} must expect {shown(number['log'], 4)} {unit}"
    if p == q:
        text += ", the least there is."
    else:
        text += f", {shown(number['price'], 4)} {unit} more than for saying {fixed(p, 2)}."
    if p == 0.5:
        return f"{text} Under the absolute error it makes no difference what one says."
    return f"{text} Under the absolute error it is best to say {fixed(_best(p), 0)}."


@drawing
def draw(**values) -> Picture:
    """Draw the three expected scores over what is said; diamonds where each is lowest, points at the reader's q."""
    drawn = picture(280, [(40, 52, 12, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(0, 1), ylim=(0, TOP), xlabel="q, what is said", xticks=np.linspace(0, 1, 5))
    axes.set(xticklabels=["0", "¼", "½", "¾", "1"], yticks=[0, 0.5, 1, 1.5, 2], yticklabels=["0", "½", "1", "1½", "2"])
    axes.tick_params(axis="y", pad=6)
    axes.grid(axis="y")
    made, words = curves(**values), labels(**values)
    drawn.line("belief", made["belief"], role="true", linewidth=1.4, linestyle=(0, (4, 3)), label="p, what is true")
    drawn.line("absolute", made["absolute"], role="quiet", label="absolute error", linestyle=(0, (6, 2.5)))
    drawn.line("squared", made["squared"], role="quiet", label="squared error")
    drawn.line("log", made["log"], role="cross-entropy", label=words["log"])
    drawn.tips("beyond", made["beyond"], role="predicted")
    drawn.points("best", made["best"], role="quiet", marker="D", markersize=7, clip_on=False)
    drawn.points("points", made["points"], role="predicted", markersize=7)
    handles, names = axes.get_legend_handles_labels()
    entries = legend(axes, handles[::-1], names[::-1], bbox_to_anchor=(0.02, 1.0), ncols=2, columnspacing=1.6)
    drawn.text("log", entries.get_texts()[0])
    return drawn


FIGURE = Figure(
    name="expected-score",
    title="What one must expect to pay",
    caption=(
        "Three scores of saying q where p is true, each on average over both answers; the lower, the better. Round "
        "points stand at your q (a tip: beyond the picture), diamonds where a score is lowest. The logarithmic score "
        "has a unit, the errors have none."
    ),
    parameters=(
        Parameter("p", "p (true)", 0.05, 0.95, 0.05, 0.7, digits=2),
        Parameter("q", "q (said)", 0.01, 0.99, 0.01, 0.5, digits=2),
    ),
    choices=(UNIT,),
    **functions(globals()),
    shown=(
        Readout("log", "Logarithmic", 4, "unit"),
        Readout("price", "of which wasted", 4, "unit"),
        Readout("squared", "Squared error", 4),
        Readout("absolute", "Absolute error", 4),
    ),
    veil=("log", "squared", "absolute", "best", "points", "beyond"),
    handles=(Handle("q", "points", 1, moves={"q": "x"}),),
)
