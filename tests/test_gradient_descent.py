"""Chapter 6: gradient, step sizes, Newton's method, separable data, and loss against entropy at the optimum."""

import functools
import math
import re

import autograd
import autograd.numpy as anp
import mpmath
import nbformat
import numpy as np
import pytest
from scipy.optimize import minimize, minimize_scalar
from scipy.special import entr, expit, log_expit

import turn
from crossentropy import datasets, gradient, gradient_descent, hessian, loss, newton
from crossentropy.exercises import EXERCISES, check
from crossentropy.figures import figure
from crossentropy.figures.shared import descent

HOURS, PASSED = datasets.hours_passed()
X = np.column_stack([np.ones(20), HOURS])
SCALED = np.column_stack([np.ones(20), (HOURS - HOURS.mean()) / HOURS.std()])
BEST = np.array([-4.07771343108763, 1.50464542837333])  # mpmath, 40 digits
LEAST = 0.401493923217234
POINTS, LABELS = np.array([[1.0, -2], [1, -1], [1, 1], [1, 2]]), np.array([0.0, 0, 1, 1])
CELLS = {
    cell.id: cell.source for cell in nbformat.read(turn.CHAPTERS / "06-gradient-descent.ipynb", as_version=4).cells
}


def curves(name: str, **values) -> dict:
    chosen = figure(name)
    return chosen.curves(**{**chosen.defaults, **values})


def readouts(name: str, **values) -> dict:
    chosen = figure(name)
    return chosen.readouts(**{**chosen.defaults, **values})


def sentence(name: str, **values) -> str:
    chosen = figure(name)
    return chosen.sentence(**{**chosen.defaults, **values})


def close(value, tolerance=1e-12):
    return pytest.approx(value, rel=tolerance, abs=tolerance)


def mean_loss(beta, features=X, labels=PASSED):
    """Mean loss from SciPy's own logarithm of the logistic function."""
    z = features @ beta
    return -np.mean(labels * log_expit(z) + (1 - labels) * log_expit(-z))


def mean_entropy(beta, features=X):
    z = features @ beta
    return np.mean(entr(expit(z)) + entr(expit(-z)))


def walk(features, step_size, steps, start=(0, 0)):
    """Gradient descent, written out with SciPy."""
    betas = [np.array(start, dtype=float)]
    for _ in range(steps):
        betas.append(betas[-1] + step_size * features.T @ (PASSED - expit(features @ betas[-1])) / 20)
    return np.array(betas)


def eigenvalues(matrix):
    return np.linalg.eigvalsh(matrix)


def curvature(beta, features=X):
    s = expit(features @ beta)
    return features.T @ np.diag(s * (1 - s)) @ features / len(features)


# --- the gradient ---


def test_slope_of_the_logistic_function_is_sigma_times_one_minus_sigma():
    for z in (-3, -0.5, 0, 1, 4):
        slope = mpmath.diff(lambda t: 1 / (1 + mpmath.exp(-t)), z)
        assert float(slope) == close(expit(z) * expit(-z))


def test_slope_over_the_feature_has_the_weight_as_a_factor():
    per_feature = autograd.grad(lambda x: 1 / (1 + anp.exp(-(1 + 2 * x))))(-0.5)
    assert per_feature == close(0.5)


@pytest.mark.parametrize("beta", [(0, 0), (-2, 1), (3, -1.5), (-4, 1.5)])
def test_gradient_is_that_of_automatic_differentiation(beta):
    def automatic(b):
        s = 1 / (1 + anp.exp(-anp.dot(X, b)))
        return -anp.mean(PASSED * anp.log(s) + (1 - PASSED) * anp.log(1 - s))

    assert gradient(beta, X, PASSED) == close(autograd.grad(automatic)(np.array(beta, dtype=float)), 1e-10)


def test_three_steps_by_hand_are_those_of_the_text():
    betas = gradient_descent(X, PASSED, step_size=0.5, steps=3).betas
    expected = [(0, 0), (0, 0.253125), (-0.082143, 0.218457), (-0.144953, 0.242645)]
    assert betas == pytest.approx(np.array(expected), abs=5e-7)
    assert gradient([0, 0], X, PASSED) == pytest.approx([0, -0.50625], abs=1e-15)


def test_squared_error_is_not_convex_below_minus_ln_2():
    def second(z):
        return float(mpmath.diff(lambda t: (1 / (1 + mpmath.exp(-t)) - 1) ** 2 / 2, z, 2))

    for z in (-5, -1, -0.7, -0.69, 0, 2):
        s = expit(z)
        assert second(z) == close(-s * (1 - s) ** 2 * (1 - 3 * s), 1e-9)
        assert (second(z) < 0) == (z < -math.log(2))


def test_mean_loss_bends_upwards_everywhere():
    for bias in range(-10, 11):
        for weight in range(-5, 6):
            assert eigenvalues(hessian([bias, weight], X, PASSED))[0] > 0


@pytest.mark.parametrize("start", [(0, 0), (-10, 5), (6, -2), (5, 5)])
def test_every_start_arrives_at_the_one_optimum(start):
    assert walk(X, 0.7, 2500, start)[-1] == pytest.approx(BEST, abs=1e-6)


# --- step sizes ---


def test_bounds_of_the_students_are_those_of_the_text():
    assert descent.bounds("off") == pytest.approx((0.745785, 1.803804), abs=5e-7)
    assert descent.bounds("on") == pytest.approx((8.0, 15.372549), abs=5e-7)


def test_bounds_are_two_over_the_largest_curvatures():
    for option, features in (("off", X), ("on", SCALED)):
        best = minimize(mean_loss, (0, 0), args=(features,), tol=1e-12).x
        expected = 2 / eigenvalues(features.T @ features / 80)[-1], 2 / eigenvalues(curvature(best, features))[-1]
        assert descent.bounds(option) == close(expected, 1e-5)


def test_below_the_guarantee_every_step_goes_down_from_anywhere():
    chance = np.random.default_rng(6)
    for start in chance.uniform((-15, -8), (15, 8), (40, 2)):
        losses = [mean_loss(beta) for beta in walk(X, 0.7457, 30, start)]
        assert np.all(np.diff(losses) < 0), start


def test_a_step_falls_by_as_much_as_the_guarantee_says():
    chance = np.random.default_rng(7)
    largest = eigenvalues(X.T @ X / 80)[-1]
    for start in chance.uniform((-15, -8), (15, 8), (200, 2)):
        slope = gradient(start, X, PASSED)
        for eta in (0.1, 0.7, 1.5, 3.0):
            allowed = mean_loss(start) - eta * (1 - eta * largest / 2) * slope @ slope
            assert mean_loss(start - eta * slope) <= allowed + 1e-12


def test_first_step_of_size_one_goes_up_and_the_path_arrives_all_the_same():
    losses = gradient_descent(X, PASSED, step_size=1.0, steps=1000).losses
    assert losses[1] == pytest.approx(0.709891, abs=5e-7)
    assert losses[1] > losses[0]
    assert np.argmax(losses - LEAST < 1e-6) == 355


@pytest.mark.parametrize(("step_size", "arrives"), [(1.79, True), (1.81, False), (2.0, False), (2.5, False)])
def test_optimum_attracts_below_the_second_bound_only(step_size, arrives):
    last = walk(X, step_size, 5000)[-1]
    assert (np.linalg.norm(last - BEST) < 1e-6) == arrives


@pytest.mark.parametrize("step_size", [1.81, 2.0, 2.2425, 2.5])
def test_too_large_step_ends_in_a_cycle_of_two(step_size):
    betas = walk(X, step_size, 6000)
    assert betas[-1] == close(betas[-3], 1e-9)
    assert np.linalg.norm(betas[-1] - betas[-2]) > 0.05


def test_far_too_large_step_explodes_on_a_straight_line_and_not_on_the_logistic_loss():
    line, model = np.zeros(2), walk(X, 50, 500)
    for _ in range(200):
        line = line - 0.25 * X.T @ (X @ line - PASSED) / 20
    assert np.linalg.norm(line) > 1e9
    assert np.linalg.norm(walk(X, 2.0, 200)[-1]) < 5
    assert max(mean_loss(beta) for beta in model[400:]) < 2 * max(mean_loss(beta) for beta in model[:100])


def test_cycle_at_two_is_that_of_the_text():
    made = curves("descent-path", step_size=2.0, steps=1000)["path"]
    points = np.column_stack(made)[-2:]
    assert points == pytest.approx(np.array([(-4.52885, 1.43643), (-4.36670, 1.90814)]), abs=5e-6)
    assert [mean_loss(each) for each in points] == pytest.approx([0.427542, 0.440828], abs=5e-7)


@pytest.mark.parametrize(
    ("features", "step_size", "steps"),
    [(X, 0.05, 7165), (X, 0.1, 3581), (X, 0.3, 1192), (X, 0.5, 714), (X, 0.7, 509)]
    + [(SCALED, size, steps) for size, steps in ((0.5, 175), (1, 86), (2, 41), (4, 19), (6, 9), (8, 9))],
)
def test_steps_to_a_millionth_of_the_least_loss_are_those_of_the_text(features, step_size, steps):
    losses = [mean_loss(beta, features) for beta in walk(features, step_size, steps)]
    assert losses[-2] - LEAST >= 1e-6 > losses[-1] - LEAST


def test_standardising_makes_the_valley_round():
    ratios = []
    for features in (X, SCALED):
        low, high = eigenvalues(hessian(newton(features, PASSED).betas[-1], features, PASSED))
        ratios.append(high / low)
    assert ratios == pytest.approx([76.5337, 2.27397], abs=5e-5)


def test_challenger_data_are_badly_conditioned_until_standardised():
    temperature, distress = datasets.challenger()
    raw = np.column_stack([np.ones(23), temperature])
    low, high = eigenvalues(hessian(newton(raw, distress).betas[-1], raw, distress))
    assert high / low == pytest.approx(8.259e5, rel=1e-4)
    assert 2 / eigenvalues(raw.T @ raw / 92)[-1] == pytest.approx(0.001637, abs=5e-7)


@pytest.mark.parametrize(("standardised", "said"), [(False, "7.65e+05"), (True, "1.2")])
def test_steps_in_which_the_flat_direction_shrinks_by_e_are_counted_exactly(standardised, said, capsys):
    temperature, distress = datasets.challenger()
    feature = (temperature - temperature.mean()) / temperature.std() if standardised else temperature
    features = np.column_stack([np.ones(23), feature])
    best = minimize(
        mean_loss,
        (0, 0),
        args=(features, distress),
        method="Newton-CG",
        jac=lambda b, f, y: f.T @ (expit(f @ b) - y) / 23,
        hess=lambda b, f, y: curvature(b, f),
        tol=1e-10,
    ).x
    flat = eigenvalues(curvature(best, features))[0]
    limit = 2 / eigenvalues(features.T @ features / 92)[-1]
    needed = mpmath.findroot(lambda t: (1 - mpmath.mpf(limit * flat)) ** t - mpmath.exp(-1), 1 / (limit * flat))
    assert f"{float(needed):.3g}" == said
    found = {"np": np, "datasets": datasets, "hessian": hessian, "newton": newton}
    exec(CELLS["challenger-code"], found)
    assert re.findall(r"1/e after (\S+) steps", capsys.readouterr().out)[standardised] == said


# --- the path and the fit, as drawn ---


@pytest.mark.parametrize(("standardise", "features"), [("off", X), ("on", SCALED)])
@pytest.mark.parametrize("step_size", [0.01, 0.5, 1.0, 2.0, 2.5])
def test_path_is_gradient_descent(step_size, standardise, features):
    made = curves("descent-path", step_size=step_size, steps=200, standardise=standardise)
    assert np.column_stack(made["path"]) == close(walk(features, step_size, 200), 1e-10)
    assert np.ravel(made["now"]) == close(walk(features, step_size, 200)[-1], 1e-10)


def test_readouts_of_the_path_count_what_goes_up():
    betas = walk(X, 2.0, 50)
    losses = np.array([mean_loss(beta) for beta in betas])
    number = readouts("descent-path", step_size=2.0, steps=50)
    assert number["rises"] == np.sum(np.diff(losses) > 0) == 29
    assert number["L"] == close(losses[-1], 1e-10)
    assert number["excess"] == close(losses[-1] - LEAST, 1e-10)


def test_newton_is_shown_only_when_switched_on():
    off, on = (curves("descent-path", newton=option) for option in ("off", "on"))
    assert off["newton"][0].size == off["newton_marks"][0].size == 0
    assert np.column_stack(on["newton"]) == close(newton(X, PASSED).betas)
    assert math.isnan(readouts("descent-path")["newton"])
    assert readouts("descent-path", newton="on")["newton"] == close(0)


def test_newton_goes_by_the_losses_of_the_text_on_raw_and_standardised_data():
    expected = [0.693147, 0.428014, 0.403398, 0.401513, 0.401493926, 0.401493923, 0.401493923]
    for option in ("off", "on"):
        betas, losses = descent.newton_path(option)
        assert len(betas) == descent.NEWTON_STEPS + 1
        assert losses == pytest.approx(expected, abs=5e-7)
        assert losses[4:] == pytest.approx(expected[4:], abs=5e-10)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"step_size": 0.7}, "below 0.7458: no step can go up"),
        ({"step_size": 1.0}, "below 1.8038: the optimum still attracts"),
        ({"step_size": 2.0, "steps": 1000}, "the optimum repels. The last two losses are 0.4275 and 0.4408 nat"),
        ({"step_size": 2.0, "standardise": "on"}, "below 8.0000: no step can go up"),
    ],
)
def test_sentence_names_the_kind_of_step_size(values, words):
    assert words in sentence("descent-path", **values)


@pytest.mark.parametrize(("standardise", "features"), [("off", X), ("on", SCALED)])
def test_lines_of_equal_loss_have_that_loss(standardise, features):
    """The thin lines, read back from the picture; its caption names the levels."""
    chosen = figure("descent-path")
    levels = [float(each) for each in re.findall(r"[\d.]+\d", chosen.caption.split("loss: ")[1].split(" nat")[0])]
    levels.append(2.0)
    made = chosen.draw(**chosen.defaults)
    lines = [
        artist for choice, option, artist in made.layers.values() if (choice, option) == ("standardise", standardise)
    ]
    cross, *contours = lines
    best = minimize(mean_loss, (0, 0), args=(features,), tol=1e-12).x
    assert np.ravel(cross.get_xydata()) == pytest.approx(best, abs=1e-4)
    assert len(contours) == len(levels)
    for line, level in zip(contours, levels, strict=True):
        points = line.get_xydata()
        assert len(points) > 50
        # rounded to a tenth of an SVG unit, so to 0.00125 in either parameter
        assert [mean_loss(each, features) for each in points] == pytest.approx([level] * len(points), abs=0.005)


def test_both_axes_of_the_plane_have_one_scale():
    chosen = figure("descent-path")
    (transform,) = chosen.draw(**chosen.defaults).transforms()
    assert transform["x"][0] == pytest.approx(-transform["y"][0])


def test_fit_shows_the_model_at_its_step():
    bias, weight = walk(X, 0.5, 40)[-1]
    x, y = curves("descent-fit", step_size=0.5, steps=40)["P"]
    assert y == close(expit(bias + weight * x), 1e-10)
    assert readouts("descent-fit", step_size=0.5, steps=40) == close(
        {"bias": bias, "weight": weight, "L": mean_loss((bias, weight))}, 1e-10
    )


# --- what the text asks for can be set, and the figure does not answer before ---


@pytest.mark.parametrize("cell", ["path-seen", "fit-seen"])
def test_step_sizes_and_steps_that_the_text_names_are_stops_of_the_sliders(cell):
    sizes = re.findall(r"\\eta = ([\d.]*\d)|With (\d\.\d+)", CELLS[cell])
    steps = re.findall(r"step (\d+)|[Aa]fter (\d+) steps", CELLS[cell])
    assert sizes
    assert {float("".join(each)) for each in sizes} <= set(descent.STEP_SIZES)
    assert {int("".join(each)) for each in steps} <= set(descent.STEPS)


@pytest.mark.parametrize(
    ("size", "kind"),
    [(1.0, "a step may go up"), (1.79, "a step may go up"), (1.81, "the optimum repels"), (2.0, "the optimum repels")],
)
def test_figure_says_of_the_step_sizes_what_the_text_says(size, kind):
    assert re.search(rf"(Here|are|and) {size}\b", CELLS["three-kinds"])
    assert size in descent.STEP_SIZES
    assert kind in sentence("descent-path", step_size=size, steps=1000)


def test_curve_lies_on_the_best_one_after_ten_times_as_many_steps():
    at = {steps: curves("descent-fit", steps=steps)["P"][1] for steps in (40, 75, 400)}
    off = {steps: np.max(np.abs(y - expit(BEST[0] + BEST[1] * np.linspace(0, 6, 121)))) for steps, y in at.items()}
    assert off[400] < 0.01 < 0.1 < off[75] < off[40]


def test_hours_and_weights_of_the_fit_are_those_of_the_text():
    found = {steps: readouts("descent-fit", steps=steps) for steps in (40, 105, 714)}
    assert -found[40]["bias"] / found[40]["weight"] == pytest.approx(2.37, abs=0.005)
    assert -found[714]["bias"] / found[714]["weight"] == pytest.approx(2.71, abs=0.005)
    assert 0.45 < found[40]["weight"] / BEST[1] < 0.5
    assert 0.7 < found[105]["weight"] / BEST[1] < 0.75
    assert found[105]["L"] - LEAST == pytest.approx(0.0133, abs=5e-5)


def test_elsewhere_the_curves_cross_between_the_two_stops_of_the_text():
    low, high = (
        float(each) for each in re.search(r"between \$s = ([\d.]+)\$ and ([\d.]+)", CELLS["meets-seen"]).groups()
    )
    assert high - low == pytest.approx(figure("entropy-meets-loss").parameters[0].step)
    gaps = [readouts("entropy-meets-loss", scale=each, towards="elsewhere")["gap"] for each in (low, high)]
    assert gaps[0] < 0 < gaps[1]


# --- separable data ---


@pytest.mark.parametrize(
    ("steps", "weight", "nats"),
    [
        (10, 2.103, 6.50e-2),
        (100, 4.018, 9.08e-3),
        (1000, 6.231, 9.85e-4),
        (10_000, 8.519, 9.98e-5),
        (100_000, 10.820, 1e-5),
    ],
)
def test_weight_of_separable_data_grows_as_the_text_says(steps, weight, nats):
    number = readouts("separable", steps=steps)
    assert number["w"] == pytest.approx(weight, abs=5e-4)
    assert number["L"] == pytest.approx(nats, rel=1e-3)
    assert number["L"] == close(mean_loss((0, number["w"]), POINTS, LABELS))


def test_figure_s_weights_are_those_of_gradient_descent():
    betas = gradient_descent(POINTS, LABELS, step_size=1, steps=500).betas
    assert betas[:, 0] == pytest.approx(np.zeros(501), abs=1e-15)
    for steps in (1, 2, 10, 77, 500):
        assert readouts("separable", steps=steps)["w"] == close(betas[steps, 1])


def test_figure_of_the_weight_opens_without_the_line_that_it_will_follow():
    chosen = figure("separable")
    assert "ln" not in chosen.caption
    assert "stop" not in chosen.title
    right = chosen.draw(**chosen.defaults).axes[1]
    drawn = np.concatenate([line.get_xdata() for line in right.lines])
    assert np.nanmax(drawn) == chosen.defaults["steps"]


@pytest.mark.parametrize("step_size", [4, 10, 50])
def test_far_too_large_step_stays_at_a_high_loss(step_size):
    losses = gradient_descent(X, PASSED, step_size=step_size, steps=1000).losses
    assert losses[-100:].min() > 0.6


def test_weight_of_separable_data_comes_close_to_the_logarithm():
    assert readouts("separable", steps=100_000)["w"] == pytest.approx(math.log(50_000), abs=5e-4)


def test_weight_grows_half_as_fast_where_the_points_are_twice_as_far():
    betas = gradient_descent(2 * POINTS[[1, 2]], LABELS[[1, 2]], step_size=1, steps=4000).betas[:, 1]
    assert betas[4000] - betas[400] == pytest.approx(math.log(10) / 2, abs=0.01)


@pytest.mark.parametrize("beta", [(0, 1), (0.3, 0.5), (-4, 5)])
def test_loss_of_separable_data_tends_to_0_along_every_separating_direction(beta):
    assert np.all((2 * LABELS - 1) * (POINTS @ beta) > 0)
    losses = [mean_loss(np.multiply(2.0**k, beta), POINTS, LABELS) for k in range(9)]
    assert np.all(np.diff(losses) < 0)
    assert losses[-1] < 1e-10


def test_loss_is_0_nowhere_on_separable_data_whether_the_parameters_separate_or_not():
    chance = np.random.default_rng(9)
    betas = chance.normal(scale=20, size=(500, 2))
    separates = [np.all((2 * LABELS - 1) * (POINTS @ beta) > 0) for beta in betas]
    assert 50 < np.sum(separates) < 450
    assert min(mean_loss(beta, POINTS, LABELS) for beta in betas) > 0


def test_twice_as_much_is_no_improvement_where_the_parameters_do_not_separate():
    """So what holds of a separating beta alone proves nothing of the others."""
    assert mean_loss((0, -2), POINTS, LABELS) > mean_loss((0, -1), POINTS, LABELS)
    assert "L > 0" in CELLS["separable-why"]


def test_newton_says_that_there_is_no_optimum():
    assert newton(POINTS, LABELS).reason == "separable"


@pytest.mark.parametrize("answer", [2.300625, 2.301, 2.288, 2.213, 1.915, 2.299])
def test_growth_of_a_finite_run_is_told_to_be_one(answer, capsys):
    check("gradient-descent-4", answer)
    said = capsys.readouterr().out
    assert said.startswith("Not yet.")
    assert "in a run that ends; a longer one gives a little more" in said


@pytest.mark.parametrize("answer", [2.302585, 2.3026, 2.303])
def test_limit_of_the_growth_is_right(answer, capsys):
    check("gradient-descent-4", answer)
    assert capsys.readouterr().out.startswith("Right.")


def test_finite_runs_that_the_exercise_knows_have_that_growth():
    weights = [0.0]
    for _ in range(100_000):
        w = weights[-1]
        weights.append(w + (expit(-w) + 2 * expit(-2 * w)) / 2)
    known = [value for value, words in EXERCISES["gradient-descent-4"].wrong if "a run that ends" in words]
    grown = [weights[10 * steps] - weights[steps] for steps in (10, 100, 1000, 2000, 3000, 7000)]
    assert known == pytest.approx(grown, abs=5e-7)


@pytest.mark.parametrize(
    ("penalty", "weight"), [(1, 0.472108), (0.1, 1.457836), (0.01, 2.902339), (0.001, 4.680514), (0.37, None)]
)
def test_penalty_stops_the_weight(penalty, weight):
    best = minimize_scalar(
        lambda w: mean_loss((0, w), POINTS, LABELS) + penalty * w**2 / 2, bracket=(0, 3), options={"xtol": 1e-12}
    ).x
    number = readouts("separable", steps=100_000, penalty=penalty)
    assert number["best"] == pytest.approx(best, abs=1e-6)
    assert number["w"] == close(number["best"], 1e-11)
    if weight:
        assert number["best"] == pytest.approx(weight, abs=5e-7)


def test_without_a_penalty_there_is_no_best_weight():
    assert math.isnan(readouts("separable", penalty=0.0)["best"])
    assert curves("separable", penalty=0.0)["best"][0].size == 0


# --- what holds at the optimum ---


def test_mean_loss_equals_mean_entropy_at_the_optimum():
    assert mean_loss(BEST) == close(LEAST, 1e-14)
    assert mean_entropy(BEST) == close(LEAST, 1e-13)
    number = readouts("entropy-meets-loss", scale=1.0)
    assert number == close({"L": LEAST, "H": LEAST, "gap": 0})


def test_loss_minus_entropy_is_parameters_times_gradient_at_every_point():
    chance = np.random.default_rng(8)
    for _ in range(50):
        n, d = chance.integers(2, 30), chance.integers(1, 6)
        features, labels, beta = chance.normal(size=(n, d)), chance.uniform(size=n), 2 * chance.normal(size=d)
        difference = loss(beta, features, labels) - mean_entropy(beta, features)
        assert difference == close(beta @ gradient(beta, features, labels), 1e-11)


def test_fitted_model_reproduces_the_moments_of_the_data():
    p = expit(X @ BEST)
    assert (p.sum(), p @ HOURS) == pytest.approx((10, PASSED @ HOURS), abs=1e-11)


@pytest.mark.parametrize(("towards", "beta"), [("optimum", BEST), ("elsewhere", np.array([-2.0, 1.0]))])
@pytest.mark.parametrize("scale", [0.0, 0.35, 1.0, 2.0])
def test_tangent_of_the_loss_meets_the_axis_at_the_entropy(scale, towards, beta):
    slope = float(mpmath.diff(lambda s: mpmath.mpf(mean_loss(float(s) * beta)), scale, h=1e-4))
    (_, _), (low, high) = curves("entropy-meets-loss", scale=scale, towards=towards)["tangent"]
    assert high == close(mean_loss(scale * beta))
    assert low == close(mean_entropy(scale * beta))
    assert low == pytest.approx(high - scale * slope, abs=1e-4)


def test_curves_over_the_scale_are_those_of_scipy():
    made = curves("entropy-meets-loss", towards="elsewhere")
    assert made["L"][1] == close(np.array([mean_loss(s * np.array([-2, 1])) for s in made["L"][0]]))
    assert made["H"][1] == close(np.array([mean_entropy(s * np.array([-2, 1])) for s in made["H"][0]]))


def test_elsewhere_they_meet_where_the_ray_is_lowest_which_is_not_the_optimum():
    ray = np.array([-2.0, 1.0])
    lowest = minimize_scalar(lambda s: mean_loss(s * ray), bracket=(0.5, 2))
    assert lowest.x == pytest.approx(1.16, abs=5e-3)
    assert mean_entropy(lowest.x * ray) == pytest.approx(lowest.fun, abs=1e-7)
    assert lowest.fun > LEAST + 0.05


@pytest.mark.parametrize(("scale", "word"), [(0.5, "too unsure"), (1.0, "no difference"), (1.6, "too sure")])
def test_sentence_says_whether_the_model_is_too_sure(scale, word):
    assert word in sentence("entropy-meets-loss", scale=scale)


def test_pair_of_students_with_equal_hours_is_a_floor_under_the_loss():
    pair = HOURS == 1.75
    assert sorted(PASSED[pair]) == [0, 1]
    best = minimize_scalar(lambda z: -log_expit(z) - log_expit(-z), bracket=(-1, 1))
    assert best.fun == close(2 * math.log(2), 1e-10)
    assert 2 * math.log(2) / 20 < LEAST


# --- the reader's turn ---


@functools.cache
def heavy_ball(*changes):
    return turn.run("06-gradient-descent", changes, before=("students-code", "bounds", "fit-code"))


MOMENTA = [each / 25 for each in range(25)]  # the stops of the figure
SIZES = (0.1, 0.2, 0.5, 1.0, 2.0)


def rolled(momentum, step_size, steps=200, features=X, start=(0, 0), ahead=0.0):
    """Return the losses above the least one, from SciPy's logistic function alone; many momenta go side by side."""
    beta = np.array(start, dtype=float) + np.zeros((*np.shape(momentum), 2))
    momentum, move, above = np.expand_dims(momentum, -1), np.zeros_like(beta), []
    for _ in range(steps + 1):
        z = beta @ features.T
        above.append(-np.mean(PASSED * log_expit(z) + (1 - PASSED) * log_expit(-z), axis=-1) - LEAST)
        there = beta + ahead * momentum * move
        move = momentum * move - step_size * (expit(there @ features.T) - PASSED) @ features / 20
        beta = beta + move
    return np.array(above)


def arrival(above):
    """Return the step from which on the loss stays within a millionth of a nat, None if it is not yet there."""
    last = np.flatnonzero(above >= 1e-6)[-1]
    return int(last) + 1 if last < len(above) - 1 else None


def arrivals(step_size, **changes):
    """Return the arrival within 800 steps of each momentum of the figure, as the figure says it."""
    above = rolled(np.array(MOMENTA), step_size, steps=800, **changes)
    return {each: str(arrival(walked) or "more than 800") for each, walked in zip(MOMENTA, above.T, strict=True)}


@pytest.mark.parametrize("step_size", [0.1, 0.5, 2.0])
@pytest.mark.parametrize("momentum", [0.0, 0.08, 0.48, 0.8, 0.96])
def test_walks_of_the_turn_are_those_of_another_computation(momentum, step_size):
    made = heavy_ball()["heavy_ball"](momentum, step_size)
    for name, kept in (("plain", 0.0), ("ball", momentum)):
        # at 2.0 with 0.96 the walk wanders for long, and rounding grows a hundredfold in eighty steps
        np.testing.assert_allclose(made[name][1][:201], rolled(kept, step_size), rtol=0, atol=1e-9)
    said = heavy_ball()["arrival"](momentum, step_size)
    assert said["ball"] == str(arrival(rolled(momentum, step_size, steps=800)) or "more than 800")


@pytest.mark.parametrize(
    ("step_size", "momentum", "steps"),
    [(0.5, 0.0, 714), (0.5, 0.8, 107), (0.5, 0.84, 79), (0.5, 0.96, 310), (2.0, 0.68, 34), (0.1, 0.92, 144)],
)
def test_steps_with_momentum_are_those_of_the_text_and_of_the_figure(step_size, momentum, steps):
    assert arrival(rolled(momentum, step_size, steps=800)) == steps
    assert heavy_ball()["arrival"](momentum, step_size)["ball"] == str(steps)
    assert momentum in MOMENTA
    assert step_size in SIZES


def test_figure_of_the_turn_opens_before_the_question_is_answered():
    asked = re.findall(r"momentum of (\d\.\d+)|with (\d\.\d+)", CELLS["your-turn-predict"])
    counts = {heavy_ball()["arrival"](float("".join(each)), 0.5)["ball"] for each in asked}
    shown = heavy_ball()["figure"].readouts()
    assert counts == {"107", "310"}
    assert counts.isdisjoint(shown.values())


def test_large_steps_settle_with_the_momenta_of_the_text():
    found = {size: arrivals(size) for size in SIZES}
    assert all((found[2.0][each] != "more than 800") == (each >= 0.12) for each in MOMENTA[:-1])
    every = [steps for size in SIZES for steps in found[size].values()]
    assert min(int(steps) for steps in every if steps.isdigit()) == int(found[2.0][0.68]) == 34


@pytest.mark.parametrize("step_size", SIZES)
def test_turn_counts_the_steps_of_another_computation(step_size):
    counted = arrivals(step_size)
    some = MOMENTA[:-1] if step_size == 2.0 else MOMENTA[::6]
    assert {each: heavy_ball()["arrival"](each, step_size)["ball"] for each in some} == {
        each: counted[each] for each in some
    }


@pytest.mark.parametrize(("step_size", "best"), [(0.1, 0.92), (0.5, 0.84)])
def test_best_momentum_of_the_slider_is_that_of_the_text(step_size, best):
    steps = {each: int(said) for each, said in arrivals(step_size).items() if said.isdigit()}
    assert min(steps, key=steps.get) == best


def factors(momentum, step_size, curvature):
    """Return by how much (distance, distance before) grow in a step on a parabola: eigenvalues."""
    return np.linalg.eigvals([[1 + momentum - step_size * curvature, -momentum], [1, 0]])


@pytest.mark.parametrize("step_size", [0.1, 0.5, 1.0])
def test_walk_swings_above_the_momentum_of_the_text_and_shrinks_by_its_root(step_size):
    flat = eigenvalues(curvature(BEST))[0]
    begins = (1 - math.sqrt(step_size * flat)) ** 2
    assert f"{begins:.3f}" == {0.1: "0.925", 0.5: "0.837", 1.0: "0.774"}[step_size]
    assert np.all(np.isreal(factors(begins - 0.001, step_size, flat)))
    for momentum in (begins + 0.001, 0.96):
        assert np.all(np.imag(factors(momentum, step_size, flat)) != 0)
        assert abs(factors(momentum, step_size, flat)) == close([math.sqrt(momentum)] * 2)
    slowest = {each: max(abs(factors(each, step_size, flat))) for each in np.arange(0, 1, 0.001)}
    assert min(slowest, key=slowest.get) == pytest.approx(begins, abs=0.001)


@pytest.mark.parametrize(("momentum", "limit"), [(0.0, "1.804"), (0.08, "1.948"), (0.12, "2.020")])
def test_momentum_lets_the_optimum_attract_at_larger_steps(momentum, limit):
    steep = eigenvalues(curvature(BEST))[-1]
    repels = 2 * (1 + momentum) / steep
    assert f"{repels:.3f}" == limit
    for step_size in (0.999 * repels, 1.001 * repels):
        assert (max(abs(factors(momentum, step_size, steep))) > 1) == (step_size > repels)
    assert (arrival(rolled(momentum, 2.0, steps=400)) is None) == (repels < 2)


def test_looking_ahead_is_faster_at_one_half_and_fails_at_two():
    changed = heavy_ball(("gradient(beta, X, passed)", "gradient(beta + momentum * move, X, passed)"))
    assert changed["arrival"](0.84, 0.5)["ball"] == "50" == str(arrival(rolled(0.84, 0.5, ahead=1.0)))
    assert set(arrivals(2.0, ahead=1.0).values()) == {"more than 800"}
    assert {changed["arrival"](each, 2.0)["ball"] for each in MOMENTA[::12]} == {"more than 800"}


def test_round_valley_leaves_momentum_less_to_gain():
    changed = heavy_ball(
        ("X, passed", "Z, passed"),
        (
            "steps = np",
            "scaled = hours - hours.mean()\nZ = np.column_stack([np.ones(20), scaled / hours.std()])\nsteps = np",
        ),
    )
    steps = {each: int(said) for each, said in arrivals(1.0, features=SCALED).items() if said.isdigit()}
    best = min(steps, key=steps.get)
    assert best == pytest.approx(0.6, abs=0.04)
    place = MOMENTA.index(best)
    for momentum in MOMENTA[place - 1 : place + 2]:
        assert changed["arrival"](momentum, 1.0) == {"plain": "86", "ball": str(steps[momentum])}
    assert 86 / steps[best] < arrival(rolled(0, 1.0, steps=800)) / arrival(rolled(0.76, 1.0))


def test_start_further_along_the_valley_takes_longer():
    assert 1 < rolled(0.8, 0.5, start=(-10, 5))[0] / rolled(0.8, 0.5)[0] < 2  # so high above the least loss
    changed = heavy_ball(("beta, move, above = np.zeros(2)", "beta, move, above = np.array([-10.0, 5.0])"))
    assert changed["arrival"](0.8, 0.5)["ball"] == "199" == str(arrival(rolled(0.8, 0.5, start=(-10, 5))))
    near, far = (np.log(each) for each in (rolled(0.8, 0.5), rolled(0.8, 0.5, start=(-10, 5))))
    assert far[190] - far[180] == pytest.approx(near[100] - near[90], rel=0.1)
