"""A room in parts: a row of buttons with their keys (Ctrl+1, Ctrl+2 …), and the part shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind


class Part(msgspec.Struct, frozen=True):
    """One part. ``build`` makes its widget when it is first shown. The widget's ``refresh()``, if
    it has one, is called then and whenever one of ``kinds`` has changed; its ``first``, if it has
    one, is the widget that gets the keyboard."""

    key: str
    title: Text
    build: Callable[[Seat], QWidget]
    kinds: tuple[str, ...] = ()


class Parts(QWidget):
    """``name`` begins the object names: the buttons are ``<name>.view.<key>``. The caller gives
    only those parts that the person may see; the first is shown first."""

    def __init__(self, name: str, seat: Seat, parts: Iterable[Part]) -> None:
        super().__init__()
        self._seat = seat
        self.setObjectName(name)
        self._parts = {part.key: part for part in parts}
        self._built: dict[str, QWidget] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        head = FlowLayout(gap=theme.scale().gap)
        for number, part in enumerate(self._parts.values(), start=1):
            head.addWidget(self._button(part, f"Ctrl+{number}"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        self.show_view(next(iter(self._parts)))

    @property
    def views(self) -> tuple[str, ...]:
        """The parts there are."""
        return tuple(self._parts)

    @property
    def view(self) -> str:
        """Which part is shown."""
        shown = self._stack.currentWidget()
        return next(key for key, widget in self._built.items() if widget is shown)

    @property
    def first(self) -> QWidget | None:
        """Where the keyboard goes when the room is entered."""
        return getattr(self._stack.currentWidget(), "first", None)

    def part(self, key: str) -> Any:
        """The widget of a part, built now if it was not yet."""
        if key not in self._built:
            part = self._parts[key]
            widget = self._built[key] = part.build(self._seat)
            self._stack.addWidget(widget)
            refresh: Callable[[], None] = getattr(widget, "refresh", lambda: None)
            Freshness(widget, self._seat.changed, part.kinds, refresh)
        return self._built[key]

    def show_view(self, key: str) -> None:
        self._stack.setCurrentWidget(self.part(key))
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        if self.isVisible():
            first = self.first
            (first if first is not None and first.isEnabled() else self._buttons[key]).setFocus()

    def go(self, what: object) -> None:
        """Show the part of this key; anything else is passed over."""
        if what in self._parts:
            self.show_view(str(what))

    def _button(self, part: Part, keys: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"{self.objectName()}.view.{part.key}")
        set_role(button, "segment")
        button.setCheckable(True)
        bind(lambda text: button.setText(f"{text}  {keys}"), *part.title, owner=button)
        bind(button.setAccessibleName, *part.title)
        button.clicked.connect(lambda: self.show_view(part.key))
        on_key(self, keys, lambda: self.show_view(part.key), anywhere=True)
        self._buttons[part.key] = button
        return button
