"""Whistles in columns: what the board lists, and each department's clock."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete

from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.hall.store import bulk
from station_desktop.hall.store.loop_tables import whistle_calls, whistles

_WHISTLE = (
    "station",
    "id",
    "number",
    "case_id",
    "kind",
    "state",
    "blown_at",
    "next_due",
    "closed_at",
)
_CALL = (
    "station",
    "whistle",
    "department",
    "contact",
    "called_at",
    "due_at",
    "checked_in_at",
    "reported_at",
)
_LONGEST = 200
NEVER = 2**53
"""Sorts whistles that wait for nobody after all that do."""


def put(connection: Connection, station: str, changed: Sequence[Whistle]) -> None:
    """Bring the rows of these whistles up to date."""
    rows = [
        (
            station,
            one.id,
            _kept(one.number),
            _kept(one.case),
            one.kind,
            one.state,
            one.blown_at,
            next_due(one),
            one.closed_at,
        )
        for one in changed
    ]
    bulk.insert(connection, whistles, _WHISTLE, rows, "replace")
    gone = bulk.among(connection, whistle_calls.c.whistle, [one.id for one in changed])
    connection.execute(delete(whistle_calls).where(whistle_calls.c.station == station, gone))
    calls = [
        (
            station,
            one.id,
            _kept(called.department),
            _kept(called.contact),
            called.called_at,
            called.due_at,
            called.checked_in_at,
            called.reported_at,
        )
        for one in changed
        for called in one.departments
    ]
    bulk.insert(connection, whistle_calls, _CALL, calls, "keep")


def _kept(text: str) -> str:
    """What a column and its index take of a text that a station sent: the record has it whole."""
    return text.replace("\0", "")[:_LONGEST]


def next_due(whistle: Whistle) -> int:
    """When something of an open whistle falls due next: its first call, then each department that
    is still to come."""
    if not whistle.departments:
        return whistle.blown_at
    waited = [one.due_at for one in whistle.departments if not one.checked_in_at]
    return min(waited, default=NEVER)
