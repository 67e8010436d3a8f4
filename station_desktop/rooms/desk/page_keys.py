"""The desk's own keys, caught at whatever has the keyboard, and never while a word is composed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

Act = Callable[[], object]


def always() -> bool:
    return True


class Chord(NamedTuple):
    """A key combination, what it does, and when it is the desk's at all."""

    keys: QKeyCombination
    act: Act
    when: Callable[[], bool] = always


class DeskKeys(QObject):
    """Watches the widget with the focus, when it is part of ``page`` or its ``search`` box.

    A key of the desk wins over the window's own shortcuts and over what the widget would do with
    it; an act that returns ``False`` leaves the key to the widget. A key held down acts once.
    ``left`` is called whenever the keyboard moves on.
    """

    def __init__(self, page: QWidget, search: QWidget, chords: Iterable[Chord], left: Act) -> None:
        super().__init__(page)
        self._page = page
        self._search = search
        self._chords = {chord.keys.toCombined(): chord for chord in chords}
        self._left = left
        self._watched: QWidget | None = None
        self._composing = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
            page.destroyed.connect(self._page_gone)

    def _page_gone(self) -> None:
        """What the page was made of goes away now; its controls still lose the focus one by one."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._focus_changed)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
            self._left()
        self._composing = False
        self._watched = new if new is not None and self._ours(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def _ours(self, widget: QWidget) -> bool:
        """Part of the page, or its search box wherever that stands, while the page is in sight."""
        inside = widget is self._page or self._page.isAncestorOf(widget)
        return inside or (widget is self._search and self._page.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
            return False
        if not isinstance(event, QKeyEvent) or self._composing:
            return False
        chord = self._chords.get(_combined(event))
        if chord is None or not chord.when():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        return event.isAutoRepeat() or chord.act() is not False


def _combined(event: QKeyEvent) -> int:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key()) if event.key() != Qt.Key.Key_Enter else Qt.Key.Key_Return
    return QKeyCombination(held, key).toCombined()
