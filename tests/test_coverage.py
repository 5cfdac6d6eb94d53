"""The coverage table: every item is there, and every place that it names says so."""

import re

import nbformat
import pytest
import yaml

from conftest import ROOT

ITEMS = yaml.safe_load((ROOT / "coverage.yml").read_text("utf-8"))
PLACES = [pytest.param(place, id=f"{item['id']} {place['page']}") for item in ITEMS for place in item["places"]]
CORRECTIONS = [item for item in ITEMS if item["id"].startswith("F")]
SERIES = {"S": 42, "N": 18, "F": 31}


def cells(page: str) -> dict:
    return {cell.id: cell for cell in nbformat.read(ROOT / f"{page}.ipynb", as_version=4).cells}


def test_every_item_is_there_once_and_in_order():
    expected = [f"{series}{number}" for series, last in SERIES.items() for number in range(1, last + 1)]
    assert [item["id"] for item in ITEMS] == expected


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_item_says_something_about_its_subject(item):
    assert 5 <= len(item["topic"]) <= 60
    assert 20 <= len(item["says"]) <= 300
    assert item["says"].endswith((".", "?"))
    assert item["places"]


@pytest.mark.parametrize("place", PLACES)
def test_phrase_stands_on_its_page(place):
    if "cell" in place:
        cell = cells(place["page"])[place["cell"]]
        assert cell.cell_type == "markdown"
        text = cell.source
    else:
        text = (ROOT / f"{place['page']}.md").read_text("utf-8")
    assert any(place["phrase"] in line for line in text.splitlines())


@pytest.mark.parametrize("item", CORRECTIONS, ids=lambda item: item["id"])
def test_correction_is_proved_by_a_cell_with_an_assertion(item):
    for place in item["places"]:
        cell = cells(place["page"])[place["check"]]
        assert cell.cell_type == "code"
        assert re.search(r"^\s*assert ", cell.source, re.MULTILINE), place["check"]


def test_page_links_every_place_and_every_proof(site):
    html = (site / "coverage.html").read_text("utf-8")
    table = html[html.index("<table") : html.rindex("</table>")]
    proofs = [place["check"] for item in CORRECTIONS for place in item["places"]]
    assert len(re.findall(r'<a class="reference', table)) == len(PLACES) + len(proofs)
    assert re.findall(r'href="[^"]*#cell-([^"]+)"', table) == proofs
