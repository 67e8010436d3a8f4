"""Taking down a demand in the resident's own words, as typed or as it came from outside; and the
lane that a line of the visit goes."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject

from station_desktop.domain.problem import Problem
from station_desktop.rooms.desk import gather, own
from station_desktop.rooms.desk.gather import OwnStart
from station_desktop.rooms.desk.page_flow import Flow


class OwnWords(QObject):
    """Begins lines in own words in the visit of ``flow``."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self._flow = flow
        flow.own_words.connect(self.take)

    def take(self, text: str) -> None:
        """Take down what was typed."""
        resident = self._flow.visit.resident
        self._flow.seat.read(
            lambda work: gather.own_start(work, text, resident), self._begin, owner=self
        )

    def answer(self, demand: str) -> None:
        """Open a case for a demand from outside, with the person whose it is, where known."""
        flow = self._flow
        flow.visit.set_demand(demand)

        def begin(start: OwnStart) -> None:
            self._begin(start)
            if start.resident:
                flow.choose_resident(start.resident)

        flow.seat.read(lambda work: gather.demand_start(work, demand), begin, owner=self)

    def switch_lane(self) -> Problem | None:
        """The line in hand goes the other lane; what is in the way where there is none."""
        flow, line = self._flow, self._flow.visit.line
        if line is None:
            return None
        if len(line.lanes) < 2:
            return Problem("intake.lane_hall")
        flow.visit.set_lane(line, next(lane for lane in line.lanes if lane != line.lane_now))
        line.origins.pop("lane", None)
        flow.line.emit()
        flow.moved.emit()
        return None

    def _begin(self, start: OwnStart) -> None:
        flow = self._flow
        own.add(flow.visit, secrets.token_hex(4), start, flow.today)
        flow.line.emit()
        flow.moved.emit()
