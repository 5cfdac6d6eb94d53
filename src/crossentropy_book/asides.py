"""The section *Asides* of a chapter: each of its parts is folded, and its heading says what one gets."""

from docutils import nodes
from sphinx.application import Sphinx


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("doctree-resolved", _fold)  # after the table of contents has read the headings


def _fold(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for section in doctree.findall(nodes.section):
        if section[0].astext() == "Asides":
            for aside in section.children:
                if isinstance(aside, nodes.section):
                    title, *rest = aside.children
                    opening = nodes.raw("", '<details class="aside"><summary>', format="html")
                    between = nodes.raw("", "</summary>", format="html")
                    aside.children = []
                    aside += [opening, title, between, *rest, nodes.raw("", "</details>", format="html")]
