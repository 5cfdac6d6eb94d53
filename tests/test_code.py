"""The code itself: one format, no lint, types that hold, and nothing that ties it to one machine."""

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

import conftest
import progress
from conftest import ROOT
from crossentropy import explore
from crossentropy.figures import NAMES, figure
from livefigure.page import spec


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", [("check",), ("format", "--check")])
def test_python_is_formatted_and_free_of_lint(command):
    _run(sys.executable, "-m", "ruff", *command, "--no-cache", ".")


def test_types_of_the_front_end_hold():
    _run("node", "node_modules/typescript/bin/tsc", "--project", "jsconfig.json")


def test_type_of_a_spec_says_what_page_writes(tmp_path):
    made = [figure(name) for name in NAMES]
    made.append(explore(lambda a: {"y": ([0, 1], [a, 1])}, a=(0, 1, 0.5), readouts=lambda a: {"words": "a"})._figure)
    made.append(replace(made[-1], baked=True))
    specs = [spec(drawn, drawn.draw(**drawn.defaults), drawn.defaults) for drawn in made]
    about = ROOT / "src" / "livefigure" / "frontend" / "spec.js"
    file = tmp_path / "specs.js"
    lines = [f'/** @type {{import("{about.as_posix()}").Spec}} */\nexport const spec{n} = ' for n in range(len(specs))]
    file.write_text(
        "".join(f"{line}{json.dumps(written)};\n" for line, written in zip(lines, specs, strict=True)), "utf-8"
    )
    options = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "ES2022", "--moduleResolution", "bundler"]
    _run("node", "node_modules/typescript/bin/tsc", *options, "--module", "ES2022", str(file))


def test_scripts_and_stylesheets_are_formatted_and_free_of_lint():
    _run("node", "node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "--colors=off")


def test_types_of_the_front_end_say_any_at_most_15_times():
    """`any` counts where it is a type: between the braces of a comment of JSDoc."""
    scripts = [path for room in ("livefigure", "crossentropy") for path in (ROOT / "src" / room).rglob("*.js")]
    assert len(scripts) > 40
    comments = [found for path in scripts for found in re.findall(r"/\*\*.*?\*/", path.read_text("utf-8"), re.DOTALL)]
    types = [found for comment in comments for found in re.findall(r"\{.*\}|\[\w+=\w+\]", comment, re.DOTALL)]
    assert sum(len(re.findall(r"\bany\b", found)) for found in types) <= 15


def test_lock_files_name_no_download_address():
    assert "://" not in (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locks = [*ROOT.glob("package-lock.json"), *ROOT.glob("*/package-lock.json")]
    assert locks
    for path in locks:
        assert '"resolved"' not in path.read_text(encoding="utf-8"), path


def test_every_direct_dependency_has_its_reason_and_every_pin_is_exact():
    for line in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "jupyter-book==")):  # the reason of jupyter-book stands above it
            assert "  # " in line, line
    pins = [line for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]
    assert len(pins) > 50
    assert [line for line in pins if "==" not in line] == []


def test_tests_that_belong_together_stay_on_one_worker(request):
    """Cells of a notebook need the cells before them; pytest-xdist writes the group behind a test's name."""
    if hasattr(request.config, "workerinput"):
        assert request.node.nodeid.endswith("@test_code.py ")


CONFTEST = (
    (ROOT / "tests" / "conftest.py")
    .read_text(encoding="utf-8")
    .replace("Path(__file__)", f"Path({str(ROOT / 'tests' / 'conftest.py')!r})")
)
BROWSED = """
import pytest

@pytest.mark.parametrize("page", ["index.html"])
def test_seen(page, new_page): ...
def test_measured(strict_address): ...
def test_kernel(lab): ...
def test_computed(tmp_path): ...
"""


def test_make_check_leaves_out_what_needs_the_site_a_server_or_a_browser(pytester):
    """However a test reaches them: `new_page` needs a browser, `strict_address` the site."""
    pytester.makepyfile(BROWSED)
    pytester.makeconftest(f"import sys\nsys.path.insert(0, {str(ROOT / 'tests')!r})\n" + CONFTEST)
    found = pytester.runpytest_inprocess("--co", "-q", "-m", "not site and not builds", "-p", "no:cacheprovider")
    assert [line.split("::")[1] for line in found.outlines if "::" in line] == ["test_computed"]


PROGRESS = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests")!r})
import progress
progress.REPORT = 0.2
pytest_configure = progress.pytest_configure
"""


def test_run_on_several_workers_says_how_far_it_is_while_no_test_ends(pytester, monkeypatch):
    assert conftest.pytest_configure is progress.pytest_configure
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile("import time\n\ndef test_long(): time.sleep(1)")
    pytester.makeconftest(PROGRESS)
    found = pytester.runpytest_subprocess("-p", "xdist", "-n", "2", "-p", "no:cacheprovider")
    assert [line for line in found.outlines if line.endswith("s: 0 of 1 tests have run, 0 failed")]


def test_map_of_the_tests_names_every_file():
    named = set(re.findall(r"`(\w+)(?:\.py)?`", (ROOT / "tests" / "README.md").read_text(encoding="utf-8")))
    assert {path.stem for path in (ROOT / "tests").glob("*.py")} <= named
