"""What a prediction is made of: the question that stands before a figure, what may be answered, and what is right."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """One of the answers to choose among, and what speaks for it or against it: one sentence, read afterwards."""

    text: str
    why: str


@dataclass(frozen=True)
class Choice:
    """A question with two to four answers; the reader gives each a probability.

    Parameters
    ----------
    name : str
        Its name in the notebook, in links and in what the reader's device keeps: that of the figure, and where a
        figure is asked about twice, more.
    figure : str
        The figure that would give it away.
    question : str
        The question as it stands in the notebook's Markdown, there in bold.
    answers : tuple of Answer
        What may be answered.
    truth : callable
        Computes the index of the right answer.
    veil : tuple of str, optional
        Which parts of the figure's own ``veil`` to hide: all, if None; for an empty one the figure has no veil at all.
    at : dict
        The setting of the figure that the question is about, where it is not the default: it is set when the reader
        has answered.
    """

    name: str
    figure: str
    question: str
    answers: tuple[Answer, ...]
    truth: Callable[[], int]
    veil: tuple[str, ...] | None = None
    at: dict = field(default_factory=dict)

    kind = "choice"


@dataclass(frozen=True)
class Remark:
    """What is said of a drawn curve that differs from the true one in some respect.

    Parameters
    ----------
    feature : str
        The respect, one of those that `crossentropy.predictions.gap.features` knows, such as "peak" or "left end".
    sign : int
        Whether it is said of a curve in which this is larger (1) or smaller (-1) than in the true one.
    beyond : float
        By how much it differs at least, in the unit of the feature: that of the axis it lies on, on a logarithmic axis
        powers of ten; "width" and "below" are shares of the axis.
    text : str
        The sentence; it speaks of the curve, not of the reader.
    """

    feature: str
    sign: int
    beyond: float
    text: str


@dataclass(frozen=True)
class Sketch:
    """A question that is answered by drawing a curve on the figure's own axes.

    Parameters
    ----------
    name, figure, question, veil, at
        As those of `Choice`; ``veil`` names the curve that is asked for among others.
    curve : str
        The key of the curve to draw; the truth is what the figure computes for it at the setting asked about.
    remarks : tuple of Remark
        What may be said of the drawn curve; the first that holds is said.
    right : str
        What is said if none holds.
    unit : str
        The unit of the gap: "nat" and "bit" follow the figure's choice of a unit; "" is a number without one.
    logarithmic : bool
        Whether the axis of the curve is, so that the gap is a factor.
    """

    name: str
    figure: str
    question: str
    curve: str
    remarks: tuple[Remark, ...]
    right: str
    unit: str = ""
    logarithmic: bool = False
    veil: tuple[str, ...] | None = None
    at: dict = field(default_factory=dict)

    kind = "sketch"
