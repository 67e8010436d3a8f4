"""Closed cases by what was said of them: not rated yet, or waiting for a call-back."""

from __future__ import annotations

from typing import Any

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

Place = tuple[int, int]
"""Where a case stands in the list: when it was closed, and its row."""
_MOST_CALLS = 1_000


class RatedPage(msgspec.Struct, frozen=True):
    """One page of cases; ``after`` is where the next one begins, ``None`` at the end."""

    cases: tuple[Case, ...]
    after: Place | None


def unrated(connection: Connection, after: Place | None, limit: int) -> RatedPage:
    """Completed cases without a rating of this closing, the latest closed first."""
    with translated():
        rows = connection.execute(
            "SELECT ended_at, row FROM cases INDEXED BY cases_unrated "
            "WHERE state = 'completed' AND level = 0 AND (ended_at, row) < (?, ?) "
            "ORDER BY ended_at DESC, row DESC LIMIT ?",
            (*(after or (1 << 62, 0)), limit + 1),
        ).fetchall()
        found = tuple(_at(connection, row) for _, row in rows[:limit])
    return RatedPage(found, tuple(rows[limit - 1]) if len(rows) > limit else None)


def calling_back(connection: Connection) -> tuple[Case, ...]:
    """Every case that waits for a call-back; they are few."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM cases INDEXED BY cases_calling_back "
            "WHERE calling_back = 1 ORDER BY ended_at, row LIMIT ?",
            (_MOST_CALLS,),
        ).fetchall()
    return tuple(_case(body) for (body,) in rows)


def _at(connection: Connection, row: int) -> Case:
    (body,) = connection.execute("SELECT body FROM cases WHERE row = ?", (row,)).fetchone()
    return _case(body)


def _case(body: Any) -> Case:
    record = projection.decode("case", body)
    assert isinstance(record, Case)
    return record
