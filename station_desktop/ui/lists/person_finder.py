"""A line in which somebody is looked for, whoever it may mean beneath it, one of them chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.lists.found_list import FOUND_ROLE, Found, FoundList
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work

SHOWN = 5
Look = Callable[[Work, str], Sequence[Found]]


def found(person: Resident, kind: str = "") -> Found:
    """One person as the list shows them, masked as everywhere."""
    parts = (
        masks.mask_id(person.id_number),
        masks.mask_phone(person.phone),
        person.residence_address,
    )
    return Found(person.name, " · ".join(part for part in parts if part), kind, person)


class PersonFinder(QWidget):
    """Signals: ``picked(found)`` on Enter, whether the answer has come already or is awaited.

    ``look(work, text)`` runs in the read lane; ``name`` begins the names of the controls.
    """

    picked = Signal(object)

    def __init__(self, seat: Seat, name: str, look: Look) -> None:
        super().__init__()
        self._seat = seat
        self._look = look
        self._answered: str | None = None
        self._entered = False
        self.line = QLineEdit()
        self.line.setObjectName(f"{name}.text")
        bind(self.line.setPlaceholderText, "finder", "Name, initials, ID number, phone or door")
        bind(self.line.setAccessibleName, "finder", "Name, initials, ID number, phone or door")
        self.list = FoundList(f"{name}.list")
        bind(self.list.setAccessibleName, "finder", "Who was found")
        self.nobody = label(role="muted")
        self.nobody.setWordWrap(True)
        bind(self.nobody.setText, "finder", "Nobody is found. Type less, or something else.")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap)
        for part in (self.line, self.list, self.nobody):
            box.addWidget(part)
        self.list.hide()
        self.nobody.hide()
        self.setFocusProxy(self.line)
        self._keys = EnterKeys(self.line)
        self._keys.moved_on.connect(self._enter)
        self.line.textEdited.connect(self._ask)
        self.list.clicked.connect(self._clicked)
        self.line.installEventFilter(self)
        follow(self, self._say_count)

    def begin(self, text: str) -> None:
        """Look for this first, and let it be typed over."""
        self.line.setText(text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        self._ask(text)

    def _ask(self, text: str) -> None:
        wanted = text.strip()
        self._answered, self._entered = None, False
        self._seat.read(
            lambda work: self._look(work, wanted),
            lambda answer: self._answer(wanted, answer),
            tag=self.line.objectName(),
            owner=self,
        )

    def _answer(self, wanted: str, answer: Sequence[Found]) -> None:
        if wanted != self.line.text().strip():
            return
        self._answered = wanted
        self.list.put(answer)
        self.list.setVisible(bool(answer))
        self.list.setFixedHeight(self.list.height_wanted(SHOWN))
        self.nobody.setVisible(bool(wanted) and not answer)
        self._say_count()
        if self._entered:
            self._enter()

    def _say_count(self) -> None:
        said = tr("finder", "{n} found", n=self.list.found.rowCount())
        self.line.setAccessibleDescription(said if self._answered is not None else "")

    def _enter(self) -> None:
        if self._answered != self.line.text().strip():
            self._entered = True
            return
        self._entered = False
        chosen = self.list.current if self.list.found.rowCount() else None
        if chosen is not None:
            self.picked.emit(chosen)

    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.data(FOUND_ROLE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and not self._keys.composing:
                self.list.step(step)
                return True
        return super().eventFilter(watched, event)
