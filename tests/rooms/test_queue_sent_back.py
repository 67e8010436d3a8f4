"""A case that the hall decided, on the screen: what it said stands above, what it found wrong is
put right by the keyboard, and every entry is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from seated import Hands, seated
from stations import HALL, Elsewhere
from taken_in import COLLECT, take_in
from visits import item_of

from station_desktop.domain.case.cases import Case, Renumbered
from station_desktop.domain.case.decisions import Approved, Rejected, Returned, Wrong
from station_desktop.domain.case.visitdraft import MaterialDraft
from station_desktop.domain.journal.asides import Lifted, Seen, SetAside
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.journal.unfits import Settled
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.queue.page import QueuePage
from station_desktop.ui.seat import Seat
from station_desktop.usecases.casework import cases
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def case(work: Work) -> Case:
    resident: Resident = residents.register(work, people(1)[0].typed())
    return take_in(work, resident)


@pytest.fixture
def hall(work: Work) -> Elsewhere:
    return Elsewhere(work.store, HALL)


def opened(qtbot: QtBot, seat: Seat, case: Case) -> Any:
    page = QueuePage(seat)
    hands = Hands(qtbot, seat, page)
    page.go(f"case:{case.number}")
    hands.wait()
    return hands


def test_a_question_found_wrong_is_answered_again(
    qtbot: QtBot, work: Work, seat: Seat, case: Case, hall: Elsewhere
) -> None:
    field = next(f for f in item_of(work, COLLECT).fields if f.type == "phone")
    hall.acts(f"case:{case.id}", Returned("吴科", (Wrong(field.key, "少一位"),)))
    hands = opened(qtbot, seat, case)
    assert "少一位" in hands.find("queue.case.said").accessibleName()
    assert field.label.en in hands.find("queue.case.said").accessibleName()
    assert hands.focus.objectName() == "queue.act.submit"
    hands.press(Qt.Key.Key_F5)
    hands.press(Qt.Key.Key_A, CONTROL)
    hands.type("13900139000")
    hands.press(Qt.Key.Key_Return, CONTROL)
    found = cases.get(work, case.number)
    assert (found.state, found.answers[field.key]) == ("accepted", "13900139000")
    assert not hands.find("queue.case.said").isVisible()


def test_a_document_found_wrong_is_handed_in_again(
    qtbot: QtBot, work: Work, seat: Seat, case: Case, hall: Elsewhere
) -> None:
    hall.acts(f"case:{case.id}", Returned("吴科", (Wrong("photo_1inch", "看不清"),)))
    hands = opened(qtbot, seat, case)
    assert hands.focus.objectName() == "queue.act.supply"
    hands.press(Qt.Key.Key_F4)
    hands.press(Qt.Key.Key_O)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert cases.get(work, case.number).state == "accepted"
    (said,) = hands.page.case.messages.messages
    assert said.sentence == "All is put right: the case goes to the hall again."


def test_what_was_approved_is_completed_with_the_halls_result(
    qtbot: QtBot, work: Work, seat: Seat, case: Case, hall: Elsewhere
) -> None:
    hall.acts(f"case:{case.id}", Approved("吴科", "养老助残卡一张"))
    hands = opened(qtbot, seat, case)
    assert hands.focus.objectName() == "queue.act.complete"
    hands.press(Qt.Key.Key_F6)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert cases.get(work, case.number).result == "养老助残卡一张"


@pytest.mark.parametrize("ending", [Approved("吴科", "卡", "7号"), Rejected("吴科", "不符")])
def test_everything_that_the_hall_and_others_do_is_told_in_words(
    qtbot: QtBot, work: Work, seat: Seat, case: Case, hall: Elsewhere, ending: Fact
) -> None:
    subject = f"case:{case.id}"
    hall.acts(subject, Returned("吴科", (Wrong("photo_1inch", "看不清"), Wrong("", "请说明"))))
    came = {"photo_1inch": MaterialDraft("original")}
    cases.supply(work, case.number, came, {}, "已说明")
    hall.acts(subject, ending)
    late = hall.acts(subject, Approved("吴科"))
    ledger = work.store.ledger
    ledger.append(work.author, [(subject, Settled(late.id, "已联系大厅"))])
    aside = ledger.append(work.author, [(subject, Renumbered("1", case.number))])[0]
    hall.acts(subject, SetAside(aside.id, "aside.subject"))
    ledger.append(work.author, [(subject, Seen(aside.id, "知道了"))])
    hands = opened(qtbot, seat, case)
    told = [line.sentence for line in hands.page.case.found.history]
    assert not any("case." in sentence or "{" in sentence for sentence in told)
    idle = [sentence for sentence in told if "Without effect" in sentence]
    assert len(idle) == 2
    assert idle[0].startswith("The hall approved")
    assert idle[1].startswith("The number was also")
    hall.acts(subject, Lifted(aside.id, "可以换号"))
    assert cases.named(work, case.id).number == "1"
