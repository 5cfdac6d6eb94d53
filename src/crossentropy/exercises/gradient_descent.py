"""The exercises of chapter 6, Gradient descent."""

import math

import numpy as np

from crossentropy.datasets import hours_passed
from crossentropy.exercises.exercise import Exercise
from crossentropy.training import gradient, loss

_HOURS, _PASSED = hours_passed()
_X = np.column_stack([np.ones_like(_HOURS), _HOURS])
_SLOPE = gradient([0, 1], _X, _PASSED)
# About how much the weight of the four separable points grows in runs that end. The last is the growth from step 7000
# to 70 000: that of 10 000 lies so near the limit that what is within rounding of both could be either.
_GROWTHS = {
    **{"10 to 100": 1.915040, "100 to 1000": 2.213155, "1000 to 10 000": 2.288240},
    **{"2000 to 20 000": 2.294615, "3000 to 30 000": 2.296963, "10 000 to 100 000": 2.299900},
}
_FINITE = (
    "That is about the growth from step {}, in a run that ends; a longer one gives a little more. What does the growth "
    "tend to, to three decimals?"
)


EXERCISES = {
    "gradient-descent-1": Exercise(
        float(_SLOPE[0]),
        "The loss grows by about 0.390227 nat per unit of the bias: the mean error σ − y of the 20 students.",
        (
            (float(_SLOPE[1]), "That is the slope in the direction of the weight. Move the bias, and keep the weight."),
            (float(-_SLOPE[0]), "The sign is turned: loss at the larger bias minus loss at the smaller one."),
            (float(20 * _SLOPE[0]), "That is the slope of the summed loss. The mean loss is a twentieth of it."),
            (
                float(2 * _SLOPE[0]),
                "That is twice the slope. A step both ways is 2h wide: divide the difference of the losses by 2h.",
            ),
            (float(loss([0, 1], _X, _PASSED)), "That is the loss at (0, 1) itself. How does it change with the bias?"),
        ),
        unit="nat",
    ),
    "gradient-descent-2": Exercise(
        3.2,
        "The larger eigenvalue of XᵀX/4n is 10/16 = 0.625, and 2/0.625 = 3.2.",
        (
            (8.0, "That is 2 over the smaller curvature, 4/16. The steepest direction sets the limit."),
            (1.6, "That is 1 over the curvature. A parabola still shrinks up to 2 over it."),
            (0.8, "That is 2 over XᵀX/n. The curvature has a factor σ(1 − σ), which is at most ¼."),
            (0.2, "That is 2 over XᵀX. Divide it by 4n = 16 first."),
            (0.625, "That is the largest curvature. The limit of the step size is 2 over it."),
        ),
    ),
    "gradient-descent-3": Exercise(
        "b",
        "The condition number falls from 76.53 to 2.274: one step size then suits every direction.",
        (
            ("a", "A line in x is a line in the standardised x, so the model can say the same and loses the same."),
            ("c", "A longer gradient could be had with a larger step size. What about directions that disagree?"),
            ("d", "It was convex before. What do the lines of equal loss look like, before and after?"),
        ),
    ),
    "gradient-descent-4": Exercise(
        math.log(10),
        "The weight is about ln(t/2), and ln(10t/2) − ln(t/2) = ln 10 = 2.302585.",
        (
            (10.0, "It grows with the logarithm of the number of steps, not with the number. What is ln 10t − ln t?"),
            (1.0, "That is log₁₀ 10. The weight grows like the natural logarithm, because the slope falls like e^−w."),
            (math.log2(10), "That is log₂ 10. The weight grows like the natural logarithm: the slope falls like e^−w."),
            (0.0, "It has not stopped, and never will: every larger weight has a smaller loss."),
            (math.log(5), "That is ln(t/2) at t = 10. Compare two counts of steps, t and 10t."),
            *((growth, _FINITE.format(run)) for run, growth in _GROWTHS.items()),
        ),
    ),
    "gradient-descent-5": Exercise(
        120.0,
        "At the optimum L − mean H = β·∇L = 0: the mean loss is 0.3 nat, and 400 of them are 120 nat.",
        (
            (0.3, "That is the mean loss. The question asks for the sum over 400 messages."),
            (0.0, "The gradient is 0 at the optimum, the loss is not. Which number is the mean loss equal to?"),
            (120 / math.log(2), "That is the sum in bits. The question asks for nats."),
            (
                400 * math.log(2),
                "That is the loss of a model that says one half each time. This one has a mean entropy of 0.3 nat.",
            ),
        ),
        unit="nat",
    ),
}
