"""What will be needed next is imported before it is asked for, a module at a time, while nobody
touches the program: the first visit to a room then costs only building its page.

On the main thread, because classes of Qt's belong to it; each turn is about as long as one frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import chain

from PySide6.QtCore import QObject, QTimer

from station_desktop.ui.pc.touch import Touch

PAUSE_MS = 30


class Warming(QObject):
    """Imports what it was given, once the program was left alone for as long as was said."""

    def __init__(self, touch: Touch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touch = touch
        self._left: Iterator[str] = iter(())
        self._quiet_s = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # so that what takes long is followed by a pause too
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._step)

    def begin(self, modules: Iterable[str], quiet_s: float) -> None:
        """Import ``modules`` too, each when nothing was touched for ``quiet_s`` seconds."""
        self._left = chain(self._left, modules)
        self._quiet_s = quiet_s
        self._timer.start()

    def _step(self) -> None:
        if self._touch.quiet_for(self._quiet_s):
            module = next(self._left, "")
            if not module:
                return
            import_module(module)
        self._timer.start()
