"""Questions of chapter 1."""

import math
from math import comb, log2

import numpy as np

from crossentropy.figures import figure
from crossentropy.information import entropy
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch


def _counted() -> int:
    """Compare counting 20 messages with Shannon's entropy, which both the figure shows."""
    gap = figure("symbol-sequences").readouts(n=20, share=0.25)["gap"]
    return 0 if gap > 0.01 else 1 if abs(gap) <= 0.01 else 2


def _heated() -> int:
    """Return where the entropy of the logits 2, 1 and 0 stands at temperature 10, as a share of ln 3."""
    defaults = figure("softmax-entropy").defaults
    share = figure("softmax-entropy").readouts(**{**defaults, "temperature": 10.0})["share"]
    return int(np.searchsorted([0.5, 0.9], share))


def _orders() -> int:
    """Count the orders at which two fair coins are worth twice one."""

    def impurity(chances: int, order: float) -> float:
        p = np.full(chances, 1 / chances)
        return float(entropy(p)) if order == 1 else float((1 - np.sum(p**order)) / (order - 1))

    orders = np.arange(1, 41) / 10
    twice = [order for order in orders if math.isclose(impurity(4, order), 2 * impurity(2, order))]
    return 0 if not twice else 1 if twice == [1.0] else 2


PREDICTIONS = (
    Sketch(
        name="binary-entropy",
        figure="binary-entropy",
        question="How does the entropy change while the probability of yes goes from 0 to 1?",
        curve="H",
        remarks=(
            Remark("left end", 1, 0.15, "At p = 0 the answer is certain: the curve starts at 0."),
            Remark("right end", 1, 0.15, "At p = 1 the answer is certain: the curve ends at 0."),
            Remark("peak", -1, 0.08, "The peak lies too far left: most is open where yes and no are equally likely."),
            Remark("peak", 1, 0.08, "The peak lies too far right: most is open where yes and no are equally likely."),
            Remark("width", -1, 0.12, "The feet are too flat: near certainty a small doubt already matters."),
        ),
        right="It has the shape of the curve: 0 at both ends, symmetric, highest in the middle.",
        unit="nat",
    ),
    Choice(
        name="symbol-sequences",
        figure="symbol-sequences",
        question="Five of 20 messages are spam. Does counting give less than Shannon's formula, the same, or more?",
        answers=(
            Answer(
                "less",
                f"There are {comb(20, 5):,} such sequences: {log2(comb(20, 5)) / 20:.3f} bit a message tell one.",
            ),
            Answer("the same", "That comes only in the limit: the longer the sequences, the smaller the gap."),
            Answer("more", "Counting knows that exactly five are spam; the formula leaves the number open."),
        ),
        truth=_counted,
    ),
    Choice(
        name="softmax-entropy",
        figure="softmax-entropy",
        question="The logits are 2, 1 and 0. At temperature 10, how much of the largest entropy, ln 3, is there?",
        answers=(
            Answer("less than half", "So low it is only where one class has nearly everything: that is cold, not hot."),
            Answer("half to nine tenths", "That is where it stands near temperature 1; ten times hotter is flatter."),
            Answer("more than nine tenths", "The logits become 0.2, 0.1 and 0: almost equal, so almost ln 3."),
        ),
        truth=_heated,
        at={"temperature": 10.0},
    ),
    Sketch(
        name="logistic-entropy",
        figure="logistic-entropy",
        question="Dashed, the probability that the model gives. How high is the entropy of its answer at each x?",
        curve="H",
        remarks=(
            Remark("peak", -1, 0.8, "The peak lies too far left: it belongs where the dashed curve passes one half."),
            Remark("peak", 1, 0.8, "The peak lies too far right: it belongs where the dashed curve passes one half."),
            Remark("left end", 1, 0.15, "On the left the model is sure of no, so the curve comes down to 0 there."),
            Remark("right end", 1, 0.15, "On the right the model is sure of yes, so the curve comes down to 0 there."),
            Remark(
                "height",
                1,
                0.12,
                f"The peak is too high: a yes-or-no answer leaves at most ln 2 = {math.log(2):.2f} nat open.",
            ),
            Remark(
                "height",
                -1,
                0.12,
                f"The peak is too low: where the model says one half, all of ln 2 = {math.log(2):.2f} nat is open.",
            ),
        ),
        right="It is a bump over the place where the model is undecided, and falls to 0 where it is sure.",
        unit="nat",
    ),
    Choice(
        name="cousins",
        figure="cousins",
        question="At which orders are two fair coins worth exactly twice as much as one?",
        answers=(
            Answer("at none", "At order 1 it works out: ln 4 is twice ln 2."),
            Answer("only at order 1", "Only the logarithm turns the product of two chances into a sum."),
            Answer("at every order", "Not at order 2: one coin has ½, two have ¾."),
        ),
        truth=_orders,
    ),
)
