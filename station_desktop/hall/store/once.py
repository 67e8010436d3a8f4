"""A row that is added once, whoever comes first; both databases say so in the same words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def add_once(connection: Connection, table: Table, **values: Any) -> bool:
    """Add the row unless one with its key is there; whether it was added. Waits for another
    transaction that is adding the same."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    added = dialect.insert(table).values(**values).on_conflict_do_nothing()
    return connection.execute(added.returning(*table.primary_key)).first() is not None
