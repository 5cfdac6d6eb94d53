"""Figures made of a function: their numbers leave the page and wait in files of their own.

A cell gives the figure and, behind it, the numbers in a template. Here they become
`_static/explorer/grids/PAGE-NAME.js`, which the page loads when the figure comes near the view.
"""

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from livefigure.sphinx import registry

FOLDER = "_static/explorer/grids"
_TEMPLATE = re.compile(r'<template data-grid-of="([^"]+)" data-report="([^"]*)">(.*?)</template>', re.DOTALL)
logger = logging.getLogger(__name__)


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("html-page-context", _move_grids, priority=800)  # before the page's scripts are chosen


def split(body: str, pagename: str, taken: Iterable[str] = ()) -> tuple[str, dict[str, str], list[str]]:
    """Return a page without the numbers of its figures, their files' texts by address, and a report on each.

    Raises
    ------
    ExtensionError
        If two figures of the page have one name, or a figure has one of those ``taken``.

    Examples
    --------
    >>> body = '<figure data-grid="a"></figure><template data-grid-of="a" data-report="a: 9 bytes">x &lt; y</template>'
    >>> split(body, "chapters/one")
    ('<figure data-grid="_static/explorer/grids/chapters-one-a.js"></figure>',
     {'_static/explorer/grids/chapters-one-a.js': 'x < y'}, ['a: 9 bytes'])
    """
    files, reports = {}, []
    made = _TEMPLATE.findall(body)
    counts = Counter(re.findall(r'<figure class="explorer" id="([^"]+)"', body))
    for name, report, script in made:
        if counts[name] > 1 or name in taken:
            raise ExtensionError(
                f"{pagename}: a figure {name!r} exists already; give this one explore(..., name='another')"
            )
        address = f"{FOLDER}/{pagename.replace('/', '-')}-{name}.js"
        files[address] = unescape(script)
        reports.append(unescape(report))
        body = body.replace(f'data-grid="{name}"', f'data-grid="{address}"')
    return _TEMPLATE.sub("", body), files, reports


def _move_grids(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if "<template data-grid-of=" not in context.get("body", ""):
        return
    context["body"], files, reports = split(context["body"], pagename, registry.names(app.config))
    for address, text in files.items():
        path = Path(app.outdir, address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for report in reports:
        logger.info("%s: %s", pagename, report)
