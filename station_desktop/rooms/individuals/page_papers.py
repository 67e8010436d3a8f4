"""The papers of an individual case: noted first, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.papers.casework import PAPER_FORMATS, PaperKind
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language
from station_desktop.rooms.individuals import page_words
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.ui.look import theme
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.page.paper_panel import PaperPanel
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow
from station_desktop.usecases.sixsteps import casework_papers
from station_desktop.usecases.work import Work


class PapersPanel(PaperPanel):
    """Pick a paper and a format, then print it or save it as a PDF."""

    def __init__(self, seat: Seat, found: CaseFile) -> None:
        super().__init__(seat, "individuals.papers", page_words.ACTS["papers"])
        self._found = found
        self._kinds: dict[PaperKind, QPushButton] = {}
        self._formats: dict[Format, QPushButton] = {}
        self.kind: PaperKind = found.papers[0]
        self.format: Format = PAPER_FORMATS[0]
        self._arrange()
        follow(self, self._write_words)
        self._write_words()
        self.pick(self.kind)
        self.pick_format(self.format)

    def _arrange(self) -> None:
        kinds, formats = QWidget(), QWidget()
        first = FlowLayout(kinds, theme.scale().gap)
        second = FlowLayout(formats, theme.scale().gap)
        for kind in self._found.papers:
            self._kinds[kind] = self.toggle(str(kind), partial(self.pick, kind))
            first.addWidget(self._kinds[kind])
        for format in PAPER_FORMATS:
            self._formats[format] = self.toggle(str(format), partial(self.pick_format, format))
            second.addWidget(self._formats[format])
        self.add(kinds)
        self.add(self.place(formats))

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

    def pick(self, kind: PaperKind) -> None:
        """This paper."""
        self.kind = kind
        for one, button in self._kinds.items():
            button.setChecked(one == kind)
        self.call_it(f"{self._found.case.number}-{kind}")

    def pick_format(self, format: Format) -> None:
        """This size of type."""
        self.format = format
        for one, button in self._formats.items():
            button.setChecked(one == format)

    def make(self, then: Callable[[Document], None], failed: Callable[[Refused], None]) -> None:
        """Note it first; what is then made says which copy it is."""
        id, kind, format = self._found.case.id, self.kind, self.format
        language: Language = "en" if self._found.paper_language == "en" else "zh_CN"

        def hand_over(work: Work) -> Document:
            copy = casework_papers.hand_over(work, id, kind)
            return casework_papers.document(work, id, kind, language, format, copy_number=copy)

        self._seat.write(hand_over, then, failed, changed=frozenset({"individuals"}), owner=self)
