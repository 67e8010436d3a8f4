"""Answering a demand: what came of it, a sentence to begin with, and the clerk's own words."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from station_desktop.domain.case.demands import Demand
from station_desktop.domain.problem import Refused
from station_desktop.rooms.demands import acts
from station_desktop.rooms.demands.gather import DemandFile
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

LINES = 5
LARGE, LINES_LARGE = 18, 3
"""From this size of type on there is room for fewer lines."""


class AnswerPanel(Panel):
    """Begins with the former answer where the hall returned it."""

    def __init__(self, seat: Seat, found: DemandFile, paper_language: str) -> None:
        super().__init__(
            "demands.answer",
            Text("demands", "Answer the demand"),
            Text("demands", "Answer  Ctrl+Enter"),
        )
        self._seat = seat
        self._id = found.demand.id
        self._paper_language = paper_language
        note = label(role="muted")
        note.setWordWrap(True)
        bind(
            note.setText,
            "demands",
            "The answer goes back to whoever made the demand, word for word.",
        )
        self.add(note)
        self.form = FormView(seat.today, lambda: seat.language.code, name="demands.answer.form")
        self._fields = acts.fields("answer")
        before = {"outcome": found.demand.outcome, "answer": found.demand.answer}
        self.form.set_form(self._fields, {key: said for key, said in before.items() if said})
        self.form.edited.connect(self._edited)
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)
        writing = self._writing
        lines = LINES_LARGE if theme.scale().base >= LARGE else LINES
        writing.setFixedHeight(writing.fontMetrics().lineSpacing() * lines + 22)
        Fitted(self.form)
        self.add(self.form)

    @property
    def _writing(self) -> QPlainTextEdit:
        (control,) = self.form.row("answer").input.controls()
        assert isinstance(control, QPlainTextEdit)
        return control

    def begin(self) -> None:
        self.form.go_to("answer" if self._writing.toPlainText() else "outcome")

    def _to_main(self) -> None:
        if self.main is not None:
            self.main.setFocus()

    def _edited(self, key: str, raw: object) -> None:
        """A beginning was chosen: it stands in the answer, its first blank selected."""
        if key != "start" or not raw:
            return
        said = self.form.answers()
        text = acts.begin_with(str(raw), str(said.get("answer") or ""), self._paper_language)
        self.form.set_answers(said | {"answer": text})
        self._to_blank()

    def _to_blank(self) -> None:
        """Select the first blank, to be typed over."""
        writing = self._writing
        writing.moveCursor(writing.textCursor().MoveOperation.Start)
        writing.find(acts.BLANK)

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        said, id = self.form.answers(), self._id
        outcome, text = str(said.get("outcome") or ""), str(said.get("answer") or "")
        self._seat.write(
            lambda work: acts.answer(work, id, outcome, text),
            self._done,
            self._refused,
            changed=frozenset({"demands"}),
            owner=self,
        )

    def _done(self, demand: Demand) -> None:
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        asked = {field.key for field in self._fields}
        self.form.show_problems(p for p in refused.problems if p.field in asked)
        others = [p for p in refused.problems if p.field not in asked]
        if others:
            self.say(self._seat.sentence(Refused(*others)))
        if any(problem.code == "demand.answer_blank" for problem in refused.problems):
            self._to_blank()
