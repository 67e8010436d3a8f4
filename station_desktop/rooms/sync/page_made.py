"""What this station made, newest first, and how far each of it has come."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.rooms.sync import reads, room
from station_desktop.rooms.sync.room import SEGMENTS, MadeRow, Segment
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind
from station_desktop.usecases.work import Work

_TITLES: dict[Segment, Text] = {
    "cases": Text("sync", "Cases"),
    "waiting": Text("sync", "Not at the hall yet"),
    "decided": Text("sync", "Decided by the hall"),
    "aside": Text("sync", "Set aside"),
    "acts": Text("sync", "Every act"),
}


class Made(QWidget):
    """Enter opens the case a row is about."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._asked = False
        self.segment: Segment = "cases"
        self._buttons: dict[Segment, QPushButton] = {}
        self.model = RowsModel(seat.runner, self._columns(), self)
        self.table = Table(
            self.model,
            "sync.made",
            Text("sync", "What was made here"),
            Text("sync", "There is nothing of this kind."),
        )
        self.first = self.table
        self.hint = label(role="small")
        bind(
            self.hint.setText,
            "sync",
            "↑ ↓ choose · Enter opens the case · Alt+← Alt+→ choose what is listed",
        )
        self._arrange()
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self._choose_first)
        if seat.exchange is not None:
            seat.exchange.moved.connect(self._repaint)

    def refresh(self) -> None:
        """Read again what is in sight; ask for the list the first time."""
        if self._asked:
            self.model.refresh()
        else:
            self.show_segment(self.segment)

    def show_segment(self, segment: Segment) -> None:
        """List something else."""
        self._asked, self.segment = True, segment
        for key, button in self._buttons.items():
            button.setChecked(key == segment)
        seat = self._seat

        def page(store: Any, window: Window) -> Sequence[MadeRow]:
            work = Work(store, seat.actor)
            return reads.page(work, segment, window.after, window.skip, window.limit)

        self.model.set_source(Source(page, lambda row: row.place, lambda row: row.key))

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        for key in SEGMENTS:
            line.addWidget(self._segment_button(key))
        for keys, step in (("Alt+Left", -1), ("Alt+Right", 1)):
            on_key(self, keys, partial(self._step, step), anywhere=True)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        box.addWidget(self.hint)

    def _step(self, by: int) -> None:
        at = SEGMENTS.index(self.segment) + by
        self.show_segment(SEGMENTS[min(max(at, 0), len(SEGMENTS) - 1)])

    def _segment_button(self, key: Segment) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(f"sync.list.{key}")
        button.setCheckable(True)
        bind(button.setText, *_TITLES[key])
        button.clicked.connect(partial(self.show_segment, key))
        self._buttons[key] = button
        return button

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("stood", Text("sync", "Where it stands"), self._stood, 178, tone=self._tone),
            Column("number", Text("sync", "Hall no."), _number, 76, "right"),
            Column("at", Text("sync", "When"), lambda row: room.moment(row.at), 138),
            Column("act", Text("sync", "What"), self._act, 150),
            Column("case", Text("sync", "Case"), lambda row: str(row.case), 226),
            Column("item", Text("sync", "Item"), self._item),
            Column("about", Text("sync", "Whom"), lambda row: str(row.about), 64),
            Column("by", Text("sync", "By"), lambda row: str(row.by), 70),
        )

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _kind(self, row: MadeRow) -> str:
        """What waits is being sent while a round goes on."""
        exchange = self._seat.exchange
        going = row.stood == "waiting" and exchange is not None and exchange.busy
        return "sending" if going else row.stood

    def _stood(self, row: MadeRow) -> str:
        return phrases.say(f"sync.stood.{self._kind(row)}", self._language)

    def _tone(self, row: MadeRow) -> str:
        return room.TONES[self._kind(row)]

    def _act(self, row: MadeRow) -> str:
        code = f"sync.act.{row.act}"
        known = code in phrases.table(self._language)
        return phrases.say(code if known else "sync.act.other", self._language)

    def _item(self, row: MadeRow) -> str:
        """The item, and why it stands where it does."""
        item = row.item.get(self._language) if row.item is not None else ""
        known = row.reason in phrases.table(self._language)
        reason = phrases.say(row.reason, self._language) if known else row.reason
        return " · ".join(part for part in (reason, item) if part)

    # doing

    def _open(self, row: MadeRow) -> None:
        if row.case and self._seat.may("case.read"):
            self._seat.wanted.emit("queue", f"case:{row.case}")

    def _choose_first(self, *_: int) -> None:
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _repaint(self) -> None:
        self.table.viewport().update()


def _number(row: MadeRow) -> str:
    return str(row.number) if row.number else ""
