"""Breaking one text into lines: the only place where the layout asks the font for widths."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from station_desktop.papers.document import Align, Role
from station_desktop.papers.placed import Run
from station_desktop.papers.printing_fonts import font, printable
from station_desktop.papers.sheet import Sheet

BOLD: frozenset[Role] = frozenset({"title", "heading", "label"})


class Lines(NamedTuple):
    """One text broken to a width: what stands in each line, how wide, and how far apart."""

    texts: tuple[tuple[str, float], ...]
    pixels: int
    bold: bool
    step: float
    ascent: float

    @property
    def height(self) -> float:
        return self.step * len(self.texts)

    def run(self, index: int, x: float, top: float, width: float, align: Align) -> Run:
        """Line ``index`` in a box ``width`` wide whose first line begins at ``top``."""
        text, natural = self.texts[index]
        spare = max(0.0, width - natural)
        shift = {"left": 0.0, "center": spare / 2, "right": spare}[align]
        return Run(x + shift, top + self.ascent, text, self.pixels, self.bold)


def break_lines(text: str, role: Role, sheet: Sheet, width: float) -> Lines:
    """``text`` in lines no wider than ``width``; every line break in it is kept."""
    pixels, bold = sheet.sizes[role], role in BOLD
    face = font(pixels, bold)
    metrics = QFontMetricsF(face)
    step = round(pixels * sheet.leading)
    # The baseline that centres the ink of Chinese characters in the line's height.
    ascent = (step - metrics.height()) / 2 + metrics.ascent()
    lines: list[tuple[str, float]] = []
    for paragraph in printable(text).split("\n"):
        lines.extend(_broken(paragraph, face, width))
    return Lines(tuple(lines), pixels, bold, step, ascent)


def _broken(paragraph: str, face: QFont, width: float) -> list[tuple[str, float]]:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(paragraph, face)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[tuple[str, float]] = []
    units = paragraph.encode("utf-16-le", "surrogatepass")
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        piece = units[2 * start : 2 * (start + line.textLength())].decode("utf-16-le", "replace")
        lines.append((piece.rstrip(" "), line.naturalTextWidth()))
    layout.endLayout()
    return lines or [("", 0.0)]
