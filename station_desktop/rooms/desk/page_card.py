"""F3: the card that lies on the reader, and whose it is."""

from __future__ import annotations

from PySide6.QtCore import QObject

from station_desktop.devices.adapter import Around
from station_desktop.domain.person.cards import Card
from station_desktop.domain.problem import Refused
from station_desktop.rooms.desk import finding
from station_desktop.rooms.desk.finding import Hit
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.ui.words import tr
from station_desktop.usecases.device import devices


class CardKey(QObject):
    """Asks this PC's reader, beside the window, and goes on as if the person had been picked."""

    def __init__(self, flow: Flow, parent: QObject) -> None:
        super().__init__(parent)
        self._flow = flow
        self._asking = False

    def read(self) -> None:
        """Once at a time: a key pressed again while the reader is asked does nothing."""
        if self._asking:
            return
        self._asking = True
        self._flow.seat.read(devices.around, self._ask, self._refused, owner=self)

    def _ask(self, seen: Around) -> None:
        self._flow.seat.runner.io(
            lambda _: devices.read_card(seen), self._came, self._refused, owner=self
        )

    def _came(self, card: Card) -> None:
        self._asking = False
        if card.ran_out(self._flow.today):
            said = tr("desk", "The card has run out; please tell the resident to renew it.")
            self._flow.seat.said.emit("warn", said)
        self._flow.seat.read(lambda work: finding.whose(work, card), self._found, owner=self)

    def _found(self, hits: tuple[Hit, ...]) -> None:
        if hits:
            self._flow.take(hits[0])
        else:
            said = tr("desk", "Nobody here has this card.")
            self._flow.seat.said.emit("info", said)

    def _refused(self, refused: Refused) -> None:
        self._asking = False
        self._flow.seat.said.emit("warn", self._flow.seat.sentence(refused))
