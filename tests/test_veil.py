"""The veil of a figure: hidden from everyone until the reader has guessed, and never in the way."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from conftest import program_of
from crossentropy.figures import NAMES, figure
from livefigure import explore
from livefigure.front_end import kernel_module, page_script, stylesheet, widget_module
from livefigure.page import figure_html
from test_other_browsers import ENGINES

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
FIGURES = {name: figure(name) for name in NAMES}
VEILED = [name for name in NAMES if FIGURES[name].veil]
SEEN = """(figure) => [...figure.querySelectorAll("[data-telling]")].filter(
  (part) => part.checkVisibility({ visibilityProperty: true }) && getComputedStyle(part).visibility === "visible"
).length"""


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context(viewport=LAPTOP)
    yield context.new_page()
    context.close()


def shown(page, address, name, query=""):
    page.goto(f"{address}figures/{name}.html{query}")
    found = page.locator(f'figure[data-explorer="{name}"]')
    found.and_(page.locator('[data-state="live"]')).wait_for()
    return found


# --- what it hides ---


@pytest.mark.parametrize("name", VEILED)
def test_veil_hides_every_telling_part_and_moves_nothing(name, page, address):
    figure_on_page = shown(page, address, name, f"?{name}.veil=on")
    assert figure_on_page.get_attribute("data-veil") == "on"
    assert figure_on_page.evaluate(SEEN) == 0
    boxes = """figure => [...figure.querySelectorAll("svg, form, figcaption, dl, p:not(.explorer-veil)")]
      .filter((part) => part.getClientRects().length).map(
      (part) => part.getBoundingClientRect().top - figure.getBoundingClientRect().top)"""
    before = figure_on_page.evaluate(boxes)
    figure_on_page.get_by_role("button", name="Show me").click()
    after = figure_on_page.evaluate(boxes)
    assert figure_on_page.get_attribute("data-veil") is None
    assert figure_on_page.evaluate(SEEN) > 0
    assert after == before


@pytest.mark.parametrize("name", VEILED)
def test_veiled_figure_is_not_read_out_nor_found(name, page, address):
    figure_on_page = shown(page, address, name, f"?{name}.veil=on")
    chosen = FIGURES[name]
    sentence = chosen.sentence(**chosen.defaults)
    read = figure_on_page.aria_snapshot()
    assert sentence not in read
    assert "Guess first" in read
    expect(figure_on_page.locator("svg")).to_have_accessible_name(chosen.title)
    assert not page.evaluate("text => window.find(text)", sentence[:30])
    for readout in chosen.shown:
        assert f"term: {readout.label}" not in read


def test_controls_of_a_veiled_figure_cannot_be_used_and_its_way_out_can(page, address):
    figure_on_page = shown(page, address, "logistic-entropy", "?logistic-entropy.veil=on")
    assert figure_on_page.locator("form").evaluate("form => form.inert")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.action") == "show":
            break
    page.keyboard.press("Enter")
    assert figure_on_page.get_attribute("data-veil") is None
    assert not figure_on_page.locator("form").evaluate("form => form.inert")
    expect(figure_on_page.locator(".explorer-sentence")).to_be_focused()  # where the button was


def test_veiled_title_is_in_no_name(page):
    told = replace(FIGURES["surprise"], title="Answer given", veil=("title",))
    html = figure_html(told)
    page.goto("about:blank")
    page.set_content(f"<style>{stylesheet()}</style>{html}<script>{page_script({told.name: told.twin}, html)}</script>")
    on_page = page.locator("figure")
    on_page.evaluate(ASK, {"type": "explorer:veil", "owner": "me"})
    for named in (on_page, on_page.locator("svg")):
        expect(named).to_have_accessible_name("Live figure")
    assert told.title not in on_page.aria_snapshot()
    on_page.evaluate(ASK, {"type": "explorer:lift", "owner": "me"})
    expect(on_page).to_have_accessible_name(told.title)
    expect(on_page.locator("svg")).to_have_accessible_name(f"{told.title} {told.sentence(**told.defaults)}")


def test_what_a_link_hides_stays_hidden_when_the_veil_lifts(page, address):
    on_page = shown(page, address, "surprise", "?surprise.veil=on&surprise.hide=title")
    expect(on_page.locator("svg")).to_have_accessible_name("Live figure")
    on_page.get_by_role("button", name="Show me").click()
    chosen = FIGURES["surprise"]
    expect(on_page.locator("svg")).to_have_accessible_name(chosen.sentence(**chosen.defaults))


def test_note_stands_over_nothing_else_where_a_link_hides_the_sentence(page, address):
    on_page = shown(page, address, "surprise", "?surprise.veil=on&surprise.hide=sentence")
    note, caption = (on_page.locator(part).bounding_box() for part in (".explorer-veil", "figcaption"))
    assert note["y"] + note["height"] <= caption["y"]


def test_print_has_no_veil(page, address):
    figure_on_page = shown(page, address, "surprise", "?surprise.veil=on")
    page.emulate_media(media="print")
    assert figure_on_page.evaluate(SEEN) > 0
    expect(figure_on_page.locator(".explorer-veil")).to_be_hidden()
    page.emulate_media(media="screen")


def test_saved_page_has_no_veil(page, address):
    shown(page, address, "surprise", "?surprise.veil=on")
    saved = re.sub("<script.*?</script>", "", page.content(), flags=re.DOTALL)
    copy = f"{address}figures/saved.html"  # beside the page, for its styles
    page.route(copy, lambda route: route.fulfill(body=saved, content_type="text/html"))
    page.goto(copy)
    page.unroute(copy)
    assert page.locator("figure").evaluate(SEEN) > 0
    expect(page.locator(".explorer-veil")).to_be_hidden()


def test_note_has_room_over_the_sentence_on_a_phone(new_page, address):
    page, covered = new_page(viewport=PHONE).page, {}
    for name in (name for name in NAMES if FIGURES[name].parameters):
        on_page = shown(page, address, name, f"?{name}.veil=on")
        note, caption = (on_page.locator(part).bounding_box() for part in (".explorer-veil", "figcaption"))
        if note["y"] + note["height"] > caption["y"]:
            covered[name] = note, caption
    assert covered == {}


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_nothing_shifts_when_a_veil_lifts(viewport, new_page, address):
    visit = new_page(viewport=viewport)
    figure_on_page = shown(visit.page, address, "jensen-shannon", "?jensen-shannon.veil=on")
    visit.page.evaluate("""() => { window.shift = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; })
        .observe({ type: "layout-shift", buffered: false }); }""")
    figure_on_page.get_by_role("button", name="Show me").click()
    visit.page.wait_for_timeout(150)
    assert visit.page.evaluate("window.shift") == 0
    assert visit.messages == []


# --- who asks, and who lets go ---

ASK = "(figure, detail) => figure.dispatchEvent(new CustomEvent(detail.type, { detail }))"


def test_veil_stays_until_the_last_who_asked_lets_go(page, address):
    figure_on_page = shown(page, address, "surprise")
    for owner, parts in (("one", ["surprise"]), ("two", ["contribution"])):
        figure_on_page.evaluate(ASK, {"type": "explorer:veil", "owner": owner, "parts": parts})
    curve = {key: figure_on_page.locator(f'[data-curve="{key}"]') for key in ("surprise", "contribution")}
    assert figure_on_page.locator('[data-curve="contribution"][data-veiled]').count() == 1
    figure_on_page.evaluate(ASK, {"type": "explorer:lift", "owner": "two"})
    assert figure_on_page.get_attribute("data-veil") == "on"
    expect(curve["contribution"]).to_be_visible()
    figure_on_page.evaluate(ASK, {"type": "explorer:lift", "owner": "one"})
    assert figure_on_page.get_attribute("data-veil") is None
    assert figure_on_page.evaluate(SEEN) > 0


def test_way_out_says_who_had_asked(page, address):
    figure_on_page = shown(page, address, "surprise")
    page.evaluate("document.addEventListener('explorer:shown', (event) => { window.owners = event.detail.owners; })")
    figure_on_page.evaluate(ASK, {"type": "explorer:veil", "owner": "me"})
    figure_on_page.get_by_role("button", name="Show me").click()
    assert page.evaluate("window.owners") == ["me"]


# A notebook's view: the module that anywidget loads, and a model with some traits. Who veils does so on the event.
VIEW = """async ([module, traits]) => {
  const view = await import(`data:text/javascript,${encodeURIComponent(module)}`);
  const nothing = () => {};
  const model = { get: (name) => traits[name], set: nothing, save_changes: nothing, on: nothing, off: nothing };
  document.addEventListener("explorer:live", ({ target }) =>
    target.dispatchEvent(new CustomEvent("explorer:veil", { detail: { owner: "me" } })));
  view.default.render({ model, el: document.body });
  return document.querySelector("figure").dataset.veil;
}"""


@pytest.mark.parametrize("host", ["twin", "kernel"])
def test_figure_in_a_notebook_is_veiled_as_soon_as_it_is_live(host, page):
    def line(a=1.0):
        return {"y": ([0, 1], [0, a])}

    made = FIGURES["surprise"] if host == "twin" else explore(line, a=(0, 2, 0.5), veil=("y",))._figure
    traits = {"_explorer": made.name, "_html": figure_html(made, prefix="EXPLORER-ID"), **made.defaults}
    traits["_drawn"] = {"view": "", "number": 0, "values": made.defaults, "error": "not computed"}
    page.goto("about:blank")
    module = widget_module(made.twin) if host == "twin" else kernel_module()
    assert page.evaluate(VIEW, [module, traits]) == "on"
    assert page.locator("figure").evaluate(SEEN) == 0


# --- links ---


@pytest.mark.parametrize(
    "query",
    [
        *("?veil=off", "?surprise.veil=off", "?surprise.P=0.5", "?SURPRISE.VEIL=Off"),
        *("?veil=off.", "?veil%3Doff", "?x.y=1&amp;veil=off"),  # as mail and chat make them
    ],
)
def test_link_lifts_the_veil_for_who_shows_a_figure(query, page, address):
    figure_on_page = shown(page, address, "surprise", query)
    assert figure_on_page.get_attribute("data-veil") == "off"
    figure_on_page.evaluate(ASK, {"type": "explorer:veil", "owner": "me"})
    assert figure_on_page.evaluate(SEEN) > 0


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "maybe", "1e999", "on&surprise.veil=x"])
def test_veil_of_a_link_that_is_neither_on_nor_off_is_named(value, new_page, address):
    visit = new_page()
    figure_on_page = shown(visit.page, address, "surprise", f"?surprise.veil={value}")
    assert figure_on_page.get_attribute("data-veil") is None
    expect(figure_on_page.locator(".explorer-message")).to_contain_text("Not understood in the link: veil=")
    assert visit.messages == []


def test_figure_without_a_link_has_no_veil_on_its_own_page(page, address):
    assert shown(page, address, "surprise").get_attribute("data-veil") is None


# --- what may be veiled ---


@pytest.mark.parametrize("name", NAMES)
def test_words_always_tell_and_axes_never(name):
    html = figure_html(FIGURES[name])
    assert re.search(r'class="explorer-sentence"[^>]* data-telling', html)
    assert not re.search(r'id="[^"]*(xtick|ytick|patch)_[^"]*" data-telling', html)


def test_veil_of_what_is_not_there_is_an_error_that_names_what_there_is():
    def line(a=1.0):
        return {"y": ([0, 1], [0, a])}

    with pytest.raises(ValueError, match=r"line: there is no 'x' to veil; there are caption, .*title, y"):
        figure_html(explore(line, a=(0, 2, 0.5), veil=("x",))._figure)


def test_veil_of_a_figure_is_a_tuple_of_names():
    with pytest.raises(TypeError, match="surprise: veil is a tuple of names, not 'share'"):
        replace(FIGURES["surprise"], veil="share")


@pytest.mark.parametrize("given", ["y", [1], ("y", None), 5, None])
def test_veil_of_a_function_is_a_tuple_of_names(given):
    with pytest.raises(TypeError, match="veil is an option of explore and a tuple of names"):
        explore(lambda a=1.0: {"y": ([0, 1], [0, a])}, a=(0, 2, 0.5), veil=given)


# --- other browsers ---


@pytest.fixture(scope="module", params=ENGINES)
def engine(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def driver(engine):
    running = ENGINES[engine](program_of(engine))
    yield running
    running.close()


def test_veil_hides_and_lifts_by_keyboard_in_other_browsers(driver, address):
    driver.open(f"{address}figures/surprise.html?surprise.veil=on")
    chosen = FIGURES["surprise"]
    sentence = chosen.sentence(**chosen.defaults)
    figure_on_page, way_out = "figure.explorer", ".explorer-veil button"
    height = "(figure) => figure.getBoundingClientRect().height"
    assert driver.evaluate(SEEN, figure_on_page) == 0
    assert not driver.evaluate("(_, text) => window.find(text)", "body", sentence[:30])
    before = driver.evaluate(height, figure_on_page)
    driver.evaluate("(button) => button.focus()", way_out)
    driver.press("Enter")
    assert driver.evaluate("(figure) => figure.dataset.veil ?? null", figure_on_page) is None
    assert driver.evaluate(SEEN, figure_on_page) > 0
    assert driver.evaluate(height, figure_on_page) == before
