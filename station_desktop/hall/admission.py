"""How a device comes in by a one-time code, and goes on under another id after a restored backup.

All of it is said in the station's journal by the hall; the table of devices is folded from there.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select, update

from station_desktop.domain.journal.journal import Fact, of_hall
from station_desktop.domain.problem import Problem, refuse
from station_desktop.domain.station.devices import Device, DeviceRole, Enrolled, Succeeded
from station_desktop.hall.journal import filing, writing
from station_desktop.hall.store.tables import devices, enrol_codes, records, stations
from station_desktop.hall.work import SELF, Hall
from station_desktop.sync import enrolment
from station_desktop.sync.ports import Member
from station_desktop.sync.wire import Enrol, Succeed, Welcome

_FAILURES_MOST = 10
_DESK_LAST = 99
_KEY_BYTES = 32
_NAME_MOST = 50


def enrol(
    connection: Connection, hall: Hall, asked: Enrol, certificate: str = ""
) -> Welcome | Problem:
    """Let a device in that knows a code's secret; asking again gives the first answer.

    ``certificate`` is the SHA-256 (hex) of the one that this server shows, where it knows it: a
    device that was shown another talks to somebody in between. A problem is returned and not
    raised, because a wrong proof is counted and the count has to be committed:
    ``enrol.code_unknown`` (also for a wrong secret), ``enrol.code_used``, ``enrol.code_expired``,
    ``enrol.wrong_certificate``, ``enrol.device_taken``, ``enrol.device_form``,
    ``enrol.desks_full``.
    """
    code = connection.execute(
        select(enrol_codes).where(enrol_codes.c.id == asked.code).with_for_update()
    ).first()
    if code is None or code.failures >= _FAILURES_MOST:
        return Problem("enrol.code_unknown", "code")
    secret_hash = bytes.fromhex(code.secret_hash)
    if not enrolment.proven(asked.proof, enrolment.asked_proof(secret_hash, asked)):
        connection.execute(
            update(enrol_codes)
            .where(enrol_codes.c.id == code.id)
            .values(failures=enrol_codes.c.failures + 1)
        )
        return Problem("enrol.code_unknown", "code")
    filing.lock(connection, code.station)
    problem = _wrong(connection, hall, asked, code, certificate)
    if problem is not None:
        return problem
    if not code.used_at:
        _let_in(connection, hall, asked, code)
    return _welcome(connection, hall, code.station, asked.device.hex(), secret_hash)


def _wrong(
    connection: Connection, hall: Hall, asked: Enrol, code: Row[Any], seen: str
) -> Problem | None:
    """Why a device that knows the secret still cannot come in."""
    device = asked.device.hex()
    if code.used_at:
        again = code.used_by == device and _key_of(connection, device) == asked.key
        return None if again else Problem("enrol.code_used", "code")
    if hall.now_ms() >= code.expires_at:
        return Problem("enrol.code_expired", "code")
    if seen and asked.seen and asked.seen != seen:
        return Problem("enrol.wrong_certificate")
    if len(asked.device) != 6 or of_hall(device) or len(asked.key) != _KEY_BYTES:
        return Problem("enrol.device_form")
    if _key_of(connection, device) is not None:
        return Problem("enrol.device_taken")
    if code.role == "window" and _desks(connection, code.station) >= _DESK_LAST:
        return Problem("enrol.desks_full")
    return None


def _let_in(connection: Connection, hall: Hall, asked: Enrol, code: Row[Any]) -> None:
    device = asked.device.hex()
    name = code.name or asked.name.strip()[:_NAME_MOST]
    fact = Enrolled(
        name=name,
        role=code.role,
        key=asked.key.hex(),
        desk=_next_desk(connection, code.station, code.role),
        address=asked.address,
        pin=asked.pin,
        seal=asked.seal.hex(),
    )
    writing.append(connection, hall, code.station, SELF, [(f"device:{device}", fact)])
    connection.execute(
        update(enrol_codes)
        .where(enrol_codes.c.id == code.id)
        .values(used_at=hall.now_ms(), used_by=device)
    )


def succeed(connection: Connection, hall: Hall, member: Member, asked: Succeed) -> Welcome:
    """Give ``member`` the id and keys that it asks to go on with, and a new desk number; asking
    again gives the first answer.

    A device may go on more than once: a backup of before the first time may be restored. Refuses
    with ``device.revoked`` (also when one that it went on as is), ``enrol.device_taken``,
    ``enrol.device_form`` or ``enrol.desks_full``.
    """
    filing.lock(connection, member.station)
    old = connection.execute(select(devices).where(devices.c.id == member.device)).one()
    family = _family(connection, member.station, member.device)
    if any(device.revoked_at for device in family.values()):
        raise refuse("device.revoked")
    device = asked.device.hex()
    if _key_of(connection, device) is not None:
        mine = device in family and family[device].follows == member.device
        if mine and _key_of(connection, device) == asked.key:
            return _welcome(connection, hall, member.station, device)
        raise refuse("enrol.device_taken")
    if len(asked.device) != 6 or of_hall(device) or len(asked.key) != _KEY_BYTES:
        raise refuse("enrol.device_form")
    if old.role == "window" and _desks(connection, member.station) >= _DESK_LAST:
        raise refuse("enrol.desks_full")
    _go_on(connection, hall, old, asked)
    return _welcome(connection, hall, member.station, device)


def _family(connection: Connection, station: str, device: str) -> dict[str, Device]:
    """The device, and all that it or one of these went on as."""
    bodies = connection.scalars(
        select(records.c.body).where(records.c.station == station, records.c.noun == "device")
    )
    known = [msgspec.json.decode(body, type=Device) for body in bodies]
    found = {one.id: one for one in known if one.id == device}
    while True:
        more = {one.id: one for one in known if one.follows in found and one.id not in found}
        if not more:
            return found
        found |= more


def _go_on(connection: Connection, hall: Hall, old: Row[Any], asked: Succeed) -> None:
    device = asked.device.hex()
    enrolled = Enrolled(
        name=old.name,
        role=old.role,
        key=asked.key.hex(),
        desk=_next_desk(connection, old.station, old.role),
        address=old.address,
        pin=old.pin,
        seal=asked.seal.hex(),
        follows=old.id,
    )
    acts: list[tuple[str, Fact]] = [(f"device:{device}", enrolled)]
    if not old.successor:
        acts.insert(0, (f"device:{old.id}", Succeeded(device, asked.common)))
    writing.append(connection, hall, old.station, SELF, acts)


def _welcome(
    connection: Connection, hall: Hall, station: str, device: str, secret_hash: bytes = b""
) -> Welcome:
    row = connection.execute(
        select(stations.c.name, devices.c.desk, devices.c.role)
        .join(devices, devices.c.station == stations.c.code)
        .where(stations.c.code == station, devices.c.id == device)
    ).one()
    welcome = Welcome(
        station=station,
        station_name=row.name,
        device=bytes.fromhex(device),
        desk=row.desk,
        hall=bytes.fromhex(hall.keyring.id),
        key=hall.keyring.verify_key,
        seal=hall.keyring.seal_to,
        role=row.role,
    )
    if not secret_hash:
        return welcome
    proof = enrolment.welcome_proof(secret_hash, welcome)
    return msgspec.structs.replace(welcome, proof=proof)


def _next_desk(connection: Connection, station: str, role: DeviceRole) -> str:
    """A desk number that no window of the station ever had; relays take in nobody and need
    none."""
    return f"{_desks(connection, station) + 1:02d}" if role == "window" else ""


def _desks(connection: Connection, station: str) -> int:
    return connection.scalar(select(stations.c.desks).where(stations.c.code == station)) or 0


def _key_of(connection: Connection, device: str) -> bytes | None:
    key = connection.scalar(select(devices.c.key).where(devices.c.id == device))
    return None if key is None else bytes(key)
