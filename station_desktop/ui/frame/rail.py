"""The rooms down the left side, each a key away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from station_desktop.ui.look import icons, theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

CROWDED = 8
FULL = 15
"""With more rooms than these each is a little lower, so that a counter's PC shows them all."""
KEYS = (*(f"Alt+{digit}" for digit in "1234567890"), "Alt+-", "Alt+=")
"""The keys of the first rooms, as they stand in a row on the keyboard."""


class Place(msgspec.Struct, frozen=True):
    """One entry of the rail; ``build`` makes its page when it is first gone to."""

    key: str
    title: Text
    icon: str
    build: Callable[[], QWidget]


class _Column(QScrollArea):
    """The rooms one below the other, scrolled where the window is too low for all of them."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # By number: Qt's namespace of constants may not be loaded before the first paint.
        self.setProperty("horizontalScrollBarPolicy", 1)
        self.setProperty("focusPolicy", 0)
        self.setWidget(held)
        held.setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The buttons ask for another size, as in another look or language."""
        told = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return told

    def fit(self) -> None:
        """As wide as the rooms' names, and the bar beside them where there is one."""
        held = self.widget()
        if held is None:
            return
        wanted = held.sizeHint()
        bar = self.verticalScrollBar().sizeHint().width() if wanted.height() > self.height() else 0
        self.setMinimumWidth(wanted.width() + bar)
        self.setMaximumWidth(wanted.width() + bar)


class Rail(QFrame):
    """Signal ``chosen(key)``; :data:`KEYS` choose by position."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("shell.rail")
        set_role(self, "rail")
        size = theme.scale()
        held = QWidget()
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(0, 0, 0, 0)
        crowded = len(places) > CROWDED  # in the large look they would not fit on a counter's PC
        self._box.setSpacing(size.gap // 2 if crowded else size.gap)
        self._buttons: dict[str, QPushButton] = {}
        for number, place in enumerate(places):
            self._buttons[place.key] = self._add(place, number, full=len(places) > FULL)
        self._box.addStretch(1)
        self._column = _Column(held)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(size.gap, size.space, size.gap, size.space)
        outer.addWidget(self._column)
        follow(self, lambda: self._say_keys(places))
        self._say_keys(places)

    def _add(self, place: Place, number: int, *, full: bool) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"shell.rail.{place.key}")
        button.setCheckable(True)
        button.setProperty("full", full)
        set_role(button, "rail")
        bind(button.setText, *place.title)
        icons.set_icon(button, place.icon, "muted", "accent_ink")
        button.clicked.connect(lambda: self.chosen.emit(place.key))
        self._box.addWidget(button)
        if number < len(KEYS):
            on_key(self, KEYS[number], lambda: self.chosen.emit(place.key), anywhere=True)
        return button

    def mark(self, key: str) -> None:
        """Show which room one is in."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        if key in self._buttons:
            self._column.ensureWidgetVisible(self._buttons[key], 0, 0)

    def _say_keys(self, places: Sequence[Place]) -> None:
        for number, place in enumerate(places):
            keys = KEYS[number] if number < len(KEYS) else ""
            button = self._buttons[place.key]
            button.setToolTip(keys)
            button.setAccessibleName(tr(*place.title))
            button.setAccessibleDescription(keys)
        self._column.fit()
