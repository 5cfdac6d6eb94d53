"""Questions of chapter 4."""

import numpy as np

from crossentropy.figures import figure
from crossentropy.information import kl_divergence
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch

OLD = {"old_dog": 8, "old_cat": 4, "old_fish": 2, "old_bird": 2}  # the box of chapter 2, as weights
CATS = {"new_dog": 2, "new_cat": 8, "new_fish": 4, "new_bird": 2}


def _timid() -> int:
    """Compare what one gets with what one expects, for p = 0.9 and q = 0.3."""
    number = figure("tangent-line").readouts(p=0.9, q=0.3, unit="nat")
    return int(np.sign(number["H_pq"] - number["H_q"])) + 1


def _share_below() -> float:
    """Return how often H(p, q) is below H(q) on a fine grid of pairs: where (q - p) logit q is negative."""
    p, q = np.meshgrid((np.arange(400) + 0.5) / 400, (np.arange(400) + 0.5) / 400)
    return float(np.mean((q - p) * np.log(q / (1 - q)) < 0))


def _often() -> int:
    """Return which of 1/8, 1/4 and 1/2 that is."""
    return int(np.argmin(np.abs(np.array([1 / 8, 1 / 4, 1 / 2]) - _share_below())))


def _cost(new: dict[str, int]) -> float:
    return figure("wrong-code").readouts(**OLD, **new)["H_pq"]


def _cats() -> int:
    """Compare the old code's cost with more cats and fish with what it was made for."""
    made_for = {name.replace("old", "new"): weight for name, weight in OLD.items()}
    return int(np.sign(_cost(CATS) - _cost(made_for))) + 1


def _dogs() -> int:
    """Return whether some change makes the old code cheaper than its own entropy."""
    made_for = {name.replace("old", "new"): weight for name, weight in OLD.items()}
    return 1 if _cost({**made_for, "new_dog": 16}) < _cost(made_for) else 0


def _where() -> int:
    """Return where the divergence of two bumps from one bell curve is least, in the direction D(p || q)."""
    bins, centres = np.linspace(-6, 6, 241), np.linspace(-3, 3, 61)

    def bell(mean):
        height = np.exp(-(((bins - mean) / 0.5) ** 2) / 2)
        return height / height.sum(axis=-1, keepdims=True)

    covering = kl_divergence((bell(-1.5) + bell(1.5)) / 2, bell(centres[:, None]))
    return 1 if abs(centres[np.argmin(covering)]) < 0.2 else 0


PREDICTIONS = (
    Choice(
        name="tangent-line",
        figure="tangent-line",
        question="It rains with p = 0.9. Who says 0.6 gets less surprise than expected. And who says 0.3?",
        answers=(
            Answer("less, too", "Less comes only to those who lean to the right side, and not far enough."),
            Answer("as much as expected", "That is so for q = 0.9, and for q = ½, which is surprised alike by both."),
            Answer("more", "It rains nine times in ten, and each time is a surprise for who said 0.3."),
        ),
        truth=_timid,
        at={"q": 0.3},
    ),
    Choice(
        name="below-entropy-map",
        figure="below-entropy-map",
        question="Take p and q at random, each with equal chances between 0 and 1. How often is H(p, q) below H(q)?",
        answers=(
            Answer(
                "one time in eight",
                "That is one side: predictions that lean to yes. Those that lean to no count as well.",
            ),
            Answer(
                "one time in four", "Both lie on one side of ½ half of the time, and p is further out in half of these."
            ),
            Answer("every second time", "It takes two things: one side of ½ for both, and p further out than q."),
        ),
        truth=_often,
    ),
    Sketch(
        name="logistic-cross-entropy",
        figure="logistic-cross-entropy",
        question="Dashed and dotted, the entropies of p and q. How does the cross-entropy H(p, q) run?",
        curve="H_pq",
        remarks=(
            Remark("below H_p", 1, 0.1, "In places it lies below H(p): no prediction gets less than what is due."),
            Remark("nearest H_p", 1, 0.1, "It nowhere comes down to H(p); at x = −1, where the models agree, it does."),
            Remark("level", 1, 0.15, "It is too high: the two models do not differ so much."),
            Remark(
                "level",
                -1,
                0.15,
                "It is too low: to the right the models part, and what is wasted comes on top of H(p).",
            ),
        ),
        right="It touches H(p) where the models agree, and never lies below it.",
        unit="nat",
    ),
    Choice(
        name="wrong-code",
        figure="wrong-code",
        question="Cats rise to ½ and fish to ¼, dogs fall to ⅛. In the old code a word cost 1.75 bit. And now?",
        answers=(
            Answer("less", "It would cost less if the word with the short code word came more often: the dog."),
            Answer("as much", "The code words keep their lengths, but the long ones come more often."),
            Answer("more", f"{_cost(CATS):.2f} bit: the word with one bit has become rare."),
        ),
        truth=_cats,
        veil=(),
        at=CATS,
    ),
    Choice(
        name="wrong-code-cheaper",
        figure="wrong-code",
        question="Is there a change of frequencies that makes the old code cheaper than 1.75 bit a word?",
        answers=(
            Answer(
                "no", "1.75 bit is the least that any code can do for the old frequencies. New ones are another matter."
            ),
            Answer("yes", "More dogs: their code word has one bit. With dogs alone a word costs 1 bit."),
        ),
        truth=_dogs,
        veil=(),
    ),
    Choice(
        name="two-directions",
        figure="two-directions",
        question="The truth has two bumps, the model one. Where must the model stand for D(p‖q) to be least?",
        answers=(
            Answer(
                "on one of the bumps",
                "There the other bump surprises it without end. D(q‖p) is the one that forgives this.",
            ),
            Answer(
                "between them",
                "Wherever the truth puts probability, the model must not be surprised: so it covers both.",
            ),
        ),
        truth=_where,
    ),
)
