"""Drive an installed Firefox (WebDriver BiDi) or WebKitGTK (WebDriver); Playwright drives builds of its own only.

Both have the same methods: `open`, `back`, `resize`, `press`, `evaluate` and `close`.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path

from websocket import create_connection

PATIENCE = 60  # s until a browser must have answered
KEYS = {
    "Control": "\ue009",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Space": " ",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}
# Values travel as JSON both ways; the function's first argument is the element that the selector finds.
CALL = """async (selector, given) => JSON.stringify(
  (await (FUNCTION)(document.querySelector(selector), ...JSON.parse(given))) ?? null)"""
# Scroll bars lie over the page, as they do on a phone; the system is dark.
FIREFOX_SETTINGS = """\
user_pref("ui.useOverlayScrollbars", 1);
user_pref("ui.systemUsesDarkTheme", 1);
"""
# What Firefox's console has of pages beside their own calls: errors, and the warnings of the browser.
FIREFOX_CONSOLE = """(() => {
  const found = Services.console.getMessageArray().filter(
    (each) => each instanceof Ci.nsIScriptError && /^(http|file):/.test(each.sourceName));
  Services.console.reset();
  return JSON.stringify(found.map((each) => `${each.category}: ${each.errorMessage} ${each.sourceName}`));
})()"""
# Lets the window become as narrow as a phone.
WEBKIT_WINDOW = "* { min-width: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px; }"
# The system is dark; frames are not shared through a graphics card, which would be a computed one.
WEBKIT_ENVIRONMENT = {"GTK_THEME": "Adwaita:dark", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}


class Driver(ABC):
    """A running browser with one page, on a system that prefers dark."""

    def __init__(self, files: dict[str, str], environment: dict[str, str], command: list[str]):
        self.folder = Path(tempfile.mkdtemp())  # its home, and all that it prints
        for name, text in files.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text)
        own = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(self.folder))
        self.output = self.folder / "output"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [each.replace("FOLDER", str(self.folder)) for each in command],
                stdout=output,
                stderr=output,
                env={**os.environ, **own, **environment},
                start_new_session=True,
            )
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    @abstractmethod
    def _begin(self) -> None:
        """Wait for the browser and begin a session."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Load a page and wait for its load event."""

    @abstractmethod
    def back(self) -> None:
        """Go back to the page before."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""

    @abstractmethod
    def _act(self, actions: list[dict]) -> None: ...

    @abstractmethod
    def _call(self, function: str, arguments: list[str]) -> str: ...

    def press(self, *keys: str) -> None:
        """Press keys one after the other where the focus is; a "+" holds a key, as in "Control+v"."""
        actions = []
        for key in keys:
            held = [KEYS.get(each, each) for each in key.split("+")]
            actions += [{"type": "keyDown", "value": each} for each in held]
            actions += [{"type": "keyUp", "value": each} for each in reversed(held)]
        self._act([{"type": "key", "id": "keyboard", "actions": actions}])

    def evaluate(self, function: str, selector: str = "body", *arguments):
        """Return what a JavaScript function, asynchronous or not, makes of an element and further arguments."""
        return json.loads(self._call(CALL.replace("FUNCTION", function), [selector, json.dumps(arguments)]))

    def close(self) -> None:
        """End the browser and all that it started."""
        os.killpg(self.process.pid, 15)
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_for(self, attempt):
        end = time.monotonic() + PATIENCE
        while (found := attempt()) is None:
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"{self.process.args[0]} does not answer:\n{self.output.read_text()}")
            time.sleep(0.05)
        return found


class Firefox(Driver):
    """A headless Firefox; `requests` collects what its pages ask for, and `said` what its console shows."""

    def __init__(self, program: str):
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.count = 0
        command = [program, "--headless", "--no-remote", "--profile", "FOLDER", "--remote-debugging-port", "0"]
        command += ["--remote-allow-system-access"]  # for the console
        super().__init__({"user.js": FIREFOX_SETTINGS}, {}, command)

    def _begin(self) -> None:
        listening = re.compile(r"WebDriver BiDi listening on (\S+)\n")
        address = self._wait_for(lambda: listening.search(self.output.read_text()))[1]
        self.socket = create_connection(f"{address}/session", timeout=PATIENCE, suppress_origin=True)
        self._command("session.new", capabilities={})
        self._command("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        windows = self._command("browsingContext.getTree", **{"moz:scope": "chrome"})
        self.window = windows["contexts"][0]["context"]
        # in the tab that is there at the start the address bar keeps the focus
        self.context = self._command("browsingContext.create", type="tab")["context"]

    def _command(self, method: str, **parameters) -> dict:
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            about = answer.get("params", {})
            if answer.get("method") == "log.entryAdded":
                self.messages.append(f"{about['level']}: {about['text']}")
            elif answer.get("method") == "network.beforeRequestSent":
                self.requests.append(about["request"]["url"])
            elif answer.get("id") == self.count:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def close(self) -> None:
        if hasattr(self, "socket"):
            self.socket.close()
        super().close()

    def said(self) -> list[str]:
        """Return all that the console has shown until now."""
        answer = self._command(
            "script.evaluate", expression=FIREFOX_CONSOLE, target={"context": self.window}, awaitPromise=False
        )
        self.messages += json.loads(answer["result"]["value"])
        return self.messages

    def open(self, url: str) -> None:
        self.said()  # Firefox keeps the last 250 messages only
        self._command("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def back(self) -> None:
        self._command("browsingContext.traverseHistory", context=self.context, delta=-1)

    def resize(self, width: int, height: int) -> None:
        self._command("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def _act(self, actions: list[dict]) -> None:
        self._command("input.performActions", context=self.context, actions=actions)

    def _call(self, function: str, arguments: list[str]) -> str:
        answer = self._command(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": each} for each in arguments],
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]


class WebKit(Driver):
    """A WebKitGTK that fills a window of a virtual screen."""

    def __init__(self, program: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/session"
        command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24", program, f"--port={port}"]
        super().__init__({"gtk-3.0/gtk.css": WEBKIT_WINDOW}, WEBKIT_ENVIRONMENT, command)

    def _begin(self) -> None:
        self.address += f"/{self._wait_for(self._new_session)['sessionId']}"

    def _new_session(self) -> dict | None:
        options = {"webkitgtk:browserOptions": {"args": ["--automation", "--full-screen"]}}
        try:
            return self._command("", capabilities={"alwaysMatch": options})
        except urllib.error.URLError:
            return None  # the driver does not listen yet

    def _command(self, path: str, **parameters):
        request = urllib.request.Request(
            self.address + path, json.dumps(parameters).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.read().decode()}") from error

    def open(self, url: str) -> None:
        self._command("/url", url=url)

    def back(self) -> None:
        self._command("/back")

    def resize(self, width: int, height: int) -> None:
        self._command("/window/rect", width=width, height=height)

    def _act(self, actions: list[dict]) -> None:
        self._command("/actions", actions=actions)

    def _call(self, function: str, arguments: list[str]) -> str:
        return self._command("/execute/sync", script=f"return ({function})(...arguments)", args=arguments)
