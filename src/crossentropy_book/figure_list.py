"""The directive `figure-list`: every live figure of the book, with plain links to all that belongs to it.

A figure's own page is opened by a script, and the numbers of a figure of a function are loaded by one. Whoever copies
the site by following its links, as wget --mirror does, finds both here.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from livefigure.sphinx.grids import FOLDER

_MARK = "<!-- figure-list -->"
_FIGURE = re.compile(
    r'<figure class="explorer" id="(?P<id>[^"]+)"(?P<attributes>[^>]*)>\s*'
    r'<p class="explorer-title"[^>]*>(?P<title>.*?)</p>',
    re.DOTALL,
)


class FigureList(Directive):
    """A list of every live figure, by the page that explains it."""

    def run(self) -> list[nodes.Node]:
        """Leave a mark; the list takes its place when all pages are read."""
        return [nodes.raw("", _MARK, format="html")]


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_directive("figure-list", FigureList)
    app.connect("html-page-context", _fill, priority=400)


def figures_of(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield the id, the title and the kind of each figure in a page: "built-in", "function" or "still".

    Examples
    --------
    >>> html = '<figure class="explorer" id="a" data-explorer="a"><p class="explorer-title" id="a-title">A</p></figure>'
    >>> list(figures_of(html + html.replace('data-explorer="a"', 'data-explorer="a" data-grid="a"')))
    [('a', 'A', 'built-in'), ('a', 'A', 'function')]
    """
    for found in _FIGURE.finditer(html):
        attributes = found["attributes"]
        kind = "function" if "data-grid=" in attributes else "built-in" if "data-explorer=" in attributes else "still"
        yield found["id"], found["title"], kind


def _fill(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if _MARK not in context.get("body", ""):
        return
    to, parts, seen = context["pathto"], [], set()
    for page in _pages(app):
        html = "".join(raw.astext() for raw in app.env.get_doctree(page).findall(nodes.raw))
        items = []
        for name, title, kind in figures_of(html):
            if (name, kind) in seen:
                continue
            seen.add((name, kind))
            here = f"{to(page)}#{name}"
            links = [f'<a href="{here}">{title}</a>']
            if kind == "built-in":
                links.append(f'<a href="{to(f"figures/{name}")}" aria-label="Alone: {title}">alone</a>')
            elif kind == "function":
                numbers = to(f"{FOLDER}/{page.replace('/', '-')}-{name}.js", resource=True)
                links.append(f'<a href="{numbers}" aria-label="Numbers of: {title}">numbers</a>')
            items.append(f"<li>{'&nbsp;· '.join(links)}</li>")
        if items:
            title = escape(app.env.titles[page].astext())
            parts.append(f"<h2>{title}</h2><ul>{''.join(items)}</ul>")
    context["body"] = context["body"].replace(_MARK, "".join(parts))


def _pages(app: Sphinx) -> list[str]:
    """Return the book's pages in the order of its contents, the home page last: what it shows is a chapter's."""
    order = list(app.env.toctree_includes.get(app.config.root_doc, []))
    return [*order, *sorted(app.env.found_docs - {*order, app.config.root_doc}), app.config.root_doc]
