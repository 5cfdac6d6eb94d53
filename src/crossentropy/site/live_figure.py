"""The directive that shows a live figure on a Markdown page.

    ```{live-figure} logistic-entropy
    ```

A notebook needs none: there the figure is the last line of a cell.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from crossentropy import figures


class LiveFigure(SphinxDirective):
    """Put the named live figure into the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure's own HTML."""
        name = self.arguments[0]
        if name not in figures.NAMES:
            raise self.error(f"no live figure is named {name!r}; there are: {', '.join(figures.NAMES)}")
        return [nodes.raw("", figures.html(name), format="html")]


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_directive("live-figure", LiveFigure)
