"""Draw a figure once with matplotlib and give it back as an SVG whose curves have names.

The front end rewrites those curves; everything else in the picture stays as matplotlib drew it.
"""

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.cbook import normalize_kwargs
from matplotlib.figure import Figure as MatplotlibFigure
from matplotlib.lines import Line2D
from matplotlib.markers import CARETUPBASE
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image

from livefigure import roles
from livefigure.svg import SVG, sentinel, template

WIDTH = 440  # SVG units: at a phone's 358 px, text of FONT_SIZE is 10.6 px high; at 640 px it is 18.9 px
FONT_SIZE = 13

_in_light = ContextVar("in_light", default=False)


def color(name: str) -> str:
    """Return the colour to draw a role with, such as "quiet"."""
    return roles.role(name).light if _in_light.get() else sentinel(name)


_STYLE = {
    "axes.linewidth": 1.0,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.size": FONT_SIZE,
    "axes.labelsize": FONT_SIZE,
    "xtick.labelsize": FONT_SIZE,
    "ytick.labelsize": FONT_SIZE,
    "legend.fontsize": FONT_SIZE,
    "svg.fonttype": "none",
    "svg.hashsalt": "livefigure",
    "path.simplify": True,
}
_COLORED = {"axes.edgecolor": "quiet", "grid.color": "grid", "xtick.color": "quiet", "ytick.color": "quiet"}


@contextmanager
def _style():
    """Draw in the engine's own style, whatever the reader has set."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        matplotlib.rcParams.update({name: color(role) for name, role in _COLORED.items()})
        matplotlib.rcParams.update({"xtick.labelcolor": "black", "ytick.labelcolor": "black"})
        yield


@dataclass
class Picture:
    """A matplotlib figure together with the curves and texts in it that the front end may change."""

    figure: MatplotlibFigure
    axes: list[Axes]
    curves: dict[str, dict] = field(default_factory=dict)
    layers: dict[str, tuple[str, str, list]] = field(default_factory=dict)
    stills: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)

    def line(self, key: str, curve, *, role: str, on: int = 0, label: str | None = None, **style) -> None:
        """Draw a curve that moves, in its role's colour and dash.

        Gaps are NaN; an empty curve is drawn as one, to have a path that can move.
        """
        x, y = curve if len(curve[0]) else ([np.nan], [np.nan])
        usual = {"linewidth": 2.4, "linestyle": roles.role(role).dash, "solid_capstyle": "round"}
        style = usual | normalize_kwargs(style, Line2D)  # it may say ls and lw
        (artist,) = self.axes[on].plot(x, y, color=color(role), label=label, **style)
        self._name(key, role, artist, on, kind="line")

    def points(self, key: str, curve, *, role: str, on: int = 0, **style) -> None:
        """Draw points that move. Where none is in sight one is kept hidden, of which the front end makes others."""
        x, y = curve if len(curve[0]) else ([np.nan], [np.nan])
        style = {"marker": "o", "markersize": 9, "markeredgewidth": 0, "linestyle": "none", **style}
        (artist,) = self.axes[on].plot(x, y, color=color(role), zorder=5, **style)
        self._name(key, role, artist, on, kind="points")

    def tips(self, key: str, curve, *, role: str, on: int = 0) -> None:
        """Draw a tip on every bar that goes on beyond the axes; ``curve`` says where they reach the edge."""
        self.points(key, curve, role=role, on=on, marker=CARETUPBASE, markersize=10, clip_on=False)

    def bars(self, key: str, curve, *, role: str, width: float, on: int = 0, **style) -> None:
        """Draw bars that change height: one path for all of them, standing on 0."""
        x, y = (np.asarray(values, dtype=float) for values in curve)
        seen = np.isfinite(x) & np.isfinite(y)
        x, y = (x[seen], y[seen]) if seen.any() else (np.full(1, np.nan), np.full(1, np.nan))
        corners = np.stack(
            [
                np.column_stack([x - width / 2, np.zeros_like(y)]),
                np.column_stack([x - width / 2, y]),
                np.column_stack([x + width / 2, y]),
                np.column_stack([x + width / 2, np.zeros_like(y)]),
            ],
            axis=1,
        )
        path = Path.make_compound_path(*[Path(bar, closed=False) for bar in corners])
        artist = self.axes[on].add_patch(PathPatch(path, facecolor=color(role), linewidth=0, **style))
        self._name(key, role, artist, on, kind="bars", width=width)

    def area(self, key: str, curve, *, role: str, on: int = 0, **style) -> None:
        """Fill a polygon that moves; NaN separates several, and an empty curve fills nothing."""
        path = _polygons(*(np.asarray(values, dtype=float) for values in curve))
        artist = self.axes[on].add_patch(PathPatch(path, **{"facecolor": color(role), "linewidth": 0, **style}))
        self._name(key, role, artist, on, kind="area")

    def layer(self, choice: str, option: str, *artists, legend: bool = False) -> None:
        """Show artists that never move only while a choice has an option; they may be part of a legend."""
        identity = f"{'legend' if legend else 'when'}-{choice}-{option}-{len(self.layers)}"
        for number, artist in enumerate(artists):
            artist.set_gid(f"{identity}-{number}")
            self.layers[f"{identity}-{number}"] = (choice, option, artist)

    def still(self, key: str, *artists) -> None:
        """Give artists that never move a name, by which a veil hides them."""
        for artist in artists:
            identity = f"still-{len(self.stills)}"
            artist.set_gid(identity)
            self.stills[identity] = key

    def text(self, key: str, artist) -> None:
        """Give a text (a label, a legend's entry) the name by which the front end rewrites it.

        One that begins with a curve's key and a space is hidden with that curve.
        """
        artist.set_gid(f"text-{key}")

    def _name(self, key, role, artist, on, **details):
        artist.set_gid(f"curve-{key}")
        self.labels[artist.get_label()] = key
        self.roles[key] = role
        self.curves[key] = {"axes": on, **details}

    def _legend_entries(self) -> dict[str, str]:
        """Return the ids of what the legends show of curves, each with its curve's key: they are hidden together."""
        found = {}
        for legend in filter(None, (axes.get_legend() for axes in self.axes)):
            for mark, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
                key = self.labels.get(text.get_text())
                for artist, name in ((mark, "mark"), (text, "words")) if key else ():
                    artist.set_gid(artist.get_gid() or f"legend-{name}-{key}")
                    found[artist.get_gid()] = key
        return found

    def transforms(self) -> list[dict]:
        """Return, for each axes, how data become SVG units: ``X = x[0] * x + x[1]``, likewise y.

        A third number in the list says that the axis is logarithmic: log10 of the data takes their place. ``box`` is
        where the axes are: left, top, right, bottom.
        """
        height = self.figure.get_size_inches()[1] * 72
        result = []
        for axes in self.axes:
            logs = [scale == "log" for scale in (axes.get_xscale(), axes.get_yscale())]
            near, far = (axes.transData.transform([10.0**end if log else end for log in logs]) for end in (0, 1))
            (x, y), (to_x, to_y) = near, far
            lists = [float(to_x - x), float(x)], [float(y - to_y), float(height - y)]
            made = {axis: [*pair, 1] if log else pair for axis, pair, log in zip("xy", lists, logs, strict=True)}
            edges = axes.bbox
            box = [edges.x0, height - edges.y1, edges.x1, height - edges.y0]
            result.append({**made, "box": [round(float(edge), 2) for edge in box]})
        return result

    @contextmanager
    def _points_in_sight(self):
        """Give the keys of points of which matplotlib would draw none, while one of each stands in the middle."""
        unseen = {}
        for axes in self.axes:
            for line in axes.lines:
                key = (line.get_gid() or "").removeprefix("curve-")
                if self.curves.get(key, {}).get("kind") == "points":
                    places = line.get_transform().transform(line.get_xydata())
                    if not any(self.figure.bbox.contains(*place) for place in places):
                        unseen[key] = line, line.get_data()
                        middle = axes.transData.inverted().transform(axes.bbox.get_points().mean(axis=0))
                        line.set_data(*middle[:, None])
        try:
            yield unseen.keys()
        finally:
            for line, data in unseen.values():
                line.set_data(*data)

    def svg(self, prefix: str, values: dict | None = None) -> ET.Element:
        """Return the picture as an SVG element: its ids behind the prefix, its colours CSS variables.

        Layers whose option is not the one in ``values`` are there, but hidden.
        """
        for axes in self.axes:
            for line in (*axes.get_xgridlines(), *axes.get_ygridlines()):
                line.set_clip_on(False)  # it ends with the axes anyway
        entries = self._legend_entries()
        buffer = io.BytesIO()
        with _style(), self._points_in_sight() as unseen:
            FigureCanvasSVG(self.figure).print_svg(buffer, metadata=_NO_METADATA)
        root = template(buffer.getvalue().decode(), prefix)
        for element in list(root.iter()):
            identity = element.get("id", "").removeprefix(f"{prefix}-")
            curve, more, _ = element.get("data-text", "").partition(" ")
            if identity in entries:
                element.set("data-legend", entries[identity])
            elif identity.startswith("legend"):
                element.set("data-control", "legend")
            elif more and curve in self.curves:
                element.set("data-legend", curve)
            if element.get("data-curve") in unseen:
                for mark in element.iter(f"{{{SVG}}}use"):
                    mark.set("display", "none")
            if identity in self.stills:
                element.set("data-still", self.stills[identity])
            choice, option, _ = self.layers.get(identity, ("", "", None))
            if choice:
                element.set("data-when", choice)
                element.set("data-is", option)
                if values and values[choice] != option:
                    element.set("display", "none")
        return root


def _polygons(x, y) -> Path:
    """Return the polygons between the gaps of a curve as one path; a path of nothing can still move."""
    gaps = np.flatnonzero(~np.isfinite(x + y))
    pieces = [piece[np.isfinite(piece).all(axis=1)] for piece in np.split(np.column_stack([x, y]), gaps)]
    paths = [Path(piece) for piece in pieces if len(piece)]
    return Path.make_compound_path(*paths) if paths else Path([(np.nan, np.nan)])


_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def png(draw: Callable, values: dict, note: str = "") -> bytes:
    """Return what ``draw`` draws as a PNG in the light colours, for where neither scripts nor SVG are shown.

    The lines of ``note`` stand below it, in the picture itself: where only a picture is shown, nothing else can tell
    the reader why.
    """
    before = _in_light.set(True)
    try:
        drawn = draw(**values)
        for choice, option, artist in drawn.layers.values():
            artist.set_visible(values[choice] == option)
        pixels = _pixels(drawn.figure)
        if note:
            pixels = np.vstack([pixels, _pixels(_strip(note))])
    finally:
        _in_light.reset(before)
    buffer = io.BytesIO()
    # 64 colours are enough for lines and letters, and a quarter of the bytes
    image = Image.fromarray(pixels).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _pixels(figure: MatplotlibFigure) -> np.ndarray:
    """Return a figure as pixels, two to a unit, on white."""
    figure.set_dpi(144)
    figure.patch.set_visible(True)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def _strip(note: str) -> MatplotlibFigure:
    """Return a strip as wide as a picture with the lines of a note."""
    height = 12 + 18 * len(note.splitlines())
    with _style():
        figure = MatplotlibFigure(figsize=(WIDTH / 72, height / 72))
        figure.text(8 / WIDTH, 0.5, note, color=color("quiet"), va="center", linespacing=1.4)
    return figure


def picture(height: float, boxes: list[tuple[float, float, float, float]]) -> Picture:
    """Start a picture WIDTH units wide with one axes per box (left, top, right, bottom margins in SVG units).

    Nothing is fitted around the contents afterwards: the front end relies on where the axes are.
    """
    with _style():
        figure = MatplotlibFigure(figsize=(WIDTH / 72, height / 72), dpi=72)
        FigureCanvasSVG(figure)
        axes = []
        for left, top, right, bottom in boxes:
            place = (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - top - bottom) / height)
            axes.append(figure.add_axes(place))
            axes[-1].set_axisbelow(True)
            axes[-1].patch.set_visible(False)
        figure.patch.set_visible(False)
    return Picture(figure, axes)


def drawing(function):
    """Decorate a figure's ``draw`` so that it draws in the engine's own style, whatever the reader has set."""

    def styled(**values):
        with _style():
            return function(**values)

    styled.__doc__ = function.__doc__
    return styled
