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
