"""Standing aside while the program is replaced: the work goes on from a copy of the running bundle,
so that no file of it changes under its feet (and, on Windows, none is held open)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

MARK = "STATION_STANDS_ASIDE"
"""Set for what runs from the copy."""


def command(program: str, place: Path) -> list[str]:
    """What starts ``program`` (``stationctl``, ``station-desktop``) of the running version from a
    copy in ``place``; where no bundle runs, from where it is."""
    if not getattr(sys, "frozen", False):
        module = {"stationctl": "station_desktop.cli.main"}.get(program, "station_desktop")
        return [sys.executable, "-m", module]
    bundle = Path(sys.executable).resolve().parent
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(bundle, place, symlinks=True, copy_function=_copy)
    return [str(place / f"{program}{Path(sys.executable).suffix}")]


def stands() -> bool:
    """Whether this process may go on while the program is replaced."""
    return MARK in os.environ or not getattr(sys, "frozen", False)


def environment(given: dict[str, str]) -> dict[str, str]:
    """``given``, marked for what runs from the copy."""
    return {**given, MARK: "1"}


def _copy(source: str, to: str) -> object:
    """By a second name where the system replaces files rather than writing into them."""
    if os.name == "posix":
        try:
            os.link(source, to)
            return to
        except OSError:
            pass
    return shutil.copy2(source, to)
