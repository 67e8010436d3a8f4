"""The stationmaster's board and the deputy's back office: what is open, counted and paged.

Only open cases are looked at – a few thousand beside the hundreds of thousands that are closed –
through the index that holds all that the board sorts and filters by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

Facet = Literal["state", "owner", "area", "process", "category", "pressure"]
FACETS: tuple[Facet, ...] = ("state", "owner", "area", "process", "category", "pressure")
Pressure = Literal["overdue", "today", "warn", "in_time", "stopped", "undated"]
PRESSURES: tuple[Pressure, ...] = ("overdue", "today", "warn", "in_time", "stopped", "undated")
"""Over the promised day, due today, 80 % of the time used, before that, the clock standing still,
and no promise yet."""

_PRESSURE = (
    "CASE WHEN paused = 1 OR state = 'returned' THEN 'stopped' "
    f"WHEN due = '{projection.NEVER_DUE}' THEN 'undated' "
    "WHEN state = 'approved' THEN 'in_time' "
    "WHEN due < :today THEN 'overdue' WHEN due = :today THEN 'today' "
    "WHEN warn <= :today THEN 'warn' ELSE 'in_time' END"
)
_COLUMNS: dict[Facet, str] = {facet: facet for facet in FACETS} | {"pressure": _PRESSURE}

Place = tuple[str, int]
"""Due day and row of the last case of a page."""


class Where(msgspec.Struct, frozen=True):
    """What of each facet is wanted; empty is everything."""

    state: str = ""
    owner: str = ""
    area: str = ""
    process: str = ""
    category: str = ""
    pressure: str = ""


def counts(connection: Connection, where: Where, today: str) -> dict[Facet, dict[str, int]]:
    """How many open cases each value of each facet has. A facet's own choice does not narrow its
    own counts, so that the other values can still be chosen."""
    found: dict[Facet, dict[str, int]] = {}
    with translated():
        for facet in FACETS:
            others = msgspec.structs.replace(where, **{facet: ""})
            clause, values = _clause(others, today)
            rows = connection.execute(
                f"SELECT {_COLUMNS[facet]}, count(*) FROM cases INDEXED BY cases_open_due "
                f"WHERE open = 1{clause} GROUP BY 1",
                values,
            )
            found[facet] = {str(key): int(count) for key, count in rows}
    return found


def page(
    connection: Connection, where: Where, today: str, after: Place | None, limit: int
) -> tuple[tuple[Place, Case], ...]:
    """Open cases, the earliest due first, those after the place ``after``."""
    clause, values = _clause(where, today)
    if after is not None:
        clause += " AND (due, row) > (:due, :row)"
        values |= {"due": after[0], "row": after[1]}
    with translated():
        rows = connection.execute(
            "SELECT c.due, c.row, c.body FROM (SELECT row AS at FROM cases "
            f"INDEXED BY cases_open_due WHERE open = 1{clause} ORDER BY due, row LIMIT :limit) "
            "JOIN cases AS c ON c.row = at ORDER BY c.due, c.row",
            values | {"limit": limit},
        )
        return tuple(((due, row), _case(body)) for due, row, body in rows)


def numbers(connection: Connection, where: Where, today: str, limit: int) -> tuple[str, ...]:
    """The numbers of the open cases wanted, the earliest due first; for acts on all of them."""
    clause, values = _clause(where, today)
    with translated():
        rows = connection.execute(
            "SELECT c.number FROM (SELECT row AS at FROM cases INDEXED BY cases_open_due "
            f"WHERE open = 1{clause} ORDER BY due, row LIMIT :limit) "
            "JOIN cases AS c ON c.row = at ORDER BY c.due, c.row",
            values | {"limit": limit},
        )
        return tuple(number for (number,) in rows)


def _clause(where: Where, today: str) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"today": today}
    clause = ""
    for facet in FACETS:
        wanted = getattr(where, facet)
        if wanted:
            clause += f" AND {_COLUMNS[facet]} = :{facet}"
            values[facet] = wanted
    return clause, values


class Load(msgspec.Struct, frozen=True):
    """What one owner has open: all of it, over the promise, due today, due within the week."""

    owner: str
    open: int
    overdue: int
    today: int
    week: int


def workload(connection: Connection, today: str, week_end: str) -> tuple[Load, ...]:
    """The open cases of every owner; a clock that stands still is not overdue."""
    with translated():
        rows = connection.execute(
            "SELECT owner, count(*), "
            "sum(due < :today AND paused = 0 AND state NOT IN ('returned', 'approved')), "
            "sum(due = :today), sum(due BETWEEN :today AND :week) "
            "FROM cases INDEXED BY cases_open_due WHERE open = 1 GROUP BY owner",
            {"today": today, "week": week_end},
        )
        return tuple(Load(*row) for row in rows)


def closed_since(connection: Connection, since: int) -> dict[str, int]:
    """How many cases each owner's were closed from that moment on."""
    with translated():
        rows = connection.execute(
            "SELECT owner, count(*) FROM cases INDEXED BY cases_by_end "
            "WHERE ended_at >= ? AND ended_at > 0 GROUP BY owner",
            (since,),
        )
        return {owner: int(count) for owner, count in rows}


def with_open_tasks(connection: Connection, limit: int) -> tuple[Case, ...]:
    """Cases with tasks that organisations have not finished, the earliest due task first."""
    return _in_order(
        connection,
        "SELECT of FROM tasks INDEXED BY tasks_open WHERE state IN ('sent', 'accepted') "
        "ORDER BY due LIMIT ?",
        limit,
    )


def to_transfer(connection: Connection, limit: int) -> tuple[Case, ...]:
    """Open cases of the transfer lane that the hall does not decide and that no organisation has
    been asked to take, or whose every organisation refused; the earliest due first."""
    return _in_order(
        connection,
        "SELECT id FROM cases INDEXED BY cases_open_due WHERE open = 1 AND lane = 'transfer' "
        "AND process <> 'administrative' AND state IN ('accepted', 'arranged') "
        "AND NOT EXISTS (SELECT 1 FROM tasks WHERE of = cases.id "
        "AND tasks.state IN ('sent', 'accepted', 'done')) ORDER BY due, row LIMIT ?",
        limit,
    )


def due_until(connection: Connection, day: str, limit: int) -> tuple[Case, ...]:
    """Open cases whose warning day has come, the earliest due first."""
    return _in_order(
        connection,
        "SELECT id FROM cases INDEXED BY cases_open_due WHERE open = 1 AND paused = 0 "
        "AND warn <= ? AND state NOT IN ('returned', 'approved') ORDER BY due, row LIMIT ?",
        day,
        limit,
    )


def _in_order(connection: Connection, ask: str, *values: Any) -> tuple[Case, ...]:
    """The cases that ``ask`` names by id, in its order, each once."""
    with translated():
        ids = list(dict.fromkeys(id for (id,) in connection.execute(ask, values)))
        found = _by_id(connection, ids)
    return tuple(found[id] for id in ids if id in found)


def _by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Case]:
    rows = connection.execute(
        "SELECT id, body FROM cases WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {id: _case(body) for id, body in rows}


def _case(body: bytes) -> Case:
    record = projection.decode("case", body)
    assert isinstance(record, Case)
    return record
