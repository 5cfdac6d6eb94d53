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

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

PACKAGE = Path(__file__).resolve().parent.parent


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("config-inited", _choose_cache)
    app.connect("env-before-read-docs", _execute_chapters)


def state(package: Path) -> str:
    """Return a name that changes with any file of a package, any installed version, and Python's."""
    digest = hashlib.sha256(platform.python_version().encode())
    for line in sorted(f"{each.name} {each.version}\n" for each in distributions()):
        digest.update(line.encode())
    for path in sorted(each for each in package.rglob("*") if each.is_file() and "__pycache__" not in each.parts):
        digest.update(path.relative_to(package).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:16]


def execute(notebooks: Iterable[Path], cache_path: Path, timeout: int) -> None:
    """Run the notebooks that the cache does not know, as many at a time as there are processors.

    One that fails leaves nothing in the cache: the build runs it again and says why.
    """
    cache = get_cache(cache_path)
    for path in notebooks:
        cache.add_nb_to_project(str(path))
    logger = logging.getLogger(__name__)
    logger.setLevel(logging.ERROR)
    load_executor("local-parallel", cache, logger=logger).run_and_cache(timeout=timeout)


def _choose_cache(app: Sphinx, config: Config) -> None:
    if config.nb_execution_mode != "cache":
        return
    caches = Path(app.doctreedir) / ".outputs"
    current = caches / state(PACKAGE)
    config.nb_execution_cache_path = str(current)
    for old in caches.glob("*"):
        if old != current:
            shutil.rmtree(old)


def _execute_chapters(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    paths = [Path(env.doc2path(name)) for name in names]
    notebooks = [path for path in paths if path.suffix == ".ipynb"]
    if app.config.nb_execution_mode == "cache" and notebooks:
        execute(notebooks, Path(app.config.nb_execution_cache_path), app.config.nb_execution_timeout)
