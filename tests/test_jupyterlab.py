"""The first chapter in the real JupyterLab: the figures answer there, and Python and the reader move them together."""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import ROOT
from crossentropy.explorer.picture import ROLES

CHAPTER = "01-entropy.ipynb"
NAMES = ("binary-entropy", "symbol-sequences", "softmax-entropy", "logistic-entropy")  # its figures
PATIENCE = 30_000  # ms; a loaded machine is slow
# What the tests add to the end of the chapter's copy: two views of one figure.
ADDED = ("from crossentropy.figures import logistic_entropy\n\nfigure = logistic_entropy()\nfigure", "figure")
SETTINGS = {
    # every cell is in the document, seen or not
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    # asks nobody for news
    "@jupyterlab/apputils-extension/notification": {"checkForUpdates": False, "fetchNews": "false"},
}
RUN = """async (code) => {
  let text = "";
  const { kernel } = window.jupyterapp.shell.currentWidget.context.sessionContext.session;
  const future = kernel.requestExecute({ code });
  future.onIOPub = ({ content }) => { text += content.text ?? content.evalue ?? ""; };
  await future.done;
  return text.trim();
}"""


@dataclass
class Lab:
    """A notebook in JupyterLab, run from top to bottom."""

    page: Page

    def python(self, code: str) -> str:
        """Run code in the notebook's kernel, after all that the page has sent there, and return what it prints."""
        return self.page.evaluate(RUN, code)

    def command(self, name: str, **options) -> None:
        self.page.evaluate("([name, options]) => window.jupyterapp.commands.execute(name, options)", [name, options])

    @property
    def figures(self) -> Locator:
        """The chapter's figures, in order, and the two views behind them."""
        return self.page.locator('.jp-Notebook figure.explorer[data-state="live"]')

    def views(self) -> tuple[Locator, Locator]:
        return self.figures.nth(len(NAMES)), self.figures.nth(len(NAMES) + 1)


def curve(view: Locator, key: str = "H") -> str:
    return view.locator(f'[data-curve="{key}"] > path').get_attribute("d")


def moved(view: Locator, before: str) -> None:
    expect(view.locator('[data-curve="H"] > path')).not_to_have_attribute("d", before)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_chapter(folder: Path) -> None:
    notebook = nbformat.read(ROOT / "chapters" / CHAPTER, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in ADDED]
    nbformat.write(notebook, folder / CHAPTER)


def own_settings(folder: Path) -> None:
    for name, content in SETTINGS.items():
        file = folder / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content), "utf-8")


@pytest.fixture(scope="module")
def server(browser, tmp_path_factory):
    """Address of a JupyterLab that touches nothing of the reader's own; it ends whatever happens."""
    home = tmp_path_factory.mktemp("jupyter")
    chapters = home / "chapters"
    chapters.mkdir()
    own_chapter(chapters)
    own_settings(home / "settings")
    places = {
        **{f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")},
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    port, token = free_port(), secrets.token_hex(16)
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"),
        *("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
        *(f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={chapters}"),
    ]
    log = (home / "log").open("w+")
    running = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=subprocess.STDOUT, cwd=home)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", running, home / "log")
        yield f"http://127.0.0.1:{port}/lab/tree/{CHAPTER}?reset&token={token}"
    finally:
        running.send_signal(signal.SIGTERM)  # the server ends its kernels
        try:
            running.wait(15)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait(15)
        log.close()
        shutil.rmtree(home, ignore_errors=True)


def _wait_for(address: str, running: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end and running.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab does not answer:\n{log.read_text('utf-8')}")


@pytest.fixture(scope="module")
def lab(server, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(server)
    page.wait_for_function(
        "() => window.jupyterapp?.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    opened = Lab(page)
    opened.command("notebook:run-all-cells")
    expect(opened.figures).to_have_count(len(NAMES) + len(ADDED), timeout=PATIENCE)
    yield opened
    page.close()


@pytest.fixture(autouse=True)
def defaults(lab):
    """Every test starts from the same values, on both views."""
    lab.python("figure.bias, figure.weight, figure.unit = 0, 1, 'nat'")
    for view in lab.views():
        view.evaluate("""async (figure) => {
          while (JSON.stringify(figure.explorer.values()) !== '{"bias":0,"weight":1,"unit":"nat"}')
            await new Promise((done) => setTimeout(done, 20));
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }""")


def test_every_figure_of_the_chapter_is_live(lab):
    shown = lab.figures.evaluate_all("all => all.map((each) => each.dataset.explorer)")
    assert set(NAMES) <= set(shown[: len(NAMES)])


def test_reader_moves_the_curve_with_the_keyboard_and_python_sees_it(lab):
    view, _ = lab.views()
    before = curve(view)
    slider = view.get_by_label("β₀ (bias)")
    slider.press("ArrowRight")
    moved(view, before)
    slider.press("PageUp")
    expect(slider).to_have_value("2.5")
    assert lab.python("print(figure.bias)") == "2.5"


def test_python_observes_the_reader(lab):
    lab.python("seen = []; figure.observe(lambda change: seen.append(change['new']), 'weight')")
    lab.views()[0].get_by_label("β₁ (weight)").press("End")
    assert lab.python("print(seen)") == "[6.0]"


def test_python_moves_the_slider_and_the_curve(lab):
    view, _ = lab.views()
    before = curve(view)
    lab.python("figure.weight = 2")
    moved(view, before)
    expect(view.get_by_label("β₁ (weight)")).to_have_value("2")
    expect(view.locator('output[for$="-weight"]')).to_have_text("2.0")


def test_python_and_the_page_compute_the_same(lab):
    view, _ = lab.views()
    lab.python("figure.bias, figure.weight, figure.unit = 1, 2, 'bit'")
    expect(view.get_by_role("radio", name="bit")).to_be_checked()
    python = json.loads(lab.python("import json; print(json.dumps(figure.readouts()))"))
    assert view.evaluate("figure => figure.explorer.readouts()") == pytest.approx(python, rel=1e-12)


def test_reset_in_a_notebook_reaches_python(lab):
    lab.python("figure.bias = 5")
    view, _ = lab.views()
    expect(view.get_by_label("β₀ (bias)")).to_have_value("5")
    view.get_by_role("button", name="Reset").click()
    expect(view.get_by_label("β₀ (bias)")).to_have_value("0")
    assert lab.python("print(figure.bias)") == "0.0"


def test_bad_value_in_python_names_it_and_moves_nothing(lab):
    view, _ = lab.views()
    before = curve(view)
    assert "99" in lab.python("figure.bias = 99")
    assert (lab.python("print(figure.bias)"), curve(view)) == ("0.0", before)


def test_two_views_of_one_figure_stay_in_step(lab):
    first, second = lab.views()
    before = curve(second)
    first.get_by_label("β₀ (bias)").press("ArrowRight")
    moved(second, before)
    assert curve(second) == curve(first)
    expect(second.get_by_label("β₀ (bias)")).to_have_value("0.1")


def test_no_two_figures_or_views_share_an_id(lab):
    ids = lab.figures.evaluate_all(
        "all => all.flatMap((figure) => [figure, ...figure.querySelectorAll('[id]')].map((each) => each.id))"
    )
    assert len(ids) > 60
    assert sorted(ids) == sorted(set(ids))


def test_link_to_a_page_is_not_offered_in_a_notebook(lab):
    expect(lab.views()[0].get_by_role("button", name="Copy link")).to_have_count(0)


@pytest.mark.parametrize(("theme", "scheme"), [("JupyterLab Dark", 1), ("JupyterLab Light", 0)])
def test_figures_follow_the_theme_of_jupyterlab(theme, scheme, lab):
    lab.command("apputils:change-theme", theme=theme)
    colour = ROLES["entropy"][scheme]
    stroke = f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"
    expect(lab.views()[0].locator('[data-curve="H"] > path')).to_have_css("stroke", stroke)


def test_texts_can_be_read_in_the_dark_theme(lab):
    lab.command("apputils:change-theme", theme="JupyterLab Dark")
    view, _ = lab.views()
    expect(lab.page.locator("body[data-jp-theme-light='false']")).to_have_count(1)
    text, own = view.evaluate(
        "figure => [getComputedStyle(figure.querySelector('svg text')).fill, getComputedStyle(figure).color]"
    )
    lab.command("apputils:change-theme", theme="JupyterLab Light")
    assert text == own
    assert min(int(each) for each in re.findall(r"\d+", text)[:3]) > 150
