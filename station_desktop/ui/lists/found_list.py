"""What a search found, two lines an entry, beneath the line it was typed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from station_desktop.ui.look import theme

AnyIndex = QModelIndex | QPersistentModelIndex
FOUND_ROLE = Qt.ItemDataRole.UserRole


class Found(msgspec.Struct, frozen=True):
    """One thing found: ``kind`` says what sort of thing it is, ``what`` is for the caller."""

    title: str
    detail: str = ""
    kind: str = ""
    what: Any = None


class FoundModel(QAbstractListModel):
    """The few best matches, all at once."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Found, ...] = ()

    def put(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (found.title, found.kind, found.detail) if part)
        return found if role == FOUND_ROLE else None


class _TwoLines(QStyledItemDelegate):
    """Title and kind above, detail beneath."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size = theme.scale()
        return QSize(200, max(size.control, size.base + size.small + 22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        found: Found = index.data(FOUND_ROLE)
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        colours, size = theme.palette(), theme.scale()
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(colours.accent_soft))
            bar = QRect(rect.x(), rect.y(), 4, rect.height())
            painter.fillRect(bar, QColor(colours.accent))
        inner = rect.adjusted(14, 6, -12, -6)
        strong, quiet = self._fonts(option, size.base, size.small)
        painter.setFont(quiet)
        kind_width = painter.fontMetrics().horizontalAdvance(found.kind)
        painter.setPen(QColor(colours.accent_ink if chosen else colours.muted))
        align = Qt.AlignmentFlag
        painter.drawText(inner, int(align.AlignRight | align.AlignTop), found.kind)
        self._line(painter, inner, found.detail, int(align.AlignBottom))
        painter.setFont(strong)
        painter.setPen(QColor(colours.accent_ink if chosen else colours.text))
        top = inner.adjusted(0, -2, -kind_width - 12, 0)
        self._line(painter, top, found.title, int(align.AlignTop))
        painter.restore()

    def _fonts(self, option: QStyleOptionViewItem, base: int, small: int) -> tuple[QFont, QFont]:
        strong = QFont(option.font)  # type: ignore[attr-defined]
        strong.setPixelSize(base)
        strong.setWeight(QFont.Weight.DemiBold)
        quiet = QFont(strong)
        quiet.setPixelSize(small)
        quiet.setWeight(QFont.Weight.Normal)
        return strong, quiet

    def _line(self, painter: QPainter, rect: QRect, text: str, align: int) -> None:
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align | int(Qt.AlignmentFlag.AlignLeft), elided)


class FoundList(QListView):
    """Keeps the keyboard where the words are typed; the search box moves its current entry."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.found = FoundModel()
        self.setModel(self.found)
        self.setItemDelegate(_TwoLines(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def put(self, found: Sequence[Found]) -> None:
        """Show what was found, the best one chosen."""
        self.found.put(found)
        if found:
            self.setCurrentIndex(self.found.index(0, 0))

    @property
    def current(self) -> Found | None:
        index = self.currentIndex()
        return index.data(FOUND_ROLE) if index.isValid() else None

    def step(self, by: int) -> None:
        """Move the choice up or down, around the ends."""
        count = self.found.rowCount()
        if count:
            number = (self.currentIndex().row() + by) % count
            self.setCurrentIndex(self.found.index(number, 0))

    def height_wanted(self, most: int = 9) -> int:
        count = min(most, self.found.rowCount())
        return count * max(1, self.sizeHintForRow(0)) + 2 * self.frameWidth() + 2
