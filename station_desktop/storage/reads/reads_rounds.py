"""Questions to the store about grid areas, households, home visits and appointments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import Area, Household
from station_desktop.domain.time import clock
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

_Record = TypeVar("_Record")
_AT_MOST = 1_000


class FoundShare(msgspec.Struct, frozen=True):
    """Of the demands taken in between two days: how many the station found on its rounds before
    anybody reported them, and how many there were of all origins."""

    found: int
    all: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; ``None`` where nothing was taken in."""
        return self.found / self.all if self.all else None


class Address(msgspec.Struct, frozen=True):
    """Where a household lives, without the rest of it."""

    id: str
    area: str
    building: str
    door: str


# areas and households


def areas(connection: Connection) -> tuple[Area, ...]:
    """All grid areas, by code and name."""
    found = _many(connection, Area, "area", "id <> ?", ("",))
    return tuple(sorted(found, key=lambda area: (area.code, area.name, area.id)))


def household_at(connection: Connection, building: str, door: str) -> Household | None:
    """The household behind this door; one that lives there still before one that moved away."""
    found = _many(
        connection,
        Household,
        "household",
        "building = ? AND door = ? ORDER BY moved, row DESC",
        (building, door),
        1,
    )
    return found[0] if found else None


def household_of(connection: Connection, residents: Iterable[str]) -> Household | None:
    """The household of this person, under any of their registrations; one that lives here still
    before one that moved away."""
    found = _many(
        connection,
        Household,
        "household",
        "id IN (SELECT of FROM household_members WHERE resident IN "
        "(SELECT value FROM json_each(?))) ORDER BY moved, row DESC",
        (_listed(residents),),
        1,
    )
    return found[0] if found else None


def lived_in(connection: Connection) -> Iterator[Address]:
    """Every household that did not move away, by address alone."""
    with translated():
        rows = connection.execute("SELECT id, area, building, door FROM households WHERE moved = 0")
        for row in rows.fetchall():
            yield Address(*row)


def unhoused(connection: Connection, after: int, limit: int) -> tuple[tuple[int, Any], ...]:
    """Row and record of residents beyond ``after`` who belong to no household, under none of the
    registrations that were joined."""
    with translated():
        rows = connection.execute(
            "SELECT row, body FROM residents WHERE row > ? AND joined = '' AND NOT EXISTS "
            "(SELECT 1 FROM household_members WHERE resident = residents.id) AND NOT EXISTS "
            "(SELECT 1 FROM residents AS same JOIN household_members "
            "ON household_members.resident = same.id "
            "WHERE same.joined = residents.id AND same.joined <> '') "
            "ORDER BY row LIMIT ?",
            (after, limit),
        ).fetchall()
    return tuple((row, projection.decode("resident", body)) for row, body in rows)


def to_see(connection: Connection, area: str, limit: int) -> tuple[Household, ...]:
    """The area's households that were not seen for longest: of those that need attention and of
    the others, ``limit`` each."""
    found: list[Household] = []
    for attention in (1, 0):
        found += _many(
            connection,
            Household,
            "household",
            "area = ? AND moved = 0 AND attention = ? ORDER BY seen_at, row",
            (area, attention),
            limit,
        )
    return tuple(found)


def in_buildings(
    connection: Connection, area: str, buildings: Iterable[str], limit: int = _AT_MOST
) -> tuple[Household, ...]:
    """Who lives in these buildings of an area."""
    return _many(
        connection,
        Household,
        "household",
        "area = ? AND moved = 0 AND building IN (SELECT value FROM json_each(?))",
        (area, _listed(buildings)),
        limit,
    )


# home visits


def visits_of_day(connection: Connection, day: str, worker: str = "") -> tuple[HomeVisit, ...]:
    """Everything planned for a day, whatever became of it; of one worker where one is named."""
    if worker:
        return _visits(connection, "day = ? AND worker = ? ORDER BY row", (day, worker))
    return _visits(connection, "day = ? ORDER BY worker, row", (day,))


def visits_left(connection: Connection, before: str, worker: str = "") -> tuple[HomeVisit, ...]:
    """Planned for a day before ``before`` and never entered, the latest first."""
    clause = "state = 'planned' AND day < ?"
    if worker:
        return _visits(connection, f"{clause} AND worker = ? ORDER BY day DESC", (before, worker))
    return _visits(connection, f"{clause} ORDER BY day DESC", (before,))


def planned_households(connection: Connection, since: str) -> frozenset[str]:
    """Households on a list for ``since`` or later."""
    with translated():
        rows = connection.execute(
            "SELECT household FROM homevisits WHERE state = 'planned' AND day >= ? "
            "AND household <> ''",
            (since,),
        ).fetchall()
    return frozenset(row[0] for row in rows)


def visits_of_household(
    connection: Connection, household: str, limit: int = 20
) -> tuple[HomeVisit, ...]:
    """The household's home visits, the latest day first."""
    return _visits(
        connection,
        "household = ? AND household <> '' ORDER BY day DESC, row DESC",
        (household,),
        limit,
    )


def visits_of_case(connection: Connection, case: str) -> tuple[HomeVisit, ...]:
    """The home visits for this case, the first planned first."""
    return _visits(connection, "case_id = ? AND case_id <> '' ORDER BY row", (case,))


def visits_planned_for(
    connection: Connection, household: str, residents: Iterable[str]
) -> tuple[HomeVisit, ...]:
    """Home visits still to be made to a household or to any of these people."""
    whole = _visits(
        connection,
        "state = 'planned' AND household = ? AND household <> '' ORDER BY day",
        (household,),
    )
    single = _visits(
        connection,
        "state = 'planned' AND resident IN (SELECT value FROM json_each(?)) "
        "AND resident <> '' ORDER BY day",
        (_listed(residents),),
    )
    return tuple({visit.id: visit for visit in (*whole, *single)}.values())


def open_cases_of(connection: Connection, residents: Iterable[str]) -> tuple[Case, ...]:
    """Cases of these people that are not closed, the latest first."""
    return _many(
        connection,
        Case,
        "case",
        "resident IN (SELECT value FROM json_each(?)) AND resident <> '' AND open = 1 "
        "ORDER BY received_at DESC, row DESC",
        (_listed(residents),),
    )


# appointments


def bookings_of_day(connection: Connection, day: str, where: str = "") -> tuple[Booking, ...]:
    """The appointments of a day, taken-back ones among them, by their hour."""
    clause = "day = ? ORDER BY start, place, id"
    if where:
        return _many(
            connection,
            Booking,
            "booking",
            "day = ? AND place = ? ORDER BY start, id",
            (day, where),
        )
    return _many(connection, Booking, "booking", clause, (day,))


def bookings_of(connection: Connection, resident: str, limit: int = 20) -> tuple[Booking, ...]:
    """A resident's appointments, the latest day first."""
    return _many(
        connection,
        Booking,
        "booking",
        "resident = ? AND resident <> '' ORDER BY day DESC, start DESC",
        (resident,),
        limit,
    )


# figures


def found_share(connection: Connection, first: date, last: date) -> FoundShare:
    """How much was found before it was reported, of what was taken in from ``first`` to ``last``,
    both included. Cases entered by mistake (void) do not count."""
    begin, end = (
        clock.milliseconds(datetime.combine(day, time(), clock.CHINA))
        for day in (first, last + timedelta(days=1))
    )
    with translated():
        found, total = connection.execute(
            "SELECT count(CASE WHEN origin = 'found' THEN 1 END), count(*) FROM cases "
            "WHERE received_at >= ? AND received_at < ? AND state <> 'void'",
            (begin, end),
        ).fetchone()
    return FoundShare(int(found), int(total))


def _visits(
    connection: Connection, clause: str, values: Sequence[Any], limit: int = _AT_MOST
) -> tuple[HomeVisit, ...]:
    return _many(connection, HomeVisit, "homevisit", clause, values, limit)


def _many(
    connection: Connection,
    kind: type[_Record],
    noun: str,
    clause: str,
    values: Sequence[Any],
    limit: int = _AT_MOST,
) -> tuple[_Record, ...]:
    table = projection.PLACES[noun].table
    with translated():
        rows = connection.execute(
            f"SELECT body FROM {table} WHERE {clause} LIMIT ?", (*values, limit)
        ).fetchall()
    records = (projection.decode(noun, row[0]) for row in rows)
    return tuple(record for record in records if isinstance(record, kind))


def _listed(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
