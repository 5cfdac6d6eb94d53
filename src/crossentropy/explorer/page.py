"""The HTML of a live figure: picture, controls, words and spec, complete before any script runs."""

import json
import math
import xml.etree.ElementTree as ET
from html import escape

from crossentropy.explorer.figure import Choice, Figure, Parameter
from crossentropy.explorer.words import fixed, shown


def figure_html(figure: Figure, values: dict | None = None, prefix: str | None = None) -> str:
    """Return a figure as HTML that shows the values given (the defaults where there are none).

    The form is hidden until a script answers for it. ``prefix`` keeps ids apart where a page shows the figure twice.
    """
    values = {**figure.defaults, **(values or {})}
    prefix = prefix or figure.name
    picture = figure.draw(**values)
    parts = [
        f'<figure class="explorer" id="{prefix}" data-explorer="{figure.name}" aria-labelledby="{prefix}-title">',
        f'<p class="explorer-title" id="{prefix}-title">{escape(figure.title)}</p>',
        _svg(picture, prefix),
        _form(figure, values, prefix),
        _readouts(figure, values),
        f'<p class="explorer-sentence" data-control="sentence" aria-live="polite" id="{prefix}-sentence">'
        f"{escape(figure.sentence(**values))}</p>",
        f"<figcaption>{escape(figure.caption)}</figcaption>",
        f'<script type="application/json">{_json(spec(figure, picture, values))}</script>',
        "</figure>",
    ]
    return "".join(parts)


def spec(figure: Figure, picture, values: dict) -> dict:
    """Return what the front end needs to know: parameters, choices, presets, transforms, curve kinds."""
    return {
        "parameters": [
            {
                "name": each.name,
                "min": each.minimum,
                "max": each.maximum,
                "step": each.step,
                "digits": each.digits,
                "default": values[each.name],
                **({"values": each.values} if each.values else {}),
                **({"integer": True} if each.integer else {}),
            }
            for each in figure.parameters
        ],
        "choices": [
            {"name": each.name, "options": each.options, "default": values[each.name]} for each in figure.choices
        ],
        "presets": [each.values for each in figure.presets],
        "axes": picture.transforms(),
        "curves": picture.curves,
        "readouts": [{"key": each.key, "digits": each.digits, "unit": each.unit} for each in figure.shown],
    }


def readout_text(number: float, digits: int, unit: str, reason: str | None) -> str:
    """Write a readout: its value and unit, or a dash and why there is none.

    Examples
    --------
    >>> readout_text(0.5, 2, "nat", None), readout_text(float("nan"), 2, "nat", "flat line")
    ('0.50 nat', '— flat line')
    """
    if math.isnan(number):
        return f"— {reason}"
    text = f"{shown(number, digits)} {unit}".rstrip()
    return f"{text}: {reason}" if reason else text


def _json(value) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def _svg(picture, prefix: str) -> str:
    root = picture.svg(prefix)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-sentence")
    return ET.tostring(root, encoding="unicode")


def _form(figure: Figure, values: dict, prefix: str) -> str:
    sliders = "".join(_slider(each, values[each.name], prefix) for each in figure.parameters)
    choices = "".join(_choice(each, values[each.name]) for each in figure.choices)
    return (
        '<form hidden autocomplete="off">'
        f'<div class="explorer-sliders{" many" if len(figure.parameters) > 2 else ""}">{sliders}</div>'
        f'<div class="explorer-bar">{_presets(figure)}{choices}'
        '<div class="explorer-actions">'
        '<button type="button" data-action="reset" data-control="reset">Reset</button>'
        '<button type="button" data-action="link" data-control="link">Copy link</button>'
        f'<a data-control="alone" data-page="figures/{figure.name}.html" href="#{prefix}">Open alone</a>'
        "</div></div>"
        '<p class="explorer-message" role="status"></p>'
        "</form>"
    )


def _presets(figure: Figure) -> str:
    buttons = "".join(
        f'<button type="button" data-preset="{index}">{escape(each.label)}</button>'
        for index, each in enumerate(figure.presets)
    )
    group = '<div class="explorer-presets" data-control="presets" role="group" aria-label="Presets">'
    return f"{group}{buttons}</div>" if buttons else ""


def _slider(parameter: Parameter, value: float, prefix: str) -> str:
    name, identity = parameter.name, f"{prefix}-input-{parameter.name}"
    if parameter.values:
        low, high, step = 0, len(parameter.values) - 1, 1
        position = min(range(len(parameter.values)), key=lambda i: abs(parameter.values[i] - value))
    else:
        low, high, step, position = parameter.minimum, parameter.maximum, parameter.step, value
    text = fixed(value, parameter.digits)
    return (
        f'<div class="explorer-slider" data-control="{name}">'
        f'<label for="{identity}">{escape(parameter.label)}</label>'
        f'<input type="range" id="{identity}" name="{name}" min="{low:g}" max="{high:g}" step="{step:g}" '
        f'value="{position:g}" aria-valuetext="{text}" data-lm-suppress-shortcuts="true">'
        f'<output for="{identity}" aria-live="off">{text}</output>'
        "</div>"
    )


def _choice(choice: Choice, value: str) -> str:
    options = "".join(
        f'<label><input type="radio" name="{choice.name}" value="{escape(each)}"'
        f"{' checked' if each == value else ''}><span>{escape(each)}</span></label>"
        for each in choice.options
    )
    return (
        f'<fieldset class="explorer-choice" data-control="{choice.name}">'
        f"<legend>{escape(choice.label)}</legend>{options}</fieldset>"
    )


def _readouts(figure: Figure, values: dict) -> str:
    numbers, reasons = figure.readouts(**values), figure.reasons(**values)
    items = ""
    for each in figure.shown:
        text = readout_text(numbers[each.key], each.digits, figure.unit_of(each, values), reasons.get(each.key))
        items += f'<div><dt>{escape(each.label)}</dt><dd data-readout="{each.key}">{escape(text)}</dd></div>'
    return f'<dl class="explorer-readouts" data-control="readouts">{items}</dl>'
