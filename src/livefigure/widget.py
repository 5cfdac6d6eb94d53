"""A live figure in a notebook: the parameters are traits, so Python moves the sliders and sees them moved."""

import math
import os
from base64 import b64encode

import anywidget
import traitlets

from livefigure import front_end
from livefigure.draw import WIDTH, png
from livefigure.figure import Figure
from livefigure.page import figure_html

# What stands below the picture that a front end without widgets, or a notebook not run yet, shows for a figure.
NOTE = """\
This is a picture. Run its cell, and the figure moves.
If it stays a picture: pip install anywidget, where Jupyter runs."""
PAGE_BUILD = "LIVEFIGURE_BUILD"  # set by livefigure.sphinx for the kernels that a build runs


class Number(traitlets.Float):
    """A number in a range; NaN, which no comparison with a range refuses, is none."""

    def validate(self, obj, value):
        """Return the value as a float, or raise a ``TraitError`` that names it."""
        value = super().validate(obj, value)
        if math.isnan(value):
            raise traitlets.TraitError(f"{self.name} takes a number, not {value}")
        return value


class Text(traitlets.Unicode):
    """A text of bounded length."""

    def __init__(self, default: str, *, longest: int):
        self.longest = longest
        super().__init__(default)

    def validate(self, obj, value):
        """Return the text, or raise a ``TraitError`` that says how long it is."""
        value = super().validate(obj, value)
        length = len(value.encode("utf-16-le", "surrogatepass")) // 2  # as the browser counts
        if length > self.longest:
            raise traitlets.TraitError(f"{self.name} takes at most {self.longest} characters, not {length}")
        return value


class FigureWidget(anywidget.AnyWidget):
    """A figure that a cell shows by ending in it.

    Every parameter, choice and entry is a trait: ``figure.bias = 2`` moves the slider and
    ``figure.observe(function, "bias")`` sees the reader move it. A value outside the slider's range is a
    ``TraitError`` that names both.
    """

    _css = front_end.stylesheet()
    _html = traitlets.Unicode().tag(sync=True)
    _explorer = traitlets.Unicode().tag(sync=True)
    _figure: Figure

    def __init__(self, **values):
        unknown = sorted(set(values) - set(self._figure.defaults))
        if unknown:
            expected = ", ".join(self._figure.defaults)
            raise TypeError(f"{self._figure.name} has no parameter {unknown[0]!r}; it has {expected}")
        super().__init__(**values)
        self._explorer = self._figure.name
        # The front end puts its own id in place of the mark, so that two views of one figure do not share ids.
        self._html = figure_html(self._figure, self.values, prefix="EXPLORER-ID")

    def __setattr__(self, name, value):
        if not name.startswith("_") and not hasattr(type(self), name):
            expected = ", ".join(self._figure.defaults)
            raise AttributeError(f"{self._figure.name} has no parameter {name!r}; it has {expected}")
        super().__setattr__(name, value)

    @property
    def values(self) -> dict:
        """The current value of every parameter, choice and entry."""
        return {name: getattr(self, name) for name in self._figure.defaults}

    def curves(self) -> dict:
        """Return ``{KEY: (x, y)}`` for the current values, computed in Python."""
        return self._figure.curves(**self.values)

    def readouts(self) -> dict:
        """Return ``{KEY: number}`` for the current values, computed in Python."""
        return self._figure.readouts(**self.values)

    def __repr__(self):
        """Name the figure and its values; figures of one kind compare as text."""
        return f"{self._figure.name}({', '.join(f'{name}={value!r}' for name, value in self.values.items())})"

    def _page_html(self) -> str:
        """Return the figure as a page of the website shows it."""
        return figure_html(self._figure, self.values)

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        data = {**(data or {}), "text/plain": repr(self)}
        if os.environ.get(PAGE_BUILD):
            # the website's page: the figure's own HTML, which its script makes live
            return {**data, "text/html": self._page_html()}, metadata
        # a front end without widgets, or a notebook that was not run yet, shows the picture
        image = b64encode(png(self._figure.draw, self.values, NOTE)).decode()
        words = f"{self._figure.title}. {self._figure.sentence(**self.values)}"
        return {**data, "image/png": image}, {**metadata, "image/png": {"width": WIDTH, "alt": words}}


def widget_class(
    figure: Figure, base: type[FigureWidget] = FigureWidget, module: str | None = None
) -> type[FigureWidget]:
    """Make the widget class of a figure: one trait per parameter (with its range), choice and entry.

    ``module`` is the front end, where it is not that of a figure which the browser computes.
    """
    traits = {
        parameter.name: (traitlets.Int if parameter.integer else Number)(
            parameter.default, min=parameter.minimum, max=parameter.maximum
        ).tag(sync=True)
        for parameter in figure.parameters
    }
    traits |= {choice.name: traitlets.Enum(choice.options, choice.default).tag(sync=True) for choice in figure.choices}
    traits |= {entry.name: Text(entry.default, longest=entry.longest).tag(sync=True) for entry in figure.entries}
    module = module or front_end.widget_module(figure)
    name = "".join(part.capitalize() for part in figure.name.split("-"))
    return type(name, (base,), {"_figure": figure, "_esm": module, "__module__": __name__, **traits})
