"""Discrete distributions: against other libraries, against closed forms, as properties, and with bad input."""

import math
import re
import subprocess
import sys
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats
from scipy.spatial.distance import jensenshannon
from sklearn.metrics import log_loss

import crossentropy
from crossentropy import (
    cross_entropy,
    entropy,
    js_divergence,
    kl_divergence,
    perplexity,
    softmax,
    surprise,
)

SINGLE = [entropy, perplexity]
PAIRED = [cross_entropy, kl_divergence, js_divergence, perplexity]
WITH_BASE = [entropy, cross_entropy, kl_divergence, js_divergence]

OLAH_P, OLAH_Q = [1 / 2, 1 / 4, 1 / 8, 1 / 8], [1 / 8, 1 / 2, 1 / 4, 1 / 8]
MLM_P, MLM_Q = [0.1, 0.4, 0.5], [0.8, 0.15, 0.05]
SEED_P, SEED_Q = [0, 1, 0], [0.228, 0.619, 0.153]


def close(expected, digits=6):
    """Equal to a number that is printed with so many decimals."""
    return pytest.approx(expected, abs=0.51 * 10**-digits, rel=0)


def exactly(expected):
    """Equal up to rounding in the last places."""
    return pytest.approx(expected, rel=2e-15, abs=0)


def random_pair(shape, axis=-1, seed=0):
    """Two seeded distributions along `axis`, with some outcomes that are impossible under both."""
    rng = np.random.default_rng(seed)
    p, q = rng.gamma(0.5, size=shape), rng.gamma(2.0, size=shape)
    impossible = rng.random(shape) < 0.1
    p[impossible] = q[impossible] = 0
    p, q = p + 1e-12 * ~impossible, q + 1e-12 * ~impossible
    return p / p.sum(axis, keepdims=True), q / q.sum(axis, keepdims=True)


def is_plus_zero(value):
    return value == 0 and not np.signbit(value)


# Against other libraries

SHAPES = [((5,), -1), ((40, 7), -1), ((40, 7), 1), ((7, 40), 0), ((3, 6, 4), 1), ((3, 6, 4), -3)]
BASES = [math.e, 2, 10, 3.5, np.float64(2), 1e-3]


@pytest.mark.parametrize("base", BASES)
def test_surprise_is_the_logarithm_of_scipy(base):
    p = np.random.default_rng(1).random((4, 50))
    np.testing.assert_allclose(surprise(p, base=base), special.entr(p) / p / np.log(base), rtol=1e-14)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(("shape", "axis"), SHAPES)
def test_entropy_is_that_of_scipy(shape, axis, base):
    p, _ = random_pair(shape, axis)
    expected = special.entr(p).sum(axis) / np.log(base)
    np.testing.assert_allclose(entropy(p, base=base, axis=axis), expected, rtol=1e-13)
    np.testing.assert_allclose(entropy(p, base=base, axis=axis), stats.entropy(p, axis=axis) / np.log(base))


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(("shape", "axis"), SHAPES)
def test_cross_entropy_is_that_of_scipy(shape, axis, base):
    p, q = random_pair(shape, axis)
    expected = -special.xlogy(p, q).sum(axis) / np.log(base)
    np.testing.assert_allclose(cross_entropy(p, q, base=base, axis=axis), expected, rtol=1e-13)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(("shape", "axis"), SHAPES)
def test_kl_divergence_is_that_of_scipy(shape, axis, base):
    p, q = random_pair(shape, axis)
    expected = special.rel_entr(p, q).sum(axis) / np.log(base)
    np.testing.assert_allclose(kl_divergence(p, q, base=base, axis=axis), expected, rtol=1e-12)


@pytest.mark.parametrize("base", [2, 10, math.e])
@pytest.mark.parametrize(("shape", "axis"), SHAPES)
def test_js_divergence_is_the_square_of_the_distance_of_scipy(shape, axis, base):
    p, q = random_pair(shape, axis)
    expected = jensenshannon(p, q, base=base, axis=axis) ** 2
    np.testing.assert_allclose(js_divergence(p, q, base=base, axis=axis), expected, rtol=1e-12)


@pytest.mark.parametrize(("shape", "axis"), SHAPES)
def test_perplexity_is_the_exponential_of_the_entropy_of_scipy(shape, axis):
    p, q = random_pair(shape, axis)
    np.testing.assert_allclose(perplexity(p, axis=axis), np.exp(special.entr(p).sum(axis)), rtol=1e-13)
    expected = np.exp(-special.xlogy(p, q).sum(axis))
    np.testing.assert_allclose(perplexity(p, q, axis=axis), expected, rtol=1e-13)


@pytest.mark.parametrize("scale", [1e-3, 1, 30, 1e3, 1e6])
@pytest.mark.parametrize(("shape", "axis"), SHAPES)
def test_softmax_is_that_of_scipy(shape, axis, scale):
    z = scale * np.random.default_rng(2).normal(size=shape)
    expected = np.exp(z - special.logsumexp(z, axis=axis, keepdims=True))
    np.testing.assert_allclose(softmax(z, axis=axis), expected, rtol=1e-9, atol=1e-300)


def test_mean_cross_entropy_of_labels_is_the_log_loss_of_scikit_learn():
    rng = np.random.default_rng(3)
    labels, predictions = rng.integers(0, 4, 200), softmax(rng.normal(size=(200, 4)))
    one_hot = labels[:, None] == np.arange(4)
    assert cross_entropy(one_hot, predictions).mean() == pytest.approx(log_loss(labels, predictions), rel=1e-13)


@pytest.mark.parametrize("distance", [1e-1, 1e-3, 1e-5, 1e-7])
@pytest.mark.parametrize("divergence", [kl_divergence, js_divergence])
def test_divergence_of_close_distributions_keeps_its_digits(divergence, distance):
    rng = np.random.default_rng(4)
    p = rng.dirichlet(np.ones(6))
    q = p * (1 + distance * rng.normal(size=6))
    q /= q.sum()
    with mpmath.workdps(60):
        P, Q = ([mpmath.mpf(float(v)) for v in vector] for vector in (p, q))
        P, Q = [v / sum(P) for v in P], [v / sum(Q) for v in Q]
        M = [(a + b) / 2 for a, b in zip(P, Q, strict=True)]

        def kl(A, B):
            return sum(a * mpmath.log(a / b) for a, b in zip(A, B, strict=True))

        expected = kl(P, Q) if divergence is kl_divergence else (kl(P, M) + kl(Q, M)) / 2
    # The sums of p and q are off 1 by some 1e-16, which is 1e-16 / distance of what is measured.
    assert divergence(p, q) == pytest.approx(float(expected), rel=1e-15 + 1e-16 / distance, abs=0)


@pytest.mark.parametrize("ratio", [0.3, 0.3678, 0.368, 0.45, 0.55, 1.4, 1.6, 2.7182, 2.7184, 3.0, 1e-9, 1e9])
def test_kl_divergence_has_no_seam_between_its_branches(ratio):
    p = 0.3 / max(1.0, ratio)
    q = p * ratio
    with mpmath.workdps(40):
        P, Q = mpmath.mpf(p), mpmath.mpf(q)
        expected = P * mpmath.log(P / Q) + (1 - P) * mpmath.log((1 - P) / (1 - Q))
    assert kl_divergence([p, 1 - p], [q, 1 - q]) == pytest.approx(float(expected), rel=3e-15, abs=0)


# Chapter 1: entropy


def test_five_yes_of_twenty_in_both_units():
    counts = np.array([5, 15])
    assert entropy(counts / 20) == close(0.562335)
    assert entropy(counts / 20, base=2) == close(0.811278)


@pytest.mark.parametrize(("n", "printed"), [(20, 0.696018), (200, 0.791564), (2000, 0.808477), (20000, 0.810915)])
def test_combinatorial_entropy_grows_towards_the_entropy(n, printed):
    combinatorial = math.log2(math.comb(n, n // 4)) / n
    limit = entropy([0.25, 0.75], base=2)
    assert combinatorial == close(printed)
    assert 0 < limit - combinatorial < math.log2(2 * n) / n  # Stirling


def test_efficiency_of_a_softmax():
    undecided = entropy(softmax([2, 1, 0]))
    assert undecided == close(0.832396)
    assert undecided / math.log(3) == close(0.757679)


@pytest.mark.parametrize(
    ("temperature", "printed"), [(0.25, 0.093035), (0.5, 0.441057), (1, 0.832396), (2, 1.020191), (4, 1.078100)]
)
def test_entropy_grows_with_the_temperature(temperature, printed):
    assert entropy(softmax(np.array([2, 1, 0]) / temperature)) == close(printed)


def test_entropy_at_infinite_temperature_is_the_logarithm_of_the_number_of_classes():
    assert entropy(softmax(np.array([2, 1, 0]) / 1e9)) == exactly(math.log(3))


@pytest.mark.parametrize("K", [1, 2, 3, 7, 10, 1000])
def test_entropy_of_equal_chances_is_log_k(K):
    assert entropy(np.full(K, 1 / K)) == pytest.approx(math.log(K), rel=1e-13, abs=0)


def test_entropy_of_a_dyadic_distribution_is_exact_in_bits():
    assert entropy(OLAH_P, base=2) == 1.75


@pytest.mark.parametrize(("rate", "printed"), [(0.1, 0.325083), (0.01, 0.056002), (0.5, 0.693147)])
def test_loss_floor_of_a_base_rate(rate, printed):
    assert entropy([rate, 1 - rate]) == close(printed)


def test_labels_have_entropy_where_the_predictions_have_none():
    predictions = np.eye(3)
    assert entropy(predictions.mean(axis=0)) == exactly(math.log(3))
    assert entropy(predictions).mean() == 0


# Chapter 2: surprise


@pytest.mark.parametrize(
    ("p", "bits"),
    [
        (1, 0),
        (1 / 2, 1),
        (1 / 4, 2),
        (1 / 8, 3),
        (1 / 6, 2.584963),
        (1 / 52, 5.700440),
        (0.01, 6.643856),
        (0.001, 9.965784),
        (1 / 36, 5.169925),
    ],
)
def test_surprise_in_bits(p, bits):
    assert surprise(p, base=2) == close(bits)


def test_surprise_of_powers_of_two_is_exact_in_bits():
    k = np.arange(1075)
    np.testing.assert_array_equal(surprise(2.0**-k, base=2), k)


def test_surprise_of_powers_of_ten_is_exact_in_base_ten():
    np.testing.assert_array_equal(surprise([1, 0.1, 0.01, 0.001], base=10), [0, 1, 2, 3])


def test_surprise_of_the_impossible_is_infinite():
    assert surprise(0) == math.inf
    assert surprise(-0.0, base=2) == math.inf


def test_surprises_of_independent_events_add():
    p, q = np.random.default_rng(5).random((2, 100))
    np.testing.assert_allclose(surprise(p * q), surprise(p) + surprise(q), rtol=1e-13)


def test_share_of_a_symbol_in_the_average_peaks_at_one_over_e():
    p = np.linspace(0.001, 1, 100_001)
    share = p * surprise(p, base=2)
    assert p[share.argmax()] == pytest.approx(1 / math.e, abs=1e-5)
    assert share.max() == close(0.530738)


def test_box_with_one_rare_ball_has_little_entropy():
    rare, common = surprise([0.001, 0.999], base=2)
    assert rare == close(9.965784)
    assert common == close(0.001443)
    assert entropy([0.001, 0.999], base=2) == close(0.011408)


# Chapter 3: comparing


def test_js_divergence_breaks_the_triangle_inequality_and_its_root_does_not():
    a, b, c = [1, 0], [0.5, 0.5], [0, 1]
    direct, half = js_divergence(a, c, base=2), js_divergence(a, b, base=2)
    assert direct == 1
    assert half == close(0.311278)
    assert js_divergence(b, c, base=2) == exactly(half)
    assert direct > 2 * half
    assert 2 * math.sqrt(half) == close(1.115846)
    assert math.sqrt(direct) < 2 * math.sqrt(half)


@pytest.mark.parametrize(
    ("p", "q"),
    [
        ([1, 0], [0, 1]),
        ([0.3, 0.7, 0, 0], [0, 0, 0.1, 0.9]),
        ([0.1] * 10 + [0], [0] * 10 + [1]),
        ([1 / 3] * 3 + [0] * 7, [0] * 3 + [1 / 7] * 7),
        ([5e-324, 1, 0], [0, 0, 1]),
        ([1 - 9e-10, 0], [0, 1]),
    ],
)
def test_js_divergence_without_a_shared_outcome_is_exactly_log_two(p, q):
    assert js_divergence(p, q) == math.log(2)
    assert js_divergence(p, q, base=2) == 1


def test_rounding_does_not_carry_the_js_divergence_past_log_two():
    p, q = [0.1] * 10 + [0] * 9 + [1e-300], [0] * 10 + [0.1] * 10
    assert js_divergence(p, q) == math.log(2)


# Chapter 4: cross-entropy


def test_cross_entropy_of_the_two_vocabularies():
    assert cross_entropy(OLAH_P, OLAH_Q, base=2) == 2.375
    assert cross_entropy(OLAH_Q, OLAH_P, base=2) == 2.25
    assert kl_divergence(OLAH_P, OLAH_Q, base=2) == exactly(0.625)
    assert kl_divergence(OLAH_Q, OLAH_P, base=2) == exactly(0.5)


def test_numbers_of_three_colours():
    assert entropy(MLM_P, base=2) == close(1.360964)
    assert entropy(MLM_Q, base=2) == close(0.884184)
    assert cross_entropy(MLM_P, MLM_Q, base=2) == close(3.287943)
    assert cross_entropy(MLM_Q, MLM_P, base=2) == close(2.905832)
    assert kl_divergence(MLM_P, MLM_Q, base=2) == close(1.926979)
    assert kl_divergence(MLM_Q, MLM_P, base=2) == close(2.021648)
    assert js_divergence(MLM_P, MLM_Q, base=2) == close(0.420201)


def test_cross_entropy_may_lie_below_the_entropy_of_the_prediction():
    p, q = [0.9, 0.1], [0.6, 0.4]
    assert entropy(p, base=2) == close(0.468996)
    assert entropy(q, base=2) == close(0.970951)
    assert cross_entropy(p, q, base=2) == close(0.795462)
    assert cross_entropy(q, p, base=2) == close(1.419973)
    assert cross_entropy(p, q, base=2) - entropy(q, base=2) == close(-0.175489)


def test_divergence_lies_between_the_bounds_of_pinsker_and_chi_squared():
    p, q = np.array([0.9, 0.1]), np.array([0.6, 0.4])
    pinsker, chi_squared = np.abs(p - q).sum() ** 2 / 2, ((p - q) ** 2 / q).sum()
    assert [pinsker, kl_divergence(p, q), chi_squared] == close([0.18, 0.226289, 0.375])
    assert pinsker < kl_divergence(p, q) < chi_squared


@pytest.mark.parametrize("p", [[0.25, 0.75], OLAH_P, MLM_P])
def test_cross_entropy_of_a_distribution_with_itself_is_its_entropy(p):
    assert cross_entropy(p, p) == exactly(entropy(p))
    assert is_plus_zero(kl_divergence(p, p))


@pytest.mark.parametrize(
    ("p", "cost"), [([0.4, 0.3, 0.2, 0.1], 1.9), ([0.7, 0.2, 0.05, 0.05], 1.4), ([0.1, 0.2, 0.3, 0.4], 2.6)]
)
def test_cost_of_a_fixed_code_may_fall_when_the_frequencies_change(p, cost):
    lengths = np.array([1, 2, 3, 3])
    assert cross_entropy(p, 2.0**-lengths, base=2) == exactly(cost) == exactly(float(lengths @ p))


def test_cross_entropy_less_entropy_of_the_prediction_is_a_tangent():
    q = np.linspace(0.01, 0.99, 99)
    p = np.linspace(0, 1, 101)[:, None]
    P, Q = np.stack([p, 1 - p], axis=-1), np.stack([q, 1 - q], axis=-1)
    tangent = entropy(Q) - (p - q) * special.logit(q)
    np.testing.assert_allclose(cross_entropy(P, Q), tangent, rtol=1e-13, atol=1e-15)


def test_cross_entropy_is_below_the_entropy_of_q_where_p_is_more_extreme_on_its_side():
    grid = (np.arange(100) + 0.5) / 100
    p, q = grid[:, None], grid
    P, Q = np.stack([p, 1 - p], axis=-1), np.stack([q, 1 - q], axis=-1)
    below = cross_entropy(P, Q) < entropy(Q)
    np.testing.assert_array_equal(below, (p - q) * (q - 0.5) > 0)


def test_example_of_the_note():
    assert cross_entropy(SEED_P, SEED_Q) == exactly(0.47965000629754095)
    assert cross_entropy(SEED_P, SEED_Q, base=2) == close(0.691989)
    assert perplexity(SEED_P, SEED_Q) == exactly(1 / 0.619) == close(1.615509)


def test_softmax_of_what_are_probabilities_already_is_another_loss():
    assert cross_entropy(SEED_P, softmax(SEED_Q)) == close(0.834598)


@pytest.mark.parametrize(
    ("q", "expected"), [([0, 1, 0], 0), ([0, 0.6, 0.4], -math.log(0.6)), ([0.5, 0, 0.5], math.inf)]
)
def test_impossible_outcomes_cost_nothing_and_excluded_ones_everything(q, expected):
    assert cross_entropy([0, 1, 0], q) == exactly(expected)
    assert kl_divergence([0, 1, 0], q) == exactly(expected)
    assert perplexity([0, 1, 0], q) == exactly(math.exp(expected))


def test_mutual_information_is_the_divergence_of_the_joint_from_the_product():
    joint = np.array([[0.4, 0.1], [0.1, 0.4]])
    product = np.outer(joint.sum(axis=1), joint.sum(axis=0))
    assert kl_divergence(joint.ravel(), product.ravel(), base=2) == close(0.278072)


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [([1 / 6] * 6, None, 6), (OLAH_P, None, 3.363586), (OLAH_P, OLAH_Q, 5.187358), ([1], None, 1)],
)
def test_perplexity_is_the_number_of_sides_of_a_fair_die(p, q, expected):
    assert perplexity(p, q) == close(expected)


@pytest.mark.parametrize("sides", [1, 2, 4, 64, 1024])
def test_perplexity_of_a_fair_die_is_exact_for_powers_of_two(sides):
    assert perplexity(np.full(sides, 1 / sides)) == sides


@pytest.mark.parametrize(("K", "floor", "gap"), [(3, 0.291140, 3.332205), (10, 0.500288, 4.510860)])
def test_smoothed_labels_have_a_loss_that_cannot_be_undercut(K, floor, gap):
    smoothed = np.full(K, 0.1 / K)
    smoothed[0] += 0.9
    best_logits = np.zeros(K)
    best_logits[0] = gap
    assert cross_entropy(smoothed, softmax(best_logits)) == close(floor)
    assert entropy(smoothed) == close(floor)


def test_softmax_of_three_scores():
    assert softmax([2, 1, 0]) == close(np.array([0.665241, 0.244728, 0.090031]))


# Softmax at its limits


@pytest.mark.parametrize(
    ("logits", "expected"),
    [
        ([1000, 0], [1, 0]),
        ([-1000, -1000], [0.5, 0.5]),
        ([1e308, -1e308], [1, 0]),
        ([-math.inf, 3, 3], [0, 0.5, 0.5]),
        ([math.inf, 1e308, -math.inf], [1, 0, 0]),
        ([True, True], [0.5, 0.5]),
        ([7], [1]),
    ],
)
def test_softmax_at_its_limits(logits, expected):
    np.testing.assert_array_equal(softmax(logits), expected)


def test_softmax_takes_each_row_to_its_own_limit():
    rows = [[math.inf, 0], [0, 0], [-math.inf, 0]]
    np.testing.assert_array_equal(softmax(rows), [[1, 0], [0.5, 0.5], [0, 1]])
    np.testing.assert_array_equal(softmax(np.transpose(rows), axis=0), [[1, 0.5, 0], [0, 0.5, 1]])


# Shapes, types and signs


@pytest.mark.parametrize("call", [surprise, lambda p: surprise(p, base=2)])
def test_surprise_of_one_number_is_a_float64(call):
    assert type(call(0.25)) is np.float64


@pytest.mark.parametrize("function", SINGLE)
def test_result_of_one_distribution_is_a_float64(function):
    assert type(function([0.5, 0.5])) is np.float64


@pytest.mark.parametrize("function", PAIRED)
@pytest.mark.parametrize("q", [[0.25, 0.75], [0.5, 0.5]])
def test_result_of_one_pair_is_a_float64(function, q):
    assert type(function([0.5, 0.5], q)) is np.float64


@pytest.mark.parametrize("dtype", [bool, np.int8, np.uint64, np.float16, np.float32, np.longdouble])
def test_results_are_float64_whatever_comes_in(dtype):
    one_hot = np.eye(3, dtype=dtype)
    for result in (surprise(one_hot), softmax(one_hot), entropy(one_hot), kl_divergence(one_hot, one_hot)):
        assert result.dtype == np.float64


@pytest.mark.parametrize("function", PAIRED)
def test_one_prediction_is_compared_with_many_truths(function):
    p, q = random_pair((4, 3, 5))
    one_by_one = [[function(p[i, j], q[0, j]) for j in range(3)] for i in range(4)]
    np.testing.assert_allclose(function(p, q[:1]), one_by_one, rtol=1e-13)
    np.testing.assert_allclose(function(p, q[0]), one_by_one, rtol=1e-13)


@pytest.mark.parametrize("function", PAIRED)
def test_axis_is_counted_in_each_argument(function):
    p, q = random_pair((5, 4), axis=0)
    expected = [function(p[:, 0], q[:, j]) for j in range(4)]
    np.testing.assert_allclose(function(p[:, 0], q, axis=0), expected, rtol=1e-13)


@pytest.mark.parametrize("function", SINGLE)
def test_no_distributions_have_no_entropies(function):
    assert function(np.empty((0, 3))).shape == (0,)


def test_long_arrays_agree_with_their_rows():
    z = np.random.default_rng(6).normal(size=(1_000_000, 10))
    p = softmax(z)
    q = p[::-1]
    rows = [0, 1, 499_998, 999_999]
    np.testing.assert_allclose(p[rows], [softmax(z[i]) for i in rows], rtol=1e-14)
    np.testing.assert_allclose(surprise(p)[rows], surprise(p[rows]), rtol=1e-14)
    np.testing.assert_allclose(entropy(p)[rows], [entropy(p[i]) for i in rows], rtol=1e-13)
    for function in (cross_entropy, kl_divergence):
        np.testing.assert_allclose(function(p, q)[rows], [function(p[i], q[i]) for i in rows], rtol=1e-13)


def test_long_arrays_of_pairs_agree_with_their_rows():
    p, q = softmax(np.random.default_rng(16).normal(size=(2, 1_000_000, 2)))
    rows = [0, 1, 499_999, 999_999]
    for function in (js_divergence, perplexity):
        np.testing.assert_allclose(function(p, q)[rows], [function(p[i], q[i]) for i in rows], rtol=1e-13)


@pytest.mark.parametrize("function", PAIRED)
def test_arguments_are_left_as_they_were(function):
    p, q = random_pair((4, 3))
    before = p.copy(), q.copy()
    p.flags.writeable = q.flags.writeable = False
    function(p, q)
    np.testing.assert_array_equal((p, q), before)


def test_logits_are_left_as_they_were():
    z = np.array([2.0, 1.0, math.inf])
    z.flags.writeable = False
    np.testing.assert_array_equal(softmax(z), [0, 0, 1])


@pytest.mark.parametrize("base", [math.e, 2, 10, 7, 0.5])
@pytest.mark.parametrize("certain", [[1], [1, 0], [0, 1, 0], [True, False]])
def test_certainty_is_plus_zero(certain, base):
    assert is_plus_zero(surprise(1, base=base))
    assert is_plus_zero(entropy(certain, base=base))
    assert is_plus_zero(cross_entropy(certain, certain, base=base))
    assert is_plus_zero(kl_divergence(certain, certain, base=base))
    assert is_plus_zero(js_divergence(certain, certain, base=base))


def test_a_base_below_one_turns_the_sign():
    assert surprise(0.25, base=0.5) == exactly(-2)
    assert surprise(0, base=0.5) == -math.inf
    assert kl_divergence(OLAH_P, OLAH_Q, base=0.5) == exactly(-0.625)


def test_divergence_forgives_sums_within_the_tolerance():
    p, q = np.array([0.5, 0.5]), np.array([0.5, 0.5]) + 4e-10
    assert 0 <= kl_divergence(p, q) < 1e-17
    assert 0 <= kl_divergence(q, p) < 1e-17
    assert 0 <= js_divergence(p, q) < 1e-17


TINY = [[5e-324, 1], [1, 5e-324], [1e-323, 1], [1e-310, 1], [1, 0], [0, 1], [0.5, 0.5], [1 - 1e-12, 1e-12]]


@pytest.mark.parametrize("q", TINY)
@pytest.mark.parametrize("p", TINY)
def test_smallest_probabilities_break_no_bound(p, q):
    divergence = kl_divergence(p, q)
    assert divergence >= 0
    assert not np.signbit(divergence)
    assert np.isinf(divergence) == any(a > 0 == b for a, b in zip(p, q, strict=True))
    assert divergence == pytest.approx(cross_entropy(p, q) - entropy(p), rel=1e-12, abs=1e-15)
    assert 0 <= js_divergence(p, q) <= math.log(2)


def test_perplexity_beyond_float64_is_infinite():
    assert perplexity([1, 0], [5e-324, 1]) == math.inf


# Properties


@st.composite
def distributions(draw, count=1):
    """Draw `count` distributions over the same outcomes."""
    K = draw(st.integers(1, 8))
    vectors = []
    for _ in range(count):
        weights = st.lists(st.floats(0, 1), min_size=K, max_size=K).filter(lambda w: sum(w) > 0)
        vector = np.array(draw(weights))
        vectors.append(vector / vector.sum())
    return vectors


def alike(a, b):
    return math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-14)


quickly = settings(max_examples=50)


@quickly
@given(distributions())
def test_entropy_lies_between_zero_and_log_k(vectors):
    (p,) = vectors
    assert 0 <= entropy(p) <= math.log(p.size) + 1e-12


@quickly
@given(distributions())
def test_entropy_exceeds_zero_unless_one_outcome_is_certain(vectors):
    (p,) = vectors
    assert (entropy(p) > 0) == np.any((p > 0) & (p < 1))


@quickly
@given(distributions(2), st.randoms(use_true_random=False))
def test_order_of_the_outcomes_does_not_matter(vectors, random):
    p, q = vectors
    order = random.sample(range(p.size), p.size)
    assert alike(entropy(p[order]), entropy(p))
    for function in (cross_entropy, kl_divergence, js_divergence):
        assert alike(function(p[order], q[order]), function(p, q))


@quickly
@given(distributions(2), st.sampled_from([2, 10, 1.5, 1000.0, 0.25]))
def test_change_of_base_divides_by_its_logarithm(vectors, base):
    p, q = vectors
    assert alike(entropy(p, base=base), entropy(p) / math.log(base))
    for function in (cross_entropy, kl_divergence, js_divergence):
        assert alike(function(p, q, base=base), function(p, q) / math.log(base))


@quickly
@given(distributions(2))
def test_kl_divergence_is_never_negative(vectors):
    p, q = vectors
    assert kl_divergence(p, q) >= 0
    assert is_plus_zero(kl_divergence(p, p))


@quickly
@given(distributions(2))
def test_cross_entropy_is_entropy_and_divergence(vectors):
    p, q = vectors
    assert alike(cross_entropy(p, q), entropy(p) + kl_divergence(p, q))


@quickly
@given(distributions(2))
def test_js_divergence_is_symmetric_and_bounded(vectors):
    p, q = vectors
    assert 0 <= js_divergence(p, q) <= math.log(2)
    assert js_divergence(p, q) == js_divergence(q, p)
    assert is_plus_zero(js_divergence(p, p))


@quickly
@given(distributions(3))
def test_root_of_the_js_divergence_obeys_the_triangle_inequality(vectors):
    p, q, r = vectors
    direct, first, second = (math.sqrt(js_divergence(a, b)) for a, b in ((p, r), (p, q), (q, r)))
    assert direct <= first + second + 1e-7


@quickly
@given(distributions(2))
def test_perplexity_is_the_exponential_of_the_cross_entropy(vectors):
    p, q = vectors
    logarithm = np.log(perplexity(p, q))
    assert alike(logarithm, cross_entropy(p, q)) or (logarithm == math.inf and cross_entropy(p, q) > 709)


@quickly
@given(st.lists(st.floats(-50, 50), min_size=1, max_size=8), st.floats(-50, 50))
def test_softmax_forgets_a_common_shift(z, shift):
    np.testing.assert_allclose(softmax(np.array(z) + shift), softmax(z), rtol=1e-12)


@quickly
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=8))
def test_softmax_is_a_distribution(z):
    p = softmax(z)
    assert np.all((p >= 0) & (p <= 1))
    assert math.isclose(math.fsum(p), 1, rel_tol=1e-14)
    assert p[np.argmax(z)] == p.max()


# Bad input

NO_DISTRIBUTIONS = [
    ([1.25, -0.25], "[0] is 1.25"),
    ([0.5, -0.25, 0.75], "[1] is -0.25"),
    ([[1, 0], [0.5, math.nan]], "[1, 1] is nan"),
    ([math.inf, 0], "[0] is inf"),
    ([0.5, -math.inf], "[1] is -inf"),
    ([0.5, 0.25], "sums to 0.75"),
    ([0, 0], "sums to 0.0"),
    ([True, True], "sums to 2.0"),
    ([0.5, 0.5 + 2e-9], "sums to 1.000000002"),
    ([[0.5, 0.5], [0.5, 0.75]], "[1, :] sums to 1.25"),
    ([[0.5, 0.4], [0.1, 0.1]], "[0, :] sums to 0.9"),
    ([[[1, 0], [0.5, 0.5], [0.5, 0.25]]], "[0, 2, :] sums to 0.75"),
    ([], "(0,) has no outcomes"),
    (np.ones((3, 0)), "(3, 0) has no outcomes"),
    (0.5, "axis -1 is out of range for"),
]


@pytest.mark.parametrize(("values", "named"), NO_DISTRIBUTIONS)
@pytest.mark.parametrize("function", SINGLE)
def test_what_is_no_distribution_is_refused_by_name(function, values, named):
    with pytest.raises(ValueError, match=re.escape(named)) as refusal:
        function(values)
    assert re.search(r"\bp\b", str(refusal.value))


@pytest.mark.parametrize(("values", "named"), NO_DISTRIBUTIONS)
@pytest.mark.parametrize("function", PAIRED)
def test_a_pair_is_refused_for_either(function, values, named):
    fine = [0.5, 0.5]
    with pytest.raises(ValueError, match=re.escape(named)):
        function(values, fine)
    with pytest.raises(ValueError, match=re.escape(named)) as refusal:
        function(fine, values)
    assert re.search(r"\bq\b", str(refusal.value))


def test_index_of_a_wrong_sum_follows_the_axis():
    columns = [[0.5, 0.5], [0.5, 0.25]]
    with pytest.raises(ValueError, match=re.escape("p[:, 1] sums to 0.75")):
        entropy(columns, axis=0)
    with pytest.raises(ValueError, match=re.escape("p[1, :] sums to 0.75")):
        entropy(columns, axis=-1)


def test_sums_within_the_tolerance_are_taken():
    assert entropy([0.5, 0.5 - 9e-10]) == pytest.approx(math.log(2), rel=1e-8)


@pytest.mark.parametrize(
    ("p", "named"),
    [(1.5, "p is 1.5"), (-1e-300, "p is -1e-300"), ([0.5, math.nan], "p[1] is nan"), ([[2]], "p[0, 0] is 2.0")],
)
def test_surprise_refuses_what_is_no_probability(p, named):
    with pytest.raises(ValueError, match=re.escape(named)):
        surprise(p)


def test_surprise_does_not_ask_for_a_sum():
    np.testing.assert_array_equal(surprise([1, 1, 1]), [0, 0, 0])


WRONG_TYPES = [
    (None, "NoneType"),
    ("0.5", "str"),
    (["0.5", "0.5"], "str"),
    ([0.5, "0.5"], "str"),
    (b"1", "bytes"),
    ([0.5, None], "NoneType"),
    ([0.5 + 0j, 0.5], "complex"),
    ([[1], [0.5, 0.5]], "ragged list"),
    ({0.5: 1}, "dict"),
    ([Fraction(1, 2), Fraction(1, 2)], "Fraction"),
    (np.array(["2020-01-01"], dtype="datetime64[D]"), "datetime64"),
    (np.ma.masked_array([1.0, 0.5], mask=[False, True]), "MaskedArray"),
]


@pytest.mark.parametrize(("values", "named"), WRONG_TYPES)
@pytest.mark.parametrize("function", [surprise, softmax, *SINGLE])
def test_what_is_not_real_numbers_is_refused_by_type(function, values, named):
    with pytest.raises(TypeError, match=rf"must be .*real numbers, got .*{named}"):
        function(values)


@pytest.mark.parametrize(("values", "named"), WRONG_TYPES[1:])  # q=None is an answer for perplexity
@pytest.mark.parametrize("function", PAIRED)
def test_a_pair_is_refused_for_the_type_of_either(function, values, named):
    with pytest.raises(TypeError, match=rf"^p must be .*{named}"):
        function(values, [1])
    with pytest.raises(TypeError, match=rf"^q must be .*{named}"):
        function([1], values)


@pytest.mark.parametrize(
    ("p", "q", "named"),
    [
        ([1], [0.5, 0.5], ["(1,)", "(2,)", "1 and 2"]),
        ([0.5, 0.5], [1], ["(2,)", "(1,)", "2 and 1"]),
        ([0.5, 0.5], [0.25, 0.25, 0.5], ["(2,)", "(3,)", "2 and 3"]),
        ([[0.5, 0.5]] * 3, [[0.5, 0.5]] * 2, ["(3, 2)", "(2, 2)", "do not broadcast"]),
    ],
)
@pytest.mark.parametrize("function", PAIRED)
def test_shapes_that_do_not_fit_are_refused_by_name(function, p, q, named):
    with pytest.raises(ValueError, match=".*".join(map(re.escape, named))):
        function(p, q)


BAD_BASES = [
    (0, ValueError, "0"),
    (-2, ValueError, "-2"),
    (1, ValueError, "1"),
    (1.0, ValueError, "1.0"),
    (math.nan, ValueError, "nan"),
    (math.inf, ValueError, "inf"),
    ("bit", TypeError, "'bit' of type str"),
    (None, TypeError, "None of type NoneType"),
    (True, TypeError, "True of type bool"),
    (2 + 0j, TypeError, "(2+0j) of type complex"),
    ([2], TypeError, "[2] of type list"),
]


@pytest.mark.parametrize(("base", "error", "named"), BAD_BASES)
@pytest.mark.parametrize("function", WITH_BASE)
def test_a_number_that_is_no_base_is_refused(function, base, error, named):
    arguments = [[0.5, 0.5]] * (1 if function is entropy else 2)
    with pytest.raises(error, match=rf"base must be .* > 0 and != 1 .*got {re.escape(named)}$"):
        function(*arguments, base=base)


@pytest.mark.parametrize(("base", "error", "named"), BAD_BASES)
def test_surprise_refuses_a_number_that_is_no_base(base, error, named):
    with pytest.raises(error, match=rf"base must be .*got {re.escape(named)}$"):
        surprise(0.5, base=base)


@pytest.mark.parametrize("axis", [1, 2, -2])
@pytest.mark.parametrize("function", [*SINGLE, softmax])
def test_an_axis_out_of_range_is_refused(function, axis):
    with pytest.raises(ValueError, match=rf"axis {axis} is out of range for \w+ of shape \(2,\)"):
        function([0.5, 0.5], axis=axis)


@pytest.mark.parametrize("axis", [2, -3])
@pytest.mark.parametrize("function", PAIRED)
def test_a_pair_refuses_an_axis_out_of_range(function, axis):
    with pytest.raises(ValueError, match=rf"axis {axis} is out of range for p of shape \(1, 2\)"):
        function([[0.5, 0.5]], [[0.5, 0.5]], axis=axis)


@pytest.mark.parametrize("axis", [None, 0.5, (0, 1), "last"])
@pytest.mark.parametrize("function", [*SINGLE, softmax])
def test_an_axis_that_is_no_integer_is_refused(function, axis):
    with pytest.raises(TypeError, match=rf"axis must be an integer, got {re.escape(repr(axis))}"):
        function([0.5, 0.5], axis=axis)


@pytest.mark.parametrize(
    ("logits", "named"),
    [
        ([0, math.nan], "logits[1] is nan"),
        ([[0, 1], [math.nan, 0]], "logits[1, 0] is nan"),
        ([math.inf, 0, math.inf], "logits has more than one score of inf"),
        ([[0, 1], [math.inf, math.inf]], "logits[1, :] has more than one score of inf"),
        ([-math.inf, -math.inf], "logits has only scores of -inf"),
        ([[0, 1], [-math.inf, -math.inf]], "logits[1, :] has only scores of -inf"),
        ([], "logits of shape (0,) has no outcomes"),
        (3.0, "axis -1 is out of range for logits of shape ()"),
    ],
)
def test_logits_without_a_softmax_are_refused(logits, named):
    with pytest.raises(ValueError, match=re.escape(named)):
        softmax(logits)


def test_a_conditional_entropy_matrix_that_sums_to_more_than_one_is_refused():
    with pytest.raises(ValueError, match=r"p sums to 1\.1"):
        entropy(np.array([[0.1, 0.5], [0.2, 0.3]]).ravel())


# The package


def test_every_name_that_is_promised_is_there():
    assert sorted(crossentropy.__all__) == crossentropy.__all__
    for name in crossentropy.__all__:
        promised = getattr(crossentropy, name)
        assert callable(promised) or promised is crossentropy.datasets


def test_importing_the_package_imports_numpy_only():
    code = (
        "import sys, crossentropy; "
        "print({'matplotlib', 'ipywidgets', 'anywidget', 'scipy', 'sklearn'} & set(sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
