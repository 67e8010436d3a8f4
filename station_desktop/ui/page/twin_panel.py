"""Who somebody is, settled in two steps: found by the search the program has, then set beside what
is known already, and only then kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.person_finder import PersonFinder
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import clear
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import follow
from station_desktop.usecases.work import Work


class TwinPanel(Panel):
    """``first`` is what is looked for at the beginning. ``chosen`` is who was picked."""

    def __init__(self, seat: Seat, name: str, title: Text, go: Text, first: str) -> None:
        super().__init__(name, title, go)
        self._seat = seat
        self._first = first
        self.chosen: Resident | None = None
        self.finder = PersonFinder(seat, name, self.look)
        self.finder.picked.connect(self._picked)
        self.compared = QWidget()
        self._both = QVBoxLayout(self.compared)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.scale().gap)
        self.compared.hide()
        follow(self, self._compare)
        self.add(self.finder)
        self.add(self.compared)
        self._offer(False)

    def look(self, work: Work, text: str) -> Sequence[Found]:
        """Who may be meant; on the read lane."""
        raise NotImplementedError

    def comparison(self, chosen: Resident) -> Sequence[QWidget]:
        """What is shown of both, in the language now chosen."""
        raise NotImplementedError

    def keep(self, chosen: Resident) -> None:
        """Write it down; what goes wrong is told to :meth:`refused`."""
        raise NotImplementedError

    def begin(self) -> None:
        self.finder.begin(self._first)

    def step_back(self) -> bool:
        """From the comparison back to the search."""
        if self.chosen is None:
            return False
        self.chosen = None
        self.compared.hide()
        self.finder.show()
        self.finder.begin(self.finder.line.text())
        self._offer(False)
        return True

    def go_on(self) -> None:
        if self.main is not None and self.main.isEnabled() and self.chosen is not None:
            self.busy(True)
            self.keep(self.chosen)

    def refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))

    def _picked(self, found: Found) -> None:
        self.chosen = found.what
        self._compare()
        self.finder.hide()
        self.compared.show()
        self._offer(True)

    def _compare(self) -> None:
        clear(self._both)
        if self.chosen is not None:
            for part in self.comparison(self.chosen):
                self._both.addWidget(part)

    def _offer(self, picked: bool) -> None:
        if self.main is not None:
            self.main.setVisible(picked)
            if picked:
                self.main.setFocus()
