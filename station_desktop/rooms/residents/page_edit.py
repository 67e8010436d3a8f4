"""Correcting a record in its place: what is masked stays masked and is only typed over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from station_desktop.domain.catalogue import Field
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.residents import room
from station_desktop.rooms.residents.gather import PersonFile
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind
from station_desktop.usecases.people import residents


class EditPanel(QFrame):
    """Signals: ``left`` without a change, ``saved``."""

    left = Signal()
    saved = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        set_role(self, "card")
        self._seat = seat
        self._person: Resident | None = None
        self._fields: tuple[Field, ...] = ()
        self.form = FormView(seat.today, lambda: seat.language.code, name="residents.edit.form")
        self.form.submitted.connect(self.save)
        self.form.ended.connect(self.save)
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        self.go = QPushButton()
        self._arrange()

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        title = label(role="title")
        bind(title.setText, "residents", "Correct the record")
        box.addWidget(title)
        box.addWidget(self.form, 1)
        box.addWidget(self.wrong)
        self.wrong.hide()
        line = QHBoxLayout()
        set_role(self.go, "primary")
        self.go.setObjectName("residents.edit.go")
        bind(self.go.setText, "residents", "Save  Ctrl+Enter")
        self.go.clicked.connect(self.save)
        back = QPushButton()
        back.setObjectName("residents.edit.leave")
        bind(back.setText, "residents", "Leave as it was  Esc")
        back.clicked.connect(self.left)
        line.addWidget(self.go)
        line.addWidget(back)
        line.addStretch(1)
        box.addLayout(line)

    def begin(self, found: PersonFile) -> None:
        """Ask for what the record has."""
        self._person = found.person
        self._fields = room.correction(found.person, found.asked)
        self.say("")
        self.form.set_form(self._fields, room.present(found.person))
        self.form.go_to(self._fields[0].key)

    def say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def save(self) -> None:
        """Keep what was changed; nothing changed is left as it was."""
        person = self._person
        if person is None or not self.go.isEnabled():
            return
        changed = room.corrected(person, self._fields, self.form.answers())
        if not changed:
            self.left.emit()
            return
        self.go.setEnabled(False)
        self._seat.write(
            lambda work: residents.change(work, person.id, changed),
            self._saved,
            self._refused,
            changed=frozenset({"residents"}),
            owner=self,
        )

    def _saved(self, person: Resident) -> None:
        self.go.setEnabled(True)
        self._seat.saved.emit()
        self.saved.emit()

    def _refused(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        asked = {field.key for field in self._fields}
        self.form.show_problems(p for p in refused.problems if p.field in asked)
        others = [p for p in refused.problems if p.field not in asked]
        self.say(self._seat.sentence(Refused(*others)) if others else "")
