"""The page on which the resident rates: a second view of the window, large enough for an elder.

Nothing is chosen beforehand. Five faces with their words, each a key away (5 to 1); what else may
be said is asked only after one is chosen, and may be left out. Back to the officer's window only
after thanks, or by putting it away. What was chosen is never shown there.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station_desktop.ui.look.theme import set_role
from station_desktop.ui.rating.rating_parts import LEVELS, TARGET, Choice, Face, enlarge, large
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr

THANKS_MS = 6_000
LONGEST = 500
ASPECTS: dict[str, Text] = {
    "efficiency": Text("rating", "Efficiency"),
    "skill": Text("rating", "Skill"),
    "attitude": Text("rating", "Attitude"),
}
_WORDS: dict[int, Text] = {
    5: Text("rating", "Great"),
    4: Text("rating", "Good"),
    3: Text("rating", "Fair"),
    2: Text("rating", "Poor"),
    1: Text("rating", "Bad"),
}
_SMALL, _TEXT, _HEAD, _NAME = 20, 22, 40, 26
_TALLEST = 360


class Said(msgspec.Struct, frozen=True):
    """What the resident said; ``solved`` is ``None`` where the question was left out."""

    level: int
    aspects: dict[str, int] = {}
    words: str = ""
    solved: bool | None = None


class RatingView(QWidget):
    """A window of its own. ``hand_in(Said, done, failed)`` is called when the resident is ready;
    the caller answers with ``done()`` or ``failed(sentence)``.

    Signals: ``ended(bool)`` once: whether a rating was handed in. Keys: 5 to 1 choose, Ctrl+Enter
    hands in, Esc puts it away.
    """

    ended = Signal(bool)

    def __init__(
        self, hand_in: Callable[[Said, Callable[[], None], Callable[[str], None]], None]
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("rating")
        set_role(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hand_in = hand_in
        self._over = False
        self._given = False
        self.faces = {level: Face(level) for level in LEVELS}
        self.solved = Choice(
            "rating.solved",
            Text("rating", "Was your matter solved?"),
            {"yes": Text("rating", "Yes, solved"), "no": Text("rating", "No, not yet")},
        )
        self.aspects = {
            key: Choice(
                f"rating.{key}", title, {str(level): word for level, word in _WORDS.items()}
            )
            for key, title in ASPECTS.items()
        }
        self.words = QPlainTextEdit()
        self.wrong = large(_TEXT, "error")
        self.more = QWidget()
        self._pages = QStackedWidget()
        self._closing = QTimer(self)
        self._closing.setSingleShot(True)
        self._closing.setInterval(THANKS_MS)
        self._closing.timeout.connect(self.leave)
        self._arrange()
        bind(self.setWindowTitle, "rating", "Rating")

    # where it is shown

    def present(self, beside: QWidget | None = None) -> None:
        """Fill the second screen if there is one, else the officer's own."""
        own = beside.screen() if beside is not None else QGuiApplication.primaryScreen()
        others = [screen for screen in QGuiApplication.screens() if screen is not own]
        screen = others[0] if others else own
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self._pages.setFocus()

    # building

    def _arrange(self) -> None:
        self.setMinimumSize(1000, 640)
        box = QVBoxLayout(self)
        box.setContentsMargins(36, 24, 36, 24)
        box.addWidget(self._pages)
        self._pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages.addWidget(self._asking())
        self._pages.addWidget(self._thanks())

    def _asking(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        head = large(_HEAD)
        bind(head.setText, "rating", "Please rate our service")
        hint = large(_TEXT, "muted")
        bind(
            hint.setText,
            "rating",
            "Choose one: press 5 for very satisfied down to 1 for very dissatisfied.",
        )
        faces = QHBoxLayout()
        faces.setSpacing(16)
        group = QButtonGroup(self)
        for face in self.faces.values():
            group.addButton(face)
            faces.addWidget(face, 1)
            face.clicked.connect(self._chosen)
        box.addWidget(head)
        box.addWidget(hint)
        box.addLayout(faces, 10)
        box.addWidget(self._more())
        box.addStretch(1)
        box.addWidget(self.wrong)
        self.wrong.hide()
        box.addLayout(self._buttons())
        return page

    def _more(self) -> QWidget:
        """What may be said beside; asked only once a level is chosen."""
        grid = QGridLayout(self.more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(10)
        for place, choice in enumerate((self.solved, *self.aspects.values())):
            grid.addWidget(choice, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        self.words.setObjectName("rating.words")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(TARGET)
        enlarge(self.words, _TEXT)
        bind(self.words.setPlaceholderText, "rating", "Anything else you want to say (as you like)")
        bind(self.words.setAccessibleName, "rating", "Anything else you want to say (as you like)")
        grid.addWidget(self.words, 2, 0, 1, 2)
        self.more.hide()
        return self.more

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(16)
        anonymous = large(18, "muted")
        anonymous.setWordWrap(True)
        bind(
            anonymous.setText,
            "rating",
            "Your answer is not shown to the member of staff who served you.",
        )
        self.away = self._button("rating.leave", Text("rating", "Not now"), self.leave)
        self.go = self._button("rating.go", Text("rating", "Hand it in"), self.hand_in)
        set_role(self.go, "primary")
        line.addWidget(anonymous, 1)
        line.addWidget(self.away)
        line.addWidget(self.go)
        return line

    def _thanks(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        thanks, done = large(56), large(_NAME, "muted")
        for words in (thanks, done):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(thanks.setText, "rating", "Thank you!")
        bind(done.setText, "rating", "Your rating has been handed in.")
        self.close_now = self._button("rating.close", Text("rating", "Close"), self.leave)
        box.addStretch(1)
        box.addWidget(thanks)
        box.addWidget(done)
        box.addSpacing(24)
        box.addWidget(self.close_now, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        return page

    def _button(self, name: str, words: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        enlarge(button, _TEXT, 180)
        bind(button.setText, *words)
        button.clicked.connect(lambda: act())
        return button

    # choosing

    @property
    def level(self) -> int:
        """The level chosen, 0 for none."""
        return next((level for level, face in self.faces.items() if face.isChecked()), 0)

    def choose(self, level: int) -> None:
        """As if that face were pressed."""
        self.faces[level].setFocus()
        self.faces[level].click()

    def _chosen(self) -> None:
        self.more.show()
        self._complain("")

    def hand_in(self) -> None:
        """Give what was said to whoever asked for it."""
        if self._over or self._given or not self.go.isEnabled():
            return
        if not self.level:
            self._complain(tr("rating", "Please choose one of the five first."))
            return
        self.go.setEnabled(False)
        self._hand_in(self._said(), self._thank, self._failed)

    def _said(self) -> Said:
        solved = {"yes": True, "no": False}.get(self.solved.value)
        given = {key: int(one.value) for key, one in self.aspects.items() if one.value}
        return Said(self.level, given, self.words.toPlainText().strip()[:LONGEST], solved)

    def _thank(self) -> None:
        if self._over:
            return
        self._given = True
        self._pages.setCurrentIndex(1)
        self.close_now.setFocus()
        self._closing.start()

    def _failed(self, sentence: str) -> None:
        self.go.setEnabled(True)
        self._complain(sentence)

    def _complain(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    # leaving

    def leave(self) -> None:
        """Put it away, handed in or not."""
        if not self._over:
            self._over = True
            self._closing.stop()
            self.hide()
            self.ended.emit(self._given)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.hand_in()
        elif event.text() in ("1", "2", "3", "4", "5") and not self._given:
            self.choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.update()
