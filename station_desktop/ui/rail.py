"""The rooms down the left side, each a key away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from station_desktop.ui import icons, theme
from station_desktop.ui.text import Text
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import bind, follow, tr

CROWDED = 8


class Place(msgspec.Struct, frozen=True):
    """One entry of the rail; ``build`` makes its page when it is first gone to."""

    key: str
    title: Text
    icon: str
    build: Callable[[], QWidget]


class Rail(QFrame):
    """Signal ``chosen(key)``; Alt+1 to Alt+9 choose by position."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("shell.rail")
        set_role(self, "rail")
        size = theme.scale()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(size.gap, size.space, size.gap, size.space)
        crowded = len(places) > CROWDED  # in the large look they would not fit on a counter's PC
        self._box.setSpacing(size.gap // 2 if crowded else size.gap)
        self._buttons: dict[str, QPushButton] = {}
        for number, place in enumerate(places, 1):
            self._buttons[place.key] = self._add(place, number)
        self._box.addStretch(1)
        follow(self, lambda: self._say_keys(places))
        self._say_keys(places)

    def _add(self, place: Place, number: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"shell.rail.{place.key}")
        button.setCheckable(True)
        set_role(button, "rail")
        bind(button.setText, *place.title)
        icons.set_icon(button, place.icon, "muted", "accent_ink")
        button.clicked.connect(lambda: self.chosen.emit(place.key))
        self._box.addWidget(button)
        if number <= 9:
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda: self.chosen.emit(place.key))
        return button

    def mark(self, key: str) -> None:
        """Show which room one is in."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def _say_keys(self, places: Sequence[Place]) -> None:
        for number, place in enumerate(places, 1):
            keys = f"Alt+{number}" if number <= 9 else ""
            button = self._buttons[place.key]
            button.setToolTip(keys)
            button.setAccessibleName(tr(*place.title))
            button.setAccessibleDescription(keys)
