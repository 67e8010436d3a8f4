"""Stations and their devices: what the hall's staff do with them. How a device itself comes in or
goes on under another id is in ``admission``."""

from __future__ import annotations

import re
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, select

from station_desktop.domain.journal.journal import HALL
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.devices import DeviceRole, Revoked
from station_desktop.domain.text import folding as text_folding
from station_desktop.hall.admission import enrol, succeed
from station_desktop.hall.journal import writing
from station_desktop.hall.store.tables import devices as device_rows
from station_desktop.hall.store.tables import enrol_codes
from station_desktop.hall.store.tables import stations as station_rows
from station_desktop.hall.work import Hall, Officer
from station_desktop.sync import enrolment

__all__ = [
    "Device",
    "Station",
    "add_station",
    "devices",
    "enrol",
    "enrol_code",
    "join_station",
    "revoke",
    "seen",
    "station_of",
    "stations",
    "succeed",
]

_CODE = re.compile(r"[0-9]{6,15}", re.ASCII).fullmatch
_NAME_MOST = 50
_HOUR_MS = 3_600_000
_HOURS_MOST = 24 * 31


class Station(msgspec.Struct, frozen=True):
    """One station of this hall. ``entries`` is the place of the last entry in its sequence,
    ``devices`` how many of its devices stand."""

    code: str
    name: str
    entries: int
    made_at: int
    devices: int


class Device(msgspec.Struct, frozen=True):
    """One device as the hall's staff see it; moments in milliseconds, 0 for never. ``refusal`` is
    the problem code for which nothing of it is accepted, empty when it is."""

    id: str
    station: str
    name: str
    role: str
    desk: str
    refusal: str
    successor: str
    enrolled_at: int
    last_seen_at: int
    address: str
    versions: str


def add_station(hall: Hall, officer: Officer, code: str, name: str) -> Station:
    """Take a station in. Refuses with ``station.code_form``, ``hall.station_name`` or
    ``hall.station_exists``."""
    officer.require("hall.stations")
    code, name = text_folding.plain(code), name.strip()
    if not _CODE(code):
        raise refuse("station.code_form", field="code")
    if not 1 <= len(name) <= _NAME_MOST or text_folding.unprintable(name):
        raise refuse("hall.station_name", field="name")
    own = HALL + hall.chance.bytes(4).hex()
    with hall.database.begin() as connection:
        _put_station(connection, hall, code, name, own, hall.keyring.verify_key)
    return Station(code, name, 0, hall.now_ms(), 0)


def join_station(connection: Connection, hall: Hall, code: str, name: str, hall_key: bytes) -> None:
    """Make the place for the one station of a relay, whose hall signs with ``hall_key``."""
    _put_station(connection, hall, code, name, "", hall_key)


def _put_station(
    connection: Connection, hall: Hall, code: str, name: str, own: str, hall_key: bytes
) -> None:
    if connection.scalar(select(station_rows.c.code).where(station_rows.c.code == code)):
        raise refuse("hall.station_exists", field="code", station=code)
    connection.execute(
        station_rows.insert().values(
            code=code,
            name=name,
            epoch=hall.chance.bytes(8).hex(),
            own_device=own,
            hall_key=hall_key,
            made_at=hall.now_ms(),
        )
    )


def stations(hall: Hall, officer: Officer) -> tuple[Station, ...]:
    """All stations by their codes."""
    officer.require("hall.figures")
    standing = (
        select(func.count())
        .where(device_rows.c.station == station_rows.c.code, device_rows.c.refusal == "")
        .scalar_subquery()
    )
    with hall.database.reading() as connection:
        rows = connection.execute(
            select(
                station_rows.c.code,
                station_rows.c.name,
                station_rows.c.position,
                station_rows.c.made_at,
                standing,
            ).order_by(station_rows.c.code)
        )
        return tuple(Station(*row) for row in rows)


def enrol_code(
    hall: Hall,
    officer: Officer,
    station: str,
    role: DeviceRole = "window",
    name: str = "",
    hours: int = 72,
) -> str:
    """A code by which one device can be let in once within ``hours``; ``name`` is what the device
    shall be called, if not as it says itself. Only a hash of its secret is kept, so it is shown
    once. Refuses with ``hall.station_unknown`` or ``enrol.hours``."""
    officer.require("hall.devices")
    if not 1 <= hours <= _HOURS_MOST:
        raise refuse("enrol.hours", field="hours", most=_HOURS_MOST)
    now = hall.now_ms()
    with hall.database.begin() as connection:
        _must_be_known(connection, station)
        while True:
            typed = enrolment.new_code(hall.chance)
            code = enrolment.code_of(typed)
            if not connection.scalar(select(enrol_codes.c.id).where(enrol_codes.c.id == code.id)):
                break
        connection.execute(
            enrol_codes.insert().values(
                id=code.id,
                station=station,
                secret_hash=code.secret_hash.hex(),
                role=role,
                name=name.strip(),
                made_by=officer.id,
                made_at=now,
                expires_at=now + hours * _HOUR_MS,
            )
        )
    return typed


def devices(hall: Hall, officer: Officer, station: str = "") -> tuple[Device, ...]:
    """The devices of ``station``, or of all, in the order in which they came."""
    officer.require("hall.devices")
    wanted = select(*(device_rows.c[name] for name in Device.__struct_fields__))
    if station:
        wanted = wanted.where(device_rows.c.station == station)
    order = (device_rows.c.station, device_rows.c.enrolled_at, device_rows.c.id)
    with hall.database.reading() as connection:
        return tuple(Device(*row) for row in connection.execute(wanted.order_by(*order)))


def revoke(hall: Hall, officer: Officer, device: str, reason: str) -> None:
    """Accept nothing more of ``device``, at once; harmless when it is revoked already. Refuses
    with ``device.unknown`` or ``device.reason``."""
    officer.require("hall.devices")
    reason = reason.strip()
    if not reason:
        raise refuse("device.reason", field="reason")
    with hall.database.begin() as connection:
        row = connection.execute(
            select(device_rows.c.station, device_rows.c.refusal).where(device_rows.c.id == device)
        ).first()
        if row is None:
            raise refuse("device.unknown", field="device")
        if row.refusal != "device.revoked":
            act = (f"device:{device}", Revoked(reason))
            writing.append(connection, hall, row.station, officer.id, [act])


def station_of(connection: Connection, device: str) -> str | None:
    """The station that the device belongs to, ``None`` for one that was never let in."""
    return connection.scalar(select(device_rows.c.station).where(device_rows.c.id == device))


def seen(connection: Connection, hall: Hall, device: str, versions: str = "") -> None:
    """The device was here just now, with this program."""
    change = device_rows.update().where(device_rows.c.id == device)
    values: dict[Literal["last_seen_at", "versions"], int | str] = {"last_seen_at": hall.now_ms()}
    if versions:
        values["versions"] = versions
    connection.execute(change.values(**values))


def _must_be_known(connection: Connection, station: str) -> None:
    if not connection.scalar(select(station_rows.c.code).where(station_rows.c.code == station)):
        raise refuse("hall.station_unknown", field="station", station=station)
