"""Find the browsers of the tests; `python tests/browser.py` prints them, or says what cannot be tested without one."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Engine:
    """What a browser's program is called, where it may lie, and what to say where there is none."""

    names: tuple[str, ...]
    places: tuple[str, ...]
    missing: str


ENGINES = {
    "chromium": Engine(
        (
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "microsoft-edge",
            "microsoft-edge-stable",
            "msedge",
        ),
        (
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
        ),
        "NOT TESTED: the site and the notebooks in a browser, for no Chromium, Chrome or Edge was found. Install one: "
        "'apt-get install chromium' on Debian, '.venv/bin/playwright install --with-deps chromium' elsewhere.",
    ),
    "firefox": Engine(
        ("firefox-esr", "firefox"),
        ("/Applications/Firefox.app/Contents/MacOS/firefox",),
        "NOT TESTED: the site in Firefox, which was not found. Install it: 'apt-get install firefox-esr' on Debian, "
        "from mozilla.org elsewhere (a snap cannot be driven).",
    ),
    "webkit": Engine(
        ("WebKitWebDriver",),
        (),
        "NOT TESTED: the site in WebKit, for WebKitGTK's driver or a virtual screen for it was not found. "
        "Install them: 'apt-get install webkit2gtk-driver xvfb xauth' on Debian.",
    ),
}
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
# A reader who has turned the book's questions off: no figure is veiled.
NO_QUESTIONS = """
try {
  localStorage.setItem("crossentropy-predictions", JSON.stringify({ version: 1, off: true, answers: {} }));
} catch {} // blocked
"""


def find(engine: str = "chromium") -> str | None:
    """Return the path of a browser's program, or None.

    For Chromium the environment variable BROWSER_PATH comes first, then what is installed, then Playwright's own.
    """
    chosen = os.environ.get("BROWSER_PATH") if engine == "chromium" else None
    for candidate in (chosen, *map(shutil.which, ENGINES[engine].names), *ENGINES[engine].places):
        if candidate and Path(candidate).is_file() and _usable(engine, candidate):
            return candidate
    return _of_playwright() if engine == "chromium" else None


def _usable(engine: str, program: str) -> bool:
    if engine == "firefox":  # Ubuntu's: sees no profile outside its own box
        return not (program.endswith("/firefox") and Path("/snap/bin/firefox").exists())
    return engine != "webkit" or all(map(shutil.which, ("xvfb-run", "xauth")))


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


if __name__ == "__main__":
    found = {engine: find(engine) for engine in sys.argv[1:] or ENGINES}
    for engine, path in found.items():
        print(path or ENGINES[engine].missing, file=sys.stdout if path else sys.stderr)
    sys.exit(None in found.values())
