"""What a notebook is elsewhere: saved after use, without a widget manager, as HTML; and every figure in JupyterLab."""

import difflib
import json
import re
from base64 import b64encode

import nbformat
import pytest
from playwright.sync_api import expect

from crossentropy import figures
from jupyter import ADDED, MANAGER, NAMES, PATIENCE, chapter, open_notebook
from livefigure.draw import png
from livefigure.widget import NOTE
from notebook_server import FRONT_ENDS

LARGEST_OUTPUT = 150_000  # bytes


# --- saved after use ---


def changes(before: str, after: str) -> list[str]:
    """Return the lines that are in one of two texts only, with their sign."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [each for each in lines if not each.startswith(("---", "+++", "@@"))]


def test_saved_notebook_has_no_large_output_and_no_state_of_widgets(kept):
    notebook = nbformat.reads(kept.used, as_version=4)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert len(outputs) > len(NAMES)
    assert max(len(json.dumps(each)) for each in outputs) < LARGEST_OUTPUT
    assert "widgets" not in notebook.metadata


def test_saved_notebook_differs_from_the_stored_one_in_lines_that_can_be_read(kept):
    stored, used = (nbformat.reads(each, as_version=4) for each in (kept.stored, kept.used))
    for notebook in (stored, used):
        notebook.cells = notebook.cells[: -len(ADDED)]  # those have no stored output
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                output.get("data", {}).pop("image/png", None)  # another machine's letters may differ by a pixel
    expected = re.compile(
        r'[+-] *("application/vnd.jupyter.widget-view|"model_id|"version|"outputs_hidden|"display_name|"name'
        r'|"codemirror_mode|"file_extension|"mimetype|"nbconvert_exporter|"pygments_lexer|[]{}],?$)'
    )
    different = changes(nbformat.writes(stored), nbformat.writes(used))
    assert [each for each in different if not expected.match(each)] == []
    assert len(different) < 60


def test_second_run_and_save_changes_the_names_of_the_views_alone(kept):
    different = changes(kept.used, kept.again)
    assert len(different) == 2 * (len(NAMES) + len(ADDED))
    assert all(re.fullmatch(r'[+-] *"model_id": "\w+",', each) for each in different)


# --- without a widget manager ---


@pytest.fixture(params=FRONT_ENDS)
def plain(request, server, browser):
    """The chapter where nothing shows widgets, not run yet."""
    server.disable(MANAGER)
    name = f"plain-{request.param}.ipynb"
    (server.notebooks / name).write_text(chapter(), "utf-8")
    opened = open_notebook(browser, server, request.param, name)
    yield opened
    opened.page.close()
    server.disable(None)


def test_without_widgets_the_picture_shows_and_says_what_to_install(plain):
    pictures = plain.page.locator(".jp-OutputArea-output.jp-RenderedImage img")
    expect(pictures).to_have_count(len(NAMES))  # as stored
    plain.run_cell(-2)
    expect(pictures).to_have_count(len(NAMES) + 1, timeout=PATIENCE)
    expect(pictures.last).to_be_visible()
    assert plain.figures.count() == 0
    figure = figures.figure("logistic-entropy")
    with_note = b64encode(png(figure.draw, figure.defaults, NOTE)).decode()
    assert pictures.last.get_attribute("src").removeprefix("data:image/png;base64,").replace("\n", "") == with_note


# --- every figure of the book ---


@pytest.fixture(scope="module")
def all_figures(server, browser):
    """A notebook in JupyterLab that shows every figure of the book, run."""
    cells = ["from crossentropy import figures\n\nmade = {}"]
    cells += [f"made[{name!r}] = figures.{name.replace('-', '_')}()\nmade[{name!r}]" for name in figures.NAMES]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, server.notebooks / "figures.ipynb")
    opened = open_notebook(browser, server, "JupyterLab", "figures.ipynb")
    opened.run_all(len(figures.NAMES))
    yield opened
    opened.page.close()


def test_every_figure_of_the_book_moves_in_jupyterlab_and_python_sees_it(all_figures):
    for name in figures.NAMES:
        view = all_figures.page.locator(f'figure[data-explorer="{name}"]')
        before = view.evaluate("figure => figure.explorer.values()")
        control = view.locator("input[type=range], input[type=text]").first
        for key in ("ArrowLeft", "ArrowRight", "x"):  # one end of a slider does not move; a text takes letters
            control.press(key)
            if view.evaluate("figure => figure.explorer.values()") != before:
                break
        after = view.evaluate("figure => figure.explorer.values()")
        assert after != before, name
        assert json.loads(all_figures.python(f"import json; print(json.dumps(made[{name!r}].values))")) == after, name
