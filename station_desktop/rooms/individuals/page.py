"""The room of individual cases: the list, and one of them opened."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from station_desktop.rooms.individuals.page_case import CasePage
from station_desktop.rooms.individuals.page_list import CaseList
from station_desktop.ui.seat import Seat


class IndividualsPage(QStackedWidget):
    """``go("individual:<id>")`` opens one, ``go("apply:<resident>")`` begins one for a resident;
    ``go("mine")``, ``go("all")`` and ``go("closed")`` show that part of the list."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("individuals")
        self.list = CaseList(seat)
        self.case = CasePage(seat)
        self.addWidget(self.list)
        self.addWidget(self.case)
        self.list.opened.connect(self.open)
        self.case.closed.connect(self.back)
        self.case.stepped.connect(self._step)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.list:
            if self.list.stage.panel is None:
                self.list.to_table()
        elif self.case.stage.panel is None:
            self.case.to_next()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        kind, _, rest = str(what).partition(":")
        if kind == "individual" and rest:
            self.open(rest)
        elif kind == "apply" and rest:
            self.back()
            self.list.begin(rest)
        elif kind in ("mine", "all", "closed"):
            self.back()
            self.list.press(kind)

    def open(self, id: str) -> None:
        """Show one case."""
        self.case.show_record(id)
        self.setCurrentWidget(self.case)

    def back(self) -> None:
        """Return to the list, on the line one came from."""
        self.setCurrentWidget(self.list)
        self.list.to_table()

    def _step(self, by: int) -> None:
        id = self.list.neighbour(by)
        if id:
            self.open(id)
