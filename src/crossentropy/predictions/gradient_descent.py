"""Questions of chapter 6."""

import math

import numpy as np

from crossentropy import datasets
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch
from crossentropy.training import gradient, gradient_descent, loss, newton

_HOURS, _PASSED = datasets.hours_passed()
_X = np.column_stack([np.ones_like(_HOURS), _HOURS])
_BEST = newton(_X, _PASSED)


def _large_step() -> int:
    """Return what gradient descent does at step size 2: it flies off, stops, or jumps between two points."""
    betas = gradient_descent(_X, _PASSED, step_size=2.0, steps=1500).betas
    if np.abs(betas[-1]).max() > 100:
        return 0
    return 1 if np.allclose(betas[-1], betas[-2], atol=1e-3) else 2


def _sooner() -> int:
    """Return what has come nearer to its end by step 40: the place at one half, or the steepness."""
    betas = gradient_descent(_X, _PASSED, step_size=0.5, steps=40).betas
    (bias, weight), (end_bias, end_weight) = betas[-1], _BEST.betas[-1]
    place, steepness = (bias / weight) / (end_bias / end_weight), weight / end_weight
    far = abs(math.log(place)), abs(math.log(steepness))
    return 2 if math.isclose(*far, rel_tol=0.2) else int(np.argmin(far))


def _arrival(momentum: float) -> int:
    """Return the step from which the loss is within a millionth of a nat of the least one, for good."""
    beta, move, above = np.zeros(2), np.zeros(2), []
    for _ in range(801):
        above.append(loss(beta, _X, _PASSED) - _BEST.losses[-1])
        move = momentum * move - 0.5 * gradient(beta, _X, _PASSED)
        beta = beta + move
    return int(np.flatnonzero(np.array(above) >= 1e-6)[-1]) + 1


_AT_8, _AT_96 = _arrival(0.8), _arrival(0.96)

PREDICTIONS = (
    Choice(
        name="descent-path",
        figure="descent-path",
        question="With step size 0.5 the path is well behaved. What will it do with step size 2?",
        answers=(
            Answer(
                "fly off the map", "The errors are at most 1, so the gradient has a largest length: no step is huge."
            ),
            Answer("arrive and stop", "The optimum throws off every path that comes near, from step size 1.80 on."),
            Answer("jump to and fro for ever", "Each step overshoots the valley, and the next one brings it back."),
        ),
        truth=_large_step,
        veil=(),
        at={"step_size": 2.0},
    ),
    Choice(
        name="descent-fit",
        figure="descent-fit",
        question="Which is right sooner: the place where the model says one half, or how steep it is?",
        answers=(
            Answer("the place", "The first steps drop into the valley. There the place is nearly right already."),
            Answer("the steepness", "The weight grows along the floor of the valley, where the slope is small."),
            Answer("both at once", "They are two directions of one valley, a steep one and a flat one."),
        ),
        truth=_sooner,
    ),
    Sketch(
        name="separable",
        figure="separable",
        question="After 1000 steps the weight is about 6. How does it go on, up to 100 000 steps?",
        curve="w",
        remarks=(
            Remark(
                "right end",
                -1,
                1.0,
                "It does not get far enough: every tenfold number of steps adds as much as the last.",
            ),
            Remark(
                "right end", 1, 1.0, "It gets too far: every tenfold number of steps adds as much as the last, no more."
            ),
            Remark("left end", 1, 1.5, "It starts at 0: the first step is yet to come."),
        ),
        right=f"It goes on along a straight line: ln 10 = {math.log(10):.2f} more with every tenfold number of steps.",
        veil=(),
        at={"steps": 100_000},
    ),
    Sketch(
        name="entropy-meets-loss",
        figure="entropy-meets-loss",
        question="Solid, what the model loses. How does the loss that it expects run, its mean entropy?",
        curve="H",
        remarks=(
            Remark("left end", -1, 0.1, "At s = 0 it says one half to everyone, and expects the ln 2 that it gets."),
            Remark("right end", 1, 0.08, "On the right it is too high: a model that is too sure expects little."),
            Remark("level", 1, 0.08, "It is too high: the surer the model, the less it expects to lose."),
            Remark("level", -1, 0.08, "It is too low: an unsure model expects to lose more than it does."),
        ),
        right="It falls all the way: above the loss while the model is too unsure, below it from s = 1 on.",
        unit="nat",
    ),
    Choice(
        name="heavy-ball",
        figure="heavy-ball",
        question=f"Without momentum it takes 714 steps, with 0.8 it takes {_AT_8}. And with 0.96?",
        answers=(
            Answer("fewer than 80", "With 0.84 it is so. Beyond, the ball rolls past the lowest point."),
            Answer("80 to 200", "It would be, if more were always better or nothing were lost by rolling past."),
            Answer("more than 200", f"It takes {_AT_96}: the ball swings to and fro before it settles."),
        ),
        truth=lambda: int(np.searchsorted([80, 200.5], _AT_96)),
        veil=(),
        at={"momentum": 0.96},
    ),
)
