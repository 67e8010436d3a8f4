"""The documents of one item, one row each, every standing one key away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.case.cases import Standing
from station_desktop.domain.problem import Problem
from station_desktop.rooms.desk import page_words
from station_desktop.rooms.desk.line import Line, Row, later_day
from station_desktop.rooms.desk.page_columns import large
from station_desktop.rooms.desk.page_documents import DocumentTable, document_hint, document_name
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.rooms.desk.page_question import Question
from station_desktop.rooms.desk.page_scans import Scans
from station_desktop.rooms.desk.page_thumbs import Thumbs
from station_desktop.ui.lists.rows_model import TONE_ROLE
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOST_ROWS = 7
_MOST_LARGE = 3


class MaterialsPanel(QWidget):
    """Table, the line for a day or a note, and the same acts as buttons."""

    def __init__(self, flow: Flow, scans: Scans, finished: Callable[[], object]) -> None:
        super().__init__()
        self._flow = flow
        self._scans = scans
        self._finished = finished
        self._rows: tuple[Row, ...] = ()
        self._problems: dict[str, str] = {}
        self._marks: list[QPushButton] = []
        other = {Qt.Key.Key_V: self._ask_validity, Qt.Key.Key_Delete: self._drop_scan}
        self.table = DocumentTable(self.mark, self._turn, self._next_unseen, other)
        self.table.currentCellChanged.connect(lambda *_: self._show_scans())
        self.table.cellDoubleClicked.connect(self._double_clicked)
        self.question = Question("desk.materials.entry", self.table)
        self.thumbs = Thumbs(flow.seat)
        self._said = label(role="error")
        self._said.setWordWrap(True)
        self._arrange()
        scans.changed.connect(self.put)
        follow(self, self.put)

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addWidget(self.table)
        box.addWidget(self.thumbs)
        box.addWidget(self.question)
        box.addWidget(self._said)
        self._said.hide()
        box.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, theme.scale().gap // 2)  # all in one line at a counter's PC
        for standing, words in _BUTTONS:
            button = self._button(f"desk.materials.{standing}", words)
            button.clicked.connect(partial(self.mark, standing))
            flow.addWidget(button)
            self._marks.append(button)
        tick = self._button("desk.materials.all", Text("desk", "All seen  Ctrl+M"))
        tick.clicked.connect(self.tick_all)
        flow.addWidget(tick)
        for button in self._scans.buttons(self):
            flow.addWidget(button)
        return row

    def _button(self, name: str, words: Text) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        bind(button.setText, *words)
        return button

    def _double_clicked(self, at: int, column: int) -> None:
        """By the mouse alone: seen, handed in as a copy, missing, and round again."""
        row = self._rows[at]
        order: tuple[Standing, ...] = ("original", "copy", "missing")
        known = order.index(row.standing) if row.standing in order else -1
        self.mark(order[(known + 1) % len(order)])

    # showing

    @property
    def row(self) -> Row | None:
        """The document in hand."""
        at = self.table.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def put(self) -> None:
        line = self._flow.visit.line
        self._rows = line.rows(self._flow.visit.agent_on) if line is not None else ()
        at = max(self.table.currentRow(), 0)
        self.table.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            self._write(number, row)
        size = theme.scale()
        height = size.base + 12 + 6 * (size.base > 16)
        for number in range(len(self._rows)):
            self.table.setRowHeight(number, height)
        shown = min(len(self._rows), _MOST_LARGE if large() else _MOST_ROWS)
        for button in self._marks:
            button.setHidden(large())
        self.table.fit()
        self.table.setFixedHeight(shown * height + 4)
        if self._rows:
            self.table.setCurrentCell(min(at, len(self._rows) - 1), 0)
        self.setVisible(bool(self._rows))
        self._show_scans()

    def _write(self, number: int, row: Row) -> None:
        language = self._flow.language
        tone, standing = page_words.standing(row, language)
        error = self._problems.get(row.key, "")
        cells = (
            (document_name(row, language), ""),
            (page_words.need(row.chosen), ""),
            (standing, tone),
            (f"⎙ {len(row.draft.scans)}" if row.draft.scans else "", ""),
        )
        for column, (text, chip) in enumerate(cells):
            cell = QTableWidgetItem(text)
            cell.setFlags(_SHOWN)  # an editable cell would let an input method take the keys
            cell.setToolTip(error or document_hint(row, language) or text)
            if chip:
                cell.setData(TONE_ROLE, chip)
            self.table.setItem(number, column, cell)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong, and go to the first wrong document."""
        language = self._flow.language
        found = list(problems)
        self._problems = {p.field: phrases.say(p.code, language, **p.params) for p in found}
        self._say("\n".join(self._problems.values()))
        self.put()
        for number, row in enumerate(self._rows):
            if row.key in self._problems:
                self.table.setCurrentCell(number, 0)
                self.table.setFocus()
                return

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _show_scans(self) -> None:
        row = self.row
        self.thumbs.put(row.draft.scans if row is not None else ())

    # acting

    def begin(self) -> None:
        """Go to the first document nobody has looked at, or on where all were."""
        unseen = [n for n, row in enumerate(self._rows) if row.standing is None]
        if not unseen:
            self._finished()
            return
        self.table.setCurrentCell(unseen[0], 0)
        self.table.setFocus()

    def tick_all(self) -> None:
        line = self._flow.visit.line
        if line is None:
            return
        self._flow.visit.tick_all(line)
        self.put()
        self._flow.moved.emit()
        self.begin()

    def mark(self, standing: Standing) -> None:
        """The document in hand stands so; a day or a note is asked for where one is needed."""
        line, row = self._flow.visit.line, self.row
        if line is None or row is None:
            return
        self._problems.pop(row.key, None)
        self._say("")
        if standing == "later":
            self._ask_day(line, row)
        elif standing == "wrong":
            question = tr("desk", "What is wrong with it?")
            self.question.ask(question, row.draft.note, partial(self._wrong, line, row))
        else:
            self._set(line, row, standing)

    def _ask_day(self, line: Line, row: Row) -> None:
        if not row.chosen.may_follow:
            name = row.chosen.material.name
            said = phrases.say(
                "material.never_later", self._flow.language, name_zh=name.zh, name_en=name.en
            )
            self._say(said)
            return
        around = self._flow.around
        preset = row.draft.promised or (around.promise_day if around else "")
        question = tr("desk", "It will be here by")
        self.question.ask(question, preset, partial(self._promised, line, row))

    def _promised(self, line: Line, row: Row, text: str) -> bool:
        day = self._day_after_today(text)
        if day:
            self._set(line, row, "later", day)
        return bool(day)

    def _wrong(self, line: Line, row: Row, text: str) -> bool:
        self._set(line, row, "wrong", text)
        return True

    def _ask_validity(self) -> None:
        """V: the day until which the paper itself is good, so that it is not used longer."""
        line, row = self._flow.visit.line, self.row
        if line is not None and row is not None:
            question = tr("desk", "Valid until")
            answer = partial(self._valid, line, row)
            self.question.ask(question, row.draft.valid_until, answer)

    def _valid(self, line: Line, row: Row, text: str) -> bool:
        day = self._day_after_today(text)
        if day:
            self._flow.visit.set_valid_until(line, row.key, day)
            self._changed()
            self.table.setFocus()
        return bool(day)

    def _day_after_today(self, text: str) -> str:
        day = later_day(text, self._flow.today)
        if not day:
            self._say(tr("desk", "Write a day after today, for example 2026-12-31."))
        return day

    def _drop_scan(self) -> None:
        line, row = self._flow.visit.line, self.row
        if line is not None and row is not None:
            self._flow.visit.drop_scan(line, row.key)
            self._changed()

    def _changed(self) -> None:
        self._say("")
        self.put()
        self._flow.moved.emit()

    def _set(self, line: Line, row: Row, standing: Standing, text: str = "") -> None:
        later = standing == "later"
        self._say("")
        self._flow.visit.set_standing(
            line, row.key, standing, promised=text if later else "", note="" if later else text
        )
        self.put()
        self._flow.moved.emit()
        self.table.setFocus()
        self._next_unseen()

    def _turn(self, by: int) -> None:
        """Another member of the any-of group in hand."""
        line, row = self._flow.visit.line, self.row
        if line is None or row is None or len(row.members) < 2:
            return
        keys = [member.key for member in row.members]
        other = keys[(keys.index(row.key) + by) % len(keys)]
        self._flow.visit.set_standing(line, other, row.standing or "original")
        self.put()
        self._flow.moved.emit()

    def _next_unseen(self) -> None:
        at = self.table.currentRow()
        order = [*range(at + 1, len(self._rows)), *range(at)]
        for number in order:
            if self._rows[number].standing is None:
                self.table.setCurrentCell(number, 0)
                return
        self._finished()


_BUTTONS: tuple[tuple[Standing, Text], ...] = (
    ("original", Text("desk", "O original")),
    ("copy", Text("desk", "C copy")),
    ("later", Text("desk", "L later")),
    ("missing", Text("desk", "M missing")),
    ("wrong", Text("desk", "W wrong")),
    ("not_needed", Text("desk", "N not needed")),
)
