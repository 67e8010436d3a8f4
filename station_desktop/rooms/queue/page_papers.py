"""A case's papers once more: recorded first, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.papers.compose import formats_for
from station_desktop.papers.document import Document
from station_desktop.papers.facts import FORMATS, Format, Kind
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.rooms.queue.page_act import TITLES
from station_desktop.ui.look import theme
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.page.paper_panel import PaperPanel
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow
from station_desktop.usecases.paper import papers
from station_desktop.usecases.work import Work


class PapersPanel(PaperPanel):
    """Pick a paper and a format, then print it or save it as a PDF."""

    def __init__(self, seat: Seat, dossier: Dossier, kind: Kind | None = None) -> None:
        super().__init__(seat, "queue.papers", TITLES["papers"])
        self._dossier = dossier
        self._kinds: dict[Kind, QPushButton] = {}
        self._formats: dict[Format, QPushButton] = {}
        self.kind: Kind = kind if kind in dossier.papers else dossier.papers[0]
        self.format: Format = dossier.paper_format
        self._arrange()
        self._write_words()
        follow(self, self._write_words)
        self.pick(self.kind)

    def _arrange(self) -> None:
        kinds, formats = QWidget(), QWidget()
        first, second = FlowLayout(kinds, theme.scale().gap), FlowLayout(formats, 6)
        for kind in self._dossier.papers:
            self._kinds[kind] = self.toggle(str(kind), partial(self.pick, kind))
            first.addWidget(self._kinds[kind])
        for format in FORMATS:
            self._formats[format] = self.toggle(str(format), partial(self._pick_format, format))
            second.addWidget(self._formats[format])
        self.add(kinds)
        self.add(self.place(formats))

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

    def begin(self) -> None:
        self._kinds[self.kind].setFocus()

    def pick(self, kind: Kind) -> None:
        """This paper; a format it is not to be had in gives way."""
        self.kind = kind
        for one, button in self._kinds.items():
            button.setChecked(one == kind)
        offered = formats_for(kind)
        for format, button in self._formats.items():
            button.setVisible(format in offered)
        self._pick_format(self.format if self.format in offered else offered[0])
        self.call_it(f"{self._dossier.case.number}-{kind}")

    def _pick_format(self, format: Format) -> None:
        self.format = format
        for one, button in self._formats.items():
            button.setChecked(one == format)

    def make(self, then: Callable[[Document], None], failed: Callable[[Refused], None]) -> None:
        """Record first; what is then made says which copy it is."""
        number, kind, format = self._dossier.case.number, self.kind, self.format
        language = self._dossier.paper_language

        def hand_over(work: Work) -> Document:
            copy = papers.hand_over(work, number, kind)
            return papers.document(work, [number], kind, language, format, copy_number=copy)

        self._seat.write(hand_over, then, failed, changed=frozenset({"cases"}), owner=self)
