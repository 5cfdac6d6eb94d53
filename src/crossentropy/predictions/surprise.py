"""Questions of chapter 2."""

import math

import numpy as np

from crossentropy.figures import figure
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch


def _dog() -> int:
    """Compare the length of dog's code word with one fish and with four."""
    few, many = (
        figure("code-lengths").curves(dog=4, cat=2, fish=fish, bird=1, lengths="exact")["length"][1][0]
        for fish in (1, 4)
    )
    return int(np.sign(many - few)) + 1


def _friend() -> int:
    """Return the bits of the message in the code for Q, counted from 7."""
    return int(figure("message-cost").readouts(code="Q", message="dog dog cat fish")["bits"]) - 7


_LIMIT = figure("block-coding").readouts(n=1, p=0.9)["H"]
_COST = figure("block-coding").curves(n=1, p=0.9)["cost"][1]  # bits a word, in blocks of 1 to 8


def _blocks() -> int:
    """Compare the cost in blocks of 8 with that in blocks of 6."""
    return 1 if math.isclose(_COST[7], _COST[5]) else 0 if _COST[7] > _COST[5] else 2


def _all_dogs() -> int:
    """Return on which side of the band the message of dogs alone lies: what a dog costs against the entropy."""
    dog = math.log2(1 / 0.9)
    return 0 if dog < _LIMIT - 0.1 else 1 if dog <= _LIMIT + 0.1 else 2


PREDICTIONS = (
    Sketch(
        name="surprise",
        figure="surprise",
        question="Below, take the surprise times the probability. How does it change as events get rarer?",
        curve="contribution",
        remarks=(
            Remark("right end", 1, 0.12, "At P = 1 nothing surprises, so the curve starts at 0 there."),
            Remark(
                "left end", 1, 0.12, "Far left the event hardly ever comes: P falls faster than the surprise grows."
            ),
            Remark("peak", -1, 0.5, f"The peak lies too far left: it belongs at P = 1/e = {1 / math.e:.2f}."),
            Remark("peak", 1, 0.3, f"The peak lies too far right: it belongs at P = 1/e = {1 / math.e:.2f}."),
        ),
        right="It is a bump: 0 for what is certain, and nearly 0 again for what hardly ever happens.",
        unit="bit",
    ),
    Choice(
        name="code-lengths",
        figure="code-lengths",
        question="You put more fish into the box and leave the dogs alone. What becomes of the code word for dog?",
        answers=(
            Answer("it gets shorter", "Only a word that is drawn more often earns a shorter code word."),
            Answer("it stays as it is", "There are as many dogs as before, but they are a smaller share of all."),
            Answer("it gets longer", "All words share one line: the fish take more of it, and less is left for dog."),
        ),
        truth=_dog,
        veil=(),
        at={"fish": 4},
    ),
    Choice(
        name="message-cost",
        figure="message-cost",
        question="“dog dog cat fish” costs 7 bit in our code. What does it cost in the friend's?",
        answers=(
            Answer("7 bit", "So much it costs in the code made for our box."),
            Answer("8 bit", "One more than in our code is too little: each of the two dogs costs two bits more."),
            Answer("9 bit", "3 + 3 for the dogs, 1 for the cat, 2 for the fish."),
        ),
        truth=_friend,
        veil=(),
        at={"code": "Q", "message": "dog dog cat fish"},
    ),
    Choice(
        name="block-coding",
        figure="block-coding",
        question="Are blocks of 8 words better than blocks of 6?",
        answers=(
            Answer(
                "worse",
                f"{_COST[7]:.4f} bit a word against {_COST[5]:.4f}: the lengths of 6 can be rounded more luckily.",
            ),
            Answer("equally good", "They differ by about one per cent; no law makes them equal."),
            Answer("better", "The bound falls with longer blocks. The cost below it need not."),
        ),
        truth=_blocks,
    ),
    Choice(
        name="messages",
        figure="messages",
        question="The likeliest message of all is “dog dog dog …”. Where does it lie?",
        answers=(
            Answer(
                "left of the band",
                f"A dog costs {math.log2(1 / 0.9):.2f} bit, the average word {_LIMIT:.2f}.",
            ),
            Answer("inside", "The band holds messages with about one cat in ten; this one has none."),
            Answer("right of the band", "On the right lie messages with many cats, which cost more than the average."),
        ),
        truth=_all_dogs,
    ),
)
