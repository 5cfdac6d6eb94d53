"""Count sequences of two symbols: their number per symbol, in bits, closes in on Shannon's entropy."""

import math

import numpy as np

from crossentropy.figures.shared.parts import legend
from crossentropy.information import entropy
from livefigure.draw import Picture, drawing, picture
from livefigure.figure import Figure, Handle, Parameter, Readout, functions
from livefigure.number_text import shown

# Multiples of 20, so that a quarter of the symbols is a whole number of them.
LENGTHS = (
    *(20, 40, 60, 80, 100, 140, 200, 300, 400, 600, 800),
    *(1000, 1400, 2000, 3000, 4000, 6000, 8000, 10000, 14000, 20000),
)
SHARES = np.linspace(0, 1, 201)


def _log2_counts(n):
    """Return log2 C(n, k) for k = 0 ... n, from C(n, k) = C(n, k - 1) (n - k + 1) / k."""
    k = np.arange(1, n + 1)
    return np.concatenate([[0.0], np.cumsum(np.log2((n - k + 1) / k))])


def _ones(n, share):
    return np.floor(np.asarray(share) * n + 0.5).astype(int)


def _bits(share):
    return entropy(np.stack([share, 1 - share], axis=-1), base=2)


def curves(n, share):
    """Return bits per symbol over the share of ones: counted from sequences of length n, and Shannon's."""
    counts = _log2_counts(n)
    k = np.unique(_ones(n, SHARES))
    mine = _ones(n, share)
    at = mine / n
    return {
        "H": (SHARES, _bits(SHARES)),
        "counted": (k / n, counts[k] / n),
        "gap": (np.array([at, at]), np.array([counts[mine] / n, float(_bits(at))])),
        "point": (np.array([at]), np.array([counts[mine] / n])),
    }


def readouts(n, share):
    """Return the number of ones, the counted bits per symbol, Shannon's, and what is missing."""
    ones = int(_ones(n, share))
    counted = float(_log2_counts(n)[ones] / n)
    limit = float(_bits(np.float64(ones / n)))
    return {"ones": ones, "counted": counted, "H": limit, "gap": limit - counted}


def _how_many(digits):
    """Return a number of sequences in words, from its logarithm to base 10."""
    if digits < 6:
        count = math.floor(10**digits + 0.5)
        return "One sequence" if count == 1 else f"{count} sequences"
    whole = math.floor(digits)
    power = str(whole).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"About {shown(10 ** (digits - whole), 1)} × 10{power} sequences"


def sentence(n, share):
    """Say what the curves do now."""
    number = readouts(n, share)
    ones = number["ones"]
    noun = "one" if ones == 1 else "ones"
    many = _how_many(float(_log2_counts(n)[ones]) * math.log10(2))
    return (
        f"{many} of {n} symbols {'has' if many[:3] == 'One' else 'have'} exactly {ones} {noun}. Telling which one "
        f"it is takes {shown(number['counted'], 6)} bit per symbol; Shannon's entropy of that share is "
        f"{shown(number['H'], 6)} bit."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the counted curve below Shannon's, and the gap between them at the reader's share."""
    drawn = picture(270, [(58, 34, 12, 40)])
    axes = drawn.axes[0]
    axes.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="share of ones, k / n", xticks=np.linspace(0, 1, 5))
    axes.set(yticks=[0, 0.25, 0.5, 0.75, 1], xticklabels=["0", "¼", "½", "¾", "1"])
    axes.set_ylabel("bit per symbol", labelpad=6)
    axes.grid(axis="y")
    made = curves(**values)
    drawn.line("gap", made["gap"], role="quiet", linewidth=3)
    drawn.line("H", made["H"], role="entropy", label="Shannon, H(k/n)")
    drawn.line("counted", made["counted"], role="entropy", label="counted, log₂ C(n, k) / n", linestyle=(0, (6, 2.5)))
    drawn.points("point", made["point"], role="entropy")
    legend(axes, bbox_to_anchor=(-0.12, 1.0), ncols=2, handlelength=1.8, columnspacing=1.2)
    return drawn


FIGURE = Figure(
    name="symbol-sequences",
    title="Counting sequences, and Shannon's entropy",
    caption=(
        "How many bits per symbol it takes to tell one sequence of n symbols, k of them ones, from all others with "
        "as many ones (dashed), and Shannon's entropy of the share k/n (solid). The short upright line is what is "
        "missing."
    ),
    parameters=(
        Parameter("n", "n (symbols)", 20, 20000, 1, 20, values=LENGTHS, digits=0, integer=True),
        Parameter("share", "k/n (ones)", 0, 1, 0.05, 0.25, digits=2),
    ),
    **functions(globals()),
    shown=(
        Readout("counted", "log₂ C(n, k) / n", 6, "bit"),
        Readout("H", "H(k/n)", 6, "bit"),
        Readout("gap", "Missing", 6, "bit"),
        Readout("ones", "Ones, k", 0),
    ),
    veil=("counted", "gap", "point"),
    handles=(Handle("point", "point", moves={"share": "x"}),),
)
