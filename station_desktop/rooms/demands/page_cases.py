"""The cases around a demand: the one opened for it, then the person's others."""

from __future__ import annotations

from typing import Any

from station_desktop import phrases
from station_desktop.rooms.demands import page_words
from station_desktop.rooms.demands.gather import DemandCase
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr


class CasesTable(Table):
    """Enter opens a case in its own room."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._model = RowsModel(seat.runner, self._columns())
        empty = Text("demands", "No case yet.")
        super().__init__(self._model, "demands.cases", Text("demands", "Cases"), empty)
        self._model.setParent(self)
        self.opened.connect(self._go_to_case)

    def put(self, cases: tuple[DemandCase, ...]) -> None:
        """Show other cases."""

        def rows(_: Any, window: Window) -> tuple[DemandCase, ...]:
            return () if window.after is not None or window.skip else cases

        self._model.set_source(Source(rows, lambda row: row.case.id, lambda row: row.case.id))

    @property
    def number(self) -> str:
        """The number of the case that the keyboard is on; empty for none."""
        row = self.current_row
        return str(row.case.number) if row is not None else ""

    def _go_to_case(self, row: DemandCase) -> None:
        self._seat.wanted.emit("queue", f"case:{row.case.number}")

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", Text("demands", "State"), self._state, 160, tone=_tone),
            Column("item", Text("demands", "Item"), self._item),
            Column("number", Text("demands", "Number"), lambda row: str(row.case.number), 226),
        )

    def _state(self, row: DemandCase) -> str:
        words = phrases.say(f"case.state.{row.case.state}", self._seat.language.code)
        return page_words.joined(tr("demands", "linked") if row.linked else "", words)

    def _item(self, row: DemandCase) -> str:
        return row.item.get(self._seat.language.code)


def _tone(row: DemandCase) -> str:
    return page_words.CASE_TONES.get(row.case.state, "")
