"""The list of whistles, the latest first: what they were about, and how punctual everybody was."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_desktop.domain.time import clock
from station_desktop.domain.whistle import whistles
from station_desktop.rooms.whistles import gather, page_words, reads
from station_desktop.rooms.whistles.room import Shown, Wanted
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr
from station_desktop.usecases.work import Work

LARGE = 18


class WhistleList(QWidget):
    """Signals: ``opened(id)``, ``counted(number)``."""

    opened = Signal(str)
    counted = Signal(int)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._asked = False
        self.wanted = Wanted("over")
        self.model = RowsModel(seat.runner, self._columns, self)
        self.table = Table(
            self.model,
            "whistles.table",
            Text("whistles", "Whistles"),
            Text("whistles", "No whistle fits."),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)
        self.table.opened.connect(lambda row: self.opened.emit(row.whistle.id))
        self.model.arrived.connect(self.table.start_at_top)
        self.model.counted.connect(self.counted)
        self._fresh = Freshness(
            self, seat.changed, ("whistles", "cases", "accounts"), self._refresh
        )

    def want(self, **changes: Any) -> None:
        """Show other ones."""
        wanted = msgspec.structs.replace(self.wanted, **changes)
        if wanted != self.wanted or not self._asked:
            self.wanted = wanted
            self._ask()

    def _ask(self) -> None:
        self._asked = True
        wanted, seat = self.wanted, self._seat

        def rows(store: Any, window: Window) -> tuple[Shown, ...]:
            work = Work(store, seat.actor)
            language = seat.language.code
            return gather.page(work, wanted, window.after, window.skip, window.limit, language)

        def number(store: Any) -> int:
            return reads.count(Work(store, seat.actor), wanted)

        self.model.set_source(
            Source(
                rows,
                lambda row: (row.whistle.blown_at, row.whistle.id),
                lambda row: row.whistle.id,
                number,
            )
        )

    def _refresh(self) -> None:
        if self._asked:
            self.model.refresh()
        else:
            self._ask()

    def to_table(self) -> None:
        """Give the keyboard to the list, on its first line if it was on none."""
        self.table.take_keyboard()

    def neighbour(self, by: int) -> str:
        """The id of the whistle ``by`` lines further, which becomes the current one."""
        row = self.table.step(by)
        return str(row.whistle.id) if row is not None else ""

    # words

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _columns(self) -> tuple[Column, ...]:
        """What fits: the large look leaves out what the whistle itself says."""
        kind = Column("kind", Text("whistles", "Kind"), self._kind, 92, tone=_kind_tone)
        state = Column("state", Text("whistles", "State"), self._state, 112, tone=_state_tone)
        what = Column("what", Text("whistles", "What for"), lambda row: str(row.whistle.what))
        came = Column(
            "came", Text("whistles", "Departments"), self._came, 210, tone=self._came_tone
        )
        if theme.scale().base >= LARGE:
            return state, kind, what, came
        return (
            state,
            kind,
            Column("blown", Text("whistles", "Blown"), self._blown, 128),
            what,
            Column("place", Text("whistles", "Where"), lambda row: str(row.whistle.place), 190),
            came,
            Column("number", Text("whistles", "Number"), lambda row: str(row.whistle.number), 226),
        )

    def _kind(self, row: Shown) -> str:
        return page_words.kind(row.whistle.kind, self._language)

    def _state(self, row: Shown) -> str:
        return page_words.state(row.whistle.state, self._language)

    def _blown(self, row: Shown) -> str:
        return page_words.short_moment(row.whistle.blown_at, self._seat.today(), self._language)

    def _came(self, row: Shown) -> str:
        """How many were called, and how many of these were late or never came."""
        found = row.whistle
        if not found.departments:
            return tr("whistles", "none")
        late = sum(one.late for one in self._standings(row))
        if not late:
            return tr("whistles", "{n} called, none late", n=len(found.departments))
        return tr("whistles", "{n} called, {late} late", n=len(found.departments), late=late)

    def _came_tone(self, row: Shown) -> str:
        return "bad" if any(one.late for one in self._standings(row)) else ""

    def _standings(self, row: Shown) -> tuple[whistles.Standing, ...]:
        return whistles.standing(row.whistle, clock.milliseconds(self._seat.now()))


def _kind_tone(row: Shown) -> str:
    return page_words.KIND_TONES[row.whistle.kind]


def _state_tone(row: Shown) -> str:
    return page_words.STATE_TONES[row.whistle.state]
