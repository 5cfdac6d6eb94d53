"""Every pair of yes-or-no predictions on two maps: how far apart their entropies are, how far apart they are."""

import numpy as np
from matplotlib.patches import Polygon

from crossentropy.figures.shared.yes_or_no import entropy_bits, js_bits
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)


def curves(p, q):
    """Return the reader's point and its mirror image at 1 - q, on both maps."""
    point, mirror = (np.array([p]), np.array([q])), (np.array([p]), np.array([1 - q]))
    return {"point_left": point, "mirror_left": mirror, "point_right": point, "mirror_right": mirror}


def readouts(p, q):
    """Return how far apart the two entropies are, and J at the point and at its mirror image."""
    return {
        "difference": float(abs(entropy_bits(p) - entropy_bits(q))),
        "J": float(js_bits(p, q)),
        "mirror": float(js_bits(p, 1 - q)),
    }


def sentence(p, q):
    """Say what the two maps show at the point and at its mirror image."""
    number = readouts(p, q)
    apart = f"The entropies of {fixed(p, 2)} and {fixed(q, 2)} differ by {shown(number['difference'], 4)} bit"
    js = shown(number["J"], 4)
    if q == 0.5:
        return f"{apart}; one half is its own mirror image. J is {js}."
    if p == 0.5:
        return f"{apart}, and so with {fixed(1 - q, 2)}. J is {js} for either: from one half, both are as far."
    return (
        f"{apart}, and so with {fixed(1 - q, 2)}. J tells the two apart: {js} from {fixed(q, 2)}, "
        f"{shown(number['mirror'], 4)} from {fixed(1 - q, 2)}."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the two maps in bands, their lines of zero, and the reader's point with its mirror image."""
    drawn = picture(248, [(46, 26, 222, 50), (258, 26, 10, 50)])
    left, right = drawn.axes
    for axes in drawn.axes:
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[0, 0.5, 1], xticklabels=["0", "½", "1"])
        axes.set(yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"])
        axes.set_xlabel("p", labelpad=4.5)
        axes.set_ylabel("q", rotation=0, labelpad=8, va="center")
        drawn.still("maps", *axes.plot([0, 1], [0, 1], color=color("quiet"), linewidth=2))
    drawn.still("maps", *left.plot([0, 1], [1, 0], color=color("quiet"), linewidth=2))
    left.set_title("|H(p) − H(q)| in bit", fontsize=13, pad=7)
    right.set_title("J(p, q)", fontsize=13, pad=7)
    for level in LEVELS:
        for corners in _entropies_apart(level):
            region = Polygon(corners, facecolor=color("entropy"), alpha=0.2, linewidth=0)
            drawn.still("maps", left.add_patch(region))
        for corners in _predictions_apart(level):
            region = Polygon(corners, facecolor=color("divergence"), alpha=0.2, linewidth=0)
            drawn.still("maps", right.add_patch(region))
    made = curves(**values)
    for on, side in enumerate(("left", "right")):
        drawn.points(f"mirror_{side}", made[f"mirror_{side}"], role="quiet", on=on, markersize=7, clip_on=False)
        drawn.points(f"point_{side}", made[f"point_{side}"], role="predicted", on=on, clip_on=False)
    return drawn


def _entropies_apart(level):
    """Return the four regions where the entropies differ by ``level`` bit or more, as corners (n, 2)."""
    height = 1 - (1 - level) * np.linspace(-1, 1, 25) ** 2  # H(p) from level up to 1 and down again
    p = np.where(np.arange(25) < 12, _lower(height), 1 - _lower(height))
    below = np.column_stack([p, _lower(height - level)])
    mirrored = below * [1, -1] + [0, 1]
    return below, mirrored, below[:, ::-1], mirrored[:, ::-1]


def _lower(height):
    """Return the p <= 1/2 whose entropy in bit is given."""
    p = np.concatenate([[0], np.geomspace(1e-7, 0.5, 20001)])
    return np.interp(height, entropy_bits(p), p)


def _predictions_apart(level):
    """Return the two regions where J is ``level`` or more, as corners (n, 2)."""
    furthest = _bisect(lambda p: js_bits(p, 1.0) >= level, 0.0, 1.0)
    p = furthest * np.linspace(0, 1, 17) ** 2
    q = _bisect(lambda q: js_bits(p, q) < level, p, 1.0)
    above = np.vstack([np.column_stack([p, q]), [[0, 1]]])
    return above, above[:, ::-1]


def _bisect(holds, low, high):
    """Return where a condition that holds at ``low`` ends, on the way to ``high``."""
    low, high = np.broadcast_arrays(low, high)
    for _ in range(40):
        middle = (low + high) / 2
        inside = holds(middle)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return (low + high) / 2


FIGURE = Figure(
    name="comparison-map",
    title="Two maps of all pairs of predictions",
    caption=(
        "Each point of a square is a pair of predictions, p across and q upwards. The stronger the colour, the further "
        "apart: bands begin at 0.1, 0.3, 0.5, 0.7 and 0.9. On the grey lines the value is 0. The large point is "
        "yours, the small one is its mirror image with 1 − q."
    ),
    parameters=(
        Parameter("p", "p (yes)", 0, 1, 0.01, 0.8, digits=2),
        Parameter("q", "q (yes)", 0, 1, 0.01, 0.4, digits=2),
    ),
    **functions(globals()),
    shown=(
        Readout("difference", "|H(p) − H(q)|", 4, "bit"),
        Readout("J", "J(p, q)", 4),
        Readout("mirror", "J(p, 1 − q)", 4),
    ),
    veil=("maps",),
    handles=(
        Handle("left", "point_left", moves={"p": "x", "q": "y"}),
        Handle("right", "point_right", moves={"p": "x", "q": "y"}),
    ),
)
