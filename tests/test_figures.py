"""The live figures in Python: what they compute, what they draw, what they say, and how a notebook holds them."""

import hashlib
import importlib
import itertools
import json
import math
import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser

import matplotlib
import numpy as np
import pytest
import scipy
import traitlets
from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar
from scipy.special import entr, expit

import crossentropy.figures as live
import drawn
import settings
from conftest import ROOT
from crossentropy.figures import NAMES, figure
from livefigure.number_text import readout_text
from livefigure.page import figure_html
from livefigure.roles import registered
from livefigure.svg import SVG
from livefigure.widget import MIME, PAGE_BUILD

FIGURES = {name: figure(name) for name in NAMES}
BIT = 1 / math.log(2)
LEAST_TEXT = 12.3  # SVG units: 10 CSS px where the picture of 440 units is 358 px wide
DRAWN = [
    pytest.param(name, values, id=f"{name} {number}")
    for name in NAMES
    for number, values in enumerate(settings.few(FIGURES[name]))
]


def readouts(name: str, **values) -> dict:
    chosen = FIGURES[name]
    return chosen.readouts(**{**chosen.defaults, **values})


def curves(name: str, **values) -> dict:
    chosen = FIGURES[name]
    return chosen.curves(**{**chosen.defaults, **values})


def close(value, tolerance=1e-12):
    return pytest.approx(value, rel=tolerance, abs=tolerance)


# --- binary-entropy ---


@pytest.mark.parametrize(("unit", "highest"), [("nat", math.log(2)), ("bit", 1.0)])
def test_binary_entropy_is_highest_at_one_half(unit, highest):
    x, y = curves("binary-entropy", unit=unit)["H"]
    assert x[np.argmax(y)] == 0.5
    assert y.max() == close(highest)


def test_binary_entropy_is_zero_at_both_ends():
    assert [readouts("binary-entropy", p=p)["H"] for p in (0.0, 1.0)] == [0, 0]


def test_binary_entropy_is_symmetric():
    _, y = curves("binary-entropy")["H"]
    assert y == close(y[::-1])


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize("p", [0.01, 0.05, 0.37, 0.5, 0.9])
def test_binary_entropy_is_that_of_scipy(p, unit, size):
    nats = scipy.stats.entropy([p, 1 - p])
    assert readouts("binary-entropy", p=p, unit=unit) == close({"H": nats * size, "share": 100 * nats / math.log(2)})


def test_mirror_stands_across_the_middle_at_the_same_height():
    made = curves("binary-entropy", p=0.2)
    assert made["mirror"][0] == close(1 - made["point"][0])
    assert made["mirror"][1] == made["point"][1]


# --- logistic-entropy ---


def bump(z):
    """Entropy in nats of a yes-or-no question with logit z."""
    return entr(expit(z)) + entr(expit(-z))


@pytest.mark.parametrize(("bias", "weight", "peak"), [(0, 1, 0), (1, 2, -0.5), (-10, -5, -2), (3, -1.5, 2), (-6, 1, 6)])
def test_entropy_peaks_at_minus_bias_over_weight(bias, weight, peak):
    best = minimize_scalar(lambda x: -bump(bias + weight * x), bounds=(-7, 7), method="bounded")
    assert best.x == pytest.approx(peak, abs=1e-4)
    assert readouts("logistic-entropy", bias=bias, weight=weight)["peak"] == close(peak)


@pytest.mark.parametrize("weight", [1, -1, 0.1, 2, 6])
def test_width_is_that_at_half_height(weight):
    half = brentq(lambda z: bump(z) - math.log(2) / 2, 0, 10, xtol=1e-14)
    width = readouts("logistic-entropy", weight=weight)["width"]
    assert width == close(2 * half / abs(weight))
    assert width == pytest.approx(4.180913 / abs(weight), abs=1e-6 / abs(weight))


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize(("bias", "weight"), [(0, 1), (5, 1), (0, 2), (-10, -5), (0, 0.1)])
def test_area_is_that_of_the_whole_line(bias, weight, unit, size):
    centre, reach = -bias / weight, 60 / abs(weight)
    area, _ = quad(lambda x: bump(bias + weight * x), centre - reach, centre + reach, points=[centre], epsabs=1e-12)
    found = readouts("logistic-entropy", bias=bias, weight=weight, unit=unit)["area"]
    assert found == close(area * size, 1e-10)
    assert found == close(math.pi**2 / (3 * abs(weight)) * size)


def test_model_with_weight_zero_has_a_flat_entropy():
    made = curves("logistic-entropy", bias=2.0, weight=0.0)
    assert made["H"][1] == close(np.full(601, bump(2.0)))
    assert made["peak"][0].size == made["half"][0].size == 0


def test_model_with_weight_zero_has_neither_peak_nor_width_and_endless_area():
    number = readouts("logistic-entropy", weight=0.0)
    assert (math.isnan(number["peak"]), math.isnan(number["width"]), number["area"]) == (True, True, math.inf)


def test_peak_outside_the_window_is_named_in_the_reason():
    values = {"bias": 12.0, "weight": 1.0, "unit": "nat"}
    assert math.isnan(readouts("logistic-entropy", **values)["peak"])
    assert "−12.00" in FIGURES["logistic-entropy"].reasons(**values)["peak"]


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
def test_logistic_curves_are_those_of_scipy(unit, size):
    made = curves("logistic-entropy", bias=-10.0, weight=-5.0, unit=unit)
    x = np.linspace(-6, 6, 601)
    assert made["P"][0] == close(x)
    assert made["P"][1] == close(expit(-10 - 5 * x))
    assert made["H"][1] == close(bump(-10 - 5 * x) * size)


# --- symbol-sequences ---


@pytest.mark.parametrize(("n", "bits"), [(20, 0.696018), (200, 0.791564), (2000, 0.808477), (20000, 0.810915)])
def test_counted_bits_of_a_quarter_are_those_of_the_text(n, bits):
    number = readouts("symbol-sequences", n=n, share=0.25)
    assert number["counted"] == pytest.approx(bits, abs=5e-7)
    assert number["H"] == pytest.approx(0.811278, abs=5e-7)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.25, 0.5, 0.85, 1.0])
@pytest.mark.parametrize("n", [20, 60, 1400, 20000])
def test_counted_bits_are_those_of_exact_integers(n, share):
    ones = round(n * share)
    bits = math.log2(math.comb(n, ones)) / n
    limit = scipy.stats.entropy([ones / n, 1 - ones / n], base=2)
    assert readouts("symbol-sequences", n=n, share=share) == close(
        {"ones": ones, "counted": bits, "H": limit, "gap": limit - bits}, 1e-11
    )


def test_counted_curve_is_that_of_exact_integers():
    x, y = curves("symbol-sequences", n=40)["counted"]
    assert (x * 40) == close(np.arange(41.0))
    assert y == close(np.array([math.log2(math.comb(40, k)) / 40 for k in range(41)]))


# --- softmax-entropy ---


@pytest.mark.parametrize(
    ("temperature", "nats"), [(0.25, 0.093035), (0.5, 0.441057), (1, 0.832396), (2, 1.020191), (4, 1.078100)]
)
def test_entropy_at_the_temperatures_of_the_text(temperature, nats):
    assert readouts("softmax-entropy", temperature=temperature)["H"] == pytest.approx(nats, abs=5e-7)


@pytest.mark.parametrize("temperature", [0.1, 0.7, 1, 10])
@pytest.mark.parametrize("logits", [(2, 1, 0), (5, -5, 5), (0, 0, 0), (-5, -5, 5)])
def test_bars_and_entropy_are_those_of_scipy(logits, temperature):
    values = dict(zip(("logit1", "logit2", "logit3"), logits, strict=True), temperature=temperature)
    p = scipy.special.softmax(np.array(logits) / temperature)
    nats = scipy.stats.entropy(p)
    assert curves("softmax-entropy", **values)["P"][1] == close(p)
    assert readouts("softmax-entropy", **values) == close({"H": nats, "share": nats / math.log(3)})


def test_equal_logits_stay_in_the_centre_at_every_temperature():
    for temperature in (0.1, 1, 10):
        made = curves("softmax-entropy", logit1=1.3, logit2=1.3, logit3=1.3, temperature=temperature)
        assert np.ravel(made["point"]) == close(np.array([0.5, math.sqrt(3) / 6]))


def test_lines_of_equal_entropy_have_that_entropy():
    """The thin lines in the triangle, read back from the picture."""
    chosen = FIGURES["softmax-entropy"]
    axes = chosen.draw(**chosen.defaults).axes[1]
    corners = np.array([[0, 0], [1, 0], [0.5, math.sqrt(3) / 2]])
    for line, share in zip(axes.lines, (0.25, 0.5, 0.75, 0.9), strict=False):
        points = line.get_xydata()
        points = points[np.isfinite(points).all(axis=1)]
        c = points[:, 1] / corners[2, 1]
        b = points[:, 0] - c / 2
        p = np.column_stack([1 - b - c, b, c]).clip(0)
        assert len(points) >= 12
        assert entr(p).sum(axis=1) == pytest.approx(share * math.log(3), abs=1e-6)


def test_triangle_has_equal_sides():
    made, _ = drawn.at("softmax-entropy", FIGURES["softmax-entropy"].defaults)
    transform = made.transforms()[1]
    assert abs(transform["x"][0]) == pytest.approx(abs(transform["y"][0]), rel=1e-3)


def test_point_halfway_between_two_corners_is_nearest_to_both():
    chosen = FIGURES["softmax-entropy"]
    assert "corner a and corner b." in chosen.sentence(**{**chosen.defaults, "logit1": 2.0, "logit2": 2.0})


@pytest.mark.parametrize(
    ("n", "share", "words"),
    [
        (20, 0.0, "One sequence of 20 symbols has exactly 0 ones."),
        (20000, 1.0, "One sequence of 20000 symbols has exactly 20000 ones."),
        (20, 0.05, "20 sequences of 20 symbols have exactly 1 one."),
        (20, 0.25, f"{math.comb(20, 5)} sequences of 20 symbols have exactly 5 ones."),
        (200, 0.5, "About 9.1 × 10⁵⁸ sequences of 200 symbols have exactly 100 ones."),
    ],
)
def test_number_of_sequences_is_said_as_a_number(n, share, words):
    if "×" in words:
        assert f"{math.comb(n, round(n * share)):.1e}" == "9.1e+58"
    assert FIGURES["symbol-sequences"].sentence(n=n, share=share).startswith(words)


def test_numbers_of_the_three_curves_stand_clear_of_all_curves_and_of_each_other():
    chosen = FIGURES["three-entropies"]
    ((x, _), (y, _)) = (chosen.draw(**chosen.defaults).transforms()[0][axis] for axis in "xy")
    scale = np.abs([[x], [y]])
    crowded = []
    for values in settings.every(chosen):
        made = chosen.curves(**values)
        numbers = [np.array(made[f"number{k}"]) * scale for k in (1, 2, 3)]
        lines = [np.array(made[f"H{k}"]) * scale for k in (1, 2, 3)]
        apart = min(np.hypot(*(one - other))[0] for one, other in itertools.combinations(numbers, 2))
        clear = min(np.hypot(*(line - number)).min() for line in lines for number in numbers)
        if apart < 12 or clear < 7:  # SVG units: a number is 6 wide and 10 high
            crowded.append((values, apart, clear))
    assert crowded == []


# --- every figure ---

# What has each colour. A curve takes it from what it means, never from its rank.
COLOURED = {
    "true": {
        "below-entropy-map": {"H_p"}, "calibration": {"happens"}, "code-lengths": {"P"}, "softmax-loss": {"P"},
        "expected-score": {"belief"}, "logistic-cross-entropy": {"H_p"}, "sandbox": {"P_p"},
        "tangent-line": {"drop", "least"},
    },
    "divergence": {
        "block-coding": {"gap"}, "calibration": {"excess"}, "entropy-meets-loss": {"gap"}, "flipped-model": {"D", "JS"},
        "jensen-shannon": {"gap", "J", "root", "at_J", "at_root"}, "sandbox": {"D_pq", "D_qp", "J"},
        "tangent-line": {"gap", "beyond"}, "wrong-code": {"D"},
    },
    "cross-entropy": {  # what is paid, for one event or on average
        "below-entropy-map": {"H_pq", "beyond"}, "block-coding": {"cost", "mine"}, "calibration": {"loss", "point"},
        "code-lengths": {"length", "area", "outline"}, "descent-fit": {"L", "now"},
        "entropy-meets-loss": {"L", "point_L"}, "expected-score": {"log"},
        "hours-fit": {"passed", "failed", "beyond", "mean"},
        "log-loss": {"log", "focal"}, "logistic-cross-entropy": {"H_pq"}, "message-cost": {"sent", "word"},
        "sandbox": {"H_pq", "H_qp"}, "surprise": {"surprise", "point"}, "tangent-line": {"tangent", "paid"},
        "wrong-code": {"old", "H_pq"},
    },
    "entropy": {
        "binary-entropy": {"H", "point"}, "block-coding": {"H"}, "calibration": {"floor"}, "code-lengths": {"H"},
        "entropy-meets-loss": {"H", "point_H"}, "flipped-model": {"H"}, "jensen-shannon": {"H"},
        "logistic-entropy": {"H"}, "sandbox": {"H_p", "H_q"}, "surprise": {"contribution", "dot"},
        "symbol-sequences": {"H", "counted", "point"}, "tangent-line": {"H"},
        "three-entropies": {f"{each}{k}" for each in ("H", "number") for k in (1, 2, 3)},
    },
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_colours_say_the_role(name):
    found = FIGURES[name].draw(**FIGURES[name].defaults).roles
    for role, curves_of in COLOURED.items():
        assert {key for key, each in found.items() if each == role} == curves_of.get(name, set()), role


@pytest.mark.parametrize("name", NAMES)
def test_bar_that_leaves_the_picture_has_a_tip(name):
    chosen = FIGURES[name]
    made = chosen.draw(**chosen.defaults)
    bars = {key: made.axes[about["axes"]].get_ylim() for key, about in made.curves.items() if about["kind"] == "bars"}
    for values in settings.every(chosen) if bars else ():
        drawn_now = chosen.curves(**values)
        tips = set(drawn_now.get("beyond", ([],))[0])
        for key, (low, high) in bars.items():
            x, y = (np.asarray(each) for each in drawn_now[key])
            assert min(y, default=0) >= min(low, high) or name == "code-lengths", (key, values)
            assert set(x[y > max(low, high)]) <= tips, (key, values)


@pytest.mark.parametrize(("name", "values"), [("tangent-line", {"q": 0.01}), ("log-loss", {"q": 0.01})])
def test_what_leaves_the_picture_at_the_top_has_a_tip(name, values):
    chosen = FIGURES[name]
    assert curves(name)["beyond"][0].size == 0
    x, y = curves(name, **values)["beyond"]
    made, _ = drawn.at(name, {**chosen.defaults, **values})
    assert (x, y) == (
        ({**chosen.defaults, **values}["p" if name == "tangent-line" else "q"],),
        made.axes[0].get_ylim()[1],
    )


@pytest.mark.parametrize("name", NAMES)
def test_points_that_come_into_sight_later_have_their_colour(name):
    """Of points of which none is in sight, one is kept hidden: the front end makes the others of it."""
    chosen = FIGURES[name]
    made = chosen.draw(**chosen.defaults)
    for key, (element,) in drawn.curve_elements(made.svg(name)).items():
        if made.curves[key]["kind"] == "points":
            (fill,) = {each.get("fill") for each in element.iter(f"{{{SVG}}}use")}
            assert fill.startswith(f"var(--explorer-{made.roles[key]}"), key


@pytest.mark.parametrize("name", NAMES)
def test_numbers_have_a_true_minus_sign_and_zero_has_none(name):
    chosen = FIGURES[name]
    root = drawn.svg(chosen)
    said = ["".join(each.itertext()) for each in root.iter(f"{{{SVG}}}text")]
    said += re.findall(r'(?:aria-valuetext="|<output[^>]*>)([^"<]*)', figure_html(chosen, chosen.defaults))
    for values in settings.every(chosen):
        numbers, reasons = chosen.readouts(**values), chosen.reasons(**values)
        said += [chosen.sentence(**values), *chosen.labels(**values).values()]
        said += [
            readout_text(numbers[each.key], each.digits, "", reasons.get(each.key))
            for each in chosen.shown
            if not each.text
        ]
    assert [text for text in set(said) if re.search(r"(?<![\w-])-[\d.∞]|[−±-]0(\.0*)?(?![\d.])|10\^", text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_slider_below_zero_is_written_with_a_true_minus_sign(name):
    chosen = FIGURES[name]
    for each in chosen.parameters:
        if each.minimum < 0:
            html = figure_html(chosen, {each.name: each.minimum})
            text = f"−{abs(each.minimum):.{each.digits}f}"
            assert f'aria-valuetext="{text}"' in html
            assert f">{text}</output>" in html


SLIDERS = [pytest.param(name, each, id=f"{name} {each.name}") for name in NAMES for each in FIGURES[name].parameters]


@pytest.mark.parametrize(("name", "slider"), SLIDERS)
def test_slider_changes_a_curve(name, slider):
    low, high = (curves(name, **{slider.name: end}) for end in (slider.minimum, slider.maximum))
    assert any(not np.array_equal(low[key], high[key], equal_nan=True) for key in low)


@pytest.mark.parametrize(("name", "slider"), SLIDERS)
def test_slider_changes_a_readout_or_the_sentence(name, slider):
    chosen = FIGURES[name]
    ends = [{**chosen.defaults, slider.name: end} for end in (slider.minimum, slider.maximum)]
    low, high = ((chosen.sentence(**values), chosen.readouts(**values)) for values in ends)
    assert low != high


@pytest.mark.parametrize("name", NAMES)
def test_readout_without_a_value_says_why(name):
    chosen = FIGURES[name]
    for values in settings.every(chosen):
        missing = {key for key, number in chosen.readouts(**values).items() if math.isnan(number)}
        assert missing <= {key for key, reason in chosen.reasons(**values).items() if reason}, values


@pytest.mark.parametrize("name", [name for name in NAMES if "unit" in FIGURES[name].defaults])
def test_entropies_name_their_unit(name):
    """What follows the unit switch shows another number and the other word."""
    chosen = FIGURES[name]
    nat, bit = ({**chosen.defaults, "unit": unit} for unit in ("nat", "bit"))
    for each in chosen.shown:
        if each.unit == "unit":
            assert chosen.readouts(**bit)[each.key] == close(chosen.readouts(**nat)[each.key] * BIT)
            assert (chosen.unit_of(each, nat), chosen.unit_of(each, bit)) == ("nat", "bit")


@pytest.mark.parametrize("name", NAMES)
def test_sliders_stop_at_their_ends_and_default(name):
    for each in FIGURES[name].parameters:
        if each.values:
            assert each.values == tuple(sorted(set(each.values)))
            assert (each.minimum, each.maximum) == (each.values[0], each.values[-1])
            assert each.default in each.values
        else:
            steps = np.array([each.maximum - each.minimum, each.default - each.minimum]) / each.step
            assert steps == pytest.approx(steps.round(), abs=1e-9)


def test_unknown_figure_is_refused_by_its_name():
    with pytest.raises(ValueError, match=r"'entropy-logistic'.*logistic-entropy"):
        figure("entropy-logistic")


# --- the picture ---


@pytest.mark.parametrize(("name", "values"), DRAWN)
def test_each_curve_is_drawn_once_where_the_transform_puts_it(name, values):
    chosen = FIGURES[name]
    made, root = drawn.at(name, values)
    elements = drawn.curve_elements(root)
    assert elements.keys() == made.curves.keys() == chosen.curves(**values).keys()
    for key, curve in chosen.curves(**values).items():
        (element,) = elements[key]
        about = made.curves[key]
        transform = made.transforms()[about["axes"]]
        points = drawn.placed(curve, transform)
        if about["kind"] == "points":
            assert drawn.marks_of(element) == pytest.approx(np.concatenate([np.empty((0, 2)), *points]), abs=0.05)
        elif about["kind"] == "bars":
            assert bar_tops(element) == pytest.approx(bars(curve, about["width"], transform), abs=0.05)
        else:
            assert drawn.apart(drawn.strokes_of(element), points, drawn.box(made, about["axes"])) <= 0.05, key
    texts = {each.get("data-text"): "".join(each.itertext()).strip() for each in root.iter()}
    texts.pop(None)
    assert texts == chosen.labels(**values)


def bars(curve, width, transform) -> np.ndarray:
    """Return left, right, top and foot of each bar in SVG units."""
    x, y = curve
    sides = [drawn.placed((x + side, value), transform)[0] for side, value in ((-width / 2, y), (width / 2, 0 * y))]
    return np.column_stack([sides[0][:, 0], sides[1][:, 0], sides[0][:, 1], sides[1][:, 1]])


def bar_tops(element) -> np.ndarray:
    return np.array([[*each[[0, 2], 0], *each[[1, 0], 1]] for each in drawn.strokes_of(element)])


def test_every_curve_of_a_picture_without_curves_can_move():
    """Weight 0 has no peak; the path that will show it later must be there all the same."""
    elements = drawn.curve_elements(drawn.svg(FIGURES["logistic-entropy"], {"weight": 0.0}))
    assert [key for key, (each,) in elements.items() if each.find(f"{{{SVG}}}path") is None] == []


class Tags(HTMLParser):
    """The tags of a page, and whether each that opens closes."""

    VOID = ("input", "br", "hr", "img", "meta", "link", "wbr")

    def __init__(self, html: str):
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        names = [key for key, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> names an attribute twice")
        self.attributes += [(tag, key, value or "") for key, value in attrs]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


@pytest.fixture(scope="module", params=NAMES)
def named_html(request) -> tuple[str, str]:
    return request.param, live.html(request.param)


def test_html_is_balanced(named_html):
    tags = Tags(named_html[1])
    assert (tags.wrong, tags.open) == ([], [])


def test_ids_stand_once_behind_the_prefix(named_html):
    name, html = named_html
    ids = [value for _, key, value in Tags(html).attributes if key == "id"]
    assert sorted(ids) == sorted(set(ids))
    assert [each for each in ids if each != name and not each.startswith(f"{name}-")] == []


def test_ids_inside_the_picture_keep_the_names_of_matplotlib(named_html):
    name, html = named_html
    ids = {value for _, key, value in Tags(html).attributes if key == "id"}
    assert {f"{name}-{each}" for each in ("figure_1", "axes_1", "xtick_1", "ytick_1")} <= ids


def test_references_lead_to_ids_of_the_same_figure(named_html):
    attributes = Tags(named_html[1]).attributes
    ids = {value for _, key, value in attributes if key == "id"}
    targets = [target for _, _, value in attributes for target in re.findall(r"url\(([^)]*)\)", value)]
    targets += [value for _, key, value in attributes if key in ("href", "xlink:href")]
    words = [word for _, key, value in attributes if key in ("aria-labelledby", "for") for word in value.split()]
    assert [each for each in targets if each[0] != "#" or each[1:] not in ids] == []
    assert [each for each in words if each not in ids] == []


def test_html_names_no_other_place(named_html):
    foreign = [
        value for _, key, value in Tags(named_html[1]).attributes if "//" in value and not key.startswith("xmlns")
    ]
    assert foreign == []


def test_html_has_no_style_and_no_handler(named_html):
    """A strict Content-Security-Policy forbids both, and a notebook may be shown under one."""
    attributes = Tags(named_html[1]).attributes
    assert "<style" not in named_html[1]
    assert [key for _, key, _ in attributes if key == "style" or key.startswith("on")] == []


def test_only_script_is_data(named_html):
    assert re.findall(r"<script[^>]*>", named_html[1]) == ['<script type="application/json">']


def test_texts_are_large_enough_for_a_phone(named_html):
    root = drawn.svg(FIGURES[named_html[0]])
    sizes = []
    for text in root.iter(f"{{{SVG}}}text"):
        for each in text.iter():
            found = re.fullmatch(r"([\d.]+)px", each.get("font-size", ""))
            assert found or each is not text, "a text has no size of its own"
            sizes += [float(found[1])] if found else []
            assert "scale" not in each.get("transform", "")
    assert min(sizes) >= LEAST_TEXT
    assert root.get("viewBox").split()[2] == "440"


def test_every_colour_in_the_picture_is_a_variable_of_the_stylesheet(named_html):
    elements = list(drawn.svg(FIGURES[named_html[0]]).iter())
    used = {each.get(name, "none") for each in elements for name in ("fill", "stroke")}
    roles = {f"var(--explorer-{role.name}, {role.light})" for role in registered()}
    assert used - roles <= {"none", "currentColor"}


def test_reader_s_own_matplotlib_style_changes_nothing(named_html):
    name, html = named_html
    with matplotlib.rc_context(
        {
            "axes.edgecolor": "#fe0102",
            "font.size": 30,
            "text.color": "red",
            "svg.fonttype": "path",
            "lines.linewidth": 9,
        }
    ):
        assert live.html(name) == html


def test_pictures_are_the_same_bytes_each_time(named_html):
    assert live.html(named_html[0]) == named_html[1]


def test_pictures_are_the_same_bytes_in_another_process():
    program = (
        "import hashlib, crossentropy.figures as live\n"
        "print(hashlib.sha256(''.join(map(live.html, live.NAMES)).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256("".join(map(live.html, NAMES)).encode()).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_two_prefixes_share_no_id(name):
    first, second = (
        {value for _, key, value in Tags(figure_html(FIGURES[name], prefix=prefix)).attributes if key == "id"}
        for prefix in ("one", "two")
    )
    assert first.isdisjoint(second)
    assert len(first) == len(second)


@pytest.mark.parametrize("name", NAMES)
def test_words_of_a_figure_cannot_become_html(name):
    hostile = "</script><b>&"
    chosen = replace(
        FIGURES[name], title=hostile, caption=hostile, sentence=lambda **values: hostile, reasons=lambda **values: {}
    )
    tags = Tags(figure_html(chosen))
    assert (tags.wrong, tags.open) == ([], [])
    assert "<b>" not in figure_html(chosen)


# --- in a notebook, without a browser ---


def widget(name: str, **values):
    return getattr(live, name.replace("-", "_"))(**values)


def test_parameter_set_in_python_is_seen_by_an_observer():
    shown, seen = widget("logistic-entropy"), []
    shown.observe(lambda change: seen.append((change["old"], change["new"])), "bias")
    shown.bias = 2
    assert seen == [(0.0, 2.0)]


def test_curves_and_readouts_of_a_widget_follow_its_values():
    shown = widget("logistic-entropy")
    shown.weight, shown.unit = -2, "bit"
    values = {"bias": 0.0, "weight": -2.0, "unit": "bit"}
    assert shown.readouts() == readouts("logistic-entropy", **values)
    assert shown.curves()["H"][1] == close(curves("logistic-entropy", **values)["H"][1])


@pytest.mark.parametrize("name", NAMES)
def test_widget_starts_with_the_defaults(name):
    assert widget(name).values == FIGURES[name].defaults


@pytest.mark.parametrize("value", [12.1, -99, math.inf, -math.inf, math.nan, "half", None, [1]])
def test_bad_value_is_refused_by_name_and_value(value):
    shown = widget("logistic-entropy")
    with pytest.raises(traitlets.TraitError, match=rf"bias[\s\S]*{re.escape(str(value))}"):
        shown.bias = value
    assert shown.bias == 0


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan])
def test_bad_value_at_the_start_is_refused_by_value(value):
    with pytest.raises(traitlets.TraitError, match=re.escape(str(value))):
        widget("binary-entropy", p=value)


@pytest.mark.parametrize("value", [20.5, 19, 20001, "many"])
def test_count_is_an_integer_in_its_range(value):
    with pytest.raises(traitlets.TraitError, match=re.escape(str(value))):
        widget("symbol-sequences").n = value


def test_unknown_unit_is_refused_by_value():
    with pytest.raises(traitlets.TraitError, match="hartley"):
        widget("binary-entropy").unit = "hartley"


def test_unknown_parameter_is_refused_with_those_there_are():
    with pytest.raises(TypeError, match="logistic-entropy has no parameter 'slope'; it has bias, weight, unit"):
        widget("logistic-entropy", slope=1)


@pytest.mark.parametrize("name", NAMES)
def test_mime_bundle_has_the_widget_and_a_picture_with_words(name):
    data, metadata = widget(name)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert b64decode(data["image/png"]).startswith(b"\x89PNG")
    described = FIGURES[name]
    assert metadata["image/png"]["alt"] == f"{described.title}. {described.sentence(**described.defaults)}"
    assert data["text/plain"].startswith(f"{name}(")
    assert len(json.dumps([data, metadata])) < 50_000  # bytes in a saved notebook


def test_picture_in_the_mime_bundle_shows_the_values_of_the_moment():
    shown = widget("logistic-entropy")
    before = shown._repr_mimebundle_()[0]["image/png"]
    shown.weight = 3
    assert shown._repr_mimebundle_()[0]["image/png"] != before


@pytest.mark.parametrize("name", NAMES)
def test_mime_bundle_has_the_page_s_own_figure_while_the_book_is_built(name, monkeypatch):
    monkeypatch.setenv(PAGE_BUILD, "1")
    assert widget(name)._repr_mimebundle_()[0][MIME]["html"] == live.html(name)


def test_figures_are_offered_by_their_names():
    assert {name.replace("-", "_") for name in NAMES} <= set(dir(live))


def test_package_of_figures_has_no_other_name():
    with pytest.raises(AttributeError, match="no_such_figure"):
        _ = live.no_such_figure


# --- a new figure ---

NEW = {
    "half_life.py": '''
"""A new figure."""
import numpy as np
from livefigure.draw import drawing, picture
from livefigure.figure import Figure, Parameter, Readout, functions

def curves(rate):
    return {"P": (np.linspace(0, 9, 91), np.exp(-rate * np.linspace(0, 9, 91)))}

def readouts(rate):
    return {"half": np.log(2) / rate}

def sentence(rate):
    return "It falls."

@drawing
def draw(**values):
    drawn = picture(250, [(44, 14, 14, 44)])
    drawn.line("P", curves(**values)["P"], role="predicted")
    return drawn

FIGURE = Figure(
    name="half-life", title="Half-life", caption="", parameters=(Parameter("rate", "rate", 0.1, 1, 0.1, 0.5),),
    shown=(Readout("half", "Half after", 2),), **functions(globals()),
)
''',
    "half_life.js": """
import { linspace } from "./shared/parts.js";
const X = linspace(0, 9, 91);
export default {
  curves: ({ rate }) => ({ P: { x: X, y: X.map((x) => Math.exp(-rate * x)) } }),
  readouts: ({ rate }) => ({ half: Math.LN2 / rate }),
  sentence: () => "It falls.",
};
""",
}
ASKED = """
from crossentropy import figures
from livefigure.front_end import page_script

html = figures.html("half-life")
print("half-life" in figures.NAMES, figures.half_life(rate=0.2), 'data-explorer="half-life"' in html,
      "It falls." in page_script({"half-life": figures.figure("half-life").twin}, html))
"""


def test_figure_is_added_by_two_files_in_one_folder(tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name, text in NEW.items():
        (tmp_path / "src" / "crossentropy" / "figures" / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout == "True half-life(rate=0.2) True True\n", done.stderr


def test_module_that_describes_a_figure_never_stands_in_its_place():
    module = importlib.import_module("crossentropy.figures.three_entropies")
    assert live.three_entropies is not module
    assert live.three_entropies().curves().keys() == module.curves(**FIGURES["three-entropies"].defaults).keys()
