"""Places in the picture that the reader takes hold of: a drag sets what the sliders would have set."""

import itertools
import math
from dataclasses import replace

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from conftest import program_of
from crossentropy.figures import NAMES, figure
from jupyter import PATIENCE, open_notebook
from livefigure.figure import Figure, Handle, Parameter
from livefigure.functions.explore import explore
from test_figures_browser import LAPTOP, PHONE
from test_other_browsers import ENGINES

FIGURES = {name: figure(name) for name in NAMES if figure(name).handles}
HANDLES = [(name, handle.name) for name, drawn in FIGURES.items() for handle in drawn.handles]
SPEC = "figure => JSON.parse(figure.querySelector('script[type=\"application/json\"]').innerHTML)"
# Ten places of the axes, as shares; the last four lie beyond them.
PLACES = [(0.1, 0.8), (0.35, 0.35), (0.5, 0.6), (0.62, 0.2), (0.77, 0.91), (0.93, 0.5)]
PLACES += [(-0.1, 0.4), (1.15, 0.3), (0.4, -0.2), (0.7, 1.1)]


def nearest(parameter: Parameter, value: float) -> float:
    """Return the stop of a slider that is nearest."""
    inside = min(max(value, parameter.minimum), parameter.maximum)
    if parameter.values:
        return min(parameter.values, key=lambda stop: abs(stop - inside))
    steps = math.floor((inside - parameter.minimum) / parameter.step + 0.5)
    return round(min(parameter.minimum + steps * parameter.step, parameter.maximum), 10)


def data(axes: dict, share_x: float, share_y: float) -> tuple[float, float]:
    """Return a place of the axes, given as shares from left and bottom and kept inside, in data."""
    left, top, right, bottom = axes["box"]
    x = left + min(max(share_x, 0), 1) * (right - left)
    y = bottom - min(max(share_y, 0), 1) * (bottom - top)
    values = [(unit - line[1]) / line[0] for unit, line in ((x, axes["x"]), (y, axes["y"]))]
    return tuple(
        10**value if len(line) > 2 else value for value, line in zip(values, (axes["x"], axes["y"]), strict=True)
    )


ON_SCREEN = """(figure, [x, y]) => {
  const { a, b, c, d, e, f } = figure.querySelector("svg").getScreenCTM();
  return [a * x + c * y + e, b * x + d * y + f];
}"""
CENTRE = """(figure, name) => {
  const box = figure.querySelector(`[data-handle="${name}"]`).getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2, box.width];
}"""
VALUES = "figure => figure.explorer.values()"
MOVED = (
    "(figure, values) => { figure.explorer.set(values); return new Promise(requestAnimationFrame).then(() => null); }"
)
SIZES = """figure => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  [...figure.querySelectorAll("[data-handle]")].map((handle) => handle.getBoundingClientRect()).map(
    ({ width, height }) => Math.min(width, height)).filter(Boolean))"""


@pytest.fixture(scope="module")
def pages(browser):
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    yield page
    context.close()


def opened(page: Page, address: str, name: str):
    """Return the figure on its own page, with its defaults."""
    shown = page.locator("figure.explorer")
    if page.url != f"{address}figures/{name}.html":
        page.goto(f"{address}figures/{name}.html")
        page.locator("figure[data-state=live]").wait_for()
        shown.locator("svg").first.scroll_into_view_if_needed()
    shown.evaluate(MOVED, FIGURES[name].defaults)
    return shown


@pytest.mark.parametrize(("name", "handle"), HANDLES)
def test_drag_sets_what_the_sliders_would_have_set(name, handle, pages, address):
    """At ten places: what Python computes for the place, at the nearest stop of each slider."""
    drawn = FIGURES[name]
    held = next(each for each in drawn.handles if each.name == handle)
    shown = opened(pages, address, name)
    spec = shown.evaluate(SPEC)
    axes = spec["axes"][spec["curves"][held.curve]["axes"]]
    left, top, right, bottom = axes["box"]
    for share_x, share_y in PLACES:
        shown.evaluate(MOVED, drawn.defaults)
        x, y, _ = shown.evaluate(CENTRE, handle)
        goal = shown.evaluate(ON_SCREEN, [left + share_x * (right - left), bottom - share_y * (bottom - top)])
        pages.mouse.move(x, y)
        pages.mouse.down()
        pages.mouse.move(*goal)
        pages.mouse.up()
        wanted = held.values(*data(axes, share_x, share_y), drawn.defaults)
        sliders = {parameter.name: parameter for parameter in drawn.parameters}
        values = shown.evaluate(VALUES)
        for key, value in wanted.items():
            stop = sliders[key].step if not sliders[key].values else 0
            # the pointer is at a whole pixel of the screen: a value half way between two stops may go either way
            assert values[key] == pytest.approx(nearest(sliders[key], value), abs=stop * 1.01 + 1e-9), (key, share_x)
            assert values[key] == nearest(sliders[key], values[key]), "a stop of the slider"
        assert {key: values[key] for key in values if key not in wanted} == {
            key: value for key, value in drawn.defaults.items() if key not in wanted
        }


@pytest.mark.parametrize("name", FIGURES)
def test_handles_sit_on_what_is_drawn(name, pages, address):
    drawn = FIGURES[name]
    shown = opened(pages, address, name)
    spec = shown.evaluate(SPEC)
    for values in (drawn.defaults, {**drawn.defaults, **{p.name: p.maximum for p in drawn.parameters[:1]}}):
        shown.evaluate(MOVED, values)
        curves = drawn.curves(**values)
        for handle in drawn.handles:
            axes = spec["axes"][spec["curves"][handle.curve]["axes"]]
            place = [axis[handle.index] if len(axis) > handle.index else math.nan for axis in curves[handle.curve]]
            circle = shown.locator(f'[data-handle="{handle.name}"]')
            if not np.isfinite(place).all():
                assert circle.bounding_box() is None
                continue
            for value, line, attribute in zip(place, (axes["x"], axes["y"]), ("cx", "cy"), strict=True):
                unit = line[0] * (math.log10(value) if len(line) > 2 else value) + line[1]
                assert float(circle.get_attribute(attribute)) == pytest.approx(unit, abs=0.011)


@pytest.mark.parametrize(("viewport", "touch", "least"), [(LAPTOP, False, 24), (PHONE, True, 44)])
def test_handles_are_large_enough_to_hit(viewport, touch, least, browser, address):
    context = browser.new_context(viewport=viewport, has_touch=touch, is_mobile=touch)
    try:
        page = context.new_page()
        sizes = {name: opened(page, address, name).evaluate(SIZES) for name in FIGURES}
        assert all(sizes.values())
        assert {name: few for name, few in sizes.items() if min(few) < least - 0.1} == {}
    finally:
        context.close()


# --- fingers ---


def finger(page: Page, points: list[tuple[float, float]], end: str = "touchEnd") -> None:
    touch = page.context.new_cdp_session(page)
    for step, (x, y) in enumerate(points):
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        page.evaluate("() => new Promise(requestAnimationFrame)")
    touch.send("Input.dispatchTouchEvent", {"type": end, "touchPoints": []})


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_finger_on_a_handle_moves_it_and_not_the_page(phone, address):
    shown = opened(phone, address, "binary-entropy")
    phone.evaluate("() => { document.body.style.paddingBottom = '2000px'; }")
    x, y, _ = shown.evaluate(CENTRE, "point")
    before = phone.evaluate("scrollY")
    finger(phone, [(x, y), (x + 20, y - 60), (x + 60, y - 160)])
    assert phone.evaluate("scrollY") == before
    assert shown.evaluate(VALUES)["p"] > 0.55


def test_finger_beside_a_handle_scrolls_the_page_and_moves_nothing(phone, address):
    shown = opened(phone, address, "binary-entropy")
    phone.evaluate("() => { document.body.style.paddingBottom = '2000px'; }")
    x, y, _ = shown.evaluate(CENTRE, "point")
    finger(phone, [(x - 100, y + 120), (x - 100, y + 60), (x - 100, y - 40), (x - 100, y - 100)])
    phone.wait_for_function("scrollY > 50")
    assert shown.evaluate(VALUES) == FIGURES["binary-entropy"].defaults


@pytest.mark.parametrize("end", ["touchCancel", "Escape"])
def test_what_was_comes_back_when_a_drag_is_called_off(end, phone, address):
    shown = opened(phone, address, "binary-entropy")
    x, y, _ = shown.evaluate(CENTRE, "point")
    if end == "Escape":
        phone.mouse.move(x, y)
        phone.mouse.down()
        phone.mouse.move(x + 60, y)
        assert shown.evaluate(VALUES)["p"] > 0.5
        phone.keyboard.press("Escape")
        phone.mouse.move(x + 90, y)
        phone.mouse.up()
    else:
        finger(phone, [(x, y), (x + 30, y), (x + 60, y)], "touchCancel")
    assert shown.evaluate(VALUES) == FIGURES["binary-entropy"].defaults


# --- beside everything else ---


def test_nearest_handle_is_taken_where_two_overlap(pages, address):
    shown = opened(pages, address, "tangent-line")
    shown.evaluate("figure => figure.explorer.set({ p: 0.5, q: 0.52 })")
    pages.evaluate("() => new Promise(requestAnimationFrame)")
    for handle, moved in (("p", "p"), ("q", "q")):
        before = shown.evaluate(VALUES)
        x, y, _ = shown.evaluate(CENTRE, handle)
        pages.mouse.move(x, y)
        pages.mouse.down()
        pages.mouse.move(x + (60 if moved == "q" else -60), y)
        pages.mouse.up()
        after = shown.evaluate(VALUES)
        assert {key for key in after if after[key] != before[key]} == {moved}


def test_hand_on_the_picture_stops_what_plays(pages, address):
    shown = opened(pages, address, "separable")
    shown.evaluate("figure => figure.explorer.set({ steps: 10 })")
    pages.evaluate("() => new Promise(requestAnimationFrame)")
    shown.get_by_role("button", name="Play").click()
    # the handle runs: it is taken where it is, not where it was seen
    pages.evaluate("() => { SVGElement.prototype.setPointerCapture = () => {}; }")
    shown.locator("[data-handle=now]").dispatch_event("pointerdown", {"button": 0, "pointerId": 1})
    assert shown.get_by_role("button", name="Pause").count() == 0


def test_handles_of_a_veiled_figure_are_gone(pages, address):
    pages.goto(f"{address}figures/binary-entropy.html?binary-entropy.veil=on")
    circle = pages.locator("[data-handle=point]")
    expect(circle).to_be_hidden()
    pages.get_by_role("button", name="Show me").click()
    expect(circle).to_be_visible()


@pytest.mark.parametrize("name", FIGURES)
def test_handles_say_nothing_to_who_cannot_see_them(name, pages, address):
    shown = opened(pages, address, name)
    assert shown.locator(".explorer-handles[aria-hidden=true] [data-handle]").count() == len(FIGURES[name].handles)


def test_handle_with_two_ways_or_none_is_refused():
    for ways in ({}, {"moves": {"p": "x"}, "to": lambda x, y, was: {}}):
        with pytest.raises(TypeError, match="handle point: either moves or to"):
            Handle("point", "point", **ways)


def test_handles_move_only_what_their_figure_has():
    for name, drawn in FIGURES.items():
        assert isinstance(drawn, Figure)
        sliders = {parameter.name for parameter in drawn.parameters}
        for handle, (x, y) in itertools.product(drawn.handles, [(0.2, 0.3), (0.6, 0.1)]):
            assert handle.values(x, y, drawn.defaults).keys() <= sliders, name


def test_handle_of_what_is_not_there_is_an_error_that_names_what_there_is():
    drawn = FIGURES["binary-entropy"]
    with pytest.raises(ValueError, match="handle point moves no parameter 'k'; there are p"):
        replace(drawn, handles=(Handle("point", "point", moves={"k": "x"}),))


def ball(time=1.0):
    """A ball that is dropped."""
    return {"fall": ([0, 2], [20, 0]), "ball": ([time], [20 - 5 * time**2])}


def test_point_of_a_function_takes_a_handle():
    made = explore(ball, time=(0, 2, 0.1), handles={"ball": {"time": "x"}})._figure
    assert [(handle.curve, handle.moves) for handle in made.handles] == [("ball", {"time": "x"})]


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"bal": {"time": "x"}}, ValueError, "handles: there is no curve 'bal'; there are fall, ball"),
        ({"ball": {"speed": "x"}}, ValueError, "moves no parameter 'speed'; there are time"),
        ({"ball": {"time": "z"}}, TypeError, "handles: 'ball' must have a dict"),
        ({"ball": "time"}, TypeError, "handles: 'ball' must have a dict"),
        ("ball", TypeError, "handles is an option of explore and a dict, not 'ball'"),
    ],
)
def test_wrong_handle_of_a_function_is_named(given, error, words):
    with pytest.raises(error, match=words):
        explore(ball, time=(0, 2, 0.1), handles=given)


# --- in a notebook ---

CELLS = (
    "from crossentropy.figures import below_entropy_map\n\nbuilt_in = below_entropy_map()\nbuilt_in",
    "from crossentropy import explore\n\ndef ball(time=1.0):\n"
    '    return {"fall": ([0, 2], [20, 0]), "ball": ([time], [20 - 5 * time**2])}\n\n'
    'own = explore(ball, time=(0, 2, 0.1), handles={"ball": {"time": "x"}})\nown',
)


def test_points_are_dragged_in_jupyterlab_and_python_sees_it(server, browser):
    name = "hands.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), server.notebooks / name)
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    window.set_default_timeout(PATIENCE)
    try:
        lab = open_notebook(window, server, "JupyterLab", name)
        lab.run_all(2)
        for explorer, handle, python, way in (
            ("below-entropy-map", "pair", "built_in.p", -40),
            ("ball", "ball", "own.time", 60),
        ):
            shown = lab.figures.and_(lab.page.locator(f"[data-explorer={explorer}]"))
            shown.locator("svg").first.scroll_into_view_if_needed()
            x, y, _ = shown.evaluate(CENTRE, handle)
            lab.page.mouse.move(x, y)
            lab.page.mouse.down()
            lab.page.mouse.move(x + way, y)
            lab.page.mouse.up()
            value = shown.evaluate(VALUES)[python.partition(".")[2]]
            assert (value > {"built_in.p": 0.9, "own.time": 1.0}[python]) == (way > 0)
            lab.comes_to(python, value)
    finally:
        window.close()


# --- other browsers ---


@pytest.fixture(scope="module", params=ENGINES)
def driver(request):
    running = ENGINES[request.param](program_of(request.param))
    yield running
    running.close()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_point_is_dragged_in_other_browsers(scheme, driver, address, site):
    root = address if scheme == "http" else f"{site.as_uri()}/"
    driver.resize(1280, 720)
    driver.open(f"{root}figures/below-entropy-map.html")
    x, y, _ = driver.evaluate(CENTRE, "figure.explorer", "pair")
    moves = [{"type": "pointerMove", "x": round(x + dx), "y": round(y + dx), "duration": 30} for dx in (0, 20, 60)]
    down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
    before = driver.evaluate(VALUES, "figure.explorer")
    driver._act([{"type": "pointer", "id": "mouse", "actions": [moves[0], down, *moves[1:], up]}])
    after = driver.evaluate(VALUES, "figure.explorer")
    assert (after["p"] > before["p"], after["q"] < before["q"]) == (True, True)
