"""Side panels: cards of facts in a column that scrolls when it must."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from station_desktop.ui.look import theme
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role


def label(text: str = "", role: str = "") -> QLabel:
    """Plain words in one of the roles of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        set_role(made, role)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and away."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            widget.hide()  # or the layout's belated showing would open a window of its own
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A titled surface; ``body`` takes whatever the screen puts there."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space)
        box.setSpacing(size.gap)
        head = QHBoxLayout()
        self.title = label(title, "title")
        if not title:
            self.title.hide()  # showing it here, still without a parent, would open a window
        self.chip = Chip()
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        box.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(size.gap)
        box.addLayout(self.body)

    def set_title(self, title: str) -> None:
        self.title.setText(title)
        self.title.setVisible(bool(title))

    def put_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show pairs of label and value, replacing what was in the body."""
        clear(self.body)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.scale().space)
        grid.setVerticalSpacing(theme.scale().gap)
        for number, (name, value) in enumerate(facts):
            said = label(value)
            said.setWordWrap(True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label(name, "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, number, 1)
        self.body.addLayout(grid)


class CardColumn(QScrollArea):
    """Cards one below the other, at the top of the column."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        set_role(self, "column")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget()
        set_role(sheet, "ground")
        self._box = QVBoxLayout(sheet)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.scale().gap + 2)
        self._box.addStretch(1)
        self.setWidget(sheet)

    def add(self, card: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, card)

    def clear(self) -> None:
        clear(self._box)
        self._box.addStretch(1)
