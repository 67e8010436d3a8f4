"""Printing a report and saving it as a PDF or a workbook, beside the window, never in its way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.domain.report.told_reports import Told
from station_desktop.papers.printing_out import PaperOut, SystemPrinter
from station_desktop.ui.page.file_box import FileBox, FileKind, level
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr
from station_desktop.usecases.report import report_files

_PDF = FileKind(".pdf", Text("reports", "Save the report as PDF"))
_BOOK = FileKind(".xlsx", Text("reports", "Save the report as a workbook"))


class Saver(QObject):
    """Hands reports to the printer or into files; says what became of it. ``out`` is where
    printing goes, the system's printer unless another is given. Signal ``unprinted`` where no
    printer took it."""

    unprinted = Signal()

    def __init__(self, seat: Seat, parent: QWidget) -> None:
        super().__init__(parent)
        self.seat = seat
        self.out: PaperOut | None = None

    def print(self, told: Told) -> None:
        out = self.out
        self.seat.runner.io(
            lambda _: _printed(told, out), lambda done: self._told(done, told.file), owner=self
        )

    def _told(self, done: bool, name: str) -> None:
        if done:
            self.seat.said.emit("ok", tr("reports", "Printed: {name}", name=name))
        else:
            self.unprinted.emit()


def _printed(told: Told, out: PaperOut | None) -> bool:
    if out is None:
        if not SystemPrinter.available():
            return False
        out = SystemPrinter()
    return out.put(report_files.document(told), told.file)


class SavePanel(Panel):
    """Two lines: where the PDF goes, and where the workbook goes."""

    def __init__(self, saver: Saver, told: Told, decimals: int, folder: Path) -> None:
        super().__init__("reports.save", Text("reports", "Save this report"), None)
        self._saver = saver
        self._told = told
        self._decimals = decimals
        self._boxes: list[FileBox] = []
        for key, title, kind in (
            ("pdf", Text("reports", "PDF file"), _PDF),
            ("book", Text("reports", "Excel workbook"), _BOOK),
        ):
            box = FileBox(f"reports.save.{key}", title, Text("reports", "Save"), kind, saving=True)
            box.put(folder / f"{told.file}{kind.suffix}")
            box.acted.connect(self._save)
            self._boxes.append(box)
            self.add(box)
        level(self._boxes)
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.hide()
        self.add(self.waiting)

    def begin(self) -> None:
        self._boxes[0].path.setFocus()

    def go_on(self) -> None:
        """Each line has a button of its own."""

    def _save(self, path: Path) -> None:
        told, decimals = self._told, self._decimals
        self._wait(True)
        self._saver.seat.runner.io(
            lambda _: report_files.save(told, path, decimals),
            lambda _: self._saved(path),
            self._refused,
            owner=self,
        )

    def _saved(self, path: Path) -> None:
        self._wait(False)
        self._saver.seat.said.emit("ok", tr("reports", "Saved: {path}", path=path))
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self._wait(False)
        self.say(self._saver.seat.sentence(refused))

    def _wait(self, waiting: bool) -> None:
        self.waiting.setVisible(waiting)
        for box in self._boxes:
            box.act.setEnabled(not waiting)
