"""A strip above a page for what must not be overlooked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import restyle

SIGNS = {"bad": "⚠", "warn": "⚠", "ok": "✓"}


class Caution(QFrame):
    """What must not be overlooked, on a ground of its own colour."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("tone", "bad")
        line = QHBoxLayout(self)
        size = theme.scale()
        line.setContentsMargins(size.space, size.gap + 2, size.space, size.gap + 2)
        self._sign = QLabel(SIGNS["bad"])
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self.words = label()
        self.words.setWordWrap(True)
        line.addWidget(self.words, 1)
        self.hide()

    def put(self, sentence: str, tone: str = "bad") -> None:
        """Say it, or go away."""
        restyle(self, "tone", tone)
        for part in (self._sign, self.words):  # their colour comes from the strip's tone
            part.style().unpolish(part)
            part.style().polish(part)
        self._sign.setText(SIGNS.get(tone, ""))
        self._sign.setVisible(tone in SIGNS)
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
