"""What the figures of chapter 6 share: the 20 students, the paths that start at 0, and the bounds on the step size."""

from functools import cache, lru_cache

import numpy as np

from crossentropy.datasets import hours_passed
from crossentropy.training import gradient_descent, hessian, newton
from livefigure.figure import Parameter

MOST = 1000  # steps
NEWTON_STEPS = 6  # from 0 to where the gradient is rounding

# Rising by a fixed factor, with the values that the text names.
STEP_SIZES = (
    *(0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.74, 0.8, 0.9),
    *(1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.79, 1.8, 1.81, 1.9, 2.0, 2.1, 2.2, 2.3, 2.4, 2.5),
)
# Even and odd take turns where a cycle of two is to be seen.
STEPS = (
    *range(21),
    *(25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 120, 140, 175, 200, 225, 250, 275, 300, 355, 400, 450, 509),
    *(550, 600, 650, 714, 775, 850, 925, 1000),
)


def step_size_slider() -> Parameter:
    """Return the slider of the step size."""
    return Parameter("step_size", "η (step size)", 0.01, 2.5, 0.01, 0.5, values=STEP_SIZES, digits=2)


def steps_slider() -> Parameter:
    """Return the slider of the number of steps, which plays."""
    return Parameter("steps", "steps", 0, MOST, 1, 40, values=STEPS, digits=0, integer=True, plays=True)


@cache
def students(standardise: str = "off"):
    """Return the matrix X (20, 2), raw or with the hours standardised, and who passed."""
    hours, passed = hours_passed()
    if standardise == "on":
        hours = (hours - hours.mean()) / hours.std()
    return np.column_stack([np.ones_like(hours), hours]), passed


@lru_cache(maxsize=256)
def path(step_size: float, standardise: str = "off"):
    """Return gradient descent from 0: MOST steps, with ``.betas`` and ``.losses``."""
    X, y = students(standardise)
    return gradient_descent(X, y, step_size=step_size, steps=MOST)


@cache
def newton_path(standardise: str = "off"):
    """Return the points of Newton's method from 0, NEWTON_STEPS after the first, and their losses."""
    X, y = students(standardise)
    made = newton(X, y)
    return made.betas, made.losses


@cache
def least() -> float:
    """Return the least mean loss in nats; rescaling the feature does not change it."""
    return float(newton_path()[1][-1])


@cache
def bounds(standardise: str = "off") -> tuple[float, float]:
    """Return the step size below which no step goes up, and the one above which the optimum repels."""
    X, y = students(standardise)
    everywhere = X.T @ X / (4 * len(y))
    there = hessian(newton_path(standardise)[0][-1], X, y)
    return tuple(2 / float(np.linalg.eigvalsh(curvature)[-1]) for curvature in (everywhere, there))


def rises(losses, steps: int) -> int:
    """Return how many of the first steps went up, not counting the last digits."""
    return int(np.sum(losses[1 : steps + 1] > losses[:steps] + 1e-9))
