"""Chapter 2: its figures and its code against other ways to compute the same, and what its text states."""

import heapq
import itertools
import math
import re
from fractions import Fraction
from unittest.mock import MagicMock

import nbformat
import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp
from scipy.optimize import minimize_scalar

import turn
from conftest import ROOT
from crossentropy import cross_entropy, entropy, surprise
from crossentropy.exercises import EXERCISES
from crossentropy.figures import figure

CHAPTER = nbformat.read(ROOT / "chapters" / "02-surprise.ipynb", as_version=4)
P = (1 / 2, 1 / 4, 1 / 8, 1 / 8)
Q = (1 / 8, 1 / 2, 1 / 4, 1 / 8)
COSTS = (1, 0.645, 0.532667, 0.492550, 0.480194, 0.470157, 0.474342, 0.475799)  # of (0.9, 0.1), blocks of 1 to 8
TYPICAL = "dog cat dog fish dog bird cat dog"

weights = st.lists(st.floats(1e-6, 1), min_size=2, max_size=6)


def call(name: str, part: str, **values):
    chosen = figure(name)
    return getattr(chosen, part)(**{**chosen.defaults, **values})


def from_chapter(*names: str) -> dict:
    """Run cells of the chapter by their names, and return what they define."""
    found: dict = {}
    for name in names:
        (source,) = (cell.source for cell in CHAPTER.cells if cell.id == name)
        exec(source, found)
    return found


HUFFMAN = from_chapter("huffman")["huffman"]
BUILD = from_chapter("kraft-code")["build"]


def normal(numbers) -> list[float]:
    return [each / sum(numbers) for each in numbers]


def best_cost(probabilities) -> float:
    """Return the least mean length over all whole lengths that Kraft's inequality allows."""
    longest = max(len(probabilities) - 1, 1)
    return min(
        np.dot(probabilities, lengths)
        for lengths in itertools.product(range(1, longest + 1), repeat=len(probabilities))
        if sum(2.0**-length for length in lengths) <= 1
    )


def depths(probabilities) -> list[int]:
    """Return the depth of every leaf of a Huffman tree made of nested pairs."""
    order = itertools.count()
    heap = [(p, next(order), leaf) for leaf, p in enumerate(probabilities)]
    heapq.heapify(heap)
    while len(heap) > 1:
        one, other = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (one[0] + other[0], next(order), (one[2], other[2])))
    found = [0] * len(probabilities)
    below = [(heap[0][2], 0)]
    while below:
        node, depth = below.pop()
        if isinstance(node, tuple):
            below += [(child, depth + 1) for child in node]
        else:
            found[node] = depth
    return found


def block_cost(p, n) -> float:
    """Return what a symbol costs in blocks of n, from the depths in a tree of all blocks."""
    blocks = [math.prod(each) for each in itertools.product((p, 1 - p), repeat=n)]
    return float(np.dot(blocks, depths(blocks))) / n


def prefix_free(words) -> bool:
    return not any(one != other and other.startswith(one) for one in words for other in words)


# --- the figure `surprise` ---


@pytest.mark.parametrize("probability", [1, 0.9, 0.25, 1 / 6, 0.01, 1e-4])
@pytest.mark.parametrize(("unit", "base"), [("bit", 2), ("nat", mp.e)])
def test_surprise_is_minus_the_logarithm(probability, unit, base):
    height = float(-mp.log(probability, base))
    assert call("surprise", "readouts", P=probability, unit=unit) == pytest.approx(
        {"surprise": height, "contribution": probability * height}, rel=1e-14, abs=1e-15
    )


@pytest.mark.parametrize(("unit", "highest"), [("bit", 0.530738), ("nat", 1 / math.e)])
def test_contribution_is_largest_at_one_over_e(unit, highest):
    top = minimize_scalar(
        lambda p: -call("surprise", "readouts", P=p, unit=unit)["contribution"], bounds=(0.01, 1), method="bounded"
    )
    assert top.x == pytest.approx(1 / math.e, abs=1e-5)
    assert -top.fun == pytest.approx(highest, abs=5e-7)


def test_round_probabilities_can_be_reached():
    assert {1, 0.5, 0.25, 0.125, 0.1, 0.01, 0.001, 0.0001} <= set(figure("surprise").parameters[0].values)


def test_top_of_the_contribution_can_be_reached_and_is_named():
    assert 1 / math.e in figure("surprise").parameters[0].values
    assert "0.5307 bit, the most that any event can add" in call("surprise", "sentence", P=1 / math.e)


def test_certain_event_is_said_to_surprise_nobody():
    assert "certain" in call("surprise", "sentence", P=1.0)


# --- the figure `code-lengths` ---

COUNTS = [(4, 2, 1, 1), (1, 1, 1, 1), (16, 1, 1, 1), (5, 3, 0, 2), (0, 1, 1, 1), (7, 0, 0, 5), (6, 5, 4, 3)]


def counted(counts, **values) -> dict:
    return {**dict(zip(("dog", "cat", "fish", "bird"), counts, strict=True)), **values}


@pytest.mark.parametrize("counts", COUNTS)
def test_entropy_of_the_counts_is_that_of_scipy(counts):
    bits = scipy.stats.entropy(counts, base=2)
    assert call("code-lengths", "readouts", **counted(counts))["H"] == pytest.approx(bits, rel=1e-12)


@pytest.mark.parametrize("counts", COUNTS)
def test_whole_lengths_are_the_best_there_are(counts):
    best = best_cost(normal([each for each in counts if each]))
    assert call("code-lengths", "readouts", **counted(counts))["whole"] == pytest.approx(best, rel=1e-12)


@pytest.mark.parametrize("lengths", ["exact", "whole"])
@pytest.mark.parametrize("counts", COUNTS)
def test_rectangles_have_the_cost_as_their_area_and_fill_the_line(counts, lengths):
    values = counted(counts, lengths=lengths)
    corners = np.column_stack(call("code-lengths", "curves", **values)["area"]).reshape(-1, 5, 2)[:, :4]
    widths, heights = corners[:, 2, 0] - corners[:, 0, 0], corners[:, 1, 1]
    key = "H" if lengths == "exact" else "whole"
    assert widths.sum() == pytest.approx(1)
    assert np.dot(widths, heights) == pytest.approx(call("code-lengths", "readouts", **values)[key], rel=1e-12)


def test_word_that_never_occurs_has_no_length():
    assert call("code-lengths", "labels", bird=0)["length bird"] == "—"
    assert "Never used, so without a length: bird." in call("code-lengths", "sentence", bird=0)


def test_only_word_costs_nothing():
    number = call("code-lengths", "readouts", **counted((3, 0, 0, 0)))
    assert number == {"H": 0, "whole": 0, "lost": 0}


def test_no_word_at_all_has_no_entropy():
    number = call("code-lengths", "readouts", **counted((0, 0, 0, 0)))
    assert all(math.isnan(each) for each in number.values())


def test_mirrored_bars_are_those_of_the_text():
    made = call("code-lengths", "curves")
    assert made["P"][1].tolist() == list(P)
    assert made["length"][1].tolist() == [1, 2, 3, 3]


# --- the figure `message-cost` ---


@pytest.mark.parametrize(
    ("message", "own", "other"),
    [
        ("dog dog cat fish", 7, 9),
        ("dog dog dog dog", 4, 12),
        ("cat cat cat cat", 8, 4),
        (TYPICAL, 14, 19),
        ("fish bird bird fish", 12, 10),
    ],
)
def test_messages_cost_the_sum_of_their_lengths(message, own, other):
    assert call("message-cost", "readouts", message=message)["bits"] == own
    assert call("message-cost", "readouts", message=message, code="Q")["bits"] == other


def test_typical_message_costs_entropy_and_cross_entropy_per_word():
    own, other = (call("message-cost", "readouts", message=TYPICAL, code=code)["mean"] for code in "PQ")
    assert own == entropy(P, base=2) == call("message-cost", "readouts")["H"]
    assert other == cross_entropy(P, Q, base=2)


@pytest.mark.parametrize(("code", "probabilities"), [("P", P), ("Q", Q)])
def test_code_is_prefix_free_and_as_long_as_the_surprise(code, probabilities):
    words = call("message-cost", "labels", message="dog cat fish bird", code=code)
    digits = [words[f"digits {place}"] for place in range(1, 5)]
    assert prefix_free(digits)
    assert [len(each) for each in digits] == surprise(probabilities, base=2).tolist()


def test_unknown_words_are_named_and_not_counted():
    message = "dog mouse cat constructor dog"
    assert "“mouse”, “constructo…”: left out" in call("message-cost", "sentence", message=message)
    assert call("message-cost", "readouts", message=message)["bits"] == 4


def test_message_beyond_ten_words_says_so():
    message = " ".join(["dog"] * 14)
    assert "Only the first 10 of 14 words" in call("message-cost", "sentence", message=message)
    assert call("message-cost", "readouts", message=message)["bits"] == 10


@pytest.mark.parametrize("message", ["", "   ", "mouse", "!?"])
def test_message_without_a_known_word_has_no_mean(message):
    number = call("message-cost", "readouts", message=message)
    assert number["bits"] == 0
    assert math.isnan(number["mean"])


def test_last_column_is_the_cost_of_the_message():
    made = call("message-cost", "curves", message=TYPICAL, code="Q")
    assert made["sent"][1].max() == 19
    assert made["other"][1][-1] == 14


# --- the figure `block-coding` ---


@pytest.mark.parametrize(("n", "bits"), list(enumerate(COSTS, start=1)))
def test_block_costs_are_those_of_the_text(n, bits):
    number = call("block-coding", "readouts", n=n)
    assert number["cost"] == pytest.approx(bits, abs=5e-7)
    assert number["H"] == pytest.approx(0.468996, abs=5e-7)


@pytest.mark.parametrize("p", [0.5, 0.51, 0.6, 2 / 3, 0.75, 0.83, 0.9, 0.99])
def test_block_costs_are_those_of_a_tree(p):
    costs = call("block-coding", "curves", p=p)["cost"][1]
    assert costs == pytest.approx([block_cost(p, n) for n in range(1, 9)], rel=1e-12)


@pytest.mark.parametrize("p", [0.5, 0.7, 0.9, 0.99])
def test_pairs_cost_the_least_of_all_codes(p):
    pairs = [p * p, p * (1 - p), p * (1 - p), (1 - p) ** 2]
    assert call("block-coding", "readouts", n=2, p=p)["cost"] == pytest.approx(best_cost(pairs) / 2, rel=1e-12)


@pytest.mark.parametrize("p", np.linspace(0.5, 0.99, 50))
def test_block_costs_lie_between_entropy_and_bound(p):
    costs = call("block-coding", "curves", p=p)["cost"][1]
    limit = scipy.stats.entropy([p, 1 - p], base=2)
    n = np.arange(1, 9)
    assert np.all(costs >= limit - 1e-12)
    assert np.all(costs < limit + 1 / n)


@pytest.mark.parametrize("p", np.linspace(0.5, 0.99, 50))
def test_doubling_a_block_never_hurts(p):
    costs = call("block-coding", "curves", p=p)["cost"][1]
    for n in range(1, 5):
        assert costs[2 * n - 1] <= costs[n - 1] + 1e-12


def test_longer_block_may_be_worse():
    assert "Blocks of 6 cost less." in call("block-coding", "sentence", n=7)


# --- what the text states ---


@given(weights)
def test_huffman_costs_between_the_entropy_and_one_bit_more(numbers):
    p = normal(numbers)
    code = HUFFMAN(dict(enumerate(p)))
    cost = sum(each * len(code[i]) for i, each in enumerate(p))
    bits = scipy.stats.entropy(p, base=2)
    assert bits - 1e-12 <= cost < bits + 1


@settings(max_examples=25)
@given(st.lists(st.floats(1e-6, 1), min_size=2, max_size=5))
def test_huffman_costs_the_least_of_all_codes(numbers):
    p = normal(numbers)
    code = HUFFMAN(dict(enumerate(p)))
    assert sum(each * len(code[i]) for i, each in enumerate(p)) == pytest.approx(best_cost(p), rel=1e-12)


@given(weights)
def test_huffman_code_is_prefix_free_and_spends_the_whole_budget(numbers):
    words = list(HUFFMAN(dict(enumerate(normal(numbers)))).values())
    assert prefix_free(words)
    assert sum(2.0 ** -len(each) for each in words) == 1


@given(weights)
def test_rounding_up_obeys_kraft_and_stays_within_a_bit(numbers):
    p = np.array(normal(numbers))
    lengths = np.ceil(-np.log2(p))
    assert np.sum(2.0**-lengths) <= 1 + 1e-12
    assert np.dot(p, lengths) < scipy.stats.entropy(p, base=2) + 1 + 1e-12


@given(st.lists(st.integers(1, 12), min_size=1, max_size=12))
def test_lengths_within_the_budget_make_a_prefix_free_code(lengths):
    if sum(2.0**-length for length in lengths) <= 1:
        words = BUILD(lengths)
        assert [len(each) for each in words] == sorted(lengths)
        assert len(set(words)) == len(words)
        assert prefix_free(words)


@given(st.sets(st.text("01", min_size=1, max_size=8), min_size=1, max_size=12))
def test_prefix_free_codes_stay_within_the_budget(words):
    free = [word for word in words if not any(other != word and word.startswith(other) for other in words)]
    assert sum(2.0 ** -len(word) for word in free) <= 1


@given(st.lists(st.floats(1e-9, 1), min_size=1, max_size=40), st.floats(0, 20))
def test_large_surprises_are_rare(numbers, k):
    p = np.array(normal(numbers))
    assert p[-np.log2(p) > k].sum() <= len(p) * 2.0**-k + 1e-12


@given(st.floats(1e-9, 1), st.floats(1e-9, 1))
def test_surprises_of_independent_events_add(one, other):
    assert surprise(one * other) == pytest.approx(surprise(one) + surprise(other), rel=1e-12, abs=1e-12)


@given(weights, weights)
def test_entropies_of_independent_symbols_add(first, second):
    p, q = normal(first), normal(second)
    both = np.outer(p, q).ravel()
    assert entropy(both, base=2) == pytest.approx(entropy(p, base=2) + entropy(q, base=2), rel=1e-12, abs=1e-12)


@given(weights)
def test_old_code_never_costs_less_than_the_new_entropy(numbers):
    p = normal((numbers * 2)[:4])
    assert np.dot(p, [1, 2, 3, 3]) >= scipy.stats.entropy(p, base=2) - 1e-12


@pytest.mark.parametrize(("now", "bits"), [(P, 1.75), (Q, 2.25), ((0.7, 0.2, 0.05, 0.05), 1.4)])
def test_old_code_may_cost_more_or_less_when_the_words_change(now, bits):
    assert np.dot(now, [1, 2, 3, 3]) == pytest.approx(bits, rel=1e-12)
    assert bits == pytest.approx(cross_entropy(now, P, base=2), rel=1e-12)


@pytest.mark.parametrize(("q", "bits"), [(0.9, 468.996), (0.6, 795.462)])
def test_a_thousand_draws_cost_a_thousand_cross_entropies(q, bits):
    each = float(cross_entropy([0.9, 0.1], [q, 1 - q], base=2))
    surprises = -(900 * mp.log(q, 2) + 100 * mp.log(1 - mp.mpf(q), 2))
    assert 1000 * each == pytest.approx(bits, abs=5e-4)
    assert 1000 * each == pytest.approx(float(surprises), rel=1e-12)


def test_box_of_a_thousand_has_little_entropy():
    bits = -(mp.mpf(1) / 1000 * mp.log(mp.mpf(1) / 1000, 2) + mp.mpf(999) / 1000 * mp.log(mp.mpf(999) / 1000, 2))
    assert float(bits) == pytest.approx(entropy([0.001, 0.999], base=2), rel=1e-12)
    assert float(bits) == pytest.approx(0.011408, abs=5e-7)


def test_box_of_a_million_has_less_than_a_five_hundredth_of_it():
    rare, rarer = (entropy([each, 1 - each], base=2) for each in (1e-3, 1e-6))
    assert rarer < rare / 500


# --- the exercises ---


def test_answers_are_those_of_other_computations():
    assert EXERCISES["surprise-1"].answer == pytest.approx(5.169925, abs=5e-7)
    assert EXERCISES["surprise-3"].answer == pytest.approx(best_cost([0.4, 0.3, 0.2, 0.1]), rel=1e-12)
    assert EXERCISES["surprise-5"].answer == 0.203125


# --- what was said wrongly before ---


def test_surprises_that_only_add_need_not_be_logarithms():
    """The third wish alone has other answers: on the numbers 2 ** -a 3 ** -b, a - 5 b adds up and yet does not rise."""

    def wild(a, b):
        return a - 5 * b

    numbers = [(a, b, 2.0**-a * 3.0**-b) for a in range(4) for b in range(4)]
    for (a, b, _), (c, d, _) in itertools.product(numbers, repeat=2):
        assert wild(a + c, b + d) == wild(a, b) + wild(c, d)
    ranked = [wild(a, b) for a, b, _ in sorted(numbers, key=lambda each: -each[2])]
    assert ranked != sorted(ranked)
    (wishes,) = (cell.source for cell in CHAPTER.cells if cell.id == "wishes")
    assert "The second and the third wish together decide everything." in wishes


def exact_bits(*probabilities) -> list:
    """Return what each of some events adds to an entropy, in bits and 30 digits."""
    with mp.workdps(30):
        return [-mp.mpf(p) * mp.log(p, 2) for p in probabilities]


def test_one_rare_event_adds_little_and_many_may_bring_most():
    weights = [mp.mpf(1) / i for i in range(1, 1001)]
    total = sum(weights)
    shares = [each / total for each in weights]
    adds = exact_bits(*shares)
    rare = [add for add, share in zip(adds, shares, strict=True) if share < 0.01]
    bird, dogs = exact_bits(mp.mpf(1) / 1000, mp.mpf(999) / 1000)
    said = texts("rare-events-code")
    assert f"{len(rare)} rare words of 1000: {float(100 * sum(rare) / sum(adds)):.1f} %" in said
    assert f"one bird among a thousand: {float(100 * bird / (bird + dogs)):.1f} %" in said
    assert f"one of them adds: {float(max(rare)):.4f} bit" in said
    assert sum(rare) > 0.7 * sum(adds)


def texts(name: str) -> str:
    (cell,) = (cell for cell in CHAPTER.cells if cell.id == name)
    return "".join(output.get("text", "") for output in cell.outputs)


def test_share_of_the_rare_slip_rises_while_what_it_adds_shrinks():
    (bird, dogs), (rarer, more) = (exact_bits(mp.mpf(1) / each, 1 - mp.mpf(1) / each) for each in (1000, 1_000_000))
    assert rarer < bird / 100
    assert more < dogs / 100
    assert [round(float(100 * one / (one + all_)), 1) for one, all_ in ((bird, dogs), (rarer, more))] == [87.4, 93.3]
    assert "share" not in EXERCISES["surprise-2"].right
    assert all(f"the bird {share} %" in texts("solution-2-code") for share in (87.4, 93.3))


def test_box_of_the_opening_is_in_every_section():
    sections: dict[str, str] = {}
    for cell in CHAPTER.cells:
        if cell.cell_type == "markdown":
            heading = cell.source.split("\n")[0] if cell.source.startswith("## ") else list(sections or [""])[-1]
            sections[heading] = sections.get(heading, "") + cell.source
    without = [name for name, text in sections.items() if not re.search(r"\bbox|slip|\bdogs?\b", text)]
    assert without == ["## Paying for whole digits"]


# --- the reader's turn ---

TURN = turn.run("02-surprise")
LENGTHS, SHARES = (5, 10, 20, 50, 100, 200), (0.5, 0.6, 0.7, 0.8, 0.9)  # the sliders' stops
SETTINGS = list(itertools.product(LENGTHS, SHARES))


def band(n, p, width=Fraction(1, 10)) -> list[int]:
    """Return the numbers of cats with which a message of n words costs within a width of the entropy, in 40 digits."""
    with mp.workdps(40):
        dog, cat = (-mp.log(each, 2) for each in (mp.mpf(str(p)), 1 - mp.mpf(str(p))))
        limit = mp.mpf(str(p)) * dog + (1 - mp.mpf(str(p))) * cat
        edge = mp.mpf(width.numerator) / width.denominator + mp.mpf(10) ** -30  # which belongs to the band
        return [cats for cats in range(n + 1) if abs((dog * (n - cats) + cat * cats) / n - limit) <= edge]


def by_chance(n, p, **width) -> float:
    """Return the probability that the message that comes is in the band, by SciPy."""
    return float(scipy.stats.binom.pmf(band(n, p, **width), n, 1 - p).sum())


def by_count(n, p) -> Fraction:
    """Return the share of the messages that are in the band, counted one by one."""
    return Fraction(sum(math.comb(n, cats) for cats in band(n, p)), 2**n)


@pytest.mark.parametrize(("n", "p"), SETTINGS)
def test_points_are_those_of_the_binomial_distribution_and_of_counting(n, p):
    made = TURN["messages"](n, p)
    bits, height = made["chance"]
    chance = scipy.stats.binom.pmf(np.arange(n + 1), n, 1 - p)
    np.testing.assert_allclose(height, chance / chance.max(), rtol=1e-9, atol=1e-300)
    assert np.dot(chance, bits) == pytest.approx(scipy.stats.entropy([p, 1 - p], base=2), rel=1e-12)
    most = math.comb(n, n // 2)
    np.testing.assert_allclose(made["count"][1], [math.comb(n, cats) / most for cats in range(n + 1)], rtol=1e-12)
    np.testing.assert_array_equal(made["count"][0], bits)


def test_points_of_short_messages_are_those_of_all_messages_written_out():
    p = {"dog": 0.8, "cat": 0.2}
    chances, counts = [0.0] * 6, [0] * 6
    made = TURN["messages"](5, 0.8)
    for message in itertools.product(p, repeat=5):
        chance, cats = math.prod(p[word] for word in message), message.count("cat")
        chances[cats] += chance
        counts[cats] += 1
        assert made["chance"][0][cats] == pytest.approx(-math.log2(chance) / 5, rel=1e-12)
    assert made["chance"][1] == pytest.approx([each / max(chances) for each in chances], rel=1e-12)
    assert made["count"][1] == pytest.approx([each / max(counts) for each in counts], rel=1e-12)


def number(percent: str) -> float:
    """Read a share that the figure writes, such as 2.2 · 10⁻²⁶ %."""
    digits, _, power = percent.removesuffix(" %").partition(" · 10")
    return float(digits) * 10.0 ** int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0) / 100


@pytest.mark.parametrize(("n", "p"), SETTINGS)
def test_both_shares_of_the_band_are_those_of_scipy_and_of_exact_counting(n, p):
    found = TURN["in_band"](n, p, 0)
    assert found["H"] == pytest.approx(scipy.stats.entropy([p, 1 - p], base=2), rel=1e-12)
    assert number(found["comes"]) == pytest.approx(by_chance(n, p), abs=5.01e-4)
    counted = float(by_count(n, p))
    assert number(found["counted"]) == pytest.approx(counted, abs=5.01e-4 if counted > 5e-4 else 0, rel=0.03)


def test_message_that_comes_and_message_taken_from_a_list_of_all_differ_as_the_text_says():
    assert f"{100 * by_chance(200, 0.9):.1f}" == "87.6"
    assert f"{float(by_count(200, 0.9)):.0e}" == "2e-28"
    assert TURN["in_band"](200, 0.9, 0)["counted"] == "2.2 · 10⁻²⁶ %"
    cost = [((200 - cats) * math.log2(1 / 0.9) + cats * math.log2(10)) / 200 for cats in range(201)]
    near = sum(math.comb(200, cats) for cats in range(201) if abs(cost[cats] - 1.74) < 0.2)
    assert near / 2**200 > 0.9
    outside = [cats for cats in range(201) if cats not in band(200, 0.9)]
    chance = scipy.stats.binom.pmf(np.arange(201), 200, 0.1)
    assert f"{100 * chance[outside].sum():.1f}" == "12.4"
    assert f"{100 * chance[outside].max() / chance.max():.0f}" == "26"


def test_share_of_the_band_falls_from_10_to_20_words_and_is_nearly_all_at_1000():
    assert [round(100 * by_chance(n, 0.9), 1) for n in (10, 20, 200, 1000)] == [38.7, 28.5, 87.6, 99.9]


def test_numbers_of_the_text_are_printed_below_the_figure():
    said = " ".join(texts("your-turn-share").split())
    for n in 10, 20, 200, 1000:
        chance = by_chance(n, 0.9)
        count = f"{float(by_count(n, 0.9)):.1e}"
        assert f"n = {n} in the band, by count {count} in the band, by chance {100 * chance:.1f} %" in said
        assert f"outside {100 * (1 - chance):.1f} %" in said


@pytest.mark.parametrize(("n", "p"), SETTINGS)
def test_typical_messages_are_at_most_as_many_as_the_text_says(n, p):
    count = by_count(n, p) * 2**n
    assert count == 0 or math.log2(count) <= n * (scipy.stats.entropy([p, 1 - p], base=2) + 0.1) + 1e-9


def test_message_of_dogs_alone_is_outside_the_band_except_near_the_fair_box():
    def beside(p):
        return scipy.stats.entropy([p, 1 - p], base=2) - math.log2(1 / p)

    assert all(beside(p) > 0.1 for p in SHARES if p > 0.5)
    assert 0 < beside(0.51) < 0.1  # so the text names p = 0.9


@pytest.mark.parametrize("p", [each for each in SHARES if each > 0.5])
def test_message_of_dogs_alone_is_the_cheapest_and_most_probable_and_sinks(p):
    sinking = []
    for n in LENGTHS:
        bits, height = TURN["messages"](n, p)["chance"]
        each = height / [math.comb(n, cats) for cats in range(n + 1)]  # of one message
        assert bits.argmin() == each.argmax() == 0
        sinking.append(height[0])
    assert np.all(np.diff(sinking) <= 0)
    assert sinking[-1] < 0.001


def test_figure_gives_nothing_away_before_a_slider_moves():
    figure = TURN["figure"]
    assert (figure.n, figure.drawn) == (5, 0)
    assert np.all(np.isnan(figure.curves()["drawn"][1]))
    assert figure.readouts()["counted"] == figure.readouts()["comes"] == "0.0 %"


@pytest.mark.parametrize(("n", "p"), SETTINGS)
def test_drawn_messages_come_one_after_another_and_cost_what_their_words_cost(n, p):
    bits, _ = TURN["messages"](n, p)["chance"]
    for drawn in 0, 1, 7, 20:
        cost, row = TURN["messages"](n, p, drawn)["drawn"]
        assert np.isfinite(row).sum() == np.isfinite(row[:drawn]).sum() == drawn
        assert set(cost) <= set(bits)
        hits = sum(list(bits).index(each) in band(n, p) for each in cost[:drawn])
        assert TURN["in_band"](n, p, drawn)["hits"] == f"{hits} of {drawn}"


@pytest.mark.parametrize(("n", "p"), SETTINGS)
def test_drawn_messages_are_no_unlikely_sample(n, p):
    hits = int(TURN["in_band"](n, p, 20)["hits"].split()[0])
    assert scipy.stats.binomtest(hits, 20, min(by_chance(n, p), 1)).pvalue > 0.005


def test_figure_of_the_turn_is_light_and_exact_on_the_website():
    baked = TURN["figure"].baked()
    assert baked.bytes < 15 * 1024
    assert baked.error <= 0.002
    for n, p in SETTINGS:
        entropy_there = baked.series["H", "readout"].at([n, p, 0])[0]
        assert f"{entropy_there:.4f}" == f"{scipy.stats.entropy([p, 1 - p], base=2):.4f}"


def test_figure_of_the_turn_has_the_colours_of_its_roles():
    picture = MagicMock()
    TURN["draw_messages"](picture, TURN["messages"]())
    drawn = {call.args[0]: call.kwargs["role"] for call in picture.method_calls if "role" in call.kwargs}
    assert drawn == {"near": "fill", "H": "entropy", "count": "quiet", "chance": "true", "drawn": "true"}


# --- what the text suggests to change ---


def test_messages_drawn_as_from_a_list_of_all_land_on_the_heap_by_count():
    changed = turn.run("02-surprise", ((">= p", ">= 0.5"),))
    cost, _ = changed["messages"](200, 0.9, 20)["drawn"]
    assert np.all(np.abs(cost - 1.74) < 0.3)
    assert changed["in_band"](200, 0.9, 20)["hits"] == "0 of 20"


@pytest.mark.parametrize("p", [0.6, 0.7, 0.9])
def test_band_of_half_the_width_needs_about_four_times_the_words(p):
    for n in 500, 1000:
        assert by_chance(4 * n, p, width=Fraction(1, 20)) == pytest.approx(by_chance(n, p), abs=0.05)


def test_points_of_a_wrong_belief_gather_around_the_cross_entropy():
    changed = turn.run("02-surprise", (("(1 / p)", "(1 / 0.6)"), ("(1 / (1 - p))", "(1 / 0.4)")))
    bits, height = changed["messages"](200, 0.9)["chance"]
    mean = np.dot(bits, height) / height.sum()
    assert mean == pytest.approx(cross_entropy([0.9, 0.1], [0.6, 0.4], base=2), rel=1e-12)
    assert f"{mean:.2f}" == "0.80"
    assert f"{entropy([0.9, 0.1], base=2):.2f}" == "0.47"


def test_every_message_of_a_fair_source_costs_one_bit_per_symbol():
    bits, _ = TURN["messages"](100, 0.5)["chance"]
    assert bits == pytest.approx(np.ones(101), rel=1e-14)
    assert TURN["in_band"](100, 0.5, 0)["counted"] == TURN["in_band"](100, 0.5, 0)["comes"] == "100.0 %"
