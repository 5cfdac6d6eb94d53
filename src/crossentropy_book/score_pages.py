"""What guesses have cost: the directive `score` for the reader's own page and the class's, and the links to the first.

```{score} totals
```
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from crossentropy.predictions import CHAPTERS
from crossentropy.predictions.score import class_page_html, questions_html, tools_html, totals_html, whose_html
from livefigure.bundler import bundle

SCRIPTS = {  # by what a page must have to load it
    'data-page="score"': ("score.js", "mountScorePage", "score_page.js"),
    'data-page="class"': ("class.js", "mountClassPage", "class_page.js"),
}
PARTS = ("totals", "questions", "whose", "tools", "class")
PAGE = "score"
_LINK = '<a class="score-link" hidden>'


class Score(Directive):
    """A part of what guesses have cost."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a mark; the part takes its place when the page's links are known."""
        part = directives.choice(self.arguments[0], PARTS)
        return [nodes.raw("", _mark(part), format="html")]


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_directive("score", Score)
    for name, _, _ in SCRIPTS.values():
        app.add_js_file(name, loading_method="defer")
    app.connect("env-updated", _write)
    app.connect("html-page-context", _fill, priority=400)


def script(function: str, module: str) -> str:
    """Return the script of a page: a classic one, which runs from file:// too."""
    statements = bundle(f'import {{ {function} }} from "crossentropy/predictions/{module}";\n{function}();\n')
    return f'"use strict";\n(() => {{\n{statements}}})();\n'


def _mark(part: str) -> str:
    return f"<!-- score {part} -->"


def _write(app: Sphinx, env: BuildEnvironment) -> None:
    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    for name, function, module in SCRIPTS.values():
        (folder / name).write_text(script(function, module), "utf-8")


def _fill(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body, to = context.get("body", ""), context["pathto"]
    made = {
        "totals": totals_html,
        "questions": lambda: questions_html(dict(_addresses(app.env.found_docs, to))),
        "whose": whose_html,
        "tools": tools_html,
        "class": class_page_html,
    }
    for part in PARTS:
        if _mark(part) in body:
            body = body.replace(_mark(part), made[part]())
    if _LINK in body:
        body = body.replace(_LINK, f'<a class="score-link" href="{to(PAGE)}">')
    context["body"] = body


def _addresses(pages: set[str], to: Any) -> Iterator[tuple[str, str]]:
    """Yield each question with its chapter's page; a chapter's file is called as the chapter, behind a number."""
    for chapter, predictions in CHAPTERS.items():
        page = next(page for page in pages if page.partition("-")[2] == chapter)
        for asked in predictions:
            yield asked.name, to(page)
