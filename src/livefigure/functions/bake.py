"""The numbers of a reader's figure for a page without a kernel: as few settings as keep the error within tolerance.

Every stop of the sliders can be reached on the page, nothing between; so the largest error is measured at the stops,
at all of them where they are few enough. A series of numbers is followed along lines, one slider moving and the
others still, and gets a node as late as the tolerance allows. Where a check between the lines finds more error, a line
through that place is added. What is shown as text, a readout or a number in the sentence, is kept at every stop, with
the digits that are shown: it is never interpolated.
"""

import gzip
import itertools
import json
import operator
import random
from dataclasses import dataclass

import numpy as np

from livefigure.figure import Figure
from livefigure.functions import sentence
from livefigure.functions.grid import LARGEST, Series, blend, pack
from livefigure.functions.recipe import Recipe
from livefigure.functions.sliders import stops
from livefigure.number_text import fixed, shown

MOST_SLIDERS = 3
MOST_CHECKS = 3000  # settings at which the error is measured
LINES = 8  # by chance, along each slider, where several sliders move
ROUNDS = 12
FINE = 16  # a number is stored in steps of the tolerance's eighth, so its rounding is a sixteenth of it
BEYOND = 1000  # heights of the axis beyond which a number is stored as if it were there


@dataclass(frozen=True)
class Baked:
    """What a page reads for a figure; printed, it says what it costs and how exact it is."""

    name: str
    script: str
    series: dict[tuple[str, str], Series]
    error: float
    worst: dict
    checked: int
    settings: int
    calls: int
    tolerance: float
    budget: int

    @property
    def raw(self) -> int:
        """Bytes of the file."""
        return len(self.script.encode())

    @property
    def bytes(self) -> int:
        """Bytes that a compressing server sends."""
        return len(gzip.compress(self.script.encode(), mtime=0))

    def check(self) -> None:
        """Raise a ValueError if the figure is over its budget."""
        if self.bytes > self.budget:
            raise ValueError(f"{self.name}: the page would be sent {self.bytes} bytes. {_advice(self)}")

    def __str__(self):
        where = ", ".join(f"{name}={value:g}" for name, value in self.worst.items())
        measured = "all" if self.checked == self.settings else f"{self.checked} by chance of the"
        return (
            f"{self.name}: {self.bytes} bytes sent of {self.budget} ({self.raw} on disk); largest error "
            f"{100 * self.error:.3f} % of an axis, at {where} (tolerance {100 * self.tolerance:g} %), "
            f"measured at {measured} {self.settings} settings"
        )

    __repr__ = __str__


def _advice(about) -> str:
    return (
        f"Its budget is {about.budget}: return fewer points, let the sliders have fewer stops, allow a larger "
        f"tolerance than {about.tolerance:g}, or give it a larger budget."
    )


def bake(recipe: Recipe, figure: Figure) -> Baked:
    """Compute what a page needs for a figure with one to three sliders.

    Raises
    ------
    ValueError
        If there are more sliders, or far more numbers than the budget allows.
    """
    if len(recipe.parameters) > MOST_SLIDERS:
        raise ValueError(
            f"{recipe.name}: a page can hold the numbers of {MOST_SLIDERS} sliders, not of {len(recipe.parameters)}; "
            "it shows the picture"
        )
    samples = _Samples(figure)
    packed, series = [], {}
    errors: list[tuple[float, tuple[int, ...]]] = []
    for key in samples.keys:
        if key[1] == "said" and samples.is_large(key):
            packed.append(_text(samples, key))
            continue
        nodes = _nodes(samples, key, recipe)
        if (
            len(recipe.parameters) > 1
            and np.prod([len(indices) for indices in nodes]) * len(samples.scaled(key, samples.start))
            > 30 * recipe.budget
        ):
            grid = " x ".join(str(len(indices)) for indices in nodes)
            raise ValueError(f"{recipe.name}: {key[0]} needs {grid} settings. {_advice(recipe)}")
        about, stored = _packed(samples, key, nodes, recipe.tolerance)
        packed.append(about)
        series[key] = stored
        if key[1] in ("x", "y"):
            errors += [(samples.error(key, stored, place), place) for place in samples.checks]
    for key in samples.texts:
        packed.append(_text(samples, (key, "text")))
    error, worst = max(errors, key=operator.itemgetter(0))
    payload = json.dumps({"series": packed}, separators=(",", ":"), ensure_ascii=False)
    return Baked(
        name=recipe.name,
        script=f"document.currentScript.grid = {payload};\n",
        series=series,
        error=error,
        worst=samples.values(worst),
        checked=len(samples.checks),
        settings=samples.settings,
        calls=len(samples.found),
        tolerance=recipe.tolerance,
        budget=recipe.budget,
    )


class _Samples:
    """What the reader's functions give at the stops of the sliders, each computed once, on the scale of its axis."""

    def __init__(self, figure: Figure):
        self.figure = figure
        self.stops = [stops(parameter) for parameter in figure.parameters]
        self.settings = int(np.prod([len(values) for values in self.stops]))
        self.found: dict[tuple[int, ...], tuple[dict, dict]] = {}
        self.start = tuple(
            int(np.argmin(abs(values - parameter.default)))
            for values, parameter in zip(self.stops, figure.parameters, strict=True)
        )
        drawn = figure.draw(**figure.defaults)
        self.windows = {}  # of each series: its place on the axis, as (low, height, logarithmic)
        for key, about in drawn.curves.items():
            axes = drawn.axes[about["axes"]]
            for axis, limits, scale in (
                ("x", axes.get_xlim(), axes.get_xscale()),
                ("y", axes.get_ylim(), axes.get_yscale()),
            ):
                low, high = sorted(np.log10(limits) if scale == "log" else limits)
                self.windows[key, axis] = (low, high - low, scale == "log")
        self.digits = {(readout.key, "readout"): readout.digits for readout in figure.shown if not readout.text}
        known = [*figure.defaults, *(readout.key for readout in figure.shown)]
        self.digits |= {
            (place, "said"): digits for place, digits in sentence.extremes(figure.sentence_template, known).items()
        }
        self.texts = [readout.key for readout in figure.shown if readout.text]
        self.keys = [*self.windows, *self.digits]
        self.checks = self._checks()

    def _checks(self) -> list[tuple[int, ...]]:
        sizes = [len(values) for values in self.stops]
        if self.settings <= MOST_CHECKS:
            return list(itertools.product(*map(range, sizes)))
        chance = random.Random(7)
        corners = itertools.product(*((0, size - 1) for size in sizes))
        others = (tuple(chance.randrange(size) for size in sizes) for _ in range(MOST_CHECKS - 2 ** len(sizes)))
        return list(dict.fromkeys([*corners, *others]))

    def few_enough(self, key: str) -> None:
        """Raise a ValueError if there are too many settings to keep something for each."""
        if self.settings > MOST_CHECKS:
            raise ValueError(
                f"{key}: a text is kept for every setting, and there are {self.settings}; let the sliders have fewer "
                f"stops, at most {MOST_CHECKS} settings together"
            )

    def values(self, place: tuple[int, ...]) -> dict:
        """Return the values of the sliders at a place: an index into the stops of each."""
        every = zip(self.figure.parameters, self.stops, place, strict=True)
        return {parameter.name: type(parameter.default)(stops[index]) for parameter, stops, index in every}

    def at(self, place: tuple[int, ...]) -> tuple[dict, dict]:
        """Return the curves and readouts at a place."""
        if place not in self.found:
            values = self.values(place)
            try:
                self.found[place] = self.figure.curves(**values), self.figure.readouts(**values)
            except Exception as error:
                error.add_note(f"This happened at {values} while the figure was baked for the website.")
                raise
        return self.found[place]

    def scaled(self, key: tuple[str, str], place: tuple[int, ...]) -> np.ndarray:
        """Return a series at a place, on the scale of its axis."""
        curves, readouts = self.at(place)
        if key in self.digits:
            number = sentence.extreme(key[0], curves) if key[1] == "said" else readouts[key[0]]
            return np.array([float(fixed(number, self.digits[key])) if np.isfinite(number) else number])
        values = curves[key[0]]["xy".index(key[1])]
        low, height, log = self.windows[key]
        if log:
            with np.errstate(all="ignore"):
                values = np.log10(values)
        far = np.clip(values, low - BEYOND * height, low + (1 + BEYOND) * height)
        return np.where(np.isfinite(values), far, values)

    def is_large(self, key: tuple[str, str]) -> bool:
        """Whether a number that is shown is somewhere too large to be stored with its decimals."""
        self.few_enough(key[0])
        largest = max(abs(self.scaled(key, place)[0]) for place in self.checks)
        return largest * 10.0 ** self.digits[key] > LARGEST

    def distance(self, key: tuple[str, str], one: np.ndarray, other: np.ndarray) -> float:
        """Return the largest distance of two rows, as a share of the axis.

        What lies more than a height of the axis out of sight does not count.
        """
        low, height, _ = self.windows[key]
        one, other = (
            np.where(np.isfinite(row), np.clip(row, low - height, low + 2 * height), row) for row in (one, other)
        )
        same = (one == other) | (np.isnan(one) & np.isnan(other))
        with np.errstate(invalid="ignore"):
            gap = np.where(same, 0, np.abs(one - other) / height)
        return float(np.where(np.isnan(gap), np.inf, gap).max(initial=0))

    def error(self, key: tuple[str, str], series: Series, place: tuple[int, ...]) -> float:
        """Return how far a stored series is from what was computed at a place."""
        true = self.scaled(key, place)
        kept = series.at([every[index] for every, index in zip(self.stops, place, strict=True)])
        return self.distance(key, kept, _longer(true, len(kept)))


def _longer(row: np.ndarray, length: int) -> np.ndarray:
    """Return a row with NaN behind it: curves of fewer points than others end earlier."""
    return np.pad(row, (0, length - len(row)), constant_values=np.nan)


def _nodes(samples: _Samples, key: tuple[str, str], recipe: Recipe) -> list[np.ndarray]:
    """Return the indices of the stops at which a series is kept, for each slider."""
    sizes = [len(values) for values in samples.stops]
    if key in samples.digits:
        return _all(samples, key)
    tolerance = recipe.tolerance * (1 - 2 / FINE)
    bases = [samples.start]
    if len(sizes) > 1:
        chance = random.Random(9)
        bases += itertools.product(*((0, size - 1) for size in sizes))
        bases += [tuple(chance.randrange(size) for size in sizes) for _ in range(LINES)]
    share = 1.0
    for _ in range(ROUNDS):
        nodes = [_along(samples, key, axis, bases, share * tolerance) for axis in range(len(sizes))]
        series = Series(
            tuple(every[kept] for every, kept in zip(samples.stops, nodes, strict=True)), _rows(samples, key, nodes)
        )
        if len(sizes) == 1:
            return nodes
        errors = [samples.error(key, series, place) for place in samples.checks]
        wrong = np.argsort(errors)[::-1][:3]
        if errors[wrong[0]] <= tolerance:
            return nodes
        bases += [samples.checks[index] for index in wrong]
        share *= 0.85
    raise ValueError(
        f"{recipe.name}: {key[0]} changes too much between the stops of several sliders. {_advice(recipe)}"
    )


def _all(samples: _Samples, key: tuple[str, str]) -> list[np.ndarray]:
    """Return every stop of the sliders on which a number that is shown depends."""
    samples.few_enough(key[0])
    every = [np.arange(len(values)) for values in samples.stops]
    rows = _rows(samples, key, every)
    still = [np.array_equal(rows, np.roll(rows, 1, axis), equal_nan=True) for axis in range(len(every))]
    return [indices[:1] if alike else indices for indices, alike in zip(every, still, strict=True)]


def _along(
    samples: _Samples, key: tuple[str, str], axis: int, bases: list[tuple[int, ...]], tolerance: float
) -> np.ndarray:
    """Return the stops of one slider at which the rows are kept.

    On lines through some places no row between is off by more than the tolerance.
    """
    size = len(samples.stops[axis])
    lines = []
    for base in dict.fromkeys((*place[:axis], 0, *place[axis + 1 :]) for place in bases):
        rows = [samples.scaled(key, (*base[:axis], index, *base[axis + 1 :])) for index in range(size)]
        length = max(map(len, rows))
        lines.append(np.stack([_longer(row, length) for row in rows]))
    at = samples.stops[axis]
    start = samples.start[axis]
    if all(samples.distance(key, line, line[start]) <= tolerance / 4 for line in lines):
        return np.array([start])

    def holds(first: int, last: int) -> bool:
        shares = ((at[first + 1 : last] - at[first]) / (at[last] - at[first]))[:, None]
        return all(
            samples.distance(key, _between(line[first], line[last], shares), line[first + 1 : last]) <= tolerance
            for line in lines
        )

    nodes = [0]
    while nodes[-1] < size - 1:
        first = nodes[-1]
        good, leap = first + 1, 2
        while first + leap < size and holds(first, first + leap):
            good, leap = first + leap, 2 * leap
        bad = min(first + leap, size)
        if bad == size and good < size - 1 and holds(first, size - 1):
            good = size - 1
        while bad - good > 1:
            middle = (good + bad) // 2
            good, bad = (middle, bad) if holds(first, middle) else (good, middle)
        nodes.append(good)
    return np.array(nodes)


def _between(first: np.ndarray, last: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return the rows between two, at shares of the way (m, 1)."""
    rows = np.broadcast_to(first, (len(shares), len(first))), np.broadcast_to(last, (len(shares), len(last)))
    nearer = blend([1.0, 0.0], list(rows)), blend([0.0, 1.0], list(rows))
    both = np.isfinite(rows[0]) & np.isfinite(rows[1])
    mixed = np.where(both, (1 - shares) * np.where(both, rows[0], 0) + shares * np.where(both, rows[1], 0), 0)
    return np.where(both, mixed, np.where(shares <= 0.5, *nearer))


def _rows(samples: _Samples, key: tuple[str, str], nodes: list[np.ndarray]) -> np.ndarray:
    rows = [samples.scaled(key, tuple(map(int, place))) for place in itertools.product(*nodes)]
    length = max(map(len, rows))
    return np.stack([_longer(row, length) for row in rows]).reshape(*map(len, nodes), length)


def _packed(samples: _Samples, key: tuple[str, str], nodes: list[np.ndarray], tolerance: float) -> tuple[dict, Series]:
    rows = _rows(samples, key, nodes)
    log = False
    if key in samples.digits:
        step = 10.0 ** -samples.digits[key]
    else:
        _, height, log = samples.windows[key]
        step = float(f"{height * tolerance * 2 / FINE:.3g}")
    at = [every[kept] for every, kept in zip(samples.stops, nodes, strict=True)]
    try:
        about, series = pack(at, rows, step)
    except ValueError as error:
        raise ValueError(f"{key[0]}: {error}") from None
    named = {"key": key[0], "part": key[1], **({"log": 1} if log else {})}
    return {**named, **about}, series


def _text(samples: _Samples, key: tuple[str, str]) -> dict:
    """Return a text at every stop, each text once."""
    samples.few_enough(key[0])

    def said(place: tuple[int, ...]) -> str:
        curves, readouts = samples.at(place)
        if key[1] == "text":
            return readouts[key[0]]
        number = sentence.extreme(key[0], curves)
        return sentence.NO_VALUE if np.isnan(number) else shown(number, samples.digits[key])

    every = [said(place) for place in samples.checks]
    texts = list(dict.fromkeys(every))
    rows = np.array([float(texts.index(text)) for text in every]).reshape(*map(len, samples.stops), 1)
    return {"key": key[0], "part": key[1], "texts": texts, **pack(samples.stops, rows, 1.0)[0]}
