"""The closed loop on a case's page, by the keyboard: its process step by step, dispatch, answers,
hand-over, a new promise, closing over what is open, opening again, a rating."""

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
from taken_in import take_in

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.processes import PROCESSES
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.queue import loop_acts
from station_desktop.rooms.queue.page import QueuePage
from station_desktop.rooms.queue.page_loop import MOVES
from station_desktop.ui.object_names import nameless
from station_desktop.ui.rating.rating_view import RatingView
from station_desktop.ui.seat import Seat
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import own_words
from station_desktop.usecases.counter.own_words import OwnWords
from station_desktop.usecases.dispatch import partners
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
def blocked(work: Work) -> Case:
    """The manhole in the lane."""
    words = OwnWords(
        what="胡同里的井盖下面堵了", category="public", lane="transfer", place="校场小六条"
    )
    return own_words.take_down(work, words)


@pytest.fixture
def hands(qtbot: QtBot, blocked: Case, seat: Seat) -> Hands:
    return opened(Hands(qtbot, seat, QueuePage(seat)), blocked)


def opened(hands: Hands, case: Case) -> Hands:
    hands.page.go(f"case:{case.number}")
    hands.wait()
    return hands


def fill(hands: Hands, name: str, text: str) -> None:
    hands.find(name).setFocus()
    hands.type(text)


def say(hands: Hands, **answers: str) -> None:
    """Fill the panel's form in by its questions and go on."""
    form = hands.page.case.stage.panel.form
    form.set_answers(form.answers() | answers)
    hands.page.case.stage.panel.go_on()
    hands.wait()


def now(work: Work, case: Case) -> Case:
    return cases.get(work, case.number)


def test_the_process_is_gone_through_by_the_first_button(
    hands: Hands, work: Work, blocked: Case
) -> None:
    for step in ("discussed", "agreed", "carried_out"):
        hands.press(Key.Key_1, CONTROL)
        hands.type("现场商定")
        hands.press(Key.Key_Return, CONTROL)
        assert now(work, blocked).at == step
    assert hands.find("queue.act.complete").property("role") == "primary"


def test_the_step_line_says_where_the_case_stands(hands: Hands) -> None:
    assert hands.find("queue.case.steps").accessibleName() == "Stands at: proposed"
    hands.press(Key.Key_1, CONTROL)
    hands.type("居民代表三人议定")
    hands.press(Key.Key_Return, CONTROL)
    assert hands.find("queue.case.steps").accessibleName() == "Stands at: discussed"


def test_a_step_without_its_words_is_refused_beneath_the_question(
    hands: Hands, work: Work, blocked: Case
) -> None:
    hands.press(Key.Key_1, CONTROL)
    hands.press(Key.Key_Return, CONTROL)
    assert hands.page.case.stage.panel is not None
    assert hands.page.case.stage.panel.form.row("note").error
    assert now(work, blocked).at == "proposed"


def test_dispatch_proposes_who_fits_and_sends_to_several(
    qtbot: QtBot, work: Work, blocked: Case, seat: Seat
) -> None:
    for name in ("疏通一队", "疏通二队"):
        partners.add(work, {"kind": "agency", "name": name, "services": ("井盖 堵 疏通",)})
    hands = opened(Hands(qtbot, seat, QueuePage(seat)), blocked)
    hands.press(Key.Key_F11)
    assert not hands.find("queue.act.papers").isVisible(), "one act at a time"
    panel = hands.page.case.stage.panel
    panel.boxes[-1].setChecked(True)
    hands.wait()
    assert "T" not in panel.form.answers().get("due", ""), "as people write a day and a time"
    say(hands, organisation="排水集团", unverified="夜里已有照片为证")
    tasks = now(work, blocked).tasks
    assert "排水集团" in {task.organisation for task in tasks}
    assert all(task.need for task in tasks)
    assert hands.find("queue.act.papers").isVisible()
    assert "queue.case.task.0" in {w.objectName() for w in hands.page.findChildren(object)}


def test_an_answer_a_report_and_a_grade_of_an_organisation(
    hands: Hands, work: Work, blocked: Case
) -> None:
    hands.press(Key.Key_F11)
    hands.page.case.stage.panel.boxes[-1].setChecked(True)
    hands.wait()
    say(hands, organisation="排水集团", unverified="已有照片")
    hands.press(Key.Key_F12)
    hands.press(Key.Key_Return, CONTROL)
    assert now(work, blocked).tasks[0].state == "accepted"
    hands.press(Key.Key_F12)
    say(hands, words="已疏通")
    assert now(work, blocked).tasks[0].state == "done"
    hands.press(Key.Key_F12)
    say(hands, grade="5")
    assert now(work, blocked).tasks[0].grade == 5


def test_gone_to_look_classified_and_urged(hands: Hands, work: Work, blocked: Case) -> None:
    hands.press(Key.Key_J, CONTROL)
    say(hands, stands="true", note="井下淤堵")
    hands.press(Key.Key_G, CONTROL)
    say(hands, need="liveability")
    hands.press(Key.Key_U, CONTROL)
    say(hands, words="居民催问")
    found = now(work, blocked)
    assert [one.note for one in found.verified] == ["井下淤堵"]
    assert found.need == "liveability"
    assert found.urged[-1].words == "居民催问"


def test_a_case_changes_hands(qtbot: QtBot, work: Work, blocked: Case, seat: Seat) -> None:
    colleague = accounts.add(work, "lijing", "李静", ("worker",), PASSWORD)
    hands = opened(Hands(qtbot, seat, QueuePage(seat)), blocked)
    hands.press(Key.Key_H, CONTROL)
    say(hands, to=colleague.id, reason="休假")
    assert now(work, blocked).owner == colleague.id


def test_a_new_promise_needs_somebody_elses_word(
    qtbot: QtBot, work: Work, blocked: Case, seat: Seat
) -> None:
    accounts.add(work, "zhaogang", "赵刚", ("stationmaster",), PASSWORD)
    hands = opened(Hands(qtbot, seat, QueuePage(seat)), blocked)
    before = blocked.deadline
    assert before is not None
    hands.press(Key.Key_T, CONTROL)
    say(hands, due="2026-12-04", reason="配件未到", told="已电话告知")
    assert now(work, blocked).deadline == before
    assert "own" in hands.page.case.stage.panel.wrong.text().lower()
    fill(hands, "queue.postpone.approver.login", "zhaogang")
    fill(hands, "queue.postpone.approver.password", PASSWORD)
    hands.press(Key.Key_Return)
    hands.wait()
    after = now(work, blocked)
    assert after.deadline is not None
    assert after.deadline.due == "2026-12-04"
    assert after.postponed[0].approved_by != work.author


def test_what_is_still_open_is_told_before_closing_and_can_be_passed_over_with_a_reason(
    hands: Hands, work: Work, blocked: Case
) -> None:
    hands.press(Key.Key_F6)
    assert "Still open" in hands.page.case.stage.panel.title.text()
    say(hands, result="已疏通")
    assert now(work, blocked).open
    say(hands, result="已疏通", override="部门已线下处理完毕")
    closed = now(work, blocked)
    assert closed.state == "completed"
    assert closed.overrode


def test_a_closed_case_is_rated_and_opened_again(hands: Hands, work: Work, blocked: Case) -> None:
    cases.complete(work, blocked.number, "已疏通", override="已处理")
    opened(hands, blocked)
    hands.page.case._fresh.mark_stale()
    hands.wait()
    hands.press(Key.Key_O, CONTROL)
    say(hands, level="4", channel="paper", solved="true")
    rating = now(work, blocked).rating
    assert rating is not None
    assert (rating.level, rating.channel, rating.solved) == (4, "paper", True)
    hands.press(Key.Key_R, CONTROL)
    say(hands, reason="又堵了")
    assert now(work, blocked).open
    assert now(work, blocked).at == "proposed"


def test_the_resident_rates_on_the_second_view(
    qtbot: QtBot, hands: Hands, seat: Seat, work: Work, blocked: Case
) -> None:
    cases.complete(work, blocked.number, "已疏通", override="已处理")
    hands.page.case._fresh.mark_stale()
    hands.wait()
    bar = hands.page.case.loop
    bar.begin("ask_resident")
    qtbot.waitUntil(lambda: isinstance(bar.rating, RatingView), timeout=10_000)
    view = bar.rating
    assert not any(face.isChecked() for face in view.faces.values())
    qtbot.keyClick(view, Key.Key_5)
    qtbot.keyClick(view, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: now(work, blocked).rating is not None, timeout=10_000)
    view.leave()
    rating = now(work, blocked).rating
    assert rating is not None
    assert (rating.level, rating.channel) == (5, "screen")


def test_the_whistle_is_blown_in_its_own_room(hands: Hands, seat: Seat, blocked: Case) -> None:
    asked: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: asked.append((room, what)))
    hands.press(Key.Key_W, CONTROL)
    assert asked == [("whistles", f"blow:{blocked.number}")]


def test_every_act_has_a_key_and_every_place_a_button_for_each_move() -> None:
    assert len(set(loop_acts.KEYS.values())) == len(loop_acts.KEYS)
    for process in PROCESSES.values():
        for step in process.steps:
            moves = [m for m in process.onward(step.key) if m.fact == "case.moved"]
            assert len(moves) <= MOVES


def test_every_control_has_its_name(hands: Hands, work: Work, blocked: Case) -> None:
    take_in(work, residents.register(work, people(1)[0].typed()))
    for keys in (Key.Key_T, Key.Key_H, Key.Key_G, Key.Key_J, Key.Key_U):
        hands.press(keys, CONTROL)
        assert not nameless(hands.page, NAMES["queue"]), keys
        hands.press(Key.Key_Escape)
    hands.press(Key.Key_F11)
    assert not nameless(hands.page, NAMES["queue"])


def test_a_worker_is_offered_what_a_worker_may_do(
    qtbot: QtBot, work: Work, blocked: Case, founded: Founded, data_dir: Path, clock: Any
) -> None:
    made = accounts.add(work, "lijing", "李静", ("worker",), PASSWORD)
    with seated(data_dir, founded.key, Actor.of(made), clock) as seat:
        hands = opened(Hands(qtbot, seat, QueuePage(seat)), blocked)
        shown = {
            b.objectName()
            for b in hands.page.case.loop.children()
            if hasattr(b, "isHidden") and not b.isHidden()
        }
        assert "queue.loop.dispatch" in shown
        assert not {"queue.loop.send_back", "queue.loop.hand_over", "queue.loop.whistle"} & shown
