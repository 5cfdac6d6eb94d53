"""What a notebook is elsewhere: saved after use, without a widget manager, as HTML; and every figure in JupyterLab."""

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
import pytest
from playwright.sync_api import expect

from crossentropy import figures
from jupyter import (
    ADDED,
    BUILT_IN,
    MANAGER,
    NAMES,
    PATIENCE,
    QUESTIONS,
    Lab,
    chapter,
    open_notebook,
    picture_with_note,
)
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
    assert len(different) < 12 * (len(NAMES) + QUESTIONS)


def test_second_run_and_save_changes_the_names_of_the_views_alone(kept):
    different = changes(kept.used, kept.again)
    assert len(different) == 2 * (len(NAMES) + QUESTIONS + len(ADDED))
    assert all(re.fullmatch(r'[+-] *"model_id": "\w+",', each) for each in different)


# --- without a widget manager ---


@dataclass
class Plain:
    """The chapter's page without widgets, once it has run; later it was saved and loaded again with them."""

    page: Lab
    pictures: list[str]  # their addresses
    live: int  # how many figures were


@pytest.fixture(scope="module", params=FRONT_ENDS)
def plain(request, server, window) -> Iterator[Plain]:
    """The chapter's code where nothing shows widgets, run; then the page is loaded again where they are shown."""
    name = f"plain-{request.param}.ipynb"
    (server.notebooks / name).write_text(chapter(code_alone=True), "utf-8")
    server.disable(MANAGER)
    try:
        opened = open_notebook(window, server, request.param, name)
    finally:
        server.disable(None)
    pictures = opened.page.locator(".jp-OutputArea-output.jp-RenderedImage img:visible")
    expect(pictures).to_have_count(len(NAMES))  # as stored
    opened.command("notebook:run-all-cells")
    expect(pictures).to_have_count(len(NAMES) + len(ADDED), timeout=PATIENCE)
    addresses = pictures.evaluate_all("all => all.map((picture) => picture.getAttribute('src'))")
    found = Plain(opened, addresses, opened.figures.count())
    opened.python("figure.bias = 3")
    opened.save()
    opened.reload(len(NAMES) + len(ADDED))
    yield found
    opened.page.close()


def test_without_widgets_the_picture_shows_and_says_what_to_install(plain):
    shown = [address.replace("\n", "") for address in plain.pictures]
    assert shown[: len(BUILT_IN)] == [picture_with_note(name) for name in BUILT_IN]
    assert shown[len(NAMES) :] == [picture_with_note("logistic-entropy")] * len(ADDED)
    assert plain.live == 0


def test_page_loaded_again_shows_the_figures_of_the_running_kernel(plain):
    expect(plain.page.views()[1].get_by_label("β₀ (bias)")).to_have_value("3")


# --- every figure of the book ---


@pytest.fixture(scope="module")
def all_figures(server, window):
    """A notebook in JupyterLab that shows every figure of the book, run."""
    cells = ["from crossentropy import figures\n\nmade = {}"]
    cells += [f"made[{name!r}] = figures.{name.replace('-', '_')}()\nmade[{name!r}]" for name in figures.NAMES]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, server.notebooks / "figures.ipynb")
    opened = open_notebook(window, server, "JupyterLab", "figures.ipynb")
    opened.run_all(len(figures.NAMES))
    yield opened
    opened.page.close()


def test_every_figure_of_the_book_moves_in_jupyterlab_and_python_sees_it(all_figures):
    def values() -> dict[str, dict]:
        return all_figures.figures.evaluate_all(
            "all => Object.fromEntries(all.map((figure) => [figure.dataset.explorer, figure.explorer.values()]))"
        )

    before = after = values()
    for key in ("ArrowLeft", "ArrowRight", "x"):  # one end of a slider does not move; a text takes letters
        for name in figures.NAMES:
            if after[name] == before[name]:
                view = all_figures.page.locator(f'figure[data-explorer="{name}"]')
                view.locator("input[type=range], input[type=text]").first.press(key)
        after = values()
    assert [name for name in figures.NAMES if after[name] == before[name]] == []
    python = "import json; print(json.dumps({name: figure.values for name, figure in made.items()}))"
    assert json.loads(all_figures.python(python)) == after
