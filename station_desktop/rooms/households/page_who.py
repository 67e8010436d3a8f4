"""Who an appointment is for: somebody from the register, or anybody by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from station_desktop.domain.person.residents import Resident
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.person_finder import SHOWN, PersonFinder, found
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


class WhoPanel(Panel):
    """Signals: ``chosen(resident or None)``."""

    chosen = Signal(object)

    def __init__(self, seat: Seat, about: str) -> None:
        super().__init__(
            "households.who",
            Text("households", "Who is it for?"),
            Text("households", "Somebody not registered  Ctrl+Enter"),
        )
        self.add(label(about, "label"))
        self.finder = PersonFinder(seat, "households.who", _look)
        self.finder.picked.connect(self._picked)
        self.add(self.finder)

    def begin(self) -> None:
        self.finder.begin("")

    def _picked(self, one: Found) -> None:
        if isinstance(one.what, Resident):
            self.chosen.emit(one.what)

    def go_on(self) -> None:
        self.chosen.emit(None)


def _look(work: Work, text: str) -> Sequence[Found]:
    return [found(person) for person in residents.find(work, text, SHOWN)] if text else []
