"""Figures made of a function: their numbers wait in files of their own, `_static/explorer/grids/PAGE-NAME.js`.

A page loads such a file when its figure comes near the view.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from livefigure.sphinx import registry

FOLDER = "_static/explorer/grids"
logger = logging.getLogger(__name__)


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("html-page-context", _write_grids)


def address_of(pagename: str, name: str) -> str:
    """Return the address of a figure's numbers, from the root of the site.

    Examples
    --------
    >>> address_of("chapters/one", "next-word")
    '_static/explorer/grids/chapters-one-next-word.js'
    """
    return f"{FOLDER}/{pagename.replace('/', '-')}-{name}.js"


def check_names(pagename: str, names: Iterable[str], taken: Iterable[str]) -> None:
    """Raise an ExtensionError if two figures of functions have one name, or one has a name that is ``taken``.

    Examples
    --------
    >>> check_names("one", ["a", "a"], [])
    Traceback (most recent call last):
    sphinx.errors.ExtensionError: one: a figure 'a' exists already; give this one explore(..., name='another')
    """
    counts = Counter([*names, *taken])
    for name in names:
        if counts[name] > 1:
            raise ExtensionError(
                f"{pagename}: a figure {name!r} exists already; give this one explore(..., name='another')"
            )


def _write_grids(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    figures = [about for about in registry.shown_by(doctree) if about.get("grid")]
    check_names(pagename, [about["name"] for about in figures], registry.names(app.config))
    for about in figures:
        path = Path(app.outdir, address_of(pagename, about["name"]))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(about["grid"], "utf-8")
        logger.info("%s: %s", pagename, about["report"])
