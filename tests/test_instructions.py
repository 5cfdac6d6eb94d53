"""What a chapter asks the reader to do with a slider can be done: the slider stops at the value that is named."""

import ast
import re

import nbformat
import numpy as np
import pytest

from conftest import ROOT
from crossentropy.figures import NAMES, figure
from livefigure.figure import Parameter
from livefigure.functions.sliders import slider, stops

PATHS = sorted((ROOT / "chapters").glob("*.ipynb"))
MOVES = re.compile(r"\b(?:move|set|put|drag|raise|lower)\b", re.IGNORECASE)
TARGET = re.compile(r"\b(?:to|towards|past|near|at) [±+]?([−-]?\d+(?:\.\d+)?|[½¼¾])(?![\d/^]|\s?%|-th)")
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def sliders(cells) -> dict[str, list[Parameter]]:
    """Return the sliders of a chapter's figures, by each of the names that the text may give them."""
    found = {}
    for cell in cells:
        if cell.cell_type == "code":
            for name in NAMES:
                if re.search(rf"^{name.replace('-', '_')}\(", cell.source, re.MULTILINE):
                    for each in figure(name).parameters:
                        for said in {each.name, each.name.rpartition("_")[2], each.label.split(" ")[0].lower()}:
                            found.setdefault(said, []).append(each)
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "explore":
                    for said, value in ((each.arg, each.value) for each in node.keywords):
                        if isinstance(value, ast.Tuple) and len(value.elts) in (3, 4):
                            found.setdefault(said, []).append(slider(said, ast.literal_eval(value)))
    return found


def can_show(each: Parameter, value: float) -> bool:
    """Return whether a slider stops at a value, or ends less than a step short of it: 0 where the last stop is 0.01."""
    places = stops(each)
    first, last = places[0] - 1.01 * each.step, places[-1] + 1.01 * each.step
    return bool(np.isclose(places, value).any()) or first < value < places[0] or places[-1] < value < last


def asked(markdown: str, known: dict[str, list[Parameter]]) -> list[tuple[str, bool]]:
    """Return every sentence with an instruction to move a slider to a value, and whether a slider named there can."""
    found = []
    text = re.sub(r"\s+", " ", re.sub(r"[$*>\\]", "", markdown))
    for sentence in re.split(r"(?<=[.?!])\s+", text):
        every = [each for said in known if re.search(rf"\b{re.escape(said)}\b", sentence) for each in known[said]]
        for said in TARGET.findall(sentence) if every and MOVES.search(sentence) else []:
            value = FRACTIONS.get(said) or float(said.replace("−", "-"))
            found.append((sentence, any(can_show(each, value) for each in every)))
    return found


@pytest.fixture(scope="module")
def instructions() -> list[tuple[str, bool]]:
    found = []
    for path in PATHS:
        cells = nbformat.read(path, as_version=4).cells
        known = sliders(cells)
        found += [each for cell in cells if cell.cell_type == "markdown" for each in asked(cell.source, known)]
    return found


def test_sliders_stop_where_the_text_asks_to_move_them(instructions):
    assert [sentence for sentence, fine in instructions if not fine] == []


def test_there_are_such_instructions(instructions):
    assert len(instructions) > 5


@pytest.mark.parametrize(
    ("sentence", "fine"),
    [
        ("When the bumps are closer, the second direction covers both: move them to ±1.2 below.", [False]),
        ("When the bumps are closer, the second direction covers both: move them to ±1.25 below.", [True]),
        ("Set the spread to 2.6, then to 2.7.", [True, False]),  # it ends at 2.5: the one is its end, the other beyond
        ("Put the bumps past ½ and > raise the\nspread to 40 % of it.", [True]),
        ("With the bumps at ±3 nothing is asked of the reader.", []),
    ],
)
def test_value_between_two_stops_or_outside_is_found(sentence, fine):
    known = {"bumps": [slider("bumps", (0, 2, 0.25))], "spread": [slider("spread", (0.3, 2.5, 0.1))]}
    assert asked(sentence, known) == [(re.sub(r"[>\s]+", " ", sentence), each) for each in fine]
