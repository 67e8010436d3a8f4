"""Backups by themselves: which places are due, one after the other, and the sign of how it stands.

Nobody at the desk asked for it and nothing there waits for it; what fails is noted and told by the
sign, quietly at first.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

import msgspec

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station import rotation
from station_desktop.domain.station.rotation import Keep
from station_desktop.domain.time import clock
from station_desktop.logs import notes
from station_desktop.storage.backup import backup_keys
from station_desktop.storage.backup import backups as stored
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_places, backups, erased_copies, replaced_stores
from station_desktop.usecases.backup.backup_places import Place, State
from station_desktop.usecases.backup.backups import Backup, Told

QUIET_DAYS, LOUD_DAYS = 2, 7
"""From how old on the last verified backup is mentioned, and then said to be missing."""
_AGAIN_MS = 3_600_000
_DAY_MS = 86_400_000
_AWAY = "backups.away"


class Went(msgspec.Struct, frozen=True):
    """What became of one place: its new backup, or why there is none."""

    place: Place
    backup: Backup | None = None
    problem: Problem | None = None


def due(store: Store) -> tuple[Place, ...]:
    """The places that are to get a backup now. One that failed for another reason than being away
    is left alone for an hour."""
    plan, known = backup_places.plan(store), backup_places.states(store)
    now = store.time.now()
    found = []
    for place in plan.places:
        state = known.get(place.id, State())
        last = clock.from_milliseconds(state.made_at) if state.made_at else None
        if rotation.due(now, plan.at, last) and not _resting(state, clock.milliseconds(now)):
            found.append(place)
    return tuple(found)


def _resting(state: State, now: int) -> bool:
    failed = state.problem is not None and state.problem.code != _AWAY
    return failed and 0 <= now - state.tried < _AGAIN_MS


def run(store: Store, told: Told = backups.unheard, *, all: bool = False) -> tuple[Went, ...]:
    """Make a backup in each place that is due, or in ``all``, and take away what need not be kept.
    ``told`` counts over all of them, and ends it by raising."""
    places = backup_places.plan(store).places if all else due(store)
    went = tuple(
        _one(store, place, _among(told, at, len(places))) for at, place in enumerate(places)
    )
    erased_copies.spread(store, told)
    replaced_stores.tidy(store)
    return went


def _among(told: Told, at: int, count: int) -> Told:
    """Counts one of several pieces of work that are about as long."""
    return lambda done, total: told(at * total + done, count * total)


def _one(store: Store, place: Place, told: Told) -> Went:
    known, now = backup_places.states(store).get(place.id, State()), store.ledger.now_ms()
    try:
        folder = backup_places.here(store, place)
        if folder is None:
            away = Problem(_AWAY, params={"place": place.path})
            since = known.away_since or now
            _note(store, place, known, tried=now, problem=away, away_since=since)
            notes.ran("backup", failed=_AWAY)
            return Went(place, problem=away)
        backup = backups.made(store, folder, told)
    except Refused as refused:
        if refused.first.code != "backups.busy":
            _note(store, place, known, tried=now, problem=refused.first, away_since=0)
        return Went(place, problem=refused.first)
    _note(
        store,
        place,
        State(),
        made_at=backup.made_at,
        size=backup.size,
        tried=now,
    )
    gone = rotate(store, backup, backup_places.plan(store).keep)
    if gone:
        notes.ran("backups rotated", gone=gone)
    return Went(place, backup)


def _note(store: Store, place: Place, known: State, **changes: object) -> None:
    id = place.id or _id_of(store, place)
    if id:
        backup_places.note(store, id, msgspec.structs.replace(known, **changes))


def _id_of(store: Store, place: Place) -> str:
    """A policy's folder got its id when it was first seen."""
    places = backup_places.plan(store).places
    return next((other.id for other in places if other.path == place.path), "")


def rotate(store: Store, newest: Backup, keep: Keep) -> int:
    """Take this PC's older backups beside ``newest``, which was just verified, away as ``keep``
    says; how many. Others' backups and files that cannot be read are left alone."""
    line = backup_keys.line_of(store.folder)
    mine = {
        one.manifest.serial: one
        for one in stored.listed(newest.path.parent)
        if one.manifest is not None and one.manifest.line == line
    }
    days = [(serial, clock.from_milliseconds(one.made_at).date()) for serial, one in mine.items()]
    stay = rotation.kept(days, keep)
    gone = 0
    for serial, one in mine.items():
        if serial not in stay and one.path != newest.path:
            with suppress(OSError):
                one.path.unlink()
                gone += 1
    return gone


State_ = Literal["none", "good", "late", "missing"]


class Sign(msgspec.Struct, frozen=True):
    """How it stands with this PC's backups as a whole: no place is chosen (``none``), the last
    verified one is fresh (``good``), some days old (``late``) or too old (``missing``)."""

    state: State_
    days: int = 0
    made_at: int = 0
    problem: Problem | None = None


def sign(store: Store) -> Sign:
    """By what was noted; looks at no place."""
    plan, known = backup_places.plan(store), backup_places.states(store)
    if not plan.places:
        return Sign("good" if store.settings().demo else "none")
    there = [known.get(place.id, State()) for place in plan.places]
    made_at = max(state.made_at for state in there)
    problem = next((state.problem for state in there if state.problem is not None), None)
    if not made_at:
        return Sign("missing", problem=problem)
    days = max(0, store.ledger.now_ms() - made_at) // _DAY_MS
    state: State_ = "good" if days < QUIET_DAYS else "late" if days < LOUD_DAYS else "missing"
    return Sign(state, days, made_at, problem)
