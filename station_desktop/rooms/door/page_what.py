"""The first question on a new PC: what is it to be?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from station_desktop.rooms.door.steps import Step
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind


class Way(NamedTuple):
    """One answer: its button, what it means, and what it leads to."""

    key: str
    title: Text
    lead: Text
    go: Callable[[], object]


class WhatPage(Step):
    """The ways as buttons, by number or arrow and Enter."""

    def __init__(self, language: Language, ways: Sequence[Way]) -> None:
        super().__init__(language, "door.what", number=1)
        self._ways = ways
        bind(self.title.setText, "door", "What is this PC to be?")
        bind(
            self.lead.setText,
            "door",
            "Choose by number or with the arrow keys and Enter. Nothing is made before the last "
            "step, and until then you can go back at any time.",
        )
        self.main.hide()
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        self.buttons = [self._button(box, number, way) for number, way in enumerate(ways, 1)]
        self.add(holder)

    def begin(self) -> None:
        self.buttons[0].setFocus()

    def go_on(self) -> None:
        self._ways[0].go()

    def busy(self, waiting: bool) -> None:
        super().busy(waiting)
        for button in self.buttons:
            button.setEnabled(not waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isdigit() and 1 <= int(text) <= len(self.buttons):
            self.buttons[int(text) - 1].click()
        else:
            super().keyPressEvent(event)

    def _button(self, box: QVBoxLayout, number: int, way: Way) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"door.what.{way.key}")
        bind(lambda text: button.setText(f"{number}  {text}"), *way.title, owner=button)
        bind(button.setAccessibleName, *way.title)
        bind(button.setAccessibleDescription, *way.lead)
        button.clicked.connect(lambda: way.go())
        words = QLabel()
        words.setWordWrap(True)
        set_role(words, "small")
        bind(words.setText, *way.lead)
        box.addWidget(button)
        box.addWidget(words)
        return button
