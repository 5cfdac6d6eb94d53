"""The reader's own functions: called with the sliders' values, checked for shape, found again when they change."""

import inspect
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FunctionType

import numpy as np

ENGINE = Path(__file__).resolve().parent.parent
EMPTY = inspect.Parameter.empty


def name_of(function: Callable) -> str:
    """Return a function's name for messages."""
    return getattr(function, "__name__", type(function).__name__)


def signature(function: Callable) -> tuple[dict, bool]:
    """Return the parameters that a function takes by name, with their defaults, and whether it takes any other.

    Examples
    --------
    >>> signature(lambda a, b=2, **others: a)
    ({'a': <class 'inspect._empty'>, 'b': 2}, True)
    """
    kinds = inspect.Parameter
    every = inspect.signature(function).parameters.values()
    named = {
        parameter.name: parameter.default
        for parameter in every
        if parameter.kind in (kinds.POSITIONAL_OR_KEYWORD, kinds.KEYWORD_ONLY)
    }
    return named, any(parameter.kind is kinds.VAR_KEYWORD for parameter in every)


def accepted(function: Callable, values: dict) -> dict:
    """Return those of the values that a function takes."""
    named, others = signature(function)
    return values if others else {key: value for key, value in values.items() if key in named}


def latest(function: Callable) -> Callable:
    """Return the function that now has this one's name in the notebook, if that is where this one was defined."""
    code = getattr(function, "__qualname__", "")
    if getattr(function, "__module__", None) != "__main__" or not code.isidentifier():
        return function
    found = vars(sys.modules["__main__"]).get(code)
    return found if callable(found) else function


def reached(function: Callable) -> dict:
    """Return what a function and the notebook's functions that it calls mean by their global names now."""
    found: dict = {}
    waiting = [function]
    while waiting:
        given = waiting.pop()
        inner = inspect.unwrap(given) if callable(given) else given
        if not isinstance(inner, FunctionType) or inner.__module__ != "__main__":
            continue
        if found.get(inner.__qualname__) is inner:
            continue
        found[inner.__qualname__] = inner
        for name in _names(inner.__code__):
            if name in inner.__globals__:
                value = inner.__globals__[name]
                waiting.append(value)
                if not isinstance(value, FunctionType):
                    found[name] = value
    return found


def _names(code: CodeType) -> set[str]:
    """Return the global names in a function's code, those in functions inside it included."""
    inner = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return set(code.co_names).union(*map(_names, inner))


def same(one: dict, other: dict) -> bool:
    """Whether names mean the same objects."""
    return one.keys() == other.keys() and all(one[name] is other[name] for name in one)


def account(error: Exception) -> str:
    """Return a traceback that begins in the reader's own code, as text."""
    own = [
        frame for frame in traceback.extract_tb(error.__traceback__) if not Path(frame.filename).is_relative_to(ENGINE)
    ]
    lines = ["Traceback (most recent call last):\n", *traceback.format_list(own)] if own else []
    return "".join([*lines, *traceback.format_exception_only(error)]).rstrip()


def checked(made, function: Callable, keys: tuple[str, ...] | None = None) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return curves as pairs of float arrays, or say what is wrong with what the reader's function returned.

    Parameters
    ----------
    made : dict
        ``{KEY: (x, y)}``; x and y are sequences of numbers of one length.
    function : callable
        Where it comes from, for the messages.
    keys : tuple of str, optional
        The keys that it must have.

    Raises
    ------
    TypeError, ValueError
        If it is something else.

    Examples
    --------
    >>> checked({"P": ([0, 1], [2, 3])}, checked)
    {'P': (array([0., 1.]), array([2., 3.]))}
    >>> checked({"P": ([0, 1], [2])}, checked)
    Traceback (most recent call last):
    ValueError: checked: curve 'P' has 2 x but 1 y
    """
    where = name_of(function)
    if not isinstance(made, dict):
        raise TypeError(f"{where} must return a dict {{KEY: (x, y)}}, not {_kind(made)}")
    if not made:
        raise ValueError(f"{where} returned an empty dict; it must have at least one curve")
    for key in made:
        if not (isinstance(key, str) and key.isascii() and key.replace("-", "_").isidentifier()):
            raise ValueError(
                f"{where}: {key!r} cannot name a curve: use letters, digits, - and _, "
                "and say what readers shall see with labels={KEY: 'text'}"
            )
    if keys is not None and tuple(made) != keys:
        raise ValueError(
            f"{where} must always return the same curves: it gave {', '.join(keys)}, now {', '.join(made)}"
        )
    return {key: _pair(where, key, pair) for key, pair in made.items()}


def _pair(where: str, key: str, pair) -> tuple[np.ndarray, np.ndarray]:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise TypeError(f"{where}: curve {key!r} must be a pair (x, y), not {_kind(pair)}")
    if any(map(np.iscomplexobj, pair)):
        raise TypeError(f"{where}: curve {key!r} must hold real numbers, not complex ones")
    try:
        x, y = (np.array(values, dtype=float) for values in pair)
    except (TypeError, ValueError) as error:
        raise TypeError(f"{where}: curve {key!r} must hold numbers: {error}") from None
    for axis, values in (("x", x), ("y", y)):
        if values.ndim != 1:
            raise ValueError(f"{where}: {axis} of curve {key!r} must have one dimension, not shape {values.shape}")
    if len(x) != len(y):
        raise ValueError(f"{where}: curve {key!r} has {len(x)} x but {len(y)} y")
    return x, y


def checked_readouts(made, function: Callable, before: dict | None = None) -> dict[str, float | str]:
    """Return readouts as floats and texts, or say what is wrong with them; ``before`` has those there must be."""
    where = name_of(function)
    if not isinstance(made, dict):
        raise TypeError(f"{where} must return a dict {{LABEL: number or text}}, not {_kind(made)}")
    found: dict[str, float | str] = {}
    for key, value in made.items():
        if not isinstance(key, str) or not key or set(key) & set("{}"):
            raise ValueError(f"{where}: {key!r} cannot name a readout; use a text without braces")
        if isinstance(value, str):
            found[key] = value
            continue
        try:
            found[key] = float(value)
        except (TypeError, ValueError):
            raise TypeError(f"{where}: readout {key!r} must be a number or a text, not {_kind(value)}") from None
    if before is not None:
        if list(found) != list(before):
            raise ValueError(
                f"{where} must always return the same readouts: it gave {', '.join(before)}, now {', '.join(found)}"
            )
        for key, value in found.items():
            if isinstance(value, str) != isinstance(before[key], str):
                raise ValueError(f"{where}: readout {key!r} must be a number always or a text always, not {value!r}")
    return found


def _kind(value) -> str:
    shape = getattr(value, "shape", None)
    if shape is not None:
        return f"an array of shape {shape}"
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) < 40 else text[:37] + '...'}"
