"""Any item's form on the screen: keyboard first, judged only by the domain.

The view knows what was typed; ``domain.form.forms`` says which questions apply, what is wrong, and
how an answer reads. Nothing here is particular to an item."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from station_desktop import phrases
from station_desktop.domain.catalogue import Field
from station_desktop.domain.form import forms
from station_desktop.domain.problem import Problem
from station_desktop.ui.form.choice_inputs import Keys, no_keys
from station_desktop.ui.form.field_row import FieldRow
from station_desktop.ui.form.fields import make_input, short, wide
from station_desktop.ui.form.form_lines import broken
from station_desktop.ui.look import theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import follow

_UNITS = 6
"""The columns of the grid: whole lines, halves and thirds are whole numbers of them."""
_READ_BACK = frozenset({"date", "year_month", "money"})


class FormView(QScrollArea):
    """Renders a tuple of questions and keeps what was answered.

    Signals: ``edited(key, raw)`` at every change by hand, for saving the draft; ``submitted`` on
    Ctrl+Enter; ``ended`` on Enter in the last question. ``today`` gives the day to judge by,
    ``language`` the reader's language, ``keys`` the pinyin of a label. A long form that is
    ``filling`` its lines may ask a question one place earlier, so that less of it is scrolled.
    """

    edited = Signal(str, object)
    submitted = Signal()
    ended = Signal()

    def __init__(
        self,
        today: Callable[[], date],
        language: Callable[[], str],
        keys: Keys = no_keys,
        name: str = "form",
        *,
        filling: bool = False,
    ) -> None:
        super().__init__()
        self._today = today
        self._language = language
        self._keys = keys
        self._name = name
        self._filling = filling
        self._fields: tuple[Field, ...] = ()
        self._rows: dict[str, FieldRow] = {}
        self._raw: dict[str, Any] = {}
        self._problems: tuple[Problem, ...] = ()
        self._order: list[str] = []
        self._placed: tuple[tuple[str, ...], int] = ((), 0)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._relay = QTimer(self)
        self._relay.setSingleShot(True)
        self._relay.timeout.connect(self._place)
        follow(self, self._retranslate)
        worn = theme.worn()
        if worn is not None:
            worn.changed.connect(self._retranslate)
        self._begin()

    # what the screen around it uses

    def set_form(
        self,
        fields: Iterable[Field],
        raw: Mapping[str, Any] | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> None:
        """Ask other questions; ``origins`` marks prefilled answers ``record``, ``earlier`` or
        ``proposed``."""
        self._fields = tuple(fields)
        self._raw = {}
        self._problems = ()
        self._begin()
        for field in self._fields:
            self._add(field)
        self.set_answers(raw or {}, origins)

    def answers(self) -> dict[str, Any]:
        """The raw answers of the questions that apply, unanswered ones left out."""
        asked = forms.applicable(self._fields, self._raw)
        return {f.key: self._raw[f.key] for f in asked if self._raw.get(f.key) is not None}

    def set_answers(self, raw: Mapping[str, Any], origins: Mapping[str, str] | None = None) -> None:
        """Show answers, as from a draft, without reporting them as edited."""
        self._raw = dict(raw)
        for key, row in self._rows.items():
            row.input.set_raw(self._raw.get(key))
            row.set_origin((origins or {}).get(key, ""))
            row.set_error("")
        self._retranslate()

    def check(self, overridden: Collection[str] = ()) -> dict[str, Any] | None:
        """The answers to store, or ``None`` after showing everything that is wrong."""
        clean, problems = forms.check_answers(self._fields, self._raw, self._today(), overridden)
        self.show_problems(problems)
        return None if problems else clean

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say beneath each question what is wrong with it, and go to the first wrong one."""
        self._problems = tuple(problems)
        self._say_problems()
        wrong = [key for key in self._order if self._rows[key].error]
        if wrong:
            self.go_to(wrong[0])

    def go_to(self, key: str) -> None:
        """Give the keyboard to a question and bring it into sight."""
        row = self._rows[key]
        row.input.take_focus()
        self.ensureWidgetVisible(row, 0, theme.scale().space)

    def begin(self) -> None:
        """Go to the first question without an answer, or to the first of all."""
        empty = [key for key in self._order if self._raw.get(key) is None]
        if self._order:
            self.go_to((empty or self._order)[0])

    def row(self, key: str) -> FieldRow:
        """One question's row, whether it applies now or not."""
        return self._rows[key]

    # building

    def _begin(self) -> None:
        """A fresh, empty sheet; the old one goes away with everything on it."""
        self._rows = {}
        self._order = []
        self._placed = ((), 0)
        old = self.takeWidget()
        if old is not None:  # perhaps in the middle of one of its own key presses
            old.hide()
            old.deleteLater()
        sheet = QWidget()
        set_role(sheet, "surface")
        self._grid = QGridLayout(sheet)
        size = theme.scale()
        self._grid.setContentsMargins(2, 2, size.space // 2, 2)
        self._grid.setHorizontalSpacing(size.space + 4)
        self._grid.setVerticalSpacing(size.gap)
        self.setWidget(sheet)

    def _add(self, field: Field) -> None:
        made = make_input(field, f"{self._name}.{field.key}", self._keys)
        row = FieldRow(field, made)
        row.setParent(self.widget())
        row.hide()
        made.edited.connect(lambda: self._on_edited(field.key))
        made.moved_on.connect(lambda: self._next(field.key))
        made.submitted.connect(self.submitted)
        made.left.connect(lambda: self._on_left(field.key))
        self._rows[field.key] = row

    def _shown(self) -> list[str]:
        return [field.key for field in forms.applicable(self._fields, self._raw)]

    def _retranslate(self) -> None:
        for row in self._rows.values():
            row.retranslate(self._language())
        self._say_problems()
        for key in self._rows:
            self._read_back(key)
        self._placed = ((), 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay.start(0)

    def _place(self) -> None:
        """Put the questions that apply on the grid, two or three in a line where they are short."""
        shown = self._shown()
        width = self.viewport().width()
        if self._placed == (tuple(shown), width):
            return
        self._placed = (tuple(shown), width)
        for key, row in self._rows.items():
            self._grid.removeWidget(row)
            if key not in shown:
                row.hide()
        self._fill(shown, width)
        self._order_tabs(self._order)

    def _fill(self, shown: list[str], width: int) -> None:
        columns = 2 if width >= theme.scale().narrow_form else 1
        asked = [field for field in self._fields if field.key in shown]
        whole = [key for key in shown if columns == 1 or self._needs_all(key, width // 2)]
        lines = broken(
            asked,
            whole,
            lambda line: self._thirds(line, width // 3),
            columns,
            filling=self._filling,
        )
        self._order = [key for line in lines for key in line]
        for number, keys in enumerate(lines):
            span = _UNITS if keys[0] in whole else _UNITS // max(columns, len(keys))
            for at, key in enumerate(keys):
                self._grid.addWidget(self._rows[key], number, at * span, 1, span)
                self._rows[key].show()
        for number in range(_UNITS):
            self._grid.setColumnStretch(number, 1)
        for number in range(self._grid.rowCount()):
            self._grid.setRowStretch(number, 0)
        self._grid.setRowStretch(len(lines), 1)

    def _needs_all(self, key: str, half: int) -> bool:
        row, room = self._rows[key], half - theme.scale().space
        return row.head_width() > room or wide(row.field, row.input, room)

    def _thirds(self, keys: Iterable[str], third: int) -> bool:
        room = third - theme.scale().space
        rows = [self._rows[key] for key in keys]
        return room >= theme.scale().narrow_form // 3 and all(
            row.head_width() <= room and short(row.field, row.input, room) for row in rows
        )

    def _order_tabs(self, shown: list[str]) -> None:
        controls = [control for key in shown for control in self._rows[key].input.controls()]
        for one, other in pairwise(controls):
            QWidget.setTabOrder(one, other)

    # answering

    def _on_edited(self, key: str) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        self._raw[key] = row.input.raw()
        self._problems = tuple(p for p in self._problems if p.field != key)
        row.set_error("")
        row.set_reading("")
        row.set_origin("")
        self._place()
        self.edited.emit(key, self._raw[key])

    def _on_left(self, key: str) -> None:
        """Say at once what is wrong with an answer given; a missing one is not yet wrong."""
        row = self._rows.get(key)
        if row is None or row.error or self._raw.get(key) is None:
            return
        answer = forms.check_one(row.field, self._raw[key], self._today())
        if answer.problem is not None:
            self._problems = (*self._problems, answer.problem)
            self._say_problems()
            return
        self._read_back(key)
        if answer.caution is not None:
            row.set_reading(self._sentence(answer.caution))

    def _read_back(self, key: str) -> None:
        field, raw = self._rows[key].field, self._raw.get(key)
        if field.type not in _READ_BACK or raw is None:
            return
        answer = forms.check_one(field, raw, self._today())
        reading = forms.show(field, answer.value, self._language())
        self._rows[key].set_reading("" if reading == raw else reading)

    def _next(self, key: str) -> None:
        if key not in self._rows:
            return
        following = self._order[self._order.index(key) + 1 :] if key in self._order else []
        if following:
            self.go_to(following[0])
        else:
            self._on_left(key)
            self.ended.emit()

    def _say_problems(self) -> None:
        by_field: dict[str, list[str]] = {}
        for problem in self._problems:
            by_field.setdefault(problem.field, []).append(self._sentence(problem))
        joiner = " " if self._language() == "en" else ""
        for key, row in self._rows.items():
            row.set_error(joiner.join(by_field.get(key, ())))

    def _sentence(self, problem: Problem) -> str:
        return phrases.say(problem.code, self._language(), **problem.params)
