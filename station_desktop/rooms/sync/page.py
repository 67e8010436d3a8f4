"""The Hall room: the connection, what was made here and where it stands, what is to settle, the
days, the stick, and letting this window in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from station_desktop.rooms.sync.page_days import Days
from station_desktop.rooms.sync.page_enrol import Enrol
from station_desktop.rooms.sync.page_made import Made
from station_desktop.rooms.sync.page_settle import Settle
from station_desktop.rooms.sync.page_standing import StandingPage
from station_desktop.rooms.sync.page_stick import Stick
from station_desktop.ui import theme
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import bind

_TITLES: dict[str, Text] = {
    "standing": Text("sync", "Connection"),
    "made": Text("sync", "What was made here"),
    "settle": Text("sync", "To settle"),
    "days": Text("sync", "Day by day"),
    "stick": Text("sync", "By USB stick"),
    "enrol": Text("sync", "Enrol this window"),
}
_KINDS = {
    "standing": ("sync",),
    "made": ("sync", "cases", "residents", "accounts"),
    "settle": ("matters", "cases", "residents"),
    "days": ("sync", "cases"),
}


class SyncPage(QWidget):
    """``go("settle")`` and the like show a part; F5 tries the connection at once."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.setObjectName("sync")
        self.standing = StandingPage(seat)
        self.made = Made(seat)
        self.settle = Settle(seat)
        self.days = Days(seat)
        self.stick = Stick(seat)
        self.enrol = Enrol(seat)
        self._views: dict[str, QWidget] = {"standing": self.standing, "made": self.made}
        if seat.may("sync.settle"):
            self._views |= {"settle": self.settle, "days": self.days}
        self._views["stick"] = self.stick
        if seat.may("sync.manage"):
            self._views["enrol"] = self.enrol
        self._stack = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.first = self.standing.retry
        self._fresh = [self._keep_fresh(key, part) for key, part in self._views.items()]
        self.standing.wanted.connect(self.go)
        self.enrol.done.connect(lambda: self.go("standing"))
        QShortcut(QKeySequence("F5"), self).activated.connect(self.standing.try_now)
        self.show_view("standing")

    @property
    def view(self) -> str:
        """Which part is shown."""
        shown = self._stack.currentWidget()
        return next(key for key, widget in self._views.items() if widget is shown)

    def show_view(self, key: str) -> None:
        self._stack.setCurrentWidget(self._views[key])
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        first = getattr(self._views[key], "first", None)
        if first is not None and self.isVisible():
            first.setFocus()

    def go(self, what: object) -> None:
        if what in self._views:
            self.show_view(str(what))

    def _keep_fresh(self, key: str, part: QWidget) -> Freshness:
        refresh: Callable[[], None] = getattr(part, "refresh", lambda: None)
        return Freshness(part, self._seat.changed, _KINDS.get(key, ()), refresh)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.scale().gap)
        for number, key in enumerate(self._views, start=1):
            head.addWidget(self._view_button(key, number))
            self._stack.addWidget(self._views[key])
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        for part in (self.settle, self.days, self.enrol):
            if part not in self._views.values():
                part.setParent(self)
                part.hide()

    def _view_button(self, key: str, number: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"sync.view.{key}")
        set_role(button, "segment")
        button.setCheckable(True)
        title, keys = _TITLES[key], f"Ctrl+{number}"
        bind(lambda text: button.setText(f"{text}  {keys}"), *title, owner=button)
        bind(button.setAccessibleName, *title)
        button.clicked.connect(lambda: self.show_view(key))
        QShortcut(QKeySequence(keys), self).activated.connect(lambda: self.show_view(key))
        self._buttons[key] = button
        return button
