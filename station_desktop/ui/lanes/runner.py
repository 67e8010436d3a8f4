"""The only user of threads: a write lane, a read lane, one for the way to the hall, and a few for
input and output.

A call names a function to run away from the main thread and one to receive its result there.
Results come back through one queued signal. A newer read with the same tag supersedes an older
one, which is what a search box needs. A write's result says in ``changed`` which kinds of data it
touched, and ``Runner.changed`` tells the screens.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from station_desktop.domain.problem import Refused
from station_desktop.logs import incidents
from station_desktop.logs.incidents import Incident
from station_desktop.ui.lanes.jobs import Cancelled, Job
from station_desktop.ui.lanes.lanes import Lane, Open

T = TypeVar("T")
Failed = Callable[[Refused], None]

IO_THREADS = 3
LONGEST_GOODBYE_S = 2.0
"""How long the end of the program waits for a connection being made somewhere far away."""


class _Call:
    """What the main thread keeps of a call until its result is in."""

    __slots__ = ("failed", "fn", "job", "lane", "owner", "tag", "then")

    def __init__(
        self,
        lane: str,
        fn: Callable[[Any], Any],
        then: Callable[[Any], None] | None,
        failed: Failed | None,
    ) -> None:
        self.lane = lane
        self.fn = fn
        self.then = then
        self.failed = failed
        self.tag: str | None = None
        self.job: Job | None = None
        self.owner: Any = getattr(then, "__self__", None)

    @property
    def orphaned(self) -> bool:
        """Whether the widget that asked is gone."""
        return isinstance(self.owner, QObject) and not shiboken6.isValid(self.owner)


class _Done:
    """What a worker sends back; ``result`` or one of the ways to fail."""

    __slots__ = ("cancelled", "incident", "progress", "refused", "result", "ticket")

    def __init__(self, ticket: int) -> None:
        self.ticket = ticket
        self.result: Any = None
        self.refused: Refused | None = None
        self.incident: Incident | None = None
        self.progress: tuple[int, int] | None = None
        self.cancelled = False


class Runner(QObject):
    """Runs reads, writes and input/output off the main thread.

    ``open_reader``, ``open_writer`` and ``open_line`` are called inside the thread that will use
    what they return, on its first call, and closed there. ``refused`` hears of refusals that no
    caller asked for, ``crashed`` of everything unexpected; both run on the main thread.

    Signals: ``changed(frozenset[str])`` after a write, on the main thread.
    """

    changed = Signal(object)
    _wake = Signal()

    def __init__(
        self,
        open_reader: Open,
        open_writer: Open,
        open_line: Open = lambda: None,
        *,
        refused: Failed | None = None,
        crashed: Callable[[Incident], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.refused = refused
        self.crashed = crashed
        self._tickets = itertools.count(1)
        self._calls: dict[int, _Call] = {}
        self._latest: dict[str, int] = {}
        self._outbox: deque[_Done] = deque()
        self._filled = threading.Event()
        self._closing = False
        self._lanes = {
            "read": Lane("read", open_reader, self._perform),
            "write": Lane("write", open_writer, self._perform),
            "line": Lane("line", open_line, self._perform),
            "io": Lane("io", lambda: None, self._perform, IO_THREADS),
        }
        self._wake.connect(self._deliver)  # queued, because the workers are other threads

    # asking

    def read(
        self,
        fn: Callable[[Any], T],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        tag: str | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``fn(reader)``; ``tag`` lets a newer read with the same tag replace this one.

        ``owner`` is the widget on whose behalf ``then`` acts, for functions that are not its
        methods: a result for a widget that is gone is dropped.
        """
        self._put(_Call("read", fn, then, failed), tag, owner)

    def write(
        self,
        fn: Callable[[Any], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        job: Job | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``fn(writer)`` after all earlier writes; its result may carry ``changed``."""
        self._put(_Call("write", fn, then, failed), None, owner, job)

    def io(
        self,
        fn: Callable[[Job], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        job: Job | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Run ``fn(job)`` beside everything else: files, network, printing."""
        given = job or Job()
        self._put(_Call("io", lambda _: fn(given), then, failed), None, owner, given)
        return given

    def line(
        self,
        fn: Callable[[Any], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        job: Job | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``fn(line)`` after all that is to go over the line: it may wait for the network, and
        its own connection to the store lets nothing at the desk wait for it."""
        self._put(_Call("line", fn, then, failed), None, owner, job)

    def publish(self, kinds: frozenset[str]) -> None:
        """Tell the screens of changes that came another way, as after a restore."""
        if kinds:
            self.changed.emit(kinds)

    @property
    def closing(self) -> bool:
        """Whether it has ended, or is about to, and takes nothing more."""
        return self._closing

    @property
    def idle(self) -> bool:
        """Whether nothing is queued, running or waiting to be delivered."""
        return not self._calls

    def _put(
        self, call: _Call, tag: str | None, owner: QObject | None, job: Job | None = None
    ) -> None:
        if self._closing:
            raise RuntimeError("the runner is closed")
        ticket = next(self._tickets)
        call.tag = tag
        if owner is not None:
            call.owner = owner
        if job is not None:
            call.job = job
            job.send = lambda done, total: self._report(ticket, done, total)
        if tag is not None:
            self._latest[tag] = ticket
        self._calls[ticket] = call
        self._lanes[call.lane].put(ticket)

    # in the worker

    def _perform(self, ticket: int, resource: Callable[[], Any]) -> None:
        self._send(self._outcome(ticket, resource))

    def _outcome(self, ticket: int, resource: Callable[[], Any]) -> _Done:
        """Run one call; nothing of the caller's survives this frame in the worker."""
        done = _Done(ticket)
        call = self._calls[ticket]
        if self._skippable(ticket, call):
            done.cancelled = True
            return done
        try:
            done.result = call.fn(resource())
        except Refused as refused:
            refused.__traceback__ = refused.__context__ = refused.__cause__ = None
            done.refused = refused
        except Cancelled:
            done.cancelled = True
        except Exception as error:  # every surprise becomes one incident, whatever its type
            done.incident = incidents.record(error)
        return done

    def _skippable(self, ticket: int, call: _Call) -> bool:
        superseded = call.tag is not None and self._latest.get(call.tag) != ticket
        stopped = call.job is not None and call.job.cancelled
        return superseded or stopped or (self._closing and call.lane != "write")

    def _report(self, ticket: int, done: int, total: int) -> None:
        news = _Done(ticket)
        news.progress = (done, total)
        self._send(news)

    def _send(self, done: _Done) -> None:
        self._outbox.append(done)
        self._filled.set()
        self._wake.emit()

    # back on the main thread

    def _deliver(self) -> None:
        while self._outbox:
            done = self._outbox.popleft()
            if done.progress is not None:
                self._guard(self._show_progress, done)
            else:
                self._guard(self._finish, done)

    def _show_progress(self, done: _Done) -> None:
        call = self._calls.get(done.ticket)
        if call is None or call.job is None or call.job.watch is None or done.progress is None:
            return
        if not call.orphaned:
            call.job.watch(*done.progress)

    def _finish(self, done: _Done) -> None:
        call = self._calls.pop(done.ticket)
        superseded = call.tag is not None and self._latest.get(call.tag) != done.ticket
        if call.tag is not None and not superseded:
            del self._latest[call.tag]
        if done.incident is not None:
            if self.crashed is not None:
                self.crashed(done.incident)
        elif not (done.cancelled or superseded):
            self._hand_over(call, done)

    def _hand_over(self, call: _Call, done: _Done) -> None:
        if done.refused is not None:
            failed = self.refused if call.failed is None or call.orphaned else call.failed
            if failed is not None:
                failed(done.refused)
            return
        try:
            if call.then is not None and not call.orphaned:
                call.then(done.result)
        finally:
            self.publish(getattr(done.result, "changed", None) or frozenset())

    def _guard(self, act: Callable[[_Done], None], done: _Done) -> None:
        """A screen that fails to show a result must not lose the results behind it."""
        try:
            act(done)
        except Exception as error:  # the same single hook as for the workers
            incident = incidents.record(error)
            if self.crashed is not None:
                self.crashed(incident)

    # ending

    def release(self) -> None:
        """Close the database lanes' resources once what is queued is done, as for a restore."""
        self._lanes["read"].release()
        self._lanes["write"].release()
        self._lanes["line"].release()

    def close(self) -> None:
        """Finish the queued writes, drop the rest, and end the threads; returns when all ended."""
        if self._closing:
            return
        self._finish_writes()
        self._closing = True
        for call in list(self._calls.values()):
            if call.job is not None:
                call.job.cancel()
        for lane in self._lanes.values():
            lane.stop()
        for name, lane in self._lanes.items():
            lane.join(LONGEST_GOODBYE_S if name == "line" else None)
        self._deliver()

    def _finish_writes(self) -> None:
        """Deliver until no write is left: what one write's result asks for is finished too."""
        while any(call.lane == "write" for call in self._calls.values()):
            self._filled.wait()
            self._filled.clear()
            self._deliver()
