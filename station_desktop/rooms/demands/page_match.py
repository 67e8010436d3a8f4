"""Saying whose demand it is: found by the search the program has, compared, and only then kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from station_desktop.domain.case.demands import Demand
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.demands import gather
from station_desktop.rooms.demands.gather import DemandFile
from station_desktop.ui.lists import person_finder
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.page.twin_panel import TwinPanel
from station_desktop.ui.page.twins import beside
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr
from station_desktop.usecases.counter import demands
from station_desktop.usecases.work import Work


class MatchPanel(TwinPanel):
    """What the demand says of the person, beside who is registered."""

    def __init__(self, seat: Seat, found: DemandFile) -> None:
        self._demand = found.demand
        super().__init__(
            seat,
            "demands.match",
            Text("demands", "Whose demand is it?"),
            Text("demands", "It is this person  Ctrl+Enter"),
            found.demand.contact,
        )

    def look(self, work: Work, text: str) -> Sequence[Found]:
        found = gather.candidates(work, self._demand, text)
        same = tr("demands", "same phone")
        return [person_finder.found(one.person, same if one.same_phone else "") for one in found]

    def comparison(self, chosen: Resident) -> Sequence[QWidget]:
        demand = self._demand
        left = Resident(
            id="", name=demand.contact, phone=demand.phone, residence_address=demand.address
        )
        heads = [tr("demands", "left with the demand"), tr("demands", "registered here")]
        return [beside([left, chosen], heads, self._seat.language.code)]

    def keep(self, chosen: Resident) -> None:
        id, person = self._demand.id, chosen.id
        self._seat.write(
            lambda work: demands.match(work, id, resident=person),
            self._done,
            self.refused,
            changed=frozenset({"demands"}),
            owner=self,
        )

    def _done(self, demand: Demand) -> None:
        self._seat.saved.emit()
        self.ended.emit()
