"""Chapter 4: what its figures compute and what its text states, against SciPy, mpmath, quadrature and root finding."""

import math
import re

import mpmath
import nbformat
import numpy as np
import pytest
import scipy.stats
from scipy.integrate import quad
from scipy.optimize import brentq, minimize_scalar
from scipy.special import entr, expit, rel_entr, xlogy
from scipy.special import softmax as special_softmax
from sklearn.metrics import log_loss

import turn
from crossentropy import (
    LogisticModel,
    cross_entropy,
    cross_entropy_from_logits,
    entropy,
    js_divergence,
    kl_divergence,
    kl_divergence_from_logits,
)
from crossentropy.figures import figure
from crossentropy.figures.logistic_cross_entropy import _below
from livefigure.functions.sliders import stops as slider_stops

BIT = 1 / math.log(2)
S1, S2, S3 = LogisticModel(0, 1), LogisticModel(1, 2), LogisticModel(-10, -5)
CHANCE = np.random.default_rng(7)
PAIRS = [(CHANCE.dirichlet(np.ones(k)), CHANCE.dirichlet(np.ones(k))) for k in (2, 2, 3, 5, 10)]
QUESTIONS = [(0.9, 0.6), (0.4, 0.8), (0.2, 0.05), (0.5, 0.3), (0.01, 0.99), (0.7, 0.7), (1.0, 0.35), (0.0, 0.5)]


def two(p):
    return np.array([p, 1 - p])


def close(value, tolerance=1e-12):
    return pytest.approx(value, rel=tolerance, abs=tolerance)


def scipy_cross_entropy(p, q):
    return float(-xlogy(p, q).sum())


def values_of(name, **changes):
    return {**figure(name).defaults, **changes}


def readouts(name, **changes):
    return figure(name).readouts(**values_of(name, **changes))


def curves(name, **changes):
    return figure(name).curves(**values_of(name, **changes))


# --- the identities of the text ---


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_cross_entropy_is_entropy_plus_divergence(p, q):
    assert cross_entropy(p, q) == close(scipy.stats.entropy(p) + scipy.stats.entropy(p, q))


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_divergence_is_what_lies_between_the_logarithm_and_its_tangent(p, q):
    t = q / p
    terms = p * (t - 1 - np.log(t))
    assert terms.min() >= 0
    assert terms.sum() == close(rel_entr(p, q).sum(), 1e-10)


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_no_prediction_beats_the_truth(p, q):
    assert cross_entropy(p, q) > entropy(p)
    assert cross_entropy(p, p) == close(entropy(p))


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_gap_to_the_prediction_is_a_sum_over_the_outcomes(p, q):
    assert cross_entropy(p, q) - entropy(q) == close(np.sum((q - p) * np.log(q)), 1e-10)


@pytest.mark.parametrize(("p", "q"), QUESTIONS)
def test_gap_to_the_prediction_is_step_times_logit(p, q):
    with mpmath.workdps(30):
        a, b = mpmath.mpf(p), mpmath.mpf(q)
        gap = -(a - b) * mpmath.log(b) - ((1 - a) - (1 - b)) * mpmath.log(1 - b)
        assert mpmath.almosteq(gap, (b - a) * mpmath.log(b / (1 - b)), 1e-25)
    assert cross_entropy(two(p), two(q)) - entropy(two(q)) == close((q - p) * math.log(q / (1 - q)))


@pytest.mark.parametrize("q", [0.05, 0.3, 0.5, 0.6, 0.93])
def test_cross_entropy_is_the_tangent_of_the_entropy_at_the_prediction(q):
    slope = mpmath.diff(lambda t: -t * mpmath.log(t) - (1 - t) * mpmath.log(1 - t), q)
    for p in np.linspace(0, 1, 21):
        tangent = float(entropy(two(q)) + slope * (p - q))
        assert cross_entropy(two(p), two(q)) == close(tangent)


def test_truth_beyond_the_prediction_is_exactly_where_the_cross_entropy_is_below_its_entropy():
    grid = np.linspace(0.005, 0.995, 199)
    p, q = np.meshgrid(grid, grid)
    gap = -xlogy(p, q) - xlogy(1 - p, 1 - q) - entr(q) - entr(1 - q)
    beyond = ((p - 0.5) * (q - 0.5) > 1e-12) & (np.abs(p - 0.5) > np.abs(q - 0.5) + 1e-12)
    assert np.array_equal(gap < -1e-12, beyond)


@pytest.mark.parametrize("law", [scipy.stats.uniform(), scipy.stats.beta(0.5, 0.5), scipy.stats.beta(5, 5)])
def test_chance_of_less_surprise_than_expected_is_one_quarter(law):
    above, _ = quad(lambda q: law.pdf(q) * law.sf(q), 0.5, 1)
    below, _ = quad(lambda q: law.pdf(q) * law.cdf(q), 0, 0.5)
    assert above + below == pytest.approx(0.25, abs=1e-7)


@pytest.mark.parametrize("a", [-3.0, -0.4, 0.7, 2.0, 6.0])
def test_both_orders_agree_only_for_the_same_and_the_mirrored_prediction(a):
    b = np.linspace(-12, 12, 4801)
    gap = cross_entropy_from_logits(a, b) - cross_entropy_from_logits(b, a)
    inside = np.abs(b) < abs(a) - 1e-9
    outside = np.abs(b) > abs(a) + 1e-9
    assert gap[inside].max() < 0 < gap[outside].min()
    assert cross_entropy_from_logits(a, -a) == close(cross_entropy_from_logits(-a, a))


@pytest.mark.parametrize("z", [0.0, 1e-6, 1.0, 2.0, 3.0, 5.0, 40.0])
def test_divergence_of_a_flipped_model(z):
    with mpmath.workdps(40):
        assert kl_divergence_from_logits(z, -z) == close(float(z * mpmath.tanh(mpmath.mpf(z) / 2)))


def test_too_sure_costs_more_than_too_careful():
    a, b = np.meshgrid(np.linspace(0.05, 6, 60), np.linspace(0.05, 6, 60))
    surer = b > a + 1e-9
    gap = kl_divergence_from_logits(a, b) - kl_divergence_from_logits(b, a)
    assert gap[surer].min() > 0


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_divergence_lies_between_pinsker_and_chi_square(p, q):
    low, high = np.sum(np.abs(p - q)) ** 2 / 2, np.sum((p - q) ** 2 / q)
    assert low <= scipy.stats.entropy(p, q) <= high


@pytest.mark.parametrize(("p", "q"), PAIRS)
def test_jensen_shannon_is_the_mean_divergence_to_the_mixture(p, q):
    m = (p + q) / 2
    mean = (scipy.stats.entropy(p, m) + scipy.stats.entropy(q, m)) / 2
    assert js_divergence(p, q) == close(mean)
    assert entropy(m) - (entropy(p) + entropy(q)) / 2 == close(mean)


def test_mutual_information_is_the_divergence_from_independence():
    joint = CHANCE.dirichlet(np.ones(12)).reshape(3, 4)
    rows, columns = joint.sum(axis=1), joint.sum(axis=0)
    shared = scipy.stats.entropy(rows) + scipy.stats.entropy(columns) - scipy.stats.entropy(joint.ravel())
    assert kl_divergence(joint.ravel(), np.outer(rows, columns).ravel()) == close(shared)


# --- numbers of the text ---


def test_golden_table_of_the_logistic_models():
    x = np.array([-3, -2, -1, -0.5, 0, 1, 2])
    rows = {
        (S1, S2): [0.243845, 0.406196, 0.582203, 0.693147, 0.813262, 0.855412, 0.602730],
        (S2, S1): [0.068666, 0.221780, 0.582203, 0.724077, 0.693147, 0.360688, 0.140314],
    }
    for (true, said), expected in rows.items():
        p, q = expit(true.logit(x)), expit(said.logit(x))
        assert true.cross_entropy(said, x) == close(-xlogy(p, q) - xlogy(1 - p, 1 - q))
        assert true.cross_entropy(said, x) == pytest.approx(expected, abs=5e-7)


def test_third_model_as_a_prediction_leaves_the_plot_and_the_figure_says_how_high_it_climbs():
    assert S1.cross_entropy(S3, [1.0, 2.0]) == pytest.approx([10.96588, 17.61594], abs=5e-6)
    assert "leaves the plot: in this window it reaches 39.90 nat" in figure("logistic-cross-entropy").sentence(
        **values_of("logistic-cross-entropy", **models(S1, S3))
    )


def test_surprise_of_one_who_is_sure_and_wrong_rises_nearly_like_the_logit():
    rises = np.diff(S1.cross_entropy(S3, np.arange(3.0, 41.0)))
    assert f"{rises[2]:.2f}" == "5.14"  # from 5 to 6, the end of the window
    assert np.all(np.diff(rises[:20]) < 0)
    assert rises[-1] == close(5, 1e-9)


def test_valley_and_the_drier_one_in_bits():
    """A forecast of 60 % where 90 % is true, and the other way round: expected, got, due, wasted."""
    rows = {
        (0.9, 0.6): [0.970951, 0.795462, 0.468996, 0.326466],
        (0.6, 0.9): [0.468996, 1.419973, 0.970951, 0.449022],
    }
    for (p, q), expected in rows.items():
        p, q = two(p), two(q)
        found = [scipy.stats.entropy(q), scipy_cross_entropy(p, q), scipy.stats.entropy(p), scipy.stats.entropy(p, q)]
        assert np.array(found) * BIT == pytest.approx(expected, abs=5e-7)
    (_, careful, due, _), (_, sure, other, _) = rows.values()
    assert (other - due) / (sure - careful) == pytest.approx(4 / 5, abs=0.005)


def test_dry_days_are_had_at_a_discount():
    p, q = two(0.9), two(0.6)
    assert rel_entr(p, q) * BIT == pytest.approx([0.526466, -0.2], abs=5e-7)


def test_each_nought_in_a_small_probability_costs_the_same():
    terms = [-0.1 * math.log2(dry) for dry in (1e-2, 1e-3, 1e-4, 1e-5)]
    assert np.diff(terms) == pytest.approx([0.332193] * 3, abs=5e-7)


@pytest.mark.parametrize(
    ("true", "said", "bounds", "depth", "at"),
    [(S1, S2, (-1, -0.5), 0.028445, -0.73659), (S2, S1, (0, 6), 0.246763, 1.46718)],
)
def test_deepest_dip_below_the_entropy_of_the_prediction(true, said, bounds, depth, at):
    def gap(x):
        return float(true.cross_entropy(said, x) - said.entropy(x))

    found = minimize_scalar(gap, bounds=bounds, method="bounded", options={"xatol": 1e-10})
    assert -found.fun == pytest.approx(depth, abs=5e-7)
    assert found.x == pytest.approx(at, abs=5e-6)


def test_largest_difference_between_the_orders():
    def gap(x):
        return float(S2.cross_entropy(S1, x) - S1.cross_entropy(S2, x))

    found = minimize_scalar(gap, bounds=(0, 4), method="bounded", options={"xatol": 1e-10})
    assert (-found.fun, found.x) == pytest.approx((0.523082, 1.35994), abs=6e-6)


def test_old_code_on_new_words():
    lengths = np.array([1, 2, 3, 3])
    new = [[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4], [0.7, 0.2, 0.05, 0.05], [1 / 8, 1 / 2, 1 / 4, 1 / 8]]
    assert np.array(new) @ lengths == close(np.array([1.9, 2.6, 1.4, 2.25]))


def test_no_frequencies_make_a_code_dearer_than_its_longest_word():
    cost = readouts("wrong-code", new_dog=0, new_cat=0, new_fish=0, new_bird=16)["H_pq"]
    assert cost == close(3)
    drawn = np.random.default_rng(4).dirichlet(np.ones(4), 2000)
    assert (drawn @ np.array([1, 2, 3, 3])).max() < 3
    alone = {"new_dog": 0, "new_cat": 0, "new_fish": 0, "new_bird": 16}
    rarer = readouts("wrong-code", **alone, old_dog=16, old_cat=16, old_fish=16, old_bird=1)["H_pq"]
    assert rarer == close(math.log2(49))  # the end of the sliders


def test_at_one_tenth_the_diamond_has_left_the_plot():
    """The picture ends at 1.5 in either unit."""
    for unit in ("nat", "bit"):
        assert (
            readouts("tangent-line", q=0.6, unit=unit)["H_pq"]
            < 1.5
            < readouts("tangent-line", q=0.1, unit=unit)["H_pq"]
        )


def test_who_reads_the_barometer_pays_less_than_the_share_asks():
    """Whatever the heights of the barometer: conditioning lowers the entropy."""
    for heights in np.random.default_rng(9).normal(2, 2, (50, 200)):
        chances = expit(heights)
        assert np.mean(entropy(np.stack([chances, 1 - chances], axis=-1))) < entropy(
            [chances.mean(), 1 - chances.mean()]
        )


def test_three_classes_both_ways_in_bits():
    p, q = np.array([0.1, 0.4, 0.5]), np.array([0.8, 0.15, 0.05])
    found = [scipy_cross_entropy(p, q), scipy_cross_entropy(q, p), rel_entr(p, q).sum(), rel_entr(q, p).sum()]
    assert np.array(found) * BIT == pytest.approx([3.287943, 2.905832, 1.926979, 2.021648], abs=5e-7)
    assert js_divergence(p, q, base=2) == pytest.approx(0.420201, abs=5e-7)


# --- what the chapter says of other libraries ---


@pytest.mark.parametrize(("kind", "most"), [(np.float64, "36.04"), (np.float32, "15.94")])
def test_log_loss_of_what_was_ruled_out_is_finite(kind, most):
    found = log_loss([1], np.array([0], dtype=kind), labels=[0, 1])
    assert f"{found:.2f}" == most
    assert found == pytest.approx(-math.log(np.finfo(kind).eps), rel=1e-6)
    assert cross_entropy([0, 1], [1, 0]) == math.inf


def test_log_loss_refuses_soft_labels_and_takes_hard_decisions_in_either_order():
    with pytest.raises(ValueError, match="label"):
        log_loss([0.9, 0.1], [0.6, 0.4])
    labels, decisions = [1, 0, 1], [1, 1, 0]
    assert f"{log_loss(labels, decisions):.2f}" == f"{log_loss(decisions, labels):.2f}" == "24.03"


@pytest.mark.parametrize("logits", [[2.0, -1.0], [-0.5, 0.5], [0.5, 1.5]])
def test_log_loss_refuses_logits_outside_0_and_1(logits):
    with pytest.raises(ValueError, match=r"values (greater|less|lower) than"):
        log_loss([1, 0], logits)


def test_softmax_of_probabilities_never_gets_down_to_nothing():
    assert special_softmax([0.6, 0.4])[0] == pytest.approx(0.55, abs=0.0005)
    least = -math.log(special_softmax([1.0, 0.0])[0])
    assert least == close(math.log1p(math.exp(-1)))
    assert f"{least:.2f}" == "0.31"


def test_greatest_losses_that_the_text_names_are_those_of_the_documented_limits():
    """Keras keeps a probability 1e-7 away from 0 and 1; PyTorch's binary loss, a logarithm at -100 or above."""
    cells = {cell.id: cell.source for cell in nbformat.read(turn.CHAPTERS / "04-cross-entropy.ipynb", 4).cells}
    limits = {
        "log_loss": np.finfo(float).eps,
        "CategoricalCrossentropy": 1e-7,
        "F.binary_cross_entropy": math.exp(-100),
    }
    listed = re.split(r"^- ", cells["libraries"].split("\n\n**")[0], flags=re.MULTILINE)[1:]
    found = {re.search("`(.+?)`", each)[1]: re.search(r"at\s+most\s+([\d.]+) nat", each) for each in listed}
    assert {name: float(most[1]) for name, most in found.items() if most} == {
        name: pytest.approx(-math.log(least), abs=0.005) for name, least in limits.items()
    }


# --- wrong-code ---

WORDS = ("dog", "cat", "fish", "bird")


def weights(when, numbers):
    return dict(zip((f"{when}_{word}" for word in WORDS), numbers, strict=True))


CODES = [
    ((2, 8, 4, 2), (8, 4, 2, 2)),
    ((14, 4, 1, 1), (8, 4, 2, 2)),
    ((0, 0, 0, 16), (16, 16, 16, 1)),
    ((3, 1, 0, 7), (1, 9, 4, 2)),
]


@pytest.mark.parametrize(("new", "old"), CODES)
def test_readouts_of_the_wrong_code_are_those_of_scipy(new, old):
    p, q = np.array(new) / sum(new), np.array(old) / sum(old)
    assert readouts("wrong-code", **weights("new", new), **weights("old", old)) == close(
        {
            "H_pq": scipy_cross_entropy(p, q) * BIT,
            "H_p": scipy.stats.entropy(p, base=2),
            "D": scipy.stats.entropy(p, q, base=2),
            "before": scipy.stats.entropy(q, base=2),
        }
    )


def areas(curve):
    """Return the area of each rectangle (left, left, right, right, gap)."""
    x, y = (np.append(each, np.nan).reshape(-1, 5) for each in curve)
    return (x[:, 2] - x[:, 1]) * y[:, 1]


@pytest.mark.parametrize(("new", "old"), CODES)
def test_areas_of_the_words_add_up_to_the_bars(new, old):
    setting = weights("new", new) | weights("old", old)
    made, number = curves("wrong-code", **setting), readouts("wrong-code", **setting)
    for words, bar in (("old", "H_pq"), ("own", "H_p")):
        assert areas(made[words]).sum() == close(areas(made[bar]).sum()) == close(number[bar])


@pytest.mark.parametrize(("new", "old"), CODES)
def test_everything_stays_inside_the_plot(new, old):
    made = curves("wrong-code", **weights("new", new), **weights("old", old))
    assert max(np.nanmax(y) for _, y in made.values()) <= 6


def test_without_words_there_is_no_average():
    setting = values_of("wrong-code", **weights("new", (0, 0, 0, 0)))
    number = figure("wrong-code").readouts(**setting)
    assert [key for key in number if math.isnan(number[key])] == ["H_pq", "H_p", "D"]
    assert "nothing to average" in figure("wrong-code").sentence(**setting)


# --- tangent-line ---


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize(("p", "q"), QUESTIONS)
def test_readouts_of_the_tangent_are_those_of_scipy(p, q, unit, size):
    assert readouts("tangent-line", p=p, q=q, unit=unit) == close(
        {
            "H_pq": scipy_cross_entropy(two(p), two(q)) * size,
            "H_p": scipy.stats.entropy(two(p)) * size,
            "D": scipy.stats.entropy(two(p), two(q)) * size,
            "H_q": scipy.stats.entropy(two(q)) * size,
        }
    )


@pytest.mark.parametrize(("p", "q"), QUESTIONS)
def test_drawn_tangent_read_at_p_is_the_cross_entropy(p, q):
    made = curves("tangent-line", p=p, q=q)
    (x, y), number = made["tangent"], readouts("tangent-line", p=p, q=q)
    assert np.interp(p, x, y) == close(number["H_pq"])
    assert np.interp(q, x, y) == close(number["H_q"])


@pytest.mark.parametrize("q", [0.01, 0.3, 0.5, 0.6, 0.99])
def test_drawn_tangent_is_nowhere_below_the_dome(q):
    made = curves("tangent-line", q=q)
    (x, dome), tangent = made["H"], made["tangent"]
    assert np.min(np.interp(x, *tangent) - dome) >= -1e-12


# --- below-entropy-map ---


@pytest.mark.parametrize(("p", "q"), QUESTIONS)
def test_step_on_the_map_is_that_of_scipy(p, q):
    gap = scipy_cross_entropy(two(p), two(q)) - scipy.stats.entropy(two(q))
    assert readouts("below-entropy-map", p=p, q=q)["step"] == close(gap)


def test_filled_triangles_of_the_map_are_where_the_cross_entropy_is_below():
    """The triangles read back from the picture."""
    chosen = figure("below-entropy-map")
    triangles = [each.get_path() for each in chosen.draw(**chosen.defaults).axes[0].patches]
    grid = np.linspace(0.0125, 0.9875, 40)
    for p in grid:
        for q in grid:
            if abs(p - q) > 1e-6:
                filled = any(each.contains_point((p, q)) for each in triangles)
                assert filled == (readouts("below-entropy-map", p=p, q=q)["step"] < 0), (p, q)


# --- logistic-cross-entropy ---


def models(p, q):
    return {"p_bias": p.bias, "p_weight": p.weight, "q_bias": q.bias, "q_weight": q.weight}


@pytest.mark.parametrize(
    ("p", "q", "intervals"),
    [
        (S1, S2, [(-1, -0.5)]),
        (S2, S1, [(-math.inf, -1), (0, math.inf)]),
        (S2, S3, [(-2, -11 / 7)]),
        (S1, S1, []),
        (S1, LogisticModel(0, 0), []),
        (LogisticModel(2, 0), LogisticModel(1, 0), [(-math.inf, math.inf)]),
        (LogisticModel(1, 0), LogisticModel(2, 0), []),
        (LogisticModel(0, 2), S1, [(-math.inf, 0), (0, math.inf)]),
    ],
)
def test_intervals_below_the_entropy_of_the_prediction(p, q, intervals):
    found = _below(p.bias, p.weight, q.bias, q.weight)
    assert np.ravel(found) == close(np.ravel(intervals))


@pytest.mark.parametrize("number", range(20))
def test_intervals_of_random_models_end_where_the_curves_cross(number):
    bias, weight, other_bias, other_weight = np.random.default_rng(number).uniform(-4, 4, 4).round(1)
    p, q = LogisticModel(bias, weight), LogisticModel(other_bias, other_weight)

    def gap(x):
        return float(p.cross_entropy(q, x) - q.entropy(x))

    x = np.linspace(-6, 6, 1201) + 1e-4
    signs = np.sign(p.cross_entropy(q, x) - q.entropy(x))
    crossings = [brentq(gap, x[i], x[i + 1], xtol=1e-12) for i in np.flatnonzero(signs[:-1] * signs[1:] < 0)]
    ends = [each for each in np.ravel(_below(bias, weight, other_bias, other_weight)) if x[0] < each < x[-1]]
    assert ends == pytest.approx(crossings, abs=1e-6)


@pytest.mark.parametrize(("p", "q", "share"), [(S1, S2, 100 / 24), (S2, S1, 1100 / 12), (S1, S1, 0)])
def test_shaded_share_of_the_window(p, q, share):
    assert readouts("logistic-cross-entropy", **models(p, q))["share"] == close(share)


@pytest.mark.parametrize(("p", "q"), [(S1, S2), (S2, S1), (S1, S3), (S3, S2)])
def test_band_covers_the_drawn_points_below(p, q):
    made = curves("logistic-cross-entropy", **models(p, q))
    x = made["H_p"][0][1:-1]  # at the ends of the window the band ends as well
    corners = np.append(made["below"][0], np.nan).reshape(-1, 5)
    inside = np.any([(x > left + 1e-9) & (x < right - 1e-9) for left, right in corners[:, 1:3]], axis=0)
    assert np.array_equal(inside, (made["H_pq"][1] < made["H_q"][1] - 1e-14)[1:-1])


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize(("p", "q"), [(S1, S2), (S2, S1), (S1, S1)])
def test_mean_divergence_is_that_of_quadrature(p, q, unit, size):
    def divergence(x):
        return float(rel_entr(*expit([p.logit(x), q.logit(x)])) + rel_entr(*expit([-p.logit(x), -q.logit(x)])))

    mean = quad(divergence, -6, 6, epsabs=1e-10)[0] / 12
    found = readouts("logistic-cross-entropy", **models(p, q), unit=unit)["divergence"]
    assert found == pytest.approx(mean * size, abs=5e-6)


@pytest.mark.parametrize(("p", "q", "largest"), [(S1, S2, 0.884681), (S2, S1, 0.734501)])
def test_largest_cross_entropy_drawn(p, q, largest):
    assert readouts("logistic-cross-entropy", **models(p, q))["largest"] == pytest.approx(largest, abs=1e-4)


def test_equal_models_are_one_curve():
    setting = models(S3, S3)
    made = curves("logistic-cross-entropy", **setting)
    assert made["H_p"][1] == close(made["H_pq"][1])
    assert made["below"][0].size == 0
    assert "the same" in figure("logistic-cross-entropy").sentence(**values_of("logistic-cross-entropy", **setting))


# --- the reader's turn ---


def two_directions(*changes):
    return turn.run("04-cross-entropy", changes)


TURN = two_directions()
CENTRES = TURN["centres"]


def log_truth(x, bumps, left=0.5):
    """Return the log density of the two bumps."""
    logs = [scipy.stats.norm.logpdf(x, place, 0.5) for place in (-bumps, bumps)]
    return np.logaddexp(math.log(left) + logs[0], math.log(1 - left) + logs[1])


def integral(f):
    return quad(f, -10, 10, points=[-2, -1.5, -1, 0, 1, 1.5, 2], limit=400, epsabs=1e-10)[0]


def divergences(mean, spread, bumps, left=0.5):
    """Return both divergences of the densities, not cut into bins, by quadrature."""

    def terms(x):
        logs = log_truth(x, bumps, left), scipy.stats.norm.logpdf(x, mean, spread)
        return [math.exp(one) * (one - other) for one, other in (logs, logs[::-1])]

    return [integral(lambda x, first=first: terms(x)[first]) for first in (0, 1)]


def at(curve, centre):
    return curve[1][np.argmin(abs(CENTRES - centre))]


@pytest.mark.parametrize("bumps", [0.5, 1.0, 1.5])
@pytest.mark.parametrize("spread", [0.5, 1.0, 1.2])
@pytest.mark.parametrize("centre", [0.0, -0.7, 1.5])
def test_divergences_of_the_turn_are_those_of_quadrature(centre, spread, bumps):
    made = TURN["two_directions"](spread, bumps)
    found = [at(made[key], centre) for key in ("covering", "seeking")]
    assert found == pytest.approx(divergences(centre, spread, bumps), abs=5e-3)  # the bins end at ±6


@pytest.mark.parametrize("spread", [0.3, 0.8, 1.6, 2.5])
@pytest.mark.parametrize("bumps", [0.25, 1.0, 2.0])
def test_divergence_from_the_truth_has_one_valley_and_it_is_at_its_mean(spread, bumps):
    heights = TURN["two_directions"](spread, bumps)["covering"][1]
    assert CENTRES[heights.argmin()] == close(0)
    assert np.all(np.diff(heights, 2) > 0)


def test_best_spread_is_that_of_the_truth():
    """In closed form: with mean and spread of the truth the divergence is the gap of the two entropies."""
    spread = math.sqrt(0.5**2 + 1.5**2)
    entropy_of_truth = integral(lambda x: -math.exp(log_truth(x, 1.5)) * log_truth(x, 1.5))
    least = math.log(spread * math.sqrt(2 * math.pi * math.e)) - entropy_of_truth
    found = {each: TURN["lowest"](each, 1.5)["covering"] for each in np.arange(3, 26) / 10}
    best = min(found, key=found.get)
    assert best == 1.6 == round(spread, 1)
    assert found[best] == pytest.approx(least, abs=1e-3)
    assert f"{found[best]:.3f}" == "0.462"


def test_hollows_meet_at_the_spread_at_which_the_middle_stops_bending_down():
    """The bend over the mean is minus the model's mean of the bend of log p."""

    def bend(spread):
        return integral(
            lambda x: scipy.stats.norm.pdf(x, 0, spread) * (4 - (1.5 / 0.25) ** 2 / math.cosh(1.5 * x / 0.25) ** 2)
        )

    meet = brentq(bend, 0.5, 2)
    assert 1.1 < meet < 1.2
    for spread in (0.5, 0.8, 1.0, 1.1, 1.2, 1.3, 1.6, 2.5):
        heights = TURN["two_directions"](spread, 1.5)["seeking"][1]
        hollows = CENTRES[1:-1][(np.diff(heights)[:-1] < 0) & (np.diff(heights)[1:] > 0)]
        assert len(hollows) == (2 if spread < meet else 1), spread


def test_narrow_model_overlooks_one_bump_and_pays_for_it():
    made = TURN["two_directions"](0.5, 1.5)["seeking"]
    assert at(made, 1.5) == close(at(made, -1.5), 1e-9)
    assert at(made, 1.5) == pytest.approx(math.log(2), abs=0.005)


def stops(name):
    """Return the values that a slider of the turn stops at."""
    (found,) = [each for each in TURN["figure"]._figure.parameters if each.name == name]
    return slider_stops(found)


@pytest.mark.parametrize(
    ("said", "name"), [(r"bumps (?:stand )?at ±([\d.]*\d)", "bumps"), (r"spread ([\d.]*\d)", "spread")]
)
def test_values_that_the_turn_names_can_be_set(said, name):
    cells = nbformat.read(turn.CHAPTERS / "04-cross-entropy.ipynb", 4).cells
    prose = " ".join(cell.source for cell in cells if cell.cell_type == "markdown" and cell.id.startswith("your-turn"))
    named = {float(each) for each in re.findall(said, " ".join(prose.split()))}
    assert len(named) >= 2
    assert named <= set(stops(name))


def test_close_bumps_are_better_covered_in_both_directions():
    narrow, wide = TURN["lowest"](0.5, 1.25), TURN["lowest"](1.2, 1.25)
    assert [f"{each['seeking']:.3f}" for each in (narrow, wide)] == ["0.676", "0.481"]
    assert wide["covering"] < narrow["covering"]


@pytest.mark.parametrize("bumps", stops("bumps")[1:])
def test_best_model_sits_on_a_bump_exactly_if_they_are_further_apart_than_the_text_says(bumps):
    heights = {spread: TURN["two_directions"](spread, bumps)["seeking"][1] for spread in stops("spread")}
    spread = min(heights, key=lambda each: heights[each].min())
    best = abs(CENTRES[heights[spread].argmin()])
    if bumps > 1.25:
        assert (best, spread) == (pytest.approx(bumps, abs=0.051), pytest.approx(0.5))  # the places are 0.1 apart
        assert heights[spread].min() == pytest.approx(math.log(2), abs=0.005)
    else:
        assert best == close(0)


def test_larger_bump_draws_the_valley_and_deepens_its_hollow():
    changed = two_directions(
        ("(bell(-bumps, 0.5) + bell(bumps, 0.5)) / 2", "0.7 * bell(-bumps, 0.5) + 0.3 * bell(bumps, 0.5)")
    )
    made = changed["two_directions"](0.5, 1.5)
    assert CENTRES[made["covering"][1].argmin()] == close(-0.6)
    assert [at(made["seeking"], each) for each in (-1.5, 1.5)] == pytest.approx(
        [-math.log(0.7), -math.log(0.3)], abs=0.01
    )
    assert at(made["seeking"], 0.3) == pytest.approx(divergences(0.3, 0.5, 1.5, left=0.7)[1], abs=2e-3)


def test_jensen_shannon_in_its_place_stays_below_log_2_and_flattens_out():
    made = two_directions(("kl_divergence(models, truth)", "js_divergence(models, truth)"))
    for spread, bumps in ((0.3, 0), (0.3, 2), (0.5, 1.5), (2.5, 0)):
        assert made["two_directions"](spread, bumps)["seeking"][1].max() < math.log(2)
    heights = made["two_directions"](0.3, 0)["seeking"][1]
    slopes = abs(np.diff(heights))
    assert slopes[-1] < 0.01 * slopes.max()


def test_truth_that_ends_makes_every_bell_curve_infinitely_bad():
    line = "    truth = (bell(-bumps, 0.5) + bell(bumps, 0.5)) / 2\n"
    cut = "    truth = np.where(abs(bins) < 2.5, truth, 0)\n    truth = truth / truth.sum()\n"
    made = two_directions((line, line + cut))["two_directions"](1.0, 1.5)
    assert np.all(np.isinf(made["seeking"][1]))
    assert made["covering"][1].min() == pytest.approx(TURN["lowest"](1.0, 1.5)["covering"], abs=0.1)
