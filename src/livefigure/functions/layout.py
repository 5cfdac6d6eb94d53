"""The picture of a reader's curves: axes, lines where nobody draws them, a legend, and room for every text."""

import itertools
from collections.abc import Callable, Mapping

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.ticker import LogFormatter

from livefigure.draw import WIDTH, Picture, picture
from livefigure.functions.callables import name_of
from livefigure.functions.limits import Limits
from livefigure.roles import role, role_of_key

DASHES = ("-", (0, (7, 2.5)), (0, (2, 2)), (0, (8, 2, 2, 2)), (0, (4, 1.5)), (0, (1, 1.5)))
HEIGHT = 250
EDGE = 4  # SVG units between a text and the edge of the picture
_SCALES = ("xscale", "yscale")  # they come before the limits, which depend on them


def laid_out(
    curves: dict, limits: Limits, draw: Callable | None, axes_settings: Mapping, labels: Mapping[str, str]
) -> Picture:
    """Return the picture of curves: drawn by ``draw(picture, curves)``, or as lines where there is none.

    Raises
    ------
    TypeError, ValueError
        If ``draw`` does what cannot become live; the message names it.
    """
    started = picture(HEIGHT, [(44, 14, 14, 44)])
    axes = started.axes[0]
    axes.set(**{key: value for key, value in axes_settings.items() if key in _SCALES})
    for axis in (axes.xaxis, axes.yaxis):
        if axis.get_scale() == "log":
            axis.set_major_formatter(_Plain())
            axis.set_minor_formatter(_Plain())
    wide = {name: _padded(name, limits[name], axes) for name in "xy"}
    axes.set_xlim(wide["x"])
    axes.set_ylim(wide["y"])
    axes.set(**{key: value for key, value in axes_settings.items() if key not in _SCALES})
    if draw:
        made = draw(started, curves) or started
        if not isinstance(made, Picture):
            raise TypeError(f"{name_of(draw)} must draw on the picture it is given and return nothing, not {made!r}")
    else:
        made = started
        _draw_lines(made, curves, labels)
        if len(curves) == 1 and "ylabel" not in axes_settings:
            (key,) = curves
            axes.set_ylabel(labels.get(key, key))
    _check(made, name_of(draw) if draw else "explore", curves)
    _add_legend(made.axes[0], even_for_one=bool(draw))
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


def _draw_lines(drawn: Picture, curves: dict, labels: Mapping[str, str]) -> None:
    """Draw all curves as lines, told apart by their dashes: a colour says a role, not a rank."""
    roles = {key: role(role_of_key(key)) for key in curves}
    spare = itertools.cycle([dash for dash in DASHES if dash not in {known.dash for known in roles.values()} - {"-"}])
    for key, curve in curves.items():
        dash = next(spare) if roles[key].dash == "-" else roles[key].dash
        drawn.line(key, curve, role=roles[key].name, linestyle=dash, label=labels.get(key, key))
    drawn.axes[0].grid(axis="y")


def _check(drawn: Picture, where: str, curves: dict) -> None:
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


def _add_legend(axes, even_for_one: bool) -> None:
    """Put a legend above axes that have none, in as few rows as fit."""
    count = len(axes.get_legend_handles_labels()[0])
    if axes.get_legend() is not None or count < (1 if even_for_one else 2):
        return
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
