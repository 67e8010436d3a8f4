"""The one table of the program: keyboard first, whole rows, a selection that stays on its row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from station_desktop.ui.lists.chip_delegate import ChipDelegate
from station_desktop.ui.lists.rows_model import RowsModel
from station_desktop.ui.look import theme
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr

_LEAST = 120
"""Pixels for a column that takes what the others leave."""
_TIGHTEST = 0.75
"""How much of its width a column keeps."""
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Table(QTableView):
    """Shows a :class:`RowsModel`.

    Signals: ``opened(row)`` on Enter or double click, ``chosen(row)`` when another row becomes the
    current one. ``empty`` is said in the middle when there is nothing to show.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, model: RowsModel, name: str, title: Text, empty: Text) -> None:
        super().__init__()
        self._rows = model
        self._title = title
        self._empty = empty
        self._key: Any = None
        self.setObjectName(name)
        self.setModel(model)
        self._configure()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.arrived.connect(self._keep_place)
        model.modelReset.connect(self._forget_place)
        model.counted.connect(lambda _: self.viewport().update())
        found = theme.worn()
        if found is not None:
            found.changed.connect(self._dress)
        self._fit()

    @property
    def current_row(self) -> Any | None:
        """The row the keyboard is on, if it has come."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def start_at_top(self) -> None:
        """Be on the first line where it is on none."""
        if not self.currentIndex().isValid():
            self._go(0)

    def take_keyboard(self) -> None:
        """Have the keyboard, on the first line where it is on none."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.start_at_top()

    def step(self, by: int) -> Any | None:
        """The row ``by`` lines further, which becomes the current one; none past the ends."""
        number = self.currentIndex().row() + by
        row = self._rows.row(number) if 0 <= number < self._rows.rowCount() else None
        if row is not None:
            self._go(number)
        return row

    def _configure(self) -> None:
        view = QAbstractItemView
        self.setSelectionBehavior(view.SelectionBehavior.SelectRows)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(ChipDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setMinimumSectionSize(40)
        across.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _dress(self) -> None:
        """Another look is worn, perhaps with other columns; the keyboard stays on its line."""
        here = self.currentIndex().row()
        if self._rows.dress():
            self._go(here)
        self._fit()

    def _fit(self) -> None:
        """Row height and column widths for the look now worn."""
        size = theme.scale()
        self.verticalHeader().setDefaultSectionSize(size.row)
        self._spread()

    def _spread(self) -> None:
        """Give the columns without a width what the others leave; where that is too little, as in
        large letters beside another panel, the others give way a little before all is scrolled."""
        grow: float = theme.scale().base / 14
        columns = self._rows.columns
        open_columns = sum(1 for c in columns if not c.width) or 1
        room = self.viewport().width() - _LEAST * open_columns
        fixed = sum(c.width for c in columns) * grow
        if fixed > room > 0:
            grow *= max(_TIGHTEST, room / fixed)
        taken = sum(round(c.width * grow) for c in columns)
        share = max(_LEAST, (self.viewport().width() - taken) // open_columns)
        for number, column in enumerate(columns):
            width = round(column.width * grow) if column.width else share
            self.setColumnWidth(number, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    # keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NO_MODIFIER
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._open(self.currentIndex())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain:
            self._go(0 if key == Qt.Key.Key_Home else self._rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters typed here mean nothing: a search over unseen rows would mislead."""

    def _go(self, number: int) -> None:
        if 0 <= number < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(number, 0))

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self._rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)

    # staying on a row while the list moves

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        key = self._rows.key_of(current.row()) if current.isValid() else None
        if key is None or key == self._key:
            return
        self._key = key
        self.chosen.emit(self._rows.row(current.row()))

    def _forget_place(self) -> None:
        self._key = None

    def _keep_place(self, first: int, last: int) -> None:
        """Follow the chosen row to where it stands now, or learn the key of one just come."""
        self.viewport().update()
        current = self.currentIndex()
        if not current.isValid():
            return
        if self._key is None:
            self._on_current(current, current)
            return
        number = self._rows.number_of(self._key, first, last)
        if number is not None and number != current.row():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self._rows.index(number, current.column()), flags.ClearAndSelect | flags.Rows
            )

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.setAccessibleName(tr(*self._title))
        if self._rows.rowCount() == 0 and self._rows.known:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            place = self.viewport().rect().adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, int(flags), tr(*self._empty))
            painter.end()
