"""The exercises of chapter 4, Cross-entropy."""

import math

from crossentropy.exercises.exercise import Exercise

_STEP = 0.4 * math.log(4)  # exercise 1: (q - p) logit q with p = 0.4 and q = 0.8
_ENTROPY_P = -0.4 * math.log(0.4) - 0.6 * math.log(0.6)
_ENTROPY_Q = -0.8 * math.log(0.8) - 0.2 * math.log(0.2)
_FLIP = 3 * math.tanh(1.5)  # exercise 5: z tanh(z/2) at z = 3
_ENTROPY_AT_3 = math.log1p(math.exp(-3)) + 3 / (1 + math.exp(3))

EXERCISES = {
    "cross-entropy-1": Exercise(
        _STEP,
        "(0.8 − 0.4) · log(0.8 / 0.2) = 0.4 log 4: the prediction leans to yes, the truth to no, and that costs.",
        (
            (
                _STEP / math.log(2),
                "That is the difference in bits. The question asks for nats: use the natural logarithm.",
            ),
            (-_STEP, "The sign is turned: q − p is 0.4, and the logit of 0.8 is positive."),
            (_ENTROPY_Q + _STEP - _ENTROPY_P, "That is H(p, q) − H(p), the divergence. The question is about H(q)."),
            (_ENTROPY_Q + _STEP, "That is H(p, q) itself. Subtract H(q)."),
            (
                0.4 * math.log(2 / 3),
                "That uses the logit of p. The tangent touches at q: its slope has the logit of q.",
            ),
        ),
        unit="nat",
    ),
    "cross-entropy-2": Exercise(
        3 / 7,
        "z_q = −10 − 5x changes sign at −2, z_q − z_p = −11 − 7x at −11/7. In between the signs differ: 2 − 11/7.",
        (
            (
                11 / 7 - 1 / 2,
                "That is the interval for the other order, σ₃ true and σ₂ predicting. Here z_q = −10 − 5x.",
            ),
            (3 / 2, "That is the distance between the peaks, from −2 to −1/2. One end is where the models agree."),
            (11 / 7, "That is the end at which the models agree, without its sign. The other end is where z_q = 0."),
            (-11 / 7, "That is one end, where the models agree. The other is where z_q = 0; how far apart are they?"),
            (-2.0, "That is one end, where z_q = 0. The other is where the models agree; how far apart are they?"),
            (-3 / 7, "A length is positive: the right end minus the left one."),
        ),
    ),
    "cross-entropy-3": Exercise(
        0.7,
        "The two orders agree exactly for q = p and q = 1 − p; at 0.7 the prediction is the mirror image of the truth.",
        (
            (0.3, "That is q = p, the agreement that needs no search. There is one more."),
            (0.5, "At one half H(p, q) = H(q), but H(q, p) is larger: the prediction 0.3 is surprised by a fair coin."),
            (
                1.0,
                "At q = 1 the prediction rules out what happens in 70 % of cases: H(p, q) is infinite, H(q, p) is not.",
            ),
            (0.15, "Halving p leads nowhere. Which other distribution has the same entropy as p?"),
        ),
    ),
    "cross-entropy-4": Exercise(
        0.5,
        "Each has probability 1/4, and both cannot happen at once: p beyond q and q beyond p. So 1/4 + 1/4.",
        (
            (0.25, "That is the probability of one of the two. How do they go together?"),
            (7 / 16, "That treats the two events as independent. Can both happen at once?"),
            (0.75, "That is the probability that the first does not happen. The question is about one or the other."),
            (1 / 16, "That would be both at once, if they were independent. They exclude each other."),
            (1.0, "If p and q lie on different sides of one half, neither happens."),
        ),
    ),
    "cross-entropy-5": Exercise(
        _FLIP,
        "(q − p) logit q with q − p = −tanh(z/2) and logit q = −z: 3 tanh 1.5.",
        (
            (_FLIP / math.log(2), "That is the divergence in bits. The question asks for nats."),
            (-_FLIP, "A divergence is never negative: both factors, q − p and logit q, are negative here."),
            (3 * math.tanh(3), "The half is lost: σ(z) − σ(−z) = tanh(z/2), not tanh z."),
            (math.tanh(1.5), "That is σ(z) − σ(−z). Multiply by the logit, 3."),
            (_FLIP + _ENTROPY_AT_3, "That is the cross-entropy. Subtract the entropy of σ(3)."),
        ),
        unit="nat",
    ),
}
