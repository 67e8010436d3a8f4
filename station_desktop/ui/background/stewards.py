"""What goes on in the background of a window, whoever sits at it: rounds with the hall, backups,
looking for newer versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from station_desktop.ui.lanes.runner import Runner

if TYPE_CHECKING:
    from station_desktop.storage.store import Store
    from station_desktop.ui.background.backup_keeper import BackupKeeper
    from station_desktop.ui.background.exchange import Exchange
    from station_desktop.ui.background.update_keeper import UpdateKeeper
    from station_desktop.ui.seat import Seat


class Stewards(QObject):
    """They begin with the first who opens the store, which ``open_store`` does for the thread that
    calls it, and go on until :meth:`end`."""

    def __init__(self, runner: Runner, open_store: Callable[[], Store], parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._open = runner, open_store
        self.exchange: Exchange | None = None
        self.backups: BackupKeeper | None = None
        self.updates: UpdateKeeper | None = None

    def begin(self) -> None:
        """Somebody opened the store; harmless when somebody had before."""
        from station_desktop.ui.background.backup_keeper import BackupKeeper
        from station_desktop.ui.background.exchange import Exchange
        from station_desktop.ui.background.update_keeper import UpdateKeeper

        self.exchange = self.exchange or Exchange(self._runner, self)
        self.backups = self.backups or BackupKeeper(self._runner, self._open, self)
        self.updates = self.updates or UpdateKeeper(self._runner, self._open, self)
        for steward in (self.exchange, self.backups, self.updates):
            steward.begin()

    def serve(self, seat: Seat) -> None:
        """Let the rooms of whoever sits down see them."""
        seat.exchange, seat.backups, seat.updates = self.exchange, self.backups, self.updates

    def end(self) -> None:
        """Begin nothing more, and stop what is under way."""
        for steward in (self.exchange, self.backups, self.updates):
            if steward is not None:
                steward.end()
