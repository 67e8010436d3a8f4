"""The board's lists: whose, where, in which state, process and category, each with its count."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from station_desktop.rooms.follow_up import page_words
from station_desktop.rooms.follow_up.room import SHOWN_FACETS, BoardLook
from station_desktop.storage.reads.reads_board import Facet
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import bind

_MOST = 12
"""Values shown of one list; the largest come first."""


class Facets(QScrollArea):
    """Signal ``chosen(facet, value)``; an empty value takes the choice back."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("follow_up.board.facets")
        set_role(self, "column")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        bind(self.setAccessibleName, "follow_up", "Narrow the board")
        sheet = QWidget()
        set_role(sheet, "ground")
        self._box = QVBoxLayout(sheet)
        self._box.setContentsMargins(0, 0, theme.scale().gap, 0)
        self._box.setSpacing(2)
        self.setWidget(sheet)
        self.setFixedWidth(round(216 * theme.scale().base / 14))

    def put(self, look: BoardLook, language: str) -> None:
        """Show the counts; the keyboard stays on the button it was on."""
        held = self.focusWidget()
        name = held.objectName() if held is not None and held.hasFocus() else ""
        clear(self._box)
        for facet in SHOWN_FACETS:
            self._add(facet, look, language)
        self._box.addStretch(1)
        again = self.findChild(QPushButton, name) if name else None
        if again is not None:
            again.setFocus()

    def _add(self, facet: Facet, look: BoardLook, language: str) -> None:
        counts = look.counts[facet]
        picked = getattr(look.where, facet)
        self._box.addWidget(label(page_words.facet(facet), "title"))
        ordered = sorted(counts.items(), key=lambda pair: (pair[0] != picked, -pair[1], pair[0]))
        for key, count in ordered[:_MOST]:
            words = page_words.value(facet, key, look.names, language)
            button = self._button(facet, key, f"{words}  {count}", bool(key) and key == picked)
            self._box.addWidget(button)
            self._fit(button, words, count)
        self._box.addSpacing(theme.scale().gap)

    def _fit(self, button: QPushButton, words: str, count: int) -> None:
        """Cut the words and not the count where both are wider than the list."""
        button.ensurePolished()
        room = self.width() - theme.scale().gap - self.verticalScrollBar().sizeHint().width()
        over = button.sizeHint().width() - room
        if over > 0:
            letters = button.fontMetrics()
            left = letters.horizontalAdvance(words) - over
            cut = letters.elidedText(words, Qt.TextElideMode.ElideRight, left)
            button.setText(f"{cut}  {count}")
            button.setToolTip(words)

    def _button(self, facet: Facet, key: str, words: str, picked: bool) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"follow_up.facet.{facet}.{key or 'none'}")
        set_role(button, "segment")
        button.setCheckable(True)
        button.setChecked(picked)
        button.setEnabled(bool(key))
        button.clicked.connect(partial(self.chosen.emit, facet, "" if picked else key))
        return button
