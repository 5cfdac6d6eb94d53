"""What is too large for a plot."""

import numpy as np


def beyond(top: float, *curves):
    """Return a curve of marks on the upper edge of a plot, over every bar or point that lies beyond it.

    Examples
    --------
    >>> beyond(3, ([1, 2, 5], [2.5, 3.5, 4]))
    (array([2, 5]), array([3., 3.]))
    """
    x = np.concatenate([np.asarray(x)[np.asarray(y) > top] for x, y in curves])
    return x, np.full(x.size, float(top))
