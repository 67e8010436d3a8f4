"""Long work beside the desk's: one piece at a time, whoever sits there, and while nobody does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time.remaining import Pace, told
from station_desktop.ui.lanes.jobs import Cancelled, Job
from station_desktop.ui.lanes.runner import Runner

if TYPE_CHECKING:
    from station_desktop.storage.store import Store

T = TypeVar("T")
Failed = Callable[[Refused], None]
Heard = Callable[[int, int], None]
"""How far a piece of work is, done and in all; raises ``Cancelled`` once it is to stop."""


class Background(QObject):
    """Looks by itself every ``EVERY_MS`` whether something is due (:meth:`unasked`), and does what
    it is asked for; what it reads and writes beside the desk stays bounded, as it does one thing
    at a time.

    ``open_store`` opens the store for the thread that calls it. Signals: ``moved`` when work
    begins, advances or ends; what came of it is published by the runner as the kinds ``NEWS``.
    """

    FIRST_MS: ClassVar[int]
    EVERY_MS: ClassVar[int]
    NEWS: ClassVar[frozenset[str]]

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

    def unasked(self, store: Store, heard: Heard) -> object:
        """Do what is due, in a thread of its own. What it refuses is told to nobody."""
        raise NotImplementedError

    def begin(self) -> None:
        """From now on look by itself; harmless when it does so already."""
        if not self._begun:
            self._begun = True
            self._beat.start(self.EVERY_MS)
            QTimer.singleShot(self.FIRST_MS, self, self.look)

    def end(self) -> None:
        """Begin nothing more, and stop what is under way."""
        self._begun = False
        self._beat.stop()
        self.stop()

    def stop(self) -> None:
        """End what is under way: what is not whole yet is taken away, or gone on with next time."""
        self._stopping = self.busy

    def look(self) -> None:
        """Do what is due. Nobody asked for it, so nobody is told when it is refused."""
        if self._begun and not self.busy and not self._runner.closing:
            self.work(self.unasked, lambda _: None, lambda _: None)

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
            try:
                return (self._with_store(lambda store: act(store, heard)),)
            except Cancelled:
                return (None,)

        def ended(result: tuple[T | None]) -> None:
            self._finish()
            then(result[0])

        def refused(why: Refused) -> None:
            self._finish()
            failed(why)

        self._runner.io(perform, ended, refused, job=job, owner=self)
        self.moved.emit()

    def ask(
        self,
        fn: Callable[[Store], T],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Ask something that may have to wait for a disk or a share."""
        self._runner.io(lambda _: self._with_store(fn), then, failed, owner=owner)

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
        self._runner.publish(self.NEWS)
