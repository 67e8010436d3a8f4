"""All entries, newest first, with the chosen one in full beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_desktop.rooms.journal import reads, room
from station_desktop.rooms.journal.page_filters import Filters
from station_desktop.rooms.journal.room import JournalRow
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn
from station_desktop.ui.page.erased import named
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import follow, tr
from station_desktop.usecases.work import Work


class Entries(QWidget):
    """Filters above the list, the chosen entry on the right."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._chosen: JournalRow | None = None
        self._asked = False
        self.filters = Filters(seat, "journal.entries", grouped=True)
        self.model = RowsModel(seat.runner, self._columns(), self)
        self.table = Table(
            self.model,
            "journal.table",
            Text("journal", "Entries"),
            Text("journal", "Nothing was done then. Choose a longer period or another kind."),
        )
        self.card = Card()
        self.card.title.setWordWrap(True)
        self._arrange()
        self.filters.changed.connect(self.ask)
        self.table.chosen.connect(self._show)
        self.model.arrived.connect(self._choose_first)
        follow(self, self._say)
        self._say()

    def refresh(self) -> None:
        """Read again what is in sight; ask for the list the first time."""
        self._seat.read(reads.authors, self.filters.put_authors, tag="journal.authors", owner=self)
        if self._asked:
            self.model.refresh()
        else:
            self.ask()

    def ask(self) -> None:
        """Show the entries that are wanted now."""
        self._asked = True
        wanted, actor = self.filters.wanted, self._seat.actor

        def page(store: Any, window: Window) -> Sequence[JournalRow]:
            return reads.page(Work(store, actor), wanted, window.after, window.skip, window.limit)

        def count(store: Any) -> int:
            return reads.count(Work(store, actor), wanted) or 0

        known = not wanted.author and wanted.group == "all"
        self.model.set_source(
            Source(page, lambda row: row.stamp, lambda row: row.stamp, count if known else None)
        )

    # building

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("at", Text("journal", "When"), lambda row: room.moment(row.at), 184),
            Column("by", Text("journal", "Who"), lambda row: str(row.by), 84),
            Column("what", Text("journal", "What"), self._said),
            Column("about", Text("journal", "About"), lambda row: named(row.about)),
        )

    def _said(self, row: JournalRow) -> str:
        return room.said(row, self._seat.language.code)

    def _arrange(self) -> None:
        size = theme.scale()
        left = QVBoxLayout()
        left.setSpacing(size.gap + 2)
        left.addWidget(self.filters)
        left.addWidget(self.table, 1)
        side = CardColumn("journal.side")
        side.add(self.card)
        side.setMinimumWidth(round(270 * size.base / 14))  # a case number does not wrap
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.space)
        across.addLayout(left, 72)
        across.addWidget(side, 28)

    # the chosen one

    def _choose_first(self, *_: int) -> None:
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show(self, row: JournalRow) -> None:
        self._chosen = row
        self._say()

    def _say(self) -> None:
        row, language = self._chosen, self._seat.language.code
        if row is None:
            self.card.set_title(tr("journal", "Choose an entry to see all of it."))
            return
        self.card.set_title(self._said(row))
        facts = [
            (tr("journal", "When"), room.moment(row.at)),
            (tr("journal", "Who"), row.by),
            (tr("journal", "About"), named(row.about)),
            (tr("journal", "Reason"), room.reason(row, language)),
            (tr("journal", "Computer"), row.device),
            (tr("journal", "Its entry no."), str(row.number)),
            (tr("journal", "Fingerprint"), " ".join(_fours(row.hash[:16]))),
        ]
        self.card.put_facts([(name, value) for name, value in facts if value])


def _fours(text: str) -> list[str]:
    """A fingerprint in groups that can be read over the telephone."""
    return [text[at : at + 4] for at in range(0, len(text), 4)]
