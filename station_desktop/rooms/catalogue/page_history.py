"""Which catalogues this station worked with, from when, and who took them into use."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_desktop.rooms.catalogue import page_words
from station_desktop.rooms.catalogue.page_rows import listed
from station_desktop.rooms.catalogue.room import HistoryRow
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr


class History(QWidget):
    """One line each time a catalogue was adopted, the one in force first."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._rows = RowsModel(
            seat.runner,
            (
                Column(
                    "at",
                    Text("catalogue", "Adopted"),
                    lambda row: page_words.moment(row.adoption.at),
                    158,
                ),
                Column("version", Text("catalogue", "Version"), lambda row: row.adoption.version),
                Column(
                    "items",
                    Text("catalogue", "Items"),
                    lambda row: str(row.adoption.items),
                    60,
                    "right",
                ),
                Column("by", Text("catalogue", "By"), lambda row: row.adoption.by, 84),
                Column(
                    "state",
                    Text("catalogue", "State"),
                    lambda row: tr("catalogue", "in force") if row.in_force else "",
                    98,
                    tone=lambda row: "ok" if row.in_force else "",
                ),
            ),
            self,
        )
        self.table = Table(
            self._rows,
            "catalogue.history",
            Text("catalogue", "Adopted versions"),
            Text("catalogue", "No catalogue was adopted yet."),
        )
        title = label(role="title")
        bind(title.setText, "catalogue", "Adopted versions")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap)
        box.addWidget(title)
        box.addWidget(self.table, 1)

    def put(self, rows: tuple[HistoryRow, ...]) -> None:
        self._rows.set_source(listed(rows))
