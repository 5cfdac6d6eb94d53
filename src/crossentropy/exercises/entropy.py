"""The exercises of chapter 1, Entropy."""

import math

from crossentropy.exercises.exercise import Exercise

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
        unit="nat",
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
        unit="bit",
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
        unit="nat",
    ),
}
