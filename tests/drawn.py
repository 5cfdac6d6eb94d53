"""Read what is drawn: SVG paths as polylines, and how far apart two of them lie."""

import functools
import itertools
import re
import xml.etree.ElementTree as ET
from unittest import mock

import numpy as np

from crossentropy.figures import figure
from livefigure.draw import _STYLE, Picture
from livefigure.figure import Figure
from livefigure.page import figure_html
from livefigure.svg import SVG

NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"


def svg(figure: Figure, values: dict | None = None) -> ET.Element:
    """Return the picture in a figure's HTML."""
    html = figure_html(figure, values)
    return ET.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])


def at(name: str, setting: dict) -> tuple[Picture, ET.Element]:
    """Return what matplotlib draws of a figure, with every point of its curves, and the SVG; each is made once."""
    return _at(name, *setting.items())


@functools.cache
def _at(name: str, *setting) -> tuple[Picture, ET.Element]:
    with mock.patch.dict(_STYLE, {"path.simplify": False}):
        made = figure(name).draw(**dict(setting))
        return made, made.svg(name)


def polylines(d: str) -> list[np.ndarray]:
    """Read a path of straight lines: one array of points (n, 2) for each stroke."""
    steps = re.findall(rf"([ML])\s*({NUMBER})[\s,]+({NUMBER})", d)
    assert re.sub(rf"[ML]\s*{NUMBER}[\s,]+{NUMBER}", "", d).strip() == "", f"more than straight lines: {d[:80]}"
    strokes: list[list] = []
    for command, x, y in steps:
        if command == "M":
            strokes.append([])
        strokes[-1].append((float(x), float(y)))
    return [np.array(each) for each in strokes]


def placed(curve, transform: dict) -> list[np.ndarray]:
    """Put a curve of data where it belongs in the picture; NaN breaks it."""
    data = [np.asarray(each, dtype=float) for each in curve]
    scales = [transform["x"], transform["y"]]
    data = [np.log10(each) if len(scale) == 3 else each for each, scale in zip(data, scales, strict=True)]
    points = np.column_stack([scale[0] * each + scale[1] for each, scale in zip(data, scales, strict=True)])
    breaks = np.flatnonzero(~np.isfinite(points).all(axis=1))
    return [
        piece[np.isfinite(piece).all(axis=1)]
        for piece in np.split(points, breaks)
        if np.isfinite(piece).all(axis=1).any()
    ]


def box(picture, axes: int) -> tuple[float, float, float, float]:
    """Return the inside of an axes in SVG units: left, right, top, bottom."""
    transform = picture.transforms()[axes]
    (left, right), (low, high) = picture.axes[axes].get_xlim(), picture.axes[axes].get_ylim()
    x, y = transform["x"], transform["y"]
    if len(x) == 3:
        left, right = np.log10([left, right])
    if len(y) == 3:
        low, high = np.log10([low, high])
    return x[0] * left + x[1], x[0] * right + x[1], y[0] * high + y[1], y[0] * low + y[1]


def distances(points: np.ndarray, lines: list[np.ndarray]) -> np.ndarray:
    """Return how far each point is from the nearest of the lines."""
    ends = [(line[:-1], line[1:]) if len(line) > 1 else (line, line) for line in lines if len(line)]
    if not ends:
        return np.full(len(points), np.inf)
    (x, y), (to_x, to_y) = (np.concatenate(each).T for each in zip(*ends, strict=True))
    along_x, along_y = to_x - x, to_y - y
    length = along_x**2 + along_y**2
    length = np.where(length > 0, length, 1)
    nearest = []
    for few in np.split(points, range(64, len(points), 64)):  # as many as the processor keeps near
        away_x, away_y = few[:, :1] - x, few[:, 1:] - y
        share = np.clip((away_x * along_x + away_y * along_y) / length, 0, 1)
        nearest.append(((away_x - share * along_x) ** 2 + (away_y - share * along_y) ** 2).min(axis=1))
    return np.sqrt(np.concatenate(nearest))


def samples(lines: list[np.ndarray], inside: tuple[float, float, float, float]) -> np.ndarray:
    """Return points along the lines, at most 1 unit apart, that lie inside a box."""
    found = [np.empty((0, 2))]
    for line in lines:
        found.append(line)
        for start, stop in itertools.pairwise(line):
            pieces = min(int(np.hypot(*(stop - start))), 500)
            if pieces:
                found.append(start + np.linspace(0, 1, pieces + 2)[1:-1, None] * (stop - start))
    points = np.concatenate(found)
    left, right, top, bottom = inside
    x, y = points.T
    return points[(x >= left) & (x <= right) & (y >= top) & (y <= bottom)]


def apart(first: list[np.ndarray], second: list[np.ndarray], inside: tuple[float, float, float, float]) -> float:
    """Return the largest distance between two drawings inside a box, either way."""
    gaps = [distances(samples(a, inside), b) for a, b in ((first, second), (second, first))]
    return float(np.concatenate(gaps).max(initial=0.0))


def strokes_of(element: ET.Element) -> list[np.ndarray]:
    """Return the lines of a named curve."""
    return polylines(element.find(f"{{{SVG}}}path").get("d", ""))


def marks_of(element: ET.Element) -> np.ndarray:
    """Return the places of a named curve's points that are in sight."""
    marks = [each for each in element.iter(f"{{{SVG}}}use") if each.get("display") != "none"]
    return np.array([(float(each.get("x")), float(each.get("y"))) for each in marks]).reshape(-1, 2)


def curve_elements(root: ET.Element) -> dict[str, list[ET.Element]]:
    """Return the elements that carry a curve's name, by name."""
    found: dict[str, list[ET.Element]] = {}
    for element in root.iter():
        if "data-curve" in element.attrib:
            found.setdefault(element.get("data-curve"), []).append(element)
    return found
