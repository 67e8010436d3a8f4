"""Small calm charts that are painted, walked through by the arrow keys and opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_desktop.ui.look import theme

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Mark(msgspec.Struct, frozen=True):
    """One thing that a chart shows: its name, its values, how they are written, and what it opens.
    ``parts`` are what each value opens and how it is read out, where they are opened one by one.
    ``target`` is what a rate was before, as a share; below 0 where that is not known."""

    name: str
    values: tuple[float, ...]
    shown: str
    opens: Any = None
    parts: tuple[tuple[Any, str], ...] = ()
    target: float = -1


class Chart(QWidget):
    """Signals: ``opened(what)`` on Enter or a click. ``legend`` names the values of a mark."""

    opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.marks: tuple[Mark, ...] = ()
        self.legend: tuple[str, ...] = ()
        self.current = 0
        self._title = ""
        self._places: list[QRectF] = []
        self._stops: list[tuple[Any, str]] = []

    def put(self, title: str, marks: Sequence[Mark], legend: Sequence[str] = ()) -> None:
        """Show other marks, on the one that was current where there are as many."""
        self._title, self.marks, self.legend = title, tuple(marks), tuple(legend)
        before = len(self._stops)
        self._stops = []
        for mark in self.marks:
            self._stops += mark.parts or ((mark.opens, f"{mark.name}: {mark.shown}"),)
        if len(self._stops) != before:
            self.current = 0
        self._say()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 8 * theme.scale().base)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 5 * theme.scale().base)

    # by keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ENTER and self._stops:
            self._open(self.current)
        elif key in _FORWARD or key in _BACK:
            self._step(1 if key in _FORWARD else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None:
            self.current = found
            self._say()
            self.update()
            self._open(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        over = found is not None and self._stops[found][0] is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._stops[found][1] if found is not None else "")

    def _step(self, by: int) -> None:
        if self._stops:
            self.current = (self.current + by) % len(self._stops)
            self._say()
            self.update()

    def _open(self, number: int) -> None:
        what = self._stops[number][0]
        if what is not None:
            self.opened.emit(what)

    def _at(self, point: QPoint) -> int | None:
        for number, place in enumerate(self._places):
            if place.contains(QPointF(point)):
                return number
        return None

    def _say(self) -> None:
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._stops[self.current][1] if self._stops else "")

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(theme.scale().small)
        painter.setFont(font)
        self._places = []
        self._paint(painter, QRectF(self.rect()).adjusted(4, 4, -4, -4))
        if self.hasFocus():
            self._ring(painter)
        painter.end()

    def _ring(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(theme.palette().accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        if self.current < len(self._places):
            painter.setPen(QPen(QColor(theme.palette().accent), 1))
            painter.drawRoundedRect(self._places[self.current].adjusted(-2, -1, 2, 1), 3, 3)

    def _paint(self, painter: QPainter, room: QRectF) -> None:
        raise NotImplementedError

    def _line(self, painter: QPainter) -> float:
        return float(QFontMetricsF(painter.font()).height())

    def _write(
        self, painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag = _LEFT
    ) -> None:
        words = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, int(align | _MIDDLE), words)

    def _paint_legend(self, painter: QPainter, room: QRectF) -> float:
        """The names of the values above the chart; returns the height used."""
        if len(self.legend) < 2:
            return 0.0
        metrics, x = QFontMetricsF(painter.font()), room.left()
        high = self._line(painter)
        for colour, name in zip(_colours(), self.legend, strict=False):
            painter.fillRect(QRectF(x, room.top() + high * 0.25, high * 0.5, high * 0.5), colour)
            painter.setPen(QColor(theme.palette().muted))
            x += high * 0.75
            width = metrics.horizontalAdvance(name) + 2
            self._write(painter, QRectF(x, room.top(), width, high), name)
            x += width + 12
        return high + 4


class Bars(Chart):
    """A bar across for each mark, its values stacked; the number stands behind it."""

    def _paint(self, painter: QPainter, room: QRectF) -> None:
        top = room.top() + self._paint_legend(painter, room)
        if not self.marks:
            return
        metrics = QFontMetricsF(painter.font())
        names = min(
            max(metrics.horizontalAdvance(mark.name) for mark in self.marks) + 8, room.width() * 0.4
        )
        numbers = max(metrics.horizontalAdvance(mark.shown) for mark in self.marks) + 8
        most = max((sum(mark.values) for mark in self.marks), default=0) or 1
        step = min((room.bottom() - top) / len(self.marks), self._line(painter) * 2.2)
        wide = max(10.0, room.width() - names - numbers)
        for number, mark in enumerate(self.marks):
            row = QRectF(room.left(), top + number * step, room.width(), step)
            if not mark.parts:
                self._places.append(row)
            painter.setPen(QColor(theme.palette().text))
            self._write(painter, QRectF(row.left(), row.top(), names - 6, step), mark.name)
            self._bar(painter, QRectF(row.left() + names, row.top(), wide, step), mark, most)

    def _bar(self, painter: QPainter, room: QRectF, mark: Mark, most: float) -> None:
        x, thick = room.left(), min(room.height() * 0.55, theme.scale().base * 1.2)
        for colour, value in zip(_colours(), mark.values, strict=False):
            wide = room.width() * value / most
            part = QRectF(x, room.center().y() - thick / 2, wide, thick)
            painter.fillRect(part, colour)
            if mark.parts:
                self._places.append(part)
            x += wide
        painter.setPen(QColor(theme.palette().text))
        self._write(painter, QRectF(x + 6, room.top(), 200, room.height()), mark.shown)


class Bullets(Chart):
    """A rate on its scale from nothing to all, with what was before as a tick."""

    def _paint(self, painter: QPainter, room: QRectF) -> None:
        if not self.marks:
            return
        colours, line = theme.palette(), self._line(painter)
        step = min(room.height() / len(self.marks), line * 3.2)
        for number, mark in enumerate(self.marks):
            row = QRectF(room.left(), room.top() + number * step, room.width(), step)
            self._places.append(row)
            painter.setPen(QColor(colours.text))
            words = QRectF(row.left(), row.top(), row.width(), line)
            self._write(painter, words, mark.name)
            self._write(painter, words, mark.shown, _RIGHT)
            track = QRectF(row.left(), row.top() + line + 2, row.width(), max(5.0, line * 0.5))
            painter.fillRect(track, QColor(colours.sunken))
            if mark.values:
                filled = QRectF(track)
                filled.setWidth(track.width() * min(1.0, max(0.0, mark.values[0])))
                painter.fillRect(filled, QColor(colours.accent))
            if mark.target >= 0:
                x = track.left() + track.width() * min(1.0, mark.target)
                painter.setPen(QPen(QColor(colours.text), 2))
                painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 2))


class Columns(Chart):
    """Upright columns side by side for each mark, on one base line."""

    def _paint(self, painter: QPainter, room: QRectF) -> None:
        top = room.top() + self._paint_legend(painter, room)
        if not self.marks:
            return
        line = self._line(painter)
        base, most = room.bottom() - line - 2, max(max(mark.values) for mark in self.marks) or 1
        high = max(10.0, base - top - line)
        step = room.width() / len(self.marks)
        metrics = QFontMetricsF(painter.font())
        widest = max(metrics.horizontalAdvance(mark.name) for mark in self.marks) + 8
        every = max(1, -(-int(widest) // max(1, int(step))))
        for number, mark in enumerate(self.marks):
            left = room.left() + number * step
            self._places.append(QRectF(left, top, step, room.bottom() - top))
            wide = step * 0.72 / len(mark.values)
            for place, (colour, value) in enumerate(zip(_colours(), mark.values, strict=False)):
                tall = high * value / most
                x = left + step * 0.14 + place * wide
                painter.fillRect(QRectF(x, base - tall, max(1.0, wide - 1), tall), colour)
                if value and wide > metrics.horizontalAdvance("000"):
                    painter.setPen(QColor(theme.palette().muted))
                    box = QRectF(x - 10, base - tall - line, wide + 20, line)
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{value:g}")
            if number % every == 0:
                painter.setPen(QColor(theme.palette().muted))
                box = QRectF(left - 20, base + 2, step + 40, line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.name)
        painter.setPen(QPen(QColor(theme.palette().edge), 1))
        painter.drawLine(QPointF(room.left(), base), QPointF(room.right(), base))


def _colours() -> tuple[QColor, ...]:
    """Of a mark's values, told apart by their depth as well."""
    worn = theme.palette()
    soft = QColor(worn.accent)
    soft.setAlphaF(0.38)
    warm = QColor(worn.bad_ink)
    warm.setAlphaF(0.75)
    return QColor(worn.accent), soft, warm
