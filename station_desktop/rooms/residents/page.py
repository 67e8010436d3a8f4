"""The room of the residents: found, one of them opened, a new one, a whole roster."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from station_desktop.rooms.residents.page_list import FindList
from station_desktop.rooms.residents.page_person import PersonPage
from station_desktop.rooms.residents.page_register import RegisterPage
from station_desktop.rooms.residents.page_roster import RosterPage
from station_desktop.ui.seat import Seat


class ResidentsPage(QStackedWidget):
    """``go("resident:<id>")`` opens a person, ``go("new:<text>")`` registers one, ``go("roster")``
    begins an import."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("residents")
        self._seat = seat
        self.list = FindList(seat)
        self.person = PersonPage(seat)
        self.register = RegisterPage(seat)
        self.roster = RosterPage(seat)
        for page in (self.list, self.person, self.register, self.roster):
            self.addWidget(page)
        self.list.opened.connect(self.open)
        self.list.registering.connect(self.begin_registering)
        self.list.importing.connect(self.begin_import)
        self.person.closed.connect(self.back)
        self.person.moved.connect(self.open)
        self.register.left.connect(self.back)
        self.register.registered.connect(self.open)
        self.roster.left.connect(self.back)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.list:
            self.list.to_text()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        kind, _, rest = str(what).partition(":")
        if kind == "resident" and rest:
            self.open(rest)
        elif kind == "new" and self._seat.may("resident.write"):
            self.begin_registering(rest)
        elif kind == "roster" and self._seat.may("roster.import"):
            self.begin_import()

    def open(self, id: str) -> None:
        """Show one person."""
        self.setCurrentWidget(self.person)
        self.person.show_person(id)

    def begin_registering(self, text: str) -> None:
        self.setCurrentWidget(self.register)
        self.register.begin(text)

    def begin_import(self) -> None:
        self.setCurrentWidget(self.roster)
        self.roster.begin()

    def back(self) -> None:
        """Return to the list and its search."""
        self.setCurrentWidget(self.list)
        self.list.to_text()
