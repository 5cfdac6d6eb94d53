"""Questions that are answered before a figure gives the answer away, and what a reader's answers are worth."""

from crossentropy.predictions import (
    cross_entropy,
    entropy,
    gradient_descent,
    loss,
    make_your_own,
    multiple_distributions,
    surprise,
)
from crossentropy.predictions.prediction import Choice, Sketch

PREDICTIONS: dict[str, Choice | Sketch] = {
    prediction.name: prediction
    for chapter in (
        entropy,
        surprise,
        multiple_distributions,
        cross_entropy,
        loss,
        gradient_descent,
        make_your_own,
    )
    for prediction in chapter.PREDICTIONS
}


def predict(name: str):
    """Ask a question before the figure that answers it is looked at.

    Parameters
    ----------
    name : str
        The question's name, such as "symbol-sequences"; its text stands in the chapter.

    Returns
    -------
    `~crossentropy.predictions.widget.Prediction`
        A widget; its ``probabilities``, ``sketch`` and ``surprise`` are the reader's answer.

    Raises
    ------
    ValueError
        If there is no such question; the message lists those there are.

    Examples
    --------
    >>> predict("symbol-sequences")
    predict('symbol-sequences')
    >>> print(predict("symbol-sequences").probabilities)
    None
    """
    if name not in PREDICTIONS:
        raise ValueError(f"no prediction is called {name!r}; there are {', '.join(PREDICTIONS)}")
    from crossentropy.predictions.widget import Prediction

    return Prediction(PREDICTIONS[name])
