"""Asks for newer versions in the background and fetches them, beside the desk's work; nothing is
installed by it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time.remaining import Pace, told
from station_desktop.ui.jobs import Cancelled, Job
from station_desktop.ui.runner import Runner

if TYPE_CHECKING:
    from station_desktop.storage.store import Store

FIRST_MS = 120_000
EVERY_MS = 4 * 3_600_000
NEWS = frozenset({"updates"})

T = TypeVar("T")
Failed = Callable[[Refused], None]
Heard = Callable[[int, int], None]


class UpdateKeeper(QObject):
    """``open_store`` opens the store for the thread that calls it.

    Signals: ``moved`` when work begins, advances or ends. How things stand afterwards is published
    by the runner as the changed kind ``updates``.
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
        """From now on ask every few hours; harmless when it does so already."""
        if not self._begun:
            self._begun = True
            self._beat.start(EVERY_MS)
            QTimer.singleShot(FIRST_MS, self, self.look)

    def end(self) -> None:
        """Begin nothing more, and stop what is under way: the next time goes on from there."""
        self._begun = False
        self._beat.stop()
        self.stop()

    def stop(self) -> None:
        self._stopping = self.busy

    def look(self) -> None:
        """Ask, and fetch what is offered. Nobody asked for it, so nobody is told when it fails."""
        if self._begun and not self.busy and not self._runner.closing:
            self.work(_unasked, lambda _: None, lambda _: None)

    def work(
        self, act: Callable[[Any, Heard], T], then: Callable[[T | None], None], failed: Failed
    ) -> None:
        """Do one long thing; ``then`` hears ``None`` where it was stopped, or where something else
        is under way."""
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

        def perform(_: Job) -> tuple[T | None]:
            store = self._open()
            try:
                return (act(store, heard),)
            except Cancelled:
                return (None,)
            finally:
                store.close()

        def ended(result: tuple[T | None]) -> None:
            self._finish()
            then(result[0])

        def refused(why: Refused) -> None:
            self._finish()
            failed(why)

        self._runner.io(perform, ended, refused, job=job, owner=self)
        self.moved.emit()

    def _advance(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.left = told(self._pace.left(time.monotonic(), done, total))
        self.moved.emit()

    def _finish(self) -> None:
        self.busy = False
        self.moved.emit()
        self._runner.publish(NEWS)


def _unasked(store: Store, heard: Heard) -> None:
    from station_desktop.usecases.update import update_acts

    update_acts.unasked(store, heard)
