"""What several tests share: the built site, a server for it, a browser."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import browser as browsers
import jupyter
import workers
from progress import pytest_configure  # noqa: F401 - a hook

hypothesis.settings.register_profile("book", deadline=None)  # a loaded machine is slow, not wrong
hypothesis.settings.load_profile("book")

ROOT = Path(__file__).resolve().parent.parent
# What the README tells those who host the book: nothing is inline, nothing comes from elsewhere.
POLICY = "default-src 'self'; img-src 'self' data:"
# Whether a long page has laid out all its blocks (book.js).
SETTLED = "() => !document.querySelector('.settling') || 'settled' in document.documentElement.dataset"
# Opens the asides of a chapter: they are folded, and may hold figures.
UNFOLD = "() => document.querySelectorAll('details.aside').forEach((each) => { each.open = true; })"
# A move is drawn before this comes; one on the heels of another, before it has come twice.
FRAME = "new Promise(requestAnimationFrame)"
TWO_FRAMES = f"{FRAME}.then(() => {FRAME})"
# A browser set to block storage throws when a script only looks at it.
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
"""


lab, server, window, kept = jupyter.lab, jupyter.server, jupyter.window, jupyter.kept  # one for all files


# What `make check` does without: the built site, a server, a browser.
COSTLY = {"site", "browser", "lab", "server"}


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return the number of workers of `-n auto`."""
    return workers.count()


# Fixtures that go through all pages: what asks one of them runs where it was made, apart from the rest of its file.
TOURS = ("census", "first_visits", "without_javascript", "built", "chapter_in_hand")


def group_of(item: pytest.Item) -> str:
    """Return what a test shares its worker with; no group takes more than a tenth of the whole."""
    file, fixtures = item.path.name, getattr(item, "fixturenames", ())
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    if {"lab", "server"} & set(fixtures):
        return f"Jupyter {parameters.get('lab') or parameters.get('plain') or 'with all figures'}"
    if file in ("test_figures.py", "test_figures_browser.py") and "name" in parameters:
        return f"figure {parameters['name']}"
    if file == "test_environments.py" or "part" in parameters:  # nothing is shared
        return f"{file} {item.name}"
    tours = [tour for tour in TOURS if tour in fixtures]
    return " ".join([file, parameters.get("engine", ""), *tours])


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep on one worker what shares costly fixtures, and begin with what takes long, so that no worker waits."""
    for item in items:
        if COSTLY & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.site)
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    names = (
        *("jupyter", "explore_jupyter", "notebook_files", "other_browsers", "stock_book", "environments", "site"),
        *("page_sizes", "nbconvert", "explore_site", "reading", "readers", "figures_browser", "figures"),
    )
    first = [f"test_{name}.py" for name in names]
    items.sort(key=lambda item: first.index(item.path.name) if item.path.name in first else len(first))


@pytest.fixture(scope="session")
def site() -> Path:
    """Folder of the built book."""
    folder = ROOT / "_build" / "html"
    if not (folder / "index.html").is_file():
        pytest.fail("the book is not built; run: make book", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """Every page of the book, as a path relative to its folder."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def _serve(site: Path, headers: dict[str, str]) -> Iterator[str]:
    from crossentropy_book import serve  # not above: with it comes Sphinx, and each process that tests waits for it

    with serve.server(site, headers=headers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address of a plain server of the book."""
    yield from _serve(site, {})


@pytest.fixture(scope="session")
def strict_address(site: Path) -> Iterator[str]:
    """Address of a server that sends a strict Content-Security-Policy with the book."""
    yield from _serve(site, {"Content-Security-Policy": POLICY})


def program_of(engine: str) -> str:
    """Return the path of a browser; without one the test is skipped, in CI it fails."""
    path = browsers.find(engine)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(browsers.ENGINES[engine].missing)
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, Chrome or Edge."""
    path = program_of("chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=browsers.ARGUMENTS)
        yield running
        running.close()


@dataclass
class Visit:
    """A page of the browser and all that it said and asked for."""

    page: Page
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def foreign(self, origin: str) -> list[str]:
        """Return the requests that went elsewhere."""
        return [url for url in self.requests if not url.startswith((origin, "data:", "blob:", "about:"))]


@contextmanager
def opening(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open pages, each in a fresh context: `open_page(viewport=..., color_scheme=..., storage=False)`."""
    contexts: list[BrowserContext] = []

    def open_page(*, storage: bool = True, **options) -> Visit:
        context = browser.new_context(**options)
        contexts.append(context)
        if not storage:
            context.add_init_script(NO_STORAGE)
        visit = Visit(context.new_page())
        visit.page.on("console", lambda message: visit.messages.append(f"{message.type}: {message.text}"))
        visit.page.on("pageerror", lambda error: visit.messages.append(f"error: {error}"))
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        return visit

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open pages for one test."""
    with opening(browser) as open_page:
        yield open_page
