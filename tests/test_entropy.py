"""Chapter 1: the figure of the reader's turn against other roads to the same numbers, and what the text says of it."""

import itertools
import re
import warnings
from unittest.mock import MagicMock

import nbformat
import numpy as np
import pytest
import scipy
from mpmath import mp

import turn
from conftest import ROOT

CELLS = {cell.id: cell for cell in nbformat.read(ROOT / "chapters" / "01-entropy.ipynb", as_version=4).cells}
TURN = turn.run("01-entropy")
ORDERS = [round(0.1 * tenth, 1) for tenth in range(1, 41)]  # every stop of the slider
SOME = ([0.7, 0.2, 0.1], [0.9, 0.1], [1 / 3, 1 / 3, 1 / 3], [1.0, 0.0])


def mean_of_deformed_surprises(p, order):
    """Return the sum of p times ln_r(1/p), where ln_r t is the integral of u ** -r from 1 to t, in 30 digits."""
    with mp.workdps(30):
        r = mp.mpf(order)
        return float(sum(x * mp.quad(lambda u: u**-r, [1, 1 / mp.mpf(x)]) for x in p if x > 0))


def values(turned, order) -> tuple[np.ndarray, np.ndarray]:
    """Return the dashed and the solid curve at an order."""
    made = turned["cousins"](order)
    return made["H"][1], made["S"][1]


def ratio(turned, order) -> float:
    return turned["coins"](order)["ratio"]


@pytest.mark.parametrize("order", [0.1, 0.5, 1, 1.1, 2, 3, 4])
@pytest.mark.parametrize("p", SOME)
def test_impurity_is_a_mean_of_deformed_surprises(p, order):
    assert TURN["impurity"](np.array(p), order) == pytest.approx(mean_of_deformed_surprises(p, order), abs=1e-12)


@pytest.mark.parametrize("p", SOME)
def test_order_1_is_where_the_orders_beside_it_lead(p):
    either = [TURN["impurity"](np.array(p), order) for order in (1 - 1e-5, 1 + 1e-5)]
    assert np.mean(either) == pytest.approx(scipy.stats.entropy(p), abs=1e-9)


def test_order_2_is_the_chance_that_two_labels_differ():
    p = [0.7, 0.2, 0.1]
    differ = sum(a * b for (i, a), (j, b) in itertools.product(enumerate(p), repeat=2) if i != j)
    assert TURN["impurity"](np.array(p), 2) == pytest.approx(differ, rel=1e-14)


def test_solid_curve_is_above_the_dome_below_order_1_and_below_it_after():
    for order in ORDERS:
        dome, solid = values(TURN, order)
        assert np.all(np.sign(solid[1:-1] - dome[1:-1]) == np.sign(1 - order)), order


def test_higher_order_means_a_lower_curve():
    curves = [values(TURN, order)[1][1:-1] for order in ORDERS]
    assert np.all(np.diff(curves, axis=0) < 0)


@pytest.mark.parametrize("order", ORDERS)
def test_every_cousin_is_0_for_certainty_symmetric_and_largest_for_a_fair_coin(order):
    _, solid = values(TURN, order)
    assert solid[[0, -1]] == pytest.approx([0, 0], abs=1e-15)
    assert solid == pytest.approx(solid[::-1], abs=1e-12)
    assert solid.argmax() == 100


@pytest.mark.parametrize("order", ORDERS)
def test_two_coins_are_worth_twice_one_at_order_1_alone(order):
    assert ratio(TURN, order) == pytest.approx(1 + 2 ** (1 - order), rel=1e-12)
    assert (abs(ratio(TURN, order) - 2) < 0.01) == (order == 1)


@pytest.mark.parametrize("order", [0.1, 0.5, 1, 2, 3.7])
def test_independent_draws_add_up_but_for_a_product(order):
    p, q = np.array([0.7, 0.2, 0.1]), np.array([0.55, 0.45])
    a, b, both = (mean_of_deformed_surprises(each, order) for each in (p, q, np.outer(p, q).ravel()))
    assert both == pytest.approx(a + b + (1 - order) * a * b, rel=1e-12)


def test_readouts_of_the_figure_are_those_of_the_function():
    figure = TURN["figure"]
    figure.order = 3
    assert figure.readouts() == pytest.approx({"one": 0.375, "two": 0.46875, "ratio": 1.25}, rel=1e-12)


def test_figure_of_the_turn_is_light_and_exact_on_the_website():
    baked = TURN["figure"].baked()
    assert baked.bytes < 15 * 1024
    assert baked.error <= 0.002


def test_both_entropies_of_the_turn_are_in_the_colour_of_entropy():
    picture = MagicMock()
    TURN["draw_cousins"](picture, TURN["cousins"]())
    drawn = {call.args[0]: call.kwargs["role"] for call in picture.method_calls if "role" in call.kwargs}
    assert drawn == {"H": "entropy", "S": "entropy"}


# --- what the text states ---


@pytest.mark.parametrize("p", ["[1, 0]", "[0.5, 0.5, 0.0]", "[0.0, 0.0, 1.0]"])
def test_first_lines_of_code_leave_out_what_never_happens(p, capsys):
    source = CELLS["two-lines"].source.replace("[0.7, 0.2, 0.1]", p)
    with warnings.catch_warnings(action="error"):
        exec(source, {})
    bits = scipy.stats.entropy(eval(p), base=2)
    assert f"{bits:.4f} bit" in capsys.readouterr().out.splitlines()[2:3]


def test_first_lines_of_code_show_an_outcome_that_never_happens(capsys):
    exec(CELLS["two-lines"].source, {})
    assert capsys.readouterr().out.splitlines()[-1] == "0.0000 bit"


@pytest.mark.parametrize("p", [[0.5, 0.5, 0], [1, 0], [0.7, 0.2, 0.1], [0.25, 0, 0.25, 0.25, 0.25]])
def test_bound_sums_over_the_outcomes_that_can_happen(p):
    possible = [each for each in p if each > 0]
    assert sum(each * (1 / each) for each in possible) == pytest.approx(len(possible))
    assert scipy.stats.entropy(p) <= np.log(len(possible)) + 1e-15
    assert len(possible) <= len(p)
    formula = CELLS["bounds"].source.split("$$")[3]
    assert formula.count(r"\sum") == formula.count(r"\sum_{p_i > 0}") == 2
    assert r"\log K' \le \log K" in formula


def test_area_is_proved_by_steps_that_hold_and_do_not_use_it():
    with mp.workdps(20):
        squared = mp.quad(lambda z: 2 * z**2 * mp.exp(-z) / (1 + mp.exp(-z)) ** 2, [0, 5, 20, 80])
        once = mp.quad(lambda z: 4 * z / (1 + mp.exp(z)), [0, 5, 20, 80])
        terms = 4 * mp.nsum(lambda k: (-1) ** (int(k) + 1) / k**2, [1, mp.inf])
        area = mp.quad(
            lambda z: 2 * (mp.log(1 + mp.exp(-z)) + z / (1 + mp.exp(z))), [0, 5, 20, 80]
        )  # of the entropy itself
        for each in (squared, once, terms, area):
            assert float(each) == pytest.approx(np.pi**2 / 3, rel=1e-12)
    assert "variance" not in CELLS["area-why"].source


def test_classes_are_counted_by_one_letter_and_inputs_by_another():
    for each in ("labels", "route-a"):
        assert not re.search(r"c_n|\^\{n\}|\$N\$|/ N", CELLS[each].source), each
    assert r"\dots, c_K" in CELLS["labels"].source


def test_filters_of_the_opening_are_in_every_section():
    sections, heading = {}, ""
    for cell in CELLS.values():
        if cell.cell_type == "markdown":
            heading = cell.source.split("\n")[0] if cell.source.startswith("## ") else heading
            sections[heading] = sections.get(heading, "") + cell.source
    without = [heading for heading, text in sections.items() if not re.search("filter|spam|folder", text)]
    assert without == ["## Nats and bits", "## Exercises", "## Summary"]


def test_filters_say_on_the_logistic_model_where_the_text_puts_them():
    for p, x in ((0.99, 4.60), (0.55, 0.20)):
        assert scipy.special.logit(p) == pytest.approx(x, abs=0.005)
        assert f"{x:.2f}" in CELLS["logistic-seen"].source


# --- what the text suggests to change ---


def test_divided_by_their_tops_orders_2_and_3_have_one_shape_near_that_of_entropy():
    changed = turn.run(
        "01-entropy",
        (
            ("(chance, entropy(p))", "(chance, entropy(p) / entropy(p).max())"),
            ("(chance, impurity(p, order))", "(chance, impurity(p, order) / impurity(p, order).max())"),
        ),
    )
    (dome, second), (_, third) = values(changed, 2), values(changed, 3)
    assert second == pytest.approx(third, abs=1e-12)
    assert 0.05 < np.abs(dome - second).max() < 0.12


def test_with_yes_made_of_two_outcomes_the_top_is_where_all_three_are_equally_likely():
    changed = turn.run("01-entropy", (("[chance, 1 - chance]", "[chance / 2, chance / 2, 1 - chance]"),))
    for order in ORDERS:
        _, solid = values(changed, order)
        assert changed["chance"][solid.argmax()] == pytest.approx(2 / 3, abs=0.003)


def test_renyi_entropies_have_one_top_and_add_up():
    line = "(1 - np.sum(p**order, axis=-1)) / (order - 1)"
    changed = turn.run("01-entropy", ((line, "np.log(np.sum(p**order, axis=-1)) / (1 - order)"),))
    for order in ORDERS:
        assert values(changed, order)[1].max() == pytest.approx(np.log(2), rel=1e-12)
        assert ratio(changed, order) == pytest.approx(2, rel=1e-12)
