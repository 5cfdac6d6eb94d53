"""A drawn curve against the true one: how far apart they are, and in which respect.

Both are given by their heights at evenly spaced places of the axis; on a logarithmic axis both are powers of ten. Where
the true curve has no value, neither counts.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from crossentropy.predictions.prediction import Remark

PLACES = 65  # on which a curve is drawn
PLATEAU = 0.03  # of its range: all values so near to the largest are its peak


def gap(drawn: Sequence[float], true: Sequence[float]) -> float:
    """Return the mean distance of two curves.

    Examples
    --------
    >>> gap([0, 1, 2], [0, 2, 4])
    1.0
    """
    drawn, true = np.asarray(drawn, dtype=float), np.asarray(true, dtype=float)
    there = np.isfinite(true)
    return float(np.abs(drawn - true)[there].mean())


def features(
    heights: Sequence[float], places: Sequence[float], others: Mapping[str, Sequence[float]] | None = None
) -> dict[str, float]:
    """Return what a curve is like.

    Parameters
    ----------
    heights, places : sequence of float
        The curve.
    others : dict
        Heights of other curves, for "below KEY" (on which share of the axis it lies below that curve) and "nearest KEY"
        (how near it comes to it from above).

    Returns
    -------
    dict
        "left end", "right end"; "peak" and "valley" (where it is largest and smallest), "height" and "depth" (how
        large and how small it is there); "width" (the share of the axis above half its height); "level" (its mean);
        "slope" (of the middle half of the axis).

    Examples
    --------
    >>> made = features([0, 1, 2, 1, 0], [0, 1, 2, 3, 4])
    >>> made["peak"], made["height"], made["level"]
    (2.0, 2.0, 0.8)
    """
    y, x = np.asarray(heights, dtype=float), np.asarray(places, dtype=float)
    there = np.isfinite(y)
    y, x = y[there], x[there]
    n, near = len(y), PLATEAU * (y.max() - y.min())
    one, three = (n - 1) // 4, 3 * (n - 1) // 4
    made = {
        "left end": float(y[0]),
        "right end": float(y[-1]),
        "peak": float(_middle(x[y >= y.max() - near])),
        "valley": float(_middle(x[y <= y.min() + near])),
        "height": float(y.max()),
        "depth": float(y.min()),
        "width": float(np.mean(y > y.max() / 2)),
        "level": float(y.mean()),
        "slope": float((y[three] - y[one]) / (x[three] - x[one])),
    }
    for key, given in (others or {}).items():
        above = y - np.asarray(given, dtype=float)[there]
        made[f"below {key}"] = float(np.mean(above < -0.02 * np.ptp(y)))
        made[f"nearest {key}"] = float(above.min())
    return made


def _middle(places: np.ndarray) -> float:
    return (places[0] + places[-1]) / 2


def remark(drawn: Mapping[str, float], true: Mapping[str, float], remarks: Sequence[Remark]) -> Remark | None:
    """Return the first remark that holds of a drawn curve with some features, or None.

    Examples
    --------
    >>> high = Remark("height", 1, 0.5, "It is too high.")
    >>> remark({"height": 2.0}, {"height": 1.0}, [high]).text
    'It is too high.'
    """
    for said in remarks:
        if said.sign * (drawn[said.feature] - true[said.feature]) > said.beyond:
            return said
    return None
