"""What a reader takes away: `downloads/NAME.zip`, a chapter's notebook and the wheel of the book's package.

The two unpack into one folder, whichever chapters one takes, and the notebook's first code cell installs the wheel
that lies beside it. `downloads/cross-entropy-live.zip` holds all chapters.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

FOLDER = "downloads"
BOOK = "cross-entropy-live"  # the folder inside each zip, and the name of the zip with all chapters
PACKAGE = ("pyproject.toml", "README.md", "LICENSE", "src")  # what the wheel is made of
LONG_AGO = 315532800  # 1980-01-01, the first day that a zip knows: the same files give the same bytes


def connect(app: Sphinx) -> None:
    """Connect this module to the build."""
    app.connect("build-finished", _write)


def wheel(root: Path, folder: Path) -> Path:
    """Build the wheel of the package in the repository `root` into `folder`, without a network.

    The same files give the same bytes, whatever their times and permissions.

    Raises
    ------
    ExtensionError
        If setuptools cannot build it; the message is what setuptools says.
    """
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, "package")
        copy.mkdir()
        for name in PACKAGE:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
            else:
                shutil.copy(root / name, copy / name)
        for path in copy.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        build = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
        done = subprocess.run(
            [sys.executable, "-c", build, str(folder.resolve())],
            cwd=copy,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(LONG_AGO)},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode:
        raise ExtensionError(f"the wheel of the package could not be built:\n{done.stderr}")
    (made,) = folder.glob("*.whl")
    return made


def bundle(path: Path, files: Iterable[Path]) -> None:
    """Write a zip that unpacks into one folder with the files given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"{BOOK}/{file.name}")  # dated as long ago as the wheel
            entry.external_attr = 0o644 << 16
            # a wheel is a zip already
            kind = zipfile.ZIP_STORED if file.suffix == ".whl" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes(), kind)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    paths = [Path(app.env.doc2path(name)) for name in sorted(app.env.found_docs)]
    notebooks = [path for path in paths if path.suffix == ".ipynb"]
    if not notebooks:
        return
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(app.srcdir)
        # a book made elsewhere with this extension has no package of its own
        package = [wheel(root, Path(temporary))] if (root / "pyproject.toml").is_file() else []
        for path in notebooks:
            bundle(Path(app.outdir, FOLDER, f"{path.stem}.zip"), [path, *package])
        bundle(Path(app.outdir, FOLDER, f"{BOOK}.zip"), [*notebooks, *package])
