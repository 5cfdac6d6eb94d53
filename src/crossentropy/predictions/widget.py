"""A question in a notebook: its form, and what the reader has answered as traits; and what all answers have cost."""

import os
from importlib.resources import files

import anywidget
import traitlets

from crossentropy.predictions.form import form_html
from crossentropy.predictions.prediction import Choice, Sketch
from crossentropy.predictions.score import score_html
from livefigure import front_end
from livefigure.bundler import bundle
from livefigure.widget import PAGE_BUILD


class _Form(anywidget.AnyWidget):
    """HTML that a page shows as it is, and a notebook with its script."""

    _css = front_end.stylesheet() + (files(__package__) / "predictions.css").read_text(encoding="utf-8")
    _html = traitlets.Unicode().tag(sync=True)

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


class Prediction(_Form):
    """A question that a cell shows by ending in it.

    ``state`` is "asked", "committed" or "shown". After an answer ``probabilities`` has a fraction for each of the
    answers to choose among, or ``sketch`` the points of a drawn curve, and ``surprise`` what it has cost: the surprise
    in bits, or the gap between the two curves.
    """

    _esm = bundle('import { render } from "crossentropy/predictions/widget.js";\nexport default { render };\n')
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


class Score(_Form):
    """What the guesses in a chapter have cost, as the reader's browser keeps them."""

    _esm = bundle(
        'import { renderScore } from "crossentropy/predictions/widget.js";\nexport default { render: renderScore };\n'
    )

    def __init__(self, chapter: str):
        self._chapter = chapter
        super().__init__(_html=score_html(chapter))

    def __repr__(self):
        """Name the chapter; scores compare as text."""
        return f"my_score({self._chapter!r})"
