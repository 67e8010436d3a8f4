"""What reports count beside the cases: tasks, whistles, home visits, individual cases."""

from __future__ import annotations

import msgspec

from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.storage import projection
from station_desktop.storage.database import Connection
from station_desktop.storage.reads.reads_figures import CHINA_MS, every


class TaskCount(msgspec.Struct, frozen=True):
    """Tasks of one organisation alike: their state, and whether they were or are late."""

    partner: str
    organisation: str
    state: str
    late: bool
    count: int


LATE_TASK = (
    "(CASE WHEN reported_at THEN "
    f"strftime('%Y-%m-%dT%H:%M', (reported_at + {CHINA_MS}) / 1000, 'unixepoch') ELSE :now END "
    "> CASE length(due) WHEN 10 THEN due || 'T99' ELSE substr(due, 1, 16) END "
    "AND state IN ('sent', 'accepted', 'done'))"
)
"""Whether a task was reported, or is still open, past its moment; a day lasts to its end."""


def tasks(connection: Connection, begins: int, ends: int, now: str) -> tuple[TaskCount, ...]:
    """What was handed to organisations. ``now`` is ISO local time to the minute."""
    rows = every(
        connection,
        f"SELECT partner, organisation, state, {LATE_TASK}, count(*) FROM tasks "
        "INDEXED BY tasks_by_time WHERE sent_at >= :begins AND sent_at < :ends "
        "GROUP BY 1, 2, 3, 4",
        {"begins": begins, "ends": ends, "now": now},
    )
    return tuple(
        TaskCount(partner, organisation, state, bool(late), count)
        for partner, organisation, state, late, count in rows
    )


def whistles(connection: Connection, begins: int, ends: int) -> tuple[Whistle, ...]:
    """Those blown in that time; a station blows a few a week."""
    rows = every(
        connection,
        "SELECT body FROM whistles INDEXED BY whistles_by_time "
        "WHERE blown_at >= ? AND blown_at < ? ORDER BY blown_at",
        (begins, ends),
    )
    found = (projection.decode("whistle", body) for (body,) in rows)
    return tuple(one for one in found if isinstance(one, Whistle))


def homevisits(connection: Connection, begins: int, ends: int) -> tuple[int, int, int]:
    """Home visits that took place: how many, in how many somebody was met, and what was found."""
    row = every(
        connection,
        "SELECT count(*), coalesce(sum(met = 'met'), 0), "
        "coalesce(sum(findings), 0) FROM homevisits INDEXED BY homevisits_by_time "
        "WHERE state = 'done' AND at >= ? AND at < ?",
        (begins, ends),
    )[0]
    return int(row[0]), int(row[1]), int(row[2])


def individuals(connection: Connection, begins: int, ends: int) -> tuple[int, int, int]:
    """Individual cases: begun, closed, and open at the end."""
    (begun,) = every(
        connection,
        "SELECT count(*) FROM individuals INDEXED BY individuals_by_time "
        "WHERE applied_at >= ? AND applied_at < ?",
        (begins, ends),
    )[0]
    (closed,) = every(
        connection,
        "SELECT count(*) FROM individuals INDEXED BY individuals_by_closing "
        "WHERE closed_at > 0 AND closed_at >= ? AND closed_at < ?",
        (begins, ends),
    )[0]
    (still,) = every(
        connection,
        "SELECT count(*) FROM individuals INDEXED BY individuals_by_time "
        "WHERE applied_at < ?1 AND (closed_at = 0 OR closed_at >= ?1)",
        (ends,),
    )[0]
    return int(begun), int(closed), int(still)
