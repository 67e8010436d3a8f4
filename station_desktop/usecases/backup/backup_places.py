"""Where this PC's backups go, and when: a second disk, a share, a stick.

A place is known by a small file in it and not by its path: a stick comes back under another letter,
and an empty folder under which no stick is mounted must never be taken for one. Like the watched
folder all of this is the PC's own matter, unless its policy lays it down.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Any

import msgspec

from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.station.rotation import Keep, keep_of, time_of
from station_desktop.storage.backup import backups as stored
from station_desktop.storage.backup import cold, volumes
from station_desktop.storage.store import Store
from station_desktop.usecases import policies
from station_desktop.usecases.work import Work

MARKER = "station-backup-place.json"
USUAL_TIME = "12:10"
_PLACES, _TIME, _KEEP, _STATES = "backup_places", "backup_time", "backup_keep", "backup_states"
_ID_BYTES = 8


class Place(msgspec.Struct, frozen=True):
    """``beneath`` is the path below the disk or stick it is on, by which it is found elsewhere."""

    id: str
    path: str
    beneath: str = ""


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """How backups went in one place. Moments in milliseconds, 0 for never: ``made_at`` is of the
    last verified backup, of ``size`` bytes; ``tried`` the last try, ``problem`` why it failed."""

    made_at: int = 0
    size: int = 0
    tried: int = 0
    problem: Problem | None = None
    away_since: int = 0


class Plan(msgspec.Struct, frozen=True):
    """What is to happen. ``fixed`` names what the policy lays down: folders, time, keep."""

    places: tuple[Place, ...]
    at: time
    keep: Keep
    fixed: frozenset[str]


class _Marker(msgspec.Struct, frozen=True):
    format: int
    id: str


def plan(store: Store) -> Plan:
    """This PC's plan as it stands."""
    policy = policies.in_force()
    places = _kept(store)
    fixed = set()
    if policy.backup_folders:
        fixed.add("folders")
        known = {place.path: place for place in places}
        places = tuple(
            known.get(folder, Place("", folder, _beneath(Path(folder))))
            for folder in policy.backup_folders
        )
    if policy.backup_time:
        fixed.add("time")
    if policy.backup_keep is not None:
        fixed.add("keep")
    at = policy.backup_time or store.ledger.meta(_TIME) or USUAL_TIME
    kept = store.ledger.meta(_KEEP)
    keep = keep_of(kept) if kept else Keep()
    if policy.backup_keep is not None:
        keep = Keep(0, 0, 0, policy.backup_keep)
    return Plan(places, time_of(at), keep, frozenset(fixed))


def _kept(store: Store) -> tuple[Place, ...]:
    found = store.ledger.meta(_PLACES)
    return msgspec.json.decode(found, type=tuple[Place, ...]) if found else ()


def add(work: Work, folder: Path) -> Place:
    """Make backups in ``folder`` from now on. Refuses ``setting.fixed_by_policy``,
    ``backups.place_inside`` (of the data folder), ``backups.gone``, ``backups.read_only``."""
    work.require("backup.make")
    _must_be_free("folders", plan(work.store))
    folder = folder.expanduser()
    if not folder.is_absolute() or not folder.is_dir():
        raise refuse("backups.gone", field="folder", place=folder.name or str(folder))
    own = work.store.folder.resolve()
    if own == folder.resolve() or own in folder.resolve().parents:
        raise refuse("backups.place_inside", field="folder")
    place = Place(_marked(folder, work.store), str(folder), _beneath(folder))
    others = [other for other in _kept(work.store) if other.id != place.id]
    _put(work.store, _PLACES, [*others, place])
    return place


def remove(work: Work, id: str) -> None:
    """Make no more backups in this place; those that are there stay."""
    work.require("backup.make")
    _must_be_free("folders", plan(work.store))
    _put(work.store, _PLACES, [place for place in _kept(work.store) if place.id != id])


def set_time(work: Work, text: str) -> None:
    """When the daily backup is made, ``HH:MM``."""
    work.require("backup.make")
    _must_be_free("time", plan(work.store))
    work.store.ledger.set_meta(_TIME, time_of(text).isoformat("minutes"))


def set_keep(work: Work, text: str) -> None:
    """How many are kept, see ``rotation.keep_of``."""
    work.require("backup.make")
    _must_be_free("keep", plan(work.store))
    work.store.ledger.set_meta(_KEEP, str(keep_of(text)))


def _must_be_free(what: str, found: Plan) -> None:
    if what in found.fixed:
        raise refuse("setting.fixed_by_policy", field=what)


def _put(store: Store, key: str, value: Any) -> None:
    store.ledger.set_meta(key, msgspec.json.encode(value).decode())


# finding a place


def here(store: Store, place: Place) -> Path | None:
    """The folder of a place where it is now, ``None`` while it is away. A folder that the policy
    names gets its mark when it is first seen."""
    folder = Path(place.path)
    if not place.id:
        if not folder.is_dir():
            return None
        found = Place(_marked(folder, store), place.path, place.beneath)
        _put(store, _PLACES, [*_kept(store), found])
        return folder
    if _mark(folder) == place.id:
        return folder
    for volume in volumes.volumes():
        elsewhere = volume.root / place.beneath
        if elsewhere != folder and _mark(elsewhere) == place.id:
            return elsewhere
    return None


def _mark(folder: Path) -> str:
    """Which place a folder says it is, empty for none."""
    try:
        return msgspec.json.decode((folder / MARKER).read_bytes(), type=_Marker).id
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return ""


def _marked(folder: Path, store: Store) -> str:
    """The mark of a folder, made where it has none: two PCs that share it know it by one."""
    known = _mark(folder)
    if known:
        return known
    marker = _Marker(1, store.chance.bytes(_ID_BYTES).hex())
    with volumes.writing(folder):
        if not os.access(folder, os.W_OK):
            raise refuse("backups.read_only", field="folder", place=folder.name)
        cold.written(folder / MARKER, msgspec.json.encode(marker))
    return marker.id


def _beneath(folder: Path) -> str:
    where = volumes.volume_of(folder)
    if where is None or where.root == folder:
        return ""
    return folder.relative_to(where.root).as_posix()


def newest_in(path: Path) -> Path:
    """The backup that is meant: the file itself, or the latest whole one in a folder."""
    if not path.is_dir():
        return path
    whole = [one for one in stored.listed(path) if one.manifest is not None]
    if not whole:
        raise refuse("backups.none_in", name=path.name or str(path))
    return whole[0].path


def latest_anywhere() -> Path | None:
    """The latest whole backup in any place that is marked as one, on whatever disk or stick is
    there now: at its top or in a folder of its top."""
    found = []
    for volume in volumes.volumes():
        for folder in (volume.root, *_folders_in(volume.root)):
            if _mark(folder):
                with suppress(Refused):
                    found += [one for one in stored.listed(folder) if one.manifest is not None]
    latest = max(found, key=lambda one: one.made_at, default=None)
    return latest.path if latest is not None else None


def _folders_in(root: Path) -> tuple[Path, ...]:
    try:
        return tuple(path for path in root.iterdir() if path.is_dir())
    except OSError:
        return ()


# how it went


def states(store: Store) -> dict[str, State]:
    """How backups went, by place."""
    found = store.ledger.meta(_STATES)
    return msgspec.json.decode(found, type=dict[str, State]) if found else {}


def note(store: Store, id: str, state: State) -> None:
    """Keep how it went in one place."""
    with store.ledger.transaction():
        _put(store, _STATES, states(store) | {id: state})


class Standing(msgspec.Struct, frozen=True):
    """One place for the list: ``folder`` is ``None`` while it is away, ``free`` bytes are left in
    it, ``near`` where it is on the disk of the data itself and goes with it."""

    place: Place
    state: State
    folder: Path | None
    free: int = 0
    near: bool = False


def standings(store: Store) -> tuple[Standing, ...]:
    """All places as they are now; waits for shares."""
    kept = states(store)
    return tuple(
        _standing(store, place, kept.get(place.id, State())) for place in plan(store).places
    )


def _standing(store: Store, place: Place, state: State) -> Standing:
    try:
        folder = here(store, place)
        free = volumes.room(folder) if folder is not None else 0
    except Refused as refused:
        return Standing(place, msgspec.structs.replace(state, problem=refused.first), None)
    near = folder is not None and volumes.same_disk(folder, store.folder)
    return Standing(place, state, folder, free, near)
