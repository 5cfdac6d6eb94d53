"""What readers get of the book's own scripts and stylesheets means what the sources mean."""

from importlib.resources import files

import pytest
from pygments.lexers import JavascriptLexer
from pygments.token import Comment, Text, Whitespace

from crossentropy.figures import NAMES, figure
from crossentropy_book import minify, prediction_forms, score_pages
from livefigure import front_end
from livefigure.page import figure_html

SOURCES = {path.name: path.read_text("utf-8") for path in minify.STATIC.iterdir() if path.suffix in {".js", ".css"}}
SOURCES["explorer/explorer.css"] = front_end.stylesheet()
SOURCES[prediction_forms.SCRIPT] = prediction_forms.script()
SOURCES[prediction_forms.STYLE] = (files("crossentropy.predictions") / prediction_forms.STYLE).read_text("utf-8")
SOURCES |= {name: score_pages.script(*parts) for name, *parts in score_pages.SCRIPTS.values()}
SCRIPTS = [name for name in SOURCES if name.endswith(".js")]
# A custom property keeps its text as it stands, spaces after commas included.
RULES = r"""(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/,\s+/g, ","));
}"""


@pytest.mark.parametrize("name", SOURCES)
def test_site_has_the_file_without_its_comments(name, site):
    text = (site / "_static" / name).read_text("utf-8")
    assert text == minify.minified(name, SOURCES[name])
    assert len(text) < 0.9 * len(SOURCES[name])


@pytest.mark.parametrize("name", [name for name in SOURCES if name.endswith(".css")])
def test_a_browser_reads_the_same_rules(name, new_page):
    page = new_page().page
    rules = page.evaluate(RULES, SOURCES[name])
    assert len(rules) > 20
    assert page.evaluate(RULES, minify.minified(name, SOURCES[name])) == rules


def words(script: str) -> list[str]:
    """Return the words of a script, its texts whole, without comments and what stands between words."""
    found = JavascriptLexer().get_tokens(script)
    return [word for kind, word in found if kind not in Comment and kind not in (Text, Whitespace)]


def all_figures() -> str:
    """Return the script of a page that had every figure."""
    figures = [figure(name) for name in NAMES]
    pictures = "".join(map(figure_html, figures))
    return front_end.page_script({figure.name: figure.twin for figure in figures}, "data-grid=" + pictures)


@pytest.mark.parametrize("name", [*SCRIPTS, "explorer.js"])
def test_every_word_of_a_script_is_kept(name):
    script = SOURCES.get(name) or all_figures()
    assert words(minify.minified(name, script)) == words(script)


def test_a_text_or_a_regular_expression_keeps_its_spaces():
    text = "const words = `a  // ${ [1,  2].map((x) => x) }  b`; const space = /a  \\/  b/g;"
    assert "`a  // ${ [1,  2].map((x) => x) }  b`" in minify.minified("a.js", text)
    assert "/a  \\/  b/g" in minify.minified("a.js", text)


def test_other_files_are_refused():
    with pytest.raises(ValueError, match=r"picture\.svg: a script or a stylesheet was expected"):
        minify.minified("picture.svg", "<svg/>")
