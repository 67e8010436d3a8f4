"""A paper of this room on its way: to the printer, or as a PDF where there is none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from station_desktop.papers import printing_out
from station_desktop.papers.document import Document
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr


def put_out(document: Document, name: str, given: printing_out.PaperOut | None) -> str:
    """Where the paper went: a printer, else a folder; empty for nowhere."""
    if given is not None:
        return "printer" if given.put(document, name) else ""
    if printing_out.SystemPrinter.available():
        return "printer" if printing_out.SystemPrinter().put(document, name) else ""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return str(folder) if printing_out.PdfFolder(folder).put(document, name) else ""


def tell(seat: Seat, where: str) -> None:
    """Say where it went."""
    if where == "printer":
        seat.said.emit("ok", tr("households", "The paper went to the printer."))
    elif where:
        said = tr("households", "No printer is set up. The paper is a PDF in {place}.", place=where)
        seat.said.emit("info", said)
    else:
        seat.said.emit("bad", tr("households", "The paper could not be printed or saved."))
