from __future__ import annotations

import threading
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.search_box import SearchBox
from station_desktop.ui.object_names import nameless
from station_desktop.ui.text import Text

Key = Qt.Key
PEOPLE = ("wang min", "wang fang", "zhang xiao", "li na")


class Desk:
    def __init__(self, bench: SimpleNamespace, qtbot: QtBot) -> None:
        self.runner = bench.runner
        self.qtbot = qtbot
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.picked: list[Found] = []
        self.missed: list[str] = []
        self.window = QWidget()
        self.window.resize(800, 600)
        self.box = SearchBox(bench.runner, self.look, "shell.search", Text("test", "Search"))
        QVBoxLayout(self.window).addWidget(self.box)
        self.box.picked.connect(self.picked.append)
        self.box.missed.connect(self.missed.append)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.box.setFocus()

    def look(self, _: Any, typed: str) -> Sequence[Found]:
        self.asked.append(typed)
        assert self.gate.wait(5)
        return [Found(name, kind="person") for name in PEOPLE if name.startswith(typed)]

    def type(self, text: str) -> None:
        QTest.keyClicks(self.box, text)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.box, key)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.runner.idle))


@pytest.fixture
def desk(bench: SimpleNamespace, qtbot: QtBot) -> Desk:
    return Desk(bench, qtbot)


def test_typing_shows_what_is_found_and_enter_picks_the_first(desk: Desk) -> None:
    desk.type("wa")
    desk.settle()
    assert desk.box.found == 2
    desk.press(Key.Key_Return)
    assert [found.title for found in desk.picked] == ["wang min"]
    assert desk.box.text() == ""
    assert desk.box.found == 0


def test_arrows_choose_and_escape_puts_the_list_away_then_the_text(desk: Desk) -> None:
    desk.type("w")
    desk.settle()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Escape)
    assert desk.box.found == 0
    assert desk.box.text() == "w"
    desk.press(Key.Key_Down)
    assert desk.box.found == 2
    desk.press(Key.Key_Return)
    assert desk.picked[0].title == "wang fang"
    desk.type("x")
    desk.settle()
    desk.press(Key.Key_Escape)
    assert desk.box.text() == ""


def test_enter_before_the_answer_has_come_picks_from_that_answer(desk: Desk) -> None:
    desk.type("w")
    desk.settle()
    desk.gate.clear()
    desk.type("ang f")
    desk.press(Key.Key_Return)
    assert desk.picked == [], "what is on the screen answers something else"
    desk.gate.set()
    desk.settle()
    assert [found.title for found in desk.picked] == ["wang fang"]


def test_only_the_newest_question_is_answered(desk: Desk) -> None:
    desk.gate.clear()
    desk.type("z")
    desk.qtbot.waitUntil(lambda: desk.asked == ["z"])
    desk.type("hang")
    desk.gate.set()
    desk.settle()
    assert desk.asked == ["z", "zhang"]
    assert desk.box.list.current == Found("zhang xiao", kind="person")


def test_nothing_found_is_said_on_enter(desk: Desk) -> None:
    desk.type("qq")
    desk.settle()
    assert desk.box.found == 0
    desk.press(Key.Key_Return)
    assert desk.missed == ["qq"]
    assert desk.picked == []


def test_composing_asks_nothing_and_its_keys_are_its_own(desk: Desk) -> None:
    desk.type("w")
    desk.settle()
    asked = list(desk.asked)
    QCoreApplication.sendEvent(desk.box, QInputMethodEvent("wang", []))
    for key in (Key.Key_Return, Key.Key_Escape):
        desk.press(key)
    assert desk.asked == asked
    assert desk.picked == []
    assert desk.box.text() == "w"
    event = QInputMethodEvent("", [])
    event.setCommitString("ang m")
    QCoreApplication.sendEvent(desk.box, event)
    desk.settle()
    assert desk.asked[-1] == "wang m"
    desk.press(Key.Key_Return)
    assert desk.picked[0].title == "wang min"


def test_a_click_picks_and_leaving_hides_the_list(desk: Desk, qtbot: QtBot) -> None:
    desk.type("w")
    desk.settle()
    listed = desk.box.list
    place = listed.visualRect(listed.found.index(1, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.picked[0].title == "wang fang"
    desk.type("w")
    desk.settle()
    assert desk.box.found == 2
    desk.box.clearFocus()
    assert desk.box.found == 0


def test_every_part_has_a_listed_name(desk: Desk) -> None:
    desk.type("w")
    desk.settle()
    assert nameless(desk.window) == []
