"""A chapter that `jupyter nbconvert` made a page of: no widgets there, so each figure is its picture, also offline."""

import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import nbformat
import pytest

from conftest import ROOT
from crossentropy import figures
from crossentropy.explorer.picture import png
from crossentropy.explorer.widget import NOTE
from jupyter import BUILT_IN, CHAPTER, NAMES

WITHOUT_STATE = "--ExecutePreprocessor.store_widget_state=False"  # as notebooks.md says


def convert(notebook: Path, folder: Path, *options: str) -> Path:
    """Return the page that nbconvert makes of a notebook."""
    command = (sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(folder), *options, str(notebook))
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder / f"{notebook.stem}.html"


@pytest.fixture(scope="module")
def stored(tmp_path_factory) -> Path:
    return convert(ROOT / "chapters" / CHAPTER, tmp_path_factory.mktemp("stored"))


@pytest.fixture(scope="module", params=["as stored", "executed"])
def page(request, stored, tmp_path_factory) -> Path:
    if request.param == "as stored":
        return stored
    return convert(ROOT / "chapters" / CHAPTER, tmp_path_factory.mktemp("executed"), "--execute", WITHOUT_STATE)


def test_pictures_show_without_a_network_and_say_how_to_move_them(page, new_page):
    visit = new_page(offline=True)
    visit.page.goto(page.as_uri())
    pictures = visit.page.locator(".jp-RenderedImage img")
    assert pictures.evaluate_all("all => all.map((each) => each.complete && each.naturalWidth > 0)") == [True] * len(
        NAMES
    )
    for shown, name in zip(pictures.all(), BUILT_IN, strict=False):
        figure = figures.figure(name)
        with_note = b64encode(png(figure.draw, figure.defaults, NOTE)).decode()
        assert shown.get_attribute("src").removeprefix("data:image/png;base64,").replace("\n", "") == with_note


def test_page_asks_for_nothing_but_what_the_template_asks_for(stored, new_page, tmp_path):
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "empty.ipynb")
    asked = []
    for path in (convert(tmp_path / "empty.ipynb", tmp_path), stored):
        visit = new_page(offline=True)
        visit.page.goto(path.as_uri())
        asked.append({url for url in visit.requests if url.startswith("http")})
    assert asked[1] == asked[0]


def test_alternative_text_stands_where_the_template_has_a_place_for_it(tmp_path):
    html = convert(ROOT / "chapters" / CHAPTER, tmp_path, "--template", "classic").read_text("utf-8")
    assert html.count('alt="A logistic model and its entropy. P rises with x and passes one half at x = 0.00') == 1


OWN = """import numpy as np
from crossentropy import explore

x = np.linspace(0, 1, 11)

def power(exponent=2.0):
    return {"y": (x, x**exponent)}

explore(power, exponent=(0.5, 4, 0.1))"""


def test_figure_of_a_reader_s_own_function_is_its_picture_too(new_page, tmp_path):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(OWN)], metadata={"kernelspec": kernel})
    nbformat.write(own, tmp_path / "own.ipynb")
    visit = new_page(offline=True)
    visit.page.goto(convert(tmp_path / "own.ipynb", tmp_path, "--execute", WITHOUT_STATE).as_uri())
    picture = visit.page.locator(".jp-RenderedImage img")
    assert picture.evaluate_all("all => all.map((each) => each.complete && each.naturalWidth > 400)") == [True]
