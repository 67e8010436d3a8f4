"""Two windows of one station: what one accepts the other sees, through the hall, and while the hall
is out of reach through a relay of the station, a process of its own, shown by its own
certificate."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from founding import PASSWORD
from hall_process import PROGRAM, Process, certificate, hall_in_thread
from sqlalchemy import select
from taken_in import take_in
from tcp_proxy import TcpProxy, proxy
from two_ends import (
    CONSOLE,
    STATION,
    Window,
    found,
    hall_scan,
    joined,
    must_be_same,
    new_hall,
)

from station_desktop.domain.person.residents import Resident
from station_desktop.hall import registry
from station_desktop.hall.store import tables
from station_desktop.hall.work import Hall
from station_desktop.storage.exchange import standings
from station_desktop.storage.store import Store
from station_desktop.sync import transport
from station_desktop.usecases.door import opening
from station_desktop.usecases.exchange import exchanging, syncing
from station_desktop.usecases.exchange.syncing import Position
from station_desktop.usecases.people import residents

RUNNING = re.compile(r"running on https?://[\d.]+:(\d+)")
PERSON = {"name": "张小明", "id_number": "11010519491231002X", "phone": "13800138000"}
ROUNDS = 60


@pytest.fixture(autouse=True)
def _nobody_searches_for_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep_item_index", lambda _: None)


class Street:
    """A hall, a station with two windows that reach it by ``way``, and ``up``, by which a relay
    does; both can go."""

    def __init__(self, folder: Path, ends: ExitStack) -> None:
        self.hall: Hall = new_hall(folder / "hall")
        ends.callback(self.hall.database.close)
        port = ends.enter_context(hall_in_thread(self.hall))
        self.way: TcpProxy = ends.enter_context(proxy(port))
        self.up: TcpProxy = ends.enter_context(proxy(port))
        self.first = found(folder / "first")
        ends.callback(self.first.close)
        self.first.enrol(self.hall, self.way.url)
        self.first.settles()
        self.second = joined(folder / "second", self.hall, self.way.url)
        ends.callback(self.second.close)

    @property
    def windows(self) -> tuple[Window, Window]:
        return self.first, self.second


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    with ExitStack() as ends:
        yield Street(tmp_path, ends)


@pytest.fixture
def relay(street: Street, tmp_path: Path) -> Iterator[TcpProxy]:
    """The station's relay with TLS, let in at the hall; the windows know of it."""
    pem = str(certificate(tmp_path, "relay"))
    code = registry.enrol_code(street.hall, CONSOLE, STATION, "relay")
    database = f"sqlite:///{tmp_path / 'relay.db'}"
    with proxy(0) as way:
        command = [*PROGRAM, "serve", "--relay", "--hall", street.up.url, "--port", "0"]
        command += ["--database", database, "--tls-cert", pem, "--tls-key", pem]
        command += ["--address", way.url.replace("http:", "https:"), "--name", "站内中转机"]
        process = Process(command, RUNNING, STATION_ENROL_CODE=code)
        way.target = process.port
        for window in street.windows:
            window.settles()
        try:
            yield way
        finally:
            for window in street.windows:
                window.line.close()
            process.stop()


def until(act: Callable[[], Any], met: Callable[[], bool]) -> None:
    """Do it again until it is so; rounds are what makes time pass here."""
    for _ in range(ROUNDS):
        act()
        if met():
            return
    raise AssertionError("it never came to that")


def numbers(window: Window) -> list[str]:
    return [row[0] for row in window.store.connection.execute("SELECT number FROM cases")]


def test_two_windows_share_staff_and_cases(street: Street) -> None:
    first, second = street.windows
    assert opening.unlock(second.folder, "wangmin", PASSWORD).actor.name == "王敏"
    ours = take_in(first.work, residents.register(first.work, PERSON))
    first.settles()
    second.settles()
    assert numbers(second) == [ours.number]
    theirs = take_in(second.work, person(second, ours.resident))
    assert theirs.number.split("-")[2] != ours.number.split("-")[2]
    second.settles()
    first.settles()
    assert sorted(numbers(first)) == sorted([ours.number, theirs.number])
    must_be_same(street.hall, first, second)


@pytest.mark.timeout(120)
def test_with_the_hall_away_they_share_through_the_relay_and_it_passes_on(
    street: Street, relay: TcpProxy
) -> None:
    first, second = street.windows
    [server] = [known for known in exchanging.servers(first.store) if known.relay]
    assert server.address == relay.url.replace("http:", "https:")
    assert len(server.pin) == 64
    with pytest.raises(transport.Unreachable) as failed:
        transport.Http(server.address, "0" * 64).certificate()
    assert failed.value.code == "sync.certificate"

    street.way.gone = street.up.gone = True
    ours = take_in(first.work, residents.register(first.work, PERSON))
    scan = first.files(ours.resident, bytes(range(256)) * 1200)
    until(first.round, lambda: position(first).relayed == position(first).pending > 0)
    assert exchanging.last(first.store).by == "relay"
    assert not position(first).agreed, "the hall has not got it"
    until(second.round, lambda: second.scan(scan) is not None)
    assert numbers(second) == [ours.number]
    theirs = take_in(second.work, person(second, ours.resident))
    second.round()
    until(first.round, lambda: len(numbers(first)) == 2)
    assert sorted(numbers(first)) == sorted([ours.number, theirs.number])
    assert ours.id not in " ".join(hall_subjects(street.hall))

    street.up.heal()
    first.registers()
    Deadline(40).until(lambda: first.round() and position(first).pending == 0)
    Deadline(40).until(lambda: second.round() and position(second).pending == 0)
    assert exchanging.last(first.store).by == "relay"
    Deadline(40).until(lambda: hall_scan(street.hall, scan) is not None)
    assert received_as(first, ours.id) == 0, "a relay gives no receipts"

    street.way.heal()
    for window in street.windows:
        window.settles()
    must_be_same(street.hall, first, second)
    for case in (ours, theirs):
        assert received_as(first, case.id) == received_as(second, case.id) > 0


def position(window: Window) -> Position:
    found = syncing.position(window.work)
    assert found is not None
    return found


def person(window: Window, id: str) -> Resident:
    return residents.get(window.work, id)


def hall_subjects(hall: Hall) -> list[str]:
    with hall.database.reading() as connection:
        return list(connection.scalars(select(tables.entries.c.subject)))


def received_as(window: Window, case: str) -> int:
    """Under which number the hall received the case; 0 for not yet."""
    me = exchanging.me(window.store)
    assert me is not None
    subject = f"case:{case}"
    return standings.places_of(window.store.connection, me.hall.id, [subject]).get(subject, 0)


class Deadline:
    """Looks again now and then, until so many seconds have passed."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._bell = threading.Event()

    def until(self, met: Callable[[], object]) -> None:
        while not met():
            assert time.monotonic() < self._end, "it never came to that"
            self._bell.wait(0.05)
