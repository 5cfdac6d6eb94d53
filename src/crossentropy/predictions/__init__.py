"""Questions that are answered before a figure gives the answer away, and what a reader's answers are worth."""

from crossentropy.predictions.chapters import CHAPTERS, PREDICTIONS

__all__ = ["CHAPTERS", "PREDICTIONS", "my_score", "predict"]


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


def my_score(chapter: str):
    """Show what the reader's guesses in a chapter have cost, and in the whole book.

    Parameters
    ----------
    chapter : str
        The chapter's name, such as "entropy".

    Returns
    -------
    `~crossentropy.predictions.widget.Score`
        A widget; what it shows is kept by the reader's browser, and Python does not see it.

    Raises
    ------
    ValueError
        If there is no such chapter; the message lists those there are.

    Examples
    --------
    >>> my_score("entropy")
    my_score('entropy')
    """
    if chapter not in CHAPTERS:
        raise ValueError(f"no chapter is called {chapter!r}; there are {', '.join(CHAPTERS)}")
    from crossentropy.predictions.widget import Score

    return Score(chapter)
