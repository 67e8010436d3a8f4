"""Bringing the tables forward, step by step.

Alembic would be more than is needed: a handful of steps that only ever add, in one program that
applies them itself at its start.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, text

from station_desktop.domain.problem import refuse
from station_desktop.hall.store import loop_tables, office_tables, tables, update_tables

KNOWN = (tables, office_tables, loop_tables, update_tables)
"""Where tables are described: all of them must be known before any is made."""

STEPS: tuple[tuple[str, Callable[[Connection], None]], ...] = (
    ("0001_first", tables.create),
    ("0002_loop", loop_tables.create),
    ("0003_seals", tables.create_seals),
    ("0004_updates", update_tables.create),
)
"""Name and act of every step, in order. A new database is made whole by the first one, which knows
the present tables; only older databases go through the later ones."""

_LOCK = 0x68616C6C
"""Any number; workers that start together wait for each other on it."""


def bring_forward(connection: Connection) -> None:
    """Apply what is missing. Refuses with ``hall.database_newer`` a database that a newer version
    has moved on."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    applied = _applied(connection)
    if applied - {name for name, _ in STEPS}:
        raise refuse("hall.database_newer")
    missing = [(name, step) for name, step in STEPS if name not in applied]
    for _, step in missing if applied else STEPS[:1]:
        step(connection)
    if missing:
        connection.execute(tables.steps.insert(), [{"name": name} for name, _ in missing])


def _applied(connection: Connection) -> set[str]:
    if not inspect(connection).has_table(tables.steps.name):
        return set()
    return set(connection.scalars(select(tables.steps.c.name)))
