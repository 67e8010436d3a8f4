"""A whistle that station and hall write about at once: whichever part of it arrives first, every
store has the same whistle, and the earliest sign-in in it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from replicas import carry, deliver, empty_store
from stations import HALL, START, Desk

from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.whistle.whistles import (
    Appraised,
    Blown,
    CheckedIn,
    Closed,
    DepartmentCalled,
    Reported,
    Whistle,
)
from station_desktop.storage.digest import tables_digest
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads_whistles
from station_desktop.storage.store import Store

ID = "b" * 32
SUBJECT = f"whistle:{ID}"
MINUTE = 60_000


@pytest.fixture
def runs() -> list[list[Entry]]:
    """The station blows and calls one; the hall calls another and signs both in; meanwhile the
    station, which has not heard, signs one in earlier, rates and closes."""
    station, hall = Desk("00000000000a"), Desk(HALL)
    blown = Blown("017014-W20261126-01-0001-9", "emergency", "c" * 32, "井冒水", "2号院", START)
    begun = [
        station.tells(SUBJECT, blown),
        station.tells(SUBJECT, DepartmentCalled("排水集团", START, 30)),
    ]
    hall.sees(*begun)
    hall.tells(SUBJECT, DepartmentCalled("派出所", START + 5 * MINUTE, 30))
    hall.tells(SUBJECT, CheckedIn("排水集团", START + 26 * MINUTE, "街口", "小李"))
    hall.tells(SUBJECT, CheckedIn("派出所", START + 40 * MINUTE, "街口"))
    hall.tells(SUBJECT, Reported("派出所", START + 50 * MINUTE, "已疏导"))
    implied = DepartmentCalled("派出所", START, 30, implied=True)
    station.tells(SUBJECT, implied, START + 45 * MINUTE)
    station.tells(SUBJECT, CheckedIn("派出所", START + 38 * MINUTE, "井边", "老王"))
    station.tells(SUBJECT, CheckedIn("排水集团", START + 22 * MINUTE, "井边", "老高"))
    station.tells(SUBJECT, Reported("排水集团", START + 60 * MINUTE, "已疏通"))
    station.tells(SUBJECT, Appraised("排水集团", "station", 5))
    station.tells(SUBJECT, Closed("通了", START + 70 * MINUTE))
    cut = [station.entries[:2], station.entries[2:5], station.entries[5:]]
    return [*cut, hall.entries[:2], hall.entries[2:]]


def _filled(folder: Path, pieces: list[list[Entry]]) -> Store:
    """A store to which the pieces came in this order, whatever had to wait coming again."""
    store = empty_store(folder)
    replica = StoreReplica(store)
    for _ in range(len(pieces)):
        for piece in pieces:
            deliver(replica, [piece])
    return store


def test_every_order_of_arrival_gives_the_same_whistle(
    tmp_path: Path, runs: list[list[Entry]]
) -> None:
    orders = list(itertools.permutations(runs))[::17]
    digests = set()
    for number, pieces in enumerate(orders):
        store = _filled(tmp_path / str(number), list(pieces))
        digests.add(tables_digest(store.connection))
        whistle = store.ledger.record("whistle", ID)
        assert isinstance(whistle, Whistle)
        water, police = whistle.departments
        assert (water.checked_in_at, water.who) == (START + 22 * MINUTE, "老高")
        assert (police.called_at, police.checked_in_at) == (
            START + 5 * MINUTE,
            START + 38 * MINUTE,
        )
        assert (whistle.state, whistle.unfinished, whistle.unfit) == ("closed", (), ())
        store.close()
    assert len(digests) == 1


def test_it_is_carried_on_and_found_by_its_case(tmp_path: Path, runs: list[list[Entry]]) -> None:
    store = _filled(tmp_path / "one", runs)
    other = empty_store(tmp_path / "other")
    carry(StoreReplica(store), StoreReplica(other), most=3)
    assert tables_digest(other.connection) == tables_digest(store.connection)
    (found,) = reads_whistles.of_case(other.connection, "c" * 32)
    assert found.id == ID
    assert not reads_whistles.open_of_case(other.connection, "c" * 32)
    assert proof.prove(other.ledger).holds
    for opened in (store, other):
        opened.close()
