"""Which keys do what at the desk."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QKeyCombination, Qt

from station_desktop.rooms.desk.page_keys import Chord
from station_desktop.rooms.desk.page_search import DeskSearch

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Acts(Protocol):
    """What the keys do; the page has all of it."""

    search: DeskSearch

    def visiting(self) -> bool: ...
    def item_in_hand(self) -> bool: ...
    def next_visitor(self) -> None: ...
    def read_card(self) -> None: ...
    def toggle_agent(self) -> None: ...
    def choose_channel(self) -> None: ...
    def switch_lane(self) -> None: ...
    def escape(self) -> bool: ...
    def submit(self) -> None: ...
    def tick_all(self) -> None: ...
    def focus_search(self) -> None: ...
    def show_drafts(self) -> None: ...
    def paste(self) -> bool: ...
    def step_line(self, by: int) -> None: ...


def chords(page: Acts) -> list[Chord]:
    """The keys of ``page``; a digit is the desk's only while there is something to pick."""
    visiting, item, search = page.visiting, page.item_in_hand, page.search
    found = [
        Chord(QKeyCombination(_NONE, Qt.Key.Key_F2), page.next_visitor),
        Chord(QKeyCombination(_NONE, Qt.Key.Key_F3), page.read_card),
        Chord(QKeyCombination(_NONE, Qt.Key.Key_F4), page.toggle_agent, visiting),
        Chord(QKeyCombination(_NONE, Qt.Key.Key_F5), page.choose_channel, visiting),
        Chord(QKeyCombination(_NONE, Qt.Key.Key_F6), page.switch_lane, visiting),
        Chord(QKeyCombination(_NONE, Qt.Key.Key_Escape), page.escape),
        Chord(QKeyCombination(_CTRL, Qt.Key.Key_Return), page.submit),
        Chord(QKeyCombination(_CTRL, Qt.Key.Key_M), page.tick_all, item),
        Chord(QKeyCombination(_CTRL, Qt.Key.Key_N), page.focus_search, visiting),
        Chord(QKeyCombination(_CTRL, Qt.Key.Key_D), page.show_drafts),
        Chord(QKeyCombination(_CTRL, Qt.Key.Key_V), page.paste, item),
        Chord(QKeyCombination(_ALT, Qt.Key.Key_Up), partial(page.step_line, -1), visiting),
        Chord(QKeyCombination(_ALT, Qt.Key.Key_Down), partial(page.step_line, 1), visiting),
    ]
    for number in range(1, 10):
        digit = Qt.Key(Qt.Key.Key_0.value + number)
        pick = partial(search.pick_number, number)
        found.append(Chord(QKeyCombination(_ALT, digit), pick, lambda: bool(search.found)))
    return found
