"""Exercises that check themselves on the page: a field and a button where the notebook has a cell to fill in.

The cell tagged "exercise" becomes the form; the one tagged "solution", which only proves the check right, is left out:
the solution in words stands beside it.
"""

import json
import re
from dataclasses import asdict
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from crossentropy.exercises import EXERCISES, MESSAGES, NEAR, PER_NAT, ROUNDING, TOLERANCE


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("doctree-read", _replace)


def rules_html() -> str:
    """Return what the script needs to judge any answer; it stands once on a page."""
    rules = {"tolerance": TOLERANCE, "rounding": ROUNDING, "near": NEAR, "perNat": PER_NAT, "messages": MESSAGES}
    return f'<script type="application/json" id="exercise-rules">{_json(rules)}</script>'


def form_html(name: str) -> str:
    """Return the form of an exercise, with its verdicts; hidden until a script answers for it."""
    exercise = EXERCISES[name]
    number = f"a number in {exercise.unit}" if exercise.unit else "a number"
    hint = "a letter" if isinstance(exercise.answer, str) else f"{number}, such as 0.25 or 1/4"
    identity = f"exercise-{escape(name)}-answer"
    return (
        f'<form class="exercise" data-exercise="{escape(name)}" autocomplete="off" hidden>'
        f'<label for="{identity}">Your answer ({hint})</label>'
        f'<input type="text" id="{identity}" name="answer" maxlength="80" spellcheck="false">'
        '<button type="button">Check</button><p class="exercise-verdict" role="status"></p>'
        f'<script type="application/json">{_json(asdict(exercise))}</script></form>'
    )


def _json(data: dict[str, Any]) -> str:
    """Return data as JSON in which nothing can end the script that holds it."""
    return json.dumps(data).replace("<", r"\u003c")


def _replace(app: Sphinx, doctree: nodes.document) -> None:
    rules = rules_html()
    for cell in list(doctree.findall(nodes.container)):
        if "tag_exercise" in cell["classes"]:
            named = re.search(r'check\("([^"]+)"', cell.astext())
            if named is None:
                raise ValueError(f"{app.env.docname}: a cell tagged 'exercise' calls no check(\"NAME\", answer)")
            cell.replace_self(nodes.raw("", rules + form_html(named[1]), format="html"))
            rules = ""  # the page has them now
        elif "tag_solution" in cell["classes"]:
            cell.parent.remove(cell)
