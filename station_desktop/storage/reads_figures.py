"""What reports count, summed by the store: each question one stretch of one covering index.

Cases entered by mistake (``void``) count nowhere. What was open at a moment is read from whichever
end is nearer: forward from the first receipt, or back from now. The bounds of a stretch stand
before ``ended_at > 0``, which names the index: SQLite takes the first bound that it meets.
"""

from __future__ import annotations

from typing import Any

import msgspec

from station_desktop.domain.report.reports import DIMENSIONS
from station_desktop.domain.time import clock
from station_desktop.storage.database import Connection, translated

BY = ", ".join(DIMENSIONS)
_OF_CASE = ", ".join(f"c.{column}" for column in DIMENSIONS)
_DAY_MS = 86_400_000
CHINA_MS = int(clock.CHINA.utcoffset(None).total_seconds() * 1000)

Sorted = tuple[Any, ...]
"""A case's values in the order of ``reports.DIMENSIONS``, after whatever else is said."""


class Durations(msgspec.Struct, frozen=True):
    """So many cases received on one day and ended on another (days since 1970 in China)."""

    received: int
    ended: int
    count: int


def received(connection: Connection, begins: int, ends: int) -> list[Sorted]:
    """What came in: each case's values in the order of ``reports.DIMENSIONS``."""
    return every(
        connection,
        f"SELECT {BY} FROM cases INDEXED BY cases_by_receipt "
        "WHERE received_at >= ? AND received_at < ? AND state <> 'void'",
        (begins, ends),
    )


def ended(connection: Connection, begins: int, ends: int) -> list[Sorted]:
    """What was closed, also what was opened again since: whether late, then as above."""
    return every(
        connection,
        f"SELECT late, {BY} FROM cases INDEXED BY cases_by_end "
        "WHERE ended_at >= ?1 AND ended_at < ?2 AND ended_at > 0 AND state <> 'void' UNION ALL "
        f"SELECT h.value, {_OF_CASE} "
        "FROM happenings h INDEXED BY happenings_by_kind CROSS JOIN cases c ON c.id = h.of "
        "WHERE h.kind = 'ended' AND h.at >= ?1 AND h.at < ?2",
        (begins, ends),
    )


OVERDUE = "(due < :day AND paused = 0 AND state NOT IN ('returned', 'approved'))"
"""Whether an open case is past its promise; a clock that stands still is not."""


class Stock(msgspec.Struct, frozen=True):
    """What was open, and what seems so but was closed just then and opened again later: each row
    says whether it is overdue, then the case's values."""

    there: list[Sorted]
    gone: list[Sorted]


def open_at(connection: Connection, at: int, day: str, now: int, by: str = BY) -> Stock:
    """What was open at the moment ``at``; overdue are those whose promised day is before ``day``,
    as the promise now stands."""
    asked = {"at": at, "day": day}
    there = every(connection, _ask_open(connection, at, now, by), asked)
    gone = every(
        connection,
        f"SELECT CASE WHEN open THEN {OVERDUE} ELSE due < :day END, {by} "
        "FROM happenings h INDEXED BY happenings_by_kind CROSS JOIN cases ON id = h.of "
        "WHERE h.kind = 'reopened' AND h.at >= :at AND h.value < :at",
        asked,
    )
    return Stock(there, gone)


def _ask_open(connection: Connection, at: int, now: int, by: str) -> str:
    if at - _first_receipt(connection) < now - at:
        return (
            f"SELECT CASE WHEN ended_at THEN due < :day ELSE {OVERDUE} END, {by} "
            "FROM cases INDEXED BY cases_by_receipt WHERE received_at < :at "
            "AND (ended_at = 0 OR ended_at >= :at) AND state <> 'void'"
        )
    return (
        f"SELECT {OVERDUE}, {by} FROM cases INDEXED BY cases_open_by_receipt "
        "WHERE open = 1 AND received_at < :at UNION ALL "
        f"SELECT due < :day, {by} FROM cases INDEXED BY cases_by_end WHERE ended_at >= :at "
        "AND ended_at > 0 AND received_at < :at AND state <> 'void'"
    )


def _first_receipt(connection: Connection) -> int:
    ((first,),) = every(connection, "SELECT coalesce(min(received_at), 0) FROM cases", ())
    return int(first)


SENT = (
    "(origin = 'reported' OR (origin = 'demand' "
    "AND (contacted >= 0 OR ended_at > 0 OR due < :day)))"
)
"""What counts as sent to the station: what residents asked for. At the desk they are spoken to
there and then; what came from outside counts when somebody was called, or the time is over."""


class Totals(msgspec.Struct, frozen=True):
    """The same without sorting: what is set beside the next period's numbers. ``contacted`` are
    those of ``sent`` who were spoken to in time."""

    received: int
    found: int
    sent: int
    contacted: int
    in_time: int
    late: int
    ended: int
    open: int
    overdue: int


def totals(connection: Connection, begins: int, ends: int, day: str, now: int) -> Totals:
    """Sums of what :func:`received`, :func:`ended` and :func:`open_at` list."""
    ((came, found, sent, contacted),) = every(
        connection,
        "SELECT count(*), coalesce(sum(origin = 'found'), 0), "
        f"coalesce(sum({SENT}), 0), coalesce(sum({SENT} AND contacted = 1), 0) "
        "FROM cases INDEXED BY cases_by_receipt "
        "WHERE received_at >= :begins AND received_at < :ends AND state <> 'void'",
        {"begins": begins, "ends": ends, "day": day},
    )
    ((gone, in_time, late),) = every(
        connection,
        "SELECT count(*), coalesce(sum(late = 0), 0), coalesce(sum(late = 1), 0) FROM ("
        "SELECT late FROM cases INDEXED BY cases_by_end "
        "WHERE ended_at >= ?1 AND ended_at < ?2 AND ended_at > 0 AND state <> 'void' UNION ALL "
        "SELECT value FROM happenings INDEXED BY happenings_by_kind "
        "WHERE kind = 'ended' AND at >= ?1 AND at < ?2)",
        (begins, ends),
    )
    stock = open_at(connection, ends, day, now, "1")
    return Totals(
        received=came,
        found=found,
        sent=sent,
        contacted=contacted,
        in_time=in_time,
        late=late,
        ended=gone,
        open=len(stock.there) - len(stock.gone),
        overdue=sum(row[0] for row in stock.there) - sum(row[0] for row in stock.gone),
    )


def reopened(connection: Connection, begins: int, ends: int) -> int:
    """How often a closed case was opened again."""
    return sum(count for *_, count in happened(connection, "reopened", begins, ends))


def by_day(connection: Connection, begins: int, ends: int) -> tuple[dict[int, int], dict[int, int]]:
    """How many came in, and how many of what was opened again were closed before, on each day
    (days since 1970 in China)."""
    came = every(
        connection,
        f"SELECT (received_at + {CHINA_MS}) / {_DAY_MS}, count(*) "
        "FROM cases INDEXED BY cases_by_receipt "
        "WHERE received_at >= ? AND received_at < ? AND state <> 'void' GROUP BY 1",
        (begins, ends),
    )
    again = every(
        connection,
        f"SELECT (at + {CHINA_MS}) / {_DAY_MS}, count(*) FROM happenings "
        "INDEXED BY happenings_by_kind WHERE kind = 'ended' AND at >= ? AND at < ? GROUP BY 1",
        (begins, ends),
    )
    return dict(came), dict(again)


def durations(connection: Connection, begins: int, ends: int) -> tuple[Durations, ...]:
    """From receipt to end of what was closed and still is."""
    rows = every(
        connection,
        f"SELECT (received_at + {CHINA_MS}) / {_DAY_MS}, (ended_at + {CHINA_MS}) / {_DAY_MS}, "
        "count(*) FROM cases INDEXED BY cases_by_end "
        "WHERE ended_at >= ? AND ended_at < ? AND ended_at > 0 AND state <> 'void' GROUP BY 1, 2",
        (begins, ends),
    )
    return tuple(Durations(*row) for row in rows)


def unrated(connection: Connection, begins: int, ends: int) -> int:
    """Completed cases that nobody rated."""
    ((count,),) = every(
        connection,
        "SELECT count(*) FROM cases INDEXED BY cases_unrated WHERE ended_at >= ? AND ended_at < ? "
        "AND state = 'completed' AND level = 0",
        (begins, ends),
    )
    return int(count)


def happened(
    connection: Connection, kind: str, begins: int, ends: int
) -> tuple[tuple[int, str, int], ...]:
    """Moments of one kind (``domain.case.happenings``): value, word, and how many."""
    rows = every(
        connection,
        "SELECT value, word, count(*) FROM happenings INDEXED BY happenings_by_kind "
        "WHERE kind = ? AND at >= ? AND at < ? GROUP BY value, word",
        (kind, begins, ends),
    )
    return tuple((value, word, count) for value, word, count in rows)


def names(connection: Connection, table: str) -> dict[str, str]:
    """Names by id, of ``accounts``, ``areas`` or ``partners``: what lines are called."""
    if table not in ("accounts", "areas", "partners"):
        raise ValueError(table)
    return dict(every(connection, f"SELECT id, name FROM {table}", ()))


def every(connection: Connection, ask: str, values: Any) -> list[tuple[Any, ...]]:
    """All rows of one question."""
    with translated():
        rows: list[tuple[Any, ...]] = connection.execute(ask, values).fetchall()
        return rows
