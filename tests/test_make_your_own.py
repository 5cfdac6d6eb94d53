"""Chapter 7: what it claims of temperature and of a coin, and its figures as a page would have them."""

import ast
import itertools
import math
import re
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from scipy import integrate, special, stats

from crossentropy.exercises import EXERCISES
from livefigure.functions.grid import Series

CHAPTER = Path(__file__).resolve().parent.parent / "chapters" / "07-make-your-own.ipynb"
LOGITS = [4.0, 3.0, 2.5, 2.0, 0.5, -1.0]


@pytest.fixture(scope="module")
def chapter() -> dict:
    """What the chapter's cells define, and the figures that its cells end in, by the cells' ids."""
    names: dict = {"__name__": "chapter"}
    for cell in nbformat.read(CHAPTER, as_version=4).cells:
        if cell.id in ("next-word", "draw-code", "draw-check", "coin-code", "log-axes-code") or cell.id.startswith(
            "figure-"
        ):
            tree = ast.parse(cell.source)
            last = tree.body.pop() if cell.id.startswith("figure-") else None
            exec(compile(tree, cell.id, "exec"), names)
            if last:
                names[cell.id] = eval(compile(ast.Expression(last.value), cell.id, "eval"), names)
    return names


def beta_integral(a: int, b: int) -> Fraction:
    """Return the integral of x^a (1 - x)^b over 0 to 1, exactly."""
    return Fraction(math.factorial(a) * math.factorial(b), math.factorial(a + b + 1))


# --- temperature ---


@pytest.mark.parametrize("temperature", [0.1, 0.5, 1.0, 3.2, 100.0])
def test_next_word_and_its_measures_are_those_of_scipy(chapter, temperature):
    p = special.softmax(np.array(LOGITS) / temperature)
    np.testing.assert_allclose(chapter["next_word"](temperature)["P"][1], p, rtol=1e-12)
    said = chapter["measures"](temperature)
    assert said["Entropy"] == pytest.approx(stats.entropy(p), rel=1e-10)
    assert said["Perplexity"] == pytest.approx(math.exp(stats.entropy(p)), rel=1e-10)


@given(
    st.lists(st.floats(-5, 5), min_size=2, max_size=8),
    st.floats(0.2, 20),
)
def test_entropy_rises_with_temperature_by_the_variance_over_its_cube(logits, temperature):
    z = np.array(logits)

    def entropy(t):
        return stats.entropy(special.softmax(z / t))

    p, step = special.softmax(z / temperature), 1e-4 * temperature
    slope = (entropy(temperature + step) - entropy(temperature - step)) / (2 * step)
    variance = np.sum(p * (z - np.sum(p * z)) ** 2)
    assert slope == pytest.approx(variance / temperature**3, rel=1e-4, abs=1e-8)


def test_slider_leads_from_the_largest_logit_alone_to_all_words_alike(chapter):
    stops = chapter["stops"]
    assert stops[0] == 0.1
    assert stops[-1] == 100
    assert {1.0, 2.0, 0.5} <= set(stops)
    ratios = [b / a for a, b in itertools.pairwise(stops)]
    assert min(ratios) > 1.05  # equal up to the rounding to two digits
    assert max(ratios) < 1.2
    assert chapter["measures"](stops[0])["Perplexity"] < 1.001
    assert chapter["measures"](stops[-1])["Perplexity"] > 5.999


# --- the coin ---


@pytest.mark.parametrize(("heads", "tails"), [*itertools.product((0, 1, 4, 10), repeat=2)])
def test_forecast_is_the_average_over_all_coins(chapter, heads, tails):
    """By Bayes' rule, in exact fractions."""
    n, said = heads + tails, chapter["forecast"](heads, tails)
    whole = beta_integral(heads, tails)
    mean = beta_integral(heads + 1, tails) / whole
    square = beta_integral(heads + 2, tails) / whole
    assert mean == Fraction(heads + 1, n + 2)
    assert square - mean**2 == mean * (1 - mean) / (n + 3)
    assert said["P(head)"] == pytest.approx(float(mean), rel=1e-12)
    assert said["Surprise of the next head"] == pytest.approx(math.log2((n + 2) / (heads + 1)), rel=1e-12)
    assert said["Spread"] == pytest.approx(math.sqrt(square - mean**2), rel=1e-12)


@pytest.mark.parametrize(("heads", "tails"), [(0, 0), (3, 1), (0, 5), (10, 10)])
def test_belief_is_the_probability_of_the_flips_scaled_to_area_one(chapter, heads, tails):
    curves = chapter["belief"](heads, tails)
    theta, density = curves["belief"]
    area, _ = integrate.quad(lambda x: x**heads * (1 - x) ** tails, 0, 1)
    np.testing.assert_allclose(density, theta**heads * (1 - theta) ** tails / area, atol=1e-9)


def test_share_of_heads_is_the_top_of_the_belief_and_before_the_first_flip_a_gap(chapter):
    for heads, tails in ((3, 1), (0, 5), (10, 0)):
        curves = chapter["belief"](heads, tails)
        (share,), (height,) = curves["share"]
        assert share == heads / (heads + tails)
        assert height >= curves["belief"][1].max() - 1e-12
    assert np.isnan(chapter["belief"](0, 0)["share"]).all()
    assert math.isnan(chapter["forecast"](0, 0)["Heads/flips"])


@pytest.mark.parametrize("pretended", [0.1, 0.5, 1.0, 10.0])
def test_surprise_after_a_run_of_heads_falls_like_one_over_its_length(chapter, pretended):
    n, bits = chapter["run_of_heads"](pretended)["surprise"]
    mean = stats.beta(n + pretended, pretended).mean()
    np.testing.assert_allclose(bits, -np.log2(mean), rtol=1e-9)
    rule = chapter["run_of_heads"](pretended)["rule"][1]
    assert (bits < rule).all()
    assert bits[-1] == pytest.approx(rule[-1], rel=2 * pretended / n[-1])


# --- the figures on a page ---


@pytest.mark.parametrize("cell", ["figure-next-word", "figure-bars", "figure-belief", "figure-run"])
def test_page_is_sent_little_and_is_exact(chapter, cell):
    report = chapter[cell].baked()
    assert report.bytes < 10_000
    assert report.error <= report.tolerance == 0.002
    assert report.checked == report.settings


def test_numbers_under_the_coin_are_within_their_last_digit_everywhere(chapter):
    series = chapter["figure-belief"].baked().series
    for heads, tails in itertools.product(range(11), repeat=2):
        for key, true in chapter["forecast"](heads, tails).items():
            (shown,) = series[key, "readout"].at([heads, tails])
            assert shown == pytest.approx(true, abs=1e-3, nan_ok=True), (key, heads, tails)


def test_figure_of_four_sliders_is_too_much_for_a_page(chapter):
    with pytest.raises(ValueError, match="3 sliders, not of 4"):
        chapter["figure-scores"].baked()


def test_keyboard_leads_from_one_word_to_six(address, new_page):
    visit = new_page(viewport={"width": 390, "height": 844})
    visit.page.goto(f"{address}chapters/07-make-your-own.html")
    shown = visit.page.locator("#next-word-bars")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_attribute("data-state", "live")
    slider = shown.get_by_role("slider", name="temperature")
    for key, temperature in (("Home", 0.1), ("End", 100.0), ("ArrowLeft", 89.0)):
        slider.press(key)
        p = special.softmax(np.array(LOGITS) / temperature)
        expect(shown.locator("output")).to_have_text(f"{temperature:.2f}")
        expect(shown.locator('[data-readout="Entropy"]')).to_have_text(f"{stats.entropy(p):.3f} nat")
        expect(shown.locator('[data-readout="Perplexity"]')).to_have_text(f"{math.exp(stats.entropy(p)):.3f} words")
        drawn = shown.evaluate("figure => figure.explorer.curves().P.y")
        np.testing.assert_allclose(drawn, p, atol=0.002)
    assert visit.messages == []


def test_before_the_first_flip_the_share_of_heads_is_a_dash(address, new_page):
    page = new_page().page
    page.goto(f"{address}chapters/07-make-your-own.html?belief.heads=0&belief.tails=0#belief")
    expect(page.locator('#belief [data-readout="Heads/flips"]')).to_have_text("— no value here")
    expect(page.locator('#belief [data-readout="P(head)"]')).to_have_text("0.500")


def test_links_that_the_chapter_gives_set_and_hide(address, new_page):
    text = "".join(cell.source for cell in nbformat.read(CHAPTER, as_version=4).cells if cell.id == "links")
    link, hide = re.findall(r"`([?&][^`]+)`", text)
    query, _, anchor = link.partition("#")
    page = new_page().page
    page.goto(f"{address}chapters/07-make-your-own.html{query}{hide}#{anchor}")
    shown = page.locator(f"#{anchor}")
    expect(shown).to_have_attribute("data-state", "live")
    expect(shown.locator("output")).to_have_text("0.50")
    expect(shown.locator(".explorer-readouts")).to_be_hidden()
    expect(shown.locator(".explorer-sentence")).to_be_hidden()
    expect(shown.get_by_role("button", name="Reset")).to_be_visible()


def test_without_javascript_every_figure_of_the_chapter_is_a_picture(site, new_page):
    page = new_page(java_script_enabled=False).page
    page.goto((site / "chapters" / "07-make-your-own.html").as_uri())
    pictures = page.locator("figure.explorer")
    expect(pictures).to_have_count(5)
    for shown in pictures.all():
        expect(shown.locator("svg")).to_be_visible()
        expect(shown.get_by_role("slider")).to_have_count(0)


def test_ticks_of_log_axes_are_plain_numbers(chapter):
    figure = chapter["figure-run"]._figure
    axes = figure.draw(**figure.defaults).axes[0]
    texts = [each.get_text() for each in (*axes.get_xticklabels(), *axes.get_yticklabels())]
    assert {"1", "10", "100", "1000", "0.01", "0.001"} <= set(texts)
    assert not any("$" in each for each in texts)


# --- the exercises ---


def test_ten_to_one_is_reached_at_the_answer_of_exercise_1():
    first, second = special.softmax(np.array([2.0, 0.0]) / EXERCISES["make-your-own-1"].answer)
    assert first / second == pytest.approx(10)


def test_answer_of_exercise_2_is_the_surprise_under_the_average_over_all_coins():
    mean = beta_integral(3, 3) / beta_integral(2, 3)
    assert EXERCISES["make-your-own-2"].answer == pytest.approx(-math.log2(mean))


def test_page_draws_a_gap_where_exercise_3_asks():
    x, settings = np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 2.0])
    with np.errstate(divide="ignore"):
        rows = 1 / (x - settings[:, None])
    kept = Series((settings,), np.where(np.isinf(rows), np.nan, rows)).at([1.8])
    assert np.isnan(kept[x == 2]).all()
    assert kept[x == 1] == -1  # the other way round: a number where the nearer setting has one
    assert EXERCISES["make-your-own-3"].answer == "c"
