"""Questions before the figures: what is right is computed, what stands in the notebook, the form, how shares move."""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import nbformat
import numpy as np
import pytest

from conftest import ROOT
from crossentropy import predict
from crossentropy.figures import NAMES, figure
from crossentropy.predictions import PREDICTIONS, gap
from crossentropy.predictions.form import form_html, result
from crossentropy.predictions.prediction import Answer, Choice, Remark, Sketch
from livefigure.bundler import bundle

CHOICES = {name: asked for name, asked in PREDICTIONS.items() if isinstance(asked, Choice)}
SKETCHES = {name: asked for name, asked in PREDICTIONS.items() if isinstance(asked, Sketch)}
CHAPTERS = {path.stem: nbformat.read(path, as_version=4) for path in sorted((ROOT / "chapters").glob("*.ipynb"))}
NODE = shutil.which("node") or shutil.which("node", path=str(Path(sys.prefix) / "bin"))


def in_javascript(imports: str, expression: str, given: object) -> list:
    """Return what the front end's modules make of some values."""
    script = bundle(f"{imports}\nconst answer = {json.dumps(given)}.map({expression});\n")
    script += "\nconsole.log(JSON.stringify(answer));"
    return json.loads(subprocess.run([NODE, "-"], input=script, capture_output=True, text=True, check=True).stdout)


def asked_in(notebook) -> list[tuple[str, str, str]]:
    """Return each question's name, the Markdown above it, and the code of the first figure below it."""
    found = []
    for place, cell in enumerate(notebook.cells):
        named = re.search(r'^predict\("([^"]+)"\)$', cell.source, re.MULTILINE)
        if named:
            above = next(before for before in notebook.cells[place - 1 :: -1] if before.cell_type == "markdown")
            below = next(
                c for c in notebook.cells[place + 1 :] if c.id.startswith("figure-") or c.id.endswith("-figure")
            )
            found.append((named[1], above.source, below.source))
    return found


ASKED = {name: (above, below) for notebook in CHAPTERS.values() for name, above, below in asked_in(notebook)}


# --- the questions ---


def test_every_question_is_asked_once_in_the_chapters():
    names = [name for notebook in CHAPTERS.values() for name, _, _ in asked_in(notebook)]
    assert sorted(names) == sorted(PREDICTIONS)
    assert list(PREDICTIONS) == names, "the order is that of the book"


def test_each_of_six_chapters_asks_four_times_and_ten_are_answered_by_drawing():
    counts = [len(asked_in(notebook)) for notebook in CHAPTERS.values()]
    assert min(counts[:6]) >= 4
    assert len(PREDICTIONS) >= 35
    assert len(SKETCHES) >= 10


@pytest.mark.parametrize("name", PREDICTIONS)
def test_question_stands_in_the_notebook_and_nothing_else_is_asked_there(name):
    above, _ = ASKED[name]
    box = re.sub(r"\n> ", " ", above[above.index("> **Predict.**") :])
    assert box.startswith(f"> **Predict.** **{PREDICTIONS[name].question}**")
    assert box.count("?") == PREDICTIONS[name].question.count("?")


@pytest.mark.parametrize("name", PREDICTIONS)
def test_question_is_asked_right_before_its_figure(name):
    asked, (_, below) = PREDICTIONS[name], ASKED[name]
    assert f"import {asked.figure.replace('-', '_')}\n" in below or "explore(" in below


@pytest.mark.parametrize("name", CHOICES)
def test_right_answer_is_one_of_two_to_four(name):
    asked = CHOICES[name]
    assert 2 <= len(asked.answers) <= 4
    assert asked.truth() in range(len(asked.answers))
    assert len({answer.text for answer in asked.answers}) == len(asked.answers)
    assert all(answer.why.endswith((".", ":")) for answer in asked.answers)


def test_right_answers_stand_in_all_places():
    places = [asked.truth() for asked in CHOICES.values()]
    assert {places.count(place) / len(places) > 0.15 for place in range(3)} == {True}


@pytest.mark.parametrize("name", SKETCHES)
def test_remarks_speak_of_what_is_looked_at(name):
    known = gap.features([0, 1, 2], [0, 1, 2], {key: [0, 0, 0] for key in ("H_p", "H_q")})
    assert {remark.feature for remark in SKETCHES[name].remarks} <= set(known)
    assert all(remark.sign in (-1, 1) and remark.beyond > 0 for remark in SKETCHES[name].remarks)


@pytest.mark.parametrize("name", [name for name, asked in PREDICTIONS.items() if asked.figure in NAMES])
def test_setting_asked_about_is_one_of_the_figure(name):
    asked = PREDICTIONS[name]
    made = figure(asked.figure)
    assert set(asked.at) <= set(made.defaults)
    made.readouts(**{**made.defaults, **asked.at})
    assert set(asked.veil or ()) <= set(made.veil)  # the figure marks no other parts
    if isinstance(asked, Sketch):
        assert asked.curve in made.curves(**made.defaults)
        assert asked.veil == () or asked.curve in (asked.veil or made.veil)


def test_question_that_there_is_not_is_named_with_those_there_are():
    with pytest.raises(ValueError, match="no prediction is called 'x'; there are binary-entropy"):
        predict("x")


# --- the form ---


@pytest.mark.parametrize("name", PREDICTIONS)
def test_form_says_what_its_contract_says(name):
    asked, html = PREDICTIONS[name], form_html(PREDICTIONS[name])
    (form,) = re.findall(r"<form [^>]*>", html)
    for attribute, value in {
        "class": "prediction",
        "id": f"predict-{name}",
        "data-prediction": name,
        "data-kind": asked.kind,
        "data-figure": asked.figure,
        "data-state": "asked",
    }.items():
        assert f'{attribute}="{value}"' in form
    assert html.count('data-action="commit"') == html.count('data-action="show"') == 1


@pytest.mark.parametrize("name", CHOICES)
def test_form_of_a_choice_has_a_button_and_a_slider_for_every_answer(name):
    html = form_html(CHOICES[name])
    for answer in CHOICES[name].answers:
        assert answer.text in unescape(html)
        assert answer.why in unescape(html)
    assert html.count('type="range"') == html.count("data-answer=") == len(CHOICES[name].answers)


def test_hostile_answer_stays_text():
    hostile = Choice("x", "f", "?", (Answer("<b>", "</script><i>"), Answer("b", "c")), lambda: 0)
    html = form_html(hostile)
    assert "<b>" not in html
    assert "<i>" not in html


def test_result_is_the_surprise_of_what_happened():
    assert result(0.25, 2) == "You gave it 25 %: 2.00 bit of surprise. An even split would have paid 1.00 bit."
    assert result(1.0, 4).startswith("You gave it 100 %: 0.00 bit")


def test_question_in_a_notebook_is_compared_as_text_and_its_answer_can_be_read():
    asked = predict("told")
    assert repr(asked) == "predict('told')"
    assert (asked.state, asked.probabilities, asked.sketch, asked.surprise) == ("asked", None, None, None)
    asked.probabilities = [0.5, 0.25, 0.25]
    assert asked.probabilities == [0.5, 0.25, 0.25]


# --- shares ---

MOVES = """(moves) => {
  const found = [];
  let shares = even(moves.count);
  for (const [place, to] of moves.moves) {
    shares = moved(shares, place, to);
    found.push([shares.percent, fractions(shares).reduce((a, b) => a + b, 0)]);
  }
  return found;
}"""


def test_shares_always_add_up_to_a_hundred_and_what_is_set_stays():
    rng = np.random.default_rng(0)
    tries = [
        {
            "count": int(count),
            "moves": [[int(rng.integers(count)), int(rng.integers(-5, 120))] for _ in range(8)],
        }
        for count in rng.integers(2, 5, 300)
    ]
    found = in_javascript('import { even, fractions, moved } from "crossentropy/predictions/shares.js";', MOVES, tries)
    for given, steps in zip(tries, found, strict=True):
        for (place, to), (percent, total) in zip(given["moves"], steps, strict=True):
            assert sum(percent) == 100
            assert min(percent) >= 1
            assert percent[place] == min(max(to, 1), 101 - given["count"])
            assert total == pytest.approx(1)


def test_what_a_move_needs_comes_from_untouched_answers_first_and_then_from_those_moved_longest_ago():
    moves = [[0, 70], [1, 20], [2, 30]]
    found = in_javascript(
        'import { even, fractions, moved } from "crossentropy/predictions/shares.js";',
        MOVES,
        [{"count": 3, "moves": moves}],
    )
    assert [percent for percent, _ in found[0]] == [[70, 15, 15], [70, 20, 10], [50, 20, 30]]


def test_even_split_is_exact():
    (found,) = in_javascript(
        'import { even, fractions } from "crossentropy/predictions/shares.js";', "(n) => fractions(even(n))", [3]
    )
    assert found == [1 / 3] * 3


# --- drawn curves ---


def test_features_and_gap_are_the_same_in_both_languages():
    rng = np.random.default_rng(1)
    curves = [
        [(rng.random(65) if rng.random() < 0.5 else np.sort(rng.random(65))).round(3).tolist() for _ in range(3)]
        for _ in range(50)
    ]
    x = np.linspace(-6, 6, 65).tolist()
    theirs = in_javascript(
        'import { features, gap } from "crossentropy/predictions/gap.js";',
        f"([a, b, c]) => [gap(a, b), features(a, {json.dumps(x)}, {{ H_p: c }})]",
        curves,
    )
    for (one, other, third), (apart, made) in zip(curves, theirs, strict=True):
        assert apart == pytest.approx(gap.gap(one, other), rel=1e-12)
        assert made == pytest.approx(gap.features(one, x, {"H_p": third}), rel=1e-9, abs=1e-12)


def test_remark_is_the_first_that_holds():
    dome = gap.features([0, 1, 2, 1, 0], range(5))
    shifted = gap.features([0, 0, 1, 2, 1], range(5))
    remarks = (Remark("height", 1, 0.5, "high"), Remark("peak", 1, 0.5, "right"), Remark("right end", 1, 0.5, "end"))
    assert gap.remark(shifted, dome, remarks).text == "right"
    assert gap.remark(dome, dome, remarks) is None


def test_where_the_true_curve_has_no_value_neither_counts():
    assert gap.gap([0, 5, 1], [0, np.nan, 3]) == 1
    assert gap.features([np.nan, 1, 2, 3, 4, 5], range(6))["left end"] == 1


@pytest.mark.parametrize("name", [name for name, asked in SKETCHES.items() if asked.figure in NAMES])
def test_the_true_curve_itself_is_called_right(name):
    asked = SKETCHES[name]
    made = figure(asked.figure)
    curves = made.curves(**{**made.defaults, **asked.at})
    x, y = curves[asked.curve]
    true = gap.features(y, x)
    assert (
        gap.remark(true | {"below H_p": 0, "nearest H_p": 0}, true | {"below H_p": 0, "nearest H_p": 0}, asked.remarks)
        is None
    )
