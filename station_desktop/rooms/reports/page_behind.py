"""The list behind a number, and from there the case itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.report.told_reports import Told
from station_desktop.domain.time import clock
from station_desktop.rooms.reports import reads
from station_desktop.rooms.reports.room import BehindRow, Opened
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work

LARGE = 18


class BehindList(QWidget):
    """Signals: ``closed`` on the way back to the report."""

    closed = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._opened: Opened | None = None
        self._counted: int | None = None
        self.back = QPushButton()
        self.back.setObjectName("reports.back")
        bind(self.back.setText, "reports", "◀ Back to the report  Esc")
        self.back.clicked.connect(self.closed)
        self.title = label(role="title")
        self.title.setObjectName("reports.behind.title")
        self.count = label(role="muted")
        self.count.setObjectName("reports.behind.count")
        self.model = RowsModel(seat.runner, self._columns(), self)
        worn = theme.worn()
        if worn is not None:  # before the table hears of it and spreads the columns
            worn.changed.connect(self._dress)
        self.table = Table(
            self.model,
            "reports.behind",
            Text("reports", "Cases behind the number"),
            Text("reports", "Nothing is behind this number."),
        )
        self._arrange()
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self.table.start_at_top)
        self.model.counted.connect(self._count)
        follow(self, self._say)
        on_key(self, "Esc", self.closed.emit)
        self._fresh = Freshness(self, seat.changed, ("cases", "accounts"), self.model.refresh)

    def _arrange(self) -> None:
        size = theme.scale()
        head = QHBoxLayout()
        head.setSpacing(size.gap + 2)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        hint = label(role="small")
        bind(hint.setText, "reports", "↑ ↓ choose · Enter opens · Esc back to the report")
        box.addWidget(hint)

    def show_behind(self, opened: Opened) -> None:
        """Show what another number counts."""
        self._opened, self._counted = opened, None
        self.title.setText(opened.title)
        self._say()
        behind, seat = opened.behind, self._seat

        def rows(store: Any, window: Window) -> tuple[BehindRow, ...]:
            work = Work(store, seat.actor)
            return reads.page(work, behind, window.after, window.skip, window.limit)

        def number(store: Any) -> int:
            return reads.count(Work(store, seat.actor), behind)

        self.model.set_source(Source(rows, lambda row: row.key, lambda row: row.key, number))

    def retell(self, told: Told) -> None:
        """Head the list in the words of another language."""
        if self._opened is not None:
            self._opened = self._opened.retold(told)
            self.title.setText(self._opened.title)

    def to_table(self) -> None:
        """Give the keyboard to the list, on its first line if it was on none."""
        self.table.take_keyboard()

    def _count(self, number: int) -> None:
        self._counted = number
        self._say()

    def _say(self) -> None:
        known = self._counted is not None
        self.count.setText(tr("reports", "{n} in the list", n=self._counted) if known else "…")

    def _open(self, row: BehindRow) -> None:
        self._seat.wanted.emit(row.room, row.what)

    # columns

    def _columns(self) -> tuple[Column, ...]:
        """What fits: the large look leaves out what the case itself says."""
        plain = (
            Column("state", Text("reports", "State"), self._state, 116),
            Column("number", Text("reports", "Number"), lambda row: str(row.number), 216),
            Column("about", Text("reports", "What about"), self._about),
        )
        if theme.scale().base >= LARGE:
            return plain
        return (
            *plain,
            Column("at", Text("reports", "Received"), lambda row: _day(row.at), 92),
            Column("due", Text("reports", "Due"), lambda row: str(row.due), 92),
            Column("ended", Text("reports", "Closed"), lambda row: _day(row.ended_at), 92),
            Column("who", Text("reports", "Owner"), lambda row: str(row.who), 90),
        )

    def _dress(self) -> None:
        """Other columns for another look."""
        self.model.beginResetModel()
        self.model.columns = self._columns()
        self.model.endResetModel()

    def _state(self, row: BehindRow) -> str:
        return phrases.say(row.state, self._seat.language.code)

    def _about(self, row: BehindRow) -> str:
        return row.about.get(self._seat.language.code)


def _day(at: int) -> str:
    if not at:
        return ""
    day: date = clock.from_milliseconds(at).date()
    return day.isoformat()
