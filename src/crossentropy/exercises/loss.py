"""The exercises of chapter 5, Loss."""

import math

from crossentropy.exercises.exercise import Exercise

# Label smoothing with three classes and ε = 0.1: the target, and its entropy, the least loss.
_TARGET = (1 - 0.1 + 0.1 / 3, 0.1 / 3, 0.1 / 3)
_LEAST = -sum(p * math.log(p) for p in _TARGET)
# The perplexity of the chapter's first prediction, and its loss in bits.
_PERPLEXITY = 1 / 0.619
_BITS = math.log2(_PERPLEXITY)

EXERCISES = {
    "loss-1": Exercise(
        math.log(10),
        "It gives each true class 1/10, and −ln(1/10) = ln 10 nat. Whatever the labels, this is the loss of knowing "
        "nothing.",
        (
            (math.log2(10), "That is log₂ 10, the loss in bits. The question asks for nats."),
            (math.log(2), "That is the baseline of two balanced classes. Here each class gets 1/10."),
            (0.9, "That is the share it gets wrong, not the loss. Take −ln of the probability of the true class."),
            (-math.log(0.9), "That is −ln 0.9. The true class is given 0.1; the other nine share 0.9."),
            (math.log(10) / 10, "That is one of ten terms. The one-hot label gives the true class the weight 1."),
            (-math.log(10), "The minus is forgotten: the loss is −ln q."),
        ),
        unit="nat",
    ),
    "loss-2": Exercise(
        "c",
        "Always saying 0.01 costs only H(0.01) = 0.056 nat, without looking at a single patient. A loss of 0.2 nat is "
        "more than three times that.",
        (
            ("a", "No threshold holds for all tasks. What would a model score that always says 0.01?"),
            ("b", "ln 2 is the baseline of balanced classes. Here 99 in 100 are negative; what is the baseline then?"),
            ("d", "Accuracy would not help: saying no to all is right 99 times in 100. Compare with a constant guess."),
        ),
    ),
    "loss-3": Exercise(
        "b",
        "Only those who passed are counted, so every step towards saying yes to all makes it smaller: β₀ grows for "
        "ever, and there is no minimum.",
        (
            ("a", "The terms that are left out are what holds the curve down. Nothing else says that anyone fails."),
            ("c", "At β = (0, 0) the gradient is (−0.25, −0.95), not zero: larger β make this loss smaller."),
            ("d", "Saying no to all makes −log σ large for everyone who passed, and only they are counted."),
        ),
    ),
    "loss-4": Exercise(
        _LEAST,
        "The least loss is the entropy of the target (0.9333, 0.0333, 0.0333), reached where the prediction equals it.",
        (
            (0.0, "That would take a target of certainty. The smoothed target has an entropy of its own."),
            (
                -math.log(_TARGET[0]),
                "That is the first class alone, −ln 0.9333. The other two have a weight, too: take the entropy of "
                "all three.",
            ),
            (
                -0.9 * math.log(0.9) - 2 * 0.05 * math.log(0.05),
                "You spread ε over the two wrong classes. Usually it is spread over all three: each gets ε/3.",
            ),
            (_LEAST / math.log(2), "That is the right entropy in bits. The question asks for nats."),
            (-_LEAST, "The minus is forgotten: entropy is −Σ p ln p."),
        ),
        unit="nat",
    ),
    "loss-5": Exercise(
        _PERPLEXITY,
        "2 to the power 0.691989 is 1.6155, which is 1/0.619: the bits are those of the chapter's first prediction.",
        (
            (math.exp(_BITS), "That is e to the power 0.691989. The loss is in bits: its base is 2."),
            (1 / _PERPLEXITY, "That is the probability that was given to what happened. Perplexity is 1 over it."),
            (_BITS * math.log(2), "That is the loss in nats. Perplexity is e to that power."),
            (_BITS, "That is the loss itself. Undo its logarithm."),
            (2.0, "The loss is close to ln 2 by accident only; it is in bits. What is 2 to the power 0.691989?"),
        ),
    ),
}
