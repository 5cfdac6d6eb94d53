"""The role that shows the colour of a role: {swatch}`entropy`, in the light and in the dark."""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from crossentropy import roles  # noqa: F401  (the colours to show)
from livefigure.roles import registered


class Swatch(SphinxRole):
    """A patch of a figure's colour and its name."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the patch, or an error that lists the roles there are."""
        known = [role.name for role in registered()]
        if self.text not in known:
            message = self.inliner.reporter.error(f"no role {self.text!r}; there are {', '.join(known)}")
            return [], [message]
        name = escape(self.text)
        patch = f'<svg aria-hidden="true"><rect width="100%" height="100%" fill="var(--explorer-{name})"/></svg>'
        html = f'<span class="swatch">{patch}{name}</span>'
        return [nodes.raw("", html, format="html")], []


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_role("swatch", Swatch())
