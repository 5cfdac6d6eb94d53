"""The engine without this book: its README's figures in a stock Jupyter Book, in plain Sphinx and in JupyterLab.

The environment has the wheel of this distribution, less the packages `crossentropy` and `crossentropy_book`.
"""

import re
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from conftest import ROOT, _serve
from crossentropy_book.downloads import wheel
from jupyter import PATIENCE, open_notebook
from test_environments import Environment

pytestmark = pytest.mark.builds

README = (ROOT / "src" / "livefigure" / "README.md").read_text(encoding="utf-8")
EXPLORED, DESCRIBED = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
(TWIN,) = re.findall(r"```js\n(.*?)```", README, re.DOTALL)
# A role of the notebook's own, and a curve of that name.
COLOURED = """
from livefigure import Role, register

register(Role("pull", light="#7b2d8e", dark="#d6a2e8"))

def weight(mass=1.0):
    return {"pull": (t, mass * t)}

explore(weight, mass=(0, 2, 0.5))
"""
# The README's figure in a module of the site's own.
MODULE = f"""
{DESCRIBED.replace("live(", "FIGURE = (").replace('"damped"', '"own-spring"')}
NAMES = ("own-spring",)

def figure(name):
    return FIGURE
"""
SHOWN = "\n```{live-figure} own-spring\n```\n\n{alone}`a heavy one <own-spring?mass=5>`\n"
(LINES,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
FIGURES = {"spring": ("friction", "swing"), "damped": ("friction", "swing"), "weight": ("mass", "pull")}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
# What each of the two sites is made of, and the command that builds it into `html`.
SITES = {
    "Jupyter Book": (
        {
            "_config.yml": f"title: Springs\n{LINES}",
            "_toc.yml": "format: jb-book\nroot: index\nchapters:\n- file: springs\n",
        },
        ("-c", "from jupyter_book.cli.main import main; main()", "build", ".", "-W", "-n", "--keep-going"),
        "_build/html",
    ),
    "Sphinx": (
        {
            "conf.py": """
import sys
sys.path.insert(0, ".")
project, html_theme = "Springs", "alabaster"
extensions = ["myst_nb", "livefigure.sphinx"]
livefigure_figures = "own"
""",
            "own.py": MODULE,
            # as many pages as Sphinx reads in several processes
            **{f"page{n}.md": f"---\norphan: true\n---\n# Page {n}\n" for n in range(5)},
        },
        ("-m", "sphinx", "-q", "-W", "-n", "-j", "2", ".", "html"),
        "html",
    ),
}
STROKE = "(path) => getComputedStyle(path).stroke"
PAPER = """(figure) => {
  for (let box = figure; box; box = box.parentElement) {
    const { backgroundColor } = getComputedStyle(box);
    if (!/, 0\\)$|transparent/.test(backgroundColor)) return backgroundColor;
  }
  return "rgb(255, 255, 255)";
}"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> Environment:
    made = Environment(tmp_path_factory.mktemp("stock") / "environment")
    with zipfile.ZipFile(wheel(ROOT, made.packages.parent)) as archive:
        archive.extractall(made.packages)
    for package in ("crossentropy", "crossentropy_book"):
        shutil.rmtree(made.packages / package)
    assert not made.has_the_package()
    return made


def write_notebook(path: Path) -> None:
    cells = [nbformat.v4.new_markdown_cell("# Springs", id="title")]
    cells += [
        nbformat.v4.new_code_cell(code, id=f"figure-{n}") for n, code in enumerate((EXPLORED, DESCRIBED, COLOURED))
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), path)
    (path.parent / "damped.js").write_text(TWIN, encoding="utf-8")


@pytest.fixture(scope="module")
def sites(environment, tmp_path_factory) -> Callable[[str], Path]:
    """Build a site of two pages, once, and return its folder."""

    @cache
    def build(kind: str) -> Path:
        folder = tmp_path_factory.mktemp("site")
        files, command, output = SITES[kind]
        more = "" if "_toc.yml" in files else f"\n```{{toctree}}\nsprings\n```\n{SHOWN}"
        for name, text in {**files, "index.md": f"# Home\n\nWords.\n{more}"}.items():
            (folder / name).write_text(text, encoding="utf-8")
        write_notebook(folder / "springs.ipynb")
        done = environment.run_in(folder, *command)
        assert done.returncode == 0, done.stdout + done.stderr
        return folder / output

    return build


@pytest.fixture(scope="module", params=SITES)
def built(request, sites) -> Path:
    """Folder of a site; pytest comes back to each several times."""
    return sites(request.param)


@pytest.fixture(scope="module")
def address(built):
    yield from _serve(built, {})


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_figures_of_a_stock_site_are_live_and_bring_nothing_from_elsewhere(scheme, built, address, new_page):
    visit = new_page(viewport={"width": 1280, "height": 720})
    origin = address if scheme == "http" else built.as_uri() + "/"
    visit.page.route(lambda url: not url.startswith(origin), lambda route: route.abort())
    visit.page.goto(f"{origin}springs.html")
    for name, (slider, key) in FIGURES.items():
        figure = visit.page.locator(f"figure#{name}")
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-state", "live")
        path = figure.locator(f'[data-curve="{key}"] path')
        before, said = path.get_attribute("d"), figure.locator(".explorer-sentence").text_content()
        figure.locator(f'input[name="{slider}"]').press("End")
        expect(path).not_to_have_attribute("d", before)
        expect(figure.locator(".explorer-sentence")).not_to_have_text(said)
    ours = [url for url in visit.requests if re.search("widget|require|explorer", url) and not url.startswith(origin)]
    assert ours == []
    html = (built / "springs.html").read_text(encoding="utf-8")
    assert "application/vnd.jupyter.widget-state+json" not in html
    assert not (built / "index.html").read_text(encoding="utf-8").count("springs.js")


@pytest.mark.parametrize("built", ["Sphinx"], indirect=True)
def test_figure_of_a_module_has_a_directive_a_link_and_a_page(built, new_page):
    page = new_page().page
    page.goto((built / "index.html").as_uri())
    expect(page.locator("#own-spring")).to_have_attribute("data-state", "live")
    page.get_by_role("link", name="a heavy one").click()
    figure = page.locator("#own-spring")
    expect(figure).to_have_attribute("data-state", "live")
    assert page.url.endswith("figures/own-spring.html?own-spring.mass=5")
    assert figure.evaluate("(figure) => figure.explorer.values()") == {"friction": 0.2, "mass": 5}
    assert page.locator("a[href='../index.html']").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_curve_has_the_colour_that_suits_the_page(scheme, built, address, new_page):
    page = new_page(color_scheme=scheme).page
    page.route(lambda url: not url.startswith(address), lambda route: route.abort())
    page.goto(f"{address}springs.html")
    figure = page.locator("figure#damped")
    red, _, blue = map(int, re.findall(r"\d+", figure.evaluate(PAPER))[:3])
    on_dark = red + blue < 200
    assert on_dark == (scheme == "dark" and built.parent.name == "_build")  # alabaster knows no dark
    engine = {False: "rgb(11, 95, 165)", True: "rgb(121, 187, 255)"}[on_dark]
    own = {False: "rgb(123, 45, 142)", True: "rgb(214, 162, 232)"}[on_dark]
    assert figure.locator('[data-curve="swing"] path').evaluate(STROKE) == engine
    assert page.locator('#weight [data-curve="pull"] path').evaluate(STROKE) == own


def test_figures_of_the_notebook_are_live_in_jupyterlab(environment, server, window):
    environment.write_kernel(server.home / "data" / "kernels" / "stock")
    write_notebook(server.notebooks / "springs.ipynb")
    notebook = nbformat.read(server.notebooks / "springs.ipynb", as_version=4)
    notebook.metadata.kernelspec = {"name": "stock", "display_name": "stock", "language": "python"}
    nbformat.write(notebook, server.notebooks / "springs.ipynb")
    lab = open_notebook(window, server, "JupyterLab", "springs.ipynb")
    lab.run_all(len(FIGURES))
    assert lab.python("import crossentropy").startswith("No module named")
    for place, (slider, key) in enumerate(FIGURES.values()):
        figure = lab.figures.nth(place)
        path = figure.locator(f'[data-curve="{key}"] > path')
        before = path.get_attribute("d")
        figure.locator(f'input[name="{slider}"]').press("End")
        expect(path).not_to_have_attribute("d", before, timeout=PATIENCE)
    lab.page.close()
