"""The Sphinx extension: live figures on the pages of any book or site.

    extensions = ["livefigure.sphinx"]

Figures in a notebook's cells need nothing else. ``livefigure_figures`` names a Python module with figures of one's own:
``NAMES``, and ``figure(NAME)`` that returns each. They get a directive, links that set them, and a page each.

Each module does one thing and connects itself:

- `assets`: the front end that a page with figures loads;
- `output`: the figures that cells show;
- `directive`: a live figure on a Markdown page;
- `own_pages`: a page of its own for every figure;
- `figure_links`: links that set a figure;
- `grids`: the files from which a page reads the figures made of a function.
"""

import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from livefigure.widget import PAGE_BUILD

from . import assets, directive, figure_links, grids, own_pages


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension with Sphinx."""
    app.add_config_value("livefigure_figures", "", "env", [str])
    app.connect("config-inited", _add_templates)
    os.environ[PAGE_BUILD] = "1"  # the kernels of a build inherit it: their figures come as HTML
    for module in (directive, own_pages, figure_links, grids, assets):
        module.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add_templates(app: Sphinx, config: Config) -> None:
    config.templates_path = [*config.templates_path, str(Path(__file__).with_name("templates"))]
