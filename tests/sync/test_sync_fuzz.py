"""Bytes that nobody should send: each is refused, nothing is stored, and no memory is spent."""

from __future__ import annotations

import io
import struct
import tracemalloc
from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
import pytest
import world_acts
import zstandard
from world import World
from world_nodes import Window
from world_talks import Talk, damaged

from station_desktop.domain.journal.journal import FIRST, Head
from station_desktop.domain.problem import Refused
from station_desktop.hall import packets as hall_packets
from station_desktop.hall.exchange import exchange
from station_desktop.sync import keys, packet, wire
from station_desktop.sync.client import Pace
from station_desktop.sync.wire import Fault, Malformed
from station_desktop.usecases.exchange import packets

ROUNDS = 150
MOST_MEMORY = 160 * 1024 * 1024


@pytest.fixture(scope="module")
def filled() -> Iterator[World]:
    """A window with something to tell, and a hall that has heard nothing of it."""
    with World(2) as world:
        for _ in range(10):
            world_acts.at_window(world.windows[0], Random(4))
        yield world


@pytest.fixture
def window(filled: World) -> Window:
    return filled.windows[0]


def first_frame(world: World) -> bytes:
    return Talk(world, world.windows[0], world.hall, Pace())._frame


def held(world: World) -> object:
    return [world.hall.heads(station) for station in world.stations]


def answered(world: World, data: bytes) -> Any:
    """What the hall says to these bytes, ``None`` where they are no frame."""
    try:
        return wire.opened(exchange(world.hall.hall, data)).message()
    except Malformed:
        return None


def test_any_bytes_are_no_frame(filled: World) -> None:
    random, before = Random(1), held(filled)
    for length in (0, 1, 3, 73, 74, 75, 200, 5000):
        for start in (b"", b"SJ", b"SJ\1\0", b"SJ\1\1", b"<!DOCTYPE html>"):
            told = answered(filled, start + random.randbytes(length))
            assert told is None or isinstance(told, Fault)
    assert held(filled) == before


def test_a_frame_damaged_or_cut_anywhere_changes_nothing(filled: World) -> None:
    random, before, frame = Random(2), held(filled), first_frame(filled)
    for _ in range(ROUNDS):
        spoilt = damaged(frame, random)
        if random.random() < 0.3:
            spoilt = spoilt[: random.randrange(len(spoilt))]
        told = answered(filled, spoilt)
        assert told is None or isinstance(told, Fault)
    assert held(filled) == before


def test_a_signed_message_of_nonsense_is_refused_or_says_something(
    filled: World, window: Window
) -> None:
    """The device is let in, but its program is broken: whatever it says, only whole runs that it
    signed are taken in."""
    random, before = Random(3), filled.hall.heads(window.station)
    opened = wire.opened(first_frame(filled))
    plain = msgspec.msgpack.encode(opened.message())
    me, hall = window.me, filled.hall.keyring
    for _ in range(ROUNDS):
        body = plain
        for _ in range(random.choice((1, 3, 20))):
            body = damaged(body, random)
        at = random.randrange(len(body))
        if random.random() < 0.3:
            body = body[:at] + random.randbytes(random.randrange(9)) + body[at:]
        head = wire.MAGIC + b"\1\0" + bytes.fromhex(me.device)
        text = b"station sync frame 1\n" + bytes.fromhex(hall.id) + head + body
        answered(filled, head + keys.sign(me.signing, text) + body)
        there = filled.hall.heads(window.station)
        assert there.keys() <= {me.device, *before}
        taken = there.get(me.device, Head())
        assert (
            window.replica.hashes(me.device, [taken.number]).get(taken.number, FIRST) == taken.hash
        )


def bomb(size: int, *, told: bool) -> bytes:
    packer = zstandard.ZstdCompressor().compressobj(size=size if told else -1)
    zeros = bytes(1 << 20)
    parts = [packer.compress(zeros) for _ in range(size >> 20)]
    return b"".join(parts) + packer.flush()


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("known", [True, False])
def test_a_frame_that_unpacks_to_a_gigabyte_is_refused_and_takes_no_memory(
    filled: World, window: Window, told: bool, known: bool
) -> None:
    me, hall = window.me, filled.hall.keyring
    sender = me.device if known else "0" * 12
    head = wire.MAGIC + b"\1\1" + bytes.fromhex(sender)
    body = bomb(1 << 30, told=told)
    text = b"station sync frame 1\n" + bytes.fromhex(hall.id) + head + body
    frame = head + keys.sign(me.signing, text) + body
    assert len(frame) < 1 << 20
    tracemalloc.start()
    reply = answered(filled, frame)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(reply, Fault)
    assert peak < MOST_MEMORY


def exported(window: Window) -> bytes:
    stick = io.BytesIO()
    packets.export(window.work, stick)
    return stick.getvalue()


def test_a_packet_damaged_anywhere_is_refused_from_there_on(filled: World, window: Window) -> None:
    random, whole = Random(5), exported(window)
    taken: dict[str, int] = {}
    for _ in range(ROUNDS):
        spoilt = damaged(whole, random)
        if random.random() < 0.3:
            spoilt = spoilt[: random.randrange(len(spoilt))]
        try:
            carried = hall_packets.take(filled.hall.hall, io.BytesIO(spoilt), io.BytesIO())
        except Refused as refused:
            taken[refused.first.code] = taken.get(refused.first.code, 0) + 1
        else:
            assert not carried.whole
    assert "packet.damaged" in taken
    there = filled.hall.heads(window.station).get(window.me.device, Head())
    mine = window.replica.hashes(window.me.device, [there.number])
    assert mine.get(there.number, FIRST) == there.hash


@pytest.mark.parametrize("at", [0, 1])
def test_a_packet_that_claims_a_record_of_four_gigabytes_is_refused(
    filled: World, window: Window, at: int
) -> None:
    whole = exported(window)
    begin = len(packet.MAGIC)
    if at:
        begin += 4 + struct.unpack(">I", whole[begin : begin + 4])[0]
    spoilt = whole[:begin] + b"\xff\xff\xff\xff" + whole[begin + 4 :]
    tracemalloc.start()
    with pytest.raises(Refused, match=r"packet\.damaged"):
        hall_packets.take(filled.hall.hall, io.BytesIO(spoilt), io.BytesIO())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 1024 * 1024


def test_any_bytes_are_no_packet(filled: World, window: Window) -> None:
    random = Random(6)
    for start in (b"", packet.MAGIC, packet.MAGIC + b"\0\0\0\5", packet.MAGIC + b"\0\0\0\0"):
        for length in (0, 1, 5, 100, 5000):
            data = start + random.randbytes(length)
            with pytest.raises(Refused, match=r"packet\."):
                hall_packets.take(filled.hall.hall, io.BytesIO(data), io.BytesIO())
            with pytest.raises(Refused, match=r"packet\."):
                packets.take(window.work, io.BytesIO(data))


def test_an_answer_of_nonsense_leaves_the_window_as_it_was(filled: World, window: Window) -> None:
    """A hall whose program is broken, or somebody who has its key."""
    random, before, ids = Random(7), window.heads(), window.ids()
    me, hall = window.me, filled.hall.keyring
    signing = hall.signing_key.private_bytes_raw()
    for _ in range(ROUNDS):
        talk = Talk(filled, window, filled.hall, Pace())
        good = wire.opened(exchange(filled.hall.hall, talk._frame))
        body = msgspec.msgpack.encode(good.message())
        for _ in range(random.choice((1, 3, 20))):
            body = damaged(body, random)
        head = wire.MAGIC + b"\1\0" + bytes.fromhex(hall.id)
        text = b"station sync frame 1\n" + bytes.fromhex(me.device) + head + body
        frame = head + keys.sign(signing, text) + body
        try:
            talk._talk.send(frame)
        except (Malformed, Refused, StopIteration):
            pass
        finally:
            talk._talk.close()
    assert window.ids() >= ids
    assert window.heads()[me.device] == before[me.device]
    window_ok = window.store.ledger.by_device(me.device)
    assert [entry.number for entry in window_ok] == list(range(1, before[me.device].number + 1))
