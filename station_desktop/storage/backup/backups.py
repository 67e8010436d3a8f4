"""Backups: a consistent copy of the encrypted store in one file, proven by opening it.

The copy is made page by page with SQLite's own backup, inside one read transaction, so that the
desk writes on meanwhile and the copy never has to begin again. Both ends are encrypted with the
station's data key: nothing readable ever reaches a disk. What was written is read back from the
place and opened there; only then does it get its name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from station_desktop import __version__
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock
from station_desktop.storage.backup import backup_files, backup_keys, volumes
from station_desktop.storage.backup.backup_files import PART, SUFFIX, Backup, Manifest, Told
from station_desktop.storage.backup.backup_proof import PAGE, Heads, connect, contents, prove
from station_desktop.storage.database import Connection, transaction, translated
from station_desktop.storage.store import Store

PAGES = 512
"""So many pages of 4 KB are copied in one go: 15 ms on a counter's PC."""
_FLUSH = 32 << 20
_SPARE = 1 << 20
_NO_LOCKS = "win32-none" if os.name == "nt" else "unix-none"
"""Nobody else opens a part; locks are what shares are worst at."""


def make(store: Store, folder: Path, told: Told) -> Backup:
    """Make a backup of ``store`` in ``folder`` and verify it there.

    ``told`` counts bytes: once for copying, once for reading back, once for opening. What goes
    wrong, cancelling included, leaves the backups that were there before, and no part. Refuses with
    ``backups.*`` for the place, ``store.*`` for the station's own store.
    """
    keys, line = backup_keys.carried(store.folder), backup_keys.line_of(store.folder)
    source = Store(store.folder, store.key, read_only=True, time=store.time)
    try:
        source.connection.execute("BEGIN")
        manifest = _described(source, line)
        size = int(source.connection.execute("PRAGMA page_count").fetchone()[0]) * PAGE
        with volumes.writing(folder):
            before = own(folder, line)
            volumes.must_fit(folder, size + _SPARE)
            _sweep(folder, line)
        serial = max((found.serial for found in before), default=0) + 1
        manifest = msgspec.structs.replace(manifest, serial=serial)
        part = folder / f"{_name(manifest)}{PART}"
        with _whole_or_nothing(folder, part):
            _copy(source.connection, part, store.key, lambda done: told(done, 3 * size))
            source.close()
            made = _finish(part, keys, manifest, told)
            prove(part, made, store.key, _after(told, size, 2), since=_since(before))
            return _named(part, made)
    finally:
        source.close()


def own(folder: Path, line: str) -> tuple[Manifest, ...]:
    """The whole backups of one PC in ``folder``, the last made first."""
    found = [one.manifest for one in listed(folder) if one.manifest and one.manifest.line == line]
    return tuple(sorted(found, key=lambda manifest: -manifest.serial))


def listed(folder: Path) -> tuple[Backup, ...]:
    """All backups in ``folder``, whoever made them, the latest first. Refuses ``backups.gone``."""
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else None
    except OSError:
        paths = None
    if paths is None:
        raise refuse("backups.gone", place=folder.name or str(folder))
    found = [backup_files.looked_at(path) for path in paths]
    return tuple(sorted(found, key=_latest))


def _latest(one: Backup) -> tuple[int, int]:
    return (-one.made_at, -one.manifest.serial if one.manifest else 0)


def _since(before: tuple[Manifest, ...]) -> Mapping[str, tuple[int, str]]:
    return before[0].heads if before else {}


# making


def _described(source: Store, line: str) -> Manifest:
    """What the snapshot that has just begun holds."""
    entries, heads, tables = contents(source.connection)
    return Manifest(
        format=backup_files.FORMAT,
        program=__version__,
        tables=tables,
        station=source.settings().station_code,
        line=line,
        serial=0,
        device=source.ledger.device,
        made_at=source.ledger.now_ms(),
        entries=entries,
        heads=heads,
        pieces=(),
    )


def _name(manifest: Manifest) -> str:
    """Station, PC, when, and the how-manieth: no two alike, and nobody's name."""
    when = clock.from_milliseconds(manifest.made_at)
    station = manifest.station or "station"
    return f"{station}-{manifest.line}-{when:%Y%m%d-%H%M%S}-{manifest.serial}{SUFFIX}"


def _copy(source: Connection, part: Path, key: bytes, copied: Callable[[int], None]) -> None:
    """The snapshot's pages. Flushed now and then: a gigabyte that the disk must take in at once
    would hold up the desk's own writes."""
    target = connect(part, key, f"vfs={_NO_LOCKS}")
    flushed = 0

    def step(_: int, remaining: int, count: int) -> None:
        nonlocal flushed
        done = (count - remaining) * PAGE
        copied(done)
        if done - flushed >= _FLUSH:
            _flush(part)
            flushed = done

    try:
        with translated():
            target.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
            target.execute("PRAGMA synchronous = OFF")
            target.execute("PRAGMA journal_mode = OFF").fetchall()
            target.execute("PRAGMA cache_size = -4000")
            source.backup(target, pages=PAGES, progress=step)
            target.execute("PRAGMA journal_mode = DELETE").fetchall()  # of one file, not of three
    finally:
        target.close()


def _flush(part: Path) -> None:
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _finish(part: Path, keys: bytes, manifest: Manifest, told: Told) -> Manifest:
    """Read the store in ``part`` back from the place and make the file whole."""
    _flush(part)
    size = part.stat().st_size
    digest = backup_files.hashed(part, size, _after(told, size, 1))
    return backup_files.close_with(part, keys, manifest, digest)


def _after(told: Told, size: int, rounds: int) -> Told:
    return lambda done, _: told(rounds * size + done, 3 * size)


def _named(part: Path, manifest: Manifest) -> Backup:
    final = part.with_name(part.name.removesuffix(PART))
    os.replace(part, final)
    backup_files.settle_folder(final.parent)
    return Backup(final, final.stat().st_size, manifest)


@contextmanager
def _whole_or_nothing(folder: Path, part: Path) -> Iterator[None]:
    try:
        with volumes.writing(folder, part):
            yield
    except BaseException:
        with suppress(OSError):
            for left in folder.glob(f"{part.name}*"):
                left.unlink(missing_ok=True)
        raise


def _sweep(folder: Path, line: str) -> None:
    """Take away what a power cut left of this PC's own earlier tries."""
    for left in folder.glob(f"*-{line}-*{SUFFIX}{PART}*"):
        left.unlink(missing_ok=True)


# changing


def rewrite(path: Path, key: bytes, change: Callable[[Connection], None], told: Told) -> Backup:
    """Apply ``change`` to the store in a backup, prove the result and put it in the old one's
    place in one step; what ``change`` takes away is overwritten, not only unlinked.

    Refuses like :func:`verify` and :func:`make`; then the backup is as it was.
    """
    before = backup_files.manifest_of(path)
    keys, size = backup_files.keys_in(path, before), before.pieces[0].size
    part = path.with_name(path.name + PART)
    volumes.must_fit(path.parent, size + _SPARE)
    with _whole_or_nothing(path.parent, part):
        part.unlink(missing_ok=True)
        piece = before.pieces[0]
        backup_files.copied(path, piece, part, lambda done, _: told(done, 3 * size))
        found = _changed(part, key, change)
        after = msgspec.structs.replace(before, entries=found[0], heads=found[1])
        made = _finish(part, keys, after, told)
        prove(part, made, key, _after(told, size, 2))
        return _named(part, made)


def _changed(part: Path, key: bytes, change: Callable[[Connection], None]) -> tuple[int, Heads]:
    connection = connect(part, key, "nolock=1")
    try:
        with translated():
            connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
            connection.execute("PRAGMA secure_delete = ON").fetchall()
        with transaction(connection):
            change(connection)
        return contents(connection)[:2]
    finally:
        connection.close()
