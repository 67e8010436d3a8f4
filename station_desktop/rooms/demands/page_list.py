"""The list of demands, each with its own clock."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.rooms.demands import page_words, reads
from station_desktop.rooms.demands.room import SEGMENTS, DemandRow, Segment, Wanted, time_left
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.find_line import FindLine
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work

MINUTE_MS = 60_000
LARGE = 18
_FIND = "Reference, title, name or address (Ctrl+F)"


class DemandList(QWidget):
    """Filters above, one line a demand beneath.

    Signals: ``opened(id)``.
    """

    opened = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._asked = False
        self._counted: int | None = None
        self.wanted = Wanted()
        self._segments: dict[Segment, QPushButton] = {}
        self.text = FindLine("demands.text", Text("demands", _FIND))
        self.count = label(role="muted")
        self.count.setObjectName("demands.count")
        self.model = RowsModel(seat.runner, self._columns(), self)
        worn = theme.worn()
        if worn is not None:  # before the table hears of it and spreads the columns
            worn.changed.connect(self._dress)
        self.table = Table(
            self.model,
            "demands.table",
            Text("demands", "Demands"),
            Text(
                "demands",
                "No demand fits. What the hall passes on stands here; Ctrl+4 shows all of it.",
            ),
        )
        self._arrange()
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self.table.start_at_top)
        self.model.counted.connect(self._count)
        follow(self, self._say)
        self._fresh = Freshness(
            self, seat.changed, ("demands", "residents", "accounts"), self._refresh
        )
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._fresh.mark_stale)
        self._minute.start()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        for number, key in enumerate(SEGMENTS, 1):
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"demands.show.{key}")
            button.setCheckable(True)
            button.setToolTip(f"Ctrl+{number}")
            button.clicked.connect(partial(self.press, key))
            on_key(self, f"Ctrl+{number}", partial(self.press, key))
            self._segments[key] = button
            line.addWidget(button)
        self.text.narrowed.connect(self._typed)
        self.text.entered.connect(self.to_table)
        on_key(self, "Ctrl+F", self.text.take_keyboard)
        line.addWidget(self.text, 1)
        line.addWidget(self.count)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        hint = label(role="small")
        bind(
            hint.setText,
            "demands",
            "↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+4 which ones · Ctrl+F find · the earliest "
            "due stands first",
        )
        box.addWidget(hint)

    # wanting

    def press(self, key: str) -> None:
        """Show these, as if the button were pressed."""
        found = next((segment for segment in SEGMENTS if segment == key), "open")
        self._want(segment=found)
        self._say()
        self.to_table()

    def _want(self, **changes: Any) -> None:
        wanted = msgspec.structs.replace(self.wanted, **changes)
        if wanted != self.wanted:
            self.wanted = wanted
            self._ask()

    def _typed(self, words: str) -> None:
        self._want(text=words)

    # asking

    def to_table(self) -> None:
        """Give the keyboard to the list, on its first line if it was on none."""
        self.table.take_keyboard()

    def neighbour(self, by: int) -> str:
        """The id of the demand ``by`` lines further, which becomes the current one."""
        row = self.table.step(by)
        return str(row.demand.id) if row is not None else ""

    def _ask(self) -> None:
        self._asked = True
        wanted, seat = self.wanted, self._seat

        def rows(store: Any, window: Window) -> tuple[DemandRow, ...]:
            work = Work(store, seat.actor)
            return reads.page(work, wanted, window.after, window.skip, window.limit)

        def number(store: Any) -> int:
            return reads.count(Work(store, seat.actor), wanted)

        self.model.set_source(
            Source(rows, lambda row: (row.at, row.row), lambda row: row.demand.id, number)
        )

    def _count(self, number: int) -> None:
        self._counted = number
        self._say()

    def _refresh(self) -> None:
        if self._asked:
            self.model.refresh()
        else:
            self._ask()

    def _open(self, row: DemandRow) -> None:
        self.opened.emit(row.demand.id)

    # words

    def _say(self) -> None:
        for number, (key, button) in enumerate(self._segments.items(), 1):
            button.setText(f"{number} {page_words.segment(key)}")
            button.setChecked(key == self.wanted.segment)
        known = self._counted is not None
        self.count.setText(
            tr("demands", "{n} {n:demand|demands}", n=self._counted) if known else "…"
        )

    def _columns(self) -> tuple[Column, ...]:
        """What fits: the large look leaves out what the demand itself says."""
        state = Column("state", Text("demands", "State"), self._state, 112, tone=_state_tone)
        left = Column("left", Text("demands", "Time left"), self._left, 140, tone=self._left_tone)
        title = Column("title", Text("demands", "What about"), lambda row: str(row.demand.title))
        who = Column("who", Text("demands", "Who"), lambda row: named(row.who), 78)
        if theme.scale().base >= LARGE:
            return state, left, title, who
        return (
            state,
            left,
            Column("due", Text("demands", "Due"), self._due, 120),
            Column("source", Text("demands", "From"), _source, 222),
            title,
            who,
            Column("address", Text("demands", "Address"), lambda row: str(row.demand.address), 168),
            Column("taken", Text("demands", "Seen to by"), lambda row: str(row.taken_by), 76),
        )

    def _dress(self) -> None:
        """Other columns for another look."""
        self.model.beginResetModel()
        self.model.columns = self._columns()
        self.model.endResetModel()

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _state(self, row: DemandRow) -> str:
        return page_words.state(row.demand.state, self._language)

    def _left(self, row: DemandRow) -> str:
        return page_words.left(time_left(row.demand, self._seat.now()))[1]

    def _left_tone(self, row: DemandRow) -> str:
        return page_words.left(time_left(row.demand, self._seat.now()))[0]

    def _due(self, row: DemandRow) -> str:
        return page_words.due(row.demand.due, self._seat.today(), self._language)


def _state_tone(row: DemandRow) -> str:
    return page_words.STATE_TONES.get(row.demand.state, "")


def _source(row: DemandRow) -> str:
    return page_words.joined(row.demand.source, row.demand.reference)
