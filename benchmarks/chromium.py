"""A headless Chromium to measure in, and its trace: what its main thread did, and when, to the microsecond."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Frame:
    """A frame that the page's main thread made: when its picture was handed over, ready to show, and shown; in ms."""

    committed: float
    rastered: float
    presented: float


@dataclass
class Trace:
    """What a page's main thread did, in order, and the frames that were presented."""

    events: list[Event] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    def shown(self, time: float) -> Frame | None:
        """Return the first frame that shows what the page had drawn by a time."""
        return next((frame for frame in self.frames if frame.committed >= time), None)


@contextmanager
def tracing(browser: Browser, page: Page) -> Iterator[Trace]:
    """Trace the page meanwhile; the trace is filled at the end."""
    trace = Trace()
    timeline = "disabled-by-default-devtools.timeline"
    browser.start_tracing(page=page, categories=["-*", "devtools.timeline", timeline, f"{timeline}.frame"])
    try:
        yield trace
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
    raw = sorted((entry for entry in raw if entry["pid"] == process and "ts" in entry), key=lambda entry: entry["ts"])
    trace.events += [
        Event(entry["name"], entry["ts"] / 1000, entry.get("dur", 0) / 1000, entry.get("args", {}).get("data") or {})
        for entry in raw
        if entry["tid"] == thread and entry["ph"] in "XIb"
    ]
    trace.frames += _frames(raw)


def _frames(raw: list[dict]) -> list[Frame]:
    """Read the stages of each frame's way to the screen; frames that were not presented are left out."""
    under_way: dict[str, dict[str, float]] = {}
    frames = []
    for entry in raw:
        if "devtools.timeline.frame" not in entry["cat"] or "id2" not in entry:
            continue
        lane, time = entry["id2"]["local"], entry["ts"] / 1000
        match entry["name"], entry["ph"]:
            case "BeginImplFrameToSendBeginMainFrame", "b":
                under_way[lane] = {}
            case "Commit", "b":
                under_way[lane] = {"committed": time}
            case "EndCommitToActivation", "e" if lane in under_way:
                under_way[lane]["rastered"] = time
            case "SubmitCompositorFrameToPresentationCompositorFrame", "e":
                stages = under_way.pop(lane, {})
                if len(stages) == 2:  # else nothing of it came from the main thread
                    frames.append(Frame(**stages, presented=time))
    return sorted(frames, key=lambda frame: frame.committed)


def total(events: list[Event], names: set[str]) -> float:
    """Return the time spent in the named events, those inside another of them counted once."""
    spent, until = 0.0, float("-inf")
    for event in events:
        if event.name in names and event.start >= until:
            spent += event.duration
            until = event.end
    return spent
