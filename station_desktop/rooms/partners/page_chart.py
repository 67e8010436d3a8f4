"""An organisation's year as a picture: its tasks month by month, and its appraisals by grade."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_desktop.domain.partner.partner_records import Month, Record
from station_desktop.ui.look import theme
from station_desktop.ui.words import tr

_HIGH = 8.4
"""Height in sizes of the type."""
_GRADES_WIDE = 11.0
_LEAST = 4
"""A year's tallest month is drawn as if it had at least so many tasks: one task is no peak."""


class RecordChart(QWidget):
    """Months as stacked columns – in time, late, refused – and grades as bars beside them. Every
    number stands in the accessible description and the tip, and colour is never the only sign:
    late is hatched, refused is crossed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("partners.partner.chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._months: tuple[Month, ...] = ()
        self._record = Record()

    def put(self, record: Record, months: tuple[Month, ...]) -> None:
        """Show another year."""
        self._record, self._months = record, months
        lines = self.said()
        self.setAccessibleName(tr("partners", "Tasks by month and appraisals by grade"))
        self.setAccessibleDescription("; ".join(lines))
        self.setToolTip("\n".join(lines))
        self.updateGeometry()
        self.update()

    def said(self) -> list[str]:
        """The picture in words, months without tasks left out."""
        lines = [
            tr(
                "partners",
                "{month}: {tasks} {tasks:task|tasks}, {late} late, {refused} refused",
                month=month.month,
                tasks=month.tasks,
                late=month.late,
                refused=month.refused,
            )
            for month in self._months
            if month.tasks
        ]
        grades = self._record.grades
        lines += [
            tr("partners", "grade {grade}: {n} {n:time|times}", grade=grade, n=grades[grade - 1])
            for grade in range(5, 0, -1)
            if grades[grade - 1]
        ]
        return lines

    def sizeHint(self) -> QSize:
        return QSize(420, round(theme.scale().base * _HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(theme.scale().small)
        painter.setFont(font)
        beside = theme.scale().base * _GRADES_WIDE if self._record.graded else 0.0
        self._paint_months(painter, QRectF(0, 0, self.width() - beside, self.height()))
        if beside:
            gap = theme.scale().space
            left = self.width() - beside + gap
            self._paint_grades(painter, QRectF(left, 0, beside - gap, self.height()))
        painter.end()

    def _paint_months(self, painter: QPainter, place: QRectF) -> None:
        if not self._months:
            return
        small = theme.scale().small
        top, foot = small + 6, place.height() - small - 6
        most = max(_LEAST, *(month.tasks for month in self._months))
        wide = place.width() / len(self._months)
        colours = theme.palette()
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(round(place.left()), round(foot), round(place.right()), round(foot))
        for at, month in enumerate(self._months):
            column = QRectF(place.left() + at * wide, top, wide, foot - top)
            self._paint_month(painter, month, column, most)

    def _paint_month(self, painter: QPainter, month: Month, column: QRectF, most: int) -> None:
        colours, small = theme.palette(), theme.scale().small
        each = column.height() / most
        bar = column.adjusted(column.width() * 0.2, 0, -column.width() * 0.2, 0)
        foot = column.bottom()
        solid, late_hatch = Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern
        in_time = month.tasks - month.late - month.refused
        for count, ground, ink, pattern in (
            (in_time, colours.accent, colours.accent, solid),
            (month.late, colours.warn_soft, colours.warn_ink, late_hatch),
            (month.refused, colours.bad_soft, colours.bad_ink, Qt.BrushStyle.DiagCrossPattern),
        ):
            if count <= 0:
                continue
            part = QRectF(bar.left(), foot - count * each, bar.width(), count * each)
            painter.fillRect(part, QColor(ground))
            if pattern is not solid:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_hatched(ink, pattern))
                painter.drawRect(part)
            foot = part.top()
        if month.tasks:
            painter.setPen(QColor(colours.text))
            above = QRectF(column.left(), foot - small - 5, column.width(), small + 4)
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), str(month.tasks))
        painter.setPen(QColor(colours.muted))
        beneath = QRectF(column.left() - 4, column.bottom() + 3, column.width() + 8, small + 4)
        painter.drawText(beneath, int(Qt.AlignmentFlag.AlignCenter), _short(month.month))

    def _paint_grades(self, painter: QPainter, place: QRectF) -> None:
        colours, small = theme.palette(), theme.scale().small
        most = max(*self._record.grades, 1)
        high = place.height() / 5
        label = small * 2.2
        for line, grade in enumerate(range(5, 0, -1)):
            count = self._record.grades[grade - 1]
            row = QRectF(place.left(), line * high, place.width(), high)
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            painter.setPen(QColor(colours.muted))
            painter.drawText(row, middle, f"{grade}★")
            room = row.width() - 2 * label
            ground = colours.accent if grade > 3 else colours.warn_ink if grade == 3 else ""
            bar = QRectF(row.left() + label, row.top() + high * 0.25, room, high * 0.5)
            painter.fillRect(bar, QColor(colours.sunken))
            bar.setWidth(room * count / most)
            painter.fillRect(bar, QColor(ground or colours.bad_ink))
            painter.setPen(QColor(colours.text))
            painter.drawText(row.adjusted(row.width() - label + 6, 0, 0, 0), middle, str(count))


def _hatched(ink: str, pattern: Qt.BrushStyle) -> QBrush:
    return QBrush(QColor(ink), pattern)


def _short(month: str) -> str:
    """The month's number; January with its year."""
    year, _, number = month.partition("-")
    return f"{year[2:]}/1" if number == "01" else str(int(number))
