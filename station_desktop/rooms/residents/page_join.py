"""Two registrations of one person: the other is found, set beside this one, and joined to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.residents import page_words, registrations
from station_desktop.ui import person_finder, theme
from station_desktop.ui.cards import clear, label
from station_desktop.ui.found_list import Found
from station_desktop.ui.panel import Panel
from station_desktop.ui.person_finder import PersonFinder
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.twins import beside
from station_desktop.ui.words import follow, tr
from station_desktop.usecases.casework import settling
from station_desktop.usecases.work import Work


class JoinPanel(Panel):
    """Signals: ``joined(id)`` with the registration that stays."""

    joined = Signal(str)

    def __init__(self, seat: Seat, person: Resident) -> None:
        super().__init__(
            "residents.join",
            Text("residents", "Join with another registration of the same person"),
            Text("residents", "They are one person: join  Ctrl+Enter"),
        )
        self._seat = seat
        self._person = person
        self._other: Resident | None = None
        self.finder = PersonFinder(seat, "residents.join", self._look)
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
        self.finder.begin(self._person.name)

    def _look(self, work: Work, text: str) -> Sequence[Found]:
        found = registrations.others_like(work, self._person, text)
        return [person_finder.found(one) for one in found]

    def _picked(self, found: Found) -> None:
        self._other = found.what
        self._compare()
        self.finder.hide()
        self.compared.show()
        if self.main is not None:
            self.main.show()
            self.main.setFocus()

    def _compare(self) -> None:
        """Side by side, the earlier first: that one stays."""
        clear(self._both)
        if self._other is None:
            return
        language = self._seat.language.code
        both = sorted((self._person, self._other), key=lambda person: person.id)
        stays, goes = (page_words.moment(person.registered_at, language) for person in both)
        heads = [
            tr("residents", "stays · registered {at}", at=stays),
            tr("residents", "joins it · registered {at}", at=goes),
        ]
        self._both.addWidget(beside(both, heads, language))
        lead = label(
            tr(
                "residents",
                "The earlier registration stays, and the cases and visits of both stand under it. "
                "Nothing is lost; if it was a mistake, they can be taken apart again.",
            ),
            "muted",
        )
        lead.setWordWrap(True)
        self._both.addWidget(lead)

    def step_back(self) -> bool:
        """From the comparison back to the search."""
        if self._other is None:
            return False
        self._other = None
        self.compared.hide()
        self.finder.show()
        self.finder.begin(self.finder.line.text())
        if self.main is not None:
            self.main.hide()
        return True

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled() or self._other is None:
            return
        self.busy(True)
        one, other = self._person.id, self._other.id
        self._seat.write(
            lambda work: settling.join(work, one, other),
            self._done,
            self._refused,
            changed=frozenset({"residents", "cases", "matters"}),
            owner=self,
        )

    def _done(self, person: Resident) -> None:
        self._seat.saved.emit()
        self.joined.emit(person.id)

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))
