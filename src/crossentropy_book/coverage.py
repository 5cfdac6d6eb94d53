"""The directive that lists what the book covers, from a YAML file.

    ```{coverage} coverage.yml S
    ```

shows the items whose names begin with S, one row each: its subject, what the book says about it, links to the places.
A place is a page, a phrase that stands there (in a notebook: the name of the cell too), and for a correction the name
of the code cell that proves it. The link leads to the heading above the phrase, or to an anchor. A place that is not
found is a warning, and so fails the build.
"""

from pathlib import Path

import nbformat
import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

LOGGER = logging.getLogger(__name__)
HEADINGS = ("Item", "What the book says", "Where")


class Place(nodes.inline, nodes.Element):
    """Where an item is treated; a link once all pages were read."""


class Coverage(SphinxDirective):
    """Put the items of one series into the page, as a table."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return the table; its places become links later."""
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        items = yaml.safe_load(Path(path).read_text("utf-8"))
        rows = [self._row(item) for item in items if item["id"].startswith(self.arguments[1])]
        head = nodes.row("", *(nodes.entry("", nodes.paragraph("", words)) for words in HEADINGS))
        group = nodes.tgroup("", cols=len(HEADINGS))
        group += [nodes.colspec(colwidth=width) for width in (25, 45, 30)]
        group += [nodes.thead("", head), nodes.tbody("", *rows)]
        return [nodes.table("", group, classes=["coverage"])]

    def _row(self, item: dict) -> nodes.row:
        subject = nodes.paragraph("", "", nodes.strong("", item["id"]), nodes.Text(f" {item['topic']}"))
        says, problems = self.parse_inline(item["says"])
        where = [nodes.paragraph("", "", Place(**place)) for place in item["places"]]
        self.set_source_info(subject)
        cells = [[subject], [nodes.paragraph("", "", *says), *problems], where]
        return nodes.row("", *(nodes.entry("", *parts) for parts in cells), ids=[item["id"].lower()])


def line_of(path: Path, phrase: str, cell: str | None = None) -> int | None:
    """Return the line of a phrase as MyST counts lines: in a notebook, 10000 for each cell."""
    if cell is None:
        lines = path.read_text("utf-8").splitlines()
        return next((number for number, line in enumerate(lines, start=1) if phrase in line), None)
    for index, found in enumerate(nbformat.read(path, as_version=4).cells):
        if found.id == cell:
            for number, line in enumerate(found.source.splitlines(), start=1):
                if phrase in line:
                    return (index + 1) * 10_000 + number
    return None


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_directive("coverage", Coverage)
    app.connect("doctree-resolved", _link_places)


def _link_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(Place)):
        links = _links(app, app.env, place, docname)
        if links is None:
            LOGGER.warning("coverage: no %r in %s", place["phrase"], place["page"], location=docname)
            links = []
        place.replace_self(nodes.inline("", "", *links))


def _links(app: Sphinx, env: BuildEnvironment, place: Place, docname: str) -> list[nodes.Node] | None:
    """Return a link to the heading above the phrase, and one to the cell that proves it; None if there is none."""
    page = place["page"]
    if page not in env.found_docs:
        return None
    line = line_of(Path(env.doc2path(page)), place["phrase"], place.get("cell"))
    if line is None:
        return None
    slugs = env.metadata[page]["myst_slugs"]
    if "anchor" in place:
        if place["anchor"] not in slugs:
            return None
        _, anchor, heading = slugs[place["anchor"]]
    else:
        above = [slug for slug in slugs.values() if 0 < slug[0] <= line]
        _, anchor, heading = max(above, key=lambda slug: slug[0])
    address = app.builder.get_relative_uri(docname, page)
    title = env.titles[page].astext()
    words = title if heading == title else f"{title}: {heading}"
    links: list[nodes.Node] = [nodes.reference("", words, refuri=f"{address}#{anchor}", internal=True)]
    if place.get("check"):
        if f"cell-{place['check']}" not in slugs:
            return None
        proof = nodes.reference("", "proof", refuri=f"{address}#cell-{place['check']}", internal=True)
        links += [nodes.Text(" ("), proof, nodes.Text(")")]
    return links
