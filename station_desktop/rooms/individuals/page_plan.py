"""The plan as a table: goals, the measures towards each, who leads and supports them, and a picture
of their time."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from station_desktop import phrases
from station_desktop.domain.individual.individualvalues import Measure
from station_desktop.domain.time import clock
from station_desktop.rooms.individuals import page_words
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.rooms.individuals.room import PlanRow, Span
from station_desktop.ui.lists.chip_delegate import ChipDelegate
from station_desktop.ui.lists.rows_model import ROW_ROLE, Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr

AnyIndex = QModelIndex | QPersistentModelIndex
LARGE = 18
_TEXT, _TIME = 0, "time"


class PlanTable(Table):
    """Enter says the goal or measure anew (``opened``); Delete takes it out (``taken_out``)."""

    taken_out = Signal(object)

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.span = Span()
        self._model = RowsModel(seat.runner, self._columns())
        super().__init__(
            self._model,
            "individuals.plan",
            Text("individuals", "Plan"),
            Text("individuals", "No goal yet. The plan comes after the diagnosis."),
        )
        self._model.setParent(self)
        self.setItemDelegate(PlanDelegate(self))

    def put(self, found: CaseFile) -> None:
        """Show another plan."""
        plan, self.span = found.plan, found.span

        def rows(_: Any, window: Window) -> tuple[PlanRow, ...]:
            return () if window.after is not None or window.skip else plan

        self._model.set_source(Source(rows, lambda row: row.key, lambda row: row.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self.taken_out.emit(row)
        else:
            super().keyPressEvent(event)

    def whole(self, row: PlanRow) -> str:
        """One line of the plan with nothing cut off."""
        one = row.measure
        if one is None:
            return page_words.joined(f"{row.number} {row.goal.text}", self._state(row))
        when = page_words.day(one.done_at, self._language) if one.done_at else ""
        forces = tr("individuals", "led by {name}", name=self._lead(row))
        if one.supports:
            names = self._supports(row)
            forces = page_words.joined(
                forces, tr("individuals", "supported by {names}", names=names)
            )
        linked = tr("individuals", "linked to {name}", name=row.link) if row.link else ""
        done = tr("individuals", "done {day}", day=when) if when else ""
        return page_words.joined(f"{row.number} {one.text}", forces, linked, done, one.outcome)

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _columns(self) -> tuple[Column, ...]:
        text = Column("text", Text("individuals", "Goal and measures"), _text)
        lead = Column("lead", Text("individuals", "Led by"), self._lead, 112, tone=_lead_tone)
        due = Column("by", Text("individuals", "Due"), self._due, 96)
        state = Column("state", Text("individuals", "State"), self._state, 96, tone=self._tone)
        if theme.scale().base >= LARGE:
            return text, lead, due, state
        supports = Column("supports", Text("individuals", "Supported by"), self._supports, 108)
        time = Column(_TIME, Text("individuals", "Time"), lambda _: "", 110)
        return text, lead, supports, due, state, time

    def dress(self) -> None:
        """Other columns for another look; to be called before the table spreads them."""
        self._model.beginResetModel()
        self._model.columns = self._columns()
        self._model.endResetModel()

    def column_key(self, number: int) -> str:
        return self._model.columns[number].key

    def _lead(self, row: PlanRow) -> str:
        return page_words.force(row.measure.lead, self._language) if row.measure else ""

    def _supports(self, row: PlanRow) -> str:
        forces = row.measure.supports if row.measure is not None else ()
        comma = phrases.say("paper.between.names", self._language)
        return comma.join(page_words.force(force, self._language) for force in forces)

    def _due(self, row: PlanRow) -> str:
        by = row.measure.by if row.measure is not None else row.goal.by
        return page_words.short_day(by, self._seat.today(), self._language)

    def _state(self, row: PlanRow) -> str:
        if row.measure is not None:
            return page_words.measure_state(row.measure, self._seat.today())[1]
        return phrases.say(f"individual.goal.{row.goal.state}", self._language)

    def _tone(self, row: PlanRow) -> str:
        if row.measure is not None:
            return page_words.measure_state(row.measure, self._seat.today())[0]
        return page_words.GOAL_TONES[row.goal.state]


def _text(row: PlanRow) -> str:
    if row.measure is None:
        return f"{row.number}  {row.goal.text}"
    link = f"  → {row.link}" if row.link else ""
    return f"      {row.number}  {row.measure.text}{link}"


def _lead_tone(row: PlanRow) -> str:
    return "info" if row.measure is not None else ""


class PlanDelegate(ChipDelegate):
    """Goals in bold; in the last column a bar from when a measure was planned to when it is due,
    filled as far as it is done, and a line where today stands."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        table = self.parent()
        assert isinstance(table, PlanTable)
        row = index.data(ROW_ROLE)
        if row is not None and table.column_key(index.column()) == _TIME:
            self._paint_ground(painter, option, index)
            self._bar(painter, option, row, table.span)
            return
        super().paint(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        row = index.data(ROW_ROLE)
        if row is not None and row.measure is None and index.column() == _TEXT:
            font = QFont(option.font)  # type: ignore[attr-defined]
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font  # type: ignore[attr-defined]

    def _bar(
        self, painter: QPainter, option: QStyleOptionViewItem, row: PlanRow, span: Span
    ) -> None:
        if not span.first:
            return
        colours, size = theme.palette(), theme.scale()
        cell = option.rect  # type: ignore[attr-defined]
        left, right = float(cell.x() + 8), float(cell.right() - 10)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = size.base * 0.6
        top = cell.center().y() - high / 2

        def x(day: str) -> float:
            return left + (right - left) * _share(day, span)

        if row.measure is not None:
            begun, ended, done = _times(row.measure, span)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.info_soft))
            painter.drawRoundedRect(QRectF(x(begun), top, max(x(ended) - x(begun), 6), high), 3, 3)
            late = not done and ended < span.today
            if done or late:
                ink = colours.ok_ink if done else colours.bad_ink
                reach = x(done) if done else x(span.today)
                painter.setBrush(QColor(ink))
                painter.drawRoundedRect(QRectF(x(begun), top, max(reach - x(begun), 6), high), 3, 3)
        elif row.goal.by:
            painter.setPen(QPen(QColor(colours.accent), 2))
            at = x(row.goal.by)
            painter.drawLine(round(at), round(top - 3), round(at), round(top + high + 3))
        painter.setPen(QPen(QColor(colours.warn_ink), 1, Qt.PenStyle.DotLine))
        at = x(span.today)
        painter.drawLine(round(at), cell.y(), round(at), cell.bottom())
        painter.restore()


def _times(one: Measure, span: Span) -> tuple[str, str, str]:
    """From when, until when (to the end where no day is set), and when it was done."""
    begun = clock.from_milliseconds(one.since).date().isoformat()
    done = clock.from_milliseconds(one.done_at).date().isoformat() if one.done_at else ""
    return begun, one.by or span.last, done


def _share(day: str, span: Span) -> float:
    first, last = date.fromisoformat(span.first), date.fromisoformat(span.last)
    whole = max((last - first).days, 1)
    return min(max((date.fromisoformat(day) - first).days / whole, 0.0), 1.0)
