"""How long a slider's move takes until its picture is on the screen, and what the page's main thread does for it.

What is measured: real key presses (arrow keys, through the browser's own input path) on all sliders of each figure in
turn, on its own page; and the same for the first figure of the home page and of each chapter, where the page around it
is part of the work. Per press:

*presented*
    from the key's own time stamp to the time the frame that shows the move was presented. Both come from the browser's
    EventTiming entry in its trace, in microseconds; the `event` entries that a page can observe round the same number
    to 8 ms and leave out whatever is faster than 16 ms, so they are too coarse here.
*script*
    the main thread's time in listeners and animation frame callbacks, the browser's own handling of a range input
    included (the floor pays it too).
*rendering*
    its time in style, layout, paint and commit, until the frame is presented.

Each at the machine's own speed and with the main thread four times slower. The floor is a page whose slider moves one
path of two points (floor.html). It is measured in the same run, so that a slow machine slows both; ratios to it say
more than milliseconds.

What is not: a display. A headless browser draws in software and by a clock of 60 Hz. A key that comes while nothing
moves starts a frame at once; one that comes soon after another waits for the clock's next tick, up to 16.7 ms, which no
page can avoid. Presses here come 80 to 190 ms apart, at irregular times. Drawing and showing the picture (raster,
compositor) is in `presented` and in no other column; it keeps its speed when the main thread is slowed. Drags are not
measured apart: EventTiming leaves pointer moves out, and what follows the `input` event is the same.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from chromium import LIVE, Event, chromium, slow_down, total, tracing
from failure import MeasurementError
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError
from site_pages import chapter_pages, figure_pages
from table import table

FLOOR = Path(__file__).with_name("floor.html")
SPEEDS = (1, 4)
SCRIPT = {"EventDispatch", "FireAnimationFrame", "TimerFire"}
RENDERING = {"UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit"}
SLIDERS = """() => [...document.querySelector("figure[data-explorer]").querySelectorAll("input[type=range]")]
    .filter(input => !input.disabled && input.checkVisibility())
    .map(({id, min, max, step, value}) => ({
        id, at: Math.round((value - min) / step), last: Math.round((max - min) / step)}))"""


@dataclass
class Samples:
    """What the presses on one page took, in milliseconds, one entry per press."""

    presented: list[float] = field(default_factory=list)
    script: list[float] = field(default_factory=list)
    rendering: list[float] = field(default_factory=list)

    def work(self) -> float:
        """The main thread's median time for a move."""
        return median(self.script) + median(self.rendering)


def measure(site: Path, address: str, quick: bool) -> str:
    """Return the section of the report."""
    presses = 20 if quick else 30
    pages = {"floor": FLOOR.as_uri()}
    pages |= {page: address + page for page in [*figure_pages(site), "index.html", *chapter_pages(site)]}
    random.seed(1)
    results: dict[int, dict[str, Samples]] = {}
    without: set[str] = set()
    with chromium() as browser:
        for speed in SPEEDS:
            results[speed] = {name: Samples() for name in pages}
            for name, url in pages.items():
                if name not in without and not _press_all(browser, name, url, speed, presses, results[speed][name]):
                    without.add(name)
    heads = ["Page", "CPU", "Presented", "p95", "Script", "Rendering", "Presented / floor", "Work / floor"]
    rows = [_row(name, speed, results[speed]) for name in pages if name not in without for speed in SPEEDS]
    return "\n\n".join(
        [
            "## A slider's move",
            f"From key press to presented frame, and the main thread's work for it: ms, medians of {presses} "
            "presses (p95: 19 of 20 were faster). Work is script and rendering; the floor is a slider that moves one "
            "path of two points. Frames come every 16.7 ms at most, and a headless browser draws in software.",
            table(heads, rows),
        ]
    )


def _row(name: str, speed: int, results: dict[str, Samples]) -> list[object]:
    own, floor = results[name], results["floor"]
    return [
        name,
        "own speed" if speed == 1 else f"{speed}x slower",
        median(own.presented),
        quantiles(own.presented, n=20, method="inclusive")[18],
        f"{median(own.script):.2f}",
        f"{median(own.rendering):.2f}",
        f"{median(own.presented) / median(floor.presented):.2f}",
        f"{own.work() / floor.work():.2f}",
    ]


def _press_all(browser: Browser, name: str, url: str, speed: int, presses: int, samples: Samples) -> bool:
    """Press keys on every slider of the page's first figure in turn; False where it has none."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        page.goto(url)
        if not page.locator("figure[data-explorer]").count():
            return False
        # one of a reader's own function loads its numbers when it comes near
        page.locator("figure[data-explorer]").first.scroll_into_view_if_needed()
        page.locator(LIVE).first.wait_for(state="attached")
        sliders = page.evaluate(SLIDERS)
        slow_down(page, speed)
        page.wait_for_timeout(300 * speed)
        with tracing(browser, page) as trace:
            for i, slider in enumerate(sliders):
                share = presses // len(sliders) + (i < presses % len(sliders))
                _press(page, slider, share, speed)
    except BrowserError as error:
        raise MeasurementError(f"{name}: {error.message.splitlines()[0]}") from error
    finally:
        page.close()
    if sliders:
        _read(trace.events, presses, name, samples)
    return bool(sliders)


def _press(page: Page, slider: dict, presses: int, speed: int) -> None:
    """Move one slider step by step, back where it ends."""
    control = page.locator(f'[id="{slider["id"]}"]')
    control.scroll_into_view_if_needed()
    control.focus()
    page.wait_for_timeout(100 * speed)
    at, step = slider["at"], 1
    for _ in range(presses):
        step = step if 0 <= at + step <= slider["last"] else -step
        at += step
        page.keyboard.press("ArrowRight" if step > 0 else "ArrowLeft")
        page.wait_for_timeout(50 + 30 * speed + random.uniform(0, 17))  # any phase of the frame clock


def _read(events: list[Event], presses: int, what: str, samples: Samples) -> None:
    """Take the presses that redrew out of a trace."""
    drawn = 0
    for key in events:
        if key.name != "EventTiming" or key.data.get("type") != "keydown":
            continue
        presented = key.start + key.data["duration"]
        during = [event for event in events if key.start <= event.start < presented]
        if not any(event.name == "FireAnimationFrame" for event in during):
            continue
        drawn += 1
        samples.presented.append(key.data["duration"])
        samples.script.append(total(during, SCRIPT))
        samples.rendering.append(total(during, RENDERING))
    if drawn < 0.9 * presses:
        raise MeasurementError(f"{what}: {presses} key presses on its sliders, but only {drawn} redraws")
