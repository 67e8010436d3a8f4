"""The middle column: one item, its rules, its form and its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import shipped
from station_desktop.domain.catalogue import Field
from station_desktop.domain.problem import Problem
from station_desktop.rooms.desk import fields, own, page_words
from station_desktop.rooms.desk.line import Line
from station_desktop.rooms.desk.page_columns import large
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.rooms.desk.page_materials import MaterialsPanel
from station_desktop.rooms.desk.page_scans import Scans
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import follow, tr

_TONES = {"direct": "ok", "collect": "info", "dispatch": "warn", "booking": "warn"}


_BLANK = 3
"""The blank in the head's first line, which a long name needs in large letters."""


class ItemHead(QWidget):
    """What is said of an item before anything is typed: for whom, by when, by whom, what for."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self._flow = flow
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self._line = line = QHBoxLayout()
        self._name = label(role="title")
        self._mode = Chip()
        self.lane = QPushButton()
        self.lane.setObjectName("desk.lane")
        set_role(self.lane, "quiet")
        self._group = label(role="small")
        self._name.setMinimumWidth(1)
        self._group.setMinimumWidth(1)
        line.setSpacing(theme.scale().gap + 2)
        line.addWidget(self._name)
        line.addWidget(self._mode)
        line.addWidget(self.lane)
        line.addStretch(1)
        line.addWidget(self._group)
        box.addLayout(line)
        self._promise = label()
        self._who = label(role="muted")
        for words in (self._promise, self._who):
            words.setWordWrap(True)
            box.addWidget(words)

    def put(self, line: Line) -> None:
        item, language = line.item, self._flow.language
        decided = not line.own or bool(line.category)
        name = item.name if decided else item.group
        self._name.setText(name.get(language))
        self._name.setToolTip(page_words.joined(name.get(language), item.code))
        self._name.setWordWrap(large())
        self._line.setStretch(0, int(large()))
        self._line.setStretch(_BLANK, int(not large()))
        self._mode.put(_TONES[item.mode], "" if line.own else page_words.mode(item.mode))
        lane = page_words.lane(line, language)
        self.lane.setText(tr("desk", "{lane}  F6", lane=lane))
        self.lane.setAccessibleName(tr("desk", "Lane: {lane}; switches to the other", lane=lane))
        self._group.setText("" if line.own else item.group.get(language))
        self._group.setHidden(large())
        if line.own:
            self._put_own(line, decided)
            return
        promise = page_words.promise(item)
        if line.facts.deadline is not None and item.promised.days and not line.done_now:
            due = page_words.due(line.facts.deadline, language)
            promise = tr("desk", "{limit}: accepted now, done by {day}", limit=promise, day=due)
        self._promise.setText(page_words.joined(promise, item.department.get(language)))
        who = tr("desk", "Who may apply: {who}", who=item.eligibility.get(language))
        result = tr("desk", "Result: {result}", result=item.result.text.get(language))
        self._who.setText(who if large() else page_words.joined(who, result))

    def _put_own(self, line: Line, decided: bool) -> None:
        """What to tell whoever says it: by when, and what happens next."""
        language, deadline = self._flow.language, line.facts.deadline
        if not decided or deadline is None:
            self._promise.setText(tr("desk", "Choose the category: the promise follows from it."))
            self._who.setText("")
            return
        due = page_words.due(deadline, language)
        promise = page_words.promise(line.item)
        said = tr("desk", "{limit}: accepted now, done by {day}", limit=promise, day=due)
        at_once = tr("desk", "Done at once, with the result below.")
        self._promise.setText(at_once if line.done_now else said)
        self._who.setText("" if line.done_now else line.item.result.next_step.get(language))


class WhatPanel(QFrame):
    """The line in hand. ``finished`` is called when its questions are through."""

    def __init__(
        self,
        flow: Flow,
        scans: Scans,
        finished: Callable[[], object],
        switch_lane: Callable[[], object],
    ) -> None:
        super().__init__()
        self._flow = flow
        self._finished = finished
        self._line: tuple[str, str, bool] = ("", "", False)
        set_role(self, "card")
        readings = shipped.pinyin_readings()
        self.head = ItemHead(flow)
        self.form = FormView(
            lambda: flow.today,
            lambda: flow.language,
            lambda text: readings.keys(text, 8),
            "desk.form",
            filling=True,
        )
        self.materials = MaterialsPanel(flow, scans, finished)
        box = QVBoxLayout(self)
        size = theme.scale()
        box.setContentsMargins(size.space, size.gap + 2, size.space, size.gap + 2)
        box.setSpacing(size.gap)
        box.addWidget(self.head)
        rule = QFrame()
        set_role(rule, "line")
        box.addWidget(rule)
        box.addWidget(self.form, 1)
        box.addWidget(self.materials)
        self.head.lane.clicked.connect(lambda: switch_lane())
        self.form.edited.connect(self._edited)
        self.form.ended.connect(self._ended)
        flow.line.connect(self.put)
        follow(self, self.put)

    def put(self) -> None:
        """Show the line in hand, as it stands."""
        line = self._flow.visit.line
        if line is None:
            self._line = ("", "", False)
            return
        self.head.put(line)
        known = self._flow.visit.resident is not None
        raw = self._raw(line)
        asked = (line.id, "" if line.own else line.lane_now, known and line.own)
        if self._line != asked:
            self._line = asked
            self.form.set_form(self._fields(line, known), raw, dict(line.origins))
        else:
            self.form.set_answers(raw, dict(line.origins))
        self.materials.put()

    def _fields(self, line: Line, known: bool) -> tuple[Field, ...]:
        if line.own:
            return fields.own_words(line.item, known=known)
        return (*line.item.fields, *fields.beside(line.item, line.lane_now))

    def _raw(self, line: Line) -> dict[str, Any]:
        if line.own:
            return own.shown(self._flow.visit, line)
        return line.raw() | self._own_answers(line)

    def _own_answers(self, line: Line) -> dict[str, str]:
        language = self._flow.language
        noted = {f"{fields.OWN}{key}": text for key, text in line.appointment.items()}
        noted.setdefault(f"{fields.OWN}organisation", line.item.department.get(language))
        usual = line.item.result.text.get(language) if line.item.mode == "direct" else ""
        noted[f"{fields.OWN}result"] = line.result or usual
        return noted

    def _edited(self, key: str, raw: object) -> None:
        line = self._flow.visit.line
        if line is None:
            return
        if line.own:
            own.edited(self._flow.visit, line, key, raw)
            self.head.put(line)
        elif not key.startswith(fields.OWN):
            self._flow.visit.answer(line, key, raw)
        elif key == f"{fields.OWN}result":
            self._flow.visit.set_text(line, "result", str(raw or ""))
        else:
            name = key.removeprefix(fields.OWN)
            self._flow.visit.set_appointment(line, name, str(raw or ""))
        self._flow.moved.emit()

    def _ended(self) -> None:
        self._finished()

    def begin(self) -> None:
        """Go to the first question that must still be answered, or whose answer will not do."""
        line = self._flow.visit.line
        if line is None:
            return
        for problem in line.open_questions(self._flow.today):
            self.form.go_to(problem.field)
            return
        if line.fresh:
            line.fresh = False
            self.form.go_to("where")
            return
        self.materials.begin()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Problems of this line, their fields already freed of ``line/<id>/``."""
        answers: list[Problem] = []
        documents: list[Problem] = []
        for problem in problems:
            place, _, key = problem.field.partition("/")
            if place == "materials":
                documents.append(_at(problem, key))
            else:
                answers.append(_at(problem, self._field_of(place, key or place)))
        self.materials.show_problems(documents)
        if answers:
            self.form.show_problems(answers)

    def _field_of(self, place: str, key: str) -> str:
        line = self._flow.visit.line
        noted = place in ("appointment", "result") and line is not None and not line.own
        return f"{fields.OWN}{key}" if noted else key


def _at(problem: Problem, field: str) -> Problem:
    return Problem(problem.code, field, problem.params)
