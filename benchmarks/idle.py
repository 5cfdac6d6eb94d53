"""What a page does while nobody moves anything: it should be nothing.

What is measured: every page is opened, scrolled through, and the first slider of each of its figures moved by one
key. A second and a half later (the sentence that describes a figure follows a move by 0.4 s) the page is left alone for
three seconds. Counted in that time: `explorer:draw` events, calls of requestAnimationFrame, setTimeout and setInterval,
and in the trace of the page's main thread the entries for script, layout and paint. All are to be 0.

What is not: the browser's own work (its tasks without any of these entries, garbage collection, other processes), and
a page in the background.
"""

import time
from collections import Counter
from pathlib import Path

from chromium import LIVE, chromium, tracing
from failure import MeasurementError
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError
from site_pages import all_pages
from table import table

SCRIPT = {"EvaluateScript", "EventDispatch", "FireAnimationFrame", "FireIdleCallback", "FunctionCall", "TimerFire"}
LAYOUT = {"Layout", "UpdateLayoutTree", "ScheduleStyleRecalculation", "InvalidateLayout", "PrePaint"}
PAINT = {"Commit", "Layerize", "Paint", "PaintImage"}
SETTLE = 1.5
COUNTERS = """
window.benchCounts = {draws: 0, frames: 0, timers: 0};
addEventListener("explorer:draw", () => benchCounts.draws++, true);
for (const [name, key] of [["requestAnimationFrame", "frames"], ["setTimeout", "timers"], ["setInterval", "timers"]]) {
  const own = window[name];
  window[name] = (...rest) => (benchCounts[key]++, own.apply(window, rest));
}"""
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo({top: y, behavior: "instant"});
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}"""


def measure(site: Path, address: str, quick: bool) -> str:
    """Return the section of the report."""
    seconds = 1.5 if quick else 3
    rows, culprits = [], []
    with chromium() as browser:
        for page in all_pages(site):
            moved, counts, names = _watch(browser, page, address + page, seconds)
            rows.append([page, moved, *counts])
            if any(counts):
                culprits.append(
                    f"- {page}: {', '.join(f'{name} {n}' for name, n in names.most_common()) or 'counters'}"
                )
    heads = ["Page", "Figures moved", "Draws", "Frames asked", "Timers set", "Script", "Layout", "Paint"]
    lines = [
        "## Idle",
        f"Counts over {seconds} s in which nothing moves, after each figure was moved once; 0 is the aim.",
        table(heads, rows),
        "Not idle:\n\n" + "\n".join(culprits) if culprits else "Every page is idle.",
    ]
    return "\n\n".join(lines)


def _watch(browser: Browser, name: str, url: str, seconds: float) -> tuple[int, list[int], Counter]:
    """Return how many figures were moved, the six counts, and the trace entries behind the last three."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    try:
        page.add_init_script(COUNTERS)
        page.goto(url, wait_until="networkidle")
        page.evaluate(SCROLL)
        moved = _move_each(page)
        time.sleep(SETTLE)
        before = page.evaluate("() => ({...benchCounts})")
        time.sleep(0.5)
        with tracing(browser, page) as trace:
            time.sleep(seconds)
        after = page.evaluate("() => ({...benchCounts})")
    except BrowserError as error:
        raise MeasurementError(f"{name}: {error.message.splitlines()[0]}") from error
    finally:
        page.close()
    names = Counter(event.name for event in trace.events if event.name in SCRIPT | LAYOUT | PAINT)
    traced = [sum(names[each] for each in group) for group in (SCRIPT, LAYOUT, PAINT)]
    return moved, [after[key] - before[key] for key in ("draws", "frames", "timers")] + traced, names


def _move_each(page) -> int:
    """Press a key on the first slider of each figure and count those that have one."""
    moved = 0
    for figure in page.locator(LIVE).all():
        sliders = figure.locator("input[type=range]:visible")
        if sliders.count():
            at_end = sliders.first.evaluate("input => input.value === input.max")
            sliders.first.press("ArrowLeft" if at_end else "ArrowRight")
            moved += 1
    return moved
