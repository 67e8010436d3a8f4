"""Questions to the store about whistles, each a stretch of one index."""

from __future__ import annotations

from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

Place = tuple[int, str]
"""Moment and id of a whistle: where a page ends and the next begins."""

_LAST = "\U0010ffff"
_NAMES = (
    "SELECT json_extract(part.value, '$.department') AS name, count(*) AS times FROM "
    "(SELECT CAST(body AS TEXT) AS body FROM whistles INDEXED BY whistles_by_time "
    "ORDER BY blown_at DESC LIMIT ?) AS one, json_each(one.body, '$.departments') AS part "
    "GROUP BY name ORDER BY times DESC, name"
)


def open_of_case(connection: Connection, case_id: str) -> tuple[Whistle, ...]:
    """The whistles of this case that are not over, the oldest first."""
    return tuple(one for one in of_case(connection, case_id) if one.open)


def of_case(connection: Connection, case_id: str) -> tuple[Whistle, ...]:
    """All whistles of this case, the oldest first."""
    return _many(connection, "case_id = ? ORDER BY blown_at, id", case_id)


def by_number(connection: Connection, number: str) -> tuple[Whistle, ...]:
    """The whistles with this number as printed: one, unless a PC was restored from a backup."""
    return _many(connection, "number = ? ORDER BY blown_at, id", number)


def open_ones(connection: Connection) -> tuple[Whistle, ...]:
    """All whistles that are not over, the oldest first; they are few."""
    return _many(connection, "state = 'blown' ORDER BY blown_at, id")


def with_unfit(connection: Connection) -> tuple[Whistle, ...]:
    """Whistles for which something came when they were already over, the oldest first."""
    clause = "unfit > 0 ORDER BY blown_at, id"
    return _many(connection, clause, table="whistles INDEXED BY whistles_unfit")


def late(connection: Connection, now: int) -> tuple[Whistle, ...]:
    """The open whistles in which a department is past its limit at ``now`` and not on the scene."""
    return tuple(
        one
        for one in open_ones(connection)
        if any(not part.checked_in_at and part.late(now) for part in one.departments)
    )


def between(connection: Connection, first: int, last: int) -> tuple[Whistle, ...]:
    """The whistles blown from ``first`` until before ``last`` (milliseconds), the oldest first."""
    clause = "blown_at >= ? AND blown_at < ? ORDER BY blown_at, id"
    return _many(connection, clause, first, last)


def listed(
    connection: Connection,
    state: str = "",
    *,
    kind: str = "",
    after: Place | None = None,
    skip: int = 0,
    limit: int = 50,
) -> tuple[Whistle, ...]:
    """One page, the latest first, of this state and kind (of any for none): ``skip`` beyond the
    place ``after``."""
    clause, given = _wanted(state, kind)
    if after is not None:
        clause += " AND (blown_at, id) < (?, ?)"
        given += after
    order = f"{clause} ORDER BY blown_at DESC, id DESC LIMIT ? OFFSET ?"
    return _many(connection, order, *given, limit, skip)


def count(connection: Connection, state: str = "", kind: str = "") -> int:
    """How many whistles :func:`listed` would give in all."""
    clause, given = _wanted(state, kind)
    with translated():
        found = connection.execute(f"SELECT count(*) FROM whistles WHERE {clause}", given)
        return int(found.fetchone()[0])


def departments_used(connection: Connection, whistles: int = 200) -> tuple[str, ...]:
    """Names of the departments called in the latest whistles, those called most often first."""
    with translated():
        return tuple(str(name) for name, _ in connection.execute(_NAMES, (whistles,)))


def unit_names(connection: Connection) -> tuple[str, ...]:
    """Names of the open units under the jurisdiction in the partner directory."""
    with translated():
        rows = connection.execute(
            "SELECT name FROM partners WHERE open = 1 AND kind = 'unit' ORDER BY name"
        )
        return tuple(str(name) for (name,) in rows)


def last_number(connection: Connection, prefix: str) -> str | None:
    """The greatest number that begins with ``prefix``."""
    with translated():
        row = connection.execute(
            "SELECT max(number) FROM whistles WHERE number >= ? AND number < ?",
            (prefix, prefix + _LAST),
        ).fetchone()
    return None if row[0] is None else str(row[0])


def _wanted(state: str, kind: str) -> tuple[str, list[object]]:
    named = [(column, value) for column, value in (("state", state), ("kind", kind)) if value]
    clause = " AND ".join(f"{column} = ?" for column, _ in named) or "blown_at >= 0"
    return clause, [value for _, value in named]


def _many(
    connection: Connection, clause: str, *given: object, table: str = "whistles"
) -> tuple[Whistle, ...]:
    with translated():
        rows = connection.execute(f"SELECT body FROM {table} WHERE {clause}", given)
        return tuple(_whistle(body) for (body,) in rows)


def _whistle(body: bytes) -> Whistle:
    record = projection.decode("whistle", body)
    assert isinstance(record, Whistle)
    return record
