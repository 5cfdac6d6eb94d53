"""A forecaster's own cross-entropy: what forecasts cost, what they were expected to cost, how often they came true.

Two scores, which must not be mixed: the mean surprise is one of *questions* (the answers of a question share 100 %),
the reliability one of *forecasts*, of which each answer is one: "this happens with probability q".
"""

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The probabilities given to the answers of a question, and the index of the one that came true; None: of none of them.
Asked = tuple[Sequence[float], int | None]

LEAST = 10  # questions before anything is totalled
GROUPED = 20  # questions before the reliability is taken apart
BEYOND = 1.959963984540054  # standard deviations: a calibrated reader is beyond them one time in twenty
EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)  # of the groups of the reliability curve


@dataclass(frozen=True)
class Total:
    """What some answers cost, in bits a question: `paid` is a cross-entropy, `expected` an entropy."""

    questions: int
    paid: float
    even: float
    expected: float
    deviations: float  # from expected to paid, in standard deviations of a reader whose probabilities are true

    @property
    def verdict(self) -> str:
        """Whether more or less was paid than expected, beyond chance."""
        if abs(self.deviations) <= BEYOND:
            return "within chance"
        return "too sure" if self.deviations > 0 else "too careful"


def total(answers: Sequence[Asked]) -> Total:
    """Return what some answers cost.

    Parameters
    ----------
    answers : sequence of (probabilities, right)
        At least one; every probability is above 0, those of a question add up to 1.

    Returns
    -------
    Total
        Means over the questions, in bits.

    Examples
    --------
    >>> total([((0.5, 0.25, 0.25), 0), ((0.5, 0.5), 1)])
    Total(questions=2, paid=1.0, even=1.292481250360578, expected=1.25, deviations=-1.0)
    """
    n = len(answers)
    paid = even = expected = variance = 0.0
    for probabilities, right in answers:
        surprises = [-math.log2(q) for q in probabilities]
        mean = sum(q * h for q, h in zip(probabilities, surprises, strict=True))
        paid += surprises[right]
        even += math.log2(len(probabilities))
        expected += mean
        variance += sum(q * (h - mean) ** 2 for q, h in zip(probabilities, surprises, strict=True))
    deviations = (paid - expected) / math.sqrt(variance) if variance > 1e-12 else 0.0
    return Total(n, paid / n, even / n, expected / n, deviations)


@dataclass(frozen=True)
class Group:
    """Forecasts of about one probability: their number, mean probability, and how many came true; a 95 % interval."""

    count: int
    said: float
    happened: int
    low: float
    high: float


def reliability(answers: Sequence[Asked]) -> list[Group]:
    """Return, for each group of forecasts, how often they came true, with Wilson's interval.

    Examples
    --------
    >>> [(group.count, group.happened) for group in reliability([((0.8, 0.2), 0), ((0.8, 0.2), 1)])]
    [(2, 1), (2, 1)]
    """
    forecasts = _forecasts(answers)
    groups = []
    for low, high in itertools.pairwise(EDGES):
        inside = [(q, true) for q, true in forecasts if low <= q < high or q == high == 1]
        if inside:
            happened = sum(true for _, true in inside)
            groups.append(
                Group(
                    len(inside), math.fsum(q for q, _ in inside) / len(inside), happened, *wilson(happened, len(inside))
                )
            )
    return groups


def wilson(happened: float, count: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share (Wilson 1927).

    Examples
    --------
    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    z = BEYOND
    share, spread = happened / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    reach = z / (1 + spread) * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def room_reliability(room: Sequence[Mapping[str, Asked]]) -> list[Group]:
    """Return the reliability of several forecasters who were asked the same questions.

    Their forecasts for one question come true together: in a group each question counts as often as if all its
    forecasts were one (Kish's effective sample size). So the intervals are rather too long than too short.

    Parameters
    ----------
    room : sequence of dict
        For each forecaster the answers by their questions' names.

    Examples
    --------
    >>> one, many = ([{"a": ((0.8, 0.2), 0)}] * count for count in (1, 50))
    >>> [[round(group.low, 3) for group in room_reliability(room)] for room in (one, many)]
    [[0.0, 0.207], [0.0, 0.207]]
    """
    forecasts = [
        (name, q, true) for answers in room for name, asked in answers.items() for q, true in _forecasts([asked])
    ]
    groups = []
    for low, high in itertools.pairwise(EDGES):
        inside = [each for each in forecasts if low <= each[1] < high or each[1] == high == 1]
        if inside:
            count, happened = len(inside), sum(true for _, _, true in inside)
            together = Counter(name for name, _, _ in inside)
            effective = count**2 / sum(number**2 for number in together.values())
            interval = wilson(happened / count * effective, effective)
            groups.append(Group(count, math.fsum(q for _, q, _ in inside) / count, happened, *interval))
    return groups


def pooled(room: Sequence[Mapping[str, Asked]]) -> dict[str, Asked]:
    """Return the answers of one forecaster who says the mean of what the room says.

    The logarithm bends one way, so this one never pays more than the room does on average (Jensen's inequality), where
    all have answered the same questions.

    Examples
    --------
    >>> pooled([{"a": ((0.75, 0.25), 0)}, {"a": ((0.25, 0.75), 0)}])
    {'a': ((0.5, 0.5), 0)}
    """
    said: dict[str, list[Asked]] = {}
    for answers in room:
        for name, asked in answers.items():
            said.setdefault(name, []).append(asked)
    return {
        name: (tuple(math.fsum(qs) / len(asked) for qs in zip(*(q for q, _ in asked), strict=True)), asked[0][1])
        for name, asked in said.items()
    }


@dataclass(frozen=True)
class Parts:
    """The mean surprise of the forecasts, in bits each: uncertainty - resolution + miscalibration.

    ``chance`` is the miscalibration that a reader whose probabilities are true must expect from so few forecasts.
    """

    surprise: float
    uncertainty: float
    resolution: float
    miscalibration: float
    chance: float


def parts(answers: Sequence[Asked]) -> Parts:
    """Take the logarithmic score of the forecasts apart; forecasts of the same percentage are a group.

    The identity ``surprise = uncertainty - resolution + miscalibration`` is exact (Bröcker 2009).

    Examples
    --------
    >>> made = parts([((0.75, 0.25), 0), ((0.75, 0.25), 0), ((0.75, 0.25), 0), ((0.75, 0.25), 1)])
    >>> round(made.miscalibration, 12), round(made.uncertainty - made.resolution - made.surprise, 12)
    (0.0, 0.0)
    """
    forecasts = _forecasts(answers)
    n, base = len(forecasts), sum(true for _, true in forecasts) / len(forecasts)
    groups: dict[float, list[bool]] = {}
    for q, true in forecasts:
        groups.setdefault(round(q, 6), []).append(true)
    surprise = math.fsum(-math.log2(q if true else 1 - q) for q, true in forecasts) / n
    resolution = miscalibration = chance = 0.0
    for q, outcomes in groups.items():
        weight, share = len(outcomes) / n, sum(outcomes) / len(outcomes)
        resolution += weight * _divergence(share, base)
        miscalibration += weight * _divergence(share, q)
        chance += weight * _expected_divergence(q, [sum(round(said, 6) == q for said in asked) for asked, _ in answers])
    return Parts(surprise, _entropy(base), resolution, miscalibration, chance)


def _forecasts(answers: Sequence[Asked]) -> list[tuple[float, bool]]:
    return [(q, place == right) for probabilities, right in answers for place, q in enumerate(probabilities)]


def _divergence(p: float, q: float) -> float:
    """Return the divergence of two yes-or-no distributions in bits."""
    return sum(a * math.log2(a / b) for a, b in ((p, q), (1 - p, 1 - q)) if a > 0)


def _entropy(p: float) -> float:
    return -sum(a * math.log2(a) for a in (p, 1 - p) if a > 0)


def _expected_divergence(q: float, together: Sequence[int]) -> float:
    """Return the mean divergence from q of the share that comes true, if each forecast does with probability q.

    ``together`` says how many of the forecasts belong to each question: at most one of those comes true.
    """
    chances = [1.0]  # that 0, 1, 2 ... have come true
    for forecasts in filter(None, together):
        one = forecasts * q
        chances = [a * (1 - one) + b * one for a, b in zip([*chances, 0.0], [0.0, *chances], strict=True)]
    return sum(chance * _divergence(k / sum(together), q) for k, chance in enumerate(chances) if chance)
