"""The pages around the chapters: what they promise is so, their numbers are computed, their links lead on."""

import re
from urllib.parse import parse_qsl, urlsplit

import nbformat
import pytest
import yaml
from pybtex.database import parse_file

import crossentropy
from conftest import ROOT
from crossentropy.figures import figure
from crossentropy_book.bibliography import label
from livefigure.sphinx.figure_links import query

TOC = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
CHAPTERS = [each["file"] for each in TOC["parts"][0]["chapters"]]
ENTRIES = parse_file(str(ROOT / "references.bib"), "bibtex").entries


def text(page: str) -> str:
    return (ROOT / f"{page}.md").read_text("utf-8")


def chapter_text(chapter: str) -> str:
    cells = nbformat.read(ROOT / f"{chapter}.ipynb", as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


# --- home, for teachers ---


def test_every_chapter_of_the_repository_is_in_the_contents():
    assert sorted(f"chapters/{path.stem}" for path in (ROOT / "chapters").glob("*.ipynb")) == CHAPTERS


@pytest.mark.parametrize("page", ["index", "teaching"])
def test_page_names_every_chapter_with_its_minutes(page):
    minutes = [re.search(r"\*\*Time:\*\* about (\d+) minutes", chapter_text(each))[1] for each in CHAPTERS]
    if page == "index":
        line = r"^\d\. \*\*\[.+?\]\((.+?)\.ipynb\)\.\*\* .+ \(about (\d+) minutes\)$"
        found = re.findall(line, text(page), re.MULTILINE)
    else:
        line = r"^\[About (\d+) minutes\]\((.+?)\.ipynb\)"
        found = [(file, time) for time, file in re.findall(line, text(page), re.MULTILINE)]
    assert found == list(zip(CHAPTERS, minutes, strict=True))


def test_home_names_the_chapters_as_they_name_themselves():
    named = re.findall(r"^\d\. \*\*\[(.+?)\]", text("index"), re.MULTILINE)
    assert named == [re.search(r"^# (.+)$", chapter_text(each), re.MULTILINE)[1] for each in CHAPTERS]


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, {"width": 390, "height": 844}])
def test_home_shows_its_words_and_its_first_sliders_in_one_screen(address, new_page, viewport):
    page = new_page(viewport=viewport).page
    page.goto(address)
    sliders = page.locator("#logistic-entropy input[type=range]")
    sliders.last.wait_for()
    assert page.locator("h1").bounding_box()["y"] >= 0
    box = sliders.last.bounding_box()
    assert box["y"] + box["height"] <= viewport["height"]


# --- the glossary ---

ALIASES = {"CE loss", "cross-entropy loss", "log loss", "negative log-likelihood", "NLL", "relative entropy", "sigmoid"}


def glossary() -> list[list[str]]:
    """Return the names of each entry, the first of which counts for the order."""
    body = text("glossary").split(":::{glossary}")[1].split(":::")[0]
    return [re.findall(r"^\S.*$", entry, re.MULTILINE) for entry in body.strip().split("\n\n")]


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", name.lower().replace("-", " ").replace("–", " "))


def test_terms_are_unique():
    names = [plain(name) for entry in glossary() for name in entry]
    assert len(names) == len(set(names)) > 60


def test_terms_are_in_alphabetical_order():
    names = [plain(entry[0]) for entry in glossary()]
    assert names == sorted(names)


def test_other_names_of_the_loss_and_the_divergence_are_there():
    assert {name for entry in glossary() for name in entry} >= ALIASES


def test_every_term_leads_to_where_it_is_explained():
    entries = text("glossary").split(":::{glossary}")[1].split(":::")[0].strip().split("\n\n")
    assert [entry for entry in entries if not re.search(r"\]\(chapters/[\w-]+\.ipynb#[^)]+\)$", entry)] == []


# --- notation ---


def test_every_function_named_exists():
    named = set(re.findall(r"`(\w+)\(", text("notation")))
    assert named
    assert [name for name in named if not hasattr(crossentropy, name)] == []


def test_every_role_of_colour_is_shown():
    assert re.findall(r"\{swatch\}`(.+?)`", text("notation")) == [
        "true",
        "predicted",
        "entropy",
        "cross-entropy",
        "divergence",
        "quiet",
    ]


# --- the bibliography ---


def test_every_reference_says_why_to_read_it_and_where_to_find_it():
    lacking = [key for key, each in ENTRIES.items() if len(each.fields.get("annote", "")) < 30]
    assert lacking == []
    unfindable = [key for key, each in ENTRIES.items() if not {"doi", "url", "publisher"} & set(each.fields)]
    assert unfindable == []


def test_references_are_told_apart_by_author_and_year():
    assert len({label(each) for each in ENTRIES.values()}) == len(ENTRIES)


def test_every_reference_is_cited():
    pages = [path.read_text("utf-8") for path in [*ROOT.glob("*.md"), *ROOT.glob("chapters/*.ipynb")]]
    cited = {key for page in pages for key in re.findall(r"bibliography\.md#([\w-]+)", page)}
    assert sorted(set(ENTRIES) - cited) == []


# --- the sandbox, and links that set a figure ---


def link_state(target: str) -> dict:
    """Return the values of the figure that a link sets, exchanged if it says so."""
    name, _, rest = target.partition("?")
    chosen = figure(name)
    state, given = chosen.defaults, dict(parse_qsl(rest))
    numbers = {each.name for each in chosen.parameters}
    state |= {key: float(value) if key in numbers else value for key, value in given.items() if key in state}
    if chosen.exchange and given.get(chosen.exchange.name) == "1":
        for one, other in chosen.exchange.pairs:
            state[one], state[other] = state[other], state[one]
    return state


def test_every_number_of_the_sandbox_is_what_the_figure_shows():
    for paragraph in text("sandbox").split("\n\n"):
        links = re.findall(r"\{here\}`[^<]*<(.+?)>`", paragraph)
        if links:
            numbers = figure("sandbox").readouts(**link_state(links[0]))
            claimed = re.findall(r"(?<![\d.?=−-])\d+\.\d{3,}", paragraph)
            assert set(claimed) <= {f"{each:.4f}" for each in numbers.values()}, paragraph


def test_python_of_the_sandbox_runs():
    blocks = re.findall(r"```python\n(.+?)```", text("sandbox"), re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        exec(block, {})


def link_query(target: str) -> str:
    return query(target, figure(target.partition("?")[0]))


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("sandbox?x=7", r"x=7 is not on the slider from -6 to 6"),
        ("sandbox?x=0.05", r"x=0.05 is not on the slider"),
        ("sandbox?unit=hartley", r"unit is one of nat, bit, not hartley"),
        ("sandbox?bias=1", r"there is no bias"),
        ("sandbox?hide=bias", r"there is no bias to hide"),
        ("sandbucket?x=1", r"no live figure is called 'sandbucket'"),
    ],
)
def test_link_to_what_a_figure_does_not_have_is_refused(target, complaint):
    with pytest.raises(ValueError, match=complaint):
        link_query(target)


def test_link_to_a_figure_as_it_stands_has_no_query():
    assert link_query("sandbox") == ""


def test_links_of_the_sandbox_set_the_figure(address, new_page):
    page = new_page(viewport={"width": 1280, "height": 720}).page
    page.goto(address + "sandbox.html")
    targets = page.locator("a.figure-link").evaluate_all("links => links.map(each => each.getAttribute('href'))")
    assert len(targets) > 5
    for target in targets:
        page.goto(f"{address}sandbox.html{target}")
        page.locator("#sandbox[data-state=live]").wait_for()
        shown = page.evaluate("document.getElementById('sandbox').explorer.values()")
        asked = urlsplit(target).query.replace("sandbox.", "")
        assert shown == link_state(f"sandbox?{asked}"), target
