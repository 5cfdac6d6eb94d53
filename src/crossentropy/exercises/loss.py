"""The exercises of chapter 5, Loss."""

import math

from crossentropy.exercises.exercise import Exercise

# Half of the students hand in the homework, and 90 % of them pass; of the others 30 %.
_DID, _DID_NOT = (-(p * math.log(p) + (1 - p) * math.log(1 - p)) for p in (0.9, 0.3))
_FLOOR = (_DID + _DID_NOT) / 2
_BASELINE = -(0.6 * math.log(0.6) + 0.4 * math.log(0.4))
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
        _FLOOR,
        "It is the conditional entropy H(Y | X): half of the time H(0.9), half of the time H(0.3). The best model says "
        "0.9 and 0.3.",
        (
            (0.0, "That would take a model that knows who passes. The best one knows the chances: 0.9 and 0.3."),
            (_BASELINE, "That is the baseline H(0.6), of a model that is told nothing. What does the homework tell?"),
            (_BASELINE - _FLOOR, "That is what the homework tells, H(Y) − H(Y | X). The floor is what remains open."),
            (
                2 * _FLOOR,
                "You added the two entropies. Each of them is paid by one half of the students: take the mean.",
            ),
            (_DID, "That is what is due for those who handed it in. The others are half of the course."),
            (_DID_NOT, "That is what is due for those who did not hand it in. The others are half of the course."),
            (
                -(math.log(0.9) + math.log(0.3)) / 2,
                "That is the loss if everybody passes. Of each group some fail: take the entropy of each.",
            ),
            (_FLOOR / math.log(2), "That is the floor in bits. The question asks for nats."),
            (-_FLOOR, "The minus is forgotten: entropy is −Σ p ln p."),
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
