"""When the person at the desk last touched the program: a key, a click, a wheel, a finger.

Looked for where it comes into a window. A filter of the whole application would be asked about
every event there is, some eight thousand while a page is built, and make that half as long again.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_INPUT = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class Touch(QObject):
    """Watches every window of the program that comes to have the keyboard.

    Signal: ``felt`` each time.
    """

    felt = Signal()

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = time.monotonic()
        application.focusWindowChanged.connect(self._watch)

    def quiet_for(self, seconds: float) -> bool:
        """Whether nothing was touched for that long."""
        return time.monotonic() - self._last >= seconds

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time only moves it to the front

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._last = time.monotonic()
            self.felt.emit()
        return False
