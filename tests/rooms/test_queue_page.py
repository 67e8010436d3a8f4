"""The room of all cases, worked by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from seated import Hands, seated
from taken_in import COLLECT, take_in

from station_desktop.domain.case.cases import Case, Deadline
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.queue import reads
from station_desktop.rooms.queue.page import QueuePage
from station_desktop.storage import projection
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

OTHER = "GOV-EL-009"
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


def opened(qtbot: QtBot, seat: Seat, case: Case) -> Hands:
    page = QueuePage(seat)
    hands = Hands(qtbot, seat, page)
    page.go(f"case:{case.number}")
    hands.wait()
    return hands


def test_enter_opens_the_case_and_escape_returns_to_its_line(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    first, second = take_in(work, resident), take_in(work, resident)
    hands = Hands(qtbot, seat, QueuePage(seat))
    assert hands.focus.objectName() == "queue.table"
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert hands.find("queue.case.number").text() == second.number
    hands.press(Qt.Key.Key_Up, ALT)
    assert hands.find("queue.case.number").text() == first.number
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus.objectName() == "queue.table"
    assert hands.find("queue.table").current_row.number == first.number


def test_states_are_one_key_away_and_typing_finds_a_number(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    take_in(work, resident)
    lacking = take_in(work, resident, lacking=True)
    hands = Hands(qtbot, seat, QueuePage(seat))
    table = hands.find("queue.table")
    hands.press(Qt.Key.Key_2, CONTROL)
    assert table.model().rowCount() == 1
    assert table.model().row(0).number == lacking.number
    hands.press(Qt.Key.Key_8, CONTROL)
    assert table.model().rowCount() == 2
    hands.press(Qt.Key.Key_F, CONTROL)
    hands.type("0001")
    hands.press(Qt.Key.Key_Return)
    assert hands.focus is table
    assert [table.model().row(n).number[-6:-2] for n in range(table.model().rowCount())] == ["0001"]


def test_the_item_filter_takes_initials(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    wanted, other = take_in(work, resident), take_in(work, resident, item=OTHER)
    hands = Hands(qtbot, seat, QueuePage(seat))
    hands.press(Qt.Key.Key_8, CONTROL)
    hands.press(Qt.Key.Key_I, ALT)
    hands.type("ylzck")
    hands.press(Qt.Key.Key_Return)
    model = hands.find("queue.table").model()
    shown = {model.row(n).number for n in range(model.rowCount())}
    assert wanted.number in shown
    assert other.number not in shown


def test_filters_are_cleared_with_one_key(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    take_in(work, resident)
    hands = Hands(qtbot, seat, QueuePage(seat))
    clear = hands.find("queue.clear")
    assert not clear.isVisible()
    hands.press(Qt.Key.Key_F, CONTROL)
    hands.type("9999")
    hands.press(Qt.Key.Key_Return)
    table = hands.find("queue.table")
    assert table.model().rowCount() == 0
    assert clear.isVisible()
    hands.press(Qt.Key.Key_0, CONTROL)
    assert table.model().rowCount() == 1
    assert hands.find("queue.text").text() == ""


def test_everything_that_can_be_used_has_a_name(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident, lacking=True))
    for key in ("supply", "decline", "papers"):
        hands.page.case.begin(key)
        hands.wait()
        assert nameless(hands.page, NAMES["queue"]) == []


def test_twenty_thousand_cases_open_with_one_page(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = work.store.current_pack_hash()
    upsert = projection.PLACES["case"].upsert
    with work.store.ledger.transaction():
        work.store.connection.executemany(
            upsert,
            [
                projection.row_of(
                    "case",
                    Case(
                        id=f"c{n:06d}",
                        number=f"017014-20261101-02-{n:05d}-1",
                        item=COLLECT,
                        pack=pack,
                        visit="v",
                        resident=resident.id,
                        state="accepted",
                        received_at=1_790_000_000_000 + n,
                        received_by="a",
                        deadline=Deadline("2026-11-02", "2026-12-01", 10),
                    ),
                )
                for n in range(20_000)
            ],
        )
    asked: list[tuple[int, int]] = []
    real = reads.page

    def counting(work: Work, wanted: Any, after: Any, skip: int, limit: int) -> Any:
        asked.append((skip, limit))
        return real(work, wanted, after, skip, limit)

    monkeypatch.setattr(reads, "page", counting)
    hands = Hands(qtbot, seat, QueuePage(seat))
    assert asked == [(0, 100)]
    assert hands.find("queue.count").text() == "1000+ cases"
    hands.press(Qt.Key.Key_End)
    assert asked[1:] == [(0, 100)]
