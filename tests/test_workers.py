"""The number of tests that run at a time is that of the processors which they may use, capped by memory."""

import pytest

import workers


@pytest.mark.parametrize(
    ("processors", "quota", "limit", "expected"),
    [
        (8, "max 100000", "max", 8),  # no limit but the processors
        (8, "400000 100000", "max", 4),  # a container's share of them
        (8, "50000 100000", "max", 2),  # at least two: one waits for a browser
        (1, "max 100000", "max", 2),
        (8, "max 100000", str(4 * 1024**3), 2),  # 4 GB are room for two
        (8, "", "", 8),  # no control groups
    ],
)
def test_workers_are_as_many_as_may_run(tmp_path, processors, quota, limit, expected):
    for name, text in (("cpu.max", quota), ("memory.max", limit)):
        if text:
            (tmp_path / name).write_text(text)
    assert workers.count(tmp_path, processors, free=64.0) == expected


@pytest.mark.parametrize(("quota", "limit", "expected"), [(400000, 2**62, 4), (-1, 2**62, 8), (-1, 6 * 1024**3, 4)])
def test_control_groups_of_the_first_version_are_read_too(tmp_path, quota, limit, expected):
    for name, number in (
        ("cpu/cpu.cfs_quota_us", quota),
        ("cpu/cpu.cfs_period_us", 100000),
        ("memory/memory.limit_in_bytes", limit),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{number}\n")
    assert workers.count(tmp_path, 8, free=64.0) == expected


def test_little_memory_means_few_workers(tmp_path):
    assert workers.count(tmp_path, 8, free=5.0) == 3


def test_here_they_are_at_least_two():
    assert workers.count() >= 2
