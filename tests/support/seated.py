"""A room on the screen, at a real store with a clock to turn, and hands on the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station_desktop.logs.incidents import Incident
from station_desktop.storage.store import Store
from station_desktop.tour.at_rest import until_at_rest
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import Language
from station_desktop.usecases.work import Actor


@contextmanager
def seated(folder: Path, key: bytes, actor: Actor, clock: Any) -> Iterator[Seat]:
    """``actor``'s seat, in English, at the store in ``folder``; nothing unexpected may happen."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = application.findChild(Theme) or Theme(application)
    theme.wear("light", "normal")
    crashes: list[Incident] = []
    runner = Runner(
        lambda: Store(folder, key, read_only=True, time=clock),
        lambda: Store(folder, key, time=clock),
        crashed=crashes.append,
    )
    seat = Seat(runner, Language(), actor)
    seat._time = clock
    try:
        yield seat
    finally:
        for page in [w for w in application.topLevelWidgets() if w.isVisible()]:
            page.hide()
            page.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        runner.close()
    assert not crashes, crashes


class Hands:
    """What a person at the keyboard does, each time waiting until the room has answered."""

    def __init__(self, qtbot: QtBot, seat: Seat, page: QWidget) -> None:
        self._qtbot = qtbot
        self._seat = seat
        self.page = page
        page.resize(1280, 700)
        page.show()
        qtbot.waitExposed(page)
        self.wait()

    def wait(self) -> None:
        """Until nothing is asked for any more, a pause for typing included."""
        until_at_rest(self._seat.runner)
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        assert windows == [self.page], "another window was opened"

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self._qtbot.keyClick(self.focus, key, held)
        self.wait()

    def type(self, text: str) -> None:
        """Letters as a keyboard gives them; Chinese arrives as from an input method."""
        for letter in text:
            if letter.isascii():
                self._qtbot.keyClicks(self.focus, letter)
            else:
                self._commit(letter)
        self.wait()

    def _commit(self, text: str) -> None:
        from PySide6.QtGui import QInputMethodEvent

        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def find(self, name: str) -> Any:
        """A widget by its name."""
        found = self.page.findChild(QWidget, name)
        assert found is not None, name
        return found
