"""Questions of chapter 5."""

import math

import numpy as np

from crossentropy import datasets
from crossentropy.figures import figure
from crossentropy.information import entropy
from crossentropy.logistic import cross_entropy_from_logits, entropy_from_logits, sigmoid
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch
from crossentropy.training import newton


def _honest() -> int:
    """Return under how many of the three scores, in their order, it is best to say what one believes."""
    made = figure("expected-score").curves(p=0.7, q=0.5, unit="nat")
    at = [made[key][0][np.argmin(made[key][1])] for key in ("log", "squared", "absolute")]
    return {(True, False, False): 0, (True, True, False): 1, (True, True, True): 2}[
        tuple(abs(float(place) - 0.7) < 0.01 for place in at)
    ]


def _mean_loss(**changes: float | str) -> dict[str, float]:
    return figure("hours-fit").readouts(**{**figure("hours-fit").defaults, **changes})


def _weight() -> int:
    """Compare the mean loss with weight 1 and with weight 0, at bias 0."""
    return int(np.sign(_mean_loss(weight=1.0)["loss"] - _mean_loss()["loss"])) + 1


def _one_sided() -> int:
    """Return how low the loss of those who passed can get: to that of the best fit, to half of it, or near 0."""
    lowest = _mean_loss(bias=6.0, weight=5.0)["half"] / _mean_loss(bias=-4.1, weight=1.5)["half"]
    return 2 if lowest < 0.01 else 1 if lowest < 0.9 else 0


def _certain() -> tuple[float, float]:
    """Return the mean loss of the certain model, which says five times the logits of the truth, and the floor."""
    hours, passed = datasets.hours_passed()
    features = np.column_stack([np.ones_like(hours), hours])
    truth = features @ newton(features, passed).betas[-1]
    return float(cross_entropy_from_logits(truth, 5 * truth).mean()), float(entropy_from_logits(truth).mean())


_CERTAIN, _FLOOR = _certain()


def _stands() -> int:
    """Return where that loss stands: on the floor, between the floor and the baseline, or above the baseline."""
    return 0 if math.isclose(_CERTAIN, _FLOOR, rel_tol=0.01) else 1 if float(entropy([0.5, 0.5])) > _CERTAIN else 2


_SLOPES = figure("softmax-loss").curves(**figure("softmax-loss").defaults)["gradient"][1]
_MOVED = math.log(10)  # as far as the weight 10 moves the logit; `_moved` looks at the curve


def _moved() -> int:
    """Return how far the lowest point of the weighted loss moves: less than 1 logit, 1 to 2, or 2 to 3."""
    z = np.linspace(-8, 8, 16_001)
    once = 0.1 * np.logaddexp(0, -z) + 0.9 * np.logaddexp(0, z)
    weighted = 10 * 0.1 * np.logaddexp(0, -z) + 0.9 * np.logaddexp(0, z)
    return int(z[np.argmin(weighted)] - z[np.argmin(once)])


PREDICTIONS = (
    Sketch(
        name="log-loss",
        figure="log-loss",
        question="The label is 1. How does the log loss run while the predicted probability q goes from 0 to 1?",
        curve="log",
        remarks=(
            Remark("right end", 1, 0.3, "On the right it is too high: who says 1 and is right pays nothing."),
            Remark("left end", -1, 0.8, "On the left it is too low: towards q = 0 the loss grows without end."),
            Remark("level", 1, 0.4, f"In the middle it is too high: one half costs ln 2 = {math.log(2):.2f} nat."),
            Remark("level", -1, 0.4, f"In the middle it is too low: one half costs ln 2 = {math.log(2):.2f} nat."),
        ),
        right="It is 0 at q = 1, and grows without end towards q = 0.",
        unit="nat",
    ),
    Choice(
        name="expected-score",
        figure="expected-score",
        question="You believe in p = 0.7. Under which of three scores is it best to say 0.7?",
        answers=(
            Answer("the logarithmic one alone", "There it is. But the squared error is lowest at p as well."),
            Answer(
                "logarithmic and squared", "Both are lowest at q = p. Absolute error is not: it is a straight line."
            ),
            Answer("all three", "The absolute error falls all the way to q = 1: it pays to exaggerate."),
        ),
        truth=_honest,
    ),
    Choice(
        name="hours-fit",
        figure="hours-fit",
        question="Bias and weight are 0. Raise the weight alone to 1: does the mean loss fall, stay or rise?",
        answers=(
            Answer("it falls", "Whoever studied long and passed costs less. But half of the students failed."),
            Answer("it stays", "At weight 1 no two students with different hours get the same probability."),
            Answer("it rises", "Now the model expects everyone to pass, and those who failed cost dearly."),
        ),
        truth=_weight,
        veil=(),
        at={"weight": 1.0},
    ),
    Choice(
        name="hours-fit-one-sided",
        figure="hours-fit",
        question="Those who failed are no longer counted. How low can the loss of the others get?",
        answers=(
            Answer("no lower than in the best fit", "The best fit makes the loss of all small, not that of a half."),
            Answer("about half of that", "Nothing stops it there: a larger bias always makes it smaller."),
            Answer(
                "as near to 0 as you like", "Say to everyone that they pass: nobody is left to hold the curve down."
            ),
        ),
        truth=_one_sided,
        veil=(),
        at={"one_sided": "on"},
    ),
    Choice(
        name="students-again",
        figure="students-again",
        question="Where does the mean loss of the certain model, k = 5, stand?",
        answers=(
            Answer("on the floor", "There stands the truth, k = 1, alone."),
            Answer(
                "between floor and baseline", "It ranks the students rightly, but is too sure to be worth that much."
            ),
            Answer("above the baseline", f"At {_CERTAIN:.2f} nat: to say one half to everyone would cost less."),
        ),
        truth=_stands,
        at={"k": 5.0},
    ),
    Choice(
        name="softmax-loss",
        figure="softmax-loss",
        question="The true class is c, with the smallest logit. Along which logit is the slope of the loss steepest?",
        answers=(
            Answer("along a", f"a has the largest probability, and wrongly: {_SLOPES[0]:.2f}."),
            Answer("along b", f"b holds {_SLOPES[1]:.2f} wrongly."),
            Answer("along c", f"What c lacks, {-_SLOPES[2]:.2f}, is what a and b hold together."),
        ),
        truth=lambda: int(np.argmax(np.abs(_SLOPES))),
    ),
    Sketch(
        name="calibration",
        figure="calibration",
        question="The model doubles its logits, k = 2. How often does it happen when the model says so?",
        curve="happens",
        remarks=(
            Remark(
                "slope", 1, 0.15, "It is too steep in the middle: whoever exaggerates is right less often than said."
            ),
            Remark(
                "slope", -1, 0.2, "It is too flat in the middle: what the model finds likelier does happen more often."
            ),
            Remark("left end", 1, 0.15, "On the left it is too high: what the model excludes does not happen."),
            Remark("right end", -1, 0.15, "On the right it is too low: what the model is certain of does happen."),
        ),
        right=f"It is flatter than the diagonal: said 0.9, it happens {sigmoid(math.log(9) / 2):.2f} of the time.",
    ),
    Choice(
        name="weighted-loss",
        figure="weighted-loss",
        question="One label in ten is a 1. Let each of them count ten times. How far does the lowest point move to the "
        "right?",
        answers=(
            Answer("by less than 1", "From 0.10 to 0.53 it is more than that, on the axis of logits."),
            Answer("by 1 to 2", "A weight of 5 would do that."),
            Answer("by 2 to 3", f"By ln 10 = {_MOVED:.2f}: the weight multiplies the odds."),
        ),
        truth=_moved,
        veil=(),
        at={"weight": 10},
    ),
)
