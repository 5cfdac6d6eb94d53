"""A headless Chromium to measure in, and its trace: what its main thread did, and when, to the microsecond."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from failure import MeasurementError
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
from browser import ARGUMENTS, find  # the tests' own way to find a browser

LIVE = "figure[data-explorer][data-state=live]"


def path() -> str:
    """Return the path of the browser."""
    found = find()
    if not found:
        raise MeasurementError("no Chromium, Chrome or Edge was found: install one, or set BROWSER_PATH")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser for one section."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def slow_down(page: Page, rate: int) -> None:
    """Make the page's main thread `rate` times slower; what other threads and processes do keeps its speed."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


@dataclass(frozen=True)
class Event:
    """One entry of the main thread's trace; times in milliseconds."""

    name: str
    start: float
    duration: float
    data: dict

    @property
    def end(self) -> float:
        """When it was over."""
        return self.start + self.duration


@contextmanager
def tracing(browser: Browser, page: Page) -> Iterator[list[Event]]:
    """Trace the page meanwhile; the list is filled at the end with its main thread's events, in order."""
    events: list[Event] = []
    categories = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline"]
    browser.start_tracing(page=page, categories=categories)
    try:
        yield events
    finally:
        raw = json.loads(browser.stop_tracing())["traceEvents"]
    process = next(
        frame["processId"]
        for entry in raw
        if entry["name"] == "TracingStartedInBrowser"
        for frame in entry["args"]["data"]["frames"]
        if frame.get("isInPrimaryMainFrame", True)
    )
    thread = next(
        entry["tid"]
        for entry in raw
        if entry["name"] == "thread_name" and entry["pid"] == process and entry["args"]["name"] == "CrRendererMain"
    )
    events += sorted(
        (
            Event(
                entry["name"],
                entry["ts"] / 1000,
                entry.get("dur", 0) / 1000,
                entry.get("args", {}).get("data") or {},
            )
            for entry in raw
            if entry["pid"] == process and entry["tid"] == thread and entry["ph"] in "XIb"
        ),
        key=lambda event: event.start,
    )


def total(events: list[Event], names: set[str]) -> float:
    """Return the time spent in the named events, those inside another of them counted once."""
    spent, until = 0.0, float("-inf")
    for event in events:
        if event.name in names and event.start >= until:
            spent += event.duration
            until = event.end
    return spent
