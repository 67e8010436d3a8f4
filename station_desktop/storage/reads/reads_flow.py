"""Questions about open and closed cases as a whole, each answered from one index."""

from __future__ import annotations

import json
from collections.abc import Iterable

from station_desktop.domain.case.cases import Case
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated


def open_of_owners(connection: Connection, owners: Iterable[str], limit: int) -> tuple[Case, ...]:
    """The open cases that these accounts own, each owner's earliest due first."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM cases INDEXED BY cases_open_owner WHERE open = 1 "
            "AND owner IN (SELECT value FROM json_each(?)) ORDER BY owner, due, row LIMIT ?",
            (json.dumps(list(owners)), limit),
        )
        return tuple(_case(body) for (body,) in rows)


def count_open_of(connection: Connection, owner: str) -> int:
    """How many open cases this account owns."""
    with translated():
        row = connection.execute(
            "SELECT count(*) FROM cases INDEXED BY cases_open_owner WHERE open = 1 AND owner = ?",
            (owner,),
        ).fetchone()
    return int(row[0])


def warned(
    connection: Connection, day: str, after: tuple[str, int] = ("", 0), limit: int = 500
) -> tuple[tuple[str, int, Case], ...]:
    """Open cases whose clock runs and whose warning day is ``day`` or before, with their place in
    that order; those after the place ``after``."""
    with translated():
        rows = connection.execute(
            "SELECT warn, row, body FROM cases INDEXED BY cases_to_urge "
            "WHERE open = 1 AND paused = 0 AND warn <= ? AND (warn, row) > (?, ?) "
            "ORDER BY warn, row LIMIT ?",
            (day, *after, limit),
        )
        return tuple((warn, row, _case(body)) for warn, row, body in rows)


def closed_between(connection: Connection, first: int, last: int) -> tuple[str, ...]:
    """The ids of the cases that ended from ``first`` until before ``last`` (milliseconds) and were
    not made void, the earliest first."""
    with translated():
        rows = connection.execute(
            "SELECT id FROM cases INDEXED BY cases_closed WHERE ended_at >= ? AND ended_at < ? "
            "AND ended_at > 0 AND state <> 'void' ORDER BY ended_at, id",
            (first, last),
        )
        return tuple(str(id) for (id,) in rows)


def _case(body: bytes) -> Case:
    record = projection.decode("case", body)
    assert isinstance(record, Case)
    return record
