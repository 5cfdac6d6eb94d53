"""The HTML of a live figure: picture, controls, words and spec, complete before any script runs."""

import json
import xml.etree.ElementTree as ET
from html import escape

from livefigure.figure import Choice, Entry, Figure, Parameter, Table
from livefigure.number_text import readout_text, shown


def figure_html(figure: Figure, values: dict | None = None, prefix: str | None = None) -> str:
    """Return a figure as HTML that shows the values given (the defaults where there are none).

    The form is hidden until a script answers for it. ``prefix`` keeps ids apart where a page shows the figure twice.
    """
    values = {**figure.defaults, **(values or {})}
    prefix = prefix or figure.name
    picture = figure.draw(**values)
    parts = [
        f'<figure class="explorer" id="{prefix}" data-explorer="{figure.name}"{_grid(figure)} '
        f'aria-labelledby="{prefix}-title">',
        f'<p class="explorer-title" data-control="title" id="{prefix}-title">{escape(figure.title)}</p>',
        _svg(picture, prefix, values),
        _form(figure, values, prefix),
        _readouts(figure, values),
        f'<p class="explorer-sentence" data-control="sentence" id="{prefix}-sentence">'
        f"{escape(figure.sentence(**values))}</p>",
        '<p class="explorer-spoken" aria-live="polite"></p>',
        f'<figcaption data-control="caption">{escape(figure.caption)}</figcaption>',
        f'<script type="application/json">{_json(spec(figure, picture, values))}</script>',
        "</figure>",
    ]
    return "".join(parts)


def still_html(figure: Figure, values: dict, note: str) -> str:
    """Return a figure as HTML that nothing makes live: its picture, its words, and a note that says why."""
    prefix = figure.name
    parts = [
        f'<figure class="explorer" id="{prefix}" data-state="still" aria-labelledby="{prefix}-title">',
        f'<p class="explorer-title" id="{prefix}-title">{escape(figure.title)}</p>',
        _svg(figure.draw(**values), prefix, values),
        _readouts(figure, values),
        f'<p class="explorer-sentence" id="{prefix}-sentence">{escape(figure.sentence(**values))}</p>',
        f'<p class="explorer-message">{escape(note)}</p>',
        f"<figcaption>{escape(figure.caption)}</figcaption>",
        "</figure>",
    ]
    return "".join(parts)


def spec(figure: Figure, picture, values: dict) -> dict:
    """Return what the front end needs to know: parameters, choices, presets, transforms, curve kinds.

    ``frontend/spec.js`` has its types.
    """
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
        "entries": [
            {"name": each.name, "longest": each.longest, "default": values[each.name]} for each in figure.entries
        ],
        "presets": [each.values for each in figure.presets],
        **({"exchange": {"name": figure.exchange.name, "pairs": figure.exchange.pairs}} if figure.exchange else {}),
        "axes": picture.transforms(),
        "curves": picture.curves,
        "readouts": [
            {"key": each.key, "digits": each.digits, "unit": each.unit, **({"text": True} if each.text else {})}
            for each in figure.shown
        ],
        **({"words": figure.words} if figure.words else {}),
        **({"snaps": True} if figure.baked else {}),
    }


def _json(value) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def _svg(picture, prefix: str, values: dict) -> str:
    root = picture.svg(prefix, values)
    root.set("role", "img")
    root.set("translate", "no")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-sentence")
    return ET.tostring(root, encoding="unicode")


def _form(figure: Figure, values: dict, prefix: str) -> str:
    sliders = "".join(_slider(each, values[each.name], prefix) for each in figure.parameters)
    choices = "".join(_choice(each, values[each.name]) for each in figure.choices)
    entries = "".join(_entry(each, values[each.name], prefix) for each in figure.entries)
    return (
        f'<form hidden autocomplete="off">{entries}'
        f'<div class="explorer-sliders{" many" if len(figure.parameters) > 2 else ""}">{sliders}</div>'
        f'<div class="explorer-bar">{_presets(figure)}{_exchange(figure)}{choices}'
        '<div class="explorer-actions">'
        '<button type="button" data-action="reset" data-control="reset">Reset</button>'
        '<button type="button" data-action="link" data-control="link">Copy link</button>'
        f"{_alone(figure, prefix)}</div></div>"
        '<p class="explorer-message" role="status"></p>'
        "</form>"
    )


def _grid(figure: Figure) -> str:
    return f' data-grid="{figure.name}"' if figure.baked else ""


def _alone(figure: Figure, prefix: str) -> str:
    if figure.words:  # a reader's own figure has no page but the one it was made on
        return ""
    return f'<a data-control="alone" data-page="figures/{figure.name}.html" href="#{prefix}">Open alone</a>'


def _presets(figure: Figure) -> str:
    buttons = "".join(
        f'<button type="button" data-preset="{index}">{escape(each.label)}</button>'
        for index, each in enumerate(figure.presets)
    )
    group = '<div class="explorer-presets" data-control="presets" role="group" aria-label="Presets">'
    return f"{group}{buttons}</div>" if buttons else ""


def _exchange(figure: Figure) -> str:
    if not figure.exchange:
        return ""
    return (
        f'<button type="button" data-action="exchange" data-control="{figure.exchange.name}">'
        f"{escape(figure.exchange.label)}</button>"
    )


def _slider(parameter: Parameter, value: float, prefix: str) -> str:
    name, identity = parameter.name, f"{prefix}-input-{parameter.name}"
    if parameter.values:
        low, high, step = 0, len(parameter.values) - 1, 1
        position = min(range(len(parameter.values)), key=lambda i: abs(parameter.values[i] - value))
    else:
        low, high, step, position = parameter.minimum, parameter.maximum, parameter.step, value
    text = shown(value, parameter.digits)
    return (
        f'<div class="explorer-slider{" plays" if parameter.plays else ""}" data-control="{name}">'
        f'<label for="{identity}">{escape(parameter.label)}</label>'
        f'<input type="range" id="{identity}" name="{name}" min="{low:.12g}" max="{high:.12g}" step="{step:.12g}" '
        f'value="{position:.12g}" aria-valuetext="{text}" data-lm-suppress-shortcuts="true">'
        f'<output for="{identity}" aria-live="off">{text}</output>'
        f"{_player(parameter)}</div>"
    )


def _player(parameter: Parameter) -> str:
    if not parameter.plays:
        return ""
    return (
        '<div class="explorer-player">'
        f'<button type="button" data-play="{parameter.name}">Play</button>'
        f'<button type="button" data-step="{parameter.name}">Step</button>'
        "</div>"
    )


def _entry(entry: Entry, value: str, prefix: str) -> str:
    identity = f"{prefix}-input-{entry.name}"
    return (
        f'<div class="explorer-entry" data-control="{entry.name}">'
        f'<label for="{identity}">{escape(entry.label)}</label>'
        f'<input type="text" id="{identity}" name="{entry.name}" value="{escape(value)}" maxlength="{entry.longest}" '
        'spellcheck="false" autocapitalize="off" data-lm-suppress-shortcuts="true"></div>'
    )


def _choice(choice: Choice, value: str) -> str:
    if choice.switch:
        return (
            f'<div class="explorer-choice" data-control="{choice.name}"><label><input type="checkbox" '
            f'name="{choice.name}"{" checked" if value == choice.options[1] else ""}>'
            f"<span>{escape(choice.label)}</span></label></div>"
        )
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
    texts = {
        each.key: readout_text(numbers[each.key], each.digits, figure.unit_of(each, values), reasons.get(each.key))
        for each in figure.shown
    }
    tabled = figure.table.keys if figure.table else set()
    items = "".join(
        f'<div><dt>{escape(each.label)}</dt><dd data-readout="{escape(each.key)}">{escape(texts[each.key])}</dd></div>'
        for each in figure.shown
        if each.key not in tabled
    )
    listed = f'<dl class="explorer-readouts" data-control="readouts">{items}</dl>' if items else ""
    return _table(figure.table, texts) + listed


def _table(table: Table | None, texts: dict[str, str]) -> str:
    if not table:
        return ""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in (table.corner, *table.columns))
    rows = "".join(
        f'<tr><th scope="row">{escape(heading)}</th>'
        + "".join(f'<td data-readout="{key}">{escape(texts[key])}</td>' for key in keys)
        + "</tr>"
        for heading, keys in table.rows
    )
    return (
        '<div class="explorer-table" data-control="table"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
