"""Run a long command and say how far it is: `python scripts/step.py [--shown] WORDS COMMAND ...`.

What the command prints is shown where it fails, or with `--shown` at once.
"""

import re
import signal
import subprocess
import sys
import threading
import time

PAUSE = 10  # s between two looks; where there is nothing new, every third is told
SHOWN = 40  # lines of a command that fails


def run(words: str, command: list[str], pause: float = PAUSE, shown: bool = False) -> int:
    """Run the command, tell its time, and return its exit code."""
    start, lines, done = time.monotonic(), [], threading.Event()

    def tell(what: str) -> None:
        print(f"  {time.monotonic() - start:3.0f} s: {what}", flush=True)

    def wait() -> None:
        last, same = "", 0
        while not done.wait(pause):
            now = progress(lines)
            last, same = now, same + 1 if now == last else 0
            if same % 3 == 0:
                tell(now)

    print(words, flush=True)
    streams = {} if shown else {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, **streams, encoding="utf-8", errors="replace") as running:
        signal.signal(signal.SIGTERM, lambda *_: running.terminate())  # and waits: what it writes is not half done
        teller = threading.Thread(target=wait, daemon=True)
        teller.start()
        lines.extend(running.stdout or [])  # as they come
        running.wait()
    done.set()
    teller.join()
    tell("done" if running.returncode == 0 else "this failed")
    if running.returncode:
        print("".join(lines[-SHOWN:]), file=sys.stderr)
    return running.returncode


def progress(lines: list[str]) -> str:
    r"""Return how far pip is, as its lines tell, or that there is nothing to tell.

    Examples
    --------
    >>> progress(["Collecting numpy==2.4.6\n", "  Downloading numpy\n", "Collecting scipy==1.17.1\n"])
    '2 packages found'
    >>> progress(["Collecting numpy==2.4.6\n", "Installing collected packages: numpy\n"])
    'installing them'
    >>> progress([])
    'still at it'
    """
    if any(line.startswith("Installing collected") for line in lines):
        return "installing them"
    found = sum(bool(re.match("Collecting ", line)) for line in lines)
    return f"{found} packages found" if found else "still at it"


if __name__ == "__main__":
    try:
        shown = sys.argv[1] == "--shown"
        words, *command = sys.argv[1 + shown :]
        sys.exit(run(words, command, shown=shown))
    except KeyboardInterrupt:
        sys.exit(130)
