"""Exercises on the page: the browser's verdicts are Python's."""

import json
import re
import subprocess
from importlib.resources import files

import pytest
from docutils import nodes
from docutils.utils import new_document

from crossentropy.exercises import EXERCISES, check
from crossentropy_book.exercise_forms import _replace, form_html, rules_html

HARNESS = """
const tasks = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(tasks.map(([exercise, text]) => verdict(exercise, text))));
"""


def data_of(name: str) -> dict:
    """Return what the page's script gets to know of an exercise."""
    rules, exercise = re.findall("<script[^>]*>(.*?)</script>", rules_html() + form_html(name))
    return {**json.loads(rules), **json.loads(exercise)}


def answers(name: str) -> list:
    """Return the right answer, the wrong ones, near ones and others."""
    exercise = EXERCISES[name]
    given = [exercise.answer, *(value for value, _ in exercise.wrong)]
    if isinstance(exercise.answer, str):
        return [*given, "D)", "(a)", "B.", "z", "1.75", "<b>"]
    given += [exercise.answer * 1.015, exercise.answer + 4e-4, 77.5, -0.123, exercise.answer * 0.99]
    written = [f"{exercise.answer:{form}}" for form in (".2f", ".3f", ".6f", ".9e")]
    written += [f"{value} {unit}" for value in (exercise.answer, given[1], 5) for unit in ("bit", "nats", "%")]
    return [*map(str, given), *written, "1,234.5", "1/0", "ln", "d", "<b>", "7/4 of it", "nat"]


@pytest.fixture(scope="module")
def verdicts():
    tasks = [(name, answer) for name in EXERCISES for answer in answers(name)]
    script = (files("crossentropy_book") / "static" / "exercises.js").read_text(encoding="utf-8") + HARNESS
    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps([(data_of(name), answer) for name, answer in tasks]),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(tasks, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("name", EXERCISES)
def test_the_page_says_what_the_notebook_says(name, verdicts, capsys):
    for answer in answers(name):
        check(name, answer)
        assert verdicts[name, answer] == capsys.readouterr().out.rstrip("\n")


def test_nothing_of_an_exercise_can_end_its_script():
    for name in EXERCISES:
        assert form_html(name).count("</script>") == rules_html().count("</script>") == 1


def test_rules_travel_once_on_a_page_with_exercises():
    page = new_document("page")
    for name in ("entropy-1", "entropy-2"):
        cell = nodes.container("", nodes.Text(f'check("{name}", ...)'), classes=["cell", "tag_exercise"])
        page += nodes.section("", cell)
    _replace(app=None, doctree=page)
    html = page.astext()
    assert html.count('id="exercise-rules"') == 1
    assert html.index('id="exercise-rules"') < html.index('data-exercise="entropy-1"') < html.index("entropy-2")


def test_page_without_exercises_has_no_rules():
    page = new_document("page")
    page += nodes.paragraph("", "No question here.")
    _replace(app=None, doctree=page)
    assert "exercise-rules" not in page.astext()


def test_the_page_answers_in_a_frame_that_forbids_forms(address, new_page):
    visit = new_page()
    visit.page.goto(address)
    visit.page.set_content(
        f'<iframe sandbox="allow-scripts allow-same-origin" src="{address}chapters/01-entropy.html">'
    )
    form = visit.page.frame_locator("iframe").locator('form[data-exercise="entropy-3"]')
    form.get_by_label("Your answer").fill("1,75 bit")
    form.get_by_role("button", name="Check").click()
    assert form.get_by_role("status").inner_text().startswith("Right.")
    form.get_by_label("Your answer").fill("1,75 nat")
    form.get_by_label("Your answer").press("Enter")
    assert "unit" in form.get_by_role("status").inner_text()


def test_the_page_answers_where_the_notebook_would(address, new_page):
    visit = new_page()
    visit.page.goto(f"{address}chapters/01-entropy.html")
    form = visit.page.locator('form[data-exercise="entropy-3"]')
    for answer, word in [
        ("-1.75", "The minus is forgotten"),
        ("1.74", "Nearly right"),
        ("7/4", "Right."),
        ("<b>", "number"),
    ]:
        form.get_by_label("Your answer").fill(answer)
        form.get_by_label("Your answer").press("Enter")
        assert word in form.get_by_role("status").inner_text()
    assert form.locator("b").count() == 0
    assert visit.page.get_by_text("check(").count() == 0  # neither the starter nor the check of the solution is shown
    assert visit.messages == []
