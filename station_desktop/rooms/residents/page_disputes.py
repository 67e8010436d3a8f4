"""Values of a field that differ, each with who said so and when; and which of them is right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton

from station_desktop.rooms.residents import page_words
from station_desktop.rooms.residents.registrations import Disputed, Value
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr


class DisputesCard(Card):
    """Signals: ``settled(field, value)`` for the one that is right, ``wanted(field)`` to see a
    masked one in full."""

    settled = Signal(str, str)
    wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._first: QPushButton | None = None
        self.hide()

    def put(self, disputed: tuple[Disputed, ...], uncovered: frozenset[str]) -> None:
        """Show them; ``uncovered`` are fields that may be shown in full just now."""
        clear(self.body)
        self._first = None
        self.setVisible(bool(disputed))
        if not disputed:
            return
        self.set_title(tr("residents", "Which one is right?"))
        may = self._seat.may("sync.settle")
        lead = label(
            tr("residents", "Two windows changed this without knowing of each other.")
            if may
            else tr("residents", "The stationmaster or a deputy settles which value is right."),
            "muted",
        )
        lead.setWordWrap(True)
        self.body.addWidget(lead)
        for found in disputed:
            self._add(found, may, full=found.field in uncovered)

    def focus_first(self) -> None:
        """Give the keyboard to the first answer."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, found: Disputed, may: bool, *, full: bool) -> None:
        self.body.addWidget(label(found.label, "label"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(theme.scale().space)
        grid.setVerticalSpacing(theme.scale().gap)
        for row, value in enumerate(found.values):
            self._line(grid, row, found, value, full)
            if may:
                grid.addWidget(self._right(found, value, row), row, 1)
        self.body.addLayout(grid)
        if found.masked and not full and self._seat.may("resident.reveal"):
            look = QPushButton(tr("residents", "Show in full"))
            look.setObjectName(f"residents.settle.{found.field}.full")
            look.setAccessibleName(f"{look.text()} {found.label}")
            set_role(look, "link")
            look.clicked.connect(partial(self.wanted.emit, found.field))
            self.body.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, grid: QGridLayout, row: int, found: Disputed, value: Value, full: bool) -> None:
        shown = (value.full if full else value.shown) or tr("residents", "(nothing)")
        now = tr("residents", "shown now") if row == len(found.values) - 1 else ""
        who = value.by or tr("residents", "at registration")
        when = page_words.moment(value.at, self._seat.language.code)
        words = label(f"{shown}\n{page_words.joined(who, when, now)}")
        words.setWordWrap(True)
        words.setObjectName(f"residents.settle.{found.field}.{row}.value")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(words, row, 0)

    def _right(self, found: Disputed, value: Value, row: int) -> QPushButton:
        button = QPushButton(tr("residents", "This one is right"))
        button.setObjectName(f"residents.settle.{found.field}.{row}")
        button.setAccessibleName(f"{button.text()}: {found.label} {value.shown}")
        button.clicked.connect(partial(self.settled.emit, found.field, value.value))
        self._first = self._first or button
        return button
