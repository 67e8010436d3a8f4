"""What an erasure does to copies: backups within reach are rewritten without the keys, others when
they are next within reach, and an older store that is opened here loses them before anybody reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from station_desktop import paths
from station_desktop.domain.problem import Refused
from station_desktop.logs import notes
from station_desktop.storage.backup import backups as stored
from station_desktop.storage.backup import erased_list, replaced
from station_desktop.storage.backup.backup_files import Manifest
from station_desktop.storage.backup.backup_files import Told as Told
from station_desktop.storage.backup.backup_files import unheard as unheard
from station_desktop.storage.backup.backup_keys import line_of
from station_desktop.storage.backup.erased_list import Gone
from station_desktop.storage.database import Connection, connect, emptied_log, transaction
from station_desktop.storage.exchange import arrivals
from station_desktop.storage.ledger import Ledger
from station_desktop.storage.store import Store
from station_desktop.storage.tables import migrating
from station_desktop.usecases.backup import backup_places
from station_desktop.usecases.version import trying

_APPLIED = "erased list applied"


class Spread(msgspec.Struct, frozen=True):
    """How many backups were rewritten, and the paths of places that could not be seen to."""

    rewritten: int = 0
    away: tuple[str, ...] = ()


def spread(store: Store, told: Told = unheard) -> Spread:
    """Have everything that was erased out of this PC's backups, as far as they are within reach.

    Costs nothing where nothing was erased since. ``told`` counts the bytes of one backup after the
    other; broken off, it is gone on with the next time.
    """
    gone = note(store)
    if not gone:
        return Spread()
    line, rewritten, away = line_of(store.folder), 0, _clean_replaced(store, gone)
    for place in backup_places.plan(store).places:
        try:
            folder = backup_places.here(store, place)
            if folder is None:
                away.append(place.path)
            else:
                rewritten += _clean(store, folder, line, gone, told)
        except Refused:
            away.append(place.path)
    if rewritten or away:
        notes.ran("erasure in backups", rewritten=rewritten, away=len(away))
    return Spread(rewritten, tuple(away))


def note(store: Store) -> frozenset[Gone]:
    """Have what was erased in the list in the data folder, and out of the log of changes; returns
    all that was ever erased here. The copy of before the last update still has the keys, and the
    version before could not be told of it: it goes, and with it the way back to its data."""
    gone = erased_list.of_store(store.connection)
    if gone:
        path = store.folder / erased_list.name_of(line_of(store.folder))
        if gone - erased_list.read(path):
            trying.drop_saved(store.folder)
        erased_list.add(path, gone)
        emptied_log(store.connection)
        store.ledger.erased = False
    return gone


def _clean(store: Store, folder: Path, line: str, gone: Collection[Gone], told: Told) -> int:
    """Rewrite this PC's backups in ``folder`` that are older than what was erased since the last
    time, and note it there once all of them are."""
    path = folder / erased_list.name_of(line)
    new = frozenset(gone) - erased_list.read(path)
    if not new:
        return 0
    count = 0
    seals = frozenset(one.seal for one in new)
    for backup in stored.listed(folder):
        manifest = backup.manifest
        if manifest is not None and manifest.line == line and _older(manifest, new):
            stored.rewrite(backup.path, store.key, _without(store, seals), told)
            count += 1
    erased_list.add(path, gone)
    return count


def _clean_replaced(store: Store, gone: frozenset[Gone]) -> list[str]:
    """The stores that were moved aside when a backup was put in their place: where they open with
    this key, they lose what was erased since. Returns those that do not; a person has to take them
    away (``replaced_stores.remove``)."""
    name, left = erased_list.name_of(line_of(store.folder)), []
    for one in replaced.listed(store.folder):
        new = gone - erased_list.read(one.path / name)
        if new and (one.path / paths.STORE_FILE).exists():
            try:
                _erase_in(store, one.path, frozenset(seal.seal for seal in new))
                erased_list.add(one.path / name, gone)
            except Refused:
                left.append(str(one.path))
    return left


def _erase_in(store: Store, folder: Path, seals: frozenset[str]) -> None:
    connection = connect(folder, store.key)
    try:
        migrating.migrate(connection)
        with transaction(connection):
            _without(store, seals)(connection)
        emptied_log(connection)
    finally:
        connection.close()


def _older(manifest: Manifest, gone: Collection[Gone]) -> bool:
    """Whether a backup was made before any of these keys was destroyed."""
    return any(manifest.heads.get(one.device, (0, ""))[0] < one.number for one in gone)


def _without(store: Store, seals: frozenset[str]) -> Callable[[Connection], None]:
    def change(connection: Connection) -> None:
        ledger = Ledger(connection, store.time, store.chance, store.ledger.keys_of)
        arrivals.erase(ledger, seals)

    return change


def catch_up(store: Store, folder: Path | None = None) -> int:
    """Destroy in a store that was just opened what the lists in its data folder (or in ``folder``)
    say was destroyed; how many subjects that concerned. What only the hall knows comes with the
    first round."""
    seals = erased_list.all_in(folder or store.folder)
    applied = hashlib.sha256(" ".join(sorted(seals)).encode()).hexdigest()
    if not seals or store.ledger.meta(_APPLIED) == applied:
        return 0
    with store.ledger.transaction():
        count = arrivals.erase(store.ledger, seals)
        store.ledger.set_meta(_APPLIED, applied)
    if count:
        emptied_log(store.connection)
    return count
