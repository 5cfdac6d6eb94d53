"""Asides on a page: folded, each under its heading; a link to one opens it."""

from types import SimpleNamespace

from docutils.core import publish_doctree, publish_from_doctree

from crossentropy_book import asides

SOURCE = """
Title
=====

Asides
------

First
~~~~~

Words.

Second
~~~~~~

More words.

Exercises
---------

Last
~~~~

Do this.
"""


def folded() -> str:
    """Return the HTML of SOURCE with its asides folded."""
    doctree = publish_doctree(SOURCE, settings_overrides={"doctitle_xform": False})
    asides._fold(SimpleNamespace(), doctree, "page")
    return publish_from_doctree(doctree, writer_name="html5").decode()


def test_each_aside_is_folded_under_its_heading():
    opened = folded().split('<details class="aside"><summary>')[1:]
    assert [part.split("</summary>")[0].count("<h") for part in opened] == [1, 1]
    assert ["First" in part.split("</summary>")[0] for part in opened] == [True, False]
    assert [part.split("</details>")[0].count("<p>") for part in opened] == [1, 1]


def test_other_sections_are_not_folded():
    assert "<details" not in folded().split("Exercises")[1]
