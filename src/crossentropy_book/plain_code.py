"""Code cells without an element around every name and bracket: these have the colour of the code itself.

They are half of a chapter's code, and a page is laid out the faster the fewer elements it has. Only a line that is too
long for a phone gets an element of its own: there it is broken, and goes on a little to the right of where it began.
"""

import re
from html import unescape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

PLAIN = re.compile('<span class="(?:n|p|w)">([^<]*)</span>')  # Pygments' names, punctuation and white space
CODE = re.compile(
    r'(<div class="highlight-(?:ipython3|python|sh) [^>]*><div class="highlight"><pre><span></span>)(.*?)(?=</pre>)',
    re.DOTALL,
)
PHONE = 40  # characters that fit


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


def with_long_lines(html: str) -> str:
    r"""Return the HTML of coloured code with its long lines in elements whose class says how far they are indented.

    Examples
    --------
    >>> with_long_lines("short\n    " + 12 * "long ")
    'short\n<span class="long-4">    long long long long long long long long long long long long </span>'
    """

    def marked(line: str) -> str:
        text = unescape(re.sub("<[^>]*>", "", line))
        depth = min((len(text) - len(text.lstrip())) // 4 * 4, 16)
        return f'<span class="long-{depth}">{line}</span>' if len(text) > PHONE else line

    return "\n".join(map(marked, html.split("\n")))


def _unwrap(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if "body" in context:
        context["body"] = CODE.sub(lambda found: found[1] + with_long_lines(found[2]), context["body"])
        context["body"] = re.sub("<pre>.*?</pre>", lambda found: unwrapped(found[0]), context["body"], flags=re.DOTALL)
