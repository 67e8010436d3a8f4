"""Keeps what a widget shows up to date: visible ones ask again, hidden ones wait to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget


class Freshness(QObject):
    """Calls ``ask`` when ``widget`` is first shown and whenever one of ``kinds`` has changed.

    Several changes in one turn of the event loop are one question. ``changed`` is the runner's
    signal. Lives as long as the widget.
    """

    def __init__(
        self,
        widget: QWidget,
        changed: SignalInstance,
        kinds: Iterable[str],
        ask: Callable[[], None],
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._kinds = frozenset(kinds)
        self._ask = ask
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask_if_visible)
        widget.installEventFilter(self)
        changed.connect(self._on_changed)
        self._ask_if_visible()

    @property
    def stale(self) -> bool:
        """Whether the widget has yet to ask for what it will show."""
        return self._stale

    def mark_stale(self) -> None:
        """Ask again for a reason of the widget's own, now or when it is shown."""
        self._stale = True
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._stale:
            self._soon.start()
        return False

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if self._kinds & kinds:
            self.mark_stale()

    def _ask_if_visible(self) -> None:
        if self._stale and self._widget.isVisible():
            self._stale = False
            self._ask()
