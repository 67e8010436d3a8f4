"""The deputy's back office and the stationmaster's board, worked by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from founding import PASSWORD
from people import people
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from seated import Hands, seated

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.ratings import Rated
from station_desktop.rooms.follow_up.page import FollowUpPage
from station_desktop.rooms.names import NAMES
from station_desktop.storage.reads import reads
from station_desktop.ui.look import theme
from station_desktop.ui.object_names import nameless
from station_desktop.ui.page.messages import Message
from station_desktop.ui.seat import Seat
from station_desktop.usecases.casework import cases, handing
from station_desktop.usecases.counter import own_words
from station_desktop.usecases.counter.own_words import OwnWords
from station_desktop.usecases.dispatch import dispatching
from station_desktop.usecases.dispatch.dispatching import Order
from station_desktop.usecases.door import accounts
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def colleague(work: Work) -> Actor:
    made = accounts.add(work, "lijing", "李静", ("worker",), PASSWORD)
    return Actor.of(made)


def demand(work: Work, what: str, lane: str = "transfer", category: str = "public") -> Case:
    return own_words.take_down(work, OwnWords(what=what, category=category, lane=lane))


@pytest.fixture
def hands(qtbot: QtBot, seat: Seat) -> Hands:
    return Hands(qtbot, seat, FollowUpPage(seat))


def column(hands: Hands, table: str, key: str) -> list[str]:
    model = hands.find(table).model()
    at = [column.key for column in model.columns].index(key)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_the_back_office_says_what_to_do_in_the_order_in_which_it_falls_due(
    qtbot: QtBot, work: Work, clock: Any, seat: Seat
) -> None:
    blocked = demand(work, "胡同里的井盖下面堵了")
    clock.turn(days=1)
    lamp = demand(work, "路灯不亮")
    order = Order("路灯管理所", "路灯不亮，请修理", unverified="夜里看得见")
    dispatching.dispatch(work, lamp.number, [order])
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    assert column(hands, "follow_up.office", "number") == [blocked.number, lamp.number]
    assert column(hands, "follow_up.office", "kind") == ["Go and look", "Awaits a yes"]
    assert column(hands, "follow_up.office", "who") == ["", "路灯管理所"]
    hands.find("follow_up.part.chase").click()
    hands.wait()
    assert column(hands, "follow_up.office", "number") == [lamp.number]
    worn = theme.worn()
    assert worn is not None
    worn.wear("light", "large")
    assert hands.find("follow_up.office").model().columnCount() == 4, "room for four in large type"
    assert hands.find("follow_up.office").current_row.chase.case.number == lamp.number
    worn.wear("light", "normal")


def test_enter_opens_the_case_and_f7_urges_its_owner(qtbot: QtBot, work: Work, seat: Seat) -> None:
    case = demand(work, "胡同里的井盖下面堵了")
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    asked: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: asked.append((room, what)))
    hands.press(Key.Key_Return)
    assert asked == [("queue", f"case:{case.number}")]
    hands.press(Key.Key_F7)
    assert [one.by_hand for one in cases.get(work, case.number).urged] == [True]


def test_cases_of_a_colleague_on_leave_change_hands_together(
    qtbot: QtBot, work: Work, colleague: Actor, seat: Seat
) -> None:
    mine = [demand(work, f"第{n}处路灯不亮") for n in range(3)]
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    hands.press(Key.Key_2, CONTROL)
    assert hands.find("follow_up.board.total").text() == "3 open cases"
    hands.press(Key.Key_Space)
    hands.press(Key.Key_Space)
    assert hands.find("follow_up.board.total").text() == "3 open cases · 2 marked"
    hands.press(Key.Key_F6)
    hands.find(f"follow_up.hand.form.to.{colleague.id}").click()
    hands.find("follow_up.hand.form.reason").setFocus()
    hands.type("休假")
    hands.press(Key.Key_Return, CONTROL)
    owners = [cases.get(work, case.number).owner for case in mine]
    assert sorted(owners) == sorted([colleague.id, colleague.id, work.author])
    hands.find(f"follow_up.facet.owner.{colleague.id}").click()
    hands.wait()
    assert set(column(hands, "follow_up.board", "owner")) == {"李静"}
    assert len(column(hands, "follow_up.board", "number")) == 2


def test_closing_several_obeys_what_is_still_open(qtbot: QtBot, work: Work, seat: Seat) -> None:
    done = demand(work, "借用轮椅", lane="ready", category="life")
    waits = demand(work, "路灯不亮")
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    hands.press(Key.Key_2, CONTROL)
    hands.press(Key.Key_A, CONTROL)
    hands.press(Key.Key_F8)
    assert cases.get(work, done.number).state == "completed"
    assert cases.get(work, waits.number).open
    said = [message.sentence for message in hands.page.board.findChildren(Message)]
    assert "1 case is closed." in said[0]
    assert waits.number in said[0]


def test_the_workload_leads_to_a_persons_board(
    qtbot: QtBot, work: Work, colleague: Actor, seat: Seat
) -> None:
    for n in range(2):
        handing.hand_over(work, demand(work, f"第{n}处路灯不亮").number, colleague.id, "分工")
    demand(work, "井盖松动")
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    hands.press(Key.Key_3, CONTROL)
    assert dict(
        zip(
            column(hands, "follow_up.load", "name"),
            column(hands, "follow_up.load", "open"),
            strict=True,
        )
    ) == {"李静": "2", "王敏": "1"}
    hands.press(Key.Key_Return)
    assert hands.page.view == "board"
    assert column(hands, "follow_up.board", "owner") == ["李静", "李静"]


def test_an_owner_who_left_stands_in_the_back_office(
    qtbot: QtBot, work: Work, colleague: Actor, seat: Seat
) -> None:
    case = demand(work, "路灯不亮")
    handing.hand_over(work, case.number, colleague.id, "分工")
    accounts.set_lock(work, colleague.login, True)
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    hands.find("follow_up.part.orphan").click()
    hands.wait()
    assert column(hands, "follow_up.office", "number") == [case.number]
    assert column(hands, "follow_up.office", "kind") == ["Owner has left"]


def test_a_sample_is_judged_and_a_bad_rating_called_back(
    qtbot: QtBot, work: Work, colleague: Actor, clock: Any, seat: Seat
) -> None:
    theirs = Work(work.store, colleague)
    case = demand(theirs, "借用轮椅", lane="ready", category="life")
    cases.complete(theirs, case.number, "已借出")
    bad = Rated(1, "paper", words="等得太久", call_back="2026-11-27")
    work.store.ledger.append(work.author, [(f"case:{case.id}", bad)])
    clock.turn(days=1)
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    hands.press(Key.Key_4, CONTROL)
    assert column(hands, "follow_up.sample", "what")
    hands.press(Key.Key_F6)
    assert cases.get(work, case.number).reviews[-1].verdict == "good"
    hands.find("follow_up.review.note").setText("已致电道歉，说明等候原因")
    hands.press(Key.Key_F8)
    assert cases.get(work, case.number).calling_back is None


def test_every_control_has_its_name(qtbot: QtBot, work: Work, seat: Seat) -> None:
    demand(work, "路灯不亮")
    residents.register(work, people(1)[0].typed())
    hands = Hands(qtbot, seat, FollowUpPage(seat))
    for view in ("office", "board", "load", "review"):
        hands.page.go(view)
        hands.wait()
        assert not nameless(hands.page, NAMES["follow_up"])


def test_a_worker_sees_no_workload_and_no_review(
    qtbot: QtBot, work: Work, colleague: Actor, founded: Founded, data_dir: Path, clock: Any
) -> None:
    assert reads.account_by_login(work.store.connection, "lijing") is not None
    with seated(data_dir, founded.key, colleague, clock) as seat:
        hands = Hands(qtbot, seat, FollowUpPage(seat))
        assert hands.page.findChild(object, "follow_up.view.load") is None
        assert hands.page.findChild(object, "follow_up.view.review") is None
