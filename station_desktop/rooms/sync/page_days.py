"""The day's account: what each window made, sent, had accepted and decided, and still owes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.text import dates
from station_desktop.rooms.sync import reads
from station_desktop.rooms.sync.room import DayRow
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr

_CSV = FileKind(".csv", Text("sync", "Save the account"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Days(QWidget):
    """The last 31 days, and their table as a file."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.messages = MessageBar("sync.days.message")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda row: (row.day, row.window))
        self.table = Table(
            self.model,
            "sync.days",
            Text("sync", "Day by day"),
            Text("sync", "Nothing was done in the last 31 days."),
        )
        self.first = self.table
        self.save = FileBox(
            "sync.days.save",
            Text("sync", "Save to"),
            Text("sync", "Save as CSV"),
            _CSV,
            saving=True,
        )
        self.hint = label(role="small")
        bind(
            self.hint.setText,
            "sync",
            "Counted in acts as recorded, sign-ins included; cases by the day they were taken in.",
        )
        self.save.acted.connect(self._save)
        self._arrange()

    def refresh(self) -> None:
        """Count again."""
        self._seat.read(reads.days, self._held.put, tag="sync.days", owner=self)
        if not self.save.path.text():
            name = tr("sync", "Account {day}.csv", day=self._seat.today().isoformat())
            self.save.put(Path.home() / name)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self.table, 1)
        box.addWidget(self.hint)
        box.addWidget(self.save)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("day", Text("sync", "Day"), self._day, 190),
            Column("window", Text("sync", "Window"), lambda row: str(row.window)),
            Column("made", Text("sync", "Made"), lambda row: str(row.made), 96, "right"),
            Column("sent", Text("sync", "Sent"), lambda row: str(row.sent), 96, "right"),
            Column(
                "accepted", Text("sync", "Accepted"), lambda row: str(row.accepted), 110, "right"
            ),
            Column("owed", Text("sync", "Still owed"), _owed, 110, "right", _owed_tone),
            Column("cases", Text("sync", "Cases"), lambda row: str(row.cases), 96, "right"),
            Column("decided", Text("sync", "Decided"), lambda row: str(row.decided), 96, "right"),
        )

    def _day(self, row: DayRow) -> str:
        return dates.show_day(row.day, self._seat.language.code)

    def _save(self, path: Path) -> None:
        heads = [tr(*column.title) for column in self.model.columns]
        cells = [
            [row.day.isoformat(), *(column.show(row) for column in self.model.columns[1:])]
            for row in self._held.rows
        ]
        data = as_csv([heads, *cells])

        def write(job: Job) -> str:
            try:
                path.write_bytes(data)
            except OSError as error:
                raise refuse("file.cannot_write", name=path.name) from error
            return path.name

        self._seat.runner.io(write, self._saved, self._refused, owner=self)

    def _saved(self, name: str) -> None:
        self.messages.say("ok", tr("sync", "Saved “{name}”.", name=name))

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """A table for a spreadsheet: UTF-8 with its mark. A text that a spreadsheet would take for a
    formula is written as text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _owed(row: DayRow) -> str:
    return str(row.owed)


def _owed_tone(row: DayRow) -> str:
    return "warn" if row.owed else ""
