"""The exchange by USB stick: the same frames, one after the other, sealed for whom they are meant.

A packet is a head that anybody may read (for which hall, of which device, which way) and records,
each one frame sealed with HPKE for the receiver. The last record counts them, so that a stick
pulled out too early is noticed; what came before it is taken in all the same, and carrying a packet
twice or in the wrong order changes nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal

import msgspec

from station_desktop.domain.problem import Problem, refuse
from station_desktop.sync import keys, wire
from station_desktop.sync.client import Client, Pace, Parted
from station_desktop.sync.wire import Answer, Fault, Fetch, Malformed, Message, Piece, Put

MAGIC = b"STATION-PACKET-1\n"
_LENGTH = struct.Struct(">I")
_END = b"end "
_MOST_RECORD = wire.MOST_UNPACKED
_MOST_HEAD = 4096
_PACE = Pace(push=5000, pull=20_000, weight=4 * 1024 * 1024)
_ASKED_FOR = 64


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What is written on the outside. ``way`` is ``up`` to the hall or ``down`` to the device."""

    hall: str
    station: str
    device: str
    way: Literal["up", "down"]
    at: int


class Taken(msgspec.Struct, frozen=True):
    """What taking a packet in came to. ``whole`` is whether its end was there."""

    frames: int
    whole: bool
    problems: tuple[Problem, ...] = ()
    wants: tuple[bytes, ...] = ()


def write(file: BinaryIO, head: Head, seal_key: bytes, frames: Iterable[bytes]) -> int:
    """Write a packet; returns the number of frames in it."""
    outside = msgspec.msgpack.encode(head)
    file.write(MAGIC + _LENGTH.pack(len(outside)) + outside)
    count = 0
    for frame in frames:
        _record(file, keys.seal(seal_key, frame, outside))
        count += 1
    _record(file, keys.seal(seal_key, _END + b"%d" % count, outside))
    return count


def _record(file: BinaryIO, sealed: bytes) -> None:
    file.write(_LENGTH.pack(len(sealed)) + sealed)


def read_head(file: BinaryIO) -> Head:
    """The outside of a packet; refuses a file that is none."""
    if file.read(len(MAGIC)) != MAGIC:
        raise refuse("packet.not_one")
    try:
        return msgspec.msgpack.decode(_read_block(file, _MOST_HEAD), type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError, EOFError) as error:
        raise refuse("packet.damaged") from error


class Reader:
    """The frames of a packet, one by one; ``whole`` once the end was there."""

    def __init__(self, file: BinaryIO, private: bytes) -> None:
        self.head = read_head(file)
        self.whole = False
        self._file = file
        self._private = private
        self._outside = msgspec.msgpack.encode(self.head)

    def __iter__(self) -> Iterator[bytes]:
        count = 0
        while True:
            try:
                sealed = _read_block(self._file, _MOST_RECORD)
            except EOFError:
                return
            frame = keys.unseal(self._private, sealed, self._outside)
            if frame is None:
                raise refuse("packet.damaged")
            if frame.startswith(_END):
                self.whole = frame[len(_END) :] == b"%d" % count
                return
            count += 1
            yield frame


def _read_block(file: BinaryIO, most: int) -> bytes:
    length = file.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        raise EOFError
    (size,) = _LENGTH.unpack(length)
    if size > most:
        raise refuse("packet.damaged")
    data = file.read(size)
    if len(data) < size:
        raise EOFError
    return data


# at the device


def export(client: Client, file: BinaryIO, at: int, attachments: Iterable[str] = ()) -> int:
    """Write what the hall is not known to have; ``attachments`` are hashes of bytes to go along.
    Returns the number of frames."""
    me = client.me
    head = Head(me.hall.id, me.station, me.device, "up", at)
    return write(file, head, me.hall_seal, _outgoing(client, tuple(attachments)))


def _outgoing(client: Client, attachments: tuple[str, ...]) -> Iterator[bytes]:
    me = client.me

    def signed(message: Message) -> bytes:
        return wire.frame(message, me.device, me.signing, me.hall.id)

    for ask in client.asks(_PACE):
        yield signed(ask)
    for hash in attachments:
        total = client.local.size(hash)
        if total is None:
            continue
        media, name = client.local.media(hash), bytes.fromhex(hash)
        for at in range(0, max(1, total), _PACE.part):
            yield signed(Put(name, at, total, media, client.local.part(hash, at, _PACE.part)))
    for want in client.local.wants(_ASKED_FOR):
        yield signed(Fetch(bytes.fromhex(want.hash), want.held, _MOST_RECORD // 8))


def take_answers(client: Client, reader: Reader) -> Taken:
    """Take in what the hall answered; refuses a packet for another device."""
    me = client.me
    if reader.head.hall != me.hall.id:
        raise refuse("packet.other_hall")
    if reader.head.way != "down" or reader.head.device != me.device:
        raise refuse("packet.other_device")
    problems: list[Problem] = []
    count = 0
    for data in reader:
        count += 1
        frame = wire.opened(data)
        if frame.sender != me.hall.id or not frame.signed_by(me.hall.key, me.device):
            raise Malformed("not this hall's answer")
        problem = _take(client, frame.message())
        if problem is not None:
            problems.append(problem)
    wants = tuple(hash for hash, _ in client.wants)
    return Taken(count, reader.whole, tuple(problems), wants)


def _take(client: Client, message: Message) -> Problem | None:
    match message:
        case Answer():
            try:
                client.take(message, fresh=False)
            except Parted:
                return Problem("packet.parted")
        case Piece() if message.total > 0:
            with client.local.transaction():
                client.local.put_part(
                    message.hash.hex(), message.at, message.total, message.media, message.data
                )
        case Fault():
            return Problem(message.code, params=message.params)
    return None
