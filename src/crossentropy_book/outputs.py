"""The outputs of the chapters: made side by side, and kept until a cell or the package changes.

jupyter-cache knows a notebook by its code cells. What these import may change too, so each state of the package and
of what is installed has a cache of its own.
"""

import hashlib
import logging
import platform
import shutil
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

import traitlets
import zmq
from jupyter_cache import get_cache
from jupyter_cache.base import ProjectNb
from jupyter_cache.executors.basic import ExecutionWorkerLocalMProc, JupyterExecutorLocalMproc, ProcessData
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from jupyter_client.manager import AsyncKernelManager
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

import crossentropy
import livefigure

# What the chapters import.
PACKAGES = tuple(Path(package.__file__).resolve().parent for package in (crossentropy, livefigure))


class KernelManager(AsyncKernelManager):
    """Talks to its kernel in secret where that is possible; a kernel warns of everything else, once a chapter."""

    @traitlets.default("transport_encryption")
    def _encrypt_where_possible(self) -> str:
        return "auto" if zmq.has("curve") else "disabled"


class Worker(ExecutionWorkerLocalMProc):
    """Runs one notebook in a process of its own, and says nothing of one that runs well."""

    @staticmethod
    def execute(project_nb: ProjectNb, data: ProcessData) -> ExecutionResult:
        """Run the notebook in its own folder."""
        return single_nb_execution(
            project_nb.nb,
            cwd=str(Path(project_nb.uri).parent),
            timeout=data.timeout,
            allow_errors=data.allow_errors,
            kernel_manager_class=KernelManager,
            log=_quiet_logger(),
        )


class Executor(JupyterExecutorLocalMproc):
    """Runs notebooks side by side."""

    _EXECUTION_WORKER = Worker


def _quiet_logger() -> logging.Logger:
    logger = logging.getLogger(__name__)
    logger.setLevel(logging.ERROR)
    return logger


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("config-inited", _choose_cache)
    app.connect("env-before-read-docs", _execute_chapters)


def state(*packages: Path) -> str:
    """Return a name that changes with any file of the packages, any installed version, and Python's."""
    digest = hashlib.sha256(platform.python_version().encode())
    for line in sorted(f"{package.name} {package.version}\n" for package in distributions()):
        digest.update(line.encode())
    for package in packages:
        for path in sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            digest.update(path.relative_to(package.parent).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:16]


def execute(notebooks: Iterable[Path], cache_path: Path, timeout: int) -> None:
    """Run the notebooks that the cache does not know, as many at a time as there are processors.

    One that fails leaves nothing in the cache: the build runs it again and says why.
    """
    cache = get_cache(cache_path)
    for path in notebooks:
        cache.add_nb_to_project(str(path))
    Executor(cache, logger=_quiet_logger()).run_and_cache(timeout=timeout)


def _choose_cache(app: Sphinx, config: Config) -> None:
    if config.nb_execution_mode != "cache":
        return
    caches = Path(app.doctreedir) / ".outputs"
    current = caches / state(*PACKAGES)
    config.nb_execution_cache_path = str(current)
    for old in caches.glob("*"):
        if old != current:
            shutil.rmtree(old)


def _execute_chapters(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    paths = [Path(env.doc2path(name)) for name in names]
    notebooks = [path for path in paths if path.suffix == ".ipynb"]
    if app.config.nb_execution_mode == "cache" and notebooks:
        execute(notebooks, Path(app.config.nb_execution_cache_path), app.config.nb_execution_timeout)
