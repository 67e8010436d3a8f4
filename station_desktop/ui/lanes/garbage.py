"""Cyclic garbage is collected on the main thread only.

A widget freed from a worker thread can take the process down, and the collector runs in whichever
thread happens to allocate. So it is switched off, and a timer of the main thread runs it in steps.
What is older takes as long as several frames: that waits until nobody touches the window.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1000


class GarbageOnMainThread(QObject):
    """Switches the collector off and runs it from this thread's event loop; ``quiet`` says whether
    a pause of several frames would be noticed by nobody."""

    def __init__(
        self,
        parent: QObject | None = None,
        pause_ms: int = PAUSE_MS,
        quiet: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self.step)
        self._timer.start()

    def step(self) -> int | None:
        """Collect the oldest generation that is due; which one, or ``None`` when none was."""
        counts = gc.get_count()
        for generation in (2, 1, 0) if self._quiet() else (0,):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return generation
        return None

    def stop(self) -> None:
        """Give the collector back to Python, as at the end of a test."""
        self._timer.stop()
        gc.enable()
