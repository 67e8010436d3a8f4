"""Hands on the desk: types and presses where the keyboard is, and counts every key."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station_desktop import shipped
from station_desktop.domain.case.cases import Case
from station_desktop.domain.person.identity import check_digit
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.desk.page import DeskPage
from station_desktop.tour.at_rest import until_at_rest
from station_desktop.ui.seat import Seat
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

T = TypeVar("T")
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
ENTER = Qt.Key.Key_Return


def id_number(body: str) -> str:
    """An invented number with a valid check digit, from its first 17 characters."""
    return body + check_digit(body + "0")


ZHANG = {
    "name": "张小明",
    "id_number": id_number("11010219500307123"),
    "phone": "13800138000",
    "residence_address": "广安门内街道校场小六条19号",
    "registered_address": "广安门内街道校场小六条19号",
}


class Hands:
    """One person at a desk page in a real window."""

    def __init__(self, qtbot: QtBot, seat: Seat) -> None:
        self.qtbot = qtbot
        self.seat = seat
        self.keys = 0
        self.page = self.sit_down()

    def sit_down(self) -> DeskPage:
        """A fresh page in a window of its own."""
        page = DeskPage(self.seat)
        self.qtbot.addWidget(page)
        page.resize(1250, 660)
        page.show()
        page.activateWindow()
        self.page = page
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until every question to the store is answered and shown."""
        until_at_rest(self.seat.runner)

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "the keyboard is nowhere"
        return widget

    @property
    def where(self) -> str:
        """The name of what has the keyboard."""
        return self.focus.objectName()

    def type(self, text: str) -> None:
        """Type; hanzi come in one piece from an input method, and cost their pinyin and a key."""
        for hanzi, letters in groupby(text, lambda letter: not letter.isascii()):
            part = "".join(letters)
            if hanzi:
                self.compose(part)
                self.commit(part)
                self.keys += len(shipped.pinyin_readings().full(part, 1)[0]) + 1
                continue
            for letter in part:
                QTest.keyClicks(self.focus, letter)
            self.keys += len(part)
        self.settle()

    def compose(self, text: str) -> None:
        """An input method shows what may become of the keys pressed so far."""
        QApplication.sendEvent(self.focus, QInputMethodEvent(text, []))

    def commit(self, text: str) -> None:
        """An input method hands its text over."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, held)
        self.keys += 1
        self.settle()

    def enter(self) -> None:
        self.press(ENTER)

    def find(self, text: str) -> None:
        """Type into the box and take the first thing found."""
        self.type(text)
        self.enter()

    def ask(self, question: Callable[[Work], T]) -> T:
        """What the store says, asked through the seat."""
        got: list[T] = []
        self.seat.read(question, got.append)
        self.settle()
        return got[0]

    def act(self, act: Callable[[Work], T]) -> T:
        got: list[T] = []
        self.seat.write(act, got.append, changed=frozenset({"residents", "cases", "drafts"}))
        self.settle()
        return got[0]

    def know(self, **typed: Any) -> Resident:
        """A resident who has been here before."""
        return self.act(lambda work: residents.register(work, ZHANG | typed))

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases of the visit just accepted."""
        assert self.page.flow.accepted is not None, "nothing was accepted"
        return self.page.flow.accepted.cases
