"""The book's own scripts and stylesheets as readers get them: without comments and spare spaces, a quarter fewer bytes.

The theme's files and KaTeX's come as small as their makers ship them, with their notices.

rjsmin knows no template within a template, `${`a  b`}`, and takes spaces out of the inner one; rcssmin does not know
@container, and takes the space from `a :is(b)` in it. Write neither. Tests compare the words of every script, and a
browser's reading of every stylesheet, with those of their sources.
"""

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin
from sphinx.application import Sphinx

from crossentropy_book import prediction_forms, score_pages

STATIC = Path(__file__).with_name("static")


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("build-finished", _minify)


def minified(name: str, text: str) -> str:
    """Return the text of a script or a stylesheet, shorter, with the same meaning.

    Raises
    ------
    ValueError
        If `name` ends in neither .js nor .css.

    Examples
    --------
    >>> minified("a.css", "/* a comment */ .a  .b { color: red; }")
    '.a .b{color:red}'
    """
    makers = {".js": jsmin, ".css": cssmin}
    suffix = Path(name).suffix
    if suffix not in makers:
        raise ValueError(f"{name}: a script or a stylesheet was expected, a name that ends in {' or '.join(makers)}")
    return makers[suffix](text)


def _minify(app: Sphinx, exception: Exception | None) -> None:
    folder = Path(app.outdir, "_static")
    if exception or app.builder.format != "html":
        return
    own = [folder / path.name for path in STATIC.iterdir() if path.suffix in {".js", ".css"}]
    made = [prediction_forms.SCRIPT, prediction_forms.STYLE, *(name for name, _, _ in score_pages.SCRIPTS.values())]
    for path in [*own, *(folder / name for name in made), *(folder / "explorer").glob("*.*")]:
        path.write_text(minified(path.name, path.read_text("utf-8")), "utf-8")
