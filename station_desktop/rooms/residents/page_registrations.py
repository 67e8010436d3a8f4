"""The other registrations of one person: seen, opened, and taken apart again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.residents import page_words
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.erased import named
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr


class RegistrationsCard(Card):
    """Signals: ``opened(id)``, ``parted(id)`` for the registration that is to stand for itself."""

    opened = Signal(str)
    parted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._first: QPushButton | None = None
        self.hide()

    def put(self, others: tuple[Resident, ...]) -> None:
        """Show the registrations that stand under this one."""
        clear(self.body)
        self._first = None
        self.setVisible(bool(others))
        if not others:
            return
        self.set_title(tr("residents", "Also registered as"))
        for number, other in enumerate(others):
            self._add(number, other)

    def focus_first(self) -> None:
        """Give the keyboard to the first one's "take apart"."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, number: int, other: Resident) -> None:
        at = page_words.moment(other.registered_at, self._seat.language.code)
        name = named(masks.known_as(other.name, other.erased_at))
        who = page_words.joined(name, masks.mask_id(other.id_number))
        words = label(f"{who}\n{tr('residents', 'registered {at}', at=at)}")
        words.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(theme.scale().gap)
        line.addWidget(words, 1)
        line.addWidget(self._button(number, "open", tr("residents", "Open it"), other))
        if self._seat.may("sync.settle"):
            part = self._button(number, "part", tr("residents", "Take apart"), other)
            self._first = self._first or part
            line.addWidget(part)
        self.body.addLayout(line)

    def _button(self, number: int, key: str, words: str, other: Resident) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"residents.registration.{number}.{key}")
        button.setAccessibleName(f"{words}: {other.name}")
        set_role(button, "quiet")
        signal = self.opened if key == "open" else self.parted
        button.clicked.connect(partial(signal.emit, other.id))
        return button
