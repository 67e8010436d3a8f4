"""A line to search in, with what was found beneath it as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from station_desktop.ui.form.clear_button import add_clear_button
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.lists.found_list import FOUND_ROLE, Found, FoundList
from station_desktop.ui.look import icons
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

Look = Callable[[Any, str], Sequence[Found]]


class SearchBox(QLineEdit):
    """Asks at every committed change, shows the newest answer only, and picks with Enter.

    Signals: ``picked(found)``, ``missed(text)`` when Enter is pressed and nothing was found.
    ``look`` runs in the read lane. Enter pressed before the answer has come picks from that
    answer, never from the one before. ``host`` holds the list when it is not to float beneath
    the line over the window's other parts.
    """

    picked = Signal(object)
    missed = Signal(str)

    def __init__(
        self, runner: Runner, look: Look, name: str, hint: Text, *, keep_text: bool = False
    ) -> None:
        super().__init__()
        self._runner = runner
        self._look = look
        self._keep_text = keep_text
        self._answered: str | None = None
        self._entered = False
        self.setObjectName(name)
        set_role(self, "search")
        add_clear_button(self, name)
        self._add_glass(name)
        bind(self.setPlaceholderText, *hint)
        bind(self.setAccessibleName, *hint)
        self.list = FoundList(f"{name}.list", self)
        set_role(self.list, "floating")
        bind(self.list.setAccessibleName, "search", "What was found")
        self.list.hide()
        self.list.clicked.connect(self._clicked)
        self._keys = EnterKeys(self)
        self._keys.moved_on.connect(self._enter)
        self.textEdited.connect(self._ask)
        follow(self, self._ask_again)
        self.installEventFilter(self)

    @property
    def found(self) -> int:
        """How many entries are shown."""
        return self.list.found.rowCount() if self.list.isVisible() else 0

    def reset(self) -> None:
        """Empty the line and put the list away."""
        self.clear()
        self._close()

    def _add_glass(self, name: str) -> None:
        before = set(self.findChildren(QToolButton))
        self.addAction(QAction(self), QLineEdit.ActionPosition.LeadingPosition)
        for button in set(self.findChildren(QToolButton)) - before:
            button.setObjectName(f"{name}.glass")
            button.setEnabled(False)
            icons.set_icon(button, "fa6s.magnifying-glass")

    def _ask(self, text: str) -> None:
        wanted = text.strip()
        self._answered = None
        self._entered = False
        if not wanted:
            self._close()
            return
        self._runner.read(
            lambda reader: self._look(reader, wanted),
            lambda found: self._answer(wanted, found),
            tag=f"search {self.objectName()} {id(self)}",
            owner=self,
        )

    def _ask_again(self) -> None:
        """What is shown is wanted in the other language now."""
        if self.found:
            self._ask(self.text())

    def _answer(self, wanted: str, found: Sequence[Found]) -> None:
        if wanted != self.text().strip():
            return
        self._answered = wanted
        self.list.put(found)
        if not found:
            self.list.hide()
        elif self.hasFocus():
            self._open()
        self.setAccessibleDescription(tr("search", "{n} found", n=len(found)))
        if self._entered:
            self._enter()

    def _enter(self) -> None:
        wanted = self.text().strip()
        if not wanted:
            return
        if self._answered != wanted:
            self._entered = True
            return
        self._entered = False
        chosen = self.list.current if self.list.found.rowCount() else None
        if chosen is None:
            self.missed.emit(wanted)
        else:
            self._pick(chosen)

    def _clicked(self, index: QModelIndex) -> None:
        self._pick(index.data(FOUND_ROLE))

    def _pick(self, found: Found) -> None:
        self.list.hide()
        if not self._keep_text:
            self.reset()
        self.picked.emit(found)

    def _open(self) -> None:
        """Show the list beneath the line, above everything else in the window."""
        window = self.window()
        if self.list.parentWidget() is not window:
            self.list.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        room = window.height() - corner.y() - 8
        width = max(self.width(), 420)
        left = min(corner.x(), max(0, window.width() - width - 8))
        self.list.setGeometry(left, corner.y(), width, min(room, self.list.height_wanted()))
        self.list.show()
        self.list.raise_()

    def _close(self) -> None:
        self.list.hide()
        self.list.put(())
        self.setAccessibleDescription("")
        self._answered = None
        self._entered = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
        elif event.type() == QEvent.Type.FocusIn and self.list.found.rowCount():
            self._open()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return not self._keys.composing and self._steer(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            was_open = self.list.isVisible()
            self.list.hide()
            if not was_open:
                self.reset()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.found.rowCount():
            if self.list.isVisible():
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._open()
            return True
        return False
