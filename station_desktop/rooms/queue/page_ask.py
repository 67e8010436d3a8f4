"""An act that asks a few questions: of the closed loop, and moves of the case's process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from station_desktop.domain.cases import Case
from station_desktop.domain.catalogue import Field
from station_desktop.domain.problem import Refused
from station_desktop.domain.roles import Right
from station_desktop.ui.approver import ApproverBox
from station_desktop.ui.cards import label
from station_desktop.ui.form_view import FormView
from station_desktop.ui.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.usecases.work import Actor, Work

Perform = Callable[[Work, Mapping[str, Any], Actor | None], Case]
CHANGED = frozenset({"cases", "whistles", "partners", "matters", "homevisits"})


class AskPanel(Panel):
    """Asks ``fields``, then runs ``perform``. ``title`` is said as it is; with ``right`` another
    person who holds it may approve at this desk."""

    def __init__(
        self,
        seat: Seat,
        name: str,
        title: str,
        fields: tuple[Field, ...],
        perform: Perform,
        *,
        before: Mapping[str, Any] | None = None,
        notes: tuple[str, ...] = (),
        right: Right | None = None,
    ) -> None:
        super().__init__(name, Text("queue", "Do it"), Text("queue", "Do it  Ctrl+Enter"))
        self._seat = seat
        self._perform = perform
        self._fields = fields
        self.title.setText(title)
        for sentence in notes:
            note = label(sentence, "muted")
            note.setWordWrap(True)
            self.add(note)
        self.form = FormView(seat.today, lambda: seat.language.code, name=f"{name}.form")
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)
        self.form.set_form(fields, before or {})
        Fitted(self.form)
        self.add(self.form)
        self.approver = ApproverBox(seat, name, right) if right is not None else None
        if self.approver is not None:
            self.approver.submitted.connect(self.go_on)
            self.add(self.approver)

    def begin(self) -> None:
        if self._fields:
            self.form.begin()
        else:
            super().begin()

    def _to_main(self) -> None:
        if self.approver is not None and self.approver.isVisible():
            self.approver.take_keyboard()
        elif self.main is not None:
            self.main.setFocus()

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        said, perform = self.form.answers(), self._perform
        approve = self.approver.approval() if self.approver is not None else None

        def act(work: Work) -> Case:
            return perform(work, said, approve(work) if approve is not None else None)

        self._seat.write(act, self._done, self._refused, changed=CHANGED, owner=self)

    def _done(self, _: Case) -> None:
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        asked = {field.key for field in self._fields}
        self.form.show_problems(p for p in refused.problems if p.field in asked)
        others = [p for p in refused.problems if p.field not in asked]
        if others:
            self.say(self._seat.sentence(Refused(*others)))
