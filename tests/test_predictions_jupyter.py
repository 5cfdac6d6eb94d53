"""A question in the real JupyterLab: it veils the figure of another cell, and Python reads the answer."""

import json
import math
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Locator, expect

from jupyter import PATIENCE, Lab, open_notebook

FRONT_END = "JupyterLab"
CELLS = (
    'from crossentropy import predict\n\nguess = predict("symbol-sequences")\nguess',
    "from crossentropy.figures import symbol_sequences\n\nsymbol_sequences()",
    'drawn = predict("binary-entropy")\ndrawn',
    "from crossentropy.figures import binary_entropy\n\nbinary_entropy()",
    'from crossentropy import my_score\n\nmy_score("entropy")',
)


@pytest.fixture
def lab(server, browser) -> Iterator[Lab]:
    """A notebook with two questions and their figures, run, of a reader who is asked."""
    name = "questions.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), server.notebooks / name)
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    window.set_default_timeout(PATIENCE)
    opened = open_notebook(window, server, FRONT_END, name)
    opened.run_all(2)
    yield opened
    window.close()


def form(lab: Lab, name: str) -> Locator:
    return lab.page.locator(f"form[data-prediction={name}]")


def figure(lab: Lab, name: str) -> Locator:
    return lab.figures.and_(lab.page.locator(f"[data-explorer={name}]"))


def read(lab: Lab, name: str) -> list:
    return json.loads(lab.python(f"import json; print(json.dumps([{name}.state, {name}.probabilities]))"))


def test_question_in_a_notebook_is_asked_answered_and_remembered(lab):
    asked, shown = form(lab, "symbol-sequences"), figure(lab, "symbol-sequences")
    expect(asked).to_have_attribute("data-state", "asked", timeout=PATIENCE)
    expect(shown).to_have_attribute("data-veil", "on", timeout=PATIENCE)
    assert read(lab, "guess") == ["asked", None]

    asked.get_by_role("button", name="less", exact=True).click()
    asked.get_by_role("button", name="That is my guess").click()
    expect(shown).not_to_have_attribute("data-veil", "on")
    expect(figure(lab, "binary-entropy")).to_have_attribute("data-veil", "on")  # another question's
    lab.comes_to("guess.probabilities", [0.7, 0.15, 0.15])
    cost = lab.page.locator(".prediction-score [data-question=symbol-sequences] output")
    expect(cost).to_have_text("0.51 bit")
    assert float(lab.python("print(guess.surprise)")) == pytest.approx(-math.log2(0.7))

    lab.run_cell(0)  # a new question, with what this device has kept
    lab.comes_to("guess.state", "committed")
    assert read(lab, "guess") == ["committed", [0.7, 0.15, 0.15]]
    expect(form(lab, "symbol-sequences").locator(".prediction-result")).to_contain_text("0.51 bit of surprise")

    form(lab, "binary-entropy").get_by_role("button", name="Stop asking").click()
    expect(figure(lab, "binary-entropy")).not_to_have_attribute("data-veil", "on")
    expect(form(lab, "symbol-sequences").get_by_role("button", name="Ask again")).to_be_visible()
    form(lab, "symbol-sequences").get_by_role("button", name="Ask again").click()
    expect(figure(lab, "binary-entropy")).to_have_attribute("data-veil", "on")
    assert [error for error in lab.errors if "crossentropy" in error or "prediction" in error] == []
