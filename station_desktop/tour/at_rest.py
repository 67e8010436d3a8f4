"""Waiting for the window: woken by what arrives, not by looking again every few milliseconds."""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from station_desktop.ui.lanes.runner import Runner

_ROUNDS = 3
"""An answer may lead to the next question in the same turn of the event loop, or the one after."""
_LOOK_MS = 100


def until_at_rest(runner: Runner, most_s: float = 20.0) -> None:
    """Turn the event loop until nothing is asked of the store any more and all is shown."""
    loop, ends, quiet = QEventLoop(), time.monotonic() + most_s, 0
    waker = QTimer()  # so that a lost answer is an error and not a wait without an end
    waker.start(_LOOK_MS)
    while quiet < _ROUNDS:
        QApplication.processEvents()
        if runner.idle:
            quiet += 1
            continue
        quiet = 0
        if time.monotonic() > ends:
            raise TimeoutError("the window does not come to rest")
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
