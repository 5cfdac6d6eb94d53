"""The directive that shows a live figure on a Markdown page.

    ```{live-figure} damped-spring
    ```

A notebook needs none: there the figure is the last line of a cell.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from livefigure.page import figure_html
from livefigure.sphinx import registry


class LiveFigureDirective(SphinxDirective):
    """Put the named live figure into the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure's own HTML."""
        name = self.arguments[0]
        try:
            figure = registry.figure(self.config, name)
        except ValueError as error:
            raise self.error(str(error)) from None
        return [nodes.raw("", figure_html(figure), format="html")]


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_directive("live-figure", LiveFigureDirective)
