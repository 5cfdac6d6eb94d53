"""The Makefile, with programs that only note that they were called: what is done, when, and what is said."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from conftest import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SUPPORTED = re.search(r"^PYTHONS = (.+)$", MAKEFILE, re.MULTILINE)[1].split()
# A Python of the version in its name, which makes environments of itself and runs the scripts with a real one.
PYTHON = f"""#!/bin/sh
version=$(cat "$0.version")
echo "python $version $*" >> {{log}}
case "$1 $2" in
  "-c "*) echo "$version" ;;
  "-m venv")
    [ "$3" = --clear ] && rm -rf .venv
    mkdir -p .venv/bin ".venv/lib/python$version/site-packages/pip"
    cp "$0" .venv/bin/python && echo "$version" > .venv/bin/python.version
    echo "version = $version.1" > .venv/pyvenv.cfg
    cp {{programs}}/* .venv/bin ;;
  scripts/step.py*) exec {sys.executable} "$@" ;;
esac
"""
HANG = 'import time; print("hangs", flush=True); time.sleep(60)'
PROGRAMS = {
    "pytest": 'echo "pytest $*" >> {log}',
    "npm": 'echo "npm $* $NODE_DISABLE_COMPILE_CACHE" >> {log}; mkdir -p node_modules',
    "jupyter-book": 'echo "jupyter-book $*" >> {log}; mkdir -p _build/html; echo half > _build/html/index.html\n'
    # Python, for a shell may lose an interrupt while it starts another program
    f"[ ! -e fail ] || exit 1\n[ ! -e hang ] || exec {sys.executable} -c '{HANG}'\necho whole > _build/html/index.html",
}

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")


class Book:
    """A folder with the Makefile, and all that it calls."""

    def __init__(self, folder: Path):
        self.folder, self.log = folder / "book", folder / "log"
        (self.folder / "scripts").mkdir(parents=True)
        for name in ("make_venv.sh", "step.py"):
            shutil.copy(ROOT / "scripts" / name, self.folder / "scripts")
        shutil.copy(ROOT / "Makefile", self.folder)
        sources = re.search(r"^PAGES = (.+)$", MAKEFILE, re.MULTILINE)[1].split()
        for name in [*sources, "_config.yml", "_toc.yml", "requirements.txt", "package-lock.json", "pyproject.toml"]:
            self.write(name)
        for name in ("chapters/a", "src/b"):
            self.write(name)
        programs = folder / "programs"
        programs.mkdir()
        for name, text in PROGRAMS.items():
            self.program(programs / name, f"#!/bin/sh\n{text}")
        self.pythons = folder / "pythons"
        self.pythons.mkdir()
        for name, version in {
            "python3": "3.12",
            **{f"python{each}": each for each in ("3.10", "3.13", "3.15")},
        }.items():
            self.program(self.pythons / name, PYTHON.replace("{programs}", str(programs)))
            (self.pythons / f"{name}.version").write_text(version)

    def program(self, path: Path, text: str) -> None:
        path.write_text(text.replace("{log}", str(self.log)))
        path.chmod(0o755)

    def write(self, name: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("changed")

    def start(self, *arguments: str) -> subprocess.Popen:
        self.log.write_text("")
        unwanted = ("MAKE", "MFLAGS", "PYTHON")
        variables = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        return subprocess.Popen(
            ["make", "-s", *arguments],
            cwd=self.folder,
            env=variables | {"PATH": f"{self.pythons}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests may ignore it
        )

    def make(self, *arguments: str) -> tuple[int, str, str]:
        running = self.start(*arguments)
        printed, errors = running.communicate(timeout=60)
        return running.returncode, printed, errors

    def called(self, program: str) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if program in line and "step.py" not in line]

    @property
    def page(self) -> str:
        return (self.folder / "_build/html/index.html").read_text().strip()

    def marks(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "_build").iterdir())


@pytest.fixture
def book(tmp_path) -> Book:
    return Book(tmp_path)


def test_book_is_built_once_and_again_when_a_source_changes(book):
    assert book.make("book")[0] == 0
    assert (book.page, book.marks()) == ("whole", [".built", "html"])
    assert len(book.called("jupyter-book")) == 1
    assert book.make("book")[:2] == (0, "")
    assert book.called("jupyter-book") + book.called("-m pip") + book.called("npm") == []
    book.write("chapters/a")
    os.utime(book.folder / "chapters/a", (2e9, 2e9))
    book.make("book")
    assert len(book.called("jupyter-book")) == 1


def test_each_step_of_the_way_to_a_book_says_its_time(book):
    lines = book.make("book")[1].splitlines()
    assert [line.split()[0] for line in lines[1::2]] == ["Installing"] * 3 + ["Building"]
    assert all(re.fullmatch(r" +\d+ s: done", line) for line in lines[2::2])
    assert len(lines) == 9


def test_check_needs_no_book(book):
    assert book.make("check")[0] == 0
    assert book.called("jupyter-book") == []
    assert book.called("pytest") == ["pytest -n auto -p no:nbval -m not site and not builds tests src"]


def test_npm_leaves_nothing_in_the_temporary_folder(book):
    """Node would keep hundreds of compiled files there."""
    book.make("book")
    assert book.called("npm")[-1] == "npm ci --silent --no-audit --no-fund 1"


@pytest.mark.parametrize("version", ["3.10", "3.15"])
def test_another_python_is_refused_in_one_line_before_anything_is_made(version, book):
    code, printed, errors = book.make("book", f"PYTHON=python{version}")
    assert code != 0
    (line,) = [line for line in (printed + errors).splitlines() if not line.startswith("make")]
    assert "3.11 3.12 3.13 3.14" in line
    assert f"'python{version}' is {version}" in line
    assert not (book.folder / ".venv").exists()


def test_python_that_does_not_exist_is_named(book):
    assert "'python4' is not there" in book.make("book", "PYTHON=python4")[2]


def test_changed_python_makes_the_environment_anew(book):
    book.make("book")
    (book.folder / ".venv/of-3.12").touch()
    assert book.make("book", "PYTHON=python3.13")[0] == 0
    assert len(book.called("-m venv --clear .venv")) == 1
    assert not (book.folder / ".venv/of-3.12").exists()
    assert book.called("python 3.13 -m pip install")
    book.make("book")  # which Python is not said: the one that is there
    assert book.called("-m venv") == []


@pytest.mark.parametrize("left", ["bin/python", "lib"])
def test_half_made_environment_is_made_anew(left, book):
    book.make("book")
    path = book.folder / ".venv" / left
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert book.make("book")[0] == 0
    assert len(book.called("-m venv --clear .venv")) == 1


def test_environment_whose_python_was_replaced_by_the_system_is_made_anew(book):
    book.make("book")
    (book.folder / ".venv/bin/python.version").write_text("3.13")
    book.make("book")
    assert len(book.called("-m venv --clear .venv")) == 1


def test_failed_build_leaves_the_site_of_before_and_is_tried_again(book):
    book.make("book")
    book.write("fail")
    os.utime(book.folder / "_build/.built", (1, 1))
    assert book.make("book")[0] != 0
    assert (book.page, book.marks()) == ("whole", [".built", "html"])
    (book.folder / "fail").unlink()
    assert book.make("book")[0] == 0
    assert len(book.called("jupyter-book")) == 1


def interrupted(book: Book, number: signal.Signals) -> None:
    running = book.start("book")
    while running.stdout.readline() not in ("hangs\n", ""):
        pass
    os.killpg(running.pid, number)
    running.communicate(timeout=30)
    assert running.returncode != 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_interrupted_build_leaves_the_site_of_before_and_no_mark(number, book):
    book.make("book")
    book.write("hang")
    os.utime(book.folder / "_build/.built", (1, 1))
    interrupted(book, number)
    assert (book.page, book.marks()) == ("whole", [".built", "html"])


def test_build_that_was_killed_is_done_again(book):
    book.make("book")
    book.write("hang")
    os.utime(book.folder / "_build/.built", (1, 1))
    interrupted(book, signal.SIGKILL)
    assert book.page == "half"
    (book.folder / "hang").unlink()
    assert book.make("book")[0] == 0
    assert (book.page, book.marks()) == ("whole", [".built", "html"])


# --- what is supported is said alike everywhere ---


def test_supported_versions_of_python_are_the_same_everywhere():
    assert SUPPORTED == ["3.11", "3.12", "3.13", "3.14"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={SUPPORTED[0]}"
    assert project["classifiers"] == [f"Programming Language :: Python :: {each}" for each in SUPPORTED]
    listed = f"{', '.join(SUPPORTED[:-1])} or {SUPPORTED[-1]}"
    assert f"You need Python {listed}, and make" in (ROOT / "README.md").read_text("utf-8")
    assert f"for Python {SUPPORTED[0]} to {SUPPORTED[-1]} on" in (ROOT / "requirements.in").read_text("utf-8")
    assert f"--python-version {SUPPORTED[0]} " in MAKEFILE
    assert (ROOT / "binder/runtime.txt").read_text("utf-8").strip().removeprefix("python-") in SUPPORTED


def test_binder_installs_what_the_package_needs_as_it_is_pinned():
    pinned = set(re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    asked = re.findall(r"^[^#\s].*$", (ROOT / "binder/requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert set(asked) <= pinned
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {each.partition("==")[0] for each in asked} == {*needed, "setuptools"}
    assert os.access(ROOT / "binder/postBuild", os.X_OK)


def test_notebooks_name_the_repository_that_the_config_names():
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["sphinx"]["config"]
    address = config["book_repository"]
    for path in (ROOT / "chapters").glob("*.ipynb"):
        assert (f"git+{address}@{config['book_branch']}" in path.read_text("utf-8")) == bool(address)
