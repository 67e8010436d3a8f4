"""The acts that need one line: the number of a case, the reason for looking at a phone."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal

from station_desktop.domain.problem import Refused
from station_desktop.rooms.demands import acts
from station_desktop.rooms.demands.acts import Key
from station_desktop.rooms.demands.gather import DemandFile
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind
from station_desktop.usecases.counter import demands
from station_desktop.usecases.work import Work

_TITLES: dict[Key, Text] = {
    "link": Text("demands", "Link a case that was opened for this demand"),
    "reveal": Text("demands", "Show the phone in full"),
}
_NOTES: dict[Key, Text] = {
    "link": Text("demands", "The number stands on the receipt, and in the list on the right."),
    "reveal": Text("demands", "Who looked, when and why is kept in the journal."),
}
_GO: dict[Key, Text] = {
    "link": Text("demands", "Link  Ctrl+Enter"),
    "reveal": Text("demands", "Show  Ctrl+Enter"),
}


class AskPanel(Panel):
    """Signals: ``revealed(demand, phone)``."""

    revealed = Signal(str, str)

    def __init__(self, seat: Seat, key: Key, found: DemandFile, first: str) -> None:
        super().__init__(f"demands.{key}", _TITLES[key], _GO[key])
        self._seat = seat
        self._key = key
        self._id = found.demand.id
        note = label(role="muted")
        note.setWordWrap(True)
        bind(note.setText, *_NOTES[key])
        self.add(note)
        (self._field,) = acts.fields(key)
        self.form = FormView(seat.today, lambda: seat.language.code, name=f"demands.{key}.form")
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self.go_on)
        self.form.set_form((self._field,), {self._field.key: first} if first else {})
        Fitted(self.form)
        self.add(self.form)

    def begin(self) -> None:
        self.form.go_to(self._field.key)

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        id, said = self._id, str(self.form.answers().get(self._field.key) or "")
        reveals = self._key == "reveal"

        def act(work: Work) -> str:
            if reveals:
                return demands.reveal(work, id, said)
            acts.link(work, id, said)
            return ""

        self._seat.write(act, self._done, self._refused, changed=frozenset({"demands"}), owner=self)

    def _done(self, phone: str) -> None:
        if self._key == "reveal":
            self.revealed.emit(self._id, phone)
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        key = self._field.key
        self.form.show_problems(
            msgspec.structs.replace(problem, field=key) for problem in refused.problems
        )
