"""The sentence under a reader's figure: a text with places that are filled in Python and on the page alike.

A place is the name of a parameter or of a readout in braces, or the lowest or highest value of a curve with its
decimals: ``"Thrown at {speed}, the stone rises to {height.high:2} and flies for {time}."`` The page fills it by
``livefigure/frontend/sentence.js``.
"""

import re

import numpy as np

from livefigure.figure import Parameter, Readout
from livefigure.number_text import readout_text, shown

NO_VALUE = "no value here"  # what a readout that is NaN says
_PLACE = re.compile(r"\{([^{}]+)\}")
_EXTREME = re.compile(r"(.+)\.(low|high):(\d+)")


def filled(template: str, parameters, readouts, values: dict, numbers: dict, curves: dict) -> str:
    """Fill a template.

    Examples
    --------
    >>> from livefigure.functions.sliders import slider
    >>> filled("At {t}: {pull}, up to {x.high:1}.", (slider("t", (0, 1, 0.5)),), (Readout("pull", "pull", 2, "N"),),
    ...        {"t": 0.5}, {"pull": -1.0}, {"x": ([0, 1], [2.0, float("nan")])})
    'At 0.5: −1.00 N, up to 2.0.'
    """
    texts = {parameter.name: shown(values[parameter.name], parameter.digits) for parameter in parameters}
    for readout in readouts:
        number = numbers[readout.key]
        reason = NO_VALUE if number != number else None
        texts[readout.key] = readout_text(number, readout.digits, readout.unit, reason)

    def text(place: re.Match) -> str:
        if place[1] in texts:
            return texts[place[1]]
        number = extreme(place[1], curves)
        return NO_VALUE if np.isnan(number) else shown(number, int(_EXTREME.fullmatch(place[1])[3]))

    return _PLACE.sub(text, template)


def extremes(template: str, known) -> dict[str, int]:
    """Return the places for the lowest or highest value of a curve, and their decimals; `known` are the other places.

    Examples
    --------
    >>> extremes("At {t}, it rises to {height.high:2}.", ["t"])
    {'height.high:2': 2}
    """
    found = [place for place in _PLACE.findall(template) if place not in known]
    return {place: int(_EXTREME.fullmatch(place)[3]) for place in found}


def extreme(place: str, curves) -> float:
    """Return the lowest or highest finite value of the curve that a place names, NaN if it has none.

    Examples
    --------
    >>> extreme("height.low:2", {"height": ([0, 1], [2.0, float("nan")])})
    2.0
    """
    key, which, _ = _EXTREME.fullmatch(place).groups()
    finite = [number for number in curves[key][1] if np.isfinite(number)]
    return float((min if which == "low" else max)(finite)) if finite else float("nan")


def check(template: str, parameters: tuple[Parameter, ...], readouts: tuple[Readout, ...], curves) -> None:
    """Raise a ValueError if a template has a place that nothing fills."""
    known = [parameter.name for parameter in parameters] + [readout.key for readout in readouts]
    for place in _PLACE.findall(template):
        extreme = _EXTREME.fullmatch(place)
        if place not in known and not (extreme and extreme[1] in curves):
            raise ValueError(
                f"sentence: nothing fills {{{place}}}; there are {', '.join(f'{{{name}}}' for name in known)} and, "
                f"with their decimals, {', '.join(f'{{{key}.low:2}}, {{{key}.high:2}}' for key in curves)}"
            )


def usual(parameters: tuple[Parameter, ...], readouts: tuple[Readout, ...], curves: dict[str, str], digits: int) -> str:
    """Return the template where the author gave none: the values, then the readouts or the curves' extremes.

    Examples
    --------
    >>> from livefigure.functions.sliders import slider
    >>> usual((slider("t", (0, 1, 0.5)),), (), {"x": "deflection (mm)"}, 2)
    'With t {t}: deflection (mm) from {x.low:2} to {x.high:2}.'
    """
    given = ", ".join(f"{_plain(parameter.label)} {{{parameter.name}}}" for parameter in parameters)
    if readouts:
        said = ", ".join(f"{_plain(readout.label)} {{{readout.key}}}" for readout in readouts)
    else:
        said = ", ".join(
            f"{_plain(label)} from {{{key}.low:{digits}}} to {{{key}.high:{digits}}}" for key, label in curves.items()
        )
    return f"With {given}: {said}."


def _plain(label: str) -> str:
    return label.replace("{", "(").replace("}", ")")
