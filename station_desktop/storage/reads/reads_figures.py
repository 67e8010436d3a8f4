"""What reports count, summed by the store: each question one stretch of one covering index.

Cases entered by mistake (``void``) count nowhere. What was open at a moment is read from whichever
end is nearer: forward from the first receipt, or back from now. The bounds of a stretch stand
before ``ended_at > 0``, which names the index: SQLite takes the first bound that it meets.

What is counted by value comes over as one text for each column and is counted here: neither rows
of eight values made for each case nor the store's own grouping, which sorts, is half as fast.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from station_desktop.domain.report.reports import DIMENSIONS, Dimension
from station_desktop.domain.time import clock
from station_desktop.storage.database import Connection, translated

BY = ", ".join(DIMENSIONS)
_DAY_MS = 86_400_000
CHINA_MS = int(clock.CHINA.utcoffset(None).total_seconds() * 1000)

_PART = "\x1f"

Sums = dict[Dimension, Counter[str]]
"""How many cases there are by each dimension and value."""


class Closed(msgspec.Struct, frozen=True):
    """How many of the closed cases were received and ended on which day (since 1970 in China)."""

    received: Counter[int]
    ended: Counter[int]


def received(connection: Connection, begins: int, ends: int) -> Sums:
    """What came in."""
    return _sums(
        connection,
        "cases INDEXED BY cases_by_receipt "
        "WHERE received_at >= ? AND received_at < ? AND state <> 'void'",
        (begins, ends),
    )


def ended(connection: Connection, begins: int, ends: int, late: int) -> Sums:
    """What was closed late (1), in time (0), without a promise or taken back (-1), also what was
    opened again since."""
    asked = {"begins": begins, "ends": ends, "late": late}
    return added(
        _sums(
            connection,
            "cases INDEXED BY cases_by_end WHERE ended_at >= :begins AND ended_at < :ends "
            "AND ended_at > 0 AND late = :late AND state <> 'void'",
            asked,
        ),
        _sums(
            connection,
            "happenings h INDEXED BY happenings_by_kind CROSS JOIN cases c ON c.id = h.of "
            "WHERE h.kind = 'ended' AND h.at >= :begins AND h.at < :ends AND h.value = :late",
            asked,
        ),
    )


def added(*parts: Sums) -> Sums:
    """All of them together."""
    return {key: sum((part[key] for part in parts), Counter[str]()) for key in DIMENSIONS}


def _sums(connection: Connection, source: str, values: Any) -> Sums:
    columns = ", ".join(f"group_concat({key}, char({ord(_PART)}))" for key in DIMENSIONS)
    (texts,) = every(connection, f"SELECT {columns} FROM {source}", values)
    return {key: _parts(text, _PART) for key, text in zip(DIMENSIONS, texts, strict=True)}


def _parts(text: str | None, part: str = ",") -> Counter[str]:
    return Counter(text.split(part)) if text is not None else Counter()


def _days(text: str | None) -> Counter[int]:
    return Counter({int(day): count for day, count in _parts(text).items()})


OVERDUE = "(due < :day AND paused = 0 AND state NOT IN ('returned', 'approved'))"
"""Whether an open case is past its promise; a clock that stands still is not."""


def open_at(connection: Connection, at: int, day: str, now: int, overdue: int) -> Sums:
    """What was open at the moment ``at`` and was ``overdue`` (1) or not (0): its promised day, as
    the promise now stands, is before ``day``."""
    asked = {"at": at, "day": day, "overdue": overdue}
    seem_so, were_not = _open_at(connection, at, now)
    found = added(*(_sums(connection, f"{part} = :overdue", asked) for part in seem_so))
    less = _sums(connection, f"{were_not} = :overdue", asked)
    return {key: found[key] - less[key] for key in DIMENSIONS}


def _open_at(connection: Connection, at: int, now: int) -> tuple[tuple[str, ...], str]:
    """Where to look for what was open at ``:at``, and for what seems so but was closed just then
    and opened again later; each ends with whether it is overdue."""
    were_not = (
        "happenings h INDEXED BY happenings_by_kind CROSS JOIN cases ON id = h.of "
        "WHERE h.kind = 'reopened' AND h.at >= :at AND h.value < :at "
        f"AND CASE WHEN open THEN {OVERDUE} ELSE due < :day END"
    )
    if at - _first_receipt(connection) < now - at:
        from_first = (
            "cases INDEXED BY cases_by_receipt WHERE received_at < :at "
            "AND (ended_at = 0 OR ended_at >= :at) AND state <> 'void' "
            f"AND CASE WHEN ended_at THEN due < :day ELSE {OVERDUE} END"
        )
        return (from_first,), were_not
    still = (
        f"cases INDEXED BY cases_open_by_receipt WHERE open = 1 AND received_at < :at AND {OVERDUE}"
    )
    since = (
        "cases INDEXED BY cases_by_end WHERE ended_at >= :at "
        "AND ended_at > 0 AND received_at < :at AND state <> 'void' AND (due < :day)"
    )
    return (still, since), were_not


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
    waiting, overdue = (_number_open(connection, ends, day, now, mark) for mark in (0, 1))
    return Totals(
        received=came,
        found=found,
        sent=sent,
        contacted=contacted,
        in_time=in_time,
        late=late,
        ended=gone,
        open=waiting + overdue,
        overdue=overdue,
    )


def _number_open(connection: Connection, at: int, day: str, now: int, overdue: int) -> int:
    seem_so, were_not = _open_at(connection, at, now)
    asked = {"at": at, "day": day, "overdue": overdue}
    found = [
        int(every(connection, f"SELECT count(*) FROM {part} = :overdue", asked)[0][0])
        for part in (*seem_so, were_not)
    ]
    return sum(found[:-1]) - found[-1]


def reopened(connection: Connection, begins: int, ends: int) -> int:
    """How often a closed case was opened again."""
    return sum(count for *_, count in happened(connection, "reopened", begins, ends))


def by_day(connection: Connection, begins: int, ends: int) -> tuple[Counter[int], Counter[int]]:
    """How many came in, and how many of what was opened again were closed before, on each day
    (days since 1970 in China)."""
    ((came,),) = every(
        connection,
        f"SELECT group_concat({_day('received_at')}) FROM cases INDEXED BY cases_by_receipt "
        "WHERE received_at >= ? AND received_at < ? AND state <> 'void'",
        (begins, ends),
    )
    ((again,),) = every(
        connection,
        f"SELECT group_concat({_day('at')}) FROM happenings "
        "INDEXED BY happenings_by_kind WHERE kind = 'ended' AND at >= ? AND at < ?",
        (begins, ends),
    )
    return _days(came), _days(again)


def closed(connection: Connection, begins: int, ends: int) -> Closed:
    """When what was closed and still is was received and ended."""
    ((came, went),) = every(
        connection,
        f"SELECT group_concat({_day('received_at')}), group_concat({_day('ended_at')}) "
        "FROM cases INDEXED BY cases_by_end "
        "WHERE ended_at >= ? AND ended_at < ? AND ended_at > 0 AND state <> 'void'",
        (begins, ends),
    )
    return Closed(_days(came), _days(went))


def _day(column: str) -> str:
    return f"({column} + {CHINA_MS}) / {_DAY_MS}"


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
    ((text,),) = every(
        connection,
        f"SELECT group_concat(value || ' ' || word, char({ord(_PART)})) "
        "FROM happenings INDEXED BY happenings_by_kind WHERE kind = ? AND at >= ? AND at < ?",
        (kind, begins, ends),
    )
    split = ((said.partition(" "), count) for said, count in _parts(text, _PART).items())
    return tuple((int(value), word, count) for (value, _, word), count in split)


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
