"""Giving several cases to somebody else at once, as for a holiday or a sickness."""

from __future__ import annotations

from PySide6.QtCore import Signal

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, Words
from station_desktop.domain.problem import Problem, Refused
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.casework import handing
from station_desktop.usecases.casework.bulk import Bulk


class HandOverPanel(Panel):
    """Asks to whom and why. Signal ``done(sentence, tone)`` says what came of it."""

    done = Signal(str, str)

    def __init__(
        self, seat: Seat, numbers: tuple[str, ...], staff: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__(
            "follow_up.hand",
            Text("follow_up", "Hand over"),
            Text("follow_up", "Hand over  Ctrl+Enter"),
        )
        self._seat = seat
        self._numbers = numbers
        self._staff = dict(staff)
        note = label(role="muted")
        bind(note.setText, "follow_up", "{n} {n:case changes|cases change} hands.", n=len(numbers))
        self.add(note)
        self.form = FormView(seat.today, lambda: seat.language.code, name="follow_up.hand.form")
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(lambda: self.main and self.main.setFocus())
        choices = tuple(Choice(id, Words(name, name)) for id, name in staff)
        self.form.set_form(
            (
                Field("to", "choice", _words("board.to"), required=True, choices=choices),
                Field("reason", "text", _words("board.why"), required=True),
            )
        )
        Fitted(self.form)
        self.add(self.form)

    def begin(self) -> None:
        self.form.go_to("to")

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        said = self.form.check()
        if said is None:
            return
        self.busy(True)
        numbers, to, reason = self._numbers, str(said["to"]), str(said["reason"])
        self._seat.write(
            lambda work: handing.hand_over_many(work, numbers, to, reason),
            lambda bulk: self._handed(bulk, self._staff[to]),
            self._refused,
            changed=frozenset({"cases"}),
            owner=self,
        )

    def _handed(self, bulk: Bulk, name: str) -> None:
        self._seat.saved.emit()
        said = tr(
            "follow_up", "{n} {n:case is|cases are} {name}'s now.", n=len(bulk.done), name=name
        )
        if bulk.refused:
            language = self._seat.language.code
            said += phrases.between(language) + why_not(bulk.refused, language)
        self.done.emit(said, "warn" if bulk.refused else "ok")
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))


def why_not(refused: tuple[tuple[str, Problem], ...], language: str) -> str:
    """Which cases an act did not reach, and why: the first few, and how many more."""
    colon = "：" if language == "zh_CN" else ": "
    said = [
        f"{number}{colon}{phrases.say_all((problem,), language)}" for number, problem in refused[:3]
    ]
    if len(refused) > 3:
        said.append(tr("follow_up", "and {n} more", n=len(refused) - 3))
    return tr("follow_up", "Not done: {what}", what=phrases.between(language).join(said))


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
