"""What a live figure is made of: what may be moved, what is computed, how it is drawn, what it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Parameter:
    """A number that a slider moves.

    Parameters
    ----------
    name : str
        Its name in code, in links and in the notebook.
    label : str
        What the reader sees beside the slider.
    minimum, maximum, step, default : float
        The slider's range, its step and where it starts.
    values : tuple of float, optional
        Every value the slider stops at, rising, when they are not evenly spaced (a logarithmic slider).
    digits : int
        Decimals shown.
    integer : bool
        Whether it counts something.
    plays : bool
        Whether buttons beside the slider let it run, or go on by one step.
    """

    name: str
    label: str
    minimum: float
    maximum: float
    step: float
    default: float
    values: tuple[float, ...] = ()
    digits: int = 1
    integer: bool = False
    plays: bool = False


@dataclass(frozen=True)
class Choice:
    """A setting with a few named values, such as the unit; a ``switch`` has two, off and on, and is one button."""

    name: str
    label: str
    options: tuple[str, ...]
    default: str
    switch: bool = False


@dataclass(frozen=True)
class Entry:
    """A text that the reader types, at most ``longest`` characters; ``examples`` are others that the tests try."""

    name: str
    label: str
    default: str
    longest: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preset:
    """A button that sets some parameters, choices or entries to values from the text."""

    label: str
    values: dict[str, float | str]


@dataclass(frozen=True)
class Exchange:
    """A button that exchanges the values of pairs of parameters; a link with ``name=1`` does so once."""

    name: str
    label: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Readout:
    """A number that the figure shows: its key, its words, its decimals and its unit ("" for none); or a text."""

    key: str
    label: str
    digits: int
    unit: str = ""
    text: bool = False


@dataclass(frozen=True)
class Handle:
    """A place in the picture that the reader takes hold of and drags; the sliders stay beside it.

    Parameters
    ----------
    name : str
        Its name in the page's HTML.
    curve : str
        The key of a drawn curve, on whose point the handle sits.
    index : int
        Which of its points.
    moves : dict, optional
        Parameters that take a coordinate of the place: ``{"p": "x"}``.
    to : callable, optional
        Instead of ``moves``: the values that bring the point to a place, as far as they can. It takes ``x`` and ``y``
        in data, and ``was``, the values before the drag; the twin's ``handles`` have a function by the handle's name.

    Raises
    ------
    TypeError
        If there are both ``moves`` and ``to``, or neither.

    Examples
    --------
    >>> Handle("point", "point", moves={"p": "x"}).values(0.3, 0.6, {"p": 0.5})
    {'p': 0.3}
    """

    name: str
    curve: str
    index: int = 0
    moves: Mapping[str, str] = field(default_factory=dict)
    to: Callable | None = None

    def __post_init__(self):
        if bool(self.moves) == bool(self.to):
            raise TypeError(f"handle {self.name}: either moves or to was expected, one of them")

    def values(self, x: float, y: float, was: Mapping) -> dict:
        """Return the values for a place; sliders then take the stop that is nearest."""
        return self.to(x, y, was) if self.to else {name: {"x": x, "y": y}[axis] for name, axis in self.moves.items()}


@dataclass(frozen=True)
class Table:
    """Readouts laid out in rows: each row is its heading and the keys of its readouts, one for each column."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def keys(self) -> set[str]:
        """The readouts that stand in the table."""
        return {key for _, keys in self.rows for key in keys}


@dataclass(frozen=True)
class Figure:
    """A live figure. Each function takes the parameters, the choices and the entries as keywords.

    ``curves`` gives ``{KEY: (x, y)}``; ``draw`` gives a `~livefigure.draw.Picture`; ``readouts``
    gives ``{KEY: number}`` with NaN where there is none; ``reasons`` says why; ``labels`` gives the texts in the
    picture that change; ``sentence`` says what the curves do now.

    ``twin`` is the JavaScript module that computes the same in the browser: ``"package/folder/name.js"``, or the path
    of a file, which a relative one leads to from the working directory. Its default export has the functions
    ``curves``, ``readouts`` and ``sentence``, and maybe ``reasons`` and ``labels``. Where the browser has no code of
    its own for the numbers, it fills the ``sentence_template``; on a page the numbers are ``baked``: a file has them
    for every stop of the sliders.

    ``veil`` names what else would give an answer away, besides readouts, table and sentence, when the figure is veiled
    until the reader has guessed: curves with their entries in the legend, "legend", "title", "caption", the keys of
    ``labels``, and what `Picture.still` has named. ``handles`` can be dragged in the picture.

    Raises
    ------
    FileNotFoundError
        If the twin is a path and there is no such file; the message names both.
    TypeError
        If ``veil`` is a text, and no tuple of them.
    ValueError
        If a handle moves a parameter that there is not; the message lists those there are.
    """

    name: str
    title: str
    caption: str
    parameters: tuple[Parameter, ...]
    curves: Callable
    draw: Callable
    readouts: Callable
    sentence: Callable
    shown: tuple[Readout, ...]
    choices: tuple[Choice, ...] = ()
    entries: tuple[Entry, ...] = ()
    presets: tuple[Preset, ...] = ()
    exchange: Exchange | None = None
    table: Table | None = None
    reasons: Callable = field(default=lambda **values: {})
    labels: Callable = field(default=lambda **values: {})
    sentence_template: str = ""
    twin: str | Path = ""
    baked: bool = False
    veil: tuple[str, ...] = ()
    handles: tuple[Handle, ...] = ()

    def __post_init__(self):
        if isinstance(self.veil, str):
            raise TypeError(f"{self.name}: veil is a tuple of names, not {self.veil!r}")
        names = [parameter.name for parameter in self.parameters]
        for handle in self.handles:
            for name in set(handle.moves) - set(names):
                raise ValueError(f"handle {handle.name} moves no parameter {name!r}; there are {', '.join(names)}")
        if self.twin and Path(self.twin).parent == Path():  # a name alone is in no package
            object.__setattr__(self, "twin", Path(self.twin))
        if isinstance(self.twin, Path):
            path = self.twin.absolute()
            if not path.is_file():
                raise FileNotFoundError(f"{self.name}: there is no twin {path}")
            object.__setattr__(self, "twin", path)

    @property
    def defaults(self) -> dict:
        """The values of all parameters, choices and entries before anything is moved."""
        return {control.name: control.default for control in (*self.parameters, *self.choices, *self.entries)}

    def unit_of(self, readout: Readout, values: dict) -> str:
        """Return a readout's unit in words: the chosen one where it follows the choice."""
        return values["unit"] if readout.unit == "unit" else readout.unit


def functions(module: Mapping) -> dict[str, Callable]:
    """Return the functions of a module that make a figure: ``Figure(**functions(globals()), ...)``.

    Examples
    --------
    >>> list(functions({"curves": len, "draw": print, "helper": repr}))
    ['curves', 'draw']
    """
    names = ("curves", "draw", "readouts", "sentence", "reasons", "labels")
    return {name: module[name] for name in names if name in module}
