"""HTML that is escaped by construction: an element is made of texts and of other elements."""

from collections.abc import Mapping
from html import escape

_VOID = {"input"}  # of the elements that are used here: those that hold nothing


class Markup(str):
    """HTML that is ready; any other text is escaped where an element takes it."""


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: str) -> Markup:
    """Return an element.

    Parameters
    ----------
    tag : str
        Its name.
    attributes : dict, optional
        Their values; True stands for one without a value, False and None for one that is not there.
    *children : str
        Texts, which are escaped, and elements.

    Examples
    --------
    >>> element("p", {"title": 'a "b"', "hidden": True, "id": None}, "x < y, ", element("b", None, "z"))
    '<p title="a &quot;b&quot;" hidden>x &lt; y, <b>z</b></p>'
    """
    start = f"<{tag}{''.join(_attribute(name, value) for name, value in (attributes or {}).items())}>"
    return Markup(start if tag in _VOID else f"{start}{together(*children)}</{tag}>")


def together(*children: str) -> Markup:
    """Return texts and elements in a row.

    Examples
    --------
    >>> together("a & b", element("b", None, "c"))
    'a &amp; b<b>c</b>'
    """
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
