"""One case in the room of all cases, worked by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from receipt_printer import listening
from seated import Hands, seated
from taken_in import take_in

from station_desktop.domain.case.cases import Case, Withdrawn
from station_desktop.domain.case.visitdraft import MaterialDraft
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.queue.page import QueuePage
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import retranslate
from station_desktop.usecases.casework import cases
from station_desktop.usecases.device import devices
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


@pytest.fixture
def hands(qtbot: QtBot, seat: Seat) -> Hands:
    return Hands(qtbot, seat, QueuePage(seat))


def opened(qtbot: QtBot, seat: Seat, case: Case) -> Hands:
    page = QueuePage(seat)
    hands = Hands(qtbot, seat, page)
    page.go(f"case:{case.number}")
    hands.wait()
    return hands


def now(work: Work, case: Case) -> Case:
    return cases.get(work, case.number)


def test_completing_by_keyboard(qtbot: QtBot, work: Work, resident: Resident, seat: Seat) -> None:
    case = take_in(work, resident)
    hands = opened(qtbot, seat, case)
    assert hands.focus.objectName() == "queue.act.complete"
    hands.press(Qt.Key.Key_F6)
    hands.press(Qt.Key.Key_Return)
    hands.type("1")
    hands.press(Qt.Key.Key_Return, CONTROL)
    done = now(work, case)
    assert (done.state, done.delivery) == ("completed", "窗口领取")
    assert done.result == cases.item_of(work, case)[0].result.text.zh
    assert not hands.find("queue.act.complete").isVisible()


def test_what_came_in_is_marked_with_one_key_and_accepts_the_case(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    case = take_in(work, resident, lacking=True)
    hands = opened(qtbot, seat, case)
    assert hands.focus.objectName() == "queue.act.supply"
    hands.press(Qt.Key.Key_F4)
    hands.press(Qt.Key.Key_C)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert now(work, case).state == "accepted"
    assert hands.find("queue.act.complete").isVisible()
    assert not hands.find("queue.case.warning").isVisible()


def test_a_second_fault_not_told_the_first_time_is_said_prominently(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat, clock: Any
) -> None:
    case = take_in(work, resident, lacking=True)
    clock.turn(days=1)
    hands = opened(qtbot, seat, case)
    hands.press(Qt.Key.Key_F4)
    hands.press(Qt.Key.Key_C)
    hands.find("queue.supply.table").setCurrentCell(0, 0)
    hands.press(Qt.Key.Key_W)
    hands.type("expired")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CONTROL)
    found = now(work, case)
    assert found.deadline is not None
    assert found.deadline.counted_from == "2026-11-26"
    warning = hands.find("queue.case.warning")
    assert warning.isVisible()
    assert "26 November 2026" in warning.accessibleName()
    assert "Resident identity card" in warning.accessibleName()
    assert hands.find("queue.message.action").isVisible()


def test_a_document_that_may_not_follow_is_refused_at_once(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident, lacking=True))
    hands.press(Qt.Key.Key_F4)
    hands.find("queue.supply.table").setCurrentCell(0, 0)
    hands.press(Qt.Key.Key_L)
    assert hands.page.case.stage.panel.wrong.isVisible()
    assert not hands.find("queue.supply.entry").isVisible()


def test_pause_and_resume_move_the_promise(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat, clock: Any
) -> None:
    case = take_in(work, resident)
    hands = opened(qtbot, seat, case)
    hands.press(Qt.Key.Key_F7)
    hands.type("3")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert now(work, case).pauses[-1].reason == "inspection"
    clock.turn(days=7)
    hands.press(Qt.Key.Key_F7)
    hands.press(Qt.Key.Key_Return, CONTROL)
    found = now(work, case)
    assert not found.paused
    assert found.deadline is not None
    assert case.deadline is not None
    assert found.deadline.due > case.deadline.due


def test_a_missing_reason_is_said_beneath_its_question(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    case = take_in(work, resident)
    hands = opened(qtbot, seat, case)
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert now(work, case).state == "accepted"
    assert hands.page.case.stage.panel.form.row("reason").error
    hands.type("Not in this district: go to the hall.")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert now(work, case).state == "refused"


@pytest.mark.parametrize(("key", "state"), [(Qt.Key.Key_F8, "withdrawn"), (Qt.Key.Key_F10, "void")])
def test_taken_back_and_void_with_a_reason(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat, key: Qt.Key, state: str
) -> None:
    case = take_in(work, resident)
    hands = opened(qtbot, seat, case)
    hands.press(key)
    hands.type("Typed twice")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert (now(work, case).state, now(work, case).reason) == (state, "Typed twice")


def test_escape_leaves_the_act_first_and_the_case_second(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    case = take_in(work, resident)
    hands = opened(qtbot, seat, case)
    hands.press(Qt.Key.Key_F8)
    hands.press(Qt.Key.Key_Escape)
    assert hands.page.currentWidget() is hands.page.case
    hands.press(Qt.Key.Key_Escape)
    assert hands.page.currentWidget() is hands.page.list
    assert now(work, case).state == "accepted"


def test_what_one_may_not_do_is_not_offered(
    qtbot: QtBot, work: Work, resident: Resident, data_dir: Path, founded: Founded, clock: Any
) -> None:
    case = take_in(work, resident)
    auditor = Actor("x", "audit", "审计", ("audit",))
    with seated(data_dir, founded.key, auditor, clock) as seat:
        hands = opened(qtbot, seat, case)
        acts = ("supply", "complete", "pause", "withdraw", "decline", "void")
        assert not any(hands.find(f"queue.act.{key}").isVisible() for key in acts)
        hands.press(Qt.Key.Key_F8)
        assert hands.page.case.stage.panel is None


def test_a_paper_is_recorded_and_saved_once_more(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat, tmp_path: Path
) -> None:
    case = take_in(work, resident)
    hands = opened(qtbot, seat, case)
    target = tmp_path / "receipt.pdf"
    for _ in range(2):
        hands.press(Qt.Key.Key_P, CONTROL)
        hands.find("queue.papers.path").setText(str(target))
        hands.find("queue.papers.save").setFocus()
        hands.press(Qt.Key.Key_Space)
        hands.wait()
    assert target.read_bytes().startswith(b"%PDF")
    assert [made.copy_number for made in now(work, case).papers] == [1, 2]


def test_a_slip_once_more_goes_to_the_receipt_printer(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    case = take_in(work, resident)
    hands = opened(qtbot, seat, case)
    with listening() as (port, came):
        devices.choose(work, "printer", f"tcp:127.0.0.1:{port}")
        hands.press(Qt.Key.Key_P, CONTROL)
        hands.find("queue.papers.roll").click()
        hands.press(Qt.Key.Key_Return, CONTROL)
    assert len(came) == 1
    assert [made.copy_number for made in now(work, case).papers] == [1]


def test_a_folder_that_cannot_be_written_is_said(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat, tmp_path: Path
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident))
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.find("queue.papers.path").setText(str(tmp_path / "none" / "x.pdf"))
    hands.find("queue.papers.save").setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.wait()
    assert hands.page.case.stage.panel.wrong.isVisible()


def test_the_whole_history_is_told_in_words(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    case = take_in(work, resident, lacking=True)
    cases.supply(work, case.number, {"photo_1inch": MaterialDraft("copy")})
    cases.pause(work, case.number, "notice")
    cases.resume(work, case.number)
    cases.complete(work, case.number, "done", "by hand")
    cases.void(work, case.number, "typed twice")
    hands = opened(qtbot, seat, case)
    told = [line.sentence for line in hands.page.case.found.history]
    assert len(told) == len(cases.history(work, case.number))
    assert not any(sentence.startswith("case.") or "{" in sentence for sentence in told)
    assert told[0].startswith("Taken in as")
    assert told[-1] == "Made void: typed twice"


def test_an_act_that_came_too_late_is_told_as_without_effect(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    case = take_in(work, resident)
    cases.complete(work, case.number)
    late = Withdrawn("changed her mind")
    work.store.ledger.append(work.author, [(f"case:{case.id}", late)])
    hands = opened(qtbot, seat, case)
    last = hands.page.case.found.history[-1].sentence
    assert "changed her mind" in last
    assert "Without effect" in last
    assert now(work, case).state == "completed"


def test_the_resident_is_one_key_away(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident))
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    hands.press(Qt.Key.Key_F3)
    assert wanted == [("residents", f"resident:{resident.id}")]


def test_escape_leaves_a_question_before_the_documents(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident, lacking=True))
    hands.press(Qt.Key.Key_F4)
    hands.press(Qt.Key.Key_W)
    assert hands.focus.objectName() == "queue.supply.entry"
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus.objectName() == "queue.supply.table"
    hands.press(Qt.Key.Key_Escape)
    assert hands.page.case.stage.panel is None


def test_the_rooms_words_follow_the_language(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident))
    seat.language.code = "zh_CN"
    retranslate()
    hands.wait()
    assert hands.page.case.found.history[0].sentence.startswith("收件")
    seat.language.code = "en"


def test_an_unknown_number_is_said_in_the_room(hands: Hands) -> None:
    hands.page.go("case:no-such")
    hands.wait()
    (message,) = hands.page.case.messages.messages
    assert "no-such" in message.sentence
