"""One act on a case being prepared: its questions, kept as they are typed until it is done."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QTimer

from station_desktop import phrases
from station_desktop.domain.individual import sixsteps
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.problem import Refused
from station_desktop.rooms.individuals import acts, doing, page_words
from station_desktop.rooms.individuals.acts import TYPED, Key
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.rooms.individuals.room import PlanRow
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind
from station_desktop.usecases.sixsteps import individuals

SOON_MS = 200
_NOTES: dict[Key, Text] = {
    "note": Text("individuals", "Read by the case's worker and the stationmaster alone."),
    "hand": Text("individuals", "Whoever takes the case over reads everything in it, notes too."),
    "settle": Text("individuals", "The step stays in the history; this says what was done."),
}


class ActPanel(Panel):
    """``chosen`` is the goal or measure that is said anew, ``first`` the one the keyboard was on.

    What is typed is kept at once, so that neither Esc nor a power cut loses it; only a goal or
    measure that is said anew begins with what stands in the plan.
    """

    def __init__(
        self,
        seat: Seat,
        key: Key,
        found: CaseFile,
        *,
        chosen: PlanRow | None = None,
        first: PlanRow | None = None,
    ) -> None:
        super().__init__(
            f"individuals.{key}", page_words.ACTS[key], Text("individuals", "Save  Ctrl+Enter")
        )
        self._seat = seat
        self._key = key
        self._found = found
        self._chosen = chosen.key if chosen is not None else ""
        self._fields = acts.fields(key, found)
        self.form = FormView(seat.today, lambda: seat.language.code, name=f"individuals.{key}.form")
        begin = _standing(chosen) if chosen is not None else self._begin_with(first)
        self.form.set_form(self._fields, begin)
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(self._to_main)
        self.form.edited.connect(self._edited)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.keep)
        self._unsaved: dict[str, Any] = {}
        self._typed: dict[str, Any] = {}
        self._say_notes()
        Fitted(self.form)
        self.add(self.form)
        self.left.connect(self.keep)

    def _say_notes(self) -> None:
        if self._key in _NOTES:
            note = label(role="muted")
            note.setWordWrap(True)
            bind(note.setText, *_NOTES[self._key])
            self.add(note)
        left = tuple(sixsteps.still_open(self._found.case)) if self._key == "close" else ()
        if left:
            language = self._seat.language.code
            said = (phrases.say(one.code, language, **one.params) for one in left)
            joiner = phrases.say("paper.between.notes", language)
            open_ones = label(joiner.join(said), "error")
            open_ones.setObjectName("individuals.close.open")
            open_ones.setWordWrap(True)
            self.add(open_ones)

    def _begin_with(self, first: PlanRow | None) -> dict[str, Any]:
        """What was typed before; else the goal or measure the keyboard was on, where it fits."""
        begin = dict(self._found.typed.get(self._key, {}))
        for field in self._fields:
            offered = {choice.value for choice in field.choices}
            if field.key == "goal" and first is not None and first.goal.id in offered:
                begin.setdefault("goal", first.goal.id)
            if field.key == "measure" and first is not None and first.key in offered:
                begin.setdefault("measure", first.key)
            if field.key in ("goal", "measure") and len(offered) == 1:
                begin.setdefault(field.key, next(iter(offered)))
        if self._key == "diagnose" and self._found.case.situation:
            case = self._found.case
            standing = {
                "situation": case.situation,
                "problems": "\n".join(case.problems),
                "strengths": "\n".join(case.strengths),
                "risk": case.risk or None,
            }
            begin = {key: said for key, said in standing.items() if said} | begin
        return begin

    def begin(self) -> None:
        self.form.begin()

    def _to_main(self) -> None:
        if self.main is not None:
            self.main.setFocus()

    # keeping what is typed

    def _edited(self, key: str, raw: object) -> None:
        if self._key in TYPED and not self._chosen:
            self._unsaved[key] = self._typed[key] = raw
            if not self._soon.isActive():
                self._soon.start()

    def with_typed(self, found: CaseFile) -> CaseFile:
        """``found`` with what was typed here: it begins the form the next time, however soon that
        is and whether or not it has reached the disk."""
        if not self._typed:
            return found
        begun = found.typed.get(self._key, {}) | self._typed
        return msgspec.structs.replace(found, typed=found.typed | {self._key: begun})

    def keep(self) -> None:
        """Write now what is typed and not yet kept."""
        self._soon.stop()
        values, self._unsaved = self._unsaved, {}
        if values:
            id, key = self._found.case.id, self._key
            self._seat.write(lambda work: individuals.keep_typed(work, id, key, values))

    def taken_away(self) -> None:
        self.keep()

    # doing

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        self.keep()
        said, chosen = self.form.answers(), self._chosen
        if self._key == "settle":
            chosen = self._found.case.unfit[0].entry
        key, found = self._key, self._found
        self._seat.write(
            lambda work: doing.do(work, key, found, said, chosen),
            self._done,
            self._refused,
            changed=frozenset({"individuals"}),
            owner=self,
        )

    def _done(self, _: Individual) -> None:
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        asked = {field.key for field in self._fields}
        self.form.show_problems(p for p in refused.problems if p.field in asked)
        others = [p for p in refused.problems if p.field not in asked]
        if others:
            self.say(self._seat.sentence(Refused(*others)))


def _standing(row: PlanRow) -> dict[str, Any]:
    """What stands in the plan, to be said anew."""
    one = row.measure
    if one is None:
        said: dict[str, Any] = {"text": row.goal.text, "by": row.goal.by}
    else:
        said = {
            "goal": one.goal,
            "text": one.text,
            "lead": one.lead,
            "supports": list(one.supports),
            "partner": one.partner,
            "case": one.case,
            "by": one.by,
        }
    return {key: value for key, value in said.items() if value}
