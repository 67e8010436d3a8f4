"""Proving a backup: its bytes by their hashes, and by opening the store where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2

from station_desktop.domain.journal import journal
from station_desktop.domain.problem import Refused, refuse
from station_desktop.storage.backup import backup_files, volumes
from station_desktop.storage.backup.backup_files import Backup, Manifest, Told
from station_desktop.storage.database import UNHEARD, Connection, translated
from station_desktop.storage.ledger import COLUMNS, entry_of

Heads = dict[str, tuple[int, str]]

PAGE = 4096
_TICK = 1000
_SMALL = 20_000
"""A journal of so many entries is proven whole each time."""


def verify(path: Path, key: bytes | None, told: Told) -> Backup:
    """Prove a backup: its hashes, and with the data key by opening it, see :func:`prove`."""
    manifest, size = backup_files.manifest_of(path), path.stat().st_size
    store = manifest.pieces[0].size
    rounds = 1 if key is None else 2
    with volumes.writing(path.parent):
        read = backup_files.hashed(path, store, lambda done, _: told(done, rounds * store))
        if read != manifest.pieces[0].sha256:
            raise refuse("backups.damaged", name=path.name)
        backup_files.keys_in(path, manifest)
    if key is not None:
        prove(path, manifest, key, lambda done, _: told(store + done, 2 * store))
    return Backup(path, size, manifest)


def prove(
    path: Path,
    manifest: Manifest,
    key: bytes,
    told: Told,
    *,
    since: Mapping[str, tuple[int, str]] | None = None,
    pages: bool = True,
) -> None:
    """Open the store within the file and prove it: every page against its seal and its neighbours,
    the chains' heads against the manifest, the chains themselves; those of a large journal from
    ``since`` on, what an earlier backup already proved. ``pages`` are left out where the same bytes
    were proven before. Refuses ``backups.not_proven``, ``backups.wrong_key``."""
    known = since if since is not None and manifest.entries > _SMALL else {}
    size = manifest.pieces[0].size
    try:
        connection = connect(path, key, "mode=ro&immutable=1")
    except Refused as refused:
        wrong = refused.first.code == "store.not_ours"
        code = "backups.wrong_key" if wrong else "backups.not_proven"
        raise refuse(code, name=path.name) from refused
    try:
        if pages:
            _check_pages(connection, size, told)
        entries, heads, _ = contents(connection)
        if (entries, heads) != (manifest.entries, manifest.heads):
            raise refuse("backups.not_proven", name=path.name)
        for device, head in heads.items():
            if not _chain_holds(connection, device, known.get(device), head):
                raise refuse("backups.not_proven", name=path.name)
        told(size, size)
    except Refused as refused:
        if refused.first.code.startswith("backups."):
            raise
        raise refuse("backups.not_proven", name=path.name) from refused
    finally:
        connection.close()


def _check_pages(connection: Connection, size: int, told: Told) -> None:
    """Look at every page; ``told`` may end it in the middle."""
    ended: list[BaseException] = []
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        try:
            told(min(size - 1, ticks * _TICK * PAGE), size)
        except BaseException as stop:
            ended.append(stop)
            return 1
        return 0

    connection.set_progress_handler(tick, _TICK)
    try:
        with translated():
            found = connection.execute("PRAGMA quick_check(1)").fetchall()
    except dbapi2.DatabaseError:
        if ended:
            raise ended[0] from None
        raise
    finally:
        connection.set_progress_handler(None, _TICK)
    if found != [("ok",)]:
        raise refuse("store.damaged")


def _chain_holds(
    connection: Connection, device: str, since: tuple[int, str] | None, head: tuple[int, str]
) -> bool:
    number, previous = since or (0, journal.FIRST)
    with translated():
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM entries WHERE device = ? AND number > ? ORDER BY number",
            (device, number),
        )
        for row in rows:
            entry = entry_of(row)
            number += 1
            if entry.number != number or not journal.holds(entry, previous):
                return False
            previous = entry.hash
    return (number, previous) == tuple(head)


def contents(connection: Connection) -> tuple[int, Heads, tuple[str, ...]]:
    with translated():
        (entries,) = connection.execute("SELECT count(*) FROM entries").fetchone()
        rows = connection.execute("SELECT device, number, hash FROM heads WHERE number > 0")
        heads = {device: (number, digest) for device, number, digest in rows}
        tables = connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = 'station' ORDER BY name"
        ).fetchall()
    return int(entries), heads, tuple(name for (name,) in tables)


def connect(path: Path, key: bytes, query: str) -> Connection:
    """A connection to the store in a file of one's own."""
    where = quote(path.absolute().as_posix())
    slashes = "//" if where.startswith("/") else "///"
    with translated():
        connection = dbapi2.connect(
            f"file:{slashes}{where}?{query}", uri=True, isolation_level=None
        )
        try:
            connection.execute(UNHEARD)
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection
