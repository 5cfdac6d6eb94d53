"""Drawn curves without a browser: what a stroke fills, how a curve is read off its axes, what is said of the two."""

import numpy as np
import pytest

from crossentropy.predictions import gap
from test_predictions import in_javascript

LINE = 'import { complete, cross, heightsOf } from "crossentropy/predictions/line.js";'
# A stroke through points, each a place and a height; the whole line that comes of it.
STROKES = """(strokes) => {
  const heights = Array(65).fill(null);
  for (const stroke of strokes) {
    cross(heights, Math.round(stroke[0][0]), Math.round(stroke[0][0]), stroke[0][1], stroke[0][1]);
    stroke.slice(1).forEach(([place, height], i) => cross(heights, stroke[i][0], place, stroke[i][1], height));
  }
  return complete(heights);
}"""


def drawn(*strokes: list) -> np.ndarray:
    return np.array(in_javascript(LINE, STROKES, [strokes])[0], dtype=float)


def dome(places: np.ndarray) -> np.ndarray:
    """Return the entropy of yes or no as a share of axes that reach to 1.05 nat."""
    p = np.clip(places / 64, 1e-12, 1 - 1e-12)
    return -(p * np.log(p) + (1 - p) * np.log1p(-p)) / 1.05


@pytest.mark.parametrize(("events", "beside"), [(60, 0.002), (30, 0.004), (8, 0.02)])
def test_line_is_as_true_as_the_hand_that_draws_it(events, beside):
    """Mean distance in nat of a curve that is followed exactly, in as many pointer events as a device sends."""
    places = np.linspace(0, 64, events)
    line = drawn(np.column_stack([places, dome(places)]).tolist())
    assert 1.05 * np.abs(line - dome(np.arange(65))).mean() < beside


@pytest.mark.parametrize("way", [1, -1], ids=["to the right", "to the left"])
def test_stroke_fills_all_places_that_it_crosses(way):
    line = drawn([[8.5, 0.1], [40.5, 0.9]][::way], [[0, 0], [0, 0]], [[64, 0], [64, 0]])
    assert line[9:41] == pytest.approx(0.1 + 0.8 * (np.arange(9, 41) - 8.5) / 32, abs=0.001)


def test_stroke_that_goes_back_overwrites():
    line = drawn([[0, 0.2], [64, 0.2], [32, 0.8]])
    assert line[:32] == pytest.approx(0.2)
    assert line[[32, 64]] == pytest.approx([0.8, 0.2])


def test_line_is_straight_between_what_is_drawn_and_level_beyond():
    line = drawn([[10, 0.2], [20, 0.2]], [[40, 0.6], [50, 0.6]])
    assert line == pytest.approx(np.interp(np.arange(65), [20, 40], [0.2, 0.6]), abs=0.001)


def test_nothing_drawn_is_no_line():
    assert in_javascript(LINE, STROKES, [[]]) == [None]


@pytest.mark.parametrize("log_x", [False, True])
@pytest.mark.parametrize("log_y", [False, True])
def test_curve_is_read_at_the_places_of_a_line_within_its_axes(log_x, log_y):
    """Between two points straight as in the picture; where the curve is not, there is no value."""
    rng = np.random.default_rng(2)
    left, top, right, bottom = box = [50, 20, 430, 210]
    given, expected = [], []
    for _ in range(20):
        x, y = np.sort(rng.uniform(0.01, 10, 40)), rng.uniform(0.001, 3, 40)
        sx, sy = (np.log10(x) if log_x else x), (np.log10(y) if log_y else y)
        # the curve covers the axes from a little inside their left edge to beyond the right one, and is cut off above
        a = (right - left) / (sx[-2] - sx[0] + 0.3)
        b, c = left - a * (sx[0] - 0.3), -(bottom - top) / (0.8 * np.ptp(sy))
        d = bottom - c * sy.min()
        axes = {"x": [a, b, *[1] * log_x], "y": [c, d, *[1] * log_y], "box": box}
        given.append([{"x": x.tolist(), "y": y.tolist()}, axes])
        within = np.clip(sy, (bottom - d) / c, (top - d) / c)
        expected.append(np.interp((np.linspace(left, right, 65) - b) / a, sx, within, left=np.nan))
    read = in_javascript(LINE, "([curve, axes]) => heightsOf(curve, axes)", given)
    assert np.array(read, dtype=float) == pytest.approx(np.array(expected), nan_ok=True, abs=1e-9)
    assert np.isnan(expected).any()


def test_infinite_surprise_stands_at_the_edge_of_its_axes():
    axes = {"x": [380, 50], "y": [-100, 210], "box": [50, 10, 430, 210]}
    curve = {"x": [0, 0.5, 1], "y": [1e999, 1, 0]}
    given = 'JSON.parse(JSON.stringify(curve).replaceAll("null", "1e999"))'
    (read,) = in_javascript(
        LINE, f"([curve, axes]) => heightsOf({given}, axes)", [[{**curve, "y": [None, 1, 0]}, axes]]
    )
    assert read[::32] == pytest.approx([2, 1, 0])


# --- what a curve is like ---

X = np.linspace(-6, 6, 65)


@pytest.mark.parametrize(
    ("feature", "curve", "value"),
    [
        ("left end", X, -6),
        ("right end", X, 6),
        ("peak", np.exp(-((X - 1.5) ** 2)), 1.5),
        ("peak", np.minimum(1, np.exp(-((X - 1.5) ** 2) + 1)), 1.5),  # a plateau: its middle, not its edge
        ("valley", (X + 3) ** 2, -3),
        ("height", np.cos(X), 1),
        ("depth", np.cos(X), np.cos(X).min()),
        ("width", np.where(np.abs(X) < 3, 1, 0), np.mean(np.abs(X) < 3)),
        ("level", 0.7 + 0 * X, 0.7),
        ("slope", 0.3 * X, 0.3),
        ("slope", np.where(np.abs(X) < 4, 0.3 * X, 9), 0.3),  # that of the middle half
    ],
)
def test_feature_is_what_its_name_says(feature, curve, value):
    assert gap.features(curve, X)[feature] == pytest.approx(value, abs=1e-9)


def test_other_curves_are_compared_with():
    made = gap.features(X, X, {"flat": 0 * X, "far": X - 2})
    assert made["below flat"] == pytest.approx(np.mean(X < -0.24))
    assert made["nearest far"] == pytest.approx(2)


def test_gap_is_the_area_between_two_curves_per_length():
    """Against an integral: a line through the middle of a sine."""
    x = np.linspace(0, 2 * np.pi, 65)
    assert gap.gap(0 * x, np.sin(x)) == pytest.approx(2 / np.pi, rel=0.02)
