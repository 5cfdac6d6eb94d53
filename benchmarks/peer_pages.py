"""The pages of the libraries we compare with: their packages installed, their pages gathered into one folder.

Every page computes with the book's own functions and has the same sliders and readouts (peers/page.js); only the
drawing is the library's. "ours, bare" is the book's figure on such a page, without the book around it. The libraries
are pinned in package.json and requirements.txt here, and served from the folder itself.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import lighthouse
from failure import MeasurementError

from crossentropy import figures
from crossentropy_book.minify import minified
from livefigure import front_end
from livefigure.bundler import bundle
from livefigure.page import figure_html

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FIGURE = figures.figure("logistic-cross-entropy")
VENDOR = (
    "uplot/dist/uPlot.iife.min.js",
    "uplot/dist/uPlot.min.css",
    "d3/dist/d3.min.js",
    "@observablehq/plot/dist/plot.umd.min.js",
    "plotly.js-basic-dist-min/plotly-basic.min.js",
    "vega/build/vega.min.js",
    "vega-lite/build/vega-lite.min.js",
    "vega-embed/build/vega-embed.min.js",
)
OWN_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The book's figure</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<link rel="stylesheet" href="explorer.css">
{figure}
<script src="explorer.js"></script>
</html>
"""
PINS = (ROOT / "requirements.txt", HERE / "requirements.txt")
STAMP = HERE / ".venv" / ".installed"


def python() -> Path:
    """Return the benchmarks' own Python, which has the book, Bokeh and ipympl; it is installed if that is not done."""
    program = HERE / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not STAMP.exists() or STAMP.stat().st_mtime < max(each.stat().st_mtime for each in PINS):
        print("Installing Bokeh, ipympl and JupyterLab into benchmarks/.venv", file=sys.stderr)
        pip = [program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([sys.executable, "-m", "venv", HERE / ".venv"])
        run([*pip, *(word for each in PINS for word in ("-r", each))])
        run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT])
        STAMP.touch()
    return program


def gather(folder: Path) -> None:
    """Write the pages and all that they load into a folder."""
    lighthouse.install()
    for page in (HERE / "peers").iterdir():
        if page.suffix in {".html", ".css", ".js"}:
            shutil.copy(page, folder)
    # the book's own functions, all that a peer computes with
    names = 'import MODEL from "' + FIGURE.twin + '";\nimport { shown } from "livefigure/frontend/number_text.js";\n'
    (folder / "model.js").write_text(bundle(names), encoding="utf-8")
    _own_page(folder)
    for path in [*folder.glob("*.js"), *folder.glob("*.css")]:  # as small as the book's own, and as the libraries
        path.write_text(minified(path.name, path.read_text("utf-8")), "utf-8")
    (folder / "vendor").mkdir()
    for file in VENDOR:
        shutil.copy(HERE / "node_modules" / file, folder / "vendor")
    run([python(), HERE / "peers" / "bokeh_page.py", folder])


def _own_page(folder: Path) -> None:
    """Write the book's figure on a page as bare as the peers'."""
    html = figure_html(FIGURE, FIGURE.defaults)
    page = OWN_PAGE.format(figure=html)
    (folder / "ours.html").write_text(page, encoding="utf-8")
    (folder / "explorer.css").write_text(front_end.stylesheet(), encoding="utf-8")
    (folder / "explorer.js").write_text(front_end.page_script([FIGURE], html), encoding="utf-8")


def run(command: list) -> None:
    """Run a program that has to succeed."""
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or str(done.returncode)).splitlines()[-1]
        raise MeasurementError(f"'{' '.join(str(each) for each in command[:4])} ...' failed: {last}")
