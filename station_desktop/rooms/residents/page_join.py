"""Two registrations of one person: the other is found, set beside this one, and joined to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.residents import page_words, registrations
from station_desktop.ui.lists import person_finder
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.twin_panel import TwinPanel
from station_desktop.ui.page.twins import beside
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr
from station_desktop.usecases.casework import settling
from station_desktop.usecases.work import Work


class JoinPanel(TwinPanel):
    """Signals: ``joined(id)`` with the registration that stays."""

    joined = Signal(str)

    def __init__(self, seat: Seat, person: Resident) -> None:
        self._person = person
        super().__init__(
            seat,
            "residents.join",
            Text("residents", "Join with another registration of the same person"),
            Text("residents", "They are one person: join  Ctrl+Enter"),
            person.name,
        )

    def look(self, work: Work, text: str) -> Sequence[Found]:
        found = registrations.others_like(work, self._person, text)
        return [person_finder.found(one) for one in found]

    def comparison(self, chosen: Resident) -> Sequence[QWidget]:
        """Side by side, the earlier first: that one stays."""
        language = self._seat.language.code
        both = sorted((self._person, chosen), key=lambda person: person.id)
        stays, goes = (page_words.moment(person.registered_at, language) for person in both)
        heads = [
            tr("residents", "stays · registered {at}", at=stays),
            tr("residents", "joins it · registered {at}", at=goes),
        ]
        lead = label(
            tr(
                "residents",
                "The earlier registration stays, and the cases and visits of both stand under it. "
                "Nothing is lost; if it was a mistake, they can be taken apart again.",
            ),
            "muted",
        )
        lead.setWordWrap(True)
        return [beside(both, heads, language), lead]

    def keep(self, chosen: Resident) -> None:
        one, other = self._person.id, chosen.id
        self._seat.write(
            lambda work: settling.join(work, one, other),
            self._done,
            self.refused,
            changed=frozenset({"residents", "cases", "matters"}),
            owner=self,
        )

    def _done(self, person: Resident) -> None:
        self._seat.saved.emit()
        self.joined.emit(person.id)
