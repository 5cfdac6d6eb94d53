"""The built site in Firefox and in WebKit: figures answer to the keyboard, pages fit a phone and are quiet."""

import pytest

from conftest import FRAME, program_of
from crossentropy.figures import NAMES
from livefigure.number_text import shown as written
from livefigure.roles import registered
from test_figures_browser import (
    FIGURES,
    PICTURE,
    PLAYING,
    SET,
    SWITCHED,
    WITH_SLIDERS,
    between,
    rgb,
    tab_stops,
)
from test_page_sizes import ALL_TEXTS, OPEN_ALL, TOO_WIDE
from webdriver import Driver, Firefox, WebKit

ENGINES = {"firefox": Firefox, "webkit": WebKit}
SIZES = {"laptop": (1280, 720), "phone": (390, 844), "narrow": (320, 640)}
LAPTOP, PHONE, _ = SIZES.values()
CHAPTER = "chapters/01-entropy.html"
# Firefox says this of a whole formula too, where it lays out a page that has arrived up to the formula's middle.
HALF_ARRIVED = "Invalid markup: Incorrect number of children for <m"

# Functions of the page.
# What has the focus in a figure, and whether one sees that it has.
FOCUS = """(figure) => {
  const active = document.activeElement;
  if (!figure.contains(active)) return null;
  const covered = ["radio", "checkbox"].includes(active.type);
  const seen = covered ? active.nextElementSibling : active;
  const { outlineStyle, outlineWidth } = getComputedStyle(seen);
  return [active.matches("input") ? active.name : active.textContent,
          outlineStyle !== "none" && parseFloat(outlineWidth) >= 2];
}"""
RESIZED = f"async (body, width) => {{ while (innerWidth !== width) await {FRAME}; await {FRAME}; }}"
# The states of the figures; one of a reader's function loads its numbers when it is seen.
STATES = """async () => {
  const found = [];
  for (const each of document.querySelectorAll("figure[data-explorer]")) {
    each.scrollIntoView();
    const end = performance.now() + 5000;
    while (each.dataset.state === "loading" && performance.now() < end) {
      await new Promise((done) => setTimeout(done, 20));
    }
    found.push(each.dataset.state ?? "dead");
  }
  scrollTo(0, 0);
  return found;
}"""
# What a page of a width shows, laid out as a whole.
LOOK = f"""async (body, width) => {{
  document.documentElement.classList.remove("settling"); // at once, as for a printer (book.js)
  await ({RESIZED})(body, width);
  return {{ wide: ({TOO_WIDE})(), texts: {ALL_TEXTS} }};
}}"""
LOADED = "() => performance.getEntriesByType('resource').map((each) => each.name)"
FOCUSED = "(control) => control.focus()"
# What a move changes; it is drawn in the next frame.
NOW = f"""async (figure) => {{
  await new Promise(requestAnimationFrame);
  return {{
    values: figure.explorer.values(),
    picture: {PICTURE},
    words: [...figure.querySelectorAll("[data-text], [data-readout]")].map((each) => each.textContent),
    outputs: [...figure.querySelectorAll("input[type=range]")].map((each) => each.nextElementSibling.textContent),
    spoken: [...figure.querySelectorAll("input[type=range]")].map((each) => each.getAttribute("aria-valuetext")),
  }};
}}"""
# Where the Tab key leads: what FOCUS finds at every stop, kept while it happens.
WATCH_FOCUS = f"""(figure) => {{
  window.stops = [];
  figure.tabIndex = -1;
  figure.focus();
  document.addEventListener("focusin", () => window.stops.push(({FOCUS})(figure)));
}}"""
PASTE_FIELD = """
  const field = document.createElement("input");
  field.id = "paste";
  document.body.prepend(field);
  field.focus();
"""


def until(condition: str, then: str = "") -> str:
    """Return a function of the page that waits for a condition on its element, ten seconds at most, and then acts."""
    return f"""async (element) => {{
      const end = Date.now() + 10000;
      while (!({condition})) {{
        if (Date.now() > end) throw new Error("never: " + {condition!r});
        await {FRAME};
      }}
      {then}
    }}"""


@pytest.fixture(scope="session", params=ENGINES)
def engine(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def driver(engine):
    """Return the browser, started once."""
    running = ENGINES[engine](program_of(engine))
    resize(running, LAPTOP)
    yield running
    running.close()


def resize(driver: Driver, size: tuple[int, int]) -> None:
    driver.resize(*size)
    driver.evaluate(RESIZED, "body", size[0])


@pytest.fixture
def alone(driver, address):
    """Open a figure on its own page, or set it to its defaults where it is open already; return its selector."""

    def open_alone(name: str) -> str:
        url = f"{address}figures/{name}.html"
        figure = f"figure[data-explorer='{name}']"
        if driver.evaluate("() => location.href") != url:
            driver.open(url)
        else:
            driver.evaluate(SET, figure, FIGURES[name].defaults)
        return figure

    return open_alone


# --- every page ---


@pytest.fixture(scope="session")
def census(driver, address, pages) -> dict[str, dict]:
    """What each page shows and says at each size, gone through once for all tests."""
    found, sizes = {}, list(SIZES.values())
    for page in pages:
        driver.open(f"{address}{page}?veil=off")  # all that there is to see
        about = found[page] = {"states": driver.evaluate(STATES)}
        driver.evaluate(OPEN_ALL)
        for size in sizes:
            driver.resize(*size)
            about[size] = driver.evaluate(LOOK, "body", size[0])
        sizes.reverse()  # the next page begins at the size that this one ends with
        about["loaded"] = driver.evaluate(LOADED)
    resize(driver, LAPTOP)
    return found


@pytest.fixture(scope="session")
def census_of_files(driver, site, pages) -> dict[str, list[str]]:
    """The states of the figures where the pages are opened as files."""
    found = {}
    for page in pages:
        driver.open((site / page).as_uri())
        found[page] = driver.evaluate(STATES)
    return found


def test_every_figure_goes_live(census):
    assert sum(len(each["states"]) for each in census.values()) > len(NAMES)
    assert {page: each["states"] for page, each in census.items() if set(each["states"]) - {"live"}} == {}


@pytest.mark.usefixtures("census")  # on one worker with it: the console is asked about both
def test_every_figure_goes_live_when_opened_as_a_file(census_of_files):
    assert sum(map(len, census_of_files.values())) > len(NAMES)
    assert {page: each for page, each in census_of_files.items() if set(each) - {"live"}} == {}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_pages_do_not_scroll_sideways(size, census):
    assert {page: each[size]["wide"] for page, each in census.items() if each[size]["wide"]} == {}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_texts_in_pictures_are_legible_and_apart(size, census):
    assert {page: each[size]["texts"] for page, each in census.items() if each[size]["texts"]} == {}


def test_pages_load_their_own_files_alone(census, address):
    loaded = [url for each in census.values() for url in each["loaded"]]
    assert loaded
    assert [url for url in loaded if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_pages_are_quiet_and_ask_nobody_else(driver, census, census_of_files, address, site):
    """As the browser itself tells it, of every page over http and as a file."""
    assert [each for each in driver.said() if HALF_ARRIVED not in each] == []
    own = (address, site.as_uri(), "data:", "about:")
    assert driver.requests
    assert [url for url in driver.requests if not url.startswith(own)] == []


# --- every figure ---


@pytest.mark.parametrize("name", WITH_SLIDERS, scope="module")
def test_sliders_answer_to_the_keyboard(name, driver, alone):
    figure, sliders = alone(name), FIGURES[name].parameters
    for number, each in enumerate(sliders):
        driver.evaluate(FOCUSED, f"{figure} input[name='{each.name}']")
        shown = driver.evaluate(NOW, figure)
        for key in ("ArrowRight", "ArrowLeft", "PageUp", "Home", "End") if number == 0 else ("ArrowRight", "Home"):
            before = shown
            driver.press(key)
            shown = driver.evaluate(NOW, figure)
            was, moved = before["values"][each.name], shown["values"][each.name]
            if key == "ArrowRight":
                step = each.values[each.values.index(was) + 1] - was if each.values else each.step
                assert moved == pytest.approx(was + step)
            elif key == "PageUp":
                assert moved > was
            else:
                assert moved == {"ArrowLeft": each.default, "Home": each.minimum, "End": each.maximum}[key]
            assert shown["picture"] != before["picture"], f"{key} on {each.name} draws nothing"
            expected = [written(shown["values"][slider.name], slider.digits) for slider in sliders]
            assert shown["outputs"] == shown["spoken"] == expected


@pytest.mark.parametrize("name", SWITCHED, scope="module")
def test_unit_switch_answers_to_the_keyboard(name, driver, alone):
    figure = alone(name)
    before = driver.evaluate(NOW, figure)
    (units,) = (each.options for each in FIGURES[name].choices if each.name == "unit")
    driver.evaluate(FOCUSED, f"{figure} input[name=unit]:checked")
    driver.press("ArrowLeft" if before["values"]["unit"] == units[-1] else "ArrowRight")  # WebKit stops at the ends
    after = driver.evaluate(NOW, figure)
    assert {before["values"]["unit"], after["values"]["unit"]} == set(units)
    assert after["words"] != before["words"]


@pytest.mark.parametrize("name", NAMES, scope="module")
def test_tab_reaches_every_control_and_shows_where_it_is(name, driver, alone):
    figure = alone(name)
    driver.evaluate(WATCH_FOCUS, figure)
    driver.press(*["Tab"] * (len(tab_stops(name)) + 1))
    stops = driver.evaluate("() => window.stops")
    inside = [each for each in stops if each]
    assert sorted(control for control, _ in inside) == tab_stops(name)
    assert [control for control, seen in inside if not seen] == []


@pytest.mark.parametrize("name", NAMES, scope="module")
def test_copied_link_restores_the_figure(name, driver, alone):
    figure = alone(name)
    driver.evaluate(SET, figure, between(name))
    before = driver.evaluate(NOW, figure)
    assert before["values"] == between(name)
    driver.evaluate(FOCUSED, f"{figure} [data-action=link]")
    driver.press("Enter")
    driver.evaluate(until("element.textContent === 'Link copied.'", PASTE_FIELD), f"{figure} .explorer-message")
    driver.press("Control+v")
    driver.open(driver.evaluate(until("element.value", "return element.value;"), "#paste"))
    assert driver.evaluate(NOW, figure) == before


# --- what some figures and pages have ---


@pytest.mark.parametrize("name", PLAYING)
def test_count_plays_and_pauses_by_keyboard(name, driver, alone):
    figure = alone(name)
    (count,) = (each for each in FIGURES[name].parameters if each.plays)
    driver.evaluate(SET, figure, {count.name: count.minimum})
    driver.evaluate(FOCUSED, f"{figure} [data-play]")
    driver.press("Space")
    driver.evaluate(until(f"element.explorer.values().{count.name} > {count.minimum}"), figure)
    driver.press("Space")
    stopped, later = (driver.evaluate(NOW, figure)["values"][count.name] for _ in range(2))
    assert count.minimum < stopped == later


def test_typed_text_is_drawn(driver, alone):
    figure = alone("message-cost")
    before = driver.evaluate(NOW, figure)
    driver.evaluate("(field) => field.select()", f"{figure} input[name=message]")
    driver.press(*"bird")
    after = driver.evaluate(NOW, figure)
    assert after["values"]["message"] == "bird"
    assert after["picture"] != before["picture"]


COLOURS = """(figure) => [...figure.querySelectorAll("[data-curve] > path, [data-curve] use")].map((each) => {
  const { stroke, fill } = getComputedStyle(each);
  return stroke === "none" ? fill : stroke;
})"""


def test_figures_follow_the_system_and_the_theme_switch(driver, alone):
    figure = alone(NAMES[0])
    assert driver.evaluate("() => document.body.dataset.theme") == "auto"
    for scheme in (1, 0):  # the system is dark; then the switch says light
        used = driver.evaluate(COLOURS, figure)
        assert used
        assert set(used) <= {rgb((role.light, role.dark)[scheme]) for role in registered()}
        driver.evaluate(FOCUSED, ".theme-toggle")
        driver.press("Enter")
    driver.evaluate("() => localStorage.clear()")


def test_exercise_is_checked(driver, address):
    driver.open(address + CHAPTER)
    form = "form[data-exercise='entropy-3']"
    driver.evaluate(FOCUSED, f"{form} input")
    for answer, words in (("1.74", "Nearly right"), ("7/4", "Right.")):
        driver.evaluate("(field) => field.select()", f"{form} input")
        driver.press(*answer, "Enter")
        assert words in driver.evaluate("(verdict) => verdict.textContent", f"{form} .exercise-verdict")


def test_search_finds_the_first_chapter(driver, address):
    driver.open(f"{address}search.html?q=entropy")
    link = "ul.search a[href^='chapters/01-entropy.html']"
    driver.evaluate(until(f'document.querySelector("{link}")'))


def test_keyboard_opens_and_closes_the_chapters_on_a_phone(driver, address):
    driver.open(address)
    resize(driver, PHONE)
    seen = "getComputedStyle(element).visibility === 'visible'"
    link = ".sidebar-tree a"
    assert not driver.evaluate(f"(element) => {seen}", link)
    driver.evaluate(FOCUSED, "#__navigation")
    driver.press("Space")
    driver.evaluate(until(seen), link)
    driver.press("Escape")
    driver.evaluate(until(f"!({seen})"), link)
    resize(driver, LAPTOP)


def test_way_back_leads_to_a_page_in_the_new_theme_with_its_drawer_closed(driver, address):
    resize(driver, PHONE)
    driver.open(address + CHAPTER)
    driver.evaluate("() => { window.left = true; document.querySelector('#__navigation').click(); }")
    driver.open(address)
    driver.evaluate(FOCUSED, ".theme-toggle-header button")
    driver.press("Enter")  # the system is dark
    driver.back()
    driver.evaluate(until("window.left"))  # the very page, not loaded anew
    assert driver.evaluate("() => document.body.dataset.theme") == "light"
    assert not driver.evaluate("(drawer) => drawer.checked", "#__navigation")
    driver.evaluate("() => localStorage.clear()")
    resize(driver, LAPTOP)
