"""What each page weighs: the bytes a browser with an empty cache receives for it.

What is measured: every page is opened in a fresh Chromium profile and scrolled to its end, so that what loads late
counts too. *Sent* is what comes over the wire from a server that compresses (serve_compressed.py: gzip 6), headers
included; *raw* is the same after unpacking. The budget is 250 KiB sent and 800 KiB raw, all from the book's own server.

What is not: later pages, which find the shared files in the cache; the downloads behind links.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from chromium import chromium
from failure import MeasurementError
from idle import SCROLL
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError
from site_pages import all_pages
from table import table

BUDGET_SENT = 250 * 1024
BUDGET_RAW = 800 * 1024


@dataclass
class Traffic:
    """Requests of one page by their number: address, bytes sent, bytes raw."""

    urls: dict[str, str] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    raw: dict[str, int] = field(default_factory=dict)

    def listen(self, session) -> None:
        """Take note of a page's traffic."""
        session.on("Network.requestWillBeSent", self._request)
        session.on("Network.dataReceived", self._data)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _request(self, event: dict) -> None:
        if not event["request"]["url"].startswith(("data:", "blob:")):
            self.urls[event["requestId"]] = event["request"]["url"]

    def _data(self, event: dict) -> None:
        self.raw[event["requestId"]] = self.raw.get(event["requestId"], 0) + event["dataLength"]

    def _finished(self, event: dict) -> None:
        self.sent[event["requestId"]] = int(event["encodedDataLength"])

    def total(self, sizes: dict[str, int]) -> int:
        """Return the bytes of all requests."""
        return sum(sizes.get(request, 0) for request in self.urls)

    def heaviest(self) -> str:
        """Name the heaviest file beside the page itself."""
        requests = list(self.urls)[1:]
        if not requests:
            return "-"
        request = max(requests, key=lambda each: self.sent.get(each, 0))
        return f"{Path(urlsplit(self.urls[request]).path).name} {self.sent.get(request, 0) / 1024:.1f}"


def measure(site: Path, address: str, quick: bool) -> str:
    """Return the section of the report."""
    rows, foreign = [], []
    with chromium() as browser:
        for page in all_pages(site):
            traffic = _load(browser, page, address + page)
            sent, raw = traffic.total(traffic.sent), traffic.total(traffic.raw)
            own = next(iter(traffic.urls))
            over = [
                name for name, size, limit in (("sent", sent, BUDGET_SENT), ("raw", raw, BUDGET_RAW)) if size > limit
            ]
            rows.append(
                [
                    page,
                    sent / 1024,
                    raw / 1024,
                    len(traffic.urls),
                    traffic.sent.get(own, 0) / 1024,
                    traffic.raw.get(own, 0) / 1024,
                    traffic.heaviest(),
                    f"over: {', '.join(over)}" if over else "kept",
                ]
            )
            foreign += [f"- {page}: {url}" for url in traffic.urls.values() if not url.startswith(address)]
    heads = ["Page", "Sent", "Raw", "Requests", "HTML sent", "HTML raw", "Heaviest other file", "Budget"]
    lines = [
        "## Bytes",
        f"KiB with an empty cache, gzip 6; the budget is {BUDGET_SENT // 1024} sent and {BUDGET_RAW // 1024} raw.",
        table(heads, rows),
        "Requests that leave the book:\n\n" + "\n".join(foreign) if foreign else "No request leaves the book.",
    ]
    return "\n\n".join(lines)


def _load(browser: Browser, name: str, url: str) -> Traffic:
    """Open a page with an empty cache, scroll through it, and return its traffic."""
    traffic = Traffic()
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    try:
        page = context.new_page()
        traffic.listen(context.new_cdp_session(page))
        page.goto(url, wait_until="networkidle")
        page.evaluate(SCROLL)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
    except BrowserError as error:
        raise MeasurementError(f"{name}: {error.message.splitlines()[0]}") from error
    finally:
        context.close()
    missing = [url for request, url in traffic.urls.items() if request not in traffic.sent]
    if missing:
        raise MeasurementError(f"{name}: {missing[0]} did not arrive")
    return traffic
