"""What a live figure is made of: what may be moved, what is computed, how it is drawn, what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field


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


@dataclass(frozen=True)
class Choice:
    """A setting with a few named values, such as the unit."""

    name: str
    label: str
    options: tuple[str, ...]
    default: str


@dataclass(frozen=True)
class Preset:
    """A button that sets some parameters to values from the text."""

    label: str
    values: dict[str, float]


@dataclass(frozen=True)
class Readout:
    """A number that the figure shows: its key, its words, its decimals and its unit ("" for none)."""

    key: str
    label: str
    digits: int
    unit: str = ""


@dataclass(frozen=True)
class Figure:
    """A live figure. Each function takes the parameters and the choices as keywords.

    ``curves`` gives ``{KEY: (x, y)}``; ``draw`` gives a `~crossentropy.explorer.picture.Picture`; ``readouts``
    gives ``{KEY: number}`` with NaN where there is none; ``reasons`` says why; ``labels`` gives the texts in the
    picture that change; ``sentence`` says what the curves do now.
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
    presets: tuple[Preset, ...] = ()
    reasons: Callable = field(default=lambda **values: {})
    labels: Callable = field(default=lambda **values: {})

    @property
    def defaults(self) -> dict:
        """The values of all parameters and choices before anything is moved."""
        return {each.name: each.default for each in (*self.parameters, *self.choices)}

    def unit_of(self, readout: Readout, values: dict) -> str:
        """Return a readout's unit in words: the chosen one where it follows the choice."""
        return values["unit"] if readout.unit == "unit" else readout.unit
