"""A station's journal at the hall, behind the ports of the exchange."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import chains
import pytest
from chains import Writer, subject
from sqlalchemy import select

from station_desktop.domain import fold
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.asides import SetAside
from station_desktop.domain.journal.journal import Entry, Head, Run
from station_desktop.domain.problem import Refused
from station_desktop.hall import registry
from station_desktop.hall.journal import folding, writing
from station_desktop.hall.journal.replica import StationReplica
from station_desktop.hall.store.tables import blob_parts, people, records, strays, submissions
from station_desktop.hall.work import Hall, Officer
from station_desktop.sync import keys
from station_desktop.sync.ports import Served, Want

A1, A2 = "00000000a001", "00000000a002"


@contextmanager
def served(hall: Hall, station: str) -> Iterator[StationReplica]:
    with hall.database.begin() as connection:
        yield StationReplica(connection, hall, station)


def add(hall: Hall, station: str, *runs: Run) -> None:
    with served(hall, station) as replica:
        replica.add(runs)


@pytest.fixture
def one() -> Writer:
    """Three entries of one window."""
    writer = Writer(A1)
    writer.tell(subject("resident", 1), chains.registered())
    writer.tell(subject("case", 1), chains.opened(1))
    writer.tell(subject("case", 1), chains.printed())
    return writer


def test_it_is_what_the_exchange_asks_for(hall: Hall, station: str) -> None:
    with served(hall, station) as replica:
        port: Served = replica
        assert (port.position(), port.heads(), port.check_at(0)) == (0, {}, "")
        assert len(port.epoch()) == 16


def test_runs_are_kept_in_sequence_with_their_signatures(
    hall: Hall, station: str, one: Writer
) -> None:
    add(hall, station, one.run(0, 2))
    add(hall, station, one.run(2))
    with served(hall, station) as replica:
        last = one.entries[-1]
        assert replica.heads() == {A1: Head(3, last.hash)}
        assert replica.run(A1, 0, 10, 1_000_000) == tuple(one.entries)
        assert replica.run(A1, 1, 1, 1_000_000) == (one.entries[1],)
        assert replica.run(A1, 0, 10, 1) == (one.entries[0],)
        assert replica.signatures(A1, 0, 3) == {2: b"s" * 64, 3: b"s" * 64}
        assert replica.signatures(A1, 2, 3) == {3: b"s" * 64}
        assert replica.hashes(A1, (3, 4)) == {3: last.hash}
        assert replica.check_at(3) == last.hash
        assert replica.since(1, 10, 1_000_000, "") == (tuple(one.entries[1:]), 3)
        assert replica.since(0, 1, 1_000_000, "") == ((one.entries[0],), 1)
        assert replica.since(0, 10, 1_000_000, A1) == ((), 3)
        assert replica.places(A1, 0, 3) == ((1, 3, 1),)
        assert replica.through() == {A1: 3}


def test_a_replay_changes_nothing(hall: Hall, station: str, one: Writer) -> None:
    add(hall, station, one.run())
    add(hall, station, one.run(), one.run(0, 2))
    with served(hall, station) as replica:
        assert replica.position() == 3


def test_what_does_not_go_on_from_the_head_is_not_taken(
    hall: Hall, station: str, one: Writer
) -> None:
    other = Writer(A1)
    other.tell(subject("resident", 9), chains.registered("李四"))
    add(hall, station, other.run())
    with pytest.raises(Refused, match=r"hall\.database_busy"):
        add(hall, station, one.run(1))
    with served(hall, station) as replica:
        assert replica.heads()[A1] == Head(1, other.entries[0].hash)


def test_places_tell_the_stretches_apart(hall: Hall, station: str, one: Writer) -> None:
    two = Writer(A2)
    two.tell(subject("resident", 2), chains.registered("李四"))
    add(hall, station, one.run(0, 2), two.run(), one.run(2))
    with served(hall, station) as replica:
        assert replica.places(A1, 0, 3) == ((1, 2, 1), (3, 3, 4))
        assert replica.places(A1, 2, 3) == ((3, 3, 4),)


def test_cases_come_into_the_inbox_with_their_receipt(
    hall: Hall, station: str, one: Writer
) -> None:
    add(hall, station, one.run())
    with hall.database.reading() as connection:
        row = connection.execute(select(submissions)).one()
        assert (row.station, row.hall_state, row.item) == (station, "waiting", "1.2.3")
        assert (row.receipt, row.changed, row.resident) == (2, 3, f"{1:032x}")
        found = connection.execute(select(people.c.kind, people.c.value)).all()
        assert sorted(tuple(pair) for pair in found) == [
            ("name", "张小明"),
            ("phone", "13800138000"),
        ]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda w: w.say(subject("case", 1), "hall.approved", b'{"officer":"x"}'), "not_yours"),
        (lambda w: w.say(subject("case", 1), "case.paused", b"[1"), "unreadable"),
        (lambda w: w.tell(subject("case", 1), chains.registered()), "subject"),
        (
            lambda w: w.say(
                subject("case", 1), "case.withdrawn", b'{"reason":"%s"}' % (b"x" * 1_000_000)
            ),
            "too_large",
        ),
    ],
)
def test_what_breaks_a_rule_is_set_aside_and_the_rest_goes_on(
    hall: Hall, station: str, one: Writer, spoil: Callable[[Writer], Any], reason: str
) -> None:
    bad = spoil(one)
    one.tell(subject("case", 1), chains.printed(2))
    add(hall, station, one.run())
    with served(hall, station) as replica:
        own = replica.own_device()
        (said,) = replica.run(own, 0, 10, 1_000)
        head = replica.heads()[own]
        signed = replica.signatures(own, 0, 1)[1]
        history = folding.history(replica.connection, station, subject("case", 1))
        case = folding.load(replica.connection, station, "case", f"{1:032x}")
    assert said.kind == "aside.set"
    assert fold.set_aside(history) == {bad.id: f"aside.{reason}"}
    assert keys.signed(hall.keyring.verify_key, signed, journal.head_message(own, head))
    assert said.stamp > bad.stamp
    assert len(getattr(case, "papers", ())) == 2


def test_a_relay_says_nothing_itself(hall: Hall, station: str, one: Writer) -> None:
    relay = Hall(hall.database, hall.keyring, hall.time, hall.chance, relay=True)
    one.say(subject("case", 1), "case.paused", b"[1")
    add(relay, station, one.run())
    with served(relay, station) as replica:
        assert set(replica.heads()) == {A1}


def test_no_station_sees_anything_of_another(
    hall: Hall, officer: Officer, station: str, one: Writer
) -> None:
    other = registry.add_station(hall, officer, "110102017015", "香炉营社区服务站").code
    scan = b"\xff\xd8 scan"
    digest = hashlib.sha256(scan).hexdigest()
    one.tell(subject("document", 1), chains.filed(digest, "cd" * 32))
    one.say(subject("case", 1), "case.paused", b"[1")
    add(hall, station, one.run())
    with served(hall, station) as mine:
        own = mine.own_device()
        assert mine.put_part(digest, 0, len(scan), "image/jpeg", scan) == len(scan)
    with served(hall, other) as theirs:
        assert theirs.heads() == {}
        assert theirs.position() == 0
        assert theirs.since(0, 100, 1_000_000, "") == ((), 0)
        assert theirs.wants(10) == ()
        assert not theirs.wanted("cd" * 32)
        assert theirs.size(digest) is None
        assert theirs.part(digest, 0, 100) == b""
        assert theirs.media(digest) == ""
        for device in (A1, own):
            assert theirs.run(device, 0, 10, 1_000_000) == ()
            assert theirs.hashes(device, (1, 2, 3)) == {}
            assert theirs.signatures(device, 0, 10) == {}
            assert theirs.places(device, 0, 10) == ()
        assert theirs.member(A1) is None
        assert [theirs.check_at(place) for place in range(1, 8)] == [""] * 7
        assert folding.history(theirs.connection, other, subject("case", 1)) == ()
        assert folding.load(theirs.connection, other, "case", f"{1:032x}") is None
    two = Writer(A1)
    two.tell(subject("resident", 1), chains.registered("王五"))
    add(hall, other, two.run())
    with served(hall, station) as mine:
        assert mine.run(A1, 0, 1, 1_000_000) == (one.entries[0],)


def test_bytes_that_entries_name_are_wanted_until_they_are_here(
    hall: Hall, station: str, one: Writer
) -> None:
    data = bytes(range(256)) * 3_000
    digest = hashlib.sha256(data).hexdigest()
    one.tell(subject("document", 1), chains.filed(digest))
    add(hall, station, one.run())
    total, cut = len(data), 300_000
    with served(hall, station) as replica:
        assert replica.wants(5) == (Want(digest, 0),)
        assert replica.put_part(digest, 0, total, "image/jpeg", data[:cut]) == cut
    with served(hall, station) as replica:
        assert replica.wants(5) == (Want(digest, cut),)
        assert replica.size(digest) is None
        assert replica.put_part(digest, cut + 1, total, "image/jpeg", b"gap") == cut
        assert replica.put_part(digest, 0, total, "image/jpeg", data[:cut]) == cut
        assert replica.put_part(digest, cut, total, "image/jpeg", data[cut:] + b"!") == cut
        assert replica.put_part(digest, cut, total, "image/jpeg", data[cut:]) == total
        assert replica.wants(5) == ()
        assert (replica.size(digest), replica.media(digest)) == (total, "image/jpeg")
        assert replica.part(digest, 0, total) == data
        assert replica.part(digest, 299_999, 262_150) == data[299_999 : 299_999 + 262_150]
        assert replica.part(digest, total, 10) == b""


def test_bytes_that_are_not_what_they_should_be_are_dropped(hall: Hall, station: str) -> None:
    digest = hashlib.sha256(b"right").hexdigest()
    with served(hall, station) as replica:
        assert replica.put_part(digest, 0, 5, "image/jpeg", b"wrong") == 0
        assert replica.size(digest) is None
        assert replica.put_part(digest, 0, 5, "image/jpeg", b"right") == 5


def test_bytes_lie_sealed(hall: Hall, station: str) -> None:
    data = b"a resident's identity card, front"
    digest = hashlib.sha256(data).hexdigest()
    with served(hall, station) as replica:
        replica.put_part(digest, 0, len(data), "image/jpeg", data)
        kept = replica.connection.scalars(select(blob_parts.c.sealed)).all()
        assert all(b"identity" not in bytes(part) for part in kept)
        damaged = bytes(kept[0])[:-1] + bytes([kept[0][-1] ^ 1])
        other = blob_parts.update().values(sealed=damaged)
        replica.connection.execute(other)
        with pytest.raises(Refused, match=r"hall\.blob_damaged"):
            replica.part(digest, 0, 10)


def test_strays_count_until_they_come_again(hall: Hall, station: str, one: Writer) -> None:
    add(hall, station, one.run())
    with served(hall, station) as replica:
        assert replica.stray(A1, 1) == 2
        assert replica.heads() == {A1: Head(1, one.entries[0].hash)}
        assert replica.signatures(A1, 0, 9) == {}
        assert replica.since(0, 10, 1_000_000, "")[0] == (one.entries[0],)
        history = folding.history(replica.connection, station, subject("case", 1))
        assert history == tuple(one.entries[1:])
    two = Writer(A2)
    for entry in one.entries[1:]:
        two.say(entry.subject, entry.kind, entry.payload, id=entry.id)
    add(hall, station, two.run())
    with served(hall, station) as replica:
        history = folding.history(replica.connection, station, subject("case", 1))
        assert history == tuple(two.entries)


def test_a_restored_hall_writes_what_it_lost_at_the_end_of_its_chain(
    hall: Hall, station: str, one: Writer
) -> None:
    add(hall, station, one.run())
    with served(hall, station) as replica:
        own = replica.own_device()
        for n in range(4):
            writing.append(
                replica.connection, hall, station, "o", [(subject("setting", n), _set(n))]
            )
        told = replica.run(own, 0, 10, 1_000_000)
        assert replica.stray(own, 2) == 2
        replica.connection.execute(strays.delete())
        writing.append(replica.connection, hall, station, "o", [(subject("setting", 9), _set(9))])
    with served(hall, station) as replica:
        lost = [entry.id for entry in told[2:]]
        assert replica.known([*lost, told[0].id]) == {told[0].id}
        replica.take_back(Run(own, told[1:], b""))
        again = replica.run(own, 3, 10, 1_000_000)
        assert [entry.id for entry in again] == lost
        assert [entry.stamp for entry in again] == [entry.stamp for entry in told[2:]]
        held = replica.hashes(own, [3])
        assert all(
            journal.holds(entry, previous)
            for entry, previous in zip(again, (held[3], again[0].hash), strict=True)
        )
        head = replica.heads()[own]
        assert keys.signed(
            hall.keyring.verify_key,
            replica.signatures(own, 4, 5)[5],
            journal.head_message(own, head),
        )
        replica.take_back(Run(own, told[1:], b""))
        assert replica.heads()[own] == head


def _set(value: int) -> journal.Fact:
    from station_desktop.domain.station.station import SettingChanged

    return SettingChanged(value)


def test_records_made_again_are_the_same(hall: Hall, station: str, one: Writer) -> None:
    one.say(subject("case", 1), "case.paused", b"[1")
    one.tell(subject("resident", 1), chains.moved("", "校场五条19号"), late_ms=5)
    add(hall, station, one.run())
    with served(hall, station) as replica:
        tables = (records, submissions, people)
        before = [sorted(map(tuple, replica.connection.execute(select(t)))) for t in tables]
        folding.rebuild(replica.connection, station)
        after = [sorted(map(tuple, replica.connection.execute(select(t)))) for t in tables]
    assert after == before
    assert all(before)


def test_nothing_of_a_broken_off_exchange_stays(hall: Hall, station: str, one: Writer) -> None:
    def broken_off(replica: StationReplica) -> None:
        with replica.transaction(), replica.transaction():
            replica.add([one.run()])
            raise ConnectionError

    with pytest.raises(ConnectionError), served(hall, station) as replica:
        broken_off(replica)
    with served(hall, station) as replica:
        with pytest.raises(ConnectionError):
            broken_off(replica)
        assert replica.heads() == {}
        assert replica.position() == 0


def test_who_follows_the_sequence_misses_nothing_of_what_comes_at_once(
    hall: Hall, station: str
) -> None:
    writers = [Writer(f"00000000b{n:03d}") for n in range(3)]
    for number, writer in enumerate(writers):
        for step in range(24):
            writer.tell(subject("resident", number * 100 + step), chains.registered(), step)

    def send(writer: Writer) -> None:
        for after in range(0, 24, 2):
            add(hall, station, writer.run(after, after + 2))

    senders = [Thread(target=send, args=(writer,)) for writer in writers]
    for sender in senders:
        sender.start()
    got: list[Entry] = []
    place = 0
    while place < 72 and (any(sender.is_alive() for sender in senders) or not got):
        with hall.database.reading() as connection:
            replica = StationReplica(connection, hall, station)
            found, place = replica.since(place, 5, 1_000_000, "")
            got.extend(found)
    for sender in senders:
        sender.join()
    with served(hall, station) as replica:
        while place < replica.position():
            found, place = replica.since(place, 5, 1_000_000, "")
            got.extend(found)
        everything, _ = replica.since(0, 1_000, 1_000_000, "")
    assert got == list(everything)
    for writer in writers:
        assert [entry for entry in got if entry.device == writer.device] == writer.entries


def test_the_same_run_sent_twice_at_once_is_kept_once(hall: Hall, station: str) -> None:
    writer = Writer(A1)
    for step in range(40):
        writer.tell(subject("resident", step), chains.registered(), step)
    senders = [Thread(target=add, args=(hall, station, writer.run())) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    with served(hall, station) as replica:
        assert replica.position() == 40
        assert replica.run(A1, 0, 99, 1_000_000) == tuple(writer.entries)


def test_what_was_set_aside_before_it_came_does_not_count_when_it_comes(
    hall: Hall, station: str, one: Writer
) -> None:
    add(hall, station, one.run())
    late = "e" * 32
    with served(hall, station) as replica:
        act = (subject("case", 1), SetAside(late, "aside.unreadable"))
        writing.append(replica.connection, hall, station, "o", [act])
    one.tell(subject("case", 1), chains.printed(2), late_ms=9_000_000, id=late)
    one.tell(subject("case", 1), chains.printed(3), late_ms=9_000_001)
    add(hall, station, one.run(3))
    with served(hall, station) as replica:
        case = folding.load(replica.connection, station, "case", f"{1:032x}")
    assert [paper.copy_number for paper in getattr(case, "papers", ())] == [1, 3]
