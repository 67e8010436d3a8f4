"""Opening the store: SQLCipher under sqlite-utils, and its errors in plain codes.

Every thread opens its own connection with :func:`connect` and closes it there. Nothing of SQLite's
own exceptions leaves this package: :func:`translated` turns the known ones (wrong key, read-only,
disk full, busy) into problems a person can act on; anything else is a bug and stays an exception.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from station_desktop import paths
from station_desktop.domain.problem import refuse

Connection = Any
"""A ``sqlcipher3`` connection; it follows ``sqlite3.Connection`` but shares no base class."""

_KNOWN = (
    ("file is not a database", "store.not_ours"),
    ("malformed", "store.damaged"),
    ("disk image", "store.damaged"),
    ("readonly", "store.read_only"),
    ("read-only", "store.read_only"),
    ("disk is full", "store.disk_full"),
    ("disk i/o error", "store.disk_error"),
    ("unable to open", "store.unreadable"),
    ("locked", "store.busy"),
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the environment's database errors into :class:`Refused`; let bugs through."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        text = str(error).lower()
        for sign, code in _KNOWN:
            if sign in text:
                raise refuse(code) from error
        raise


UNHEARD = "PRAGMA cipher_log_level = NONE"
"""SQLCipher would write what ails a page to the terminal, around the sentence that says so."""


def connect(folder: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """A connection of the calling thread to the store in ``folder``.

    ``key`` is the 32-byte data key; a raw key costs 3 ms to open where a passphrase costs 180.
    WAL lets readers go on while the one writer commits; ``synchronous=FULL`` makes each commit
    survive a power cut; temporary data stays in memory, since SQLite's temporary files would not
    be encrypted. What is deleted is overwritten (``secure_delete``), so that what was erased does
    not go on standing in the gaps.
    """
    path = folder / paths.STORE_FILE
    with translated():
        connection = dbapi2.connect(
            path.as_uri() + ("?mode=ro" if read_only else ""), uri=True, isolation_level=None
        )
        try:
            connection.execute(UNHEARD)
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA secure_delete = FAST")
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if not read_only:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -16000")
        except BaseException:
            connection.close()
            raise
    return connection


def must_be_there(folder: Path) -> None:
    """Refuse where the store's file is missing or empty: SQLite would make a new one in its
    place, and hide that the old one is gone."""
    try:
        size = (folder / paths.STORE_FILE).stat().st_size
    except FileNotFoundError:
        raise refuse("store.absent") from None
    except OSError as error:
        raise refuse("store.unreadable") from error
    if size == 0:
        raise refuse("store.empty")


def emptied_log(connection: Connection) -> bool:
    """Bring the log of changes, in which older pages stand, into the file and empty it; whether it
    could be done: somebody who reads just now needs it, and then it is done another time."""
    if connection.in_transaction:
        return False
    with translated():
        row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return row is not None and row[0] == 0


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One durable all-or-nothing change; nested blocks join the outer one.

    ``BEGIN IMMEDIATE`` takes the write lock at once, so that what is read inside (the last number,
    the last stamp) cannot be overtaken by another process.
    """
    if connection.in_transaction:
        yield
        return
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
