"""The tangent picture: the tangent of the entropy at q, read at p, is the cross-entropy; the gap is the divergence."""

import numpy as np

from crossentropy.figures.shared.beyond import beyond
from crossentropy.figures.shared.controls import UNIT
from crossentropy.figures.shared.parts import legend, per_nat
from crossentropy.figures.shared.yes_or_no import distribution
from crossentropy.information import cross_entropy, entropy, kl_divergence, surprise
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

P = np.linspace(0, 1, 601)
TOP = 1.5  # of the axes


def curves(p, q, unit):
    """Return the entropy over p, its tangent at q, the gap at p, and the level H(q) from q to p."""
    nat = per_nat(unit)
    mine, expected = float(entropy(distribution(p))) * nat, float(entropy(distribution(q))) * nat
    paid = float(cross_entropy(distribution(p), distribution(q))) * nat
    return {
        "H": (P, entropy(distribution(P)) * nat),
        "tangent": (np.array([0.0, 1.0]), surprise([1 - q, q]) * nat),
        "level": (np.array([q, p]), np.array([expected, expected])),
        "drop": (np.array([p, p]), np.array([0.0, mine])),
        "gap": (np.array([p, p]), np.array([mine, paid])),
        "beyond": beyond(TOP, ([p], [paid])),
        "touch": (np.array([q]), np.array([expected])),
        "least": (np.array([p]), np.array([mine])),
        "paid": (p + np.array([-0.016, 0.0, 0.016, 0.0]), paid + np.array([0.0, 0.046, 0.0, -0.046])),
    }


def readouts(p, q, unit):
    """Return the cross-entropy, the two entropies and the divergence."""
    nat = per_nat(unit)
    return {
        "H_pq": float(cross_entropy(distribution(p), distribution(q))) * nat,
        "H_p": float(entropy(distribution(p))) * nat,
        "D": float(kl_divergence(distribution(p), distribution(q))) * nat,
        "H_q": float(entropy(distribution(q))) * nat,
    }


def labels(p, q, unit):
    """Return the axis label, which follows the unit."""
    return {"unit": unit}


def sentence(p, q, unit):
    """Say what the curves do now."""
    number = readouts(p, q, unit)
    text = (
        f"The tangent at q = {fixed(q, 2)}, read at p = {fixed(p, 2)}, is H(p, q) = {shown(number['H_pq'], 4)} {unit}"
    )
    if p == q:
        return f"{text}. It touches the dome there: the divergence is 0."
    step = number["H_pq"] - number["H_q"]
    if abs(step) < 5e-5:
        return f"{text}: {shown(number['D'], 4)} {unit} above H(p), and level with H(q)."
    where = "below" if step < 0 else "above"
    return f"{text}: {shown(number['D'], 4)} {unit} above H(p), and {shown(abs(step), 4)} {unit} {where} H(q)."


@drawing
def draw(**values) -> Picture:
    """Draw the dome, the tangent at q, and at p the height of the dome and the gap up to the tangent."""
    drawn = picture(270, [(46, 34, 12, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(0, 1), ylim=(0, TOP), xlabel="probability of yes", xticks=np.linspace(0, 1, 5))
    axes.set(yticks=[0, 0.5, 1, 1.5], yticklabels=["0", "½", "1", "1½"], xticklabels=["0", "¼", "½", "¾", "1"])
    axes.grid(axis="y")
    drawn.text("unit", axes.set_ylabel(labels(**values)["unit"], labelpad=2))
    made = curves(**values)
    drawn.line("level", made["level"], role="predicted", linewidth=1.4, linestyle=(0, (1, 2)))
    drawn.line("drop", made["drop"], role="true", linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.line("H", made["H"], role="entropy", label="entropy")
    drawn.line("tangent", made["tangent"], role="cross-entropy", label="tangent at q", linestyle=(0, (6, 2.5)))
    drawn.line("gap", made["gap"], role="divergence", label="divergence", linewidth=4, solid_capstyle="butt")
    drawn.tips("beyond", made["beyond"], role="divergence")
    drawn.points("touch", made["touch"], role="predicted")
    drawn.points("least", made["least"], role="true", marker="s", markersize=8, clip_on=False)
    drawn.area(
        "paid", made["paid"], role="cross-entropy", zorder=5
    )  # a diamond; unlike a point, it may be out of sight
    legend(axes, bbox_to_anchor=(-0.08, 1.0), ncols=3)
    return drawn


FIGURE = Figure(
    name="tangent-line",
    title="Cross-entropy is a tangent",
    caption=(
        "The tangent touches the dome at q (round point). Read at p, its height is H(p, q) (diamond); the dome's own "
        "height there is H(p) (square); the thick upright line between them is the divergence. The dotted line is "
        "level with H(q). A tip says that the upright line goes on beyond the picture."
    ),
    parameters=(
        Parameter("p", "p (true)", 0, 1, 0.01, 0.9, digits=2),
        Parameter("q", "q (predicted)", 0.01, 0.99, 0.01, 0.6, digits=2),
    ),
    choices=(UNIT,),
    **functions(globals()),
    shown=(
        Readout("H_pq", "H(p, q)", 4, "unit"),
        Readout("H_p", "H(p)", 4, "unit"),
        Readout("D", "D(p‖q)", 4, "unit"),
        Readout("H_q", "H(q)", 4, "unit"),
    ),
    veil=("tangent", "gap", "beyond", "paid"),
    handles=(Handle("p", "least", moves={"p": "x"}), Handle("q", "touch", moves={"q": "x"})),
)
