"""Loss: what the figures of chapter 5 compute, and what its text states, against other people's code and quadrature."""

import math

import nbformat
import numpy as np
import pytest
import scipy
from scipy.integrate import quad
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, log_expit, log_softmax, logit, logsumexp, xlogy
from sklearn.metrics import brier_score_loss, log_loss

import turn
from conftest import ROOT
from crossentropy import cross_entropy, datasets, entropy, gradient, loss, newton, perplexity, softmax
from crossentropy.exercises import EXERCISES
from crossentropy.figures import figure

BIT = 1 / math.log(2)
HOURS, PASSED = datasets.hours_passed()
X = np.column_stack([np.ones(20), HOURS])
LABEL, PREDICTION = [0, 1, 0], [0.228, 0.619, 0.153]


def readouts(name: str, **values) -> dict:
    chosen = figure(name)
    return chosen.readouts(**{**chosen.defaults, **values})


def curves(name: str, **values) -> dict:
    chosen = figure(name)
    return chosen.curves(**{**chosen.defaults, **values})


def close(value, tolerance=1e-12):
    return pytest.approx(value, rel=tolerance, abs=tolerance)


# --- log-loss ---


def mean_losses(q, p, gamma):
    """Return the four losses of predicting q, averaged over labels of which a share p is 1."""

    def mean(one, zero):
        return p * one + (1 - p) * zero

    return {
        "log": mean(-np.log(q), -np.log(1 - q)),
        "focal": mean(-((1 - q) ** gamma) * np.log(q), -(q**gamma) * np.log(1 - q)),
        "brier": mean((1 - q) ** 2 + (0 - (1 - q)) ** 2, q**2 + (1 - (1 - q)) ** 2),
        "squared": mean((1 - q) ** 2, q**2),
    }


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize(("y", "noise", "p"), [("1", 0, 1), ("0", 0, 0), ("1", 0.3, 0.7), ("0", 0.3, 0.3)])
@pytest.mark.parametrize("q", [0.01, 0.25, 0.5, 0.99])
def test_what_a_prediction_costs(q, y, noise, p, unit, size):
    expected = mean_losses(q, p, 3.5)
    units = {"log": size, "focal": size, "brier": 1, "squared": 1}
    found = readouts("log-loss", q=q, gamma=3.5, noise=noise, y=y, unit=unit)
    assert found == close({key: expected[key] * units[key] for key in expected})


def test_curves_of_what_a_prediction_costs():
    made = curves("log-loss", noise=0.2, gamma=1.5)
    q, _ = made["log"]
    inside = (q > 1e-3) & (q < 1 - 1e-3)  # nearer to the ends, 1 - q rounds in the oracle
    for key, expected in mean_losses(q[inside], 0.8, 1.5).items():
        assert made[key][1][inside] == close(expected)


@pytest.mark.parametrize("gamma", [0, 0.5, 2, 5])
@pytest.mark.parametrize(("y", "noise"), [("1", 0.05), ("1", 0.3), ("0", 0.2), ("1", 0.5)])
def test_diamonds_stand_at_the_least_mean_loss(y, noise, gamma):
    p = 1 - noise if y == "1" else noise
    at, height = curves("log-loss", y=y, noise=noise, gamma=gamma)["best"]
    grid = np.linspace(1e-4, 1 - 1e-4, 20_001)
    for key, q, least in zip(("log", "focal", "brier", "squared"), at, height, strict=True):
        assert least <= mean_losses(grid, p, gamma)[key].min() + 1e-15
        assert least == close(mean_losses(q, p, gamma)[key])


@pytest.mark.parametrize("noise", [0.05, 0.3, 0.5])
def test_log_loss_and_squares_are_proper_and_the_floor_is_the_entropy(noise):
    at, height = curves("log-loss", noise=noise)["best"]
    assert at[[0, 2, 3]] == close(np.full(3, 1 - noise))
    assert height[0] == close(scipy.stats.entropy([noise, 1 - noise]))


@pytest.mark.parametrize("gamma", [0.5, 2, 5])
def test_focal_loss_is_not_proper_and_too_modest(gamma):
    at, _ = curves("log-loss", noise=0.2, gamma=gamma)["best"]
    assert 0.5 < at[1] < 0.8 - 0.01


def test_clean_labels_cost_certainty_nothing():
    at, height = curves("log-loss", y="0")["best"]
    assert (at.tolist(), height.tolist()) == ([0] * 4, [0] * 4)


# --- hours-fit ---

BETAS = {
    (0, 0): 0.693147, (-2, 1): 0.468620, (-4, 1): 0.550853,
    (-4, 1.5): 0.401769, (0, 1): 1.012257, (1, 2): 2.292063,
}  # fmt: skip


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize(("bias", "weight"), [(-10, 5), (6, 5), (6, -2), (-4.1, 1.5)])
def test_mean_loss_is_that_of_scipy(bias, weight, unit, size):
    z = bias + weight * HOURS
    nats = -np.mean(PASSED * log_expit(z) + (1 - PASSED) * log_expit(-z))
    assert readouts("hours-fit", bias=bias, weight=weight, unit=unit)["loss"] == close(nats * size)


@pytest.mark.parametrize(("beta", "nats"), BETAS.items())
def test_mean_losses_of_the_text_are_those_of_scikit_learn(beta, nats):
    found = readouts("hours-fit", bias=beta[0], weight=beta[1])["loss"]
    assert found == pytest.approx(nats, abs=5e-7)
    assert found == close(log_loss(PASSED, expit(X @ beta)))


def test_bars_are_the_students_losses_and_the_line_their_mean():
    made = curves("hours-fit", bias=-2.0, weight=1.0)
    p = expit(HOURS - 2)
    assert made["passed"][1] == close(-np.log(p[PASSED == 1]))
    assert made["failed"][1] == close(-np.log(1 - p[PASSED == 0]))
    assert made["mean"][1] == close(np.full(2, log_loss(PASSED, p)))


def test_bars_stand_at_the_hours_and_none_hides_another():
    made = curves("hours-fit")
    places = np.sort(np.concatenate([made["passed"][0], made["failed"][0]]))
    assert places == pytest.approx(HOURS, abs=0.08)
    assert np.diff(places).min() >= 0.14 - 1e-12


def test_one_sided_loss_forgets_those_who_failed():
    made = curves("hours-fit", bias=6.0, weight=0.0, one_sided="on")
    assert made["failed"][1].max() == 0
    assert made["mean"][1] == close(np.full(2, math.log1p(math.exp(-6)) / 2))
    number = readouts("hours-fit", bias=6.0, weight=0.0)
    assert number["half"] == close(math.log1p(math.exp(-6)) / 2)
    assert number["loss"] > 3


def test_number_of_right_answers_counts_both_sides():
    assert readouts("hours-fit", bias=-4.1, weight=1.5)["right"] == 16
    assert readouts("hours-fit", bias=-4.2, weight=1.5)["right"] == 15


# --- softmax-loss ---


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("temperature", [0.1, 1, 10])
@pytest.mark.parametrize("logits", [(2, 1, 0), (5, -5, -5), (0, 0, 0)])
def test_smoothed_loss_is_that_of_scipy(logits, temperature, smoothing, unit, size):
    target = (1 - smoothing) * np.array([0, 0, 1]) + smoothing / 3
    z = np.array(logits) / temperature
    expected, least = -target @ log_softmax(z), scipy.stats.entropy(target)
    names = dict(zip(("logit1", "logit2", "logit3"), logits, strict=True))
    found = readouts("softmax-loss", **names, temperature=temperature, smoothing=smoothing, truth="c", unit=unit)
    assert found == close({"loss": expected * size, "least": least * size, "divergence": (expected - least) * size})


def test_gradient_is_that_of_the_loss():
    def nats(z):
        names = dict(zip(("logit1", "logit2", "logit3"), z, strict=True))
        return readouts("softmax-loss", **names, smoothing=0.2, truth="b")["loss"]

    z, step = np.array([2.0, 1.0, -1.0]), 1e-6
    slopes = [(nats(z + step * each) - nats(z - step * each)) / (2 * step) for each in np.eye(3)]
    _, drawn = curves("softmax-loss", logit3=-1.0, smoothing=0.2, truth="b")["gradient"]
    assert drawn == pytest.approx(slopes, abs=1e-9)
    assert drawn.sum() == pytest.approx(0, abs=1e-15)


def test_gradient_of_the_text():
    _, drawn = curves("softmax-loss")["gradient"]
    assert drawn == pytest.approx([0.665241, 0.244728, -0.909969], abs=5e-7)


@pytest.mark.parametrize(("classes", "least", "gap"), [(3, 0.291140, 3.332205), (10, 0.500288, 4.510860)])
def test_smoothed_target_has_a_least_loss_at_finite_logits(classes, least, gap):
    target = 0.9 * np.eye(classes)[0] + 0.1 / classes
    found = minimize(
        lambda z: logsumexp(z) - target @ z, np.zeros(classes), jac=lambda z: softmax(z) - target, tol=1e-12
    )
    assert found.fun == pytest.approx(least, abs=5e-7)
    assert found.fun == close(entropy(target), 1e-10)
    assert found.x[0] - found.x[1] == pytest.approx(gap, abs=1e-5)


# --- calibration ---


def bell(z):
    return math.exp(-(z**2) / 8) / math.sqrt(8 * math.pi)


@pytest.mark.parametrize(("unit", "size"), [("nat", 1.0), ("bit", BIT)])
@pytest.mark.parametrize("k", [0.2, 1 / 3, 0.5, 1, 2, 3, 5])
def test_loss_of_scaled_logits_is_that_of_quadrature(k, unit, size):
    def cost(z):
        return expit(z) * np.logaddexp(0, -k * z) + expit(-z) * np.logaddexp(0, k * z)

    nats = 2 * quad(lambda z: bell(z) * cost(z), 0, 40, epsabs=1e-14, limit=200)[0]
    floor = 2 * quad(lambda z: bell(z) * scipy.stats.entropy([expit(z), expit(-z)]), 0, 40, epsabs=1e-14)[0]
    found = readouts("calibration", k=k, unit=unit)
    assert found["loss"] == close(nats * size, 1e-11)
    assert found["excess"] == close((nats - floor) * size, 1e-11)


@pytest.mark.parametrize(
    ("k", "nats"), [(3, 0.682679), (2, 0.538396), (1, 0.462009), (0.5, 0.503206), (1 / 3, 0.544089)]
)
def test_losses_of_scaled_logits_in_the_text(k, nats):
    assert readouts("calibration", k=k)["loss"] == pytest.approx(nats, abs=5e-7)


def test_accuracy_is_that_of_quadrature_at_every_scale():
    right = 2 * quad(lambda z: bell(z) * expit(z), 0, 40, epsabs=1e-14)[0]
    assert [readouts("calibration", k=k)["accuracy"] for k in (0.2, 1, 5)] == [close(100 * right, 1e-11)] * 3


def test_best_scale_is_one():
    found = minimize_scalar(lambda k: readouts("calibration", k=k)["loss"], bounds=(0.2, 5), method="bounded")
    assert found.x == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("k", [0.2, 0.5, 1, 2, 5])
def test_reliability_curve_is_the_truth_behind_a_prediction(k):
    """A model that says sigmoid(k z) does so where sigmoid(z) happens."""
    said, happens = curves("calibration", k=k)["happens"]
    assert happens == close(expit(logit(said) / k), 1e-4)  # logit(said) is rough next to 1
    assert np.diff(happens).max() < 0.07
    assert curves("calibration", k=k)["said"][1] == close(expit(math.log(9) / k))
    assert (happens[0], happens[-1]) == (0, 1)


def test_curve_of_the_losses_passes_the_reader_s_point():
    for k in (0.2, 1, 5):
        made = curves("calibration", k=k)
        assert np.interp(math.log(k), np.log(made["loss"][0]), made["loss"][1]) == close(made["point"][1][0], 1e-9)


# --- floor and baseline: students-again ---

BEST = newton(X, PASSED).betas[-1]
TRUTH = expit(X @ BEST)  # the chapter pretends so
FLOOR = np.mean([scipy.stats.entropy([p, 1 - p]) for p in TRUTH])
BASELINE = math.log(2)


def expected(q):
    """Return what a model must expect to pay for a student, on average over the students, if TRUTH is true."""
    return -np.mean(xlogy(TRUTH, q) + xlogy(1 - TRUTH, 1 - q))


@pytest.fixture(scope="module")
def again():
    """Return what the cells define that make the figure of floor and baseline."""
    cells = {cell.id: cell.source for cell in nbformat.read(ROOT / "chapters/05-loss.ipynb", as_version=4).cells}
    found = {"np": np}
    for name in ("price-list", "by-hand", "likelihood-code", "floor-code", "figure-students-again"):
        exec(cells[name], found)
    return found


@pytest.mark.parametrize("k", [0, 0.25, 1, 2, 5])
def test_bars_are_what_is_due_and_what_is_paid(again, k):
    made, q = again["students_again"](k), expit(k * (X @ BEST))
    assert made["due"][1] == close([scipy.stats.entropy([p, 1 - p]) for p in TRUTH])
    other = expit(-k * (X @ BEST))  # 1 - q would round
    wasted = xlogy(TRUTH, TRUTH / q) + xlogy(1 - TRUTH, (1 - TRUTH) / other)
    assert made["paid"][1] - made["due"][1] == close(wasted, 1e-11)
    paid = -np.mean(xlogy(TRUTH, q) + xlogy(1 - TRUTH, other))
    assert made["mean"][1] == close([paid] * 2)
    shown = again["compare"](k)
    assert shown["above"] == close(np.mean(wasted), 1e-11)
    assert shown["removed"] == close(1 - paid / BASELINE)


def test_students_of_equal_hours_share_a_bar(again):
    made = again["students_again"](3)
    for key in ("due", "paid"):
        assert np.all(made[key][0] == HOURS)
        assert np.ptp(made[key][1][HOURS == 1.75]) == 0


def test_model_that_knows_nothing_stands_on_the_baseline_and_the_truth_on_the_floor(again):
    assert again["compare"](0)["loss"] == close(BASELINE)
    assert again["compare"](1)["loss"] == close(FLOOR)
    assert pytest.approx(0.401493923217, abs=5e-13) == FLOOR
    assert pytest.approx(0.291653, abs=5e-7) == BASELINE - FLOOR
    assert again["compare"](5)["loss"] > BASELINE > again["compare"](2)["loss"] > FLOOR


def test_difference_of_baseline_and_floor_is_the_mutual_information_of_hours_and_result():
    joint = np.array([TRUTH, 1 - TRUTH]) / 20
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    assert close(scipy.stats.entropy(joint.ravel(), apart.ravel())) == BASELINE - FLOOR


def test_no_model_of_any_shape_gets_below_the_floor():
    """The least loss to expect, searched over every prediction for every student."""
    found = minimize(lambda z: expected(expit(z)), np.zeros(20), tol=1e-12)
    assert found.fun == pytest.approx(FLOOR, abs=1e-9)
    draws = np.random.default_rng(5).beta(0.5, 0.5, (2000, 20))
    assert min(expected(q) for q in draws) > FLOOR


@pytest.mark.parametrize("beta", [(0, 0), (-2, 1), (1, 2), 5 * BEST])
def test_one_exam_gives_the_same_losses_as_exams_without_end(beta):
    assert loss(beta, X, PASSED) == close(expected(expit(X @ np.asarray(beta))), 1e-9)


def test_on_a_training_set_a_loss_lies_below_the_floor():
    seen = slice(0, None, 2)
    assert np.mean([scipy.stats.entropy([p, 1 - p]) for p in TRUTH[seen]]) == pytest.approx(0.40, abs=0.005)
    assert loss([-3.25, 2], X[seen], PASSED[seen]) < 0.2


@pytest.mark.parametrize("page", ["chapters/05-loss.ipynb", "glossary.md", "notation.md", "index.md", "teaching.md"])
def test_floor_is_nowhere_the_entropy_of_the_labels(page):
    """It is H(Y | X); the entropy of the labels, H(Y), is the baseline."""
    text = " ".join((ROOT / page).read_text("utf-8").split())
    lines = [line for line in text.split(". ") if "floor" in line.lower()]
    assert [line for line in lines if "entropy of the labels" in line] == []


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("chapters/05-loss.ipynb", "**conditional entropy**"),
        ("glossary.md", "\nconditional entropy\n  H(Y | X)"),
        ("notation.md", "$H(Y \\mid X)$"),
    ],
)
def test_conditional_entropy_has_its_name(page, name):
    assert name in (ROOT / page).read_text("utf-8")


def test_floor_of_the_exercise_is_joint_entropy_minus_that_of_the_homework():
    joint = [0.45, 0.05, 0.15, 0.35]  # handed in or not, passed or not
    assert EXERCISES["loss-4"].answer == close(scipy.stats.entropy(joint) - math.log(2))


# --- what the text states ---


def test_loss_of_the_first_prediction():
    nats = cross_entropy(LABEL, PREDICTION)
    assert nats == close(0.47965000629754095, 1e-15)
    assert nats * BIT == pytest.approx(0.691989, abs=5e-7)
    assert perplexity(LABEL, PREDICTION) == close(1 / 0.619)
    assert nats == close(log_loss([1], [PREDICTION], labels=[0, 1, 2]))


@pytest.mark.parametrize("q", [[0, 1, 0], [0, 0.6, 0.4]])
def test_zero_times_minus_infinity_adds_nothing(q):
    assert cross_entropy(LABEL, q) == close(-np.sum(xlogy(LABEL, np.maximum(q, 1e-300))))


@pytest.mark.parametrize("p", [0.1, 0.01, 0.002])
def test_a_small_weight_alone_makes_no_term_vanish(p):
    """So "x log x tends to 0" is no reason for a weight of 0 to add nothing in a cross-entropy."""
    assert p * math.log(math.exp(-1 / p)) == close(-1)


def test_scikit_learn_puts_a_lid_on_an_infinite_loss():
    lid = log_loss([1], [[1.0, 0.0]], labels=[0, 1])
    assert lid == close(-math.log(np.finfo(float).eps))
    assert f"{lid:.2f}" == "36.04"


def test_absolute_error_is_lowest_at_an_end():
    p, q = 0.7, np.linspace(0, 1, 1001)
    assert q[np.argmin(p * (1 - q) + (1 - p) * q)] == 1


@pytest.mark.parametrize("z", [-10.0, -5.0, 0.0])
def test_slope_of_the_squared_error_fades_where_that_of_the_log_loss_does_not(z):
    s, h = expit(z), 1e-6
    half = [(1 - expit(z + d)) ** 2 / 2 for d in (h, -h)]
    assert (half[0] - half[1]) / (2 * h) == pytest.approx(-(1 - s) * s * (1 - s), rel=1e-4)
    nats = [np.logaddexp(0, -(z + d)) for d in (h, -h)]
    assert (nats[0] - nats[1]) / (2 * h) == pytest.approx(s - 1, rel=1e-6)


@pytest.mark.parametrize("r", [0.5, 0.1, 0.01])
def test_gini_impurity_is_the_brier_score_of_the_best_constant(r):
    q = np.array([1 - r, r])
    brier = (1 - r) * np.sum((q - [1, 0]) ** 2) + r * np.sum((q - [0, 1]) ** 2)
    assert brier == close(1 - np.sum(q**2))


def test_losses_of_other_tasks():
    logits, labels = np.array([2.0, 1.0, 0.0]), np.array([1, 1, 0])
    assert -np.sum(np.where(labels == 1, log_expit(logits), log_expit(-logits))) == pytest.approx(1.133337, abs=5e-7)
    assert -scipy.stats.norm.logpdf(1.3, 0.5, 2.0) == pytest.approx(1.692086, abs=5e-7)


def test_two_models_of_the_opening_get_the_same_students_right():
    modest, certain = X @ BEST, 5 * X @ BEST
    assert [int(np.sum((z >= 0) == PASSED)) for z in (modest, certain)] == [16, 16]
    three = np.flatnonzero(HOURS == 3)[0]
    assert [round(float(expit(z[three])), 1) for z in (modest, certain)] == [0.6, 0.9]
    assert loss(5 * BEST, X, PASSED) > 2 * loss(BEST, X, PASSED)


def test_accuracy_and_loss_part():
    less, more = np.array([-4.2, 1.5]), 5 * np.array([-3.9, 1.0])
    assert [int(np.sum((X @ beta >= 0) == PASSED)) for beta in (less, more)] == [15, 16]
    assert loss(more, X, PASSED) > 3.5 * loss(less, X, PASSED)


def test_sum_of_losses_is_minus_the_log_of_the_likelihood():
    best = newton(X, PASSED).betas[-1]
    factors = scipy.stats.bernoulli.pmf(PASSED, expit(X @ best))
    assert 20 * loss(best, X, PASSED) == close(-math.log(math.prod(factors)))
    assert 20 * loss(best, X, PASSED) == pytest.approx(8.029878, abs=5e-7)
    assert math.exp(-loss(best, X, PASSED)) == close(scipy.stats.gmean(factors))


def test_baseline_is_the_loss_of_the_best_constant():
    y = np.array([1] + [0] * 9)
    found = minimize_scalar(lambda q: log_loss(y, np.full(10, q)), bounds=(0.01, 0.99), method="bounded")
    assert found.x == pytest.approx(0.1, abs=1e-4)
    assert found.fun == pytest.approx(entropy([0.1, 0.9]), abs=1e-8)


def test_ten_rows_of_the_tutorial():
    y = [1] * 5 + [0] * 5
    q = [0.8, 0.9, 0.9, 0.6, 0.8, 0.1, 0.4, 0.2, 0.1, 0.3]
    assert log_loss(y, q) == pytest.approx(0.246920, abs=5e-7)
    assert brier_score_loss(y, q) == close(0.057)


def test_one_sided_loss_and_the_gradient_printed_beside_it_do_not_fit():
    def one_sided(beta):
        return -np.mean(PASSED * np.log(expit(X @ beta)))

    assert one_sided([20, 0]) == pytest.approx(1.0306e-9, rel=1e-3)
    assert loss([20, 0], X, PASSED) == pytest.approx(10, abs=1e-8)
    assert scipy.optimize.approx_fprime([0, 0], one_sided) == pytest.approx([-0.25, -0.95], abs=1e-6)
    assert gradient([0, 0], X, PASSED) == close(np.array([0, -0.50625]))


def test_every_second_student_is_separable_and_the_others_pay():
    seen, unseen = slice(0, None, 2), slice(1, None, 2)
    assert newton(X[seen], PASSED[seen]).reason == "separable"
    steep = [weight * np.array([-1.625, 1]) for weight in (2, 20, 200)]
    assert np.all(np.diff([loss(beta, X[seen], PASSED[seen]) for beta in steep]) < 0)
    assert np.all(np.diff([loss(beta, X[unseen], PASSED[unseen]) for beta in steep]) > 0)


def test_class_weight_shifts_the_logit_by_its_logarithm():
    p, w = 0.1, 10
    found = minimize_scalar(
        lambda z: w * p * np.logaddexp(0, -z) + (1 - p) * np.logaddexp(0, z), bounds=(-10, 10), method="bounded"
    )
    assert found.x - math.log(p / (1 - p)) == pytest.approx(math.log(w), abs=1e-5)


def test_softmax_applied_twice():
    twice = cross_entropy(LABEL, softmax(PREDICTION))
    assert twice == pytest.approx(0.834598, abs=5e-7)
    assert cross_entropy(LABEL, softmax(LABEL)) == close(math.log(math.e + 2) - 1)


# --- ask before you show ---


@pytest.fixture(scope="module")
def questions():
    """Return the text of each cell that asks for a prediction."""
    cells = nbformat.read(ROOT / "chapters/05-loss.ipynb", as_version=4).cells
    return {cell.id: cell.source.split("**Predict.**")[1] for cell in cells if "**Predict.**" in cell.source}


def test_no_question_is_answered_by_the_figure_as_it_opens(questions):
    assert figure("calibration").defaults["k"] == 2
    assert "$k = 2$" not in questions["calibration"]
    assert TURN["says"](TURN["figure"].base_rate, TURN["figure"].weight)["moved"] == 0
    assert "longest" not in questions["gradient"]  # bar: it is drawn
    assert "decisions" not in figure("calibration").title  # the same, whatever k is
    assert "have an end" not in questions["log-loss"]  # the curves are drawn
    assert "cost?" not in questions["hours-predict"]  # at (0, 0), where the figure opens


def test_bars_that_turn_over_and_the_one_that_stays():
    (_, c), (_, a) = (curves("softmax-loss", truth=truth)["gradient"] for truth in "ca")
    assert (np.sign(c) * np.sign(a)).tolist() == [-1, 1, -1]
    assert a[1] == c[1] == pytest.approx(0.244728, abs=5e-7)


@pytest.mark.parametrize(("k", "percent"), [(5, "60.8"), (0.2, "100.0")])
def test_how_many_pass_of_those_who_are_given_nine_in_ten(k, percent):
    _, happens = curves("calibration", k=k)["said"]
    assert happens[0] == close(9 ** (1 / k) / (1 + 9 ** (1 / k)))
    assert f"{100 * happens[0]:.1f}" == percent


def test_scikit_learn_refuses_logits_where_it_wants_probabilities():
    with pytest.raises(ValueError, match="greater than 1"):
        log_loss([1, 0], [[-1.2, 2.2], [0.4, 0.6]])


# --- the reader's turn ---

TURN = turn.run("05-loss")
RATES, WEIGHTS = (0.01, 0.02, 0.05, *(each / 10 for each in range(1, 10))), (1, 2, 5, 10, 20, 50, 100)
GRID = 0.0011  # a diamond stands at a place of the grid, at most half a step of 0.001 beside the lowest point


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("rate", RATES)
def test_weight_moves_the_best_logit_by_its_logarithm_at_every_base_rate(rate, weight):
    places, heights = TURN["weighted_loss"](rate, weight)["lowest"]
    assert places == pytest.approx([logit(rate), logit(rate) + math.log(weight)], abs=GRID)
    share = weight * rate / (weight * rate + 1 - rate)
    assert heights == pytest.approx([scipy.stats.entropy([q, 1 - q]) for q in (rate, share)], abs=1e-6)
    assert TURN["says"](rate, weight)["moved"] == pytest.approx(math.log(weight), abs=2 * GRID)


@pytest.mark.parametrize("weight", [1, 10, 100])
@pytest.mark.parametrize("rate", [0.01, 0.3, 0.9])
def test_curves_of_the_turn_are_the_weighted_losses_of_scikit_learn(rate, weight):
    made = TURN["weighted_loss"](rate, weight)
    labels, share = [1, 0], [rate, 1 - rate]
    for at in (0, 17, 40, 63, 80):
        z = made["once"][0][at]
        said = [expit(z)] * 2
        once = log_loss(labels, said, sample_weight=share)
        weighted = log_loss(labels, said, sample_weight=[weight * rate, 1 - rate])
        assert [made["once"][1][at], made["weighted"][1][at]] == pytest.approx([once, weighted], rel=1e-9)


def test_what_the_weighted_answer_costs_on_labels_that_count_once():
    share = 10 * 0.1 / (10 * 0.1 + 0.9)
    costs = [float(-xlogy([0.1, 0.9], [q, 1 - q]).sum()) for q in (0.1, share, 0.5)]
    assert [f"{each:.3f}" for each in costs] == ["0.325", "0.737", "0.693"]


def test_weight_that_makes_one_half_of_a_rare_class_is_the_odds_of_the_zeros():
    places, _ = TURN["weighted_loss"](0.01, 99)["lowest"]
    assert places[1] == pytest.approx(0, abs=GRID)


def test_squared_error_leaves_the_diamonds_where_they_are_and_ends_in_plateaus():
    changed = turn.run("05-loss", (("softplus(-z), softplus(z)", "sigmoid(-z) ** 2, sigmoid(z) ** 2"),))
    for rate, weight in ((0.1, 10), (0.5, 5), (0.9, 1)):
        one, other = (each["weighted_loss"](rate, weight) for each in (TURN, changed))
        assert one["lowest"][0] == pytest.approx(other["lowest"][0], abs=2 * GRID)
        assert abs(np.diff(other["once"][1])[-1]) < 0.01 * abs(np.diff(one["once"][1])[-1])


def test_focal_loss_brings_the_diamonds_nearer_to_one_half_and_to_each_other():
    focal = "sigmoid(-z) ** 2 * softplus(-z), sigmoid(z) ** 2 * softplus(z)"
    changed = turn.run("05-loss", (("softplus(-z), softplus(z)", focal),))
    places, _ = changed["weighted_loss"](0.1, 10)["lowest"]

    def mean(q, one, zero):
        return -one * (1 - q) ** 2 * math.log(q) - zero * q**2 * math.log(1 - q)

    for place, shares, said in zip(places, ((0.1, 0.9), (1.0, 0.9)), ("0.31", "0.51"), strict=True):
        best = minimize_scalar(mean, bounds=(0.01, 0.99), args=shares, method="bounded", options={"xatol": 1e-10}).x
        assert expit(place) == pytest.approx(best, abs=GRID)
        assert f"{best:.2f}" == said
    assert places[1] - places[0] < math.log(10)


def test_without_the_zeros_no_weight_gives_a_lowest_point():
    changed = turn.run("05-loss", (("softplus(-z), softplus(z)", "softplus(-z), 0 * z"),))
    for weight in (1, 10):
        made = changed["weighted_loss"](0.1, weight)
        assert list(made["lowest"][0]) == [8, 8]
        assert np.all(np.diff(made["weighted"][1]) < 0)
        assert np.all(np.diff(made["once"][1]) < 0)
    at_zero = [float(np.interp(0, *made[key])) for key in ("once", "weighted")]  # two curves, not one
    assert at_zero == close([0.1 * math.log(2), math.log(2) / 1.9])
    assert [f"{each:.3f}" for each in at_zero] == ["0.069", "0.365"]
