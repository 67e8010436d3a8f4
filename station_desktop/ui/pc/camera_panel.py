"""The camera's live picture, and one key that takes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.pc.camera import Eye, SystemEye
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

_LEAST = 200


class LivePicture(QWidget):
    """Shows the newest picture as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setMinimumHeight(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def put(self, image: QImage) -> None:
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.image)
        painter.end()


class CameraPanel(QFrame):
    """Signals: ``taken(QImage)`` each picture that is taken, ``left`` when it is put away,
    ``failed`` when there is no camera or it gives nothing. ``name`` begins the object names."""

    taken = Signal(QImage)
    left = Signal()
    failed = Signal(str)

    def __init__(self, name: str, language: Callable[[], str], eye: Eye | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        set_role(self, "card")
        self._language = language
        self.eye: Eye = eye or SystemEye()
        self._end: Callable[[], None] | None = None
        self.live = LivePicture()
        self.live.setObjectName(f"{name}.live")
        bind(self.live.setAccessibleName, "camera", "The camera's picture")
        self.said = label()
        self.said.setWordWrap(True)
        self.take = self._button(f"{name}.take", Text("camera", "Take  Enter"), self._take)
        set_role(self.take, "primary")
        self.back = self._button(f"{name}.back", Text("camera", "Back  Esc"), self.leave)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.take)
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.gap, size.space, size.gap)
        box.setSpacing(size.gap)
        box.addWidget(self.live, 1)
        box.addLayout(foot)

    def begin(self, camera: str = "") -> None:
        """Show the camera of this name, or the first one."""
        self.end()
        self.live.put(QImage())
        self.said.clear()
        self.take.setEnabled(False)
        if not self.eye.names():
            self._fail("devices.camera.none")
            return
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._end = self.eye.open(camera, self._seen, lambda: self._fail("devices.camera.failed"))

    def end(self) -> None:
        """Let the camera go: its light goes out, and other programs can have it."""
        if self._end is not None:
            end, self._end = self._end, None
            end()

    def leave(self) -> None:
        self.end()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.end()
        super().hideEvent(event)

    def _button(self, name: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(name)
        bind(made.setText, *words)
        made.setAutoDefault(True)
        made.clicked.connect(lambda: act())
        return made

    def _seen(self, image: QImage) -> None:
        first = not self.take.isEnabled()
        self.live.put(image)
        if first:
            self.take.setEnabled(True)
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self.taken.emit(self.live.image.copy())

    def _fail(self, code: str) -> None:
        self.end()
        sentence = phrases.say(code, self._language())
        self.said.setText(sentence)
        self.failed.emit(sentence)
