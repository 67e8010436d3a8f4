"""The check of what lies in the data folder beside the store: whole stores of before a restore or
an update, with their keys."""

from __future__ import annotations

from station_desktop.domain.problem import Problem
from station_desktop.domain.station.health import Finding
from station_desktop.domain.time import clock
from station_desktop.releases import standing
from station_desktop.storage.backup import replaced
from station_desktop.storage.proof import examining
from station_desktop.usecases.backup.replaced_stores import KEPT_DAYS
from station_desktop.usecases.checks.health_subject import Subject, size
from station_desktop.usecases.version import trying, updating

_DAY_MS = 86_400_000


def copies(subject: Subject) -> Finding:
    """How many, how large, and whether their time is over; needs nobody's password."""
    now = clock.milliseconds(subject.now)
    found = replaced.listed(subject.folder)
    problems = _of_update(subject, now)
    if not found:
        code = "health.copies.update" if problems else "health.copies.none"
        return Finding("copies", "ok", code, problems=problems)
    until = clock.from_milliseconds(found[0].at + KEPT_DAYS * _DAY_MS)
    params = {
        "count": len(found),
        "size": size(sum(one.size for one in found)),
        "until": f"{until:%Y-%m-%d}",
    }
    if now - found[0].at > KEPT_DAYS * _DAY_MS:
        return Finding("copies", "warn", "health.copies.over", params, problems=problems)
    return Finding("copies", "ok", "health.copies.kept", params, problems=problems)


def _of_update(subject: Subject, now: int) -> tuple[Problem, ...]:
    """The copy that an update made for the way back."""
    found = standing.read(subject.folder)
    if not found.aside:
        return ()
    folder = standing.folder(subject.folder) / updating.SAVED / found.aside
    megabytes = -(-sum(map(examining.size_of, folder.glob("*"))) // 1_000_000)
    left = max(0, trying.KEPT_DAYS - (now - found.at) // _DAY_MS)
    return (Problem("health.copies.saved", params={"megabytes": megabytes, "days": left}),)
