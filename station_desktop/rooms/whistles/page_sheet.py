"""The whistle sheet: printed, or saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable

from station_desktop.domain.problem import Refused
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language
from station_desktop.rooms.whistles.gather import WhistleFile
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.paper_panel import PaperPanel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind
from station_desktop.usecases.whistle import whistle_paper


class SheetPanel(PaperPanel):
    """In the papers' language and size of this station."""

    def __init__(self, seat: Seat, found: WhistleFile) -> None:
        super().__init__(seat, "whistles.sheet", Text("whistles", "The whistle sheet"))
        self._id = found.whistle.id
        self._language: Language = "en" if found.paper_language == "en" else "zh_CN"
        self._format: Format = "large" if found.large_print else "a4"
        self.call_it(found.whistle.number)
        note = label(role="muted")
        note.setWordWrap(True)
        bind(
            note.setText,
            "whistles",
            "Departments sign it on the scene. It names the case by its number, no resident.",
        )
        self.add(note)
        self.add(self.place())

    def make(self, then: Callable[[Document], None], failed: Callable[[Refused], None]) -> None:
        id, language, format = self._id, self._language, self._format
        self._seat.read(
            lambda work: whistle_paper.document(work, id, language, format),
            then,
            failed,
            owner=self,
        )
