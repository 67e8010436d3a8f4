"""The list of all cases, however many."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_desktop.domain.case.cases import OPEN_STATES
from station_desktop.rooms.queue import page_words, reads
from station_desktop.rooms.queue.page_filters import Filters
from station_desktop.rooms.queue.room import QueueRow
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.erased import named
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.work import Work

MINUTE_MS = 60_000
LARGE = 18


class QueueList(QWidget):
    """Filters above, one line a case beneath.

    Signals: ``opened(number)``.
    """

    opened = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._day = seat.today()
        self.filters = Filters(seat)
        self.model = RowsModel(seat.runner, self._columns(), self)
        worn = theme.worn()
        if worn is not None:  # before the table hears of it and spreads the columns
            worn.changed.connect(self._dress)
        self.table = Table(
            self.model,
            "queue.table",
            Text("queue", "Cases"),
            Text("queue", "No case fits. Ctrl+8 shows all cases."),
        )
        self.hint = label(role="small")
        bind(
            self.hint.setText,
            "queue",
            "↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+8 states · Ctrl+F number or resident · "
            "Alt+D by due day · Alt+R by receipt",
        )
        self._arrange()
        self.filters.changed.connect(self._ask)
        self.filters.done.connect(self.to_table)
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self.table.start_at_top)
        self._fresh = Freshness(
            self, seat.changed, ("cases", "residents", "accounts", "settings"), self._refresh
        )
        self._midnight = QTimer(self)
        self._midnight.setInterval(MINUTE_MS)
        self._midnight.timeout.connect(self._look_at_day)
        self._midnight.start()
        self._asked = False

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.filters)
        box.addWidget(self.table, 1)
        box.addWidget(self.hint)

    # asking

    def to_table(self) -> None:
        """Give the keyboard to the list, on its first line if it was on none."""
        self.table.take_keyboard()

    def neighbour(self, by: int) -> str:
        """The number of the case ``by`` lines further, which becomes the current one."""
        row = self.table.step(by)
        return str(row.number) if row is not None else ""

    def _ask(self) -> None:
        """Another list; the page first, the count behind it."""
        self._asked = True
        wanted, seat = self.filters.wanted, self._seat

        def rows(store: Any, window: Window) -> tuple[QueueRow, ...]:
            work = Work(store, seat.actor)
            return reads.page(work, wanted, window.after, window.skip, window.limit)

        self.model.set_source(Source(rows, lambda row: (row.at, row.row), lambda row: row.number))
        self._ask_count()

    def _ask_count(self) -> None:
        wanted = self.filters.wanted
        self.filters.set_count(None, reads.COUNTED)
        self._seat.read(
            lambda work: reads.count(work, wanted),
            lambda number: self.filters.set_count(number, reads.COUNTED),
            tag="queue.count",
            owner=self,
        )

    def _refresh(self) -> None:
        self._seat.read(reads.choices, self.filters.set_choices, tag="queue.choices", owner=self)
        if not self._asked:
            self._ask()
            return
        self.model.refresh()
        self._ask_count()

    def _look_at_day(self) -> None:
        """At midnight everything due moves a day nearer."""
        if self._seat.today() != self._day:
            self._day = self._seat.today()
            self._fresh.mark_stale()

    def _open(self, row: QueueRow) -> None:
        self.opened.emit(row.number)

    # columns

    def _columns(self) -> tuple[Column, ...]:
        """What fits: the large look leaves out what the case itself says."""
        plain = (
            Column("state", Text("queue", "State"), self._state, 146, tone=_state_tone),
            Column("left", Text("queue", "Time left"), self._left, 188, tone=self._left_tone),
            Column("number", Text("queue", "Number"), lambda row: str(row.number), 230),
            Column("item", Text("queue", "Item"), lambda row: str(row.item.get(self._language))),
            Column("resident", Text("queue", "Resident"), lambda row: named(row.resident), 78),
        )
        if theme.scale().base >= LARGE:
            return plain
        return (
            *plain[:2],
            Column("due", Text("queue", "Due"), self._due, 86),
            *plain[2:],
            Column("received", Text("queue", "Received"), self._received, 172),
        )

    def _dress(self) -> None:
        """Other columns for another look."""
        self.model.beginResetModel()
        self.model.columns = self._columns()
        self.model.endResetModel()

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _state(self, row: QueueRow) -> str:
        words = page_words.state(row.state, self._language)
        return page_words.joined(tr("queue", "urgent"), words) if row.urgent else words

    def _left(self, row: QueueRow) -> str:
        return page_words.row_left(row, self._day)[1]

    def _left_tone(self, row: QueueRow) -> str:
        return page_words.row_left(row, self._day)[0]

    def _received(self, row: QueueRow) -> str:
        at = page_words.moment(row.received_at, self._day, self._language)
        return page_words.joined(at, row.received_by)

    def _due(self, row: QueueRow) -> str:
        return page_words.day(row.due, self._day, self._language)


def _state_tone(row: QueueRow) -> str:
    urgent = row.urgent and row.state in OPEN_STATES
    return "bad" if urgent else page_words.STATE_TONES.get(row.state, "")
