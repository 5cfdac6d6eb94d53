"""The exercises of chapter 7, Make your own."""

import math

from crossentropy.exercises.exercise import Exercise

EXERCISES = {
    "make-your-own-1": Exercise(
        2 / math.log(10),
        "The odds are e^(2/T), and e^(2/T) = 10 where T = 2/ln 10 ≈ 0.869.",
        (
            (2 * math.log(10), "That is 2 · ln 10. Solve e^(2/T) = 10: the temperature stands below the line."),
            (math.log(10) / 2, "That is the other way up: ln 10 / 2. From 2/T = ln 10 follows T = 2/ln 10."),
            (2 / math.log2(10), "That is 2/log₂ 10. Softmax has powers of e, so take the natural logarithm."),
            (2.0, "That is 2/log₁₀ 10. Softmax has powers of e, so take the natural logarithm."),
            (0.2, "That is 2/10. The odds are not 2/T but e to the power of it: take the logarithm of 10 first."),
        ),
    ),
    "make-your-own-2": Exercise(
        math.log2(7 / 3),
        "P(head) = (2 + 1)/(5 + 2) = 3/7, and −log₂ 3/7 ≈ 1.222 bit.",
        (
            (math.log2(5 / 2), "That is −log₂ 2/5, by the share of heads. Add one head and one tail first: 3/7."),
            (math.log2(7 / 4), "That is the surprise of a tail, −log₂ 4/7. Asked is the next head."),
            (math.log(7 / 3), "That is the surprise in nats. The question asks for bits: divide by ln 2, or use log₂."),
            (
                1.0,
                "That is −log₂ 3/6: add the pretended tail to the flips as well, 5 + 2. Or did you forget the flips?",
            ),
            (math.log2(7 / 2), "That is −log₂ 2/7: the pretended head is among the flips but not among the heads."),
            (-math.log2(7 / 3), "A minus is lost: the logarithm of 3/7 is negative, and −log turns it round."),
        ),
        unit="bit",
    ),
    "make-your-own-3": Exercise(
        "c",
        "NaN and numbers are never blended: where the nearer setting has a gap, the page draws a gap.",
        (
            ("a", "A share of a value plus a share of NaN is no number. Which of the two settings is nearer to 1.8?"),
            ("b", "Nobody computed a 0 there, and the page invents none. What does the nearer setting say at x = 2?"),
            ("d", "NaN is no error, and a page has no kernel that could raise one. What is NaN in a curve?"),
        ),
    ),
}
