"""Questions on a page: the script that asks them, and which figures are asked about.

A cell's `predict("NAME")` comes as a form. Every figure that a form asks about says so in an attribute, and the page's
head loads a small script that veils it before it is seen (static/veil-early.js).
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from livefigure.bundler import bundle

SCRIPT, STYLE = "predictions.js", "predictions.css"
_FORM = re.compile(r'<form class="prediction" [^>]*data-prediction="([^"]+)"[^>]*data-figure="([^"]+)"')


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_css_file(STYLE, priority=850)
    app.add_js_file(SCRIPT, loading_method="defer")
    app.connect("env-updated", _write)
    app.connect("html-page-context", _mark_figures, priority=840)  # before the assets look at the page


def asked(body: str) -> dict[str, list[str]]:
    """Return the questions of a page by their figures.

    Examples
    --------
    >>> asked('<form class="prediction" id="predict-a" data-prediction="a" data-kind="choice" data-figure="f">')
    {'f': ['a']}
    """
    found: dict[str, list[str]] = {}
    for name, figure in _FORM.findall(body):
        found.setdefault(figure, []).append(name)
    return found


def script() -> str:
    """Return the script that makes the questions of a page live: a classic one, which runs from file:// too."""
    statements = bundle('import { mountForms } from "crossentropy/predictions/page.js";\nmountForms();\n')
    return f'"use strict";\n(() => {{\n{statements}}})();\n'


def _write(app: Sphinx, env: BuildEnvironment) -> None:
    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SCRIPT).write_text(script(), "utf-8")
    (folder / STYLE).write_text((files("crossentropy.predictions") / STYLE).read_text("utf-8"), "utf-8")


def _mark_figures(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    questions = asked(context.get("body", ""))
    for figure, names in questions.items():
        # the figure's own name stays next to what the engine reads beside it
        mark = f'<figure class="explorer" data-asks="{" ".join(names)}" '
        context["body"] = re.sub(
            rf'<figure class="explorer" (?=[^>]*data-explorer="{re.escape(figure)}")', mark, context["body"]
        )
    context["asks"] = " ".join(_pairs(questions))


def _pairs(questions: dict[str, list[str]]) -> Iterator[str]:
    """Yield ``NAME:FIGURE`` for the script in the head."""
    for figure, names in questions.items():
        for name in names:
            yield f"{name}:{figure}"
