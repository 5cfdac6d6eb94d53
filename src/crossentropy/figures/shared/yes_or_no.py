"""What the figures of one yes-or-no question compute with: its distribution, and two quantities in bits."""

import numpy as np

from crossentropy.information import entropy, js_divergence


def distribution(p) -> np.ndarray:
    """Return the probabilities of yes and no (..., 2).

    Examples
    --------
    >>> distribution([0.25, 1])
    array([[0.25, 0.75],
           [1.  , 0.  ]])
    """
    p = np.asarray(p, dtype=float)
    return np.stack([p, 1 - p], axis=-1)


def entropy_bits(p) -> np.ndarray:
    """Return the entropy in bits.

    Examples
    --------
    >>> float(entropy_bits(0.5))
    1.0
    """
    return entropy(distribution(p), base=2)


def js_bits(p, q) -> np.ndarray:
    """Return the Jensen-Shannon divergence in bits.

    Examples
    --------
    >>> float(js_bits(0, 1))
    1.0
    """
    return js_divergence(distribution(p), distribution(q), base=2)
