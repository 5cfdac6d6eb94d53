"""How many tests run at a time: as many as this process may use processors, and no more than there is memory for."""

import os
from pathlib import Path

LEAST = 2  # while one test waits for a browser, another computes
MEMORY = 1.5  # GB that a worker with its browsers may take
GB = 1024**3


def count(root: Path = Path("/sys/fs/cgroup"), processors: int | None = None, free: float | None = None) -> int:
    """Return the number of workers.

    Parameters
    ----------
    root : path
        Where the control groups of a container say what it may use.
    processors : int, optional
        Those that this process may run on; the system's answer, if not given.
    free : float, optional
        Memory in GB; the system's answer, if not given.
    """
    processors = processors or len(_affinity())
    for quota, period in _quotas(root):
        if quota and period and quota > 0:
            processors = min(processors, int(quota / period))
    limits = (_number(root / name) for name in ("memory.max", "memory/memory.limit_in_bytes"))
    memory = [given for given in (free or _memory(), *((limit or 0) / GB for limit in limits)) if given]
    most = int(min(memory) / MEMORY) if memory else processors
    return max(LEAST, min(processors, most))


def _quotas(root: Path) -> list[tuple[float | None, float | None]]:
    """Return the time that a container may use in a period: from control groups of both versions."""
    old = root / "cpu"
    return [
        (_number(root / "cpu.max"), _number(root / "cpu.max", 1)),
        (_number(old / "cpu.cfs_quota_us"), _number(old / "cpu.cfs_period_us")),
    ]


def _affinity() -> set[int]:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))


def _memory() -> float | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GB
    except (AttributeError, ValueError, OSError):  # Windows
        return None


def _number(path: Path, place: int = 0) -> float | None:
    """Return a number of a control group's file; None where there is no limit ("max") and where there is no file."""
    try:
        return float(path.read_text().split()[place])
    except (OSError, ValueError, IndexError):
        return None
