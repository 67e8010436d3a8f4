"""Departments against their limit, as a picture: one bar each from the call to the sign-in, the
limit in the middle, red and hatched past it, words beside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
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

from station_desktop.rooms.whistles import page_words, room
from station_desktop.rooms.whistles.room import LIMIT, Lane
from station_desktop.ui.look import theme
from station_desktop.ui.look.chips import signed
from station_desktop.ui.words import bind, follow

ROW_HIGH, NAME_LEAST, NAME_MOST, WORDS_LEAST, WORDS_MOST = 3.3, 8.5, 16.0, 10.5, 14.0
"""Height of a row, least and greatest widths of the names and of the words, in sizes of the type;
between them a quarter of the width each."""
NARROW = 13
"""An axis narrower than this, in sizes of the type, says no more than the limit beneath it."""
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class Timeline(QWidget):
    """Signal ``chosen(department)`` when another one is picked, by ↑ ↓ or the mouse; one that only
    shows cannot be picked in."""

    chosen = Signal(str)

    def __init__(self, name: str, language: Callable[[], str], *, picking: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if picking:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            bind(self.setAccessibleName, "whistles", "Departments called")
        self._language = language
        self._picking = picking
        self._lanes: tuple[Lane, ...] = ()
        self._at = 0
        follow(self, self._describe)

    def put(self, lanes: tuple[Lane, ...]) -> None:
        """Show these departments as they now stand."""
        self._lanes = lanes
        self._at = max(0, min(self._at, len(lanes) - 1))
        self._describe()
        self.updateGeometry()

    @property
    def department(self) -> str:
        """The picked one; empty where there is none."""
        return self._lanes[self._at].called.department if self._lanes else ""

    def pick(self, department: str) -> None:
        """Pick this one, if it is there."""
        names = [lane.called.department for lane in self._lanes]
        if department in names:
            self._at = names.index(department)
            self._describe()

    def said(self) -> list[str]:
        """Every department's line as words: what the picture says to a screen reader."""
        return [
            page_words.joined(
                room.department(lane.called.department, self._language()),
                signed(*page_words.stands(lane.standing)),
                page_words.beneath(lane),
            )
            for lane in self._lanes
        ]

    def _describe(self) -> None:
        lines = self.said()
        here = lines[self._at : self._at + 1] if self._picking else lines
        self.setAccessibleDescription("; ".join(here))
        self.setToolTip("\n".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, round(len(self._lanes) * self._row))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _row(self) -> float:
        return theme.scale().base * ROW_HIGH

    # the keyboard and the mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if not self._picking or step is None or event.modifiers() & ~_PAD:
            super().keyPressEvent(event)
            return
        self._go(self._at + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._picking:
            self._go(int(event.position().y() // self._row))
        else:
            super().mousePressEvent(event)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._lanes):
            self._at = row
            self._describe()
            self.chosen.emit(self.department)

    # painting

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, lane in enumerate(self._lanes):
            row = QRectF(0, number * self._row, self.width(), self._row)
            if self._picking and number == self._at:
                self._ground(painter, row)
            self._paint(painter, lane, row)
        painter.end()

    def _ground(self, painter: QPainter, row: QRectF) -> None:
        colours, size = theme.palette(), theme.scale()
        painter.setPen(QPen(QColor(colours.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), size.radius, size.radius)

    def _paint(self, painter: QPainter, lane: Lane, row: QRectF) -> None:
        base, quarter = theme.scale().base, row.width() / 4
        left = min(max(quarter, base * NAME_LEAST), base * NAME_MOST)
        right = min(max(quarter, base * WORDS_LEAST), base * WORDS_MOST)
        pad = base * 0.6
        self._name(painter, lane, QRectF(row.left() + pad, row.top(), left - pad, row.height()))
        axis = QRectF(row.left() + left, row.top(), row.width() - left - right, row.height())
        self._bar(painter, lane, axis.adjusted(pad, 0, -pad, 0))
        words = QRectF(axis.right() + pad, row.top(), right - pad, row.height())
        self._words(painter, lane, words)

    def _name(self, painter: QPainter, lane: Lane, place: QRectF) -> None:
        one = lane.called
        painter.setFont(_font(weight=QFont.Weight.DemiBold))
        name = room.department(one.department, self._language())
        who = one.who or one.contact
        if not who and not _fits(painter, place, name):
            painter.setFont(_font(weight=QFont.Weight.DemiBold, small=True))
        if not who and _fits(painter, place, name):
            painter.setPen(QColor(theme.palette().text))
            painter.drawText(place, _WRAPPED, name)
            return
        painter.setFont(_font(weight=QFont.Weight.DemiBold))
        self._line(painter, place, 0, name, theme.palette().text)
        painter.setFont(_font(small=True))
        self._line(painter, place, 1, who, theme.palette().muted)

    def _line(self, painter: QPainter, place: QRectF, line: int, text: str, colour: str) -> None:
        """Text in the upper or the lower half of the row, cut where it is too long."""
        half = QRectF(place.left(), place.top() + line * place.height() * 0.46, place.width(), 0)
        half.setHeight(place.height() * 0.54)
        cut = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.setPen(QColor(colour))
        painter.drawText(half, _MIDDLE, cut)

    def _bar(self, painter: QPainter, lane: Lane, axis: QRectF) -> None:
        colours, base = theme.palette(), theme.scale().base
        track = QRectF(axis.left(), axis.top() + base * 0.62, axis.width(), base * 0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken))
        painter.drawRoundedRect(track, 3, 3)
        within = min(lane.until, LIMIT)
        tone = "ok" if lane.standing.seen else "info"
        painter.setBrush(QColor(getattr(colours, f"{tone}_ink")))
        painter.drawRect(QRectF(track.left(), track.top(), track.width() * within, track.height()))
        if lane.until > LIMIT:
            over = QRectF(track)
            over.setLeft(track.left() + track.width() * LIMIT)
            over.setWidth(track.width() * (lane.until - LIMIT))
            _hatched(painter, over, colours.bad_soft, colours.bad_ink)
        self._marks(painter, lane, track)
        self._times(painter, lane, axis)

    def _marks(self, painter: QPainter, lane: Lane, track: QRectF) -> None:
        """The limit as an upright line, the sign-in as a disc, the report as a square."""
        colours = theme.palette()
        limit = track.left() + track.width() * LIMIT
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(QPointF(limit, track.top() - 4), QPointF(limit, track.bottom() + 4))
        middle, size = track.center().y(), track.height() * 0.62
        painter.setPen(QPen(QColor(colours.surface), 2))
        painter.setBrush(QColor(colours.text))
        if lane.called.checked_in_at:
            here = QPointF(track.left() + track.width() * lane.until, middle)
            painter.drawEllipse(here, size, size)
        if lane.mark is not None:
            at = track.left() + track.width() * lane.mark
            painter.drawRect(QRectF(at - size, middle - size, size * 2, size * 2))

    def _times(self, painter: QPainter, lane: Lane, axis: QRectF) -> None:
        """When it was called, and by when it must be there."""
        painter.setFont(_font(small=True))
        painter.setPen(QColor(theme.palette().muted))
        one = lane.called
        below = QRectF(axis.left(), axis.top() + axis.height() * 0.5, axis.width(), 0)
        below.setHeight(axis.height() * 0.48)
        if axis.width() >= theme.scale().base * NARROW:
            painter.drawText(below, _MIDDLE, page_words.time(one.called_at))
        centre = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(below, centre, page_words.limit(one.due_at))
        if lane.beyond:
            painter.drawText(below, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), "»")

    def _words(self, painter: QPainter, lane: Lane, place: QRectF) -> None:
        colours, size = theme.palette(), theme.scale()
        tone, words = page_words.stands(lane.standing)
        text = signed(tone, words)
        painter.setFont(_font(weight=QFont.Weight.DemiBold, small=True))
        wide = min(place.width(), QFontMetricsF(painter.font()).horizontalAdvance(text) + 14)
        chip = QRectF(place.left(), place.top() + size.base * 0.25, wide, size.base * 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, f"{tone}_soft")))
        painter.drawRoundedRect(chip, size.radius, size.radius)
        painter.setPen(QColor(getattr(colours, f"{tone}_ink")))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setFont(_font(small=True))
        self._line(painter, place, 1, page_words.beneath(lane), colours.muted)


_PAD = Qt.KeyboardModifier.KeypadModifier
_WRAPPED = _MIDDLE | int(Qt.TextFlag.TextWordWrap)


def _fits(painter: QPainter, place: QRectF, text: str) -> bool:
    """Whether the text, wrapped, stays within its row: the rows stand close."""
    return painter.boundingRect(place, _WRAPPED, text).height() <= place.height()


def _font(*, weight: QFont.Weight = QFont.Weight.Normal, small: bool = False) -> QFont:
    size = theme.scale()
    found = QFont()
    found.setPixelSize(size.small if small else size.base)
    found.setWeight(weight)
    return found


def _hatched(painter: QPainter, place: QRectF, ground: str, ink: str) -> None:
    """Past the limit: to be told from the rest without its colour too."""
    painter.setPen(QPen(QColor(ink), 1))
    painter.setBrush(QColor(ground))
    painter.drawRect(place)
    painter.setBrush(QBrush(QColor(ink), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(place)
