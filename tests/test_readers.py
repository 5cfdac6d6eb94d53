"""The pages in readers' hands: zoomed and narrow, printed, copied from, gone back to."""

import io
import itertools
import re
from types import SimpleNamespace

import pytest
from PIL import Image
from playwright.sync_api import expect

import browser as browsers
from conftest import POLICY, ROOT, SETTLED, TWO_FRAMES, opening, program_of
from crossentropy.figures import NAMES
from livefigure.roles import registered
from test_figures_browser import COLOURS, LAPTOP, PHONE, live, rgb

ZOOMS = (1, 1.1, 1.25, 1.5, 1.75, 2, 3, 4)


# --- zoomed, and in small windows ---

LETTERS = """(figure) => {
  const svg = figure.querySelector("svg");
  const sizes = [...svg.querySelectorAll("text")].map((each) => parseFloat(getComputedStyle(each).fontSize));
  return svg.getScreenCTM().a * Math.min(...sizes);
}"""


@pytest.fixture(scope="module")
def plain_page(browser):
    """One page for all figures: each loads its own document."""
    with opening(browser) as open_page:
        yield open_page(viewport=LAPTOP).page


@pytest.mark.parametrize("name", NAMES)
def test_letters_in_a_picture_grow_with_the_zoom(name, address, plain_page):
    page = plain_page
    page.set_viewport_size(LAPTOP)
    page.goto(f"{address}figures/{name}.html")
    shown, sizes = live(page, name), {}
    for zoom in ZOOMS:  # a zoomed window has fewer CSS pixels, each of which is larger
        page.set_viewport_size({"width": int(1280 / zoom), "height": int(720 / zoom)})
        sizes[zoom] = shown.evaluate(LETTERS)
    seen = [zoom * size for zoom, size in sizes.items()]
    assert min(sizes.values()) >= 10
    # where the picture fills the window, the page's edges take their share of it
    assert all(after >= 0.97 * before for before, after in itertools.pairwise(seen)), seen
    assert sizes[2] * 2 >= 1.5 * sizes[1]


SLIDERS = """(figure) => [...figure.querySelectorAll("input[type=range]")].map(
  (each) => each.getBoundingClientRect().width / figure.clientWidth)"""


@pytest.mark.parametrize("name", ["logistic-entropy", "wrong-code", "symbol-sequences"])
def test_sliders_keep_their_length_beside_large_letters(name, address, plain_page):
    """Of a phone with large letters, and of one at 200 %."""
    plain_page.goto(f"{address}figures/{name}.html")
    shown = live(plain_page, name)
    for width, type_size in ((390, "24px"), (206, "16px"), (320, "16px")):
        plain_page.set_viewport_size({"width": width, "height": 844})
        plain_page.evaluate("size => { document.documentElement.style.fontSize = size; }", type_size)
        assert min(shown.evaluate(SLIDERS)) > 0.9
        assert plain_page.evaluate("document.documentElement.scrollWidth") <= width


# Each block of code that a reader types or sees: whether it scrolls, its size of type, its longest line.
BLOCKS = """(kind) => [...document.querySelectorAll(kind)].map((pre) => ({
  scrolls: pre.scrollWidth > pre.clientWidth + 1,
  size: parseFloat(getComputedStyle(pre).fontSize),
  longest: Math.max(...pre.textContent.split("\\n").map((line) => line.length)),
  text: pre.textContent.slice(0, 80),
}))"""


# What is folded when the browser prints, and the words on paper.
ON_PAPER = """() => {
  dispatchEvent(new Event("beforeprint"));
  const folds = [...document.querySelectorAll("article details:not([open])")];
  const folded = folds.filter((each) => each.checkVisibility());
  const words = document.querySelector("article").innerText.split(/\\s+/).length;
  dispatchEvent(new Event("afterprint"));
  return [folded.map((each) => each.textContent.slice(0, 40)), words];
}"""


@pytest.fixture(scope="module", params=range(7))
def chapter_in_hand(request, address, pages, browser):
    """A chapter that was printed, then taken to a phone with all its folds open."""
    with opening(browser) as open_page:
        page, found = open_page(viewport=LAPTOP).page, SimpleNamespace()
        page.goto(address + [each for each in pages if each.startswith("chapters/")][request.param])
        page.wait_for_function(SETTLED)
        folds = page.locator("article details:not([open])")
        found.folds = folds.count()
        found.sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        found.folds_after = folds.count()
        page.emulate_media(media="print")
        found.folded, found.words = page.evaluate(ON_PAPER)
        page.emulate_media(media="screen")
        page.set_viewport_size(PHONE)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found.code, found.outputs = page.evaluate(BLOCKS, ".cell_input pre"), page.evaluate(BLOCKS, ".cell_output pre")
        yield found


def test_code_is_read_on_a_phone_without_scrolling_sideways(chapter_in_hand):
    """Printed tables keep their lines: they scroll where a line has more than 48 characters."""
    code, outputs = chapter_in_hand.code, chapter_in_hand.outputs
    assert [each["text"] for each in code if each["scrolls"]] == []
    assert [each["text"] for each in outputs if each["scrolls"] and each["longest"] <= 48] == []
    assert min(each["size"] for each in code + outputs) >= 12


def test_chapter_is_printed_with_its_proofs_on_few_sheets(chapter_in_hand):
    assert chapter_in_hand.folds_after == chapter_in_hand.folds
    assert chapter_in_hand.folded == []
    assert 4 <= chapter_in_hand.sheets <= 2 + chapter_in_hand.words / 340


# --- the theme, from page to page, from tab to tab and on paper ---

LIGHT, DARK = "rgb(254, 253, 251)", "rgb(21, 23, 27)"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
CHAPTERS = ["chapters/01-entropy.html", "chapters/02-surprise.html"]


@pytest.fixture(scope="module")
def browser_with_memory(browser):
    """A browser that keeps a page as it was left for the way back, as browsers do unless Playwright starts them."""
    running = browser.browser_type.launch(
        executable_path=program_of("chromium"),
        args=browsers.ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield running
    running.close()


@pytest.fixture
def remembering_page(browser_with_memory):
    with opening(browser_with_memory) as open_page:
        yield open_page


# Whether a page is shown, and all that listens to it knows.
SHOWN = """
addEventListener("pageshow", () => setTimeout(() => { window.shown = true; }));
addEventListener("pagehide", () => { window.shown = false; });
"""


def go_back(page, path: str) -> None:
    """Go back; Playwright's own `go_back` waits for a load that a kept page does not have."""
    page.evaluate("setTimeout(() => history.back())")
    page.wait_for_url(f"**/{path}", wait_until="commit")
    page.wait_for_function("window.shown")


def test_theme_chosen_on_the_next_page_holds_on_the_way_back(address, remembering_page):
    page = remembering_page(viewport=LAPTOP, color_scheme="light").page
    page.add_init_script(SHOWN)
    page.goto(address + CHAPTERS[0])
    page.evaluate("window.left = true")
    page.goto(address + CHAPTERS[1])
    page.locator(".theme-toggle:visible").click()
    go_back(page, CHAPTERS[0])
    assert page.evaluate("window.left")  # the very page, not loaded anew
    assert page.evaluate(BACKGROUND) == DARK


def test_theme_chosen_in_one_tab_holds_in_the_other(address, new_page):
    first = new_page(viewport=LAPTOP, color_scheme="light").page
    first.goto(address + CHAPTERS[0])
    second = first.context.new_page()
    second.goto(address + CHAPTERS[1])
    second.locator(".theme-toggle:visible").click()
    first.wait_for_function("document.body.dataset.theme === 'dark'")
    assert first.locator(".theme-toggle:visible").get_attribute("aria-label") == "Colour theme: dark"


@pytest.mark.parametrize("kept", [True, False], ids=["as it was left", "loaded anew"])
def test_drawer_is_closed_on_the_way_back(kept, address, new_page, remembering_page):
    page = (remembering_page if kept else new_page)(viewport=PHONE, reduced_motion="reduce").page
    page.add_init_script(SHOWN)
    page.goto(address + CHAPTERS[0])
    page.evaluate("window.left = true")
    page.locator(".nav-overlay-icon").click()
    page.locator(".sidebar-tree a[href='02-surprise.html']").click()
    page.wait_for_url(f"**/{CHAPTERS[1]}")
    go_back(page, CHAPTERS[0])
    assert page.evaluate("!!window.left") == kept
    assert not page.locator("#__navigation").is_checked()
    assert page.locator(".sidebar-tree a").first.is_hidden()


# What is printed in the colours of the dark: for each element its text, background and strokes.
DARK_ON_PAPER = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const luminance = (colour) => {
    if (!known.has(colour)) known.set(colour, measured(colour));
    return known.get(colour);
  };
  const measured = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return alpha < 10 ? null : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  };
  const found = new Set();
  for (const each of document.querySelectorAll("body, article *")) {
    if (!each.checkVisibility() || (each.closest("svg g") && !each.getClientRects().length)) continue; // in a picture
    const style = getComputedStyle(each), name = `${each.tagName} ${each.className.baseVal ?? each.className}`;
    if ((luminance(style.backgroundColor) ?? 1) < 0.5) found.add(`${name} is dark`);
    if (each.matches("svg [data-curve] *, svg text")) {
      const ink = style.stroke === "none" ? style.fill : style.stroke;
      if (ink !== "none" && luminance(ink) > 0.55) found.add(`${name} is drawn in ${ink}`);
    } else if (luminance(style.color) > 0.55) found.add(`${name} is written in ${style.color}`);
  }
  return [...found];
}"""


@pytest.mark.parametrize("page_name", [CHAPTERS[0], "figures/logistic-entropy.html", "notation.html"])
def test_print_is_light_whatever_the_theme(page_name, address, new_page):
    page = new_page(viewport=LAPTOP).page
    page.goto(address + page_name)
    for theme, system in (("dark", "light"), ("auto", "dark"), ("dark", "dark")):
        page.emulate_media(media="screen", color_scheme=system)
        page.evaluate("theme => { document.body.dataset.theme = theme; }", theme)
        assert page.evaluate(BACKGROUND) == DARK
        page.emulate_media(media="print", color_scheme=system)
        assert page.evaluate(BACKGROUND) == LIGHT
        assert page.evaluate(DARK_ON_PAPER) == []
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") in ("light only", "only light")


@pytest.mark.parametrize("scripts", [True, False])
def test_print_shows_proofs_and_the_solutions_that_are_open(scripts, address, new_page):
    page = new_page(viewport=LAPTOP, java_script_enabled=scripts).page
    page.goto(f"{address}chapters/01-entropy.html")
    solutions = page.locator("#exercises details:not(.hidden-cell)")
    solutions.first.evaluate("each => { each.open = true; }")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen = "all => all.map((each) => each.lastElementChild.checkVisibility({ contentVisibilityAuto: true }))"
    proofs = page.locator("article details:not(.hidden-cell, #exercises *)").evaluate_all(seen)
    assert proofs
    assert all(proofs)
    assert solutions.evaluate_all(seen) == [True] + [False] * (solutions.count() - 1)


@pytest.mark.parametrize("page_name", [CHAPTERS[0], "figures/logistic-entropy.html"])
def test_browser_that_darkens_pages_leaves_the_light_theme_light(page_name, address, new_page):
    page = new_page(viewport=LAPTOP, color_scheme="dark").page
    page.goto(address + page_name)
    page.context.new_cdp_session(page).send("Emulation.setAutoDarkModeOverride", {"enabled": True})
    page.evaluate("document.body.dataset.theme = 'light'")
    assert Image.open(io.BytesIO(page.screenshot())).convert("RGB").getpixel((5, 700)) > (240, 240, 240)
    page.evaluate("document.body.dataset.theme = 'dark'")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


# --- the keyboard, and colours of the reader's own ---

# Notes after each key what is focused under the header, where it is less than a window high.
UNDER_HEADER = """() => {
  window.hidden = [];
  window.keys = 0;
  addEventListener("keyup", () => {
    const focused = document.activeElement;
    const { top, height } = focused.getBoundingClientRect();
    const { bottom } = document.querySelector(".mobile-header").getBoundingClientRect();
    window.keys += 1;
    if (focused.closest(".main") && top < bottom && height < innerHeight - bottom)
      hidden.push(focused.outerHTML.slice(0, 100));
  });
}"""


@pytest.mark.parametrize("key", ["Shift+Tab", "Tab"])
def test_nothing_focused_is_hidden_under_the_header(key, address, new_page):
    page = new_page(viewport={"width": 768, "height": 1024}).page
    page.goto(f"{address}chapters/05-loss.html")
    page.wait_for_function(SETTLED)
    page.evaluate(
        "document.querySelector('.related-pages a').focus()" if key == "Shift+Tab" else "document.body.focus()"
    )
    page.evaluate(UNDER_HEADER)
    for _ in range(110):
        page.keyboard.press(key)
    assert page.evaluate("[hidden, keys]") == [[], 110 * len(key.split("+"))]


# How the options of a group look, in the order of their being chosen or not.
OPTIONS = """(figure) => [...figure.querySelectorAll(".explorer-choice label")].map((label) => {
  const span = label.querySelector("span"), style = getComputedStyle(span), mark = getComputedStyle(span, "::before");
  return [label.querySelector("input").checked, [style.backgroundColor, style.color],
    mark.content !== "none" && mark.visibility === "visible"];
})"""


@pytest.mark.parametrize("name", ["logistic-entropy", "three-entropies", "sandbox"])
def test_what_is_chosen_can_be_told_in_forced_colours(name, address, new_page):
    page = new_page(viewport=LAPTOP, forced_colors="active").page
    page.goto(f"{address}figures/{name}.html")
    options = live(page, name).evaluate(OPTIONS)
    assert options
    for group in itertools.pairwise(options):
        (chosen, look, mark), (other_chosen, other_look, other_mark) = group
        assert (look == other_look) == (chosen == other_chosen)
        assert (mark, other_mark) == (chosen, other_chosen)


# --- under a strict policy, copied, translated ---

# Formulas whose classes do not do what KaTeX's declarations say; a script may set a style where a page may not.
OTHER_SIZES = """(sizes) => Object.entries(sizes).flatMap(([name, style]) =>
  [...document.querySelectorAll(`.katex .${name}`)].slice(0, 3).filter((each) => {
    const measured = () => style.split(";").map((part) => getComputedStyle(each)[part.split(":")[0]]).join(" ");
    const before = measured();
    each.style.cssText = style;
    const same = measured() === before;
    each.style.cssText = "";
    return !same;
  }).map((each) => `${style}: ${each.outerHTML.slice(0, 80)}`))"""


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_formulas_have_their_sizes_and_pictures_their_colours_under_a_strict_policy(
    chapter, site, strict_address, new_page
):
    visit = new_page(viewport=LAPTOP)
    visit.page.goto(strict_address + chapter)
    visit.page.wait_for_function(SETTLED)
    rules = re.findall(
        r"\.katex\.katex \.(s\d+)\{([^}]*)\}", (site / "_static" / "katex" / "katex.css").read_text("utf-8")
    )
    assert len(rules) > 100
    visit.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert visit.page.evaluate(OTHER_SIZES, dict(rules)) == []
    for shown in visit.page.locator("figure.explorer").all():
        (used,) = shown.evaluate(COLOURS, ["light"])
        assert used
        assert set(used) <= {rgb(role.light) for role in registered()}
    assert visit.messages == []


def test_layers_and_marks_come_and_go_under_a_strict_policy(strict_address, new_page):
    visit = new_page(viewport=LAPTOP)
    visit.page.goto(strict_address + "figures/sandbox.html")
    shown = live(visit.page, "sandbox")
    layers = f"""async (figure) => {{
      await {TWO_FRAMES};
      const isWanted = ({{ when, is }}) => figure.explorer.values()[when] === is;
      return [...figure.querySelectorAll("[data-when]")].map(
        (layer) => [isWanted(layer.dataset), getComputedStyle(layer).display !== "none"]);
    }}"""
    seen = set()
    for switch in shown.locator("input[type=checkbox]").all():
        for _ in range(2):
            switch.press("Space")
            pairs = shown.evaluate(layers)
            assert [visible for _, visible in pairs] == [wanted for wanted, _ in pairs]
            seen |= {wanted for wanted, _ in pairs}
    assert seen == {True, False}
    assert visit.messages == []


def test_no_page_has_a_style_of_its_own(site, pages):
    found = {page: re.findall(r"<[^>]* style=|<style", (site / page).read_text("utf-8")) for page in pages}
    assert {page: each[:3] for page, each in found.items() if each} == {}


def test_webmasters_are_told_the_policy():
    assert POLICY in (ROOT / "README.md").read_text("utf-8")


COPY = """(selector) => {
  const selection = getSelection();
  selection.selectAllChildren(document.querySelector(selector));
  document.execCommand("copy");
}"""
PASTE = "async () => navigator.clipboard.readText()"


def pasted(page, selector: str) -> str:
    page.evaluate(COPY, selector)
    return page.evaluate(PASTE)


def test_formula_is_copied_once_as_its_source(address, new_page):
    page = new_page(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(address + CHAPTERS[0])
    page.evaluate("""() => {
      const formula = document.querySelector("p .katex");
      formula.closest("p").id = "with-formula";
      document.querySelector("div.math").parentElement.id = "display";
    }""")
    source = page.evaluate("document.querySelector('#with-formula .katex').dataset.tex")
    text = pasted(page, "#with-formula")
    assert f"${source}$" in text
    rest = page.evaluate("""() => {
      const copy = document.querySelector("#with-formula").cloneNode(true);
      for (const each of copy.querySelectorAll(".katex")) each.replaceWith(`$${each.dataset.tex}$`);
      return copy.textContent;
    }""")
    assert text.split() == rest.split()
    assert pasted(page, "#display").strip().startswith("$$")
    # a part of a formula stands for the whole; several paragraphs keep their lines; what has no formula is left alone
    assert pasted(page, "#with-formula .katex .katex-html") == f"${source}$"
    assert "\n" in pasted(page, "article section").strip()
    assert pasted(page, "h1") == page.title().partition(" - ")[0]


def test_code_broken_for_a_phone_is_copied_as_it_was_written(address, new_page):
    page = new_page(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"]).page
    page.goto(address + CHAPTERS[0])
    page.evaluate(
        "[...document.querySelectorAll('.cell_input:has([class^=long]) pre')]"
        ".find((each) => !each.closest('details')).id = 'long'"
    )
    assert pasted(page, "#long").strip() == page.locator("#long").text_content().strip()


def test_formula_is_copied_once_without_javascript(address, new_page):
    """Its laid-out letters, not the twin for screen readers."""
    page = new_page(viewport=LAPTOP, java_script_enabled=False).page
    page.goto(address + CHAPTERS[0])
    assert page.locator(".katex-mathml").first.evaluate("each => getComputedStyle(each).userSelect") == "none"


def test_translators_leave_formulas_and_pictures_alone(site, pages):
    for page in pages:
        text = (site / page).read_text("utf-8")
        assert re.findall(r'<span class="katex"(?! translate="no")', text) == []
        assert re.findall(r'<svg (?=[^>]*role="img")(?![^>]*translate="no")', text) == []


def test_pages_have_one_viewport(site, pages):
    assert {(site / page).read_text("utf-8").count('name="viewport"') for page in pages} == {1}


@pytest.mark.parametrize("fragment", ["%", "%E0%A4%A", "%00", "<script>"])
def test_whatever_stands_behind_an_address_leaves_the_page_working(fragment, new_page, address):
    visit = new_page(viewport={"width": 1280, "height": 720})
    visit.page.goto(f"{address}chapters/01-entropy.html#{fragment}")
    expect(visit.page.locator(".toc-tree .scroll-current").first).to_be_attached()
    assert visit.messages == []
