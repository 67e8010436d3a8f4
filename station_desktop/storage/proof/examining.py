"""What can be asked of a store about itself: its bytes, its room, its size, its versions."""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2

from station_desktop import paths
from station_desktop.storage.database import Connection, translated

SQLITE: str = dbapi2.sqlite_version


class Room(msgspec.Struct, frozen=True):
    """Sizes in bytes: the store's file, what of it is free, and what waits in its log."""

    store: int
    free: int
    log: int


def spoilt(connection: Connection) -> bool:
    """Whether a page is not as it was written (each carries a keyed hash), or the tables and
    their indexes do not fit together. Reads the whole file."""
    with translated():
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            return True
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    return found is None or found[0] != "ok"


def room(folder: Path, connection: Connection) -> Room:
    """How much of the disk the store takes, and how much of that is empty."""
    with translated():
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    return Room(size_of(folder / paths.STORE_FILE), int(free) * int(size), size_of(log_of(folder)))


def log_of(folder: Path) -> Path:
    """The file in which changes wait that the store itself does not hold yet."""
    return folder / f"{paths.STORE_FILE}-wal"


def size_of(file: Path) -> int:
    """Bytes; 0 for a file that is not there."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def cipher_version() -> str:
    """SQLCipher's own version."""
    connection = dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return str(row[0]).partition(" ")[0] if row else ""


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    with translated():
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
        return {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
            for (name,) in names
        }


def last_of(connection: Connection, device: str) -> int:
    """When ``device`` last wrote, milliseconds by its own clock; 0 for never."""
    with translated():
        row = connection.execute(
            "SELECT at FROM entries WHERE device = ? ORDER BY number DESC LIMIT 1", (device,)
        ).fetchone()
    return int(row[0]) if row else 0


def written_at(connection: Connection, device: str, number: int) -> int:
    """When ``device`` wrote this entry, milliseconds; 0 where it is not here."""
    with translated():
        row = connection.execute(
            "SELECT at FROM entries WHERE device = ? AND number = ?", (device, number)
        ).fetchone()
    return int(row[0]) if row else 0
