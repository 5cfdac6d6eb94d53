"""Curves drawn on the built pages: by mouse, finger and keys; kept, compared, and in the three browsers."""

import json

import pytest
from playwright.sync_api import Page, expect

from conftest import TWO_FRAMES, program_of
from test_predictions_browser import CHAPTER, HEARD, KEY, LAPTOP, PHONE, asked_page, draw, figure, form, opened
from webdriver import Firefox, WebKit

NAME = "binary-entropy"
DRAWN = "figure => figure.querySelector('.prediction-pad path').getAttribute('d')"
HEIGHTS = "figure => figure.querySelector('.prediction-pad path').getAttribute('d').slice(1).split('L')"


new_page = asked_page


def finger(page: Page, points: list[tuple[float, float]]) -> None:
    """Put a finger down, move it, lift it."""
    touch = page.context.new_cdp_session(page)
    for step, (x, y) in enumerate(points):
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        page.evaluate(TWO_FRAMES)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def kept_line(visit, name: str, heights: list[int]) -> None:
    """Let a visit find a line that was drawn before."""
    kept = json.dumps({"version": 1, "off": False, "answers": {name: {"sketch": heights}}})
    visit.page.add_init_script(f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(kept)})")


# --- by hand ---


def test_stroke_goes_both_ways_and_overwrites(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    draw(page, NAME, [0.2, 0.2, 0.2])
    level = figure(page, NAME).evaluate(DRAWN)
    draw(page, NAME, [0.2, 0.9, 0.2])
    assert figure(page, NAME).evaluate(DRAWN) != level
    draw(page, NAME, [0.2, 0.2, 0.2])
    assert figure(page, NAME).evaluate(DRAWN) == level


def test_stroke_that_leaves_the_axes_stays_within_them(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    draw(page, NAME, [0.5, 1.4, 0.5])
    top, bottom = (
        figure(page, NAME)
        .locator(".prediction-pad rect")
        .evaluate("rect => [rect.y.baseVal.value, rect.y.baseVal.value + rect.height.baseVal.value]")
    )
    heights = [float(point.split()[1]) for point in figure(page, NAME).evaluate(HEIGHTS)]
    assert min(heights) == pytest.approx(top, abs=0.06)
    assert max(heights) <= bottom


def test_finger_draws_a_dome_in_two_strokes_and_the_page_stays(address, new_page):
    """The first begins at the lower left, from where it goes up steeply."""
    page = opened(new_page(viewport=PHONE, has_touch=True, is_mobile=True), address + CHAPTER)
    pad = figure(page, NAME).locator(".prediction-pad rect")
    pad.evaluate("pad => pad.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_timeout(100)
    box, scrolled, addressed = pad.bounding_box(), page.evaluate("scrollY"), page.url
    at = lambda share, height: (box["x"] + share * box["width"], box["y"] + (1 - height) * box["height"])  # noqa: E731
    finger(page, [at(0.5, 0.5), at(0.5, 0.6), at(0.6, 0.64), at(0.8, 0.5), at(0.9, 0.3), at(1, 0)])
    finger(page, [at(0, 0), at(0.02, 0.2), at(0.1, 0.3), at(0.25, 0.5), at(0.5, 0.66)])
    assert (page.evaluate("scrollY"), page.url) == (scrolled, addressed)
    form(page, NAME).get_by_role("button", name="Compare").evaluate("button => button.click()")
    expect(form(page, NAME).locator(".prediction-result")).to_contain_text("It has the shape of the curve")


def test_finger_that_scrolls_over_the_empty_axes_draws_nothing(address, new_page):
    """Away from the grips and before anything is drawn a vertical move is the page's."""
    page = opened(new_page(viewport=PHONE, has_touch=True, is_mobile=True), address + CHAPTER)
    pad = figure(page, NAME).locator(".prediction-pad rect")
    pad.evaluate("pad => pad.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_timeout(100)
    box, scrolled = pad.bounding_box(), page.evaluate("scrollY")
    x, y = box["x"] + 0.3 * box["width"], box["y"] + 0.92 * box["height"]
    finger(page, [(x, y - 20 * step) for step in range(8)])
    assert page.evaluate("scrollY") > scrolled
    assert figure(page, NAME).evaluate(DRAWN) == ""
    expect(form(page, NAME).get_by_role("button", name="Compare")).to_be_disabled()


def test_hint_goes_with_the_first_stroke(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    hint = figure(page, NAME).get_by_text("draw the curve here")
    expect(hint).to_be_visible()
    draw(page, NAME, [0.2, 0.5])
    expect(hint).to_be_hidden()


# --- by keys ---


def test_handles_speak_in_the_units_of_the_axes(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    handle = form(page, NAME).locator(".prediction-handle").nth(4)
    assert handle.get_attribute("aria-valuetext") == "0.53 nat at 0.5"
    handle.focus()
    page.keyboard.press("ArrowUp")
    assert handle.get_attribute("aria-valuetext") == "0.58 nat at 0.5"


def test_one_stop_of_the_tab_key_leads_to_nine_handles(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    handles = form(page, NAME).locator(".prediction-handle")
    handles.first.focus()
    focused = "all => all.indexOf(document.activeElement)"
    places = []
    for key in ["ArrowRight", "ArrowRight", "ArrowLeft", "9", "End", "Tab"]:
        page.keyboard.press(key)
        places.append(handles.evaluate_all(focused))
    assert places == [1, 2, 1, 2, 2, -1]
    assert handles.evaluate_all("all => all.map((handle) => handle.tabIndex)").count(0) == 1


# --- afterwards ---


def test_line_is_named_once_the_curve_is_there(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    draw(page, NAME, [0.2, 0.5])
    form(page, NAME).get_by_role("button", name="Compare").click()
    expect(form(page, NAME).get_by_text("The dotted pencil line is yours.")).to_be_visible()


def test_line_fades_where_the_figure_leaves_what_was_asked_and_comes_back(address, new_page):
    page = opened(new_page(viewport=LAPTOP), f"{address}chapters/03-multiple-distributions.html")
    name = "jensen-shannon"
    draw(page, name, [0.5, 0.1, 0.5])
    form(page, name).get_by_role("button", name="Compare").click()
    pad = figure(page, name).locator(".prediction-pad")
    faded = []
    for p in (0.8, 0.3, 0.8):
        figure(page, name).evaluate(f"figure => {{ figure.explorer.set({{ p: {p} }}); return {TWO_FRAMES}; }}", p)
        faded.append(pad.get_attribute("data-faded") is not None)
    assert faded == [False, True, False]


def test_next_visit_by_a_link_keeps_what_the_link_sets_and_what_was_said(address, new_page):
    """What was drawn is compared with the curve that was asked for, whatever the figure shows now."""
    first, second = (new_page(viewport=LAPTOP) for _ in range(2))
    heights = [500] * 65
    kept_line(first, "logistic-entropy", heights)
    kept_line(second, "logistic-entropy", heights)
    plain = opened(first, address + CHAPTER)
    said = form(plain, "logistic-entropy").locator(".prediction-result").text_content()
    assert said.startswith("On average 0.")
    page = opened(second, f"{address}{CHAPTER}?logistic-entropy.bias=3&logistic-entropy.weight=-2")
    assert form(page, "logistic-entropy").locator(".prediction-result").text_content() == said
    values = figure(page, "logistic-entropy").evaluate("figure => figure.explorer.values()")
    assert (values["bias"], values["weight"]) == (3, -2)
    expect(figure(page, "logistic-entropy").locator(".prediction-pad[data-faded]")).to_have_count(1)


def test_numbers_that_are_still_on_the_way_are_waited_for(address, new_page):
    """The figure of a reader's function loads its numbers when it comes near."""
    visit = new_page(viewport=LAPTOP)
    kept_line(visit, "run-of-heads", [800 - 10 * place for place in range(65)])
    page = opened(visit, f"{address}chapters/07-make-your-own.html")
    asked = form(page, "run-of-heads")
    assert asked.get_attribute("data-state") == "committed"
    asked.scroll_into_view_if_needed()
    expect(asked.locator(".prediction-result")).to_contain_text("by a factor of")
    assert visit.messages == []


def test_no_axes_ask_for_a_curve_where_questions_are_off(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    hint = figure(page, NAME).get_by_text("draw the curve here")
    form(page, NAME).get_by_role("button", name="Stop asking").click()
    expect(hint).to_be_hidden()
    page.reload()
    expect(hint).to_be_hidden()
    form(page, NAME).get_by_role("button", name="Ask again").click()
    expect(hint).to_be_visible()


@pytest.mark.parametrize("start", ["show", "link"])
def test_nothing_is_left_on_the_axes_of_who_wants_to_see(start, address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER + ("?veil=off" if start == "link" else ""))
    if start == "show":
        draw(page, NAME, [0.2, 0.5])
        form(page, NAME).get_by_role("button", name="Just show me").click()
    expect(figure(page, NAME).locator(".prediction-pad")).to_have_count(0)


def test_line_in_bits_stays_within_the_axes(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    draw(page, NAME, [0.95, 0.95])
    form(page, NAME).get_by_role("button", name="Compare").click()
    figure(page, NAME).get_by_role("radio", name="bit").check()
    page.evaluate(TWO_FRAMES)
    pad = figure(page, NAME).locator(".prediction-pad rect").evaluate("rect => rect.y.baseVal.value")
    heights = [float(point.split()[1]) for point in figure(page, NAME).evaluate(HEIGHTS)]
    assert heights == pytest.approx([pad] * 65, abs=0.06)


def test_line_is_seen_in_forced_colours(address, new_page):
    page = opened(new_page(viewport=LAPTOP, forced_colors="active", reduced_motion="reduce"), address + CHAPTER)
    draw(page, NAME, [0.2, 0.5])
    form(page, NAME).get_by_role("button", name="Compare").click()
    seen = """path => [getComputedStyle(path).stroke, getComputedStyle(document.body).color]"""
    line, text = figure(page, NAME).locator(".prediction-pad path").evaluate(seen)
    assert line == text


# --- other browsers ---


@pytest.mark.parametrize(("engine", "driver"), [("firefox", Firefox), ("webkit", WebKit)])
def test_curve_is_drawn_with_the_mouse_and_by_keys(engine, driver, address):
    browser = driver(program_of(engine))
    try:
        browser.resize(1280, 720)
        browser.open(address + CHAPTER)
        x, y, width, height = browser.evaluate(
            """async (figure) => {
              figure.scrollIntoView({ block: "center", behavior: "instant" });
              await new Promise((done) => setTimeout(done, 300));
              const { x, y, width, height } = figure.querySelector(".prediction-pad rect").getBoundingClientRect();
              return [x, y, width, height];
            }""",
            'figure[data-explorer="binary-entropy"]',
        )
        places = [(0, 0), (0.1, 0.32), (0.3, 0.58), (0.5, 0.66), (0.7, 0.58), (0.9, 0.32), (1, 0)]
        moves = [
            {"type": "pointerMove", "x": round(x + share * width), "y": round(y + (1 - level) * height), "duration": 30}
            for share, level in places
        ]
        stroke = [moves[0], {"type": "pointerDown", "button": 0}, *moves[1:], {"type": "pointerUp", "button": 0}]
        browser._act([{"type": "pointer", "id": "mouse", "actions": stroke}])
        state = """(form) => [...form.querySelectorAll(".prediction-handle")].map((handle) => handle.valueAsNumber)"""
        assert browser.evaluate(state, "#predict-binary-entropy")[4] == pytest.approx(66, abs=2)
        browser.evaluate(
            f"(form) => {{ ({HEARD})(); form.querySelector('.prediction-handle').focus(); }}", "#predict-binary-entropy"
        )
        browser.press(*"035664530")
        assert browser.evaluate(state, "#predict-binary-entropy") == [0, 33, 56, 67, 67, 44, 56, 33, 0]
        browser.evaluate("(form) => form.querySelector('[data-action=commit]').click()", "#predict-binary-entropy")
        ((detail, told),) = browser.evaluate("() => heard")
        assert told == "committed"
        assert detail["surprise"] < 0.08
    finally:
        browser.close()
