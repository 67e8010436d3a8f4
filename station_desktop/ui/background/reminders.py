"""The ladder of reminders, climbed in the background while somebody sits at the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import Rung
from station_desktop.domain.station.roles import Role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr
from station_desktop.usecases.casework import urging
from station_desktop.usecases.casework.urging import Place

FIRST_MS = 60_000
EVERY_MS = 600_000
_ROLES: dict[Rung, Role] = {"deputy": "deputy", "stationmaster": "stationmaster"}


class Reminders(QObject):
    """Asks every ten minutes who is to be reminded; the use case keeps to the station's hours and
    says nothing twice, whichever window asks first. The person here is told what concerns them."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)
        if seat.may("case.act"):
            self._timer.start(EVERY_MS)
            QTimer.singleShot(FIRST_MS, self, self.ask)

    def ask(self) -> None:
        """Remind whoever is to be reminded now, unless the window is being closed."""
        if self._seat.runner.closing:
            return
        self._turn(urging.FIRST, ())

    def _turn(self, after: Place, before: tuple[Case, ...]) -> None:
        self._seat.write(
            lambda work: urging.turn(work, after),
            lambda done: self._told(before + done.cases, done.then),
            lambda _: self._told(before, None),  # the rest in ten minutes
            owner=self,
        )

    def _told(self, cases: tuple[Case, ...], then: Place | None) -> None:
        if then is not None and not self._seat.runner.closing:
            self._turn(then, cases)
            return
        if cases:
            self._seat.runner.publish(frozenset({"cases"}))
        mine = sum(self._concerned(case) for case in cases)
        if mine:
            said = tr("shell", "{n} {n:case runs|cases run} out of time. See “Follow-up”.", n=mine)
            self._seat.said.emit("warn", said)

    def _concerned(self, case: Case) -> bool:
        """Whether one of the reminders just given is for the person here."""
        actor, just_now = self._seat.actor, case.urged[-1].at
        rungs = {one.rung for one in case.urged if one.at == just_now}
        mine = "owner" in rungs and case.owner == actor.id
        return mine or any(_ROLES.get(rung) in actor.roles for rung in rungs)
