"""Hands on the keyboard of a window, a clock of one's own, and a camera."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from station_desktop.domain.time.clock import CHINA
from station_desktop.tour.at_rest import until_at_rest

if TYPE_CHECKING:
    from station_desktop.app import App
    from station_desktop.domain.catalogue import Field
    from station_desktop.ui.frame.shell import Shell
    from station_desktop.ui.seat import Seat
    from station_desktop.usecases.work import Work

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
ENTER = Qt.Key.Key_Return
_PATIENCE_MS = 60_000
_STEP_MS = 10
_MINUTE_MS = 60_000
_MOST_STEPS = 40
_AS_BUTTONS = 5
"""Up to so many choices stand as buttons with digits; more are picked from a list by typing."""

T = TypeVar("T")


class Day:
    """The day of the tour: Thursday 26 November 2026, standing still until the story goes on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 26, 8, 40, tzinfo=CHINA)

    def now(self) -> datetime:
        return self.moment

    def turn(self, hour: int, minute: int) -> None:
        """Later the same day."""
        self.moment = self.moment.replace(hour=hour, minute=minute, second=0)


class Guide:
    """Types, presses and takes pictures; every step waits until the window has answered, and then
    for ``pause`` milliseconds more."""

    def __init__(self, app: App, folder: Path, day: Day, pause: int = 0) -> None:
        self.app = app
        self.folder = folder
        self.day = day
        self.pause = pause
        self.pictures: list[Path] = []

    def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        until_at_rest(self.app.runner)
        if self.pause:
            QTest.qWait(self.pause)
            until_at_rest(self.app.runner)

    @property
    def seat(self) -> Seat:
        """Whoever is signed in."""
        if self.app.seat is None:
            raise RuntimeError("nobody is signed in")
        return self.app.seat

    @property
    def shell(self) -> Shell:
        """The window behind the door."""
        if self.app.shell is None:
            raise RuntimeError("the window is not open")
        return self.app.shell

    def room(self, key: str, part: str = "") -> None:
        """Go to a room, and there to a part of it."""
        self.shell.show_place(key)
        self.settle()
        page: Any = self.shell.page(key)
        if part:
            page.go(part)
            self.settle()

    def at(self, hour: int, minute: int) -> None:
        """It is that hour now, and what looks at the clock every minute does so."""
        self.day.turn(hour, minute)
        page = self.shell.page(self.shell.current)
        for timer in page.findChildren(QTimer) if page is not None else ():
            if timer.isActive() and timer.interval() == _MINUTE_MS:
                timer.timeout.emit()
        self.settle()

    def come_in(self, login: str, password: str) -> None:
        """Lock the window; another member of staff signs in."""
        self.press(Qt.Key.Key_L, CTRL)
        self.press(Qt.Key.Key_Backtab)
        self.press(Qt.Key.Key_A, CTRL)
        for text in (login, password):
            self.type(text)
            self.press(ENTER)
        self.wait(lambda: self.app.window.currentWidget() is self.app.shell)

    def click(self, name: str) -> None:
        """Press a button that has no key."""
        button = self.app.window.findChild(QAbstractButton, name)
        if button is None:
            raise LookupError(name)
        button.click()
        self.settle()

    def wait(self, good: Callable[[], bool]) -> None:
        """Until this is so."""
        waited = 0
        while not good():
            QTest.qWait(_STEP_MS)
            waited += _STEP_MS
            if waited > _PATIENCE_MS:
                raise TimeoutError("what is waited for does not come")
        self.settle()

    def until(self, ask: Callable[[Work], T], good: Callable[[T], bool]) -> T:
        """Ask the store until it answers so; returns the answer."""
        answers: list[T] = []

        def answered() -> bool:
            if self.app.runner.idle:
                if answers and good(answers[-1]):
                    return True
                self.seat.read(ask, answers.append, owner=self.app)
            return False

        self.wait(answered)
        return answers[-1]

    @property
    def here(self) -> QWidget:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.app.window

    def type(self, text: str) -> None:
        """Letters by key; hanzi in one piece, as an input method hands them over."""
        if text.isascii():
            QTest.keyClicks(self.here, text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(self.here, event)
        self.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.here, key, held)
        self.settle()

    def on_to(self, name: str, step: Qt.Key = Qt.Key.Key_Tab) -> None:
        """Press a key until that has the keyboard; Tab goes through a form's questions."""
        for _ in range(_MOST_STEPS):
            if self.here.objectName().startswith(name):
                return
            self.press(step)
        raise LookupError(name)

    def back_to(self, name: str) -> None:
        """The same, backwards."""
        self.on_to(name, Qt.Key.Key_Backtab)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Save the window, or another one, as it stands; the caret is hidden, so that pictures do
        not blink."""
        self.settle()
        file = self.folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        (of or self.app.window).grab().save(str(file))
        self.pictures.append(file)

    def answer_what_is_open(self) -> None:
        """Go through the form with the keyboard and answer what is still asked."""
        from station_desktop.rooms.desk.page import DeskPage

        desk = self.app.shell.page("desk") if self.app.shell is not None else None
        if not isinstance(desk, DeskPage):
            raise TypeError("the desk is not open")
        for _ in range(60):
            line = desk.flow.visit.line
            if line is None or not line.open_questions(desk.flow.today):
                return
            wanted = {problem.field for problem in line.open_questions(desk.flow.today)}
            here = next((f for f in line.item.fields if self._asks(f.key)), None)
            if here is not None and here.key in wanted:
                self._answer(here)
            self.press(ENTER)
        raise RuntimeError("the form does not come to an end")

    def _answer(self, field: Field) -> None:
        if field.type == "choice" and len(field.choices) > _AS_BUTTONS:
            self.type(field.choices[0].label.get(self.app.looks.language.code))
            self.press(ENTER)
        else:
            self.type(_SHORT.get(field.type, "1"))

    def _asks(self, key: str) -> bool:
        name = self.here.objectName()
        return name == f"desk.form.{key}" or name.startswith(f"desk.form.{key}.")


_SHORT = {
    "text": "已当面核对",
    "long_text": "情况属实",
    "address": "西城区校场小六条19号",
    "date": "20260301",
    "year_month": "202603",
    "phone": "13810001234",
    "bank_card": "6222020200012345678",
    "id_number": "11010519491231002X",
    "money": "500",
}
