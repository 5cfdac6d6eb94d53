"""The outputs of the chapters are kept while they are true, and no longer."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_cache import get_cache

from crossentropy_book import outputs
from crossentropy_book.outputs import execute, state

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def write(path: Path, code: str, prose: str) -> Path:
    cells = [nbformat.v4.new_markdown_cell(prose, id="prose"), nbformat.v4.new_code_cell(code, id="code")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), path)
    return path


def test_a_notebook_runs_again_when_a_cell_changes_and_not_for_its_prose(tmp_path):
    runs, cache = tmp_path / "runs", tmp_path / "cache"
    code = f"with open({str(runs)!r}, 'a') as runs:\n    runs.write('once ')"
    path = write(tmp_path / "chapter.ipynb", code, "first words")
    execute([path], cache, timeout=60)
    write(path, code, "other words")
    execute([path], cache, timeout=60)
    assert runs.read_text() == "once "
    write(path, f"{code}  # twice", "other words")
    execute([path], cache, timeout=60)
    assert runs.read_text() == "once once "


def test_a_notebook_that_fails_leaves_nothing(tmp_path):
    execute([write(tmp_path / "chapter.ipynb", "1 / 0", "words")], tmp_path / "cache", timeout=60)
    assert get_cache(tmp_path / "cache").list_cache_records() == []


def test_state_changes_with_any_file_of_the_package(tmp_path):
    (tmp_path / "static").mkdir()
    file = tmp_path / "static" / "figure.js"
    file.write_text("1")
    first = state(tmp_path)
    assert state(tmp_path) == first
    file.write_text("2")
    second = state(tmp_path)
    file.rename(tmp_path / "static" / "other.js")
    assert len({first, second, state(tmp_path)}) == 3


def test_state_changes_with_an_installed_version(tmp_path, monkeypatch):
    first = state(tmp_path)
    monkeypatch.setattr("crossentropy_book.outputs.distributions", list)
    assert state(tmp_path) != first


def start_build(folder: Path, mode: str = "cache") -> Path | None:
    """Return the cache that a build in a folder chooses; None where myst-nb's own place stands."""
    config = SimpleNamespace(nb_execution_mode=mode, nb_execution_cache_path=None)
    outputs._choose_cache(SimpleNamespace(doctreedir=folder), config)
    return config.nb_execution_cache_path and Path(config.nb_execution_cache_path)


def test_a_build_takes_the_outputs_of_its_own_state_and_removes_others(tmp_path, monkeypatch):
    (tmp_path / "package").mkdir()
    monkeypatch.setattr(outputs, "PACKAGES", [tmp_path / "package"])
    first = start_build(tmp_path)
    first.mkdir(parents=True)
    assert start_build(tmp_path) == first
    assert first.is_dir()
    (tmp_path / "package" / "module.py").write_text("changed = True")
    second = start_build(tmp_path)
    assert second != first
    assert not first.exists()


@pytest.mark.parametrize("mode", ["force", "off"])
def test_a_build_that_keeps_no_outputs_touches_none(mode, tmp_path):
    kept = start_build(tmp_path)
    kept.mkdir(parents=True)
    assert start_build(tmp_path, mode) is None
    assert kept.is_dir()


def test_outputs_depend_on_every_package_that_the_chapters_import():
    assert {path.name for path in outputs.PACKAGES} == {"crossentropy", "livefigure"}
