"""The papers of an individual case: noted first, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.papers import printing
from station_desktop.papers.casework import PAPER_FORMATS, PaperKind
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language
from station_desktop.papers.printing_out import SystemPrinter
from station_desktop.rooms.individuals import page_words
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.ui import theme
from station_desktop.ui.cards import label
from station_desktop.ui.flow import FlowLayout
from station_desktop.ui.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.sixsteps import casework_papers
from station_desktop.usecases.work import Work


class PapersPanel(Panel):
    """Pick a paper and a format, then print it or save it as a PDF."""

    def __init__(self, seat: Seat, found: CaseFile) -> None:
        super().__init__(
            "individuals.papers",
            page_words.ACTS["papers"],
            Text("individuals", "Print  Ctrl+Enter"),
        )
        self._seat = seat
        self._found = found
        self._kinds: dict[PaperKind, QPushButton] = {}
        self._formats: dict[Format, QPushButton] = {}
        self.kind: PaperKind = found.papers[0]
        self.format: Format = PAPER_FORMATS[0]
        self.path = QLineEdit()
        self.save = self.button("save", Text("individuals", "Save as PDF"), self._save)
        self._arrange()
        follow(self, self._write_words)
        self._write_words()
        self.pick(self.kind)
        self.pick_format(self.format)

    def _arrange(self) -> None:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        kinds, formats = QWidget(), QWidget()
        first = FlowLayout(kinds, theme.scale().gap)
        second = FlowLayout(formats, theme.scale().gap)
        for kind in self._found.papers:
            self._kinds[kind] = self._toggle(str(kind), partial(self.pick, kind))
            first.addWidget(self._kinds[kind])
        for format in PAPER_FORMATS:
            self._formats[format] = self._toggle(str(format), partial(self.pick_format, format))
            second.addWidget(self._formats[format])
        across.addWidget(formats)
        saved_as = label(role="muted")
        bind(saved_as.setText, "individuals", "PDF file")
        across.addWidget(saved_as)
        self.path.setObjectName("individuals.papers.path")
        bind(self.path.setAccessibleName, "individuals", "PDF file")
        across.addWidget(self.path, 1)
        self.add(kinds)
        self.add(line)

    def _toggle(self, key: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(f"individuals.papers.{key}")
        button.setCheckable(True)
        button.clicked.connect(lambda: act())
        return button

    def _write_words(self) -> None:
        language = self._seat.language.code
        for kind, button in self._kinds.items():
            words = phrases.say(f"papers.kind.{kind}", language)
            made = sum(paper.paper == kind for paper in self._found.case.papers)
            button.setText(f"{words} ×{made}" if made else words)
        for format, button in self._formats.items():
            button.setText(phrases.say(f"papers.format.{format}", language))

    def begin(self) -> None:
        self._kinds[self.kind].setFocus()

    # picking

    def pick(self, kind: PaperKind) -> None:
        """This paper."""
        self.kind = kind
        for one, button in self._kinds.items():
            button.setChecked(one == kind)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.path.setText(str(Path(folder) / f"{self._found.case.number}-{kind}.pdf"))

    def pick_format(self, format: Format) -> None:
        """This size of type."""
        self.format = format
        for one, button in self._formats.items():
            button.setChecked(one == format)

    # making

    def go_on(self) -> None:
        """Print; asking the system for its printers may take long, so it is asked beside this."""
        self._seat.runner.io(lambda _: SystemPrinter.available(), self._looked, owner=self)

    def _looked(self, printer: bool) -> None:
        if not printer:
            self.say(
                tr(
                    "individuals",
                    "No printer is set up on this computer. Save the paper as a PDF.",
                )
            )
            self.save.setFocus()
            return
        self._make(self._print)

    def _save(self) -> None:
        self._make(partial(self._write, Path(self.path.text().strip()).expanduser()))

    def _make(self, then: Callable[[Document], None]) -> None:
        """Note it first; what is then made says which copy it is."""
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        id, kind, format = self._found.case.id, self.kind, self.format
        language: Language = "en" if self._found.paper_language == "en" else "zh_CN"

        def hand_over(work: Work) -> Document:
            copy = casework_papers.hand_over(work, id, kind)
            return casework_papers.document(work, id, kind, language, format, copy_number=copy)

        self._seat.write(
            hand_over, then, self._refused, changed=frozenset({"individuals"}), owner=self
        )

    def _print(self, document: Document) -> None:
        number = self._found.case.number
        self._seat.runner.io(
            lambda job: SystemPrinter().put(document, number), self._printed, owner=self
        )

    def _printed(self, taken: bool) -> None:
        self.busy(False)
        if not taken:
            self.say(tr("individuals", "The printer did not take the paper. Look at the printer."))
            return
        self._seat.said.emit("ok", tr("individuals", "The paper went to the printer."))
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
            self.say(tr("individuals", "The file cannot be written there. Choose another folder."))
            self.path.setFocus()
            return
        self._seat.said.emit("ok", tr("individuals", "Saved: {path}", path=path))
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))
