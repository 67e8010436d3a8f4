"""The acts on a whistle: a short form beneath its head."""

from __future__ import annotations

from PySide6.QtCore import Signal

from station_desktop.domain.catalogue import Field
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.rooms.whistles import acts
from station_desktop.rooms.whistles.acts import Key
from station_desktop.rooms.whistles.gather import Blowing, WhistleFile
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind
from station_desktop.usecases.work import Work

_TITLES: dict[Key, Text] = {
    "check_in": Text("whistles", "A department is on the scene"),
    "act": Text("whistles", "What a department did"),
    "report": Text("whistles", "A department reports its part as done"),
    "call": Text("whistles", "Call another department"),
    "appraise": Text("whistles", "Rate a department, or note how it rates the whistle"),
    "close": Text("whistles", "Close the whistle"),
    "settle": Text("whistles", "What came too late"),
}
_GO: dict[Key, Text] = {
    "check_in": Text("whistles", "Check in  Ctrl+Enter"),
    "act": Text("whistles", "Note down  Ctrl+Enter"),
    "report": Text("whistles", "Report  Ctrl+Enter"),
    "call": Text("whistles", "Call  Ctrl+Enter"),
    "appraise": Text("whistles", "Rate  Ctrl+Enter"),
    "close": Text("whistles", "Close  Ctrl+Enter"),
    "settle": Text("whistles", "Dealt with  Ctrl+Enter"),
}
_NOTES: dict[Key, Text] = {
    "check_in": Text(
        "whistles",
        "Its time runs from the call to this check-in. One that came uncalled can be typed in.",
    ),
    "call": Text("whistles", "Its own time to be on the scene begins with this call."),
    "close": Text("whistles", "Departments stay until it is done: everyone called has reported."),
    "settle": Text(
        "whistles",
        "It was recorded when the whistle was already over, and does not count. Say what was done.",
    ),
}


class _Asking(Panel):
    """A form in a panel; every refusal stands beneath its question. Signals: ``done(id)``."""

    done = Signal(str)

    def __init__(self, seat: Seat, name: str, title: Text, go: Text) -> None:
        super().__init__(name, title, go)
        self._seat = seat
        self._fields: tuple[Field, ...] = ()
        self.form = FormView(seat.today, lambda: seat.language.code, name=f"{name}.form")
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)

    def _note(self, words: Text) -> None:
        note = label(role="muted")
        note.setWordWrap(True)
        bind(note.setText, *words)
        self.add(note)

    def _ask(self, fields: tuple[Field, ...], first: dict[str, object]) -> None:
        self._fields = fields
        self.form.set_form(fields, first)
        Fitted(self.form)
        self.add(self.form)

    def begin(self) -> None:
        self.form.begin()

    def _to_main(self) -> None:
        if self.main is not None:
            self.main.setFocus()

    def _act(self, work: Work, said: dict[str, object]) -> Whistle:
        raise NotImplementedError

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        self.form.show_problems(())
        said = acts.resolved(self._fields, self.form.answers())
        self._seat.write(
            lambda work: self._act(work, said),
            self._done,
            self._refused,
            changed=frozenset({"whistles"}),
            owner=self,
        )

    def _done(self, whistle: Whistle) -> None:
        self._seat.saved.emit()
        self.done.emit(whistle.id)
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        asked = {field.key for field in self._fields}
        renamed = [_placed(problem, asked) for problem in refused.problems]
        self.form.show_problems(problem for problem in renamed if problem.field in asked)
        others = [problem for problem in renamed if problem.field not in asked]
        if others:
            self.say(self._seat.sentence(Refused(*others)))


def _placed(problem: Problem, asked: set[str]) -> Problem:
    """A problem of the case's number belongs to the box that the number was typed in."""
    if problem.code == "case.unknown" and "case" in asked:
        return Problem(problem.code, "case", problem.params)
    return problem


class ActPanel(_Asking):
    """One act on one whistle; ``picked`` is the department that the keyboard was on."""

    def __init__(self, seat: Seat, key: Key, found: WhistleFile, picked: str) -> None:
        super().__init__(seat, f"whistles.{key}", _TITLES[key], _GO[key])
        self._key = key
        self._id = found.whistle.id
        if key in _NOTES:
            self._note(_NOTES[key])
        overriding = seat.may("case.override")
        asked = acts.fields(key, found.whistle, found.proposed, overriding=overriding)
        self._ask(asked, acts.first(key, found.whistle, picked))

    def _act(self, work: Work, said: dict[str, object]) -> Whistle:
        return acts.do(work, self._id, self._key, said)


class BlowPanel(_Asking):
    """A new whistle; ``case`` is the number of the case it was asked for, if any."""

    def __init__(self, seat: Seat, offered: Blowing, case: str) -> None:
        super().__init__(
            seat,
            "whistles.blow",
            Text("whistles", "Blow a whistle"),
            Text("whistles", "Blow  Ctrl+Enter"),
        )
        first: dict[str, object] = {"case": case} if case else {}
        if offered.place:
            first["place"] = offered.place
        self._ask(acts.of_blowing(offered), first)

    def _act(self, work: Work, said: dict[str, object]) -> Whistle:
        return acts.blow(work, said)
