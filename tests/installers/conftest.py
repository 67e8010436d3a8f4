"""What the tries of the installers stand on: the packages, built here, and what they measure."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "installers"
FLOOR = "2.28"
OLD_PYTHON = ROOT / "build" / f"runtime-{FLOOR}" / "bin" / "python3.11"
BEFORE = "0.0.9"
_MEASURED: dict[str, str] = {}


class Packages(NamedTuple):
    """The version before and this version, and the bundle that this one was made of."""

    before: Path
    now: Path
    bundle: Path


@pytest.fixture(scope="session")
def measured() -> dict[str, str]:
    """What was measured; printed when all is done."""
    return _MEASURED


@pytest.fixture(scope="session")
def packages() -> Packages:
    """Both packages, built as they are given out; with ``STATION_TRY_BUILT`` those built before."""
    if os.geteuid():
        pytest.fail("making a clean Debian needs root: sudo make installers")
    dist = ROOT / "dist"
    if os.environ.get("STATION_TRY_BUILT"):
        before = next(dist.glob(f"station-desktop_{BEFORE}_*.deb"))
        now = next(file for file in dist.glob("station-desktop_*.deb") if file != before)
        return Packages(before, now, dist / "station-desktop")
    build: list[str | Path] = [ROOT / "installers" / "linux" / "build"]
    if OLD_PYTHON.is_file():
        build += ["--python", OLD_PYTHON, "--floor", FLOOR]
    before = _built([*build, "--quick", "--version", BEFORE])
    return Packages(before, _built(build), dist / "station-desktop")


def _built(command: list[str | Path]) -> Path:
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=2400, check=False)
    assert ended.returncode == 0, ended.stdout
    return Path(ended.stdout.splitlines()[-1])


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None] | None:
    if _MEASURED:
        terminalreporter.section("measured")
        for what, value in _MEASURED.items():
            terminalreporter.write_line(f"{what}: {value}")
    return None
