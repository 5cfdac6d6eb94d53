"""The book's Sphinx extension: what its pages load and what stands around the text.

Each module does one thing and connects itself:

- `outputs`: the chapters run side by side, and their outputs kept;
- `katex`: mathematics as HTML, with its stylesheet and fonts;
- `assets`: which stylesheets and scripts a page loads, and nothing else;
- `figure_list`: a list of every live figure;
- `bibliography`: the entries of a BibTeX file, and where the book cites them;
- `coverage`: what the book treats, and where;
- `search_names`: the glossary's names and places, for the search;
- `swatches`: the colours of the figures, in a text;
- `anchors`: terms and code cells as places that a link may name;
- `downloads`: what a reader takes away: each chapter's notebook with the package;
- `launch`: "Download the notebook" and its neighbours at the top of a chapter;
- `description`: the meta description of every page;
- `exercise_forms`: exercises that check themselves on the page as in the notebook;
- `prediction_forms`: questions before the figures that answer them;
- `score_pages`: what a reader's guesses, and a room's, have cost;
- `asides`: the parts of *Asides*, folded;
- `hidden_cells`: hidden code cells as plain <details>;
- `plain_code`: code with fewer elements;
- `wrappers`: ids that stand once on their page;
- `minify`: the book's own scripts and stylesheets without comments.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from . import (
    anchors,
    asides,
    assets,
    bibliography,
    coverage,
    description,
    downloads,
    exercise_forms,
    figure_list,
    hidden_cells,
    katex,
    launch,
    minify,
    outputs,
    plain_code,
    prediction_forms,
    score_pages,
    search_names,
    swatches,
    wrappers,
)

HERE = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension with Sphinx."""
    app.setup_extension("furo")  # now: a theme named in _config.yml loads after its settings there were read
    app.setup_extension("livefigure.sphinx")  # whose scripts a page keeps
    app.connect("config-inited", _add_folders)
    for module in (
        outputs,
        katex,
        figure_list,
        bibliography,
        coverage,
        anchors,
        search_names,
        swatches,
        downloads,
        launch,
        description,
        exercise_forms,
        prediction_forms,
        score_pages,
        asides,
        hidden_cells,
        plain_code,
        wrappers,
        assets,
        minify,
    ):
        module.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": False}


def _add_folders(app: Sphinx, config: Config) -> None:
    # Not the project's own _static/: Jupyter Book puts every script in there on every page.
    config.templates_path = [str(HERE / "templates"), *config.templates_path]
    config.html_static_path = [str(HERE / "static"), *config.html_static_path]
