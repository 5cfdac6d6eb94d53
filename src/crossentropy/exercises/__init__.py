"""Check a reader's answer, and say what is wrong with it rather than only that it is wrong."""

import math
from numbers import Real

from crossentropy.exercises import (
    cross_entropy,
    entropy,
    gradient_descent,
    loss,
    make_your_own,
    multiple_distributions,
    surprise,
)
from crossentropy.exercises.exercise import Exercise

TOLERANCE = 5e-4  # relative to the answer, or absolute below 1: three decimals are enough
NEAR = 0.02  # within two per cent the idea is right and the rounding is not

NEARLY = "Nearly right: {} is within 2 % of the answer. Give it to three decimals."
OTHER = "Not yet. That is none of the usual slips; compute it step by step and print what comes out in between."


EXERCISES: dict[str, Exercise] = {
    **entropy.EXERCISES,
    **surprise.EXERCISES,
    **multiple_distributions.EXERCISES,
    **cross_entropy.EXERCISES,
    **loss.EXERCISES,
    **gradient_descent.EXERCISES,
    **make_your_own.EXERCISES,
}


def check(exercise: str, answer) -> None:
    """Print whether an answer is right, nearly right or wrong, and why.

    Parameters
    ----------
    exercise : str
        The exercise's name, such as "entropy-3".
    answer : float or str
        The reader's answer: a number, or the letter of a choice.

    Raises
    ------
    ValueError
        If there is no such exercise; the message lists those there are.

    Examples
    --------
    >>> check("entropy-3", 1.75)
    Right. ½·1 + ¼·2 + ⅛·3 + ⅛·3 = 1.75 bit.
    >>> check("entropy-3", 1.74)
    Nearly right: 1.74 is within 2 % of the answer. Give it to three decimals.
    """
    if exercise not in EXERCISES:
        raise ValueError(f"no exercise is called {exercise!r}; there are {', '.join(EXERCISES)}")
    print(_verdict(EXERCISES[exercise], answer))


def _verdict(exercise: Exercise, answer) -> str:
    if answer is ... or answer is None:
        return "No answer yet: put yours in place of the three dots."
    if isinstance(exercise.answer, str):
        return _verdict_on_choice(exercise, answer)
    if isinstance(answer, bool) or not isinstance(answer, Real):
        return f"Not yet: the answer is a number, and {answer!r} is not one."
    if not math.isfinite(answer):
        return f"Not yet: {answer} is not a finite number. Did a logarithm of 0 slip in?"
    if _matches(answer, exercise.answer):
        return f"Right. {exercise.right}"
    for value, message in exercise.wrong:
        if _matches(answer, value):
            return f"Not yet. {message}"
    if abs(answer - exercise.answer) <= NEAR * abs(exercise.answer):
        return NEARLY.format(answer)
    return OTHER


def _verdict_on_choice(exercise: Exercise, answer) -> str:
    letters = sorted([exercise.answer, *(value for value, _ in exercise.wrong)])
    letter = answer.strip().lower() if isinstance(answer, str) else ""
    if letter == exercise.answer:
        return f"Right. {exercise.right}"
    if letter not in letters:
        return (
            f"Not yet: answer with one letter, {', '.join(letters[:-1])} or {letters[-1]}; {answer!r} is none of them."
        )
    return f"Not yet. {dict(exercise.wrong)[letter]}"


def _matches(answer: float, value: float) -> bool:
    return abs(answer - value) <= TOLERANCE * max(1.0, abs(value))
