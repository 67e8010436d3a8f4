"""Backups made, verified, listed and restored.

Making one needs a right; restoring needs none but the recovery key, since nobody can sign in to a
PC that has nothing yet. All of this waits for disks and shares: never on the main thread.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from station_desktop import paths
from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.time import clock
from station_desktop.logs import notes
from station_desktop.storage.backup import (
    backup_files,
    backup_keys,
    backup_proof,
    cold,
    erased_list,
    volumes,
)
from station_desktop.storage.backup import backups as stored
from station_desktop.storage.backup.backup_files import SUFFIX as SUFFIX
from station_desktop.storage.backup.backup_files import Backup as Backup
from station_desktop.storage.backup.backup_files import Manifest as Manifest
from station_desktop.storage.backup.backup_files import Told as Told
from station_desktop.storage.backup.backup_files import unheard as unheard
from station_desktop.storage.backup.backup_keys import line_of as line_of
from station_desktop.storage.backup.backups import listed as listed
from station_desktop.storage.backup.backups import rewrite as rewrite
from station_desktop.storage.backup.cold import put_back as put_back
from station_desktop.storage.backup.cold import set_aside as set_aside
from station_desktop.storage.keys.vault import Vault
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.storage.tables import migrating
from station_desktop.usecases.backup import brought_back, erased_copies
from station_desktop.usecases.slots import renew_slots
from station_desktop.usecases.work import Work

_LOCK = "backup.lock"
_FIRST_AGAIN, _A_MINUTE = 1000, 6


class Known(msgspec.Struct, frozen=True):
    """An account of the restored station: who can sign in, and who could not any more."""

    login: str
    name: str
    locked: bool


class Restored(msgspec.Struct, frozen=True):
    """A station brought back: as of which backup, with whose accounts, and where the files are
    that were there before, ``None`` for an empty folder."""

    manifest: Manifest
    accounts: tuple[Known, ...]
    aside: Path | None


def make(work: Work, folder: Path, told: Told = unheard) -> Backup:
    """Make a backup in ``folder`` and verify it there; see ``storage.backup.backups.make``."""
    work.require("backup.make")
    return made(work.store, folder, told)


def made(store: Store, folder: Path, told: Told = unheard) -> Backup:
    """As :func:`make`, on nobody's behalf. Refuses ``backups.busy`` while another part of the
    program makes one of this PC."""
    lock = FileLock(store.folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        raise refuse("backups.busy") from None
    try:
        with notes.running("backup") as facts:
            found = stored.make(store, folder, told)
            facts |= {
                "bytes": found.size,
                "entries": found.manifest.entries if found.manifest else 0,
            }
            return found
    finally:
        lock.release()


def verify(path: Path, key: bytes | None = None, told: Told = unheard) -> Backup:
    """Prove a backup by its hashes, and with the data key by opening it, its journal from the first
    entry on. Refuses with ``backups.*``."""
    return backup_proof.verify(path, key, told)


def key_of(path: Path, recovery_key: str) -> bytes:
    """The data key of a backup by its recovery key. Refuses ``vault.recovery_*``."""
    manifest = backup_files.manifest_of(path)
    return backup_keys.opened(backup_files.keys_in(path, manifest), recovery_key)


def restore(
    path: Path,
    into: Path,
    recovery_key: str,
    told: Told = unheard,
    *,
    replace: bool = False,
    time: clock.Clock | None = None,
) -> Restored:
    """Bring a station back into the data folder ``into``, in which no window may be open.

    Everything is looked at before anything is touched: the key, the version, the room, what is
    there. A station that is there is only replaced when told so and when it is the same one, and
    its files are moved aside, never deleted. Refuses with ``backups.*``, ``vault.recovery_*``;
    then ``into`` is as it was.
    """
    with notes.running("restore") as facts:
        found = _restored(path, into, recovery_key, told, replace=replace, time=time)
        made = clock.from_milliseconds(found.manifest.made_at)
        facts |= {"entries": found.manifest.entries, "of": f"{made:%Y-%m-%dT%H:%M}"}
        return found


def _restored(
    path: Path,
    into: Path,
    recovery_key: str,
    told: Told,
    *,
    replace: bool,
    time: clock.Clock | None,
) -> Restored:
    manifest = backup_files.manifest_of(path)
    key = key_of(path, recovery_key)
    if not set(manifest.tables) <= migrating.MIGRATED:
        raise refuse("backups.newer", version=manifest.program)
    _must_be_free(into, recovery_key, replace=replace)
    with _made_folder(into):
        volumes.must_fit(into, manifest.pieces[0].size * 2)
        waiting = cold.waiting_in(into)
        try:
            _unpack(path, manifest, waiting, key, told)
            erased_list.carry(path.parent, into)
            accounts = _opened_anew(waiting, key, manifest, time, into)
            aside = cold.swapped(waiting, into)
        finally:
            shutil.rmtree(waiting, ignore_errors=True)
    return Restored(manifest, accounts, aside)


def _must_be_free(into: Path, recovery_key: str, *, replace: bool) -> None:
    if not any((into / name).exists() for name in paths.STATION_FILES):
        return
    if not replace:
        raise refuse("backups.station_there")
    try:
        keys = msgspec.json.encode(Vault(into).kept())
    except Refused:
        return  # without its key file nobody can open what is there; it is moved aside like all
    try:
        backup_keys.opened(keys, recovery_key)
    except Refused:
        raise refuse("backups.other_station") from None


@contextmanager
def _made_folder(folder: Path) -> Iterator[None]:
    fresh = not folder.exists()
    with volumes.writing(folder.parent):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if fresh:
            with suppress(OSError):
                folder.rmdir()
        raise


def _unpack(path: Path, manifest: Manifest, waiting: Path, key: bytes, told: Told) -> None:
    """Both files, hashed on the way and read back from the new disk, then opened. That every page
    is sound was proven when the backup was made, and these are the same bytes."""
    store, keys = manifest.pieces
    size, target = store.size, waiting / store.name
    with volumes.writing(waiting):
        backup_files.copied(path, store, target, lambda done, _: told(done, 2 * size))
        backup_files.copied(path, keys, waiting / keys.name, unheard, at=size)
        read = backup_files.hashed(target, size, lambda done, _: told(size + done, 2 * size))
    if read != store.sha256:
        raise refuse("backups.disk_error", place=waiting.parent.name)
    backup_proof.prove(target, manifest, key, unheard, since=manifest.heads, pages=False)


def _opened_anew(
    waiting: Path, key: bytes, manifest: Manifest, time: clock.Clock | None, into: Path
) -> tuple[Known, ...]:
    """Bring the tables to this version, take out what is known in ``into`` to be erased, let the
    staff in again, note where it is from, and leave out the numbers that may have been given after
    the backup."""
    store = Store(waiting, key, time=time)
    try:
        migrating.migrate(store.connection)
        erased_copies.catch_up(store, into)
        renew_slots(store, Vault(waiting))
        brought_back.note(store, manifest)
        now = store.time.now()
        first = _FIRST_AGAIN + _A_MINUTE * (now.hour * 60 + now.minute)
        store.give_numbers_from(now.date(), first)
        found = reads.accounts(store.connection)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        store.close()
    return tuple(Known(account.login, account.name, account.locked) for account in found)
