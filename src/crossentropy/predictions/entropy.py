"""Questions of chapter 1."""

import math

from crossentropy.figures import figure
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch


def _counted() -> int:
    """Return how counting 20 messages compares with Shannon's entropy."""
    gap = figure("symbol-sequences").readouts(n=20, share=0.25)["gap"]
    return 0 if gap > 0.05 else 1


PREDICTIONS = (
    Sketch(
        name="binary-entropy",
        figure="binary-entropy",
        question="How does the entropy of yes or no change while the probability of yes goes from 0 to 1?",
        curve="H",
        remarks=(
            Remark("left end", 1, 0.15, "At p = 0 nothing is open any more, so the curve starts at 0."),
            Remark("right end", 1, 0.15, "At p = 1 nothing is open any more, so the curve ends at 0."),
            Remark("peak", -1, 0.08, "The peak lies too far left: most is open where yes and no are equally likely."),
            Remark("peak", 1, 0.08, "The peak lies too far right: most is open where yes and no are equally likely."),
        ),
        right="It has the shape of the curve: 0 at both ends, symmetric, highest in the middle.",
        unit="nat",
        start=math.log(2) / 2,
    ),
    Choice(
        name="symbol-sequences",
        figure="symbol-sequences",
        question="Twenty messages, five of them ones: does telling which sequence it is take less than 0.811 bit a "
        "message, the same, or more?",
        answers=(
            Answer("less", "log₂ of the 15,504 sequences with five ones is 13.9 bit, or 0.696 bit a message."),
            Answer("the same", "Only in the limit: the two draw together as the sequences grow."),
            Answer("more", "The 15,504 sequences are some of all there are; the entropy counts every kind of them."),
        ),
        truth=_counted,
        veil=("counted", "gap", "point"),
    ),
)
