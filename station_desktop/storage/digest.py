"""One value for all the records of a store: equal where the same entries were folded."""

from __future__ import annotations

import hashlib

from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

_KEYS = "SELECT r.id, k.key FROM resident_keys AS k JOIN residents AS r USING (row) ORDER BY 1, 2"


def tables_digest(connection: Connection) -> str:
    """SHA-256 (hex) over every folded table in the order of its ids, without the row numbers that
    only this file knows."""
    hasher = hashlib.sha256()
    with translated():
        for place in projection.PLACES.values():
            columns = ", ".join(("id", *place.columns, "body"))
            _take(connection, hasher, f"SELECT {columns} FROM {place.table} ORDER BY id")
            for parts in place.parts:
                named = ", ".join(("of", *parts.columns))
                _take(connection, hasher, f"SELECT {named} FROM {parts.table} ORDER BY 1, 2")
        _take(connection, hasher, _KEYS)
    return hasher.hexdigest()


def _take(connection: Connection, hasher: hashlib._Hash, ask: str) -> None:
    """Each value is preceded by its length, each row by the number of its values."""
    hasher.update(b"\0table")
    for row in connection.execute(ask):
        hasher.update(b"%d;" % len(row))
        for value in row:
            data = value if isinstance(value, bytes) else str(value).encode()
            hasher.update(b"%d:" % len(data))
            hasher.update(data)
