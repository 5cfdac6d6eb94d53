"""A map of all pairs of yes-or-no distributions: where the cross-entropy is below the entropy of the prediction."""

import math

import numpy as np
from matplotlib.patches import Patch

from crossentropy.figures.shared.beyond import beyond
from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import legend, per_nat
from crossentropy.figures.shared.yes_or_no import distribution
from crossentropy.information import cross_entropy, entropy
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

TOP = 1.5  # of the bars' axes


def _heights(p, q, unit):
    nat = per_nat(unit)
    return [
        float(entropy(distribution(p))) * nat,
        float(cross_entropy(distribution(p), distribution(q))) * nat,
        float(entropy(distribution(q))) * nat,
    ]


def curves(p, q, unit):
    """Return the pair as a point of the map, and the three measures as bars."""
    true, paid, expected = _heights(p, q, unit)
    bar = np.array([2.0]), np.array([paid])  # the only one that can be higher than the picture
    return {
        "point": (np.array([p]), np.array([q])),
        "H_p": (np.array([1.0]), np.array([true])),
        "H_pq": bar,
        "beyond": beyond(TOP, bar),
        "H_q": (np.array([3.0]), np.array([expected])),
        "level": (np.array([0.55, 3.45]), np.array([expected, expected])),
    }


def readouts(p, q, unit):
    """Return how far the cross-entropy is from the prediction's entropy and from the truth's."""
    true, paid, _ = _heights(p, q, unit)
    return {"step": (q - p) * _logit(q) * per_nat(unit), "D": paid - true}


def _logit(q):
    return np.log(q) - np.log(1 - q)


def labels(p, q, unit):
    """Return the number over each bar, and the unit."""
    true, paid, expected = (fixed(height, 2) for height in _heights(p, q, unit))
    return {"H_p number": true, "H_pq number": paid, "H_q number": expected, "unit": unit}


def sentence(p, q, unit):
    """Say what the map and the bars do now."""
    step = readouts(p, q, unit)["step"]
    if q == 0.5:
        always = f"{shown(math.log(2) * per_nat(unit), 4)} {unit}"
        return f"A prediction of one half is surprised by {always} whatever happens: H(p, q) = H(q) at every p."
    if p == q:
        return "The prediction is the truth: H(p, q) = H(q) = H(p)."
    side = "yes" if q > 0.5 else "no"
    if step < 0:
        return (
            f"The prediction leans towards {side}, and the truth leans that way even more: less surprise than q "
            f"expects, by {shown(-step, 4)} {unit}."
        )
    return (
        f"The prediction leans towards {side}, and the truth does so less or not at all: more surprise than q "
        f"expects, by {shown(step, 4)} {unit}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the unit square with the two triangles on the left, and three bars on the right."""
    drawn = picture(280, [(46, 36, 178, 40), (298, 36, 8, 40)])
    square, bars = drawn.axes
    _draw_map(drawn, square)
    made, words = curves(**values), labels(**values)
    drawn.points("point", made["point"], role="predicted", clip_on=False)
    bars.set(xlim=(0.5, 3.5), ylim=(0, TOP), yticks=[0, 0.5, 1, 1.5], yticklabels=["0", "½", "1", "1½"])
    bars.set(xticks=[1, 2, 3], xticklabels=["H(p)", "H(p,q)", "H(q)"])
    bars.tick_params(axis="x", length=0)
    bars.grid(axis="y")
    drawn.text("unit", bars.set_xlabel(words["unit"], labelpad=4.5))
    drawn.bars("H_p", made["H_p"], role="true", on=1, width=0.64)
    drawn.bars("H_pq", made["H_pq"], role="cross-entropy", on=1, width=0.64)
    drawn.tips("beyond", made["beyond"], role="cross-entropy", on=1)
    drawn.bars("H_q", made["H_q"], role="predicted", on=1, width=0.64)
    drawn.line("level", made["level"], role="predicted", on=1, linewidth=1.6, linestyle=(0, (1, 1.6)))
    for x, name in enumerate(("H_p", "H_pq", "H_q"), start=1):
        drawn.text(f"{name} number", bars.text(x, 1.63, words[f"{name} number"], ha="center", va="center"))
    return drawn


def _draw_map(drawn, axes):
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="p (true)", xticks=[0, 0.5, 1], xticklabels=["0", "½", "1"])
    axes.set(yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"])
    axes.set_ylabel("q (predicted)", labelpad=2)
    for corners in ([(0.5, 0.5), (1, 0.5), (1, 1)], [(0.5, 0.5), (0, 0.5), (0, 0)]):
        region = axes.fill(*np.transpose(corners), facecolor=color("cross-entropy"), alpha=0.25, linewidth=0)
        drawn.still("triangles", *region)
    for heights in ([0, 1], [0.5, 0.5]):
        drawn.still("triangles", *axes.plot([0, 1], heights, color=color("cross-entropy"), linewidth=1.6))
    # beside the map and not in it, where the point would cover them
    areas = (Patch(facecolor=color("cross-entropy"), alpha=0.25), Patch(facecolor="none", edgecolor=color("quiet")))
    legend(
        axes,
        areas,
        ("below", "above"),
        bbox_to_anchor=(-0.02, 1.0),
        ncols=2,
        borderaxespad=0.3,
        handlelength=1.2,
        handletextpad=0.5,
        columnspacing=1.4,
    )


FIGURE = Figure(
    name="below-entropy-map",
    title="When is H(p, q) below H(q)?",
    caption=(
        "Left, every pair of a true p and a predicted q is a point; in the two filled triangles H(p, q) is below H(q), "
        "on the lines q = p and q = ½ the two are equal. Right, the three measures at the point; the dotted line is "
        "level with H(q). A bar with a tip goes on beyond the picture."
    ),
    parameters=(
        Parameter("p", "p (true)", 0, 1, 0.01, 0.9, digits=2),
        Parameter("q", "q (predicted)", 0.01, 0.99, 0.01, 0.6, digits=2),
    ),
    choices=(UNIT,),
    **functions(globals()),
    shown=(
        Readout("step", "H(p, q) − H(q)", 4, "unit"),
        Readout("D", "H(p, q) − H(p)", 4, "unit"),
    ),
    veil=("triangles", "H_p", "H_pq", "H_q", "beyond", "level", "caption"),
    handles=(Handle("pair", "point", moves={"p": "x", "q": "y"}),),
)
