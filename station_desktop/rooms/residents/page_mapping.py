"""One sheet of a roster before it is taken: which column is what, with its first values."""

from __future__ import annotations

from functools import partial
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from station_desktop.rooms.residents import room
from station_desktop.roster.head_words import FIELDS
from station_desktop.roster.heads import Column, SheetMapping
from station_desktop.ui.look import theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.people.rosters import SheetPreview

_SAMPLES = 3
SURE = 0.9


class MappingTable(QTableWidget):
    """Signals: ``mapped(index, field)`` when a column is taken as something else."""

    mapped = Signal(int, str)

    def __init__(self, seat: Seat) -> None:
        super().__init__(0, 3)
        self._seat = seat
        self.setObjectName("residents.roster.columns")
        bind(self.setAccessibleName, "residents", "Columns of the sheet")
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        across, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionResizeMode(0, mode.Interactive)
        across.setSectionResizeMode(1, mode.Interactive)
        across.setSectionResizeMode(2, mode.Stretch)

    def put(self, preview: SheetPreview, mapping: SheetMapping) -> None:
        """Show a sheet's columns."""
        size = theme.scale()
        held = self._held()
        self.setHorizontalHeaderLabels(
            [
                tr("residents", "Column in the file"),
                tr("residents", "Taken as"),
                tr("residents", "First values (masked)"),
            ]
        )
        self.setRowCount(0)
        self.setRowCount(len(mapping.columns))
        for number, column in enumerate(mapping.columns):
            self.setItem(number, 0, QTableWidgetItem(column.head or f"({column.index + 1})"))
            self.setCellWidget(number, 1, self._choice(column))
            self.setItem(number, 2, QTableWidgetItem(_samples(preview, column.index)))
            self.setRowHeight(number, size.control + 4)
        self.setColumnWidth(0, size.base * 16)
        self.setColumnWidth(1, size.base * 20)
        if held >= 0 and self.cellWidget(held, 1) is not None:
            self.cellWidget(held, 1).setFocus()

    def _held(self) -> int:
        """The row whose choice has the keyboard, to give it back after looking again."""
        rows = range(self.rowCount())
        combos = [self.cellWidget(number, 1) for number in rows]
        held = [number for number in rows if combos[number] and combos[number].hasFocus()]
        return held[0] if held else -1

    def _choice(self, column: Column) -> QComboBox:
        language = self._seat.language.code
        combo = QComboBox()
        combo.setObjectName(f"residents.roster.column.{column.index}")
        combo.view().setObjectName(f"residents.roster.column.{column.index}.list")
        head = column.head or str(column.index + 1)
        combo.setAccessibleName(tr("residents", "Column {head} is taken as", head=head))
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.addItem(tr("residents", "— not taken —"), "")
        for field in FIELDS:
            unsure = field == column.field and column.confidence < SURE
            words = room.label(field).get(language)
            combo.addItem(f"{words} ?" if unsure else words, field)
        combo.setCurrentIndex(max(combo.findData(column.field), 0))
        combo.activated.connect(partial(self._picked, column.index, combo))
        return combo

    def _picked(self, index: int, combo: QComboBox, _: int) -> None:
        self.mapped.emit(index, str(combo.currentData()))


def _samples(preview: SheetPreview, index: int) -> str:
    values = (row[index] for row in preview.first_rows if index < len(row) and row[index])
    return "   ".join(islice(values, _SAMPLES))
