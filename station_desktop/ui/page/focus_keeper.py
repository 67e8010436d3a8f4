"""The keyboard stays in the room: an act that takes its own button away must not lose it."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

_BY_TAB = 1
"""``Qt.FocusPolicy.TabFocus``, by number: Qt's namespace of constants is slow to load."""


class FocusKeeper(QWidget):
    """Qt hands the keyboard on when whoever has it is hidden or disabled, and after the last
    control of a page comes the rail: there the next key would lead out of the room. It goes to the
    page's ``first`` control instead, or to the first one that takes it.

    An invisible child of ``stack``, whose current page is the room one is in.
    """

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self.hide()
        self._stack = stack
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        page = self._stack.currentWidget()
        if old is None or now is None or page is None or not shiboken6.isValid(old):
            return
        if (
            not page.isAncestorOf(old)
            or page.isAncestorOf(now)
            or now.window() is not page.window()
        ):
            return
        if old.isEnabled() and old.isVisibleTo(page):
            return  # somebody went there
        wanted = getattr(page, "first", None)
        for control in (wanted, *page.findChildren(QWidget)):
            if isinstance(control, QWidget) and _takes_keyboard(control):
                control.setFocus()
                return


def _takes_keyboard(control: QWidget) -> bool:
    return (
        control.isVisible() and control.isEnabled() and bool(control.focusPolicy().value & _BY_TAB)
    )
