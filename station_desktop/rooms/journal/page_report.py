"""The access report: who looked at whose details in full, when and why (PIPL arts. 51, 54)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station_desktop.rooms.journal import reads, room
from station_desktop.rooms.journal.page_filters import Filters
from station_desktop.rooms.journal.room import JournalRow, Looker, Wanted
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work

MOST_COPIED = 5000


class Report(QWidget):
    """Each look on the left, how often each colleague looked on the right."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._lookers: tuple[Looker, ...] = ()
        self._asked = False
        self.filters = Filters(seat, "journal.report", grouped=False)
        self.messages = MessageBar("journal.report.message")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self.table = Table(
            self.model,
            "journal.report.table",
            Text("journal", "Who looked at whom"),
            Text("journal", "Nobody looked at personal details in full in this period."),
        )
        self.copy = QPushButton()
        self.copy.setObjectName("journal.report.copy")
        bind(self.copy.setText, "journal", "Copy the report  Alt+C")
        self.copy.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.copy.clicked.connect(self._copy)
        on_key(self.copy, "Alt+C", self._copy, anywhere=True)
        self.card = Card()
        self._arrange()
        self.filters.changed.connect(self.ask)
        follow(self, self._say)
        self._say()

    def refresh(self) -> None:
        """Read again what is in sight; ask for the report the first time."""
        self._seat.read(reads.authors, self.filters.put_authors, tag="report.authors", owner=self)
        if self._asked:
            self.model.refresh()
            self._ask_lookers()
        else:
            self.ask()

    def ask(self) -> None:
        """Show the looks of the period that is wanted now."""
        self._asked = True
        wanted, actor = self._wanted, self._seat.actor

        def page(store: Any, window: Window) -> Sequence[JournalRow]:
            return reads.page(Work(store, actor), wanted, window.after, window.skip, window.limit)

        self.model.set_source(Source(page, lambda row: row.stamp, lambda row: row.stamp))
        self._ask_lookers()

    @property
    def _wanted(self) -> Wanted:
        return msgspec.structs.replace(self.filters.wanted, group="reveals")

    def _ask_lookers(self) -> None:
        wanted = self._wanted
        self._seat.read(
            lambda work: reads.lookers(work, wanted),
            self._put_lookers,
            tag="journal.lookers",
            owner=self,
        )

    def _put_lookers(self, lookers: tuple[Looker, ...]) -> None:
        self._lookers = lookers
        self._say()

    # building

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", Text("journal", "When"), lambda row: room.moment(row.at), 184),
            Column("by", Text("journal", "Who"), lambda row: str(row.by), 84),
            Column("about", Text("journal", "Whom"), lambda row: named(row.about), 204),
            Column("what", Text("journal", "What"), self._said),
            Column("why", Text("journal", "Why"), self._why),
        )

    def _said(self, row: JournalRow) -> str:
        return room.said(row, self._seat.language.code)

    def _why(self, row: JournalRow) -> str:
        return room.reason(row, self._seat.language.code)

    def _arrange(self) -> None:
        size = theme.scale()
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.messages, 1)
        foot.addStretch(0)
        left = QVBoxLayout()
        left.setSpacing(size.gap + 2)
        left.addWidget(self.filters)
        left.addWidget(self.table, 1)
        left.addLayout(foot)
        side = CardColumn("journal.report.side")
        side.add(self.card)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.space)
        across.addLayout(left, 78)
        across.addWidget(side, 22)

    def _say(self) -> None:
        self.card.set_title(tr("journal", "In this period"))
        facts = [
            (
                found.name,
                tr("journal", "times: {times} · people: {people}", **_numbers(found)),
            )
            for found in self._lookers
        ]
        self.card.put_facts(facts or [(tr("journal", "Nobody looked."), "")])

    # copying

    def _copy(self) -> None:
        wanted = self._wanted
        self._seat.read(
            lambda work: reads.page(work, wanted, limit=MOST_COPIED),
            self._copied,
            tag="journal.copy",
            owner=self,
        )

    def _copied(self, rows: Sequence[JournalRow]) -> None:
        lines = [
            "\t".join(
                " ".join(cell.split())
                for cell in (room.moment(r.at), r.by, named(r.about), self._said(r), self._why(r))
            )
            for r in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.messages.say("ok", tr("journal", "Copied {n} {n:line|lines}.", n=len(lines)))


def _numbers(found: Looker) -> dict[str, int]:
    return {"times": found.times, "people": found.people}
