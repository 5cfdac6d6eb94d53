"""Measure the built book, print the report and write it to benchmarks/RESULTS.md (`make bench`)."""

import argparse
import datetime
import sys
import time
from pathlib import Path

import chores
import comparison
import idle
import lighthouse
import machine
import moves
import numerics
import page_bytes
from failure import MeasurementError
from serve_compressed import serving

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("RESULTS.md")
SECTIONS = {
    "peers": comparison.measure,
    "moves": moves.measure,
    "idle": idle.measure,
    "bytes": page_bytes.measure,
    "lighthouse": lighthouse.measure,
    "numbers": numerics.measure,
    "build": chores.measure_build,
    "tests": chores.measure_tests,
}


def main() -> int:
    """Measure what was asked for; 1 if some of it could not be measured."""
    options = _options()
    if not (options.site / "index.html").is_file():
        print("bench: there is no built book: run 'make book' first, or name one with --site", file=sys.stderr)
        return 1
    try:
        parts = [_title(options), machine.describe()]
    except MeasurementError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    failed = False
    with serving(options.site) as address:
        for name in options.only:
            began = time.monotonic()
            print(f"Measuring {name}", file=sys.stderr)
            try:
                parts.append(SECTIONS[name](options.site, address, options.quick).replace(address, "/"))
            except MeasurementError as error:
                failed = True
                parts.append(f"## {name.capitalize()}\n\nNot measured: {error}")
                print(f"bench: {name}: {error}", file=sys.stderr)
            print(f"  {time.monotonic() - began:.0f} s", file=sys.stderr)
            report = "\n\n".join(parts) + "\n"
            RESULTS.write_text(report, encoding="utf-8")  # after each section: a run that is cut short leaves something
    print(report)
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs")
    parser.add_argument("--only", type=_names, default=list(SECTIONS), help=f"some of {','.join(SECTIONS)}")
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "html", help="the built book (_build/html)")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no section is called {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    return names


def _title(options: argparse.Namespace) -> str:
    how = f"sections {', '.join(options.only)}" + (", quick" if options.quick else "")
    return (
        "# What the book costs\n\n"
        f"Measured on {datetime.date.today().isoformat()} by `make bench` ({how}). What the numbers mean: README.md "
        "beside this file."
    )


if __name__ == "__main__":
    sys.exit(main())
