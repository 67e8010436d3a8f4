"""Where papers go: the default printer, or PDF files in a folder the person chose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from station_desktop.devices.adapter import Around
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.settings import Settings
from station_desktop.papers import printing
from station_desktop.papers.compose import formats_for
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Kind, Language
from station_desktop.papers.printing_out import PaperOut, PdfFolder
from station_desktop.ui.page import paper_out
from station_desktop.ui.seat import Seat
from station_desktop.usecases.device import devices
from station_desktop.usecases.paper import papers
from station_desktop.usecases.work import Work

PREVIEW_DPI = 78


class Paper(msgspec.Struct, frozen=True):
    """One paper to hand over: of these cases, or about a proof (then ``proof`` is the id of the
    recorded refusal)."""

    kind: Kind
    numbers: tuple[str, ...] = ()
    proof: str = ""

    @property
    def name(self) -> str:
        """The file's name: never anything about the person."""
        return "-".join(part for part in (*self.numbers[:1], self.proof[:12], self.kind) if part)


class Printed(msgspec.Struct, frozen=True):
    """What became of a paper; ``copy`` above 1 is a reprint."""

    paper: Paper
    done: bool
    copy: int


class PrintDesk(QObject):
    """Prints papers one after the other, each noted in the journal before it is composed.

    Signals: ``begun(Paper)``, ``ended(Printed)``, ``shown(list of QImage)`` the pages of the paper
    last composed, ``homeless`` when there is neither a printer nor a folder yet.
    """

    begun = Signal(object)
    ended = Signal(object)
    shown = Signal(object)
    homeless = Signal()

    def __init__(
        self, seat: Seat, parent: QObject, settings: Callable[[], Settings | None]
    ) -> None:
        super().__init__(parent)
        self._seat = seat
        self._settings = settings
        self.out: PaperOut | None = None
        self._waiting: list[Paper] = []
        seat.read(devices.around, self._look, owner=self)

    def print(self, paper: Paper) -> None:
        """Hand a paper over, now or as soon as there is a place for it."""
        out = self.out
        if out is None:
            if paper not in self._waiting:
                self._waiting.append(paper)
            self.preview(paper)
            self.homeless.emit()
            return
        self.begun.emit(paper)
        self._seat.write(
            lambda work: _hand_over(work, paper),
            lambda copy: self._compose(paper, out, copy),
            self._failing(paper, 0),
            changed=frozenset({"cases"}) if paper.numbers else frozenset(),
            owner=self,
        )

    def put_into(self, folder: Path) -> None:
        """Papers are saved in ``folder`` from now on, those that waited first."""
        self.out = PdfFolder(folder)
        waiting, self._waiting = self._waiting, []
        for paper in waiting:
            self.print(paper)

    def forget(self) -> None:
        """The next visitor's papers are not this one's."""
        self._waiting.clear()

    def preview(self, paper: Paper) -> None:
        """Show the pages as they would be printed now."""
        kind, language, form = self._choices(paper)
        self._seat.read(
            lambda work: _document(work, paper, kind, language, form, 1),
            self._show,
            tag="desk.preview",
            owner=self,
        )

    def _look(self, seen: Around) -> None:
        """Asking the system for its printers may take long, so it is asked beside the window."""
        self._seat.runner.io(lambda _: paper_out.look(seen), self._looked, owner=self)

    def _looked(self, out: PaperOut | None) -> None:
        if self.out is None:
            self.out = out

    def _choices(self, paper: Paper) -> tuple[Kind, Language, Format]:
        settings = self._settings() or Settings()
        language: Language = "en" if settings.paper_language == "en" else "zh_CN"
        wanted = [form for form in formats_for(paper.kind) if form == settings.paper_format]
        return paper.kind, language, wanted[0] if wanted else "a4"

    def _compose(self, paper: Paper, out: PaperOut, copy: int) -> None:
        kind, language, form = self._choices(paper)

        def composed(document: Document) -> None:
            self._show(document)
            self._seat.runner.io(
                lambda _: _put(out, document, paper.name),
                lambda done: self.ended.emit(Printed(paper, done, copy)),
                owner=self,
            )

        self._seat.read(
            lambda work: _document(work, paper, kind, language, form, copy),
            composed,
            self._failing(paper, copy),
            owner=self,
        )

    def _show(self, document: Document) -> None:
        self._seat.runner.io(lambda _: _images(document), self._pages, owner=self)

    def _pages(self, pages: list[QImage]) -> None:
        self.shown.emit(pages)

    def _failing(self, paper: Paper, copy: int) -> Callable[[Refused], None]:
        def failed(refused: Refused) -> None:
            self._seat.said.emit("bad", self._seat.sentence(refused))
            self.ended.emit(Printed(paper, False, copy))

        return failed


def _put(out: PaperOut, document: Document, name: str) -> bool:
    return out.put(document, name)


def _images(document: Document) -> list[QImage]:
    return printing.page_images(document, PREVIEW_DPI)


def _hand_over(work: Work, paper: Paper) -> int:
    copies = [papers.hand_over(work, number, paper.kind) for number in paper.numbers]
    return max(copies, default=1)


def _document(
    work: Work, paper: Paper, kind: Kind, language: Language, form: Format, copy: int
) -> Document:
    if paper.proof:
        return papers.refusal_document(work, paper.proof, language, form)
    return papers.document(work, paper.numbers, kind, language, form, copy_number=copy)
