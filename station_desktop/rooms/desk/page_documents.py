"""The table of documents: every standing one key away from the row in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from station_desktop.domain.case.cases import Standing
from station_desktop.rooms.desk import page_words
from station_desktop.rooms.desk.line import Row
from station_desktop.rooms.desk.page_columns import large
from station_desktop.ui.lists.chip_delegate import ChipDelegate
from station_desktop.ui.look import theme
from station_desktop.ui.words import bind, tr

_KEYS: dict[Qt.Key, Standing] = {
    Qt.Key.Key_O: "original",
    Qt.Key.Key_C: "copy",
    Qt.Key.Key_L: "later",
    Qt.Key.Key_M: "missing",
    Qt.Key.Key_W: "wrong",
    Qt.Key.Key_N: "not_needed",
}


class DocumentTable(QTableWidget):
    """Keys act on the row in hand; ``act`` gets the standing, ``turn`` the step in a group.

    ``other`` has what further keys do.
    """

    def __init__(
        self,
        act: Callable[[Standing], object],
        turn: Callable[[int], object],
        entered: Callable[[], object],
        other: Mapping[Qt.Key, Callable[[], object]],
    ) -> None:
        super().__init__(0, 4)
        self._act, self._turn, self._entered, self._other = act, turn, entered, other
        self.setObjectName("desk.materials")
        bind(self.setAccessibleName, "desk", "Documents")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setItemDelegate(ChipDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        mode = QHeaderView.ResizeMode
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, mode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, mode.Fixed)
        self.fit()

    def fit(self) -> None:
        """The columns' widths in the look now worn."""
        for column, letters in enumerate((11, 9, 2) if large() else (13, 11, 3), 1):
            self.horizontalHeader().resizeSection(column, letters * theme.scale().base)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _KEYS:
            self._act(_KEYS[key])
        elif plain and key in self._other:
            self._other[key]()
        elif plain and key == Qt.Key.Key_Space:
            self._act("original")
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(1 if key == Qt.Key.Key_Right else -1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        else:
            event.ignore()


def document_name(row: Row, language: str) -> str:
    """The document's name, or all of a group with the one that counts first."""
    others = [m.material.name.get(language) for m in row.members if m.key != row.key]
    name = row.chosen.material.name.get(language)
    if others:
        rest = " / ".join(others)
        return tr("desk", "any one: {name} / {rest}", name=name, rest=rest)
    condition = row.chosen.use.condition.get(language)
    holder = row.chosen.use.holder.get(language)
    aside = page_words.joined(holder, condition)
    return f"{name}  ({aside})" if aside else name


def document_hint(row: Row, language: str) -> str:
    use = row.chosen.use
    issued = row.chosen.material.issued_by.get(language)
    return page_words.joined(row.draft.note, use.note.get(language), issued)
