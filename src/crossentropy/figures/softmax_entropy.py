"""Three scores become a distribution: softmax as bars, and as a point in the triangle of all distributions."""

import math

import numpy as np

from crossentropy.figures.shared.controls import CLASSES, TEMPERATURES, UNIT, logit_sliders, temperature_slider
from crossentropy.figures.shared.parts import per_nat
from crossentropy.figures.shared.softmax_bar import bar_handles
from crossentropy.information import entropy, softmax
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Figure, Handle, Preset, Readout, functions
from livefigure.number_text import fixed, shown

LARGEST = 5.0  # logit of a slider
# Corners of the triangle for a, b, c: left, right, top.
CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, math.sqrt(3) / 2]])


def _probability(logit1, logit2, logit3, temperature):
    logits = np.array([logit1, logit2, logit3], dtype=float)
    return softmax(logits / np.expand_dims(temperature, -1))


def curves(logit1, logit2, logit3, temperature, unit):
    """Return the three probabilities, their point in the triangle, and the point's path over all temperatures."""
    p = _probability(logit1, logit2, logit3, temperature)
    path = _probability(logit1, logit2, logit3, np.array(TEMPERATURES)) @ CORNERS
    point = p @ CORNERS
    return {
        "P": (np.array([1.0, 2.0, 3.0]), p),
        "path": (path[:, 0], path[:, 1]),
        "point": (point[:1], point[1:]),
    }


def to_dot(x, y, was):
    """Return the logits that put the point of the distribution at a place; their mean stays as far as it can.

    The differences of logits end at 10, which is what the sliders can show.
    """
    c = min(max(y / CORNERS[2][1], 1e-9), 1.0)
    b = max(x - c / 2, 1e-9)
    a = max(1 - b - c, 1e-9)
    logits = was["temperature"] * np.log([a, b, c])
    logits = np.maximum(logits, logits.max() - 2 * LARGEST)
    mean = (was["logit1"] + was["logit2"] + was["logit3"]) / 3
    shift = min(max(mean - logits.mean(), -LARGEST - logits.min()), LARGEST - logits.max())
    return {f"logit{place}": float(logit + shift) for place, logit in enumerate(logits, 1)}


def readouts(logit1, logit2, logit3, temperature, unit):
    """Return the entropy and its share of the most that three classes can have."""
    nats = float(entropy(_probability(logit1, logit2, logit3, temperature)))
    return {"H": nats * per_nat(unit), "share": nats / math.log(3)}


def labels(logit1, logit2, logit3, temperature, unit):
    """Return the number over each bar."""
    p = _probability(logit1, logit2, logit3, temperature)
    return {name: fixed(float(chance), 3) for name, chance in zip(CLASSES, p, strict=True)}


def sentence(logit1, logit2, logit3, temperature, unit):
    """Say what the bars and the point do now."""
    p = _probability(logit1, logit2, logit3, temperature)
    number = readouts(logit1, logit2, logit3, temperature, unit)
    parts = ", ".join(f"{name} {fixed(float(chance), 3)}" for name, chance in zip(CLASSES, p, strict=True))
    if number["share"] > 0.99:
        where = "close to the centre, where all three are equal"
    elif max(p) > 0.99:
        where = f"almost in corner {CLASSES[int(np.argmax(p))]}"
    else:
        nearest = [name for name, chance in zip(CLASSES, p, strict=True) if chance > max(p) - 1e-9]
        where = "nearest to " + " and ".join(f"corner {name}" for name in nearest)
    return (
        f"The probabilities are {parts}; they add up to 1. The point is {where}. "
        f"Entropy {shown(number['H'], 3)} {unit}, {shown(100 * number['share'], 1)} % of the most that three "
        "classes can have."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the bars on the left and the triangle, with lines of equal entropy, on the right."""
    drawn = picture(232, [(38, 20, 236, 28), (226, 20, 10, 26)])
    bars, triangle = drawn.axes
    made, words = curves(**values), labels(**values)
    bars.set(xlim=(0.5, 3.5), ylim=(0, 1.12), yticks=[0, 0.5, 1], yticklabels=["0", "½", "1"])
    bars.set(xticks=[1, 2, 3], xticklabels=CLASSES)
    bars.tick_params(axis="x", length=0)
    bars.grid(axis="y")
    drawn.bars("P", made["P"], role="predicted", width=0.64)
    for x, name in enumerate(CLASSES, start=1):
        drawn.text(name, bars.text(x, 1.06, words[name], ha="center", va="center"))
    _draw_triangle(triangle)
    drawn.line("path", made["path"], role="quiet", on=1, linewidth=1.4, linestyle=(0, (4, 3)))
    drawn.points("point", made["point"], role="predicted", on=1, clip_on=False)
    return drawn


def _draw_triangle(axes):
    # one unit is as long across as up: the triangle has equal sides
    axes.set(xlim=(-0.06, 1.06), ylim=(-0.06, 1.12 * 186 / 204 - 0.06))
    axes.axis("off")
    for share in (0.25, 0.5, 0.75, 0.9):
        line = _equal_entropy(share * math.log(3))
        axes.plot(*line.T, color=color("entropy"), linewidth=1, alpha=0.7)
    axes.plot(*CORNERS[[0, 1, 2, 0]].T, color=color("quiet"), linewidth=1.2)
    axes.plot(*CORNERS.mean(axis=0), "+", color=color("entropy"), markersize=8)
    for name, (x, y), where in zip(CLASSES, CORNERS, ((-12, -12), (12, -12), (0, 10)), strict=True):
        axes.annotate(name, (x, y), xytext=where, textcoords="offset points", ha="center", va="center")


def _equal_entropy(level):
    """Return points of the closed line on which the entropy is ``level`` nats, by bisection from the centre.

    Entropy falls along every ray from the centre to the triangle's edge, because it is concave and largest there. A
    line that meets the edge runs along it as a gap.
    """
    centre = np.full(3, 1 / 3)
    angles = np.linspace(0, 2 * math.pi, 181)
    plane = np.array([[-1.0, 1.0, 0.0], [-1.0, -1.0, 2.0]])
    plane /= np.linalg.norm(plane, axis=1, keepdims=True)
    rays = np.column_stack([np.cos(angles), np.sin(angles)]) @ plane
    reach = np.min(np.where(rays < 0, centre / np.where(rays < 0, -rays, 1), np.inf), axis=1)
    low, high = np.zeros_like(reach), reach.copy()
    for _ in range(40):
        middle = (low + high) / 2
        p = np.maximum(centre + middle[:, None] * rays, 0)
        inside = entropy(p / p.sum(axis=1, keepdims=True)) > level
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    line = (centre + low[:, None] * rays) @ CORNERS
    line[low > reach * (1 - 1e-9)] = np.nan
    return line


FIGURE = Figure(
    name="softmax-entropy",
    title="Three logits, one distribution",
    caption=(
        "Left, the probabilities that softmax makes of the three logits. Right, the same distribution as a point: "
        "each corner is certainty, the cross in the centre is three equal chances, thin lines join distributions of "
        "equal entropy, and the dashed line is the way that the point goes as the temperature rises from 0.1 to 10."
    ),
    parameters=(
        *logit_sliders(2.0, 1.0, 0.0),
        temperature_slider(),
    ),
    choices=(UNIT,),
    presets=(Preset("All equal", {"logit1": 0.0, "logit2": 0.0, "logit3": 0.0}),),
    **functions(globals()),
    shown=(Readout("H", "Entropy H", 4, "unit"), Readout("share", "H / largest H", 4)),
    veil=("path", "point", "caption"),
    handles=(*bar_handles("P"), Handle("dot", "point", to=to_dot)),
)
