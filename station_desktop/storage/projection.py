"""How records come into their tables and are read back; which tables is in ``storage.places``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

import msgspec

from station_desktop.domain.fold import RECORDS, Record
from station_desktop.domain.journal import journal
from station_desktop.domain.person.residents import Resident
from station_desktop.storage.database import Connection
from station_desktop.storage.places import NEVER_DUE as NEVER_DUE
from station_desktop.storage.places import PLACES as PLACES
from station_desktop.storage.places import Parts as Parts

KeysOf = Callable[[Resident], Iterable[str]]
"""Search keys of a resident: pure, see ``domain.person.residentkeys``."""
_UPSERTS = {noun: place.upsert for noun, place in PLACES.items()}
_DECODERS = {noun: msgspec.json.Decoder(record) for noun, record in RECORDS.items()}


def row_of(noun: str, record: Record) -> tuple[Any, ...]:
    """The row's values in table order: id, columns, body (canonical JSON)."""
    return (record.id, *PLACES[noun].values(record), journal.encode(record))


def load(connection: Connection, noun: str, id: str) -> Record | None:
    """The record as it now stands, or ``None``."""
    row = connection.execute(
        f"SELECT body FROM {PLACES[noun].table} WHERE id = ?", (id,)
    ).fetchone()
    return None if row is None else decode(noun, row[0])


def decode(noun: str, body: bytes) -> Record:
    """A record from its ``body`` column."""
    return _DECODERS[noun].decode(body)


def load_many(connection: Connection, noun: str, ids: Iterable[str]) -> dict[str, Record]:
    """The records with these ids as they now stand; those not there are left out."""
    rows = connection.execute(
        f"SELECT id, body FROM {PLACES[noun].table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {id: decode(noun, body) for id, body in rows}


def store(
    connection: Connection, noun: str, old: Record | None, new: Record | None, keys_of: KeysOf
) -> None:
    """Put ``new`` in place of ``old``, with its search keys."""
    store_many(connection, noun, ((old, new),), keys_of)


def store_many(
    connection: Connection,
    noun: str,
    pairs: Iterable[tuple[Record | None, Record | None]],
    keys_of: KeysOf,
) -> None:
    """As :func:`store`, for several records (old, new) of one noun; without a new one the old
    goes, as when the entry that made it is set aside."""
    changed = [(old, new) for old, new in pairs if new != old]
    gone = [old.id for old, new in changed if new is None and old is not None]
    if gone:
        _remove(connection, noun, gone)
    come = [(old, new) for old, new in changed if new is not None]
    connection.executemany(_UPSERTS[noun], [row_of(noun, new) for _, new in come])
    if noun == "resident":
        _store_keys(connection, come, keys_of)
    for parts in PLACES[noun].parts:
        _store_parts(connection, parts, come)


def _store_parts(connection: Connection, parts: Parts, changed: list[tuple[Any, Any]]) -> None:
    """Bring the rows of the records' parts up to date; most records have none and change none."""
    before = {new.id: [] if old is None else parts.rows(old) for old, new in changed}
    after = {new.id: parts.rows(new) for _, new in changed}
    moved = [id for id, rows in after.items() if rows != before[id]]
    gone = [(id,) for id in moved if before[id]]
    connection.executemany(f"DELETE FROM {parts.table} WHERE of = ?", gone)
    rows = [(id, *row) for id in moved for row in after[id]]
    connection.executemany(parts.insert, rows)


def _remove(connection: Connection, noun: str, ids: list[str]) -> None:
    if noun == "resident":
        rows = [(row,) for row in _rows_of(connection, ids).values()]
        connection.executemany("DELETE FROM resident_keys WHERE row = ?", rows)
    for parts in PLACES[noun].parts:
        connection.executemany(f"DELETE FROM {parts.table} WHERE of = ?", [(id,) for id in ids])
    table = PLACES[noun].table
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id,) for id in ids])


def _store_keys(connection: Connection, changed: list[tuple[Any, Any]], keys_of: KeysOf) -> None:
    """Bring the search keys of changed residents up to date, in the index's own order: that
    touches each of its pages once."""
    gone: list[tuple[str, int]] = []
    come: list[tuple[str, int]] = []
    rows = _rows_of(connection, [new.id for _, new in changed])
    for old, new in changed:
        row = rows[new.id]
        after = keys_of(new)
        if old is not None:
            before, after = frozenset(keys_of(old)), frozenset(after)
            gone.extend([(key, row) for key in before - after])
            after = after - before
        come.extend([(key, row) for key in after])
    connection.executemany("DELETE FROM resident_keys WHERE key = ? AND row = ?", _in_order(gone))
    connection.executemany(
        "INSERT OR IGNORE INTO resident_keys (key, row) VALUES (?, ?)", _in_order(come)
    )


def remake_keys(connection: Connection, keys_of: KeysOf) -> None:
    """All search keys anew, as when another version of the program makes other ones."""
    connection.execute("DELETE FROM resident_keys")
    rows = connection.execute("SELECT row, body FROM residents").fetchall()
    for at in range(0, len(rows), _KEYS_TOGETHER):
        keys: list[tuple[str, int]] = []
        for row, body in rows[at : at + _KEYS_TOGETHER]:
            resident = decode("resident", body)
            if isinstance(resident, Resident):
                keys.extend([(key, row) for key in keys_of(resident)])
        connection.executemany(
            "INSERT OR IGNORE INTO resident_keys (key, row) VALUES (?, ?)", _in_order(keys)
        )


_KEYS_TOGETHER = 4_000


def _in_order(keys: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Nearly the index's order. Texts of letters and digits alone compare several times faster
    than mixed ones, so they are sorted apart."""
    plain: list[tuple[str, int]] = []
    other: list[tuple[str, int]] = []
    for pair in keys:
        (plain if pair[0].isascii() else other).append(pair)
    plain.sort(key=_KEY)
    other.sort(key=_KEY)
    return plain + other


_KEY = itemgetter(0)


def _rows_of(connection: Connection, ids: list[str]) -> dict[str, int]:
    found = connection.execute(
        "SELECT id, row FROM residents WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    return dict(found.fetchall())
