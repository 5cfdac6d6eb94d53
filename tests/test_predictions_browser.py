"""Questions on the built pages: asked, answered, shown; veils, kept answers, drawn curves."""

import functools
import json
import math

import pytest
from playwright.sync_api import Page, expect

from conftest import SETTLED, UNFOLD, opening
from crossentropy.predictions import PREDICTIONS
from crossentropy.predictions.form import result
from livefigure.bundler import bundle

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
CHAPTER = "chapters/01-entropy.html"
PAGES = {
    "01-entropy": range(5),
    "02-surprise": range(5, 10),
    "03-multiple-distributions": range(10, 15),
    "04-cross-entropy": range(15, 21),
    "05-loss": range(21, 29),
    "06-gradient-descent": range(29, 34),
    "07-make-your-own": range(34, 37),
}
KEY = "crossentropy-predictions"
AXE_RULES = {"resultTypes": ["violations"], "preload": False}


@pytest.fixture(name="new_page")
def asked_page(new_page):
    """Open pages of a reader who is asked."""
    return functools.partial(new_page, questions=True)


def form(page: Page, name: str):
    return page.locator(f"#predict-{name}")


def figure(page: Page, name: str):
    return page.locator(f'figure[data-explorer="{PREDICTIONS[name].figure}"]')


def opened(visit, address: str) -> Page:
    visit.page.goto(address)
    visit.page.wait_for_function(SETTLED)
    visit.page.evaluate(UNFOLD)
    return visit.page


def draw(page: Page, name: str, heights: list[float]) -> None:
    """Draw through some heights, shares of the axes, with the mouse."""
    pad = figure(page, name).locator(".prediction-pad rect")
    pad.evaluate("pad => pad.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = pad.bounding_box()
    for step, height in enumerate(heights):
        x = box["x"] + box["width"] * step / (len(heights) - 1)
        page.mouse.move(x, box["y"] + box["height"] * (1 - height))
        if step == 0:
            page.mouse.down()
    page.mouse.up()


HEARD = """() => { window.heard = [];
  document.addEventListener("prediction:commit",
    ({ detail, target }) => heard.push([detail, target.dataset.state])); }"""


# --- every question ---


@pytest.mark.parametrize("chapter", PAGES)
def test_each_figure_is_veiled_until_its_last_question_is_answered(chapter, address, new_page):
    """Told by what a reader cannot see; no figure changes its place."""
    visit = new_page(viewport=LAPTOP)
    page = opened(visit, f"{address}chapters/{chapter}.html")
    names = [list(PREDICTIONS)[place] for place in PAGES[chapter]]
    telling = """(figure) => [...figure.querySelectorAll("[data-telling]")].filter(
      (part) => getComputedStyle(part).visibility === "visible").length"""
    for name in names:
        asked = PREDICTIONS[name]
        expect(form(page, name)).to_be_visible()
        if asked.veil != ():
            assert figure(page, name).get_attribute("data-veil") == "on", name
            assert figure(page, name).evaluate(telling) == 0, name
        before = figure(page, name).evaluate("figure => figure.getBoundingClientRect().height")
        form(page, name).locator('[data-action="show"]').click()
        assert form(page, name).get_attribute("data-state") == "shown"
        assert figure(page, name).get_attribute("data-veil") is None, name
        assert figure(page, name).evaluate(telling) > 0, name
        if not asked.at:  # the words of another setting may be longer
            assert figure(page, name).evaluate("figure => figure.getBoundingClientRect().height") == before, name
        values = figure(page, name).evaluate("figure => figure.explorer.values()")
        assert asked.at.items() <= values.items(), name
    assert visit.messages == []


@pytest.fixture(scope="module")
def at_chapter(browser, address):
    """Open a chapter, or stay on it: each of its questions is asked once."""
    with opening(browser) as open_page:
        visit = open_page(viewport=LAPTOP, questions=True)

        def open_chapter(chapter: str) -> Page:
            here = f"{address}chapters/{chapter}.html"
            return visit.page if visit.page.url == here else opened(visit, here)

        yield open_chapter


@pytest.mark.parametrize("name", [name for name, asked in PREDICTIONS.items() if asked.kind == "sketch"])
def test_the_curve_itself_drawn_by_hand_is_called_right(name, at_chapter):
    page = at_chapter(next(chapter for chapter, places in PAGES.items() if list(PREDICTIONS).index(name) in places))
    figure(page, name).scroll_into_view_if_needed()
    figure(page, name).and_(page.locator('[data-state="live"]')).wait_for()
    page.wait_for_function("name => document.querySelector(`#predict-${name}`).dataset.state === 'asked'", arg=name)
    curve = """(figure, [key, at]) => {
      const spec = JSON.parse(figure.querySelector("script").innerHTML);
      const { x: [a, b, logX], y: [c, d, logY], box: [left, top, right, bottom] } = spec.axes[spec.curves[key].axes];
      const before = figure.explorer.values();
      figure.explorer.set(at);
      const { x, y } = figure.explorer.curves()[key];
      figure.explorer.set(before);
      const points = [...x].map((value, i) => [
        a * (logX ? Math.log10(value) : value) + b, c * (logY ? Math.log10(y[i]) : y[i]) + d]);
      return Array.from({ length: 129 }, (_, i) => {
        const place = left + (right - left) * i / 128;
        const after = points.findIndex(([px]) => px >= place);
        const [[x0, y0], [x1, y1]] = [points[Math.max(after < 0 ? points.length - 1 : after - 1, 0)],
          points[after < 0 ? points.length - 1 : after]];
        const height = x1 > x0 ? y0 + (y1 - y0) * (place - x0) / (x1 - x0) : y1;
        return Math.min(Math.max((bottom - height) / (bottom - top), 0), 1);
      });
    }"""
    draw(page, name, figure(page, name).evaluate(curve, [PREDICTIONS[name].curve, PREDICTIONS[name].at]))
    form(page, name).locator('[data-action="commit"]').click()
    said = form(page, name).locator(".prediction-result")
    expect(said).to_contain_text(PREDICTIONS[name].right)
    assert ("by a factor of" in said.inner_text()) == PREDICTIONS[name].logarithmic


# --- a choice ---


def test_committing_says_what_it_cost_and_tells_the_page(address, new_page):
    visit = new_page(viewport=LAPTOP)
    page = opened(visit, address + CHAPTER)
    page.evaluate(HEARD)
    asked = form(page, "symbol-sequences")
    asked.get_by_role("button", name="the same", exact=True).click()
    assert asked.locator("output").all_text_contents() == ["15 %", "70 %", "15 %"]
    asked.get_by_role("button", name="That is my guess").click()
    ((detail, state),) = page.evaluate("heard")
    assert state == "committed"
    assert detail["name"] == "symbol-sequences"
    assert detail["probabilities"] == [0.15, 0.7, 0.15]
    assert detail["surprise"] == pytest.approx(-math.log2(0.15))
    expect(asked.locator(".prediction-result")).to_have_text(
        "You gave it 15 %: 2.74 bit of surprise. An even split would have paid 1.58 bit."
    )
    right = PREDICTIONS["symbol-sequences"].answers[PREDICTIONS["symbol-sequences"].truth()]
    expect(asked.locator("[data-right] button")).to_have_text(right.text)
    for answer in PREDICTIONS["symbol-sequences"].answers:
        expect(asked.get_by_text(answer.why)).to_be_visible()
    assert visit.messages == []


def test_even_split_may_be_committed_at_once(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    page.evaluate(HEARD)
    form(page, "softmax-entropy").get_by_role("button", name="That is my guess").click()
    ((detail, _),) = page.evaluate("heard")
    assert detail["probabilities"] == [1 / 3] * 3
    assert detail["surprise"] == pytest.approx(math.log2(3))


def test_even_split_looks_even_and_is_said_as_it_looks(address, new_page):
    asked = form(opened(new_page(), address + CHAPTER), "softmax-entropy")
    before = asked.locator("output").all_text_contents()
    asked.get_by_role("button", name="That is my guess").click()
    assert before == asked.locator("output").all_text_contents() == ["33 %"] * 3
    expect(asked.locator(".prediction-result")).to_contain_text("You gave it 33 %: 1.58 bit")


def test_keys_of_who_has_answered_go_on_from_the_form(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    asked = form(page, "symbol-sequences")
    asked.get_by_role("button", name="That is my guess").press("Enter")
    expect(asked).to_be_focused()
    page.keyboard.press("Tab")
    assert figure(page, "symbol-sequences").evaluate("figure => figure.contains(document.activeElement)")


def test_choice_is_made_by_keys_alone(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    asked = form(page, "symbol-sequences")
    asked.get_by_role("button", name="less", exact=True).focus()
    keys = ["Enter", "Tab", "ArrowRight", "Shift+ArrowLeft"]
    for key in keys:
        page.keyboard.press(key)
    assert asked.locator("output").first.text_content() == "74 %"
    page.keyboard.press("Home")
    assert asked.locator("output").first.text_content() == "1 %"
    expect(asked.locator(".prediction-how")).to_contain_text("Not 0 %")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert asked.get_attribute("data-state") == "committed"


def test_answer_pressed_twice_is_nearly_sure_and_three_times_even(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    asked = form(page, "symbol-sequences")
    press = asked.get_by_role("button", name="more", exact=True)
    shares = []
    for _ in range(3):
        press.click()
        shares.append(asked.locator("output").all_text_contents())
    assert shares == [["15 %", "15 %", "70 %"], ["5 %", "5 %", "90 %"], ["33 %", "33 %", "33 %"]]


def test_ten_keys_are_enough_for_70_20_10(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    page.evaluate(HEARD)
    asked = form(page, "symbol-sequences")
    asked.focus()
    keys = ["Tab", "Enter", "Tab", "Tab", "Tab", "ArrowRight", "Tab", "Tab", "Tab", "Enter"]
    for key in keys:
        page.keyboard.press(key)
    ((detail, _),) = page.evaluate("heard")
    assert detail["probabilities"] == [0.7, 0.2, 0.1]
    assert len(keys) == 10


# --- a sketch ---


def test_drawn_line_stays_beside_the_curve_and_its_gap_is_said(address, new_page):
    visit = new_page(viewport=LAPTOP)
    page = opened(visit, address + CHAPTER)
    page.evaluate(HEARD)
    asked = form(page, "binary-entropy")
    expect(asked.get_by_role("button", name="Compare")).to_be_disabled()
    draw(page, "binary-entropy", [0.2, 0.2])
    draw(page, "binary-entropy", [0.4, 0.4])  # going over it again
    asked.get_by_role("button", name="Compare").click()
    ((detail, _),) = page.evaluate("heard")
    height = 0.4 * 1.05
    assert [y for _, y in detail["sketch"]] == pytest.approx([height] * 65, abs=0.01)
    assert [x for x, _ in detail["sketch"]][::64] == pytest.approx([0, 1], abs=0.001)
    assert detail["surprise"] == pytest.approx(0.167, abs=0.02)
    expect(asked.locator(".prediction-result")).to_contain_text("nat beside the curve. At p = 0")
    line = figure(page, "binary-entropy").locator(".prediction-pad path")
    before = line.bounding_box()["y"]
    figure(page, "binary-entropy").get_by_role("radio", name="bit").check()
    assert line.bounding_box()["y"] < before - 20, "in bits it is higher, as the curve is"
    assert visit.messages == []


def test_sketch_is_drawn_by_keys_alone(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    page.evaluate(HEARD)
    form(page, "binary-entropy").locator(".prediction-handle").first.focus()
    for digit in "035664530":
        page.keyboard.press(digit)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ((detail, _),) = page.evaluate("heard")
    assert detail["surprise"] < 0.08


@pytest.mark.parametrize("begin", ["grip", "beside"])
def test_finger_draws_from_a_grip_and_scrolls_the_page_from_beside(begin, address, new_page):
    page = opened(new_page(viewport=PHONE, has_touch=True, is_mobile=True), address + CHAPTER)
    pad = figure(page, "binary-entropy").locator(".prediction-pad rect")
    pad.evaluate("pad => pad.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_timeout(100)
    box, scrolled = pad.bounding_box(), page.evaluate("scrollY")
    x = box["x"] + box["width"] / 2
    y = box["y"] + box["height"] / 2 if begin == "grip" else box["y"] - 60
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        place = {"x": x + 2 * step, "y": y - 12 * step}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [place]})
        page.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    drawn = figure(page, "binary-entropy").locator(".prediction-pad[data-drawn]").count()
    assert (page.evaluate("scrollY") != scrolled, drawn == 1) == ((False, True) if begin == "grip" else (True, False))


def test_stroke_that_the_browser_cancels_leaves_what_was(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    pad = figure(page, "binary-entropy").locator(".prediction-pad")
    pad.locator("rect").evaluate("""(rect) => {
      const { x, y } = rect.getBoundingClientRect();
      const tell = (type) => rect.dispatchEvent(new PointerEvent(type,
        { bubbles: true, pointerId: 1, clientX: x + 50, clientY: y + 50, button: 0 }));
      rect.ownerSVGElement.setPointerCapture = () => {};
      tell("pointerdown");
      tell("pointermove");
      tell("pointercancel");
    }""")
    assert pad.get_attribute("data-drawn") is None


# --- kept ---


def test_answers_stay_until_the_next_visit_and_nothing_flashes(address, new_page):
    visit = new_page(viewport=LAPTOP)
    page = opened(visit, address + CHAPTER)
    form(page, "symbol-sequences").get_by_role("button", name="less", exact=True).click()
    form(page, "symbol-sequences").get_by_role("button", name="That is my guess").click()
    draw(page, "binary-entropy", [0.1, 0.6, 0.1])
    form(page, "binary-entropy").get_by_role("button", name="Compare").click()
    said = form(page, "binary-entropy").locator(".prediction-result").text_content()
    page.add_init_script("""window.veiled = []; new MutationObserver(() => {
      const figure = document.querySelector("#symbol-sequences [data-telling]");
      if (figure) window.veiled.push(getComputedStyle(figure).visibility);
    }).observe(document, { childList: true, subtree: true });""")
    page.reload()
    page.wait_for_function(SETTLED)
    assert set(page.evaluate("window.veiled")) == {"visible"}
    assert form(page, "symbol-sequences").get_attribute("data-state") == "committed"
    assert form(page, "symbol-sequences").locator("output").first.text_content() == "70 %"
    assert figure(page, "symbol-sequences").get_attribute("data-veil") is None
    expect(form(page, "binary-entropy").locator(".prediction-result")).to_have_text(said)
    assert figure(page, "binary-entropy").locator(".prediction-pad path").get_attribute("d")
    assert visit.messages == []


def test_figure_is_veiled_from_the_first_moment_of_a_first_visit(address, new_page):
    page = new_page().page
    page.add_init_script("""window.seen = []; new MutationObserver(() => {
      const part = document.querySelector("#symbol-sequences .explorer-sentence");
      if (part) window.seen.push(getComputedStyle(part).visibility);
    }).observe(document, { childList: true, subtree: true });""")
    page.goto(address + CHAPTER)
    assert set(page.evaluate("window.seen")) == {"hidden"}


@pytest.mark.parametrize(
    "kept",
    [
        "<script>alert(1)</script>",
        "null",
        "[]",
        '{"version": 2, "answers": {"symbol-sequences": "shown"}}',
        '{"version": 1, "answers": {"symbol-sequences": [1e999, 0, 0], "binary-entropy": {"sketch": [5]}}}',
        '{"version": 1, "answers": {"__proto__": "shown", "symbol-sequences": [50, 60, -10]}, "off": "yes"}',
        '{"version": 1, "answers": {' + ",".join(f'"n{i}": "shown"' for i in range(20_000)) + "}}",
        '{"version": 1, "answers": "x"}',
    ],
    ids=range(8),
)
def test_whatever_lies_in_the_storage_leaves_everything_working(kept, address, new_page):
    visit = new_page()
    once = f"localStorage.setItem({json.dumps(KEY)}, {json.dumps(kept)}); sessionStorage.ran = 1;"
    visit.page.add_init_script(f"if (!sessionStorage.ran) {{ {once} }}")
    page = opened(visit, address + CHAPTER)
    asked = form(page, "symbol-sequences")
    assert asked.get_attribute("data-state") == "asked"
    asked.get_by_role("button", name="That is my guess").click()
    assert json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))["answers"]["symbol-sequences"] == []
    page.reload()
    assert asked.get_attribute("data-state") == "committed"
    assert visit.messages == []


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.mark.parametrize("blocked", [True, False], ids=["blocked", "full"])
def test_without_storage_it_works_until_the_page_is_left(blocked, address, new_page):
    visit = new_page(storage=not blocked)
    if not blocked:
        visit.page.add_init_script(FULL)
    page = opened(visit, address + CHAPTER)
    asked = form(page, "symbol-sequences")
    asked.get_by_role("button", name="That is my guess").click()
    assert asked.get_attribute("data-state") == "committed"
    page.reload()
    assert asked.get_attribute("data-state") == "asked"
    assert visit.messages == []


def test_cells_of_a_notebook_share_what_cannot_be_stored(address, new_page):
    page = new_page(storage=False).page
    page.goto(address)
    module = bundle('import { openStore } from "crossentropy/predictions/store.js";\nconst made = openStore();\n')
    page.evaluate(f"() => {{ {module} made.put('told', [50, 50]); made.turn(true); }}")
    assert page.evaluate(f"() => {{ {module} return made.read(); }}") == {"off": True, "answers": {"told": [50, 50]}}


# --- ways out ---


def test_keys_of_who_turns_the_questions_off_find_the_way_back(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    asked = form(page, "symbol-sequences")
    asked.get_by_role("button", name="Stop asking").press("Enter")
    expect(asked.get_by_role("button", name="Ask again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(asked.get_by_role("button", name="Just show me")).to_be_focused()


def test_another_tab_hears_of_the_switch(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    other = page.context.new_page()
    other.goto(address + CHAPTER)
    form(other, "symbol-sequences").get_by_role("button", name="Stop asking").click()
    expect(form(page, "softmax-entropy").get_by_text("You have turned the questions off.")).to_be_visible()


def test_one_switch_turns_all_questions_off_and_on_again(address, new_page):
    page = opened(new_page(viewport=LAPTOP), address + CHAPTER)
    form(page, "binary-entropy").get_by_role("button", name="Stop asking").click()
    assert page.locator("figure[data-veil=on]").count() == 0
    page.goto(f"{address}chapters/02-surprise.html")
    assert page.locator("figure[data-veil=on]").count() == 0
    asked = form(page, "surprise")
    expect(asked.get_by_text("You have turned the questions off.")).to_be_visible()
    expect(asked.get_by_role("button", name="Just show me")).to_be_hidden()
    asked.get_by_role("button", name="Ask again").click()
    assert figure(page, "surprise").get_attribute("data-veil") == "on"
    expect(asked.get_by_role("button", name="Just show me")).to_be_visible()


@pytest.mark.parametrize("query", ["?veil=off", "?symbol-sequences.veil=off", "?symbol-sequences.share=0.5"])
def test_what_a_link_shows_is_shown_and_not_kept(query, address, new_page):
    page = opened(new_page(), f"{address}{CHAPTER}{query}")
    assert figure(page, "symbol-sequences").get_attribute("data-veil") == "off"
    assert form(page, "symbol-sequences").get_attribute("data-state") == "shown"
    page.goto(address + CHAPTER)
    assert form(page, "symbol-sequences").get_attribute("data-state") == "asked"


def test_note_over_the_figure_shows_it_too(address, new_page):
    page = opened(new_page(), f"{address}{CHAPTER}#symbol-sequences")
    figure(page, "symbol-sequences").get_by_role("button", name="Show me").click()
    assert form(page, "symbol-sequences").get_attribute("data-state") == "shown"


@pytest.mark.parametrize("lost", ["predictions.js", "explorer/chapters-01-entropy.js"])
def test_veil_lifts_where_a_script_is_lost(lost, address, new_page):
    page = new_page().page
    page.route(f"**/{lost}*", lambda route: route.abort())
    page.goto(address + CHAPTER)
    visible = "part => getComputedStyle(part).visibility"
    assert page.locator("#symbol-sequences .explorer-sentence").evaluate(visible) == "visible"


def test_no_room_is_kept_for_forms_that_never_come(address, new_page):
    page = new_page().page
    page.route("**/predictions.js*", lambda route: route.abort())
    page.goto(address + CHAPTER)
    for part in ("form.prediction", ".prediction-score"):
        assert page.locator(part).first.bounding_box() is None


def test_print_has_the_figures_and_no_forms(address, new_page):
    page = opened(new_page(), address + CHAPTER)
    page.emulate_media(media="print")
    expect(form(page, "symbol-sequences")).to_be_hidden()
    visible = "part => getComputedStyle(part).visibility"
    assert page.locator("#symbol-sequences .explorer-sentence").evaluate(visible) == "visible"


def test_without_javascript_figures_show_everything(site, new_page):
    page = new_page(java_script_enabled=False).page
    page.goto((site / CHAPTER).as_uri())
    expect(form(page, "symbol-sequences")).to_be_hidden()
    expect(page.locator("#symbol-sequences .explorer-sentence")).to_be_visible()


# --- everyone ---


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_nothing_shifts_when_a_question_is_answered(viewport, address, new_page):
    page = opened(new_page(viewport=viewport), address + CHAPTER)
    page.evaluate("""() => { window.shift = 0; new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: "layout-shift" }); }""")
    top = "figure => figure.getBoundingClientRect().top + scrollY"
    for name in [list(PREDICTIONS)[place] for place in PAGES["01-entropy"]]:
        before = figure(page, name).evaluate(top)
        form(page, name).scroll_into_view_if_needed()
        if PREDICTIONS[name].kind == "sketch":
            draw(page, name, [0.9, 0.1, 0.8])
        form(page, name).locator('[data-action="commit"]').click()
        page.wait_for_timeout(60)
        assert figure(page, name).evaluate(top) == pytest.approx(before, abs=0.5), name
    assert page.evaluate("window.shift") == 0


# The heights of each form that differ from what it has when it is asked: with all that it may say, in all its states.
HEIGHTS = """(results) => [...document.querySelectorAll("form.prediction")].flatMap((form) => {
  const height = () => form.getBoundingClientRect().height;
  const [result, asked] = [form.querySelector(".prediction-result"), height()];
  const found = [];
  for (const text of results[form.dataset.prediction]) {
    result.textContent = text;
    if (Math.abs(height() - asked) > 0.1) found.push(`${form.id}: ${text}`);
  }
  for (const input of form.querySelectorAll(".prediction-answer input")) {
    input.value = 1;
    input.dispatchEvent(new Event("input", { bubbles: true })); // says why not 0
    if (Math.abs(height() - asked) > 0.1) found.push(`${form.id}: at 1 %`);
  }
  form.querySelector('[data-action="show"]').click();
  if (Math.abs(height() - asked) > 0.1) found.push(`${form.id}: shown`);
  return found;
})"""


def results(asked) -> list[str]:
    """Return what a question may say in the end."""
    if asked.kind == "choice":
        return [result(share / 100, len(asked.answers)) for share in (1, 33, 97)]
    said = [asked.right, *(remark.text for remark in asked.remarks)]
    gaps = [f"by a factor of {x}" if asked.logarithmic else f"{x} {asked.unit}" for x in ("1.01", "0.47", "23.4")]
    return [f"On average {apart} beside the curve. {text}" for apart in gaps for text in said]


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 640}, PHONE, LAPTOP], ids=["narrow", "phone", "laptop"])
def test_whatever_a_form_says_it_keeps_its_height(viewport, address, new_page):
    page = new_page(viewport=viewport).page
    found = []
    for chapter in PAGES:
        page.goto(f"{address}chapters/{chapter}.html")
        page.evaluate(UNFOLD)
        found += page.evaluate(HEIGHTS, {name: results(asked) for name, asked in PREDICTIONS.items()})
    assert found == []


def test_choice_is_seen_in_forced_colours(address, new_page):
    page = opened(new_page(forced_colors="active", reduced_motion="reduce"), address + CHAPTER)
    asked = form(page, "symbol-sequences")
    colours = "button => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor]"
    buttons = asked.locator("button:visible")
    assert buttons.count() > 4
    for button in buttons.all():
        text, ground = button.evaluate(colours)
        assert text != ground
    asked.get_by_role("button", name="That is my guess").click()
    marked = "button => [getComputedStyle(button, '::after').content, getComputedStyle(button).outlineStyle]"
    assert asked.locator("[data-right] button").evaluate(marked) == ['"✓"', "solid"]


@pytest.mark.parametrize("answered", [False, True], ids=["asked", "committed"])
def test_axe_finds_nothing_in_a_question(answered, address, new_page):
    from test_site import AXE

    page = opened(new_page(viewport=LAPTOP, reduced_motion="reduce"), address + CHAPTER)
    names = [list(PREDICTIONS)[place] for place in PAGES["01-entropy"]]
    for name in names if answered else ():
        if PREDICTIONS[name].kind == "sketch":
            draw(page, name, [0.9, 0.1, 0.8])
        form(page, name).locator('[data-action="commit"]').click()
    page.evaluate(AXE.read_text("utf-8"))
    context = {"include": [["form.prediction"], ["figure[data-asks]"]]}
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
        found = page.evaluate(
            "([where, options]) => axe.run(where, options).then((result) => result.violations)", [context, AXE_RULES]
        )
        assert [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found] == []
