"""From the bytes that a device sent to the bytes that it gets: the one door for windows and relays,
whether they come over HTTP or on a stick.

A frame that cannot be read at all raises :class:`~station_desktop.sync.wire.Malformed`; everything
else is answered by a frame, a refusal included.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Text, bindparam, select

from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall import registry
from station_desktop.hall.journal.replica import StationReplica
from station_desktop.hall.store.tables import devices
from station_desktop.hall.work import Hall
from station_desktop.sync import enrolment, server, wire
from station_desktop.sync.ports import Member
from station_desktop.sync.wire import Enrol, Fault, Fetch, Frame, Malformed, Marks, Message, Succeed

_LONGEST_UNKNOWN = 4096
"""Bytes that are unpacked for somebody who is not enrolled, and that come of it."""
_SEEN_EVERY_MS = 60_000
"""How exactly the last contact of a device is kept: noting each would be a write for each."""
_DEVICE = select(
    devices.c.station,
    devices.c.key,
    devices.c.role,
    devices.c.refusal,
    devices.c.last_seen_at,
    devices.c.versions,
).where(devices.c.id == bindparam("device", type_=Text))


class _MustWrite(Exception):
    """What was to be only looked at has to be changed after all."""


class _Looked(StationReplica):
    """The journal of a station in a transaction that may only look."""

    def new_epoch(self) -> str:
        raise _MustWrite


class _Sender(Member, frozen=True):
    """A device with when it was last here, in milliseconds, and with which program."""

    seen_at: int = 0
    program: str = ""


def exchange(hall: Hall, data: bytes) -> bytes:
    """The frame that answers the frame ``data``."""
    frame = wire.opened(data)
    member = _sender(hall, frame)
    if member is not None and frame.signed_by(member.key, hall.keyring.id):
        reply = _understood(hall, member, frame)
    else:
        reply = _stranger(hall, frame, "device.unknown" if member is None else "sync.signature")
    signing = hall.keyring.signing_key.private_bytes_raw()
    return wire.frame(reply, hall.keyring.id, signing, frame.sender)


def _sender(hall: Hall, frame: Frame) -> _Sender | None:
    """The device that the frame says it is from."""
    with hall.database.glancing() as connection:
        row = connection.execute(_DEVICE, {"device": frame.sender}).first()
    if row is None:
        return None
    key, seen_at = bytes(row.key), int(row.last_seen_at)
    return _Sender(frame.sender, row.station, key, row.role, row.refusal, seen_at, row.versions)


def _stranger(hall: Hall, frame: Frame, refusal: str) -> Message:
    """Somebody who is not known to be enrolled may ask to be, and nothing else. A device that is
    may not know it yet, when the answer was lost on the way."""
    try:
        message = frame.message(_LONGEST_UNKNOWN)
    except Malformed:
        return Fault(refusal)
    if hall.relay or not isinstance(message, Enrol) or frame.sender != message.device.hex():
        return Fault(refusal)
    if not frame.signed_by(message.key, enrolment.NOBODY):
        raise Malformed("not signed by the key it names")
    return _refusals_told(lambda: _let_in(hall, message))


def _let_in(hall: Hall, asked: Enrol) -> Message:
    with hall.database.begin() as connection:
        came = registry.enrol(connection, hall, asked, hall.certificate)
    return Fault(came.code, came.params) if isinstance(came, Problem) else came


def _understood(hall: Hall, member: _Sender, frame: Frame) -> Message:
    """A message that is not known here is answered all the same: a newer program then says it in
    an older way."""
    try:
        message = frame.message()
    except Malformed:
        return Fault("sync.not_understood")
    return _told(hall, member, message)


def _told(hall: Hall, member: _Sender, message: Message) -> Message:
    if isinstance(message, Enrol):
        return Fault("enrol.device_known")
    if isinstance(message, Succeed):
        return _refusals_told(lambda: _go_on(hall, member, message))
    if member.refusal and not _finds_itself(member, message):
        return Fault(member.refusal)
    return _refusals_told(lambda: _answered(hall, member, message))


def _finds_itself(member: Member, message: Message) -> bool:
    """A store restored from a backup of before its succession may ask how far its chain is the one
    that is held, to succeed again."""
    own = isinstance(message, Marks) and message.device.hex() == member.device
    return own and member.refusal == "device.succeeded"


def _go_on(hall: Hall, member: Member, asked: Succeed) -> Message:
    if hall.relay:
        return Fault("sync.needs_hall")
    with hall.database.begin() as connection:
        return registry.succeed(connection, hall, member, asked)


def _refusals_told(act: Callable[[], Message]) -> Message:
    try:
        return act()
    except Refused as refused:
        return Fault(refused.first.code, refused.first.params)


def _answered(hall: Hall, member: _Sender, message: Message) -> Message:
    """Looking needs no lock: windows ask far more often than they bring anything."""
    if _only_asks(message):
        try:
            with hall.database.reading() as connection:
                looked = _Looked(connection, hall, member.station)
                reply = server.answer(looked, member, message, hall.now_ms())
                if not _to_be_noted(hall, member, message):
                    return reply
        except _MustWrite:
            pass
    with hall.database.begin() as connection:
        replica = StationReplica(connection, hall, member.station)
        if isinstance(message, wire.Sync) and wire.brought(message):
            replica.lock()
        reply = server.answer(replica, member, message, hall.now_ms())
        if _to_be_noted(hall, member, message):
            registry.seen(connection, hall, member.device, _program(message))
    if replica.arrived:
        for told in hall.on_arrival:
            told(replica.arrived)
    return reply


def _only_asks(message: Message) -> bool:
    if isinstance(message, wire.Sync):
        return not wire.brought(message) and not message.keys
    return isinstance(message, Marks | Fetch)


def _program(message: Message) -> str:
    """With which program the message was made, where it says so."""
    return message.program[:60] if isinstance(message, wire.Sync) else ""


def _to_be_noted(hall: Hall, member: _Sender, message: Message) -> bool:
    late = hall.now_ms() - member.seen_at > _SEEN_EVERY_MS
    return late or _program(message) not in ("", member.program)
