"""The figures of a site: those that its setting ``livefigure_figures`` names, and those that a page's cells show."""

import importlib
from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from livefigure.figure import Figure

KEY = "livefigure"  # the attribute of a node of a cell's figure: what `livefigure.sphinx.output` knows of it


def names(config: Config) -> tuple[str, ...]:
    """Return the names of the site's figures."""
    return tuple(importlib.import_module(config.livefigure_figures).NAMES) if config.livefigure_figures else ()


def figure(config: Config, name: str) -> Figure:
    """Return a figure by name.

    Raises
    ------
    ValueError
        If the site has none of that name; the message lists those it has.
    """
    if name not in names(config):
        raise ValueError(f"no live figure is called {name!r}; there are {', '.join(names(config)) or 'none'}")
    return importlib.import_module(config.livefigure_figures).figure(name)


def roles(env: BuildEnvironment) -> dict[str, dict]:
    """Return the roles that the figures of each page's cells are drawn in: ``{PAGE: {ROLE: [LIGHT, DARK]}}``."""
    if not hasattr(env, "livefigure_roles"):
        env.livefigure_roles = {}
    return env.livefigure_roles


def merge_roles(app: Sphinx, env: BuildEnvironment, names: Iterable[str], other: BuildEnvironment) -> None:
    """Take over the roles of pages that another process has read."""
    roles(env).update({name: found for name, found in roles(other).items() if name in names})


def forget_roles(app: Sphinx, env: BuildEnvironment, name: str) -> None:
    """Forget the roles of a page that is read anew, or gone."""
    roles(env).pop(name, None)


def shown_by(doctree: nodes.document | None) -> list[dict]:
    """Return what is known of each figure that the cells of a page show."""
    return [node[KEY] for node in doctree.findall(nodes.raw) if KEY in node] if doctree else []
