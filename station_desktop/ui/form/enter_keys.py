"""Enter moves on, Ctrl+Enter submits, and neither while an input method is composing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterKeys(QObject):
    """Watches one widget's keys; signals ``moved_on`` and ``submitted``.

    While there is uncommitted text (``composing``) Enter belongs to the input method, even where
    the platform passes it on. Shift+Enter is left to the widget: a new line in a long text.
    """

    moved_on = Signal()
    submitted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.composing = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QInputMethodEvent):
            self.composing = bool(event.preeditString())
        elif kind == QEvent.Type.FocusOut:
            self.composing = False
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() not in _ENTER:
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.composing:
            return True
        if held == Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif held == Qt.KeyboardModifier.NoModifier:
            self.moved_on.emit()
        else:
            return False
        return True
