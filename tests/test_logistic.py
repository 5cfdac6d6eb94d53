"""The logistic model and the logit forms: against mpmath, against closed forms, and with bad input."""

import dataclasses
import decimal
import itertools
import math
import re

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize, special

import crossentropy
from crossentropy import (
    LogisticModel,
    cross_entropy_from_logits,
    entropy_from_logits,
    js_divergence,
    kl_divergence_from_logits,
    sigmoid,
    softmax,
    softplus,
)

ONE = [sigmoid, softplus, entropy_from_logits]
TWO = [cross_entropy_from_logits, kl_divergence_from_logits]
INF = math.inf

MODEL1, MODEL2, MODEL3 = LogisticModel(0, 1), LogisticModel(1, 2), LogisticModel(-10, -5)


def close(expected, digits=6):
    """Equal to a number that is printed with so many decimals."""
    return pytest.approx(expected, abs=0.51 * 10**-digits, rel=0)


def is_plus_zero(value):
    return value == 0 and not np.signbit(value)


# Against mpmath: textbook forms, which subtract nearly equal numbers, with digits enough to do so

ACCURACY = 5e-15
SMALLEST_NORMAL = mpmath.mpf(2) ** -1022


def exact_sigmoid(z):
    return 1 / (1 + mpmath.exp(-z))


def exact_softplus(z):
    return mpmath.log1p(mpmath.exp(z))


def exact_cross_entropy(z_p, z_q):
    return exact_softplus(z_q) - exact_sigmoid(z_p) * z_q


def exact_entropy(z):
    return exact_cross_entropy(z, z)


def exact_kl_divergence(z_p, z_q):
    return exact_softplus(z_q) - exact_softplus(z_p) - exact_sigmoid(z_p) * (z_q - z_p)


EXACT = {
    sigmoid: exact_sigmoid,
    softplus: exact_softplus,
    entropy_from_logits: exact_entropy,
    cross_entropy_from_logits: exact_cross_entropy,
    kl_divergence_from_logits: exact_kl_divergence,
}


def some_logits(n, rng):
    """Logits of every size, and those whose exponential leaves the normal floats (|z| = 708 to 745)."""
    wide, middle = rng.uniform(-1000, 1000, n), rng.uniform(-40, 40, n)
    narrow = rng.normal(size=n) * 10.0 ** rng.integers(-8, 1, n)
    edge = rng.uniform(700, 750, n) * rng.choice([-1, 1], n)
    return np.concatenate([wide, middle, narrow, edge])


def some_pairs(rng):
    """Pairs that are independent, and pairs that are close down to 1e-10."""
    z = some_logits(90, rng)
    neighbours = z + rng.normal(size=z.size) * 10.0 ** rng.integers(-10, 1, z.size)
    independent = np.stack([some_logits(90, rng), rng.permutation(some_logits(90, rng))])
    unequal = np.stack([rng.uniform(-1000, 1000, 60), rng.uniform(-3, 3, 60)])
    opposite = rng.uniform(-1000, 1000, 60)
    one_side = -rng.uniform(700, 1000, (2, 90))
    kinds = [[z, neighbours], independent, unequal, unequal[::-1], [opposite, -opposite], one_side]
    return np.clip(np.concatenate(kinds, axis=1), -1000, 1000)


def assert_accurate(function, *logits):
    values = function(*logits)
    with mpmath.workdps(500):
        for value, *arguments in zip(values, *logits, strict=True):
            exact = EXACT[function](*(mpmath.mpf(float(z)) for z in arguments))
            if exact >= SMALLEST_NORMAL:
                error = abs(mpmath.mpf(float(value)) - exact) / exact
                assert error <= ACCURACY, f"{function.__name__}{tuple(arguments)} = {value}, not {float(exact)}"
            else:
                assert 0 <= value <= 2.0**-1021


@pytest.mark.parametrize("function", ONE)
def test_one_logit_is_accurate(function):
    assert_accurate(function, some_logits(120, np.random.default_rng(7)))


@pytest.mark.parametrize("function", TWO)
def test_two_logits_are_accurate(function):
    assert_accurate(function, *some_pairs(np.random.default_rng(8)))


@pytest.mark.parametrize("function", TWO)
def test_two_logits_are_accurate_where_the_branches_meet(function):
    z_p = np.repeat([-30, -3, -0.5, 0, 0.5, 3, 30.0], 12)
    gap = np.tile([-1.6, -1.01, -1, -0.99, -0.6, -1e-3, 1e-3, 0.6, 0.99, 1, 1.01, 1.6], 7)
    assert_accurate(function, z_p, z_p + gap)


def test_sigmoid_is_that_of_scipy():
    z = some_logits(500, np.random.default_rng(9))
    np.testing.assert_allclose(sigmoid(z), special.expit(z), rtol=1e-14, atol=1e-307)


def test_softplus_is_that_of_scipy():
    z = some_logits(500, np.random.default_rng(10))
    np.testing.assert_allclose(softplus(z), special.logsumexp([z, 0 * z], axis=0), rtol=1e-13, atol=1e-307)


def test_divergences_of_moderate_logits_are_those_of_scipy():
    z_p, z_q = np.random.default_rng(11).uniform(-3, 3, (2, 500))
    P, Q = ([special.expit(z), special.expit(-z)] for z in (z_p, z_q))
    np.testing.assert_allclose(entropy_from_logits(z_p), special.entr(P).sum(axis=0), rtol=1e-13)
    np.testing.assert_allclose(cross_entropy_from_logits(z_p, z_q), -special.xlogy(P, Q).sum(axis=0), rtol=1e-13)
    # scipy's terms cancel: hence the absolute tolerance
    expected = special.rel_entr(P, Q).sum(axis=0)
    np.testing.assert_allclose(kl_divergence_from_logits(z_p, z_q), expected, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("function", TWO)
def test_two_logits_are_a_discrete_distribution_of_two_outcomes(function):
    z_p, z_q = np.random.default_rng(12).uniform(-20, 20, (2, 500))
    discrete = getattr(crossentropy, function.__name__.removesuffix("_from_logits"))
    P, Q = (np.stack([sigmoid(z), sigmoid(-z)], axis=-1) for z in (z_p, z_q))
    np.testing.assert_allclose(function(z_p, z_q), discrete(P, Q), rtol=1e-12, atol=1e-15)


# Identities and limits


@pytest.mark.parametrize("function", [*ONE, *TWO])
@pytest.mark.parametrize("z", [0, -0.0, 1, -40, 800, INF, -INF])
def test_no_result_is_minus_zero_or_negative(function, z):
    result = function(z) if function in ONE else function(z, z)
    assert result >= 0
    assert not np.signbit(result)


@pytest.mark.parametrize("z", [-INF, -1e308, -800, -1, -1e-300, 0, 0.1, 1, 40, 800, 1e308, INF])
def test_kl_divergence_of_equal_logits_is_exactly_zero(z):
    assert is_plus_zero(kl_divergence_from_logits(z, z))


@pytest.mark.parametrize("z", [800, 700, 37, 40])
def test_kl_divergence_of_opposite_certainties(z):
    assert kl_divergence_from_logits(z, -z) == pytest.approx(z * math.tanh(z / 2), rel=1e-15, abs=0)
    assert kl_divergence_from_logits(-z, z) == pytest.approx(z * math.tanh(z / 2), rel=1e-15, abs=0)


@pytest.mark.parametrize(("z", "printed"), [(1, 0.462117), (2, 1.523188), (5, 4.933071)])
def test_kl_divergence_of_a_flipped_model(z, printed):
    assert kl_divergence_from_logits(z, -z) == close(printed) == z * math.tanh(z / 2)
    assert entropy_from_logits(z) == entropy_from_logits(-z)


def test_kl_divergence_of_almost_equal_logits_keeps_its_digits():
    assert kl_divergence_from_logits(1, 1 + 1e-9) == pytest.approx(9.830598287e-20, rel=1e-9, abs=0)


def test_cross_entropy_of_confident_agreement_does_not_vanish():
    assert cross_entropy_from_logits(40, 40) == pytest.approx(1.74e-16, rel=2e-3, abs=0)


def test_sigmoid_rounds_to_one_from_fifty_three_binary_digits_on():
    assert sigmoid(53 * math.log(2) + 0.1) == 1
    assert sigmoid(53 * math.log(2) - 0.1) < 1


@pytest.mark.parametrize(
    ("function", "z", "limit"),
    [
        (sigmoid, INF, 1),
        (sigmoid, -INF, 0),
        (softplus, INF, INF),
        (softplus, -INF, 0),
        (entropy_from_logits, INF, 0),
        (entropy_from_logits, -INF, 0),
        (entropy_from_logits, 1e308, 0),
    ],
)
def test_infinite_logit_gives_the_limit(function, z, limit):
    assert function(z) == limit


@pytest.mark.parametrize("function", TWO)
@pytest.mark.parametrize(
    ("z_p", "z_q", "limit"),
    [
        (INF, INF, 0),
        (-INF, -INF, 0),
        (INF, -INF, INF),
        (-INF, INF, INF),
        (INF, 1.5, math.log1p(math.exp(-1.5))),
        (-INF, 1.5, math.log1p(math.exp(1.5))),
        (INF, -800, 800),
        (-INF, 1e308, 1e308),
        (0, INF, INF),
        (0, -INF, INF),
        (-2000, INF, INF),
        (-2000, -INF, INF),
        (1e308, -INF, INF),
        (1e308, -1e308, 1e308),
    ],
)
def test_infinite_logits_give_the_limits(function, z_p, z_q, limit):
    assert function(z_p, z_q) == pytest.approx(limit, rel=1e-15, abs=0)


finite_logits = st.floats(-1000, 1000)
quickly = settings(max_examples=50)


@quickly
@given(finite_logits)
def test_probabilities_of_yes_and_no_add_to_one(z):
    assert math.isclose(sigmoid(z) + sigmoid(-z), 1, rel_tol=1e-15)


@quickly
@given(finite_logits)
def test_softplus_less_its_mirror_is_the_logit(z):
    assert math.isclose(softplus(z) - softplus(-z), z, rel_tol=1e-12, abs_tol=1e-15)


@quickly
@given(finite_logits)
def test_entropy_is_even_and_at_most_log_two(z):
    assert entropy_from_logits(z) == entropy_from_logits(-z)
    assert 0 <= entropy_from_logits(z) <= math.log(2) + 1e-16


@quickly
@given(finite_logits, finite_logits)
def test_renaming_the_outcomes_changes_no_comparison(z_p, z_q):
    for function in TWO:
        assert math.isclose(function(z_p, z_q), function(-z_p, -z_q), rel_tol=1e-15)


@quickly
@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_kl_divergence_is_never_negative(z_p, z_q):
    assert kl_divergence_from_logits(z_p, z_q) >= 0
    assert not np.signbit(kl_divergence_from_logits(z_p, z_q))


@quickly
@given(finite_logits, finite_logits)
def test_cross_entropy_is_entropy_and_divergence(z_p, z_q):
    parts = entropy_from_logits(z_p) + kl_divergence_from_logits(z_p, z_q)
    assert math.isclose(cross_entropy_from_logits(z_p, z_q), parts, rel_tol=1e-14, abs_tol=1e-320)


@quickly
@given(st.floats(-30, 30), st.floats(-30, 30))
def test_cross_entropy_less_entropy_of_the_prediction_is_a_tangent(z_p, z_q):
    gap = (sigmoid(z_q) - sigmoid(z_p)) * z_q
    difference = cross_entropy_from_logits(z_p, z_q) - entropy_from_logits(z_q)
    assert math.isclose(difference, gap, rel_tol=1e-12, abs_tol=1e-14)


# Shapes


@pytest.mark.parametrize("function", [*ONE, *TWO])
def test_result_of_numbers_is_a_float64(function):
    for z in (0, 1.5, INF, np.float32(2), np.array(3)):
        assert type(function(z) if function in ONE else function(z, 1)) is np.float64


@pytest.mark.parametrize("function", TWO)
def test_two_logits_broadcast(function):
    z_p, z_q = np.random.default_rng(13).normal(size=(2, 4)) * 5
    table = function(z_p[:, None], z_q)
    assert table.shape == (4, 4)
    np.testing.assert_allclose(table, [[function(a, b) for b in z_q] for a in z_p], rtol=1e-15)


@pytest.mark.parametrize("function", [*ONE, *TWO])
def test_long_arrays_agree_with_their_elements(function):
    z = np.random.default_rng(14).normal(size=(2, 100_000, 10)) * 10
    arguments = z[:1] if function in ONE else z
    result = function(*arguments)
    for row in (0, 54_321, 99_999):
        expected = [function(*numbers) for numbers in zip(*arguments[:, row], strict=True)]
        np.testing.assert_allclose(result[row], expected, rtol=1e-14)


@pytest.mark.parametrize("function", [*ONE, *TWO])
def test_arguments_are_left_as_they_were(function):
    z = np.array([-INF, -1.0, 0.0, 1.0, INF])
    z.flags.writeable = False
    function(z) if function in ONE else function(z, z[::-1])
    np.testing.assert_array_equal(z, [-INF, -1, 0, 1, INF])


# Chapter 1: where a logistic model is unsure


def whole_line(function, *breaks):
    """Integral of `function` over the whole line, split where it has corners or a narrow peak."""
    ends = [-INF, *sorted(breaks), INF]
    return sum(integrate.quad(function, a, b, epsabs=1e-13, limit=200)[0] for a, b in itertools.pairwise(ends))


@pytest.mark.parametrize(("bias", "weight"), [(0, 1), (1, 2), (-10, -5), (3, 0.5), (-2, 0.1), (0.3, -6)])
def test_area_under_the_entropy_is_pi_squared_over_three_weights(bias, weight):
    area = whole_line(LogisticModel(bias, weight).entropy, -bias / weight)
    assert area == pytest.approx(math.pi**2 / (3 * abs(weight)), rel=1e-10)


def test_area_under_the_entropy_in_the_window():
    assert integrate.quad(MODEL1.entropy, -6, 6)[0] == close(3.250251)


@pytest.mark.parametrize(("bias", "weight"), [(0, 1), (1, 2), (-10, -5), (0.3, 0.1)])
def test_entropy_peaks_at_log_two_where_the_model_is_undecided(bias, weight):
    model = LogisticModel(bias, weight)
    peak = -bias / weight
    assert model.entropy(peak) == pytest.approx(math.log(2), rel=1e-15)
    assert np.all(model.entropy(peak + np.array([-0.1, 0.1])) < model.entropy(peak))


@pytest.mark.parametrize(("bias", "weight"), [(0, 1), (1, 2), (-10, -5), (0.3, 0.1)])
def test_entropy_is_half_its_peak_at_a_width_of_four_weights(bias, weight):
    model = LogisticModel(bias, weight)
    peak, reach = -bias / weight, 50 / abs(weight)

    def above_half(x):
        return model.entropy(x) - math.log(2) / 2

    left = optimize.brentq(above_half, peak - reach, peak, xtol=1e-13)
    right = optimize.brentq(above_half, peak, peak + reach, xtol=1e-13)
    assert (right - left) * abs(weight) == close(4.180913)
    assert model.probability(right if weight > 0 else left) == close(0.88997, digits=5)


def test_a_flat_model_is_equally_unsure_everywhere():
    model = LogisticModel(1.5, 0)
    np.testing.assert_array_equal(model.entropy([-6, 0, 6]), [entropy_from_logits(1.5)] * 3)


def test_sigmoids_of_three_scores_are_no_distribution():
    assert sigmoid([2, 1, 0]) == close(np.array([0.880797, 0.731059, 0.5]))
    assert sigmoid([2, 1, 0]).sum() == close(2.111856)
    assert softmax([2, 1, 0]).sum() == pytest.approx(1, rel=1e-15)


@pytest.mark.parametrize("z", [-3, -0.5, 0, 1, 10])
def test_normalised_tanh_is_the_logistic_function_of_the_double(z):
    assert (1 + math.tanh(z)) / 2 == pytest.approx(sigmoid(2 * z), rel=1e-12)


def test_normalised_tanh_is_not_the_logistic_function_itself():
    assert (1 + math.tanh(1)) / 2 == close(0.880797)
    assert sigmoid(1) == close(0.731059)


def test_softmax_of_two_scores_is_the_logistic_function_of_their_difference():
    z = np.random.default_rng(15).normal(size=(50, 2)) * 5
    np.testing.assert_allclose(softmax(z)[:, 1], sigmoid(z[:, 1] - z[:, 0]), rtol=1e-14)


# Chapters 3 and 4: the three models

GOLDEN = {
    # x: σ1, σ2, H1, H2, H3, H12, H21
    -3: (0.047426, 0.006693, 0.190865, 0.040180, 0.040180, 0.243845, 0.068666),
    -2: (0.119203, 0.047426, 0.365334, 0.190865, 0.693147, 0.406196, 0.221780),
    -1: (0.268941, 0.268941, 0.582203, 0.582203, 0.040180, 0.582203, 0.582203),
    -0.5: (0.377541, 0.500000, 0.662847, 0.693147, 0.004699, 0.693147, 0.724077),
    0: (0.500000, 0.731059, 0.693147, 0.582203, 0.000499, 0.813262, 0.693147),
    1: (0.731059, 0.952574, 0.582203, 0.190865, 0.000005, 0.855412, 0.360688),
    2: (0.880797, 0.993307, 0.365334, 0.040180, 0.000000, 0.602730, 0.140314),
}


@pytest.mark.parametrize("x", GOLDEN)
def test_golden_table(x):
    row = [
        MODEL1.probability(x),
        MODEL2.probability(x),
        MODEL1.entropy(x),
        MODEL2.entropy(x),
        MODEL3.entropy(x),
        MODEL1.cross_entropy(MODEL2, x),
        MODEL2.cross_entropy(MODEL1, x),
    ]
    assert row == close(list(GOLDEN[x]))


def test_divergences_at_one():
    assert MODEL1.kl_divergence(MODEL2, 1) == close(0.273209)
    assert MODEL2.kl_divergence(MODEL1, 1) == close(0.169823)


@pytest.mark.parametrize(("x", "printed"), [(1, 10.96588), (2, 17.61594)])
def test_cross_entropy_with_the_third_model_leaves_the_plot(x, printed):
    assert MODEL1.cross_entropy(MODEL3, x) == close(printed, digits=5)


@pytest.mark.parametrize(
    ("a", "b", "x"),
    [
        (MODEL1, MODEL2, -1),
        (MODEL1, MODEL2, -1 / 3),
        (MODEL2, MODEL3, -11 / 7),
        (MODEL2, MODEL3, -3),
        (MODEL1, MODEL3, -5 / 3),
        (MODEL1, MODEL3, -5 / 2),
    ],
)
def test_entropies_cross(a, b, x):
    before, after = a.entropy(np.array([x - 0.01, x + 0.01])) - b.entropy(np.array([x - 0.01, x + 0.01]))
    assert a.entropy(x) == pytest.approx(b.entropy(x), rel=1e-13)
    assert before * after < 0


def test_equal_entropies_may_belong_to_different_predictions():
    x = -1 / 3
    assert [MODEL1.probability(x), MODEL2.probability(x)] == close([0.417430, 0.582570])
    assert [MODEL1.entropy(x), MODEL2.entropy(x)] == close([0.679449, 0.679449])


@pytest.mark.parametrize(
    ("a", "b", "crossings", "raw", "ratio"),
    [
        (MODEL1, MODEL2, (-1, -1 / 3), 1.679113474, 0.340259529),
        (MODEL1, MODEL3, (-5 / 2, -5 / 3), 2.961791689, 0.750230599),
        (MODEL2, MODEL3, (-3, -11 / 7), 1.678998520, 0.729077646),
    ],
)
def test_areas_between_the_entropies(a, b, crossings, raw, ratio):
    area = whole_line(lambda x: abs(a.entropy(x) - b.entropy(x)), *crossings, -2, -0.5, 0)
    total = math.pi**2 / 3 * (1 / abs(a.weight) + 1 / abs(b.weight))
    assert area == close(raw, digits=9)
    assert area / total == close(ratio, digits=9)


def two_outcomes(model, x):
    """Return the distributions (yes, no) that the model predicts."""
    return np.stack([sigmoid(model.logit(x)), sigmoid(-model.logit(x))], axis=-1)


@pytest.mark.parametrize(
    ("a", "b", "printed"), [(MODEL1, MODEL2, 0.019134), (MODEL1, MODEL3, 0.695588), (MODEL2, MODEL3, 0.804398)]
)
def test_mean_js_divergence_in_the_window(a, b, printed):
    x = np.linspace(-6, 6, 12_001)
    divergence = js_divergence(two_outcomes(a, x), two_outcomes(b, x), base=2)
    assert integrate.simpson(divergence, x=x) / 12 == close(printed)


@pytest.mark.parametrize(
    ("b", "printed"), [(MODEL2, [0, 0.041168, 0.072296]), (MODEL3, [0.129539, 0.310954, 0.527203])]
)
def test_normalised_js_divergence_from_the_first_model(b, printed):
    x = np.array([-1, 0, 1])
    assert js_divergence(two_outcomes(MODEL1, x), two_outcomes(b, x)) / math.log(2) == close(np.array(printed))


GRID = np.linspace(-6, 6, 12_000, endpoint=False) + 0.0005  # misses the ends of the intervals below


def test_cross_entropy_is_below_the_second_entropy_between_minus_one_and_minus_a_half():
    below = MODEL1.cross_entropy(MODEL2, GRID) < MODEL2.entropy(GRID)
    np.testing.assert_array_equal(below, (GRID > -1) & (GRID < -0.5))
    assert 1 - below.mean() == close(0.9583, digits=4)


def test_swapped_cross_entropy_is_below_the_first_entropy_but_for_one_interval():
    below = MODEL2.cross_entropy(MODEL1, GRID) < MODEL1.entropy(GRID)
    np.testing.assert_array_equal(below, (GRID < -1) | (GRID > 0))
    assert 1 - below.mean() == close(0.0833, digits=4)


@pytest.mark.parametrize(
    ("curve", "x", "value"),
    [
        (lambda x: MODEL2.entropy(x) - MODEL1.cross_entropy(MODEL2, x), -0.73659, 0.028445),
        (lambda x: MODEL1.entropy(x) - MODEL2.cross_entropy(MODEL1, x), 1.46718, 0.246763),
        (lambda x: MODEL1.cross_entropy(MODEL2, x), 0.61432, 0.884681),
        (lambda x: MODEL2.cross_entropy(MODEL1, x), -0.33719, 0.734501),
        (lambda x: np.abs(MODEL1.cross_entropy(MODEL2, x) - MODEL2.cross_entropy(MODEL1, x)), 1.35994, 0.523082),
    ],
    ids=["H2 - H12", "H1 - H21", "H12", "H21", "|H12 - H21|"],
)
def test_curves_peak_where_the_text_says(curve, x, value):
    coarse = np.linspace(-6, 6, 1201)
    fine = coarse[curve(coarse).argmax()] + np.linspace(-0.01, 0.01, 2001)
    assert fine[curve(fine).argmax()] == pytest.approx(x, abs=1.1e-5)
    assert curve(fine).max() == close(value)


@pytest.mark.parametrize(("x", "value"), [(-1, 0.582203), (-1 / 3, 0.734496)])
def test_order_does_not_matter_for_equal_and_for_opposite_predictions(x, value):
    assert MODEL1.cross_entropy(MODEL2, x) == close(value)
    assert MODEL2.cross_entropy(MODEL1, x) == close(value)


# The model


@pytest.mark.parametrize("x", [0.5, [-1, 0, 1], [[1.0], [2.0]]])
def test_methods_are_the_logit_forms_at_the_logit(x):
    logit1, logit2 = np.asarray(x) * 1.0, 1 + 2 * np.asarray(x)
    np.testing.assert_array_equal(MODEL1.logit(x), logit1)
    np.testing.assert_array_equal(MODEL2.logit(x), logit2)
    np.testing.assert_array_equal(MODEL2.probability(x), sigmoid(logit2))
    np.testing.assert_array_equal(MODEL2.entropy(x), entropy_from_logits(logit2))
    np.testing.assert_array_equal(MODEL1.cross_entropy(MODEL2, x), cross_entropy_from_logits(logit1, logit2))
    np.testing.assert_array_equal(MODEL1.kl_divergence(MODEL2, x), kl_divergence_from_logits(logit1, logit2))


def test_methods_of_one_number_return_a_float64():
    results = [MODEL2.logit(1), MODEL2.probability(1), MODEL2.entropy(1), MODEL2.kl_divergence(MODEL1, 1)]
    assert {type(result) for result in results} == {np.float64}


def test_model_shows_and_compares_its_parameters():
    assert repr(LogisticModel(np.float32(1), np.int64(-2))) == "LogisticModel(bias=1.0, weight=-2.0)"
    assert LogisticModel(1, 2) == LogisticModel(bias=1.0, weight=2.0)
    assert LogisticModel(1, 2) != LogisticModel(2, 1)
    assert repr(LogisticModel(-0.0, 1)) == "LogisticModel(bias=0.0, weight=1.0)"


def test_model_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        LogisticModel(1, 2).bias = 3


def test_logit_is_never_minus_zero():
    assert is_plus_zero(LogisticModel(-0.0, -1).logit(0))


def test_logit_beyond_float64_has_the_limits():
    steep = LogisticModel(-1e308, 1e308)
    np.testing.assert_array_equal(steep.logit([-1e10, 1e10]), [-INF, INF])
    np.testing.assert_array_equal(steep.probability([-1e10, 1e10]), [0, 1])
    np.testing.assert_array_equal(steep.entropy([-1e10, 1e10]), [0, 0])


# Bad input

WRONG_TYPES = [
    (None, "NoneType"),
    ("1", "str"),
    ([1, "2"], "str"),
    ([1, None], "NoneType"),
    (1j, "complex"),
    ([[1], [1, 2]], "ragged list"),
    ({1}, "set"),
]


@pytest.mark.parametrize(("values", "named"), [(math.nan, "is nan"), ([0, math.nan], "[1] is nan")])
@pytest.mark.parametrize("function", ONE)
def test_a_logit_that_is_nan_is_refused(function, values, named):
    with pytest.raises(ValueError, match=r"^z.*" + re.escape(named)):
        function(values)


@pytest.mark.parametrize(("values", "named"), [(math.nan, "is nan"), ([[0, 1], [math.nan, 0]], "[1, 0] is nan")])
@pytest.mark.parametrize("function", TWO)
def test_a_pair_with_a_logit_that_is_nan_is_refused(function, values, named):
    with pytest.raises(ValueError, match="^z_p.*" + re.escape(named)):
        function(values, 0)
    with pytest.raises(ValueError, match="^z_q.*" + re.escape(named)):
        function(0, values)


@pytest.mark.parametrize(("values", "named"), WRONG_TYPES)
@pytest.mark.parametrize("function", ONE)
def test_a_logit_that_is_no_number_is_refused_by_type(function, values, named):
    with pytest.raises(TypeError, match=rf"^z must be .*real numbers, got .*{named}"):
        function(values)


@pytest.mark.parametrize(("values", "named"), WRONG_TYPES)
@pytest.mark.parametrize("function", TWO)
def test_a_pair_of_logits_is_refused_for_the_type_of_either(function, values, named):
    with pytest.raises(TypeError, match=rf"^z_p must be .*real numbers, got .*{named}"):
        function(values, 0)
    with pytest.raises(TypeError, match=rf"^z_q must be .*real numbers, got .*{named}"):
        function(0, values)


@pytest.mark.parametrize("function", TWO)
def test_logits_that_do_not_broadcast_are_refused_by_shape(function):
    with pytest.raises(ValueError, match=r"z_p of shape \(2,\) and z_q of shape \(3,\) do not broadcast"):
        function([1, 2], [1, 2, 3])


BAD_PARAMETERS = [
    (INF, ValueError, "inf"),
    (-INF, ValueError, "-inf"),
    (math.nan, ValueError, "nan"),
    (10**400, ValueError, "1000"),
    (None, TypeError, "None of type NoneType"),
    ("1", TypeError, "'1' of type str"),
    (True, TypeError, "True of type bool"),
    (1j, TypeError, "1j of type complex"),
    ([1], TypeError, "[1] of type list"),
    (decimal.Decimal(1), TypeError, "Decimal('1') of type Decimal"),
]


@pytest.mark.parametrize(("value", "error", "named"), BAD_PARAMETERS)
def test_a_parameter_that_is_no_finite_number_is_refused(value, error, named):
    with pytest.raises(error, match="^bias must be a finite real number, got " + re.escape(named)):
        LogisticModel(value, 1)
    with pytest.raises(error, match="^weight must be a finite real number, got " + re.escape(named)):
        LogisticModel(1, value)


@pytest.mark.parametrize(
    ("x", "named"), [(INF, "x is inf"), (-INF, "x is -inf"), (math.nan, "x is nan"), ([0, INF], "x[1] is inf")]
)
def test_an_x_that_is_not_finite_is_refused(x, named):
    with pytest.raises(ValueError, match=re.escape(named)):
        MODEL1.logit(x)
    with pytest.raises(ValueError, match=re.escape(named)):
        MODEL1.kl_divergence(MODEL2, x)


@pytest.mark.parametrize(("x", "named"), WRONG_TYPES)
def test_an_x_that_is_no_number_is_refused_by_type(x, named):
    with pytest.raises(TypeError, match=rf"^x must be .*real numbers, got .*{named}"):
        MODEL1.probability(x)


@pytest.mark.parametrize("other", [None, 3, (1, 2), "σ2"])
def test_another_that_is_no_model_is_refused(other):
    for method in (MODEL1.cross_entropy, MODEL1.kl_divergence):
        with pytest.raises(TypeError, match="other must be a LogisticModel, got " + re.escape(repr(other))):
            method(other, 0)
