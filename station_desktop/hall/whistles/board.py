"""The whistle board over all stations: open ones first, those whose time is up at the top."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, and_, func, or_, select

from station_desktop import shipped
from station_desktop.domain.case.cases import Case
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Standing, Whistle
from station_desktop.hall.journal import folding
from station_desktop.hall.store.loop_tables import whistle_calls
from station_desktop.hall.store.loop_tables import whistles as table
from station_desktop.hall.store.tables import stations
from station_desktop.hall.whistles import acts, deeds, links
from station_desktop.hall.whistles.acts import Chosen
from station_desktop.hall.whistles.links import Link
from station_desktop.hall.work import Hall, Officer

Show = Literal["open", "over"]
SHOWS: tuple[Show, ...] = ("open", "over")
PAGE = 50
_OPEN = "blown"
_CONTACTS = 500


class Line(msgspec.Struct, frozen=True):
    """One whistle on the board, and how each department stands now."""

    station: str
    station_name: str
    whistle: Whistle
    standing: tuple[Standing, ...]

    @property
    def uncalled(self) -> bool:
        """Whether it still waits for the hall to call somebody."""
        return self.whistle.open and not self.whistle.departments

    @property
    def late(self) -> bool:
        return any(one.late for one in self.standing)


class Board(msgspec.Struct, frozen=True):
    """A page of the board. ``open``, ``uncalled`` and ``late`` count all open whistles there are;
    ``after`` is where the next page begins, empty at the end."""

    lines: tuple[Line, ...]
    open: int
    uncalled: int
    late: int
    now: int
    after: str = ""


class Detail(msgspec.Struct, frozen=True):
    """One whistle in full. ``links`` are those that lead to the departments' pages, as paths below
    the hall's address; ``case`` is the number of the case it was blown for."""

    line: Line
    case: str
    links: dict[str, str]
    limit: int
    now: int


def board(
    hall: Hall, officer: Officer, show: Show = "open", station: str = "", after: str = ""
) -> Board:
    """Open whistles by what falls due next, those past their time first; the others by when they
    were blown, the latest first."""
    officer.require("hall.whistles")
    now = hall.now_ms()
    with hall.database.reading() as connection:
        rows = connection.execute(_page(show, station, after)).all()
        lines = _lines(connection, rows[:PAGE], now)
        counts = _counts(connection, station, now)
    more = len(rows) > PAGE
    return Board(lines, *counts, now, _place(show, rows[PAGE - 1]) if more else "")


def detail(hall: Hall, officer: Officer, chosen: Chosen) -> Detail:
    """One whistle. Refuses with ``whistle.unknown``."""
    officer.require("hall.whistles")
    now = hall.now_ms()
    with hall.database.reading() as connection:
        whistle = deeds.loaded(connection, chosen.station, chosen.id)
        name = connection.scalar(select(stations.c.name).where(stations.c.code == chosen.station))
        made = links.standing(connection, chosen.station, chosen.id)
        case = folding.load(connection, chosen.station, "case", whistle.case)
        return Detail(
            line=_line(chosen.station, str(name or ""), whistle, now),
            case=case.number if isinstance(case, Case) else "",
            links=_shown(hall, whistle, made, now),
            limit=acts.limit(connection, chosen.station),
            now=now,
        )


def contacts(hall: Hall, officer: Officer) -> dict[str, str]:
    """Departments to choose from, with whom was called there last: those called before, then the
    usual ones of a subdistrict."""
    officer.require("hall.whistles")
    columns = whistle_calls.c
    query = (
        select(columns.department, columns.contact)
        .order_by(columns.called_at.desc())
        .limit(_CONTACTS)
    )
    found: dict[str, str] = {}
    with hall.database.reading() as connection:
        for department, contact in connection.execute(query):
            found[department] = found.get(department, "") or contact
    for usual in shipped.departments():
        found.setdefault(usual.name.zh, "")
    return found


def _shown(hall: Hall, whistle: Whistle, made: dict[str, Link], now: int) -> dict[str, str]:
    if not links.holds(whistle, now):
        return {}
    return {department: links.path(hall, link) for department, link in made.items()}


def _page(show: Show, station: str, after: str) -> Any:
    columns = table.c
    query = select(
        columns.station,
        columns.id,
        columns.next_due,
        columns.blown_at,
        stations.c.name,
    ).join(stations, stations.c.code == columns.station)
    if station:
        query = query.where(columns.station == station)
    first, _, id = after.partition("-")
    place = int(first) if first.isdecimal() and len(first) < 17 else None
    if show == "open":
        query = query.where(columns.state == _OPEN).order_by(columns.next_due, columns.id)
        if place is not None:
            later = and_(columns.next_due == place, columns.id > id)
            query = query.where(or_(columns.next_due > place, later))
    else:
        query = query.where(columns.state != _OPEN)
        query = query.order_by(columns.blown_at.desc(), columns.id.desc())
        if place is not None:
            earlier = and_(columns.blown_at == place, columns.id < id)
            query = query.where(or_(columns.blown_at < place, earlier))
    return query.limit(PAGE + 1)


def _place(show: Show, row: Any) -> str:
    return f"{row.next_due if show == 'open' else row.blown_at}-{row.id}"


def _lines(connection: Connection, rows: Any, now: int) -> tuple[Line, ...]:
    found: dict[tuple[str, str], Any] = {}
    for station in {row.station for row in rows}:
        ids = [row.id for row in rows if row.station == station]
        loaded = folding.load_many(connection, station, "whistle", ids)
        found |= {(station, id): record for id, record in loaded.items()}
    return tuple(
        _line(row.station, row.name, record, now)
        for row in rows
        if isinstance(record := found.get((row.station, row.id)), Whistle)
    )


def _line(station: str, name: str, whistle: Whistle, now: int) -> Line:
    return Line(station, name, whistle, whistles.standing(whistle, now))


def _counts(connection: Connection, station: str, now: int) -> tuple[int, int, int]:
    """How many are open, wait for a call, have somebody late or awaited past the limit."""
    columns = table.c
    here = [columns.state == _OPEN, *([columns.station == station] if station else [])]
    opened = connection.scalar(select(func.count()).select_from(table).where(*here)) or 0
    calls = whistle_calls.c
    of_it = and_(calls.station == columns.station, calls.whistle == columns.id)
    called = select(calls.whistle).where(of_it).exists()
    came_late = and_(calls.checked_in_at > 0, calls.checked_in_at > calls.due_at)
    awaited = and_(calls.checked_in_at == 0, calls.reported_at == 0, calls.due_at < now)
    late = select(calls.whistle).where(of_it, or_(came_late, awaited)).exists()
    count = select(func.count()).select_from(table)
    uncalled = connection.scalar(count.where(*here, ~called)) or 0
    are_late = connection.scalar(count.where(*here, late)) or 0
    return opened, uncalled, are_late
