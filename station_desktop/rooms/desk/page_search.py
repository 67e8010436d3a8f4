"""The one box: whatever is typed, people, items, proofs and case numbers are found below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent

from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item, RefusedProof
from station_desktop.domain.person import cards, masks
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.desk import finding, page_words
from station_desktop.rooms.desk.finding import Hit
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.search_box import SearchBox
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr
from station_desktop.usecases.work import Work

_SHOWN = 120
"""Characters of what was typed that are worth repeating."""
_HINT = Text("desk", "Name, initials, ID number, phone, door, or what the visitor wants (Ctrl+K)")


class DeskSearch(SearchBox):
    """Finds everything; ``person_known`` says who comes first, ``browse`` is called on Down in
    an empty box."""

    def __init__(
        self, seat: Seat, person_known: Callable[[], bool], browse: Callable[[], object]
    ) -> None:
        self._seat = seat
        self._person_known = person_known
        self._browse = browse
        super().__init__(seat.runner, self._find, "desk.search", _HINT)

    def pick_number(self, number: int) -> bool:
        """Take the entry with this number; whether there is one."""
        if number > self.found:
            return False
        self.list.setCurrentIndex(self.list.found.index(number - 1, 0))
        self._enter()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Wherever the box is put, the first letter of a name goes into it."""
        super().showEvent(event)
        if not self._person_known():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.text():
            self._browse()
            return
        super().keyPressEvent(event)

    def _find(self, reader: Any, text: str) -> Sequence[Found]:
        """Runs in the read lane."""
        work = Work(reader, self._seat.actor)
        hits = finding.find(work, text, person_known=self._person_known())
        language, today = self._seat.language.code, work.store.today()
        return [
            _shown(number, hit, language, page_words.age_of(hit.what, today))
            for number, hit in enumerate(hits, 1)
        ]


def _shown(number: int, hit: Hit, language: str, age: int | None) -> Found:
    title, detail, kind = _words(hit, language, age)
    return Found(f"{number}  {title}", f"    {detail}", kind, hit)


def _words(hit: Hit, language: str, age: int | None) -> tuple[str, str, str]:
    what = hit.what
    if isinstance(what, Resident):
        who = page_words.joined(what.name, page_words.sex_and_age(what.sex, age))
        number = masks.mask_id(what.id_number)
        return who, page_words.joined(number, what.residence_address), tr("desk", "Resident")
    if isinstance(what, Item):
        promise = page_words.promise(what)
        detail = page_words.joined(promise, what.department.get(language))
        return what.name.get(language), detail, page_words.mode(what.mode)
    if isinstance(what, RefusedProof):
        detail = what.who_issues.get(language)
        return what.name.get(language), detail, tr("desk", "Not issued here")
    if isinstance(what, Case):
        return what.number, page_words.state(what.state), tr("desk", "Case")
    if hit.kind == "own":
        title = tr("desk", "Take down in the resident’s own words: “{text}”", text=what[:_SHOWN])
        return title, tr("desk", "Category, place and promise next"), tr("desk", "Own words")
    card = cards.of_search(what, date.max)
    said = what if card is None else page_words.joined(card.name, masks.mask_id(card.id_number))
    title = tr("desk", "Register “{text}”", text=said)
    return title, tr("desk", "A new person: nobody here is meant"), tr("desk", "New")
