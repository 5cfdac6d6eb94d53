"""New frequencies over old code lengths: what a code costs when the words change and the code does not."""

import numpy as np

from crossentropy.figures.shared.parts import legend
from crossentropy.information import cross_entropy, entropy, kl_divergence, surprise
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Figure, Parameter, Preset, Readout, functions
from livefigure.number_text import fixed, shown

WORDS = ("dog", "cat", "fish", "bird")
SLOTS = np.arange(1.0, 5.0)
NO_WORDS = "all new weights are 0"


def _shares(values, when):
    """Return the weights of the four words as a distribution, or None where all of them are 0."""
    weights = np.array([values[f"{when}_{word}"] for word in WORDS], dtype=float)
    return weights / weights.sum() if weights.sum() else None


def _rectangles(widths, heights):
    """Return one upright rectangle per word, its foot in the word's slot; a word that never comes has none."""
    seen = widths > 0
    left, right = SLOTS[seen] - widths[seen] / 2, SLOTS[seen] + widths[seen] / 2
    top, foot, gap = heights[seen], np.zeros(seen.sum()), np.full(seen.sum(), np.nan)
    x = np.column_stack([left, left, right, right, gap]).ravel()[:-1]
    y = np.column_stack([foot, top, top, foot, gap]).ravel()[:-1]
    return x, y


def _nothing():
    return np.array([]), np.array([])


def _bar(centre, foot, top):
    return np.array([centre - 0.5, centre - 0.5, centre + 0.5, centre + 0.5]), np.array([foot, top, top, foot])


def curves(**values):
    """Return each word's rectangle under the old code and under its own, and the averages as bars of width 1."""
    old, new = _shares(values, "old"), _shares(values, "new")
    before = float(entropy(old, base=2))
    level = (np.array([4.95, 7.15]), np.array([before, before]))
    if new is None:
        return {
            "old": _nothing(),
            "own": _nothing(),
            "H_pq": _nothing(),
            "H_p": _nothing(),
            "D": _nothing(),
            "before": level,
        }
    paid, least = float(cross_entropy(new, old, base=2)), float(entropy(new, base=2))
    return {
        "old": _rectangles(new, surprise(old, base=2)),
        "own": _rectangles(new, surprise(new, base=2)),
        "H_pq": _bar(5.5, 0.0, paid),
        "H_p": _bar(6.6, 0.0, least),
        "D": _bar(6.6, least, paid),
        "before": level,
    }


def readouts(**values):
    """Return the average cost of the old code, the least possible, the difference, and the cost before the change."""
    old, new = _shares(values, "old"), _shares(values, "new")
    before = float(entropy(old, base=2))
    if new is None:
        return {"H_pq": np.nan, "H_p": np.nan, "D": np.nan, "before": before}
    return {
        "H_pq": float(cross_entropy(new, old, base=2)),
        "H_p": float(entropy(new, base=2)),
        "D": float(kl_divergence(new, old, base=2)),
        "before": before,
    }


def reasons(**values):
    """Say why a readout has no value."""
    if _shares(values, "new") is None:
        return {"H_pq": NO_WORDS, "H_p": NO_WORDS, "D": NO_WORDS}
    return {}


def labels(**values):
    """Return each word's new frequency."""
    new = _shares(values, "new")
    return {word: "—" if new is None else fixed(float(new[i]), 3) for i, word in enumerate(WORDS)}


def sentence(**values):
    """Say what the code costs now."""
    if _shares(values, "new") is None:
        return "No word comes any more: all new weights are 0, and there is nothing to average."
    number = readouts(**values)
    change = number["H_pq"] - number["before"]
    if abs(change) < 5e-5:
        text = "as much as before"
    else:
        text = f"{shown(abs(change), 4)} bit {'more' if change > 0 else 'less'} than before"
    if number["D"] < 5e-5:
        return f"The old code costs {shown(number['H_pq'], 4)} bit a word, {text}. No code does better."
    return (
        f"The old code costs {shown(number['H_pq'], 4)} bit a word, {text}. Ideal lengths for the new frequencies "
        f"would cost {shown(number['D'], 4)} bit less."
    )


@drawing
def draw(**values) -> Picture:
    """Draw the words' rectangles, frequency wide and code length high, and the averages beside them."""
    drawn = picture(270, [(34, 34, 6, 56)])
    axes = drawn.axes[0]
    axes.set(xlim=(0.45, 7.2), ylim=(0, 6), yticks=range(0, 7, 1))
    axes.set(xticks=[*SLOTS, 5.5, 6.6], xticklabels=[*WORDS, "old code", "own code"])
    axes.tick_params(axis="x", length=0)
    axes.set_ylabel("bit", labelpad=2)
    axes.grid(axis="y")
    made, words = curves(**values), labels(**values)
    drawn.area("old", made["old"], role="cross-entropy", alpha=0.45, label="old code")
    outline = {"facecolor": "none", "edgecolor": color("entropy"), "linewidth": 1.8}
    drawn.area("own", made["own"], role="fill", label="own code", **outline)
    drawn.area("H_pq", made["H_pq"], role="cross-entropy", alpha=0.45)
    drawn.area("D", made["D"], role="divergence", alpha=0.35, label="divergence")
    drawn.area("H_p", made["H_p"], role="fill", **outline)
    drawn.line("before", made["before"], role="quiet", linewidth=1.6, linestyle=(0, (4, 3)), label="before")
    legend(axes, bbox_to_anchor=(-0.07, 1.0), ncols=4, handlelength=1.6, handletextpad=0.5, columnspacing=1.2)
    for x, word in zip(SLOTS, WORDS, strict=True):
        drawn.text(word, axes.text(x, -1.25, words[word], ha="center", va="center"))
    axes.text(6.05, -1.25, "new frequencies", ha="center", va="center")
    return drawn


def _weight(when, word, default):
    return Parameter(f"{when}_{word}", f"{when} {word}", int(when == "old"), 16, 1, default, digits=0, integer=True)


def _preset(label, new):
    return Preset(label, dict(zip((f"new_{word}" for word in WORDS), new, strict=True)))


FIGURE = Figure(
    name="wrong-code",
    title="New words, old code",
    caption=(
        "Filled, each word: as wide as its new frequency, as high as its length in the old code. Outlined, the length "
        "that it would have in a code of its own. The areas of the four words add up to the bar, which is 1 wide. The "
        "dashed line is the cost before the change. Sliders are weights; a frequency is a weight divided by their sum."
    ),
    parameters=(
        *(_weight("new", word, default) for word, default in zip(WORDS, (2, 8, 4, 2), strict=True)),
        *(_weight("old", word, default) for word, default in zip(WORDS, (8, 4, 2, 2), strict=True)),
    ),
    presets=(
        _preset("Cats", (2, 8, 4, 2)),
        _preset("Even more dogs", (14, 4, 1, 1)),
        _preset("Only birds", (0, 0, 0, 16)),
    ),
    **functions(globals()),
    shown=(
        Readout("H_pq", "H(new, old)", 4, "bit"),
        Readout("H_p", "H(new)", 4, "bit"),
        Readout("D", "Divergence", 4, "bit"),
        Readout("before", "H(old)", 4, "bit"),
    ),
)
