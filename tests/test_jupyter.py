"""The first chapter in the real JupyterLab and Notebook 7: Python and the reader move the figures together."""

import json
import re

import pytest
from playwright.sync_api import expect

from jupyter import NAMES, PATIENCE, curve, moved
from livefigure.roles import role


@pytest.fixture(autouse=True)
def defaults(lab):
    """Every test starts from the same values, on both views."""
    lab.python("figure.bias, figure.weight, figure.unit = 0, 1, 'nat'")
    lab.figures.evaluate_all("""async (figures) => {
      const moved = ({ explorer }) => JSON.stringify(explorer.values()) !== '{"bias":0,"weight":1,"unit":"nat"}';
      while (figures.slice(-2).some(moved)) await new Promise((done) => setTimeout(done, 20));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }""")


def test_every_figure_of_the_chapter_is_live(lab):
    shown = lab.figures.evaluate_all("all => all.map((each) => each.dataset.explorer)")
    assert shown[: len(NAMES)] == list(NAMES)


def test_reader_moves_the_curve_with_the_keyboard_and_python_sees_it(lab):
    view, _ = lab.views()
    before = curve(view)
    slider = view.get_by_label("β₀ (bias)")
    slider.press("ArrowRight")
    moved(view, before)
    slider.press("PageUp")
    expect(slider).to_have_value("2.5")
    lab.comes_to("figure.bias", 2.5)  # a second move waits in the page while the kernel is at the first


def test_reader_drags_the_slider_with_the_mouse_and_python_sees_it(lab):
    view, _ = lab.views()
    before = curve(view)
    slider = view.get_by_label("β₀ (bias)")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    lab.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # the thumb: bias is 0
    lab.page.mouse.down()
    lab.page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2, steps=10)
    lab.page.mouse.up()
    moved(view, before)
    reached = float(slider.input_value())
    assert 6 < reached < 9
    lab.comes_to("figure.bias", reached)


def test_python_observes_the_reader(lab):
    lab.python("seen = []; figure.observe(lambda change: seen.append(change['new']), 'weight')")
    lab.views()[0].get_by_label("β₁ (weight)").press("End")
    assert lab.python("print(seen)") == "[6.0]"


def test_finger_that_scrolls_the_notebook_leaves_python_its_value(lab):
    """The browser moves the slider under the finger, then takes the gesture for a scroll and cancels it."""
    lab.python("figure.weight = 1.5")
    slider = lab.views()[0].get_by_label("β₁ (weight)")
    expect(slider).to_have_value("1.5")
    slider.evaluate(
        """(input) => {
          const say = (type) => input.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 7 }));
          say("pointerdown");
          input.value = "4";
          input.dispatchEvent(new InputEvent("input", { bubbles: true }));
          say("pointercancel");
        }"""
    )
    expect(slider).to_have_value("1.5")
    lab.comes_to("figure.weight", 1.5)
    slider.press("ArrowRight")
    lab.comes_to("figure.weight", 1.6)


def test_python_moves_the_slider_and_the_curve(lab):
    view, _ = lab.views()
    before = curve(view)
    lab.python("figure.weight = 2")
    moved(view, before)
    expect(view.get_by_label("β₁ (weight)")).to_have_value("2")
    expect(view.locator('output[for$="-weight"]')).to_have_text("2.0")


def test_python_and_the_page_compute_the_same(lab):
    view, _ = lab.views()
    lab.python("figure.bias, figure.weight, figure.unit = 1, 2, 'bit'")
    expect(view.get_by_role("radio", name="bit")).to_be_checked()
    python = json.loads(lab.python("import json; print(json.dumps(figure.readouts()))"))
    assert view.evaluate("figure => figure.explorer.readouts()") == pytest.approx(python, rel=1e-12)


def test_reset_in_a_notebook_reaches_python(lab):
    lab.python("figure.bias = 5")
    view, _ = lab.views()
    expect(view.get_by_label("β₀ (bias)")).to_have_value("5")
    view.get_by_role("button", name="Reset").click()
    expect(view.get_by_label("β₀ (bias)")).to_have_value("0")
    assert lab.python("print(figure.bias)") == "0.0"


def test_bad_value_in_python_names_it_and_moves_nothing(lab):
    view, _ = lab.views()
    before = curve(view)
    assert "99" in lab.python("figure.bias = 99")
    assert (lab.python("print(figure.bias)"), curve(view)) == ("0.0", before)


def test_two_views_of_one_figure_stay_in_step(lab):
    first, second = lab.views()
    before = curve(second)
    first.get_by_label("β₀ (bias)").press("ArrowRight")
    moved(second, before)
    assert curve(second) == curve(first)
    expect(second.get_by_label("β₀ (bias)")).to_have_value("0.1")


def test_no_two_figures_or_views_share_an_id(lab):
    ids = lab.figures.evaluate_all(
        "all => all.flatMap((figure) => [figure, ...figure.querySelectorAll('[id]')].map((each) => each.id))"
    )
    assert len(ids) > 60
    assert sorted(ids) == sorted(set(ids))


def test_link_to_a_page_is_not_offered_in_a_notebook(lab):
    expect(lab.views()[0].get_by_role("button", name="Copy link")).to_have_count(0)


def test_after_a_restart_old_views_still_move(kept):
    assert kept.moved_between


def test_after_a_restart_a_second_run_is_live(lab, kept):
    lab.views()[0].get_by_label("β₀ (bias)").press("ArrowRight")
    lab.comes_to("figure.bias", 0.1)


@pytest.fixture(scope="module")
def themes(lab) -> dict[str, dict[str, str]]:
    """The colours of a figure's curve, of its texts and of what they take theirs from, under each theme."""
    found = {}
    for theme in ("Dark", "Light"):
        lab.command("apputils:change-theme", theme=f"JupyterLab {theme}")
        light = str(theme == "Light").lower()
        expect(lab.page.locator(f"body[data-jp-theme-light='{light}']")).to_have_count(1, timeout=PATIENCE)
        found[theme] = lab.views()[0].evaluate("""figure => ({
          curve: getComputedStyle(figure.querySelector('[data-curve="H"] > path')).stroke,
          text: getComputedStyle(figure.querySelector("svg text")).fill,
          own: getComputedStyle(figure).color,
        })""")
    return found


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_figures_follow_the_theme_of_jupyterlab(theme, themes):
    colour = {"Dark": role("entropy").dark, "Light": role("entropy").light}[theme]
    assert themes[theme]["curve"] == f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def test_texts_can_be_read_in_the_dark_theme(themes):
    assert themes["Dark"]["text"] == themes["Dark"]["own"]
    assert min(int(part) for part in re.findall(r"\d+", themes["Dark"]["text"])[:3]) > 150


def test_console_has_no_error_of_ours(lab):
    assert [each for each in lab.errors if re.search("anywidget|blob:|explorer", each)] == []
