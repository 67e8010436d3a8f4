"""The tables of a report: their names on the left, the chosen one on the right. Every number can
be walked to with the arrow keys and opened with Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from station_desktop.domain.report.reports import Figure
from station_desktop.domain.report.told_reports import Table, Told
from station_desktop.rooms.reports.room import Opened
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.words import bind

_AnyIndex = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NAMES = 190


class FiguresModel(QAbstractTableModel):
    """One section: the first column its names, then its figures."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None

    def put(self, table: Table | None) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def figure(self, index: _AnyIndex) -> Figure | None:
        if self.table is None or not index.isValid() or index.column() == 0:
            return None
        return self.table.rows[index.row()].figures[index.column() - 1]

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if self.table is None or parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if self.table is None or parent.isValid() else len(self.table.heads) + 1

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.table is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else _LEFT
        row = self.table.rows[index.row()]
        shown = row.shown[index.column() - 1] if index.column() else row.name
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.table.heads[index.column() - 1] if index.column() else self.table.first
            return f"{row.name}, {head}: {shown}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if self.table is None or orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.table.first, *self.table.heads)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return None


class FigureTable(QTableView):
    """Signals: ``opened(index)`` on Enter or a click on a number."""

    opened = Signal(object)

    def __init__(self, model: FiguresModel) -> None:
        super().__init__()
        self.setObjectName("reports.figures")
        self.setModel(model)
        view = QAbstractItemView
        self.setSelectionBehavior(view.SelectionBehavior.SelectItems)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda index: self.opened.emit(index))
        model.modelReset.connect(self._spread)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters typed here mean nothing."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """The names take what the numbers leave."""
        size = theme.scale()
        self.verticalHeader().setDefaultSectionSize(size.row - 4 if size.base < 18 else size.row)
        columns = self.model().columnCount()
        if not columns:
            return
        grow = size.base / 14
        room = self.viewport().width()
        number = max(60, min(round(92 * grow), (room - round(130 * grow)) // (columns - 1)))
        self.setColumnWidth(0, max(120, room - number * (columns - 1)))
        for column in range(1, columns):
            self.setColumnWidth(column, number)


class Sections(QWidget):
    """Signals: ``opened(Opened)``."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told: Told | None = None
        self.names = QListWidget()
        self.names.setObjectName("reports.sections")
        bind(self.names.setAccessibleName, "reports", "Tables of the report")
        self.model = FiguresModel()
        self.table = FigureTable(self.model)
        self.note = label(role="small")
        self.note.setWordWrap(True)
        size = theme.scale()
        right = QVBoxLayout()
        right.setSpacing(size.gap)
        right.addWidget(self.table, 1)
        right.addWidget(self.note)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(size.gap + 2)
        self.names.setFixedWidth(round(_NAMES * size.base / 14))
        line.addWidget(self.names)
        line.addLayout(right, 1)
        self.names.currentRowChanged.connect(self._choose)
        self.table.opened.connect(self._open)

    def put(self, told: Told) -> None:
        """Show another report's tables, the same one again where it is there."""
        before = self._key()
        self._told = told
        keys = [table.key for table in told.tables]
        self.names.blockSignals(True)
        self.names.clear()
        self.names.addItems([table.title for table in told.tables])
        chosen = keys.index(before) if before in keys else 0
        self.names.setCurrentRow(chosen if keys else -1)
        self.names.blockSignals(False)
        self._choose(self.names.currentRow())

    def _key(self) -> str:
        return self.model.table.key if self.model.table is not None else ""

    def _choose(self, row: int) -> None:
        tables = self._told.tables if self._told is not None else ()
        table = tables[row] if 0 <= row < len(tables) else None
        at = self.table.currentIndex()
        place = (at.row(), at.column()) if table is not None and table.key == self._key() else None
        self.model.put(table)
        self.note.setText(table.note if table is not None else "")
        self.note.setVisible(bool(self.note.text()))
        self.table.setAccessibleName(table.title if table is not None else "")
        if table is not None and table.rows:
            there = self.model.index(*place) if place is not None else QModelIndex()
            self.table.setCurrentIndex(there if there.isValid() else self.model.index(0, 1))

    def _open(self, index: QModelIndex) -> None:
        figure, table = self.model.figure(index), self.model.table
        if figure is None or figure.behind is None or table is None or self._told is None:
            return
        opened = Opened(figure.behind, "", (table.key, index.row(), index.column() - 1))
        self.opened.emit(opened.retold(self._told))
