"""Numbers as people write them: one table of inputs, read by Python and by the page."""

import json
import math
import random
import subprocess
from importlib.resources import files

import pytest

from crossentropy.exercises.reading import read

LN10, PI2_6 = math.log(10), math.pi**2 / 6
READ = {
    # decimal signs and digits
    "1.75": 1.75, "1,75": 1.75, " 1.75 ": 1.75, "1.75.": 1.75, "1.75,": 1.75, ".5": 0.5, "-.5": -0.5, "1,234": 1.234,
    "１．７５": 1.75, "1\u00a0000": "grouped", "1,234.5": "grouped", "1 234,5": "grouped", "1.234,5": "grouped",
    "1 234": "grouped", "1.234.567": "grouped", "1'234": "grouped", "1e-3": 1e-3, "1E3": 1000, "+2": 2, "1_000": None,
    # minus signs
    "-2": -2, "–2": -2, "−2": -2, "—2": -2, "‐2": -2, "－2": -2, "- 2": -2, "--2": 2,
    # fractions
    "7/4": 1.75, "'7/4'": 1.75, "“7/4”": 1.75, "7⁄4": 1.75, "7∕4": 1.75, "7÷4": 1.75, "1 3/4": 1.75, "-1 3/4": -1.75,
    "1¾": 1.75, "¾": 0.75, "1 234/5": 47.8, "7 / 4": 1.75,
    # units
    "1.75 bit": (1.75, "bit"), "1.75bits": (1.75, "bit"), "2.303 nat": (2.303, "nat"), "2.303 NATS": (2.303, "nat"),
    "1.9 bit/symbol": (1.9, "bit"), "1.9 bits per symbol": (1.9, "bit"), "1.9 bit a symbol": (1.9, "bit"),
    "ln 10 nat": (LN10, "nat"), "70%": 0.7, "70 %": 0.7, "70 per cent": 0.7, "70 percent": 0.7,
    "1.75 bit.": (1.75, "bit"),
    # expressions
    "ln(10)": LN10, "ln 10": LN10, "ln10": LN10, "LN(10)": LN10, "log(10)": LN10, "np.log(10)": LN10,
    "log 10 / 2": LN10 / 2, "math.log(10)": LN10, "log2(3)": math.log2(3), "log₂ 3": math.log2(3),
    "log₂3": math.log2(3), "log_2(3)": math.log2(3),
    "log10(1000)": 3, "log25": math.log(25), "2 ln 2": 2 * math.log(2), "1/2 ln 2": math.log(2) / 2, "log2(8)^2": 9,
    "π²/6": PI2_6, "pi^2/6": PI2_6, "pi**2/6": PI2_6, "π^2 / (3·2)": PI2_6, "2π": 2 * math.pi, "√2": math.sqrt(2),
    "√2/2": math.sqrt(2) / 2, "sqrt(2)": math.sqrt(2), "e^2": math.e**2, "exp(2)": math.e**2, "2e": 2 * math.e,
    "26*2^-7": 26 / 128, "26·2⁻⁷": 26 / 128, "26 × 2^(−7)": 26 / 128, "-2^2": -4, "2^3^2": 512, "2-3-4": -5, "8/4/2": 1,
    "(1+2)(3)": 9, "$\\pi$": None, "2(3+4)": 14,
    # what stands before
    "H = 1.75": 1.75, "x=-2": -2, "≈ 1.75": 1.75, "D(p‖q) = 7/4 = 1.75 bit": (1.75, "bit"),
    # not finite
    "1/0": math.inf, "-1/0": -math.inf, "0/0": math.nan, "inf": math.inf, "∞": math.inf, "nan": math.nan,
    "log(0)": -math.inf,
    "(-1)^0.5": math.nan, "10^999": math.inf, "1 1/0": math.inf,
    # nothing of ours
    "": None, "d": None, "bit": None, "1 2": None, "1;2": None, "-1, -1/3": None, "1.2.3": None, "(1": None, "1)": None,
    "()": None, "ln": None, "2^": None, "*2": None, "0x10": None, "log10": None, "x": None, "1.75 cm": None, "--": None,
    "__import__('os')": None, "constructor": None, "toString(1)": None, "alert(1)": None, "9" * 300: None,
    "(" * 200: None,
}  # fmt: skip
PIECES = [
    "1",
    "2",
    "0",
    ".5",
    ",",
    ".",
    " ",
    "/",
    "*",
    "-",
    "+",
    "^",
    "(",
    ")",
    "ln",
    "log2",
    "e",
    "π",
    "√",
    "bit",
    "%",
    "=",
]
HARNESS = """
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const shown = ({ value, unit, grouped }) => (grouped ? "grouped" : value === undefined ? null : [String(value), unit]);
console.log(JSON.stringify(texts.map((text) => shown(read(text)))));
"""


def on_the_page(texts: list[str]) -> list:
    """Return what the page reads in each text: "grouped", None, or a value and a unit."""
    script = (files("crossentropy_book") / "static" / "exercises.js").read_text(encoding="utf-8") + HARNESS
    done = subprocess.run(["node", "-e", script], input=json.dumps(texts), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return [(float(each[0].replace("Infinity", "inf")), each[1]) if isinstance(each, list) else each for each in found]


def in_python(text: str):
    """Return what Python reads in a text, in the same form."""
    try:
        reading = read(text)
    except ValueError:
        return "grouped"
    return None if reading is None else (reading.value, reading.unit)


def same(found, expected) -> bool:
    """Whether two readings agree, the values to the last digits."""
    if isinstance(expected, int | float):
        expected = (expected, "")
    if not isinstance(found, tuple) or not isinstance(expected, tuple):
        return found == expected
    close = found[0] == expected[0] or math.isclose(found[0], expected[0], rel_tol=1e-12)
    return found[1] == expected[1] and (close or (math.isnan(found[0]) and math.isnan(expected[0])))


@pytest.mark.parametrize("text", READ)
def test_python_reads_it(text):
    assert same(in_python(text), READ[text])


def test_the_page_reads_the_same():
    found = dict(zip(READ, on_the_page(list(READ)), strict=True))
    assert {text: value for text, value in found.items() if not same(value, READ[text])} == {}


def test_both_read_the_same_in_whatever_is_typed():
    dice = random.Random(7)
    texts = ["".join(dice.choices(PIECES, k=dice.randint(1, 9))) for _ in range(20_000)]
    ours = list(map(in_python, texts))
    found = zip(texts, on_the_page(texts), ours, strict=True)
    assert [reading for reading in found if not same(*reading[1:])] == []
    assert sum(reading is not None for reading in ours) > 1000
