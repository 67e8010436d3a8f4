"""A station's packet from a stick: taken in like what comes over the network, and answered by a
packet for the device that made it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from sqlalchemy import select

from station_desktop.domain.problem import Problem, refuse
from station_desktop.hall.exchange import exchange
from station_desktop.hall.store.tables import devices
from station_desktop.hall.work import Hall
from station_desktop.sync import packet, wire
from station_desktop.sync.packet import Head, Reader
from station_desktop.sync.wire import Answer, Fault, Malformed


class Carried(msgspec.Struct):
    """What taking a packet in came to: of which station and device it was, how many messages it
    held, whether its end was there, up to which number the device's entries are held now, and what
    was refused."""

    station: str
    device: str
    messages: int = 0
    whole: bool = False
    held: int = 0
    problems: tuple[Problem, ...] = ()


def take(hall: Hall, brought: BinaryIO, answer: BinaryIO) -> Carried:
    """Take in the packet read from ``brought`` and write the answer to ``answer``.

    Refuses with ``packet.not_one``, ``packet.other_hall``, ``packet.wrong_way``,
    ``device.unknown`` or ``packet.damaged``; what stood before the damage stays taken in.
    """
    reader = Reader(brought, hall.keyring.sealing_key.private_bytes_raw())
    head = reader.head
    if head.way != "up":
        raise refuse("packet.wrong_way")
    if head.hall != hall.keyring.id:
        raise refuse("packet.other_hall")
    seal = _seal_of(hall, head.device)
    carried = Carried(head.station, head.device)
    back = Head(head.hall, head.station, head.device, "down", hall.now_ms())
    packet.write(answer, back, seal, _answers(hall, reader, carried))
    carried.whole = reader.whole
    return carried


def _seal_of(hall: Hall, device: str) -> bytes:
    with hall.database.reading() as connection:
        seal = connection.scalar(select(devices.c.seal).where(devices.c.id == device))
    if not seal:
        raise refuse("device.unknown")
    return bytes(seal)


def _answers(hall: Hall, reader: Reader, carried: Carried) -> Iterator[bytes]:
    for frame in reader:
        carried.messages += 1
        try:
            reply = exchange(hall, frame)
        except Malformed:
            carried.problems += (Problem("packet.damaged"),)
            continue
        message = wire.opened(reply).message()
        if isinstance(message, Fault):
            carried.problems += (Problem(message.code, params=message.params),)
        elif isinstance(message, Answer):
            carried.held = message.own.number
        yield reply
