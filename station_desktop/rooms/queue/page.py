"""The room of all cases: the list, and one case opened from it."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from station_desktop.rooms.queue.page_case import CasePage
from station_desktop.rooms.queue.page_list import QueueList
from station_desktop.rooms.queue.room import Wanted
from station_desktop.ui.seat import Seat


class QueuePage(QStackedWidget):
    """``go("case:<number>")`` opens a case; ``go("overdue")`` and ``go("week")`` show what is late
    or soon due."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("queue")
        self.list = QueueList(seat)
        self.case = CasePage(seat)
        self.addWidget(self.list)
        self.addWidget(self.case)
        self.list.opened.connect(self.open)
        self.case.closed.connect(self.back)
        self.case.stepped.connect(self._step)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.list:
            self.list.to_table()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        kind, _, rest = str(what).partition(":")
        if kind == "case" and rest:
            self.open(rest)
        elif kind in ("overdue", "week"):
            self.back()
            self.list.filters.want(Wanted(when="overdue" if kind == "overdue" else "week"))

    def open(self, number: str) -> None:
        """Show one case."""
        self.case.show_record(number)
        self.setCurrentWidget(self.case)

    def back(self) -> None:
        """Return to the list, on the line one came from."""
        self.setCurrentWidget(self.list)
        self.list.to_table()

    def _step(self, by: int) -> None:
        number = self.list.neighbour(by)
        if number:
            self.open(number)
