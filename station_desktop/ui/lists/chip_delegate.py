"""States in a table, painted as the chips they are elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from station_desktop.ui.lists.rows_model import TONE_ROLE
from station_desktop.ui.look import theme
from station_desktop.ui.look.chips import signed

_LEFT = Qt.AlignmentFlag.AlignLeft


class ChipDelegate(QStyledItemDelegate):
    """Paints cells that have a tone as chips, all others as usual."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tone = index.data(TONE_ROLE)
        if not tone:
            super().paint(painter, option, index)
            return
        self._paint_ground(painter, option, index)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or _LEFT)
        self._paint_chip(painter, option, str(tone), str(index.data()), align)

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""  # type: ignore[attr-defined]
        widget = plain.widget  # type: ignore[attr-defined]
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, widget)

    def _paint_chip(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        tone: str,
        words: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        colours, size = theme.palette(), theme.scale()
        text = signed(tone, words)
        font = option.font  # type: ignore[attr-defined]
        font.setPixelSize(size.small)
        painter.save()
        painter.setFont(font)
        metrics = painter.fontMetrics()
        cell = option.rect  # type: ignore[attr-defined]
        room = cell.width() - 16
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 2 * size.gap)
        width = metrics.horizontalAdvance(text) + 2 * size.gap
        height = metrics.height() + 4
        left = cell.x() + 8
        if align & Qt.AlignmentFlag.AlignRight:  # beneath its heading, as a number stands
            left += room - width
        box = QRectF(left, cell.center().y() - height / 2 + 0.5, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, f"{tone}_soft")))
        painter.drawRoundedRect(box, size.radius, size.radius)
        painter.setPen(QColor(getattr(colours, f"{tone}_ink")))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
