"""Where papers go: the PC's printer, or a folder of PDF files. Called off the main thread."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from station_desktop.papers import printing
from station_desktop.papers.document import Document


class PaperOut(Protocol):
    """Something that takes papers."""

    def put(self, document: Document, name: str) -> bool:
        """Hand one paper over; false when it could not be."""
        ...


class SystemPrinter:
    """The PC's default printer."""

    @staticmethod
    def available() -> bool:
        """Whether there is one; asking the system may take long."""
        from PySide6.QtPrintSupport import QPrinterInfo  # brings the system's print libraries

        return not QPrinterInfo.defaultPrinter().isNull()

    def put(self, document: Document, name: str) -> bool:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        printer = QPrinter(QPrinterInfo.defaultPrinter(), QPrinter.PrinterMode.HighResolution)
        return printer.isValid() and printing.print_to(document, printer)


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
