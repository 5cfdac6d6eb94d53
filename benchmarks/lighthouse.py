"""Lighthouse's scores of four kinds of page, on a phone and on a desktop, and the audits that fail.

What is measured: Lighthouse as its own command line runs it, against the compressing server. *Mobile* simulates a slow
4G line and a processor four times slower, *desktop* (its preset) a fast line. Performance varies between runs, so it is
the median of three; the other categories do not vary and come from the first.

What is not: a real network or phone. Lighthouse calculates what a slow line would do from a fast load, and how fast the
machine is shows in the score: the benchmark index above the table is Lighthouse's own measure of it (below 1000 the
scores of a page are too low).

Lighthouse is pinned in package-lock.json here and installed into benchmarks/node_modules when first asked for.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import chromium
from failure import MeasurementError
from site_pages import all_pages, chapter_pages, figure_pages
from table import table

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
STAMP = HERE / "node_modules" / ".package-lock.json"
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
METRICS = {
    "FCP s": "first-contentful-paint",
    "LCP s": "largest-contentful-paint",
    "TBT ms": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}
WANTED = ("index.html", "search.html", "score.html", "class.html")  # beside every chapter and one figure
MINUTES = 3
MOST = 8
SERVERS_OWN = {"cache-insight"}  # finds fault with serve_compressed.py's headers, not with the book


@dataclass
class Page:
    """All runs on one page and device."""

    name: str
    device: str
    runs: list[dict]

    def score(self, category: str) -> str:
        """Return the median score of the runs that have the category."""
        scores = [run["categories"][category]["score"] for run in self.runs if category in run["categories"]]
        return "-" if None in scores else f"{100 * median(scores):.0f}"

    def metric(self, head: str) -> str:
        """Return a metric's median in the unit its column names."""
        value = median(run["audits"][METRICS[head]].get("numericValue", float("nan")) for run in self.runs)
        return {"s": f"{value / 1000:.2f}", "ms": f"{value:.0f}"}.get(head.split()[-1], f"{value:.3f}")


@dataclass
class Finding:
    """One failing audit: which devices on which pages, and what it complains about there (a dict keeps the order)."""

    category: str
    title: str
    pages: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, None] = field(default_factory=dict)


def measure(site: Path, address: str, quick: bool) -> str:
    """Return the section of the report."""
    install()
    present = all_pages(site)
    names = [name for name in [*WANTED, *chapter_pages(site), *figure_pages(site)[:1]] if name in present]
    runs = 1 if quick else 3
    pages = [_audit(name, device, address + name, runs) for name in names for device in ("mobile", "desktop")]
    index = median(run["environment"]["benchmarkIndex"] for page in pages for run in page.runs)
    rows = [[page.name, page.device, *map(page.score, CATEGORIES), *map(page.metric, METRICS)] for page in pages]
    lines = [
        "## Lighthouse",
        f"Scores of 100; performance is the median of {runs} run{'s' if runs > 1 else ''}. "
        f"Lighthouse's benchmark index of this machine now: {index:.0f}.",
        table(["Page", "Device", *CATEGORIES, *METRICS], rows),
        _failures(pages),
    ]
    return "\n\n".join(lines)


def node() -> str:
    """Return the path of Node: the environment's own before any other."""
    found = shutil.which("node", path=_search_path())
    if not found:
        raise MeasurementError("no node was found: 'make environment' installs it into .venv")
    return found


def pinned() -> str:
    """Return the version of Lighthouse that the lock file names."""
    lock = json.loads((HERE / "package-lock.json").read_text())
    return lock["packages"]["node_modules/lighthouse"]["version"]


def install() -> None:
    """Install what package-lock.json names, if that is not done."""
    if STAMP.exists() and STAMP.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime:
        return
    npm = shutil.which("npm", path=_search_path())
    if not npm:
        raise MeasurementError("no npm was found: 'make environment' installs it into .venv")
    print("Installing Lighthouse and the peers into benchmarks/node_modules", file=sys.stderr)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    done = subprocess.run(command, cwd=HERE, env=_environment(), capture_output=True, text=True)
    if done.returncode:
        raise MeasurementError(f"'npm ci' in benchmarks/ failed: {_last_line(done.stderr) or done.returncode}")
    STAMP.touch()


def _audit(name: str, device: str, url: str, runs: int) -> Page:
    """Run Lighthouse: all categories once, performance alone after that."""
    print(f"  Lighthouse: {name}, {device}", file=sys.stderr)
    return Page(name, device, [_run(url, device, CATEGORIES if i == 0 else CATEGORIES[:1]) for i in range(runs)])


def _run(url: str, device: str, categories: list[str]) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [
            node(),
            str(PROGRAM),
            url,
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--output-path={result}",
            f"--only-categories={','.join(categories)}",
            f"--chrome-flags={' '.join(['--headless=new', *chromium.ARGUMENTS])}",
        ]
        if device == "desktop":
            command.append("--preset=desktop")
        try:
            done = subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=60 * MINUTES)
        except subprocess.TimeoutExpired as error:
            raise MeasurementError(f"Lighthouse gave no answer for {url} in {MINUTES} minutes") from error
        if done.returncode or not result.exists():
            raise MeasurementError(f"Lighthouse failed on {url}: {_last_line(done.stderr) or done.returncode}")
        report = json.loads(result.read_text(encoding="utf-8"))
    if "runtimeError" in report:
        raise MeasurementError(f"Lighthouse failed on {url}: {report['runtimeError']['message']}")
    return report


def _failures(pages: list[Page]) -> str:
    """List the audits below their full score: those that count in a category, then those that only advise."""
    counting: dict[str, Finding] = {}
    advising: dict[str, Finding] = {}
    for page in pages:
        report = page.runs[0]
        for category in report["categories"].values():
            for reference in category["auditRefs"]:
                audit = report["audits"][reference["id"]]
                good = 0.9 if category["id"] == "performance" else 1
                if audit["score"] is None or audit["score"] >= good or audit["id"] in SERVERS_OWN:
                    continue
                group = counting if reference["weight"] else advising
                finding = group.setdefault(audit["id"], Finding(category["id"], audit["title"]))
                finding.pages.setdefault(page.name, []).append(page.device)
                items = _offenders(audit)
                if not items and (amount := _amount(audit)):
                    items = [f"{page.name} ({page.device}): {amount}"]
                finding.items.update(dict.fromkeys(items))
    return "\n\n".join(
        [
            "### Audits that lower a score",
            "\n".join(map(_lines, counting, counting.values())) or "None.",
            "### Advice without weight",
            "\n".join(map(_lines, advising, advising.values())) or "None.",
        ]
    )


def _lines(audit: str, finding: Finding) -> str:
    """Write a finding: what, where, and the first offenders."""
    where = ", ".join(f"{page} ({', '.join(devices)})" for page, devices in finding.pages.items())
    lines = [f"- `{audit}` ({finding.category}): {finding.title}. On {where}"]
    items = list(finding.items)
    lines += [f"  - {item}" for item in items[:MOST]]
    if len(items) > MOST:
        lines.append(f"  - and {len(items) - MOST} more")
    return "\n".join(lines)


def _offenders(audit: dict) -> list[str]:
    """Name the elements and files an audit complains about."""
    found = []
    for item in _flat((audit.get("details") or {}).get("items", [])):
        elements = [each for each in [item, *item.values()] if isinstance(each, dict) and "snippet" in each]
        if elements:
            snippet = " ".join(elements[0]["snippet"].split())
            found.append(f"`{elements[0].get('selector', '')}` `{snippet[:120]}`")
        elif "url" in item:
            found.append(str(item["url"]))
    return found


def _amount(audit: dict) -> str:
    """Say how much of it there is: kinds of work, or the value Lighthouse displays."""
    items = _flat((audit.get("details") or {}).get("items", []))
    kinds = [f"{item['groupLabel']} {item.get('duration', 0):.0f} ms" for item in items if "groupLabel" in item]
    return ", ".join(kinds[:4]) or audit.get("displayValue", "")


def _flat(items: list) -> list[dict]:
    """Open the lists inside an audit's details (insights nest their tables)."""
    flat: list[dict] = []
    for item in items:
        if isinstance(item, dict):
            inner = item.get("items")
            flat += _flat(inner) if isinstance(inner, list) else [item]
    return flat


def _search_path() -> str:
    """The environment's programs first, as in the Makefile."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": _search_path(), "CHROME_PATH": chromium.path()}


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
