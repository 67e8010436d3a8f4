"""The small cross in a line that empties it, with a name like every other control."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton

from station_desktop.ui.words import bind


def add_clear_button(line: QLineEdit, name: str) -> None:
    """Give ``line`` its cross, found as ``name`` with ``.clear``."""
    before = set(line.findChildren(QToolButton))
    line.setClearButtonEnabled(True)
    for button in set(line.findChildren(QToolButton)) - before:
        button.setObjectName(f"{name}.clear")
        bind(button.setAccessibleName, "search", "Empty the line")
