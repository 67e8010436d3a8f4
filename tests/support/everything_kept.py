"""All that a store or a hall's database holds, value by value, to be searched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def kept_values(connection: Any) -> Iterator[tuple[str, bytes]]:
    """Table and bytes of every value in every table of an SQLite connection."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    for (table,) in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                yield table, value if isinstance(value, bytes) else str(value).encode()


def where(connection: Any, *texts: str) -> set[str]:
    """The tables in which any of these texts stands, in any value."""
    sought = [text.encode() for text in texts if text]
    return {
        table for table, value in kept_values(connection) if any(text in value for text in sought)
    }
