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
from visits import everything_shown, line

from station_desktop.domain.cases import Case, Deadline
from station_desktop.domain.residents import Resident
from station_desktop.domain.visitdraft import MaterialDraft, VisitDraft
from station_desktop.rooms.queue import reads
from station_desktop.rooms.queue.page import QueuePage
from station_desktop.storage import projection
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases import cases, intake, residents
from station_desktop.usecases.opening import Founded
from station_desktop.usecases.work import Actor, Work

COLLECT = "GOV-EL-001"
OTHER = "GOV-EL-009"
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = ("queue.*", "qt_*")


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


def take_in(work: Work, resident: Resident, *, lacking: bool = False, item: str = COLLECT) -> Case:
    shown = everything_shown(work, item)
    if lacking:
        shown["photo_1inch"] = MaterialDraft("missing")
    draft = VisitDraft(
        id=work.store.ledger.new_id(),
        resident=resident.id,
        lines=(line(work, item, shown=shown),),
    )
    return intake.accept(work, draft).cases[0]


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
    hands.press(Qt.Key.Key_2, ALT)
    assert table.model().rowCount() == 1
    assert table.model().row(0).number == lacking.number
    hands.press(Qt.Key.Key_6, ALT)
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
    hands.press(Qt.Key.Key_6, ALT)
    hands.press(Qt.Key.Key_I, ALT)
    hands.type("ylzck")
    hands.press(Qt.Key.Key_Return)
    model = hands.find("queue.table").model()
    shown = {model.row(n).number for n in range(model.rowCount())}
    assert wanted.number in shown
    assert other.number not in shown


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
    assert hands.find("queue.case.message.action").isVisible()


def test_a_document_that_may_not_follow_is_refused_at_once(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident, lacking=True))
    hands.press(Qt.Key.Key_F4)
    hands.find("queue.supply.table").setCurrentCell(0, 0)
    hands.press(Qt.Key.Key_L)
    assert hands.page.case.panel.wrong.isVisible()
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
    assert hands.page.case.panel.form.row("reason").error
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
        assert hands.page.case.panel is None


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


def test_a_folder_that_cannot_be_written_is_said(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat, tmp_path: Path
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident))
    hands.press(Qt.Key.Key_P, CONTROL)
    hands.find("queue.papers.path").setText(str(tmp_path / "none" / "x.pdf"))
    hands.find("queue.papers.save").setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.wait()
    assert hands.page.case.panel.wrong.isVisible()


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
    told = [line.sentence for line in hands.page.case.dossier.history]
    assert len(told) == len(cases.history(work, case.number))
    assert not any(sentence.startswith("case.") or "{" in sentence for sentence in told)
    assert told[0].startswith("Taken in as")
    assert told[-1] == "Made void: typed twice"


def test_an_unknown_number_is_said_in_the_room(hands: Hands) -> None:
    hands.page.go("case:no-such")
    hands.wait()
    (message,) = hands.page.case.messages.messages
    assert "no-such" in message.sentence


def test_everything_that_can_be_used_has_a_name(
    qtbot: QtBot, work: Work, resident: Resident, seat: Seat
) -> None:
    hands = opened(qtbot, seat, take_in(work, resident, lacking=True))
    for key in ("supply", "decline", "papers"):
        hands.page.case.begin(key)
        hands.wait()
        assert nameless(hands.page, NAMES) == []


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
