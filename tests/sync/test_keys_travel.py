"""Keys to what is personal travel with the entries that name them; whoever lacks one asks; what was
destroyed is in nothing that is sent afterwards."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from everything_kept import where
from sqlalchemy import text
from world import World
from world_nodes import Office, Window
from world_talks import Talk, whole_round

from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.erasures import Destroyed
from station_desktop.domain.person.residents import Changed, FieldChange, Registered
from station_desktop.hall.journal import folding, writing
from station_desktop.sync import runs, wire
from station_desktop.sync.client import Outcome, Pace
from station_desktop.sync.packet import Reader
from station_desktop.sync.wire import Sync, WireRun
from station_desktop.usecases.exchange import packets

NAME, PHONE = "欧阳静怡", "13712345678"


@pytest.fixture
def world() -> Iterator[World]:
    with World(3) as made:
        yield made


@pytest.fixture
def window(world: World) -> Window:
    return world.windows[0]


def registers(window: Window) -> str:
    subject = f"resident:{window.store.ledger.new_id()}"
    window.append([(subject, Registered(NAME, phone=PHONE))])
    return subject


def talks(world: World, window: Window) -> Outcome:
    talk = Talk(world, window, world.hall, Pace())
    whole_round(talk)
    assert talk.outcome is not None
    return talk.outcome


def at_hall(office: Office, window: Window, subject: str) -> str:
    with office.hall.database.reading() as connection:
        noun, _, id = subject.partition(":")
        record: Any = folding.load(connection, window.station, noun, id)
    return str(record.name)


def here(window: Window, subject: str) -> str:
    record: Any = window.store.ledger.record(*subject.split(":"))
    return str(record.name)


def test_a_key_that_one_side_lost_comes_from_the_other(world: World, window: Window) -> None:
    subject = registers(window)
    assert talks(world, window).agreed
    assert at_hall(world.hall, window, subject) == NAME
    with world.hall.hall.database.begin() as connection:
        connection.execute(text("UPDATE seals SET key = NULL"))
        folding.again(connection, window.station, [subject])
    assert at_hall(world.hall, window, subject) == ""
    assert talks(world, window).agreed
    assert at_hall(world.hall, window, subject) == NAME
    window.store.connection.execute("UPDATE seals SET key = NULL")
    assert talks(world, window).agreed
    assert window.seals(window.station) == world.hall.seals(window.station)
    assert here(window, subject) == NAME


def test_a_key_that_nobody_has_does_not_bar_the_rest(world: World, window: Window) -> None:
    subject = registers(window)
    window.store.connection.execute("DELETE FROM seals")
    assert talks(world, window).agreed
    assert at_hall(world.hall, window, subject) == ""
    assert talks(world, window).agreed


def test_what_was_destroyed_is_in_no_packet_made_afterwards(world: World, window: Window) -> None:
    subject = registers(window)
    (key,) = window.replica.seals([subject])[subject]
    before = said_in_a_packet(world, window)
    assert key in before
    assert NAME.encode() not in before, "who reads a packet may be of an older version"
    window.append([(subject, Destroyed("wish", "a", "b"))])
    after = said_in_a_packet(world, window)
    assert len(after) > 500
    for trace in (key, NAME.encode(), PHONE.encode()):
        assert trace not in after
    assert talks(world, window).agreed
    assert at_hall(world.hall, window, subject) == ""


def said_in_a_packet(world: World, window: Window) -> bytes:
    """All messages of a packet for the hall, unpacked."""
    stick = io.BytesIO()
    packets.export(window.work, stick)
    stick.seek(0)
    private = world.hall.keyring.sealing_key.private_bytes_raw()
    return b"".join(
        msgspec.msgpack.encode(wire.opened(frame).message()) for frame in Reader(stick, private)
    )


def test_a_run_carries_the_keys_of_its_subjects_in_their_order(window: Window) -> None:
    subjects = [registers(window) for _ in range(3)]
    device = window.store.ledger.device
    entries = window.replica.run(device, 0, 1000, 1 << 30)[-3:]
    held = window.replica.seals(runs.sealed(entries))
    assert set(held) == set(subjects)
    held.pop(subjects[2])
    sent = msgspec.msgpack.encode(runs.packed(entries, b"s", held))
    run = msgspec.msgpack.decode(sent, type=WireRun)
    assert len(run.keys) == 2
    found = runs.unpacked(run, entries[0].previous)
    assert found.keys == held
    bare = runs.unpacked(runs.packed(entries), entries[0].previous)
    assert (bare.keys, bare.entries) == ({}, tuple(entries))


def test_boxes_go_open_inside_a_frame_and_are_the_same_on_arrival(window: Window) -> None:
    subjects = [registers(window) for _ in range(3)]
    entries = window.replica.run(window.store.ledger.device, 0, 1000, 1 << 30)[-3:]
    held = window.replica.seals(subjects[:2])
    run = runs.packed(entries, b"s", held, openly=True)
    assert [NAME.encode() in inside for inside in run.personal] == [True, True]
    assert (run.under, run.payloads[2]) == ([1, 1, 0], entries[2].payload)
    sent = msgspec.msgpack.encode(run)
    again = msgspec.msgpack.decode(sent, type=WireRun)
    assert runs.unpacked(again, entries[0].previous).entries == entries
    for changed in (
        {"personal": [run.personal[0], b"{}"]},
        {"keys": [run.keys[0], bytes(32)]},
    ):
        spoilt = msgspec.structs.replace(run, **changed)
        found = runs.unpacked(spoilt, entries[0].previous)
        assert (found.entries, found.damaged) == (entries[:1], entries[1].number)
    for odd in (
        {"under": [1, 2, 0]},
        {"under": [1, -1, 0]},
        {"under": [1, 1, 1]},
        {"under": [1, 1]},
        {"personal": run.personal[:1]},
        {"keys": run.keys[:1]},
    ):
        with pytest.raises(wire.Malformed):
            runs.unpacked(msgspec.structs.replace(run, **odd), entries[0].previous)


def test_what_comes_open_about_somebody_erased_is_kept_nowhere(
    world: World, window: Window
) -> None:
    """The hall has heard of the erasure; the window has not, and tells what it still may."""
    subject, other = registers(window), registers(window)
    assert talks(world, window).agreed
    hall = world.hall.hall
    with hall.database.begin() as connection:
        writing.append(connection, hall, window.station, "", [(subject, Destroyed("wish"))])
    told = {"phone_note": FieldChange("", "转给外甥女")}
    window.append([(one, Changed(told)) for one in (subject, other)])
    assert talks(world, window).agreed
    with hall.database.reading() as connection:
        found = folding.histories(connection, window.station, [subject, other])
        kept = connection.connection.driver_connection
        assert where(kept, PHONE, "转给外甥女") == {"records", "people"}
    assert [bool(entry.opened) for entry in found[subject]] == [False] * 3
    assert any("转给外甥女".encode() in entry.opened for entry in found[other])
    assert (at_hall(world.hall, window, subject), here(window, subject)) == ("", "")
    assert here(window, other) == NAME


def test_a_message_of_many_wrong_keys_changes_nothing(world: World, window: Window) -> None:
    subject = registers(window)
    assert talks(world, window).agreed
    me, ring = window.me, world.hall.keyring
    wrong = [(runs.short_subject(subject), bytes([n]) * 32) for n in range(200)]
    wrong += [(b"", b""), (b"\1\xff", b"x" * 32), (b"\0case", b"x" * 32)]
    from station_desktop.hall.exchange import exchange

    ask = Sync(0, wire.WireHead(), keys=wrong, lacks=wrong)
    before = world.hall.seals(window.station)
    reply = exchange(world.hall.hall, wire.frame(ask, me.device, me.signing, ring.id))
    assert isinstance(wire.opened(reply).message(), wire.Answer)
    assert world.hall.seals(window.station) == before
    assert sealing.key_id(b"x" * 32) not in {id for _, id in before[0]}
    assert journal.of_hall(window.store.ledger.device) is False
