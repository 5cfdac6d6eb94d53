"""Four words, how often each occurs, and how long its code word is: the areas P × length add up to the cost."""

import heapq
import math
from functools import partial

import numpy as np

from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Choice, Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

MOST = 16  # of a word
WORDS = ("dog", "cat", "fish", "bird")
PLACES = np.arange(1.0, 5)


def _probabilities(counts):
    """Return each word's share of all words; nothing has a share of none."""
    total = sum(counts)
    return np.array([count / total if total else math.nan for count in counts])


def _exact_lengths(counts):
    """Return the surprise of each word in bits; a word that never occurs has none."""
    return np.array([math.log2(1 / p) if p > 0 else math.nan for p in _probabilities(counts)])


def _whole_lengths(counts):
    """Return the lengths of a Huffman code: join the two rarest groups, again and again, one digit each time."""
    lengths = np.array([0.0 if count else math.nan for count in counts])
    heap = [(count, order, [order]) for order, count in enumerate(counts) if count]
    heapq.heapify(heap)
    for order in range(4, 3 + len(heap)):
        (one, _, first), (other, _, second) = heapq.heappop(heap), heapq.heappop(heap)
        lengths[first + second] += 1
        heapq.heappush(heap, (one + other, order, first + second))
    return lengths


def _lengths(counts, lengths):
    return _exact_lengths(counts) if lengths == "exact" else _whole_lengths(counts)


def _cost(p, lengths):
    """Return the mean length; words that never occur cost nothing."""
    return float(sum(0.0 if share == 0 else share * size for share, size in zip(p, lengths, strict=True)))


def curves(dog, cat, fish, bird, lengths):
    """Return bars of P, bars of the lengths, one rectangle P wide and a length high per word, and the level of H."""
    counts = (dog, cat, fish, bird)
    p, bits = _probabilities(counts), _lengths(counts, lengths)
    entropy = _cost(p, _exact_lengths(counts))
    rectangles: dict[str, list] = {"x": [], "y": []}
    left = 0.0
    for width, height in zip(p, bits, strict=True):
        if width > 0:
            rectangles["x"] += [left, left, left + width, left + width, math.nan]
            rectangles["y"] += [0.0, height, height, 0.0, math.nan]
            left += width
    outline = np.array(rectangles["x"]), np.array(rectangles["y"])
    return {
        "P": (PLACES, np.nan_to_num(p)),
        "length": (PLACES, np.nan_to_num(bits)),
        "area": outline,
        "outline": outline,
        "H": (np.array([0.0, 1.0]), np.array([entropy, entropy])),
    }


def _to_top(word, x, y, was):
    """Return the count that brings a word's bar nearest to a height; the other counts stay."""
    others = sum(was[other] for other in WORDS if other != word)
    if not others:
        return {word: was[word] if y > 0.5 else 0}
    counts = np.arange(MOST + 1)
    return {word: int(np.argmin(abs(counts / (counts + others) - y)))}


def readouts(dog, cat, fish, bird, lengths):
    """Return the entropy, the cost of the best code of whole digits, and their difference."""
    counts = (dog, cat, fish, bird)
    p = _probabilities(counts)
    entropy, cost = _cost(p, _exact_lengths(counts)), _cost(p, _whole_lengths(counts))
    return {"H": entropy, "whole": cost, "lost": cost - entropy}


def reasons(dog, cat, fish, bird, lengths):
    """Say why there is no entropy."""
    if dog + cat + fish + bird:
        return {}
    return dict.fromkeys(("H", "whole", "lost"), "no word occurs")


def labels(dog, cat, fish, bird, lengths):
    """Return the numbers at the bars, and the cost over the areas."""
    counts = (dog, cat, fish, bird)
    p, bits = _probabilities(counts), _lengths(counts, lengths)
    number = {f"P {word}": _or_dash(share, 3) for word, share in zip(WORDS, p, strict=True)}
    number |= {f"length {word}": _or_dash(length, 2) for word, length in zip(WORDS, bits, strict=True)}
    return {**number, "area": f"all areas: {_or_dash(_cost(p, bits), 3)} bit"}


def _or_dash(value, digits):
    return "—" if math.isnan(value) else fixed(float(value), digits)


def sentence(dog, cat, fish, bird, lengths):
    """Say what the areas add up to."""
    counts = (dog, cat, fish, bird)
    never = [word for word, count in zip(WORDS, counts, strict=True) if count == 0]
    if len(never) == 4:
        return "No word ever occurs, so there is nothing to encode."
    p, bits = _probabilities(counts), _lengths(counts, lengths)
    terms = [f"{shown(float(share * size), 3)}" for share, size in zip(p, bits, strict=True) if share > 0]
    number = readouts(*counts, lengths)
    total = f"The areas are {' + '.join(terms)} = {shown(_cost(p, bits), 3)} bit per word"
    if len(terms) == 1:
        total = f"Only one word can come: {shown(0, 3)} bit per word"
    if lengths == "exact":
        text = f"{total}: the entropy."
    elif number["lost"] < 1e-9:
        text = f"{total}, exactly the entropy."
    else:
        text = f"{total}, {shown(number['lost'], 3)} bit more than the entropy."
    if never:
        text += f" Never used, so without a length: {', '.join(never)}."
    return text


@drawing
def draw(**values) -> Picture:
    """Draw P upwards and the lengths downwards on the left, the areas on the right."""
    drawn = picture(284, [(34, 26, 226, 158), (34, 146, 226, 26), (256, 26, 14, 44)])
    up, down, areas = drawn.axes
    made, words = curves(**values), labels(**values)
    for axes in (up, down):
        axes.set(xlim=(0.4, 4.6), xticks=PLACES, xticklabels=[])
        axes.tick_params(axis="x", length=0)
        axes.grid(axis="y")
    up.set(ylim=(0, 1), yticks=[0.5, 1], yticklabels=["½", "1"], xticklabels=WORDS)
    down.set(ylim=(6, 0), yticks=[2, 4, 6])
    down.spines["top"].set_visible(True)
    down.spines["bottom"].set_visible(False)
    for axes, name, level, here in ((up, "P", 1, 12), (down, "length", 6, -12)):
        for x, word in zip(PLACES, WORDS, strict=True):
            drawn.text(f"{name} {word}", _at(axes, (x, level), here, words[f"{name} {word}"]))
    areas.set(xlim=(0, 1), ylim=(0, 6), xticks=[0, 0.5, 1], xticklabels=["0", "½", "1"], yticks=[0, 2, 4, 6])
    areas.set_xlabel("P, side by side")
    areas.set_ylabel("length (bit)", labelpad=2)
    areas.grid(axis="y")
    drawn.text("area", _at(areas, (0.5, 6), 12, words["area"]))
    drawn.bars("P", made["P"], role="true", width=0.64)
    drawn.bars("length", made["length"], role="cross-entropy", on=1, width=0.64)
    drawn.area("area", made["area"], role="cross-entropy", on=2, alpha=0.3)
    drawn.line("outline", made["outline"], role="cross-entropy", on=2, linewidth=1.6)
    drawn.line("H", made["H"], role="entropy", on=2, linestyle=(0, (6, 2.5)))
    return drawn


def _at(axes, place, offset, text):
    """Write a text above or below a place."""
    return axes.annotate(
        text, place, xytext=(0, offset), textcoords="offset points", ha="center", va="center", annotation_clip=False
    )


def _count(word, default):
    return Parameter(word, word, 0, MOST, 1, default, digits=0, integer=True)


FIGURE = Figure(
    name="code-lengths",
    title="Four words and their code words",
    caption=(
        "The sliders say how often each word occurs; P is its count divided by the sum of the counts. Left, P upwards "
        "and the length of the code word downwards, in bits. Right, one rectangle per word in the same order, as wide "
        "as its P and as high as its length; the dashed level is the entropy."
    ),
    parameters=tuple(_count(word, default) for word, default in zip(WORDS, (4, 2, 1, 1), strict=True)),
    choices=(Choice("lengths", "Lengths", ("exact", "whole"), "exact"),),
    **functions(globals()),
    shown=(
        Readout("H", "Entropy H", 4, "bit"),
        Readout("whole", "Best whole lengths", 4, "bit"),
        Readout("lost", "Lost", 4, "bit"),
    ),
    handles=tuple(Handle(word, "P", place, to=partial(_to_top, word)) for place, word in enumerate(WORDS)),
)
