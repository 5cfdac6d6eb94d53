"""Places that a Markdown link may name besides headings: `[bit](glossary.md#term-bit)`.

MyST resolves the part after `#` among the headings of the page only. Here every term of a definition list that has
an id (the glossary, the bibliography) joins them, and every code cell of a notebook, as `cell-NAME`. Where a heading
has the name of a live figure, the heading gives way: links to the figure are the readers' own.
"""

from pathlib import Path

import nbformat
from docutils import nodes
from sphinx.application import Sphinx

from crossentropy import figures


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("doctree-read", _name_cells, priority=400)  # before exercise_forms replaces some of them
    app.connect("doctree-read", _name_terms)
    app.connect("doctree-read", _give_way, priority=400)  # before Sphinx collects the table of contents


def _name_cells(app: Sphinx, doctree: nodes.document) -> None:
    path = Path(app.env.doc2path(app.env.docname))
    if path.suffix != ".ipynb":
        return
    cells = nbformat.read(path, as_version=4).cells
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for node in doctree.findall(nodes.container):
        if node.get("nb_element") == "cell_code":
            name = f"cell-{cells[node['cell_index']].id}"
            node["ids"].append(name)
            slugs[name] = (0, name, name)  # line 0: no heading


def _name_terms(app: Sphinx, doctree: nodes.document) -> None:
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for term in doctree.findall(nodes.term):
        for name in term["ids"]:
            slugs.setdefault(name, (term.line or 0, name, term.astext()))


def _give_way(app: Sphinx, doctree: nodes.document) -> None:
    slugs = app.env.metadata[app.env.docname].get("myst_slugs", {})
    for section in doctree.findall(nodes.section):
        taken = set(section["ids"]) & set(figures.NAMES)
        section["ids"] = [f"about-{name}" if name in taken else name for name in section["ids"]]
        for name in taken & set(slugs):
            line, _, words = slugs[name]
            slugs[name] = (line, f"about-{name}", words)
