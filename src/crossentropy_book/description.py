"""The meta tags of every page: one description, for search engines and link previews, and one viewport.

A page may bring its own (`html_meta` in its front matter, `myst.html_meta` in a notebook's metadata); every other
page gets one from its title and the book's.
"""

import re
from html import escape, unescape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_config_value("book_description", "", "html", [str])
    app.connect("html-page-context", _describe)


def plain_text(html: str) -> str:
    """Return the words of a title that is written in HTML.

    Examples
    --------
    >>> plain_text("Entropy <em>&amp;</em> surprise")
    'Entropy & surprise'
    """
    return unescape(re.sub(r"<[^>]*>", "", html))


def _describe(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    # docutils adds a viewport of its own to the theme's
    tags = context["metatags"] = re.sub(r'<meta name="viewport"[^>]*>\s*', "", context.get("metatags") or "")
    if 'name="description"' in tags:
        return
    text = app.config.book_description.strip()
    if "book_page_description" in context:
        text = context["book_page_description"]
    elif pagename != app.config.root_doc:
        text = f"{plain_text(context.get('title') or pagename.capitalize())}. {text}"
    context["metatags"] = f'{tags}<meta name="description" content="{escape(text)}">\n'
