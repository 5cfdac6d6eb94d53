"""The HTML of a live figure: picture, controls, texts and spec, complete before any script runs."""

import json
import math
import xml.etree.ElementTree as ET

from livefigure.figure import Choice, Entry, Exchange, Figure, Parameter, Preset, Table
from livefigure.markup import Markup, element, together
from livefigure.number_text import readout_text, shown


def figure_html(figure: Figure, values: dict | None = None, prefix: str | None = None) -> str:
    """Return a figure as HTML that shows the values given (the defaults where there are none).

    The form is hidden until a script answers for it. ``prefix`` keeps ids apart where a page shows the figure twice.
    """
    values = {**figure.defaults, **(values or {})}
    prefix = prefix or figure.name
    picture = figure.draw(**values)
    attributes = {
        "class": "explorer",
        "id": prefix,
        "data-explorer": figure.name,
        "data-grid": figure.name if figure.baked else None,
        "aria-labelledby": f"{prefix}-title",
    }
    return element(
        "figure",
        attributes,
        element(
            "p",
            {
                "class": "explorer-title",
                "data-control": "title",
                "data-telling": "title" in figure.veil,
                "id": f"{prefix}-title",
            },
            figure.title,
        ),
        _veiled(_svg(picture, prefix, values), figure),
        _form(figure, values, prefix),
        _readouts(figure, values),
        element(
            "p",
            {
                "class": "explorer-sentence",
                "data-control": "sentence",
                "data-telling": True,
                "id": f"{prefix}-sentence",
            },
            figure.sentence(**values),
        ),
        element("p", {"class": "explorer-spoken", "data-telling": True, "aria-live": "polite"}),
        element(
            "figcaption",
            {"data-control": "caption", "data-telling": "caption" in figure.veil},
            figure.caption,
            *(
                [element("span", {"class": "explorer-hands"}, " Take hold of a ringed point.")]
                if figure.handles
                else []
            ),
        ),
        element("script", {"type": "application/json"}, _json(spec(figure, picture, values))),
    )


def still_html(figure: Figure, values: dict, note: str) -> str:
    """Return a figure as HTML that nothing makes live: its picture, its texts, and a note that says why."""
    prefix = figure.name
    return element(
        "figure",
        {"class": "explorer", "id": prefix, "data-state": "still", "aria-labelledby": f"{prefix}-title"},
        element("p", {"class": "explorer-title", "id": f"{prefix}-title"}, figure.title),
        _text(_svg(figure.draw(**values), prefix, values)),
        _readouts(figure, values),
        element("p", {"class": "explorer-sentence", "id": f"{prefix}-sentence"}, figure.sentence(**values)),
        element("p", {"class": "explorer-message"}, note),
        element("figcaption", None, figure.caption),
    )


def spec(figure: Figure, picture, values: dict) -> dict:
    """Return what the front end needs to know: parameters, choices, presets, transforms, curve kinds.

    ``frontend/spec.js`` has its types.
    """
    return {
        "parameters": [
            {
                "name": parameter.name,
                "min": parameter.minimum,
                "max": parameter.maximum,
                "step": parameter.step,
                "digits": parameter.digits,
                "default": values[parameter.name],
                **({"values": parameter.values} if parameter.values else {}),
                **({"integer": True} if parameter.integer else {}),
            }
            for parameter in figure.parameters
        ],
        "choices": [
            {"name": choice.name, "options": choice.options, "default": values[choice.name]}
            for choice in figure.choices
        ],
        "entries": [
            {"name": entry.name, "longest": entry.longest, "default": values[entry.name]} for entry in figure.entries
        ],
        "presets": [preset.values for preset in figure.presets],
        **({"exchange": {"name": figure.exchange.name, "pairs": figure.exchange.pairs}} if figure.exchange else {}),
        "axes": picture.transforms(),
        "curves": picture.curves,
        "readouts": [
            {
                "key": readout.key,
                "digits": readout.digits,
                "unit": readout.unit,
                **({"text": True} if readout.text else {}),
            }
            for readout in figure.shown
        ],
        **({"words": figure.sentence_template} if figure.sentence_template else {}),
        **({"snaps": True} if figure.baked else {}),
        **({"veil": figure.veil} if figure.veil else {}),
        **({"handles": _handles(figure, values)} if figure.handles else {}),
    }


def _handles(figure: Figure, values: dict) -> list[dict]:
    """Return where the handles sit, and which parameters take which coordinate of a place."""
    curves = figure.curves(**values)
    ends = [curves[handle.curve] for handle in figure.handles]
    places = [
        [float(axis[handle.index]) if len(axis) > handle.index else math.nan for axis in end]
        for handle, end in zip(figure.handles, ends, strict=True)
    ]
    return [
        {
            "name": handle.name,
            "curve": handle.curve,
            "index": handle.index,
            **({"moves": dict(handle.moves)} if handle.moves else {}),
            **({"place": place} if all(map(math.isfinite, place)) else {}),
        }
        for handle, place in zip(figure.handles, places, strict=True)
    ]


def _json(value) -> Markup:
    """Return a value for a script element, whose text knows no escapes but JSON's own."""
    return Markup(json.dumps(value, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c"))


def _veiled(root: ET.Element, figure: Figure) -> Markup:
    """Return the picture with what its veil would hide marked."""
    there = {"title", "caption"}
    curves = {part.get("data-curve") for part in root.iter()}
    for part in root.iter():
        names = {part.get(f"data-{kind}") for kind in ("curve", "legend", "still", "control")}
        names = (names | ({part.get("data-text")} - curves)) - {None}  # the label of an axis may be called as a curve
        there |= names
        if names & set(figure.veil):
            part.set("data-telling", "")
    for name in figure.veil:
        if name not in there:
            known = ", ".join(sorted(there))
            raise ValueError(f"{figure.name}: there is no {name!r} to veil; there are {known}")
    return _text(root)


def _text(root: ET.Element) -> Markup:
    return Markup(ET.tostring(root, encoding="unicode"))


def _svg(picture, prefix: str, values: dict) -> ET.Element:
    root = picture.svg(prefix, values)
    root.set("role", "img")
    root.set("translate", "no")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-sentence")
    return root


def _form(figure: Figure, values: dict, prefix: str) -> Markup:
    many = " many" if len(figure.parameters) > 2 else ""
    return element(
        "form",
        {"hidden": True, "autocomplete": "off"},
        *(_entry(entry, values[entry.name], prefix) for entry in figure.entries),
        element(
            "div",
            {"class": f"explorer-sliders{many}"},
            *(_slider(parameter, values[parameter.name], prefix) for parameter in figure.parameters),
        ),
        element(
            "div",
            {"class": "explorer-bar"},
            _presets(figure.presets),
            _exchange(figure.exchange),
            *(_choice(choice, values[choice.name]) for choice in figure.choices),
            element(
                "div",
                {"class": "explorer-actions"},
                _button("Reset", {"data-action": "reset", "data-control": "reset"}),
                _button("Copy link", {"data-action": "link", "data-control": "link"}),
                _alone(figure, prefix),
            ),
        ),
        element("p", {"class": "explorer-message", "role": "status"}),
    )


def _button(label: str, attributes: dict) -> Markup:
    return element("button", {"type": "button", **attributes}, label)


def _alone(figure: Figure, prefix: str) -> Markup:
    if figure.sentence_template:  # a reader's own figure has no page but the one it was made on
        return together()
    attributes = {"data-control": "alone", "data-page": f"figures/{figure.name}.html", "href": f"#{prefix}"}
    return element("a", attributes, "Open alone")


def _presets(presets: tuple[Preset, ...]) -> Markup:
    if not presets:
        return together()
    return element(
        "div",
        {"class": "explorer-presets", "data-control": "presets", "role": "group", "aria-label": "Presets"},
        *(_button(preset.label, {"data-preset": index}) for index, preset in enumerate(presets)),
    )


def _exchange(exchange: Exchange | None) -> Markup:
    if not exchange:
        return together()
    return _button(exchange.label, {"data-action": "exchange", "data-control": exchange.name})


def _slider(parameter: Parameter, value: float, prefix: str) -> Markup:
    name, identity = parameter.name, f"{prefix}-input-{parameter.name}"
    if parameter.values:
        low, high, step = 0, len(parameter.values) - 1, 1
        position = min(range(len(parameter.values)), key=lambda i: abs(parameter.values[i] - value))
    else:
        low, high, step, position = parameter.minimum, parameter.maximum, parameter.step, value
    text = shown(value, parameter.digits)
    attributes = {
        "type": "range",
        "id": identity,
        "name": name,
        "min": f"{low:.12g}",
        "max": f"{high:.12g}",
        "step": f"{step:.12g}",
        "value": f"{position:.12g}",
        "aria-valuetext": text,
        "data-lm-suppress-shortcuts": "true",
    }
    return element(
        "div",
        {"class": f"explorer-slider{' plays' if parameter.plays else ''}", "data-control": name},
        element("label", {"for": identity}, parameter.label),
        element("input", attributes),
        element("output", {"for": identity, "aria-live": "off"}, text),
        _player(name) if parameter.plays else together(),
    )


def _player(name: str) -> Markup:
    return element(
        "div",
        {"class": "explorer-player"},
        _button("Play", {"data-play": name}),
        _button("Step", {"data-step": name}),
    )


def _entry(entry: Entry, value: str, prefix: str) -> Markup:
    identity = f"{prefix}-input-{entry.name}"
    attributes = {
        "type": "text",
        "id": identity,
        "name": entry.name,
        "value": value,
        "maxlength": entry.longest,
        "spellcheck": "false",
        "autocapitalize": "off",
        "data-lm-suppress-shortcuts": "true",
    }
    return element(
        "div",
        {"class": "explorer-entry", "data-control": entry.name},
        element("label", {"for": identity}, entry.label),
        element("input", attributes),
    )


def _choice(choice: Choice, value: str) -> Markup:
    about = {"class": "explorer-choice", "data-control": choice.name}
    if choice.switch:
        switch = {"type": "checkbox", "name": choice.name, "checked": value == choice.options[1]}
        return element("div", about, _labelled(choice.label, switch))
    return element(
        "fieldset",
        about,
        element("legend", None, choice.label),
        *(
            _labelled(option, {"type": "radio", "name": choice.name, "value": option, "checked": option == value})
            for option in choice.options
        ),
    )


def _labelled(label: str, attributes: dict) -> Markup:
    return element("label", None, element("input", attributes), element("span", None, label))


def _readouts(figure: Figure, values: dict) -> Markup:
    numbers, reasons = figure.readouts(**values), figure.reasons(**values)
    texts = {
        readout.key: readout_text(
            numbers[readout.key], readout.digits, figure.unit_of(readout, values), reasons.get(readout.key)
        )
        for readout in figure.shown
    }
    tabled = figure.table.keys if figure.table else set()
    items = [
        element(
            "div",
            None,
            element("dt", None, readout.label),
            element("dd", {"data-readout": readout.key}, texts[readout.key]),
        )
        for readout in figure.shown
        if readout.key not in tabled
    ]
    return together(
        _table(figure.table, texts) if figure.table else "",
        element("dl", {"class": "explorer-readouts", "data-control": "readouts", "data-telling": True}, *items)
        if items
        else "",
    )


def _table(table: Table, texts: dict[str, str]) -> Markup:
    head = (element("th", {"scope": "col"}, heading) for heading in (table.corner, *table.columns))
    rows = (
        element(
            "tr",
            None,
            element("th", {"scope": "row"}, heading),
            *(element("td", {"data-readout": key}, texts[key]) for key in keys),
        )
        for heading, keys in table.rows
    )
    return element(
        "div",
        {"class": "explorer-table", "data-control": "table", "data-telling": True},
        element("table", None, element("thead", None, element("tr", None, *head)), element("tbody", None, *rows)),
    )
