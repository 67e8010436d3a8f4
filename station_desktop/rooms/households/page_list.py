"""The households one answers for: how long ago in a picture, and each of them in a list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.neighbourhood.households import Area
from station_desktop.rooms.households import page_words, reads
from station_desktop.rooms.households.page_homes import HomeTable
from station_desktop.rooms.households.page_strip import Strips
from station_desktop.rooms.households.room import (
    SEGMENTS,
    HomeRow,
    Segment,
    Wanted,
)
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.find_line import FindLine
from station_desktop.ui.lists.rows_model import Source, Window
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.work import Work

_FIND = "Courtyard, building or door (Ctrl+F)"


class HouseholdList(QWidget):
    """Signals: ``opened(id)``, ``round_wanted(area)``."""

    opened = Signal(str)
    round_wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._asked = False
        self._counted: int | None = None
        self._areas: tuple[Area, ...] = ()
        self.wanted = Wanted()
        self._segments: dict[Segment, QPushButton] = {}
        self.area = QComboBox()
        self.text = FindLine("households.text", Text("households", _FIND))
        self.count = label(role="muted")
        self.count.setObjectName("households.count")
        self.round = QPushButton()
        self.table = HomeTable(seat)
        self.model = self.table.rows
        self.strips = Strips(seat)
        self._arrange()
        self._connect()
        follow(self, self._say)
        self._fresh = Freshness(
            self,
            seat.changed,
            ("households", "homevisits", "residents", "accounts", "settings"),
            self._refresh,
        )

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        self.area.setObjectName("households.area")
        self.area.view().setObjectName("households.area.list")
        self.area.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        bind(self.area.setAccessibleName, "households", "Area")
        line.addWidget(self.area)
        for key in SEGMENTS:
            line.addWidget(self._segment(key))
        line.addWidget(self.text, 1)
        line.addWidget(self.count)
        self.round.setObjectName("households.round")
        set_role(self.round, "primary")
        bind(self.round.setText, "households", "Plan a round  F4")
        if not self._seat.may("household.edit"):
            self.round.hide()
        line.addWidget(self.round)
        box.addLayout(line)
        across = QHBoxLayout()
        across.setSpacing(size.gap + 2)
        across.addWidget(self.strips, 3)
        across.addWidget(self.table, 5)
        box.addLayout(across, 1)
        hint = label(role="small")
        bind(
            hint.setText,
            "households",
            "↑ ↓ choose · Enter opens · F8 another area · F9 buildings and households in turn · "
            "those who need it most stand first",
        )
        box.addWidget(hint)

    def _segment(self, key: Segment) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(f"households.show.{key}")
        button.setCheckable(True)
        button.clicked.connect(partial(self.press, key))
        self._segments[key] = button
        return button

    def _connect(self) -> None:
        self.area.activated.connect(self._pick_area)
        self.text.narrowed.connect(self._typed)
        self.text.entered.connect(self.to_table)
        self.round.clicked.connect(self._want_round)
        self.table.opened.connect(lambda row: self.opened.emit(row.household.id))
        self.strips.picked.connect(self._pick_building)
        self.model.arrived.connect(self.table.start_at_top)
        self.model.counted.connect(self._count)
        for number, key in enumerate(SEGMENTS, 5):
            on_key(self, f"F{number}", partial(self.press, key))
        keyed: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F4", self._want_round),
            ("F8", self._next_area),
            ("F9", self._other_side),
            ("Ctrl+F", self.text.take_keyboard),
        )
        for keys, act in keyed:
            on_key(self, keys, act)

    # wanting

    def press(self, key: Segment) -> None:
        """Show these, as if the button were pressed."""
        self._want(segment=key)
        self._say()
        self.to_table()

    def _want(self, **changes: Any) -> None:
        wanted = msgspec.structs.replace(self.wanted, **changes)
        if wanted != self.wanted:
            self.wanted = wanted
            self._ask()

    def _typed(self, words: str) -> None:
        self._want(text=words)

    def _pick_area(self, number: int) -> None:
        area = str(self.area.itemData(number) or "")
        self.strips.ask(area)
        self._want(area=area, building="")
        self.to_table()

    def show_area(self, area: str) -> None:
        """Everybody of one area, by address."""
        self.wanted = Wanted(area=area, segment="all")
        self._fill_areas(area)
        self.strips.ask(area)
        self._ask()
        self._say()
        self.to_table()

    def _next_area(self) -> None:
        if self.area.count():
            self.area.setCurrentIndex((self.area.currentIndex() + 1) % self.area.count())
            self._pick_area(self.area.currentIndex())

    def _pick_building(self, area: str, building: str) -> None:
        chosen = str(self.area.currentData() or "")
        self._want(area=area or chosen, building=building)
        self._say()

    def _other_side(self) -> None:
        there = self.table.hasFocus()
        (self.strips.table if there else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_round(self) -> None:
        if not self.round.isHidden():
            self.round_wanted.emit(self.wanted.area)

    # asking

    def to_table(self) -> None:
        """Give the keyboard to the list, on its first line if it was on none."""
        self.table.take_keyboard()

    def neighbour(self, by: int) -> str:
        """The id of the household ``by`` lines further, which becomes the current one."""
        row = self.table.step(by)
        return str(row.household.id) if row is not None else ""

    def _refresh(self) -> None:
        self._seat.read(areas.listed, self._put_areas, tag="households.areas", owner=self)

    def _put_areas(self, found: tuple[Area, ...]) -> None:
        self._areas = found
        if not self._asked:
            own = next((one.id for one in found if one.worker == self._seat.actor.id), "")
            self.wanted = msgspec.structs.replace(self.wanted, area=own)
        self._fill_areas(self.area.currentData() if self._asked else self.wanted.area)
        self.strips.ask(str(self.area.currentData() or ""))
        if self._asked:
            self.model.refresh()
        else:
            self._ask()

    def _fill_areas(self, chosen: str) -> None:
        self.area.clear()
        self.area.addItem(tr("households", "All areas"), "")
        for one in self._areas:
            mine = self._seat.actor.id in (one.worker, *one.others)
            name = tr("households", "{area} (mine)", area=one.name) if mine else one.name
            self.area.addItem(name, one.id)
        self.area.setCurrentIndex(max(self.area.findData(chosen), 0))

    def _ask(self) -> None:
        self._asked = True
        wanted, seat = self.wanted, self._seat

        def rows(store: Any, window: Window) -> tuple[HomeRow, ...]:
            work = Work(store, seat.actor)
            return reads.page(work, wanted, window.after, window.skip, window.limit)

        def number(store: Any) -> int:
            return reads.count(Work(store, seat.actor), wanted)

        self.model.set_source(
            Source(rows, lambda row: reads.place(wanted, row), lambda row: row.household.id, number)
        )

    def _count(self, number: int) -> None:
        self._counted = number
        self._say()

    # words

    def _say(self) -> None:
        for key, button in self._segments.items():
            button.setText(page_words.segment(key))
            button.setChecked(key == self.wanted.segment)
        known = self._counted is not None
        words = tr("households", "{n} {n:household|households}", n=self._counted) if known else "…"
        self.count.setText(page_words.joined(self.wanted.building, words))
        if self._asked and self.area.count() == len(self._areas) + 1:
            self._fill_areas(str(self.area.currentData() or ""))
