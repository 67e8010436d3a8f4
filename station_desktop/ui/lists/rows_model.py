"""Any list of the program, however long: rows are fetched in pages by key as they come in sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.lists.row_source import Column, Source, Window
from station_desktop.ui.words import follow, tr

__all__ = ["Column", "RowsModel", "Source", "Window"]

PAGE = 100
KEPT_PAGES = 60
IN_FLIGHT = 2
WAITING = 4

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
TONE_ROLE = ROW_ROLE + 1
_ANSWERED = frozenset({_DISPLAY, _TOOL_TIP, _ALIGNMENT, _SPOKEN, ROW_ROLE, TONE_ROLE})

AnyIndex = QModelIndex | QPersistentModelIndex
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": Qt.AlignmentFlag.AlignCenter,
}


class RowsModel(QAbstractTableModel):
    """Shows a :class:`Source`: opens at once, fetches what is looked at, forgets what is not.

    Signals: ``arrived(first, last)`` when rows have come, ``counted(n)`` when the number of rows
    is known anew.
    """

    arrived = Signal(int, int)
    counted = Signal(int)

    def __init__(
        self,
        runner: Runner,
        columns: Sequence[Column] | Callable[[], Sequence[Column]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = columns if callable(columns) else None
        self.columns = tuple(columns() if callable(columns) else columns)
        self._runner = runner
        self._source: Source | None = None
        self._turn = 0
        self._extent = 0
        self._known = False
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._stale: set[int] = set()
        self._ends: dict[int, Any] = {}
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask_wanted)
        follow(self, self._retranslate)

    # what the screens use

    def set_source(self, source: Source) -> None:
        """Show another list, from its top."""
        self.beginResetModel()
        self._source = source
        self._extent = 0
        self._known = False
        self._pages.clear()
        self._stale.clear()
        self._forget_asked()
        self.endResetModel()
        self._ask_count()
        self._want(0)

    def refresh(self) -> None:
        """Read again what is in sight, keeping the old rows on the screen until the new come."""
        if self._source is None:
            return
        self._forget_asked()
        self._stale = set(self._pages)
        self._ask_count()
        self._want(0)
        if self._extent:
            self._touch(0, self._extent - 1)

    def row(self, number: int) -> Any | None:
        """The row if it has come, else ``None``; asking makes it come."""
        page, offset = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._want(page)
        if rows is None or offset >= len(rows):
            return None
        self._pages.move_to_end(page)
        return rows[offset]

    def number_of(self, key: Any, first: int, last: int) -> int | None:
        """Where the row with ``key`` stands among the rows now held from ``first`` to ``last``."""
        if self._source is None:
            return None
        for page in range(first // PAGE, last // PAGE + 1):
            for offset, row in enumerate(self._pages.get(page, ())):
                if self._source.key(row) == key:
                    return page * PAGE + offset
        return None

    def key_of(self, number: int) -> Any | None:
        row = self.row(number)
        return None if row is None or self._source is None else self._source.key(row)

    @property
    def known(self) -> bool:
        """Whether the number of rows is the real one and not only what has been seen."""
        return self._known

    # what Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._extent

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if role not in _ANSWERED:  # Qt asks for a dozen others at each painting of a cell
            return None
        column = self.columns[index.column()]
        if role == _ALIGNMENT:
            return _ALIGN[column.align]
        row = self.row(index.row())
        if role == ROW_ROLE:
            return row
        if role == TONE_ROLE:
            return column.tone(row) if column.tone is not None and row is not None else None
        text = column.show(row) if row is not None else "…"
        return f"{tr(*column.title)}: {text}" if role == _SPOKEN else text

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(*self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[section].align]
        return None

    # fetching

    def _forget_asked(self) -> None:
        self._turn += 1
        self._ends.clear()
        self._wanted.clear()
        self._asked.clear()

    def _ask_count(self) -> None:
        source, turn = self._source, self._turn
        if source is None or source.count is None:
            return
        self._runner.read(
            source.count, lambda n: self._counted(turn, n), tag=f"count {id(self)}", owner=self
        )

    def _counted(self, turn: int, number: int) -> None:
        if turn == self._turn:
            self._set_extent(number)
            self._known = True
            self.counted.emit(number)

    def _want(self, page: int) -> None:
        if page in self._asked or (self._wanted and self._wanted[-1] == page):
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        self._soon.start()

    def _ask_wanted(self) -> None:
        """Ask for what was looked at last; what was only scrolled past is dropped."""
        del self._wanted[:-WAITING]
        while self._wanted and len(self._asked) < IN_FLIGHT:
            self._ask(self._wanted.pop())

    def _ask(self, page: int) -> None:
        source, turn = self._source, self._turn
        if source is None:
            return
        self._asked.add(page)
        nearest = max((end for end in self._ends if end < page), default=None)
        after = None if nearest is None else self._ends[nearest]
        skip = (page if nearest is None else page - nearest - 1) * PAGE
        window = Window(after, skip, PAGE)
        self._runner.read(
            lambda reader: source.page(reader, window),
            lambda rows: self._came(turn, page, rows),
            owner=self,
        )

    def _came(self, turn: int, page: int, rows: Sequence[Any]) -> None:
        if turn != self._turn or self._source is None:
            return
        self._asked.discard(page)
        self._stale.discard(page)
        self._pages[page] = rows
        self._pages.move_to_end(page)
        if len(rows) == PAGE:
            self._ends[page] = self._source.place(rows[-1])
        self._learn_extent(page, len(rows))
        while len(self._pages) > KEPT_PAGES:
            self._stale.discard(self._pages.popitem(last=False)[0])
        if rows:
            first = page * PAGE
            self._touch(first, first + len(rows) - 1)
            self.arrived.emit(first, first + len(rows) - 1)
        self._ask_wanted()

    def _learn_extent(self, page: int, came: int) -> None:
        """A short page is the end of the list, wherever the count said it was."""
        seen = page * PAGE + came
        if came == PAGE:
            if not self._known:
                self._set_extent(max(seen, self._extent))
            return
        self._set_extent(seen if came or page == 0 else min(self._extent, seen))
        if not self._known:
            self._known = True
            self.counted.emit(self._extent)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not self._known and self._extent > 0 and self._extent % PAGE == 0

    def fetchMore(self, parent: AnyIndex) -> None:
        self._want(self._extent // PAGE)

    def _set_extent(self, number: int) -> None:
        old = self._extent
        if number > old:
            self.beginInsertRows(QModelIndex(), old, number - 1)
            self._extent = number
            self.endInsertRows()
        elif number < old:
            self.beginRemoveRows(QModelIndex(), number, old - 1)
            self._extent = number
            self.endRemoveRows()

    def _touch(self, first: int, last: int) -> None:
        last = min(last, self._extent - 1)
        if first <= last:
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))

    def dress(self) -> bool:
        """Other columns for another look, where they depend on it; whether they do."""
        if self._columns is None:
            return False
        self.beginResetModel()
        self.columns = tuple(self._columns())
        self.endResetModel()
        return True

    def _retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._extent:
            self._touch(0, self._extent - 1)
