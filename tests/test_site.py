"""The built site: what its pages weigh, load, link to and say, and whether everyone can read them."""

import gzip
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from conftest import ROOT, SETTLED, UNFOLD, Visit, opening
from crossentropy.figures import NAMES, figure

RAW_BUDGET, COMPRESSED_BUDGET = 800 * 1024, 250 * 1024
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 390, "height": 844}
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


# --- what can be seen without a browser ---


@dataclass
class Document(HTMLParser):
    """The parts of a page that the tests look at."""

    ids: set[str] = field(default_factory=set)
    doubled: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    inline_scripts: list[str] = field(default_factory=list)
    description: str = ""

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            if attributes["id"] in self.ids:
                self.doubled.append(attributes["id"])
            self.ids.add(attributes["id"])
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        for name in ("src", "href"):
            if tag in ("script", "img", "link", "iframe", "source") and attributes.get(name):
                self.loads.append(attributes[name])
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
            self.inline_scripts.append(str(attributes))
        if tag == "meta" and attributes.get("name") == "description":
            self.description = attributes["content"]


@pytest.fixture(scope="module")
def documents(site, pages) -> dict[str, Document]:
    found = {}
    for page in pages:
        found[page] = Document()
        found[page].feed((site / page).read_text("utf-8"))
    return found


def test_every_internal_link_leads_somewhere(site, documents):
    broken = []
    for page, document in documents.items():
        for link in document.links + document.loads:
            if urlsplit(link).scheme:
                continue
            path, fragment = urldefrag(urljoin(f"/{page}", link))
            target = unquote(urlsplit(path).path).lstrip("/")
            if not (site / target).is_file():
                broken.append(f"{page}: {link}")
            elif fragment and target in documents and unquote(fragment) not in documents[target].ids:
                broken.append(f"{page}: {link} (no such place on the page)")
    assert broken == []


def test_no_id_stands_twice_on_a_page(documents):
    assert {page: each.doubled for page, each in documents.items() if each.doubled} == {}


def test_nothing_is_loaded_from_elsewhere(documents):
    assert [load for each in documents.values() for load in each.loads if urlsplit(load).netloc] == []


def test_no_page_has_an_inline_script(documents):
    assert {page: each.inline_scripts for page, each in documents.items() if each.inline_scripts} == {}


def test_no_page_carries_widgets(site, pages):
    assert [page for page in pages if "application/vnd.jupyter.widget" in (site / page).read_text("utf-8")] == []


def test_every_page_describes_itself(documents):
    assert [page for page, each in documents.items() if not 40 <= len(each.description) <= 300] == []


def test_mathematics_is_rendered_while_building(site, pages):
    with_formulas = 0
    for page in pages:
        text = (site / page).read_text("utf-8")
        assert not re.search(r'(?:src|href)="[^"]*mathjax', text, re.IGNORECASE)
        assert "katex-error" not in text
        assert ("_static/katex/katex.css" in text) == ('class="katex' in text), page
        with_formulas += 'class="katex"' in text
    assert with_formulas


def test_every_chapter_offers_its_notebook(site, pages):
    chapters = [page for page in pages if page.startswith("chapters/")]
    assert chapters
    for page in chapters:
        name = f"{Path(page).stem}.zip"
        assert f'<a href="../downloads/{name}" download>Download the notebook</a>' in (site / page).read_text("utf-8")
        with zipfile.ZipFile(site / "downloads" / name) as archive:
            notebook, wheel = archive.namelist()
            assert notebook == f"cross-entropy-live/{Path(page).stem}.ipynb"
            assert re.fullmatch(r"cross-entropy-live/crossentropy-[\d.]+-py3-none-any\.whl", wheel)
            assert archive.read(notebook) == (ROOT / Path(page).with_suffix(".ipynb")).read_bytes()


# --- what takes a browser ---


@pytest.fixture(scope="module")
def axe() -> str:
    return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
def few_pages(pages) -> list[str]:
    """One page of each kind, for what depends on the kind only."""
    return list({page.partition("/")[0]: page for page in pages}.values())


def violations(page, rules: list[str] | None = None) -> list[str]:
    """Run axe-core and return what it finds; `rules` narrows it down."""
    # what axe would load beforehand are sounds, of which there are none, and sheets for a rule that is not asked
    options = {"resultTypes": ["violations"], "preload": False}
    options |= {"runOnly": rules} if rules else {"rules": {"target-size": {"enabled": True}}}
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.fixture(scope="module")
def first_visits(strict_address, pages, browser) -> dict[str, Visit]:
    """What each page says and asks for on a first visit, under a strict policy and without storage."""
    found = {}
    with opening(browser) as open_page:
        visit = open_page(storage=False, viewport={"width": 1280, "height": 720})
        visit.page.context.new_cdp_session(visit.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        for page in pages:
            visit.page.goto(strict_address + page, wait_until="networkidle" if "search" in page else "load")
            visit.page.evaluate("document.fonts.ready.then(() => null)")
            found[page] = Visit(visit.page, visit.messages.copy(), visit.requests.copy())
            visit.messages.clear()
            visit.requests.clear()
    return found


def test_pages_are_quiet_under_a_strict_policy_without_storage(first_visits):
    assert {page: each.messages for page, each in first_visits.items() if each.messages} == {}


def test_pages_ask_nobody_else(first_visits, strict_address):
    assert all(each.requests for each in first_visits.values())
    assert [url for each in first_visits.values() for url in each.foreign(strict_address)] == []


def test_pages_are_light(site, first_visits):
    """Every file that a first visit asks for, as it lies on the disk and as a compressing server sends it."""
    weights = {}
    for page, visit in first_visits.items():
        raw = compressed = 0
        for url in set(visit.requests):
            content = (site / unquote(urlsplit(url).path).lstrip("/")).read_bytes()
            raw += len(content)
            compressed += len(content) if url.endswith(".woff2") else len(gzip.compress(content, 6))
        weights[page] = (raw, compressed)
        print(f"{page}: {raw / 1024:.0f} KiB, {compressed / 1024:.0f} KiB compressed")
    assert {page: each for page, each in weights.items() if each[0] > RAW_BUDGET or each[1] > COMPRESSED_BUDGET} == {}


WIDE_FORMULAS = """async () => {
  await document.fonts.ready;
  return [...document.querySelectorAll(".math-wrapper")]
    .filter((formula) => formula.scrollWidth > formula.clientWidth + 1)
    .map((formula) => formula.querySelector("annotation")?.textContent ?? formula.textContent);
}"""


@pytest.fixture(scope="module")
def files(site, pages, browser) -> dict[str, tuple[Visit, list[str]]]:
    """What each page says and asks for when it is opened as a file on a phone, and its formulas that are too wide."""
    found = {}
    with opening(browser) as open_page:
        visit = open_page(viewport=PHONE)
        for page in pages:
            visit.page.goto((site / page).as_uri())
            visit.page.evaluate(OPEN_ALL)
            visit.page.wait_for_function(SETTLED)
            wide = visit.page.evaluate(WIDE_FORMULAS)
            found[page] = (Visit(visit.page, visit.messages.copy(), visit.requests.copy()), wide)
            visit.messages.clear()
            visit.requests.clear()
    return found


def test_pages_are_quiet_when_opened_as_files(site, files):
    assert {page: visit.messages for page, (visit, _) in files.items() if visit.messages} == {}
    assert [url for visit, _ in files.values() for url in visit.foreign(site.as_uri())] == []


def test_every_formula_fits_into_the_column_of_a_phone(files):
    assert {page: wide for page, (_, wide) in files.items() if wide} == {}


DARK = "rgb(21, 23, 27)"  # the page's colour


# Every figure as a reader leaves it: live, moved, its link copied; then at rest.
USE_FIGURES = """async () => {
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const all = [...document.querySelectorAll("figure[data-explorer]")];
  for (const figure of all) {
    figure.scrollIntoView({ behavior: "instant" });
    while (figure.dataset.state !== "live") await pause(20);
    const slider = figure.querySelector("input[type=range]");
    if (slider) {
      slider.value = slider.min;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    figure.querySelector("[data-action=link]").click();
  }
  if (all.length) await pause(500);
  scrollTo(0, 0);
  return all.length;
}"""


# Formulas and listings are most of a chapter's elements, and what axe asks of them is the contrast of their colours.
# Those that show nothing but what was seen before in such a place are taken out; formulas leave room as large.
KEEP_ONE_OF_A_LOOK = """() => {
  const [numbers, looks, seen] = [new Map(), new Map([[null, 0]]), new Set()];
  const look = (element) => {
    if (!looks.has(element)) {
      const { color, backgroundColor, opacity, fontSize, fontWeight } = getComputedStyle(element);
      const formula = element.closest(".katex-html");
      const place = formula ? [look(formula.parentElement)]
        : [look(element.parentElement), element.localName, element.className];
      const key = [...place, color, backgroundColor, opacity, parseFloat(fontSize) >= 18, fontWeight].join();
      if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
      looks.set(element, numbers.get(key));
    }
    return looks.get(element);
  };
  const isKnown = (element) => {
    const count = seen.size;
    for (const part of [element, ...element.querySelectorAll("*")]) seen.add(look(part));
    return seen.size === count;
  };
  const known = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && isKnown(e));
  const words = new Set(known("pre span:not(:has(*))"));
  const formulas = known(".katex-html").map((formula) => [formula, formula.getBoundingClientRect()]);
  for (const [formula, { width, height }] of formulas) {
    formula.replaceChildren();
    formula.style = `display: inline-block; width: ${width}px; height: ${height}px`;
  }
  for (const listing of document.querySelectorAll("pre")) {
    const apart = document.createDocumentFragment(); // in the page each change would cost a style
    apart.append(...listing.childNodes);
    for (const word of apart.querySelectorAll("span")) if (words.has(word)) word.replaceWith(...word.childNodes);
    listing.append(apart);
  }
}"""

# Presses the theme switch and returns the page's colour; that it can be clicked is asked below.
SWITCH_THEME = """() => {
  [...document.querySelectorAll(".theme-toggle")].find((button) => button.checkVisibility()).click();
  return getComputedStyle(document.body).backgroundColor;
}"""


# Chapters are nearly all of the work: two parts, so that two workers share it.
PARTS = {
    "odd chapters": lambda page: page.startswith("chapters/") and int(page[9:11]) % 2 == 1,
    "even chapters": lambda page: page.startswith("chapters/") and int(page[9:11]) % 2 == 0,
    "other pages": lambda page: not page.startswith("chapters/"),
}


def test_every_page_is_in_one_part(pages):
    assert {page: sum(has(page) for has in PARTS.values()) for page in pages} == dict.fromkeys(pages, 1)


@pytest.mark.parametrize("part", PARTS)
def test_pages_are_accessible_in_light_and_dark(part, site, address, pages, few_pages, new_page, axe):
    """Chapters with their figures in use; the figures' own pages as they are loaded, one of them in the dark too."""
    page = new_page(viewport={"width": 1280, "height": 720}).page
    page.add_init_script("localStorage.clear()")  # every page begins with the theme of the system
    page.add_init_script(axe)
    used, found = 0, {}
    for path in filter(PARTS[part], pages):
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address + path)
        page.evaluate(OPEN_ALL)
        page.wait_for_function(SETTLED)
        if not path.startswith("figures/"):
            used += page.evaluate(USE_FIGURES)
            page.evaluate(KEEP_ONE_OF_A_LOOK)
        found[path] = violations(page)
        if path.startswith("figures/") and path not in few_pages:
            continue  # dark as it is in its chapter
        background = []
        for system in ("light", "dark", "dark") if path in few_pages else ("light",):
            page.emulate_media(color_scheme=system)
            background.append(page.evaluate(SWITCH_THEME))  # the book dark, then as the system, then light
            found[path] += violations(page, ["color-contrast"])
        assert background[0] == DARK, path
        assert [colour == DARK for colour in background[1:]] in ([], [True, False]), path
    texts = [(site / path).read_text("utf-8") for path in filter(PARTS[part], pages) if not path.startswith("figures/")]
    assert used == sum(text.count("data-explorer=") for text in texts) > 0
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_a_long_page_settles_and_is_whole(address, new_page):
    page = new_page(viewport=PHONE).page
    page.goto(f"{address}chapters/04-cross-entropy.html")
    assert page.evaluate("document.documentElement.matches('.settling')")
    page.wait_for_function(SETTLED)
    waiting = """() => [...document.querySelectorAll("article section > *")].filter(
      (each) => getComputedStyle(each).contentVisibility !== "visible").length"""
    assert page.evaluate(waiting) == 0


JUMP = """() => new Promise((done) => {
  const figure = document.querySelector("figure[data-explorer='below-entropy-map']");
  figure.scrollIntoView({ block: "center", behavior: "instant" });
  let first = null; // after a frame or two: what has come near is laid out
  setTimeout(() => { first = figure.getBoundingClientRect().top; }, 50);
  const look = () => {
    if (first === null || !("settled" in document.documentElement.dataset)) return setTimeout(look, 20);
    setTimeout(() => done([first, figure.getBoundingClientRect().top]), 50);
  };
  look();
})"""


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, PHONE], ids=["laptop", "phone"])
def test_what_a_reader_has_jumped_to_stays_in_place_while_a_page_settles(viewport, address, new_page):
    page = new_page(viewport=viewport).page
    page.goto(f"{address}chapters/04-cross-entropy.html", wait_until="domcontentloaded")
    first, last = page.evaluate(JUMP)
    assert last == pytest.approx(first, abs=2)


@pytest.mark.parametrize("anchor", ["exercises", "the-order-matters", "onwards"])
def test_a_link_into_a_long_page_lands_on_its_heading(anchor, address, new_page):
    page = new_page(viewport=PHONE).page
    page.goto(f"{address}chapters/04-cross-entropy.html#{anchor}")
    page.wait_for_timeout(300)
    assert 0 <= page.evaluate(f"document.getElementById('{anchor}').getBoundingClientRect().top") < 120


# What of a page and of each picture can be seen, and what a picture says.
STILL = """() => {
  const isSeen = (element) => {
    if (!element?.checkVisibility({ visibilityProperty: true })) return false;
    return element.getBoundingClientRect().width > 0;
  };
  const seen = (selector, within = document) => isSeen(within.querySelector(selector));
  const valuesOf = (figure) => { // those that it begins with here
    const spec = JSON.parse(figure.querySelector("script")?.textContent ?? "{}");
    const controls = [spec.parameters, spec.choices, spec.entries].flat().filter(Boolean);
    return Object.fromEntries(controls.map((control) => [control.name, control.default]));
  };
  const reads = (selector) => seen(selector) && document.querySelector(selector).innerText.trim() !== "";
  return {
    heading: reads("h1"), contents: reads(".sidebar-tree a"), brand: reads(".brand"),
    switches: [...document.querySelectorAll(".theme-toggle")].filter(isSeen).length,
    figures: [...document.querySelectorAll("figure.explorer")].map((figure) => [figure.dataset.explorer ?? "", {
      form: seen("form", figure), svg: seen("svg", figure), caption: seen("figcaption", figure),
      readout: seen("[data-readout]", figure), sentence: figure.querySelector(".explorer-sentence")?.textContent,
      values: valuesOf(figure),
    }]),
  };
}"""


@pytest.fixture(scope="module")
def without_javascript(site, pages, browser) -> dict[str, dict]:
    """What each page shows where scripts do not run."""
    found = {}
    with opening(browser) as open_page:
        visit = open_page(java_script_enabled=False, viewport={"width": 1280, "height": 720})
        for page in pages:
            visit.page.goto((site / page).as_uri())
            visit.page.evaluate(UNFOLD)
            found[page] = visit.page.evaluate(STILL)
        assert visit.messages == []
    return found


def test_pages_can_be_read_without_javascript(without_javascript):
    for page, seen in without_javascript.items():
        leads_on = seen["brand" if page.startswith("figures/") else "contents"]
        assert (seen["heading"], leads_on, seen["switches"]) == (True, True, 0), page


def test_figures_are_pictures_without_javascript(without_javascript):
    shown = [found for each in without_javascript.values() for found in each["figures"]]
    assert {name for name, _ in shown} >= set(NAMES)
    for name, about in shown:
        assert (about["form"], about["svg"], about["caption"]) == (False, True, True), name
        if name in NAMES:
            assert about["readout"], name
            assert about["sentence"] == figure(name).sentence(**about["values"])


def test_keyboard_opens_and_closes_the_chapters_on_a_phone(address, new_page):
    page = new_page(viewport=PHONE, reduced_motion="reduce").page
    page.goto(address)
    link = page.locator(".sidebar-tree a").first
    assert not link.is_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "__navigation":
            break
    page.keyboard.press("Space")
    link.wait_for(state="visible")
    page.keyboard.press("Escape")
    link.wait_for(state="hidden")


def test_theme_is_kept_from_page_to_page(address, pages, new_page):
    page = new_page(viewport={"width": 1280, "height": 720}, color_scheme="light").page
    page.goto(address)
    page.locator(".theme-toggle:visible").click()
    page.goto(address + pages[0])
    assert page.evaluate("document.body.dataset.theme") == "dark"
    assert page.locator(".theme-toggle:visible").get_attribute("aria-label") == "Colour theme: dark"


# Which icons take room on the page, and whether there is a drawing in them.
ICONS = """() => {
  const icons = [...document.querySelectorAll(".theme-toggle svg")];
  return icons.filter((icon) => icon.getBoundingClientRect().width > 0).map((icon) => {
    const { width, height } = icon.querySelector("use").getBBox();
    return [icon.className.baseVal, width > 0 && height > 0];
  });
}"""


@pytest.mark.parametrize("name", ["index.html", "figures/binary-entropy.html"])
def test_theme_switch_shows_one_icon_for_each_state(name, address, new_page):
    page = new_page(viewport={"width": 1280, "height": 720}, color_scheme="light").page
    page.goto(address + name)
    shown = []
    for system in ("light", "dark"):
        page.emulate_media(color_scheme=system)
        for _ in range(3):
            shown.append(page.evaluate(ICONS))
            page.locator(".theme-toggle:visible").click()
    states = ["auto-light", "dark", "light", "auto-dark", "light", "dark"]
    assert shown == [[[f"theme-icon-when-{state}", True]] for state in states]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_search_finds_the_first_chapter(scheme, site, strict_address, new_page):
    visit = new_page(storage=False)
    visit.page.goto((strict_address if scheme == "http" else site.as_uri() + "/") + "search.html?q=entropy")
    visit.page.locator("ul.search a[href^='chapters/01-entropy.html']").first.wait_for()
    visit.page.wait_for_load_state("networkidle")
    assert visit.messages == []


SEARCH = """async (words) => {
  document.getElementById("search-results").replaceChildren(); // as if it had just been opened
  Search.performSearch(words);
  while (!Search.status.textContent) await new Promise((done) => setTimeout(done, 5)); // found, or nothing found
  return [...document.querySelectorAll("ul.search a")].map((link) => [link.getAttribute("href"), link.textContent]);
}"""


@pytest.fixture(scope="module")
def search_page(site, browser):
    """Open the page of the search as a file."""
    with opening(browser) as open_page:
        visit = open_page()
        visit.page.goto(f"{site.as_uri()}/search.html")
        yield visit


@pytest.fixture
def search(search_page):
    """Search in a page that was opened as a file; results as pairs of address and title."""

    def find(words: str) -> list[list[str]]:
        found = search_page.page.evaluate(SEARCH, words)
        assert search_page.messages == []
        return found

    return find


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("cross entropy", "chapters/04-cross-entropy.html"),
        ("cross-entropy", "chapters/04-cross-entropy.html"),
        ("Cross-Entropy", "chapters/04-cross-entropy.html"),
        ("entropy", "chapters/01-entropy.html"),
        ("surprise", "chapters/02-surprise.html"),
        ("multiple distributions", "chapters/03-multiple-distributions.html"),
        ("loss", "chapters/05-loss.html"),
        ("gradient-descent", "chapters/06-gradient-descent.html"),
        ("notation", "notation.html"),
    ],
)
def test_search_puts_the_page_named_so_first_and_once(words, page, search):
    addresses = [address for address, _ in search(words)]
    assert addresses[0] == page
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("KL", "chapters/04-cross-entropy.html"),
        ("kl divergence", "chapters/04-cross-entropy.html"),
        ("relative entropy", "chapters/04-cross-entropy.html"),
        ("NLL", "chapters/05-loss.html"),
        ("learning rate", "chapters/06-gradient-descent.html"),
        ("self information", "chapters/02-surprise.html"),
    ],
)
def test_search_knows_other_names_of_a_thing(words, place, search):
    """First the place that explains it, then one entry of the glossary."""
    (first, heading), (second, entry), *others = search(words)
    assert first.startswith(f"{place}#")
    assert " > " in heading
    assert second.startswith("glossary.html#term-")
    assert entry.startswith("Glossary > ")
    assert place in [address for address, _ in others]


def test_lines_under_a_result_have_each_formula_once(strict_address, new_page):
    visit = new_page()
    visit.page.goto(f"{strict_address}search.html?q=entropy")
    visit.page.locator("p.context").first.wait_for()
    page = "<div role='main'><p>a <span class='katex'>%s<span class='katex-html'>H</span></span></p></div>"
    twin = '<span class="katex-mathml"><math><mi>H</mi></math></span>'
    assert visit.page.evaluate("html => Search.htmlToText(html)", page % twin) == "a H"


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, {"width": 390, "height": 844}])
def test_a_link_within_a_chapter_lands_on_its_heading(address, new_page, viewport):
    page = new_page(viewport=viewport).page
    page.goto(f"{address}chapters/01-entropy.html")
    for anchor in ["exercises", "nats-and-bits", "summary"]:
        page.evaluate("anchor => document.querySelector(`.toc-tree a[href='#${anchor}']`).click()", anchor)
        page.wait_for_timeout(100)
        top = page.evaluate("anchor => document.getElementById(anchor).getBoundingClientRect().top", anchor)
        assert 0 <= top < 120, anchor
