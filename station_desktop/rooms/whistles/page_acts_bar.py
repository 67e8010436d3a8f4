"""The buttons of what may be done with a whistle, as many as this person may press now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.rooms.whistles import acts
from station_desktop.rooms.whistles.acts import Act, Key
from station_desktop.ui.look import theme
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import restyle
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

_LABELS: dict[Key, Text] = {
    "check_in": Text("whistles", "Check in  F4"),
    "act": Text("whistles", "What it did  F5"),
    "report": Text("whistles", "Report  F6"),
    "call": Text("whistles", "Call another  F7"),
    "appraise": Text("whistles", "Rate  F8"),
    "close": Text("whistles", "Close  F9"),
    "settle": Text("whistles", "Deal with what came too late  F12"),
}


class ActsBar(QWidget):
    """Signal ``pressed(key)``."""

    pressed = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._following: Key | None = None
        self._flow = FlowLayout(self, theme.scale().gap)
        self._buttons: dict[Key, QPushButton] = {act.key: self._button(act) for act in acts.ACTS}

    def _button(self, act: Act) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"whistles.act.{act.key}")
        bind(button.setText, *_LABELS[act.key])
        button.clicked.connect(partial(self.pressed.emit, act.key))
        button.hide()
        return button

    def press(self, key: Key) -> None:
        """As if the button were pressed, if it is offered."""
        if not self._buttons[key].isHidden():
            self.pressed.emit(key)

    def offer(self, whistle: Whistle) -> None:
        """Only what this person may do with the whistle as it stands, the next thing
        highlighted."""
        self._following = acts.next_act(whistle)
        while self._flow.takeAt(0) is not None:
            pass
        for act in acts.ACTS:
            button = self._buttons[act.key]
            offered = self._seat.may(act.right) and act.fits(whistle)
            button.setVisible(offered)
            restyle(button, "role", "primary" if act.key == self._following else None)
            if offered:
                self._flow.addWidget(button)
        self._flow.invalidate()
        self.updateGeometry()

    def to_next(self) -> None:
        """Give the keyboard to the next thing to do."""
        button = self._buttons[self._following] if self._following is not None else None
        if button is not None and button.isVisible():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
