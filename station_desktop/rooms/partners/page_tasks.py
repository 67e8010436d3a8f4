"""The tasks of an organisation: those still open first, then what it did last."""

from __future__ import annotations

from typing import Any

from station_desktop.rooms.partners import page_words
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.usecases.dispatch.partners import History, TaskOf

LARGE = 18


class TasksTable(Table):
    """Enter opens the task's case in its own room."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._model = RowsModel(seat.runner, self._columns)
        empty = Text("partners", "Nothing was asked of it yet.")
        super().__init__(self._model, "partners.tasks", Text("partners", "Tasks"), empty)
        self._model.setParent(self)
        self.opened.connect(self._go_to_case)

    def put(self, told: History) -> None:
        """Show another organisation's tasks."""
        waiting = {one.task.id for one in told.open}
        rows = (*told.open, *(one for one in told.latest if one.task.id not in waiting))

        def page(_: Any, window: Window) -> tuple[TaskOf, ...]:
            first = window.skip + (0 if window.after is None else window.after + 1)
            return rows[first : first + window.limit]

        places = {one.task.id: at for at, one in enumerate(rows)}
        self._model.set_source(
            Source(page, lambda row: places[row.task.id], lambda row: row.task.id)
        )

    def _go_to_case(self, row: TaskOf) -> None:
        self._seat.wanted.emit("queue", f"case:{row.number}")

    def _columns(self) -> tuple[Column, ...]:
        state = Column("state", Text("partners", "State"), self._state, 104, tone=_tone)
        about = Column("about", Text("partners", "What about"), self._about)
        if theme.scale().base >= LARGE:
            return state, about
        return (
            state,
            about,
            Column("due", Text("partners", "Reply by"), self._due, 92, tone=self._due_tone),
            Column("grade", Text("partners", "Grade"), _grade, 56, "right"),
            Column("number", Text("partners", "Case"), lambda row: str(row.number), 206),
        )

    def _state(self, row: TaskOf) -> str:
        return page_words.task(row.task.state, self._seat.language.code)

    def _about(self, row: TaskOf) -> str:
        said = row.task.report or row.task.reason
        return page_words.joined(row.about.get(self._seat.language.code), said)

    def _due(self, row: TaskOf) -> str:
        language, today = self._seat.language.code, self._seat.today()
        return page_words.due(row.task.due, today, language)

    def _due_tone(self, row: TaskOf) -> str:
        now = self._seat.now().replace(tzinfo=None).isoformat(timespec="minutes")
        over = row.task.open and row.task.due and row.task.due < now[: len(row.task.due)]
        return "bad" if over else ""


def _tone(row: TaskOf) -> str:
    return page_words.TASK_TONES.get(row.task.state, "")


def _grade(row: TaskOf) -> str:
    return f"{row.task.grade}★" if row.task.grade else ""
