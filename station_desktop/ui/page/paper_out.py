"""Where papers of this PC go: slips for the roll to a receipt printer without a driver, where there
is one, everything else to the system's printer."""

from __future__ import annotations

from PySide6.QtGui import QImage

from station_desktop.devices import escpos
from station_desktop.devices.adapter import Around, Millimetres
from station_desktop.domain.problem import Refused
from station_desktop.papers import printing
from station_desktop.papers.document import Document
from station_desktop.papers.printing_out import PaperOut, SystemPrinter
from station_desktop.usecases.device import devices

DPI = 203
RECEIPT_PRINTER = "receipt_printer"
_DARK = 150
"""Grey below this is printed: thin strokes of characters survive."""


class RollFirst:
    """Slips are sent as dots: they look as on any printer, rare characters of names included."""

    def __init__(self, seen: Around, others: PaperOut | None) -> None:
        self._seen = seen
        self._others = others

    def put(self, document: Document, name: str) -> bool:
        if document.format != "roll":
            return self._others is not None and self._others.put(document, name)
        paper = self._seen.choices.paper
        slip = escpos.Slip(paper)
        for page in printing.page_images(document, DPI):
            slip.dots(rows(page, paper))
        try:
            devices.try_out(self._seen, RECEIPT_PRINTER, slip=slip.finished())
        except Refused:
            return False
        return True


def look(seen: Around) -> PaperOut | None:
    """What this PC prints on, if anything; asking the system may take long."""
    system = SystemPrinter() if SystemPrinter.available() else None
    if seen.choices.printer and devices.allowed(RECEIPT_PRINTER):
        return RollFirst(seen, system)
    return system


def rows(page: QImage, paper: Millimetres) -> list[bytes]:
    """A page as rows of dots, as wide as the paper; white at its end is left off."""
    dots = escpos.DOTS[paper]
    across = dots // 8
    grey = page.scaledToWidth(dots).convertToFormat(QImage.Format.Format_Grayscale8)
    stride = grey.bytesPerLine()
    whole = bytes(grey.constBits())
    starts = range(0, stride * grey.height(), stride)
    found = [_row(whole[start : start + dots], across) for start in starts]
    while found and not any(found[-1]):
        found.pop()
    return found


def _row(greys: bytes, across: int) -> bytes:
    bits = "".join("1" if grey < _DARK else "0" for grey in greys)
    return int(bits, 2).to_bytes(across, "big")
