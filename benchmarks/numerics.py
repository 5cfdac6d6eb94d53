"""The speed and the accuracy of `cross_entropy` and `kl_divergence`, beside SciPy and, where it is installed, PyTorch.

What is measured: 1,000,000 pairs of distributions over 10 outcomes, drawn evenly (Dirichlet with all ones), computed in
one call and in one thread; the median of five calls after one that is not counted. Ours checks in that time that every
row is a distribution; SciPy's `special` functions and PyTorch check nothing, `scipy.stats.entropy` divides every row by
its sum.

Accuracy is the largest relative error over 100 rows of three kinds, against mpmath with 60 digits: the even ones;
*close* ones, where q is p but for one part in a million; *sharp* ones, where all but one outcome are nearly impossible.
The cross-entropy is compared with that of the floats as they are. Rows of floats add up to 1 only nearly, and a
divergence that is smaller than what is missing would show that instead: it is compared with the divergence of the rows
divided by their exact sums.

PyTorch belongs to no requirements of ours: it is compared where the book's environment happens to have it.
"""

import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from failure import MeasurementError

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
OUTCOMES = 10
SAMPLE = 100
CALLS = 5


def measure(site: Path, address: str, quick: bool) -> str:
    """Return the section of the report, made in a process of its own that has one thread."""
    rows = 100_000 if quick else 1_000_000
    command = [sys.executable, __file__, str(rows)]
    done = subprocess.run(command, env=os.environ | dict.fromkeys(THREADS, "1"), capture_output=True, text=True)
    if done.returncode:
        raise MeasurementError(done.stderr.strip().splitlines()[-1])
    return done.stdout.strip()


def _report(rows: int) -> str:
    import numpy as np
    from table import table

    random = np.random.default_rng(1)
    even = tuple(random.dirichlet(np.ones(OUTCOMES), size=rows) for _ in "pq")
    samples = {"even": tuple(each[:SAMPLE] for each in even), "close": _close(random), "sharp": _sharp(random)}
    lines = []
    for measure, ways in _ways().items():
        times = {name: _seconds(way, *even) for name, way in ways.items()}
        for name, way in ways.items():
            errors = [_error(measure, way, p, q) for p, q in samples.values()]
            ratio = times[name] / times["ours"]
            lines.append([measure, name, f"{times[name]:.3f}", f"{ratio:.2f}", *(f"{error:.0e}" for error in errors)])
    without = "" if find_spec("torch") else "\n\nPyTorch is not installed here, so it is not compared."
    heads = ["Function", "By", "Seconds", "Time / ours", *(f"Error, {kind} rows" for kind in samples)]
    return (
        "## Numbers\n\n"
        f"{rows:,} x {OUTCOMES} probabilities in one thread; errors are the largest of {SAMPLE} rows, against mpmath."
        f"\n\n{table(heads, lines)}{without}"
    )


def _ways() -> dict[str, dict]:
    """Return every way to compute each measure, row by row."""
    from scipy.special import rel_entr, xlogy
    from scipy.stats import entropy

    from crossentropy import cross_entropy, kl_divergence

    ways = {
        "cross_entropy": {
            "ours": cross_entropy,
            "scipy.special.xlogy": lambda p, q: -xlogy(p, q).sum(axis=-1),
            "scipy.stats.entropy": lambda p, q: entropy(p, axis=-1) + entropy(p, q, axis=-1),
        },
        "kl_divergence": {
            "ours": kl_divergence,
            "scipy.special.rel_entr": lambda p, q: rel_entr(p, q).sum(axis=-1),
            "scipy.stats.entropy": lambda p, q: entropy(p, q, axis=-1),
        },
    }
    if find_spec("torch"):
        import torch
        from torch.nn.functional import cross_entropy as torch_cross_entropy
        from torch.nn.functional import kl_div

        torch.set_num_threads(1)

        def with_torch(function):
            return lambda p, q: function(torch.from_numpy(p), torch.from_numpy(q).log()).numpy()

        ways["cross_entropy"]["torch cross_entropy"] = with_torch(
            lambda p, log_q: torch_cross_entropy(log_q, p, reduction="none")
        )
        ways["kl_divergence"]["torch kl_div"] = with_torch(
            lambda p, log_q: kl_div(log_q, p, reduction="none").sum(dim=-1)
        )
    return ways


def _seconds(way, p, q) -> float:
    way(p, q)
    times = []
    for _ in range(CALLS):
        began = time.perf_counter()
        way(p, q)
        times.append(time.perf_counter() - began)
    return median(times)


def _close(random):
    """Return rows of q that differ from p by one part in a million."""
    p = random.dirichlet([1] * OUTCOMES, size=SAMPLE)
    q = p * (1 + 1e-6 * random.standard_normal(p.shape))
    return p, q / q.sum(axis=-1, keepdims=True)


def _sharp(random):
    """Return rows in which one outcome is nearly certain, not the same in p and q."""
    from crossentropy import softmax

    return tuple(softmax(30 * random.standard_normal((SAMPLE, OUTCOMES))) for _ in "pq")


def _error(measure: str, way, p, q) -> float:
    """Return the largest relative error of a measure over some rows."""
    from mpmath import fsum, log, mp, mpf

    mp.dps = 60
    worst = mpf(0)
    for found, *rows in zip(way(p, q), p, q, strict=True):
        p_exact, q_exact = ([mpf(float(each)) for each in row] for row in rows)
        if measure == "kl_divergence":
            p_exact, q_exact = ([each / fsum(row) for each in row] for row in (p_exact, q_exact))
        pairs = [(one, other) for one, other in zip(p_exact, q_exact, strict=True) if one > 0]
        if measure == "cross_entropy":
            exact = fsum(-one * log(other) for one, other in pairs)
        else:
            exact = fsum(one * log(one / other) for one, other in pairs)
        worst = max(worst, abs(mpf(float(found)) / exact - 1))
    return float(worst)


if __name__ == "__main__":
    print(_report(int(sys.argv[1])))
