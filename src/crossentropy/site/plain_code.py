"""Code cells without an element around every name and bracket: these have the colour of the code itself.

They are half of a chapter's code, and a page is laid out the faster the fewer elements it has.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

PLAIN = re.compile('<span class="(?:n|p|w)">([^<]*)</span>')  # Pygments' names, punctuation and white space


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("html-page-context", _unwrap)


def unwrapped(html: str) -> str:
    """Return the HTML of coloured code without the elements that colour nothing.

    Examples
    --------
    >>> unwrapped('<span class="n">p</span><span class="p">[</span><span class="mi">0</span><span class="p">]</span>')
    'p[<span class="mi">0</span>]'
    """
    return PLAIN.sub(r"\1", html)


def _unwrap(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if "body" in context:
        context["body"] = re.sub("<pre>.*?</pre>", lambda each: unwrapped(each[0]), context["body"], flags=re.DOTALL)
