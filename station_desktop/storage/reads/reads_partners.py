"""Questions to the store about the partner directory and the tasks of its organisations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.dispatches import Task, find
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.partner.partner_records import TaskRow
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.time import clock
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

MOST = 1000
"""More organisations than this no station has."""


def partners(connection: Connection, kind: str = "") -> tuple[Partner, ...]:
    """The whole directory, or one kind of it, the closed ones too; by kind and name."""
    where, given = ("WHERE kind = ?", (kind,)) if kind else ("", ())
    with translated():
        rows = connection.execute(
            f"SELECT body FROM partners {where} ORDER BY kind, name, id LIMIT {MOST}", given
        )
        return tuple(_partner(body) for (body,) in rows)


def areas(connection: Connection) -> tuple[Area, ...]:
    """All grid areas by name."""
    with translated():
        rows = connection.execute("SELECT body FROM areas ORDER BY name, id")
        found = (projection.decode("area", body) for (body,) in rows)
        return tuple(area for area in found if isinstance(area, Area))


def tasks(
    connection: Connection, partners: Iterable[str], since: int = 0
) -> dict[str, list[TaskRow]]:
    """What each of these organisations was asked since a moment (milliseconds), the earliest
    first; those who were asked nothing are left out."""
    found: dict[str, list[TaskRow]] = {}
    with translated():
        rows = connection.execute(
            "SELECT partner, state, sent_at, due, reported_at, grade FROM tasks "
            "WHERE partner <> '' AND partner IN (SELECT value FROM json_each(?)) "
            "AND sent_at >= ? ORDER BY partner, sent_at",
            (json.dumps(list(partners)), since),
        )
        for partner, state, sent_at, due, reported_at, grade in rows:
            row = TaskRow(state, sent_at, due_moment(due), reported_at, grade)
            found.setdefault(partner, []).append(row)
    return found


@lru_cache(4096)
def due_moment(due: str) -> int:
    """A task's limit in milliseconds: a day lasts to its end; 0 for none."""
    if not due or due == projection.NEVER_DUE:
        return 0
    at = datetime.fromisoformat(due)
    end = at if "T" in due else at + timedelta(days=1)
    return clock.milliseconds(end.replace(tzinfo=clock.CHINA))


def latest_tasks(
    connection: Connection, partner: str, *, open_only: bool = False, limit: int = 50
) -> tuple[tuple[Case, Task], ...]:
    """The tasks of this organisation with their cases, the latest first."""
    states = "AND state IN ('sent', 'accepted')" if open_only else ""
    with translated():
        rows = connection.execute(
            "SELECT of, task FROM tasks WHERE partner = ? AND partner <> '' "
            f"{states} ORDER BY sent_at DESC LIMIT ?",
            (partner, limit),
        ).fetchall()
        cases = projection.load_many(connection, "case", {of for of, _ in rows})
    found = []
    for of, id in rows:
        case = cases.get(of)
        task = find(case.tasks, id) if isinstance(case, Case) else None
        if isinstance(case, Case) and task is not None:
            found.append((case, task))
    return tuple(found)


def open_tasks(connection: Connection, partners: Iterable[str]) -> dict[str, int]:
    """How many tasks of each of these organisations are still open."""
    with translated():
        rows = connection.execute(
            "SELECT partner, count(*) FROM tasks INDEXED BY tasks_open_of_partner "
            "WHERE partner <> '' AND partner IN (SELECT value FROM json_each(?)) "
            "AND state IN ('sent', 'accepted') GROUP BY partner",
            (json.dumps(list(partners)),),
        )
        return {partner: int(number) for partner, number in rows}


def _partner(body: bytes) -> Partner:
    record = projection.decode("partner", body)
    assert isinstance(record, Partner)
    return record
