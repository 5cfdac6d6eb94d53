"""Jensen-Shannon as a gap: the entropy of a mixture above the mean of the two entropies that went into it."""

import numpy as np

from crossentropy.figures.shared.parts import legend
from crossentropy.figures.shared.yes_or_no import entropy_bits, js_bits
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

P = np.linspace(0, 1, 201)


def curves(p, q):
    """Return the dome with chord and gap, and the measure with its root for this p and every q."""
    ends = np.array([p, q])
    middle, height = (p + q) / 2, float(entropy_bits(ends).mean())
    js = js_bits(p, P)
    mine = np.array([float(js_bits(p, q))])
    return {
        "H": (P, entropy_bits(P)),
        "chord": (ends, entropy_bits(ends)),
        "gap": (np.array([middle, middle]), np.array([height, float(entropy_bits(middle))])),
        "end_p": (ends[:1], entropy_bits(ends[:1])),
        "end_q": (ends[1:], entropy_bits(ends[1:])),
        "J": (P, js),
        "root": (P, np.sqrt(js)),
        "at_J": (np.array([q]), mine),
        "at_root": (np.array([q]), np.sqrt(mine)),
    }


def readouts(p, q):
    """Return the entropy of the mixture, the mean entropy of the two, their difference, and its root."""
    js = float(js_bits(p, q))
    return {
        "H": float(entropy_bits((p + q) / 2)),
        "mean": float(entropy_bits([p, q]).mean()),
        "J": js,
        "root": js**0.5,
    }


def sentence(p, q):
    """Say what the chord and the gap do now."""
    if p == q:
        return f"p and q are both {fixed(p, 2)}: the chord has shrunk to a point, there is no gap, J is 0."
    number = readouts(p, q)
    return (
        f"The mixture of {fixed(p, 2)} and {fixed(q, 2)} is {fixed((p + q) / 2, 3)}, with {shown(number['H'], 4)} bit; "
        f"the two have {shown(number['mean'], 4)} bit on average. The gap is J = {shown(number['J'], 4)}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the dome with its chord on the left, the measure and its root on the right."""
    drawn = picture(235, [(44, 26, 246, 40), (240, 26, 12, 40)])
    left, right = drawn.axes
    for axes in drawn.axes:
        axes.set(xlim=(0, 1), ylim=(0, 1.08), xticks=[0, 0.5, 1], xticklabels=["0", "½", "1"])
        axes.set(yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"])
        axes.tick_params(axis="y", pad=6)
        axes.grid(axis="y")
    left.set_xlabel("p, q and their mixture", labelpad=4.5)
    left.set_ylabel("entropy (bit)", labelpad=2)
    right.set_xlabel("q, for this p", labelpad=4.5)
    made = curves(**values)
    drawn.line("H", made["H"], role="entropy")
    drawn.line("chord", made["chord"], role="quiet", linewidth=1.6, linestyle=(0, (4, 3)))
    drawn.line("gap", made["gap"], role="divergence", linewidth=3.4, solid_capstyle="butt")
    drawn.points("end_p", made["end_p"], role="predicted", clip_on=False)
    drawn.points("end_q", made["end_q"], role="predicted", marker="s", markersize=8, clip_on=False)
    drawn.line("J", made["J"], role="divergence", on=1, label="J")
    drawn.line("root", made["root"], role="divergence", on=1, label="√J", linestyle=(0, (6, 2.5)), linewidth=2)
    drawn.points("at_J", made["at_J"], role="divergence", on=1, marker="s", markersize=8, clip_on=False)
    drawn.points("at_root", made["at_root"], role="divergence", on=1, marker="s", markersize=8, clip_on=False)
    legend(right, ncols=2)
    return drawn


FIGURE = Figure(
    name="jensen-shannon",
    title="What a mixture adds: J",
    caption=(
        "Left, the entropy of a yes-or-no question. The chord joins p (round) and q (square); its middle is the mean "
        "of their two entropies, the curve at the same place is the entropy of their mixture, and the thick line "
        "between is J. Right, J (solid) and its square root (dashed) for the same p and every q."
    ),
    parameters=(
        Parameter("p", "p (yes)", 0, 1, 0.01, 0.8, digits=2),
        Parameter("q", "q (yes)", 0, 1, 0.01, 0.1, digits=2),
    ),
    **functions(globals()),
    shown=(
        Readout("H", "H of the mixture", 4, "bit"),
        Readout("mean", "Mean of the two", 4, "bit"),
        Readout("J", "J", 4),
        Readout("root", "√J", 4),
    ),
    veil=("J", "root", "at_J", "at_root"),
    handles=(
        Handle("p", "end_p", moves={"p": "x"}),
        Handle("q", "end_q", moves={"q": "x"}),
        Handle("right", "at_J", moves={"q": "x"}),
    ),
)
