"""One layout, three outputs: PDF, preview images, printer.

Works in the window and without one (``QT_QPA_PLATFORM=offscreen``); :func:`ensure_gui` gives Qt
what it needs. Nothing is written but the file that was asked for. Any thread may call; they take
turns.
"""

from __future__ import annotations

import os
import sys
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from station_desktop import whole_files
from station_desktop.papers import printing_fonts as fonts
from station_desktop.papers.alphabet import private
from station_desktop.papers.document import Document
from station_desktop.papers.placed import (
    UNITS_PER_INCH,
    Box,
    Mark,
    Modules,
    Page,
    Run,
    Stroke,
)
from station_desktop.papers.printing_layout import lay_out
from station_desktop.papers.printing_pdf import with_real_characters

if TYPE_CHECKING:  # brings the widgets with it, which making a PDF does not need
    from PySide6.QtPrintSupport import QPrinter

_PRODUCT = "Station Desktop"
_ONE_AT_A_TIME = threading.RLock()
"""The papers' font is one object for the whole process; Qt lets no two threads use it at once."""
_WATERMARK = QColor(224, 224, 224)  # opaque: old printers stumble over transparency


def ensure_gui() -> QGuiApplication:
    """The running application of Qt, or a bare one without a screen for the command line."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    return _bare_application()


@cache
def _bare_application() -> QGuiApplication:
    screens = (os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY"))
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    # Qt's "minimal" platform loads no fonts, and a paper needs its own.
    if asked == "minimal" or (not asked and sys.platform.startswith("linux") and not any(screens)):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication([_PRODUCT])


def pdf_bytes(document: Document) -> bytes:
    """``document`` as a PDF with its fonts embedded and its text selectable."""
    ensure_gui()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setTitle(document.title)
    writer.setCreator(_PRODUCT)
    with _ONE_AT_A_TIME:
        _paint_pages(writer, lay_out(document), 1.0)
    buffer.close()
    real = {ord(mark): ord(character) for character, mark in private().items()}
    return with_real_characters(bytes(buffer.data().data()), real)


def write_pdf(document: Document, path: Path) -> None:
    """The PDF at ``path``, whole or not at all; raises ``OSError``."""
    whole_files.put(path, pdf_bytes(document))


def page_images(document: Document, dots_per_inch: int = 96) -> list[QImage]:
    """The pages as they will be printed, for the preview."""
    ensure_gui()
    scale = dots_per_inch / UNITS_PER_INCH
    with _ONE_AT_A_TIME:
        return [_image(page, scale) for page in lay_out(document)]


def _image(page: Page, scale: float) -> QImage:
    size = QSizeF(page.width * scale, page.height * scale).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _paint(painter, page, scale)
    painter.end()
    return image


def print_to(document: Document, printer: QPrinter, copies: int = 1) -> bool:
    """Send ``document`` to ``printer``; false when the printer could not take it."""
    ensure_gui()
    printer.setDocName(document.title)
    printer.setCreator(_PRODUCT)
    printer.setCopyCount(copies)
    printer.setFullPage(True)
    with _ONE_AT_A_TIME:
        return _paint_pages(printer, lay_out(document), printer.resolution() / UNITS_PER_INCH)


def _paint_pages(device: QPagedPaintDevice, pages: tuple[Page, ...], scale: float) -> bool:
    _set_page(device, pages[0])
    painter = QPainter()
    if not painter.begin(device):
        return False
    for number, page in enumerate(pages):
        if number:
            _set_page(device, page)
            if not device.newPage():
                return False
        _paint(painter, page, scale)
    return painter.end()


def _set_page(device: QPagedPaintDevice, page: Page) -> None:
    if page.named == "a4":
        size = QPageSize(QPageSize.PageSizeId.A4)
    else:
        points = QSizeF(page.width / 10, page.height / 10)
        exact = QPageSize.SizeMatchPolicy.ExactMatch
        size = QPageSize(points, QPageSize.Unit.Point, "", exact)
    margins = QMarginsF(0, 0, 0, 0)
    device.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Point)
    )


def _paint(painter: QPainter, page: Page, scale: float) -> None:
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    if page.watermark:
        _paint_watermark(painter, page)
    painter.setPen(Qt.GlobalColor.black)
    for mark in page.marks:
        _paint_mark(painter, mark)
    painter.restore()


def _paint_mark(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Run():
            painter.setPen(Qt.GlobalColor.black)
            painter.setFont(fonts.font(mark.pixels, mark.bold))
            painter.drawText(QPointF(mark.x, mark.y), mark.text)
        case Stroke():
            pen = QPen(Qt.GlobalColor.black, mark.width)
            flat = mark.dashed or mark.width > 10
            pen.setCapStyle(Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.SquareCap)
            if mark.dashed:
                pen.setDashPattern([8, 6])
            painter.setPen(pen)
            painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))
        case Modules():
            _paint_code(painter, mark)
        case Box():
            painter.setPen(QPen(Qt.GlobalColor.black, 3))
            painter.setBrush(QColor.fromRgbF(mark.shade, mark.shade, mark.shade))
            painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))
            painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_code(painter: QPainter, code: Modules) -> None:
    """Runs of dark modules as one rectangle each, so that no hair line parts them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    side = code.size / len(code.rows)
    for y, row in enumerate(code.rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end] == "1":
                end += 1
            if end > x:
                dark = QRectF(code.x + x * side, code.y + y * side, (end - x) * side, side)
                painter.fillRect(dark, Qt.GlobalColor.black)
            x = end + 1
    painter.restore()


def _paint_watermark(painter: QPainter, page: Page) -> None:
    """Large pale words across the page, once a page height or once a hand's width on a roll."""
    painter.save()
    painter.setPen(_WATERMARK)
    step = min(page.height, page.width * 1.4)
    painter.setFont(fonts.font(int(page.width / max(4, len(page.watermark))), True))
    words = fonts.printable(page.watermark)
    y = step / 2
    while y < page.height:
        painter.save()
        painter.translate(page.width / 2, y)
        painter.rotate(-35)
        box = QRectF(-page.width, -page.width / 4, 2 * page.width, page.width / 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()
        y += step
    painter.restore()
