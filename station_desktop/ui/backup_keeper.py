"""Makes the backups of one window in the background: at the set time, or soon after the next
sign-in where the PC was off; and whatever else must wait for disks and shares.

It goes on whoever sits at the desk, and while nobody does. One piece of work at a time: what it
reads and writes beside the desk stays bounded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time.remaining import Pace, told
from station_desktop.logs import incidents
from station_desktop.ui.jobs import Cancelled, Job
from station_desktop.ui.runner import Runner

if TYPE_CHECKING:
    from pathlib import Path

    from station_desktop.storage.store import Store
    from station_desktop.usecases.backup.backup_rounds import Went
    from station_desktop.usecases.backup.backups import Backup

FIRST_MS = 60_000
EVERY_MS = 300_000
NEWS = frozenset({"backups"})

T = TypeVar("T")
Failed = Callable[[Refused], None]
Heard = Callable[[int, int], None]


class _Stopped:
    """What comes back from work that was asked to stop."""


class BackupKeeper(QObject):
    """``open_store`` opens the store for the thread that calls it.

    Signals: ``moved`` when work begins, advances or ends. That a backup was made, or could not be,
    is published by the runner as the changed kind ``backups``.
    """

    moved = Signal()

    def __init__(
        self, runner: Runner, open_store: Callable[[], Store], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._open = open_store
        self._begun = self._stopping = False
        self._pace = Pace()
        self.busy = False
        self.done = self.total = 0
        self.left: Problem = told(None)
        self._beat = QTimer(self)
        self._beat.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on look for due backups; harmless when it does so already."""
        if not self._begun:
            self._begun = True
            self._beat.start(EVERY_MS)
            QTimer.singleShot(FIRST_MS, self, self.look)

    def end(self) -> None:
        """Begin nothing more, and stop what is under way."""
        self._begun = False
        self._beat.stop()
        self.stop()

    def stop(self) -> None:
        """End what is under way; a backup that is not whole yet leaves nothing behind."""
        self._stopping = self.busy

    def look(self) -> None:
        """Make what is due. Nobody asked for it: what fails in a way nobody foresaw is noted like
        any incident."""
        if self._begun and not self.busy and not self._runner.closing:
            self._work(_guarded, lambda _: None, None)

    def back_up(self, then: Callable[[tuple[Went, ...] | None], None], failed: Failed) -> None:
        """Make a backup in every place now; ``then`` hears ``None`` where it was stopped, or where
        something else is under way."""
        self._work(lambda store, heard: _run(store, heard, all=True), then, failed)

    def verify(self, path: Path, then: Callable[[Backup | None], None], failed: Failed) -> None:
        """Prove one backup with this station's key."""

        def prove(store: Store, heard: Heard) -> Backup:
            from station_desktop.usecases.backup import backups

            return backups.verify(path, store.key, heard)

        self._work(prove, then, failed)

    def ask(
        self,
        fn: Callable[[Store], T],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Ask something that may have to wait for a share."""
        self._runner.io(lambda _: self._with_store(fn), then, failed, owner=owner)

    # one piece of work

    def _work(
        self,
        act: Callable[[Any, Heard], T],
        then: Callable[[T | None], None],
        failed: Failed | None,
    ) -> None:
        if self.busy or self._runner.closing:
            then(None)
            return
        self.busy, self._stopping = True, False
        self.done = self.total = 0
        self._pace, self.left = Pace(), told(None)
        job = Job(self._advance)

        def heard(done: int, total: int) -> None:
            job.raise_if_cancelled()
            if self._stopping:
                raise Cancelled
            job.progress(done, total)

        def work(_: Job) -> T | _Stopped:
            try:
                return self._with_store(lambda store: act(store, heard))
            except Cancelled:
                return _Stopped()

        def ended(result: T | _Stopped) -> None:
            self._finish()
            then(None if isinstance(result, _Stopped) else result)

        def refused(why: Refused) -> None:
            self._finish()
            if failed is not None:
                failed(why)

        self._runner.io(work, ended, refused, job=job, owner=self)
        self.moved.emit()

    def _with_store(self, fn: Callable[[Store], T]) -> T:
        store = self._open()
        try:
            return fn(store)
        finally:
            store.close()

    def _advance(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.left = told(self._pace.left(time.monotonic(), done, total))
        self.moved.emit()

    def _finish(self) -> None:
        self.busy = False
        self.moved.emit()
        self._runner.publish(NEWS)


def _run(store: Store, heard: Heard, *, all: bool) -> tuple[Went, ...]:
    from station_desktop.usecases.backup import backup_rounds

    return backup_rounds.run(store, heard, all=all)


def _guarded(store: Store, heard: Heard) -> tuple[Went, ...]:
    try:
        return _run(store, heard, all=False)
    except (Cancelled, Refused):
        raise
    except Exception as error:
        incidents.record(error)
        return ()
