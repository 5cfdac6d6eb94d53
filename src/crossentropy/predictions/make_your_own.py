"""Questions of chapter 7."""

import math

import numpy as np

from crossentropy.information import softmax
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch


def _floor() -> int:
    """Return when the second largest logit is the most probable: never, at a high temperature, or at a low one."""
    logits = np.array([4.0, 3.0, 2.5, 2.0, 0.5, -1.0])
    above = [softmax(logits / temperature)[1] > softmax(logits / temperature)[0] for temperature in (0.1, 1, 100)]
    return 0 if not any(above) else 1 if above[2] else 2


def _next() -> int:
    """Compare the rule of succession after three heads in four flips with the share of heads."""
    return int(np.sign((3 + 1) / (4 + 2) - 3 / 4)) + 1


PREDICTIONS = (
    Choice(
        name="next-word-bars",
        figure="next-word-bars",
        question="Mat has the largest logit, floor the second. Will floor ever be more probable than mat?",
        answers=(
            Answer("never", "The odds of the two are e to the difference of their logits over T: above 1 at every T."),
            Answer("when it is hot", "Heat brings the two together, and lets neither pass."),
            Answer("when it is cold", "Cold gives everything to the largest logit."),
        ),
        truth=_floor,
        veil=(),
        at={"temperature": 100.0},
    ),
    Choice(
        name="belief",
        figure="belief",
        question="Four flips, three of them heads. What is the probability that the next one shows heads?",
        answers=(
            Answer("less than ¾", f"It is {4 / 6:.2f}: the belief has not forgotten that it knows little."),
            Answer("¾", "That is the share of heads so far, the top of the curve and not its mean."),
            Answer("more than ¾", "Nothing has been seen that speaks for more heads than there were."),
        ),
        truth=_next,
    ),
    Sketch(
        name="run-of-heads",
        figure="run-of-heads",
        question="Both axes are logarithmic. How does the surprise of one more head fall with the heads so far?",
        curve="surprise",
        remarks=(
            Remark("slope", 1, 0.25, "It does not fall steeply enough: ten times the heads, a tenth of the surprise."),
            Remark("slope", -1, 0.25, "It falls too steeply: ten times the heads, a tenth of the surprise."),
            Remark("level", 1, 0.4, f"It lies too high: after one head the surprise is {-math.log2(2 / 3):.2f} bit."),
            Remark("level", -1, 0.4, f"It lies too low: after one head the surprise is {-math.log2(2 / 3):.2f} bit."),
        ),
        right="It is a straight line, down by a power of ten for each power of ten: the surprise is about 1/n nat.",
        unit="bit",
        logarithmic=True,
    ),
)
