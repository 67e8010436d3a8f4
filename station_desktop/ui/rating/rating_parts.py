"""What the resident's rating page is made of: drawn faces, questions in a row, large words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

TARGET = 64
"""Least height and width of anything to be pressed (工信部适老化: 60)."""
LEVELS: dict[int, Text] = {
    5: Text("rating", "Very satisfied"),
    4: Text("rating", "Satisfied"),
    3: Text("rating", "Fairly satisfied"),
    2: Text("rating", "Dissatisfied"),
    1: Text("rating", "Very dissatisfied"),
}
SMALL, _NAME = 20, 26
_TALLEST = 360


class Face(QAbstractButton):
    """One of the five levels: a drawn face, its word, and its key."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level
        self.setObjectName(f"rating.level.{level}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(_TALLEST)
        follow(self, self._say)
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(210, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 150)

    def _say(self) -> None:
        words = tr(*LEVELS[self.level])
        self.setText(words)
        self.setAccessibleName(f"{self.level} {words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.palette()
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        chosen = self.isChecked()
        painter.setBrush(QColor(colours.accent_soft if chosen else colours.surface))
        edge = colours.accent if chosen or self.hasFocus() else colours.edge
        painter.setPen(QPen(QColor(edge), 5 if chosen else 4 if self.hasFocus() else 2))
        painter.drawRoundedRect(box, 14, 14)
        ink = QColor(colours.accent_ink if chosen else colours.text)
        side = min(box.width() * 0.56, box.height() * 0.52)
        face = QRectF(0, 0, side, side)
        face.moveCenter(box.center())
        face.moveTop(box.top() + box.height() * 0.1)
        self._face(painter, face, ink)
        font = QFont(self.font())
        font.setPixelSize(_NAME)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(ink)
        words = QRectF(
            box.left() + 4, face.bottom() + 4, box.width() - 8, box.bottom() - face.bottom() - 8
        )
        mark = "✓ " if chosen else f"{self.level} "
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), mark + self.text())
        painter.end()

    def _face(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        """Eyes and a mouth that curves with the level."""
        painter.setPen(QPen(ink, max(3.0, box.width() / 22)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setBrush(ink)
        eye = box.width() / 13
        for x in (0.33, 0.67):
            painter.drawEllipse(
                QRectF(
                    box.left() + box.width() * x - eye / 2,
                    box.top() + box.height() * 0.36,
                    eye,
                    eye * 1.3,
                )
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bend = (self.level - 3) / 2 * box.height() * 0.17
        y = box.top() + box.height() * 0.68 - bend / 4
        mouth = QPainterPath()
        mouth.moveTo(box.left() + box.width() * 0.28, y)
        mouth.quadTo(box.center().x(), y + 2 * bend, box.left() + box.width() * 0.72, y)
        painter.drawPath(mouth)


class Choice(QWidget):
    """A question that may be left out, with its answers in a row; the same answer pressed again
    takes it back."""

    def __init__(self, name: str, title: Text, answers: dict[str, Text]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._keys: dict[QPushButton, str] = {}
        self._answers = answers
        self._title = title
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        words = large(SMALL)
        words.setWordWrap(True)
        bind(words.setText, *title)
        line.addWidget(words, 1)
        for key in answers:
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"{name}.{key}")
            button.setCheckable(True)
            enlarge(button, SMALL, TARGET)
            button.clicked.connect(partial(self._pressed, button))
            self._keys[button] = key
            line.addWidget(button)
        follow(self, self._say)
        self._say()

    @property
    def value(self) -> str:
        """The key of the answer, empty for none."""
        return next((key for button, key in self._keys.items() if button.isChecked()), "")

    def clear(self) -> None:
        for button in self._keys:
            button.setChecked(False)
        self._say()

    def _pressed(self, button: QPushButton) -> None:
        for other in self._keys:
            if other is not button:
                other.setChecked(False)
        self._say()

    def _say(self) -> None:
        for button, key in self._keys.items():
            words = tr(*self._answers[key])
            button.setText(f"✓ {words}" if button.isChecked() else words)
            button.setAccessibleName(f"{tr(*self._title)}: {words}")


def large(pixels: int, role: str = "") -> QLabel:
    made = label(role=role)
    enlarge(made, pixels)
    return made


def enlarge(widget: QWidget, pixels: int, width: int = 0) -> None:
    """A size of its own, whatever look the officer has chosen; ``width`` for what is pressed."""
    target = f" min-height: {TARGET - 12}px; min-width: {width - 20}px;" if width else ""
    widget.setStyleSheet(f"font-size: {pixels}px;{target}")
