"""What a page loads: these files and no others.

Sphinx, its extensions and the theme would each add files to every page, and myst-nb the saved state of every
widget. Here the list is written down instead, so that a page without mathematics loads no KaTeX and a page without
a live figure no explorer.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

STYLES = ["styles/furo.css", "pygments.css", "book.css"]
SCRIPTS = ["book.js"]
MATHEMATICS = "katex/katex.css"
EXERCISE_SCRIPT = "exercises.js"
FIGURE_STYLE, FIGURE_SCRIPT = "explorer/explorer.css", "explorer/explorer.js"


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_css_file("book.css", priority=900)  # after the theme, whose rules it changes
    app.add_css_file(FIGURE_STYLE, priority=800)
    app.add_js_file("book.js", loading_method="defer")
    app.add_js_file(EXERCISE_SCRIPT, loading_method="defer")
    app.add_js_file(FIGURE_SCRIPT, loading_method="defer")
    app.connect("builder-inited", _write_explorer)
    app.connect("html-page-context", _select, priority=900)  # when everyone else has added theirs


def has_mathematics(body: str) -> bool:
    """Whether the HTML `body` contains a rendered formula."""
    return 'class="katex' in body


def has_figure(body: str) -> bool:
    """Whether the HTML `body` contains a live figure."""
    return "data-explorer=" in body


def _write_explorer(app: Sphinx) -> None:
    from crossentropy.explorer import assets  # here: the site can be read about without matplotlib

    folder = Path(app.outdir, "_static", "explorer")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "explorer.js").write_text(assets.site_script(), "utf-8")
    (folder / "explorer.css").write_text(assets.stylesheet(), "utf-8")


def _select(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    wanted = {*STYLES, *SCRIPTS}
    if has_mathematics(body):
        wanted.add(MATHEMATICS)
    if has_figure(body):
        wanted |= {FIGURE_STYLE, FIGURE_SCRIPT}
    if 'class="swatch"' in body:
        wanted.add(FIGURE_STYLE)  # it holds the colours
    if "data-exercise=" in body:
        wanted.add(EXERCISE_SCRIPT)
    for key in ("css_files", "script_files"):
        context[key] = [file for file in context[key] if _name(file) in wanted]


def _name(file: Any) -> str:
    return str(file.filename or "").removeprefix("_static/")
