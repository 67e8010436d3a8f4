"""A picture of all open cases by how pressing they are: one bar, each part as long as its share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_desktop.rooms.follow_up import page_words
from station_desktop.storage.reads.reads_board import PRESSURES
from station_desktop.ui.look import theme
from station_desktop.ui.look.chips import signed
from station_desktop.ui.words import bind, follow

_LEAST = 128


class PressureStrip(QWidget):
    """Signal ``chosen(key)`` when a part is pressed, empty when it was the chosen one: with the
    mouse, or by ← → and Enter."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("follow_up.board.pressure")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind(self.setAccessibleName, "follow_up", "Open cases by time left")
        self._counts: dict[str, int] = {}
        self._picked = ""
        self._at = 0
        follow(self, self.update)

    def put(self, counts: dict[str, int], picked: str) -> None:
        """Show these counts, the chosen part outlined."""
        self._counts = {key: counts.get(key, 0) for key in PRESSURES if counts.get(key)}
        self._picked = picked
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, theme.scale().control + theme.scale().gap * 2)

    def parts(self) -> list[tuple[str, QRectF]]:
        """Where each part stands; a small one is still wide enough to be read."""
        total = sum(self._counts.values())
        if not total:
            return []
        width, height = float(self.width()), float(self.height() - 2)
        least = min(_LEAST * theme.scale().base / 14, width / len(self._counts))
        shares = {key: max(least, width * n / total) for key, n in self._counts.items()}
        over = sum(shares.values()) - width
        spare = sum(share - least for share in shares.values()) or 1.0
        left, placed = 0.0, []
        for key, share in shares.items():
            wide = share - over * (share - least) / spare
            placed.append((key, QRectF(left, 1, wide - 2, height)))
            left += wide
        return placed

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, size = theme.palette(), theme.scale()
        for number, (key, place) in enumerate(self.parts()):
            tone = page_words.PRESSURE_TONES[key]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(colours, f"{tone}_soft")))
            painter.drawRoundedRect(place, size.radius, size.radius)
            ink = QColor(getattr(colours, f"{tone}_ink"))
            if key == self._picked or (self.hasFocus() and number == self._at):
                painter.setPen(ink)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), size.radius, size.radius)
            painter.setPen(ink)
            words = signed(tone, f"{page_words.pressure(key)} {self._counts[key]}")
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, (key, place) in enumerate(self.parts()):
            if place.contains(event.position()):
                self._at = number
                self._choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = [key for key, _ in self.parts()]
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and keys:
            self._at = (self._at + step) % len(keys)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and keys:
            self._choose(keys[min(self._at, len(keys) - 1)])
        else:
            super().keyPressEvent(event)

    def _choose(self, key: str) -> None:
        self.chosen.emit("" if key == self._picked else key)
