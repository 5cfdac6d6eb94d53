"""What a page with live figures loads: their style, and one script with what these figures need."""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from livefigure import front_end
from livefigure.roles import Role, register, registered
from livefigure.sphinx import registry

FOLDER = "explorer"
STYLE = f"{FOLDER}/explorer.css"


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_css_file(STYLE, priority=800)
    app.connect("env-merge-info", registry.merge_roles)
    app.connect("env-purge-doc", registry.forget_roles)
    app.connect("env-updated", _write_style)  # when the figures of all cells are known
    app.connect("html-page-context", _add_script, priority=850)


def figures_in(body: str) -> list[str]:
    """Return the names of the live figures in the HTML `body` whose curves the browser computes.

    Examples
    --------
    >>> figures_in('<figure data-explorer="a"></figure><figure data-explorer="a"></figure>')
    ['a']
    """
    return sorted(set(re.findall(r'data-explorer="([^"]+)"(?! data-grid)', body)))


def script_of(pagename: str) -> str:
    """Return the name of a page's script in the folder of static files."""
    return f"{FOLDER}/{pagename.replace('/', '-')}.js"


def _write_style(app: Sphinx, env: BuildEnvironment) -> None:
    registry.names(app.config)  # the site's figures register their roles
    known = {role.name for role in registered()}
    for page in registry.roles(env).values():
        register(*(Role(name, *colours) for name, colours in page.items() if name not in known))
    _write(app, STYLE, front_end.stylesheet())


def _write(app: Sphinx, name: str, text: str) -> None:
    path = Path(app.outdir, "_static", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    if 'data-explorer="' in body:
        own = {about["name"]: about["twin"] for about in registry.shown_by(doctree) if about.get("twin")}
        twins = {name: own.get(name) or registry.figure(app.config, name).twin for name in figures_in(body)}
        _write(app, script_of(pagename), front_end.page_script(twins, body))
        app.add_js_file(script_of(pagename), loading_method="defer")  # from here, Sphinx adds it to this page alone
