"""Read a number as people write it: `1,75`, `7/4`, `1 3/4`, `−2`, `70 %`, `ln 10`, `26*2^-7`, `H = 1.75 bit`.

The page does the same in `crossentropy_book/static/exercises.js`; a table of inputs holds the two together. Nothing is
evaluated as code: the grammar knows sums, products, powers, brackets, the constants and functions named here, no more.
"""

import re
import unicodedata
from typing import NamedTuple

import numpy as np

LONGEST = 200  # characters
GROUPED = re.compile(r"[0-9][., '’][0-9]{3}[., '’][0-9]|[0-9][ '’][0-9]{3}(?![0-9/ ])")
MIXED = re.compile(r"(?<![0-9.])([0-9]+) +([0-9]+ */ *[0-9]+)")
UNIT = re.compile(r"(.*?)\s*(?:(bit|nat|%|per ?cent)s?(?:\s*(?:/|per |a )\s*[a-z]+)?)?", re.DOTALL)
TOKEN = re.compile(r"((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)|(log(?:2|10)(?!\d)|ln|log|exp|sqrt|pi|inf|nan|\S)")
SIGNS = str.maketrans("‐‒–—−⁄∕÷×·⋅∙∗", "-----///*****")
CONSTANTS = {"e": np.e, "pi": np.pi, "π": np.pi, "inf": np.inf, "∞": np.inf, "nan": np.nan}
FUNCTIONS = {"ln": np.log, "log": np.log, "log2": np.log2, "log10": np.log10, "exp": np.exp, "sqrt": np.sqrt}
FUNCTIONS["√"] = np.sqrt
OPERATORS = {"+": (1, np.add), "-": (1, np.subtract), "*": (2, np.multiply), "/": (2, np.divide), "^": (3, np.power)}


class Reading(NamedTuple):
    """A number that was read: its value, the unit that was given ("bit", "nat" or ""), its text without the unit."""

    value: float
    unit: str
    text: str


def plain(text: str) -> str:
    """Return a text in one of the many ways to write it: ASCII signs, small letters, nothing around it."""
    text = re.sub("[⁺⁻⁰¹²³⁴-⁹]+", lambda found: f"^({found[0]})", re.sub("([0-9])([¼-¾⅐-⅞])", r"\1 \2", text))
    text = unicodedata.normalize("NFKC", text.replace("₂", "2 ")).lower().translate(SIGNS)
    text = re.sub(r"\b(?:np|numpy|math)\.", "", text.replace("**", "^").replace("log_2", "log2 "))
    around = " \t\n\"'`“”„‘’«»$"
    return text.lstrip(around).rstrip(around + ".;,!")


def read(text: str) -> Reading | None:
    """Read a number.

    Parameters
    ----------
    text : str
        What a reader wrote. A comma between digits is a decimal sign; what stands before an equals sign is passed over.

    Returns
    -------
    Reading or None
        None if it is no number that this grammar knows. The value may be infinite or NaN.

    Raises
    ------
    ValueError
        If signs stand between groups of digits, as in 1,234.5: they mean different numbers in different countries.

    Examples
    --------
    >>> read("H = 1 3/4 bit")
    Reading(value=1.75, unit='bit', text='(1+3/4)')
    """
    text = re.split("[=≈]", plain(text))[-1].strip() if len(text) <= LONGEST else ""
    number, unit = UNIT.fullmatch(text).groups("")
    if GROUPED.search(number):
        raise ValueError("a sign stands between groups of digits")
    number = MIXED.sub(r"(\1+\2)", re.sub("(?<=[0-9]),(?=[0-9])", ".", number))
    tokens = [float(digits) if digits else sign for digits, sign in TOKEN.findall(number)]
    try:
        with np.errstate(all="ignore"):
            value = float(_expression(tokens, 1))
    except (IndexError, KeyError):
        return None
    if tokens:
        return None
    return Reading(value, unit, number) if unit in ("", "bit", "nat") else Reading(value / 100, "", "%")


def _expression(tokens: list, level: int) -> float:
    """Take an expression whose operators bind at least as strongly as `level` from the front of the tokens."""
    left = _operand(tokens)
    while tokens and tokens[0] != ")" and isinstance(tokens[0], str):
        binds, operation = OPERATORS.get(tokens[0], OPERATORS["*"])  # 2 ln 2
        if binds < level:
            break
        operator = tokens.pop(0) if tokens[0] in OPERATORS else "*"
        left = operation(left, _expression(tokens, binds + (operator != "^")))
    return left


def _operand(tokens: list) -> float:
    """Take a number, or what makes one, from the front of the tokens."""
    token = tokens.pop(0)
    token = CONSTANTS.get(token, token)
    if isinstance(token, float):
        return token
    if token in ("-", "+"):
        return (-1 if token == "-" else 1) * _expression(tokens, 3)
    if token == "(":
        inner = _expression(tokens, 1)
        return inner if tokens.pop(0) == ")" else {}[token]
    return FUNCTIONS[token](_operand(tokens) if tokens[0] == "(" else _expression(tokens, 3))
