"""Chapter 3: what it claims about several models at once, and what its figures compute, against other roads to both."""

import functools
import itertools
import math
import re

import mpmath
import numpy as np
import pytest
import scipy
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.special import entr, expit, spence

import turn
from crossentropy import entropy, js_divergence, kl_divergence_from_logits
from crossentropy.figures import figure
from crossentropy.figures.comparison_map import LEVELS, _entropies_apart, _predictions_apart
from crossentropy.figures.three_entropies import _area_left_of, _tail

BIT = 1 / math.log(2)
ARTICLE = ((0, 1), (1, 2), (-10, -5))
PAIRS = ("12", "13", "23")
SOME_MODELS = [
    ARTICLE,
    ((0, 1), (0, -1), (0, 6)),
    ((12, 6), (-12, 0.1), (3.3, -0.1)),
    ((2.3, -1.7), (-2.3, 1.7), (2.3, 1.7)),
    ((0, 1), (0, 1), (5, 1)),
]


def bump(z):
    """Entropy in nats of a yes-or-no question with logit z."""
    return entr(expit(z)) + entr(expit(-z))


def settings(models, **choices) -> dict:
    values = {
        f"{name}{k}": float(each[i]) for k, each in enumerate(models, 1) for i, name in enumerate(("bias", "weight"))
    }
    return {**figure("three-entropies").defaults, **values, **choices}


def table(models, **choices) -> dict:
    return figure("three-entropies").readouts(**settings(models, **choices))


def pairs(models):
    return zip(PAIRS, itertools.combinations(models, 2), strict=True)


def integral(function, one, other) -> float:
    """Integrate over the line, piece by piece between the places where one of two models is undecided or they meet."""
    (a, b), (c, d) = one, other
    marks = [-a / b, -c / d]
    marks += [-(a - s * c) / (b - s * d) for s in (1, -1) if b != s * d]
    marks += [
        mark + side * reach
        for mark in (-a / b, -c / d)
        for side in (-1, 1)
        for reach in (2, 10, 40 / min(abs(b), abs(d)))
    ]
    ends = sorted({each for each in marks if abs(each) < 1e4})
    return math.fsum(quad(function, low, high, epsabs=1e-13, epsrel=1e-12)[0] for low, high in itertools.pairwise(ends))


def two(p):
    return np.stack([np.asarray(p, dtype=float), 1 - np.asarray(p, dtype=float)], axis=-1)


# --- the three models ---


@pytest.mark.parametrize(
    ("x", "row"),
    [
        (-3, (0.047426, 0.006693, 0.190865, 0.040180, 0.040180)),
        (-2, (0.119203, 0.047426, 0.365334, 0.190865, 0.693147)),
        (-1, (0.268941, 0.268941, 0.582203, 0.582203, 0.040180)),
        (-0.5, (0.377541, 0.500000, 0.662847, 0.693147, 0.004699)),
        (0, (0.500000, 0.731059, 0.693147, 0.582203, 0.000499)),
        (1, (0.731059, 0.952574, 0.582203, 0.190865, 0.000005)),
        (2, (0.880797, 0.993307, 0.365334, 0.040180, 0.000000)),
    ],
)
def test_curves_pass_the_points_of_the_table(x, row):
    made = figure("three-entropies").curves(**settings(ARTICLE))
    at = np.argmin(abs(made["H1"][0] - x))
    assert [made[key][1][at] for key in ("H1", "H2", "H3")] == pytest.approx(row[2:], abs=5e-7)
    assert [expit(x), expit(1 + 2 * x)] == pytest.approx(row[:2], abs=5e-7)


@pytest.mark.parametrize(
    ("one", "other", "same", "opposite"),
    [((0, 1), (1, 2), -1, -1 / 3), ((1, 2), (-10, -5), -11 / 7, -3), ((0, 1), (-10, -5), -5 / 3, -5 / 2)],
)
def test_entropies_meet_once_in_agreement_and_once_in_contradiction(one, other, same, opposite):
    z = [[bias + weight * x for x in (same, opposite)] for bias, weight in (one, other)]
    assert z[0] == pytest.approx([z[1][0], -z[1][1]])
    assert bump(np.array(z[0])) == pytest.approx(bump(np.array(z[1])))


def test_entropies_of_the_article_meet_nowhere_else():
    x = np.linspace(-60, 60, 1_200_001) + 1e-7
    gaps = bump(x) - bump(1 + 2 * x)
    turns = x[:-1][np.sign(gaps[:-1]) != np.sign(gaps[1:])]
    assert turns[abs(turns) < 20] == pytest.approx([-1, -1 / 3], abs=1e-3)


def test_slope_over_x_is_the_slope_over_z_times_the_weight():
    h, x = 1e-6, -0.5
    over_x = (expit(1 + 2 * (x + h)) - expit(1 + 2 * (x - h))) / (2 * h)
    over_z = (expit(h) - expit(-h)) / (2 * h)
    assert (over_z, over_x) == pytest.approx((0.25, 0.5))


PARTS = ("bias", "weight")


@pytest.mark.parametrize("weight", [0.1, 1, 2, -5, 6])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_number_of_a_curve_stands_where_its_model_says_yes_if_there_is_room(number, weight):
    """The other two are narrow bumps at −2."""
    models = {each: (-10, -5) for each in (1, 2, 3)} | {number: (0.4, weight)}
    places = {
        f"{part}{each}": value for each, model in models.items() for part, value in zip(PARTS, model, strict=True)
    }
    made = figure("three-entropies").curves(**{**settings(ARTICLE), **places})
    (x,), (y,) = made[f"number{number}"]
    assert expit(0.4 + weight * x) > 0.5
    assert abs(x) <= 5.7
    assert 0 < y < 1.12


# --- raw area and Bray-Curtis ---


def test_measures_of_the_article_s_models_are_those_of_the_text():
    found = table(ARTICLE)
    assert [found[f"raw{pair}"] for pair in PAIRS] == pytest.approx([1.679113474, 2.961791689, 1.678998520], abs=5e-10)
    assert [found[f"bray{pair}"] for pair in PAIRS] == pytest.approx([0.340259529, 0.750230599, 0.729077646], abs=6e-10)
    assert [found[f"mean{pair}"] for pair in PAIRS] == pytest.approx([0.019134, 0.695588, 0.804398], abs=5e-7)


@pytest.mark.parametrize("models", SOME_MODELS)
def test_raw_area_is_the_integral_over_the_whole_line(models):
    found = table(models)
    for pair, (one, other) in pairs(models):

        def gap(x, one=one, other=other):
            return abs(bump(one[0] + one[1] * x) - bump(other[0] + other[1] * x))

        assert found[f"raw{pair}"] == pytest.approx(integral(gap, one, other), rel=1e-9, abs=1e-9), pair


@pytest.mark.parametrize("models", SOME_MODELS)
def test_bray_curtis_is_the_raw_area_over_both_areas(models):
    found = table(models)
    for pair, ((_, weight), (_, other)) in pairs(models):
        areas = math.pi**2 / 3 * (1 / abs(weight) + 1 / abs(other))
        assert found[f"bray{pair}"] == pytest.approx(found[f"raw{pair}"] / areas, abs=1e-15)
        assert 0 <= found[f"bray{pair}"] <= 1


@pytest.mark.parametrize("z", [0, 1e-9, 0.1, 1, 3, 10, 36, 800])
def test_tail_of_the_entropy_is_a_dilogarithm(z):
    expected = (
        z * math.log1p(math.exp(-z)) - 2 * spence(1 + math.exp(-z)) if z < 20 else 2 * math.exp(-z) + z * math.exp(-z)
    )
    assert _tail(z) == pytest.approx(expected, rel=1e-7 if z > 10 else 1e-12)


def test_area_left_of_the_far_right_is_the_whole_area():
    for bias, weight in ARTICLE:
        assert _area_left_of(1e3, bias, weight) == pytest.approx(math.pi**2 / (3 * abs(weight)))
        assert _area_left_of(-1e3, bias, weight) == pytest.approx(0, abs=1e-300)


def test_raw_area_comes_close_to_the_sum_of_both_areas_and_no_further():
    bound = math.pi**2 / 3 * (1 / 2 + 1 / 5)
    far = table(((0, 1), (12, 2), (-12, 5)))["raw23"]
    assert bound - 1e-3 < far < bound


def test_raw_area_calls_the_bump_that_has_left_its_place_the_nearer_one():
    """A slip of 2 cm: the wide bump still overlaps itself, the narrow one does not."""
    found = {}
    for name, one, slipped in (("wide", (0, 1), (-2, 1)), ("narrow", (-10, -5), (0, -5))):

        def gap(x, one=one, other=slipped):
            return abs(bump(one[0] + one[1] * x) - bump(other[0] + other[1] * x))

        raw = integral(gap, one, slipped)
        found[name] = raw, raw / (2 * math.pi**2 / 3 / abs(one[1]))
    assert found["wide"] == pytest.approx((2.617506, 0.397813), abs=5e-7)
    assert found["narrow"] == pytest.approx((1.278323, 0.971409), abs=5e-7)
    assert found["narrow"][0] < found["wide"][0] / 2  # plainly, not by a hair
    assert found["narrow"][1] > 2 * found["wide"][1]


def test_no_measure_of_two_entropy_curves_tells_a_model_from_its_flip():
    found = table(((0, 1), (0, -1), (1, 2)))
    assert (found["raw12"], found["bray12"]) == (0, 0)
    assert found["raw13"] == found["raw23"]
    assert found["mean12"] > 0.4


def test_raw_area_in_the_window_alone_would_turn_the_order_around():
    def gap(x, bias, weight):
        return abs(bump(bias + weight * x) - bump(1 + 2 * x))

    first = quad(gap, -6, 6, args=(0, 1), points=[-1, -1 / 3])[0]
    second = quad(gap, -6, 6, args=(-10, -5), points=[-3, -11 / 7])[0]
    assert (first, second) == pytest.approx((1.639622, 1.678873), abs=5e-7)


@pytest.mark.parametrize(("choices", "factor"), [({"unit": "bit"}, BIT), ({"scale": "mm"}, 10)])
def test_another_ruler_changes_the_raw_areas_only(choices, factor):
    before, after = table(ARTICLE), table(ARTICLE, **choices)
    for pair in PAIRS:
        assert after[f"raw{pair}"] == pytest.approx(factor * before[f"raw{pair}"])
        assert after[f"bray{pair}"] == before[f"bray{pair}"]
        assert after[f"mean{pair}"] == before[f"mean{pair}"]


def test_models_in_mm_have_the_measures_that_the_figure_gives():
    """Weights a tenth as large, x ten times as large: the areas and ratios of the rescaled models themselves."""
    shown, rescaled = table(ARTICLE, scale="mm"), table([(bias, weight / 10) for bias, weight in ARTICLE])
    for pair in PAIRS:
        assert shown[f"raw{pair}"] == pytest.approx(rescaled[f"raw{pair}"])
        assert shown[f"bray{pair}"] == pytest.approx(rescaled[f"bray{pair}"])


def test_flat_entropy_is_infinitely_far_and_has_no_ratio():
    models = ((3, 0), (1, 2), (-3, 0))
    found, reasons = table(models), figure("three-entropies").reasons(**settings(models))
    assert (found["raw12"], found["raw13"]) == (math.inf, 0)
    assert math.isnan(found["bray12"])
    assert math.isnan(found["bray13"])
    assert reasons == {"bray12": "flat", "bray13": "flat", "bray23": "flat"}


def test_sentence_names_the_closest_pair_by_each_measure():
    said = figure("three-entropies").sentence(**settings(ARTICLE))
    assert re.search(r"raw area \(nat·cm\) 2–3; by Bray-Curtis 1–2; by mean J 1–2", said)


def test_sentence_names_pairs_that_are_equally_close():
    said = figure("three-entropies").sentence(**settings(((1, 1), (1, 1), (1, 1))))
    assert "by mean J 1–2 and 1–3 and 2–3" in said


# --- Jensen-Shannon ---


@pytest.mark.parametrize("models", SOME_MODELS)
def test_mean_j_is_the_integral_over_the_window(models):
    found = table(models)
    for pair, ((a, b), (c, d)) in pairs(models):

        def js(x, a=a, b=b, c=c, d=d):
            return scipy.spatial.distance.jensenshannon(two(expit(a + b * x)), two(expit(c + d * x)), base=2) ** 2

        marks = [-a / b, -c / d]
        marks = [each for each in marks if abs(each) < 6]
        mean = quad(js, -6, 6, points=marks or None, limit=400)[0] / 12
        assert found[f"mean{pair}"] == pytest.approx(mean, abs=1e-6), pair


@pytest.mark.parametrize("K", [2, 3, 7])
def test_jensen_shannon_is_the_entropy_of_the_mixture_above_the_mean_entropy(K):
    p, q = np.random.default_rng(K).dirichlet(np.ones(K), size=(2, 50))
    gap = entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2
    assert js_divergence(p, q) == pytest.approx(gap, abs=1e-13)


def test_mixture_is_surprised_by_at_most_one_bit_more_than_either():
    """The step of the proof that J is at most 1: m >= p / 2 at every outcome."""
    p, q = np.random.default_rng(1).dirichlet(np.ones(4), size=(2, 1000))
    assert np.all(-np.log2((p + q) / 2) <= -np.log2(p) + 1)


def test_jensen_shannon_is_no_distance_and_its_root_is_one():
    yes, fair, no = [1, 0], [0.5, 0.5], [0, 1]
    straight, half = js_divergence(yes, no, base=2), js_divergence(yes, fair, base=2)
    assert js_divergence(fair, no, base=2) == half == pytest.approx(0.311278, abs=5e-7)
    assert straight > 2 * half
    assert math.sqrt(straight) < 2 * math.sqrt(half) == pytest.approx(1.115846, abs=5e-7)


def test_root_of_jensen_shannon_obeys_the_triangle_on_a_grid():
    p = np.linspace(0, 1, 41)
    root = np.sqrt(js_divergence(two(p)[:, None], two(p)[None]))
    assert np.all(root[:, None, :] <= root[:, :, None] + root[None, :, :] + 1e-12)


@pytest.mark.parametrize(
    ("x", "first", "second"), [(-1, 0, 0.129539), (0, 0.041168, 0.310954), (1, 0.072296, 0.527203)]
)
def test_j_of_the_article_s_models_is_that_of_the_text(x, first, second):
    one, two_, three = (two(expit(bias + weight * x)) for bias, weight in ARTICLE)
    assert js_divergence(one, two_, base=2) == pytest.approx(first, abs=5e-7)
    assert js_divergence(one, three, base=2) == pytest.approx(second, abs=5e-7)


@pytest.mark.parametrize(("p", "q"), [(0.9, 0.2), (0.0, 1.0), (0.3, 0.31), (0.5, 0.5), (1.0, 0.6)])
def test_gap_under_the_dome_is_the_measure_of_scipy(p, q):
    made, number = figure("jensen-shannon").curves(p, q), figure("jensen-shannon").readouts(p, q)
    root = scipy.spatial.distance.jensenshannon([p, 1 - p], [q, 1 - q], base=2)
    low, high = made["gap"][1]
    assert [high - low, root**2] == pytest.approx([number["J"]] * 2, abs=1e-12)
    assert (made["at_J"][1][0], made["at_root"][1][0]) == (number["J"], number["root"])
    assert number["H"] - number["mean"] == pytest.approx(number["J"], abs=1e-12)


# --- a model and its flip ---


@pytest.mark.parametrize(("z", "nats"), [(1, 0.462117), (2, 1.523188), (5, 4.933071)])
def test_divergence_of_a_model_from_its_flip_is_that_of_the_text(z, nats):
    found = figure("flipped-model").readouts(bias=0.0, weight=1.0, x=float(z), unit="nat")
    assert found["D"] == pytest.approx(nats, abs=5e-7)


@pytest.mark.parametrize(("bias", "weight"), [(0, 1), (1, 2), (-10, -5), (12, 0), (-12, 6)])
def test_measures_of_a_flip_are_those_of_its_two_distributions(bias, weight):
    made = figure("flipped-model").curves(bias=bias, weight=weight, x=1.0, unit="nat")
    x = made["P"][0]
    p, q = two(made["P"][1]), two(made["flipped"][1])
    assert made["flipped"][1] == pytest.approx(expit(-(bias + weight * x)), rel=1e-12)
    assert made["H"][1] == pytest.approx(bump(bias + weight * x), abs=1e-14)
    assert made["JS"][1] == pytest.approx(js_divergence(p, q), abs=1e-12)
    assert made["D"][1] == pytest.approx(kl_divergence_from_logits(bias + weight * x, -bias - weight * x), rel=1e-12)


@pytest.mark.parametrize(("unit", "whole"), [("nat", math.log(2)), ("bit", 1)])
def test_entropy_and_jensen_shannon_of_a_flip_add_up_to_one_bit(unit, whole):
    made = figure("flipped-model").curves(bias=1.0, weight=2.0, x=0.0, unit=unit)
    assert made["H"][1] + made["JS"][1] == pytest.approx(whole)


# --- the two maps ---


@pytest.mark.parametrize("level", LEVELS)
def test_bands_of_the_left_map_begin_where_entropies_differ_by_their_level(level):
    for region in _entropies_apart(level):
        p, q = region.T
        assert abs(bump_of(p) - bump_of(q)) == pytest.approx(level, abs=2e-6)


@pytest.mark.parametrize("level", LEVELS)
def test_bands_of_the_right_map_begin_where_j_has_their_level(level):
    for region in _predictions_apart(level):
        inner = region[:-1]  # the last point is the corner of the square, where J is 1
        assert js_divergence(two(inner[:, 0]), two(inner[:, 1]), base=2) == pytest.approx(level, abs=1e-9)
        assert sorted(region[-1]) == [0, 1]


def bump_of(p):
    """Entropy in bits of a yes-or-no question with probability p."""
    return (entr(p) + entr(1 - p)) * BIT


@pytest.mark.parametrize(("p", "q"), [(0.9, 0.6), (0.9, 0.1), (0.3, 0.3), (0.0, 1.0)])
def test_readouts_of_the_maps_are_those_of_scipy(p, q):
    def js(a, b):
        return scipy.spatial.distance.jensenshannon([a, 1 - a], [b, 1 - b], base=2) ** 2

    found = figure("comparison-map").readouts(p, q)
    expected = {"difference": abs(bump_of(p) - bump_of(q)), "J": js(p, q), "mirror": js(p, 1 - q)}
    assert found == pytest.approx(expected, abs=1e-12)


# --- the reader's turn ---

TURN = turn.run("03-multiple-distributions")
STOPS = [round(0.05 * each, 2) for each in range(21)]
UNLIKE = [pair for pair in itertools.product(STOPS, repeat=2) if pair[0] != pair[1]]


def told(w, p, q) -> float:
    """Return what the answer tells about the coin, in bits: its mean divergence from the mixture, term by term."""
    m = w * p + (1 - w) * q
    terms = [
        weight * chance * math.log2(chance / mixed)
        for weight, other in ((w, p), (1 - w, q))
        for chance, mixed in ((other, m), (1 - other, 1 - m))
        if weight * chance > 0
    ]
    return math.fsum(terms)


@functools.cache
def capacity(p, q) -> tuple[float, float]:
    """Return the best coin and what is told about it."""
    found = minimize_scalar(lambda w: -told(w, p, q), bounds=(0, 1), method="bounded", options={"xatol": 1e-9})
    return found.x, -found.fun


@pytest.mark.parametrize(("p", "q"), [(1.0, 0.5), (0.3, 0.95), (0.0, 1.0), (0.4, 0.4), (0.05, 0.0)])
def test_solid_curve_is_the_mean_divergence_from_the_mixture(p, q):
    w, answer = TURN["told"](p, q)["answer"]
    assert answer == pytest.approx([told(each, p, q) for each in w], abs=1e-12)


def test_dashed_curve_is_the_entropy_of_the_coin():
    w, coin = TURN["told"](0.2, 0.7)["coin"]
    assert coin == pytest.approx(bump_of(w), abs=1e-14)


@pytest.mark.parametrize(("p", "q"), UNLIKE[::7])
def test_fair_coin_is_told_the_jensen_shannon_divergence(p, q):
    js = scipy.spatial.distance.jensenshannon([p, 1 - p], [q, 1 - q], base=2) ** 2
    assert TURN["coins"](p, q)["J"] == pytest.approx(js, abs=1e-12)


@pytest.mark.parametrize(("p", "q"), UNLIKE[::7])
def test_best_coin_is_the_one_that_a_search_finds(p, q):
    place, most = capacity(p, q)
    found = TURN["coins"](p, q)
    assert float(found["place"]) == pytest.approx(place, abs=0.0051)
    assert found["most"] == pytest.approx(most, rel=1e-3)


def test_yes_against_a_fair_answer_has_the_capacity_of_its_closed_form():
    place, most = capacity(1.0, 0.5)
    assert (place, most) == pytest.approx((0.6, math.log2(5 / 4)), abs=1e-6)
    assert TURN["coins"](1.0, 0.5)["most"] == pytest.approx(0.321928, abs=5e-7)


with mpmath.workdps(40):
    # Of what is told of the best coin, at least this share is told of the fair one.
    BOUND = mpmath.e * mpmath.log(2) / 2


def share(t, w) -> mpmath.mpf:
    """Return what an answer adds that the first gives with probability 1 and the second with t."""
    m = w + (1 - w) * t
    return (1 - w) * (t * mpmath.log(t) if t else mpmath.mpf(0)) - m * mpmath.log(m)


def most(t) -> tuple[mpmath.mpf, mpmath.mpf]:
    """Return the w at which an answer adds most, and how much, by the closed form of the text."""
    L = -t * mpmath.log(t) / (1 - t) if t else mpmath.mpf(0)
    return (mpmath.exp(L - 1) - t) / (1 - t), mpmath.exp(L - 1) - L


def test_bound_of_the_fair_coin_is_the_number_of_the_text():
    assert f"{float(100 * BOUND):.3f}" == "94.208"


def test_fair_coin_keeps_the_bound_for_every_pair_and_comes_as_close_as_one_likes():
    shares = [told(0.5, p, q) / capacity(p, q)[1] for p, q in UNLIKE]
    assert min(shares) > BOUND
    with mpmath.workdps(40):
        near = []
        for exponent in (2, 4, 8):
            q = mpmath.mpf(10) ** -exponent  # yes by the second alone; no by both, the second a little less often
            best = mpmath.log(1 + q * (1 - q) ** ((1 - q) / q))  # capacity of the Z-channel, in nats
            near.append((q * share(0, mpmath.mpf(1) / 2) + share(1 - q, mpmath.mpf(1) / 2)) / best)
        assert near == sorted(near, reverse=True)
        assert 0 < near[-1] - BOUND < 1e-8


def test_each_answer_alone_keeps_the_bound_and_adds_most_where_the_proof_says():
    with mpmath.workdps(40):
        ratios, half = [], mpmath.mpf(1) / 2
        for t in [mpmath.mpf(k) / 200 for k in range(200)]:
            place, height = most(t)
            assert 1 / mpmath.e <= place < half
            assert mpmath.almosteq(share(t, place), height, 1e-30)
            assert all(share(t, place + aside) < height for aside in (-1e-3, 1e-3))
            ratios.append(share(t, half) / height)
        assert mpmath.almosteq(ratios[0], BOUND, 1e-30)
        assert ratios == sorted(ratios)
        assert 1 - ratios[-1] < 1e-4


@pytest.mark.parametrize("K", [2, 3, 5])
def test_fair_coin_keeps_the_bound_for_any_number_of_answers(K):
    w = np.linspace(0, 1, 2001)[:, None]
    p, q = np.random.default_rng(K).dirichlet(np.full(K, 0.2), size=(2, 200))
    for first, second in zip(p, q, strict=True):
        tells = entropy(w * first + (1 - w) * second) - (w * [entropy(first)] + (1 - w) * [entropy(second)])[:, 0]
        assert tells[1000] > float(BOUND) * tells.max()
        assert 1 / math.e - 1e-3 < w[tells.argmax(), 0] < 1 - 1 / math.e + 1e-3


def test_best_coin_of_an_even_pair_is_the_fair_one():
    for p in STOPS:
        if p != 0.5:
            assert TURN["coins"](p, round(1 - p, 2))["place"] == "0.50"


def test_certain_opposites_tell_the_coin_itself():
    made = TURN["told"](1.0, 0.0)
    assert made["answer"][1] == pytest.approx(made["coin"][1], abs=1e-14)


def test_equal_answers_tell_nothing_and_no_coin_is_the_best():
    for p in STOPS:
        made, said = TURN["told"](p, p), TURN["coins"](p, p)
        assert made["answer"][1] == pytest.approx(np.zeros(101), abs=1e-14)
        assert [len(each) for each in made["best"]] == [0, 0]
        assert (said["J"], said["most"], said["place"]) == (0, 0, "none")
        assert math.isnan(said["share"])


def test_every_other_pair_has_one_best_coin():
    assert {len(TURN["told"](p, q)["best"][0]) for p, q in UNLIKE} == {1}


def test_turn_does_not_begin_where_its_question_is_answered():
    """The question is whether the fair coin is always the best: at the start it is."""
    assert TURN["coins"]()["place"] == "0.50"


def test_figure_of_the_turn_is_light_and_exact_on_the_website():
    baked = TURN["figure"].baked()
    assert baked.bytes < 15 * 1024
    assert baked.error <= 0.002


# --- the page ---


def test_what_cells_print_fits_a_phone(site, new_page):
    """No column that the prose asks for lies outside a window of 390 pixels; asides are opened as well."""
    page = new_page(viewport={"width": 390, "height": 844}).page
    page.goto((site / "chapters/03-multiple-distributions.html").as_uri())
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    wide = page.evaluate(
        """() => [...document.querySelectorAll(".cell_output pre, .explorer-table, table")]
          .filter((each) => each.checkVisibility())
          .filter((each) => each.scrollWidth > each.clientWidth || each.getBoundingClientRect().right > innerWidth)
          .map((each) => each.closest("[id]").id)"""
    )
    assert page.locator(".cell_output pre").count() > 10
    assert wide == []


# --- what the text suggests to change ---


def test_silence_two_times_in_ten_leaves_eighty_percent():
    changed = turn.run(
        "03-multiple-distributions",
        (("[p, 1 - p]", "[0.8 * p, 0.8 * (1 - p), 0.2]"), ("[q, 1 - q]", "[0.8 * q, 0.8 * (1 - q), 0.2]")),
    )
    for p, q in UNLIKE[::17]:
        before, after = (each["told"](p, q) for each in (TURN, changed))
        assert after["answer"][1] == pytest.approx(0.8 * before["answer"][1], abs=1e-12)
        assert after["best"][0] == before["best"][0]


def test_flip_as_the_second_filter_puts_the_top_in_the_middle():
    changed = turn.run("03-multiple-distributions", (("np.array([q, 1 - q])", "np.array([1 - p, p])"),))
    for p in STOPS:
        _, answer = changed["told"](p, 0.3)["answer"]
        assert answer[50] == answer.max() == pytest.approx(1 - bump_of(p), abs=1e-12)
