"""Demands from outside: taken in, given to a station, and their replies handed back out.

A demand is known by where it came from and its number there, so that the same export taken in
twice, or by two officers at once, makes no demand twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, select, update

from station_desktop.domain.case.demands import Demand, Returned, Sent
from station_desktop.domain.problem import Problem, refuse
from station_desktop.domain.text import statements
from station_desktop.hall import audit, publishing
from station_desktop.hall.demands import checks, matching, times
from station_desktop.hall.demands.checks import Order
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.journal import filing, folding, writing
from station_desktop.hall.store.office_tables import orders
from station_desktop.hall.store.once import add_once
from station_desktop.hall.work import Hall, Officer

Outcome = Literal["given", "waiting", "known"]
_TOGETHER = 200
"""Rows of one transaction: what was taken in is safe although a later row breaks off."""
PAGE = 100


class Taken(msgspec.Struct, frozen=True):
    """What became of one row: given to a station, waiting for one to be named, or known already.
    ``matched`` says that a resident of the station was recognised."""

    line: int
    source: str
    reference: str
    outcome: Outcome
    id: str
    station: str = ""
    matched: bool = False


class Import(msgspec.Struct, frozen=True):
    """What became of all rows; each of ``refused`` has the ``line`` among its params."""

    taken: tuple[Taken, ...]
    refused: tuple[Problem, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome == outcome for one in self.taken)


class Waiting(msgspec.Struct, frozen=True):
    """A demand that no station was found for."""

    id: str
    source: str
    reference: str
    title: str
    text: str
    station: str
    address: str
    contact: str
    arrived_at: int
    due: str


def take_in(hall: Hall, officer: Officer, rows: Sequence[DemandRow]) -> Import:
    """Take rows in. A row that makes no sense is refused by itself; the others go on."""
    officer.require("hall.demands")
    taken: list[Taken] = []
    refused: list[Problem] = []
    for at in range(0, len(rows), _TOGETHER):
        with hall.database.begin() as connection:
            calendar, now = publishing.calendar(connection), hall.time.now()
            some = checks.check(rows[at : at + _TOGETHER], now, calendar, refused)
            new = _new(connection, hall, some, taken)
            _give_all(connection, hall, officer, new, taken)
    result = Import(tuple(sorted(taken, key=lambda one: one.line)), tuple(refused))
    with hall.database.begin() as connection:
        audit.note(
            connection,
            hall,
            officer,
            "demand.imported",
            given=result.count("given"),
            waiting=result.count("waiting"),
            known=result.count("known"),
            refused=len(refused),
        )
    return result


def waiting(hall: Hall, officer: Officer, after: str = "") -> tuple[Waiting, ...]:
    """Demands without a station, oldest first; those after the one with this id, if given."""
    officer.require("hall.demands")
    query = (
        select(orders)
        .where(orders.c.waiting == 1, orders.c.id > after)
        .order_by(orders.c.id)
        .limit(PAGE)
    )
    with hall.database.reading() as connection:
        return tuple(_waiting(row) for row in connection.execute(query))


def give(hall: Hall, officer: Officer, id: str, station: str) -> Taken:
    """Give a waiting demand to a station by hand."""
    officer.require("hall.demands")
    with hall.database.begin() as connection:
        filing.lock(connection, station)
        row = connection.execute(select(orders).where(orders.c.id == id).with_for_update()).first()
        if row is None:
            raise refuse("demand.unknown")
        if not row.waiting:
            raise refuse("demand.given", reference=row.reference)
        order = msgspec.json.decode(row.body, type=Order)
        resident = matching.resident_of(connection, hall, station, order.row)
        fact = msgspec.structs.replace(order.fact, resident=resident)
        writing.append(connection, hall, station, officer.id, [(f"demand:{id}", fact)])
        values = {"waiting": 0, "station": station, "body": ""}
        connection.execute(update(orders).where(orders.c.id == id).values(**values))
        audit.note(connection, hall, officer, "demand.given", row.reference, station=station)
        return Taken(0, row.source, row.reference, "given", id, station, bool(resident))


def mark_sent(hall: Hall, officer: Officer, station: str, ids: Sequence[str]) -> int:
    """Say that these replies went back out; returns of how many. One that is not answered, or was
    marked before, is passed over."""
    officer.require("hall.demands")
    with hall.database.begin() as connection:
        filing.lock(connection, station)
        found = folding.load_many(connection, station, "demand", ids)
        ready = [
            id
            for id in dict.fromkeys(ids)
            if isinstance(demand := found.get(id), Demand) and demand.state == "answered"
        ]
        acts = [(f"demand:{id}", Sent()) for id in ready]
        writing.append(connection, hall, station, officer.id, acts)
        if ready:
            audit.note(connection, hall, officer, "demand.sent", station, count=len(ready))
    return len(ready)


def send_back(
    hall: Hall, officer: Officer, station: str, id: str, reason: str, due: str = ""
) -> None:
    """Ask the station for a better answer; ``due`` is by when, as written, and stays as it was
    where it is empty."""
    officer.require("hall.demands")
    words = statements.stated(reason, "reason")
    if not words:
        raise refuse("case.reason_missing", field="reason")
    with hall.database.begin() as connection:
        filing.lock(connection, station)
        demand = folding.load(connection, station, "demand", id)
        if not isinstance(demand, Demand):
            raise refuse("demand.unknown")
        if demand.state not in ("answered", "sent"):
            raise refuse("demand.not_answered", reference=demand.reference)
        calendar = publishing.calendar(connection)
        until = times.due(due, "", hall.time.now(), calendar)
        fact = Returned(words, until)
        writing.append(connection, hall, station, officer.id, [(f"demand:{id}", fact)])
        audit.note(connection, hall, officer, "demand.returned", demand.reference)


def _new(
    connection: Connection, hall: Hall, some: Sequence[Order], taken: list[Taken]
) -> list[tuple[str, str, Order]]:
    """Those never seen before, each with its new id and the station that was found for it."""
    known, new = matching.places(connection), []
    for order in sorted(some, key=lambda order: (order.row.source, order.row.reference)):
        row, id = order.row, hall.new_id()
        station = matching.station_of(row, known)
        station = station or matching.station_by_number(connection, hall, row)
        added = add_once(
            connection,
            orders,
            source=row.source,
            reference=row.reference,
            id=id,
            station=station,
            arrived_at=hall.now_ms(),
            waiting=int(not station),
            due=order.fact.due,
            body="" if station else msgspec.json.encode(order).decode(),
        )
        if added:
            new.append((id, station, order))
        else:
            taken.append(_known(connection, row))
    return new


def _known(connection: Connection, row: DemandRow) -> Taken:
    held = connection.execute(
        select(orders.c.id, orders.c.station).where(
            orders.c.source == row.source, orders.c.reference == row.reference
        )
    ).one()
    return Taken(row.line, row.source, row.reference, "known", held.id, held.station)


def _give_all(
    connection: Connection,
    hall: Hall,
    officer: Officer,
    new: Sequence[tuple[str, str, Order]],
    taken: list[Taken],
) -> None:
    """Write what is new into its station's journal, station by station in one order."""
    acts: dict[str, list[tuple[str, Any]]] = {}
    for id, station, order in new:
        row = order.row
        if not station:
            taken.append(Taken(row.line, row.source, row.reference, "waiting", id))
            continue
        resident = matching.resident_of(connection, hall, station, row)
        fact = msgspec.structs.replace(order.fact, resident=resident)
        acts.setdefault(station, []).append((f"demand:{id}", fact))
        taken.append(
            Taken(row.line, row.source, row.reference, "given", id, station, bool(resident))
        )
    for station in sorted(acts):
        writing.append(connection, hall, station, officer.id, acts[station])


def _waiting(row: Row[Any]) -> Waiting:
    order = msgspec.json.decode(row.body, type=Order)
    return Waiting(
        id=row.id,
        source=row.source,
        reference=row.reference,
        title=order.fact.title,
        text=order.fact.text,
        station=order.row.station,
        address=order.row.address,
        contact=order.row.contact,
        arrived_at=row.arrived_at,
        due=row.due,
    )
