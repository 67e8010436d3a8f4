"""Every measurement runs: with small sizes, judged by what it says and not by its times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = (
    "Start to the sign-in",
    "Memory at the desk",
    "Accept a case, durable",
    "Save one field of a draft, durable",
    "Keystroke to items, 149 items",
    "Keystroke to items, 3,575 items",
    "Find a resident by initials, 20,000",
    "Keystroke in the desk's one box",
    "First page of 20,000 cases: open, by due day",
    "Open the page of 20,000 cases for the first time",
    "Page Down in it until its rows are painted",
    "Import a roster of 600",
    "First paper as PDF",
    "Verify, per 10,000 entries",
    "Open the demo station's store",
    "Sign in",
    "Back up a store, verified",
    "Restore it with the recovery key",
    "Save a field while a backup runs",
    "Back up a store, verified",
    "Restore it with the recovery key",
    "Save a field while a backup runs",
    "Doctor, the command on the demo station",
    "Doctor, everything",
    "Loop: board, first page",
    "Loop: report of the year",
    "Loop: hand over 40 cases, durable",
    "Up to the hall on SQLite: 40 cases",
    "Down from the hall on PostgreSQL: 40 cases",
    "Nothing to do, hall on SQLite",
    "Busy morning of 6 windows",
)


def test_every_measurement_runs_and_has_its_line_in_the_table() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--quick"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    head, *lines = run.stdout.splitlines()
    assert head.split() == ["what", "ours", "bare", "limit", "ratio", "aim", "note"]
    for what in EXPECTED:
        assert any(line.startswith(what) for line in lines), what
