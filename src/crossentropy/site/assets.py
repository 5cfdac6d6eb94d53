"""What a page loads: these files and no others.

Sphinx, its extensions and the theme would each add files to every page, and myst-nb the saved state of every
widget. Here the list is written down instead, so that a page without mathematics loads no KaTeX and a page without
a live figure no explorer, and one with figures the computations of these alone.
"""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from crossentropy.explorer import assets
from crossentropy.site import figure_pages, katex

STYLES = ["book.css"]
TEXT_STYLES = ["styles/furo.css", "pygments.css"]  # of pages with a text; a figure's own page has none
SCRIPTS = ["book.js"]
EXERCISE_SCRIPT = "exercises.js"
FIGURE_STYLE = "explorer/explorer.css"


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_css_file("book.css", priority=900)  # after the theme, whose rules it changes
    app.add_css_file(FIGURE_STYLE, priority=800)
    app.add_js_file("book.js", loading_method="defer")
    app.add_js_file(EXERCISE_SCRIPT, loading_method="defer")
    app.connect("builder-inited", _write_style)
    app.connect("html-page-context", _select, priority=900)  # when everyone else has added theirs


def has_mathematics(body: str) -> bool:
    """Whether the HTML `body` contains a rendered formula."""
    return 'class="katex' in body


def figures_in(body: str) -> list[str]:
    """Return the names of the book's own live figures in the HTML `body`; those of a function have no code to load.

    Examples
    --------
    >>> figures_in('<figure data-explorer="binary-entropy"></figure><figure data-explorer="binary-entropy"></figure>')
    ['binary-entropy']
    """
    return sorted(set(re.findall(r'data-explorer="([^"]+)"(?! data-grid)', body)))


def _write_style(app: Sphinx) -> None:
    _write(app, FIGURE_STYLE, assets.stylesheet())


def _write(app: Sphinx, name: str, text: str) -> None:
    path = Path(app.outdir, "_static", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _select(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    wanted = {*STYLES, *SCRIPTS}
    if templatename != figure_pages.TEMPLATE:
        wanted |= {*TEXT_STYLES}
    if has_mathematics(body):
        wanted.add(katex.STYLESHEET)
    figures, grids = figures_in(body), "data-grid=" in body
    if figures or grids:
        script = f"explorer/{pagename.replace('/', '-')}.js"
        _write(app, script, assets.site_script(figures, grids))
        app.add_js_file(script, loading_method="defer")  # from here, Sphinx adds it to this page alone
        wanted.add(script)
    if 'class="swatch"' in body or 'class="explorer"' in body:
        wanted.add(FIGURE_STYLE)  # it holds the colours
    if "data-exercise=" in body:
        wanted.add(EXERCISE_SCRIPT)
    for key in ("css_files", "script_files"):
        context[key] = [file for file in context[key] if _name(file) in wanted]


def _name(file: Any) -> str:
    return str(file.filename or "").removeprefix("_static/")
