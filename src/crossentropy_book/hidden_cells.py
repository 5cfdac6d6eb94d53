"""Hidden code cells (tags `hide-input`, `hide-output`, `hide-cell`) as plain <details>.

myst-nb gives their summary a hidden name that its visible words do not contain, which a reader who speaks to the
browser cannot use.
"""

from html import escape

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_node(HideCodeCellNode, override=True, html=(_open, _close))


def _open(translator: HTML5Translator, node: nodes.Element) -> None:
    show, hide = escape(node["prompt_show"]), escape(node["prompt_hide"])
    translator.body.append(
        f'<details class="hidden-cell"><summary><span class="when-closed">{show}</span>'
        f'<span class="when-open">{hide}</span></summary>\n'
    )


def _close(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</details>\n")
