"""A day's appointments as lines: each that is booked, and what is left of each slot."""

from __future__ import annotations

from collections.abc import Sequence

from station_desktop import phrases
from station_desktop.domain.neighbourhood.bookings import Where
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.households import page_words
from station_desktop.rooms.households.room import SlotRow
from station_desktop.storage.reads import reads
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import bookings
from station_desktop.usecases.work import Work

_TONES = {"booked": "info", "kept": "ok", "missed": "bad"}
Read = tuple[tuple[SlotRow, ...], tuple[Account, ...]]


def rows_of(work: Work, where: Where, day: str) -> Read:
    """A day's lines: each appointment, and what is left of each slot."""
    staff = {account.id: account.name for account in reads.accounts(work.store.connection)}
    pack = work.store.pack()
    rows: list[SlotRow] = []
    for slot in bookings.slots(work, where, day):
        for one in slot.booked:
            item = pack.item(one.item) if one.item else None
            about = page_words.joined(item.name.get("zh_CN") if item else "", one.words)
            worker = staff.get(one.worker, "")
            rows.append(SlotRow(slot.start, slot.minutes, slot.past, 0, one, worker, about))
        if slot.free:
            rows.append(SlotRow(slot.start, slot.minutes, slot.past, slot.free))
    return tuple(rows), areas.goers(work) if work.actor.may("household.read") else ()


class SlotTable(Table):
    """The lines of one day."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.rows = RowsModel(seat.runner, self._columns())
        self._held = HeldRows(self.rows, lambda row: row.key)
        super().__init__(
            self.rows,
            "households.slots.table",
            Text("households", "Appointments"),
            Text("households", "The station is closed on that day. Alt+→ goes on to the next."),
        )
        self.rows.setParent(self)

    def put(self, rows: Sequence[SlotRow]) -> None:
        """Show these."""
        self._held.put(rows)

    @property
    def slots(self) -> tuple[SlotRow, ...]:
        """The lines now shown."""
        return self._held.rows

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("hour", Text("households", "Hour"), _hour, 70),
            Column("state", Text("households", "State"), self._state, 112, tone=_tone),
            Column("who", Text("households", "Who"), _who, 140),
            Column("about", Text("households", "What for"), lambda row: str(row.about)),
            Column("worker", Text("households", "Who goes"), lambda row: str(row.worker), 90),
        )

    def _state(self, row: SlotRow) -> str:
        if row.booking is not None:
            return phrases.say(f"booking.state.{row.booking.state}", self._seat.language.code)
        if row.past:
            return tr("households", "gone by")
        return tr("households", "{n} free", n=row.free)


def _tone(row: SlotRow) -> str:
    if row.booking is not None:
        return _TONES.get(row.booking.state, "info")
    return "" if row.past else "ok"


def _hour(row: SlotRow) -> str:
    return row.start


def _who(row: SlotRow) -> str:
    return row.booking.name if row.booking is not None else ""
