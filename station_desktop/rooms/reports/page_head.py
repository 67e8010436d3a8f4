"""The line above a report: which stretch of time, back and forth, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from station_desktop.domain.time.periods import SPANS, Span
from station_desktop.rooms.reports.page_tiles import LARGE
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

_SPANS: dict[Span, Text] = {
    "week": Text("reports", "Week"),
    "month": Text("reports", "Month"),
    "year": Text("reports", "Year"),
}


class Head(QWidget):
    """Its keys work anywhere on ``page``.

    Signals: ``span(key)``, ``moved(-1 or 1)``, ``now``, ``printed``, ``saving``.
    """

    span = Signal(str)
    moved = Signal(int)
    now = Signal()
    printed = Signal()
    saving = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self._spans: dict[Span, QPushButton] = {}
        self._span: Span = "week"
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.scale().gap)
        for number, key in enumerate(SPANS, 1):
            button = self._button(f"span.{key}", f"Ctrl+{number}", partial(self.span.emit, key))
            button.setCheckable(True)
            set_role(button, "segment")
            self._spans[key] = button
            line.addWidget(button)
        self.before = self._button("before", "Alt+Left", partial(self.moved.emit, -1))
        self.after = self._button("after", "Alt+Right", partial(self.moved.emit, 1))
        self.today = self._button("today", "Ctrl+T", self.now.emit)
        self.period = label(role="title")
        self.period.setObjectName("reports.period")
        self.made = label(role="muted")
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setMaximumWidth(120)
        self.waiting.hide()
        self.print = self._button("print", "Ctrl+P", self.printed.emit)
        self.save = self._button("save", "Ctrl+S", self.saving.emit)
        self._words()
        self.period.setWordWrap(True)
        for button in (self.before, self.after, self.today):
            line.addWidget(button)
        line.addWidget(self.period, 1)
        line.addWidget(self.waiting)
        line.addWidget(self.made)
        for button in (self.print, self.save):
            line.addWidget(button)
        follow(self, self._say)

    def put(self, span: Span, period: str, made: str) -> None:
        """Which report is shown, and as of when."""
        self._span = span
        self.period.setText(period)
        self.made.setText(made)
        self._say()

    def wait(self, waiting: bool) -> None:
        """While a report is being counted."""
        self.waiting.setVisible(waiting)
        self.made.setVisible(not waiting and theme.scale().base < LARGE)

    def _words(self) -> None:
        self.before.setText("◀")
        self.after.setText("▶")
        bind(self.before.setAccessibleName, "reports", "The one before")
        bind(self.after.setAccessibleName, "reports", "The next one")
        bind(self.today.setText, "reports", "Today")
        bind(self.print.setText, "reports", "Print  Ctrl+P")
        bind(self.save.setText, "reports", "Save…  Ctrl+S")
        self._say()

    def _say(self) -> None:
        for number, (key, button) in enumerate(self._spans.items(), 1):
            button.setText(f"{number} {tr(*_SPANS[key])}")
            button.setChecked(key == self._span)

    def _button(self, key: str, keys: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"reports.{key}")
        button.setToolTip(keys.replace("Left", "←").replace("Right", "→"))
        button.clicked.connect(lambda: act())
        on_key(self._page, keys, act)
        return button
