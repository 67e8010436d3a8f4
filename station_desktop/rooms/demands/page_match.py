"""Saying whose demand it is: found by the search the program has, compared, and only then kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_desktop.domain.case.demands import Demand
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.demands import gather
from station_desktop.rooms.demands.gather import DemandFile
from station_desktop.ui import person_finder, theme
from station_desktop.ui.cards import clear
from station_desktop.ui.found_list import Found
from station_desktop.ui.panel import Panel
from station_desktop.ui.person_finder import PersonFinder
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.twins import beside
from station_desktop.ui.words import follow, tr
from station_desktop.usecases.counter import demands
from station_desktop.usecases.work import Work


class MatchPanel(Panel):
    """First the finder, then the two side by side."""

    def __init__(self, seat: Seat, found: DemandFile) -> None:
        super().__init__(
            "demands.match",
            Text("demands", "Whose demand is it?"),
            Text("demands", "It is this person  Ctrl+Enter"),
        )
        self._seat = seat
        self._demand = found.demand
        self.chosen: Resident | None = None
        self.finder = PersonFinder(seat, "demands.match", self._look)
        self.finder.picked.connect(self._picked)
        self.compared = QWidget()
        self._both = QVBoxLayout(self.compared)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.scale().gap)
        self.compared.hide()
        follow(self, self._compare)
        self.add(self.finder)
        self.add(self.compared)
        if self.main is not None:
            self.main.hide()

    def begin(self) -> None:
        self.finder.begin(self._demand.contact)

    def _look(self, work: Work, text: str) -> Sequence[Found]:
        found = gather.candidates(work, self._demand, text)
        same = tr("demands", "same phone")
        return [person_finder.found(one.person, same if one.same_phone else "") for one in found]

    def _picked(self, found: Found) -> None:
        self.chosen = found.what
        self._compare()
        self.finder.hide()
        self.compared.show()
        if self.main is not None:
            self.main.show()
            self.main.setFocus()

    def _compare(self) -> None:
        """Both side by side, in the language now chosen."""
        clear(self._both)
        if self.chosen is None:
            return
        demand = self._demand
        left = Resident(
            id="", name=demand.contact, phone=demand.phone, residence_address=demand.address
        )
        heads = [tr("demands", "left with the demand"), tr("demands", "registered here")]
        self._both.addWidget(beside([left, self.chosen], heads, self._seat.language.code))

    def step_back(self) -> bool:
        """From the comparison back to the search."""
        if self.chosen is None:
            return False
        self.chosen = None
        self.compared.hide()
        self.finder.show()
        self.finder.begin(self.finder.line.text())
        if self.main is not None:
            self.main.hide()
        return True

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled() or self.chosen is None:
            return
        self.busy(True)
        id, person = self._demand.id, self.chosen.id
        self._seat.write(
            lambda work: demands.match(work, id, resident=person),
            self._done,
            self._refused,
            changed=frozenset({"demands"}),
            owner=self,
        )

    def _done(self, demand: Demand) -> None:
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))
