"""Check a reader's answer, and say what is wrong with it rather than only that it is wrong."""

import math
import re
from decimal import Decimal
from numbers import Real

import numpy as np

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
from crossentropy.exercises.reading import Reading, plain, read

TOLERANCE = 5e-4  # relative to the answer, or absolute below 1: three decimals are enough
ROUNDING = 0.005 + 1e-9  # of two decimals, as the page's own texts have them, if nothing fits more closely
NEAR = 0.02  # within two per cent the idea is right and the rounding is not
PER_NAT = {"nat": 1.0, "bit": 1 / math.log(2)}  # how many of a unit make a nat

MESSAGES = {
    "none": "No answer yet: put yours in place of the three dots.",
    "nearly": "Nearly right: {} is within 2 % of the answer. Give it to three decimals.",
    "digits": "Nearly right: {} is within 2 % of the answer, too far for rounding. Which step lost it?",
    "other": "Not yet. That is none of the usual slips; compute it step by step and print what comes out in between.",
    "unread": "Not yet: the answer is a number, and {} is not read as one. You may write 1.75, 1,75, 7/4, 1 3/4, −2, "
    "70 %, ln 10, log2(3), sqrt(2), π²/6, 26*2^-7, with a unit behind it: nat or bit.",
    "grouped": "Not yet: {} has signs between groups of digits. Write 1234.5, with one decimal sign and no other.",
    "infinite": "Not yet: {} is not a finite number. Did a logarithm of 0 slip in?",
    "unit": "Not yet: the number is right, the unit is not. The answer is in {}.",
    "unitless": "Not yet: the number is right, but it has no unit here.",
    "letter": "Not yet: answer with one letter, {}; {} is none of them.",
}


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
        The reader's answer: a number of any type, a text such as "7/4" or "1.75 bit", or the letter of a choice.

    Raises
    ------
    ValueError
        If there is no such exercise; the message lists those there are.

    Examples
    --------
    >>> check("entropy-3", 1.75)
    Right. ½·1 + ¼·2 + ⅛·3 + ⅛·3 = 1.75 bit.
    >>> check("entropy-3", "1 3/4 nat")
    Not yet: the number is right, the unit is not. The answer is in bit.
    >>> check("entropy-3", 1.74)
    Nearly right: 1.74 is within 2 % of the answer. Give it to three decimals.
    """
    if exercise not in EXERCISES:
        raise ValueError(f"no exercise is called {exercise!r}; there are {', '.join(EXERCISES)}")
    print(_verdict(EXERCISES[exercise], answer))


def _verdict(exercise: Exercise, answer) -> str:
    if isinstance(answer, np.generic | np.ndarray) and answer.size == 1:
        answer = answer.item()
    if answer is ... or answer is None:
        return MESSAGES["none"]
    shown = f"“{answer}”" if isinstance(answer, str) else repr(answer)
    if isinstance(exercise.answer, str):
        return _verdict_on_choice(exercise, answer, shown)
    try:
        reading = read(answer if isinstance(answer, str) else _digits(answer))
    except ValueError:
        return MESSAGES["grouped"].format(shown)
    if reading is None:
        return MESSAGES["unread"].format(shown)
    if not math.isfinite(reading.value):
        return MESSAGES["infinite"].format(shown)
    return _verdict_on_number(exercise, reading, shown)


def _digits(answer) -> str:
    """Return the digits of a number of any type, and none for what is no number."""
    if isinstance(answer, complex) and answer.imag == 0:
        answer = answer.real
    if isinstance(answer, bool) or not isinstance(answer, Real | Decimal):
        return ""
    try:
        return repr(float(answer))
    except OverflowError:  # an integer or a fraction beyond float64
        return "inf"


def _verdict_on_number(exercise: Exercise, reading: Reading, shown: str) -> str:
    both = bool(reading.unit and exercise.unit)
    scale = PER_NAT[reading.unit] / PER_NAT[exercise.unit] if both else 1.0  # everything in the reader's unit
    answer = exercise.answer * scale
    right = f"Right. {exercise.right}" if exercise.unit or not reading.unit else MESSAGES["unitless"]
    verdicts = [(answer, right)]
    if both:
        verdicts.append((exercise.answer, MESSAGES["unit"].format(exercise.unit)))
    verdicts += [(value * scale, f"Not yet. {message}") for value, message in exercise.wrong]

    plain_number = re.fullmatch(r"-?[0-9]*\.?([0-9]*)", reading.text)
    decimals = len(plain_number[1]) if plain_number else math.inf  # what is no plain number is exact
    for rounding in (0.0, ROUNDING) if decimals == 2 else (0.0,):
        for value, message in verdicts:
            if abs(reading.value - value) <= max(rounding, TOLERANCE * max(1.0, abs(value))):
                return message
    if abs(reading.value - answer) <= NEAR * abs(answer):
        return MESSAGES["nearly" if decimals < 3 else "digits"].format(shown)
    return MESSAGES["other"]


def _verdict_on_choice(exercise: Exercise, answer, shown: str) -> str:
    letters = sorted([exercise.answer, *(value for value, _ in exercise.wrong)])
    letter = plain(answer).strip("().:") if isinstance(answer, str) else ""
    if letter == exercise.answer:
        return f"Right. {exercise.right}"
    if letter not in letters:
        return MESSAGES["letter"].format(f"{', '.join(letters[:-1])} or {letters[-1]}", shown)
    return f"Not yet. {dict(exercise.wrong)[letter]}"
