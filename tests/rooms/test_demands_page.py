"""Demands from outside at the desk, worked by the keyboard alone: found by their clocks, taken,
matched, a case opened and linked, answered; returned by the hall, answered again, gone out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import Person, people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from seated import Hands, seated
from stations import HALL, Elsewhere
from taken_in import take_in

from station_desktop.domain import fold
from station_desktop.domain.case.demands import Arrived, Demand, Returned, Revealed, Sent
from station_desktop.domain.journal.asides import Lifted, Seen, SetAside
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.demands import acts
from station_desktop.rooms.demands.page import DemandsPage
from station_desktop.rooms.names import NAMES
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.counter import demands
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
MANY = 230


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def person() -> Person:
    return people(1)[0]


@pytest.fixture
def resident(work: Work, person: Person) -> Resident:
    return residents.register(work, person.typed())


@pytest.fixture
def hall(work: Work, person: Person) -> Elsewhere:
    """It is ten o'clock: one is overdue, one due in five hours, one in four days, one never."""
    made = Elsewhere(work.store, HALL)
    for id, title, due in (
        ("late", "楼道堆物", "2026-11-26T08:00"),
        ("soon", "申请助餐", "2026-11-26T15:00"),
        ("week", "路灯不亮", "2026-11-30T10:00"),
        ("free", "建议增设座椅", ""),
    ):
        made.acts(
            f"demand:{id}",
            Arrived(
                "12345",
                f"BJ-{id}",
                title,
                f"{title}，请帮助解决。",
                due,
                contact=person.name,
                phone=person.phone,
                address="校场小六条19号",
            ),
        )
    return made


@pytest.fixture
def hands(qtbot: QtBot, hall: Elsewhere, seat: Seat) -> Hands:
    return Hands(qtbot, seat, DemandsPage(seat))


def shown(hands: Hands) -> list[str]:
    model = hands.find("demands.table").model()
    return [model.row(n).demand.id for n in range(model.rowCount())]


def cell(hands: Hands, row: int, key: str) -> str:
    model = hands.find("demands.table").model()
    column = [column.key for column in model.columns].index(key)
    return str(model.index(row, column).data())


def opened(hands: Hands, id: str) -> Hands:
    hands.page.go(f"demand:{id}")
    hands.wait()
    return hands


def texts(hands: Hands) -> str:
    words = [w.text() for w in hands.page.findChildren(QLabel) if w.isVisible()]
    words += [w.text() for w in hands.page.findChildren(QLineEdit) if w.isVisible()]
    return "\n".join(words)


# the list


def test_the_earliest_due_stands_first_and_says_how_long_there_is(hands: Hands) -> None:
    assert hands.focus.objectName() == "demands.table"
    assert shown(hands) == ["late", "soon", "week", "free"]
    lefts = [cell(hands, row, "left") for row in range(4)]
    assert lefts == ["2 hours late", "5 hours left", "4 days left", ""]


def test_which_ones_is_one_key_away(work: Work, hands: Hands) -> None:
    hands.press(Key.Key_2, CONTROL)
    assert shown(hands) == ["late"]
    demands.take(work, "week")
    demands.answer(work, "late", "solved", "已清理")
    hands.press(Key.Key_3, CONTROL)
    assert shown(hands) == ["week"]
    hands.press(Key.Key_4, CONTROL)
    assert set(shown(hands)) == {"late", "soon", "week", "free"}
    hands.press(Key.Key_1, CONTROL)
    assert shown(hands) == ["soon", "week", "free"]
    assert hands.find("demands.count").text() == "3 demands"


def test_a_reference_or_a_word_of_the_title_finds_one(hands: Hands) -> None:
    for text, meant in (("BJ-week", "week"), ("助餐", "soon")):
        hands.press(Key.Key_F, CONTROL)
        hands.type(text)
        hands.press(Key.Key_Return)
        assert shown(hands) == [meant]
        assert hands.focus.objectName() == "demands.table"


def test_a_day_without_a_time_is_not_over_before_its_end(
    work: Work, hall: Elsewhere, hands: Hands
) -> None:
    hall.acts("demand:day", Arrived("app", "7", "今天", "今天", "2026-11-26"))
    hall.acts("demand:gone", Arrived("app", "8", "昨天", "昨天", "2026-11-25"))
    hands.press(Key.Key_2, CONTROL)
    assert shown(hands) == ["gone", "late"]
    assert demands.count(work) == (6, 2)


def test_the_clock_goes_on_while_one_looks(hands: Hands, clock: Any) -> None:
    clock.turn(hours=6)
    hands.page.list._minute.timeout.emit()
    hands.wait()
    assert cell(hands, 1, "left") == "1 hour late"


def test_hundreds_are_read_by_pages(work: Work, hall: Elsewhere, hands: Hands) -> None:
    for number in range(MANY):
        arrived = Arrived("12345", str(number), "多", "多", f"2026-12-{1 + number % 28:02d}T10:00")
        hall.tells(f"demand:m{number:03d}", arrived)
    StoreReplica(work.store).add([hall.run(4)])
    hands.page.list._fresh.mark_stale()
    hands.wait()
    hands.press(Key.Key_End)
    hands.press(Key.Key_Up)
    hands.press(Key.Key_End)
    assert hands.find("demands.table").model().rowCount() == MANY + 4
    assert hands.find("demands.table").current_row.demand.id == "free"


# one demand


def test_enter_opens_one_and_escape_returns_to_its_line(hands: Hands) -> None:
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert hands.find("demands.demand.title").text() == "申请助餐"
    hands.press(Key.Key_Down, ALT)
    assert hands.find("demands.demand.title").text() == "路灯不亮"
    hands.press(Key.Key_Escape)
    assert hands.focus.objectName() == "demands.table"
    assert hands.find("demands.table").current_row.demand.id == "week"


def test_taking_it_makes_answering_the_next_thing(work: Work, hands: Hands) -> None:
    opened(hands, "soon")
    assert hands.focus.objectName() == "demands.act.take"
    hands.press(Key.Key_F4)
    assert demands.get(work, "soon").taken_by == work.author
    assert hands.focus.objectName() == "demands.act.answer"
    assert not hands.find("demands.act.take").isVisible()


def test_the_phone_is_masked_until_a_reason_is_given(
    work: Work, hands: Hands, person: Person
) -> None:
    opened(hands, "soon")
    assert person.phone not in texts(hands)
    hands.press(Key.Key_F9)
    hands.press(Key.Key_Return)
    assert person.phone not in texts(hands)
    hands.type("call back")
    hands.press(Key.Key_Return)
    assert person.phone in texts(hands)
    facts = [fold.fact_of(entry) for entry in work.store.ledger.history("demand:soon")]
    assert Revealed("phone", "call back") in facts
    hands.page.demand.head.timer.timeout.emit()
    assert person.phone not in texts(hands)


def test_whose_it_is_is_found_compared_and_kept(
    work: Work, resident: Resident, hands: Hands
) -> None:
    other = residents.register(work, people(2)[1].typed())
    opened(hands, "soon")
    hands.press(Key.Key_F5)
    assert hands.focus.objectName() == "demands.match.text"
    assert hands.find("demands.match.list").current.what.id == resident.id
    hands.type(other.id_number[-6:])
    hands.press(Key.Key_Return)
    assert "≠ " + other.name in texts(hands)
    hands.press(Key.Key_Escape)
    assert hands.focus.objectName() == "demands.match.text"
    hands.type(resident.id_number)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CONTROL)
    assert demands.get(work, "soon").resident == resident.id
    assert resident.residence_address in texts(hands)
    assert resident.phone not in texts(hands)


def test_nobody_found_is_said_and_nothing_is_matched(work: Work, hands: Hands) -> None:
    opened(hands, "soon")
    hands.press(Key.Key_F5)
    hands.type("qqqq")
    hands.press(Key.Key_Return)
    assert "Nobody is found" in texts(hands)
    hands.press(Key.Key_Return, CONTROL)
    assert demands.get(work, "soon").resident == ""


def test_a_case_opened_at_the_desk_is_offered_for_linking(
    work: Work, resident: Resident, hands: Hands, seat: Seat, clock: Any
) -> None:
    clock.turn(hours=-1)
    before = take_in(work, resident)
    clock.turn(hours=2)
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    demands.match(work, "soon", resident=resident.id)
    opened(hands, "soon")
    hands.press(Key.Key_F6)
    assert wanted == [("desk", "demand:soon")]
    after = take_in(work, resident)
    seat.runner.publish(frozenset({"cases"}))
    hands.wait()
    (said,) = hands.page.demand.messages.messages
    assert after.number in said.sentence
    hands.press(Key.Key_F7)
    assert hands.focus.text() == after.number
    hands.press(Key.Key_Return)
    assert demands.get(work, "soon").case == after.id
    table = hands.find("demands.cases")
    numbers = [table.model().row(n).case.number for n in range(table.model().rowCount())]
    assert numbers == [after.number, before.number]
    table.setFocus()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_F3)
    assert wanted[1:] == [
        ("queue", f"case:{after.number}"),
        ("residents", f"resident:{resident.id}"),
    ]


def test_a_number_that_is_no_case_is_said_beneath_the_question(work: Work, hands: Hands) -> None:
    opened(hands, "soon")
    hands.press(Key.Key_F7)
    for typed in ("", "017014"):
        hands.type(typed)
        hands.press(Key.Key_Return)
        assert hands.page.demand.stage.panel.form.row("number").error
    assert demands.get(work, "soon").case == ""


# answering


def answered(work: Work) -> Demand:
    return demands.get(work, "soon")


def test_a_sentence_to_begin_with_is_filled_in_and_goes_out(
    work: Work, hall: Elsewhere, hands: Hands
) -> None:
    opened(hands, "soon")
    hands.press(Key.Key_F8)
    hands.press(Key.Key_1)
    hands.press(Key.Key_1)
    hands.press(Key.Key_Return, CONTROL)
    assert answered(work).open
    assert hands.page.demand.stage.panel.form.row("answer").error
    hands.type("已送餐上门")
    hands.press(Key.Key_Return, CONTROL)
    assert (answered(work).state, answered(work).outcome) == ("answered", "solved")
    assert answered(work).answer.startswith("您反映的问题已经办结：已送餐上门。")
    strip = hands.find("demands.demand.said")
    assert "next exchange" in strip.accessibleName()
    assert not hands.find("demands.act.answer").isVisible()
    hall.acts("demand:soon", Sent())
    hands.page.demand._fresh.mark_stale()
    hands.wait()
    assert not strip.isVisible()
    assert "Went out" in texts(hands)


def test_nothing_chosen_or_written_is_said_by_its_question(work: Work, hands: Hands) -> None:
    opened(hands, "soon")
    hands.press(Key.Key_F8)
    hands.press(Key.Key_Return, CONTROL)
    assert hands.page.demand.stage.panel.form.row("outcome").error
    hands.press(Key.Key_3)
    hands.press(Key.Key_Return, CONTROL)
    assert hands.page.demand.stage.panel.form.row("answer").error
    assert answered(work).state == "new"


def test_what_was_typed_by_hand_is_never_overwritten() -> None:
    first = acts.begin_with("done", "", "zh_CN")
    other = acts.begin_with("told", first, "zh_CN")
    assert acts.BLANK in first
    assert first not in other
    assert acts.begin_with("done", "已经打过电话", "zh_CN") == f"已经打过电话\n{first}"


def test_a_returned_answer_shows_why_and_is_written_anew(
    work: Work, hall: Elsewhere, hands: Hands
) -> None:
    demands.answer(work, "soon", "explained", "已说明")
    hall.acts("demand:soon", Returned("请写明何时送餐", "2026-11-27T10:00"))
    opened(hands, "soon")
    assert "请写明何时送餐" in hands.find("demands.demand.said").accessibleName()
    assert hands.focus.objectName() == "demands.act.answer"
    hands.press(Key.Key_F8)
    assert hands.focus.toPlainText() == "已说明"
    hands.press(Key.Key_End, CONTROL)
    hands.type("，每天中午送餐")
    hands.press(Key.Key_Return, CONTROL)
    assert answered(work).answer == "已说明，每天中午送餐"


def test_everything_that_happened_is_told_in_words(
    work: Work, resident: Resident, hall: Elsewhere, hands: Hands
) -> None:
    case = take_in(work, resident)
    demands.take(work, "soon")
    demands.match(work, "soon", resident=resident.id)
    demands.match(work, "soon", case=case.id)
    demands.reveal(work, "soon", "call back")
    demands.answer(work, "soon", "explained", "已说明")
    hall.acts("demand:soon", Returned("写明"))
    demands.answer(work, "soon", "solved", "已解决")
    hall.acts("demand:soon", Sent())
    aside = work.store.ledger.history("demand:soon")[1]
    hall.acts("demand:soon", SetAside(aside.id, "aside.subject"))
    work.store.ledger.append(work.author, [("demand:soon", Seen(aside.id, "知道了"))])
    hall.acts("demand:soon", Lifted(aside.id, "可以"))
    opened(hands, "soon")
    told = hands.page.demand.found.history
    assert len(told) == 12
    assert not any("demand." in line.sentence or "{" in line.sentence for line in told)
    assert {line.author for line in told} == {"", "王敏"}
    assert case.number in told[3].sentence


# who may


def test_who_only_reads_cases_reads_and_can_do_nothing(
    qtbot: QtBot, work: Work, hall: Elsewhere, data_dir: Path, founded: Founded, clock: Any
) -> None:
    auditor = Actor("x", "shen", "沈审", ("audit",))
    with seated(data_dir, founded.key, auditor, clock) as seat:
        hands = Hands(qtbot, seat, DemandsPage(seat))
        hands.press(Key.Key_Return)
        assert hands.find("demands.demand.title").text() == "楼道堆物"
        for key in ("take", "match", "visit", "link", "answer", "reveal"):
            assert not hands.find(f"demands.act.{key}").isVisible()
        hands.press(Key.Key_F8)
        assert hands.page.demand.stage.panel is None


def test_everything_that_can_be_used_has_a_name(
    resident: Resident, hands: Hands, work: Work
) -> None:
    assert nameless(hands.page, NAMES["demands"]) == []
    demands.match(work, "soon", resident=resident.id)
    opened(hands, "soon")
    for key in ("match", "link", "answer", "reveal"):
        hands.page.demand.begin(key)
        hands.wait()
        assert nameless(hands.page, NAMES["demands"]) == []
