"""Finding somebody: one line, everything it may mean beneath it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.residents import gather, page_words, room
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.find_line import FindLine
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work

LARGE = 18
_HINT = "Name, pinyin, initials, ID number, phone or door (Ctrl+F)"


class FindList(QWidget):
    """Signals: ``opened(id)``, ``registering(text)`` with what was typed, ``importing``."""

    opened = Signal(str)
    registering = Signal(str)
    importing = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._asked = ""
        self._entered = False
        self._counted = 0
        self.text = FindLine("residents.text", Text("residents", _HINT))
        self.model = RowsModel(seat.runner, self._columns(), self)
        worn = theme.worn()
        if worn is not None:  # before the table hears of it and spreads the columns
            worn.changed.connect(self._dress)
        self.table = Table(
            self.model,
            "residents.table",
            Text("residents", "Residents"),
            Text(
                "residents",
                "Nobody is found. Type a name, its initials, part of the ID number or phone, or a "
                "door number; Ctrl+N registers somebody new.",
            ),
        )
        self.note = label(role="muted")
        self._arrange()
        self.table.opened.connect(lambda person: self.opened.emit(person.id))
        self.model.arrived.connect(self._arrived)
        self.model.counted.connect(self._say_count)
        follow(self, lambda: self._say_count(self._counted))
        self._fresh = Freshness(self, seat.changed, ("residents",), self._ask)

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        self.text.narrowed.connect(self._narrow)
        self.text.entered.connect(self._enter)
        line.addWidget(self.text, 1)
        line.addWidget(self.note)
        if self._seat.may("resident.write"):
            new = self._button("new", Text("residents", "Register  Ctrl+N"), self._register)
            set_role(new, "primary")
            line.addWidget(new)
            on_key(self, "Ctrl+N", self._register)
        if self._seat.may("roster.import"):
            words = Text("residents", "Import a roster  Ctrl+O")
            line.addWidget(self._button("import", words, self.importing.emit))
            on_key(self, "Ctrl+O", self.importing.emit)
        on_key(self, "Ctrl+F", self.to_text)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        hint_line = label(role="small")
        bind(
            hint_line.setText,
            "residents",
            "↓ to the list · Enter opens · Ctrl+F new search · several words narrow: 张 19号",
        )
        box.addWidget(hint_line)

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"residents.{key}")
        bind(button.setText, *words)
        button.clicked.connect(lambda: act())
        return button

    # asking

    def to_text(self) -> None:
        """Give the keyboard to the line, its words selected to type over."""
        self.text.take_keyboard()

    def to_table(self) -> None:
        self.table.take_keyboard()

    def _narrow(self, words: str) -> None:
        if words != self._asked:
            self._ask()

    def _enter(self) -> None:
        """To the people found; straight to the one if there is one only."""
        self._entered = True
        self._go_on_if_entered()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Down and self.text.hasFocus() and self.model.rowCount():
            self.to_table()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        self._asked = wanted = self.text.words
        self._entered = False
        seat = self._seat

        def rows(store: Any, window: Window) -> tuple[Resident, ...]:
            if window.after is not None or window.skip:
                return ()  # one answer holds all that is shown
            return gather.find(Work(store, seat.actor), wanted)

        self.model.set_source(Source(rows, lambda person: person.id, lambda person: person.id))

    def _arrived(self) -> None:
        self.table.start_at_top()
        self._go_on_if_entered()

    def _go_on_if_entered(self) -> None:
        if not self._entered or not self.model.rowCount():
            return
        self._entered = False
        person = self.model.row(0)
        if self.model.rowCount() == 1 and person is not None:
            self.opened.emit(person.id)
        else:
            self.to_table()

    def _say_count(self, number: int) -> None:
        self._counted = number
        if not self._asked:
            self.note.setText("")
        elif number >= gather.FOUND:
            self.note.setText(tr("residents", "the first {n}: type on", n=gather.FOUND))
        else:
            self.note.setText(tr("residents", "{n} found", n=number))

    def _register(self) -> None:
        self.registering.emit(self.text.text().strip())

    # columns

    def _columns(self) -> tuple[Column, ...]:
        plain = (
            Column("name", Text("residents", "Name"), _name, 130),
            Column("who", Text("residents", "Sex and age"), self._who, 110),
            Column("number", Text("residents", "ID number"), _number, 190),
            Column("phone", Text("residents", "Phone"), _phone, 130),
            Column("address", Text("residents", "Lives at"), _address),
        )
        return (*plain[:3], plain[4]) if theme.scale().base >= LARGE else plain

    def _dress(self) -> None:
        """Other columns for another look."""
        self.model.beginResetModel()
        self.model.columns = self._columns()
        self.model.endResetModel()

    def _who(self, person: Resident) -> str:
        language = self._seat.language.code
        return page_words.sex_and_age(*room.sex_and_age(person, self._seat.today(), language))


def _name(person: Resident) -> str:
    return named(masks.known_as(person.name, person.erased_at))


def _number(person: Resident) -> str:
    return masks.mask_id(person.id_number)


def _phone(person: Resident) -> str:
    return masks.mask_phone(person.phone)


def _address(person: Resident) -> str:
    return person.residence_address
