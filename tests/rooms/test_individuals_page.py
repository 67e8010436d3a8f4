"""Individual cases in the window, by the keyboard alone: begun, led through their six steps,
planned line by line, noted on in private, closed and opened again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from seated import Hands, seated

from station_desktop.domain.individual.individuals import MeasureDone
from station_desktop.domain.partner.partners import Registered
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.individuals import page_words
from station_desktop.rooms.individuals.page import IndividualsPage
from station_desktop.rooms.names import NAMES
from station_desktop.storage.store import Store
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.door import accounts
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan
from station_desktop.usecases.work import Actor, Work

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
NOTE = "女儿私下提到债务"
ONE, TWO = people(2)


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, ONE.typed())


@pytest.fixture
def seat(
    qtbot: QtBot, data_dir: Path, founded: Founded, store: Store, clock: Any
) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as made:
        yield made


@pytest.fixture
def number(work: Work, resident: Resident) -> str:
    """A case in its first step."""
    return individuals.apply(work, resident.id, "独居，近半年不愿出门").number


@pytest.fixture
def hands(qtbot: QtBot, seat: Seat, number: str) -> Hands:
    return Hands(qtbot, seat, IndividualsPage(seat))


def planned(work: Work, number: str) -> None:
    individuals.diagnose(work, number, "老伴去世", ["情绪低落"], ["女儿同城"], "high")
    goal = GoalPlan(
        "走出家门",
        "2027-01-31",
        measures=(
            MeasurePlan("每周探访", "social_worker", ("volunteer",), by="2026-12-10"),
            MeasurePlan("陪同散步", "volunteer"),
        ),
    )
    individuals.plan(work, number, [goal])


def opened(hands: Hands) -> Hands:
    hands.page.case._fresh.mark_stale()
    hands.wait()
    hands.press(Key.Key_Return)
    return hands


def pick(hands: Hands, qtbot: QtBot, text: str) -> None:
    """Narrow a list of choices by its first letters and take what is left."""
    line = hands.focus
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, text)
    line.completer().popup().hide()
    with qtbot.waitActive(hands.page):  # the list of choices was the active window
        hands.page.activateWindow()
    line.setFocus()
    hands.wait()
    hands.press(Key.Key_Return)
    assert hands.focus is not line


def texts(hands: Hands) -> str:
    kinds = (QLabel, QLineEdit)
    words = [w.text() for kind in kinds for w in hands.page.findChildren(kind) if w.isVisible()]
    long = [w for w in hands.page.findChildren(QPlainTextEdit) if w.isVisible()]
    return "\n".join([*words, *(w.toPlainText() for w in long)])


def cells(hands: Hands, name: str, key: str) -> list[str]:
    model = hands.find(name).model()
    at = [column.key for column in model.columns].index(key)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


# the list


def test_a_case_is_begun_for_somebody_who_is_found(
    work: Work, qtbot: QtBot, seat: Seat, resident: Resident
) -> None:
    hands = Hands(qtbot, seat, IndividualsPage(seat))
    hands.press(Key.Key_F4)
    assert hands.focus.objectName() == "individuals.start.text"
    hands.type(resident.id_number)
    hands.press(Key.Key_Return)
    assert resident.name in texts(hands)
    hands.press(Key.Key_Return, CONTROL)
    assert hands.page.list.stage.panel.form.row("why").error
    hands.type("独居")
    hands.press(Key.Key_Return, CONTROL)
    (case,) = individuals.of_resident(work, resident.id)
    assert (case.why, case.worker) == ("独居", work.author)
    assert hands.find("individuals.case.name").text() == resident.name
    assert hands.focus.objectName() == "individuals.act.diagnose"
    hands.press(Key.Key_Escape)
    assert cells(hands, "individuals.table", "who") == [resident.name]
    assert hands.find("individuals.count").text() == "1 case"


def test_somebody_with_an_open_case_gets_no_second_one(
    work: Work, hands: Hands, resident: Resident, number: str
) -> None:
    hands.page.go(f"apply:{resident.id}")
    hands.wait()
    assert number in hands.find("individuals.case.facts").text()
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_F4)
    hands.type(resident.id_number)
    hands.press(Key.Key_Return)
    hands.type("again")
    hands.press(Key.Key_Return, CONTROL)
    assert "has an open individual case already" in texts(hands)
    hands.press(Key.Key_Escape)
    assert hands.focus.objectName() == "individuals.start.text"
    hands.press(Key.Key_Escape)
    assert hands.focus.objectName() == "individuals.table"
    other = residents.register(work, TWO.typed())
    hands.page.go(f"apply:{other.id}")
    hands.wait()
    assert hands.focus.objectName() == "individuals.start.form.why"
    assert other.name in texts(hands)


def test_which_ones_is_one_key_away(work: Work, hands: Hands, number: str) -> None:
    other = residents.register(work, TWO.typed())
    li = Actor.of(accounts.add(work, "lijing", "李静", ("worker",), "Green-Tea-2027"))
    individuals.apply(Work(work.store, li), other.id, "厌学")
    hands.press(Key.Key_2, CONTROL)
    assert set(cells(hands, "individuals.table", "who")) == {ONE.name, TWO.name}
    hands.press(Key.Key_1, CONTROL)
    assert cells(hands, "individuals.table", "who") == [ONE.name]
    individuals.close(work, number, "declined", "不再需要", by_worker=3)
    hands.press(Key.Key_3, CONTROL)
    assert cells(hands, "individuals.table", "number") == [number]
    assert cells(hands, "individuals.table", "next") == [""]


# the six steps


def test_the_highlighted_button_leads_through_all_six_steps(
    work: Work, hands: Hands, number: str, qtbot: QtBot
) -> None:
    opened(hands)
    steps = hands.find("individuals.case.steps")
    seen: list[str] = []

    def step(name: str, *typed: str) -> None:
        """Press the highlighted button and answer; a text after > is picked from a list."""
        assert hands.focus.objectName() == f"individuals.act.{name}"
        hands.press(Key.Key_Space)
        for text in typed:
            if text.startswith(">"):
                pick(hands, qtbot, text[1:])
                continue
            hands.type(text)
            if not text.isdigit() or len(text) > 1:  # a digit picks and moves on
                hands.press(Key.Key_Return)
        hands.press(Key.Key_Return, CONTROL)
        assert hands.page.case.stage.panel is None, texts(hands)
        seen.append(steps.accessibleName()[2:])

    step("diagnose", "老伴去世", "情绪低落", "女儿同城", "2")
    step("goal", "走出家门", "2027.1.31")
    step("measure", "每周探访", ">soc", "20261210")
    step("done", "已探访四次")
    step("review", "进展顺利", "站长")
    step("judge", "2")
    step("close", ">goals ach", "已恢复交往", "1", "谢谢", "2")
    case = individuals.get(work, number)
    assert (case.state, case.risk) == ("closed", "middle")
    assert case.goals[0].state == "achieved"
    assert (case.closings[0].by_resident, case.closings[0].by_worker) == (5, 4)
    assert seen == [
        "6 Diagnosis",
        "6 Plan",
        "6 Plan",
        "6 Execution",
        "6 Supervision",
        "6 Supervision",
        "6 Closure",
    ]


def test_a_step_out_of_turn_is_not_offered_or_says_what_comes_first(
    work: Work, hands: Hands, number: str, qtbot: QtBot
) -> None:
    opened(hands)
    for key in ("goal", "measure", "done", "review", "judge", "reopen", "papers", "settle"):
        assert not hands.find(f"individuals.act.{key}").isVisible(), key
    hands.press(Key.Key_F8)
    assert hands.page.case.stage.panel is None
    hands.press(Key.Key_F10)
    pick(hands, qtbot, "goals ach")
    hands.type("x")
    form = hands.page.case.stage.panel.form
    form.go_to("by_worker")
    hands.press(Key.Key_2)
    hands.press(Key.Key_Return, CONTROL)
    assert "Step two, investigation and diagnosis, comes first" in texts(hands)
    assert individuals.get(work, number).open


def test_nothing_is_preselected_at_closing_and_what_is_open_is_named(
    work: Work, hands: Hands, number: str, qtbot: QtBot
) -> None:
    planned(work, number)
    opened(hands)
    hands.press(Key.Key_F10)
    panel = hands.page.case.stage.panel
    assert panel.form.answers() == {}
    named = hands.find("individuals.close.open").text()
    assert "走出家门" in named
    assert "陪同散步" in named
    pick(hands, qtbot, "moved")
    hands.type("迁往通州")
    hands.press(Key.Key_Return, CONTROL)
    assert "by_worker" in {p.field for p in panel.form._problems}
    panel.form.go_to("by_worker")
    hands.press(Key.Key_3)
    hands.press(Key.Key_Return, CONTROL)
    assert panel.form.row("left_open").error
    panel.form.go_to("left_open")
    hands.type("由迁入地接续")
    hands.press(Key.Key_Return, CONTROL)
    closing = individuals.get(work, number).closings[0]
    assert (closing.by_resident, closing.by_worker) == (0, 3)
    assert closing.left_open == "由迁入地接续"
    assert hands.focus.objectName() == "individuals.act.papers"
    hands.press(Key.Key_F10)
    hands.type("又来申请")
    hands.press(Key.Key_Return, CONTROL)
    assert individuals.get(work, number).open
    assert "又来申请" in hands.find("individuals.case.said").accessibleName()


# the plan


def test_the_plan_is_worked_on_line_by_line(work: Work, hands: Hands, number: str) -> None:
    work.store.ledger.append(work.author, [("partner:p1", Registered("agency", "椿树养老驿站"))])
    planned(work, number)
    opened(hands)
    table = hands.find("individuals.plan")
    assert [text.strip() for text in cells(hands, "individuals.plan", "text")] == [
        "1  走出家门",
        "1.1  每周探访",
        "1.2  陪同散步",
    ]
    assert cells(hands, "individuals.plan", "lead")[1] == "social workers"
    table.setFocus()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    assert "volunteers" in hands.find("individuals.case.detail").text()
    hands.press(Key.Key_Return)
    form = hands.page.case.stage.panel.form
    assert form.answers()["text"] == "每周探访"
    hands.type("每周探访两次")
    form.go_to("partner")
    hands.press(Key.Key_1)
    hands.press(Key.Key_Return, CONTROL)
    one = individuals.get(work, number).measures[0]
    assert (one.text, one.partner, one.by) == ("每周探访两次", "p1", "2026-12-10")
    assert "椿树养老驿站" in cells(hands, "individuals.plan", "text")[1]
    table.setFocus()
    hands.press(Key.Key_End)
    hands.press(Key.Key_Delete)
    (said,) = hands.page.case.messages.messages
    assert "陪同散步" in said.sentence
    hands.find("individuals.message.action").click()
    hands.wait()
    assert [m.text for m in individuals.get(work, number).measures] == ["每周探访两次"]


def test_a_late_measure_shows_and_a_done_one_is_chosen_from_the_line(
    work: Work, hands: Hands, number: str, clock: Any
) -> None:
    planned(work, number)
    clock.turn(days=20)
    opened(hands)
    assert cells(hands, "individuals.plan", "state") == ["under way", "overdue", "open"]
    hands.find("individuals.plan").setFocus()
    hands.press(Key.Key_End)
    hands.press(Key.Key_F7)
    assert hands.page.case.stage.panel.form.answers() == {
        "measure": individuals.get(work, number).measures[1].id
    }
    hands.type("已陪同")
    hands.press(Key.Key_Return, CONTROL)
    assert cells(hands, "individuals.plan", "state") == ["under way", "overdue", "done"]


# what is typed and what is private


def test_what_is_typed_is_there_again_after_escape_and_is_gone_once_done(
    work: Work, hands: Hands, number: str, qtbot: QtBot
) -> None:
    opened(hands)
    hands.press(Key.Key_F11)
    hands.type("写了一半")
    qtbot.keyClick(hands.focus, Key.Key_Escape)
    hands.press(Key.Key_F11)  # at once: whatever has reached the disk by now
    assert individuals.typed(work, number, "note") == {"text": "写了一半"}
    assert hands.focus.toPlainText() == "写了一半"
    hands.press(Key.Key_End, CONTROL)
    hands.type("，写完了")
    hands.press(Key.Key_Return, CONTROL)
    assert individuals.get(work, number).notes[0].text == "写了一半，写完了"
    assert individuals.typed(work, number, "note") == {}
    hands.press(Key.Key_F11)
    assert hands.focus.toPlainText() == ""


def test_a_power_cut_loses_no_word(work: Work, hands: Hands, number: str, qtbot: QtBot) -> None:
    opened(hands)
    hands.press(Key.Key_F4)
    hands.type("调查到一半")
    panel = hands.page.case.stage.panel
    qtbot.waitUntil(lambda: not panel._soon.isActive(), timeout=5_000)
    hands.wait()
    assert individuals.typed(work, number, "diagnose") == {"situation": "调查到一半"}


def test_a_colleague_sees_the_outline_and_no_word_of_it(
    qtbot: QtBot, work: Work, number: str, data_dir: Path, founded: Founded, clock: Any
) -> None:
    planned(work, number)
    individuals.note(work, number, NOTE)
    individuals.review(work, number, "抓紧助餐", "站长")
    li = Actor.of(accounts.add(work, "lijing", "李静", ("worker",), "Green-Tea-2027"))
    with seated(data_dir, founded.key, li, clock) as seat:
        hands = Hands(qtbot, seat, IndividualsPage(seat))
        assert cells(hands, "individuals.table", "who") == []
        hands.press(Key.Key_2, CONTROL)
        assert cells(hands, "individuals.table", "worker") == ["王敏"]
        assert cells(hands, "individuals.table", "risk") == [""]
        assert cells(hands, "individuals.table", "next") == [""]
        hands.press(Key.Key_Return)
        read = texts(hands)
        assert "are read by its worker, 王敏" in read
        assert hands.find("individuals.case.steps").accessibleName() == "5/6 Supervision"
        for private in (NOTE, "老伴去世", "情绪低落", "走出家门", "抓紧助餐", "独居", "risk"):
            assert private not in read, private
        for keys in (Key.Key_F4, Key.Key_F10, Key.Key_F11):
            hands.press(keys)
            assert hands.page.case.stage.panel is None
        assert not any(map(hands.page.case.acts.offers, page_words.ACTS))


def test_handed_over_it_is_gone_from_ones_sight(work: Work, hands: Hands, number: str) -> None:
    accounts.add(work, "lijing", "李静", ("worker",), "Green-Tea-2027")
    opened(hands)
    hands.press(Key.Key_H, CONTROL)
    hands.press(Key.Key_1)
    hands.type("休假")
    hands.press(Key.Key_Return, CONTROL)
    assert "worker 李静" in hands.find("individuals.case.facts").text()
    hands.press(Key.Key_Escape)
    assert cells(hands, "individuals.table", "who") == []


# beside the steps


def test_a_referral_is_made_and_its_letter_saved(
    work: Work, hands: Hands, number: str, tmp_path: Path
) -> None:
    opened(hands)
    hands.press(Key.Key_F12)
    hands.type("心理门诊")
    hands.press(Key.Key_Return)
    hands.type("需专科评估")
    hands.press(Key.Key_Return, CONTROL)
    assert individuals.get(work, number).referrals[0].agency == "心理门诊"
    hands.press(Key.Key_P, CONTROL)
    out = tmp_path / "函.pdf"
    hands.find("individuals.papers.path").setText(str(out))
    hands.find("individuals.papers.save").click()
    hands.wait()
    assert out.read_bytes()[:4] == b"%PDF"
    (made,) = individuals.get(work, number).papers
    assert (made.paper, made.copy_number, made.of) == ("referral", 1, 1)
    assert "Handed over the referral letter, copy 1" in texts(hands)


def test_an_act_that_came_too_late_is_shown_and_settled(
    work: Work, hands: Hands, number: str
) -> None:
    case = individuals.get(work, number)
    work.store.ledger.append(work.author, [(f"individual:{case.id}", MeasureDone("m", "x"))])
    opened(hands)
    assert "took no effect" in hands.find("individuals.case.said").accessibleName()
    hands.press(Key.Key_J, CONTROL)
    hands.type("重复登记，不影响")
    hands.press(Key.Key_Return, CONTROL)
    assert individuals.get(work, number).unfit == ()
    assert not hands.find("individuals.case.said").isVisible()


def test_every_kind_of_entry_is_told_in_words(work: Work, hands: Hands, number: str) -> None:
    planned(work, number)
    case = individuals.get(work, number)
    individuals.note(work, number, NOTE)
    individuals.done(work, number, case.measures[0].id, "已办")
    individuals.judge_goal(work, number, case.goals[0].id, "partly")
    individuals.review(work, number, "看了", "站长")
    individuals.refer(work, number, "门诊", "评估")
    individuals.close(work, number, "partly", "小结", by_worker=3, left_open="转日常")
    individuals.reopen(work, number, "反复")
    opened(hands)
    told = hands.page.case.found.history
    assert len(told) == 10
    assert not any(NOTE in line.sentence or "{" in line.sentence for line in told)
    assert not any("individual." in line.sentence for line in told)


def test_stepping_to_the_next_case_and_to_the_resident(
    work: Work, hands: Hands, seat: Seat, resident: Resident, clock: Any
) -> None:
    clock.turn(minutes=1)
    individuals.apply(work, residents.register(work, TWO.typed()).id, "厌学")
    hands.page.list._fresh.mark_stale()
    hands.wait()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Return)
    assert hands.find("individuals.case.name").text() == TWO.name
    hands.press(Key.Key_Down, ALT)
    assert hands.find("individuals.case.name").text() == ONE.name
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    hands.press(Key.Key_F3)
    assert wanted == [("residents", f"resident:{resident.id}")]


def test_everything_that_can_be_used_has_a_name(work: Work, hands: Hands, number: str) -> None:
    assert nameless(hands.page, NAMES["individuals"]) == []
    hands.press(Key.Key_F4)
    assert nameless(hands.page, NAMES["individuals"]) == []
    hands.press(Key.Key_Escape)
    planned(work, number)
    opened(hands)
    for key in filter(hands.page.case.acts.offers, page_words.ACTS):
        hands.page.case.begin(key)
        hands.wait()
        assert nameless(hands.page, NAMES["individuals"]) == [], key
        hands.press(Key.Key_Escape)


def test_large_type_gives_a_form_the_whole_room(work: Work, hands: Hands, number: str) -> None:
    planned(work, number)
    opened(hands)
    theme = QApplication.instance().findChild(Theme)
    theme.wear("light", "large")
    hands.wait()
    try:
        assert [c.key for c in hands.find("individuals.plan").model().columns] == [
            "text",
            "lead",
            "by",
            "state",
        ]
        hands.press(Key.Key_F6)
        assert not hands.find("individuals.plan").isVisible()
        hands.press(Key.Key_Escape)
        assert hands.find("individuals.plan").isVisible()
    finally:
        theme.wear("light", "normal")
