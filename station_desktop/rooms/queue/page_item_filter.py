"""Narrowing the queue to one item, found as at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from station_desktop.domain import itemsearch
from station_desktop.domain.catalogue import Item
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.search_box import SearchBox
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.usecases.work import Work

_MOST_ITEMS = 9


def _called(item: Item) -> str:
    """What carries demands in own words is no part of the catalogue and is found by its name."""
    return f"{item.name.zh} {item.name.en} {item.code}".casefold()


class ItemFilter(SearchBox):
    """Picks one item by name, initials or the residents' own words; emptied, it lets all through.

    Signals: ``chosen(code)``.
    """

    chosen = Signal(str)

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        super().__init__(
            seat.runner,
            self._find,
            "queue.item",
            Text("queue", "Item: name or initials (Alt+I)"),
            keep_text=True,
        )
        self.picked.connect(self._pick_item)
        self._code = ""
        self.textChanged.connect(self._cleared)
        self.textEdited.connect(self._typed)

    def _find(self, reader: Any, text: str) -> Sequence[Found]:
        """Runs in the read lane."""
        work = Work(reader, self._seat.actor)
        pack, language = work.store.pack(), self._seat.language.code
        found = itemsearch.find(work.store.item_index(), text, _MOST_ITEMS, work.store.today())
        items = [item for match in found if (item := pack.item(match.code)) is not None]
        told = [item for item in pack.beside if text.casefold() in _called(item)]
        items = [*told, *items][:_MOST_ITEMS]
        return [
            Found(
                item.name.get(language), item.department.get(language), "", (item.code, item.name)
            )
            for item in items
        ]

    def _pick_item(self, found: Found) -> None:
        code, name = found.what
        self._code = code
        self.setText(name.get(self._seat.language.code))
        self.chosen.emit(code)

    def _cleared(self, text: str) -> None:
        if not text:
            self._let_go()

    def _typed(self, text: str) -> None:
        """Words that are no longer the item's do not stand for it."""
        if self._code:
            self._let_go()

    def _let_go(self) -> None:
        self._code = ""
        self.chosen.emit("")
