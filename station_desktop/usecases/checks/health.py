"""How this PC and its station are: every check answers, whatever is broken."""

from __future__ import annotations

from pathlib import Path

from station_desktop.domain.problem import Problem
from station_desktop.domain.station import health
from station_desktop.domain.station.health import Depth, Finding, Surroundings
from station_desktop.domain.time.clock import Clock
from station_desktop.logs import incidents
from station_desktop.storage.store import SystemClock
from station_desktop.usecases.checks import (
    health_copies,
    health_folder,
    health_keeping,
    health_pc,
    health_store,
)
from station_desktop.usecases.checks.health_subject import Check, Subject, Told
from station_desktop.usecases.work import Work

_CHECKS: dict[str, Check] = {
    "disk": health_folder.disk,
    "folder": health_folder.folder,
    "keys": health_folder.keys,
    "database": health_store.database,
    "pages": health_store.pages,
    "journal": health_store.journal,
    "clock": health_store.clock_right,
    "zone": health_store.zone,
    "calendar": health_store.calendar,
    "certificate": health_store.certificate,
    "sync": health_store.sync,
    "printer": health_pc.printer,
    "fonts": health_pc.fonts,
    "characters": health_pc.characters,
    "input": health_pc.input_method,
    "versions": health_pc.versions,
    "backups": health_keeping.backups,
    "updates": health_keeping.updates,
    "policy": health_pc.policy,
    "leftovers": health_folder.leftovers,
    "copies": health_copies.copies,
}


def examine(
    folder: Path,
    work: Work | None = None,
    *,
    blocked: Problem | None = None,
    surroundings: Surroundings | None = None,
    depth: Depth = "usual",
    time: Clock | None = None,
    told: Told = lambda done, total: None,
) -> tuple[Finding, ...]:
    """Look at everything, in the order of ``health.CHECKS``.

    Without ``work`` the checks that need a password say so; ``blocked`` is why the store could not
    be opened. ``told`` hears how far it is, and may raise to stop. ``quick`` asks no network and
    reads no whole file; ``whole`` walks the journal from its beginning. With ``work``, needs
    ``upkeep.read``.
    """
    if work is not None:
        work.require("upkeep.read")
    clock = time or (work.store.time if work is not None else SystemClock())
    total = len(health.CHECKS)
    found: list[Finding] = []

    def going(*_: int) -> None:
        """From inside a long check: whoever waits may want it stopped."""
        try:
            told(len(found), total)
        except Exception as stop:
            raise _Stopped from stop

    subject = Subject(folder, work, blocked, surroundings, clock.now(), depth, going)
    for name in health.CHECKS:
        told(len(found), total)
        found.append(_one(name, subject))
    told(total, total)
    return tuple(found)


class _Stopped(Exception):
    """Whoever was told how far it is wants no more."""


def _one(name: str, subject: Subject) -> Finding:
    """A check that fails in a way nobody foresaw is a finding like another, with its number."""
    try:
        return _CHECKS[name](subject)
    except _Stopped as stopped:
        raise stopped.__cause__ or stopped from None
    except Exception as error:
        incident = incidents.record(error)
        params = {"number": incident.number, "kind": incident.kind}
        return Finding(name, "unknown", "health.check_failed", params)
