"""What one prediction costs: log loss beside squared error, Brier score and focal loss, with clean or noisy labels."""

import numpy as np

from crossentropy.figures.shared.beyond import beyond
from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import legend, per_nat
from crossentropy.logistic import sigmoid, softplus
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Choice, Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

TOP = 4.1
# Logits of q: even steps, and then so far out that a curve leaves through the top of the picture, however flat it is.
_FAR = np.array([12.0, 15.0, 20.0, 30.0, 60.0, 120.0])
Z = np.concatenate([-_FAR[::-1], np.linspace(-10, 10, 201), _FAR])


def _share_of_ones(noise, y):
    return 1 - noise if y == "1" else noise


def _losses(z, p, gamma, unit):
    """Return the mean losses of predicting sigmoid(z) where a share p of the labels is 1."""
    q, rest = sigmoid(z), sigmoid(-z)
    ones, zeros = softplus(-z) * per_nat(unit), softplus(z) * per_nat(unit)
    squared = p * rest**2 + (1 - p) * q**2
    return {
        "log": p * ones + (1 - p) * zeros,
        "focal": p * rest**gamma * ones + (1 - p) * q**gamma * zeros,
        "brier": 2 * squared,
        "squared": squared,
    }


def _lowest_focal(p, gamma):
    """Return the logit at which the mean focal loss is lowest: where its slope changes sign, by bisection."""
    low, high = -40.0, 40.0
    for _ in range(60):
        z = (low + high) / 2
        q, rest = sigmoid(z), sigmoid(-z)
        falls = p * rest**gamma * (gamma * q * softplus(-z) + rest)
        rises = (1 - p) * q**gamma * (gamma * rest * softplus(z) + q)
        low, high = (z, high) if falls > rises else (low, z)
    return (low + high) / 2


def _logit(q):
    return np.log(q) - np.log1p(-q)


def curves(q, gamma, noise, y, unit):
    """Return the four mean losses over q, the reader's points on them, and where each is lowest."""
    p = _share_of_ones(noise, y)
    mine = _losses(_logit(q), p, gamma, unit)
    lowest = _lowest(p, gamma, unit)
    return {
        **{key: (sigmoid(Z), loss) for key, loss in _losses(Z, p, gamma, unit).items()},
        "at": (np.array([q, q]), np.array([0.0, TOP])),
        "best": (np.array([at for at, _ in lowest.values()]), np.array([loss for _, loss in lowest.values()])),
        "points": (np.full(4, q), np.array([loss if loss <= TOP else np.nan for loss in mine.values()])),
        "beyond": beyond(TOP, ([q], [max(mine.values())])),
    }


def _lowest(p, gamma, unit):
    """Return where each mean loss is lowest, and how low."""
    clean = p in (0, 1)  # the labels are all alike: certainty costs nothing
    at = {} if clean else {"log": _logit(p), "focal": _lowest_focal(p, gamma), "brier": _logit(p), "squared": _logit(p)}
    found = {key: (float(sigmoid(z)), float(_losses(z, p, gamma, unit)[key])) for key, z in at.items()}
    return found or dict.fromkeys(("log", "focal", "brier", "squared"), (float(p), 0.0))


def readouts(q, gamma, noise, y, unit):
    """Return the four mean losses at q."""
    mine = _losses(_logit(q), _share_of_ones(noise, y), gamma, unit)
    return {key: float(loss) for key, loss in mine.items()}


def labels(q, gamma, noise, y, unit):
    """Return the legend's entries that follow the unit."""
    return {"log": f"log loss ({unit})", "focal": f"focal ({unit})"}


def sentence(q, gamma, noise, y, unit):
    """Say what the prediction costs, or where the losses are lowest."""
    number = readouts(q, gamma, noise, y, unit)
    p = _share_of_ones(noise, y)
    if p in (0, 1):
        right = fixed(q if y == "1" else 1 - q, 2)
        return (
            f"The label is {y} and was given {right}: log loss {shown(number['log'], 4)} {unit}, squared error "
            f"{shown(number['squared'], 4)}. Only certainty in the right label costs nothing."
        )
    lowest = _lowest(p, gamma, unit)
    return (
        f"Of the labels, {shown(100 * p, 0)} % are 1. Log loss and both squares are lowest at q = {fixed(p, 2)}, focal "
        f"at {fixed(lowest['focal'][0], 2)}. The least log loss is the entropy, {shown(lowest['log'][1], 4)} {unit}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the four losses over q; the diamonds stand where they are lowest."""
    drawn = picture(280, [(34, 52, 12, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(0, 1), ylim=(0, TOP), xlabel="q, the predicted probability of y = 1", yticks=range(5))
    axes.set(xticks=np.linspace(0, 1, 5), xticklabels=["0", "¼", "½", "¾", "1"])
    axes.tick_params(axis="y", pad=6)
    axes.grid(axis="y")
    made, words = curves(**values), labels(**values)
    drawn.line("at", made["at"], role="quiet", linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("squared", made["squared"], role="quiet", label="squared error", linewidth=1.8)
    drawn.line("brier", made["brier"], role="quiet", label="Brier", linewidth=1.8, linestyle=(0, (6, 2.5)))
    drawn.line("focal", made["focal"], role="cross-entropy", label=words["focal"], linestyle=(0, (1.5, 1.8)))
    drawn.line("log", made["log"], role="cross-entropy", label=words["log"])
    drawn.tips("beyond", made["beyond"], role="predicted")
    drawn.points("best", made["best"], role="quiet", marker="D", markersize=7, clip_on=False)
    drawn.points("points", made["points"], role="predicted", markersize=7)
    handles, names = axes.get_legend_handles_labels()
    entries = legend(axes, handles[::-1], names[::-1], bbox_to_anchor=(0.02, 1.0), ncols=2, columnspacing=1.6)
    drawn.text("log", entries.get_texts()[0])
    drawn.text("focal", entries.get_texts()[1])
    return drawn


FIGURE = Figure(
    name="log-loss",
    title="What a prediction costs",
    caption=(
        "Four losses of predicting q: round points at your q (a tip: beyond the picture), diamonds where each loss is "
        "lowest. Log loss and focal loss have the unit of their logarithm; squared error, and Brier's sum of it over "
        "both classes, have none. With noise, that share of the labels is the other one, and the curves are averages."
    ),
    parameters=(
        Parameter("q", "q (predicted)", 0.01, 0.99, 0.01, 0.25, digits=2),
        Parameter("noise", "label noise", 0, 0.5, 0.05, 0.0, digits=2),
        Parameter("gamma", "γ (focal)", 0, 5, 0.5, 2.0),
    ),
    choices=(Choice("y", "Label y", ("1", "0"), "1"), UNIT),
    **functions(globals()),
    shown=(
        Readout("log", "Log loss", 4, "unit"),
        Readout("squared", "Squared error", 4),
        Readout("brier", "Brier", 4),
        Readout("focal", "Focal", 4, "unit"),
    ),
    veil=("log", "focal", "brier", "squared", "points", "best", "beyond"),
    handles=(Handle("q", "points", 3, moves={"q": "x"}),),
)
