"""A device of one station says every message there is about another station's things: nothing of
them ever comes back, and nothing there is changed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import two_ends
from two_ends import OTHER, Town, Window, found, hall_heads, hall_ids

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Head
from station_desktop.sync import enrolment, keys, runs, transport, wire
from station_desktop.sync.identity import Identity
from station_desktop.sync.wire import (
    Answer,
    Enrol,
    Fetch,
    Marks,
    Message,
    Put,
    Recover,
    Succeed,
    Sync,
    WireHead,
)
from station_desktop.usecases.exchange import exchanging


class Thief:
    """A device of one station that asks for what is another's, and hears what it is told."""

    def __init__(self, town: Town, window: Window) -> None:
        me = exchanging.me(window.store)
        assert me is not None
        self.me: Identity = me
        self._http = transport.Http(f"http://127.0.0.1:{town.port}")
        self.heard: list[Message] = []

    def says(self, message: Message, sender: str = "", receiver: str = "") -> Message:
        me = self.me
        frame = wire.frame(message, sender or me.device, me.signing, receiver or me.hall.id)
        answer = wire.opened(self._http.send(frame)).message()
        self.heard.append(answer)
        return answer

    def close(self) -> None:
        self._http.close()


def texts(messages: list[Message]) -> bytes:
    """Everything heard, unpacked."""
    return b"".join(msgspec.msgpack.encode(message) for message in messages)


def test_no_message_brings_anything_of_another_station(tmp_path: Path) -> None:
    with two_ends.town(tmp_path / "town") as town:
        steals_nothing(town, tmp_path)


def steals_nothing(town: Town, tmp_path: Path) -> None:
    theirs = found(tmp_path / "theirs", OTHER)
    theirs.enrol(town.hall, town.way.url)
    resident = theirs.registers()[0]
    secret = b"a scan that nobody else may see " * 64
    scan = theirs.files(resident, secret)
    theirs.settles()
    names = theirs.store.connection.execute("SELECT name FROM residents").fetchall()
    before = hall_heads(town.hall, OTHER), hall_ids(town.hall, OTHER), hall_ids(town.hall)
    hall_device = next(one for one in before[0] if one.startswith("ffff"))

    thief = Thief(town, town.window)
    hash = bytes.fromhex(scan)
    for message in thefts(theirs, hall_device, hash):
        thief.says(message)
    code = enrolment.code_of("ABCDE-FGHJK-LMNPQ-RSTUV")
    asked = enrolment.ask(code, theirs.device, theirs.store.chance, name="x").message
    thief.says(asked)
    assert isinstance(asked, Enrol)
    told = thief.says(Sync(0, WireHead()), sender=theirs.device)
    assert told == wire.Fault("sync.signature")

    heard = texts(thief.heard)
    for [name] in names:
        assert name.encode() not in heard
    for held in (secret[:32], resident.encode(), theirs.device.encode(), hall_device.encode()):
        assert held not in heard
    pieces = [one for one in thief.heard if isinstance(one, wire.Piece)]
    assert [(one.total, one.data) for one in pieces] == [(0, b"")] * len(pieces)
    marked = [one for one in thief.heard if isinstance(one, wire.Marked)]
    assert {hash for one in marked for hash in one.hashes} == {b""}
    answers = [one for one in thief.heard if isinstance(one, Answer)]
    foreign = {bytes.fromhex(device) for device in before[0]}
    for answer in answers:
        assert not foreign & {run.device for run in wire.brought(answer)}
        assert not foreign & set(answer.heads or {})
        assert scan not in [hash.hex() for hash, _ in answer.wants]
    after = hall_heads(town.hall, OTHER), hall_ids(town.hall, OTHER), hall_ids(town.hall)
    assert after == before
    thief.close()

    owner = Thief(town, theirs)
    for message in (Sync(0, WireHead(), heads={}, most=100, weight=1 << 20), Fetch(hash, 0, 64)):
        owner.says(message)
    assert hall_device in [run.device.hex() for run in answered(owner)], "nothing was to be had"
    assert secret[:32] in texts(owner.heard)
    owner.close()
    theirs.settles()
    assert theirs.replica.heads() == hall_heads(town.hall, OTHER)
    theirs.close()


def answered(thief: Thief) -> list[wire.WireRun]:
    """All runs that were brought."""
    return [run for one in thief.heard if isinstance(one, Answer) for run in wire.brought(one)]


def thefts(theirs: Window, hall_device: str, hash: bytes) -> list[Message]:
    """Every message a device can say, about the other station's things."""
    device, everything = bytes.fromhex(theirs.device), [*range(1, 20)]
    me = exchanging.me(theirs.store)
    assert me is not None
    entries = theirs.replica.run(theirs.device, 0, 100, 1 << 20)
    head = Head(entries[-1].number, entries[-1].hash)
    signed = keys.sign(me.signing, journal.head_message(theirs.device, head))
    run = runs.packed(entries, signed)
    held = theirs.replica.seals(runs.sealed(entries))
    openly = runs.packed(entries, signed, held, openly=True)
    hall_run = runs.packed(theirs.replica.run(hall_device, 0, 100, 1 << 20))
    return [
        Sync(0, WireHead(), heads={device: WireHead()}, most=100, weight=1 << 20),
        Sync(0, WireHead(), runs=[run], most=100, weight=1 << 20, heads={}),
        Sync(0, WireHead(), open_runs=[openly], most=100, weight=1 << 20, heads={}),
        Marks(device, everything),
        Marks(bytes.fromhex(hall_device), everything),
        Fetch(hash, 0, 1 << 20),
        Put(hash, 0, 5, "image/png", b"false"),
        Recover(hall_run, bytes(32)),
        Recover(run, bytes(32)),
        Succeed(device, b"k" * 32, b"s" * 32, 0),
    ]
