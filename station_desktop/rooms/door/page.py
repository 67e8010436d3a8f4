"""What stands before the window: one card in the middle, one thing to do, Enter does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.ui.look import theme
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.text import Text
from station_desktop.ui.words import LANGUAGES, Language, bind, follow

CARD_WIDTH = 460
BACK = Text("door", "Back  Esc")


class DoorPage(QFrame):
    """A titled card of labelled boxes with one main button; the base of the door's pages.

    ``ask`` adds a box, ``other`` a quiet button below, ``lead_back`` the one that Esc presses.
    ``box_of`` names the box of a refusal that does not say which it is about. Subclasses implement
    ``go_on``, which the main button and Enter in the last box call. ``done`` carries what was
    reached.

    The door is the first thing painted: nothing here loads Qt's namespace of constants, which
    costs a third of a bare window's start.
    """

    done = Signal(object)
    card_width = CARD_WIDTH
    box_of: Mapping[str, str] = MappingProxyType({})

    def __init__(self, language: Language, name: str) -> None:
        super().__init__()
        self.language = language
        self._name = name
        self.boxes: dict[str, QLineEdit] = {}
        self.back: QPushButton | None = None
        self._rare: list[QPushButton] = []
        self.setObjectName(name)
        set_role(self, "ground")
        space = theme.scale().space
        card = QFrame()
        set_role(card, "card")
        card.setFixedWidth(self.card_width if theme.scale().base < 18 else self.card_width + 180)
        self._card = QVBoxLayout(card)
        self._card.setContentsMargins(space * 2, space * 2, space * 2, space * 2)
        self._card.setSpacing(space)
        self.brand = QLabel()
        bind(self.brand.setText, "door", "Station Desktop")
        set_role(self.brand, "mark")
        self.title = QLabel()
        set_role(self.title, "heading")
        self.lead = QLabel()
        self.lead.setWordWrap(True)
        set_role(self.lead, "muted")
        self.messages = MessageBar(f"{name}.message")
        self._form = QFormLayout()
        self._form.setSpacing(space)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.main = QPushButton()
        self.main.setObjectName(f"{name}.go")
        set_role(self.main, "primary")
        self.main.clicked.connect(lambda: self.go_on())
        self._others = QHBoxLayout()
        self._card.addLayout(self._head())
        for part in (self.title, self.lead, self.messages):
            self._card.addWidget(part)
        self._card.addLayout(self._form)
        self._card.addWidget(self.main)
        self._card.addLayout(self._others)
        self.stand(self, card)

    def _head(self) -> QHBoxLayout:
        """Whose program it is, and the other language by its own name: whoever cannot read what
        stands here must find it before signing in."""
        head = QHBoxLayout()
        head.addWidget(self.brand)
        head.addStretch(1)
        self.tongue = QPushButton()
        self.tongue.setObjectName(f"{self._name}.language")
        set_role(self.tongue, "link")
        self.tongue.clicked.connect(lambda: self.language.choose(self._other_language()))
        follow(self, lambda: self.tongue.setText(LANGUAGES[self._other_language()]))
        self.tongue.setText(LANGUAGES[self._other_language()])
        head.addWidget(self.tongue)
        return head

    def _other_language(self) -> str:
        return next(code for code in LANGUAGES if code != self.language.code)

    def stand(self, ground: QWidget, card: QFrame) -> None:
        """Put the card a little above the middle of the ground."""
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        whole = QVBoxLayout(ground)
        whole.addStretch(2)
        whole.addLayout(across)
        whole.addStretch(3)

    def ask(self, key: str, label: Text, *, hidden: bool = False) -> QLineEdit:
        """Add a box with its label; Enter goes to the next box, or acts in the last one."""
        box = QLineEdit()
        box.setObjectName(f"{self._name}.{key}")
        if hidden:
            box.setEchoMode(QLineEdit.EchoMode.Password)
        words = self.label()
        words.setBuddy(box)
        bind(words.setText, *label)
        bind(box.setAccessibleName, *label)
        self._form.addRow(words, box)
        self.boxes[key] = box
        box.returnPressed.connect(lambda: self._enter(key))
        return box

    @staticmethod
    def label() -> QLabel:
        """As high as what it stands beside, so that both have one line."""
        words = QLabel()
        words.setMinimumHeight(theme.scale().control)
        return words

    def other(self, key: str, label: Text, act: Callable[[], object]) -> QPushButton:
        """A quiet button for the rarer way."""
        button = QPushButton()
        button.setObjectName(f"{self._name}.{key}")
        bind(button.setText, *label)
        set_role(button, "link")
        button.clicked.connect(lambda: act())
        self._rare.append(button)
        self._others.addWidget(button)
        return button

    def lead_back(self, label: Text, act: Callable[[], object]) -> None:
        """The way back, by the button and by Esc."""
        self.back = self.other("back", label, act)

    def add(self, part: QWidget) -> None:
        """Put something of the page's own above the main button."""
        self._card.insertWidget(self._card.indexOf(self.main), part)

    def typed(self, key: str) -> str:
        return self.boxes[key].text()

    def busy(self, waiting: bool) -> None:
        """While the answer is awaited nothing can be pressed twice."""
        self.main.setEnabled(not waiting)
        if self.back is not None:
            self.back.setEnabled(not waiting)
        if waiting:
            self.messages.clear()

    def refuse(self, refused: Refused) -> None:
        """Say why, beside the box it is about where there is one."""
        self.busy(False)
        self.messages.clear()  # what was said before is answered by now
        about = {problem.field or self.box_of.get(problem.code, "") for problem in refused.problems}
        for key, box in self.boxes.items():
            restyle(box, "wrong", key in about)
        for problem in refused.problems:
            sentence = phrases.say(problem.code, self.language.code, **problem.params)
            self.messages.say("bad", sentence)
        boxes = list(self.boxes.values())
        wrong = [box for key, box in self.boxes.items() if key in about]
        hidden = [box for box in boxes if box.echoMode() == QLineEdit.EchoMode.Password]
        self._first(wrong or hidden or boxes)

    def begin(self) -> None:
        """Put the keyboard where it is wanted first: what is empty, or the thing to press."""
        empty = [box for box in self.boxes.values() if not box.text()]
        if empty:
            self._first(empty)
        else:
            self.main.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes down the card, whatever was made first; the language comes last."""
        super().showEvent(event)
        below = [self.main, *self._rare, self.tongue]
        order: list[QWidget] = []
        part = self.nextInFocusChain()
        while part is not None and part is not self:
            kept = isinstance(part, QLineEdit | QAbstractButton) and self.isAncestorOf(part)
            if kept and part not in below:
                order.append(part)
            part = part.nextInFocusChain()
        for one, other in pairwise([*order, *below]):
            QWidget.setTabOrder(one, other)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it, as people expect everywhere; on one that is ticked it has
        been dealt with, and only came from the box before."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and self.back is not None:
            if self.back.isEnabled() and self.back.isVisible():
                self.back.click()
            return
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = self.focusWidget()
        if event.key() in enter and isinstance(pressed, QPushButton):
            if not pressed.isCheckable():
                pressed.click()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        raise NotImplementedError

    def _enter(self, key: str) -> None:
        keys = list(self.boxes)
        following = keys[keys.index(key) + 1 :]
        if following:
            self._first([self.boxes[following[0]]])
        elif self.main.isEnabled():
            self.go_on()

    @staticmethod
    def _first(boxes: list[QLineEdit]) -> None:
        if boxes:
            boxes[0].setFocus()
            boxes[0].selectAll()
