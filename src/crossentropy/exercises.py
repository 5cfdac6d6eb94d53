"""Check a reader's answer, and say what is wrong with it rather than only that it is wrong."""

import math
from dataclasses import dataclass
from numbers import Real

TOLERANCE = 5e-4  # relative to the answer, or absolute below 1: three decimals are enough
NEAR = 0.02  # within two per cent the idea is right and the rounding is not

NEARLY = "Nearly right: {} is within 2 % of the answer. Give it to three decimals."
OTHER = "Not yet. That is none of the usual slips; compute it step by step and print what comes out in between."


@dataclass(frozen=True)
class Exercise:
    """An exercise: the right answer, what to say to it, and wrong answers that people really give.

    ``answer`` is a number, or one letter of a multiple choice; ``wrong`` pairs a wrong answer with its message.
    """

    answer: float | str
    right: str
    wrong: tuple[tuple[float | str, str], ...]


EXERCISES = {
    "entropy-1": Exercise(
        -2.0,
        "The model is undecided where β₀ + β₁x = 0, at x = −β₀/β₁ = −2; the entropy there is ln 2, as at every peak.",
        (
            (2.0, "A minus is lost: solve −10 − 5x = 0 for x and look at the sign."),
            (-0.5, "That is −β₁/β₀. The bias goes on top: x = −β₀/β₁."),
            (0.5, "That is β₁/β₀: turned over, and without the minus of x = −β₀/β₁."),
            (0.0, "The peak is at 0 only if the bias is 0. Where is −10 − 5x zero?"),
            (math.log(2), "That is how high the peak is (ln 2 nat). Where is it?"),
        ),
    ),
    "entropy-2": Exercise(
        math.pi**2 / 6,
        "Twice the weight halves every width and leaves every height: half the area, π²/6 nat.",
        (
            (math.pi**2 / 3, "That is the area for weight 1. A steeper model is unsure over a shorter stretch."),
            (
                2 * math.pi**2 / 3,
                "That is twice the area. A steeper model is unsure over a shorter stretch, not a longer one.",
            ),
            (
                math.pi**2 / 12,
                "That is a quarter: you divided by the weight twice. Only the width shrinks, the height stays ln 2.",
            ),
            (
                math.pi**2 / 6 / math.log(2),
                "That is the right area in bits. The question asks for nats: multiply by ln 2.",
            ),
        ),
    ),
    "entropy-3": Exercise(
        1.75,
        "½·1 + ¼·2 + ⅛·3 + ⅛·3 = 1.75 bit.",
        (
            (
                1.75 * math.log(2),
                "That is the entropy in nats. The question asks for bits: divide by ln 2, or use log₂.",
            ),
            (-1.75, "The minus is forgotten. Logarithms of probabilities are negative; −log turns them into surprise."),
            (2.25, "That is the plain mean of the four surprises. Weigh each surprise with its probability."),
            (9.0, "That is the sum of the four surprises. Weigh each with its probability first."),
            (2.0, "That is log₂ 4, the entropy of four equal chances. These chances are not equal."),
        ),
    ),
    "entropy-4": Exercise(
        "d",
        "Flipping both signs turns σ(z) into σ(−z) = 1 − σ(z). The two probabilities change places; entropy does not "
        "know which is which.",
        (
            ("a", "Entropy is never negative, so it cannot turn upside down. What happens to P and 1 − P?"),
            ("b", "Flipping β₁ alone would mirror it. What do both flips together do to z = β₀ + β₁x?"),
            ("c", "The peak is where β₀ + β₁x = 0, and −β₀ − β₁x is zero at the same x."),
        ),
    ),
    "entropy-5": Exercise(
        math.log(10),
        "Ten equal chances: ln 10 nat, the most that ten classes can have.",
        (
            (math.log2(10), "That is log₂ 10, in bits. The question asks for nats."),
            (1.0, "That is log₁₀ 10. The question asks for nats: the natural logarithm."),
            (math.log(10) / 10, "That is one of ten equal terms, −0.1 ln 0.1. Add all ten."),
            (-math.log(10), "The minus is forgotten: entropy is −Σ p ln p."),
            (10.0, "That is the number of classes. Its logarithm is the entropy."),
        ),
    ),
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
