"""The backups in one place, the latest first; one of them can be verified again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.time import clock
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr

if TYPE_CHECKING:
    from station_desktop.storage.store import Store
    from station_desktop.usecases.backup.backups import Backup

_MB = 1_000_000


class BackupList(QWidget):
    """``verify`` is to be pressed; ``chosen`` is the backup that it is about."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._folder: Path | None = None
        self._line = ""
        self._free = True
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda backup: backup.path)
        self.table = Table(
            self.model,
            "upkeep.backups.list",
            Text("backups", "Backups in this place"),
            Text("backups", "There is no backup in this place."),
        )
        self.verify = QPushButton()
        self.verify.setObjectName("upkeep.backups.verify")
        bind(self.verify.setText, "backups", "Verify this one")
        self.table.chosen.connect(lambda _: self._say())
        self._arrange()
        self._say()

    @property
    def chosen(self) -> Backup | None:
        """The backup in hand, the latest one unless another was chosen."""
        found: Backup | None = self.table.current_row or next(iter(self._held.rows), None)
        return found

    def show_folder(self, folder: Path | None) -> None:
        """List what is in ``folder``; nothing for a place that is away."""
        self._folder = folder
        if folder is None or self._seat.backups is None:
            self._put(("", ()))
            return
        self._seat.backups.ask(
            lambda store: _listed(store, folder),
            self._put,
            lambda _: self._put(("", ())),  # the place's own line says that it went away
            owner=self,
        )

    def allow(self, free: bool) -> None:
        """Whether one may be verified now."""
        self._free = free
        self._say()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        title = label(role="title")
        bind(title.setText, "backups", "Backups in this place")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.verify)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap)
        box.addLayout(head)
        box.addWidget(self.table, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("made", Text("backups", "Made"), _made),
            Column("of", Text("backups", "Computer"), self._of, 124),
            Column("size", Text("backups", "Size"), _size, 84, "right"),
            Column("entries", Text("backups", "Entries"), _entries, 84, "right"),
            Column("state", Text("backups", "State"), self._state, 176, tone=_tone),
        )

    def _of(self, one: Backup) -> str:
        if one.manifest is None:
            return ""
        own = one.manifest.line == self._line
        return tr("backups", "this one") if own else tr("backups", "another")

    def _state(self, one: Backup) -> str:
        if one.problem is None:
            return tr("backups", "whole")
        return phrases.say(f"{one.problem.code}.short", self._seat.language.code)

    def _put(self, found: tuple[str, tuple[Backup, ...]]) -> None:
        self._line = found[0]
        self._held.put(found[1])
        self._say()

    def _say(self) -> None:
        chosen = self.chosen
        self.verify.setEnabled(self._free and chosen is not None and chosen.manifest is not None)


def _listed(store: Store, folder: Path) -> tuple[str, tuple[Backup, ...]]:
    from station_desktop.usecases.backup import backups

    return backups.line_of(store.folder), backups.listed(folder)


def _made(one: Backup) -> str:
    """When; a file that does not say is shown by its name."""
    return (
        f"{clock.from_milliseconds(one.made_at):%Y-%m-%d %H:%M}" if one.made_at else one.path.name
    )


def _size(one: Backup) -> str:
    return f"{one.size / 1e9:.1f} GB" if one.size >= 1e9 else f"{-(-one.size // _MB)} MB"


def _entries(one: Backup) -> str:
    return f"{one.manifest.entries:,}" if one.manifest else ""


def _tone(one: Backup) -> str:
    return "ok" if one.problem is None else "bad"
