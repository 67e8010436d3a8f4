"""One icon font of the QtAwesome package, read without importing the package.

Importing QtAwesome costs a third of the window's whole start and 30 MB: it loads every font, and
QtPy beneath it loads OpenGL. Its fonts are plain files, and one of them is enough.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPainter, QPixmap

_FAMILY = "fa6s"
_FONT = "fontawesome6-solid-webfont-*.ttf"
_NAMES = "fontawesome6-solid-webfont-charmap-*.json"

Shades = tuple[str, str]


def font_folder() -> Path:
    """Where the package keeps its fonts, found without importing it."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the icon font is missing; install the program again")
    return Path(spec.origin).parent / "fonts"


class IconFont(QObject):
    """One icon font; its glyphs are known by names such as ``fa6s.user``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = font_folder()
        loaded = QFontDatabase.addApplicationFont(str(next(folder.glob(_FONT))))
        families = QFontDatabase.applicationFontFamilies(loaded)
        if not families:
            raise FileNotFoundError("the icon font cannot be read; install the program again")
        self._family = families[0]
        names: dict[str, str] = json.loads(next(folder.glob(_NAMES)).read_text("utf-8"))
        self._codes = {name: chr(int(code, 16)) for name, code in names.items()}

    def has(self, name: str) -> bool:
        return name.removeprefix(f"{_FAMILY}.") in self._codes

    def pixmap(self, name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
        """One glyph, ``size`` logical pixels square; ``KeyError`` for a name the font lacks."""
        code = self._codes[name.removeprefix(f"{_FAMILY}.")]
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        font = QFont(self._family)
        font.setStyleName("Solid")
        font.setPixelSize(round(size * 0.84))
        width = QFontMetrics(font).horizontalAdvance(code)
        if width > size:  # some glyphs are wider than high
            font.setPixelSize(int(size * 0.84 * size / width))
        painter = QPainter(pixmap)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRect(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, code)
        painter.end()
        return pixmap

    def icon(self, name: str, size: int, shades: Shades, ratio: float) -> QIcon:
        """``shades`` are the colours when off and when checked."""
        icon = QIcon()
        for colour, state in zip(shades, (QIcon.State.Off, QIcon.State.On), strict=True):
            icon.addPixmap(self.pixmap(name, size, colour, ratio), QIcon.Mode.Normal, state)
        return icon
