"""The line above a list that narrows it as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from station_desktop.ui.form.clear_button import add_clear_button
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

SOON_MS = 150


class FindLine(QLineEdit):
    """Signals: ``narrowed(words)`` a moment after the last letter, and at once on Enter, which is
    ``entered`` besides."""

    narrowed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, hint: Text) -> None:
        super().__init__()
        self.setObjectName(name)
        add_clear_button(self, name)
        bind(self.setPlaceholderText, *hint)
        bind(self.setAccessibleName, *hint)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._narrow)
        self.textChanged.connect(lambda _: self._soon.start())
        self.returnPressed.connect(self._enter)

    @property
    def words(self) -> str:
        return self.text().strip()

    def put(self, words: str) -> None:
        """Show these words, which the list is narrowed by already."""
        self.setText(words)
        self._soon.stop()

    def take_keyboard(self) -> None:
        """Have the keyboard, what stands there selected to type over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _narrow(self) -> None:
        self.narrowed.emit(self.words)

    def _enter(self) -> None:
        self._soon.stop()
        self._narrow()
        self.entered.emit()
