"""The live figures on the built site, in a browser: they answer, they agree with Python, everyone can use them."""

import functools
import json
import math
import re
from html import unescape
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Error, Locator, Page, expect

import drawn
import settings
from conftest import FRAME, SETTLED, TWO_FRAMES, UNFOLD
from crossentropy.figures import NAMES, figure
from livefigure.number_text import shown as written
from livefigure.page import readout_text
from livefigure.roles import registered

FIGURES = {name: figure(name) for name in NAMES}
WITH_SLIDERS = [name for name in NAMES if FIGURES[name].parameters]
CHAPTER = "chapters/01-entropy.html"
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
WINDOWS = {"phone": PHONE, "laptop": LAPTOP}
REST = 400  # ms after which the sentence is announced

# Functions of the page. Each takes a figure's element first.
SET = f"async (figure, values) => {{ figure.explorer.set(values); await {TWO_FRAMES}; }}"
AS_FIRST = f"(figure, values) => {{ document.body.dataset.theme = 'auto'; return ({SET})(figure, values); }}"
PICTURE = """Object.fromEntries([...figure.querySelectorAll("[data-curve]")].map((each) => [each.dataset.curve, {
  d: each.querySelector(":scope > path")?.getAttribute("d") ?? "",
  marks: [...each.querySelectorAll("use")].filter((mark) => getComputedStyle(mark).display !== "none")
    .map((mark) => [Number(mark.getAttribute("x")), Number(mark.getAttribute("y"))]),
}]))"""


def at_each(look: str) -> str:
    """Return a function that moves the figure through settings and looks at it after each."""
    return f"""async (figure, settings) => {{
      await {FRAME};
      const found = [];
      for (const values of settings) {{
        figure.explorer.set(values);
        await {FRAME};
        found.push(({look})(figure));
      }}
      return found;
    }}"""


WORDS = """(figure) => {
  const texts = (kind) => Object.fromEntries([...figure.querySelectorAll(`[data-${kind}]`)].map(
    (each) => [each.dataset[kind], each.textContent.trim()]));
  return {
    shown: texts("readout"),
    labels: texts("text"),
    outputs: Object.fromEntries([...figure.querySelectorAll("output")].map(
      (each) => [figure.querySelector("#" + each.htmlFor.value).name, each.textContent])),
  };
}"""
# What the figure shows and says at each of several settings.
THROUGH = at_each(f"""(figure) => ({{
  ...({WORDS})(figure),
  sentence: figure.querySelector(".explorer-sentence").textContent,
  curves: figure.explorer.curves(),
  readouts: figure.explorer.readouts(),
  picture: {PICTURE},
}})""")


def now(shown: Locator) -> dict:
    """Return what is drawn, as it stands in the document."""
    return shown.evaluate(f"async (figure) => {{ await {TWO_FRAMES}; return {PICTURE}; }}")


def parameters(shown: Locator) -> dict:
    return shown.evaluate("figure => figure.explorer.parameters()")


def values(shown: Locator) -> dict:
    return shown.evaluate("figure => figure.explorer.values()")


def on(page: Page, name: str) -> Locator:
    return page.locator(f'figure[data-explorer="{name}"]')


def live(page: Page, name: str) -> Locator:
    shown = on(page, name)
    shown.and_(page.locator('[data-state="live"]')).wait_for()
    return shown


@pytest.fixture(scope="module")
def alone(browser, address):
    """Open a figure on its own page: `alone(name, "?query", viewport=..., color_scheme=...)`.

    A page that shows the figure already is used again; links are followed on another one.
    """
    # a window for either: one page behind another in the same window draws a frame in a second
    options = {"viewport": LAPTOP, "permissions": ["clipboard-read", "clipboard-write"]}
    plain, linked = (browser.new_context(**options).new_page() for _ in range(2))
    emulated = {}

    def open_alone(name: str, query: str = "", *, viewport=LAPTOP, **media):
        page, path = linked if query else plain, f"{address}figures/{name}.html{query}"
        media = {"media": "screen", "color_scheme": "light", "reduced_motion": "no-preference", **media}
        if page.viewport_size != viewport:
            page.set_viewport_size(viewport)
        if emulated.get(page) != media:
            page.emulate_media(**media)
            emulated[page] = media
        if page.url != path or query:
            page.goto(path)
            live(page, name)
        if not query:
            on(page, name).evaluate(AS_FIRST, FIGURES[name].defaults)
        return on(page, name)

    yield open_alone
    plain.context.close()
    linked.context.close()


@pytest.fixture(scope="module")
def with_figures(site, pages) -> list[str]:
    """Every page that shows a live figure."""
    return [page for page in pages if "data-explorer=" in (site / page).read_text("utf-8")]


# --- every figure answers ---


def test_every_figure_stands_on_a_page_of_its_own_and_in_the_book(site, with_figures):
    shown = {
        page: set(re.findall(r'data-explorer="([^"]+)"', (site / page).read_text("utf-8"))) for page in with_figures
    }
    for name in NAMES:
        assert shown[f"figures/{name}.html"] == {name}
        assert any(name in each for page, each in shown.items() if not page.startswith("figures/"))


ALL_LIVE = """() => [...document.querySelectorAll("figure[data-explorer]")].every(
  (figure) => figure.dataset.state === "live")"""
# Moves every figure of a page, as a reader's keys do on its own page, and names those that draw nothing.
MOVE_ALL = f"""async () => {{
  const look = (figure) => JSON.stringify({PICTURE});
  const figures = [...document.querySelectorAll("figure[data-explorer]")];
  await {TWO_FRAMES};
  const before = figures.map(look);
  for (const figure of figures) {{
    const slider = [...figure.querySelectorAll("input[type=range]")].at(-1);
    const control = slider ?? figure.querySelector("input[type=text]");
    control.value = slider ? slider.max : "";
    control.dispatchEvent(new Event("input", {{ bubbles: true }}));
  }}
  await {TWO_FRAMES};
  return figures.filter((figure, i) => look(figure) === before[i]).map((figure) => figure.dataset.explorer);
}}"""


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_figures_are_live_without_a_network(scheme, site, address, with_figures, new_page):
    """Every figure where it stands in the book."""
    visit = new_page(viewport=LAPTOP)
    origin = address if scheme == "http" else site.as_uri() + "/"
    asked = []
    for path in (each for each in with_figures if not each.startswith("figures/")):
        visit.page.context.set_offline(scheme == "file")
        visit.page.goto(origin + path)
        visit.page.evaluate(UNFOLD)
        for shown in visit.page.locator("figure[data-grid]").all():  # of a function: loads its numbers when seen
            shown.scroll_into_view_if_needed()
            live(visit.page, shown.get_attribute("data-explorer"))
        visit.page.context.set_offline(True)
        loaded = len(visit.requests)
        visit.page.wait_for_function(ALL_LIVE)
        assert visit.page.evaluate(MOVE_ALL) == [], path
        shown = visit.page.locator("figure[data-explorer]:has(input[type=range])").first
        before = now(shown)
        shown.locator("input[type=range]").last.press("Home")
        assert now(shown) != before, path
        asked += visit.requests[loaded:]
    # a browser fetches the page's icon and the fonts of formulas when it comes to them
    assert [url for url in asked if not url.endswith((".woff2", "favicon.svg"))] == []
    assert [each for each in visit.messages if "ERR_INTERNET_DISCONNECTED" not in each] == []
    assert visit.foreign(origin) == []


@pytest.mark.parametrize("name", NAMES)
def test_picture_is_named_by_title_and_sentence(name, alone):
    shown, chosen = alone(name), FIGURES[name]
    drawing = shown.locator("svg")
    expect(drawing).to_have_role("img")
    expect(drawing).to_have_accessible_name(f"{chosen.title} {chosen.sentence(**chosen.defaults)}")


# What a slider shows and whether the picture is another than before; with values, the figure is set to them first.
SLIDER = f"""async (figure, [name, values]) => {{
  const input = figure.querySelector(`input[name="${{name}}"]`);
  if (values) {{
    figure.explorer.set(values);
    input.focus();
  }}
  await {FRAME};
  const [picture, before] = [JSON.stringify({PICTURE}), figure.pictureBefore];
  figure.pictureBefore = picture;
  const output = figure.querySelector(`output[for="${{input.id}}"]`);
  return {{ value: figure.explorer.parameters()[name], drew: picture !== before,
    shown: output.textContent, spoken: input.getAttribute("aria-valuetext") }};
}}"""


@pytest.mark.parametrize("name", NAMES)
def test_sliders_answer_to_the_keyboard(name, alone):
    shown = alone(name)
    for each in FIGURES[name].parameters:
        stops = list(each.values) or [each.minimum, each.maximum]
        after = shown.evaluate(SLIDER, [each.name, FIGURES[name].defaults])
        for key in ("ArrowRight", "PageUp", "Home", "End"):
            before = after
            shown.page.keyboard.press(key)
            after = shown.evaluate(SLIDER, [each.name, None])
            value, moved = before["value"], after["value"]
            if key == "ArrowRight":
                step = stops[stops.index(value) + 1] - value if each.values else each.step
                assert moved == pytest.approx(value + step)
            elif key == "PageUp":
                if each.values:
                    assert stops.index(moved) - stops.index(value) == pytest.approx((len(stops) - 1) / 10, abs=1)
                else:
                    far = min(value + (each.maximum - each.minimum) / 10, each.maximum)
                    assert moved == pytest.approx(far, abs=each.step / 2 + 1e-9)
            else:
                assert moved == (each.minimum if key == "Home" else each.maximum)
            assert after["shown"] == after["spoken"] == written(moved, each.digits)
            assert after["drew"], f"{key} on {each.name} draws nothing"


@pytest.mark.parametrize("name", [name for name in NAMES if any(each.values for each in FIGURES[name].parameters)])
def test_slider_with_stops_reaches_each_of_them_exactly(name, alone):
    """As far as it goes when the key is held down."""
    shown = alone(name)
    for each in FIGURES[name].parameters:
        if not each.values:
            continue
        shown.locator(f'input[name="{each.name}"]').press("End")
        shown.evaluate(
            """(figure, name) => {
              figure.reached = [];
              figure.oninput = () => figure.reached.push(figure.explorer.parameters()[name]);
            }""",
            each.name,
        )
        shown.page.keyboard.press("Home")
        for _ in each.values[1:]:
            shown.page.keyboard.down("ArrowRight")
        shown.page.keyboard.up("ArrowRight")
        assert shown.evaluate("figure => figure.reached") == list(each.values)


# --- the browser and Python say the same ---


@pytest.fixture(scope="module")
def go_through(alone):
    """Return what a figure shows at each of its settings, gone through once for all tests."""

    @functools.cache
    def settings_shown(name: str) -> list[tuple[dict, dict]]:
        asked = settings.few(FIGURES[name])
        return list(zip(asked, alone(name).evaluate(THROUGH, asked), strict=True))

    return settings_shown


@pytest.mark.parametrize("name", NAMES)
def test_curves_on_the_page_are_those_of_python(name, go_through):
    for setting, page in go_through(name):
        ours = FIGURES[name].curves(**setting)
        assert page["curves"].keys() == ours.keys()
        for key, curve in ours.items():
            for axis, numbers in zip("xy", curve, strict=True):
                theirs = np.array(page["curves"][key][axis], dtype=float)
                np.testing.assert_allclose(theirs, numbers, rtol=1e-12, atol=1e-12, err_msg=f"{key} at {setting}")


@pytest.mark.parametrize("name", NAMES)
def test_readouts_on_the_page_are_those_of_python(name, go_through):
    for setting, page in go_through(name):
        expected = FIGURES[name].readouts(**setting)
        assert page["readouts"] == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True), setting


@pytest.mark.parametrize("name", NAMES)
def test_words_on_the_page_are_those_of_python(name, go_through):
    chosen = FIGURES[name]
    for setting, page in go_through(name):
        numbers, reasons = chosen.readouts(**setting), chosen.reasons(**setting)
        assert page["shown"] == {
            each.key: readout_text(numbers[each.key], each.digits, chosen.unit_of(each, setting), reasons.get(each.key))
            for each in chosen.shown
        }
        assert page["labels"] == chosen.labels(**setting)
        assert page["sentence"] == chosen.sentence(**setting)  # in the frame of the numbers
        assert page["outputs"] == {each.name: written(setting[each.name], each.digits) for each in chosen.parameters}


@pytest.mark.parametrize("name", NAMES)
def test_drawing_on_the_page_is_that_of_matplotlib(name, go_through):
    for setting, page in go_through(name):
        made, root = drawn.at(name, setting)
        elements = drawn.curve_elements(root)
        for key, about in made.curves.items():
            (element,), theirs = elements[key], page["picture"][key]
            if about["kind"] == "points":
                assert drawn.marks_of(element) == pytest.approx(np.array(theirs["marks"]).reshape(-1, 2), abs=0.05), (
                    key,
                    setting,
                )
            else:
                inside = drawn.box(made, about["axes"])
                gap = drawn.apart(drawn.polylines(theirs["d"]), drawn.strokes_of(element), inside)
                assert gap <= 0.05, (key, setting)


@pytest.mark.parametrize("name", NAMES)
def test_bars_on_the_page_are_those_of_matplotlib(name, go_through):
    """Corner by corner: an outline could hide a bar that is missing or too wide."""
    for setting, page in go_through(name):
        made, root = drawn.at(name, setting)
        elements = drawn.curve_elements(root)
        for key, about in made.curves.items():
            if about["kind"] == "bars":
                theirs, ours = drawn.polylines(page["picture"][key]["d"]), drawn.strokes_of(elements[key][0])
                assert np.array(theirs) == pytest.approx(np.array(ours), abs=0.05), (key, setting)


# --- drawing ---


@pytest.mark.parametrize("name", WITH_SLIDERS)
def test_many_moves_in_one_frame_draw_once(name, alone):
    draws, drew_last = alone(name).evaluate(
        f"""async (figure) => {{
          let draws = 0;
          figure.addEventListener("explorer:draw", () => draws++);
          const input = figure.querySelector("input[type=range]");
          for (let i = 0; i < 20; i++) {{
            input.value = i % 2 ? input.max : input.min;
            input.dispatchEvent(new Event("input", {{ bubbles: true }}));
          }}
          for (let i = 0; i < 3; i++) await {FRAME};
          return [draws, input.value === input.max];
        }}"""
    )
    assert (draws, drew_last) == (1, True)


@pytest.mark.parametrize("name", NAMES)
def test_setting_what_is_set_draws_nothing(name, alone):
    draws = alone(name).evaluate(
        f"""async (figure) => {{
          let draws = 0;
          figure.addEventListener("explorer:draw", () => draws++);
          figure.explorer.set(figure.explorer.values());
          await {FRAME};
          return draws;
        }}"""
    )
    assert draws == 0


@pytest.mark.parametrize("name", NAMES)
def test_redraw_touches_only_curves_that_change(name, alone):
    chosen = FIGURES[name]
    ends = [[{**chosen.defaults, each.name: end} for end in (each.minimum, each.maximum)] for each in chosen.parameters]
    found = alone(name).evaluate(
        f"""async (figure, ends) => {{
          const found = [];
          for (const [one, other] of ends) {{
            for (const values of [other, one]) {{ // the first redraw replaces what matplotlib drew
              figure.explorer.set(values);
              await {FRAME};
            }}
            const touched = new Set();
            const observer = new MutationObserver((records) => {{
              for (const {{ target }} of records) touched.add(target.closest("[data-curve]")?.dataset.curve);
            }});
            observer.observe(figure.querySelector("svg"), {{ attributes: true, childList: true, subtree: true }});
            figure.explorer.set(other);
            await {FRAME};
            observer.disconnect();
            found.push([...touched].filter(Boolean));
          }}
          return found;
        }}""",
        ends,
    )
    for (one, other), touched in zip(ends, found, strict=True):
        before, after = chosen.curves(**one), chosen.curves(**other)
        changed = {key for key in before if not all(map(np.array_equal, before[key], after[key]))}
        assert set(touched) <= changed, other


# --- controls ---

SWITCHED = [name for name in NAMES if any(each.name == "unit" for each in FIGURES[name].choices)]


@pytest.mark.parametrize("name", SWITCHED)
def test_unit_switch_changes_every_word_and_number(name, alone):
    shown, chosen = alone(name), FIGURES[name]
    shown.get_by_role("radio", name="bit", exact=True).check()
    (page,) = shown.evaluate(at_each(WORDS), [{}])
    setting = {**chosen.defaults, "unit": "bit"}
    numbers, reasons = chosen.readouts(**setting), chosen.reasons(**setting)
    assert page["labels"] == chosen.labels(**setting)
    assert page["shown"] == {
        each.key: readout_text(numbers[each.key], each.digits, chosen.unit_of(each, setting), reasons.get(each.key))
        for each in chosen.shown
    }


@pytest.mark.parametrize("name", SWITCHED)
def test_unit_switch_answers_to_the_keyboard(name, alone):
    shown = alone(name)
    shown.locator("input[name=unit]:checked").press("ArrowRight")
    assert values(shown)["unit"] != FIGURES[name].defaults["unit"]


@pytest.mark.parametrize("name", [name for name in NAMES if FIGURES[name].presets])
def test_presets_set_their_values(name, alone):
    shown = alone(name)
    for each in FIGURES[name].presets:
        shown.get_by_role("button", name=each.label, exact=True).click()
        assert each.values.items() <= values(shown).items()


@pytest.mark.parametrize("name", NAMES)
def test_reset_restores_everything(name, alone):
    shown, chosen = alone(name), FIGURES[name]
    (first,) = shown.evaluate(at_each(WORDS), [{}])
    other = {each.name: each.minimum if each.default != each.minimum else each.maximum for each in chosen.parameters}
    shown.evaluate(SET, {**other, **off_default(name)})
    shown.get_by_role("button", name="Reset", exact=True).click()
    (last,) = shown.evaluate(at_each(WORDS), [{}])
    assert last == first
    assert values(shown) == chosen.defaults
    moved = "inputs => inputs.filter((input) => input.value !== input.defaultValue).map((input) => input.name)"
    assert shown.locator("input[type=range]").evaluate_all(moved) == []


@pytest.mark.parametrize("name", [name for name in NAMES if any(each.switch for each in FIGURES[name].choices)])
def test_switch_turns_on_and_off_by_keyboard(name, alone):
    shown = alone(name)
    for each in FIGURES[name].choices:
        if each.switch:
            before = values(shown)[each.name]
            control = shown.get_by_role("checkbox", name=each.label, exact=True)
            control.press("Space")
            assert {before, values(shown)[each.name]} == set(each.options)
            control.press("Space")
            assert values(shown)[each.name] == before


@pytest.mark.parametrize("name", [name for name in NAMES if FIGURES[name].exchange])
def test_exchange_swaps_the_pairs_and_twice_restores_them(name, alone):
    shown, chosen = alone(name), FIGURES[name]
    first = values(shown)
    swapped = {one: first[other] for pair in chosen.exchange.pairs for one, other in (pair, pair[::-1])}
    assert swapped.items() - first.items(), "the defaults of a pair differ"
    for expected in ({**first, **swapped}, first):
        shown.get_by_role("button", name=chosen.exchange.label, exact=True).click()
        assert values(shown) == expected


@pytest.mark.parametrize("name", [name for name in NAMES if FIGURES[name].exchange])
def test_link_exchanges_once(name, alone):
    pairs, defaults = FIGURES[name].exchange.pairs, FIGURES[name].defaults
    found = values(alone(name, f"?{name}.{FIGURES[name].exchange.name}=1"))
    assert found == defaults | {one: defaults[other] for pair in pairs for one, other in (pair, pair[::-1])}


PLAYING = [name for name in NAMES if any(each.plays for each in FIGURES[name].parameters)]


@pytest.mark.parametrize("name", PLAYING)
def test_count_plays_to_its_end_and_pauses(name, alone):
    shown = alone(name)
    (count,) = (each for each in FIGURES[name].parameters if each.plays)
    shown.evaluate(SET, {count.name: count.minimum})
    shown.get_by_role("button", name="Play", exact=True).click()
    pause = shown.get_by_role("button", name="Pause", exact=True)
    shown.page.wait_for_function(f"document.querySelector('figure').explorer.values().{count.name} > {count.minimum}")
    pause.click()
    stopped = values(shown)[count.name]
    assert count.minimum < stopped < count.maximum
    shown.evaluate(f"async () => {FRAME}")
    assert values(shown)[count.name] == stopped
    shown.get_by_role("button", name="Step", exact=True).click()
    assert values(shown)[count.name] == stopped + 1
    shown.evaluate(SET, {count.name: count.maximum - 3})
    shown.get_by_role("button", name="Play", exact=True).click()
    expect(pause).to_have_count(0)
    assert values(shown)[count.name] == count.maximum


@pytest.mark.parametrize("name", PLAYING)
def test_moving_a_slider_ends_the_play(name, alone):
    shown = alone(name)
    (count,) = (each for each in FIGURES[name].parameters if each.plays)
    shown.evaluate(SET, {count.name: count.minimum})
    shown.get_by_role("button", name="Play", exact=True).click()
    shown.locator(f'input[name="{count.name}"]').press("Home")
    shown.evaluate(f"async () => {FRAME}")
    assert values(shown)[count.name] == count.minimum
    expect(shown.get_by_role("button", name="Play", exact=True)).to_be_visible()


@pytest.mark.parametrize("name", PLAYING)
def test_play_shows_the_end_at_once_where_motion_is_reduced(name, alone):
    shown = alone(name, reduced_motion="reduce")
    (count,) = (each for each in FIGURES[name].parameters if each.plays)
    shown.get_by_role("button", name="Play", exact=True).click()
    assert values(shown)[count.name] == count.maximum


LAYERS = """(figure) => [...figure.querySelectorAll("[data-when]")].map(
  (each) => [each.dataset.when, each.dataset.is, getComputedStyle(each).display !== "none"])"""


@pytest.mark.parametrize("name", NAMES)
def test_layers_are_shown_for_their_option_alone(name, alone):
    shown = alone(name)
    made, _ = drawn.at(name, settings.few(FIGURES[name])[0])
    options = settings.choices(FIGURES[name]) if made.layers else [{}]
    asked = [settings.in_turn(options, number) for number in range(min(len(options), settings.MOST_CHOICES))]
    for choice, layers in zip(asked, shown.evaluate(at_each(LAYERS), asked), strict=True):
        assert {(key, option) for key, option, _ in layers} == {each[:2] for each in made.layers.values()}
        assert [visible for _, _, visible in layers] == [choice[key] == option for key, option, _ in layers]


MARKUP = "<img src=x onerror=alert(1)>"


def test_typed_text_is_drawn_and_shown_as_text(alone):
    shown = alone("message-cost")
    before = now(shown)
    shown.get_by_role("textbox", name="Message").fill("bird bird")
    assert values(shown)["message"] == "bird bird"
    assert now(shown) != before
    shown.get_by_role("textbox", name="Message").fill(MARKUP)
    expect(shown.locator(".explorer-sentence")).to_have_text(
        FIGURES["message-cost"].sentence(**{**FIGURES["message-cost"].defaults, "message": MARKUP})
    )
    assert shown.locator("img").count() == 0


def test_composing_beyond_the_end_of_the_box_throws_nothing(new_page, address):
    """An input method may hold more than the box takes until it is done."""
    visit = new_page()
    visit.page.goto(f"{address}figures/message-cost.html")
    shown = live(visit.page, "message-cost")
    box = shown.get_by_role("textbox", name="Message")
    box.fill("x" * 76)
    box.press("End")
    session = visit.page.context.new_cdp_session(visit.page)
    for length in (3, 6):
        text = "鳥" * length
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": length, "selectionEnd": length})
        assert box.input_value() == "x" * 76 + text, "the composition goes on undisturbed"
    assert values(shown)["message"] == "x" * 76 + "鳥" * 4
    session.send("Input.insertText", {"text": "鳥" * 6})
    expect(box).to_have_value(values(shown)["message"])
    assert len(values(shown)["message"]) <= 80
    assert visit.messages == []


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u202f", "，"])
def test_words_are_parted_by_any_space(space, alone):
    shown = alone("message-cost")
    shown.get_by_role("textbox", name="Message").fill(f"bird{space}fish")
    expect(shown.locator(".explorer-sentence")).to_contain_text("2 words cost 6 bit")


@pytest.mark.parametrize(("text", "read"), [("bird+fish", "bird fish"), ("", ""), (quote(MARKUP), MARKUP)])
def test_text_of_a_link_is_read_as_it_is(text, read, alone):
    shown = alone("message-cost", f"?message-cost.message={text}")
    assert values(shown)["message"] == read
    assert shown.locator("img").count() == 0


def test_text_of_a_link_that_is_too_long_leaves_the_default(alone):
    assert values(alone("message-cost", f"?message-cost.message={'x' * 10_000}")) == FIGURES["message-cost"].defaults


@pytest.mark.parametrize(("wrong", "message"), [("1", "message takes a text"), ("'x'.repeat(10000)", "at most")])
def test_set_refuses_what_is_no_text_or_too_long(wrong, message, alone):
    shown = alone("message-cost")
    with pytest.raises(Error, match=message):
        shown.evaluate(f"figure => figure.explorer.set({{ message: {wrong} }})")
    assert values(shown) == FIGURES["message-cost"].defaults


def between(name: str) -> dict:
    """Return a state with every parameter off its default, on a stop of its slider."""
    chosen = FIGURES[name]
    state: dict = {}
    for each in chosen.parameters:
        state[each.name] = each.values[-2] if each.values else round(each.minimum + 3 * each.step, 10)
    return {**state, **off_default(name)}


def off_default(name: str) -> dict:
    """Return another value for every choice and entry."""
    chosen = FIGURES[name]
    options = {each.name: each.options for each in chosen.choices} | {
        each.name: settings.texts(chosen, each) for each in chosen.entries
    }
    return {key: next(each for each in found if each != chosen.defaults[key]) for key, found in options.items()}


@pytest.mark.parametrize("name", NAMES)
def test_copied_link_restores_the_figure(name, alone):
    shown = alone(name)
    shown.evaluate(SET, between(name))
    shown.get_by_role("button", name="Copy link").click()
    expect(shown.locator(".explorer-message")).to_have_text("Link copied.")
    link, drawn_here = shown.page.evaluate("navigator.clipboard.readText()"), now(shown)
    place, query, rest = link.partition("?")
    assert (place, rest.rpartition("#")[2]) == (shown.page.url, name)
    other = alone(name, query + rest)
    assert values(other) == between(name)
    assert now(other) == drawn_here
    sentence = FIGURES[name].sentence(**between(name))
    expect(other.locator(".explorer-sentence")).to_have_text(sentence)
    expect(other.locator("svg")).to_have_accessible_name(f"{FIGURES[name].title} {sentence}")


def test_link_is_offered_as_text_where_the_clipboard_is_closed(new_page, address):
    visit = new_page()
    visit.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    visit.page.goto(f"{address}figures/logistic-entropy.html")
    shown = live(visit.page, "logistic-entropy")
    shown.evaluate(SET, {"weight": -2})
    shown.get_by_role("button", name="Copy link").click()
    expect(shown.get_by_label("Link to this figure")).to_have_value(re.compile(r"logistic-entropy\.weight=-2&"))


def test_link_hides_the_controls_it_names(alone):
    shown = alone("logistic-entropy", "?logistic-entropy.hide=weight,reset")
    expect(shown.get_by_label("β₁ (weight)")).to_be_hidden()
    expect(shown.get_by_role("button", name="Reset")).to_be_hidden()
    expect(shown.get_by_label("β₀ (bias)")).to_be_visible()
    expect(shown.get_by_role("button", name="Copy link")).to_be_visible()


MANGLED = (
    "?{0}.bias=−2,5&amp;{0}.weight=3)&{0}.unit=Bit&{0}.hide=presets,%20readouts&{0}.wieght=<b>2</b>&p.q=1#{0}."
).format("logistic-entropy")


@pytest.mark.parametrize("page", ["figures/logistic-entropy.html", CHAPTER])
def test_mangled_link_is_read_and_what_is_not_understood_is_said(page, new_page, address):
    visit = new_page(viewport=LAPTOP)
    visit.page.goto(address + page + MANGLED)
    shown = live(visit.page, "logistic-entropy")
    assert values(shown) == {"bias": -2.5, "weight": 3, "unit": "bit"}
    expect(shown.get_by_role("group", name="Presets")).to_be_hidden()
    expect(shown.locator(".explorer-readouts")).to_be_hidden()
    message = shown.locator('.explorer-message[role="status"]')
    expect(message).to_have_text("Not understood in the link: wieght=<b>2</b>, p.q=1. The rest of it applies.")
    expect(message).to_be_visible()
    assert message.locator("*").count() == 0
    assert visit.page.evaluate("decodeURIComponent(location.hash)") == "#logistic-entropy"
    expect(shown).to_be_in_viewport()
    assert visit.messages == []
    shown.get_by_label("β₀ (bias)").press("End")
    expect(message).to_be_empty()


def test_what_is_not_understood_is_said_by_one_figure_alone(new_page, address):
    page = new_page().page
    page.goto(f"{address}{CHAPTER}?surprise.P=0.5#softmax-entropy")
    live(page, "softmax-entropy")
    said = page.locator(".explorer-message").evaluate_all(
        "all => all.map(each => [each.closest('figure').id, each.textContent])"
    )
    assert [each for each in said if each[1]] == [
        ["softmax-entropy", "Not understood in the link: surprise.P=0.5. The rest of it applies."]
    ]


def test_link_hides_words_curves_and_their_legend_from_everyone(alone):
    """Hidden is hidden for a screen reader, too: what names the picture is not read out of a hidden sentence."""
    first = alone("logistic-entropy")
    expect(first.locator('[data-curve="H"]')).to_be_visible()
    expect(first.locator("svg text", has_text="entropy")).to_be_visible()
    shown = alone("logistic-entropy", "?logistic-entropy.hide=H,sentence,caption,title")
    expect(shown.locator('[data-curve="H"]')).to_be_hidden()
    expect(shown.locator("svg text", has_text="entropy")).to_be_hidden()
    expect(shown.locator('[data-curve="P"]')).to_be_visible()
    expect(shown.locator("svg text", has_text="P(y = 1 | x)")).to_be_visible()
    shown.evaluate(SET, {"bias": 3})
    for part in (".explorer-sentence", "figcaption", ".explorer-title", ".explorer-spoken"):
        assert shown.locator(part).text_content() == ""
    expect(shown.locator("svg")).to_have_accessible_name("Live figure")
    expect(shown).to_have_accessible_name("Live figure")
    assert "logistic model" not in shown.page.title() + shown.page.locator("h1").inner_text()


def test_link_hides_a_switch_and_not_the_curve_of_its_name(alone):
    shown = alone("sandbox", "?sandbox.hide=H_pq,legend")
    expect(shown.get_by_role("checkbox", name=FIGURES["sandbox"].choices[0].label, exact=True)).to_be_visible()
    expect(shown.locator('[data-control="H_pq"]')).to_be_hidden()
    expect(shown.locator('[data-curve="H_pq"]')).not_to_have_attribute("hidden", "")


def test_every_legend_is_one_part_and_its_entries_go_with_their_curves(alone):
    shown = alone("logistic-cross-entropy", "?logistic-cross-entropy.hide=below")
    texts = shown.locator('[data-control="legend"] text')
    assert [each.text_content().strip() for each in texts.all() if each.is_visible()] == ["H(p)", "H(q)", "H(p, q)"]
    shown = alone("logistic-cross-entropy", "?logistic-cross-entropy.hide=legend")
    assert [each for each in texts.all() if each.is_visible()] == []


# What a reader sees, and what a screen reader says, of a figure: every text, and the curves.
SEEN = """(figure) => {
  const visible = (each) => { // checkVisibility sees no display in a picture
    for (let one = each; one; one = one.parentElement) if (getComputedStyle(one).display === "none") return false;
    return each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const parts = [...figure.querySelectorAll("*")].filter((each) => visible(each) && !each.closest("script, style"));
  const texts = (each) => [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const own = (each) => texts(each).map((node) => node.data).join("");
  const named = [...figure.querySelectorAll("[aria-labelledby]")].flatMap(
    (each) => each.getAttribute("aria-labelledby").split(" "));
  return {
    words: [...parts.map(own), ...named.map((id) => document.getElementById(id).textContent)].join(" "),
    curves: [...figure.querySelectorAll("[data-curve]")].filter(visible).map((each) => each.dataset.curve),
  };
}"""


@pytest.mark.parametrize(
    ("name", "curves", "answer"),
    [
        # before the temperature rises, where will the dot end?
        ("softmax-entropy", {"path"}, r"\bway\b|temperature rises|nearest|share"),
        # where does an event add most to the average?
        ("surprise", {"contribution"}, r"times:|×|to an entropy it"),
        # how could it be sent cheaper?
        ("block-coding", {"cost", "bound"}, r"longer|closer|huffman|0\.645|\blost\b|1/n"),
        # read H(p, q) off the picture
        ("tangent-line", {"paid", "gap"}, r"cross-entropy|H\(p, q\)|divergence|diamond"),
        # where is H(p, q) below one of the two entropies, and below which?
        ("logistic-cross-entropy", {"below"}, r"below|band|<|nowhere|runs"),
        # which k is right, and does accuracy know?
        ("calibration", {"loss", "floor", "excess"}, r"accuracy|calibrated|miscalibration|confident|least|level|77"),
        # why do they meet just there?
        ("entropy-meets-loss", {"tangent", "level"}, r"tangent|expects|too sure|unsure|height"),
    ],
)
def test_link_for_the_projector_shows_nothing_of_the_answer(name, curves, answer, site, alone):
    """The prepared links of the page for teachers, as they stand there."""
    page = (site / "teaching.html").read_text("utf-8")
    (link,) = re.findall(rf'href="figures/{name}\.html(\?[^"]*)"', page)
    plain = alone(name)
    assert curves < set(plain.evaluate(SEEN)["curves"])
    assert re.search(answer, plain.evaluate(SEEN)["words"], re.IGNORECASE)
    shown = alone(name, unescape(link))
    seen = shown.evaluate(SEEN)
    assert set(seen["curves"]) & curves == set()
    assert seen["curves"], "there is something to ask about"
    assert re.findall(answer, seen["words"], re.IGNORECASE) == []
    assert re.findall(answer, shown.aria_snapshot(), re.IGNORECASE) == []
    expect(shown.locator(".explorer-message")).to_be_empty()
    for slider in FIGURES[name].parameters[:1]:  # nor does a move bring it back
        shown.locator(f'input[name="{slider.name}"]').press("ArrowRight")
    shown.page.wait_for_timeout(REST + 100)
    again = shown.evaluate(SEEN)
    assert set(again["curves"]) & curves == set()
    assert re.findall(answer, again["words"] + shown.aria_snapshot(), re.IGNORECASE) == []


# A finger on a slider's track, that goes on to scroll the page.
def scroll_from(page: Page, slider: Locator) -> None:
    box = slider.bounding_box()
    x, y = box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 8):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 20 * step}]})
        page.evaluate(TWO_FRAMES)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize(
    ("name", "slider"), [("logistic-entropy", "weight"), ("descent-path", "steps"), ("calibration", "k")]
)
def test_finger_that_scrolls_the_page_moves_no_slider(name, slider, new_page, address):
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True).page
    page.goto(f"{address}figures/{name}.html")
    shown = live(page, name)
    shown.evaluate("figure => { figure.style.marginBlock = '100vh'; }")
    shown.locator("form").scroll_into_view_if_needed()
    shown.evaluate("figure => { window.moves = 0; figure.addEventListener('input', () => moves++); }")
    (before,) = shown.evaluate(THROUGH, [{}])
    where, scrolled = (
        shown.locator("input[type=range]").evaluate_all("all => all.map(each => each.value)"),
        page.evaluate("scrollY"),
    )
    scroll_from(page, shown.locator(f'input[name="{slider}"]'))
    assert page.evaluate("scrollY") > scrolled
    assert page.evaluate("moves") > 0, "the browser moves the slider before it knows that the finger scrolls"
    (after,) = shown.evaluate(THROUGH, [{}])
    assert [after[each] for each in ("outputs", "shown", "sentence", "curves")] == [
        before[each] for each in ("outputs", "shown", "sentence", "curves")
    ]
    assert shown.locator("input[type=range]").evaluate_all("all => all.map(each => each.value)") == where


def test_finger_that_taps_a_slider_moves_it(new_page, address):
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True).page
    page.goto(f"{address}figures/logistic-entropy.html")
    shown = live(page, "logistic-entropy")
    box = shown.locator("input[name=weight]").bounding_box()
    page.touchscreen.tap(box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2)
    assert values(shown)["weight"] > 3


@pytest.mark.parametrize("name", ["logistic-entropy", "descent-path", "three-entropies"])
def test_page_saved_after_a_move_shows_what_it_computes(name, alone, new_page):
    """A browser that saves a page saves the picture as it was moved, and the sliders as they were written."""
    shown = alone(name)
    _, fresh = shown.evaluate(THROUGH, [between(name), FIGURES[name].defaults])
    shown.evaluate(SET, between(name))
    shown.get_by_role("button", name="Copy link").click()
    expect(shown.locator(".explorer-message")).to_have_text("Link copied.")
    address, saved = shown.page.url, shown.page.content()
    page = new_page().page
    page.route(address, lambda route: route.fulfill(body=saved, content_type="text/html"))
    page.goto(address)
    again = live(page, name)
    (found,) = again.evaluate(THROUGH, [{}])
    assert found == fresh
    expect(again.locator(".explorer-message")).to_be_empty()


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", NAMES)
def test_picture_is_the_same_on_a_page_that_runs_from_right_to_left(name, window, laid_out):
    found = laid_out(name, window)
    assert found["mirrored"] == found["places"] != []
    assert found["translate"] == "no"
    assert set(found["directions"]) <= {"ltr"}


def test_link_moves_only_the_figure_it_names(new_page, address):
    page = new_page().page
    page.goto(f"{address}{CHAPTER}?binary-entropy.p=0.2&logistic-entropy.unit=bit#binary-entropy")
    assert values(live(page, "binary-entropy")) == {"p": 0.2, "unit": "nat"}
    assert values(live(page, "logistic-entropy")) == {"bias": 0, "weight": 1, "unit": "bit"}
    assert values(live(page, "softmax-entropy")) == FIGURES["softmax-entropy"].defaults


HOSTILE = [
    "{0}.{1}=<script>alert(1)</script>",
    "{0}.{1}=%3Cimg%20src=x%20onerror=alert(1)%3E&{0}.unit=%3Cb%3Ebit%3C/b%3E",
    "{0}.{1}=1e999&{0}.unit=",
    "{0}.{1}=NaN",
    "{0}.{1}=",
    "{0}.{1}=" + "9" * 10_000,
    "{0}.hide=" + "x," * 5_000,
    "{0}.{1}=5&{0}.{1}=-1e308&{0}.{1}=1e308",
    "{0}.{1}=%ZZ&%=%&{0}.%E0%A4%A=1",
    "__proto__=1&{0}.__proto__=1&{0}.constructor=1&{0}.hide=__proto__,constructor&__proto__.{1}=1",
    "{0}.unit=__proto__&{0}.unit=toString",
    "{0}.hide=\"]);alert(1);(['&{0}.hide=*",
]


@pytest.mark.parametrize("name", ["logistic-entropy", "symbol-sequences"])
def test_hostile_link_leaves_a_working_figure(name, site, new_page):
    visit, first = new_page(), FIGURES[name].parameters[0]
    page = (site / "figures" / f"{name}.html").as_uri()
    census = """(figure) => [[...document.querySelectorAll("*")].map((each) => each.tagName).join(" "),
      figure.explorer.parameters(), figure.explorer.values()]"""
    visit.page.goto(page)
    elements = live(visit.page, name).evaluate(census)[0]
    for query in HOSTILE:
        visit.page.goto(f"{page}?{query.format(name, first.name)}")
        shown = live(visit.page, name)
        found, sliders, _ = shown.evaluate(census)
        assert found == elements, query
        assert first.minimum <= sliders[first.name] <= first.maximum, query
        shown.locator("input[type=range]").first.press("Home")
        _, sliders, chosen = shown.evaluate(census)
        assert sliders[first.name] == first.minimum, query
        assert chosen.keys() == FIGURES[name].defaults.keys(), query
    assert visit.messages == []


@pytest.mark.parametrize("name", NAMES)
def test_set_clamps_to_the_range(name, alone):
    shown = alone(name)
    ends = [(each.name, end) for each in FIGURES[name].parameters for end in (each.minimum, each.maximum)]
    beyond = [{key: -math.inf if n % 2 == 0 else 1e9} for n, (key, _) in enumerate(ends)]
    found = shown.evaluate(
        """(figure, beyond) => beyond.map((values) => {
          figure.explorer.set(values);
          return figure.explorer.parameters();
        })""",
        beyond,
    )
    assert [(key, each[key]) for (key, _), each in zip(ends, found, strict=True)] == ends


def test_set_makes_a_count_whole(alone):
    shown = alone("symbol-sequences")
    shown.evaluate(SET, {"n": 100.4})
    assert parameters(shown)["n"] == 100


def test_set_reaches_values_between_the_steps(alone):
    shown = alone("logistic-entropy")
    shown.evaluate(SET, {"weight": 0.123})
    assert parameters(shown)["weight"] == 0.123
    expect(shown.locator('output[for$="-weight"]')).to_have_text("0.123")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('{ slope: 1 }', r'logistic-entropy has no parameter "slope"; it has bias, weight, unit'),
        ('{ __proto__x: 1 }', r'no parameter "__proto__x"'),
        ('{ constructor: 1 }', r'no parameter "constructor"'),
        ('{ toString: 1 }', r'no parameter "toString"'),
        ('{ bias: NaN }', "bias takes a number, not NaN"),
        ('{ bias: "1" }', "bias takes a number, not 1"),
        ('{ bias: null }', "bias takes a number, not null"),
        ('{ unit: "hartley" }', "unit takes one of nat, bit, not hartley"),
        ('{ weight: 2, slope: 1 }', "slope"),
    ],
)  # fmt: skip
def test_set_throws_and_changes_nothing(wrong, message, alone):
    shown = alone("logistic-entropy")
    with pytest.raises(Error, match=message):
        shown.evaluate(f"figure => figure.explorer.set({wrong})")
    assert values(shown) == FIGURES["logistic-entropy"].defaults


# --- for everyone ---


@pytest.mark.parametrize("name", ["logistic-entropy", "symbol-sequences", "descent-path"])
def test_sentence_is_announced_once_after_rest(name, alone):
    shown, chosen = alone(name), FIGURES[name]
    during, after = shown.evaluate(
        f"""async (figure) => {{
          const pause = (time) => new Promise((done) => setTimeout(done, time));
          await pause({REST} + 100); // what stood before is said
          let rewrites = 0;
          new MutationObserver(() => rewrites++).observe(
            figure.querySelector(".explorer-spoken"), {{ childList: true, characterData: true, subtree: true }});
          const input = figure.querySelector("input[type=range]");
          for (let i = 0; i < 10; i++) {{ // for longer than a rest
            if (i % 2) input.stepUp(1 + i); else input.stepDown(i);
            input.dispatchEvent(new Event("input", {{ bubbles: true }}));
            await pause({REST} / 8);
          }}
          const during = rewrites;
          await pause({REST} + 100);
          return [during, rewrites];
        }}"""
    )
    assert (during, after) == (0, 1)
    sentence = chosen.sentence(**values(shown))
    assert shown.locator(".explorer-spoken").text_content() == sentence
    assert shown.locator(".explorer-sentence").text_content() == sentence
    expect(shown.locator("svg")).to_have_accessible_name(f"{chosen.title} {sentence}")


def test_sentence_does_not_stay_twice(new_page, address):
    """What was announced is taken away again, and comes neither into a selection nor onto paper."""
    page = new_page().page
    page.clock.install()
    page.goto(f"{address}figures/logistic-entropy.html")
    shown = live(page, "logistic-entropy")
    spoken = shown.locator(".explorer-spoken")
    assert spoken.evaluate("each => getComputedStyle(each).userSelect") == "none"
    shown.locator("input[type=range]").first.press("End")
    page.clock.run_for(REST + 100)
    expect(spoken).to_have_text(shown.locator(".explorer-sentence").text_content())
    page.clock.run_for(6000)
    expect(spoken).to_be_empty()


@pytest.mark.parametrize("name", NAMES)
def test_only_the_sentence_is_announced_and_politely(name, alone):
    outputs, announced = alone(name).evaluate(
        """(figure) => [[...figure.querySelectorAll("output")].map((each) => each.ariaLive),
          [...figure.querySelectorAll('[aria-live="polite"], [aria-live="assertive"]')].map(
            (each) => each.className)]"""
    )
    assert outputs == ["off"] * len(FIGURES[name].parameters)
    assert announced == ["explorer-spoken"]


@pytest.mark.parametrize("name", NAMES)
def test_sliders_are_named_by_their_labels(name, alone):
    shown = alone(name)
    for each in FIGURES[name].parameters:
        expect(shown.locator(f'input[name="{each.name}"]')).to_have_accessible_name(each.label)
        expect(shown.get_by_role("slider", name=each.label, exact=True)).to_have_count(1)


# Notes the name of every control that comes to have the focus, and whether one sees that.
NOTE_FOCUS = """(figure) => {
  figure.reached = [];
  figure.tabIndex = -1;
  figure.focus();
  figure.addEventListener("focusin", ({ target }) => {
    const covered = ["radio", "checkbox"].includes(target.type);
    const { outlineStyle, outlineWidth } = getComputedStyle(covered ? target.nextElementSibling : target);
    figure.reached.push([target.matches("input") ? target.name : target.textContent,
                         outlineStyle !== "none" && parseFloat(outlineWidth) >= 2]);
  });
}"""


def tab_stops(name: str) -> list[str]:
    """Return what the Tab key comes to in a figure on its own page, sorted."""
    chosen = FIGURES[name]
    expected = [each.name for each in (*chosen.parameters, *chosen.choices, *chosen.entries)]
    expected += [each.label for each in chosen.presets] + ["Reset", "Copy link"]
    expected += ["Play", "Step"] * sum(each.plays for each in chosen.parameters)
    expected += [chosen.exchange.label] if chosen.exchange else []
    return sorted(expected)


@pytest.mark.parametrize("name", NAMES)
def test_tab_reaches_every_control_and_shows_where_it_is(name, alone):
    shown = alone(name)
    expected = tab_stops(name)
    shown.evaluate(NOTE_FOCUS)
    for _ in range(len(expected) + 1):
        shown.page.keyboard.press("Tab")
    reached, left = shown.evaluate("figure => [figure.reached, !figure.contains(document.activeElement)]")
    assert sorted(control for control, _ in reached) == expected
    assert [control for control, seen in reached if not seen] == []
    assert left


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_by_itself_where_motion_is_reduced(name, alone):
    shown = alone(name, reduced_motion="reduce")
    moving, slow = shown.evaluate(
        f"""async (figure, values) => {{
          await ({SET})(figure, values);
          return [figure.getAnimations({{ subtree: true }}).length,
            [figure, ...figure.querySelectorAll("*")].filter((each) => {{
              const {{ transitionDuration, animationName }} = getComputedStyle(each);
              return animationName !== "none"
                || transitionDuration.split(",").some((time) => parseFloat(time) > 0.001);
            }}).map((each) => each.outerHTML.slice(0, 80))];
        }}""",
        between(name),
    )
    assert (moving, slow) == (0, [])


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


# The colours of all curves under each of several themes.
COLOURS = """(figure, themes) => themes.map((theme) => {
  document.body.dataset.theme = theme;
  return [...figure.querySelectorAll("[data-curve] > path, [data-curve] use")].map((each) => {
    const { stroke, fill } = getComputedStyle(each);
    return stroke === "none" ? fill : stroke;
  });
})"""


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_curves_take_the_colours_of_light_and_dark(name, system, alone):
    looks = {"auto": system, "light": "light", "dark": "dark"}
    found = alone(name, color_scheme=system).evaluate(COLOURS, list(looks))
    for (theme, scheme), used in zip(looks.items(), found, strict=True):
        assert used
        assert set(used) <= {rgb(getattr(role, scheme)) for role in registered()}, theme


@pytest.mark.parametrize("name", NAMES)
def test_texts_stand_out_in_light_and_dark(name, alone):
    """Text takes the page's own colour, not the black that matplotlib writes."""
    shown = alone(name, color_scheme="dark")
    fills, own = shown.evaluate(
        """(figure) => [[...figure.querySelectorAll("svg text")].map((each) => getComputedStyle(each).fill),
                        getComputedStyle(figure).color]"""
    )
    assert set(fills) == {own} != {"rgb(0, 0, 0)"}


TEXTS = """(figure) => {
  const svg = figure.querySelector("svg");
  const frame = svg.getBoundingClientRect();
  const scale = svg.getScreenCTM().a; // the picture may be narrower than its box
  const seen = (each) => each.textContent.trim() && each.checkVisibility() && each.getBoundingClientRect().width > 0;
  const texts = [...svg.querySelectorAll("text")].filter(seen);
  // from the letters' own boxes: what Firefox says of a text in the page is wider by a pixel on every side
  const places = texts.map((each) => {
    const { x, y, width, height } = each.getBBox();
    const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]].map(
      ([left, top]) => new DOMPoint(left, top).matrixTransform(each.getScreenCTM()));
    const [across, down] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
    return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
  });
  const slack = 0.7; // a line's box is higher than its letters, and Firefox rounds it up
  const wrong = [];
  // what is drawn over a text, in the picture's own units: bars and areas are full, of a line only the stroke counts
  const point = svg.createSVGPoint();
  const outside = (box, x, y, by = 0) => x < box.x - by || x > box.x + box.width + by
    || y < box.y - by || y > box.y + box.height + by;
  const covers = ({ path, clip, box, filled, reach }, x, y) => {
    if ((clip && outside(clip, x, y)) || outside(box, x, y, reach)) return false;
    [point.x, point.y] = [x, y];
    return filled ? path.isPointInFill(point) : path.isPointInStroke(point);
  };
  const drawn = [...svg.querySelectorAll("[data-curve] > path")].map((path) => {
    const clip = path.getAttribute("clip-path") ?? path.closest("[clip-path]")?.getAttribute("clip-path");
    const { fill, strokeWidth } = getComputedStyle(path);
    return {
      key: path.parentNode.dataset.curve, path, box: path.getBBox(), filled: fill !== "none",
      clip: clip && svg.querySelector(clip.slice(4, -1)).firstElementChild.getBBox(),
      reach: 10 * parseFloat(strokeWidth) + 1, // a mitre goes beyond the line's box
    };
  });
  const marks = [...svg.querySelectorAll("[data-curve] use")].filter((each) => getComputedStyle(each).display !== "none");
  const toPicture = svg.getScreenCTM().inverse();
  texts.forEach((text, i) => {
    const [near, far] = [[places[i].left, places[i].top], [places[i].right, places[i].bottom]].map(
      ([x, y]) => new DOMPoint(x, y).matrixTransform(toPicture));
    const height = far.y - near.y; // the letters take the middle of their line
    const grid = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((a) => [0.3, 0.5, 0.75].map(
      (b) => [near.x + a * (far.x - near.x), near.y + b * height]));
    for (const curve of drawn) {
      if (grid.some(([x, y]) => covers(curve, x, y))) wrong.push(`${curve.key} covers ${text.textContent}`);
    }
    for (const mark of marks) {
      const r = mark.getBoundingClientRect();
      const a = places[i], air = 0.2 * (a.bottom - a.top);
      if (a.left < r.right && r.left < a.right && a.top + air < r.bottom && r.top < a.bottom - air) {
        wrong.push(`${mark.closest("[data-curve]").dataset.curve} covers ${text.textContent}`);
      }
    }
    const size = scale * Math.min(...[text, ...text.querySelectorAll("tspan")].map((each) => parseFloat(getComputedStyle(each).fontSize)));
    const a = places[i];
    if (size < 10) wrong.push(`${text.textContent} is ${size} px`);
    if (a.left < frame.left - slack || a.right > frame.right + slack || a.top < frame.top - slack || a.bottom > frame.bottom + slack) {
      wrong.push(`${text.textContent} is cut off`);
    }
    places.slice(0, i).forEach((b, j) => {
      if (a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack) {
        wrong.push(`${text.textContent} overlaps ${texts[j].textContent}`);
      }
    });
  });
  return wrong;
}"""  # noqa: E501


# Where each text of the picture stands in it.
PLACES = """[...figure.querySelectorAll("svg text")].map((each) => {
  const [{ x, y, width }, frame] = [each.getBBox(), each.ownerSVGElement.getBoundingClientRect()];
  const at = new DOMPoint(x, y).matrixTransform(each.getScreenCTM());
  return [each.textContent, Math.round(at.x - frame.x), Math.round(at.y - frame.y), Math.round(width)];
})"""
# What is too small for a finger.
SMALL = """[...figure.querySelectorAll("button, a, input:is([type=range], [type=text]), .explorer-choice label")]
  .filter((each) => each.checkVisibility())
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 24 || height < 24)
  .map(([text, { width, height }]) => `${text}: ${width} x ${height}`)"""
# How a figure lies in the window, also on a page that runs from right to left, and what is wrong with its texts at
# each of several settings.
LAYOUT = f"""async (figure, settings) => {{
  const found = {{ small: {SMALL}, places: {PLACES} }};
  document.documentElement.dir = "rtl";
  found.mirrored = {PLACES};
  found.translate = figure.querySelector("svg").getAttribute("translate");
  found.directions = [...figure.querySelectorAll("output, dd, td")].map((each) => getComputedStyle(each).direction);
  document.documentElement.dir = "";
  found.wrong = await ({at_each(TEXTS)})(figure, settings);
  return found;
}}"""


@pytest.fixture(scope="module")
def laid_out(alone):
    """Return how a figure lies in a window, measured once for all tests."""

    @functools.cache
    def measured(name: str, window: str) -> dict:
        return alone(name, viewport=WINDOWS[window]).evaluate(LAYOUT, settings.few(FIGURES[name]))

    return measured


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", NAMES)
def test_texts_in_the_picture_are_legible_and_apart(name, window, laid_out):
    found = zip(settings.few(FIGURES[name]), laid_out(name, window)["wrong"], strict=True)
    assert [(wrong, setting) for setting, wrong in found if wrong] == []


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize(
    ("name", "values"),
    [
        *(
            ("below-entropy-map", {"p": p, "q": q})
            for p, q in ((1, 0.01), (0, 0.99), (0.73, 0.56), (0.27, 0.44), (0.35, 0.75))
        ),
        ("softmax-loss", {"logit1": 5, "temperature": 0.1}),
        ("hours-fit", {"bias": -10}),
        ("log-loss", {"q": 0.01}),
        ("tangent-line", {"q": 0.01, "p": 1}),
    ],
)
def test_nothing_comes_to_stand_on_a_text(name, values, window, alone):
    assert alone(name, viewport=WINDOWS[window]).evaluate(at_each(TEXTS), [values]) == [[]]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("name", NAMES)
def test_targets_are_large_enough_for_a_finger(name, window, laid_out):
    assert laid_out(name, window)["small"] == []


# By how much the page is wider than the window, the picture, which goes from edge to edge, as well, and anything else
# wider than the figure.
TOO_WIDE_BY = """(figure) => {
  const picture = figure.querySelector("svg").getBoundingClientRect(), edge = figure.getBoundingClientRect().right;
  return Math.max(document.documentElement.scrollWidth - innerWidth, picture.right - innerWidth, -picture.left,
    ...[...figure.querySelectorAll("form *, dl *, p")].map((each) => each.getBoundingClientRect().right - edge));
}"""


@pytest.mark.parametrize("name", NAMES)
def test_figure_fits_the_narrowest_phone_at_every_setting(name, alone):
    shown = alone(name, viewport={"width": 320, "height": 640})
    asked = settings.few(FIGURES[name])
    for setting, by in zip(asked, shown.evaluate(at_each(TOO_WIDE_BY), asked), strict=True):
        assert by <= 0.01, setting


@pytest.mark.parametrize("name", NAMES)
def test_print_shows_the_figure_as_it_stands_without_controls(name, alone):
    shown = alone(name, media="print")
    shown.evaluate(SET, between(name))
    expect(shown.locator("form")).to_be_hidden()
    expect(shown.locator("svg")).to_be_visible()
    expect(shown.locator("figcaption")).to_be_visible()


def test_link_to_the_own_page_is_followed(new_page, address):
    page = new_page(viewport=LAPTOP).page
    page.goto(address + CHAPTER)
    page.wait_for_function(SETTLED)
    live(page, "logistic-entropy").get_by_role("link", name="Open alone").click()
    page.wait_for_url("**/figures/logistic-entropy.html")
    live(page, "logistic-entropy")


def test_pages_hold_the_figures_python_makes(site):
    """A stale build would be tested in place of the source."""
    for name, chosen in FIGURES.items():
        html = (site / "figures" / f"{name}.html").read_text("utf-8")
        (data,) = re.findall(r'<script type="application/json">(.*?)</script>', html)
        assert [each["name"] for each in json.loads(data)["parameters"]] == [each.name for each in chosen.parameters]
        assert json.loads(data)["curves"].keys() == chosen.curves(**chosen.defaults).keys()
