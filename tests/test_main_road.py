"""The main road of each chapter: short enough to keep its thread, and as long as the chapter says."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from main_road import CHAPTERS, road, words

PATHS = sorted(CHAPTERS.glob("*.ipynb"))
MOST_WORDS = {"02": 3400, "03": 3000, "04": 3000, "05": 3000, "06": 3400}


def measured(path):
    return road(nbformat.read(path, as_version=4).cells)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_stated_time_is_that_of_the_main_road_to_within_a_fifth(path):
    stated = re.search(r"\*\*Time:\*\* about (\d+) minutes", path.read_text("utf-8"))
    assert abs(int(stated[1]) - measured(path).minutes) <= measured(path).minutes / 5


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem[:2] in MOST_WORDS], ids=lambda path: path.stem)
def test_main_road_is_short_enough(path):
    assert measured(path).words <= MOST_WORDS[path.stem[:2]]


def test_words_are_those_that_are_read():
    assert (
        words("# A title\n\nTwo $p \\log p$ and [a link](../far/away.ipynb#place) — so:\n\n$$x = 1$$\n\n| a | 1 |")
        == 10
    )


def test_road_is_what_is_read_moved_and_solved():
    cells = [
        new_markdown_cell(
            "# Title\n\nThree more words. $$x$$\n\n<details>\n<summary>Proof</summary>\n$$y$$\n</details>"
        ),
        new_code_cell("from crossentropy.figures import surprise\n\nsurprise()"),
        new_markdown_cell("## Asides\n\nNot counted."),
        new_code_cell("explore(not_counted)"),
        new_markdown_cell("## Exercises"),
        new_markdown_cell("**Exercise 1.** Not a word of the road."),
        new_markdown_cell("## Your turn"),
        new_code_cell("picture = explore(function, x=(0, 1, 0.1))\npicture"),
    ]
    found = road(cells)
    assert (found.words, found.formulas, found.figures, found.exercises) == (4, 1, 2, 1)
    assert found.minutes == 10  # 4/180 + 1 + 4 + 4, rounded up
