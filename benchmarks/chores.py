"""How long an author waits: for the book, clean and after one edited line of prose, and for `make test`.

What is measured: wall time, once each, in a copy of the tree that has the environment already (`.venv` and
`node_modules` are linked), so that neither the tree nor the book that is being measured changes. A build makes every
page anew, and runs the chapters whose cells, or the package, have changed. Where nothing has changed, make alone runs.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from failure import MeasurementError
from table import table

ROOT = Path(__file__).resolve().parents[1]
LINKED = (".venv", "node_modules")
EDITED = Path("chapters") / "01-entropy.ipynb"
WORD = "Entropy"


def measure_build(site: Path, address: str, quick: bool) -> str:
    """Return the section on building the book."""
    with _copy() as tree:
        rows = [["the book, clean", _seconds(tree, "book")]]
        chapter = tree / EDITED
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(text.replace(WORD, f"{WORD},", 1), encoding="utf-8")
        rows.append([f"the book, after one line of prose in {EDITED.as_posix()} was edited", _seconds(tree, "book")])
        rows.append(["the book, when nothing has changed", _seconds(tree, "book")])
    return f"## Build\n\n{table(['What', 'Seconds'], rows)}"


def measure_tests(site: Path, address: str, quick: bool) -> str:
    """Return the section on the tests; that all of them pass is not its concern."""
    with _copy() as tree:
        _seconds(tree, "book")
        seconds = _seconds(tree, "test", codes=(0, 2))  # 2: make says that a test failed
    return f"## Tests\n\n{table(['What', 'Seconds'], [['make test, of a book that is built', seconds]])}"


@contextmanager
def _copy() -> Iterator[Path]:
    """Copy the tree for a while, with its times, so that make sees what is done."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        tree = Path(folder) / "book"
        left_out = shutil.ignore_patterns("_build", "__pycache__", ".git", *LINKED)
        shutil.copytree(ROOT, tree, symlinks=True, ignore=left_out)
        for name in LINKED:
            (tree / name).symlink_to(ROOT / name)
        yield tree


def _seconds(tree: Path, target: str, codes: tuple[int, ...] = (0,)) -> float:
    environment = os.environ | {"PYTHONPATH": str(tree / "src")}
    began = time.monotonic()
    done = subprocess.run(["make", target], cwd=tree, env=environment, capture_output=True, text=True)
    if done.returncode not in codes:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
        raise MeasurementError(f"'make {target}' failed: {last}")
    return time.monotonic() - began
