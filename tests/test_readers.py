"""The pages in readers' hands: zoomed and narrow, printed, copied from, gone back to."""

import pytest

from conftest import SETTLED
from crossentropy.figures import NAMES
from test_figures_browser import TEXTS, live

ZOOMS = (1, 1.1, 1.25, 1.5, 1.75, 2, 3, 4)


# --- zoomed, and in small windows ---

LETTERS = """(figure) => {
  const svg = figure.querySelector("svg");
  return svg.getScreenCTM().a * Math.min(...[...svg.querySelectorAll("text")].map((each) => parseFloat(getComputedStyle(each).fontSize)));
}"""


@pytest.mark.parametrize("name", NAMES)
def test_letters_in_a_picture_grow_with_the_zoom(name, address, new_page):
    page = new_page(viewport={"width": 1280, "height": 720}).page
    page.goto(f"{address}figures/{name}.html")
    shown, sizes = live(page, name), {}
    for zoom in ZOOMS:  # a zoomed window has fewer CSS pixels, each of which is larger
        page.set_viewport_size({"width": int(1280 / zoom), "height": int(720 / zoom)})
        sizes[zoom] = shown.evaluate(LETTERS)
    seen = [zoom * size for zoom, size in sizes.items()]
    assert min(sizes.values()) >= 10
    assert all(after >= 0.98 * before for before, after in zip(seen, seen[1:], strict=False)), seen
    assert sizes[2] * 2 >= 1.5 * sizes[1]


SLIDERS = """(figure) => [...figure.querySelectorAll("input[type=range]")].map(
  (each) => each.getBoundingClientRect().width / figure.clientWidth)"""


@pytest.mark.parametrize(("width", "type_size"), [(390, "24px"), (206, "16px"), (320, "16px")])
def test_sliders_keep_their_length_beside_large_letters(width, type_size, address, new_page):
    """Of a phone with large letters, and of one at 200 %."""
    page = new_page(viewport={"width": width, "height": 844}).page
    for name in ("logistic-entropy", "wrong-code", "symbol-sequences"):
        page.goto(f"{address}figures/{name}.html")
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", type_size)
        assert min(live(page, name).evaluate(SLIDERS)) > 0.9
        assert page.evaluate("document.documentElement.scrollWidth") <= width
