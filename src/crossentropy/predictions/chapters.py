"""All questions, by the chapters that ask them, in the book's order."""

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

CHAPTERS: dict[str, tuple[Choice | Sketch, ...]] = {
    "entropy": entropy.PREDICTIONS,
    "surprise": surprise.PREDICTIONS,
    "multiple-distributions": multiple_distributions.PREDICTIONS,
    "cross-entropy": cross_entropy.PREDICTIONS,
    "loss": loss.PREDICTIONS,
    "gradient-descent": gradient_descent.PREDICTIONS,
    "make-your-own": make_your_own.PREDICTIONS,
}
PREDICTIONS: dict[str, Choice | Sketch] = {
    prediction.name: prediction for chapter in CHAPTERS.values() for prediction in chapter
}
