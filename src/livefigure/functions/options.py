"""The options of `explore`: each stands here once, with its type, its rule and its default."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Annotated


def _function(name: str, value):
    if value is not None and not callable(value):
        raise TypeError(f"{name} must be a function, not {value!r}")
    return value


def _text(name: str, value):
    if value is not None and not isinstance(value, str):
        raise TypeError(
            f"{name} is an option of explore and a text, not {value!r}; "
            "a parameter of your function must be called something else"
        )
    return value


def _mapping(name: str, value) -> dict:
    if not isinstance(value, Mapping | None):
        raise TypeError(f"{name} is an option of explore and a dict, not {value!r}")
    return dict(value or {})


def _texts(name: str, value) -> dict:
    made = _mapping(name, value)
    for key, text in made.items():
        if not isinstance(text, str) or (name == "units" and text == "unit"):
            raise TypeError(f"{name}: {key!r} must have a text, not {text!r}")
    return made


def _names(name: str, value) -> tuple[str, ...]:
    if not isinstance(value, tuple | list) or not all(isinstance(part, str) for part in value):
        raise TypeError(f"{name} is an option of explore and a tuple of names, not {value!r}")
    return tuple(value)


def _handles(name: str, value) -> dict[str, dict[str, str]]:
    made = _mapping(name, value)
    for curve, moves in made.items():
        if not isinstance(moves, Mapping) or not moves or not set(moves.values()) <= {"x", "y"}:
            raise TypeError(f'{name}: {curve!r} must have a dict such as {{"speed": "x"}}, not {moves!r}')
    return made


def _decimals(name: str, value):
    made = dict(value) if isinstance(value, Mapping) else value
    for count in made.values() if isinstance(made, dict) else [made]:
        if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= 12:
            raise TypeError(f"{name} must be a whole number from 0 to 12, or a dict of such numbers, not {count!r}")
    return made


def _number(low: float, high: float):
    def rule(name: str, value):
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError(f"{name} is an option of explore and a number from {low:g} to {high:g}, not {value!r}")
        return value

    return rule


@dataclass(frozen=True, kw_only=True)
class Options:
    """What may be said of a reader's figure beside its curves and its sliders; `explore` describes it.

    A rule takes an option's name and its value, and returns the value in its final form.

    Raises
    ------
    TypeError, ValueError
        If a value breaks its rule; the message names both.

    Examples
    --------
    >>> Options(digits=13)
    Traceback (most recent call last):
    TypeError: digits must be a whole number from 0 to 12, or a dict of such numbers, not 13
    """

    draw: Annotated[Callable | None, _function] = None
    readouts: Annotated[Callable | None, _function] = None
    title: Annotated[str | None, _text] = None
    caption: Annotated[str, _text] = ""
    name: Annotated[str | None, _text] = None
    sentence: Annotated[str, _text] = ""
    labels: Annotated[Mapping[str, str] | None, _texts] = None
    units: Annotated[Mapping[str, str] | None, _texts] = None
    digits: Annotated[int | Mapping[str, int], _decimals] = 3
    axes: Annotated[Mapping | None, _mapping] = None
    veil: Annotated[tuple[str, ...], _names] = ()
    handles: Annotated[Mapping[str, Mapping[str, str]] | None, _handles] = None
    tolerance: Annotated[float, _number(1e-5, 0.1)] = 0.002
    budget: Annotated[int, _number(1, 250_000)] = 30_000

    def __post_init__(self):
        for option in fields(Options):
            (rule,) = option.type.__metadata__
            object.__setattr__(self, option.name, rule(option.name, getattr(self, option.name)))
