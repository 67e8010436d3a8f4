"""The list behind a figure: exactly what it counted, paged by key. Each case stands in it once; in
a list of closings, once for each."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.report.reports import DIMENSIONS, Behind
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated
from station_desktop.storage.reads.reads_figures import OVERDUE, SENT
from station_desktop.storage.reads.reads_figures_loop import LATE_TASK, whistles

Key = tuple[int, int | str]
"""Where a line stands in the list: a moment, and what names it in its table."""
Found = Case | HomeVisit | Individual


class Listed(msgspec.Struct, frozen=True):
    """One thing behind a figure."""

    key: Key
    record: Found


class BehindPage(msgspec.Struct, frozen=True):
    """One page; ``after`` is where the next one begins, ``None`` at the end."""

    rows: tuple[Listed, ...]
    after: Key | None


class _Ask(NamedTuple):
    """A SELECT of ``at`` and ``ref``, what it is given, and where its records are."""

    select: str
    values: dict[str, Any]
    noun: str = "case"
    table: str = "cases"
    ref: str = "row"
    least: int | str = -1


def page(
    connection: Connection,
    behind: Behind,
    now: str,
    after: Key | None = None,
    limit: int = 50,
    skip: int = 0,
) -> BehindPage:
    """One page of what is behind a figure, the earliest first. ``now`` is ISO local time to the
    minute."""
    ask = _asked(connection, behind, now)
    at, ref = after or (-1, ask.least)
    with translated():
        keys = connection.execute(
            f"SELECT DISTINCT at, ref FROM ({ask.select}) WHERE (at, ref) > (:after_at, :after_ref)"
            " ORDER BY at, ref LIMIT :limit OFFSET :skip",
            {
                **ask.values,
                "after_at": at,
                "after_ref": ref,
                "limit": limit + 1,
                "skip": skip,
            },
        ).fetchall()
        rows = tuple(_listed(connection, ask, (at, ref)) for at, ref in keys[:limit])
    return BehindPage(rows, rows[-1].key if len(keys) > limit else None)


def count(connection: Connection, behind: Behind, now: str) -> int:
    """How many there are."""
    ask = _asked(connection, behind, now)
    with translated():
        row = connection.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT at, ref FROM ({ask.select}))", ask.values
        ).fetchone()
    return int(row[0])


def _listed(connection: Connection, ask: _Ask, key: Key) -> Listed:
    (body,) = connection.execute(
        f"SELECT body FROM {ask.table} WHERE {ask.ref} = ?", (key[1],)
    ).fetchone()
    record = projection.decode(ask.noun, body)
    assert isinstance(record, Case | HomeVisit | Individual)
    return Listed(key, record)


def _asked(connection: Connection, behind: Behind, now: str) -> _Ask:
    if behind.what == "whistles":
        return _whistles(connection, behind, now)
    return _ASKS[behind.what](behind, now)


# conditions

_CASE = {column: f"c.{column}" for column in (*DIMENSIONS, "state", "late")}
_HAPPENED = {"kind": "h.kind", "value": "h.value", "word": "h.word"}
_ENDED = {column: f"c.{column}" for column in DIMENSIONS} | {"state": "h.word", "late": "h.value"}
_LATE = LATE_TASK.replace("state", "t.state").replace("due", "t.due")
_TASK = {
    "partner": "t.partner",
    "organisation": "t.organisation",
    "task": "t.state",
    "late": _LATE,
}
_VISIT = {"met": "met", "findings": "min(findings, 1)"}
_INDIVIDUAL: dict[str, str] = {}


def _where(behind: Behind, columns: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """`` AND …`` for what is asked beside the time; a value with ``|`` is any of several."""
    clauses, values = [], {"begins": behind.begins, "ends": behind.ends, "today": behind.today}
    for number, (column, value) in enumerate(behind.where):
        clauses.append(
            f"CAST({columns[column]} AS TEXT) IN (SELECT value FROM json_each(:w{number}))"
        )
        values[f"w{number}"] = json.dumps(value.split("|"))
    if behind.items:
        clauses.append("c.item IN (SELECT value FROM json_each(:items))")
        values["items"] = json.dumps(behind.items)
    return "".join(f" AND {clause}" for clause in clauses), values


# one for each kind of figure


def _received(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _CASE)
    return _Ask(
        "SELECT c.received_at AS at, c.row AS ref FROM cases c INDEXED BY cases_by_receipt "
        f"WHERE c.received_at >= :begins AND c.received_at < :ends AND c.state <> 'void'{more}",
        values,
    )


def _closed(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _CASE)
    return _Ask(
        "SELECT c.ended_at AS at, c.row AS ref FROM cases c INDEXED BY cases_by_end "
        "WHERE c.ended_at >= :begins AND c.ended_at < :ends AND c.ended_at > 0 "
        f"AND c.state <> 'void'{more}",
        values,
    )


def _ended(behind: Behind, now: str) -> _Ask:
    still = _closed(behind, now)
    before, _ = _where(behind, _ENDED)
    return _Ask(
        f"{still.select} UNION ALL "
        "SELECT h.at, c.row FROM happenings h INDEXED BY happenings_by_kind "
        "CROSS JOIN cases c ON c.id = h.of "
        f"WHERE h.kind = 'ended' AND h.at >= :begins AND h.at < :ends{before}",
        still.values,
    )


def _open(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _CASE)
    over = before = ""
    if behind.what == "overdue":
        over, before = f" AND {OVERDUE}".replace(":day", ":today"), " AND c.due < :today"
    closed = (
        "SELECT c2.row FROM happenings h INDEXED BY happenings_by_kind "
        "CROSS JOIN cases c2 ON c2.id = h.of "
        "WHERE h.kind = 'reopened' AND h.at >= :ends AND h.value < :ends"
    )
    rest = f"AND c.received_at < :ends AND c.row NOT IN ({closed}){more}"
    return _Ask(
        "SELECT c.received_at AS at, c.row AS ref FROM cases c INDEXED BY cases_open_by_receipt "
        f"WHERE c.open = 1 {rest}{over} UNION ALL "
        "SELECT c.received_at, c.row FROM cases c INDEXED BY cases_by_end "
        f"WHERE c.ended_at >= :ends AND c.ended_at > 0 AND c.state <> 'void' {rest}{before}",
        values,
    )


def _sent(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _CASE)
    spoken = " AND c.contacted = 1" if behind.what == "contacted" else ""
    return _Ask(
        "SELECT c.received_at AS at, c.row AS ref FROM cases c INDEXED BY cases_by_receipt "
        "WHERE c.received_at >= :begins AND c.received_at < :ends AND c.state <> 'void' "
        f"AND {SENT.replace(':day', ':today')}{spoken}{more}",
        values,
    )


def _unrated(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _CASE)
    return _Ask(
        "SELECT c.ended_at AS at, c.row AS ref FROM cases c INDEXED BY cases_by_end "
        "WHERE c.ended_at >= :begins AND c.ended_at < :ends AND c.ended_at > 0 "
        f"AND c.state = 'completed' AND c.level = 0{more}",
        values,
    )


def _happened(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _HAPPENED)
    return _Ask(
        "SELECT c.received_at AS at, c.row AS ref "
        "FROM happenings h INDEXED BY happenings_by_kind CROSS JOIN cases c ON c.id = h.of "
        f"WHERE h.at >= :begins AND h.at < :ends{more}",
        values,
    )


def _tasks(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _TASK)
    return _Ask(
        "SELECT c.received_at AS at, c.row AS ref FROM tasks t INDEXED BY tasks_by_time "
        f"CROSS JOIN cases c ON c.id = t.of WHERE t.sent_at >= :begins AND t.sent_at < :ends{more}",
        values | {"now": now},
    )


def _whistles(connection: Connection, behind: Behind, now: str) -> _Ask:
    """``kind``, ``state``, and ``late`` for those to which a department came late or never."""
    asked = dict(behind.where)
    cases = []
    for whistle in whistles(connection, behind.begins, behind.ends):
        late = any(
            one.late(one.checked_in_at) if one.checked_in_at else whistle.state == "closed"
            for one in whistle.departments
        )
        told = {"kind": whistle.kind, "state": whistle.state, "late": str(int(late))}
        if all(told[column] == value for column, value in asked.items()):
            cases.append(whistle.case)
    return _Ask(
        "SELECT c.received_at AS at, c.row AS ref FROM json_each(:ids) "
        "CROSS JOIN cases c ON c.id = json_each.value",
        {"ids": json.dumps(cases)},
    )


def _homevisits(behind: Behind, now: str) -> _Ask:
    more, values = _where(behind, _VISIT)
    return _Ask(
        "SELECT at, row AS ref FROM homevisits INDEXED BY homevisits_by_time "
        f"WHERE state = 'done' AND at >= :begins AND at < :ends{more}",
        values,
        "homevisit",
        "homevisits",
    )


def _individuals(behind: Behind, now: str) -> _Ask:
    _, values = _where(msgspec.structs.replace(behind, where=()), _INDIVIDUAL)
    time = {
        "begun": "applied_at >= :begins AND applied_at < :ends",
        "closed": "closed_at > 0 AND closed_at >= :begins AND closed_at < :ends",
        "open": "applied_at < :ends AND (closed_at = 0 OR closed_at >= :ends)",
    }[dict(behind.where)["individual"]]
    return _Ask(
        f"SELECT applied_at AS at, id AS ref FROM individuals WHERE {time}",
        values,
        "individual",
        "individuals",
        "id",
        "",
    )


_ASKS: dict[str, Callable[[Behind, str], _Ask]] = {
    "received": _received,
    "ended": _ended,
    "closed": _closed,
    "open": _open,
    "overdue": _open,
    "sent": _sent,
    "contacted": _sent,
    "unrated": _unrated,
    "happened": _happened,
    "tasks": _tasks,
    "homevisits": _homevisits,
    "individuals": _individuals,
}
