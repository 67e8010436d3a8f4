"""An act that asks a few questions: of the closed loop, and moves of the case's process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Field
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.roles import Right
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.approver import ApproverBox
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import follow
from station_desktop.usecases.work import Actor, Work

Perform = Callable[[Work, Mapping[str, Any], Actor | None], Case]
CHANGED = frozenset({"cases", "whistles", "partners", "matters", "homevisits"})


class AskPanel(Panel):
    """Asks ``fields``, then runs ``perform``. ``title`` is said in the window's language,
    and so are ``notes``, which say what stands in the way; with ``right`` another
    person who holds it may approve at this desk."""

    def __init__(
        self,
        seat: Seat,
        name: str,
        title: Callable[[], str],
        fields: tuple[Field, ...],
        perform: Perform,
        *,
        before: Mapping[str, Any] | None = None,
        notes: tuple[Problem, ...] = (),
        right: Right | None = None,
    ) -> None:
        super().__init__(name, Text("queue", "Do it"), Text("queue", "Do it  Ctrl+Enter"))
        self._seat = seat
        self._perform = perform
        self._fields = fields
        self._notes = notes
        self._said = label(role="muted")
        self._said.setWordWrap(True)
        self._said.setVisible(False)
        self.add(self._said)
        follow(self, lambda: self._say_what(title()))
        self._say_what(title())
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

    def _say_what(self, title: str) -> None:
        """The title, and what stands in the way, in the window's language."""
        self.title.setText(title)
        language = self._seat.language.code
        said = [f"· {phrases.say_all((note,), language)}" for note in self._notes]
        self._said.setText("\n".join(said))
        if said and self._said.parent() is not None:
            self._said.show()

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
