"""A question as a form: complete in the page's own HTML, hidden until a script answers for it.

All that may be said afterwards stands in it from the beginning, hidden: nothing moves when it appears.
"""

import json
import math

from crossentropy.predictions.prediction import Choice, Sketch
from livefigure.markup import Markup, element

HANDLES = 9  # of a sketch, for the keyboard


def form_html(prediction: Choice | Sketch) -> str:
    """Return the form of a question.

    Examples
    --------
    >>> from crossentropy.predictions import PREDICTIONS
    >>> '<form class="prediction" id="predict-told" data-prediction="told"' in form_html(PREDICTIONS["told"])
    True
    """
    choice = isinstance(prediction, Choice)
    body = _choice(prediction) if choice else _sketch(prediction)
    attributes = {
        "class": "prediction",
        "id": f"predict-{prediction.name}",
        "data-prediction": prediction.name,
        "data-kind": prediction.kind,
        "data-figure": prediction.figure,
        "data-state": "asked",
        "aria-label": f"Your guess: {prediction.question}",
        "tabindex": -1,  # the focus goes here when its buttons are gone
        "autocomplete": "off",
        "hidden": True,
    }
    form = element(
        "form",
        attributes,
        *body,
        element(
            "div",
            {"class": "prediction-end"},
            element(
                "p",
                {"class": "prediction-actions"},
                _button("That is my guess" if choice else "Compare", "commit", disabled=not choice),
                _button("Just show me", "show"),
                _button("Stop asking in this book", "off"),
            ),
            element("p", {"class": "prediction-result"}),
            *(element("p", {"class": "prediction-longest"}, text) for text in _results(prediction)),
        ),
        element("p", {"class": "prediction-spoken", "role": "status"}),
        element(
            "p",
            {"class": "prediction-off", "hidden": True},
            "You have turned the questions off. ",
            _button("Ask again", "on"),
        ),
        element("script", {"type": "application/json"}, _data(prediction)),
    )
    return element("div", {"class": "explorer-colors"}, form)


def _button(label: str, action: str, disabled: bool = False) -> Markup:
    return element("button", {"type": "button", "data-action": action, "disabled": disabled}, label)


def _choice(prediction: Choice) -> list[Markup]:
    even = round(100 / len(prediction.answers))
    how = "Press your answer (70 %; again: 90 %), or move the sliders."
    rows = [
        element(
            "div",
            {"class": "prediction-answer"},
            element("button", {"type": "button", "data-answer": place}, answer.text),
            element("output", {"for": _identity(prediction, place)}, f"{even} %"),
            element(
                "div",
                {"class": "prediction-room"},
                element(
                    "input",
                    {
                        "type": "range",
                        "id": _identity(prediction, place),
                        "min": 1,
                        "max": 101 - len(prediction.answers),
                        "value": even,
                        "aria-label": f"Probability of: {answer.text}",
                        "aria-valuetext": f"{even} %",
                        "data-lm-suppress-shortcuts": "true",
                    },
                ),
                element("p", {"class": "prediction-why"}, answer.why),
            ),
        )
        for place, answer in enumerate(prediction.answers)
    ]
    return [
        element("p", {"class": "prediction-how"}, how),
        element("div", {"class": "prediction-answers"}, *rows),
    ]


def _sketch(prediction: Sketch) -> list[Markup]:
    how = "Draw your guess below, then compare."
    keys = " By keys: ←→ choose, ↑↓ move, or type nine digits."
    handles = [
        element(
            "input",
            {
                "type": "range",
                "class": "prediction-handle",
                "min": 0,
                "max": 100,
                "value": 50,
                "aria-label": f"Your curve, place {place + 1} of {HANDLES}",
                "data-lm-suppress-shortcuts": "true",
            },
        )
        for place in range(HANDLES)
    ]
    return [
        element("p", {"class": "prediction-how"}, how, element("span", {"class": "prediction-keys"}, keys)),
        element("div", {"class": "prediction-handles", "role": "group", "aria-label": "Draw by keys"}, *handles),
    ]


def _identity(prediction: Choice, place: int) -> str:
    return f"predict-{prediction.name}-{place}"


def _results(prediction: Choice | Sketch) -> list[str]:
    """Return the results that may come, to keep their room: which needs most depends on where lines break."""
    if isinstance(prediction, Choice):
        return [result(0.01, len(prediction.answers))]
    remarks = dict.fromkeys([*(remark.text for remark in prediction.remarks), prediction.right])
    apart = "by a factor of 00.0" if prediction.logarithmic else f"0.00 {prediction.unit}"
    return [f"On average {apart} beside the curve. {text}" for text in remarks]


def result(q: float, count: int) -> str:
    """Say what a guess has cost that gave the right one of some answers the probability ``q``.

    Examples
    --------
    >>> result(0.7, 3)
    'You gave it 70 %: 0.51 bit of surprise. An even split would have paid 1.58 bit.'
    """
    return (
        f"You gave it {round(100 * q)} %: {-math.log2(q) + 0.0:.2f} bit of surprise. "
        f"An even split would have paid {math.log2(count):.2f} bit."
    )


def _data(prediction: Choice | Sketch) -> Markup:
    data: dict = {"at": prediction.at, "veil": prediction.veil}
    if isinstance(prediction, Choice):
        data |= {"right": prediction.truth()}
    else:
        data |= {
            "curve": prediction.curve,
            "unit": prediction.unit,
            "remarks": [vars(remark) for remark in prediction.remarks],
            "said": prediction.right,
        }
    return Markup(json.dumps(data, separators=(",", ":")).replace("<", "\\u003c"))
