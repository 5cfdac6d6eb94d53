"""The logistic model, and the measures of `information` for its two outcomes written in logits.

A logit z = log(p / (1 - p)) names the distribution (p, 1 - p). Written in z, nothing is lost where p is so
close to 0 or 1 that 1 - p rounds. All results are in nats, within 5e-15 of the true value (relative, for
|z| <= 1000 and true values from 2^-1022 on). Infinite logits give their limits.
"""

import math
from dataclasses import dataclass
from numbers import Real

import numpy as np

from .information import _check_broadcast, _exp_minus_tangent, _logits, _real_array, _refuse


def sigmoid(z):
    """Logistic function σ(z) = 1 / (1 + e^-z), the probability whose logit is `z`.

    Parameters
    ----------
    z : array_like, any shape
        Logits; infinite ones give 0 and 1.

    Returns
    -------
    float64, the shape of `z`
        Probabilities in [0, 1].

    Raises
    ------
    ValueError
        If a logit is NaN.
    TypeError
        If `z` is not made of real numbers.

    References
    ----------
    Goodfellow et al. (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> sigmoid([-1, 0, 1]).round(6)
    array([0.268941, 0.5     , 0.731059])
    """
    z = _logits(z, "z")
    e = np.exp(-np.abs(z))  # never overflows
    return np.where(z >= 0, 1.0, e) / (1 + e)


def softplus(z):
    """Softplus log(1 + e^z): the surprise -log σ(-z) at a no where `z` is the logit of a yes.

    Parameters
    ----------
    z : array_like, any shape
        Logits; infinite ones give 0 and inf.

    Returns
    -------
    float64, the shape of `z`
        Surprises in nats.

    Raises
    ------
    ValueError
        If a logit is NaN.
    TypeError
        If `z` is not made of real numbers.

    References
    ----------
    Goodfellow et al. (2016), Deep Learning, section 3.10.

    Examples
    --------
    >>> softplus([-1, 0, 1]).round(6)
    array([0.313262, 0.693147, 1.313262])
    """
    z = _logits(z, "z")
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def entropy_from_logits(z):
    """Entropy of the two outcomes with probabilities σ(z) and σ(-z), in nats.

    Parameters
    ----------
    z : array_like, any shape
        Logits; infinite ones give 0.

    Returns
    -------
    float64, the shape of `z`
        Between 0 and log 2, which is reached at z = 0. Even in z.

    Raises
    ------
    ValueError
        If a logit is NaN.
    TypeError
        If `z` is not made of real numbers.

    References
    ----------
    Cover & Thomas (2006), Elements of Information Theory, section 2.1 (the binary entropy function).

    Examples
    --------
    >>> entropy_from_logits([0, 1, 1000]).round(6)
    array([0.693147, 0.582203, 0.      ])
    """
    z = np.abs(_logits(z, "z"))
    return np.log1p(np.exp(-z)) + _sigmoid_times(-z, z)


def cross_entropy_from_logits(z_p, z_q):
    """Cross-entropy of the prediction σ(z_q) when σ(z_p) is true, in nats.

    Parameters
    ----------
    z_p, z_q : array_like, shapes that broadcast
        Logits of the true and of the predicted distribution; infinite ones give limits.

    Returns
    -------
    float64, the broadcast shape
        σ(z_p) softplus(-z_q) + σ(-z_p) softplus(z_q). inf where the prediction is certain and may be wrong.

    Raises
    ------
    ValueError
        If a logit is NaN, or the shapes do not broadcast.
    TypeError
        If a logit is not a real number.

    References
    ----------
    Goodfellow et al. (2016), Deep Learning, section 6.2.2.2.

    Examples
    --------
    >>> print(round(cross_entropy_from_logits(1, 3), 6))
    0.855412
    """
    z_p, z_q = _logit_pair(z_p, z_q)
    return _sigmoid_times(z_p, softplus(-z_q)) + _sigmoid_times(-z_p, softplus(z_q))


def kl_divergence_from_logits(z_p, z_q):
    """Kullback-Leibler divergence from the true σ(z_p) to the prediction σ(z_q), in nats.

    Parameters
    ----------
    z_p, z_q : array_like, shapes that broadcast
        Logits of the true and of the predicted distribution; infinite ones give limits.

    Returns
    -------
    float64, the broadcast shape
        Never negative, 0 where the logits are equal, inf where the prediction is certain and may be wrong.

    Raises
    ------
    ValueError
        If a logit is NaN, or the shapes do not broadcast.
    TypeError
        If a logit is not a real number.

    References
    ----------
    Cover & Thomas (2006), Elements of Information Theory, section 2.3.

    Examples
    --------
    >>> print(round(kl_divergence_from_logits(1, -1), 6))
    0.462117
    """
    z_p, z_q = _logit_pair(z_p, z_q)
    return _kl_term(z_p, z_q) + _kl_term(-z_p, -z_q)


def _logit_pair(z_p, z_q):
    """Return both as float64, or refuse NaN and shapes that do not broadcast."""
    z_p, z_q = _logits(z_p, "z_p"), _logits(z_q, "z_q")
    _check_broadcast(z_p, z_q, f"z_p of shape {z_p.shape} and z_q of shape {z_q.shape}")
    return z_p, z_q


def _sigmoid_times(z, factor):
    """Return σ(z) · factor, where σ(-∞) = 0 times an infinite factor is 0."""
    # Below 2^-1022 floats lose digits, which a large factor would bring to light: multiply by two roots.
    root = np.exp(np.minimum(z, 0) / 2)
    with np.errstate(invalid="ignore"):  # 0 · inf is set right below
        product = root * (root * factor) / (1 + np.exp(-np.abs(z)))
    return np.where(np.isneginf(z), 0.0, np.where(np.isinf(factor), factor, product))[()]


def _softplus_difference(a, b):
    """Return softplus(b) - softplus(a) without cancellation, and 0 for equal infinities."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    with np.errstate(invalid="ignore", over="ignore"):  # inf - inf is never used
        gap = np.where(low == high, 0.0, high - low)
        far = np.maximum(high, 0) - np.maximum(low, 0)
        far = far + (np.log1p(np.exp(-np.abs(high))) - np.log1p(np.exp(-np.abs(low))))
        near = np.log1p(sigmoid(low) * np.expm1(np.minimum(gap, 1)))
    size = np.where(gap > 1, far, near)
    return np.where(b >= a, size, -size)


def _kl_term(z_p, z_q):
    """Return the share of one outcome, p (e^t - 1 - t) with t = log(q/p), p = σ(z_p) and q = σ(z_q)."""
    # e^t lies above its tangent 1 + t, so no share is negative and their sum cannot cancel: the q - p in
    # p log(p/q) + q - p add up to 0 over the two outcomes. For large t the same is written with q.
    t = _softplus_difference(-z_q, -z_p)
    large = np.clip(t, 1, 1000)
    from_q = sigmoid(z_q) * (1 - (1 + large) * np.exp(-large))
    from_p = _sigmoid_times(z_p, _exp_minus_tangent(t))
    return np.where(t > 1, from_q, from_p)[()]


@dataclass(frozen=True)
class LogisticModel:
    """The logistic model σ(bias + weight · x) of the probability of a yes at `x`.

    Parameters
    ----------
    bias : float
        The logit at x = 0.
    weight : float
        By how much the logit grows with a unit of x.

    Raises
    ------
    ValueError
        If a parameter is not finite.
    TypeError
        If a parameter is not a real number.

    Notes
    -----
    The methods take `x` as an array_like of any shape and return float64 of that shape. `x` has to be finite
    (ValueError) and made of real numbers (TypeError). Where the logit leaves the range of floats it is
    infinite, and the results are those of the limit.

    References
    ----------
    Cox (1958), The Regression Analysis of Binary Sequences; MacKay (2003), section 39.1.

    Examples
    --------
    >>> model = LogisticModel(bias=1, weight=2)
    >>> model
    LogisticModel(bias=1.0, weight=2.0)
    >>> model.probability([-1, -0.5, 0]).round(6)
    array([0.268941, 0.5     , 0.731059])
    """

    bias: float
    weight: float

    def __post_init__(self):
        object.__setattr__(self, "bias", _parameter(self.bias, "bias"))
        object.__setattr__(self, "weight", _parameter(self.weight, "weight"))

    def logit(self, x):
        """Logit bias + weight · x, the log-odds of a yes at `x`.

        Examples
        --------
        >>> LogisticModel(1, 2).logit([-1, 0, 1])
        array([-1.,  1.,  3.])
        """
        x = _real_array(x, "x")
        _refuse(~np.isfinite(x), x, "x", "x must be finite")
        with np.errstate(over="ignore"):
            return self.bias + self.weight * x

    def probability(self, x):
        """Probability σ(bias + weight · x) of a yes at `x`.

        Examples
        --------
        >>> print(LogisticModel(0, 1).probability(0))
        0.5
        """
        return sigmoid(self.logit(x))

    def entropy(self, x):
        """Entropy of the prediction at `x`, in nats.

        Examples
        --------
        >>> LogisticModel(0, 1).entropy([0, 1]).round(6)
        array([0.693147, 0.582203])
        """
        return entropy_from_logits(self.logit(x))

    def cross_entropy(self, other, x):
        """Cross-entropy at `x` when this model is true and the model `other` predicts, in nats.

        Examples
        --------
        >>> print(round(LogisticModel(0, 1).cross_entropy(LogisticModel(1, 2), 1), 6))
        0.855412
        """
        return cross_entropy_from_logits(self.logit(x), _model(other).logit(x))

    def kl_divergence(self, other, x):
        """Kullback-Leibler divergence at `x` when this model is true and the model `other` predicts, in nats.

        Examples
        --------
        >>> print(round(LogisticModel(0, 1).kl_divergence(LogisticModel(1, 2), 1), 6))
        0.273209
        """
        return kl_divergence_from_logits(self.logit(x), _model(other).logit(x))


def _parameter(value, name):
    """Return a parameter of a model as a float, or refuse it."""
    expected = f"{name} must be a finite real number"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{expected}, got {value!r} of type {type(value).__name__}")
    try:
        number = float(value) + 0.0  # never -0.0
    except OverflowError:  # an integer beyond float64
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{expected}, got {value!r}")
    return number


def _model(other):
    """Return `other`, or refuse what is not a model."""
    if not isinstance(other, LogisticModel):
        raise TypeError(f"other must be a LogisticModel, got {other!r} of type {type(other).__name__}")
    return other
