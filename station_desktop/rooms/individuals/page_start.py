"""Beginning an individual case: whose it is, and why."""

from __future__ import annotations

from PySide6.QtCore import Signal

from station_desktop import phrases
from station_desktop.domain.catalogue import Field, Words
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.person_finder import PersonFinder, found
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.work import Work

FOUND = 5


class StartPanel(Panel):
    """Signals: ``made(id)`` with the new case."""

    made = Signal(str)

    def __init__(self, seat: Seat, resident: str) -> None:
        super().__init__(
            "individuals.start",
            Text("individuals", "Begin an individual case (step 1: application)"),
            Text("individuals", "Accept  Ctrl+Enter"),
        )
        self._seat = seat
        self._person: Resident | None = None
        self._wanted = resident
        self.finder = PersonFinder(seat, "individuals.start", _look)
        self.who = label(role="label")
        self.who.hide()
        note = label(role="muted")
        note.setWordWrap(True)
        bind(
            note.setText,
            "individuals",
            "Whoever accepts it becomes its worker. The resident, or a guardian, asks for it or "
            "agrees to it.",
        )
        self.form = FormView(seat.today, lambda: seat.language.code, name="individuals.start.form")
        self.form.set_form((_why(),))
        Fitted(self.form)
        for part in (note, self.finder, self.who, self.form):
            self.add(part)
        self.finder.picked.connect(self._picked)
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)
        if resident:
            seat.read(
                lambda work: residents.root(work, residents.get(work, resident)),
                self._choose,
                owner=self,
            )

    def begin(self) -> None:
        if self._wanted:
            self.form.go_to("why")
        else:
            self.finder.begin("")

    def step_back(self) -> bool:
        """Back to looking for somebody else."""
        if self._person is None or self._wanted:
            return False
        self._person = None
        self.who.hide()
        self.finder.show()
        self.finder.begin("")
        return True

    def _picked(self, picked: Found) -> None:
        self._choose(picked.what)

    def _choose(self, person: Resident) -> None:
        self._person = person
        one = found(person)
        self.who.setText(f"{one.title}  {one.detail}")
        self.who.show()
        self.finder.hide()
        self.form.go_to("why")

    def _to_main(self) -> None:
        if self.main is not None:
            self.main.setFocus()

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        who = self._person.id if self._person is not None else ""
        why = str(self.form.answers().get("why") or "")

        def act(work: Work) -> Individual:
            return individuals.apply(work, who, why)

        self._seat.write(
            act, self._done, self._refused, changed=frozenset({"individuals"}), owner=self
        )

    def _done(self, case: Individual) -> None:
        self._seat.saved.emit()
        self.made.emit(case.id)

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        of_form = [p for p in refused.problems if p.field == "why"]
        self.form.show_problems(of_form)
        if not of_form:
            self.say(self._seat.sentence(refused))
            if self._person is None:
                self.finder.setFocus()


def _look(work: Work, text: str) -> list[Found]:
    if not text:
        return []
    return [found(person) for person in residents.find(work, text, FOUND)]


def _why() -> Field:
    code = "individual.field.why"
    words = Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
    return Field(key="why", type="long_text", label=words, required=True)
