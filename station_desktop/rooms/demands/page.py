"""The room of demands from outside: the list, and one of them opened."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from station_desktop.rooms.demands.page_demand import DemandPage
from station_desktop.rooms.demands.page_list import DemandList
from station_desktop.ui.seat import Seat


class DemandsPage(QStackedWidget):
    """``go("demand:<id>")`` opens one; ``go("overdue")``, ``go("open")`` and ``go("mine")`` show
    that part of the list."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("demands")
        self.list = DemandList(seat)
        self.demand = DemandPage(seat)
        self.addWidget(self.list)
        self.addWidget(self.demand)
        self.list.opened.connect(self.open)
        self.demand.closed.connect(self.back)
        self.demand.stepped.connect(self._step)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.list:
            self.list.to_table()
        elif self.demand.stage.panel is None:
            self.demand.to_next()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        kind, _, rest = str(what).partition(":")
        if kind == "demand" and rest:
            self.open(rest)
        elif kind in ("open", "overdue", "mine"):
            self.back()
            self.list.press(kind)

    def open(self, id: str) -> None:
        """Show one demand."""
        self.demand.show_record(id)
        self.setCurrentWidget(self.demand)

    def back(self) -> None:
        """Return to the list, on the line one came from."""
        self.setCurrentWidget(self.list)
        self.list.to_table()

    def _step(self, by: int) -> None:
        id = self.list.neighbour(by)
        if id:
            self.open(id)
