"""Households as lines: how long ago, where, who, why they are looked after."""

from __future__ import annotations

from station_desktop.rooms.households import page_words
from station_desktop.rooms.households.room import BAND_TONES, HomeRow
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text

LARGE = 18


class HomeTable(Table):
    """The list's table; ``rows`` is its model."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.rows = RowsModel(seat.runner, self._columns)
        super().__init__(
            self.rows,
            "households.table",
            Text("households", "Households"),
            Text("households", "Nobody is due here. F7 shows all households."),
        )
        self.rows.setParent(self)

    def _columns(self) -> tuple[Column, ...]:
        seen = Column("seen", Text("households", "Last seen"), _seen, 92, tone=_tone)
        address = Column("address", Text("households", "Where"), _address, 190)
        people = Column("people", Text("households", "Who"), self._people)
        if theme.scale().base >= LARGE:
            return seen, address, people
        return (
            seen,
            address,
            people,
            Column("attention", Text("households", "Attention"), self._attention, 120),
            Column("tried", Text("households", "Tried"), page_words.tried, 150),
        )

    def _people(self, row: HomeRow) -> str:
        return page_words.people(row.people, self._seat.language.code)

    def _attention(self, row: HomeRow) -> str:
        return page_words.attention(row.household.attention, self._seat.language.code)


def _seen(row: HomeRow) -> str:
    return page_words.seen(row.days)


def _tone(row: HomeRow) -> str:
    return BAND_TONES[row.band]


def _address(row: HomeRow) -> str:
    return row.household.address
