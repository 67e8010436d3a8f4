"""The picture of how long ago: one strip for each building, its parts coloured, signed and counted
by how long its households have not been seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from station_desktop.domain.neighbourhood.rounds import BANDS, Band
from station_desktop.rooms.households import page_words, reads
from station_desktop.rooms.households.room import BAND_TONES, StripRow
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import ROW_ROLE, Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import follow, tr

_LEAST = 20
"""Pixels for a part with few households: its number must be read."""


class StripDelegate(QStyledItemDelegate):
    """Paints a building's households side by side, the freshest first."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if not isinstance(row, StripRow):
            return
        colours, size = theme.palette(), theme.scale()
        cell = option.rect.adjusted(8, 5, -8, -5)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = option.font  # type: ignore[attr-defined]
        font.setPixelSize(size.small)
        painter.setFont(font)
        left = float(cell.x())
        for band, width in widths(row, cell.width()):
            part = QRectF(left, cell.y(), width - 1, cell.height())
            tone = BAND_TONES[band]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(colours, f"{tone}_soft")))
            painter.drawRoundedRect(part, 3, 3)
            painter.setPen(QColor(getattr(colours, f"{tone}_ink")))
            if band == "never":
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(part.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            text = f"{page_words.BAND_SIGNS[band]}{row.strip.counts[band]}"
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)
            left += width
        painter.restore()

    def displayText(self, value: object, locale: object) -> str:
        """The words are for screen readers; on the screen stands the picture."""
        return ""


def widths(row: StripRow, room: int) -> list[tuple[Band, float]]:
    """How wide each part is: by its number, but none too narrow for it."""
    there = [(band, row.strip.counts[band]) for band in BANDS if row.strip.counts[band]]
    spare = max(room - _LEAST * len(there), 0)
    return [(band, _LEAST + spare * number / row.strip.total) for band, number in there]


class Strips(QWidget):
    """Signals: ``picked(area, building)`` on Enter, both empty for the same one again."""

    picked = Signal(str, str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.area = ""
        self.chosen = ("", "")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda row: (row.strip.area, row.strip.building))
        self.table = Table(
            self.model,
            "households.strips",
            Text("households", "Buildings by how long ago"),
            Text("households", "No household here yet. Areas (Ctrl+4) makes them of addresses."),
        )
        self.table.setItemDelegateForColumn(1, StripDelegate(self.table))
        self.table.opened.connect(self._pick)
        self._legend = QHBoxLayout()
        self._chips = {band: label() for band in BANDS}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap)
        box.addWidget(self.table, 1)
        self._legend.setSpacing(4)
        for band, chip in self._chips.items():
            chip.setProperty("chip", BAND_TONES[band])
            self._legend.addWidget(chip)
        self._legend.addStretch(1)
        box.addLayout(self._legend)
        follow(self, self._say)
        self._say()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("building", Text("households", "Building"), self._building, 134),
            Column("picture", Text("households", "Last seen"), self._picture),
            Column("longest", Text("households", "Longest"), self._longest, 74),
        )

    def _building(self, row: StripRow) -> str:
        return row.strip.building

    def _picture(self, row: StripRow) -> str:
        """The strip in words."""
        language = self._seat.language.code
        parts = (
            f"{page_words.band(band, language)} {number}"
            for band, number in row.strip.counts.items()
            if number
        )
        return ", ".join(parts)

    def _longest(self, row: StripRow) -> str:
        return page_words.seen(row.days)

    def _say(self) -> None:
        language = self._seat.language.code
        for band, chip in self._chips.items():
            sign = page_words.BAND_SIGNS[band]
            chip.setText(f"{sign} {page_words.band(band, language)}".strip())
        self.table.setToolTip(tr("households", "Enter shows one building alone, again all of them"))

    def ask(self, area: str) -> None:
        """Read the buildings of an area, of all for none."""
        if area != self.area:
            self.chosen = ("", "")
        self.area = area
        self._seat.read(
            lambda work: reads.strips(work, area),
            self._held.put,
            tag="households.strips",
            owner=self,
        )

    def _pick(self, row: StripRow) -> None:
        this = (row.strip.area, row.strip.building)
        self.chosen = ("", "") if this == self.chosen else this
        self.picked.emit(*self.chosen)
