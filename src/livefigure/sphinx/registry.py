"""The figures that a site names in its setting ``livefigure_figures``."""

import importlib

from sphinx.config import Config

from livefigure.figure import Figure


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
