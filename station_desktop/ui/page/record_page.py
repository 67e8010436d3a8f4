"""One record over the whole page, with what can be done about it beneath its head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_desktop.domain.problem import Refused
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look.cards import CardColumn
from station_desktop.ui.page.caution import Caution
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Panel, Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow
from station_desktop.usecases.work import Work


class RecordPage(QWidget):
    """A room's page of one record says how it is read, shown, and what comes next about it.

    ``name`` begins the names of its controls, ``kinds`` are the changes at which it is read again.
    ``found`` is what was read of the record in hand, ``None`` until it has come. Signals:
    ``closed`` to go back to the list, ``stepped(by)`` to the one above or below in it.
    """

    closed = Signal()
    stepped = Signal(int)

    found: Any

    def __init__(self, seat: Seat, name: str, kinds: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._seat = seat
        self._name = name
        self._id = ""
        self.found = None
        self.said = Caution(f"{name}.said")
        self.messages = MessageBar(f"{name.partition('.')[0]}.message")
        self.stage = Stage(f"{name}.stage")
        self.stage.turned.connect(self.make_room)
        self.stage.left.connect(self.put_aside)
        self.stage.ended.connect(self.acted)
        self.columns: tuple[CardColumn, ...] = ()
        self._fresh = Freshness(self, seat.changed, kinds, self._ask)
        follow(self, self._fresh.mark_stale)
        on_key(self, "Esc", self.leave)
        on_key(self, "Alt+Up", self.to_previous)
        on_key(self, "Alt+Down", self.to_following)
        on_key(self, "Ctrl+Return", self.stage.go_on)

    # what each room says of its own

    def read(self, work: Work, id: str, language: str) -> Any:
        """All that is shown of it; on the read lane."""
        raise NotImplementedError

    def show_found(self, found: Any, *, first: bool) -> None:
        """Put it on the screen, for the first time or anew."""
        raise NotImplementedError

    def to_next(self) -> None:
        """Give the keyboard to the next thing to do."""
        raise NotImplementedError

    def make_room(self) -> None:
        """A panel comes or goes: what gives way to it."""

    # showing

    def show_record(self, id: str) -> None:
        """Read and show a record, by id or number, from its top."""
        if id != self._id:
            self._id = id
            self.found = None
            self.stage.put_away()
            self.messages.clear()
            for column in self.columns:
                column.verticalScrollBar().setValue(0)
        self._fresh.mark_stale()
        self.setFocus()

    def _ask(self) -> None:
        id, language = self._id, self._seat.language.code
        if id:
            self._seat.read(
                lambda work: self.read(work, id, language),
                self._show,
                self.refused,
                tag=self._name,
                owner=self,
            )

    def _show(self, found: Any) -> None:
        first, self.found = self.found is None, found
        self.show_found(found, first=first)
        if first and self.isVisible():
            self.to_next()

    def refused(self, refused: Refused) -> None:
        """Say above everything why something cannot be read or done."""
        self.messages.say("bad", self._seat.sentence(refused))

    # after an act

    def put_aside(self, panel: Panel) -> None:
        """A panel was put away without acting."""
        self.to_next()

    def acted(self) -> None:
        """Read anew what an act made of it; the answer gives the keyboard to what is to do then."""
        self.stage.put_away()
        self.found = None
        self._fresh.mark_stale()

    # leaving

    def to_previous(self) -> None:
        self.stepped.emit(-1)

    def to_following(self) -> None:
        self.stepped.emit(1)

    def leave(self) -> None:
        """Put the panel away, or else go back to the list."""
        if not self.stage.leave():
            self.closed.emit()
