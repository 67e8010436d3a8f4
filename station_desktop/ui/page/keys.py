"""Keys that act on a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(
    page: QWidget, keys: str, act: Callable[[], object], *, anywhere: bool = False
) -> QShortcut:
    """Let ``keys`` call ``act`` while the keyboard is in ``page``; with ``anywhere``, wherever in
    the window it is, as long as ``page`` can be seen. Return is the keypad's Enter too."""
    shortcut = QShortcut(page)
    both = dict.fromkeys((keys, keys.replace("Return", "Enter")))
    shortcut.setKeys([QKeySequence(one) for one in both])
    if not anywhere:
        # Here, because the frame has keys too, and Qt's constants are slow to load before it shows.
        from PySide6.QtCore import Qt

        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut
