"""An old program and a new one understand each other: messages that say less or more than this
version's, kinds of entries and whole messages that nobody knows yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import msgspec
import pytest
import world_acts
import zstandard
from world import World
from world_nodes import Office, Window

from station_desktop.domain.person.residents import Registered
from station_desktop.hall.exchange import exchange
from station_desktop.hall.journal import folding
from station_desktop.sync import keys, rounds, wire
from station_desktop.sync.client import Client, Outcome, Pace

Change = Callable[[list[Any]], list[Any]]
_SYNC, _ANSWER = 1, 2
_RUNS = {_SYNC: (8, 14), _ANSWER: (8, 20)}
"""Where the runs stand in a message, its number counted, and where those with open boxes do."""
_SPEAKS = {_SYNC: 10, _ANSWER: 17}
_SINCE_LATER = {_SYNC: 3, _ANSWER: 3}
"""How many fields at the end an older program might not know."""


def newer(message: list[Any]) -> list[Any]:
    """As a later version may write it: more fields everywhere."""
    for at in _RUNS.get(message[0], ()):
        message[at] = [[*run, {"later": 1}, None] for run in message[at]]
        message[2] = [*message[2], "later"]
    return [*message, b"later", [1, {"x": 2}]]


def older(message: list[Any]) -> list[Any]:
    """As an earlier version may have written it: the last fields are not there."""
    return message[: len(message) - _SINCE_LATER.get(message[0], 0)]


def version_1(message: list[Any]) -> list[Any]:
    """As it comes from a program that knows only closed boxes."""
    if message[0] in _SPEAKS:
        message[_SPEAKS[message[0]]] = 1
    return message


def rewritten(frame: bytes, change: Change, signing: bytes, receiver: str) -> bytes:
    opened = wire.opened(frame)
    body = opened.body
    if opened.head[3]:
        body = zstandard.ZstdDecompressor().decompress(body)
    told = msgspec.msgpack.encode(change(msgspec.msgpack.decode(body)))
    head = opened.head[:3] + b"\0" + opened.head[4:]
    signed = b"station sync frame 1\n" + bytes.fromhex(receiver) + head + told
    return head + keys.sign(signing, signed) + told


@pytest.fixture
def world() -> Iterator[World]:
    with World(3) as made:
        yield made


def converse(
    window: Window, office: Office, up: Change, down: Change, *, old: bool = False
) -> Outcome:
    me, ring = window.me, office.keyring
    client = Client(window.replica, me.hall, window.store.ledger.now_ms)
    talk = rounds.exchange(client, Pace(part=1000), window.chance)
    frame = next(talk)
    signing = ring.signing_key.private_bytes_raw()
    if old or older in (up, down):  # each end hears of the other which version it has
        up, down = (lambda said, way=way: way(version_1(said)) for way in (up, down))
    while True:
        asked = rewritten(frame, up, me.signing, ring.id)
        answer = rewritten(exchange(office.hall, asked), down, signing, me.device)
        try:
            frame = talk.send(answer)
        except StopIteration as ended:
            outcome: Outcome = ended.value
            return outcome


def same(message: list[Any]) -> list[Any]:
    return message


@pytest.mark.parametrize(
    ("up", "down"),
    [(newer, same), (older, same), (same, newer), (same, older), (newer, older), (older, newer)],
    ids=lambda change: change.__name__,
)
def test_windows_and_hall_of_different_versions_come_to_hold_the_same(
    world: World, up: Change, down: Change
) -> None:
    window, random = world.windows[0], Random(5)
    for _ in range(12):
        world_acts.at_window(window, random)
        world_acts.at_hall(world.hall, window.station, random)
    assert converse(window, world.hall, up, down).agreed
    assert window.heads() == world.hall.heads(window.station)
    assert window.ids() == world.hall.ids(window.station)


@pytest.mark.parametrize("change", [older, same], ids=["older", "same"])
def test_boxes_are_opened_only_for_who_can_close_them(world: World, change: Change) -> None:
    window, said = world.windows[0], list[list[Any]]()
    world_acts.at_hall(world.hall, window.station, Random(5))
    window.append([(f"resident:{window.store.ledger.new_id()}", Registered("欧阳静怡"))])

    def heard(message: list[Any]) -> list[Any]:
        said.append(list(message))
        return change(message)

    assert converse(window, world.hall, heard, heard, old=change is older).agreed
    runs = [(message[0], *(bool(message[at]) for at in _RUNS[message[0]])) for message in said]
    tried = {(_SYNC, False, True)}
    if change is older:  # what an older hall passed over is said again in its way
        assert {run for run in runs if any(run[1:])} - tried == {
            (_SYNC, True, False),
            (_ANSWER, True, False),
        }
    else:
        assert {run for run in runs if any(run[1:])} == tried | {(_ANSWER, False, True)}


def test_entries_of_a_later_version_are_kept_and_handed_on(world: World) -> None:
    window = world.windows[0]
    case = f"case:{window.store.ledger.new_id()}"
    (entry,) = window.append([(case, world_acts.Newer("某处"))])
    assert converse(window, world.hall, same, same).agreed
    with world.hall.hall.database.reading() as connection:
        assert folding.history(connection, window.station, case) == (entry,)


@pytest.mark.parametrize("message", [[99, b"what", 1], [_SYNC], [_SYNC, "no number"], "x", 7, []])
def test_a_message_that_is_not_known_is_answered_and_nothing_is_done(
    world: World, message: Any
) -> None:
    window = world.windows[0]
    me, hall = window.me, world.hall.keyring
    before = world.hall.heads(window.station)
    frame = wire.frame(wire.Fetch(b"", 0, 0), me.device, me.signing, hall.id)
    asked = rewritten(frame, lambda _: message, me.signing, hall.id)
    reply = wire.opened(exchange(world.hall.hall, asked))
    assert reply.signed_by(hall.verify_key, me.device)
    assert reply.message() == wire.Fault("sync.not_understood")
    assert world.hall.heads(window.station) == before
