"""The whistle sheet: printed, or saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.papers import printing
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language
from station_desktop.papers.printing_out import SystemPrinter
from station_desktop.rooms.whistles.gather import WhistleFile
from station_desktop.ui.cards import label
from station_desktop.ui.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.whistle import whistle_paper


class SheetPanel(Panel):
    """In the papers' language and size of this station."""

    def __init__(self, seat: Seat, found: WhistleFile) -> None:
        super().__init__(
            "whistles.sheet",
            Text("whistles", "The whistle sheet"),
            Text("whistles", "Print  Ctrl+Enter"),
        )
        self._seat = seat
        self._id, self._number = found.whistle.id, found.whistle.number
        self._language: Language = "en" if found.paper_language == "en" else "zh_CN"
        self._format: Format = "large" if found.large_print else "a4"
        self.path = QLineEdit()
        self.path.setObjectName("whistles.sheet.path")
        bind(self.path.setAccessibleName, "whistles", "PDF file")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.path.setText(str(Path(folder) / f"{self._number}.pdf"))
        self.save = self.button("save", Text("whistles", "Save as PDF"), self._save)
        note = label(role="muted")
        note.setWordWrap(True)
        bind(
            note.setText,
            "whistles",
            "Departments sign it on the scene. It names the case by its number, no resident.",
        )
        self.add(note)
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        saved_as = label(role="muted")
        bind(saved_as.setText, "whistles", "PDF file")
        across.addWidget(saved_as)
        across.addWidget(self.path, 1)
        self.add(line)

    def go_on(self) -> None:
        """Print; asking the system for its printers may take long, so it is asked beside this."""
        self._seat.runner.io(lambda _: SystemPrinter.available(), self._looked, owner=self)

    def _looked(self, printer: bool) -> None:
        if not printer:
            self.say(
                tr("whistles", "No printer is set up on this computer. Save the sheet as a PDF.")
            )
            self.save.setFocus()
            return
        self._make(self._print)

    def _save(self) -> None:
        self._make(partial(self._write, Path(self.path.text().strip()).expanduser()))

    def _make(self, then: Callable[[Document], None]) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        id, language, format = self._id, self._language, self._format
        self._seat.read(
            lambda work: whistle_paper.document(work, id, language, format),
            then,
            self._refused,
            owner=self,
        )

    def _print(self, document: Document) -> None:
        self._seat.runner.io(
            lambda job: SystemPrinter().put(document, self._number), self._printed, owner=self
        )

    def _printed(self, taken: bool) -> None:
        self.busy(False)
        if not taken:
            self.say(tr("whistles", "The printer did not take the sheet. Look at the printer."))
            return
        self._seat.said.emit("ok", tr("whistles", "The sheet went to the printer."))
        self.ended.emit()

    def _write(self, path: Path, document: Document) -> None:
        def write() -> bool:
            try:
                printing.write_pdf(document, path)
            except OSError:
                return False
            return True

        self._seat.runner.io(
            lambda job: write(), lambda done: self._written(path, done), owner=self
        )

    def _written(self, path: Path, done: bool) -> None:
        self.busy(False)
        if not done:
            self.say(tr("whistles", "The file cannot be written there. Choose another folder."))
            self.path.setFocus()
            return
        self._seat.said.emit("ok", tr("whistles", "Saved: {path}", path=path))
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))
