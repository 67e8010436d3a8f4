"""The Hall room over real stores: where things stand, what is to settle, the days, the stick."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from founding import CHEAP
from hall_server import STATION, HallServer, serving
from people import people
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from taken_in import take_in

from station_desktop.domain.case.decisions import Approved
from station_desktop.domain.journal.journal import HALL
from station_desktop.hall import packets
from station_desktop.hall.journal import writing
from station_desktop.rooms.sync import reads
from station_desktop.rooms.sync.page import SyncPage
from station_desktop.rooms.sync.page_days import as_csv
from station_desktop.storage.store import Store
from station_desktop.ui.seat import Seat
from station_desktop.usecases.door import opening
from station_desktop.usecases.exchange import syncing
from station_desktop.usecases.exchange.syncing import Courier
from station_desktop.usecases.people import residents
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.work import Actor, Work

PASSWORD = "Warm-Tea-2026"
PERSON, OTHER = people(2)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[HallServer]:
    with serving(tmp_path / "hall") as server:
        yield server


@pytest.fixture
def work(station: SimpleNamespace) -> Iterator[Work]:
    store = Store(station.folder, station.key)
    yield Work(store, station.actor)
    store.close()


@pytest.fixture
def enrolled(work: Work, hall: HallServer) -> Work:
    enrolling.enrol(work, hall.url, hall.code(), "一号窗口")
    return work


@pytest.fixture
def seat(seat: Seat, station: SimpleNamespace, runner: Any) -> Seat:
    """The founder's, with a line."""
    runner._lanes["line"]._open = lambda: Courier(Store(station.folder, station.key))
    return seat


def meet(*works: Work) -> None:
    """Each in turn makes a round with the hall."""
    for work in works:
        courier = Courier(Store(work.store.folder, work.store.key))
        went = courier.go()
        courier.close()
        assert went.problem == ""


def colleague(hall: HallServer, folder: Path) -> Work:
    enrolling.join(folder, hall.url, hall.code(), "二号窗口", cost=CHEAP)
    entered = opening.unlock(folder, "wangmin", PASSWORD)
    return Work(Store(folder, entered.key), entered.actor)


@pytest.fixture
def second(enrolled: Work, hall: HallServer, tmp_path: Path) -> Iterator[Work]:
    meet(enrolled)
    work = colleague(hall, tmp_path / "second")
    yield work
    work.store.close()


def opened(qtbot: QtBot, seat: Seat, view: str) -> SyncPage:
    page = SyncPage(seat)
    qtbot.addWidget(page)
    page.resize(1270, 690)
    page.show()
    page.go(view)
    settle(qtbot, seat)
    return page


def settle(qtbot: QtBot, seat: Seat) -> None:
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: seat.runner.idle, timeout=20_000)


def shown(root: Any) -> str:
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def stoods(work: Work, segment: Any) -> list[str]:
    return [row.stood for row in reads.page(work, segment)]


# where things stand


def test_a_case_is_followed_from_here_to_the_halls_decision(work: Work, hall: HallServer) -> None:
    case = take_in(work, residents.register(work, PERSON.typed()))
    assert stoods(work, "cases") == ["here"]
    enrolling.enrol(work, hall.url, hall.code(), "一号窗口")
    assert stoods(work, "cases") == ["waiting"]
    assert stoods(work, "waiting")[-1] == "waiting"
    meet(work)
    (row,) = reads.page(work, "cases")
    assert row.stood == "received"
    assert row.number > 0
    assert (row.case, row.item is not None) == (case.number, True)
    assert PERSON.name not in row.about
    assert reads.page(work, "waiting") == ()
    assert reads.page(work, "decided") == ()
    with hall.hall.database.begin() as connection:
        fact = Approved("赵磊", "已批准")
        writing.append(connection, hall.hall, STATION, "f" * 32, [(f"case:{case.id}", fact)])
    meet(work)
    (row,) = reads.page(work, "decided")
    assert (row.stood, row.reason) == ("approved", "已批准")
    assert all(not row.key.startswith(HALL) for row in reads.page(work, "acts"))


def test_lists_are_paged_by_key_without_gaps_or_repeats(enrolled: Work) -> None:
    for person in people(7):
        take_in(enrolled, residents.register(enrolled, person.typed()))
    for segment in ("cases", "waiting", "acts"):
        whole = reads.page(enrolled, segment)  # type: ignore[arg-type]
        found: list[Any] = []
        place = None
        while True:
            part = reads.page(enrolled, segment, place, limit=3)  # type: ignore[arg-type]
            found += part
            if len(part) < 3:
                break
            place = part[-1].place
        assert found == list(whole)
        assert len({row.key for row in found}) == len(found)
        skipped = reads.page(enrolled, segment, None, 2, 3)  # type: ignore[arg-type]
        assert skipped == whole[2:5]


def test_it_staff_see_where_things_stand_and_nobodys_name(
    qtbot: QtBot, enrolled: Work, seat: Seat
) -> None:
    take_in(enrolled, residents.register(enrolled, PERSON.typed()))
    seat.actor = Actor(seat.actor.id, "it", "何鉴", ("it",))
    page = opened(qtbot, seat, "made")
    assert page.part("made").model.row(0) is not None
    QTest.keyClick(page.part("made").table, Qt.Key.Key_Home)
    with qtbot.assertNotEmitted(seat.wanted):
        QTest.keyClick(page.part("made").table, Qt.Key.Key_Return)
    assert PERSON.name not in shown(page)
    page.go("enrol")
    assert page.view == "enrol"
    page.go("settle")
    assert page.view == "enrol"


def test_every_list_is_chosen_by_keyboard(qtbot: QtBot, enrolled: Work, seat: Seat) -> None:
    take_in(enrolled, residents.register(enrolled, PERSON.typed()))
    page = opened(qtbot, seat, "made")
    counts = [page.part("made").model.rowCount()]
    for _ in range(4):
        QTest.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        settle(qtbot, seat)
        counts.append(page.part("made").model.rowCount())
    assert counts[0] == 1
    assert counts[2] == counts[3] == 0
    assert counts[4] >= counts[1] > 1


# to settle


def test_two_addresses_stand_side_by_side_and_one_is_kept(
    qtbot: QtBot, enrolled: Work, second: Work, seat: Seat
) -> None:
    person = residents.register(enrolled, PERSON.typed())
    meet(enrolled, second)
    residents.change(enrolled, person.id, {"residence_address": "校场胡同19号"})
    residents.change(second, person.id, {"residence_address": "长椿街5号"})
    meet(enrolled, second, enrolled)
    page = opened(qtbot, seat, "settle")
    qtbot.waitUntil(lambda: page.part("settle").both is not None)
    told = shown(page.part("settle"))
    assert "校场胡同19号" in told
    assert "长椿街5号" in told
    assert PERSON.name not in told
    first = page.findChild(QPushButton, "sync.settle.keep.0")
    assert first is not None
    kept = page.part("settle").both.sides[0].key
    first.click()
    settle(qtbot, seat)
    assert residents.get(enrolled, person.id).residence_address == kept
    assert page.part("settle").model.rowCount() == 0
    assert page.part("settle").both is None


def test_a_masked_value_is_shown_in_full_only_when_asked_and_that_is_noted(
    qtbot: QtBot, enrolled: Work, second: Work, seat: Seat
) -> None:
    person = residents.register(enrolled, PERSON.typed())
    meet(enrolled, second)
    here, there = "6222021001116245702", "6222021001116245710"
    residents.change(enrolled, person.id, {"bank_account": here})
    residents.change(second, person.id, {"bank_account": there})
    meet(enrolled, second, enrolled)
    page = opened(qtbot, seat, "settle")
    qtbot.waitUntil(lambda: page.part("settle").both is not None)
    assert here not in shown(page.part("settle"))
    button = page.findChild(QPushButton, "sync.settle.full")
    assert button is not None
    button.click()
    settle(qtbot, seat)
    told = shown(page.part("settle"))
    assert here in told
    assert there in told
    kinds = [entry.kind for entry in enrolled.store.ledger.history(f"resident:{person.id}")]
    assert "resident.revealed" in kinds


@pytest.mark.parametrize(("act", "left"), [("join", 1), ("distinct", 2)])
def test_one_person_registered_twice_is_joined_or_kept_apart(
    qtbot: QtBot, enrolled: Work, second: Work, seat: Seat, act: str, left: int
) -> None:
    for work in (enrolled, second):
        residents.register(work, PERSON.typed())
    meet(enrolled, second, enrolled)
    page = opened(qtbot, seat, "settle")
    qtbot.waitUntil(lambda: page.part("settle").both is not None)
    button = page.findChild(QPushButton, f"sync.settle.{act}")
    assert button is not None
    button.click()
    settle(qtbot, seat)
    assert page.part("settle").model.rowCount() == 0
    assert len(residents.find(enrolled, PERSON.id_number)) == left


# the days


def test_the_day_is_accounted_for_each_window(
    qtbot: QtBot, enrolled: Work, second: Work, seat: Seat
) -> None:
    take_in(enrolled, residents.register(enrolled, PERSON.typed()))
    residents.register(second, OTHER.typed())
    meet(second, enrolled, second)
    rows = {row.window: row for row in reads.days(enrolled)}
    assert rows.keys() == {"一号窗口", "二号窗口"}
    assert (rows["一号窗口"].owed, rows["二号窗口"].owed) == (0, 0)
    assert (rows["一号窗口"].cases, rows["一号窗口"].decided) == (1, 0)
    residents.change(enrolled, residents.find(enrolled, PERSON.name)[0].id, {"phone_note": "女儿"})
    (now,) = [row for row in reads.days(enrolled) if row.window == "一号窗口"]
    assert now.owed == 1
    assert now.made == now.sent + 1 == now.accepted + 1


def test_the_account_is_saved_as_a_table_without_formulas(
    qtbot: QtBot, enrolled: Work, seat: Seat, tmp_path: Path
) -> None:
    page = opened(qtbot, seat, "days")
    page.part("days").save.put(tmp_path / "account")
    page.part("days").save.act.click()
    settle(qtbot, seat)
    rows = list(csv.reader(io.StringIO((tmp_path / "account.csv").read_text("utf-8-sig"))))
    assert rows[0][0] == "Day"
    assert rows[1][1] == "一号窗口" or rows[1][1] == enrolled.store.ledger.device
    page.part("days").save.put(tmp_path / "no such folder" / "account.csv")
    page.part("days").save.act.click()
    settle(qtbot, seat)
    assert page.part("days").messages.messages[-1].tone == "bad"


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@x", "\tx", "\rx"])
def test_no_cell_can_act_as_a_formula(text: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(as_csv([[text]]).decode("utf-8-sig"), newline=""))
    assert cell == f"'{text}"


# the stick


def test_a_packet_there_and_back(
    qtbot: QtBot, enrolled: Work, seat: Seat, hall: HallServer, tmp_path: Path
) -> None:
    take_in(enrolled, residents.register(enrolled, PERSON.typed()))
    page = opened(qtbot, seat, "stick")
    page.part("stick").export.put(tmp_path / "up")
    page.part("stick").export.act.click()
    settle(qtbot, seat)
    assert "Take it to the hall" in shown(page.part("stick"))
    with (tmp_path / "up.packet").open("rb") as brought, (tmp_path / "down").open("wb") as answer:
        assert packets.take(hall.hall, brought, answer).problems == ()
    page.part("stick").load.put(tmp_path / "down")
    page.part("stick").load.act.click()
    settle(qtbot, seat)
    assert "confirmed" in shown(page.part("stick"))
    found = syncing.position(enrolled)
    assert found is not None
    assert found.pending == 0
    page.part("stick").load.put(tmp_path / "up.packet")
    page.part("stick").load.act.click()
    settle(qtbot, seat)
    assert "another computer" in shown(page.part("stick"))
    assert not page.part("stick").waiting.isVisible()
    assert page.part("stick").load.act.isEnabled()
