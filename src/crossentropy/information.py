"""Discrete distributions: surprise, entropy, and the measures that compare two of them.

Every function takes array-likes and returns float64. `axis` counts the outcomes; whatever other axes there
are hold more distributions, and broadcast as in NumPy. A result is in nats unless `base` says otherwise:
``base=2`` gives bits. Nothing is normalised or clipped: what is not a distribution is refused by name.
"""

import math
import operator
from numbers import Real

import numpy as np

SUM_TOLERANCE = 1e-9

# 2 / k! for k from 20 down to 2: e^t - 1 - t = t²/2 (1 + t/3 + ...); the rest of the series is below 1e-19 of it.
_SERIES = [2 / math.factorial(k) for k in range(20, 1, -1)]


def surprise(p, *, base=math.e):
    """Surprise -log p of an event of probability `p`, also called its information content.

    Parameters
    ----------
    p : array_like, any shape
        Probabilities, each in [0, 1]; they need not sum to 1. Booleans count as 0 and 1.
    base : float, optional
        Base of the logarithm: e gives nats (the default), 2 bits. A base below 1 turns the sign.

    Returns
    -------
    float64, the shape of `p`
        0 where p = 1 and inf where p = 0.

    Raises
    ------
    ValueError
        If a probability is not in [0, 1], or `base` is not finite, positive and different from 1.
    TypeError
        If `p` or `base` is not made of real numbers.

    References
    ----------
    MacKay (2003), Information Theory, Inference, and Learning Algorithms, section 2.4.

    Examples
    --------
    >>> surprise([1, 1/2, 1/4, 0], base=2)
    array([ 0.,  1.,  2., inf])
    """
    _check_base(base)
    return _surprise(_probabilities(p, "p"), base)


def entropy(p, *, base=math.e, axis=-1):
    """Entropy H(p) = -Σ p log p, the mean surprise of a distribution.

    Parameters
    ----------
    p : array_like, (..., K)
        Distributions over K outcomes, which lie along `axis`. Booleans count as 0 and 1.
    base : float, optional
        Base of the logarithm: e gives nats (the default), 2 bits. A base below 1 turns the sign.
    axis : int, optional
        The axis that counts the outcomes.

    Returns
    -------
    float64, the shape of `p` without `axis`
        Between 0 (one outcome is certain) and log K (all are equally likely); 0 log 0 counts as 0.

    Raises
    ------
    ValueError
        If `p` is not a distribution (within 1e-9), or `base` or `axis` is out of range.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Shannon (1948), A Mathematical Theory of Communication, section 6; Cover & Thomas (2006), section 2.1.

    Examples
    --------
    >>> print(entropy([1/2, 1/4, 1/8, 1/8], base=2))
    1.75
    """
    _check_base(base)
    p = _distribution(p, "p", axis)
    return _mean(p, _surprise(p, base), axis)


def cross_entropy(p, q, *, base=math.e, axis=-1):
    """Cross-entropy H(p, q) = -Σ p log q: the mean surprise of who expects `q` when `p` is true.

    Parameters
    ----------
    p, q : array_like, (..., K)
        The true and the predicted distributions over the same K outcomes, which lie along `axis` of each;
        the other axes broadcast. Booleans count as 0 and 1, so one-hot labels may be given as they are.
    base : float, optional
        Base of the logarithm: e gives nats (the default), 2 bits. A base below 1 turns the sign.
    axis : int, optional
        The axis that counts the outcomes.

    Returns
    -------
    float64, the broadcast shape without `axis`
        inf where an outcome has p > 0 = q; an outcome with p = 0 adds nothing, whatever its q.

    Raises
    ------
    ValueError
        If `p` or `q` is not a distribution (within 1e-9), their shapes do not fit, or `base` or `axis` is
        out of range.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Cover & Thomas (2006), theorem 5.4.3 (the wrong code); Goodfellow et al. (2016), section 3.13.

    Examples
    --------
    >>> print(cross_entropy([1/2, 1/4, 1/8, 1/8], [1/8, 1/2, 1/4, 1/8], base=2))
    2.375
    """
    _check_base(base)
    p, q = _distribution_pair(p, q, axis)
    return _mean(p, _surprise(q, base), -1)


def kl_divergence(p, q, *, base=math.e, axis=-1):
    """Kullback-Leibler divergence D(p‖q) = Σ p log(p/q), the cost of expecting `q` when `p` is true.

    Parameters
    ----------
    p, q : array_like, (..., K)
        The true and the predicted distributions over the same K outcomes, which lie along `axis` of each;
        the other axes broadcast. Booleans count as 0 and 1.
    base : float, optional
        Base of the logarithm: e gives nats (the default), 2 bits. A base below 1 turns the sign.
    axis : int, optional
        The axis that counts the outcomes.

    Returns
    -------
    float64, the broadcast shape without `axis`
        Never negative, 0 where p = q, inf where an outcome has p > 0 = q. Equals H(p, q) - H(p).

    Raises
    ------
    ValueError
        If `p` or `q` is not a distribution (within 1e-9), their shapes do not fit, or `base` or `axis` is
        out of range.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Kullback & Leibler (1951), On Information and Sufficiency; Cover & Thomas (2006), section 2.3.

    Examples
    --------
    >>> print(round(kl_divergence([0.9, 0.1], [0.6, 0.4]), 6))
    0.226289
    """
    _check_base(base)
    p, q = _distribution_pair(p, q, axis)
    return _in_base(_kl_in_nats(p, q), base)


def js_divergence(p, q, *, base=math.e, axis=-1):
    """Jensen-Shannon divergence (D(p‖m) + D(q‖m)) / 2 from the mixture m = (p + q) / 2.

    Parameters
    ----------
    p, q : array_like, (..., K)
        Distributions over the same K outcomes, which lie along `axis` of each; the other axes broadcast.
        Booleans count as 0 and 1.
    base : float, optional
        Base of the logarithm: e gives nats (the default), 2 bits. A base below 1 turns the sign.
    axis : int, optional
        The axis that counts the outcomes.

    Returns
    -------
    float64, the broadcast shape without `axis`
        Symmetric in `p` and `q`; between 0 (p = q) and log 2 (no outcome in common), both exactly. Its
        square root is a metric.

    Raises
    ------
    ValueError
        If `p` or `q` is not a distribution (within 1e-9), their shapes do not fit, or `base` or `axis` is
        out of range.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Lin (1991), Divergence Measures Based on the Shannon Entropy.

    Examples
    --------
    >>> print(js_divergence([1, 0], [0, 1], base=2))
    1.0
    """
    _check_base(base)
    p, q = _distribution_pair(p, q, axis)
    # All is doubled, which is exact; halving the smallest floats would not be. Hence / 4 instead of / 2.
    divergence = (_kl_in_nats(2 * p, p + q) + _kl_in_nats(2 * q, p + q)) / 4
    # Rounding must not move the upper bound: log 2 is reached where no outcome is shared, and never passed.
    shared = np.any((p > 0) & (q > 0), axis=-1)
    divergence = np.where(shared, np.minimum(divergence, math.log(2)), math.log(2))
    return _in_base(divergence, base)


def perplexity(p, q=None, *, axis=-1):
    """Perplexity e^H(p), or e^H(p, q): the sides of the fair die that is as hard to guess.

    Parameters
    ----------
    p : array_like, (..., K)
        The true distributions over K outcomes, which lie along `axis`. Booleans count as 0 and 1.
    q : array_like, (..., K), optional
        The predicted distributions over the same outcomes. Left out, the prediction is `p` itself.
    axis : int, optional
        The axis that counts the outcomes.

    Returns
    -------
    float64, the broadcast shape without `axis`
        A pure number of at least 1: it does not depend on a base. inf where an outcome has p > 0 = q.

    Raises
    ------
    ValueError
        If `p` or `q` is not a distribution (within 1e-9), their shapes do not fit, or `axis` is out of range.
    TypeError
        If an argument is not made of real numbers.

    References
    ----------
    Jelinek et al. (1977), Perplexity: a measure of the difficulty of speech recognition tasks.

    Examples
    --------
    >>> print(perplexity([1/4, 1/4, 1/4, 1/4]))
    4.0
    """
    # 2 to the bits is e to the nats, and exact for powers of two.
    bits = entropy(p, base=2, axis=axis) if q is None else cross_entropy(p, q, base=2, axis=axis)
    with np.errstate(over="ignore"):
        return np.exp2(bits)


def softmax(logits, *, axis=-1):
    """Softmax e^z / Σ e^z, which turns scores into a distribution.

    Parameters
    ----------
    logits : array_like, (..., K)
        Scores of K outcomes, which lie along `axis`. Infinite scores stand for their limits: -inf for
        probability 0, and a single +inf for probability 1.
    axis : int, optional
        The axis that counts the outcomes.

    Returns
    -------
    float64, the shape of `logits`
        Distributions along `axis`. Adding a number to all the scores changes nothing.

    Raises
    ------
    ValueError
        If there is no score, a score is NaN, all are -inf or several are +inf (neither has a limit), or
        `axis` is out of range.
    TypeError
        If `logits` is not made of real numbers.

    References
    ----------
    Bridle (1990), Probabilistic Interpretation of Feedforward Classification Network Outputs; Goodfellow et
    al. (2016), sections 4.1 and 6.2.2.3.

    Examples
    --------
    >>> softmax([2, 1, 0]).round(6)
    array([0.665241, 0.244728, 0.090031])
    """
    z = _logits(logits, "logits")
    axis = _check_axis(z, "logits", axis)
    largest = z.max(axis=axis, keepdims=True)
    _refuse_rows(largest == -np.inf, largest, "logits", axis, "has only scores of {}: no limit exists")
    twice = (largest == np.inf) & (np.sum(z == np.inf, axis=axis, keepdims=True) > 1)
    _refuse_rows(twice, largest, "logits", axis, "has more than one score of {}: no limit exists")
    # The largest exponent is 0, so that nothing overflows (and inf - inf is never used).
    with np.errstate(over="ignore", invalid="ignore"):
        exponent = np.where(z == largest, 0.0, z - largest)
    weight = np.exp(exponent, out=exponent)
    weight /= weight.sum(axis=axis, keepdims=True)
    return weight


def _surprise(p, base):
    """Return -log p to the base, without -0.0."""
    log = {2: np.log2, 10: np.log10}.get(base, np.log)  # these two are exact for whole results
    with np.errstate(divide="ignore"):  # log 0 = -inf is meant
        logarithm = log(p)
    if log is np.log:
        logarithm = logarithm / math.log(base)
    return 0.0 - logarithm


def _mean(p, values, axis):
    """Return Σ p · values, where p = 0 counts as 0 even if the value is infinite."""
    shape = np.broadcast_shapes(p.shape, values.shape)
    products = np.multiply(p, values, where=p > 0, out=np.zeros(shape))
    return products.sum(axis=axis)


def _kl_in_nats(p, q):
    """Return the divergence along the last axis."""
    # By blocks that stay in the processor's cache: a million rows take less than half the time.
    with np.nditer([p, q, None], ["external_loop", "buffered", "zerosize_ok"]) as blocks:
        for p_block, q_block, terms in blocks:
            terms[...] = _kl_terms(p_block, q_block)
        return blocks.operands[2].sum(axis=-1)


def _kl_terms(p, q):
    """Return the terms of a divergence, in nats; none is negative."""
    # A term is p log(p/q) + q - p = p (e^t - 1 - t) with t = log(q/p); the q - p add up to 0 for exact sums.
    # Where a sum is 1 + ε, Σ p log(p/q) alone is off by about ε, and negative if the divergence is smaller.
    # With q - p the errors of first order cancel: what remains is a factor 1 + ε.
    t = _log_ratio(q, p)
    with np.errstate(invalid="ignore"):  # p = 0 is set right at the end
        terms = np.where(t > 1, (q - p) - p * t, p * _exp_minus_tangent(t))
    return np.where(p > 0, terms, q)


def _log_ratio(q, p):
    """Return log(q/p), also where q is so close to p that q/p would round to 1."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):  # log 0 = -inf is meant
        change = (q - p) / p
        return np.where(np.abs(change) <= 0.5, np.log1p(change), np.log(q) - np.log(p))


def _exp_minus_tangent(t):
    """Return e^t - 1 - t for t <= 1, by its series if |t| <= 1."""
    t = np.minimum(t, 1)
    near = np.maximum(t, -1)
    series = np.zeros_like(near)
    for coefficient in _SERIES:
        series *= near  # in place, for the sake of long arrays
        series += coefficient
    series *= near * near / 2
    return np.where(t < -1, np.expm1(t) - t, series)


def _in_base(nats, base):
    """Return `nats` in the unit of another base, without -0.0."""
    return nats / math.log(base) + 0.0


def _check_base(base):
    """Refuse a `base` that no logarithm has."""
    expected = "base must be a finite number > 0 and != 1 (e for nats, 2 for bits)"
    if isinstance(base, bool) or not isinstance(base, Real):
        raise TypeError(f"{expected}, got {base!r} of type {type(base).__name__}")
    if not 0 < base < math.inf or math.log(base) == 0:
        raise ValueError(f"{expected}, got {base!r}")


def _real_array(values, name):
    """Return `values` as a float64 array, or refuse what is not real numbers."""
    expected = f"{name} must be a real number or an array of real numbers"
    try:
        array = np.asarray(values)
    except ValueError as error:  # NumPy's answer to rows of different lengths
        raise TypeError(f"{expected}, got a ragged {type(values).__name__}") from error
    if isinstance(values, np.ma.MaskedArray):
        raise TypeError(f"{expected}, got a MaskedArray, whose mask would be lost")
    if array.dtype.kind not in "biuf":
        odd = (type(v).__name__ for v in array.flat if not isinstance(v, int | float))
        raise TypeError(f"{expected}, got {next(odd, array.dtype.name).rstrip('_')}")
    with np.errstate(over="ignore"):  # beyond float64 is inf
        return array.astype(np.float64, copy=False)


def _refuse(bad, array, name, rule):
    """Raise a ValueError that names the first element of `array` which is `bad`."""
    if np.any(bad):
        index = np.unravel_index(np.argmax(bad), np.shape(bad))
        place = f"{name}[{', '.join(map(str, index))}]" if index else name
        raise ValueError(f"{place} is {float(array[index])!r}: {rule}")


def _refuse_rows(bad, summary, name, axis, complaint):
    """Raise a ValueError that names the first row along `axis` which is `bad` and the row's summary."""
    if np.any(bad):
        index = np.unravel_index(np.argmax(bad), bad.shape)
        place = ", ".join(":" if i == axis else str(n) for i, n in enumerate(index))
        place = name if bad.ndim == 1 else f"{name}[{place}]"
        raise ValueError(f"{place} {complaint.format(repr(float(summary[index])))}")


def _check_axis(array, name, axis):
    """Return `axis` counted from the front, or refuse it: out of range, or without outcomes."""
    try:
        axis = operator.index(axis)
    except TypeError as error:
        raise TypeError(f"axis must be an integer, got {axis!r} of type {type(axis).__name__}") from error
    if not -array.ndim <= axis < array.ndim:
        raise ValueError(f"axis {axis} is out of range for {name} of shape {array.shape}")
    if array.shape[axis] == 0:
        raise ValueError(f"{name} of shape {array.shape} has no outcomes along axis {axis}")
    return axis % array.ndim


def _logits(values, name):
    """Return `values` as float64, or refuse NaN."""
    z = _real_array(values, name)
    _refuse(np.isnan(z), z, name, "a logit may be infinite, but not NaN")
    return z


def _probabilities(values, name):
    """Return `values` as float64, or refuse what is not in [0, 1]."""
    p = _real_array(values, name)
    _refuse(~((p >= 0) & (p <= 1)), p, name, "a probability lies in [0, 1]")  # NaN fails either comparison
    return p


def _distribution(values, name, axis):
    """Return `values` as float64, or refuse what does not hold distributions along `axis`."""
    p = _probabilities(values, name)
    axis = _check_axis(p, name, axis)
    total = p.sum(axis=axis, keepdims=True)
    complaint = f"sums to {{}}, not to 1 (within {SUM_TOLERANCE:g}); divide by the sum if that is what you mean"
    _refuse_rows(np.abs(total - 1) > SUM_TOLERANCE, total, name, axis, complaint)
    return p


def _distribution_pair(p, q, axis):
    """Return `p` and `q` with their outcomes on the last axis, or refuse shapes that do not fit."""
    p, q = _distribution(p, "p", axis), _distribution(q, "q", axis)
    shapes = f"p of shape {p.shape} and q of shape {q.shape}"
    p, q = np.moveaxis(p, axis, -1), np.moveaxis(q, axis, -1)
    # NumPy would stretch one outcome over many: that is never a distribution over the same outcomes.
    if p.shape[-1] != q.shape[-1]:
        raise ValueError(f"{shapes} have different numbers of outcomes, {p.shape[-1]} and {q.shape[-1]}")
    _check_broadcast(p, q, shapes)
    return p, q


def _check_broadcast(a, b, shapes):
    """Refuse two arrays, described by `shapes`, that do not broadcast."""
    try:
        np.broadcast_shapes(a.shape, b.shape)
    except ValueError as error:
        raise ValueError(f"{shapes} do not broadcast") from error
