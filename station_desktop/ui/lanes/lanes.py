"""A lane is a queue with its threads; every thread opens, uses and closes its own resource.

Nothing here knows Qt. A worker never holds the caller's function longer than the call itself:
such functions close over widgets, and the last reference to a widget must not go away off the
main thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

_STOP = -1
_RELEASE = -2

Open = Callable[[], Any]
Close = Callable[[Any], None]
Perform = Callable[[int, Callable[[], Any]], None]


def close_quietly(resource: Any) -> None:
    """Close what has a ``close``; the io lane has nothing to close."""
    close = getattr(resource, "close", None)
    if close is not None:
        close()


class Lane:
    """Runs tickets in order on ``threads`` threads; ``perform`` is called in the worker.

    ``perform`` receives the ticket and a function that gives the thread's resource, opened on
    first need so that a failure to open belongs to the ticket that needed it.
    """

    def __init__(self, name: str, open_resource: Open, perform: Perform, threads: int = 1) -> None:
        self.name = name
        self._open = open_resource
        self._perform = perform
        self._size = threads
        self._queue: SimpleQueue[int] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def put(self, ticket: int) -> None:
        """Queue a ticket, starting the threads with the first one."""
        if not self._threads:
            self._start()
        self._queue.put(ticket)

    def release(self) -> None:
        """Have each thread close its resource after what is queued; it opens anew when needed."""
        for _ in self._threads:
            self._queue.put(_RELEASE)

    def stop(self) -> None:
        """Have each thread finish what is queued, close its resource and end."""
        for _ in self._threads:
            self._queue.put(_STOP)

    def join(self, timeout: float | None = None) -> None:
        """Wait until the threads have ended, each for at most ``timeout`` seconds."""
        for thread in self._threads:
            thread.join(timeout)
        self._threads.clear()

    def _start(self) -> None:
        for number in range(self._size):
            name = f"lane-{self.name}-{number}"
            thread = threading.Thread(target=self._work, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        own = _Own(self._open)
        try:
            while (ticket := self._queue.get()) != _STOP:
                if ticket == _RELEASE:
                    own.release()
                else:
                    self._perform(ticket, own.get)
        finally:
            own.release()


class _Own:
    """One thread's resource."""

    def __init__(self, open_resource: Open) -> None:
        self._open = open_resource
        self._resource: Any = None
        self._is_open = False

    def get(self) -> Any:
        if not self._is_open:
            self._resource = self._open()
            self._is_open = True
        return self._resource

    def release(self) -> None:
        if self._is_open:
            close_quietly(self._resource)
            self._resource, self._is_open = None, False
