"""Rounds of a window with a real hall over HTTP, and what the sign says after each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from founding import CHEAP
from hall_server import HallServer, serving
from people import people

from station_desktop.domain.problem import Refused
from station_desktop.hall import registry
from station_desktop.storage.exchange import outbox
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.exchange import packet_files, syncing
from station_desktop.usecases.exchange.syncing import Courier, Position
from station_desktop.usecases.people import residents
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.work import Work

PERSON, OTHER = people(2)


@pytest.fixture
def hall(tmp_path: Path, clock: Any) -> Iterator[HallServer]:
    with serving(tmp_path / "hall", clock) as server:
        yield server


@pytest.fixture
def enrolled(work: Work, hall: HallServer) -> Work:
    enrolling.enrol(work, hall.url, hall.code(), "一号窗口")
    return work


@pytest.fixture
def courier(enrolled: Work, founded: Founded, data_dir: Path, clock: Any) -> Iterator[Courier]:
    made = Courier(Store(data_dir, founded.key, time=clock))
    yield made
    made.close()


def position(work: Work) -> Position:
    found = syncing.position(work)
    assert found is not None
    return found


def test_a_window_that_was_never_let_in_asks_nobody(
    work: Work, founded: Founded, data_dir: Path, clock: Any
) -> None:
    courier = Courier(Store(data_dir, founded.key, time=clock))
    assert not courier.go().enrolled
    courier.close()
    assert syncing.position(work) is None
    assert syncing.sign(None).state == "alone"
    assert not outbox.enrolled(work.store.connection)


def test_all_sent_is_said_only_after_both_ends_agreed(enrolled: Work, courier: Courier) -> None:
    residents.register(enrolled, PERSON.typed())
    before = position(enrolled)
    assert before.pending == outbox.own_number(enrolled.store.connection)
    assert not before.agreed
    assert courier.go().problem == ""
    after = position(enrolled)
    assert (after.pending, after.agreed) == (0, True)
    assert syncing.sign(after).state == "agreed"
    residents.register(enrolled, OTHER.typed())
    assert syncing.sign(position(enrolled)).state == "sending"
    assert syncing.sign(position(enrolled)).pending == 1


def test_before_the_first_round_the_sign_does_not_repeat_yesterdays(
    enrolled: Work, courier: Courier
) -> None:
    courier.go()
    assert syncing.sign(position(enrolled), tried=False).state == "connecting"


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("login", "sync.not_hall"),
        ("missing", "sync.not_hall"),
        ("broken", "sync.busy"),
        ("half", "sync.cut"),
    ],
)
def test_what_is_no_answer_is_offline_and_never_done(
    enrolled: Work, courier: Courier, hall: HallServer, mode: Any, code: str, clock: Any
) -> None:
    courier.go()
    heard = position(enrolled).last.heard
    residents.register(enrolled, PERSON.typed())
    hall.mode = mode
    clock.turn(minutes=5)
    went = courier.go()
    assert went.problem == code
    found = position(enrolled)
    sign = syncing.sign(found)
    assert (sign.state, sign.pending, sign.since) == ("offline", 1, heard)
    assert sign.problem is not None
    assert sign.problem.code == code
    hall.mode = "well"
    assert courier.go().problem == ""
    assert syncing.sign(position(enrolled)).state == "agreed"


def test_batches_shrink_while_it_fails_and_the_waits_grow(
    enrolled: Work, courier: Courier, hall: HallServer
) -> None:
    residents.register(enrolled, PERSON.typed())
    hall.mode = "missing"
    pushes, longest = [courier.pacing.push], 0.0
    for _ in range(8):
        longest = max(longest, courier.go().wait)
        pushes.append(courier.pacing.push)
    assert pushes == sorted(pushes, reverse=True)
    assert pushes[-1] == 1
    assert 100 < longest <= 300


def test_stopping_ends_a_round_that_waits_for_an_answer(courier: Courier, hall: HallServer) -> None:
    hall.mode = "silent"
    asked = threading.Event()

    def stop_once_asked() -> None:
        while not hall.asked:
            asked.wait(0.01)
        courier.stop()

    hall.asked = 0
    stopper = threading.Thread(target=stop_once_asked)
    stopper.start()
    went = courier.go()
    stopper.join()
    assert went.problem in ("sync.cut", "sync.stopped")


def test_a_revoked_window_needs_somebody_and_comes_back_with_a_new_code(
    enrolled: Work, courier: Courier, hall: HallServer
) -> None:
    courier.go()
    registry.revoke(hall.hall, hall.officer, enrolled.store.ledger.device, "丢失")
    residents.register(enrolled, PERSON.typed())
    assert courier.go().problem == "device.revoked"
    found = position(enrolled)
    assert syncing.sign(found).state == "needs"
    assert syncing.needs_new_enrolment(found)
    enrolling.enrol(enrolled, hall.url, hall.code(), "一号窗口")
    assert courier.go().problem == ""
    assert position(enrolled).agreed


def test_another_certificate_is_not_spoken_to(
    tmp_path: Path, work: Work, founded: Founded, data_dir: Path, clock: Any
) -> None:
    with serving(tmp_path / "tls", clock, tls=True) as hall:
        enrolling.enrol(work, hall.url, hall.code(), "一号窗口")
        courier = Courier(Store(data_dir, founded.key, time=clock))
        assert courier.go().problem == ""
        hall.show_certificate()
        asked = hall.asked
        went = courier.go(fresh=True)
        courier.close()
        assert went.problem == "sync.certificate"
        assert hall.asked == asked
        sign = syncing.sign(position(work))
        assert sign.state == "needs"


@pytest.mark.parametrize(
    ("delta", "code"),
    [
        ({"minutes": 5}, ""),
        ({"minutes": 11}, "sync.clock.ahead"),
        ({"minutes": -11}, "sync.clock.behind"),
        ({"days": 2}, "sync.clock.ahead_days"),
        ({"days": -2}, "sync.clock.behind_days"),
    ],
)
def test_a_clock_that_is_off_is_told_by_how_much(
    enrolled: Work, courier: Courier, clock: Any, delta: dict[str, int], code: str
) -> None:
    found = position(enrolled)
    courier.go()
    off = clock.moment
    clock.turn(**delta)
    ahead = round((clock.moment - off).total_seconds() * 1000)
    last = type(found.last)(tried=1, heard=1, by="hall", ahead_ms=ahead)
    told = syncing.troubles(Position(last, 0, 0, 0))
    assert [problem.code for problem in told] == ([code] if code else [])


def test_what_others_did_is_told_by_kinds(
    enrolled: Work, courier: Courier, hall: HallServer, tmp_path: Path
) -> None:
    courier.go()
    enrolling.join(tmp_path / "two", hall.url, hall.code(), "二号窗口", cost=CHEAP)
    entered = opening.unlock(tmp_path / "two", "wangmin", "Station#2026")
    store = Store(tmp_path / "two", entered.key)
    residents.register(Work(store, entered.actor), PERSON.typed())
    colleague = Courier(store)
    colleague.go()
    colleague.close()
    went = courier.go()
    assert {"residents", "accounts", "sync"} <= went.kinds
    found = residents.find(enrolled, PERSON.name)
    assert [person.name for person in found] == [PERSON.name]
    names = {device.name for device in reads.devices(enrolled.store.connection)}
    assert names == {"一号窗口", "二号窗口"}


def test_a_packet_is_written_whole_or_not_at_all(enrolled: Work, tmp_path: Path) -> None:
    residents.register(enrolled, PERSON.typed())
    file = tmp_path / "up.packet"
    carried = packet_files.export(enrolled, file)
    assert carried == position(enrolled).pending
    whole = file.read_bytes()

    def full(done: int, total: int) -> None:
        raise OSError("no space left")

    with pytest.raises(Refused) as refused:
        packet_files.export(enrolled, file, full)
    assert refused.value.first.code == "file.cannot_write"
    assert file.read_bytes() == whole
    assert list(tmp_path.glob("*.begun")) == []
    with pytest.raises(Refused) as refused:
        packet_files.take(enrolled, tmp_path / "absent.packet")
    assert refused.value.first.code == "packet.unreadable"


@pytest.mark.parametrize("spoil", [lambda f: f.write_bytes(b"no"), lambda f: f.unlink()])
def test_reading_something_else_is_refused(
    enrolled: Work, tmp_path: Path, spoil: Callable[[Path], Any]
) -> None:
    file = tmp_path / "down.packet"
    file.write_bytes(b"")
    spoil(file)
    with pytest.raises(Refused) as refused:
        packet_files.take(enrolled, file)
    assert refused.value.first.code in ("packet.not_one", "packet.unreadable")


def test_a_join_that_fails_leaves_nothing_behind(hall: HallServer, tmp_path: Path) -> None:
    hall.mode = "missing"
    with pytest.raises(Refused) as refused:
        enrolling.join(tmp_path / "two", hall.url, hall.code(), "二号窗口", cost=CHEAP)
    assert refused.value.first.code == "sync.not_hall"
    assert not (tmp_path / "two").exists()
