"""Questions to the store about individual cases."""

from __future__ import annotations

import json

import msgspec

from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated
from station_desktop.storage.reads import reads

Place = tuple[int, str]
"""Where a page ends: when the case was applied for, and its id."""
_LAST = "\U0010ffff"


class Wanted(msgspec.Struct, frozen=True):
    """Which cases: of one worker (anybody's when empty), in one state."""

    state: str = "open"
    worker: str = ""


def page(
    connection: Connection,
    wanted: Wanted,
    after: Place | None = None,
    skip: int = 0,
    limit: int = 50,
) -> tuple[Individual, ...]:
    """The latest applied for first, ``skip`` beyond the place ``after``."""
    clause, values = _where(wanted)
    if after is not None:
        clause, values = f"{clause} AND (applied_at, id) < (?, ?)", [*values, *after]
    with translated():
        rows = connection.execute(
            f"SELECT body FROM individuals INDEXED BY {_index(wanted)} WHERE {clause} "
            "ORDER BY applied_at DESC, id DESC LIMIT ? OFFSET ?",
            (*values, limit, skip),
        )
        return tuple(_individual(body) for (body,) in rows)


def place(case: Individual) -> Place:
    """Where ``case`` stands in the list."""
    return case.applied_at, case.id


def by_step(connection: Connection, wanted: Wanted) -> dict[str, int]:
    """How many of them stand at each step; steps without any are left out."""
    clause, values = _where(wanted)
    with translated():
        rows = connection.execute(
            f"SELECT step, count(*) FROM individuals INDEXED BY {_index(wanted)} "
            f"WHERE {clause} GROUP BY step",
            values,
        )
        return dict(rows.fetchall())


def of_resident(connection: Connection, resident: str) -> tuple[Individual, ...]:
    """The cases of this person, under whichever registration, the latest first."""
    ids = json.dumps(reads.registrations_of(connection, resident))
    with translated():
        rows = connection.execute(
            "SELECT body FROM individuals WHERE resident IN (SELECT value FROM json_each(?)) "
            "ORDER BY applied_at DESC, id DESC",
            (ids,),
        )
        return tuple(_individual(body) for (body,) in rows)


def by_number(connection: Connection, number: str) -> Individual | None:
    """The case with this number; the oldest, should several bear it."""
    with translated():
        row = connection.execute(
            "SELECT body FROM individuals WHERE number = ? ORDER BY id LIMIT 1", (number,)
        ).fetchone()
    return None if row is None else _individual(row[0])


def last_serial(connection: Connection, prefix: str) -> str | None:
    """The greatest number that begins with ``prefix``."""
    with translated():
        row = connection.execute(
            "SELECT number FROM individuals WHERE number >= ? AND number < ? "
            "ORDER BY number DESC LIMIT 1",
            (prefix, prefix + _LAST),
        ).fetchone()
    return None if row is None else str(row[0])


def born_between(connection: Connection, first: str, last: str) -> list[str]:
    """Ids of residents born from the first to the last day (ISO); for the demo, which has few."""
    with translated():
        rows = connection.execute(
            "SELECT id FROM residents WHERE joined = '' AND birth_date BETWEEN ? AND ? "
            "ORDER BY id LIMIT 500",
            (first, last),
        )
        return [str(id) for (id,) in rows]


def partners(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Id and name of the organisations that can be asked, by name: about a hundred."""
    with translated():
        rows = connection.execute(
            "SELECT id, name FROM partners WHERE open = 1 ORDER BY kind, name LIMIT 2000"
        )
        return tuple((str(id), str(name)) for id, name in rows)


def _where(wanted: Wanted) -> tuple[str, list[str | int]]:
    if wanted.worker:
        return "state = ? AND worker = ?", [wanted.state, wanted.worker]
    return "state = ?", [wanted.state]


def _index(wanted: Wanted) -> str:
    return "individuals_by_worker" if wanted.worker else "individuals_by_state"


def _individual(body: bytes) -> Individual:
    record = projection.decode("individual", body)
    assert isinstance(record, Individual)
    return record
