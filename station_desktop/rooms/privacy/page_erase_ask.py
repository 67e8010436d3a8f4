"""Asking that what is personal about somebody be erased: who, why, and in which words."""

from __future__ import annotations

from typing import cast

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, Words
from station_desktop.domain.journal.erasures import REASONS, Reason
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.privacy import reads
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.person_finder import PersonFinder, found
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.privacy import erasing


class AskPanel(Panel):
    """First the person, then the reason and the words."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(
            "privacy.ask",
            Text("erasing", "Ask for an erasure"),
            Text("erasing", "Ask  Ctrl+Enter"),
        )
        self._seat = seat
        self._person: Resident | None = None
        note = label(role="muted")
        note.setWordWrap(True)
        bind(
            note.setText,
            "erasing",
            "Look at the identity card of whoever asks. Somebody else reviews this; only then is "
            "anything erased, in backups too, and it cannot be taken back.",
        )
        self.finder = PersonFinder(seat, "privacy.ask.find", reads.found)
        self.who = label(role="label")
        self.who.hide()
        self.form = FormView(seat.today, lambda: seat.language.code, name="privacy.ask.form")
        self.form.set_form((_why(), _words()))
        Fitted(self.form)
        for part in (note, self.finder, self.who, self.form):
            self.add(part)
        self.finder.picked.connect(self._picked)
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)

    def begin(self) -> None:
        self.finder.begin("")

    def step_back(self) -> bool:
        """Back to looking for somebody else."""
        if self._person is None:
            return False
        self._person = None
        self.who.hide()
        self.finder.show()
        self.finder.begin("")
        return True

    def _picked(self, picked: Found) -> None:
        self._person = picked.what
        self.say("")
        one = found(picked.what)
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
        if self._person is None:
            self.say(tr("erasing", "Choose the resident first."))
            self.finder.begin("")
            return
        self.busy(True)
        who = self._person.id
        said = self.form.answers()
        why, words = cast(Reason, said.get("why") or ""), str(said.get("words") or "")
        self._seat.write(
            lambda work: erasing.ask(work, who, why, words),
            lambda _: self.ended.emit(),
            self._refused,
            changed=frozenset({"residents"}),
            owner=self,
        )

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        of_form = [problem for problem in refused.problems if problem.field in ("why", "words")]
        self.form.show_problems(of_form)
        others = [problem for problem in refused.problems if problem not in of_form]
        if others:
            self.say(self._seat.sentence(Refused(*others)))


def _words_of(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))


def _why() -> Field:
    choices = tuple(Choice(reason, _words_of(f"erasing.reason.{reason}")) for reason in REASONS)
    label = _words_of("erasing.field.why")
    return Field(key="why", type="choice", label=label, choices=choices, required=True)


def _words() -> Field:
    label = _words_of("erasing.field.words")
    return Field(key="words", type="long_text", label=label, required=True)
