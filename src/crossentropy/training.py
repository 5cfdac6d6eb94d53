"""Training a logistic model: the mean loss, its derivatives, gradient descent and Newton's method.

`X` (n, d) holds a row for each observation, usually with a column of ones for the bias; `y` (n,) holds the
labels, each in [0, 1]: a label between 0 and 1 is a probability of a yes. The logits are X · beta. Losses are
means over the rows, in nats. Data without an optimum are a result with a reason; bad input is an exception.
"""

from dataclasses import dataclass, field
from numbers import Integral, Real

import numpy as np

from .information import _probabilities, _real_array, _refuse
from .logistic import _parameter, softplus

FLAT = 1e-6  # gradient descent has converged where no component of the gradient, beside its feature, is larger
ITERATIONS = 100  # of Newton's method, which needs less than ten where an optimum is near

_EPSILON = np.finfo(float).eps
_quietly = np.errstate(over="ignore", invalid="ignore")  # beyond float64 is inf, and is looked at where it matters


@dataclass(frozen=True, eq=False)
class Training:
    """The path of a training run, and how it ended.

    Attributes
    ----------
    betas : float64, (steps + 1, d)
        Bias and weights, from the start to the end.
    losses : float64, (steps + 1,)
        The mean loss at each of them, in nats.
    converged : bool
        Whether the last of them is an optimum, within the tolerance on the gradient.
    reason : str
        Empty if it is. Else "separable" (a fact about the data, whatever the path: some direction lowers the
        loss for ever, so no optimum exists), "step size too large: cycles" (the path goes round the optimum, or
        wanders about it, and does not settle), "step size too large: diverges" (it leaves the range of floats)
        or "iterations used up".
    """

    betas: np.ndarray = field(repr=False)
    losses: np.ndarray = field(repr=False)
    converged: bool
    reason: str


@_quietly
def loss(beta, X, y):
    """Mean cross-entropy of the labels `y` and the predictions σ(X · beta).

    Parameters
    ----------
    beta : array_like, (d,)
        Bias and weights.
    X : array_like, (n, d)
        Observations, with a column of ones where the model has a bias.
    y : array_like, (n,)
        Labels in [0, 1]: 0, 1, or the probability of a yes.

    Returns
    -------
    float64
        Mean of -y log σ(z) - (1 - y) log σ(-z) over the rows, in nats.

    Raises
    ------
    ValueError
        If a shape does not fit, there are no data, a label is not in [0, 1] or another number is not finite.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, section 4.3.2.

    Examples
    --------
    >>> X = [[1, 1], [1, 2], [1, 3]]
    >>> print(round(loss([0, 0], X, [0, 1, 1]), 6))
    0.693147
    """
    X, y = _data(X, y)
    return _mean_loss(_logits_at(_weights(beta, X, "beta"), X, "beta"), y)


@_quietly
def gradient(beta, X, y):
    """Gradient of the mean loss, Xᵀ(σ(X · beta) - y) / n.

    Parameters
    ----------
    beta : array_like, (d,)
        Bias and weights.
    X : array_like, (n, d)
        Observations, with a column of ones where the model has a bias.
    y : array_like, (n,)
        Labels in [0, 1]: 0, 1, or the probability of a yes.

    Returns
    -------
    float64, (d,)
        By how many nats the mean loss grows with a unit of each component of `beta`.

    Raises
    ------
    ValueError
        If a shape does not fit, there are no data, a label is not in [0, 1] or another number is not finite.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, equation 4.91.

    Examples
    --------
    >>> X = [[1, 1], [1, 2], [1, 3]]
    >>> gradient([0, 0], X, [0, 1, 1]).round(6)
    array([-0.166667, -0.666667])
    """
    X, y = _data(X, y)
    return X.T @ _residual(_logits_at(_weights(beta, X, "beta"), X, "beta"), y) / len(y)


@_quietly
def hessian(beta, X, y):
    """Hessian of the mean loss, XᵀWX / n with the weights σ(1 - σ) in the diagonal of W.

    Parameters
    ----------
    beta : array_like, (d,)
        Bias and weights.
    X : array_like, (n, d)
        Observations, with a column of ones where the model has a bias.
    y : array_like, (n,)
        Labels in [0, 1]. The Hessian does not depend on them, but they are checked.

    Returns
    -------
    float64, (d, d)
        Second derivatives, in nats. No eigenvalue is negative: the loss is convex.

    Raises
    ------
    ValueError
        If a shape does not fit, there are no data, a label is not in [0, 1] or another number is not finite.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Bishop (2006), Pattern Recognition and Machine Learning, equation 4.97.

    Examples
    --------
    >>> X = [[1, 1], [1, 2], [1, 3]]
    >>> hessian([0, 0], X, [0, 1, 1]).round(6)
    array([[0.25    , 0.5     ],
           [0.5     , 1.166667]])
    """
    X, y = _data(X, y)
    weight = _curvature(_logits_at(_weights(beta, X, "beta"), X, "beta"))
    return X.T @ (weight[:, None] * X) / len(y)


@_quietly
def gradient_descent(X, y, *, step_size, steps, start=None):
    """Gradient descent on the mean loss: so many steps, each `step_size` times the gradient downhill.

    Parameters
    ----------
    X : array_like, (n, d)
        Observations, with a column of ones where the model has a bias.
    y : array_like, (n,)
        Labels in [0, 1]: 0, 1, or the probability of a yes.
    step_size : float
        Positive. Below 2 / λmax(XᵀX / 4n) every step lowers the loss.
    steps : int
        How many steps are made, whatever happens.
    start : array_like, (d,), optional
        Where to begin; zeros if not given.

    Returns
    -------
    Training
        Converged where no component of the last gradient reaches 1e-6. From a step on that leaves the range
        of floats, betas are NaN and losses inf.

    Raises
    ------
    ValueError
        If a shape does not fit, there are no data, or a number is out of its range.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Nesterov (2004), Introductory Lectures on Convex Optimization, section 2.1.5.

    Examples
    --------
    >>> X, y = [[1, -2], [1, -1], [1, 1], [1, 2]], [0, 1, 0, 1]
    >>> run = gradient_descent(X, y, step_size=1, steps=50)
    >>> print(run, run.betas.shape, run.losses[[0, -1]].round(6))
    Training(converged=True, reason='') (51, 2) [0.693147 0.641953]
    """
    X, y = _data(X, y)
    step_size, steps = _positive(step_size, "step_size"), _count(steps)
    betas = np.full((steps + 1, X.shape[1]), np.nan)
    losses = np.full(steps + 1, np.inf)
    beta = _start(start, X)
    for step in range(steps + 1):
        logits = X @ beta
        if not np.all(np.isfinite(logits)):
            losses[:step] = _losses(betas[:step], X, y)
            return Training(betas, losses, False, "step size too large: diverges")
        betas[step] = beta
        slope = X.T @ _residual(logits, y) / len(y)
        beta = beta - step_size * slope
    losses[:] = _losses(betas, X, y)
    if _separable(X, y):
        return Training(betas, losses, False, "separable")
    if np.all(np.abs(slope) <= FLAT * _scale(X)):
        return Training(betas, losses, True, "")
    cycles = _cycles(X, y, step_size, losses)
    return Training(betas, losses, False, "step size too large: cycles" if cycles else "iterations used up")


@_quietly
def newton(X, y, *, tolerance=1e-12, start=None):
    """Newton's method on the mean loss: each step goes to the lowest point of the local parabola.

    Parameters
    ----------
    X : array_like, (n, d)
        Observations, with a column of ones where the model has a bias. No column may follow from the others.
    y : array_like, (n,)
        Labels in [0, 1]: 0, 1, or the probability of a yes.
    tolerance : float, optional
        Positive. The end is where no component of the gradient reaches it, or where what is left of the
        gradient is rounding; after 100 iterations at the latest.
    start : array_like, (d,), optional
        Where to begin; zeros if not given.

    Returns
    -------
    Training
        The path. A step that would not lower the loss by a tenth of what its slope promises is halved until
        it does. On separable data the path shows how the weights grow.

    Raises
    ------
    ValueError
        If a shape does not fit, there are no data, a number is out of its range, or X is rank deficient.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Boyd & Vandenberghe (2004), Convex Optimization, section 9.5; Albert & Anderson (1984), On the Existence of
    Maximum Likelihood Estimates in Logistic Regression Models.

    Examples
    --------
    >>> X, y = [[1, -2], [1, -1], [1, 1], [1, 2]], [0, 1, 0, 1]
    >>> run = newton(X, y)
    >>> print(run, run.betas[-1].round(6))
    Training(converged=True, reason='') [0.       0.419618]
    >>> print(newton(X, [0, 0, 1, 1]))
    Training(converged=False, reason='separable')
    """
    X, y = _data(X, y)
    tolerance = _positive(tolerance, "tolerance")
    rank = _basis(X)[0].shape[1]
    if rank < X.shape[1]:
        raise ValueError(
            f"X of shape {X.shape} has rank {rank}: a column follows from the others, so the weights are not unique"
        )
    path, flat = _newton_path(X, y, _start(start, X), tolerance)
    betas = np.array(path)
    reason = "separable" if _separable(X, y) else "" if flat else "iterations used up"
    return Training(betas, _losses(betas, X, y), reason == "", reason)


def _mean_loss(z, y):
    """Return the mean loss over the last axis of the logits `z`."""
    # No term is negative, so that nothing cancels; 0 times the infinite loss of an infinite logit is 0.
    yes = np.multiply(y, softplus(-z), where=y > 0, out=np.zeros_like(z))
    no = np.multiply(1 - y, softplus(z), where=y < 1, out=np.zeros_like(z))
    return np.mean(yes + no, axis=-1)


def _losses(betas, X, y):
    """Return the mean loss at each of the betas, a thousand at a time to spare memory."""
    blocks = np.array_split(betas, 1 + len(betas) // 1000)
    return np.concatenate([_mean_loss(block @ X.T, y) for block in blocks])


def _residual(z, y):
    """Return σ(z) - y as σ(z) (1 - y) - σ(-z) y, which is exact where σ(z) rounds to 1."""
    e = np.exp(-np.abs(z))
    yes, no = np.where(z >= 0, 1, e), np.where(z >= 0, e, 1)
    return (yes * (1 - y) - no * y) / (1 + e)


def _curvature(z):
    """Return σ(1 - σ), the curvature of the loss over the logit, also where σ rounds to 1."""
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def _scale(X):
    """Return the mean size of each feature, at most 1: a slope is small only beside what makes it."""
    return np.minimum(1, np.mean(np.abs(X), axis=0))


def _newton_path(X, y, beta, tolerance):
    """Return the betas of Newton's method, and whether the last gradient is flat."""
    basis, back = _basis(X)
    size = np.abs(X)
    betas = [beta]
    while True:
        z = X @ beta
        residual, weight = _residual(z, y), _curvature(z)
        slope = X.T @ residual / len(y)
        # How far rounding moves each logit, the slope and the loss.
        blur = 4 * _EPSILON * (size @ np.abs(beta))
        slope_blur = size.T @ (4 * _EPSILON * np.abs(residual) + weight * blur) / len(y)
        before = _mean_loss(z, y)
        loss_blur = 4 * _EPSILON * before + np.mean(np.abs(residual) * blur)
        known = np.minimum(slope_blur, 1e-6 * np.mean(size, axis=0))  # never take a meaningless slope for a flat one
        if np.all(np.abs(slope) <= np.maximum(tolerance * _scale(X), known)):
            return betas, True
        if len(betas) > ITERATIONS:
            return betas, False
        step = back @ _newton_step(basis, weight, back.T @ slope * len(y))
        part, promised = 1.0, -slope @ step
        while part > 0 and not _loss_or_nan(X @ (beta + part * step), y) <= before + loss_blur - part * promised / 10:
            part /= 2
        if part == 0:  # floats know of nothing lower
            return betas, False
        beta = beta + part * step
        betas.append(beta)


def _newton_step(basis, weight, slope):
    """Return the step -H⁻¹g in the coordinates of the basis, downhill even where H is singular to rounding."""
    # Far from the optimum all weights may underflow. 1e-30 then gives a long step, which will be halved.
    H = basis.T @ ((weight + 1e-30)[:, None] * basis)
    unit = np.sqrt(np.diagonal(H))
    curvature, axes = np.linalg.eigh(H / np.outer(unit, unit))
    return -(axes @ ((axes.T @ (slope / unit)) / np.maximum(curvature, _EPSILON))) / unit


def _loss_or_nan(z, y):
    """Return the mean loss, or NaN, which is below nothing, where a logit has left the range of floats."""
    return _mean_loss(z, y) if np.all(np.isfinite(z)) else np.nan


def _basis(X):
    """Return orthonormal columns that span those of X, and the matrix that makes them from X."""
    scale = np.max(np.abs(X), axis=0)
    scale[scale == 0] = 1
    _, stretch, right = np.linalg.svd(X / scale, full_matrices=False)
    kept = stretch > stretch[0] * max(X.shape) * _EPSILON
    turn = right[kept].T / stretch[kept]
    return X / scale @ turn, turn / scale[:, None]  # a row of zeros stays one


def _separable(X, y):
    """Tell whether no optimum exists: some direction raises no row's loss, and lowers one for ever."""
    # Let a row count as x for a yes and as -x for a no (a soft label is both). The direction sought has no
    # negative margin with these rows, and a positive one. It exists exactly if 0 is not a sum of the rows with
    # weights of at least 1 (Stiemke's lemma). So look for the shortest of these sums, by the least squares with
    # weights >= 0 of Lawson & Hanson (1974). If it is 0, the data have an optimum. If not, it is itself a
    # separating direction, because a row on its wrong side would make a shorter one. Both to rounding.
    basis, _ = _basis(X)
    rows = np.concatenate([basis[y > 0], -basis[y < 1]])
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(length > 0, length, 1)
    total = rows.sum(axis=0)
    extra, used = np.zeros(len(rows)), np.zeros(len(rows), dtype=bool)
    for _ in range(100 * (1 + rows.shape[1])):  # a few for each column are enough
        span, _ = np.linalg.qr(rows[used].T)
        shortest = total - span @ (span.T @ total)
        if np.linalg.norm(shortest) <= 1e-12 * len(rows):
            return False
        margins = np.where(used, 0, rows @ shortest)
        worst = np.argmin(margins)
        if margins[worst] >= -1e-13 * np.linalg.norm(shortest):
            return True
        used[worst] = True
        while True:
            best = np.zeros(len(rows))
            best[used] = np.linalg.lstsq(rows[used].T, -total, rcond=None)[0]
            negative = np.flatnonzero(used & (best <= 0))
            if negative.size == 0:
                break
            part = extra[negative] / np.maximum(extra[negative] - best[negative], np.finfo(float).tiny)
            extra += np.min(part) * (best - extra)
            extra[negative[np.argmin(part)]] = 0
            used &= extra > 0
        extra = best
    return False  # rounding kept it from a verdict


def _cycles(X, y, step_size, losses):
    """Tell whether the path goes on rising and cannot settle."""
    rises = np.maximum(np.diff(losses) - 1e-12 * losses[:-1], 0)  # above rounding
    if not np.any(rises[len(rises) // 2 :]):
        return False
    # Where the step size times the largest curvature is above 2, the optimum repels what comes near it.
    path, flat = _newton_path(X, y, np.zeros(X.shape[1]), 1e-12)
    weight = _curvature(X @ path[-1])
    if flat and step_size * np.linalg.norm(np.sqrt(weight[:, None] / len(y)) * X, 2) ** 2 > 2:
        return True
    # Below it a cycle, or endless wandering, may still have caught the path: it rises, and its mean loss does not fall.
    if len(losses) <= 30:
        return False
    _, middle, last = np.array_split(losses, 3)
    lasting = np.ptp(last) > 0.9 * np.ptp(middle)  # a path that settles swings less and less
    return lasting and np.mean(middle) - np.mean(last) < np.ptp(last) / 4


def _data(X, y):
    """Return both as float64, or refuse what is no table of observations with a label each."""
    X, y = _real_array(X, "X"), _probabilities(y, "y")
    if X.ndim != 2 or X.size == 0:
        raise ValueError(f"X must have the shape (n, d) with n rows and d columns, at least one of each, got {X.shape}")
    if y.shape != X.shape[:1]:
        raise ValueError(f"y must have the shape {X.shape[:1]}, one label for each row of X, got {y.shape}")
    _refuse(~np.isfinite(X), X, "X", "an observation must be finite")
    return X, y


def _weights(beta, X, name):
    """Return `beta` as float64, or refuse what does not fit the columns of X."""
    beta = _real_array(beta, name)
    if beta.shape != X.shape[1:]:
        raise ValueError(f"{name} must have the shape {X.shape[1:]}, one number for each column of X, got {beta.shape}")
    _refuse(~np.isfinite(beta), beta, name, "bias and weights must be finite")
    return beta


def _logits_at(beta, X, name):
    """Return the logits, or refuse those that are not defined in floats."""
    z = X @ beta
    # Of terms beyond the floats, processors that multiply and add in one step make inf, others nan.
    beyond = ~np.isfinite(z)
    z[beyond] = (X[beyond] * beta).sum(axis=1)
    _refuse(np.isnan(z), z, f"X @ {name}", "the terms of this logit leave the range of floats")
    return z


def _start(start, X):
    """Return where to begin, or refuse it."""
    if start is None:
        return np.zeros(X.shape[1])
    beta = _weights(start, X, "start")
    z = X @ beta
    _refuse(~np.isfinite(z), z, "X @ start", "this logit leaves the range of floats")
    return beta


def _positive(value, name):
    """Return a positive number as a float, or refuse it."""
    number = _parameter(value, name)
    if number <= 0:
        raise ValueError(f"{name} must be positive, got {value!r}")
    return number


def _count(steps):
    """Return a number of steps, or refuse it."""
    expected = "steps must be an integer of at least 0"
    if isinstance(steps, bool) or not isinstance(steps, Real):
        raise TypeError(f"{expected}, got {steps!r} of type {type(steps).__name__}")
    if not isinstance(steps, Integral) or steps < 0:
        raise ValueError(f"{expected}, got {steps!r}")
    return int(steps)
