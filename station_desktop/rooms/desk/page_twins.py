"""Perhaps the same person: the new one beside each who is already here, and two answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain import masks
from station_desktop.domain.duplicates import Likeness
from station_desktop.domain.residents import Resident
from station_desktop.rooms.desk import page_words
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.ui import theme
from station_desktop.ui.cards import clear, label
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import tr

_MOST = 3


class TwinsPanel(QFrame):
    """Keys 1 to 3: it is this person; N: another person."""

    def __init__(
        self,
        flow: Flow,
        same: Callable[[str], object],
        another: Callable[[tuple[str, ...]], object],
    ) -> None:
        super().__init__()
        self._flow, self._same, self._another = flow, same, another
        self._found: tuple[Likeness, ...] = ()
        self._may_differ = True
        self.setObjectName("desk.twins")
        self.setProperty("tone", "info")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(theme.scale().gap)
        self.hide()

    def put(self, new: Resident, found: tuple[Likeness, ...]) -> None:
        """Show ``new`` beside everyone who may be the same."""
        self._found = found[:_MOST]
        self._may_differ = not any("same_number" in like.reasons for like in found)
        clear(self._box)
        self._box.addWidget(label(tr("desk", "Perhaps this person is already here"), "label"))
        self._box.addWidget(self._table(new))
        self._box.addLayout(self._answers())
        self.setAccessibleName(tr("desk", "Perhaps this person is already here"))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self, new: Resident) -> QWidget:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        people = [new, *(like.resident for like in self._found)]
        grid.addWidget(label(tr("desk", "typed now"), "small"), 0, 1)
        for column, like in enumerate(self._found, 2):
            reasons = ", ".join(_reason(reason) for reason in like.reasons)
            words = label(reasons, "small")
            words.setWordWrap(True)
            grid.addWidget(words, 0, column)
        for row, (title, values) in enumerate(self._lines(people), 1):
            grid.addWidget(label(title, "small"), row, 0)
            for column, value in enumerate(values, 1):
                words = label(value, "label" if row == 1 else "")
                words.setWordWrap(True)
                grid.addWidget(words, row, column)
        for column in range(1, len(people) + 1):
            grid.setColumnStretch(column, 1)
        return sheet

    def _lines(self, people: list[Resident]) -> list[tuple[str, list[str]]]:
        language = self._flow.language
        return [
            (tr("desk", "Name"), [person.name for person in people]),
            (tr("desk", "ID number"), [masks.mask_id(person.id_number) for person in people]),
            (tr("desk", "Born"), [page_words.day(p.birth_date, language) for p in people]),
            (tr("desk", "Phone"), [masks.mask_phone(person.phone) for person in people]),
            (tr("desk", "Lives at"), [person.residence_address for person in people]),
        ]

    def _answers(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for number, like in enumerate(self._found, 1):
            words = tr("desk", "{n} It is {name}", n=number, name=like.resident.name)
            line.addWidget(self._button(f"desk.same.{number}", words, partial(self._is, number)))
        if self._may_differ:
            words = tr("desk", "N Another person")
            line.addWidget(self._button("desk.another", words, self._is_another))
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
        self._same(self._found[number - 1].resident.id)

    def _is_another(self) -> None:
        self._another(tuple(like.resident.id for like in self._found))


def _reason(key: str) -> str:
    words = {
        "same_number": tr("desk", "same ID number"),
        "near_number": tr("desk", "ID number one slip away"),
        "same_name_and_birth": tr("desk", "same name and birth date"),
        "same_name_and_phone": tr("desk", "same name and phone"),
        "same_name_and_door": tr("desk", "same name and address"),
    }
    return words[key]
