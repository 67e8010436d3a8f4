"""What the program has to say, said in the window itself: nothing pops up and nothing waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station_desktop.ui.look import theme
from station_desktop.ui.look.chips import SIGNS
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import bind

PASSING_MS = 8000
MOST = 3

Action = tuple[str, Callable[[], object]]


class Message(QFrame):
    """One sentence with its tone, perhaps one thing to do about it, and a way to put it away.

    It stays in the language in which it was said.
    """

    def __init__(self, tone: str, sentence: str, action: Action | None, name: str) -> None:
        super().__init__()
        self.tone = tone
        self.sentence = sentence
        self.setProperty("tone", tone)
        self.setObjectName(name)
        from PySide6.QtCore import Qt  # not before the first message: it is slow to load

        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 4, 4)
        sign = QLabel(SIGNS[tone])
        line.addWidget(sign)
        words = QLabel(sentence)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(words, 1)
        if action is not None:
            line.addWidget(self._button(action[0], action[1], f"{name}.action"))
        dismiss = self._button("", self.put_away, f"{name}.dismiss")
        bind(dismiss.setText, "messages", "Dismiss")
        line.addWidget(dismiss)

    def _button(self, label: str, act: Callable[[], object], name: str) -> QPushButton:
        button = QPushButton(label)
        set_role(button, "link")
        button.setObjectName(name)
        button.clicked.connect(lambda: act())
        return button

    def put_away(self) -> None:
        bar = self.parentWidget()
        self.hide()
        self.setParent(None)
        if isinstance(bar, MessageBar):
            bar.fit()
        self.deleteLater()


class MessageBar(QWidget):
    """The newest messages above the page; good news goes by itself, the rest stays."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.scale().gap)
        self.setObjectName(name)
        self.hide()

    def fit(self) -> None:
        """Take no room while there is nothing to say."""
        self.setVisible(bool(self.messages))

    @property
    def messages(self) -> list[Message]:
        """What is being said, oldest first."""
        found = (self._box.itemAt(n).widget() for n in range(self._box.count()))
        return [widget for widget in found if isinstance(widget, Message)]

    def say(self, tone: str, sentence: str, action: Action | None = None) -> Message:
        """Say a sentence (``ok``, ``info``, ``warn``, ``bad``); the same one is not said twice."""
        for old in self.messages:
            if (old.tone, old.sentence) == (tone, sentence):
                old.put_away()
        message = Message(tone, sentence, action, self._name)
        self._box.addWidget(message)
        self.fit()
        for old in self.messages[:-MOST]:
            old.put_away()
        if tone == "ok":
            QTimer.singleShot(PASSING_MS, message, message.put_away)
        self._announce(message, sentence)
        return message

    def _announce(self, message: Message, sentence: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(message, sentence))

    def clear(self) -> None:
        """Put everything away, as when another person signs in."""
        for message in self.messages:
            message.put_away()
