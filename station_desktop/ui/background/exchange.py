"""Keeps the window and the hall together in the background: a round soon after something was
written here, every minute or so when it is quiet, at once after sleep or when asked.

It goes on whoever sits at the desk, and while nobody does. A window that no hall ever let in never
touches the network.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from station_desktop.logs import incidents
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lanes.runner import Runner

if TYPE_CHECKING:
    from station_desktop.usecases.exchange.syncing import Courier, Went

SOON_MS = 1000
HEARTBEAT_MS = 10_000
FAILED_MS = 60_000
_ASLEEP_S = 90.0
_NO_NEWS = frozenset({"sync", "matters", "drafts"})
"""Kinds of change that put nothing into the journal."""


class _Round(Job):
    """A round whose end need not be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.courier: Courier | None = None

    def cancel(self) -> None:
        super().cancel()
        if self.courier is not None:
            self.courier.stop()


class Exchange(QObject):
    """The rounds of one window. ``now`` gives the seconds of the wall clock.

    Signals: ``moved`` when a round begins or ends. What a round brought is published by the runner
    as changed kinds, with ``sync`` always and ``matters`` when entries of others came.
    """

    moved = Signal()

    def __init__(
        self, runner: Runner, parent: QObject | None = None, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._now = now
        self._begun = self._told = self._fresh = self._again = False
        self._beat_at = now()
        self.busy = False
        self.enrolled = self.tried = self.failing = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go)
        self._beat = QTimer(self)
        self._beat.setInterval(HEARTBEAT_MS)
        self._beat.timeout.connect(self._look_at_clock)
        runner.changed.connect(self._on_changed)

    def begin(self) -> None:
        """From now on, as soon as the store can be opened; harmless when it goes on already."""
        if not self._begun:
            self._begun = True
            self._runner.read(_enrolled, self._know, owner=self)

    def end(self) -> None:
        """Begin no further round."""
        self._begun = self._again = False
        self._next.stop()
        self._beat.stop()

    def now(self) -> None:
        """A round at once, whatever was waited for; the window may just have been let in."""
        self.enrolled = self._begun
        self._beat.start()
        self._soon(0)

    def _know(self, enrolled: bool) -> None:
        if self._begun and enrolled:
            self.now()

    # when

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not self._told and not self.failing and kinds - _NO_NEWS:
            self._soon(SOON_MS)

    def _soon(self, wait_ms: int) -> None:
        if not self.enrolled:
            return
        if self.busy:
            self._again = True
        elif not self._next.isActive() or self._next.remainingTime() > wait_ms:
            self._next.start(wait_ms)

    def _look_at_clock(self) -> None:
        """A beat that comes much too late was slept through."""
        passed, self._beat_at = self._now() - self._beat_at, self._now()
        if passed - HEARTBEAT_MS / 1000 > _ASLEEP_S:
            self._fresh = True
            self._soon(0)

    # one round

    def _go(self) -> None:
        if self.busy or not self.enrolled:
            return
        self.busy, self._again = True, False
        job, fresh, self._fresh = _Round(), self._fresh, False

        def go(courier: Any) -> Went | None:
            job.courier = courier
            job.raise_if_cancelled()
            try:
                return _guarded(courier, fresh=fresh)
            finally:
                job.courier = None

        self._runner.line(go, self._went, self._refused, job=job, owner=self)
        self.moved.emit()

    def _went(self, went: Went | None) -> None:
        self.busy, self.tried = False, True
        self.failing = went is None or bool(went.problem)
        if not self._begun:
            return  # the program ends: nobody is there to be told
        if went is None:
            self._wait(FAILED_MS)
        elif went.enrolled:
            self._wait(round(went.wait * 1000))
        else:
            self.enrolled = False
        news = {"sync"} | (went.kinds if went is not None else frozenset())
        if went is not None and went.received:
            news.add("matters")
        self._told = True
        try:
            self.moved.emit()
            self._runner.publish(frozenset(news))
        finally:
            self._told = False

    def _refused(self, _: object) -> None:
        """The store itself could not be opened; that is said where somebody works with it."""
        self._went(None)

    def _wait(self, wait_ms: int) -> None:
        if self._begun:
            self._next.start(min(wait_ms, SOON_MS) if self._again else wait_ms)


def _enrolled(store: Any) -> bool:
    from station_desktop.storage.exchange import outbox

    return outbox.enrolled(store.connection)


def _guarded(courier: Courier, *, fresh: bool) -> Went | None:
    """A round that fails in a way nobody foresaw is noted like any incident, and tried again:
    nobody at the desk asked for it."""
    try:
        return courier.go(fresh=fresh)
    except Exception as error:
        incidents.record(error)
        return None
