"""The follow-up room: back office, board, workload, quality."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from station_desktop.rooms.follow_up.page_board import BoardView
from station_desktop.rooms.follow_up.page_load import LoadView
from station_desktop.rooms.follow_up.page_office import OfficeView
from station_desktop.rooms.follow_up.page_review import ReviewView
from station_desktop.ui.look import theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

_TITLES: dict[str, Text] = {
    "office": Text("follow_up", "Back office"),
    "board": Text("follow_up", "Board"),
    "load": Text("follow_up", "Workload"),
    "review": Text("follow_up", "Quality"),
}


class FollowUpPage(QWidget):
    """``go("office")``, ``go("board")`` and the like show a part; ``go("owner:<account>")`` the
    board of one member of staff."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("follow_up")
        self.office = OfficeView(seat)
        self.board = BoardView(seat)
        self._views: dict[str, QWidget] = {"office": self.office, "board": self.board}
        if seat.may("case.assign"):
            load = LoadView(seat)
            load.wanted.connect(lambda account: self.go(f"owner:{account}"))
            self._views["load"] = load
        if seat.may("case.review"):
            self._views["review"] = ReviewView(seat)
        self._stack = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.show_view("office")

    @property
    def view(self) -> str:
        """Which part is shown."""
        shown = self._stack.currentWidget()
        return next(key for key, widget in self._views.items() if widget is shown)

    def show_view(self, key: str) -> None:
        self._stack.setCurrentWidget(self._views[key])
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._take_keyboard()

    def go(self, what: object) -> None:
        """Go to what another room, or another part, asked for."""
        kind, _, rest = str(what).partition(":")
        if kind == "owner" and rest:
            self.board.narrow(owner=rest)
            self.show_view("board")
        elif kind in self._views:
            self.show_view(kind)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        first = getattr(self._stack.currentWidget(), "first", None)
        if first is not None and self.isVisible():
            first.setFocus()

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

    def _view_button(self, key: str, number: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"follow_up.view.{key}")
        set_role(button, "segment")
        button.setCheckable(True)
        title, keys = _TITLES[key], f"Ctrl+{number}"
        bind(lambda text: button.setText(f"{text}  {keys}"), *title, owner=button)
        bind(button.setAccessibleName, *title)
        button.clicked.connect(lambda: self.show_view(key))
        on_key(self, keys, lambda: self.show_view(key), anywhere=True)
        self._buttons[key] = button
        return button
