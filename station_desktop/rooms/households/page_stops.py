"""The visits of a day as lines; what is typed of one shows before it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from station_desktop import phrases
from station_desktop.rooms.households import page_words
from station_desktop.rooms.households.room import Entry
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr
from station_desktop.usecases.visits.day_lists import Stop

LARGE = 18


class StopTable(Table):
    """``entries`` are the lines typed so far, by visit, as the page around it keeps them."""

    def __init__(self, seat: Seat, entries: Mapping[str, Entry]) -> None:
        self._seat = seat
        self._entries = entries
        self.rows = RowsModel(seat.runner, self._columns)
        self._held = HeldRows(self.rows, lambda stop: stop.visit.id)
        super().__init__(
            self.rows,
            "households.stops",
            Text("households", "Visits of the day"),
            Text("households", "Nothing is planned for that day. F4 plans a round (Ctrl+1)."),
        )
        self.rows.setParent(self)

    def put(self, stops: Sequence[Stop]) -> None:
        """Show these."""
        self._held.put(stops)

    def _columns(self) -> tuple[Column, ...]:
        """What fits: the large look leaves out what the entry beneath says."""
        where = Column("where", Text("households", "Where"), lambda stop: str(stop.address), 176)
        who = Column("who", Text("households", "Who"), self._who, 230)
        why = Column("why", Text("households", "Why"), self._why)
        outcome = Column(
            "outcome", Text("households", "Outcome"), self._outcome, 116, tone=self._tone
        )
        if theme.scale().base >= LARGE:
            return outcome, where, who, why
        return (
            outcome,
            Column("time", Text("households", "Hour"), lambda stop: str(stop.visit.time), 62),
            where,
            who,
            why,
            Column("note", Text("households", "Seen and found"), self._note, 220),
        )

    def _outcome(self, stop: Stop) -> str:
        typed = self._entries.get(stop.visit.id)
        met = stop.visit.met or (typed.met if typed is not None else "")
        language = self._seat.language.code
        if typed is not None and typed.problem:
            return tr("households", "not saved")
        said = phrases.say(f"homevisit.met.{met}", language) if met else ""
        unsaved = met and stop.visit.state == "planned"
        return f"{said} …" if unsaved else said

    def _tone(self, stop: Stop) -> str:
        typed = self._entries.get(stop.visit.id)
        if typed is not None and typed.problem:
            return "bad"
        met = stop.visit.met or (typed.met if typed is not None else "")
        return page_words.MET_TONES.get(met, "")

    def _who(self, stop: Stop) -> str:
        return page_words.people(stop.people, self._seat.language.code)

    def _why(self, stop: Stop) -> str:
        return page_words.why(stop, self._seat.language.code)

    def _note(self, stop: Stop) -> str:
        typed = self._entries.get(stop.visit.id)
        shown: Any = typed or stop.visit
        return page_words.joined(*(one.text for one in shown.findings), shown.note)
