"""Where papers go: the PC's printer, or a folder of PDF files. Called off the main thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from station_desktop.papers import printing
from station_desktop.papers.document import Document

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinterInfo


class PaperOut(Protocol):
    """Something that takes papers."""

    def put(self, document: Document, name: str) -> bool:
        """Hand one paper over; false when it could not be."""
        ...


_named = ""


def use_printer(name: str) -> None:
    """Print on the printer that the system knows by this name; on its default one where the name
    is empty. A named printer that is not there is none: papers must not come out elsewhere."""
    global _named
    _named = name


class SystemPrinter:
    """The PC's printer: the one chosen by :func:`use_printer`."""

    @staticmethod
    def available() -> bool:
        """Whether there is one; asking the system may take long."""
        return not _printer().isNull()

    @staticmethod
    def name() -> str:
        """What the system calls it; empty where there is none."""
        return _printer().printerName()

    def put(self, document: Document, name: str) -> bool:
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(_printer(), QPrinter.PrinterMode.HighResolution)
        return printer.isValid() and printing.print_to(document, printer)


def _printer() -> QPrinterInfo:
    from PySide6.QtPrintSupport import QPrinterInfo  # brings the system's print libraries

    return QPrinterInfo.printerInfo(_named) if _named else QPrinterInfo.defaultPrinter()


class PdfFolder:
    """PDF files, one a paper; an older file is never written over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, document: Document, name: str) -> bool:
        try:
            file = self.folder / f"{name}.pdf"
            number = 2
            while file.exists():
                file = self.folder / f"{name}-{number}.pdf"
                number += 1
            printing.write_pdf(document, file)
        except OSError:
            return False
        return True
