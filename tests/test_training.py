"""Loss, gradient, Hessian, gradient descent and Newton: against references, other programs, and theory."""

import re
import time

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import optimize
from sklearn import datasets as sklearn_datasets
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

import crossentropy
from crossentropy import (
    datasets,
    entropy_from_logits,
    gradient,
    gradient_descent,
    hessian,
    loss,
    newton,
    sigmoid,
)


def with_ones(*features):
    return np.column_stack([np.ones(len(features[0])), *features])


def standardised(X):
    features = X[:, 1:]
    return with_ones((features - features.mean(axis=0)) / features.std(axis=0))


def in_raw_units(beta, X):
    """Bias and weights for X of those for the standardised X."""
    weights = beta[1:] / X[:, 1:].std(axis=0)
    return np.array([beta[0] - weights @ X[:, 1:].mean(axis=0), *weights])


HOURS, PASSED = datasets.hours_passed()
X_HOURS = with_ones(HOURS)
X_CHALLENGER, DISTRESS = with_ones(datasets.challenger()[0]), datasets.challenger()[1]
CANCER = sklearn_datasets.load_breast_cancer()
MALIGNANT = 1.0 - CANCER.target
IRIS = sklearn_datasets.load_iris()
TWO_IRIS = IRIS.target > 0
VIRGINICA = (IRIS.target[TWO_IRIS] == 2).astype(float)
BEST_HOURS, BEST_LOSS = np.array([-4.07771343108763, 1.50464542837333]), 0.401493923217234

# name: (X, y, best bias and weights, least mean loss), from 40 digits of mpmath; statsmodels and sklearn agree
REFERENCES = {
    "hours": (X_HOURS, PASSED, BEST_HOURS, BEST_LOSS),
    "challenger": (X_CHALLENGER, DISTRESS, [15.0429016477024, -0.232162744218596], 0.441634623649279),
    "cancer radius": (
        with_ones(CANCER.data[:, 0]),
        MALIGNANT,
        [-15.2458707775063, 1.0335888217087],
        0.289991954294872,
    ),
    "cancer radius and texture": (
        standardised(with_ones(CANCER.data[:, 0], CANCER.data[:, 1])),
        MALIGNANT,
        [-0.707567275345013, 3.72200349433349, 0.937407450021192],
        0.255820128627496,
    ),
    "iris petal width": (
        with_ones(IRIS.data[TWO_IRIS, 3]),
        VIRGINICA,
        [-21.1255904778717, 12.9474768306218],
        0.167104008072662,
    ),
    "iris": (
        with_ones(IRIS.data[TWO_IRIS]),
        VIRGINICA,
        [-42.637803813022, -2.46522019518666, -6.68088701407855, 9.42938515392664, 18.286136887851],
        0.0594927339567942,
    ),
}
SEPARABLE = {
    "cancer": (with_ones(CANCER.data), MALIGNANT),
    "cancer standardised": (standardised(with_ones(CANCER.data)), MALIGNANT),
    "iris setosa": (with_ones(IRIS.data[:, 2]), (IRIS.target == 0).astype(float)),
    "toy": (with_ones([-2, -1, 1, 2]), [0, 0, 1, 1]),
    "toy without bias": ([[-2], [-1], [1], [2]], [0, 0, 1, 1]),
    "one label": (X_HOURS, np.ones(20)),
    "one row": ([[1.0]], [0]),
    "touching": (with_ones([-1, 0, 0, 1]), [0, 0, 1, 1]),
    "soft on the border": (with_ones([-1, 0, 0, 1]), [0, 0.3, 0.9, 1]),
    "only one row leaves the plane": (np.column_stack([X_HOURS, np.eye(20)[7]]), PASSED),
    "one row in two thousand leaves the plane": (
        np.column_stack([np.tile(X_HOURS, (100, 1)), np.eye(2000)[7]]),
        np.tile(PASSED, 100),
    ),
    "gap of a millionth": (with_ones([0, 1, 1 + 1e-6, 2]), [0, 0, 1, 1]),
    "an outlier that separates": (with_ones([-2, -1, 1, 2, 1e12]), [0, 0, 1, 1, 1]),
    "an outlier on a border": (with_ones([-1e12, 0, 0, 1]), [0, 0, 1, 1]),
    "far from zero": (with_ones(1.7e9 + np.arange(6)), [0, 0, 0, 1, 1, 1]),
}
NOT_SEPARABLE = {
    "overlap of a millionth": (with_ones([0, 1 + 1e-6, 1, 2]), [0, 0, 1, 1]),
    "soft inside": (with_ones([-1, 0, 0.1, 1]), [0, 0.3, 0.9, 1]),
    "all soft": (X_HOURS, np.full(20, 0.25)),
    "one soft row": ([[2.0]], [0.25]),
    "a tiny row": ([[1e-14], [1]], [0, 1]),
    "an outlier": (np.vstack([X_HOURS, [1, 1e8]]), [*PASSED, 1]),
    "a wrong outlier": (np.vstack([X_HOURS, [1, 1e8]]), [*PASSED, 0]),
}
X_TOY, Y_TOY = SEPARABLE["toy without bias"]


def soft_labels(n, rng):
    """Labels of every kind: no, yes, and in between."""
    return np.where(rng.random(n) < 0.5, rng.random(n), rng.integers(0, 2, n))


def random_case(seed):
    """Weights, observations and soft labels."""
    rng = np.random.default_rng(seed)
    n, d = rng.integers(5, 30), rng.integers(1, 5)
    return rng.normal(size=d), rng.normal(size=(n, d)) * 2, soft_labels(n, rng)


def test_the_functions_are_part_of_the_package():
    assert {"loss", "gradient", "hessian", "gradient_descent", "newton"} <= set(crossentropy.__all__)


# Loss, gradient and Hessian


@pytest.mark.parametrize(
    ("beta", "expected"),
    [
        ([0, 0], 0.693147),
        ([-2, 1], 0.468620),
        ([-4, 1], 0.550853),
        ([-4, 1.5], 0.401769),
        ([0, 1], 1.012257),
        ([1, 2], 2.292063),
    ],
)
def test_loss_of_the_hours(beta, expected):
    assert loss(beta, X_HOURS, PASSED) == pytest.approx(expected, abs=5.1e-7)


@pytest.mark.parametrize("name", REFERENCES)
def test_loss_is_scikit_learns(name):
    X, y, beta, _ = REFERENCES[name]
    beta = np.array(beta) * 0.7
    assert loss(beta, X, y) == pytest.approx(log_loss(y, sigmoid(X @ beta)), rel=1e-12)


def test_loss_of_a_soft_label_is_the_mean_of_the_losses_of_its_two_labels():
    beta, X, y = random_case(1)
    rows, labels = np.vstack([X, X]), np.repeat([1.0, 0.0], len(y))
    assert loss(beta, X, y) == pytest.approx(log_loss(labels, sigmoid(rows @ beta), sample_weight=[*y, *(1 - y)]))


def test_loss_is_a_float64_number():
    assert isinstance(loss([0, 0], X_HOURS, PASSED), np.float64)


def test_gradients_by_hand():
    assert gradient([0, 0], X_HOURS, PASSED) == pytest.approx([0, -0.50625], abs=1e-15)
    assert gradient([0, 0.253125], X_HOURS, PASSED) == pytest.approx([0.164286, 0.069336], abs=5.1e-7)


def test_hessian_at_zero_is_a_quarter_of_the_mean_square():
    assert hessian([0, 0], X_HOURS, PASSED) == pytest.approx(X_HOURS.T @ X_HOURS / 80, rel=1e-14)


def test_eigenvalues_of_the_hessian_at_the_optimum():
    eigenvalues = np.linalg.eigvalsh(hessian(BEST_HOURS, X_HOURS, PASSED))
    assert eigenvalues == pytest.approx([0.01448731, 1.10876816], abs=5.1e-9)
    assert eigenvalues[1] / eigenvalues[0] == pytest.approx(76.53, abs=0.0051)


def test_standardising_makes_the_hessian_round():
    X = standardised(X_HOURS)
    assert np.linalg.cond(hessian(newton(X, PASSED).betas[-1], X, PASSED)) == pytest.approx(2.274, abs=0.00051)


def autograd_loss(beta, X, y):
    z = anp.dot(X, beta)
    return anp.mean(y * anp.logaddexp(0, -z) + (1 - y) * anp.logaddexp(0, z))


@pytest.mark.parametrize("seed", range(8))
def test_gradient_is_that_of_automatic_differentiation(seed):
    beta, X, y = random_case(seed)
    assert gradient(beta, X, y) == pytest.approx(autograd.grad(autograd_loss)(beta, X, y), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("seed", range(8))
def test_hessian_is_that_of_automatic_differentiation(seed):
    beta, X, y = random_case(seed)
    assert hessian(beta, X, y) == pytest.approx(autograd.hessian(autograd_loss)(beta, X, y), rel=1e-12, abs=1e-14)


def differences(function, beta):
    """Central differences of a function of the weights."""
    h = 1e-5
    return np.array([(function(beta + h * e) - function(beta - h * e)) / (2 * h) for e in np.eye(len(beta))])


@pytest.mark.parametrize("seed", range(8, 16))
def test_gradient_is_the_finite_difference_of_the_loss(seed):
    beta, X, y = random_case(seed)
    assert gradient(beta, X, y) == pytest.approx(differences(lambda b: loss(b, X, y), beta), abs=1e-8)


@pytest.mark.parametrize("seed", range(8, 16))
def test_hessian_is_the_finite_difference_of_the_gradient(seed):
    beta, X, y = random_case(seed)
    assert hessian(beta, X, y) == pytest.approx(differences(lambda b: gradient(b, X, y), beta), abs=1e-8)


LOGITS = [0, 1e-9, 0.5, 3, 17, 36.7368, 36.74, 40, 300, 700, 745, 1000]
SIGNED = sorted({sign * z for z in LOGITS for sign in (-1, 1)})
SMALLEST = 2.0**-1022


def exact(function, z, y):
    """One row with the logit z: the textbook form in 500 digits."""
    with mpmath.workdps(500):
        z, y = mpmath.mpf(z), mpmath.mpf(y)
        p = 1 / (1 + mpmath.exp(-z))
        values = {loss: -y * mpmath.log(p) - (1 - y) * mpmath.log(1 - p), gradient: p - y, hessian: p * (1 - p)}
        return float(values[function])


@pytest.mark.parametrize("function", [loss, gradient, hessian])
@pytest.mark.parametrize("y", [0, 1, 0.5, 0.3, 1e-12])
def test_extreme_logits_lose_no_digit(function, y):
    for z in SIGNED:
        value, truth = float(np.squeeze(function([z], [[1]], [y]))), exact(function, z, y)
        assert abs(value - truth) <= max(5e-15 * abs(truth), SMALLEST, 1e-16 * (0 < y < 1)), z


def test_logits_beyond_the_floats_have_their_limits():
    X = [[1e200]]
    assert loss([1e200], X, [1]) == 0
    assert loss([1e200], X, [0]) == np.inf
    assert loss([-1e200], X, [0]) == 0
    assert loss([-1e200], X, [1]) == np.inf
    assert loss([1e200], X, [0.5]) == np.inf
    assert gradient([1e200], X, [0.25]) == pytest.approx([0.75e200])
    assert hessian([1e200], X, [0]).tolist() == [[0]]


small = st.floats(-5, 5, allow_subnormal=False)
labels = st.floats(0, 1, allow_subnormal=False) | st.sampled_from([0.0, 1.0])


@st.composite
def cases(draw):
    n, d = draw(st.integers(1, 8)), draw(st.integers(1, 3))
    beta, other = (draw(hnp.arrays(float, d, elements=small)) for _ in range(2))
    X = draw(hnp.arrays(float, (n, d), elements=small))
    return beta, other, X, draw(hnp.arrays(float, n, elements=labels))


@given(cases())
def test_loss_is_convex(case):
    beta, other, X, y = case
    chord = (loss(beta, X, y) + loss(other, X, y)) / 2
    assert loss((beta + other) / 2, X, y) <= chord + 1e-12 * (1 + chord)


@given(cases())
def test_loss_lies_above_its_tangents(case):
    beta, other, X, y = case
    tangent = loss(beta, X, y) + gradient(beta, X, y) @ (other - beta)
    assert loss(other, X, y) >= tangent - 1e-12 * (1 + abs(tangent))


@given(cases())
def test_hessian_is_symmetric_and_between_zero_and_its_bound(case):
    beta, _, X, y = case
    H, bound = hessian(beta, X, y), X.T @ X / (4 * len(y))
    room = 1e-12 * (1 + np.linalg.norm(bound))
    assert np.allclose(H, H.T, rtol=0, atol=room)
    assert np.linalg.eigvalsh(H)[0] >= -room
    assert np.linalg.eigvalsh(bound - H)[0] >= -room


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(case, random):
    beta, _, X, y = case
    order = random.sample(range(len(y)), len(y))
    for function in (loss, gradient, hessian):
        assert np.allclose(function(beta, X[order], y[order]), function(beta, X, y), rtol=1e-12, atol=1e-12)


@given(cases())
def test_it_is_the_mean_and_not_the_sum(case):
    beta, _, X, y = case
    for function in (loss, gradient, hessian):
        twice = function(beta, np.vstack([X, X]), np.concatenate([y, y]))
        assert np.allclose(twice, function(beta, X, y), rtol=1e-12, atol=1e-12)


@given(cases())
def test_exchanging_yes_and_no_turns_the_weights(case):
    beta, _, X, y = case
    assert np.isclose(loss(-beta, X, 1 - y), loss(beta, X, y), rtol=1e-12, atol=1e-12)


@given(cases())
def test_loss_minus_mean_entropy_is_weights_times_gradient(case):
    beta, _, X, y = case
    gap = loss(beta, X, y) - np.mean(entropy_from_logits(X @ beta))
    assert gap == pytest.approx(beta @ gradient(beta, X, y), rel=1e-9, abs=1e-11)


# Newton's method


@pytest.mark.parametrize("name", REFERENCES)
def test_newton_finds_the_reference(name):
    X, y, beta, least = REFERENCES[name]
    run = newton(X, y)
    assert (run.converged, run.reason) == (True, "")
    assert run.betas[-1] == pytest.approx(beta, abs=1e-8, rel=0)
    assert run.losses[-1] == pytest.approx(least, abs=1e-12, rel=0)


@pytest.mark.parametrize("name", REFERENCES)
def test_newton_agrees_with_scikit_learn_without_its_penalty(name):
    X, y, *_ = REFERENCES[name]
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(X[:, 1:], y)
    assert newton(X, y).betas[-1] == pytest.approx([*model.intercept_, *model.coef_[0]], rel=1e-6)


def test_newton_agrees_with_another_minimiser_on_soft_labels():
    _, X, y = random_case(5)
    other = optimize.minimize(autograd_loss, np.zeros(X.shape[1]), args=(X, y), jac=autograd.grad(autograd_loss))
    assert newton(X, y).betas[-1] == pytest.approx(other.x, abs=1e-4)
    assert newton(X, y).losses[-1] <= other.fun + 1e-15


def test_newton_on_the_hours_step_by_step():
    run = newton(X_HOURS, PASSED)
    assert run.losses[:4] == pytest.approx([0.693147, 0.428014, 0.403398, 0.401513], abs=5.1e-7)
    assert run.losses[4:6] == pytest.approx([0.401493926, 0.401493923], abs=5.1e-10)
    assert len(run.losses) <= 8


def test_path_begins_at_zero_and_has_a_loss_for_each_of_its_points():
    run = newton(X_HOURS, PASSED)
    assert run.betas[0].tolist() == [0, 0]
    assert run.losses == pytest.approx([loss(beta, X_HOURS, PASSED) for beta in run.betas], rel=1e-14)


@pytest.mark.parametrize("tolerance", [0.1, 1e-3, 1e-6, 1e-12])
def test_newton_stops_at_the_first_gradient_below_the_tolerance(tolerance):
    run = newton(X_HOURS, PASSED, tolerance=tolerance)
    largest = [np.abs(gradient(beta, X_HOURS, PASSED)).max() for beta in run.betas]
    assert run.converged
    assert largest[-1] < tolerance <= min(largest[:-1])


def test_newton_that_starts_at_the_optimum_stays():
    best = newton(X_HOURS, PASSED).betas[-1]
    run = newton(X_HOURS, PASSED, start=best)
    assert run.converged
    assert run.betas.tolist() == [best.tolist()]


FAR = [(50, -20), (-50, 20), (0, 40), (300, 300), (1000, -1000), (-1e4, 3e3), (0, 1e5), (1e10, 1e10), (1e-300, 3)]


@pytest.mark.parametrize("start", FAR)
def test_newton_comes_back_from_far_away(start):
    run = newton(X_HOURS, PASSED, start=start)
    assert run.converged
    assert run.betas[-1] == pytest.approx(BEST_HOURS, abs=1e-8)


@pytest.mark.parametrize("start", FAR)
def test_no_newton_step_raises_the_loss(start):
    losses = newton(X_HOURS, PASSED, start=start).losses
    assert np.all(np.diff(losses) <= 1e-14 * losses[:-1])


def test_plain_newton_would_have_left():
    beta = np.array([0.0, 10.0])  # the first full step from here raises the loss
    step = np.linalg.solve(hessian(beta, X_HOURS, PASSED), -gradient(beta, X_HOURS, PASSED))
    assert loss(beta + step, X_HOURS, PASSED) > loss(beta, X_HOURS, PASSED)
    run = newton(X_HOURS, PASSED, start=beta)
    part = (run.betas[1] - beta) / step
    assert part == pytest.approx(part[0])
    assert np.log2(part[0]) == pytest.approx(round(np.log2(part[0])))
    assert part[0] < 1


def test_newton_leaves_a_cycle_between_points_of_equal_loss():
    z = optimize.brentq(lambda z: np.sinh(z) - 2 * z, 1, 3)  # the full step from z goes to -z, and back
    run = newton([[1]], [0.5], start=[z - 1e-9])
    assert run.converged
    assert run.betas[-1] == pytest.approx([0], abs=1e-11)
    assert len(run.losses) < 9


def test_where_nothing_can_be_known_newton_says_that_its_iterations_are_used_up():
    run = newton(X_HOURS, PASSED, start=[1e200, -1e200])
    assert (run.converged, run.reason) == (False, "iterations used up")
    assert len(run.losses) == 101


@pytest.mark.parametrize("start", [[1e308, -1e308], [-1e308, 1e308], [8e307, 8e307]])
def test_newton_ends_where_floats_end(start):
    run = newton([[1, 1], [1, 0.9], [1, 0.8], [1, 0.7]], [0, 1, 0, 1], start=start)
    assert np.all(np.isfinite(run.betas))


def test_newton_ends_where_the_features_are_as_small_or_as_large_as_floats_can_be():
    for unit in (1e-320, 1e-300, 1e307):
        run = newton(X_HOURS * [1, unit], PASSED, tolerance=1e-300, start=[1, 0])
        assert np.all(np.isfinite(run.betas))


@pytest.mark.parametrize("unit", [1e-3, 60, 1e6, 1e9, 1e200])
def test_the_unit_of_a_feature_does_not_matter(unit):
    run = newton(X_HOURS * [1, unit], PASSED)
    assert run.converged
    assert run.betas[-1] * [1, unit] == pytest.approx(BEST_HOURS, rel=1e-9)


@pytest.mark.parametrize(("shift", "digits"), [(1e5, 10), (1e7, 7), (1.7e9, 5), (1e11, 4), (1e12, 3)])
def test_a_feature_far_from_zero_converges_as_far_as_floats_tell(shift, digits):
    """A logit of size 1e12 is known to 2e-4, whatever the processor's order of adding."""
    run = newton(with_ones(HOURS + shift), PASSED)
    assert run.converged
    assert run.betas[-1, 1] == pytest.approx(BEST_HOURS[1], abs=10.0**-digits)


@pytest.mark.parametrize("name", NOT_SEPARABLE)
def test_data_with_an_optimum_converge(name):
    X, y = NOT_SEPARABLE[name]
    run = newton(X, y)
    assert (run.converged, run.reason) == (True, "")
    assert np.abs(gradient(run.betas[-1], X, y)).max() < 1e-12


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_a_lone_bias_finds_the_logit_of_the_mean(p):
    run = newton(np.ones((10, 1)), np.full(10, p))
    assert run.betas[-1] == pytest.approx([np.log(p / (1 - p))], abs=1e-11)


@pytest.mark.parametrize("name", REFERENCES)
def test_moments_match_at_the_optimum(name):
    X, y, *_ = REFERENCES[name]
    assert X.T @ sigmoid(X @ newton(X, y).betas[-1]) == pytest.approx(X.T @ y, rel=1e-9)


@pytest.mark.parametrize("name", REFERENCES)
def test_loss_is_the_mean_entropy_at_the_optimum(name):
    X, y, *_ = REFERENCES[name]
    run = newton(X, y)
    assert run.losses[-1] == pytest.approx(np.mean(entropy_from_logits(X @ run.betas[-1])), rel=1e-9)


# Data without an optimum


@pytest.mark.parametrize("name", SEPARABLE)
def test_newton_says_that_data_are_separable(name):
    run = newton(*SEPARABLE[name])
    assert (run.converged, run.reason) == (False, "separable")


@pytest.mark.parametrize("name", [*SEPARABLE, *NOT_SEPARABLE])
def test_gradient_descent_and_newton_agree_on_whether_data_are_separable(name):
    X, y = (SEPARABLE | NOT_SEPARABLE)[name]
    run = gradient_descent(X, y, step_size=1e-3, steps=3)
    assert (run.reason == "separable") == (name in SEPARABLE)


def test_an_outlier_far_away_does_not_make_data_separable():
    X, y = np.vstack([X_HOURS, [1, 1e12]]), [*PASSED, 1]
    assert gradient_descent(X, y, step_size=1e-3, steps=3).reason != "separable"


@pytest.mark.parametrize("tolerance", [0.1, 1e-2, 1e-4])
def test_a_loose_tolerance_does_not_hide_that_no_optimum_exists(tolerance):
    assert newton(*SEPARABLE["touching"], tolerance=tolerance).reason == "separable"


def test_thirty_features_are_found_separable_quickly():
    before = time.process_time()
    newton(*SEPARABLE["cancer"])
    assert time.process_time() - before < 5  # 0.2 s on an idle machine


def test_loss_falls_towards_its_greatest_lower_bound_on_separable_data():
    X, y = SEPARABLE["toy"]
    assert newton(X, y).losses[-1] < 1e-11
    X, y = SEPARABLE["touching"]  # two of the four rows remain at log 2
    assert newton(X, y).losses[-1] == pytest.approx(np.log(2) / 2, abs=1e-11)


def has_separating_direction(X, y):
    """The same question as a linear programme: Konis (2007)."""
    X = np.asarray(X, dtype=float)
    X = X / np.maximum(np.abs(X).max(axis=0), 1e-300)
    rows = np.concatenate([X[y > 0], -X[y < 1]])
    bounds = [(-1, 1)] * X.shape[1]
    best = optimize.linprog(-rows.sum(axis=0), A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=bounds, method="highs")
    return -best.fun > 1e-7


@pytest.mark.parametrize("seed", range(6))
def test_separability_is_what_a_linear_programme_says(seed):
    rng = np.random.default_rng(seed)
    for _ in range(50):
        n, d = rng.integers(1, 40), rng.integers(1, 6)
        X = rng.integers(-2, 3, (n, d)).astype(float)  # many rows on the border, and rows of zeros
        X[:, 0] = rng.choice([0, 1]) or X[:, 0]
        direction = rng.integers(-2, 3, d)
        y = (X @ direction + rng.normal(size=n) * rng.choice([0, 0.3, 3]) > 0).astype(float)
        y[rng.integers(n)] = rng.choice([0, 0.5, 1])
        run = gradient_descent(X, y, step_size=0.1, steps=1)  # takes rank deficient X as well
        assert (run.reason == "separable") == has_separating_direction(X, y), (X, y)


@pytest.mark.parametrize("degree", range(1, 9))
def test_a_polynomial_separates_as_many_changes_of_the_label_as_its_degree(degree):
    rng = np.random.default_rng(degree)
    feature = np.linspace(-1, 1, 60)
    X = feature[:, None] ** np.arange(degree + 1)
    for changes in range(degree - 1, degree + 3):
        y = np.isin(np.arange(60), rng.choice(np.arange(1, 60), changes, replace=False)).cumsum() % 2
        run = gradient_descent(X, y, step_size=0.1, steps=1)
        assert (run.reason == "separable") == (changes <= degree), changes


def test_weights_of_gradient_descent_grow_like_the_logarithm_of_the_steps():
    run = gradient_descent(X_TOY, Y_TOY, step_size=1, steps=100_000)
    at = 10 ** np.arange(1, 6)
    assert run.betas[at, 0] == pytest.approx([2.103, 4.018, 6.231, 8.519, 10.820], abs=5.1e-4)
    assert run.losses[at] == pytest.approx([6.50e-2, 9.08e-3, 9.85e-4, 9.98e-5, 1.00e-5], rel=1e-3)
    assert (run.converged, run.reason) == (False, "separable")


def test_a_huge_step_on_separable_data_is_not_taken_for_an_optimum():
    run = gradient_descent(X_TOY, Y_TOY, step_size=1e6, steps=3)
    assert gradient(run.betas[-1], X_TOY, Y_TOY).tolist() == [0]
    assert run.reason == "separable"


# Gradient descent

STEEPEST = np.linalg.eigvalsh(X_HOURS.T @ X_HOURS / 80)[-1]


def test_gradient_descent_repeats_one_rule():
    start, step_size = np.array([0.5, -0.5]), 0.3
    run = gradient_descent(X_HOURS, PASSED, step_size=step_size, steps=20, start=start)
    beta = start
    for made in run.betas:
        assert made == pytest.approx(beta, abs=1e-14)
        beta = beta - step_size * gradient(beta, X_HOURS, PASSED)
    assert run.losses == pytest.approx([loss(beta, X_HOURS, PASSED) for beta in run.betas], rel=1e-14)


def test_first_steps_by_hand():
    run = gradient_descent(X_HOURS, PASSED, step_size=0.5, steps=3)
    by_hand = np.array([[0, 0], [0, 0.253125], [-0.082143, 0.218457], [-0.144953, 0.242645]])
    assert run.betas == pytest.approx(by_hand, abs=5.1e-7)


@pytest.mark.parametrize("steps", [0, 1, 2, 7, np.int64(1500)])
def test_exactly_so_many_steps_are_made(steps):
    run = gradient_descent(X_HOURS, PASSED, step_size=0.5, steps=steps)
    assert run.betas.shape == (steps + 1, 2)
    assert run.losses.shape == (steps + 1,)
    assert run.betas.dtype == run.losses.dtype == np.float64


def test_losses_of_a_long_path_belong_to_its_points():
    run = gradient_descent(X_HOURS, PASSED, step_size=0.5, steps=2345)
    at = [0, 999, 1000, 1001, 2000, 2345]
    assert run.losses[at] == pytest.approx([loss(run.betas[i], X_HOURS, PASSED) for i in at], rel=1e-14)


@pytest.mark.parametrize("name", ["hours", "challenger", "cancer radius", "cancer radius and texture"])
def test_gradient_descent_on_standardised_data_finds_the_reference(name):
    X, y, beta, least = REFERENCES[name]
    run = gradient_descent(standardised(X), y, step_size=6, steps=3000)
    assert (run.converged, run.reason) == (True, "")
    assert in_raw_units(run.betas[-1], X) == pytest.approx(beta, abs=1e-8, rel=0)
    assert run.losses[-1] == pytest.approx(least, abs=1e-12, rel=0)


def test_optimum_of_the_standardised_hours():
    run = gradient_descent(standardised(X_HOURS), PASSED, step_size=4, steps=400)
    assert run.betas[-1] == pytest.approx([0.116485700503036, 2.21032810330412], abs=1e-12)


RAW = [(0.05, 7165), (0.1, 3581), (0.3, 1192), (0.5, 714), (0.7, 509), (1.0, 355)]
STANDARDISED = [(0.5, 175), (1, 86), (2, 41), (4, 19), (6, 9), (8, 9)]


@pytest.mark.parametrize(
    ("X", "step_size", "steps"),
    [(X_HOURS, *row) for row in RAW] + [(standardised(X_HOURS), *row) for row in STANDARDISED],
)
def test_steps_to_within_a_millionth_of_the_least_loss(X, step_size, steps):
    losses = gradient_descent(X, PASSED, step_size=step_size, steps=steps).losses
    near = losses - BEST_LOSS <= 1e-6
    assert near[steps]
    assert not near[:steps].any()


def test_bound_on_the_step_size():
    assert pytest.approx(0.745785, abs=5.1e-7) == 2 / STEEPEST


@pytest.mark.parametrize("start", [(0, 0), (-8, 4), (5, -3), (-20, 10), (3, 3)])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_every_step_below_the_bound_lowers_the_loss(start, share):
    run = gradient_descent(X_HOURS, PASSED, step_size=share * 2 / STEEPEST, steps=300, start=start)
    assert np.all(np.diff(run.losses) < 0)


def test_a_step_size_above_the_bound_may_raise_the_loss_and_yet_converge():
    run = gradient_descent(X_HOURS, PASSED, step_size=1.0, steps=2000)
    assert run.losses[1] == pytest.approx(0.709891, abs=5.1e-7)
    assert run.losses[1] > run.losses[0]
    assert (run.converged, run.reason) == (True, "")


def test_bound_near_the_optimum():
    assert 2 / np.linalg.eigvalsh(hessian(BEST_HOURS, X_HOURS, PASSED))[-1] == pytest.approx(1.803804, abs=5.1e-7)


def test_below_the_bound_near_the_optimum_it_converges():
    run = gradient_descent(X_HOURS, PASSED, step_size=1.79, steps=3000)
    assert run.converged
    assert run.betas[-1] == pytest.approx(BEST_HOURS, abs=1e-10)


@pytest.mark.parametrize("steps", [30, 300, 3000, 3001])
def test_above_the_bound_near_the_optimum_it_does_not(steps):
    run = gradient_descent(X_HOURS, PASSED, step_size=1.81, steps=steps)
    assert (run.converged, run.reason) == (False, "step size too large: cycles")


def test_step_size_two_settles_in_a_two_cycle():
    run = gradient_descent(X_HOURS, PASSED, step_size=2.0, steps=2000)
    low, high = np.argsort(run.losses[-2:])
    assert run.betas[-2:][high] == pytest.approx([-4.36670, 1.90814], abs=5.1e-6)
    assert run.betas[-2:][low] == pytest.approx([-4.52885, 1.43643], abs=5.1e-6)
    assert np.sort(run.losses[-2:]) == pytest.approx([0.427542, 0.440828], abs=5.1e-7)
    assert run.betas[-1] == pytest.approx(run.betas[-3], abs=1e-12)
    assert (run.converged, run.reason) == (False, "step size too large: cycles")


@pytest.mark.parametrize("step_size", [2.0, 2.5, 5, 50, 1e6, 1e300])
@pytest.mark.parametrize("steps", [10, 1000])
def test_too_large_a_step_neither_converges_nor_runs_away(step_size, steps):
    run = gradient_descent(X_HOURS, PASSED, step_size=step_size, steps=steps)
    assert np.all(np.isfinite(run.losses))
    assert (run.converged, run.reason) == (False, "step size too large: cycles")


CAUGHT = ([[-23.2], [0.1], [-0.8], [2.1], [-0.4]], [1, 1, 0, 0, 0])  # 6.5 is below its local bound, 6.849


def test_a_cycle_may_catch_the_path_below_the_bound_near_the_optimum():
    best = newton(*CAUGHT).betas[-1]
    assert 2 / hessian(best, *CAUGHT)[0, 0] > 6.5
    run = gradient_descent(*CAUGHT, step_size=6.5, steps=1000, start=[-1])
    assert run.betas[-1] == pytest.approx(run.betas[-3])
    assert (run.converged, run.reason) == (False, "step size too large: cycles")


@pytest.mark.parametrize("start", [0, -0.5, -1, -2, -10])
def test_endless_wandering_counts_as_a_cycle(start):
    run = gradient_descent(*CAUGHT, step_size=6.78, steps=1000, start=[start])
    assert np.abs(run.betas[-1] - run.betas[-50:-1]).min() > 1e-6  # of no short period
    assert (run.converged, run.reason) == (False, "step size too large: cycles")


def test_the_same_step_size_converges_from_elsewhere():
    assert gradient_descent(*CAUGHT, step_size=6.5, steps=1000).converged


@pytest.mark.parametrize(("step_size", "steps"), [(0.5, 0), (0.5, 100), (0.05, 2000), (1.0, 1), (1.0, 100), (1.75, 30)])
def test_a_path_that_is_still_on_its_way_has_used_up_its_iterations(step_size, steps):
    run = gradient_descent(X_HOURS, PASSED, step_size=step_size, steps=steps)
    assert (run.converged, run.reason) == (False, "iterations used up")


def test_a_path_that_keeps_clear_of_what_repels_it_is_no_cycle():
    X, y = [[10, -2], [10, -1], [10, 1], [10, 2]], [0, 1, 0, 1]  # symmetric: the weight of the tens stays 0
    assert 0.2 * np.linalg.eigvalsh(hessian(newton(X, y).betas[-1], X, y))[-1] > 2
    run = gradient_descent(X, y, step_size=0.2, steps=5)
    assert np.all(np.diff(run.losses) < 0)
    assert run.reason == "iterations used up"


def test_rounding_of_the_loss_is_not_taken_for_a_cycle():
    run = gradient_descent(X_HOURS, PASSED, step_size=1e-11, steps=1000, start=np.add(BEST_HOURS, [1e-4, 0]))
    assert np.any(np.diff(run.losses) > 0)
    assert run.reason == "iterations used up"


@pytest.mark.parametrize("start", [(-50, 20), (3, -4), (20, 0), (200, 0)])
@pytest.mark.parametrize("steps", [10, 40, 100, 150])
@pytest.mark.parametrize("step_size", [0.9, 1.3, 1.6, 1.79])
def test_overshooting_that_dies_away_is_no_cycle(start, steps, step_size):
    assert "large" not in gradient_descent(X_HOURS, PASSED, step_size=step_size, steps=steps, start=start).reason


def test_converged_means_a_flat_gradient():
    runs = [gradient_descent(X_HOURS, PASSED, step_size=1.0, steps=steps) for steps in range(650, 760, 5)]
    flat = [np.abs(gradient(run.betas[-1], X_HOURS, PASSED)).max() < 1e-6 for run in runs]
    assert [run.converged for run in runs] == flat
    assert 0 < sum(flat) < len(flat)


def test_a_path_that_leaves_the_floats_diverges():
    X, y = np.array([[1e10], [-2e10], [1e10]]), [0, 0, 1]
    run = gradient_descent(X, y, step_size=1e300, steps=5)
    assert (run.converged, run.reason) == (False, "step size too large: diverges")
    assert run.betas.shape == (6, 1)
    assert run.losses[0] == pytest.approx(np.log(2))
    assert np.isnan(run.betas[1:]).all()
    assert np.isinf(run.losses[1:]).all()


def test_gradient_descent_needs_no_full_rank():
    X = np.column_stack([X_HOURS, HOURS])  # the same feature twice: each takes half the weight
    run = gradient_descent(X, PASSED, step_size=0.5, steps=3000)
    assert run.converged
    assert run.losses[-1] == pytest.approx(BEST_LOSS, abs=1e-9)
    assert run.betas[-1, 1] == pytest.approx(run.betas[-1, 2])
    assert gradient_descent(X, PASSED, step_size=1.5, steps=300).reason == "step size too large: cycles"


def test_nothing_to_learn_from_columns_of_zeros():
    assert gradient_descent(np.zeros((3, 2)), [0, 1, 1], step_size=1, steps=2).converged


# The result


def test_a_result_prints_its_verdict_and_not_its_path():
    assert repr(newton(X_HOURS, PASSED)) == "Training(converged=True, reason='')"


def test_a_result_cannot_be_changed():
    run = newton(X_HOURS, PASSED)
    with pytest.raises(AttributeError):
        run.converged = False


def test_arguments_are_left_as_they_were():
    X, y, start = X_HOURS.copy(), PASSED.copy(), np.array([1.0, 1.0])
    newton(X, y, start=start)
    gradient_descent(X, y, step_size=0.5, steps=3, start=start)
    assert np.array_equal(X, X_HOURS)
    assert np.array_equal(y, PASSED)
    assert start.tolist() == [1, 1]


def test_lists_integers_and_booleans_will_do():
    X, y = [[1, 1], [1, 2], [1, 3], [1, 4]], [False, True, False, True]
    floats = np.array(X, dtype=float), np.array(y, dtype=float)
    assert newton(X, y).betas.tolist() == newton(*floats).betas.tolist()
    assert loss([0, 1], X, y) == loss([0.0, 1.0], *floats)


# Bad input

CALLS = {
    "loss": lambda X, y: loss(np.zeros(2), X, y),
    "gradient": lambda X, y: gradient(np.zeros(2), X, y),
    "hessian": lambda X, y: hessian(np.zeros(2), X, y),
    "gradient_descent": lambda X, y: gradient_descent(X, y, step_size=0.1, steps=3),
    "newton": lambda X, y: newton(X, y),
}
X_OK, Y_OK = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]), np.array([0.0, 1.0, 0.0])


def changed(array, index, value):
    array = array.copy()
    array[index] = value
    return array


BAD_DATA = [
    (X_OK, [0, 1, 1.5], "y[2] is 1.5: a probability lies in [0, 1]"),
    (X_OK, [0, -1, 1], "y[1] is -1.0: a probability lies in [0, 1]"),
    (X_OK, [0, np.nan, 1], "y[1] is nan: a probability lies in [0, 1]"),
    (changed(X_OK, (2, 1), np.nan), Y_OK, "X[2, 1] is nan: an observation must be finite"),
    (changed(X_OK, (0, 0), -np.inf), Y_OK, "X[0, 0] is -inf: an observation must be finite"),
    (X_OK, [0, 1], "y must have the shape (3,), one label for each row of X, got (2,)"),
    (X_OK, Y_OK[:, None], "y must have the shape (3,), one label for each row of X, got (3, 1)"),
    (X_OK, 1, "y must have the shape (3,), one label for each row of X, got ()"),
    (X_OK[:, 1], Y_OK, "X must have the shape (n, d) with n rows and d columns, at least one of each, got (3,)"),
    (X_OK[None], Y_OK, "X must have the shape (n, d) with n rows and d columns, at least one of each, got (1, 3, 2)"),
    (X_OK[:0], [], "X must have the shape (n, d) with n rows and d columns, at least one of each, got (0, 2)"),
    (X_OK[:, :0], Y_OK, "X must have the shape (n, d) with n rows and d columns, at least one of each, got (3, 0)"),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(("X", "y", "message"), BAD_DATA)
def test_bad_data_are_refused_by_name(call, X, y, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        CALLS[call](X, y)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("bad", ["text", None, [1j, 2, 3], [[1], [2, 3]]])
def test_what_is_no_number_is_a_type_error(call, bad):
    with pytest.raises(TypeError, match="y must be a real number or an array of real numbers"):
        CALLS[call](X_OK, bad)


BETA_CALLS = {
    "loss": lambda b: loss(b, X_OK, Y_OK),
    "gradient": lambda b: gradient(b, X_OK, Y_OK),
    "hessian": lambda b: hessian(b, X_OK, Y_OK),
    "newton": lambda b: newton(X_OK, Y_OK, start=b),
    "gradient_descent": lambda b: gradient_descent(X_OK, Y_OK, step_size=0.1, steps=3, start=b),
}


@pytest.mark.parametrize("call", BETA_CALLS)
@pytest.mark.parametrize("bad", [0.0, [1], [1, 2, 3], [[1, 2]], []])
def test_weights_of_another_shape_are_refused(call, bad):
    name, shape = "beta" if call in ("loss", "gradient", "hessian") else "start", np.shape(bad)
    expected = f"{name} must have the shape (2,), one number for each column of X, got {shape}"
    with pytest.raises(ValueError, match="^" + re.escape(expected)):
        BETA_CALLS[call](bad)


@pytest.mark.parametrize("call", BETA_CALLS)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_weights_that_are_not_finite_are_refused(call, bad):
    with pytest.raises(ValueError, match=re.escape(f"[1] is {bad}: bias and weights must be finite")):
        BETA_CALLS[call]([0, bad])


@pytest.mark.parametrize("function", [loss, gradient, hessian])
def test_a_logit_that_is_not_defined_in_floats_is_refused(function):
    with pytest.raises(ValueError, match=re.escape("X @ beta[0] is nan: the terms of this logit leave the range")):
        function([1e300, -1e300], [[1e300, 1e300]], [1])


@pytest.mark.parametrize("call", ["newton", "gradient_descent"])
def test_a_start_beyond_the_floats_is_refused(call):
    with pytest.raises(ValueError, match=re.escape("X @ start[0] is inf: this logit leaves the range of floats")):
        BETA_CALLS[call]([1.7e308, 1.7e308])


@pytest.mark.parametrize("bad", [0, -0.5, np.nan, np.inf, -np.inf, 10**400])
def test_step_size_must_be_positive_and_finite(bad):
    with pytest.raises(ValueError, match="^step_size must be .*got " + re.escape(repr(bad))):
        gradient_descent(X_OK, Y_OK, step_size=bad, steps=3)


@pytest.mark.parametrize("bad", ["0.1", None, True, [0.1], 1j])
def test_step_size_must_be_a_number(bad):
    with pytest.raises(TypeError, match="step_size must be a finite real number"):
        gradient_descent(X_OK, Y_OK, step_size=bad, steps=3)


@pytest.mark.parametrize("bad", [-1, 2.5, 3.0, np.nan, np.inf])
def test_steps_must_be_a_count(bad):
    with pytest.raises(ValueError, match=re.escape(f"steps must be an integer of at least 0, got {bad!r}")):
        gradient_descent(X_OK, Y_OK, step_size=0.1, steps=bad)


@pytest.mark.parametrize("bad", ["3", None, True, [3]])
def test_steps_must_be_a_number(bad):
    with pytest.raises(TypeError, match="steps must be an integer of at least 0"):
        gradient_descent(X_OK, Y_OK, step_size=0.1, steps=bad)


@pytest.mark.parametrize("bad", [0, -1e-9, np.nan, np.inf])
def test_tolerance_must_be_positive_and_finite(bad):
    with pytest.raises(ValueError, match="^tolerance must be .*got " + re.escape(repr(bad))):
        newton(X_OK, Y_OK, tolerance=bad)


RANK_DEFICIENT = {
    "a feature twice": (np.column_stack([X_HOURS, HOURS]), 2),
    "a sum": (np.column_stack([X_HOURS, HOURS**2, 3 - HOURS + 0.1 * HOURS**2]), 3),
    "a constant feature": (with_ones(np.full(20, 7.0)), 1),
    "a column of zeros": (with_ones(np.zeros(20)), 1),
    "all zeros": (np.zeros((20, 2)), 0),
    "in other units": (np.column_stack([X_HOURS, 1e12 * HOURS]), 2),
}


@pytest.mark.parametrize("name", RANK_DEFICIENT)
def test_newton_refuses_rank_deficient_data(name):
    X, rank = RANK_DEFICIENT[name]
    with pytest.raises(ValueError, match=re.escape(f"X of shape {X.shape} has rank {rank}:")):
        newton(X, PASSED)


def test_newton_refuses_fewer_rows_than_columns():
    with pytest.raises(ValueError, match="has rank 2: a column follows from the others"):
        newton([[1, 2, 3], [1, 4, 9]], [0, 1])


@pytest.mark.parametrize("unit", [1e-15, 1e15])
def test_a_feature_in_another_unit_is_not_rank_deficient(unit):
    assert newton(X_HOURS * [1, unit], PASSED, tolerance=1e-300).converged
