"""A message of the reader's own, and what it costs word by word under a code."""

import math
import re

import numpy as np

from crossentropy.figures.shared.parts import legend
from crossentropy.figures.shared.unread import named
from livefigure.draw import Picture, color, drawing, picture
from livefigure.figure import Choice, Entry, Figure, Preset, Readout, functions
from livefigure.number_text import shown

# Made for P = (1/2, 1/4, 1/8, 1/8) and for Q = (1/8, 1/2, 1/4, 1/8) of the words dog, cat, fish, bird.
CODES = {
    "P": {"dog": "0", "cat": "10", "fish": "110", "bird": "111"},
    "Q": {"dog": "110", "cat": "0", "fish": "10", "bird": "111"},
}
OTHER = {"P": "Q", "Q": "P"}
ENTROPY = 1.75  # bits per word, of P
MOST = 10  # words of a message that are sent
# What parts words: spaces and punctuation, those of other scripts and of typesetters included.
BETWEEN = r"\s\x1c-\x1f\x85\u200b\ufeff.,;:!?…\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f"


def _read(message):
    """Return the known words of a message, as many as are sent, how many there are, and the unknown ones."""
    typed = re.findall(rf"[^{BETWEEN}]+", message)
    known = [word.lower() for word in typed if word.lower() in CODES["P"]]
    unknown = [word for word in typed if word.lower() not in CODES["P"]]
    return known[:MOST], len(known), list(dict.fromkeys(unknown))


def _totals(words, code):
    """Return the bits that are sent after each word, from 0 on."""
    totals = [0]
    for word in words:
        totals.append(totals[-1] + len(CODES[code][word]))
    return np.array(totals, dtype=float)


def curves(code, message):
    """Return a column of bits sent so far for every word, its last part as an area, and the other code's steps."""
    words, _, _ = _read(message)
    mine, others = _totals(words, code), _totals(words, OTHER[code])
    columns = np.zeros(MOST)
    columns[: len(words)] = mine[1:]
    x, y, step_x, step_y = [], [], [], []
    for place in range(len(words)):
        left, right = place + 0.5, place + 1.5
        x += [left + 0.1, left + 0.1, right - 0.1, right - 0.1, math.nan]
        y += [mine[place], mine[place + 1], mine[place + 1], mine[place], math.nan]
        step_x += [left, right]
        step_y += [others[place + 1], others[place + 1]]
    return {
        "sent": (np.arange(1.0, MOST + 1), columns),
        "word": (np.array(x), np.array(y)),
        "other": (np.array(step_x), np.array(step_y)),
    }


def readouts(code, message):
    """Return the bits of the message, the bits per word, and the entropy of P."""
    words, _, _ = _read(message)
    bits = float(_totals(words, code)[-1])
    return {"bits": bits, "mean": bits / len(words) if words else math.nan, "H": ENTROPY}


def reasons(code, message):
    """Say why there is no mean."""
    return {} if _read(message)[0] else {"mean": "no word to send"}


def labels(code, message):
    """Return each word sent and its code word; the places after the last word are empty."""
    words, _, _ = _read(message)
    padded = words + [""] * (MOST - len(words))
    names = {f"word {place}": word for place, word in enumerate(padded, start=1)}
    digits = {f"digits {place}": CODES[code].get(word, "") for place, word in enumerate(padded, start=1)}
    return {**names, **digits}


def sentence(code, message):
    """Say what the message costs, and which of its words no code knows."""
    words, known, unknown = _read(message)
    if not words:
        text = "Type some of the words dog, cat, fish and bird."
    else:
        bits, other = (int(_totals(words, name)[-1]) for name in (code, OTHER[code]))
        count = "1 word costs" if len(words) == 1 else f"{len(words)} words cost"
        text = (
            f"{count} {bits} bit under the code for {code}, {shown(bits / len(words), 2)} bit each; under the code "
            f"for {OTHER[code]} the message would cost {other} bit."
        )
    if known > MOST:
        text += f" Only the first {MOST} of {known} words are sent."
    if unknown:
        text += f" No code word for {named(unknown)}: left out."
    return text


@drawing
def draw(**values) -> Picture:
    """Draw a staircase of bits over the words; the words and their code words stand below."""
    drawn = picture(270, [(48, 34, 8, 52)])
    axes = drawn.axes[0]
    axes.set(xlim=(0.5, MOST + 0.5), ylim=(0, 3 * MOST), xticks=range(1, MOST + 1), yticks=range(0, 3 * MOST + 1, 6))
    axes.set_xticklabels([])
    axes.set_ylabel("bits sent so far", labelpad=4)
    axes.grid(axis="y")
    made, words = curves(**values), labels(**values)
    drawn.bars("sent", made["sent"], role="cross-entropy", width=0.8, alpha=0.25)
    drawn.area("word", made["word"], role="cross-entropy")
    drawn.line("other", made["other"], role="quiet", linewidth=1.6, linestyle=(0, (2, 2)), label="the other code")
    axes.plot(
        [0.5, MOST + 0.5],
        [0.5 * ENTROPY, (MOST + 0.5) * ENTROPY],
        color=color("entropy"),
        linewidth=2,
        linestyle=(0, (6, 2.5)),
        label="H(P), 1.75 bit per word",
    )
    for place in range(1, MOST + 1):
        for name, here in (("word", -14), ("digits", -34)):
            key = f"{name} {place}"
            # an empty text would not be drawn, and could not be filled later
            at = axes.annotate(
                words[key] or "\N{NO-BREAK SPACE}",
                (place, 0),
                xytext=(0, here),
                textcoords="offset points",
                ha="center",
                va="center",
                annotation_clip=False,
            )
            drawn.text(key, at)
    legend(axes, ncols=2)
    return drawn


FIGURE = Figure(
    name="message-cost",
    title="What a message costs",
    caption=(
        "Each column is the number of bits sent so far, its dark top what this word adds; below stand the words and "
        "their code words. The code for P is made for dog ½, cat ¼, fish ⅛, bird ⅛; the code for Q for dog ⅛, "
        "cat ½, fish ¼, bird ⅛. At most 10 words are sent."
    ),
    parameters=(),
    choices=(Choice("code", "Code for", ("P", "Q"), "P"),),
    entries=(
        Entry(
            "message",
            "Message",
            "dog dog cat fish",
            80,
            examples=(
                *(
                    "",
                    "   ",
                    "bird",
                    "Dog, DOG! cat.",
                    "dog\u00a0cat\u3000fish\u202fbird，dog。",
                    "dog mouse cat <b>mouse</b> hippopotamus ox $x$ constructor",
                ),
                "dog cat fish bird dog cat fish bird dog cat fish bird bird bird",
            ),
        ),
    ),
    presets=(
        Preset("Typical", {"message": "dog cat dog fish dog bird cat dog"}),
        Preset("Only rare", {"message": "fish bird bird fish"}),
    ),
    **functions(globals()),
    shown=(
        Readout("bits", "Message", 0, "bit"),
        Readout("mean", "Per word", 4, "bit"),
        Readout("H", "Entropy of P", 2, "bit"),
    ),
)
