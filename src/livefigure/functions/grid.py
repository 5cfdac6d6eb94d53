"""Numbers at some settings of the sliders, stored in a few bytes, and what lies between them.

A `Series` is one row of numbers (a curve's x or y, or one readout) for each node of a grid. Between nodes it is
interpolated linearly in each parameter; where the nearest node has NaN or an infinity, that is the value, and numbers
are made of numbers alone. ``livefigure/frontend/grid.js`` reads and interpolates in the same way.
"""

import gzip
import itertools
import re
from dataclasses import dataclass

import numpy as np

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LARGEST = 2**50  # of the integers that stand for numbers
GAPS = (np.nan, np.inf, -np.inf)


@dataclass(frozen=True)
class Series:
    """Rows of numbers on a grid.

    Parameters
    ----------
    nodes : tuple of ndarray
        For each parameter the values at which there are rows, rising.
    rows : ndarray
        Shape (len(nodes[0]), ..., n).
    """

    nodes: tuple[np.ndarray, ...]
    rows: np.ndarray

    def at(self, place) -> np.ndarray:
        """Return the row at a setting: one number for each parameter.

        Examples
        --------
        >>> series = Series((np.array([0.0, 1.0]),), np.array([[0.0, 5.0], [2.0, np.nan]]))
        >>> series.at([0.25]), series.at([0.75])
        (array([0.5, 5. ]), array([1.5, nan]))
        """
        sides = [_sides(nodes, value) for nodes, value in zip(self.nodes, place, strict=True)]
        corners = [
            (np.prod([share for _, share in corner]), self.rows[tuple(index for index, _ in corner)])
            for corner in itertools.product(*sides)
        ]
        return blend([weight for weight, _ in corners], [row for _, row in corners])


def _sides(nodes: np.ndarray, value: float) -> list[tuple[int, float]]:
    """Return the nodes on both sides of a value and their shares of it; one, where it is a node or beyond the last."""
    after = int(np.searchsorted(nodes, value))
    if after == 0 or after == len(nodes) or nodes[after] == value:
        return [(min(after, len(nodes) - 1), 1.0)]
    share = (value - nodes[after - 1]) / (nodes[after] - nodes[after - 1])
    return [(after - 1, 1 - share), (after, share)]


def blend(weights: list[float], rows: list[np.ndarray]) -> np.ndarray:
    """Return the weighted mean of rows; what is not finite is taken from the row with the largest weight as it is."""
    nearest = rows[int(np.argmax(weights))]
    total, sum_ = np.zeros(np.shape(nearest)), np.zeros(np.shape(nearest))
    for weight, row in zip(weights, rows, strict=True):
        finite = np.isfinite(row)
        total += np.where(finite, weight, 0)
        sum_ += np.where(finite, weight * np.where(finite, row, 0), 0)
    return np.where(np.isfinite(nearest), sum_ / np.where(total > 0, total, 1), nearest)


def pack(nodes, rows: np.ndarray, step: float) -> tuple[dict, Series]:
    """Return a series as JSON can carry it, rounded to multiples of ``step``, and the series that this stands for.

    Numbers become integers, then differences between neighbours, then letters; of the ways to take differences the one
    that compresses best is used: ``order`` of them along a row, after those ``across`` rows. A single row of even
    steps, as a curve's x often is, is kept exactly: where it begins, and the step.
    """
    shape = rows.shape
    flat = rows.reshape(int(np.prod(shape[:-1])), shape[-1])
    finite = np.isfinite(flat)
    if len(flat) == 1 and _even(flat[0]):
        start, by = float(flat[0, 0]), float((flat[0, -1] - flat[0, 0]) / (shape[-1] - 1))
        even = (start + by * np.arange(shape[-1])).reshape(shape)
        return {"nodes": _listed(nodes), "n": shape[-1], "even": [start, by]}, Series(tuple(nodes), even)
    codes = np.rint(np.where(finite, flat, 0) / step)
    if np.abs(codes).max(initial=0) > LARGEST:
        raise ValueError(f"{np.abs(flat[finite]).max():g} is too large for steps of {step:g}")
    codes = codes.astype(np.int64)
    exact = np.where(finite, codes * step, flat)
    _carry_over(codes, finite)
    ways = [(order, across) for order in (0, 1, 2) for across in (0, 1)]
    texts = {way: letters(_differences(codes, *way)) for way in ways}
    order, across = best = min(ways, key=lambda way: len(gzip.compress(texts[way].encode(), mtime=0)))
    packed = {
        "nodes": _listed(nodes),
        "n": shape[-1],
        "step": step,
        "order": order,
        "across": across,
        "codes": texts[best],
        "gaps": _gaps(flat),
    }
    return packed, Series(tuple(nodes), exact.reshape(shape))


def _listed(nodes) -> list[list[float]]:
    return [[float(value) for value in axis] for axis in nodes]


def _even(row: np.ndarray) -> bool:
    """Whether a row goes from its first to its last number by equal steps."""
    if len(row) < 2 or not np.isfinite(row).all():
        return False
    return bool(np.allclose(row, np.linspace(row[0], row[-1], len(row)), rtol=1e-12, atol=1e-13 * np.ptp(row)))


def _carry_over(codes: np.ndarray, finite: np.ndarray) -> None:
    """Let gaps repeat the number before them, which costs least."""
    for row, seen in zip(codes, finite, strict=True):
        if seen.any() and not seen.all():
            last = np.maximum.accumulate(np.where(seen, np.arange(len(row)), -1))
            row[:] = row[np.where(last < 0, np.argmax(seen), last)]


def _differences(codes: np.ndarray, order: int, across: int) -> np.ndarray:
    if across:
        codes = np.diff(codes, axis=0, prepend=0)
    for _ in range(order):
        codes = np.diff(codes, axis=1, prepend=0)
    return codes


def letters(numbers: np.ndarray) -> str:
    """Write integers in base 32, lowest digit first: a letter each, the second half of the alphabet if more follow.

    Negative numbers take the odd places, and four zeros or more are counted.

    Examples
    --------
    >>> letters(np.array([0, -1, 15, 16])), letters(np.array([1, 0, 0, 0, 0, 0]))
    ('ABegB', 'C.5.')
    """
    found = []
    for number in np.where(numbers >= 0, 2 * numbers, -2 * numbers - 1).ravel().tolist():
        while number > 31:
            found.append(ALPHABET[32 + number % 32])
            number //= 32
        found.append(ALPHABET[number])
    return re.sub("A{4,}", lambda zeros: f".{len(zeros[0])}.", "".join(found))


def _gaps(flat: np.ndarray) -> list[int]:
    """Return the runs of what is not finite: start, length and kind (0 NaN, 1 infinity, 2 minus infinity) of each."""
    kinds = np.select([np.isnan(flat), flat == np.inf, flat == -np.inf], [0, 1, 2], -1).ravel()
    found: list[int] = []
    place = 0
    for kind, run in itertools.groupby(kinds.tolist()):
        length = len(list(run))
        if kind >= 0:
            found += [place, length, kind]
        place += length
    return found
