"""The real JupyterLab and Notebook 7, from one server, in Chromium: what the notebook tests share."""

import shutil
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser import NO_QUESTIONS
from notebook_server import FRONT_ENDS, IDLE, Server, serving

ROOT = Path(__file__).resolve().parent.parent
CHAPTER = "01-entropy.ipynb"
BUILT_IN = ("binary-entropy", "symbol-sequences", "softmax-entropy", "logistic-entropy")
QUESTIONS = 6  # each before a figure; the last is what the guesses have cost, at the chapter's end
NAMES = (*BUILT_IN, "cousins")  # its figures: the last is of a function in the chapter
# What the tests add to the end of the chapter's copy: two views of one figure.
ADDED = ("from crossentropy.figures import logistic_entropy\n\nfigure = logistic_entropy()\nfigure", "figure")
PATIENCE = 30_000  # ms; a loaded machine is slow
MANAGER = "@jupyter-widgets/jupyterlab-manager"
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
    """A notebook in JupyterLab or Notebook 7, its file, and the errors in the browser's console."""

    page: Page
    file: Path
    errors: list[str] = field(default_factory=list)

    def python(self, code: str) -> str:
        """Run code in the notebook's kernel, after all that the page has sent there, and return what it prints."""
        return self.page.evaluate(RUN, code)

    def command(self, name: str, **options) -> None:
        self.page.evaluate("([name, options]) => window.jupyterapp.commands.execute(name, options)", [name, options])

    def run_all(self, figures: int) -> None:
        """Run every cell and wait until so many figures are live."""
        self.command("notebook:run-all-cells")
        expect(self.figures).to_have_count(figures, timeout=PATIENCE)

    def reload(self, figures: int) -> None:
        """Load the page again and wait until so many figures of the kernel are live."""
        self.page.reload()
        self.page.wait_for_function(IDLE)
        expect(self.figures).to_have_count(figures, timeout=PATIENCE)

    def run_cell(self, number: int) -> None:
        """Run one cell; negative numbers count from the end."""
        self.page.evaluate(
            "(number) => { const { content } = window.jupyterapp.shell.currentWidget;"
            " content.activeCellIndex = number < 0 ? content.widgets.length + number : number; }",
            number,
        )
        self.command("notebook:run-cell")

    def restart(self) -> None:
        """Restart the kernel, as its button does once the reader has confirmed."""
        self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart()"
        )
        self.page.wait_for_function(IDLE)

    def save(self) -> None:
        """Save the notebook, as the front end does, into the file that it was opened from."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")

    def comes_to(self, expression: str, value) -> None:
        """Wait until Python has a value that the page sends bit by bit, as in a drag."""
        end = time.monotonic() + PATIENCE / 1000
        while (found := self.python(f"print({expression})")) != str(value):
            assert time.monotonic() < end, f"{expression} is {found}, not {value}"
            time.sleep(0.05)

    @property
    def figures(self) -> Locator:
        """The live figures, in order: those of the chapter, and the two views behind them."""
        return self.page.locator('.jp-Notebook figure.explorer[data-state="live"]')

    def views(self) -> tuple[Locator, Locator]:
        """Return the two views of the figure that was added to the chapter."""
        return self.figures.nth(len(NAMES)), self.figures.nth(len(NAMES) + 1)


def curve(view: Locator, key: str = "H") -> str:
    """Return the path of a curve as it is drawn now."""
    return view.locator(f'[data-curve="{key}"] > path').get_attribute("d")


def moved(view: Locator, before: str, key: str = "H") -> None:
    """Wait until a curve is drawn in another way than before."""
    expect(view.locator(f'[data-curve="{key}"] > path')).not_to_have_attribute("d", before, timeout=PATIENCE)


@cache
def picture_with_note(name: str) -> str:
    """Return the address of a built-in figure's picture that says how to make it move."""
    from crossentropy import figures  # not above, as nbformat below
    from livefigure.draw import png
    from livefigure.widget import NOTE

    figure = figures.figure(name)
    return f"data:image/png;base64,{b64encode(png(figure.draw, figure.defaults, NOTE)).decode()}"


def open_notebook(window: BrowserContext, server: Server, front_end: str, notebook: str) -> Lab:
    """Open a notebook and wait for its kernel; nothing is run yet."""
    page = window.new_page()
    opened = Lab(page, server.notebooks / notebook)
    page.on("pageerror", lambda error: opened.errors.append(f"{error}\n{error.stack}"))
    page.on("console", lambda message: opened.errors.append(message.text) if message.type == "error" else None)
    page.goto(server.url(front_end, notebook))
    page.wait_for_function(IDLE)
    return opened


def chapter(code_alone: bool = False) -> str:
    """Return the file of the chapter as it is stored, pictures and all, with the cells that the tests add."""
    import nbformat  # not above: it takes a second, and each process that tests would wait for it

    notebook = nbformat.read(ROOT / "chapters" / CHAPTER, as_version=4)
    notebook.cells += [nbformat.v4.new_code_cell(source, id=f"added-{n}") for n, source in enumerate(ADDED)]
    if code_alone:
        notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return nbformat.writes(notebook)


@dataclass
class Kept:
    """A chapter's file as stored; as saved after a run and a move; as saved after both again with another kernel."""

    stored: str
    used: str
    again: str
    moved_between: bool  # whether an old view moved after the restart


def used_and_saved(lab: Lab) -> str:
    """Move the figure that was added, save the notebook and return its file."""
    slider = lab.views()[0].get_by_label("β₀ (bias)")
    lab.python("figure.bias = 0")
    expect(slider).to_have_value("0")
    slider.press("PageUp")
    lab.comes_to("figure.bias", 2.4)
    lab.save()
    return lab.file.read_text("utf-8")


@pytest.fixture(scope="session")
def server(browser, tmp_path_factory) -> Iterator[Server]:
    """One server for JupyterLab and Notebook 7."""
    home = tmp_path_factory.mktemp("jupyter")
    with serving(sys.executable, home) as made:
        yield made
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def window(browser) -> Iterator[BrowserContext]:
    """One window for all notebooks: what the front ends are made of is loaded once."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PATIENCE)
    made.add_init_script(NO_QUESTIONS)
    yield made
    made.close()


@pytest.fixture(scope="session", params=FRONT_ENDS)
def lab(request, server, window) -> Iterator[Lab]:
    """The first chapter, run from top to bottom: in JupyterLab, then in Notebook 7."""
    name = f"{request.param}.ipynb"
    (server.notebooks / name).write_text(chapter(), "utf-8")
    opened = open_notebook(window, server, request.param, name)
    opened.run_all(len(NAMES) + len(ADDED))
    yield opened
    opened.page.close()


@pytest.fixture(scope="session")
def kept(lab) -> Kept:
    """The first chapter saved after use, the kernel restarted, and that once more."""
    used, view = used_and_saved(lab), lab.views()[0]
    lab.restart()
    before = curve(view)
    view.get_by_label("β₀ (bias)").press("ArrowRight")  # no kernel knows this view any more
    lab.page.evaluate("() => new Promise(requestAnimationFrame)")
    moved_between = curve(view) != before
    lab.run_all(len(NAMES) + len(ADDED))
    expect(lab.views()[0].get_by_label("β₀ (bias)")).to_have_value("0")
    return Kept(chapter(), used, used_and_saved(lab), moved_between)
