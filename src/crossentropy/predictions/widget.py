"""A question in a notebook: its form, and what the reader has answered as traits."""

import os
from importlib.resources import files

import anywidget
import traitlets

from crossentropy.predictions.form import form_html
from crossentropy.predictions.prediction import Choice, Sketch
from livefigure import front_end
from livefigure.bundler import bundle
from livefigure.widget import PAGE_BUILD


class Prediction(anywidget.AnyWidget):
    """A question that a cell shows by ending in it.

    ``state`` is "asked", "committed" or "shown". After an answer ``probabilities`` has a fraction for each of the
    answers to choose among, or ``sketch`` the points of a drawn curve, and ``surprise`` what it has cost: the surprise
    in bits, or the gap between the two curves.
    """

    _esm = bundle('import { render } from "crossentropy/predictions/widget.js";\nexport default { render };\n')
    _css = front_end.stylesheet() + (files(__package__) / "predictions.css").read_text(encoding="utf-8")
    _html = traitlets.Unicode().tag(sync=True)
    state = traitlets.Enum(("asked", "committed", "shown"), "asked").tag(sync=True)
    probabilities = traitlets.List(traitlets.Float(), None, allow_none=True).tag(sync=True)
    sketch = traitlets.List(None, None, allow_none=True).tag(sync=True)
    surprise = traitlets.Float(None, allow_none=True).tag(sync=True)

    def __init__(self, prediction: Choice | Sketch):
        self._prediction = prediction
        super().__init__(_html=form_html(prediction))

    def __repr__(self):
        """Name the question; questions compare as text."""
        return f"predict({self._prediction.name!r})"

    def open(self) -> None:
        """Tell the front end of this widget; a page that is built has none."""
        if not os.environ.get(PAGE_BUILD):
            super().open()

    def _repr_mimebundle_(self, **kwargs):
        if os.environ.get(PAGE_BUILD):
            return {"text/html": self._html, "text/plain": repr(self)}
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/plain": repr(self)}, metadata
