"""A paper on its way out of a page: printed, or saved as a PDF where somebody wants it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from station_desktop.devices.adapter import Around
from station_desktop.domain.problem import Refused
from station_desktop.papers import printing
from station_desktop.papers.document import Document
from station_desktop.papers.printing_out import PaperOut
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page import paper_out
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.device import devices


class PaperPanel(Panel):
    """``make`` gives the paper as it is wanted now; ``call_it`` names the file and the print job,
    which say nothing about a person. Slips for the roll find the receipt printer, as at the desk.
    """

    def __init__(self, seat: Seat, name: str, title: Text) -> None:
        super().__init__(name, title, Text("paper", "Print  Ctrl+Enter"))
        self._seat = seat
        self._called = ""
        self.path = QLineEdit()
        self.path.setObjectName(f"{name}.path")
        bind(self.path.setAccessibleName, "paper", "PDF file")
        self.save = self.button("save", Text("paper", "Save as PDF"), self._save)

    def make(self, then: Callable[[Document], None], failed: Callable[[Refused], None]) -> None:
        """Have the paper composed, noted first where it is one that is handed over."""
        raise NotImplementedError

    def call_it(self, name: str) -> None:
        """Its name, and so where it would be saved."""
        self._called = name
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.path.setText(str(Path(folder) / f"{name}.pdf"))

    def place(self, before: QWidget | None = None) -> QWidget:
        """The line that says where a PDF goes, after ``before``."""
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        if before is not None:
            across.addWidget(before)
        saved_as = label(role="muted")
        bind(saved_as.setText, "paper", "PDF file")
        across.addWidget(saved_as)
        across.addWidget(self.path, 1)
        return line

    def toggle(self, key: str, act: Callable[[], object]) -> QPushButton:
        """A button of a row of which one is chosen."""
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(f"{self._name}.{key}")
        button.setCheckable(True)
        button.clicked.connect(lambda: act())
        return button

    # printing

    def go_on(self) -> None:
        """Print; asking the system for its printers may take long, so it is asked beside this."""
        self._seat.read(devices.around, self._look, owner=self)

    def _look(self, seen: Around) -> None:
        self._seat.runner.io(lambda _: paper_out.look(seen), self._looked, owner=self)

    def _looked(self, out: PaperOut | None) -> None:
        if out is None:
            self.say(tr("paper", "No printer is set up on this computer. Save the paper as a PDF."))
            self.save.setFocus()
        else:
            self._make(partial(self._print, out))

    def _print(self, out: PaperOut, document: Document) -> None:
        name = self._called
        self._seat.runner.io(lambda _: out.put(document, name), self._printed, owner=self)

    def _printed(self, taken: bool) -> None:
        self.busy(False)
        if not taken:
            self.say(tr("paper", "The printer did not take the paper. Look at the printer."))
            return
        self._seat.said.emit("ok", tr("paper", "The paper went to the printer."))
        self.ended.emit()

    # saving

    def _save(self) -> None:
        self._make(partial(self._write, Path(self.path.text().strip()).expanduser()))

    def _write(self, path: Path, document: Document) -> None:
        self._seat.runner.io(
            lambda _: _written(document, path), lambda done: self._saved(path, done), owner=self
        )

    def _saved(self, path: Path, done: bool) -> None:
        self.busy(False)
        if not done:
            self.say(tr("paper", "The file cannot be written there. Choose another folder."))
            self.path.setFocus()
            return
        self._seat.said.emit("ok", tr("paper", "Saved: {path}", path=path))
        self.ended.emit()

    # both

    def _make(self, then: Callable[[Document], None]) -> None:
        if self.main is not None and self.main.isEnabled():
            self.busy(True)
            self.make(then, self._refused)

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))


def _written(document: Document, path: Path) -> bool:
    try:
        printing.write_pdf(document, path)
    except OSError:
        return False
    return True
