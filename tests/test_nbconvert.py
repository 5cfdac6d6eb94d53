"""A chapter that `jupyter nbconvert` made a page of: no widgets there, so each figure is its picture, also offline."""

import re
import warnings
from pathlib import Path

import nbformat
import pytest
from nbconvert.nbconvertapp import NbConvertApp

from conftest import ROOT
from jupyter import BUILT_IN, CHAPTER, NAMES, picture_with_note

pytestmark = pytest.mark.builds

WITHOUT_STATE = "--ExecutePreprocessor.store_widget_state=False"  # as notebooks.md says


OWN = """import numpy as np
from crossentropy import explore

x = np.linspace(0, 1, 11)

def power(exponent=2.0):
    return {"y": (x, x**exponent)}

explore(power, exponent=(0.5, 4, 0.1))"""


def convert(folder: Path, *arguments: str | Path, to: str = "html") -> None:
    """Let nbconvert make pages, or another kind, in a folder: its program, started here, where it is loaded once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own affair
        program = NbConvertApp()
        program.initialize(list(map(str, ("--to", to, "--output-dir", folder, *arguments))))
        program.start()


@pytest.fixture(scope="module")
def as_stored(tmp_path_factory) -> dict[str, Path]:
    """The pages of the chapter and of an empty notebook."""
    folder = tmp_path_factory.mktemp("stored")
    nbformat.write(nbformat.v4.new_notebook(), folder / "empty.ipynb")
    convert(folder, ROOT / "chapters" / CHAPTER, folder / "empty.ipynb")
    return {"chapter": (folder / CHAPTER).with_suffix(".html"), "empty": folder / "empty.html"}


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> Path:
    """The page of the chapter, run, with a reader's own figure at its end."""
    folder = tmp_path_factory.mktemp("executed")
    notebook = nbformat.read(ROOT / "chapters" / CHAPTER, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(OWN, id="own"))
    nbformat.write(notebook, folder / CHAPTER)
    convert(folder, "--execute", WITHOUT_STATE, folder / CHAPTER)
    return (folder / CHAPTER).with_suffix(".html")


def loaded(pictures) -> list[bool]:
    return pictures.evaluate_all("all => all.map((each) => each.complete && each.naturalWidth > 400)")


@pytest.mark.parametrize("kind", ["as stored", "executed"])
def test_pictures_show_without_a_network_and_say_how_to_move_them(kind, request, new_page):
    visit = new_page(offline=True)
    made = request.getfixturevalue(kind.replace(" ", "_"))
    visit.page.goto((made["chapter"] if kind == "as stored" else made).as_uri())
    pictures = visit.page.locator(".jp-RenderedImage img")
    assert loaded(pictures)[: len(NAMES)] == [True] * len(NAMES)
    for shown, name in zip(pictures.all(), BUILT_IN, strict=False):
        assert shown.get_attribute("src").replace("\n", "") == picture_with_note(name)


def test_figure_of_a_reader_s_own_function_is_its_picture_too(executed, new_page):
    visit = new_page(offline=True)
    visit.page.goto(executed.as_uri())
    assert loaded(visit.page.locator(".jp-RenderedImage img"))[len(NAMES) :] == [True]


def test_page_asks_for_nothing_but_what_the_template_asks_for(as_stored, new_page):
    asked = {}
    for name, path in as_stored.items():
        visit = new_page(offline=True)
        visit.page.goto(path.as_uri())
        asked[name] = {url for url in visit.requests if url.startswith("http")}
    assert asked["chapter"] == asked["empty"]


def test_alternative_text_stands_where_the_template_has_a_place_for_it(tmp_path):
    convert(tmp_path, "--template", "classic", ROOT / "chapters" / CHAPTER)
    html = (tmp_path / CHAPTER).with_suffix(".html").read_text("utf-8")
    assert html.count('alt="A logistic model and its entropy. P rises with x and passes one half at x = 0.00') == 1


def test_script_is_a_python_file(tmp_path):
    convert(tmp_path, ROOT / "chapters" / CHAPTER, to="script")
    compile((tmp_path / CHAPTER).with_suffix(".py").read_text("utf-8"), CHAPTER, "exec")


def test_each_section_is_a_slide_with_its_parts_below(tmp_path):
    convert(tmp_path, ROOT / "chapters" / CHAPTER, to="slides")
    html = (tmp_path / CHAPTER).with_suffix(".slides.html").read_text("utf-8")
    cells = nbformat.read(ROOT / "chapters" / CHAPTER, as_version=4).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    sections = sum(bool(re.match("##? ", each)) for each in prose)
    parts = sum(not re.match("##? ", each) and ("**Predict.**" in each or each.startswith("### ")) for each in prose)
    assert html.count("<section><section") == sections > 8
    assert html.count("<section") - 2 * sections > parts  # what there was to see and the exercises, too
    assert "_render_traceback_" not in html  # the cell that finds the package
