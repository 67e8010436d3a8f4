"""One act with its questions, beneath the head of whatever view it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from PySide6.QtCore import Signal

from station_desktop.domain.catalogue import Field
from station_desktop.domain.problem import Refused
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind
from station_desktop.usecases.work import Work

CHANGED = frozenset({"households", "homevisits", "bookings", "cases"})
Do = Callable[[Work, dict[str, Any]], Any]


class Ask(msgspec.Struct, frozen=True):
    """An act as a value: its name, its words, its questions, and what is done with the answers."""

    name: str
    title: Text
    go: Text
    fields: tuple[Field, ...]
    do: Do
    before: Mapping[str, Any] = {}
    note: Text | None = None
    about: str = ""


class AskPanel(Panel):
    """Signals: ``did(result)`` once it is done, before ``ended``."""

    did = Signal(object)

    def __init__(self, seat: Seat, ask: Ask) -> None:
        super().__init__(f"households.{ask.name}", ask.title, ask.go)
        self._seat = seat
        self._ask = ask
        if ask.about:
            about = label(ask.about, "label")
            about.setWordWrap(True)
            self.add(about)
        if ask.note is not None:
            note = label(role="muted")
            note.setWordWrap(True)
            bind(note.setText, *ask.note)
            self.add(note)
        name = f"households.{ask.name}.form"
        self.form = FormView(seat.today, lambda: seat.language.code, name=name)
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)
        self.form.set_form(ask.fields, {k: v for k, v in ask.before.items() if v not in ("", None)})
        Fitted(self.form)
        self.add(self.form)

    def begin(self) -> None:
        self.form.begin()

    def _to_main(self) -> None:
        if self.main is not None:
            self.main.setFocus()

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        ask, said = self._ask, self.form.answers()
        self._seat.write(
            lambda work: ask.do(work, said),
            self._done,
            self._refused,
            changed=CHANGED,
            owner=self,
        )

    def _done(self, result: object) -> None:
        self._seat.saved.emit()
        self.did.emit(result)
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        """Beneath its question where there is one, else above the buttons."""
        self.busy(False)
        asked = {field.key for field in self._ask.fields}
        self.form.show_problems(p for p in refused.problems if p.field in asked)
        others = [p for p in refused.problems if p.field not in asked]
        if others:
            self.say(self._seat.sentence(Refused(*others)))
