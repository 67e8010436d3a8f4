"""The names of everything that can be pressed, typed into or picked from.

Tests, the telephone and screen readers find a widget by its name, so each has one and every name
is listed: here for the frame and the generic parts, in ``rooms.names`` for the rooms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

ACTIONABLE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

NAMES: tuple[str, ...] = (
    "shell.rail.*",
    "shell.search",
    "shell.search.clear",
    "shell.search.glass",
    "shell.search.list",
    "shell.new_visitor",
    "shell.account",
    "shell.lock",
    "shell.status.drafts",
    "shell.status.connection",
    "shell.status.backups",
    "shell.message.action",
    "shell.message.dismiss",
    "form.*",
    "rating.*",
)


def actionable(root: QWidget) -> Iterator[QWidget]:
    """Everything beneath ``root`` that a hand can use, Qt's own inner parts left out."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, ACTIONABLE) and not _inner(widget):
            yield widget


def _inner(widget: QWidget) -> bool:
    corner = str(widget.metaObject().className()) == "QTableCornerButton"
    return corner or isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_")


def listed(name: str, more: Iterable[str] = ()) -> bool:
    """Whether ``name`` is one of the listed ones; ``more`` are the rooms' own."""
    return bool(name) and any(fnmatchcase(name, pattern) for pattern in (*NAMES, *more))


def nameless(root: QWidget, more: Iterable[str] = ()) -> list[str]:
    """What can be used but has no listed name, by its type and name; empty when all is well."""
    wanted = tuple(more)
    return [
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in actionable(root)
        if not listed(widget.objectName(), wanted)
    ]
