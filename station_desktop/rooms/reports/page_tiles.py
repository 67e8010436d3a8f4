"""The headline numbers: each a button that opens the list behind it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.report.reports import Report
from station_desktop.domain.report.told_reports import Number, Told
from station_desktop.rooms.reports.room import Opened
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role

LARGE = 18


class Tile(QPushButton):
    """One number: its name above, what it was before beneath."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(f"reports.tile.{key}")
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.gap + 4, size.gap - 1, size.gap + 4, size.gap - 1)
        box.setSpacing(0)
        self.name = label(role="small")
        self.shown = label(role="heading")
        self.before = label(role="small")
        for part in (self.name, self.shown, self.before):
            box.addWidget(part)
        set_role(self, "tile")

    def put(self, one: Number, before: str) -> None:
        change = f"  {one.change}" if one.change else ""
        self.name.setText(one.name)
        self.shown.setText(one.shown)
        self.before.setText(f"{before} {one.before}{change}")
        self.setAccessibleName(f"{one.name}: {one.shown}")
        self.setAccessibleDescription(self.before.text())
        self.setEnabled(one.figure.behind is not None)


class Tiles(QWidget):
    """Signals: ``opened(Opened)``."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tiles: dict[str, Tile] = {}
        self._told: Told | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.scale().gap)

    @property
    def first(self) -> QWidget | None:
        return next(iter(self._tiles.values()), None)

    def put(self, report: Report, told: Told) -> None:
        """Show the headline numbers; the buttons stay the same, so the keyboard stays too."""
        self._told = told
        for one in told.headlines:
            tile = self._tiles.get(one.key)
            if tile is None:
                tile = self._tiles[one.key] = Tile(one.key)
                tile.clicked.connect(partial(self._open, one.key))
            tile.put(one, told.before)
        self.spread()

    def spread(self) -> None:
        """All in one line, or in two where the large look needs it."""
        many = max(1, len(self._tiles))
        across = many if theme.scale().base < LARGE else -(-many // 2)
        for number, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, number // across, number % across)
        for column in range(len(self._tiles)):
            self._grid.setColumnStretch(column, int(column < across))

    def _open(self, key: str) -> None:
        if self._told is None:
            return
        one = next(one for one in self._told.headlines if one.key == key)
        if one.figure.behind is not None:
            opened = Opened(one.figure.behind, "", ("numbers", key, 0))
            self.opened.emit(opened.retold(self._told))
