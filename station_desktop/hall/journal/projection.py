"""What the hall asks of records in columns: its inbox, people to match, bytes to ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import Connection, or_, select, update

from station_desktop.domain.case.cases import RUNNING_STATES, Case, Opened
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.person.documents import Document
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.devices import Device
from station_desktop.hall.journal import whistle_rows
from station_desktop.hall.journal.blobs import PUBLISHED
from station_desktop.hall.store import bulk
from station_desktop.hall.store.loop_tables import whistle_calls, whistles
from station_desktop.hall.store.tables import (
    blobs,
    demands,
    devices,
    entries,
    people,
    stations,
    submissions,
    wants,
)

_SUBMISSION = (
    "station",
    "id",
    "number",
    "item",
    "category",
    "mode",
    "state",
    "hall_state",
    "resident",
    "received_at",
    "due",
    "urgent",
    "receipt",
    "changed",
    "decided_at",
)
_DEMAND = (
    "station",
    "id",
    "source",
    "reference",
    "state",
    "arrived_at",
    "answered_at",
    "due",
    "resident",
    "case_id",
)
_DEVICE = (
    "id",
    "station",
    "name",
    "role",
    "key",
    "seal",
    "desk",
    "refusal",
    "successor",
    "enrolled_at",
    "address",
    "pin",
)
_PERSON = ("station", "resident", "kind", "value")
_PLACES = {
    "case": ((submissions, "id"),),
    "resident": ((people, "resident"),),
    "demand": ((demands, "id"),),
    "whistle": ((whistles, "id"), (whistle_calls, "whistle")),
}
NEVER_DUE = "9999-12-31"
"""Sorts cases without a deadline after all that have one."""


class Change(msgspec.Struct, frozen=True):
    """One record before (``None`` where it is new or was not looked at) and after. ``opened`` and
    ``last`` are the places of its first new ``case.opened`` and of its last new entry in the
    station's sequence, 0 where there is none."""

    id: str
    old: Any
    new: Any
    opened: int = 0
    last: int = 0


def follow(connection: Connection, station: str, by_noun: dict[str, list[Change]]) -> None:
    """Bring the columns up to date with changed records."""
    for noun, changes in by_noun.items():
        act = _FOLLOWERS.get(noun)
        if act is not None:
            act(connection, station, changes)


def remove(connection: Connection, station: str, noun: str, id: str) -> None:
    """The record is gone, or its columns are to be made again."""
    for table, column in _PLACES.get(noun, ()):
        connection.execute(table.delete().where(table.c.station == station, table.c[column] == id))


def clear(connection: Connection, station: str) -> None:
    """Forget all columns of the station, to make them again."""
    for table, _ in chain.from_iterable(_PLACES.values()):
        connection.execute(table.delete().where(table.c.station == station))


def hall_state(case: Case) -> str:
    """What the hall has to do with the case: ``waiting`` for its decision, or ``approved``,
    ``returned`` or ``refused`` by it; empty where it has nothing to decide."""
    if case.mode == "collect" and case.state in RUNNING_STATES:
        return "waiting"
    return "" if case.hall is None else case.hall.kind


def _cases(connection: Connection, station: str, changes: Sequence[Change]) -> None:
    known = _places(
        connection, station, [c.id for c in changes if c.old is not None or not c.opened]
    )
    rows = []
    for change in changes:
        case: Case = change.new
        receipt, changed = known.get(case.id, (change.opened, change.last))
        rows.append(
            (
                station,
                case.id,
                case.number,
                case.item,
                case.category,
                case.mode,
                case.state,
                hall_state(case),
                case.resident,
                case.received_at,
                NEVER_DUE if case.deadline is None else case.deadline.due,
                case.urgent,
                receipt,
                max(changed, change.last),
                0 if case.hall is None else case.hall.at,
            )
        )
    bulk.insert(connection, submissions, _SUBMISSION, rows, "replace")


def _places(connection: Connection, station: str, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Receipt and last change of these cases: as kept, else from the journal."""
    if not ids:
        return {}
    dialect = connection.dialect.name
    wanted = bulk.by_each(dialect, submissions, ("id", "receipt", "changed"), "id")
    rows = connection.execute(wanted, bulk.asked(dialect, station, ids))
    found = {id: (receipt, changed) for id, receipt, changed in rows if receipt}
    subjects = [f"case:{id}" for id in ids if id not in found]
    if subjects:
        told = bulk.by_each(dialect, entries, ("subject", "kind", "position"), "subject")
        for subject, kind, place in connection.execute(
            told, bulk.asked(dialect, station, subjects)
        ):
            receipt, changed = found.get(subject[5:], (0, 0))
            if kind == Opened.kind and (place < receipt or not receipt):
                receipt = place
            found[subject[5:]] = (receipt, max(changed, place))
    return found


def _residents(connection: Connection, station: str, changes: Sequence[Change]) -> None:
    come: list[tuple[str, str, str, str]] = []
    moved: list[str] = []
    for change in changes:
        keys = _person_keys(change.new)
        if change.old is None or _person_keys(change.old) != keys:
            if change.old is not None:
                moved.append(change.id)
            come.extend((station, change.id, kind, value) for kind, value in keys)
    for id in moved:
        remove(connection, station, "resident", id)
    bulk.insert(connection, people, _PERSON, come, "keep")


def _person_keys(resident: Resident) -> list[tuple[str, str]]:
    keys = (
        ("id_number", resident.id_number),
        ("phone", resident.phone),
        ("name", resident.name),
    )
    return [(kind, value) for kind, value in keys if value]


def _demands(connection: Connection, station: str, changes: Sequence[Change]) -> None:
    rows = []
    for change in changes:
        demand: Demand = change.new
        rows.append(
            (
                station,
                demand.id,
                demand.source,
                demand.reference,
                demand.state,
                demand.arrived_at,
                demand.answered_at,
                demand.due or NEVER_DUE,
                demand.resident,
                demand.case,
            )
        )
    bulk.insert(connection, demands, _DEMAND, rows, "replace")


def _whistles(connection: Connection, station: str, changes: Sequence[Change]) -> None:
    whistle_rows.put(connection, station, [change.new for change in changes])


def _documents(connection: Connection, station: str, changes: Sequence[Change]) -> None:
    named: dict[str, int] = {}
    for change in changes:
        document: Document = change.new
        for scan in document.scans:
            named.setdefault(scan.hash, change.last)
    _want(connection, station, named)


def _packs(connection: Connection, station: str, changes: Sequence[Change]) -> None:
    _want(connection, station, {change.id: change.last for change in changes})


def _want(connection: Connection, station: str, named: dict[str, int]) -> None:
    """Note which of these bytes are not here; ``named`` says at which place they were named."""
    if not named:
        return
    here = connection.scalars(
        select(blobs.c.hash).where(
            or_(blobs.c.station == station, blobs.c.station == PUBLISHED),
            bulk.among(connection, blobs.c.hash, named),
            blobs.c.complete,
        )
    )
    lacking = named.keys() - set(here)
    rows = [(station, hash, named[hash]) for hash in sorted(lacking)]
    bulk.insert(connection, wants, ("station", "hash", "noted"), rows, "keep")


def _devices(connection: Connection, station: str, changes: Sequence[Change]) -> None:
    """What the device itself told (its program) is kept."""
    rows = []
    desk = 0
    for change in changes:
        device: Device = change.new
        refusal = "device.revoked" if device.revoked_at else ""
        if device.successor and not refusal:
            refusal = "device.succeeded"
        desk = max(desk, int(device.desk or 0))
        rows.append(
            (
                device.id,
                station,
                device.name,
                device.role,
                bytes.fromhex(device.key),
                bytes.fromhex(device.seal),
                device.desk,
                refusal,
                device.successor,
                device.enrolled_at,
                device.address,
                device.pin,
            )
        )
    bulk.insert(connection, devices, _DEVICE, rows, "replace")
    connection.execute(
        update(stations)
        .where(stations.c.code == station, stations.c.desks < desk)
        .values(desks=desk)
    )


_FOLLOWERS: dict[str, Callable[[Connection, str, Sequence[Change]], None]] = {
    "case": _cases,
    "resident": _residents,
    "demand": _demands,
    "whistle": _whistles,
    "document": _documents,
    "pack": _packs,
    "device": _devices,
}
