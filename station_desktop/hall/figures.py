"""Figures of all stations, as plain rows: counted by the database, drawn by whoever shows them.

A period is two moments in milliseconds, the second not included; 0 means without bound.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, or_, select

from station_desktop.hall.store.loop_tables import whistle_calls, whistles
from station_desktop.hall.store.tables import demands, devices, stations, submissions
from station_desktop.hall.work import Hall, Officer

_ENDED = ("answered", "sent")
_EAST_OF_GREENWICH_S = 8 * 3600
_POSTGRESQL = {"%Y-%m-%d": "YYYY-MM-DD", "%Y-%m-%dT%H:%M": 'YYYY-MM-DD"T"HH24:MI'}
_DAY_MS = 24 * 3_600_000


class Period(msgspec.Struct, frozen=True):
    """From ``first`` up to, not including, ``after``."""

    first: int = 0
    after: int = 0


class Counted(msgspec.Struct, frozen=True):
    """Cases of one station that are alike in category, item and state."""

    station: str
    category: str
    item: str
    state: str
    count: int


class StationFigures(msgspec.Struct, frozen=True):
    """One station, or all of them where ``station`` is empty.

    ``taken_in``, ``decided``, ``within`` (decided no later than promised), ``demands`` (arrived),
    ``answered``, ``in_time``, ``whistles`` (blown), ``calls`` (of departments, those left out that
    still have time) and ``on_time`` (on the scene within the limit) are of the period; ``waiting``,
    ``overdue``, ``demands_open``, ``devices``, ``last_contact`` (milliseconds) and ``entries`` are
    as of now.
    """

    station: str
    name: str
    taken_in: int = 0
    waiting: int = 0
    overdue: int = 0
    decided: int = 0
    within: int = 0
    demands: int = 0
    demands_open: int = 0
    answered: int = 0
    in_time: int = 0
    whistles: int = 0
    calls: int = 0
    on_time: int = 0
    devices: int = 0
    last_contact: int = 0
    entries: int = 0


def by_station(
    hall: Hall,
    officer: Officer,
    period: Period = Period(),  # noqa: B008 - a frozen value
) -> tuple[StationFigures, ...]:
    """One row for each station by its code, and a last one for all of them."""
    officer.require("hall.figures")
    today = hall.time.now().strftime("%Y-%m-%d")
    with hall.database.reading() as connection:
        known = connection.execute(
            select(stations.c.code, stations.c.name, stations.c.position).order_by(stations.c.code)
        ).all()
        found = {
            row.code: {"station": row.code, "name": row.name, "entries": row.position}
            for row in known
        }
        for counts in (
            _taken_in(connection, period),
            _waiting(connection, today),
            _decided(connection, period),
            _demands(connection, period),
            _answered(connection, period),
            _whistles(connection, period, hall.now_ms()),
            _devices(connection),
        ):
            for station, values in counts.items():
                if station in found:
                    found[station].update(values)
    rows = [msgspec.convert(values, StationFigures) for values in found.values()]
    return (*rows, _sum(rows))


def cases(
    hall: Hall,
    officer: Officer,
    period: Period = Period(),  # noqa: B008 - a frozen value
    station: str = "",
) -> tuple[Counted, ...]:
    """Cases taken in within the period, by station, category, item and state."""
    officer.require("hall.figures")
    columns = submissions.c
    alike = (columns.station, columns.category, columns.item, columns.state)
    query = (
        select(*alike, func.count())
        .where(*_within(columns.received_at, period))
        .group_by(*alike)
        .order_by(*alike)
    )
    if station:
        query = query.where(columns.station == station)
    with hall.database.reading() as connection:
        return tuple(Counted(*row) for row in connection.execute(query))


def _within(column: ColumnElement[int], period: Period) -> list[ColumnElement[bool]]:
    found = []
    if period.first:
        found.append(column >= period.first)
    if period.after:
        found.append(column < period.after)
    return found


def _counts(
    connection: Connection,
    table: Table,
    where: list[ColumnElement[bool]],
    **wanted: ColumnElement[int],
) -> dict[str, dict[str, int]]:
    """Named counts by station."""
    names = tuple(wanted)
    rows = connection.execute(
        select(table.c.station, *wanted.values()).where(*where).group_by(table.c.station)
    )
    return {
        row[0]: {name: int(value or 0) for name, value in zip(names, row[1:], strict=True)}
        for row in rows
    }


def _if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _taken_in(connection: Connection, period: Period) -> dict[str, dict[str, int]]:
    where = _within(submissions.c.received_at, period)
    return _counts(connection, submissions, where, taken_in=func.count())


def _waiting(connection: Connection, today: str) -> dict[str, dict[str, int]]:
    columns = submissions.c
    return _counts(
        connection,
        submissions,
        [columns.hall_state == "waiting"],
        waiting=func.count(),
        overdue=_if(columns.due < today),
    )


def _decided(connection: Connection, period: Period) -> dict[str, dict[str, int]]:
    """A decision is within its promise up to the end of the promised day."""
    columns = submissions.c
    return _counts(
        connection,
        submissions,
        [columns.decided_at > 0, *_within(columns.decided_at, period)],
        decided=func.count(),
        within=_if(columns.due >= _civil(connection, columns.decided_at, "%Y-%m-%d")),
    )


def _demands(connection: Connection, period: Period) -> dict[str, dict[str, int]]:
    columns = demands.c
    open_ones = _counts(
        connection, demands, [columns.state.not_in(_ENDED)], demands_open=func.count()
    )
    arrived = _counts(
        connection, demands, _within(columns.arrived_at, period), demands=func.count()
    )
    return {
        station: {**open_ones.get(station, {}), **arrived.get(station, {})}
        for station in open_ones.keys() | arrived.keys()
    }


def _answered(connection: Connection, period: Period) -> dict[str, dict[str, int]]:
    columns = demands.c
    return _counts(
        connection,
        demands,
        [columns.answered_at > 0, *_within(columns.answered_at, period)],
        answered=func.count(),
        in_time=_if(columns.due >= _civil(connection, columns.answered_at, "%Y-%m-%dT%H:%M")),
    )


def _whistles(connection: Connection, period: Period, now: int) -> dict[str, dict[str, int]]:
    columns = whistle_calls.c
    blown = _counts(
        connection, whistles, _within(whistles.c.blown_at, period), whistles=func.count()
    )
    due = or_(columns.checked_in_at > 0, columns.due_at < now)
    called = _counts(
        connection,
        whistle_calls,
        [due, *_within(columns.called_at, period)],
        calls=func.count(),
        on_time=_if(and_(columns.checked_in_at > 0, columns.checked_in_at <= columns.due_at)),
    )
    return {
        station: {**blown.get(station, {}), **called.get(station, {})}
        for station in blown.keys() | called.keys()
    }


def _devices(connection: Connection) -> dict[str, dict[str, int]]:
    columns = devices.c
    return _counts(
        connection,
        devices,
        [columns.refusal == ""],
        devices=func.count(),
        last_contact=func.max(columns.last_seen_at),
    )


def _civil(connection: Connection, column: ColumnElement[int], form: str) -> ColumnElement[str]:
    """A moment as ISO text in China's civil time, which compares as dues are written."""
    seconds = column // 1000 + _EAST_OF_GREENWICH_S
    if connection.dialect.name == "sqlite":
        return func.strftime(form, seconds, "unixepoch")
    return func.to_char(func.timezone("UTC", func.to_timestamp(seconds)), _POSTGRESQL[form])


def _sum(rows: list[StationFigures]) -> StationFigures:
    """All stations together; of the last contacts the latest."""
    numbers = [name for name in StationFigures.__struct_fields__ if name not in ("station", "name")]
    values = {name: sum(getattr(row, name) for row in rows) for name in numbers}
    values["last_contact"] = max((row.last_contact for row in rows), default=0)
    return StationFigures("", "", **values)


AGES = (3, 7, 15, 30)
"""Whole days up to which waiting submissions are counted together; the last group is older."""


def waiting_by_age(hall: Hall, officer: Officer) -> dict[str, tuple[int, ...]]:
    """How many submissions wait, by station: up to each of :data:`AGES` days, and longer."""
    officer.require("hall.figures")
    columns, now = submissions.c, hall.now_ms()
    bounds = [now - days * _DAY_MS for days in AGES]
    since = [*bounds, 0]
    before = [now + _DAY_MS, *bounds]
    wanted = {
        f"age{at}": _if(and_(columns.received_at >= first, columns.received_at < after))
        for at, (first, after) in enumerate(zip(since, before, strict=True))
    }
    with hall.database.reading() as connection:
        found = _counts(connection, submissions, [columns.hall_state == "waiting"], **wanted)
    return {station: tuple(counts.values()) for station, counts in found.items()}
