"""The real program on a real station, off-screen, with hands on its keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from station_desktop.app import App
from station_desktop.domain.time.clock import Clock
from station_desktop.tour.at_rest import until_at_rest
from station_desktop.ui.look.icons import Icons
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.page.messages import Message

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
_ROWS = 12


class Window:
    """Hands on the whole window; every act waits until the program is at rest."""

    def __init__(self, qtbot: QtBot, app: App) -> None:
        self._qtbot = qtbot
        self.app = app

    def settle(self) -> None:
        until_at_rest(self.app.runner)

    @property
    def here(self) -> QWidget:
        """Where the keyboard is."""
        found = QApplication.focusWidget()
        assert found is not None, "the keyboard is nowhere"
        return found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.here, key, held)
        self.settle()

    def type(self, text: str) -> None:
        if text.isascii():
            QTest.keyClicks(self.here, text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(self.here, event)
        self.settle()

    def find(self, text: str) -> None:
        """Type into the box and take the first thing found."""
        self.type(text)
        self.press(Key.Key_Return)

    def named(self, name: str) -> Any:
        found = self.app.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        """Press a button by the mouse."""
        button = self.app.window.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()
        self.settle()

    def room(self, key: str) -> QWidget:
        """Go to a room, from wherever."""
        assert self.app.shell is not None
        self.app.shell.show_place(key)
        self.settle()
        page = self.app.shell.page(key)
        assert page is not None
        return page

    def sign_in(self, login: str, password: str) -> None:
        page = self.app.door.page
        assert page is not None
        for key, text in (("login", login), ("password", password)):
            page.boxes[key].setText(text)
        page.boxes["password"].setFocus()
        self.press(Key.Key_Return)

    @property
    def inside(self) -> bool:
        """Whether somebody sits at the window, and not before the door."""
        return self.app.shell is not None and self.app.window.currentWidget() is self.app.shell

    def texts(self) -> set[str]:
        """Everything that can be read or heard in the window now, but what it said before."""
        found: set[str] = set()
        for widget in self.app.window.findChildren(QWidget):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                found |= set(_words(widget))
        found -= {said.sentence for said in self.app.window.findChildren(Message)}
        return {text.strip() for text in found if text.strip()}


def _words(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for column in range(columns):
        heads = not hasattr(view, "horizontalHeader") or view.horizontalHeader().isVisible()
        if heads and not hasattr(view, "isHeaderHidden"):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), _ROWS)):
            yield str(model.index(row, column).data() or "")


@contextmanager
def opened(
    qtbot: QtBot,
    folder: Path,
    *,
    language: str = "en",
    time: Clock | None = None,
    file: Path | None = None,
) -> Iterator[Window]:
    """The program as it starts, with the door in front; ended as by closing its window."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    app = App(application, folder, file=file, time=time)
    app.looks.speak(language)
    app.show()
    app.window.activateWindow()
    window = Window(qtbot, app)
    window.settle()
    try:
        yield window
    finally:
        _end(application, app)


def _end(application: QApplication, app: App) -> None:
    """Leave nothing of the program behind for the next test."""
    app.window.close()
    app.looks.language.switch("en")
    app._garbage.stop()
    icons = application.findChildren(Icons)  # they follow the theme that ends here
    for leftover in (app.window, *icons, app.looks.theme, app.looks, app):
        leftover.setParent(None)
        leftover.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    application.processEvents()
    for theme in application.findChildren(Theme):
        theme.wear("light", "normal")
