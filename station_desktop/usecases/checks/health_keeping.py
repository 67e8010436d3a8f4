"""Checks of what keeps a station going: its backups and its updates."""

from __future__ import annotations

from station_desktop import __version__
from station_desktop.domain.problem import Problem
from station_desktop.domain.station.health import Finding
from station_desktop.domain.time import clock
from station_desktop.releases import standing
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_rounds
from station_desktop.usecases.checks.health_subject import Subject, inside, minute
from station_desktop.usecases.version import updating


def _backups(subject: Subject, store: Store) -> Finding:
    """How old the last verified backup is, by what was noted when it was made."""
    sign = backup_rounds.sign(store)
    at = minute(clock.from_milliseconds(sign.made_at)) if sign.made_at else "–"
    params = {"days": sign.days, "at": at}
    problems = _all(sign.problem)
    match sign.state:
        case "none":
            return Finding("backups", "warn", "health.backups.none")
        case "missing":
            return Finding("backups", "bad", "health.backups.missing", params, problems=problems)
        case "late":
            return Finding("backups", "warn", "health.backups.late", params, problems=problems)
        case _ if problems:
            return Finding("backups", "warn", "health.backups.partly", params, problems=problems)
        case _ if not sign.made_at:
            return Finding("backups", "ok", "health.backups.demo")
        case _:
            return Finding("backups", "ok", "health.backups.ok", params)


backups = inside("backups", _backups)


def updates(subject: Subject) -> Finding:
    """Whether an update stopped half-way or did not do, and whether one waits."""
    found = standing.read(subject.folder)
    if found.state in ("installing", "undoing"):
        params = {"version": found.after or found.before}
        return Finding("updates", "bad", "health.updates.cut", params)
    if found.happened in ("undone", "interrupted"):
        return Finding(
            "updates", "warn", "health.updates.not_done", problems=(updating.outcome(found),)
        )
    waiting = found.release if found.state == "ready" else found.offer
    if waiting is not None and waiting.version not in (__version__, found.failed):
        params = {"version": waiting.version}
        return Finding("updates", "warn", "health.updates.waiting", params)
    return Finding("updates", "ok", "health.updates.ok", {"version": __version__})


def _all(problem: Problem | None) -> tuple[Problem, ...]:
    return () if problem is None else (problem,)
