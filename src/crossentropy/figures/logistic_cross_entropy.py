"""One logistic model is true, another predicts: their entropies, and their cross-entropy over x."""

import itertools
import math

import numpy as np

from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import X, legend, per_nat
from crossentropy.logistic import LogisticModel
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Exchange, Figure, Parameter, Preset, Readout, functions
from livefigure.number_text import shown

TOP = 1.3  # of the axes: the largest value of the default is 0.885 nat or 1.276 bit


def _below(p_bias, p_weight, q_bias, q_weight):
    """Return the intervals of x, over the whole line, on which H(p, q) is below H(q).

    The difference is (q - p) logit q, which is negative where the logits z_q and z_q - z_p have different signs. Both
    are straight lines over x: the signs change where one of them is 0.
    """
    lines = ((q_bias, q_weight), (q_bias - p_bias, q_weight - p_weight))
    roots = sorted(-bias / weight + 0.0 for bias, weight in lines if weight != 0)
    if len(roots) == 2 and roots[1] - roots[0] < 1e-9:
        roots = roots[:1]
    ends = [-math.inf, *roots, math.inf]
    found = []
    for low, high in itertools.pairwise(ends):
        inside = _between(low, high)
        if math.prod(bias + weight * inside for bias, weight in lines) < 0:
            found.append((low, high))
    return found


def _between(low, high):
    """Return a number inside an interval of which at most one end, or both, are infinite."""
    if math.isinf(low):
        return 0.0 if math.isinf(high) else high - 1
    return low + 1 if math.isinf(high) else (low + high) / 2


def _in_window(intervals):
    """Return the part of each interval that the figure shows."""
    clipped = [(max(low, -6.0), min(high, 6.0)) for low, high in intervals]
    return [(low, high) for low, high in clipped if low < high]


def curves(p_bias, p_weight, q_bias, q_weight, unit):
    """Return the two entropies, the cross-entropy, and the region where it is below the prediction's entropy."""
    p, q = LogisticModel(p_bias, p_weight), LogisticModel(q_bias, q_weight)
    shaded = _in_window(_below(p_bias, p_weight, q_bias, q_weight))
    x = [x for low, high in shaded for x in (low, low, high, high, math.nan)][:-1]
    y = [y for _ in shaded for y in (0.0, TOP, TOP, 0.0, math.nan)][:-1]
    return {
        "H_p": (X, p.entropy(X) * per_nat(unit)),
        "H_q": (X, q.entropy(X) * per_nat(unit)),
        "H_pq": (X, p.cross_entropy(q, X) * per_nat(unit)),
        "below": (np.array(x), np.array(y)),
    }


def readouts(p_bias, p_weight, q_bias, q_weight, unit):
    """Return the shaded share of the window, the mean divergence over it, and the largest cross-entropy drawn."""
    p, q = LogisticModel(p_bias, p_weight), LogisticModel(q_bias, q_weight)
    shaded = _in_window(_below(p_bias, p_weight, q_bias, q_weight))
    return {
        "share": 100 * sum(high - low for low, high in shaded) / 12,
        "divergence": float(np.trapezoid(p.kl_divergence(q, X), X)) / 12 * per_nat(unit),
        "largest": float(p.cross_entropy(q, X).max()) * per_nat(unit),
    }


def labels(p_bias, p_weight, q_bias, q_weight, unit):
    """Return the axis label, which follows the unit."""
    return {"unit": unit}


def _in_words(low, high):
    if math.isinf(low):
        return "all x" if math.isinf(high) else f"x < {shown(high, 2)}"
    digits = 2 if high - low > 0.02 else 5
    return f"x > {shown(low, 2)}" if math.isinf(high) else f"{shown(low, digits)} < x < {shown(high, digits)}"


def sentence(p_bias, p_weight, q_bias, q_weight, unit):
    """Say what the curves do now."""
    if (p_bias, p_weight) == (q_bias, q_weight):
        return "Both models are the same: the divergence is 0, and the three curves are one."
    intervals = " and for ".join(_in_words(*interval) for interval in _below(p_bias, p_weight, q_bias, q_weight))
    where = f"below H(q) for {intervals}" if intervals else "nowhere below H(q)"
    largest = readouts(p_bias, p_weight, q_bias, q_weight, unit)["largest"]
    tall = f" It leaves the plot: in this window it reaches {shown(largest, 2)} {unit}." if largest > TOP else ""
    return f"H(p, q) is nowhere below H(p), and {where}.{tall}"


@drawing
def draw(**values) -> Picture:
    """Draw the three curves over x, and a pale band where the cross-entropy is below the entropy of the prediction."""
    drawn = picture(270, [(54, 34, 10, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(-6, 6), ylim=(0, TOP), xlabel="x", xticks=range(-6, 7, 2), yticks=[0, 0.25, 0.5, 0.75, 1, 1.25])
    axes.set_yticklabels(["0", "¼", "½", "¾", "1", "1¼"])
    axes.tick_params(axis="y", pad=8)  # the 0 stays clear of the −6 below it
    axes.grid(axis="y")
    drawn.text("unit", axes.set_ylabel(labels(**values)["unit"], labelpad=2))
    made = curves(**values)
    band = {"edgecolor": color("quiet"), "linewidth": 0.8, "zorder": 0.5}
    drawn.area("below", made["below"], role="fill", label="H(p, q) < H(q)", **band)
    drawn.line("H_p", made["H_p"], role="true", label="H(p)", linestyle=(0, (6, 2.5)))
    drawn.line("H_q", made["H_q"], role="predicted", label="H(q)", linestyle=(0, (1, 1.6)), dash_capstyle="butt")
    drawn.line("H_pq", made["H_pq"], role="cross-entropy", label="H(p, q)", linewidth=2.8)
    below, *entropies = axes.get_legend_handles_labels()[0]
    legend(
        axes,
        handles=[*entropies, below],
        bbox_to_anchor=(-0.1, 1.0),
        ncols=4,
        handlelength=1.9,
        handletextpad=0.5,
        columnspacing=1.1,
    )
    return drawn


def _models(label, p, q):
    return Preset(label, dict(zip(("p_bias", "p_weight", "q_bias", "q_weight"), (*p, *q), strict=True)))


FIGURE = Figure(
    name="logistic-cross-entropy",
    title="Two models and their cross-entropy",
    caption=(
        "The entropy of the true model p (dashed), of the predicting model q (dotted), and their cross-entropy "
        "H(p, q) (solid). The upright band marks where the solid curve runs below the dotted one."
    ),
    parameters=(
        Parameter("p_bias", "p: β₀ (bias)", -12, 12, 0.1, 0.0),
        Parameter("p_weight", "p: β₁ (weight)", -6, 6, 0.1, 1.0),
        Parameter("q_bias", "q: β₀ (bias)", -12, 12, 0.1, 1.0),
        Parameter("q_weight", "q: β₁ (weight)", -6, 6, 0.1, 2.0),
    ),
    choices=(UNIT,),
    presets=(
        _models("σ₁, σ₂", (0.0, 1.0), (1.0, 2.0)),
        _models("σ₁, σ₃", (0.0, 1.0), (-10.0, -5.0)),
        _models("σ(x), σ(−x)", (0.0, 1.0), (0.0, -1.0)),
    ),
    exchange=Exchange("swap", "Swap p and q", (("p_bias", "q_bias"), ("p_weight", "q_weight"))),
    **functions(globals()),
    shown=(
        Readout("share", "Below H(q) on", 2, "% of the window"),
        Readout("divergence", "Mean divergence", 4, "unit"),
        Readout("largest", "Largest in the window", 2, "unit"),
    ),
    veil=("H_pq", "below", "caption"),
)
