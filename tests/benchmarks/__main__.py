"""``python -m tests.benchmarks``: measure, and print one table against the bare limits.

Each measurement runs in a process of its own, so that the memory it needs at its peak is its own.
Nothing here judges by time: the process ends with 0 unless something breaks.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import msgspec

from tests.benchmarks.measuring import ROOT, Row, Sizes, memory
from tests.benchmarks.table import table

MEASUREMENTS = (
    "starting",
    "accepting",
    "items",
    "finding",
    "scrolling",
    "importing",
    "printing",
    "proving",
    "opening",
    "doctor",
    "backing_up",
    "loop",
    "exchanging",
    "morning",
)
BUILDS = ("finding", "scrolling", "opening", "doctor")
"""What asks the built store: it is made first, so that its making is not in their memory."""
PROBED = ("starting", "importing", "printing")
"""What tells its memory itself."""


def main() -> int:
    options = _options()
    sizes = Sizes(quick=options.quick)
    if options.alone:
        return _alone(options.alone, sizes, options.scratch)
    chosen = options.only or MEASUREMENTS
    broken = []
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="station-bench-") as scratch:
        if set(BUILDS) & set(chosen):
            _say("building the store of many residents and cases, unless it is there")
            _python("-m", "tests.benchmarks.big_store", str(sizes.people))
        if "loop" in chosen:
            _say("building the store of the closed loop, unless it is there")
            _python("-m", "tests.benchmarks.loop_store", str(sizes.loop))
        for name in chosen:
            _say(name)
            found = _measured(name, sizes, scratch)
            if found is None:
                broken.append(name)
            else:
                rows += found
    sys.stdout.write(table(rows) + "\n")
    if broken:
        sys.stdout.write(f"broken: {', '.join(broken)}\n")
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: does everything run")
    parser.add_argument("--only", nargs="*", choices=MEASUREMENTS, help="these alone")
    parser.add_argument("--alone", choices=MEASUREMENTS, help=argparse.SUPPRESS)
    parser.add_argument("--scratch", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stderr.write(f"  {text} …\n")
    sys.stderr.flush()


def _python(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )


def _measured(name: str, sizes: Sizes, scratch: str) -> list[Row] | None:
    quick = ["--quick"] if sizes.quick else []
    try:
        run = _python("-m", "tests.benchmarks", "--alone", name, "--scratch", scratch, *quick)
    except subprocess.CalledProcessError:
        return None
    return msgspec.json.decode(run.stdout, type=list[Row])


def _alone(name: str, sizes: Sizes, scratch: Path) -> int:
    rows: list[Row] = import_module(f"tests.benchmarks.{name}").measure(sizes, scratch)
    if rows and name not in PROBED:
        peak = f"peak {memory()[1]:.0f} MB"
        last = rows[-1]
        note = f"{last.note}; {peak}" if last.note else peak
        rows[-1] = msgspec.structs.replace(last, note=note)
    sys.stdout.buffer.write(msgspec.json.encode(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
