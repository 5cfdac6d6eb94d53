"""What a program finds that copies the site by its links alone, as wget --mirror does."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

# Read by servers and by other books' builds, not by readers.
UNLINKED = {".buildinfo", ".nojekyll", "objects.inv"}


class Links(HTMLParser):
    """The addresses that a page's markup names; no script is run."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        names = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
        self.found += [value for name, value in attrs if name == names.get(tag) and value]


def links(path: Path) -> list[str]:
    if path.suffix == ".html":
        return Links(path.read_text("utf-8")).found
    if path.suffix == ".css":
        return re.findall(r"url\([\"']?([^\"')]+)", path.read_text("utf-8"))
    return []


def crawl(site: Path) -> set[str]:
    """Return the files that links lead to, from the home page on."""
    found, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in found or not (site / name).is_file():
            continue
        found.add(name)
        for link in links(site / name):
            if not urlsplit(link).scheme and not link.startswith("//"):
                waiting.append(unquote(urlsplit(urldefrag(urljoin(f"/{name}", link))[0]).path).lstrip("/"))
    return found


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_every_page_figure_grid_and_download_is_found_by_links_alone(site):
    missed = files(site) - crawl(site) - UNLINKED
    assert sorted(each for each in missed if not each.startswith("_static/")) == []
    assert sorted(each for each in missed if each.startswith("_static/explorer/")) == []


def test_nothing_is_fetched_before_a_reader_asks(site):
    hints = re.compile(r'<link[^>]+rel="(?:prefetch|preload|prerender|modulepreload)"')
    assert [path.name for path in site.rglob("*.html") if hints.search(path.read_text("utf-8"))] == []


def test_github_pages_keeps_the_folders_with_an_underscore(site):
    assert (site / ".nojekyll").is_file()
