"""One short question beneath the documents: a day, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look.cards import label

Answer = Callable[[str], bool]


class Question(QWidget):
    """Hidden until something is asked; Enter answers. ``back`` gets the keyboard afterwards."""

    def __init__(self, name: str, back: QWidget) -> None:
        super().__init__()
        self._back = back
        self._answer: Answer | None = None
        self._words = label(role="label")
        self.entry = QLineEdit()
        self.entry.setObjectName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._words)
        line.addWidget(self.entry, 1)
        keys = EnterKeys(self.entry)
        keys.moved_on.connect(self._entered)
        self.hide()

    def ask(self, question: str, preset: str, answer: Answer) -> None:
        """Ask; ``answer`` gets the text and says whether it will do."""
        self._answer = answer
        self._words.setText(question)
        self.entry.setAccessibleName(question)
        self.entry.setText(preset)
        self.show()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.entry.selectAll()

    def _entered(self) -> None:
        text, answer = self.entry.text().strip(), self._answer
        if answer is not None and text and answer(text):
            self._answer = None
            self.hide()

    def leave(self) -> bool:
        """Put the question away unanswered; whether there was one."""
        was = self.isVisible()
        self._answer = None
        self.hide()
        if was:
            self._back.setFocus()
        return was
