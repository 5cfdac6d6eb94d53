"""What guesses have cost, as HTML that a script fills: at a chapter's end, on a reader's page, on one for a class."""

import json
from collections.abc import Mapping

from crossentropy.predictions.chapters import CHAPTERS
from crossentropy.predictions.prediction import Choice
from livefigure.markup import Markup, element, together


def choices(chapter: str | None = None) -> list[Choice]:
    """Return the questions that are scored, of a chapter or of the whole book: those with answers to choose among.

    Examples
    --------
    >>> {asked.kind for asked in choices()}
    {'choice'}
    """
    asked = CHAPTERS[chapter] if chapter else [asked for chapter in CHAPTERS.values() for asked in chapter]
    return [prediction for prediction in asked if isinstance(prediction, Choice)]


def score_html(chapter: str) -> Markup:
    """Return a chapter's questions with a bar for each, and a line for the whole book.

    Examples
    --------
    >>> score_html("entropy").startswith('<div class="explorer-colors"><div class="prediction-score"')
    True
    """
    return _colored(
        element("p", {"class": "score-title"}, "What your guesses cost"),
        _bars(chapter, {}),
        element("p", {"class": "score-sum", "role": "status"}),
        element("p", {"class": "score-more"}, element("a", {"class": "score-link", "hidden": True}, "Your score")),
        chapter=chapter,
    )


def totals_html() -> Markup:
    """Return what all of a reader's guesses have cost, for the score's own page."""
    rows = [
        ("You have paid", "paid"),
        ("By your own probabilities you expected", "expected"),
        ("Even splits would have paid", "even"),
    ]
    return _colored(
        _table(("", "bits a question, less is better"), rows),
        element("p", {"class": "score-sum", "role": "status"}),
        element("p", {"class": "score-note"}),
        page="score",
    )


def questions_html(addresses: Mapping[str, str]) -> Markup:
    """Return every question with its bar, for the score's own page.

    Parameters
    ----------
    addresses : dict
        For each question the page that asks it, as this page links to it.
    """
    chapters = [
        together(element("p", {"class": "score-title"}, _title(chapter)), _bars(chapter, addresses))
        for chapter in CHAPTERS
        if choices(chapter)
    ]
    return _colored(*chapters, part="questions")


def tools_html() -> Markup:
    """Return the reader's code, a field for another, and a way to forget all, for the score's own page."""
    return _colored(
        element(
            "p",
            {"class": "score-tools"},
            element("label", {"for": "score-code"}, "Your code"),
            element("input", {"type": "text", "id": "score-code", "readonly": True, "spellcheck": "false"}),
            _button("Copy my code", "copy"),
        ),
        element(
            "p",
            {"class": "score-tools"},
            element("label", {"for": "score-other"}, "A code from another device"),
            element(
                "input",
                {"type": "text", "id": "score-other", "maxlength": 1000, "spellcheck": "false", "autocomplete": "off"},
            ),
            _button("Add its answers", "import"),
        ),
        element(
            "p",
            {"class": "score-tools"},
            _button("Forget everything", "forget"),
            _button("Yes, forget it", "sure", hidden=True),
            _button("Keep it", "keep", hidden=True),
        ),
        element("p", {"class": "score-verdict", "role": "status"}),
        part="tools",
    )


def whose_html() -> Markup:
    """Return the line that says whose forecasts the score page's figure shows."""
    return _colored(element("p", {"class": "score-whose", "role": "status"}), part="whose")


def class_page_html() -> Markup:
    """Return all that the page for a class computes."""
    rows = [
        ("The room has paid, on average", "paid"),
        ("By their own probabilities they expected", "expected"),
        ("Even splits would have paid", "even"),
        ("The mean of the room's probabilities, as one forecaster", "pooled"),
    ]
    return _colored(
        element("label", {"for": "class-codes"}, "Codes, one on each line"),
        element(
            "textarea", {"id": "class-codes", "rows": 6, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}
        ),
        element("p", {"class": "score-sum", "role": "status"}),
        element("ul", {"class": "class-skipped"}),
        element(
            "div",
            {"class": "class-results", "hidden": True},
            element("p", {"class": "score-title"}, "The room's cross-entropy"),
            _table(("", "bits a question, less is better"), rows),
            element("p", {"class": "score-title"}, "Question by question"),
            element("p", None, "Ten bars an answer: how many gave it up to 10 %, up to 20 %, and so on to 100 %."),
            element("p", None, _button("Mark what is right", "mark", **{"aria-pressed": "false"})),
            *map(_class_chapter, CHAPTERS),
            element("p", {"class": "score-title"}, "The room's reliability"),
            _reliability(),
        ),
        page="class",
    )


def _class_chapter(chapter: str) -> Markup:
    questions = [
        element(
            "div",
            {"class": "class-question", "data-question": asked.name, "hidden": True},
            element("p", {"class": "class-text"}, asked.question),
            *(
                element(
                    "div",
                    {"class": "class-answer"},
                    element("span", None, answer.text),
                    element("output", None),
                    Markup('<svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true"><path/></svg>'),
                )
                for answer in asked.answers
            ),
        )
        for asked in choices(chapter)
    ]
    name = element("p", {"class": "score-title"}, _title(chapter))
    return element("div", {"class": "class-chapter"}, name, *questions)


def _bars(chapter: str, addresses: Mapping[str, str]) -> Markup:
    rows = [
        element(
            "li",
            {"data-question": asked.name},
            element("a", {"href": f"{addresses.get(asked.name, '')}#predict-{asked.name}"}, asked.question),
            element(
                "span",
                {"class": "score-bar", "aria-hidden": "true"},
                element("span", {"class": "score-paid"}),
                element("span", {"class": "score-even"}),
            ),
            element("output", None, "not yet"),
        )
        for asked in choices(chapter)
    ]
    return element("ul", {"class": "score-bars"}, *rows)


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> Markup:
    cells = [
        element("tr", None, element("th", {"scope": "row"}, name), element("td", {"data-number": key}, "—"))
        for name, key in rows
    ]
    top = element("tr", None, element("td", None, head[0]), element("th", {"scope": "col"}, head[1]))
    return element("table", {"class": "score-table"}, element("thead", None, top), element("tbody", None, *cells))


def _reliability() -> Markup:
    names = ("Forecasts", "said on average", "came true", "interval", "")
    head = element("tr", None, *(element("th", {"scope": "col"}, name) for name in names[:-1]), element("td", None))
    return element(
        "table", {"class": "score-table class-reliability"}, element("thead", None, head), element("tbody", None)
    )


def _button(label: str, action: str, **attributes: object) -> Markup:
    return element("button", {"type": "button", "data-action": action, **attributes}, label)


def _title(chapter: str) -> str:
    return chapter.replace("-", " ").capitalize()


def _colored(*children: Markup, **data: str) -> Markup:
    """Return a section in the figures' colours, hidden until a script fills it.

    The first of a page, which names its chapter or the page, has all that the script must know of the questions.
    """
    attributes = {
        "class": "prediction-score",
        **{f"data-{name}": value for name, value in data.items()},
        "role": "group" if "chapter" in data else None,
        "aria-label": "What your guesses cost" if "chapter" in data else None,
        "hidden": True,
    }
    if "part" not in data:
        questions = [
            [asked.name, len(asked.answers), asked.truth(), chapter]
            for chapter in CHAPTERS
            for asked in choices(chapter)
        ]
        known = json.dumps(questions, separators=(",", ":")).replace("<", "\\u003c")
        children += (element("script", {"type": "application/json"}, Markup(known)),)
    return element("div", {"class": "explorer-colors"}, element("div", attributes, *children))
