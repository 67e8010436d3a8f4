"""A case's papers once more: recorded first, then printed or saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.papers import printing
from station_desktop.papers.compose import formats_for
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Kind
from station_desktop.papers.printing_out import SystemPrinter
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.rooms.queue.page_act import TITLES
from station_desktop.ui import theme
from station_desktop.ui.cards import label
from station_desktop.ui.flow import FlowLayout
from station_desktop.ui.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.paper import papers
from station_desktop.usecases.work import Work


class PapersPanel(Panel):
    """Pick a paper and a format, then print it or save it as a PDF."""

    def __init__(self, seat: Seat, dossier: Dossier, kind: Kind | None = None) -> None:
        super().__init__("queue.papers", TITLES["papers"], Text("queue", "Print  Ctrl+Enter"))
        self._seat = seat
        self._dossier = dossier
        self._kinds: dict[Kind, QPushButton] = {}
        self._formats: dict[Format, QPushButton] = {}
        self.kind: Kind = kind if kind in dossier.papers else dossier.papers[0]
        self.format: Format = dossier.paper_format
        self.path = QLineEdit()
        self.save = self.button("save", Text("queue", "Save as PDF"), self._save)
        self._arrange()
        self._write_words()
        follow(self, self._write_words)
        self.pick(self.kind)

    def _arrange(self) -> None:
        kinds, formats = QWidget(), QWidget()
        first, second = FlowLayout(kinds, theme.scale().gap), FlowLayout(formats, 6)
        for kind in self._dossier.papers:
            button = self._toggle(f"queue.papers.{kind}")
            button.clicked.connect(partial(self.pick, kind))
            self._kinds[kind] = button
            first.addWidget(button)
        for format in ("a4", "large", "roll"):
            button = self._toggle(f"queue.papers.{format}")
            button.clicked.connect(partial(self._pick_format, format))
            self._formats[format] = button
            second.addWidget(button)
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(formats)
        saved_as = label(role="muted")
        bind(saved_as.setText, "queue", "PDF file")
        across.addWidget(saved_as)
        self.path.setObjectName("queue.papers.path")
        bind(self.path.setAccessibleName, "queue", "PDF file")
        across.addWidget(self.path, 1)
        self.add(kinds)
        self.add(line)

    def _kind_words(self, kind: Kind, language: str) -> str:
        """The paper's name and how often it was handed over."""
        words = phrases.say(f"papers.kind.{kind}", language)
        made = sum(paper.paper == kind for paper in self._dossier.case.papers)
        return f"{words} ×{made}" if made else words

    def _write_words(self) -> None:
        language = self._seat.language.code
        for kind, button in self._kinds.items():
            button.setText(self._kind_words(kind, language))
        for format, button in self._formats.items():
            button.setText(phrases.say(f"papers.format.{format}", language))

    def _toggle(self, name: str) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(name)
        button.setCheckable(True)
        return button

    def begin(self) -> None:
        self._kinds[self.kind].setFocus()

    # picking

    def pick(self, kind: Kind) -> None:
        """This paper; a format it is not to be had in gives way."""
        self.kind = kind
        for one, button in self._kinds.items():
            button.setChecked(one == kind)
        offered = formats_for(kind)
        for format, button in self._formats.items():
            button.setVisible(format in offered)
        self._pick_format(self.format if self.format in offered else offered[0])
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.path.setText(str(Path(folder) / f"{self._dossier.case.number}-{kind}.pdf"))

    def _pick_format(self, format: Format) -> None:
        self.format = format
        for one, button in self._formats.items():
            button.setChecked(one == format)

    # making

    def go_on(self) -> None:
        """Print; asking the system for its printers may take long, so it is asked beside this."""
        self._seat.runner.io(lambda _: SystemPrinter.available(), self._looked, owner=self)

    def _looked(self, printer: bool) -> None:
        if not printer:
            self.say(tr("queue", "No printer is set up on this computer. Save the paper as a PDF."))
            self.save.setFocus()
            return
        self._make(self._print)

    def _save(self) -> None:
        self._make(partial(self._write, Path(self.path.text().strip()).expanduser()))

    def _make(self, then: object) -> None:
        """Record first; what is then made says which copy it is."""
        if self.main is None or not self.main.isEnabled():
            return
        self.busy(True)
        number, kind, format = self._dossier.case.number, self.kind, self.format
        language = self._dossier.paper_language

        def hand_over(work: Work) -> Document:
            copy = papers.hand_over(work, number, kind)
            return papers.document(work, [number], kind, language, format, copy_number=copy)

        self._seat.write(
            hand_over,
            then,  # type: ignore[arg-type]
            self._refused,
            changed=frozenset({"cases"}),
            owner=self,
        )

    def _print(self, document: Document) -> None:
        self._seat.runner.io(
            lambda job: SystemPrinter().put(document, self._dossier.case.number),
            self._printed,
            owner=self,
        )

    def _printed(self, taken: bool) -> None:
        self.busy(False)
        if not taken:
            self.say(tr("queue", "The printer did not take the paper. Look at the printer."))
            return
        self._seat.said.emit("ok", tr("queue", "The paper went to the printer."))
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
            self.say(tr("queue", "The file cannot be written there. Choose another folder."))
            self.path.setFocus()
            return
        self._seat.said.emit("ok", tr("queue", "Saved: {path}", path=path))
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))
