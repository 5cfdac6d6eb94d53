"""The book's figure against its peers: the same four sliders and three curves, drawn by other libraries.

The figure is `logistic-cross-entropy`: H(p), H(q) and H(p, q) over 601 points, the band where H(p, q) is below H(q),
three readouts, a sentence. A peer's page (peers/) computes all of it with the book's own functions, has the same native
sliders and a plot as large, and updates it as the library's documentation does. In JupyterLab the book's widget stands
against `interact` with matplotlib and against ipympl, with the sliders of ipywidgets and the book's Python functions.
All are measured in one run, in one browser, in rounds; "ours again" is the book's page once more, so that its ratios
show the noise; "ours, bare" is its figure on a page as bare as the peers', without the book around it.

What is measured:

*press to frame*
    from the time stamp of a real key press on a slider to the time at which the first frame was presented that was
    handed over after the picture had begun to change. The browser's trace has both, in microseconds; peers/watch.js
    tells it, in the page, that the picture changes. Where a page draws before its next frame this is EventTiming's
    duration, as in moves.py. In a notebook the picture of a peer comes later, when the kernel has answered: a new <img>
    counts from its load event, before it is decoded, a canvas from the first call that draws on it. The next press
    comes only when the picture has changed.
*frames per second*
    how many different frames that showed a changed picture were presented in a drag of two seconds over a slider. A
    headless browser shows 60 at most.
*4x slower*
    the page's main thread; the kernel, raster and compositor keep their speed.
*bytes*, *slow 4G*
    with an empty cache, from the compressing server (JupyterLab: from its own, as it comes), until the first slider is
    live and the network is quiet; and the time from the request to that slider, with the line of Lighthouse's simulated
    phone: 1.4 Mbit/s, 562 ms for each request. Web sockets are not slowed. A notebook is run as soon as its kernel is
    ready.
*heap*
    of the page's JavaScript after the moves and a collection of garbage.

What is not: any browser but Chromium; a display; a graphics card, which would change what a canvas costs.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import lab
import peer_pages
from chromium import Trace, chromium, slow_down, total, tracing
from failure import MeasurementError
from moves import SCRIPT, SPEEDS
from page_bytes import Traffic
from peers import notebooks
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError
from serve_compressed import serving
from table import table

OURS = "ours"
FIGURE = "figures/logistic-cross-entropy.html"
PAGES = {
    "ours, bare": "ours.html",
    "uPlot": "uplot.html",
    "Observable Plot": "observable-plot.html",
    "Bokeh": "bokeh.html",
    "Vega-Lite": "vega-lite.html",
    "Plotly": "plotly.html",
}
NOTEBOOKS = {"ours": notebooks.OURS, "interact": notebooks.INTERACT, "ipympl": notebooks.IPYMPL}
SLIDERS = "figure[data-state=live] input[type=range], .jp-OutputArea .noUi-handle"
LIVE = """() => (document.querySelector("figure[data-explorer][data-state=live]")
    || (benchDrawings && document.querySelector(".jp-OutputArea .noUi-handle")))
    && performance.timeOrigin + performance.now()"""
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 1474.56 * 128, "uploadThroughput": 675 * 128}
PATIENCE = 240_000  # ms; JupyterLab over a slow line
STAGES = {
    "Script": SCRIPT,
    "Style": {"UpdateLayoutTree"},
    "Layout": {"Layout"},
    "Paint": {"PrePaint", "Paint", "Layerize"},
    "Commit": {"Commit"},
}
SPEED_NAMES = {1: "own speed", 4: "4x slower"}


@dataclass
class Moves:
    """What the moves of one figure took at one speed: milliseconds of each press, frames per second of each drag."""

    presented: list[float] = field(default_factory=list)
    stages: list[list[float]] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)


@dataclass
class Contestant:
    """One way to make the figure live, and what it was measured to cost."""

    name: str
    url: str
    notebook: bool = False
    moves: dict[int, Moves] = field(default_factory=lambda: {speed: Moves() for speed in SPEEDS})
    sent: float = 0
    raw: float = 0
    live: float = 0
    heap: list[float] = field(default_factory=list)
    failure: str = ""

    def measures(self) -> dict[str, float]:
        """Return the numbers of the table by their row; none if something could not be measured."""
        if self.failure:
            return {}
        found = {}
        for speed, name in SPEED_NAMES.items():
            moves = self.moves[speed]
            found[f"press to frame, {name}: median, ms"] = median(moves.presented)
            found[f"press to frame, {name}: p95, ms"] = quantiles(moves.presented, n=20, method="inclusive")[18]
        for speed, name in SPEED_NAMES.items():
            found[f"frames per second in a drag, {name}"] = median(self.moves[speed].frames)
        return found | {
            "bytes sent, KiB": self.sent / 1024,
            "bytes raw, KiB": self.raw / 1024,
            "live on slow 4G, s": self.live,
            "JavaScript heap, MiB": median(self.heap) / 2**20,
        }


def measure(site: Path, address: str, quick: bool) -> str:
    """Return the section of the report."""
    rounds, presses = (1, 12) if quick else (2, 32)
    random.seed(1)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        peer_pages.gather(folder)
        served = stack.enter_context(serving(folder))
        labs = stack.enter_context(lab.serving(NOTEBOOKS))
        browser = stack.enter_context(chromium())
        contestants = [
            Contestant(OURS, address + FIGURE),
            Contestant("ours again", address + FIGURE),
            *(Contestant(name, served + page) for name, page in PAGES.items()),
            *(Contestant(f"{name} in JupyterLab", url, notebook=True) for name, url in labs.items()),
        ]
        for each in contestants:
            _try(each, _load, browser)
        for i in range(rounds):
            for each in contestants[:: 1 if i % 2 == 0 else -1]:  # what drifts in a run falls on all alike
                _try(each, _move, browser, presses)
    return _report(contestants, rounds * presses)


def _try(contestant: Contestant, what, *rest) -> None:
    """Measure something, unless the contestant has failed already."""
    if contestant.failure:
        return
    try:
        what(contestant, *rest)
    except (MeasurementError, BrowserError) as error:
        contestant.failure = str(error).splitlines()[0]


@contextmanager
def _opened(contestant: Contestant, browser: Browser, prepare=lambda page: None) -> Iterator[tuple[Page, float]]:
    """Open the figure with an empty cache; yield the page and the seconds until its first slider was live."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(path=Path(__file__).with_name("peers") / "watch.js")
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        prepare(page)
        began = time.time()
        page.goto(contestant.url)
        if contestant.notebook:
            lab.run_all(page)
        live = page.wait_for_function(LIVE).json_value() / 1000 - began
        page.wait_for_load_state("networkidle")
        yield page, live
        if contestant.notebook:
            page.evaluate("() => window.jupyterapp.serviceManager.sessions.shutdownAll()")
    finally:
        context.close()


def _load(contestant: Contestant, browser: Browser) -> None:
    """Load the figure over a slow line."""
    traffic = Traffic()

    def prepare(page: Page) -> None:
        session = page.context.new_cdp_session(page)
        traffic.listen(session)
        session.send("Network.emulateNetworkConditions", SLOW_4G)

    with _opened(contestant, browser, prepare) as (_, live):
        contestant.live = live
    if foreign := [url for url in traffic.urls.values() if not url.startswith("http://127.0.0.1:")]:
        raise MeasurementError(f"it asks another host: {foreign[0]}")
    contestant.sent, contestant.raw = traffic.total(traffic.sent), traffic.total(traffic.raw)


def _move(contestant: Contestant, browser: Browser, presses: int) -> None:
    """Move the figure at both speeds, then weigh its heap."""
    with _opened(contestant, browser) as (page, _):
        for speed in SPEEDS:
            slow_down(page, speed)
            page.wait_for_timeout(1000)
            with tracing(browser, page) as trace:
                _press(page, presses, speed)
                page.wait_for_timeout(500)
                _drag(page)
            _read(contestant, trace, presses, contestant.moves[speed])
        slow_down(page, 1)
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        contestant.heap.append(session.send("Runtime.getHeapUsage")["usedSize"])


def _press(page: Page, presses: int, speed: int) -> None:
    """Press a key on the four sliders in turn, and wait each time until the picture has changed."""
    sliders = page.locator(SLIDERS)
    for slider in range(4):
        sliders.nth(slider).focus()
        page.wait_for_timeout(100 * speed)
        for _ in range(presses // 4):
            before = page.evaluate("benchDrawings")
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(50 + 30 * speed + random.uniform(0, 17))  # any phase of the frame clock
            end = time.monotonic() + 10
            while page.evaluate("benchDrawings") == before:
                if time.monotonic() > end:
                    raise MeasurementError("a press changed nothing in the picture for 10 s")
                page.wait_for_timeout(20)


def _drag(page: Page, seconds: float = 2) -> None:
    """Drag the first slider there and back."""
    thumb = page.locator(SLIDERS).first
    track = thumb.locator("xpath=ancestor-or-self::*[self::input or contains(@class, 'noUi-target')]").bounding_box()
    start = thumb.bounding_box()
    y = start["y"] + start["height"] / 2
    page.mouse.move(start["x"] + start["width"] / 2, y)
    page.mouse.down()
    began = time.monotonic()
    page.evaluate("console.timeStamp('drag begins')")
    while (share := (time.monotonic() - began) / seconds) < 1:
        page.mouse.move(track["x"] + track["width"] * (0.1 + 0.8 * abs(1 - 2 * share)), y, steps=5)
    page.evaluate("console.timeStamp('drag ends')")
    page.mouse.up()


def _read(contestant: Contestant, trace: Trace, presses: int, moves: Moves) -> None:
    """Take the presses and the drag out of a trace."""
    stamps = [(event.start, event.data.get("message")) for event in trace.events if event.name == "TimeStamp"]
    drawn = [time for time, message in stamps if message == "drawn"]
    begin, end = (next(t for t, message in stamps if message == f"drag {word}") for word in ("begins", "ends"))
    keys = [event for event in trace.events if event.name == "EventTiming" and event.data.get("type") == "keydown"]
    found = 0
    for key, after in zip(keys, [*(each.start for each in keys[1:]), begin], strict=True):
        change = next((time for time in drawn if key.start <= time < after), None)
        frame = trace.shown(change) if change else None
        if frame is None:
            continue
        found += 1
        during = [event for event in trace.events if key.start <= event.start < frame.presented]
        moves.presented.append(frame.presented - key.start)
        moves.stages.append(
            [
                *(total(during, names) for names in STAGES.values()),
                frame.rastered - frame.committed,
                frame.presented - frame.rastered,
            ]
        )
    if found < 0.9 * presses:
        raise MeasurementError(f"{presses} presses, but only {found} frames that show them")
    shown = {trace.shown(time) for time in drawn if begin <= time < end} - {None}
    moves.frames.append(1000 * len(shown) / (end - begin))


def _report(contestants: list[Contestant], presses: int) -> str:
    measures = {each.name: each.measures() for each in contestants}
    ours = measures[OURS]
    if not ours:
        raise MeasurementError(f"our own page: {contestants[0].failure}")
    heads = ["", *measures]
    failures = [f"- {each.name}: not measured: {each.failure}" for each in contestants if each.failure]

    def rows(cell) -> list[list[str]]:
        return [[row, *(cell(found, row) if found else "-" for found in measures.values())] for row in ours]

    stages = [
        [
            each.name,
            SPEED_NAMES[speed],
            *(f"{median(stage):.2f}" for stage in zip(*each.moves[speed].stages, strict=True)),
        ]
        for each in contestants
        if not each.failure
        for speed in SPEEDS
    ]
    return "\n\n".join(
        [
            "## Peers",
            "The figure of four sliders and three curves, `logistic-cross-entropy`, made with other libraries; "
            f"{presses} presses each. As ratios to ours: above 1 takes more, but more frames per second are better.",
            table(heads, rows(lambda found, row: f"{found[row] / ours[row]:.2f}")),
            *(["\n".join(failures)] if failures else []),
            "### The same in numbers",
            table(heads, rows(lambda found, row: _number(found[row]))),
            "### Where the time of a move goes",
            "ms, medians: the main thread's work from the press to the frame, then raster and display, which are other "
            "threads' and processes'.",
            table(["Figure", "CPU", *STAGES, "Raster", "Display"], stages),
        ]
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"
