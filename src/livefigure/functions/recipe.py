"""What a reader said of a figure, and the `Figure` that comes of it."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.ticker import LogFormatter

from livefigure.draw import WIDTH, Picture, drawing, picture
from livefigure.figure import Figure, Parameter, Readout
from livefigure.functions import sentence
from livefigure.functions.callables import accepted, checked, checked_readouts, latest, name_of
from livefigure.functions.sliders import stops
from livefigure.roles import role_of_key

DASHES = ("-", (0, (7, 2.5)), (0, (2, 2)), (0, (8, 2, 2, 2)), (0, (4, 1.5)), (0, (1, 1.5)))
LOOKS = 11  # values of each slider at which the limits of the axes are looked for
HEIGHT = 250
EDGE = 4  # SVG units between a text and the edge of the picture


@dataclass(frozen=True)
class Recipe:
    """The reader's functions and words; `explore` describes them."""

    curves: Callable
    parameters: tuple[Parameter, ...]
    draw: Callable | None = None
    readouts: Callable | None = None
    name: str = "explored"
    title: str = ""
    caption: str = ""
    sentence: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    digits: dict[str, int] | int = 3
    axes: dict = field(default_factory=dict)
    tolerance: float = 0.002
    budget: int = 30_000

    @property
    def functions(self) -> tuple[Callable, ...]:
        """The reader's functions as they are defined now."""
        given = (self.curves, self.draw, self.readouts)
        return tuple(latest(each) for each in given if each is not None)

    def label(self, key: str) -> str:
        """Return what readers see for a key."""
        return self.labels.get(key, key)

    def compute(self, values: dict, keys=None) -> dict:
        """Return the curves at some values."""
        function = latest(self.curves)
        with np.errstate(all="ignore"):  # a gap in a curve is shown, not warned about
            return checked(function(**accepted(function, values)), function, keys)

    def read(self, values: dict, before=None) -> dict:
        """Return the readouts at some values."""
        if self.readouts is None:
            return {}
        function = latest(self.readouts)
        with np.errstate(all="ignore"):
            return checked_readouts(function(**accepted(function, values)), function, before)


def figure(recipe: Recipe) -> Figure:
    """Return the live figure of a recipe, from the functions as they are defined now.

    Raises
    ------
    TypeError, ValueError
        If a function returns something that cannot be shown; the message says what.
    """
    defaults = {each.name: each.default for each in recipe.parameters}
    first, numbers = recipe.compute(defaults), recipe.read(defaults)
    keys = tuple(first)
    known = {*defaults, *first, *numbers}
    for what in ("labels", "units", "digits"):
        given = getattr(recipe, what)
        for key in given if isinstance(given, dict) else ():
            if key not in known:
                raise ValueError(f"{what}: there is no {key!r}; there are {', '.join(sorted(known))}")
    shown = tuple(
        Readout(
            key,
            recipe.label(key),
            recipe.digits.get(key, 3) if isinstance(recipe.digits, dict) else recipe.digits,
            recipe.units.get(key, ""),
            text=isinstance(value, str),
        )
        for key, value in numbers.items()
    )
    limits = _Limits(recipe, first, keys)
    spread = limits.y[1] - limits.y[0]
    digits = int(np.clip(2 - np.floor(np.log10(spread)), 0, 6)) if spread > 0 else 2
    words = recipe.sentence or sentence.usual(
        recipe.parameters, shown, {key: recipe.label(key) for key in keys}, digits
    )
    sentence.check(words, recipe.parameters, shown, first)
    compute = _remembering(lambda values: recipe.compute(values, keys))
    read = _remembering(lambda values: recipe.read(values, numbers))

    def reasons(**values):
        return {
            key: sentence.NO_VALUE
            for key, number in read(values).items()
            if isinstance(number, float) and number != number
        }

    @drawing
    def draw(**values) -> Picture:
        return _drawn(recipe, limits, compute(values))

    return Figure(
        name=recipe.name,
        title=recipe.title,
        caption=recipe.caption,
        parameters=recipe.parameters,
        curves=lambda **values: compute(values),
        readouts=lambda **values: read(values),
        reasons=reasons,
        sentence=lambda **values: sentence.filled(
            words, recipe.parameters, shown, values, read(values), compute(values)
        ),
        draw=draw,
        shown=shown,
        sentence_template=words,
    )


def _remembering(function: Callable) -> Callable:
    """Return the function with a memory of its last answer: a redraw asks for the same numbers several times."""
    last: list = [None, None]

    def answer(values: dict):
        if last[0] != values:
            last[:] = [None, None]
            last[:] = [dict(values), function(values)]
        return last[1]

    return answer


class _Limits:
    """The limits of the axes that hold wherever the sliders stand; found by looking at many of their values."""

    def __init__(self, recipe: Recipe, first: dict, keys: tuple[str, ...]):
        found = [first]
        for values in settings(recipe.parameters):
            try:
                found.append(recipe.compute(values, keys))
            except Exception:  # the figure shows it when the reader gets there
                continue
        self.x, self.y = (
            self._of([made[key][axis] for made in found for key in keys], recipe.axes.get(f"{name}scale") == "log")
            for axis, name in enumerate("xy")
        )

    @staticmethod
    def _of(arrays: list[np.ndarray], log: bool) -> tuple[float, float]:
        values = np.concatenate(arrays)
        values = values[np.isfinite(values) & ((values > 0) | (not log))]
        if not len(values):
            return (0.1, 1.0) if log else (0.0, 1.0)
        low, high = float(values.min()), float(values.max())
        inner = np.percentile(values, [2, 98])
        if not log and high - low > 20 * (inner[1] - inner[0]) > 0:
            low, high = map(float, inner)  # a pole would press everything else flat
        if low == high:
            return (low / 2, high * 2) if log else (low - 0.5, high + 0.5)
        return low, high


def settings(parameters: tuple[Parameter, ...]) -> list[dict]:
    """Return some settings: each slider along its way with the others at their defaults, and some corners."""
    defaults = {each.name: each.default for each in parameters}
    found = []
    for each in parameters:
        every = stops(each)
        for place in np.unique(np.linspace(0, len(every) - 1, LOOKS).round().astype(int)):
            found.append({**defaults, each.name: type(each.default)(every[place])})
    corners = list(itertools.islice(itertools.product(*((each.minimum, each.maximum) for each in parameters)), 256))
    for corner in random.Random(5).sample(corners, min(len(corners), 16)):
        found.append({each.name: type(each.default)(end) for each, end in zip(parameters, corner, strict=True)})
    return found


def _drawn(recipe: Recipe, limits: _Limits, curves: dict) -> Picture:
    started = picture(HEIGHT, [(44, 14, 14, 44)])
    axes = started.axes[0]
    axes.set(**{key: value for key, value in recipe.axes.items() if key in ("xscale", "yscale")})
    for axis in (axes.xaxis, axes.yaxis):
        if axis.get_scale() == "log":
            axis.set_major_formatter(_Plain())
            axis.set_minor_formatter(_Plain())
    wide = {name: _padded(name, getattr(limits, name), axes) for name in "xy"}
    axes.set_xlim(wide["x"])
    axes.set_ylim(wide["y"])
    axes.set(**{key: value for key, value in recipe.axes.items() if key not in ("xscale", "yscale")})
    function = latest(recipe.draw) if recipe.draw else None
    made = (function(started, curves) if function else _usual(recipe, started, curves)) or started
    if not isinstance(made, Picture):
        raise TypeError(f"{name_of(function)} must draw on the picture it is given and return nothing, not {made!r}")
    _check(made, function, curves)
    if made is started:
        _make_room_for_bars(made, wide)
        _fit(made)
    return made


class _Plain(LogFormatter):
    """The ticks of a logarithmic axis as plain numbers: an exponent set high would be too small to read on a phone."""

    def __call__(self, value, pos=None):
        """Return the text of a tick, such as 0.001 or 1e−5, empty where matplotlib would show none."""
        text = f"{value:g}".replace("e-0", "e−").replace("e-", "e−").replace("e+0", "e").replace("e+", "e")
        return text if super().__call__(value, pos) else ""


def _padded(name: str, limits: tuple[float, float], axes) -> tuple[float, float]:
    low, high = limits
    if (axes.get_xscale() if name == "x" else axes.get_yscale()) == "log":
        more = (high / low) ** (0.0 if name == "x" else 0.04)
        return low / more, high * more
    if name == "x":
        return low, high
    if 0 <= low < 0.4 * high:
        return 0.0, high * 1.05
    more = 0.05 * (high - low)
    return low - more, high + more


def _usual(recipe: Recipe, drawn: Picture, curves: dict) -> None:
    """Draw all curves as lines, told apart by their dashes: a colour says a role, not a rank."""
    for (key, curve), dash in zip(curves.items(), itertools.cycle(DASHES), strict=False):
        drawn.line(key, curve, role=role_of_key(key), linestyle=dash, label=recipe.label(key))
    axes = drawn.axes[0]
    axes.grid(axis="y")
    if len(curves) == 1 and "ylabel" not in recipe.axes:
        axes.set_ylabel(recipe.label(*curves))


def _check(drawn: Picture, function: Callable | None, curves: dict) -> None:
    where = name_of(function) if function else "explore"
    if not drawn.curves:
        raise ValueError(f"{where} drew no curve: use picture.line, .points, .bars or .area with a key of the curves")
    for key, about in drawn.curves.items():
        if key not in curves:
            raise ValueError(f"{where} drew {key!r}, but there are only the curves {', '.join(curves)}")
        scales = {drawn.axes[about["axes"]].get_xscale(), drawn.axes[about["axes"]].get_yscale()}
        if scales - {"linear", "log"}:
            raise ValueError(f"{where}: the axes of {key!r} must be linear or logarithmic, not {', '.join(scales)}")
        if about["kind"] == "bars" and "log" in scales:
            raise ValueError(
                f"{where}: bars stand on 0, which a logarithmic axis does not have; draw {key!r} as points"
            )
    axes = drawn.axes[0]
    labelled = axes.get_legend_handles_labels()[0]
    if axes.get_legend() is None and (len(labelled) > 1 or (labelled and function)):
        _legend(axes, len(labelled))


def _legend(axes, count: int) -> None:
    """Put a legend above the axes, in as few rows as fit."""
    for columns in range(count, 0, -1):
        legend = axes.legend(
            loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, borderaxespad=0.2,
            handlelength=2.2, columnspacing=1.2,
        )  # fmt: skip
        if legend.get_window_extent(_renderer(axes.figure)).width <= WIDTH - 60:
            break


def _renderer(figure):
    return FigureCanvasAgg(figure).get_renderer()


def _make_room_for_bars(drawn: Picture, wide: dict) -> None:
    """Widen limits that nobody has set so that bars stand on the axis whole."""
    widths = [about["width"] for about in drawn.curves.values() if about["kind"] == "bars"]
    axes = drawn.axes[0]
    if not widths:
        return
    if tuple(axes.get_xlim()) == wide["x"]:
        axes.set_xlim(wide["x"][0] - 0.75 * max(widths), wide["x"][1] + 0.75 * max(widths))
    low, high = axes.get_ylim()
    if (low, high) == wide["y"]:
        axes.set_ylim(min(low, 0), max(high, 0))


def _fit(drawn: Picture) -> None:
    """Move the axes' edges so that tick labels, axis labels and legend lie inside the picture."""
    (axes,) = drawn.axes
    height = drawn.figure.get_size_inches()[1] * 72
    for _ in range(2):  # ticks may change with the room there is
        box, texts = axes.get_window_extent(), axes.get_tightbbox(_renderer(drawn.figure))
        left, bottom = EDGE + box.x0 - min(texts.x0, box.x0), EDGE + box.y0 - min(texts.y0, box.y0)
        right, top = EDGE + max(texts.x1, box.x1) - box.x1, EDGE + max(texts.y1, box.y1) - box.y1
        if left + right > WIDTH / 2 or top + bottom > height * 0.7:
            raise ValueError("labels and legend leave no room for the curves; make them shorter")
        axes.set_position(
            (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - top - bottom) / height)
        )
