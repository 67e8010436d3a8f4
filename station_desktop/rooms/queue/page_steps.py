"""The life of the case as a picture: steps gone through, the one where it stands, those ahead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_desktop.rooms.queue.loop import Stage
from station_desktop.ui.look import theme
from station_desktop.ui.words import bind

_ENDED_BADLY = ("refused", "withdrawn", "void")


class StepLine(QWidget):
    """Circles on a line with their names beneath; the one where the case stands is filled and its
    name bold, so that colour is not the only sign."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("queue.case.steps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stages: tuple[Stage, ...] = ()

    def put(self, stages: tuple[Stage, ...]) -> None:
        """Show these steps."""
        self._stages = stages
        here = next((stage.name for stage in stages if stage.standing == "here"), "")
        bind(self.setAccessibleName, "queue", "Stands at: {step}", step=here)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, theme.scale().base * 3 + 4)

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, base = theme.palette(), theme.scale().base
        each, middle = self.width() / len(self._stages), base * 0.75
        for number, stage in enumerate(self._stages):
            x = each * (number + 0.5)
            if number:
                painter.setPen(
                    QColor(colours.line if stage.standing == "ahead" else colours.accent)
                )
                painter.drawLine(QPointF(x - each + base, middle), QPointF(x - base, middle))
            self._circle(painter, stage, QPointF(x, middle))
            font = QFont(self.font())
            font.setBold(stage.standing == "here")
            painter.setFont(font)
            painter.setPen(QColor(colours.faint if stage.standing == "ahead" else colours.text))
            where = QRectF(x - each / 2, base * 1.4, each, base * 1.6)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), stage.name)
        painter.end()

    def _circle(self, painter: QPainter, stage: Stage, at: QPointF) -> None:
        colours, size = theme.palette(), theme.scale().base * 0.42
        ink = QColor(colours.bad_ink if stage.key in _ENDED_BADLY else colours.accent)
        painter.setPen(QColor(colours.edge) if stage.standing == "ahead" else ink)
        fill = {"here": ink, "past": QColor(colours.accent_soft)}
        painter.setBrush(fill.get(stage.standing, QColor(colours.surface)))
        painter.drawEllipse(at, size, size)
        if stage.standing == "past":
            painter.drawText(
                QRectF(at.x() - 10, at.y() - 10, 20, 20), int(Qt.AlignmentFlag.AlignCenter), "✓"
            )
