"""A name that leads to what it names, cut with an ellipsis where the column is narrower."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from station_desktop.ui.look.theme import set_role


class Link(QPushButton):
    """As wide as its column, never wider; ``more`` is said beside the words to who points at it or
    hears it."""

    def __init__(self, words: str, more: str = "") -> None:
        super().__init__(words)
        self._words = words
        set_role(self, "link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left")
        whole = f"{words} {more}".strip()
        self.setToolTip(whole)
        self.setAccessibleName(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.contentsRect().width() - 2 * self.fontMetrics().averageCharWidth()
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if words != self.text():
            self.setText(words)
