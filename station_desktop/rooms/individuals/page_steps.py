"""The six steps as a picture: a line above a case, six segments in the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from station_desktop import phrases
from station_desktop.domain.individual.individualvalues import STEPS
from station_desktop.ui.lists.chip_delegate import ChipDelegate
from station_desktop.ui.lists.rows_model import ROW_ROLE
from station_desktop.ui.look import theme

AnyIndex = QModelIndex | QPersistentModelIndex


class StepsLine(QWidget):
    """Where a case stands: what is behind it is ticked, where it stands is filled."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("individuals.case.steps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reached = 1
        self._closed = False
        self._language = "zh_CN"

    def put(self, reached: int, closed: bool, language: str) -> None:
        """``reached`` counts from 1; a closed case has all six behind it that it went through."""
        self._reached, self._closed, self._language = reached, closed, language
        words = [self._words(number) for number in range(len(STEPS))]
        self.setAccessibleName(f"{reached}/6 {words[reached - 1]}")
        self.setToolTip(" → ".join(words))
        self.update()

    def _words(self, number: int) -> str:
        return phrases.say(f"individual.step.{STEPS[number]}", self._language)

    def sizeHint(self) -> QSize:
        size = theme.scale()
        return QSize(600, size.control + size.small + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, size = theme.palette(), theme.scale()
        part = self.width() / len(STEPS)
        radius = size.icon * 0.62
        middle = radius + 2
        for number in range(len(STEPS)):
            x = part * (number + 0.5)
            if number:
                behind = number < self._reached
                colour = QColor(colours.accent if behind else colours.line)
                painter.setPen(QPen(colour, 3))
                painter.drawLine(
                    round(x - part + radius), round(middle), round(x - radius), round(middle)
                )
            self._node(painter, number, x, middle, radius)
        painter.end()

    def _node(self, painter: QPainter, number: int, x: float, y: float, radius: float) -> None:
        colours, size = theme.palette(), theme.scale()
        here = number + 1 == self._reached and not self._closed
        behind = number < self._reached and not here
        circle = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        ground = colours.accent if here else colours.accent_soft if behind else colours.surface
        painter.setPen(
            QPen(QColor(colours.accent if number < self._reached else colours.edge), 1.5)
        )
        painter.setBrush(QColor(ground))
        painter.drawEllipse(circle)
        font = QFont(self.font())
        font.setPixelSize(size.small)
        font.setBold(True)
        painter.setFont(font)
        ink = colours.on_accent if here else colours.accent_ink if behind else colours.muted
        painter.setPen(QColor(ink))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "✓" if behind else str(number + 1))
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if number < self._reached else colours.muted))
        place = QRectF(x - self.width() / 12, y + radius + 2, self.width() / 6, size.small + 8)
        text = painter.fontMetrics().elidedText(
            self._words(number), Qt.TextElideMode.ElideRight, round(place.width()) - 4
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class StepsDelegate(ChipDelegate):
    """Paints a list's cell as six segments with the step's name; the row holds the case."""

    SEGMENT = 13

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        self._paint_ground(painter, option, index)
        if row is None:
            return
        colours, size = theme.palette(), theme.scale()
        grow = size.base / 14
        wide, high, gap = self.SEGMENT * grow, 9 * grow, 2 * grow
        cell = option.rect  # type: ignore[attr-defined]
        reached = STEPS.index(row.case.step) + 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = cell.x() + 8.0, cell.center().y() - high / 2 + 0.5
        full = colours.accent if row.case.open else colours.muted
        for number in range(len(STEPS)):
            filled = number < reached
            painter.setPen(QPen(QColor(full if filled else colours.edge), 1))
            painter.setBrush(QColor(full) if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(x, y, wide, high), 2, 2)
            x += wide + gap
        painter.setPen(QColor(colours.text))
        words = QRectF(x + 6, cell.y(), cell.right() - x - 8, cell.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags, str(index.data()))
        painter.restore()
