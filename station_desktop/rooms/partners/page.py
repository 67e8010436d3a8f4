"""The room of partners: the directory, one organisation opened, and its form."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from station_desktop.rooms.partners.page_edit import EditPage
from station_desktop.rooms.partners.page_list import PartnerList
from station_desktop.rooms.partners.page_partner import PartnerPage
from station_desktop.ui.seat import Seat


class PartnersPage(QStackedWidget):
    """``go("partner:<id>")`` opens one, ``go("new")`` asks for a new one; ``go("agency")`` and the
    other kinds show that part of the directory."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("partners")
        self.list = PartnerList(seat)
        self.partner = PartnerPage(seat)
        self.edit = EditPage(seat)
        for page in (self.list, self.partner, self.edit):
            self.addWidget(page)
        self.list.opened.connect(self.open)
        self.list.adding.connect(lambda: self.begin_edit(""))
        self.partner.closed.connect(self.back)
        self.partner.stepped.connect(self._step)
        self.partner.editing.connect(self.begin_edit)
        self.edit.left.connect(self._leave_edit)
        self.edit.saved.connect(self.open)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.currentWidget() is self.list:
            self.list.to_table()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        kind, _, rest = str(what).partition(":")
        if kind == "partner" and rest:
            self.open(rest)
        elif kind == "new":
            self.begin_edit("")
        else:
            self.back()
            self.list.press(kind)

    def open(self, id: str) -> None:
        """Show one organisation."""
        self.partner.show_record(id)
        self.setCurrentWidget(self.partner)

    def begin_edit(self, id: str) -> None:
        """Ask for a new organisation, or correct this one."""
        self.setCurrentWidget(self.edit)
        self.edit.begin(id)

    def back(self) -> None:
        """Return to the directory, on the line one came from."""
        self.setCurrentWidget(self.list)
        self.list.to_table()

    def _leave_edit(self, id: str) -> None:
        if id:
            self.open(id)
        else:
            self.back()

    def _step(self, by: int) -> None:
        id = self.list.neighbour(by)
        if id:
            self.open(id)
