"""What becomes of the stores that a restored backup took the place of.

They hold people's data and the keys to it, so they do not stay for ever: one whose time is over
goes by itself where nothing in it would be lost and a later backup was verified. Any other a person
has to take away, knowing what is only in it. Until then erasures reach them (``erased_copies``).
"""

from __future__ import annotations

from contextlib import suppress

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.logs import notes
from station_desktop.storage.backup import replaced
from station_desktop.storage.backup.replaced import Replaced
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backup_places
from station_desktop.usecases.work import Work

KEPT_DAYS = 30
"""So long a replaced store stays in any case, unless a person takes it away."""
_DAY_MS = 86_400_000


class Kept(msgspec.Struct, frozen=True):
    """A replaced store: ``at`` and ``until`` in milliseconds, ``size`` in bytes. ``missing`` counts
    the entries that the station's journal does not hold, ``None`` where it cannot be read."""

    name: str
    at: int
    until: int
    size: int
    missing: int | None


def kept(work: Work) -> tuple[Kept, ...]:
    """All of them, the oldest first; opens each."""
    work.require("upkeep.read")
    return tuple(_looked_at(work.store, one) for one in replaced.listed(work.store.folder))


def remove(work: Work, name: str, *, lose: bool = False) -> Kept:
    """Take one away for good. Refuses ``replaced.unknown``, ``replaced.no_backup`` while no backup
    was verified since, and ``replaced.would_lose`` unless that is wanted."""
    work.require("backup.make")
    store = work.store
    one = next((one for one in replaced.listed(store.folder) if one.name == name), None)
    if one is None:
        raise refuse("replaced.unknown", field="name", name=name[:60])
    found = _looked_at(store, one)
    if _last_backup(store) <= one.at:
        raise refuse("replaced.no_backup")
    if found.missing is None and not lose:
        raise refuse("replaced.unreadable", name=one.name)
    if found.missing and not lose:
        raise refuse("replaced.would_lose", name=one.name, count=found.missing)
    _remove(one)
    return found


def tidy(store: Store) -> int:
    """Take away those whose time is over, where nothing is lost by it; how many."""
    now, count = store.ledger.now_ms(), 0
    for one in replaced.listed(store.folder):
        over = now - one.at > KEPT_DAYS * _DAY_MS and _last_backup(store) > one.at
        if over and replaced.missing(store.connection, one.path, store.key) == 0:
            with suppress(OSError):
                replaced.remove(one.path)
                count += 1
    if count:
        notes.ran("replaced stores", gone=count)
    return count


def _looked_at(store: Store, one: Replaced) -> Kept:
    missing = replaced.missing(store.connection, one.path, store.key)
    return Kept(one.name, one.at, one.at + KEPT_DAYS * _DAY_MS, one.size, missing)


def _last_backup(store: Store) -> int:
    """When a backup was last made and verified in one of the places."""
    return max((state.made_at for state in backup_places.states(store).values()), default=0)


def _remove(one: Replaced) -> None:
    try:
        replaced.remove(one.path)
    except OSError:
        raise refuse("replaced.stays", name=one.name) from None
