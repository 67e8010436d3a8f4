"""The place beneath the head of a page where one act is prepared: never a box in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind


class Panel(QFrame):
    """A titled surface with one thing to do and a way back. ``name`` is for its buttons.

    Signals: ``left`` when it is put away without acting, ``ended`` when the act is done.
    """

    left = Signal()
    ended = Signal()

    def __init__(self, name: str, title: Text, go: Text | None) -> None:
        super().__init__()
        set_role(self, "card")
        self._name = name
        size = theme.scale()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        self._box.setSpacing(size.gap)
        self.title = label(role="title")
        bind(self.title.setText, *title)
        self._box.addWidget(self.title)
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(size.gap)
        self.buttons.addStretch(1)
        self.main = self.button("go", go, self.go_on) if go is not None else None
        if self.main is not None:
            set_role(self.main, "primary")
        self.button("leave", Text("panel", "Not now  Esc"), self.left.emit)
        self._box.addWidget(self.wrong)
        self._box.addLayout(self.buttons)

    def add(self, part: QWidget) -> None:
        """Put something above the buttons."""
        self._box.insertWidget(self._box.count() - 2, part)

    def button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"{self._name}.{key}")
        bind(made.setText, *words)
        made.clicked.connect(lambda: act())
        self.buttons.insertWidget(self.buttons.count() - 1, made)
        return made

    def busy(self, waiting: bool) -> None:
        """While the answer is awaited nothing can be pressed twice."""
        if self.main is not None:
            self.main.setEnabled(not waiting)
        if waiting:
            self.say("")

    def say(self, sentence: str) -> None:
        """What is wrong, above the buttons."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def begin(self) -> None:
        """Put the keyboard where it is wanted."""
        if self.main is not None:
            self.main.setFocus()

    def go_on(self) -> None:
        raise NotImplementedError

    def step_back(self) -> bool:
        """Out of a question within the panel; whether there was one to leave."""
        return False

    def taken_away(self) -> None:
        """It goes, with or without acting: keep what must not be lost."""


class Stage(QScrollArea):
    """Holds the panel in hand, as high as it likes where there is room, scrolled where not.

    Signals: ``turned`` when another panel comes or none stays; once it is away, ``left(panel)``
    when it was put away without acting, ``ended`` when its act is done.
    """

    turned = Signal()
    left = Signal(object)
    ended = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.panel: Panel | None = None
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.hide()

    def sizeHint(self) -> QSize:
        held = self.widget()
        if held is None:
            return super().sizeHint()
        wanted = held.sizeHint()
        if held.hasHeightForWidth():  # a line that wraps asks for more than it needs here
            wanted.setHeight(held.heightForWidth(self.viewport().width()))
        return wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The panel asks for another height, as when an answer is shown in it."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def show_panel(self, panel: Panel, *, fill: bool = False) -> None:
        """Let an act be prepared; ``fill`` takes all the height there is."""
        panel.left.connect(self.leave)
        panel.ended.connect(self._end)
        self._put(panel, fill=fill)
        panel.begin()

    def put_away(self) -> None:
        """Show none any more."""
        if self.panel is not None:
            self._put(None)

    def go_on(self) -> None:
        """Do what the panel is for, if there is one."""
        if self.panel is not None:
            self.panel.go_on()

    def leave(self) -> bool:
        """Out of a question within the panel, or else out of the panel; whether there was one."""
        panel = self.panel
        if panel is None:
            return False
        if not panel.step_back():
            self._put(None)
            self.left.emit(panel)
        return True

    def _end(self) -> None:
        self._put(None)
        self.ended.emit()

    def _put(self, panel: Panel | None, *, fill: bool = False) -> None:
        if self.panel is not None:
            self.panel.taken_away()
        self.panel = panel
        self.turned.emit()
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Expanding if fill else policy.Maximum)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        if panel is not None:
            self.setWidget(panel)
        self.setVisible(panel is not None)
        self.updateGeometry()


class Fitted(QObject):
    """Keeps a form as high as its questions, for one that stands in a panel."""

    def __init__(self, form: QScrollArea) -> None:
        super().__init__(form)
        self._form = form
        form.widget().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return False

    def _fit(self) -> None:
        sheet = self._form.widget()
        wanted = sheet.heightForWidth(self._form.viewport().width())
        if wanted < 0:
            wanted = sheet.sizeHint().height()
        if wanted != self._form.height():
            self._form.setFixedHeight(wanted)
