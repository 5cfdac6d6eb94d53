"""Where and with what the numbers were measured."""

import json
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import chromium
import lighthouse
from table import table


def describe() -> str:
    """Return a table of the machine and the programs."""
    rows = [
        ["Machine", f"{_processor()}, {os.cpu_count()} cores, {_memory()}"],
        ["System", f"{platform.system()} {platform.release()} {platform.machine()}"],
        ["Load before", _load()],
        ["Browser", _first_line([chromium.path(), "--version"])],
        ["Python", f"{platform.python_version()}, Playwright {version('playwright')}"],
        ["Node", f"{_first_line([lighthouse.node(), '--version'])}, Lighthouse {lighthouse.pinned()}"],
        ["Peers", _peers()],
        ["Book", f"jupyter-book {version('jupyter-book')}, Sphinx {version('sphinx')}, Furo {version('furo')}"],
    ]
    return table(["What", "Which"], rows)


def _peers() -> str:
    """Name what the book is compared with, as the pins here do."""
    here = Path(__file__).parent
    packages = json.loads((here / "package.json").read_text())["dependencies"]
    pins = [line.split("==") for line in (here / "requirements.txt").read_text().splitlines() if "==" in line]
    return ", ".join(f"{name} {pin}" for name, pin in [*packages.items(), *pins] if name != "lighthouse")


def _first_line(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[0]


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return "memory unknown"
    return f"{size / 2**30:.0f} GiB"


def _load() -> str:
    try:
        return f"{os.getloadavg()[0]:.1f} (other programs' share of the processor; a quiet machine has 0)"
    except (AttributeError, OSError):
        return "unknown"
