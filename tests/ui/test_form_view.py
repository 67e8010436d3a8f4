from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.problem import Problem
from station_desktop.ui.form.form_lines import broken
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.object_names import nameless
from station_desktop.ui.words import Language

TODAY = date(2026, 11, 22)
Key = Qt.Key


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"c{n}", Words(label, f"Option {n}")) for n, label in enumerate(labels))


def field(key: str, kind: FieldType, **more: Any) -> Field:
    return Field(key, kind, Words(f"问题{key}", f"Question {key}"), **more)


SEX = choices("男", "女")
MANY = choices("党员", "残疾", "低保", "失独", "退役", "高龄", "孤寡")
EVERY_TYPE: tuple[Field, ...] = (
    field("name", "text", required=True),
    field("note", "long_text"),
    field("sex", "choice", choices=SEX, required=True),
    field("group", "choice", choices=MANY),
    field("needs", "multi_choice", choices=MANY),
    field("alone", "boolean"),
    field("born", "date"),
    field("since", "year_month"),
    field("people", "integer"),
    field("rate", "decimal"),
    field("income", "money"),
    field("phone", "phone"),
    field("home", "address"),
    field("id", "id_number", sensitive=True),
    field("card", "bank_card"),
    field("who", "text", applies_when="alone=false", required=True),
)


def test_lines_are_broken_so_that_little_is_left_empty() -> None:
    few = (*(field(key, "text") for key in "abc"), field("w", "address"), field("e", "text"))

    def lines(asked: tuple[Field, ...], *, short: bool = False) -> tuple[tuple[str, ...], ...]:
        return broken(asked, {"w"}, lambda _: short)

    assert lines(few) == (("a", "b"), ("c", "e"), ("w",)), "no half line before and after w"
    assert lines(few, short=True) == (("a", "b", "c"), ("w",), ("e",)), "three short ones"
    asked_for = (*few[:-1], field("e", "text", applies_when="w=c0"))
    assert lines(asked_for)[1:] == (("c",), ("w",), ("e",)), "never before what it depends on"
    pair = (*few, field("f", "text"))
    assert lines(pair)[1:] == (("c",), ("w",), ("e", "f")), "a pair stays together"
    assert broken(few, {"a", "b", "c", "w", "e"}, lambda _: True, 1) == tuple(
        (each.key,) for each in few
    )


class Desk:
    """A form in a window, with the language it is read in and what it reported."""

    def __init__(self, qtbot: QtBot, fields: tuple[Field, ...] = EVERY_TYPE, **raw: Any) -> None:
        self.language = "zh_CN"
        self.form = FormView(lambda: TODAY, lambda: self.language, _initials)
        self.edits: list[tuple[str, Any]] = []
        self.sent: list[str] = []
        self.form.edited.connect(lambda key, value: self.edits.append((key, value)))
        self.form.submitted.connect(lambda: self.sent.append("submitted"))
        self.form.ended.connect(lambda: self.sent.append("ended"))
        qtbot.addWidget(self.form)
        self.form.resize(900, 700)
        self.form.set_form(fields, raw)
        self.form.show()
        self.form.activateWindow()
        qtbot.waitUntil(self.form.isActiveWindow)

    def line(self, key: str) -> QLineEdit:
        found = self.form.findChild(QLineEdit, f"form.{key}")
        assert isinstance(found, QLineEdit)
        return found

    def button(self, name: str) -> QPushButton:
        found = self.form.findChild(QPushButton, f"form.{name}")
        assert isinstance(found, QPushButton)
        return found

    def shown(self, key: str) -> bool:
        return self.form.row(key).isVisibleTo(self.form)


def _initials(label: str) -> tuple[str, ...]:
    table = {"男": "n", "女": "n", "是": "s", "否": "f", "残疾": "cj", "低保": "db", "失独": "sd"}
    return (table[label],) if label in table else ()


def type_text(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, held)


def focused() -> str:
    target = QApplication.focusWidget()
    return target.objectName() if target is not None else ""


@pytest.fixture(autouse=True)
def _look(theme: Theme) -> None:
    """All forms are tested in the look the window wears."""


def test_every_type_has_a_named_and_spoken_input(qtbot: QtBot) -> None:
    desk = Desk(qtbot, alone=False)
    assert nameless(desk.form) == []
    for one in EVERY_TYPE:
        made = desk.form.row(one.key).input
        assert all(control.accessibleName() for control in made.controls()), one.key
        assert desk.form.findChild(QWidget, f"form.{one.key}") is not None


def test_a_form_is_filled_from_the_keyboard_alone(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.form.begin()
    assert focused() == "form.name"
    type_text("Wang")
    press(Key.Key_Return)
    assert focused() == "form.note"
    type_text("a")
    press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text("b")
    press(Key.Key_Return)
    type_text("2")
    assert focused() == "form.group", "a digit picks and moves on"
    type_text("cj")
    press(Key.Key_Return)
    type_text("13")
    press(Key.Key_Return)
    type_text("f")
    assert focused() == "form.born"
    for text in ("19500101", "2026.2", "3", "1.5", "1200", "13800138000"):
        type_text(text)
        press(Key.Key_Return)
    assert desk.form.answers() == {
        "name": "Wang",
        "note": "a\nb",
        "sex": "c1",
        "group": "c1",
        "needs": ["c0", "c2"],
        "alone": False,
        "born": "19500101",
        "since": "2026.2",
        "people": "3",
        "rate": "1.5",
        "income": "1200",
        "phone": "13800138000",
    }
    assert desk.edits[0] == ("name", "W")
    assert ("sex", "c1") in desk.edits
    assert desk.form.row("born").note == "1950年1月1日"
    assert desk.form.row("income").note == "1,200.00元"


def test_answers_come_back_as_they_were_given_and_are_not_reported_as_edited(
    qtbot: QtBot,
) -> None:
    raw: dict[str, Any] = {
        "name": "张小明",
        "note": "一\n二",
        "sex": "c0",
        "group": "c3",
        "needs": ["c1", "c4"],
        "alone": False,
        "born": "1950.1.1",
        "since": "2026-02",
        "people": "2",
        "rate": "0.5",
        "income": "12",
        "phone": "13800138000",
        "home": "校场五条19号",
        "id": "11010119900307",
        "card": "6222",
        "who": "李梅",
    }
    desk = Desk(qtbot, **raw)
    assert desk.form.answers() == raw
    assert desk.edits == []
    for one in EVERY_TYPE:
        assert desk.form.row(one.key).input.raw() == raw[one.key], one.key


def test_questions_come_and_go_with_the_answers_and_keep_what_was_typed(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert not desk.shown("who")
    desk.button("alone.false").click()
    assert desk.shown("who")
    desk.form.go_to("who")
    type_text("Li")
    desk.button("alone.true").click()
    assert not desk.shown("who")
    assert "who" not in desk.form.answers()
    desk.button("alone.false").click()
    assert desk.form.answers()["who"] == "Li"
    assert desk.line("who").text() == "Li"


def test_problems_stand_beneath_their_question_and_the_first_gets_the_keyboard(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, name="张小明", born="1950-13-45")
    assert desk.form.check() is None
    wrong = [one.key for one in EVERY_TYPE if desk.form.row(one.key).error]
    assert wrong == ["sex", "born"]
    assert focused() == "form.sex.c0"
    assert "问题sex" in desk.form.row("sex").note
    assert desk.button("sex.c0").accessibleDescription() == desk.form.row("sex").error
    assert desk.button("sex.c0").property("wrong") == "true"
    type_text("1")
    assert desk.form.row("sex").error == "", "corrected while typing"
    assert desk.form.row("born").error != ""


def test_a_complete_form_gives_the_answers_to_store(qtbot: QtBot) -> None:
    fields = (EVERY_TYPE[0], EVERY_TYPE[2], EVERY_TYPE[6], EVERY_TYPE[10])
    desk = Desk(qtbot, fields, name=" 张小明 ", sex="c1", born="19500101", income="1,200")
    assert desk.form.check() == {
        "name": "张小明",
        "sex": "c1",
        "born": "1950-01-01",
        "income": "1200.00",
    }


def test_a_wrong_answer_is_said_on_leaving_and_a_missing_one_is_not(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.form.go_to("name")
    desk.form.go_to("phone")
    assert desk.form.row("name").error == ""
    type_text("12")
    desk.form.go_to("name")
    assert desk.form.row("phone").error != ""


def compose(target: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(target, event)


@pytest.mark.parametrize("key", ["name", "note", "group"])
def test_enter_while_composing_neither_moves_nor_submits(qtbot: QtBot, key: str) -> None:
    desk = Desk(qtbot)
    desk.form.go_to(key)
    target = QApplication.focusWidget()
    assert isinstance(target, QLineEdit | QPlainTextEdit)
    compose(target, "zhang xiao ming")
    press(Key.Key_Return)
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert QApplication.focusWidget() is target
    assert desk.sent == []
    compose(target, "", "残疾")
    assert desk.edits
    assert desk.edits[-1][0] == key
    press(Key.Key_Return)
    assert QApplication.focusWidget() is not target, "composed: Enter moves on again"


def test_nothing_is_edited_by_what_is_still_being_composed(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.form.go_to("name")
    compose(desk.line("name"), "zhang")
    assert desk.edits == []
    assert desk.form.answers() == {}
    compose(desk.line("name"), "", "张")
    assert desk.edits == [("name", "张")]


def test_control_enter_submits_and_enter_at_the_end_says_so(qtbot: QtBot) -> None:
    desk = Desk(qtbot, EVERY_TYPE[:1])
    desk.form.begin()
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_Return)
    assert desk.sent == ["submitted", "ended"]


def test_submitting_may_put_the_next_form_in_place_at_once(qtbot: QtBot) -> None:
    desk = Desk(qtbot, EVERY_TYPE[:1])
    desk.form.submitted.connect(lambda: desk.form.set_form(EVERY_TYPE[:2], {"name": "next"}))
    desk.form.begin()
    type_text("first")
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QCoreApplication.sendPostedEvents()
    assert desk.form.answers() == {"name": "next"}
    desk.form.begin()
    assert focused() == "form.note"


def test_a_row_of_buttons_is_one_tab_stop_with_arrows_letters_and_clearing(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, (EVERY_TYPE[2], EVERY_TYPE[5]))
    desk.form.begin()
    press(Key.Key_Right)
    assert desk.form.answers() == {"sex": "c1"}
    assert focused() == "form.sex.c1"
    press(Key.Key_Tab)
    assert focused() == "form.alone.true"
    type_text("x")
    assert "alone" not in desk.form.answers(), "a letter without meaning picks nothing"
    type_text("f")
    assert desk.form.answers()["alone"] is False
    press(Key.Key_Delete)
    assert "alone" not in desk.form.answers()
    assert desk.button("sex.c1").text().startswith("✓"), "marked by a sign, not by colour alone"
    assert desk.button("sex.c0").text().startswith("1")


def test_text_that_is_no_choice_is_left_for_the_domain_to_refuse(qtbot: QtBot) -> None:
    desk = Desk(qtbot, (EVERY_TYPE[3],))
    desk.form.begin()
    type_text("zzz")
    press(Key.Key_Return)
    assert desk.form.answers() == {"group": "zzz"}
    assert desk.form.check() is None
    assert desk.form.row("group").error != ""


def test_the_list_narrows_as_one_types_and_says_nothing_wrong_meanwhile(qtbot: QtBot) -> None:
    desk = Desk(qtbot, (EVERY_TYPE[3], EVERY_TYPE[0]))
    desk.form.begin()
    press(Key.Key_Down)
    opened = desk.line("group").completer().popup()
    qtbot.waitUntil(opened.isVisible)
    assert opened.model().rowCount() == len(MANY)
    QTest.keyClicks(opened, "d")
    assert [opened.model().index(n, 0).data() for n in range(opened.model().rowCount())] == ["低保"]
    assert desk.form.row("group").error == ""
    QTest.keyClick(opened, Key.Key_Return)
    assert desk.form.answers() == {"group": "c2"}
    assert focused() == "form.name"
    assert desk.form.row("group").error == ""


def test_an_answer_from_the_record_is_marked_until_it_is_changed(
    qtbot: QtBot, language: Language
) -> None:
    language.switch("zh_CN")
    desk = Desk(qtbot)
    desk.form.set_answers({"name": "张小明", "phone": "13800138000"}, {"name": "record"})
    marks = _words_in(desk.form.row("name"))
    assert "取自档案" in marks
    assert "取自档案" not in _words_in(desk.form.row("phone"))
    desk.form.go_to("name")
    type_text("x")
    assert "取自档案" not in _words_in(desk.form.row("name"))


def _words_in(row: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [word.text() for word in row.findChildren(QLabel) if word.isVisibleTo(row)]


def test_the_language_changes_with_errors_and_choices_in_place(
    qtbot: QtBot, language: Language
) -> None:
    desk = Desk(qtbot, name="x", group="c1", sex="c0", phone="12")
    desk.form.check()
    chinese = desk.form.row("phone").error
    desk.language = "en"
    language.switch("zh_CN")
    language.switch("en")
    assert desk.form.row("phone").error not in ("", chinese)
    assert desk.line("group").text() == "Option 1"
    assert desk.button("sex.c0").text() == "✓ Option 0"
    assert desk.form.answers()["group"] == "c1"


def test_short_questions_share_a_line_when_there_is_room(qtbot: QtBot) -> None:
    desk = Desk(qtbot, (EVERY_TYPE[0], EVERY_TYPE[11], EVERY_TYPE[12]))
    name, phone, home = (desk.form.row(key) for key in ("name", "phone", "home"))
    qtbot.waitUntil(lambda: name.y() == phone.y() < home.y())
    assert home.width() > 2 * name.width() - 5
    desk.form.resize(400, 700)
    qtbot.waitUntil(lambda: name.y() < phone.y() < home.y())


def test_a_problem_of_the_whole_form_leaves_the_questions_alone(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.form.show_problems([Problem("case.not_open")])
    assert all(desk.form.row(one.key).error == "" for one in EVERY_TYPE)


def test_the_form_of_the_next_item_leaves_nothing_of_the_last(qtbot: QtBot) -> None:
    desk = Desk(qtbot, name="张小明")
    desk.form.set_form((EVERY_TYPE[0],))
    assert desk.form.answers() == {}
    assert desk.line("name").text() == ""
    assert desk.edits == []


def test_a_box_for_several_lines_grows_with_what_is_written(qtbot: QtBot, theme: Theme) -> None:
    desk = Desk(qtbot, (field("note", "long_text"),))
    box = desk.form.findChild(QPlainTextEdit)
    assert box is not None
    empty = box.height()
    heights = []
    for lines in (1, 4, 5, 50):
        desk.form.set_answers({"note": "\n".join("做了什么" for _ in range(lines))})
        heights.append(box.height())
    assert heights[0] == empty < heights[1] < heights[2] == heights[3], "then it is scrolled"
