"""Figures of a reader's own function on a page that the site's own machinery builds, in a browser, without a kernel."""

import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Locator, expect
from sphinx.errors import ExtensionError

from conftest import FRAME, POLICY, ROOT, _serve, opening
from crossentropy import softmax
from crossentropy.figures import NAMES
from livefigure.sphinx import grids

pytestmark = pytest.mark.builds

WORDS = np.arange(1, 9)
LOGITS = np.array([3, 2.5, 2, 1, 0.5, 0, -1, -2])
X = np.linspace(-6, 6, 121)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CELLS = (
    """
import numpy as np
from crossentropy import explore, softmax

words = np.arange(1, 9)
logits = np.array([3, 2.5, 2, 1, 0.5, 0, -1, -2])

def next_word(temperature=1.0):
    return {"P": (words, softmax(logits / temperature)), "even": (words, np.full(8, 1 / 8))}

def say(temperature):
    p = softmax(logits / temperature)
    return {"Entropy": -(p * np.log(p)).sum(), "Likeliest": f"word {p.argmax() + 1}"}

def draw(picture, curves):
    picture.bars("P", curves["P"], role="predicted", width=0.7, label="P(word)")
    picture.points("even", curves["even"], role="quiet", label="all equal")
    picture.axes[0].set(xlabel="word", ylabel="probability")

explore(next_word, draw, readouts=say, units={"Entropy": "nat"}, temperature=(0.1, 10, 0.1), caption="A caption.")
""",
    """
x = np.linspace(-6, 6, 121)

def broken_lines(shift=0.5, weight=1.0):
    z = weight * (x - shift)
    with np.errstate(all="ignore"):
        return {"kink": (x, abs(z) / 6), "gap": (x, np.where(z > 1, np.nan, z / 6)), "pole": (x, 1 / (x - shift))}

explore(broken_lines, shift=(-3, 3, 0.5), weight=(-2, 2, 0.5), labels={"gap": "with a gap"}, axes={"ylim": (-2, 2)})
""",
    """
def too_many(a=1, b=1, c=1, d=1):
    return {"y": (x, a * np.sin(b * x + c) + d)}

explore(too_many, a=(0, 2, 1), b=(0, 2, 1), c=(0, 2, 1), d=(0, 2, 1))
""",
)


def next_word(temperature):
    return softmax(LOGITS / temperature)


def write(path: Path, cells) -> None:
    """Write a notebook of figures."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    blanks = "\n".join(f"{number}\n" for number in range(40))  # far enough to be out of sight
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    notebook.cells.append(nbformat.v4.new_markdown_cell("# Figures of one's own\n"))
    for cell in cells:
        notebook.cells.append(nbformat.v4.new_code_cell(cell.strip(), metadata={"tags": ["remove-input"]}))
        notebook.cells.append(nbformat.v4.new_markdown_cell(blanks))
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    """Folder and end of a build with the settings of the real book: a page that is well, one over its budget."""
    folder = tmp_path_factory.mktemp("own")
    write(folder / "index.ipynb", CELLS)
    write(folder / "costly.ipynb", [CELLS[0].replace("caption=", "budget=100, caption=")])
    shutil.copy(ROOT / "_config.yml", folder)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: costly\n", "utf-8")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    icon = Path("src", "crossentropy_book", "static", "favicon.svg")
    (folder / icon).parent.mkdir(parents=True)
    shutil.copy(ROOT / icon, folder / icon)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return folder, subprocess.run(
        ["jupyter-book", "build", ".", "--all", "-W", "-n", "--keep-going"],
        cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8", timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(done, browser) -> tuple[Path, str]:
    """Folder of the page and what its build said, which warned of the other page alone."""
    folder, build = done
    warnings = re.findall(r"^.*\b(?:WARNING|ERROR|CRITICAL): .*$", build.stderr, re.MULTILINE)
    assert {"/costly.ipynb: WARNING" in warning for warning in warnings} == {True}, build.stderr
    return folder / "_build" / "html", build.stdout


@pytest.fixture(scope="module")
def strict(built):
    """Address of a server that sends the page with a strict Content-Security-Policy."""
    yield from _serve(built[0], {"Content-Security-Policy": POLICY})


@pytest.fixture
def opened(strict, new_page):
    """Open the page: `opened("?query", viewport=...)` -> what it says and asks for."""

    def open_page(query: str = "", **options):
        visit = new_page(**options)
        visit.page.goto(f"{strict}index.html{query}")
        return visit

    return open_page


def live(visit, name: str) -> Locator:
    shown = visit.page.locator(f"#{name}")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_attribute("data-state", "live")
    return shown


def set_to(shown: Locator, **values) -> dict:
    """Move sliders and return the curves that are drawn then."""
    return shown.evaluate(
        f"async (figure, values) => {{ figure.explorer.set(values); await {FRAME}; return figure.explorer.curves(); }}",
        values,
    )


def test_build_says_what_a_figure_costs_and_how_exact_it_is(built):
    said = re.findall(r"index: ([\w-]+): (\d+) bytes sent of 30000 .*; largest error ([\d.]+) %", built[1])
    assert [name for name, _, _ in said] == ["next-word", "broken-lines"]
    assert all(int(size) < 10_000 and float(error) <= 0.2 for _, size, error in said)


def test_numbers_are_not_in_the_page_but_in_files_of_their_own(built):
    html = (built[0] / "index.html").read_text("utf-8")
    assert "<template" not in html
    assert "document.currentScript" not in html
    addresses = re.findall(r'data-grid="([^"]+)"', html)
    assert len(addresses) == 2
    assert all((built[0] / each).is_file() for each in addresses)


def test_file_of_a_figure_loads_when_it_comes_near_the_view(opened):
    visit = opened(viewport={"width": 1280, "height": 720})
    live(visit, "next-word")
    assert [each for each in visit.requests if "broken-lines" in each] == []
    expect(visit.page.locator("#broken-lines")).to_have_attribute("data-state", "loading")
    live(visit, "broken-lines")
    assert len([each for each in visit.requests if "broken-lines" in each]) == 1
    assert visit.messages == []


def test_keyboard_moves_the_curve_and_python_agrees(opened):
    visit = opened()
    shown = live(visit, "next-word")
    path = shown.locator('[data-curve="P"] > path')
    before = path.get_attribute("d")
    slider = shown.get_by_role("slider", name="temperature")
    slider.press("ArrowRight")
    expect(path).not_to_have_attribute("d", before)
    slider.press("Home")
    expect(shown.locator("output")).to_have_text("0.1")
    slider.press("PageUp")
    expect(shown.locator("output")).to_have_text("1.1")
    p = next_word(1.1)
    curves = shown.evaluate("figure => figure.explorer.curves()")
    assert curves["P"]["y"] == pytest.approx(p, abs=0.002 * 1.05)
    entropy = f"{-(p * np.log(p)).sum():.3f} nat"
    expect(shown.locator('[data-readout="Entropy"]')).to_have_text(entropy)
    expect(shown.locator(".explorer-sentence")).to_have_text(
        f"With temperature 1.1: Entropy {entropy}, Likeliest word 1."
    )


@pytest.fixture(scope="module")
def broken_lines(browser, strict):
    with opening(browser) as open_page:
        visit = open_page()
        visit.page.goto(f"{strict}index.html")
        yield live(visit, "broken-lines")


@pytest.mark.parametrize("shift", [-3, -0.5, 2])
@pytest.mark.parametrize("weight", [-2, 0, 1.5])
def test_gaps_kinks_and_poles_are_those_of_python(shift, weight, broken_lines):
    curves = set_to(broken_lines, shift=shift, weight=weight)
    z = weight * (X - shift)
    with np.errstate(all="ignore"):
        true = {"kink": abs(z) / 6, "gap": np.where(z > 1, np.nan, z / 6), "pole": 1 / (X - shift)}
    for key, y in true.items():
        found = np.array([math.nan if each is None else each for each in curves[key]["y"]], dtype=float)
        np.testing.assert_array_equal(np.isfinite(found), np.isfinite(y))
        seen = np.isfinite(y) & (np.abs(y) < 2)
        np.testing.assert_allclose(found[seen], y[seen], atol=0.002 * 4)


def test_values_off_the_stops_are_brought_to_the_nearest(opened):
    shown = live(opened(), "broken-lines")
    set_to(shown, shift=0.7, weight=99)
    assert shown.evaluate("figure => figure.explorer.parameters()") == {"shift": 0.5, "weight": 2}


def test_link_restores_and_hides(opened):
    visit = opened(
        "?next-word.temperature=2.04&broken-lines.shift=-2&broken-lines.weight=x&next-word.hide=reset,readouts"
    )
    shown = live(visit, "next-word")
    expect(shown.locator("output")).to_have_text("2.0")
    assert shown.evaluate("figure => figure.explorer.curves().P.y") == pytest.approx(next_word(2), abs=0.002 * 1.05)
    expect(shown.get_by_role("button", name="Reset")).to_be_hidden()
    expect(shown.locator(".explorer-readouts")).to_be_hidden()
    other = live(visit, "broken-lines")
    assert other.evaluate("figure => figure.explorer.parameters()") == {"shift": -2, "weight": 1}
    assert visit.messages == []


def test_reset_and_copy_link(opened):
    shown = live(opened(), "next-word")
    set_to(shown, temperature=5)
    shown.get_by_role("button", name="Reset").click()
    expect(shown.locator("output")).to_have_text("1.0")
    expect(shown.get_by_role("button", name="Copy link")).to_be_visible()
    expect(shown.get_by_text("Open alone")).to_have_count(0)


def test_figure_that_is_live_needs_no_network(opened):
    visit = opened()
    shown = live(visit, "next-word")
    visit.page.context.set_offline(True)
    curves = set_to(shown, temperature=0.5)
    assert curves["P"]["y"] == pytest.approx(next_word(0.5), abs=0.002 * 1.05)


def test_numbers_that_did_not_load_are_asked_for_again(opened):
    visit = opened(viewport={"width": 1280, "height": 720})
    visit.page.context.set_offline(True)
    shown = visit.page.locator("#broken-lines")
    shown.scroll_into_view_if_needed()
    expect(shown.locator(".explorer-message")).to_contain_text("did not load")
    visit.page.context.set_offline(False)
    shown.get_by_role("slider", name="shift").press("End")
    expect(shown).to_have_attribute("data-state", "live")
    expect(shown.locator(".explorer-message")).to_be_empty()
    expect(shown.locator(".explorer-sentence")).to_contain_text("With shift 3.0")


def test_page_from_the_disk_is_live_and_silent(built, new_page):
    visit = new_page()
    visit.page.goto((built[0] / "index.html").as_uri())
    visit.page.context.set_offline(True)
    for name in ("next-word", "broken-lines"):
        live(visit, name)
    assert visit.messages == []
    assert visit.foreign("file://") == []


def test_more_than_three_sliders_are_a_picture_and_a_way_to_run_it(opened):
    still = opened().page.locator("#too-many")
    expect(still.locator("svg")).to_be_visible()
    expect(still.locator("input")).to_have_count(0)
    expect(still).to_contain_text("This figure has 4 sliders, too many to keep ready on a page.")


def test_without_javascript_the_pictures_stand_alone(opened):
    page = opened(java_script_enabled=False).page
    for name in ("next-word", "broken-lines", "too-many"):
        expect(page.locator(f"#{name} svg")).to_be_visible()
        expect(page.locator(f"#{name}").get_by_role("slider")).to_have_count(0)


@pytest.fixture(scope="module")
def used(browser, built):
    """Open the page with its figures moved."""
    with opening(browser) as open_page:
        visit = open_page()
        visit.page.goto((built[0] / "index.html").as_uri())
        set_to(live(visit, "next-word"), temperature=3)
        set_to(live(visit, "broken-lines"), shift=1)
        visit.page.add_script_tag(path=AXE)
        yield visit.page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme, used):
    used.emulate_media(color_scheme=scheme)
    found = used.evaluate("async () => (await axe.run('figure.explorer')).violations.map(({ id, help }) => [id, help])")
    assert found == []


def test_texts_on_a_phone_can_be_read_and_do_not_overlap(opened):
    visit = opened(viewport={"width": 390, "height": 844})
    for name in ("next-word", "broken-lines", "too-many"):
        texts = visit.page.locator(f"#{name} svg text")
        boxes = texts.evaluate_all(
            """all => all.map((each) => {
              const { x, y, width, height } = each.getBoundingClientRect();
              return [x, y, width, height];
            })"""
        )
        sizes = texts.evaluate_all(
            """all => all.map((each) => {
              const { a, b } = each.getScreenCTM();
              return parseFloat(getComputedStyle(each).fontSize) * Math.hypot(a, b);
            })"""
        )
        assert min(sizes) >= 10
        for i, (x, y, width, height) in enumerate(boxes):
            assert x >= 0
            assert x + width <= 390
            for other_x, other_y, other_width, other_height in boxes[i + 1 :]:
                apart = max(
                    other_x - x - width, x - other_x - other_width, other_y - y - height, y - other_y - other_height
                )
                assert apart > -4, name  # boxes are taller than letters
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_figure_over_its_budget_fails_the_build(done):
    build = done[1]
    assert build.returncode != 0
    assert "next-word: the page would be sent" in build.stdout + build.stderr
    assert "return fewer points, let the sliders have fewer stops" in build.stdout + build.stderr


@pytest.mark.parametrize("names", [["mine", "mine"], ["surprise"]])
def test_name_that_exists_already_is_refused(names):
    complaint = f"chapters/x: a figure '{names[0]}' exists already; give this one explore"
    with pytest.raises(ExtensionError, match=complaint):
        grids.check_names("chapters/x", names, taken=NAMES)
