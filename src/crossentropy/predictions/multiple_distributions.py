"""Questions of chapter 3."""

import math

import numpy as np

from crossentropy.figures.shared.yes_or_no import entropy_bits
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch


def _diagonals() -> int:
    """Count the diagonals of the square on which all pairs have equal entropies."""
    p = np.linspace(0.05, 0.45, 9)
    on = [bool(np.allclose(entropy_bits(p), entropy_bits(q))) for q in (p, 1 - p)]
    return {(True, False): 0, (True, True): 1, (False, False): 2}[tuple(on)]


def _best_chance(p: float, q: float) -> float:
    """Return the chance of the first model that makes the answer tell most of the coin."""
    w = np.linspace(0, 1, 1001)
    told = entropy_bits(w * p + (1 - w) * q) - w * entropy_bits(p) - (1 - w) * entropy_bits(q)
    return float(w[np.argmax(told)])


_BEST = _best_chance(1.0, 0.5)


def _speaker() -> int:
    """Return who should speak more often, the certain model, both, or the one that says one half."""
    return 1 if math.isclose(_BEST, 0.5, abs_tol=0.02) else 0 if _BEST > 0.5 else 2


PREDICTIONS = (
    Sketch(
        name="three-entropies",
        figure="three-entropies",
        question="The solid curve is the entropy of σ₁. How does that of σ₂ run, with bias 1 and weight 2?",
        curve="H2",
        remarks=(
            Remark("peak", -1, 0.4, "The peak lies too far left: σ₂ is undecided where 1 + 2x is 0, at x = −½."),
            Remark("peak", 1, 0.4, "The peak lies too far right: σ₂ is undecided where 1 + 2x is 0, at x = −½."),
            Remark("width", 1, 0.08, "The bump is too wide: twice the weight, half the width."),
            Remark("width", -1, 0.08, "The bump is too narrow: twice the weight makes it half as wide, not less."),
            Remark(
                "height", 1, 0.12, "It is too high: whatever the weight, a yes-or-no answer leaves at most ln 2 open."
            ),
            Remark("height", -1, 0.12, "It is too low: where σ₂ says one half, all of ln 2 is open."),
        ),
        right="It has its peak at −½, is as high as the other, and half as wide.",
        unit="nat",
    ),
    Sketch(
        name="jensen-shannon",
        figure="jensen-shannon",
        question="On the right: p stays at 0.8. How does J run while q goes from 0 to 1?",
        curve="J",
        remarks=(
            Remark("valley", -1, 0.1, "It is lowest too far left: J is 0 where q is p, at 0.8."),
            Remark("valley", 1, 0.1, "It is lowest too far right: J is 0 where q is p, at 0.8."),
            Remark(
                "depth",
                1,
                0.08,
                "It does not come down far enough: where q is p, the answer tells nothing, and J is 0.",
            ),
            Remark(
                "left end", 1, 0.15, "On the left it is too high: even q = 0 and p = 0.8 have one answer in common."
            ),
            Remark("left end", -1, 0.15, "On the left it is too low: q = 0 is far away from p = 0.8."),
        ),
        right="It is 0 where q is p, and a round bowl around it, steeper to the side where there is more room.",
    ),
    Sketch(
        name="flipped-model",
        figure="flipped-model",
        question="Below, solid, the entropy of either model. How does the Jensen-Shannon divergence of the two run?",
        curve="JS",
        remarks=(
            Remark("valley", -1, 0.8, "It is lowest too far left: the two agree where both say one half, at x = 0."),
            Remark("valley", 1, 0.8, "It is lowest too far right: the two agree where both say one half, at x = 0."),
            Remark(
                "depth",
                1,
                0.12,
                "It does not come down far enough: at x = 0 both say one half, and nothing is between them.",
            ),
            Remark("height", 1, 0.2, "It climbs too high: it never exceeds ln 2, one bit."),
            Remark(
                "height", -1, 0.15, "It stays too low: far out the two contradict each other, and it comes near ln 2."
            ),
        ),
        right="It is the entropy upside down: 0 where both say one half, and near ln 2 where both are sure.",
        unit="nat",
    ),
    Choice(
        name="comparison-map",
        figure="comparison-map",
        question="All pairs of predictions p and q make up a square. On which diagonals are their entropies equal?",
        answers=(
            Answer("on q = p alone", "There the two predictions are one. But 0.8 and 0.2 leave as much open, too."),
            Answer("on both", "Entropy does not know which answer is called yes: 1 − p leaves as much open as p."),
            Answer("on neither", "Where q is p, the predictions are one, and so are their entropies."),
        ),
        truth=_diagonals,
    ),
    Choice(
        name="told",
        figure="told",
        question="One model is certain, p = 1, the other says one half. Of which coin does the answer tell most?",
        answers=(
            Answer(
                "one that prefers the certain model", f"It lets the certain model speak with a chance of {_BEST:.2f}."
            ),
            Answer("a fair one", "A fair coin is best if the two are a model and its flip."),
            Answer(
                "one that prefers the other",
                "The model that says one half gives both answers; they tell little of who has spoken.",
            ),
        ),
        truth=_speaker,
        veil=(),
        at={"p": 1.0, "q": 0.5},
    ),
)
