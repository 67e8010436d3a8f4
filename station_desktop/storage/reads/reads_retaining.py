"""Closed cases by item and day of ending, and those whose erasure waits for its review."""

from __future__ import annotations

from station_desktop.domain.case.cases import Case
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

_CLOSED = "cases INDEXED BY cases_kept WHERE open = 0 AND ended_at > 0 AND erasing = ''"


def items(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Item and category of all closed cases that are neither erased nor asked to be; one look into
    the index for each."""
    found: list[tuple[str, str]] = []
    at: tuple[str, str] | None = None
    with translated():
        while True:
            beyond, given = ("", ()) if at is None else (" AND (item, category) > (?, ?)", at)
            row = connection.execute(
                f"SELECT item, category FROM {_CLOSED}{beyond} ORDER BY item, category LIMIT 1",
                given,
            ).fetchone()
            if row is None:
                return tuple(found)
            at = (row[0], row[1])
            found.append(at)


def count(connection: Connection, item: str, category: str, before: int) -> int:
    """How many of them ended before this moment (milliseconds)."""
    with translated():
        row = connection.execute(
            f"SELECT count(*) FROM {_CLOSED} AND item = ? AND category = ? AND ended_at < ?",
            (item, category, before),
        ).fetchone()
    return int(row[0])


def oldest(
    connection: Connection, item: str, category: str, before: int, limit: int
) -> tuple[Case, ...]:
    """Those of them that ended first."""
    with translated():
        rows = connection.execute(
            f"SELECT body FROM {_CLOSED} AND item = ? AND category = ? AND ended_at < ? "
            "ORDER BY ended_at, id LIMIT ?",
            (item, category, before, limit),
        )
        found = [projection.decode("case", body) for (body,) in rows]
    return tuple(one for one in found if isinstance(one, Case))


def asked(connection: Connection) -> tuple[Case, ...]:
    """Cases whose erasure waits for its review."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM cases INDEXED BY cases_asked WHERE erasing = 'asked' ORDER BY id"
        )
        found = [projection.decode("case", body) for (body,) in rows]
    return tuple(one for one in found if isinstance(one, Case))
