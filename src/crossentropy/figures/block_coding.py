"""Huffman codes for blocks of n symbols: what one symbol costs, between the entropy H and H + 1/n."""

import numpy as np

from crossentropy.figures.shared.parts import legend
from crossentropy.information import entropy
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import fixed, shown

MOST = 8
BLOCKS = np.arange(1, MOST + 1)
WIDE = np.linspace(1, MOST, 71)


def _block_probabilities(p, n):
    """Return the probabilities of all blocks of n symbols, falling; p is that of the frequent symbol."""
    found = [1.0]
    for _ in range(n):
        found = [block * p for block in found] + [block * (1 - p) for block in found]
    return sorted(found, reverse=True)


def _huffman_cost(probabilities):
    """Return the mean length of a Huffman code, the sum of all joined pairs.

    Pairs are joined in rising order, so the two smallest of all stand in front of what is left of either list.
    """
    single, joined, cost = list(probabilities), [], 0.0
    next_joined = 0
    for _ in range(len(probabilities) - 1):
        pair = 0.0
        for _ in range(2):
            if next_joined == len(joined) or (single and single[-1] <= joined[next_joined]):
                pair += single.pop()
            else:
                pair += joined[next_joined]
                next_joined += 1
        joined.append(pair)
        cost += pair
    return cost


def _per_symbol(p):
    return np.array([_huffman_cost(_block_probabilities(p, int(n))) / n for n in BLOCKS])


def _entropy(p):
    return float(entropy([p, 1 - p], base=2))


def curves(n, p):
    """Return the cost at each block length, the reader's own, the entropy, and the bound."""
    limit, cost = _entropy(p), _per_symbol(p)
    return {
        "bound": (WIDE, limit + 1 / WIDE),
        "H": (WIDE[[0, -1]], np.array([limit, limit])),
        "cost": (BLOCKS.astype(float), cost),
        "gap": (np.array([n, n], dtype=float), np.array([limit, cost[n - 1]])),
        "mine": (np.array([float(n)]), cost[n - 1 : n]),
    }


def readouts(n, p):
    """Return the cost per symbol, the entropy, and what is lost."""
    limit, cost = _entropy(p), float(_per_symbol(p)[n - 1])
    return {"cost": cost, "H": limit, "lost": cost - limit}


def labels(n, p):
    """Return the cost at every block length."""
    return {f"cost {block}": fixed(float(cost), 3) for block, cost in zip(BLOCKS, _per_symbol(p), strict=True)}


def sentence(n, p):
    """Say what a symbol costs, and whether the last longer block was worth it."""
    number = readouts(n, p)
    blocks = "one symbol at a time" if n == 1 else f"blocks of {n} symbols ({2**n} code words)"
    text = (
        f"With {blocks} a symbol costs {shown(number['cost'], 6)} bit, {shown(number['lost'], 6)} bit above the "
        f"entropy {shown(number['H'], 6)} bit."
    )
    if n == 1:
        return text
    change = number["cost"] - float(_per_symbol(p)[n - 2])
    if abs(change) < 1e-9:
        return f"{text} Blocks of {n - 1} cost as much."
    return f"{text} Blocks of {n - 1} cost {'more' if change < 0 else 'less'}."


@drawing
def draw(**values) -> Picture:
    """Draw the points between the level of the entropy and the falling bound; their values stand above."""
    drawn = picture(270, [(52, 60, 10, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(0.5, MOST + 0.5), ylim=(0, 1.5), xticks=BLOCKS, yticks=[0, 0.5, 1, 1.5])
    axes.set(xlabel="n, symbols in a block", yticklabels=["0", "0.5", "1", "1.5"])
    axes.set_ylabel("bit per symbol", labelpad=4)
    axes.grid(axis="y")
    made, words = curves(**values), labels(**values)
    drawn.line("bound", made["bound"], role="quiet", linewidth=1.6, linestyle=(0, (2, 2)), label="H + 1/n")
    drawn.line("H", made["H"], role="entropy", linestyle=(0, (6, 2.5)), label="entropy H")
    drawn.line("gap", made["gap"], role="divergence", linewidth=3)
    drawn.points("cost", made["cost"], role="cross-entropy", markersize=7, label="Huffman code")
    drawn.points("mine", made["mine"], role="cross-entropy", markersize=12)
    for block in BLOCKS:
        key = f"cost {block}"
        at = axes.annotate(
            words[key], (block, 1.5), xytext=(0, 12), textcoords="offset points", ha="center", va="center",
            annotation_clip=False,
        )  # fmt: skip
        drawn.text(key, at)
    legend(axes, bbox_to_anchor=(-0.06, 1.12), ncols=3, handlelength=1.8, columnspacing=1.2)
    return drawn


FIGURE = Figure(
    name="block-coding",
    title="What a symbol costs in a block",
    caption=(
        "Points: what one symbol costs when blocks of n symbols share a code word of a Huffman code; the numbers above "
        "say how much. Dashed, the entropy; dotted, the bound H + 1/n. The short upright line is what is lost."
    ),
    parameters=(
        Parameter("n", "n (block)", 1, MOST, 1, 1, digits=0, integer=True),
        Parameter("p", "p (frequent)", 0.5, 0.99, 0.01, 0.9, digits=2),
    ),
    **functions(globals()),
    shown=(
        Readout("cost", "Cost per symbol", 6, "bit"),
        Readout("H", "Entropy H", 6, "bit"),
        Readout("lost", "Lost", 6, "bit"),
    ),
    veil=("cost",),
    handles=(Handle("n", "mine", moves={"n": "x"}),),
)
