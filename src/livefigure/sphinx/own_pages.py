"""A page of its own for every live figure: `figures/NAME.html`.

A lecturer projects it, a link opens it, a test measures it alone. It leads back to the pages that explain it.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from livefigure.page import figure_html
from livefigure.sphinx import registry
from livefigure.sphinx.assets import STYLE, script_of

TEMPLATE = "figure.html"


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("html-collect-pages", _collect)


def _collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    names = registry.names(app.config)
    homes = _homes(app) if names else {}
    for name in names:
        yield f"figures/{name}", _context(app, name, homes.get(name, [])), TEMPLATE


def _homes(app: Sphinx) -> dict[str, list[str]]:
    """Return the pages that show each figure."""
    found: dict[str, list[str]] = {}
    for page in sorted(app.env.found_docs):
        for node in app.env.get_doctree(page).findall(nodes.raw):
            for name in re.findall(r'data-explorer="([^"]+)"', node.astext()):
                found.setdefault(name, []).append(page)
    return found


def _context(app: Sphinx, name: str, homes: list[str]) -> dict[str, Any]:
    figure = registry.figure(app.config, name)
    chapters = [home for home in homes if home != app.config.root_doc]
    return {
        "title": escape(figure.title),
        "body": figure_html(figure),
        "figure_style": f"_static/{STYLE}",
        "figure_script": f"_static/{script_of(f'figures/{name}')}",
        "homes": [(page, app.env.titles[page].astext()) for page in dict.fromkeys(chapters)],
        "book_page_description": f"{figure.title}: a figure to move, from the book {app.config.html_title}.",
    }
