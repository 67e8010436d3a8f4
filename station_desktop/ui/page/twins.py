"""Perhaps the same person: the new one beside each who is already here, and two answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.person import masks
from station_desktop.domain.person.duplicates import Likeness
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text import dates
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow, tr

MOST = 3


class TwinsPanel(QFrame):
    """Signals: ``same(id)`` for keys 1 to 3, ``another(ids)`` for N: all compared, none the same.

    A number that is already here leaves only the first answer. ``room`` begins the names of the
    controls.
    """

    same = Signal(str)
    another = Signal(object)

    def __init__(self, seat: Seat, room: str) -> None:
        super().__init__()
        self._seat = seat
        self._room = room
        self._found: tuple[Likeness, ...] = ()
        self._compared: tuple[str, ...] = ()
        self._may_differ = True
        self._new: Resident | None = None
        follow(self, self._say_again)
        self.setObjectName(f"{room}.twins")
        self.setProperty("tone", "warn")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(theme.scale().gap)
        self.hide()

    def put(self, new: Resident, found: tuple[Likeness, ...]) -> None:
        """Show ``new`` beside everyone who may be the same."""
        self._new = new
        self._found = found[:MOST]
        self._compared = tuple(like.resident.id for like in found)
        self._may_differ = not any("same_number" in like.reasons for like in found)
        self._write(new)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_again(self) -> None:
        if self._new is not None:
            self._write(self._new)

    def _write(self, new: Resident) -> None:
        clear(self._box)
        title = tr("twins", "Perhaps this person is already here. Compare, then choose.")
        self._box.addWidget(label(title, "label"))
        self._box.addWidget(self._table(new))
        self._box.addLayout(self._answers())
        self.setAccessibleName(title)

    def _table(self, new: Resident) -> QWidget:
        reasons = (
            tr("twins", ", ").join(_reason(reason) for reason in like.reasons)
            for like in self._found
        )
        people = [new, *(like.resident for like in self._found)]
        heads = [tr("twins", "typed now"), *reasons]
        return beside(people, heads, self._seat.language.code)

    def _answers(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for number, like in enumerate(self._found, 1):
            words = tr("twins", "{n} It is {name}", n=number, name=like.resident.name)
            name = f"{self._room}.same.{number}"
            line.addWidget(self._button(name, words, partial(self._is, number)))
        if self._may_differ:
            words = tr("twins", "N Another person: register")
            line.addWidget(self._button(f"{self._room}.another", words, self._is_another))
        line.addStretch(1)
        return line

    def _button(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        set_role(button, "segment")
        button.setObjectName(name)
        button.clicked.connect(lambda: act())
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0.value
        if 1 <= number <= len(self._found):
            self._is(number)
        elif event.key() == Qt.Key.Key_N and self._may_differ:
            self._is_another()
        else:
            event.ignore()

    def _is(self, number: int) -> None:
        self.same.emit(self._found[number - 1].resident.id)

    def _is_another(self) -> None:
        self.another.emit(self._compared)


def beside(people: Sequence[Resident], heads: Sequence[str], language: str) -> QWidget:
    """People side by side, masked as everywhere; what differs from the first is marked."""
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.scale().space)
    for column, head in enumerate(heads, 1):
        words = label(head)
        words.setWordWrap(column > 1)
        grid.addWidget(words, 0, column)
        grid.setColumnStretch(column, 1)
    for row, (title, values) in enumerate(_lines(people, language), 1):
        grid.addWidget(label(title), row, 0)
        for column, value in enumerate(values, 1):
            differs = column > 1 and bool(value and values[0]) and value != values[0]
            words = label(f"≠ {value}" if differs else value, "label" if row == 1 else "")
            words.setWordWrap(True)
            grid.addWidget(words, row, column)
    return sheet


def _lines(people: Sequence[Resident], language: str) -> list[tuple[str, list[str]]]:
    lines = [
        (tr("twins", "Name"), [person.name for person in people]),
        (tr("twins", "ID number"), [masks.mask_id(person.id_number) for person in people]),
        (tr("twins", "Born"), [_day(person.birth_date, language) for person in people]),
        (tr("twins", "Phone"), [masks.mask_phone(person.phone) for person in people]),
        (tr("twins", "Lives at"), [person.residence_address for person in people]),
    ]
    return [line for line in lines if any(line[1])]


def _day(iso: str, language: str) -> str:
    return dates.show_day(date.fromisoformat(iso), language) if iso else ""


def _reason(key: str) -> str:
    """Why two people may be one."""
    words = {
        "same_number": tr("twins", "same ID number"),
        "near_number": tr("twins", "ID number one slip away"),
        "same_name_and_birth": tr("twins", "same name and birth date"),
        "same_name_and_phone": tr("twins", "same name and phone"),
        "same_name_and_door": tr("twins", "same name and address"),
    }
    return words.get(key, key)
