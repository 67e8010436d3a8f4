"""The line at the foot of the window: what is saved, what is open, what is on its way."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from station_desktop.ui.look import theme
from station_desktop.ui.look.chips import Chip, put_plain
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import bind, tr, unbind


class StatusStrip(QFrame):
    """Saved time, open drafts, connection and the station's name.

    ``drafts``, ``connection`` and ``backups`` can be pressed: the app shows what stands behind
    them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("shell.status")
        set_role(self, "strip")
        line = QHBoxLayout(self)
        space = theme.scale().space
        line.setContentsMargins(space, 2, space, 2)
        line.setSpacing(space)
        self.saved = QLabel()
        set_role(self.saved, "small")
        self.saved.hide()
        self.drafts = self._button("shell.status.drafts")
        self.connection = self._button("shell.status.connection")
        self.sign = Chip("info")
        self.sign.hide()
        self.backups = self._button("shell.status.backups")
        self.station = QLabel()
        set_role(self.station, "small")
        for part in (self.saved, self.drafts, self.sign, self.connection, self.backups):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.station)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        set_role(button, "status")
        button.setObjectName(name)
        button.hide()
        return button

    def set_saved(self, at: QTime | None) -> None:
        """When the last thing was written to the disk."""
        if at is None:
            unbind(self.saved.setText)
            self.saved.clear()
            self.saved.hide()
        else:
            time = at.toString("HH:mm:ss")
            bind(self.saved.setText, "shell", "● Saved {time}", time=time)
            self.saved.show()

    def set_drafts(self, number: int) -> None:
        bind(self.drafts.setText, "shell", "Drafts {n}  Ctrl+D", n=number)
        self.drafts.setVisible(number > 0)

    def set_connection(self, tone: str, state: str, detail: str = "") -> None:
        """How the station and the hall stand, in the app's own (translated) words."""
        self.sign.put(tone, state)
        self.connection.setText(detail)
        self.connection.setVisible(bool(detail))
        self.connection.setAccessibleName(tr("shell", "Connection: {state}", state=state))

    def set_backups(self, said: str) -> None:
        """That a backup is overdue or being made; empty while there is nothing to say."""
        self.backups.setText(said)
        self.backups.setVisible(bool(said))

    def set_station(self, name: str) -> None:
        put_plain(self.station, name)
