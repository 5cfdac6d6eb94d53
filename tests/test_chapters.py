"""The chapters as they lie in the repository: executed, computed, and built alike."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

import chapter_form
from conftest import ROOT
from crossentropy.exercises import EXERCISES
from crossentropy.figures import NAMES, figure

PATHS = sorted((ROOT / "chapters").glob("*.ipynb"))
# A chapter of the main road has figures of the book and five exercises; the short one, on making figures, has figures
# made with `explore`, and as many exercises as stand here.
SHORT = {"07-make-your-own": 3}
# Cells whose output nbval does not compare, and why.
NOT_COMPARED = {
    "baked-code": "how many bytes are sent depends on the machine's zlib; baked-check asserts what has to hold",
    "over-budget": "the message names the same bytes; the cell asserts that it speaks of the budget",
}
TURNS = [path for path in PATHS if path.stem not in SHORT]  # these end with the reader's turn


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def path(request) -> Path:
    return request.param


@pytest.fixture(scope="module")
def chapter(path):
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module")
def exercises(path) -> list[str]:
    """The numbers of the exercises that the chapter must have."""
    return [str(number + 1) for number in range(SHORT.get(path.stem, 5))]


@pytest.fixture(scope="module", params=[path for path in PATHS if path.stem not in SHORT], ids=lambda path: path.stem)
def main_chapter(request):
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(scope="module", params=SHORT)
def short_chapter(request):
    return nbformat.read(ROOT / "chapters" / f"{request.param}.ipynb", as_version=4)


def code(chapter) -> list:
    return [cell for cell in chapter.cells if cell.cell_type == "code"]


def prose(chapter) -> str:
    return "\n".join(cell.source for cell in chapter.cells if cell.cell_type == "markdown")


def texts(cell) -> str:
    """Return what a cell printed and the plain text of what it returned."""
    found = [output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "\n".join(found)


def figures_in(chapter) -> list[tuple[int, str]]:
    """Return the place and the name of every live figure that a cell shows."""
    found = []
    for place, cell in enumerate(chapter.cells):
        if cell.cell_type == "code":
            for name in NAMES:
                if re.search(rf"^{name.replace('-', '_')}\(", cell.source, re.MULTILINE):
                    found.append((place, name))
    return found


def explored_in(chapter) -> list[int]:
    """Return the place of every figure made with `explore` that a cell shows."""
    shows = re.compile(r"^(explore\(|(?P<name>\w+) = explore\((?s:.*)^(?P=name)$)", re.MULTILINE)
    return [place for place, cell in enumerate(chapter.cells) if cell.cell_type == "code" and shows.search(cell.source)]


def asked_above(cells: list, place: int) -> str:
    """Return the Markdown above a cell: between the two stand the question's form, and maybe the function."""
    return [cell.source for cell in cells[:place] if cell.cell_type == "markdown"][-1]


# --- stored as executed ---


def test_notebook_is_valid(chapter):
    nbformat.validate(chapter)


def test_every_code_cell_is_stored_executed_in_order(chapter):
    counts = [cell.execution_count for cell in code(chapter)]
    assert counts == list(range(1, len(counts) + 1))


def test_every_cell_that_prints_or_shows_has_its_output(chapter):
    shows = re.compile(r"print\(|^check\(|^\w+\([^)]*\)\s*$", re.MULTILINE)
    cells = [cell for cell in code(chapter) if cell.id != chapter_form.PACKAGE_CELL]  # quiet where the package is
    assert [cell.source for cell in cells if shows.search(cell.source) and not texts(cell).strip()] == []


def test_every_output_is_compared_but_for_those_with_a_reason():
    cells = [cell for path in PATHS for cell in code(nbformat.read(path, as_version=4))]
    tagged = [cell for cell in cells if any(tag.startswith("nbval") for tag in cell.metadata.get("tags", []))]
    assert {cell.id for cell in tagged if "nbval-ignore-output" in cell.metadata.tags} == set(NOT_COMPARED)
    assert len(tagged) == len(NOT_COMPARED)


def test_no_cell_is_stored_with_an_error_or_a_warning(chapter):
    wrong = [
        cell.source
        for cell in code(chapter)
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]
    assert wrong == []


def test_long_lines_that_a_cell_prints_are_broken_on_the_page(chapter):
    elsewhere = {"exercise", "solution", "wrap-output"}  # the page has a form for the first, and nothing for the second
    kept = [cell for cell in code(chapter) if not elsewhere & set(cell.metadata.get("tags", []))]
    printed = [output.text for cell in kept for output in cell.outputs if output.output_type == "stream"]
    assert [line for text in printed for line in text.splitlines() if len(line) > 76] == []


def test_notebook_carries_no_widget_state(chapter):
    assert "widgets" not in chapter.metadata
    kinds = {kind for cell in code(chapter) for output in cell.outputs for kind in output.get("data", {})}
    assert [kind for kind in kinds if "widget" in kind] == []


def test_notebook_names_no_place_on_a_machine(path):
    text = path.read_text("utf-8")
    assert re.findall(r"(?:/(?:home|root|Users|tmp|private)/|site-packages|[A-Z]:\\\\)[^\"]{0,40}", text) == []


def test_notebook_asks_for_the_plain_python_kernel(chapter):
    assert chapter.metadata.kernelspec.name == "python3"


def test_chapter_has_the_form_of_all_chapters(chapter):
    """Else run: python scripts/chapter_form.py."""
    formed = nbformat.from_dict(chapter)
    chapter_form.shape(formed)
    assert nbformat.writes(chapter) == nbformat.writes(formed)


def test_first_code_cell_finds_the_package_and_says_nothing_here(chapter):
    cell = code(chapter)[0]
    assert cell.id == chapter_form.PACKAGE_CELL
    assert cell.outputs == []
    assert "install crossentropy" not in cell.source  # the name may be somebody else's on PyPI


def test_cells_have_names_that_stand_once(chapter):
    names = [cell.id for cell in chapter.cells]
    assert len(set(names)) == len(names)


# --- computed ---


def test_every_precise_number_of_the_prose_is_computed_on_the_page(chapter):
    """A number with three or more decimals in the prose stands with the same digits in an output."""
    outputs = "\n".join(texts(cell) for cell in code(chapter))
    computed = set(re.findall(r"(?<![\d.])\d+\.\d+", outputs))
    claimed = set(re.findall(r"(?<![\d.])\d+\.\d{3,}", prose(chapter)))
    assert claimed
    assert sorted(claimed - computed) == []


# --- built alike ---


def test_chapter_says_what_it_is_for_and_how_long_it_takes(chapter):
    text = prose(chapter)
    goals = text.split("**What you will be able to do**")[1].split("**Time:**")[0]
    assert 3 <= len(re.findall(r"^- ", goals, re.MULTILINE)) <= 6
    assert re.search(r"\*\*Time:\*\* about \d+ minutes", text)


def test_chapter_describes_itself_for_search_engines(chapter):
    assert 40 <= len(chapter.metadata.myst.html_meta.description) <= 300


def test_chapter_has_one_title(chapter):
    assert len(re.findall(r"^# ", prose(chapter), re.MULTILINE)) == 1
    assert chapter.cells[0].source.startswith("# ")


def test_chapter_shows_live_figures_once_each(main_chapter):
    names = [name for _, name in figures_in(main_chapter)]
    assert names
    assert len(set(names)) == len(names)


def test_each_figure_has_a_title_and_a_caption(main_chapter):
    for _, name in figures_in(main_chapter):
        assert len(figure(name).title) > 10
        assert len(figure(name).caption) > 40


def test_each_figure_comes_after_a_prediction(main_chapter):
    for place, name in figures_in(main_chapter):
        assert "**Predict.**" in asked_above(main_chapter.cells, place), name


def test_each_figure_is_followed_by_what_there_was_to_see(main_chapter):
    for place, name in figures_in(main_chapter):
        assert "**What you should have seen.**" in main_chapter.cells[place + 1].source, name


def test_code_of_a_figure_is_hidden_on_the_website(main_chapter):
    for place, _ in figures_in(main_chapter):
        assert "remove-input" in main_chapter.cells[place].metadata.tags


def test_short_chapter_shows_figures_of_functions_and_how_they_are_made(short_chapter):
    assert len(explored_in(short_chapter)) >= 2
    for place in explored_in(short_chapter):
        assert "remove-input" not in short_chapter.cells[place].metadata.get("tags", [])
        assert "image/png" in short_chapter.cells[place].outputs[0].data


def test_figure_of_a_function_stands_between_a_prediction_and_what_there_was_to_see(short_chapter):
    for place in explored_in(short_chapter):
        assert "**Predict.**" in asked_above(short_chapter.cells, place)
        assert "**What you should have seen.**" in short_chapter.cells[place + 1].source


def test_chapter_has_its_exercises_with_solutions(chapter, exercises):
    solved = re.findall(r"<summary>Solution of exercise (\d)</summary>", prose(chapter))
    asked = re.findall(r"^\*\*Exercise (\d)\.\*\*", prose(chapter), re.MULTILINE)
    assert asked == solved == exercises


def test_each_exercise_starts_open_and_its_solution_passes(chapter, path, exercises):
    subject = path.stem.partition("-")[2]
    for kind, first_words in (("exercise", "No answer yet"), ("solution", "Right.")):
        cells = [cell for cell in code(chapter) if kind in cell.metadata.get("tags", [])]
        checked = [re.findall(r'^check\("([^"]+)"', cell.source, re.MULTILINE) for cell in cells]
        assert checked == [[f"{subject}-{number}"] for number in exercises]
        assert [texts(cell)[: len(first_words)] for cell in cells] == [first_words] * len(exercises)


def test_every_exercise_known_is_set_in_a_chapter():
    sources = "\n".join(path.read_text("utf-8") for path in PATHS)
    assert [name for name in EXERCISES if f'check(\\"{name}\\"' not in sources] == []


def test_solutions_are_folded_away(chapter):
    for cell in code(chapter):
        if "solution" in cell.metadata.get("tags", []):
            assert "hide-cell" in cell.metadata.tags
            assert cell.metadata.jupyter.source_hidden


def test_chapter_ends_with_a_summary_of_five(chapter):
    summary = prose(chapter).split("## Summary")[1].split("## ")[0]
    assert re.findall(r"^(\d)\. ", summary, re.MULTILINE) == list("12345")


def test_each_displayed_formula_is_said_in_words(chapter):
    """A reader who skips formulas misses nothing."""
    for cell in chapter.cells:
        if cell.cell_type == "markdown" and cell.source.count("$$") >= 2 and "<details>" not in cell.source:
            assert "In words:" in cell.source, cell.id


# --- the reader's turn ---


@pytest.fixture(scope="module", params=TURNS, ids=lambda path: path.stem)
def turn(request) -> list:
    """Return the cells of a chapter from the heading "Your turn" to the next one of its level."""
    cells = nbformat.read(request.param, as_version=4).cells
    starts = [place for place, cell in enumerate(cells) if re.match("## ", cell.source)]
    found = [
        cells[start:end]
        for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)
        if cells[start].source.startswith("## Your turn\n")
    ]
    assert len(found) == 1
    return found[0]


def explored(cells) -> list[tuple[int, str]]:
    """Return the place of every cell that calls `explore`, and the name of the function that the call shows."""
    return [
        (place, node.args[0].id)
        for place, cell in enumerate(cells)
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "explore"
    ]


def test_six_chapters_end_with_the_readers_turn():
    assert [path.stem[:2] for path in TURNS] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("path", TURNS, ids=lambda path: path.stem)
def test_turn_stands_between_exercises_and_summary(path):
    headings = re.findall(r"^## (.+)$", prose(nbformat.read(path, as_version=4)), re.MULTILINE)
    place = headings.index("Your turn")
    assert headings[place - 1 : place + 2] == ["Exercises", "Your turn", "Summary"]


def test_turn_has_one_figure_of_a_function(turn):
    assert len(explored(turn)) == 1


@pytest.mark.parametrize("path", TURNS, ids=lambda path: path.stem)
def test_every_figure_of_a_function_stands_between_a_prediction_and_what_there_was_to_see(path):
    """The function itself may stand in a cell between the prediction and the figure."""
    cells = nbformat.read(path, as_version=4).cells
    for place, _ in explored(cells):
        assert "**Predict.**" in asked_above(cells, place)
        assert "**What you should have seen.**" in cells[place + 1].source


def test_figure_of_the_turn_comes_after_a_prediction(turn):
    ((place, _),) = explored(turn)
    assert "**Predict.**" in asked_above(turn, place)


def test_figure_of_the_turn_is_followed_by_what_there_was_to_see(turn):
    ((place, _),) = explored(turn)
    assert "**What you should have seen.**" in turn[place + 1].source


def test_function_of_the_turn_is_short_and_shown(turn):
    """It is what the reader is to change: at most 12 lines, in a cell that is not folded away."""
    ((place, name),) = explored(turn)
    ((cell, function),) = [
        (cell, node)
        for cell in turn[: place + 1]
        if cell.cell_type == "code"
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    assert function.end_lineno - function.lineno < 12
    assert {"remove-input", "hide-input", "hide-cell", "remove-cell"}.isdisjoint(cell.metadata.get("tags", []))


def test_call_of_the_turn_can_be_read(turn):
    ((place, _),) = explored(turn)
    assert {"remove-input", "remove-cell"}.isdisjoint(turn[place].metadata.get("tags", []))


def test_turn_says_what_to_change(turn):
    ((place, _),) = explored(turn)
    after = "\n".join(cell.source for cell in turn[place:] if cell.cell_type == "markdown")
    changes = after.split("**Change the code**")[1]
    assert 2 <= len(re.findall("^- ", changes, re.MULTILINE)) <= 3
