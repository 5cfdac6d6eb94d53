"""Every page of the site at the sizes of its readers' screens, each loaded once for all tests."""

import pytest

from browser import NO_QUESTIONS
from conftest import FRAME, UNFOLD
from crossentropy.figures import NAMES
from test_figures_browser import TEXTS
from test_site import axe, few_pages, violations

__all__ = ["axe", "few_pages"]  # fixtures

SIZES = {
    "laptop": {"width": 1280, "height": 720},
    "projector": {"width": 1024, "height": 768},
    "phone": {"width": 390, "height": 844},
}
NARROW_PHONE = {"width": 320, "height": 640}
# Where picture and sliders need not stand together, but letters must be legible: narrow, low, and zoomed windows.
SMALL = {
    "narrow": NARROW_PHONE,
    "common phone": {"width": 360, "height": 740},
    "phone on its side": {"width": 667, "height": 300},
    "zoom 200 %": {"width": 640, "height": 360},
    "zoom 400 %": {"width": 320, "height": 180},
}
# Lays out a whole page and brings its figures to life; returns where "Open alone" leads, by figure.
BEGIN = f"""async () => {{
  document.documentElement.classList.remove("settling"); // at once, as for a printer (book.js)
  ({UNFOLD})();
  const links = {{}};
  for (const figure of document.querySelectorAll("figure[data-explorer]")) {{
    figure.scrollIntoView(); // one of a reader's function loads its numbers when it is seen
    const end = performance.now() + 30000;
    while (figure.dataset.state !== "live") {{
      if (performance.now() > end) throw new Error(`${{figure.dataset.explorer}} is not live`);
      await {FRAME};
    }}
    links[figure.dataset.explorer] = [...figure.querySelectorAll("a")].filter(
      (each) => each.textContent === "Open alone").map((each) => each.href);
  }}
  return links;
}}"""

FITS = """(figure) => {
  figure.scrollIntoView({ block: "start", behavior: "instant" });
  const bars = [...document.querySelectorAll("body *:not(article *)")].filter((each) => {
    const { position, visibility } = getComputedStyle(each);
    const { top, bottom, width, height } = each.getBoundingClientRect();
    return ["sticky", "fixed"].includes(position) && visibility === "visible" && !each.contains(figure)
      && top <= 1 && bottom > 0 && height < innerHeight / 2 && width > innerWidth / 2;
  });
  const room = innerHeight - Math.max(0, ...bars.map((each) => each.getBoundingClientRect().bottom));
  const places = [...figure.querySelectorAll("svg, input[type=range], output, .explorer-slider label")].map(
    (each) => each.getBoundingClientRect());
  return { needed: Math.max(...places.map((each) => each.bottom)) - Math.min(...places.map((each) => each.top)), room };
}"""

# What makes the page scroll sideways.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scroller = document.scrollingElement;
  scroller.scrollLeft = 1000;
  const moved = scroller.scrollLeft > 0;
  scroller.scrollLeft = 0;
  const hidden = [...document.querySelectorAll("body, .content")].filter(
    (box) => box.scrollWidth > box.clientWidth + 1);
  if (!moved && !hidden.length && scroller.scrollWidth <= width) return [];
  const inScroller = (element) => {
    for (let box = element.parentElement; box && !box.matches(".content, body"); box = box.parentElement)
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX)) return true;
    return false;
  };
  return [...document.querySelectorAll("article *")]
    .filter((each) => each.getBoundingClientRect().right > width + 1 && !inScroller(each))
    .map((each) => each.outerHTML.slice(0, 120)).concat("the page scrolls sideways");
}"""

ALL_FIT = f"[...document.querySelectorAll('figure[data-explorer]')].map({FITS})"
ALL_TEXTS = f"[...document.querySelectorAll('figure.explorer')].flatMap({TEXTS})"
LOOK = f"() => ({{ needs: {ALL_FIT}, texts: {ALL_TEXTS} }})"
LOOK_SMALL = f"() => ({{ texts: {ALL_TEXTS}, wide: ({TOO_WIDE})() }})"
OPEN_ALL = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"


@pytest.fixture(scope="module")
def visited(browser, address, pages, few_pages, axe) -> dict[str, dict]:
    """What each page and its figures are like at each size."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(NO_QUESTIONS)
    page, found = context.new_page(), {}
    for path in pages:
        page.set_viewport_size(SIZES["laptop"])
        page.goto(address + path)
        about = found[path] = {"links": page.evaluate(BEGIN), "violations": []}
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            about[size] = page.evaluate(LOOK)
        page.evaluate(OPEN_ALL)
        for size, viewport in {"open phone": SIZES["phone"], **SMALL}.items():
            page.set_viewport_size(viewport)
            about[size] = page.evaluate(LOOK_SMALL)
        if path in few_pages:
            page.evaluate(axe)
            about["violations"] = violations(page)
    context.close()
    return found


@pytest.mark.parametrize("size", SMALL)
def test_pages_fit_a_small_window(size, visited):
    assert {path: each[size]["wide"] for path, each in visited.items() if each[size]["wide"]} == {}


def test_pages_are_accessible_on_a_narrow_phone(visited, few_pages):
    assert {path: visited[path]["violations"] for path in few_pages if visited[path]["violations"]} == {}


@pytest.mark.parametrize("size", SIZES)
def test_picture_and_sliders_stand_together_in_one_viewport(size, visited):
    assert sum(len(each[size]["needs"]) for each in visited.values()) > 2 * len(NAMES)
    too_tall = {
        path: [few for few in each[size]["needs"] if few["needed"] > few["room"]] for path, each in visited.items()
    }
    assert {path: each for path, each in too_tall.items() if each} == {}


@pytest.mark.parametrize("size", [*SIZES, "open phone", *SMALL])
def test_texts_in_the_pictures_are_legible_and_apart(size, visited):
    assert {path: each[size]["texts"] for path, each in visited.items() if each[size]["texts"]} == {}


def test_figures_link_to_their_own_pages(visited, address):
    for path, each in visited.items():
        own = {} if path.startswith("figures/") else {name: [f"{address}figures/{name}.html"] for name in NAMES}
        assert each["links"] == {name: own.get(name, []) for name in each["links"]}, path
