"""Most acts on a case: a question or two, and done."""

from __future__ import annotations

from station_desktop.domain.case.cases import Case
from station_desktop.domain.problem import Refused
from station_desktop.rooms.queue import acts
from station_desktop.rooms.queue.acts import Key
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

TITLES: dict[Key, Text] = {
    "supply": Text("queue", "Documents came in"),
    "submit": Text("queue", "Put right what the hall found wrong"),
    "complete": Text("queue", "Complete the case"),
    "pause": Text("queue", "Stop the clock"),
    "resume": Text("queue", "Let the clock go on"),
    "withdraw": Text("queue", "The resident takes the request back"),
    "decline": Text("queue", "Do not accept the case"),
    "void": Text("queue", "Make the case void"),
    "papers": Text("queue", "Papers"),
}
NOTES: dict[Key, Text] = {
    "submit": Text("queue", "The case goes to the hall again, and its clock goes on."),
    "pause": Text("queue", "The promised day moves by the working days the clock stands still."),
    "resume": Text("queue", "The promised day is worked out again, without the days of the pause."),
    "decline": Text("queue", "The resident gets a notice of non-acceptance with this reason."),
    "void": Text(
        "queue",
        "For what was entered by mistake. The case stays on record and its number is never used "
        "again.",
    ),
}
ACT_NOW: dict[Key, Text] = {
    "submit": Text("queue", "Submit again  Ctrl+Enter"),
    "complete": Text("queue", "Complete  Ctrl+Enter"),
    "pause": Text("queue", "Stop the clock  Ctrl+Enter"),
    "resume": Text("queue", "Go on  Ctrl+Enter"),
    "withdraw": Text("queue", "Take back  Ctrl+Enter"),
    "decline": Text("queue", "Do not accept  Ctrl+Enter"),
    "void": Text("queue", "Make void  Ctrl+Enter"),
}


class ActPanel(Panel):
    """One of the acts that need no more than :func:`acts.fields` asks."""

    def __init__(self, seat: Seat, key: Key, dossier: Dossier) -> None:
        super().__init__(f"queue.{key}", TITLES[key], ACT_NOW[key])
        self._seat = seat
        self._key = key
        self._number = dossier.case.number
        if key in NOTES:
            note = label(role="muted")
            note.setWordWrap(True)
            bind(note.setText, *NOTES[key])
            self.add(note)
        self._fields = fields = acts.fields(key, dossier.case, dossier.item)
        self.form = FormView(seat.today, lambda: seat.language.code, name=f"queue.{key}.form")
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)
        if not fields:
            self.form.hide()
        self.form.set_form(fields, acts.before(key, dossier.case, dossier.item))
        Fitted(self.form)
        self.add(self.form)

    def begin(self) -> None:
        if self._fields:
            self.form.go_to(self._fields[0].key)
        else:
            super().begin()

    def _to_main(self) -> None:
        if self.main is not None:
            self.main.setFocus()

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        key, number, said = self._key, self._number, self.form.answers()
        self._seat.write(
            lambda work: acts.perform(work, key, number, said),
            self._done,
            self._refused,
            changed=frozenset({"cases"}),
            owner=self,
        )

    def _done(self, case: Case) -> None:
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        asked = {field.key for field in self._fields}
        self.form.show_problems(p for p in refused.problems if p.field in asked)
        others = [p for p in refused.problems if p.field not in asked]
        if others:
            self.say(self._seat.sentence(Refused(*others)))
