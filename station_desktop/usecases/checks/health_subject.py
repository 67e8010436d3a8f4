"""What a check is given to look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_desktop import paths
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.health import Depth, Finding, Surroundings

if TYPE_CHECKING:
    from station_desktop.storage.store import Store
    from station_desktop.usecases.work import Work

Told = Callable[[int, int], None]


class Subject(msgspec.Struct, frozen=True):
    """A PC and what is at hand of its station.

    ``folder`` is the station's, there or not. ``work`` is ``None`` where nobody signed in;
    ``blocked`` is then why the store could not be opened, ``None`` where nobody tried.
    ``surroundings`` are ``None`` where no window's toolkit was asked. ``told`` hears how far a long
    check is and may raise to stop it.
    """

    folder: Path
    work: Work | None
    blocked: Problem | None
    surroundings: Surroundings | None
    now: datetime
    depth: Depth
    told: Told


Check = Callable[[Subject], Finding]


def size(count: int) -> str:
    """Bytes as people say them: ``3.2 GB``."""
    value = float(count)
    for unit in ("B", "KB", "MB"):
        if value < 1024:
            return f"{value:.0f} {unit}"
        value /= 1024
    return f"{value:.1f} GB"


def minute(moment: datetime) -> str:
    """The same in both languages."""
    return f"{moment:%Y-%m-%d %H:%M}"


def inside(name: str, look: Callable[[Subject, Store], Finding]) -> Callable[[Subject], Finding]:
    """A check that needs the store open, and says so where it is not."""

    def check(subject: Subject) -> Finding:
        if subject.work is None:
            there = (subject.folder / paths.STORE_FILE).exists() and subject.blocked is None
            code = "health.needs_password" if there else "health.not_open"
            return Finding(name, "unknown", code)
        try:
            return look(subject, subject.work.store)
        except Refused as refused:
            return Finding(name, "bad", "health.database.blocked", problems=refused.problems)

    return check
