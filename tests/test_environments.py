"""A chapter where the book is not installed: downloaded from the site, in a hub's checkout, alone, behind pip.

Each environment is new and sees the packages of the tests', but for the book's own; nothing is downloaded.
"""

import ast
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
import pytest
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from chapter_form import PACKAGE_CELL
from conftest import ROOT
from crossentropy_book.downloads import PACKAGE, wheel

CHAPTER = "01-entropy.ipynb"
pytestmark = pytest.mark.builds


class Environment:
    """A virtual environment with the packages of this one, but for the book's."""

    def __init__(self, folder: Path):
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
        (self.packages,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
        # a path in such a file is searched, and the .pth files there, one of which adds the book's src/, are not read
        (self.packages / "others.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
        self.python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
        unwanted = ("PYTHONPATH", "PIP_", "CROSSENTROPY_")
        self.variables = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        self.variables |= {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_NO_BUILD_ISOLATION": "0"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.python, *arguments], env=self.variables, capture_output=True, encoding="utf-8", check=False
        )

    def run_in(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.python, *arguments],
            cwd=folder, env=self.variables, capture_output=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip

    def has_the_package(self) -> bool:
        return self.run("-c", "import crossentropy").returncode == 0

    def write_kernel(self, folder: Path) -> None:
        """Let Jupyter find the environment's kernel in a folder of its kernels."""
        folder.mkdir(parents=True, exist_ok=True)
        command = [self.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        about = {"argv": command, "display_name": folder.name, "language": "python", "env": {"PYTHONPATH": ""}}
        (folder / "kernel.json").write_text(json.dumps(about), "utf-8")

    def run_notebook(self, path: Path, cells: int | None = None) -> nbformat.NotebookNode:
        """Run a notebook in its folder, or its first code cells, and return it with its outputs.

        As "Run All" does: up to the first error.
        """
        notebook = nbformat.read(path, as_version=4)
        if cells is not None:
            notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:cells]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        kernels = self.packages.parent / "kernels"
        self.write_kernel(kernels / "own")
        manager = AsyncKernelManager(
            kernel_name="own", kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(kernels)])
        )
        with contextlib.suppress(CellExecutionError):
            client = NotebookClient(notebook, manager, timeout=120)
            client.execute(env=self.variables, cwd=str(path.parent), cleanup_kc=True)
        return notebook


@pytest.fixture
def environment(tmp_path) -> Environment:
    return Environment(tmp_path / "environment")


def first(notebook) -> nbformat.NotebookNode:
    return next(cell for cell in notebook.cells if cell.id == PACKAGE_CELL)


def errors(notebook) -> list[list[str]]:
    """Return the lines of each error as the front end shows them."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.traceback for output in outputs if output.output_type == "error"]


def printed(notebook) -> str:
    return "".join(output.get("text", "") for output in first(notebook).outputs)


def checkout(folder: Path) -> Path:
    """Copy what a hub's checkout has of the package and the chapters."""
    folder.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in (*PACKAGE, "chapters"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder)
    return folder


INSTALLS = "Installing the book's package ...\nDone. If a figure does not move, load this page again"


def test_environment_has_the_packages_of_this_one_but_for_the_book_s(environment):
    assert not environment.has_the_package()
    assert environment.run("-c", "import numpy, anywidget, ipykernel").returncode == 0


def test_downloaded_chapter_runs_from_top_to_bottom(site, environment, tmp_path):
    with zipfile.ZipFile(site / "downloads" / CHAPTER.replace(".ipynb", ".zip")) as archive:
        archive.extractall(tmp_path)
    notebook = environment.run_notebook(tmp_path / "cross-entropy-live" / CHAPTER)
    assert errors(notebook) == []
    assert printed(notebook).startswith(INSTALLS)
    views = "application/vnd.jupyter.widget-view+json"
    figures = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if views in output.get("data", {})
    ]
    assert len(figures) >= 5
    assert environment.has_the_package()
    assert first(environment.run_notebook(tmp_path / "cross-entropy-live" / CHAPTER, cells=2)).outputs == []


def test_chapter_runs_in_a_hubs_checkout(environment, tmp_path):
    notebook = environment.run_notebook(checkout(tmp_path / "book") / "chapters" / CHAPTER, cells=3)
    assert errors(notebook) == []
    assert printed(notebook).startswith(INSTALLS)


def test_chapter_is_quiet_after_pip_install_of_the_folder(environment, tmp_path):
    done = environment.run("-m", "pip", "install", "--quiet", str(checkout(tmp_path / "book")))
    assert done.returncode == 0, done.stderr
    shutil.copy(ROOT / "chapters" / CHAPTER, tmp_path)
    notebook = environment.run_notebook(tmp_path / CHAPTER, cells=3)
    assert errors(notebook) == []
    assert first(notebook).outputs == []


def test_chapter_that_lies_alone_says_in_one_sentence_what_to_do(environment, tmp_path):
    shutil.copy(ROOT / "chapters" / CHAPTER, tmp_path)
    notebook = environment.run_notebook(tmp_path / CHAPTER)
    ((sentence,),) = errors(notebook)
    assert re.fullmatch(r"This notebook needs the book's package: [^\n]+\.", sentence)
    assert [cell.id for cell in notebook.cells if cell.get("outputs")] == [PACKAGE_CELL]


def test_chapter_says_what_pip_says_when_it_cannot_install(environment, tmp_path):
    shutil.copy(ROOT / "chapters" / CHAPTER, tmp_path)
    (tmp_path / "crossentropy-1.0.0-py3-none-any.whl").write_bytes(b"no wheel")
    ((sentence,),) = errors(environment.run_notebook(tmp_path / CHAPTER))
    assert sentence.startswith("The book's package could not be installed from crossentropy-1.0.0-py3-none-any.whl")
    assert "Traceback" not in sentence


def test_another_package_of_the_name_gives_way(environment, tmp_path):
    stranger = environment.packages / "crossentropy"
    stranger.mkdir()
    (stranger / "__init__.py").write_text("ours = False")
    wheel(ROOT, tmp_path)
    shutil.copy(ROOT / "chapters" / CHAPTER, tmp_path)
    notebook = environment.run_notebook(tmp_path / CHAPTER, cells=3)
    assert errors(notebook) == []
    assert printed(notebook).startswith(INSTALLS)


def test_same_files_give_the_same_wheel(tmp_path):
    """Whatever their times and permissions."""
    copies, made = [checkout(tmp_path / name) for name in ("one", "two")], []
    for path in copies[1].rglob("*.py"):
        path.chmod(0o600)
        os.utime(path, (1e9, 1e9))
    for copy in copies:
        (copy / "dist").mkdir()
        made.append(wheel(copy, copy / "dist").read_bytes())
    assert made[0] == made[1]


def test_package_brings_all_that_the_chapters_import():
    imported = set()
    for path in (ROOT / "chapters").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and "exercise" not in cell.metadata.get("tags", []):
                for node in ast.walk(ast.parse(re.sub("^[%!].*", "", cell.source, flags=re.MULTILINE))):
                    if isinstance(node, ast.Import):
                        imported |= {each.name.partition(".")[0] for each in node.names}
                    elif isinstance(node, ast.ImportFrom):
                        imported.add(node.module.partition(".")[0])
    declared = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"])
    owners = packages_distributions()
    foreign = imported - sys.stdlib_module_names - {"crossentropy", "traitlets"}  # ipywidgets brings traitlets
    assert {"numpy", "scipy"} <= foreign
    assert {name for name in foreign if not declared & set(owners[name])} == set()
