"""The way back to the version before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton

from station_desktop import phrases
from station_desktop.releases.standing import Standing
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.update import update_acts
from station_desktop.usecases.version.updating import WayBack


class WayBackCard(Card):
    """Signals as :class:`NewVersion`. Where going back lays aside what was entered since, that has
    to be ticked first."""

    planned = Signal(object)
    leave = Signal()
    refused = Signal(object)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._way: WayBack | None = None
        self._may = False
        self.setObjectName("upkeep.updates.way")
        self.says = label(role="muted")
        self.says.setWordWrap(True)
        self.lose = QCheckBox()
        self.lose.setObjectName("upkeep.updates.lay_aside")
        bind(self.lose.setText, "updates", "Lay aside what was entered since the update")
        self.lose.toggled.connect(self._allow)
        self.back = QPushButton()
        self.back.setObjectName("upkeep.updates.back")
        self.back.clicked.connect(self._go_back)
        line = QHBoxLayout()
        line.setSpacing(theme.scale().gap)
        line.addWidget(self.back)
        line.addWidget(self.lose)
        line.addStretch(1)
        self.body.addWidget(self.says)
        self.body.addLayout(line)
        self.hide()

    def put(self, way: WayBack | None, *, may: bool) -> None:
        """Show the way back that there is."""
        self._way, self._may = way, may
        self.setVisible(way is not None)
        if way is None:
            return
        self.set_title(tr("updates", "The way back"))
        self.back.setText(tr("updates", "Go back to version {version}", version=way.version))
        said = tr("updates", "The window closes meanwhile. Everything that was entered stays.")
        if way.loses:
            language = self._seat.language.code
            said = phrases.say("updates.would_lose", language, version=way.version)
        self.says.setText(said)
        self.lose.setVisible(way.loses)
        self._allow()

    def _allow(self) -> None:
        agreed = self._way is not None and (not self._way.loses or self.lose.isChecked())
        self.back.setEnabled(self._may and agreed)
        self.lose.setEnabled(self._may)

    def _go_back(self) -> None:
        lose = self.lose.isChecked()

        def planned(found: Standing) -> None:
            self.planned.emit(found)
            self.leave.emit()

        self._seat.write(
            lambda work: update_acts.wish_back(work, lose=lose),
            planned,
            self.refused.emit,
            owner=self,
        )
