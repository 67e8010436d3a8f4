"""What stations submitted, as the hall's officers go through it: counts, pages, filters."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Words
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.hall.cases import catalogues
from station_desktop.hall.journal import folding
from station_desktop.hall.store.tables import stations, submissions
from station_desktop.hall.work import Hall, Officer

HallState = Literal["waiting", "approved", "returned", "refused"]
HALL_STATES: tuple[HallState, ...] = ("waiting", "approved", "returned", "refused")
PAGE = 50
_LAST = "\uffff"
_COLUMNS = submissions.c


class Filter(msgspec.Struct, frozen=True):
    """What the inbox shows. Empty means no restriction; ``text`` is the beginning of a case
    number, with or without its dashes."""

    state: HallState | Literal[""] = "waiting"
    station: str = ""
    item: str = ""
    text: str = ""


class Count(msgspec.Struct, frozen=True):
    """How many submissions wait of one station and item; ``oldest`` is when the oldest was taken
    in, ``due`` the earliest promise."""

    station: str
    station_name: str
    item: str
    count: int
    oldest: int
    due: str


class Line(msgspec.Struct, frozen=True):
    """One submission in the list. ``resident`` is masked, ``receipt`` the number under which the
    hall received it, ``due`` the promised day or ``9999-12-31``; moments are milliseconds."""

    station: str
    station_name: str
    id: str
    number: str
    item: str
    item_name: Words
    state: str
    hall_state: str
    resident: str
    received_at: int
    due: str
    urgent: bool
    receipt: int
    decided_at: int


class Page(msgspec.Struct, frozen=True):
    """Some lines, most due first; ``after`` is where the next page begins, empty at the end."""

    lines: tuple[Line, ...]
    after: str = ""


def counts(hall: Hall, officer: Officer) -> tuple[Count, ...]:
    """What waits for the hall, by station and item."""
    officer.require("hall.read")
    query = (
        select(
            _COLUMNS.station,
            stations.c.name,
            _COLUMNS.item,
            func.count(),
            func.min(_COLUMNS.received_at),
            func.min(_COLUMNS.due),
        )
        .join(stations, stations.c.code == _COLUMNS.station)
        .where(_COLUMNS.hall_state == "waiting")
        .group_by(_COLUMNS.station, stations.c.name, _COLUMNS.item)
        .order_by(_COLUMNS.station, _COLUMNS.item)
    )
    with hall.database.reading() as connection:
        return tuple(Count(*row) for row in connection.execute(query))


def page(
    hall: Hall,
    officer: Officer,
    where: Filter = Filter(),  # noqa: B008 - a frozen value
    after: str = "",
    limit: int = PAGE,
) -> Page:
    """One page, paged by key: the thousandth costs what the first does."""
    officer.require("hall.read")
    query = (
        select(submissions, stations.c.name.label("station_name"))
        .join(stations, stations.c.code == _COLUMNS.station)
        .where(*_conditions(where, after))
        .order_by(_COLUMNS.due, _COLUMNS.received_at, _COLUMNS.id)
        .limit(limit + 1)
    )
    with hall.database.reading() as connection:
        rows = connection.execute(query).all()
        lines = _lines(connection, hall, rows[:limit])
    return Page(lines, _key(rows[limit - 1]) if len(rows) > limit else "")


def _conditions(where: Filter, after: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if where.state:
        found.append(_COLUMNS.hall_state == where.state)
    else:
        found.append(_COLUMNS.hall_state.in_(HALL_STATES))
    if where.station:
        found.append(_COLUMNS.station == where.station)
    if where.item:
        found.append(_COLUMNS.item == where.item)
    if where.text.strip():
        start = _number(where.text)
        found.append(_COLUMNS.number >= start)
        found.append(_COLUMNS.number < start + _LAST)
    if after:
        found.append(_beyond(after))
    return found


def _number(text: str) -> str:
    """A number's beginning as printed, 017014-20261122-01-0007-3, however it was typed."""
    digits = "".join(ch for ch in text if ch.isalnum())[:40]
    parts, at = [], 0
    for width in (6, 8, 2, 4, 1):
        if at < len(digits):
            parts.append(digits[at : at + width])
        at += width
    return "-".join(parts)


def _key(row: Row[Any]) -> str:
    return f"{row.due}~{row.received_at}~{row.id}"


def _beyond(after: str) -> ColumnElement[bool]:
    """What stands behind this key in the order of the list."""
    try:
        due, text, id = after.split("~")
        received = int(text)
    except ValueError:
        raise refuse("hall.page_unknown", field="after") from None
    same_day = _COLUMNS.due == due
    return or_(
        _COLUMNS.due > due,
        and_(same_day, _COLUMNS.received_at > received),
        and_(same_day, _COLUMNS.received_at == received, _COLUMNS.id > id),
    )


def _lines(connection: Connection, hall: Hall, rows: Any) -> tuple[Line, ...]:
    by_station: dict[str, list[Any]] = {}
    for row in rows:
        by_station.setdefault(row.station, []).append(row)
    cases: dict[tuple[str, str], Case] = {}
    people: dict[tuple[str, str], str] = {}
    for code, some in by_station.items():
        loaded = folding.load_many(connection, code, "case", [row.id for row in some])
        cases |= {(code, id): case for id, case in loaded.items() if isinstance(case, Case)}
        wanted = {row.resident for row in some if row.resident}
        known = folding.load_many(connection, code, "resident", wanted)
        people |= {
            (code, id): masks.mask_known_as(person.name, person.erased_at)
            for id, person in known.items()
            if isinstance(person, Resident)
        }
    return tuple(
        _line(
            row,
            item_name(connection, hall, row.station, cases.get((row.station, row.id)), row.item),
            people.get((row.station, row.resident), ""),
        )
        for row in rows
    )


def item_name(
    connection: Connection, hall: Hall, station: str, case: Case | None, code: str
) -> Words:
    """The item's name in the case's own catalogue; its code while that is not here."""
    if case is not None:
        item = catalogues.item_of(catalogues.of(connection, hall, station, case.pack), case)
        if item is not None:
            return item.name
    return Words(code, code)


def _line(row: Row[Any], name: Words, resident: str) -> Line:
    return Line(
        station=row.station,
        station_name=row.station_name,
        id=row.id,
        number=row.number,
        item=row.item,
        item_name=name,
        state=row.state,
        hall_state=row.hall_state,
        resident=resident,
        received_at=row.received_at,
        due=row.due,
        urgent=bool(row.urgent),
        receipt=row.receipt,
        decided_at=row.decided_at,
    )


def item_names(hall: Hall, officer: Officer) -> dict[str, Words]:
    """Names of the items that something waits of, by code, each from one case's own catalogue."""
    officer.require("hall.read")
    one = func.min(_COLUMNS.station.concat("~").concat(_COLUMNS.id))
    query = select(_COLUMNS.item, one).where(_COLUMNS.hall_state == "waiting")
    names: dict[str, Words] = {}
    with hall.database.reading() as connection:
        for code, key in connection.execute(query.group_by(_COLUMNS.item)).all():
            station, _, id = key.partition("~")
            case = folding.load(connection, station, "case", id)
            known = case if isinstance(case, Case) else None
            names[code] = item_name(connection, hall, station, known, code)
    return names
