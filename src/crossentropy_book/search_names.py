"""What the search knows of the glossary: the names of each term, and the place that explains it.

Sphinx finds the words that were typed. A reader who types `KL` or `learning rate` means what the book calls otherwise
on most pages; static/search.js asks for those names as well, and puts the place that explains them first.
"""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

GLOSSARY = "glossary"


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("html-page-context", _hand_over)


def entries(app: Sphinx) -> list[dict[str, Any]]:
    """Return each entry of the glossary: its names, their ids, and page, anchor and heading of where it leads to."""
    found: list[dict[str, Any]] = []
    if GLOSSARY not in app.env.found_docs:  # another book
        return found
    for item in app.env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
        terms = list(item.findall(nodes.term))
        *_, link = item.findall(addnodes.pending_xref)
        page, anchor = link["reftarget"], link["reftargetid"]
        _, identity, heading = app.env.metadata[page]["myst_slugs"][anchor]
        names, ids = [term.astext() for term in terms], [term["ids"][0] for term in terms]
        found.append({"names": names, "ids": ids, "page": page, "anchor": f"#{identity}", "heading": heading})
    return found


def _hand_over(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if pagename == "search":
        context["glossary"] = entries(app)
