"""The Journal room: what was done, who looked at whom, and whether the record holds."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from station_desktop.rooms.journal.page_entries import Entries
from station_desktop.rooms.journal.page_report import Report
from station_desktop.rooms.journal.page_verify import Verify
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

_KINDS = ("residents", "cases", "catalogue", "accounts", "settings")
_VIEWS: tuple[tuple[str, Text], ...] = (
    ("entries", Text("journal", "Entries  Ctrl+1")),
    ("report", Text("journal", "Who looked at whom  Ctrl+2")),
    ("verify", Text("journal", "Verify  Ctrl+3")),
)


class JournalPage(QWidget):
    """``go("report")``, ``go("verify")`` or ``go("entries")`` shows a part."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.setObjectName("journal")
        self.entries = Entries(seat)
        self.report = Report(seat)
        self.verify = Verify(seat) if seat.may("journal.verify") else None
        self._stack = QStackedWidget()
        self._views: dict[str, QWidget] = {"entries": self.entries, "report": self.report}
        if self.verify is not None:
            self._views["verify"] = self.verify
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.first = self.entries.table
        self._fresh = {
            key: Freshness(part, seat.changed, _KINDS, part.refresh)
            for key, part in (("entries", self.entries), ("report", self.report))
        }
        self.show_view("entries")

    @property
    def view(self) -> str:
        """Which part is shown."""
        shown = self._stack.currentWidget()
        return next(key for key, widget in self._views.items() if widget is shown)

    def show_view(self, key: str) -> None:
        self._stack.setCurrentWidget(self._views[key])
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def go(self, what: object) -> None:
        if what in self._views:
            self.show_view(str(what))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.scale().gap)
        for number, (key, title) in enumerate(_VIEWS, start=1):
            if key in self._views:
                head.addWidget(self._view_button(key, title, f"Ctrl+{number}"))
                self._stack.addWidget(self._views[key])
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addLayout(head)
        box.addWidget(self._stack, 1)

    def _view_button(self, key: str, title: Text, keys: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"journal.view.{key}")
        set_role(button, "segment")
        button.setCheckable(True)
        bind(button.setText, *title)
        bind(button.setAccessibleName, *title)
        button.clicked.connect(lambda: self.show_view(key))
        on_key(self, keys, lambda: self.show_view(key), anywhere=True)
        self._buttons[key] = button
        return button
