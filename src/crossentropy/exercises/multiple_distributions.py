"""The exercises of chapter 3, Multiple distributions."""

import math

from crossentropy.exercises.exercise import Exercise

EXERCISES = {
    "multiple-distributions-1": Exercise(
        -11 / 7,
        "1 + 2x = −10 − 5x gives x = −11/7. There the logits are equal, not only their sizes: σ₂ and σ₃ make the same "
        "prediction. At −3 they contradict each other.",
        (
            (-3.0, "That is the one named in the question. The other comes from equal logits, 1 + 2x = −10 − 5x."),
            (11 / 7, "A minus is lost: 7x = −11."),
            (-11 / 3, "The terms in x stand on different sides: bring −5x over, and 2x + 5x make 7x."),
            (-9 / 7, "The constants do not add up: bring the 1 over, and −10 − 1 make −11."),
            (-7 / 11, "That is turned over: 7x = −11, so divide by 7."),
            (-1.25, "That is half-way between the peaks. The narrow bump falls faster, so the two meet nearer to it."),
        ),
    ),
    "multiple-distributions-2": Exercise(
        -2.5,
        "x = −(−10 − 5x) gives 4x = −10, x = −2.5. The logits are −2.5 and 2.5: one model says no as surely as the "
        "other says yes.",
        (
            (
                -5 / 3,
                "There the logits are equal, so the models make the same prediction. Set one logit to minus the other.",
            ),
            (2.5, "A minus is lost: x = 10 + 5x means −4x = 10."),
            (5 / 3, "That has a lost minus, and it belongs to the x where the models agree. Set x = −(−10 − 5x)."),
            (-2.0, "That is where σ₃ alone is undecided. Where are the two equally unsure, with opposite answers?"),
            (-10.0, "Put it in: σ₁ has logit −10 there, σ₃ has logit 40. The sizes have to be equal."),
        ),
    ),
    "multiple-distributions-3": Exercise(
        1 - (-0.9 * math.log2(0.9) - 0.1 * math.log2(0.1)),
        "The mixture is (½, ½), with 1 bit; each of the two has 0.469 bit. So J = 1 − 0.469 = 0.531.",
        (
            (
                -0.9 * math.log2(0.9) - 0.1 * math.log2(0.1),
                "That is the entropy of either one, in bits. How far does the entropy of the mixture lie above it?",
            ),
            (
                math.log(2) * (1 + 0.9 * math.log2(0.9) + 0.1 * math.log2(0.1)),
                "That is the gap in nats. J is the gap in units of log 2: divide by ln 2, or use log₂ throughout.",
            ),
            (
                0.0,
                "That is the difference of the two entropies. J compares the entropy of the mixture with their mean.",
            ),
            (1.0, "That is the entropy of the mixture, in bits. Subtract the mean entropy of the two."),
            (0.8, "That is the difference of the probabilities. J is a difference of entropies."),
            (
                2 * (1 + 0.9 * math.log2(0.9) + 0.1 * math.log2(0.1)) - 1,
                "You subtracted the sum of the two entropies. Subtract their mean.",
            ),
            (
                math.sqrt(1 + 0.9 * math.log2(0.9) + 0.1 * math.log2(0.1)),
                "That is √J. It is a distance, and a good number, but the question asks for J.",
            ),
        ),
    ),
    "multiple-distributions-4": Exercise(
        "d",
        "Both signs changed turn every logit into its opposite: σ(z) becomes 1 − σ(z). The entropy stays at every x, "
        "and the two agree only where both say one half.",
        (
            ("a", "Weight 1 makes the bump twice as wide. Same entropy everywhere needs the same |z| at every x."),
            ("b", "The weight is kept, so the bump moves: its peak, −β₀/β₁, is now at ½."),
            ("c", "Now the logit is 1 − 2x: the bump is mirrored and peaks at ½. Change both signs."),
        ),
    ),
    "multiple-distributions-5": Exercise(
        math.pi**2 / 3 * (1 / 2 + 1 / 5),
        "Two bumps that hardly overlap differ by nearly all they have: π²/3 · (1/2 + 1/5) nat. Narrow bumps have "
        "little to differ by, so the raw area calls them close.",
        (
            (
                math.pi**2 / 3 * (1 / 2 - 1 / 5),
                "That is the difference of the two areas, the least it can be. What if the bumps do not overlap?",
            ),
            (math.pi**2 / 6, "That is the area under the entropy of σ₂ alone. Far apart, both bumps count."),
            (math.pi**2 / 15, "That is the area under the entropy of σ₃ alone. Far apart, both bumps count."),
            (
                math.pi**2 / 21,
                "You divided by the sum of the weights. Divide by each weight, and add the two areas.",
            ),
            (1.678998520, "That is the raw area as they stand. How large can it become if the bumps are moved apart?"),
            (
                math.pi**2 / 3 * (1 / 2 + 1 / 5) / math.log(2),
                "That is the right area in bits. The question asks for nats: multiply by ln 2.",
            ),
        ),
        unit="nat",
    ),
}
