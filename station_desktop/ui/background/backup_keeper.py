"""Makes the backups of one window in the background: at the set time, or soon after the next
sign-in where the PC was off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from station_desktop.domain.problem import Refused
from station_desktop.logs import incidents
from station_desktop.ui.background.background import Background, Failed, Heard
from station_desktop.ui.lanes.jobs import Cancelled

if TYPE_CHECKING:
    from pathlib import Path

    from station_desktop.storage.store import Store
    from station_desktop.usecases.backup.backup_rounds import Went
    from station_desktop.usecases.backup.backups import Backup


class BackupKeeper(Background):
    """That a backup was made, or could not be, is published as the changed kind ``backups``."""

    FIRST_MS = 60_000
    EVERY_MS = 300_000
    NEWS = frozenset({"backups"})

    def unasked(self, store: Store, heard: Heard) -> None:
        """Make what is due; what fails in a way nobody foresaw is noted like any incident."""
        try:
            _run(store, heard, all=False)
        except (Cancelled, Refused):
            raise
        except Exception as error:
            incidents.record(error)

    def back_up(self, then: Callable[[tuple[Went, ...] | None], None], failed: Failed) -> None:
        """Make a backup in every place now."""
        self.work(lambda store, heard: _run(store, heard, all=True), then, failed)

    def verify(self, path: Path, then: Callable[[Backup | None], None], failed: Failed) -> None:
        """Prove one backup with this station's key."""

        def prove(store: Store, heard: Heard) -> Backup:
            from station_desktop.usecases.backup import backups

            return backups.verify(path, store.key, heard)

        self.work(prove, then, failed)


def _run(store: Store, heard: Heard, *, all: bool) -> tuple[Went, ...]:
    from station_desktop.usecases.backup import backup_rounds

    return backup_rounds.run(store, heard, all=all)
