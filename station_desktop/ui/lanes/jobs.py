"""A long piece of work that can be watched and stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

Progress = Callable[[int, int], None]

PAUSE_S = 0.1


class Cancelled(Exception):
    """Raised inside a job that was asked to stop; it is not an error."""


class Job:
    """Handed to long work: says how far it is, and is told when to stop.

    ``progress`` counts in the work's own units; a ``total`` of 0 means it is not known. At most
    ten reports a second leave the worker, the last one always.
    """

    def __init__(self, watch: Progress | None = None) -> None:
        self.watch = watch
        self._stop = threading.Event()
        self._next = 0.0
        self.send: Progress | None = None

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        self._stop.set()

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled

    def progress(self, done: int, total: int = 0) -> None:
        """Report from inside the work; dropped when the last report was a moment ago."""
        now = time.monotonic()
        if self.send is not None and (now >= self._next or done == total):
            self._next = now + PAUSE_S
            self.send(done, total)
