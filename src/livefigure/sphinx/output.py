"""A figure that a cell shows, on a page: MyST-NB hands its output to this module (entry point in pyproject.toml).

The output says all there is to know of the figure (`livefigure.widget.MIME`). Its HTML goes into the page; what is not
of the page's text stays with the node: the twin that its script needs, and the numbers of a figure of a function.
"""

from typing import ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer

from livefigure.bundler import path_of as twin_path
from livefigure.sphinx import registry
from livefigure.sphinx.grids import address_of
from livefigure.sphinx.registry import KEY
from livefigure.widget import MIME


class FigureOutput(MimeRenderPlugin):
    """Shows a figure's output before any other form of it."""

    mime_priority_overrides: ClassVar = [(builder, MIME, 0) for builder in ("html", "dirhtml", "singlehtml")]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the figure's HTML as a node, or None for what is no figure."""
        if inline or data.mime_type != MIME:
            return None
        about = dict(data.content)
        html = about.pop("html")
        env = renderer.renderer.sphinx_env
        if about.get("grid"):
            name = about["name"]
            html = html.replace(f'data-grid="{name}"', f'data-grid="{address_of(env.docname, name)}"', 1)
        if about.get("twin"):
            env.note_dependency(twin_path(about["twin"]))  # a change of it writes the page anew
        registry.roles(env)[env.docname] = about.pop("roles")
        return [nodes.raw("", html, format="html", **{KEY: about})]
