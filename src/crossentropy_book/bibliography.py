"""The directive that writes the bibliography from a BibTeX file, and the links that cite it.

    ```{references} references.bib
    ```

Every entry stands under its key, shows why to read it (the field `annote`) and the pages that cite it. A page cites
by a plain link, `[Shannon (1948)](bibliography.md#shannon1948)`, which works in notebooks as well; a link to a key
that the file does not have is a warning, and so fails the build.
"""

from docutils import nodes
from pybtex.database import Entry, parse_file
from pybtex.plugin import find_plugin
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective


class UsedIn(nodes.paragraph):
    """The place under an entry for the pages that cite it, known when all pages were read."""


class References(SphinxDirective):
    """Put every entry of a BibTeX file into the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the entries as a definition list, by author and year."""
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        entries = parse_file(path, "bibtex").entries
        rows = sorted(entries.items(), key=lambda row: (label(row[1]).casefold(), row[0]))
        return [nodes.definition_list("", *(_item(key, entry) for key, entry in rows), classes=["references"])]


def label(entry: Entry) -> str:
    """Return how a text names an entry: authors and year.

    Examples
    --------
    >>> from pybtex.database import parse_string
    >>> data = parse_string("@book{c, author={Cover, T. and Thomas, J.}, year=2006}", "bibtex")
    >>> label(data.entries["c"])
    'Cover and Thomas (2006)'
    """
    parts = [[*author.rich_prelast_names, *author.rich_last_names] for author in entry.persons["author"]]
    names = [" ".join(map(str, words)) for words in parts]
    who = " and ".join(names) if len(names) < 3 else f"{names[0]} and others"
    return f"{who} ({entry.fields['year']})"


def _item(key: str, entry: Entry) -> nodes.definition_list_item:
    style = find_plugin("pybtex.style.formatting", "unsrt")()
    reference = find_plugin("pybtex.backends", "docutils")().paragraph(style.format_entry(key, entry))
    why = nodes.paragraph("", entry.fields["annote"])
    term = nodes.term("", label(entry), ids=[key])
    return nodes.definition_list_item("", term, nodes.definition("", reference, why, UsedIn(key=key)))


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_directive("references", References)
    app.connect("doctree-read", _note_citations)
    app.connect("env-purge-doc", _forget_citations)
    app.connect("env-merge-info", _merge_citations)
    app.connect("doctree-resolved", _say_where_used)


def _citations(env: BuildEnvironment) -> dict[str, set[str]]:
    """Return, for each page, the places of other pages that it links to."""
    if not hasattr(env, "book_citations"):
        env.book_citations = {}
    return env.book_citations


def _note_citations(app: Sphinx, doctree: nodes.document) -> None:
    links = doctree.findall(addnodes.pending_xref)
    _citations(app.env)[app.env.docname] = {link["reftargetid"] for link in links if link.get("reftargetid")}


def _forget_citations(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _citations(env).pop(docname, None)


def _merge_citations(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _citations(env).update({name: places for name, places in _citations(other).items() if name in docnames})


def _say_where_used(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(UsedIn)):
        pages = _citations(app.env).items()
        citing = sorted(name for name, keys in pages if place["key"] in keys and name != docname)
        if not citing:
            place.parent.remove(place)
            continue
        paragraph = nodes.paragraph("", "Cited in: ", classes=["used-in"])
        for number, name in enumerate(citing):
            address = app.builder.get_relative_uri(docname, name)
            title = app.env.titles[name].astext()
            paragraph += [
                *([nodes.Text(", ")] if number else []),
                nodes.reference("", title, refuri=address, internal=True),
            ]
        place.replace_self(paragraph)
