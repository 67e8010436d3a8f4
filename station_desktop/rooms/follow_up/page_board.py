"""The stationmaster's board: every open case by state, owner, area, process and time left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.rooms.follow_up import gather, page_words
from station_desktop.rooms.follow_up.page_facets import Facets
from station_desktop.rooms.follow_up.page_hand_over import HandOverPanel, why_not
from station_desktop.rooms.follow_up.page_strip import PressureStrip
from station_desktop.rooms.follow_up.room import BoardLook, CaseLine, Staff
from station_desktop.storage.reads.reads_board import Where
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.casework import board, flow
from station_desktop.usecases.casework.bulk import Bulk
from station_desktop.usecases.work import Work

MINUTE_MS = 60_000
LARGE = 18


class BoardView(QWidget):
    """The picture above, the lists on the left, the cases on the right. Space marks a case, and
    an act takes the marked ones, or else the one the keyboard is on."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.where = Where()
        self.marked: set[str] = set()
        self.look: BoardLook | None = None
        self.messages = MessageBar("follow_up.board.message")
        self.strip = PressureStrip()
        self.facets = Facets()
        self.total = label(role="muted")
        self.total.setObjectName("follow_up.board.total")
        self.model = RowsModel(seat.runner, self._columns, self)
        self.table = Table(
            self.model,
            "follow_up.board",
            Text("follow_up", "Board"),
            Text("follow_up", "No open case fits."),
        )
        self.first = self.table
        self.stage = Stage("follow_up.board.stage")
        self.stage.left.connect(self._to_table)
        self.stage.ended.connect(self._to_table)
        self._arrange()
        self.table.installEventFilter(self)
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self.table.start_at_top)
        self.strip.chosen.connect(lambda key: self.narrow(pressure=key))
        self.facets.chosen.connect(lambda facet, value: self.narrow(**{facet: value}))
        follow(self, self._say)
        self._fresh = Freshness(self, seat.changed, ("cases", "accounts", "areas"), self._ask)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._fresh.mark_stale)
        self._minute.start()

    def narrow(self, **changes: str) -> None:
        """Show only cases with these values; an empty one takes a restriction back."""
        self.where = msgspec.structs.replace(self.where, **changes)
        self.marked.clear()
        self.look = None
        self._fresh.mark_stale()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        line.addWidget(self.total, 1)
        for key, words, keys, act in self._acts():
            button = QPushButton()
            button.setObjectName(f"follow_up.board.{key}")
            bind(button.setText, *words)
            button.clicked.connect(act)
            line.addWidget(button)
            on_key(self, keys, act)
        right = QVBoxLayout()
        right.setSpacing(size.gap)
        right.addLayout(line)
        right.addWidget(self.stage)
        right.addWidget(self.table, 1)
        hint = label(role="small")
        bind(
            hint.setText,
            "follow_up",
            "Space marks · Ctrl+A marks all that fit · Enter opens · Tab to the lists",
        )
        right.addWidget(hint)
        across = QHBoxLayout()
        across.setSpacing(size.space)
        across.addWidget(self.facets)
        across.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self.strip)
        box.addLayout(across, 1)

    def _acts(self) -> list[tuple[str, Text, str, Callable[[], object]]]:
        acts: list[tuple[str, Text, str, Callable[[], object]]] = [
            ("clear", Text("follow_up", "Show all  Esc"), "Esc", self._clear)
        ]
        if self._seat.may("case.assign"):
            acts += [
                ("all", Text("follow_up", "Mark all  Ctrl+A"), "Ctrl+A", self._mark_all),
                ("hand_over", Text("follow_up", "Hand over  F6"), "F6", self._hand_over),
                ("complete", Text("follow_up", "Close  F8"), "F8", self._complete),
            ]
        return acts

    def _columns(self) -> tuple[Column, ...]:
        mark = Column("mark", Text("follow_up", "Marked"), self._mark, 60)
        left = Column("left", Text("follow_up", "Time left"), self._left, 128, tone=self._left_tone)
        what = Column("what", Text("follow_up", "What about"), self._what)
        step = Column("step", Text("follow_up", "Stands at"), self._step, 112)
        owner = Column("owner", Text("follow_up", "Owner"), lambda row: str(row.owner), 76)
        if theme.scale().base >= LARGE:
            return mark, left, what, owner
        return (
            mark,
            left,
            what,
            step,
            Column("resident", Text("follow_up", "Resident"), lambda r: named(r.resident), 76),
            owner,
            Column("area", Text("follow_up", "Area"), lambda row: str(row.area), 88),
            Column("number", Text("follow_up", "Case"), lambda row: str(row.case.number), 218),
        )

    # asking

    def _ask(self) -> None:
        where = self.where
        self._seat.read(
            lambda work: gather.look(work, where), self._put, tag="follow_up.board", owner=self
        )

    def _put(self, look: BoardLook) -> None:
        if look.where != self.where:
            return
        fresh = self.look is None
        self.look = look
        self._say()
        if fresh:
            self.model.set_source(self._source(look))
        else:
            self.model.refresh()

    def _source(self, look: BoardLook) -> Source:
        where, seat = look.where, self._seat

        def rows(store: Any, window: Window) -> tuple[CaseLine, ...]:
            work = Work(store, seat.actor)
            wanted = window.skip + window.limit
            return gather.page(work, where, window.after, wanted)[window.skip :]

        return Source(rows, lambda line: line.place, lambda line: line.case.id)

    # marking

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_Space:
                self._toggle()
                return True
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        row = self.table.current_row
        if row is None:
            return
        self.marked ^= {row.case.number}
        at = self.table.currentIndex().row()
        if at + 1 < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(at + 1, 0))
        self._say()

    def _mark_all(self) -> None:
        where = self.where
        self._seat.read(
            lambda work: board.numbers(work, where),
            self._marked_all,
            tag="follow_up.numbers",
            owner=self,
        )

    def _marked_all(self, numbers: tuple[str, ...]) -> None:
        self.marked = set() if self.marked == set(numbers) else set(numbers)
        self._say()

    def _clear(self) -> None:
        if self.stage.leave():
            return
        if self.marked:
            self.marked.clear()
            self._say()
        else:
            self.narrow(**dict.fromkeys(Where.__struct_fields__, ""))

    def _chosen(self) -> tuple[str, ...]:
        """The marked cases, or the one the keyboard is on."""
        if self.marked:
            return tuple(sorted(self.marked))
        row = self.table.current_row
        return (row.case.number,) if row is not None else ()

    # acting

    def _open(self, row: CaseLine) -> None:
        self._seat.wanted.emit("queue", f"case:{row.case.number}")

    def _hand_over(self) -> None:
        numbers = self._chosen()
        if numbers:
            self._seat.read(
                gather.staff,
                lambda staff: self._ask_to_whom(numbers, staff),
                tag="follow_up.staff",
                owner=self,
            )

    def _ask_to_whom(self, numbers: tuple[str, ...], staff: Staff) -> None:
        panel = HandOverPanel(self._seat, numbers, staff.here)
        panel.done.connect(self._done)
        self.stage.show_panel(panel)

    def _complete(self) -> None:
        numbers = self._chosen()
        if not numbers:
            return
        self._seat.write(
            lambda work: flow.complete_many(work, numbers),
            self._completed,
            self._refused,
            changed=frozenset({"cases"}),
            owner=self,
        )

    def _completed(self, bulk: Bulk) -> None:
        said = tr("follow_up", "{n} {n:case is|cases are} closed.", n=len(bulk.done))
        if bulk.refused:
            language = self._seat.language.code
            said += phrases.between(language) + why_not(bulk.refused, language)
        self._done(said, "warn" if bulk.refused else "ok")

    def _done(self, said: str, tone: str) -> None:
        self.marked.clear()
        self.messages.say(tone, said)
        self._say()

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    def _to_table(self) -> None:
        self.table.setFocus()

    # words

    def _say(self) -> None:
        if self.look is None:
            return
        language = self._seat.language.code
        self.strip.put(self.look.counts["pressure"], self.where.pressure)
        self.facets.put(self.look, language)
        shown = self.look.counts["pressure"]
        if self.where.pressure:
            shown = {self.where.pressure: shown.get(self.where.pressure, 0)}
        said = tr("follow_up", "{n} open {n:case|cases}", n=sum(shown.values()))
        if self.marked:
            said += " · " + tr("follow_up", "{n} marked", n=len(self.marked))
        self.total.setText(said)
        self.table.viewport().update()

    def _mark(self, row: CaseLine) -> str:
        return "✓" if row.case.number in self.marked else ""

    def _due(self, row: CaseLine) -> str:
        return row.case.deadline.due if row.case.deadline is not None else ""

    def _left(self, row: CaseLine) -> str:
        if row.case.paused:
            return page_words.pressure("stopped")
        return page_words.due(self._due(row), self._seat.now())[1]

    def _left_tone(self, row: CaseLine) -> str:
        if row.case.paused:
            return "info"
        return page_words.due(self._due(row), self._seat.now())[0]

    def _what(self, row: CaseLine) -> str:
        return row.what.get(self._seat.language.code)

    def _step(self, row: CaseLine) -> str:
        return page_words.step(row, self._seat.language.code)
