"""What a page loads: these files and no others.

Sphinx, its extensions and the theme would each add files to every page, and myst-nb the saved state of every
widget. Here the list is written down instead, so that a page without mathematics loads no KaTeX and a page without
a live figure no explorer, and one with figures the computations of these alone.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from crossentropy_book import katex, prediction_forms, score_pages
from livefigure.sphinx import assets as figure_assets
from livefigure.sphinx import own_pages

STYLES = ["book.css"]
TEXT_STYLES = ["styles/furo.css", "pygments.css"]  # of pages with a text; a figure's own page has none
SCRIPTS = ["book.js"]
EXERCISE_SCRIPT = "exercises.js"


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_css_file("book.css", priority=900)  # after the theme, whose rules it changes
    app.add_js_file("book.js", loading_method="defer")
    app.add_js_file(EXERCISE_SCRIPT, loading_method="defer")
    app.connect("html-page-context", _select, priority=900)  # when everyone else has added theirs


def has_mathematics(body: str) -> bool:
    """Whether the HTML `body` contains a rendered formula."""
    return 'class="katex' in body


def _select(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    wanted = {*STYLES, *SCRIPTS}
    if templatename != own_pages.TEMPLATE:
        wanted |= {*TEXT_STYLES}
    if has_mathematics(body):
        wanted.add(katex.STYLESHEET)
    if "data-explorer=" in body:
        wanted.add(figure_assets.script_of(pagename))
    if any(f'class="{name}"' in body for name in ("swatch", "explorer", "explorer-colors")):
        wanted.add(figure_assets.STYLE)  # it holds the colours
    if 'class="prediction"' in body:
        wanted |= {prediction_forms.SCRIPT, prediction_forms.STYLE}
    for mark, (script, *_) in score_pages.SCRIPTS.items():
        if mark in body:
            wanted |= {script, prediction_forms.STYLE}
    if "data-exercise=" in body:
        wanted.add(EXERCISE_SCRIPT)
    for key in ("css_files", "script_files"):
        context[key] = [file for file in context[key] if _name(file) in wanted]


def _name(file: Any) -> str:
    return str(file.filename or "").removeprefix("_static/")
