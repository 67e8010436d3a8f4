"""A whistle as ``stationctl`` gives it to scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station_desktop.domain.time import clock
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Called, Standing, Whistle

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work


def value(work: Work, found: Whistle) -> dict[str, Any]:
    """A whistle for scripts; moments are ISO 8601 or null."""
    from station_desktop.usecases.casework import cases

    standing = whistles.standing(found, now(work))
    return {
        "id": found.id,
        "number": found.number,
        "kind": found.kind,
        "state": found.state,
        "case": cases.get_by_id(work, found.case).number,
        "what": found.what,
        "place": found.place,
        "blown_at": _iso(found.blown_at),
        "departments": [
            _department(one, stands)
            for one, stands in zip(found.departments, standing, strict=True)
        ],
        "closed_at": _iso(found.closed_at),
        "result": found.result or None,
        "overrode": list(found.overrode),
        "override": found.override or None,
        "reason": found.reason or None,
        "unfit": [{"entry": one.entry, "kind": one.kind} for one in found.unfit],
    }


def _department(one: Called, stands: Standing) -> dict[str, Any]:
    """``standing`` is ``waiting``, ``late``, ``on_scene``, ``reported`` or ``never``."""
    return {
        "department": one.department,
        "contact": one.contact or None,
        "called_at": _iso(one.called_at),
        "limit": one.limit,
        "standing": stands.how,
        "minutes": stands.minutes,
        "over": stands.over,
        "in_time": stands.in_time if stands.how != "waiting" else None,
        "checked_in_at": _iso(one.checked_in_at),
        "place": one.place or None,
        "who": one.who or None,
        "acts": [{"at": _iso(act.at), "text": act.text} for act in one.acts],
        "reported_at": _iso(one.reported_at),
        "report": one.report or None,
        "grade": one.grade or None,
        "grade_back": one.grade_back or None,
    }


def now(work: Work) -> int:
    return clock.milliseconds(work.store.time.now())


def _iso(at: int) -> str | None:
    return clock.from_milliseconds(at).isoformat(timespec="seconds") if at else None


def shown(at: int) -> str:
    return f"{clock.from_milliseconds(at):%Y-%m-%d %H:%M}" if at else ""
