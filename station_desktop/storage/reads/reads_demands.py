"""Questions to the store about demands from outside."""

from __future__ import annotations

import json
from collections.abc import Sequence

from station_desktop.domain.case.demands import OPEN_STATES, Demand
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated


def listed(connection: Connection, states: Sequence[str], limit: int) -> tuple[Demand, ...]:
    """Demands in any of these states, the earliest due first."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM demands WHERE state IN (SELECT value FROM json_each(?)) "
            "ORDER BY due, row LIMIT ?",
            (json.dumps(list(states)), limit),
        )
        return tuple(_demand(body) for (body,) in rows)


def of_resident(connection: Connection, resident: str) -> tuple[Demand, ...]:
    """The demands of this resident, the latest due first."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM demands WHERE resident = ? ORDER BY due DESC, row DESC", (resident,)
        )
        return tuple(_demand(body) for (body,) in rows)


def count(connection: Connection, states: Sequence[str], now: str) -> tuple[int, int]:
    """How many demands are in these states, and how many of them were due before ``now``; a due
    day without a time lasts all day."""
    with translated():
        total, late = connection.execute(
            "SELECT count(*), count(CASE WHEN due < ? AND due <> ? THEN 1 END) FROM demands "
            "WHERE state IN (SELECT value FROM json_each(?))",
            (now, now[:10], json.dumps(list(states))),
        ).fetchone()
    return int(total), int(late)


def by_reference(connection: Connection, reference: str) -> Demand | None:
    """The demand with this number where it came from; an open one before others. Looks at every
    demand, of which there are few."""
    with translated():
        found = [
            demand
            for (body,) in connection.execute("SELECT body FROM demands ORDER BY row DESC")
            if (demand := _demand(body)).reference == reference
        ]
    return min(found, key=lambda demand: demand.state not in OPEN_STATES, default=None)


def _demand(body: bytes) -> Demand:
    record = projection.decode("demand", body)
    assert isinstance(record, Demand)
    return record
