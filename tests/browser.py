"""Find a Chromium-based browser; `python tests/browser.py` prints it, or says what cannot be tested without one."""

import os
import shutil
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# A browser that reads no profile, asks its maker nothing and runs in a container.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "NOT TESTED: the site and the notebooks in a browser, for no Chromium, Chrome or Edge was found. Install one: "
    "'apt-get install chromium' on Debian, '.venv/bin/playwright install --with-deps chromium' elsewhere."
)


def find() -> str | None:
    """Return the path of the browser, or None.

    The environment variable BROWSER_PATH comes first, then what is installed, then Playwright's own.
    """
    for candidate in (os.environ.get("BROWSER_PATH"), *map(shutil.which, NAMES), *PLACES):
        if candidate and Path(candidate).is_file():
            return candidate
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


if __name__ == "__main__":
    path = find()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    sys.exit(path is None)
