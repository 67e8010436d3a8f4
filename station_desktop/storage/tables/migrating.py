"""Bringing a store forward to this version's tables, once, when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from station_desktop.domain.problem import refuse
from station_desktop.storage.database import Connection, translated

if TYPE_CHECKING:
    import sqlite3

MIGRATED: frozenset[str] = frozenset(
    {"0001_first", "0002_queue", "0003_sync", "0004_loop", "0005_seals"}
)
"""Names of all migrations in ``storage.tables.schema``: what a store of this version knows."""


def migrate(connection: Connection) -> None:
    """Bring the schema forward. Refuses a store that a newer version has already moved on.

    sqlite-utils, whose import costs 0.1 s and 9 MB at every sign-in, is only called in when there
    is something to do.
    """
    with translated():
        applied = _applied(connection)
        if applied == MIGRATED:
            return
        if applied - MIGRATED:
            raise refuse("store.newer")
        from sqlite_utils import Database

        from station_desktop.storage.tables.schema import MIGRATIONS

        MIGRATIONS.apply(Database(cast("sqlite3.Connection", connection), execute_plugins=False))


def _applied(connection: Connection) -> frozenset[str]:
    """Names of the migrations that the store has been through."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    ).fetchone()
    if known is None:
        return frozenset()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'station'")
    return frozenset(row[0] for row in rows)
