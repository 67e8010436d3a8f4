"""The room of whistles: the board, and one whistle opened from it."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from station_desktop.rooms.whistles.page_front import Front
from station_desktop.rooms.whistles.page_whistle import WhistlePage
from station_desktop.ui.seat import Seat


class WhistlesPage(QStackedWidget):
    """``go("whistle:<id or number>")`` opens one, ``go("blow:<case number>")`` prepares one for a
    case; ``go("open")``, ``go("over")`` and ``go("all")`` show that part."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("whistles")
        self.front = Front(seat)
        self.whistle = WhistlePage(seat)
        self.addWidget(self.front)
        self.addWidget(self.whistle)
        self.front.opened.connect(self.open)
        self.whistle.closed.connect(self.back)
        self.whistle.stepped.connect(self._step)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.front:
            self.front.to_body()
        elif self.whistle.stage.panel is None:
            self.whistle.to_next()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        kind, _, rest = str(what).partition(":")
        if kind == "whistle" and rest:
            self.open(rest)
        elif kind == "blow":
            self.setCurrentWidget(self.front)
            self.front.blow(rest)
        elif kind in ("open", "over", "all"):
            self.back()
            self.front.press(kind)

    def open(self, id: str) -> None:
        """Show one whistle."""
        self.whistle.show_record(id)
        self.setCurrentWidget(self.whistle)

    def back(self) -> None:
        """Return to the board or the list, where one came from."""
        self.setCurrentWidget(self.front)
        self.front.to_body()

    def _step(self, by: int) -> None:
        id = self.front.neighbour(by)
        if id:
            self.open(id)
