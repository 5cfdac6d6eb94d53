"""The exercises of chapter 2, Surprise."""

import math

from crossentropy.exercises.exercise import Exercise

EXERCISES = {
    "surprise-1": Exercise(
        math.log2(36),
        "The probability is 1/6 · 1/6 = 1/36, and surprises add: log₂ 6 + log₂ 6 = log₂ 36 ≈ 5.170 bit.",
        (
            (math.log2(6), "That is the surprise of one six. The second roll surprises you just as much."),
            (math.log2(6) ** 2, "You multiplied the two surprises. Probabilities multiply; surprises add."),
            (math.log(36), "That is the surprise in nats. The question asks for bits: divide by ln 2, or use log₂."),
            (-math.log2(36), "A minus is lost: the logarithm of a probability is negative, and −log turns it round."),
            (math.log2(3), "That is log₂ 3, the surprise of probability 2/6. Both must happen: multiply, 1/6 · 1/6."),
        ),
        unit="bit",
    ),
    "surprise-2": Exercise(
        "c",
        "The rare slip's surprise only doubles, while it comes a thousand times less often: what it adds shrinks. What "
        "the common slips add shrinks too, as they come nearer to certainty.",
        (
            ("a", "The surprise of the rare slip doubles. But how often does it enter the average now?"),
            ("b", "The two boxes differ in how sure you can be of the next slip. Which is nearer to certainty?"),
            ("d", "A surprise enters the average as often as it happens: multiply it with its probability."),
        ),
    ),
    "surprise-3": Exercise(
        1.9,
        "Join 0.1 and 0.2, then 0.3 and 0.3, then 0.4 and 0.6: lengths 1, 2, 3, 3, and the cost is "
        "0.3 + 0.6 + 1 = 1.9 bit per symbol.",
        (
            (
                -sum(p * math.log2(p) for p in (0.4, 0.3, 0.2, 0.1)),
                "That is the entropy. Code words have whole lengths, so the code costs a little more.",
            ),
            (2.4, "That code rounds every length up: 2, 2, 3, 4. Huffman's, built from the rarest up, is shorter."),
            (
                2.0,
                "Two digits for every symbol cost that, and so does joining a wrong pair: join the two smallest.",
            ),
            (2.25, "That is the plain mean of the lengths 1, 2, 3, 3. Weigh each with its probability."),
            (2.1, "Did you join 0.2 and 0.3 at some point? Join the two smallest of what is left: 0.1 and 0.2 first."),
            (9.0, "That is the sum of the lengths. Weigh each with its probability."),
        ),
        unit="bit",
    ),
    "surprise-4": Exercise(
        "b",
        "A code word has 0, 1, 2 ... digits; the empty one leaves none to the other symbol. In a block, many symbols "
        "share one code word, and with it the rounding.",
        (
            ("a", "The entropy is an average over both symbols; nothing keeps one symbol from costing less than it."),
            ("c", "Code words of one code may differ in length: 0, 10, 110, 111 do."),
            ("d", "Kraft's inequality wants the sum to be at most 1; less than 1 is allowed, if wasteful."),
        ),
    ),
    "surprise-5": Exercise(
        26 / 2**7,
        "A letter with more than 7 bit has a probability below 1/128, and there are at most 26 such letters: together "
        "less than 26/128 ≈ 0.203.",
        (
            (2**-7, "That is 1/128, the most that one such letter can have. How many may there be?"),
            (
                25 / 2**7,
                "True, and sharper still: not all 26 can be that rare, or their sum would miss 1. The bound asked for "
                "simply counts all 26.",
            ),
            (26 / 7, "That is 26/7. A surprise of 7 bit is a probability of 1/2⁷."),
            (26 * math.exp(-7), "That is 26 · e⁻⁷, the bound for 7 nat. The question is about 7 bit: use 2⁻⁷."),
            (26 * 2**7, "The exponent is negative: a surprise of 7 bit is a probability of 2⁻⁷."),
            (1 - 26 / 2**7, "That is the rest: the letters of at most 7 bit have at least this much."),
        ),
    ),
}
