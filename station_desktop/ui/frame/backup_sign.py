"""The quiet sign at the foot of the window that backups are overdue or being made, for those who
can do something about it; said aloud once when it is too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from station_desktop.ui.background.backup_keeper import BackupKeeper
from station_desktop.ui.frame.status_strip import StatusStrip
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow, tr
from station_desktop.usecases.work import Work

if TYPE_CHECKING:
    from station_desktop.usecases.backup.backup_rounds import Sign

_HOUR_MS = 3_600_000


def put(seat: Seat, strip: StatusStrip, go: Callable[[], object]) -> None:
    """Have the sign in this strip where there is a keeper and the person may see to backups;
    ``go`` leads to them."""
    if seat.backups is not None and seat.may("upkeep.read"):
        BackupSign(seat, seat.backups, strip)
        strip.backups.clicked.connect(lambda: go())


class BackupSign(QObject):
    """Follows the keeper. Lives as long as the strip of the person who sits there."""

    def __init__(self, seat: Seat, keeper: BackupKeeper, strip: StatusStrip) -> None:
        super().__init__(strip)
        self._seat = seat
        self._keeper = keeper
        self._strip = strip
        self._found: Sign | None = None
        self._warned = False
        self._hourly = QTimer(self)
        self._hourly.timeout.connect(self._ask)
        self._hourly.start(_HOUR_MS)
        keeper.moved.connect(self._say)
        seat.changed.connect(self._on_changed)
        follow(self, self._say)
        self._ask()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "backups" in kinds:
            self._ask()

    def _ask(self) -> None:
        if not self._seat.runner.closing:
            self._seat.read(_sign, self._put, lambda _: None, tag="backups.sign", owner=self)

    def _put(self, found: Sign) -> None:
        self._found = found
        self._say()
        if found.state == "missing" and found.made_at and not self._warned:
            self._warned = True
            said = tr(
                "backups",
                "The last verified backup is {n} {n:day|days} old. See “Upkeep”, “Backups”.",
                n=found.days,
            )
            self._seat.said.emit("warn", said)

    def _say(self) -> None:
        self._strip.set_backups(self._word())

    def _word(self) -> str:
        if self._keeper.busy and self._keeper.total:
            return tr("backups", "Backup {n} %", n=100 * self._keeper.done // self._keeper.total)
        found = self._found
        if found is None or found.state == "good":
            return ""
        if found.state == "none":
            return tr("backups", "No backup place")
        if not found.made_at:
            return tr("backups", "No backup yet")
        return tr("backups", "Last backup {n} {n:day|days} ago", n=found.days)


def _sign(work: Work) -> Sign:
    from station_desktop.usecases.backup import backup_rounds

    return backup_rounds.sign(work.store)
