"""The newer version: what it brings, and when it is put in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from station_desktop.domain.station.releases import Release
from station_desktop.releases.standing import Standing, When
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.update import update_acts

_MB = 1_000_000


class NewVersion(Card):
    """Signals: ``planned(standing)`` when it was said when to install, ``leave`` when the window
    is to be closed for it, ``refused``."""

    planned = Signal(object)
    leave = Signal()
    refused = Signal(object)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.warned = False
        self.setObjectName("upkeep.updates.new")
        self.brings = label()
        self.brings.setObjectName("upkeep.updates.brings")
        self.brings.setWordWrap(True)
        self.how = label(role="muted")
        self.how.setWordWrap(True)
        self.fetch = self._button("fetch", Text("updates", "Fetch it"), lambda: None)
        self.install = self._button("install", Text("updates", "Install now"), lambda: None)
        self.closing = self._button(
            "closing", Text("updates", "When the window is closed"), lambda: self.plan("closing")
        )
        self.start = self._button(
            "start", Text("updates", "At the next start"), lambda: self.plan("start")
        )
        self.later = self._button("later", Text("updates", "Not by itself"), lambda: self.plan(""))
        self._plans: dict[When, QPushButton] = {
            "closing": self.closing,
            "start": self.start,
            "": self.later,
        }
        for button in self._plans.values():
            set_role(button, "segment")
            button.setCheckable(True)
        line = QHBoxLayout()
        line.setSpacing(theme.scale().gap)
        for button in (self.fetch, self.install, *self._plans.values()):
            line.addWidget(button)
        line.addStretch(1)
        self.body.addWidget(self.brings)
        self.body.addWidget(self.how)
        self.body.addLayout(line)
        self.hide()

    def put(self, found: Standing, *, may: bool) -> None:
        """Show what is ready, else what is offered, else nothing."""
        ready = found.state == "ready"
        release = found.release if ready else found.offer if found.state == "none" else None
        self.setVisible(release is not None)
        if release is None:
            self.warned = False
            return
        self._say(release, ready, found)
        self.fetch.setVisible(not ready)
        self.fetch.setEnabled(may)
        for when, button in self._plans.items():
            button.setVisible(ready)
            button.setEnabled(may)
            button.setChecked(found.when == when)
        self._name_install()
        self.install.setVisible(ready)
        self.install.setEnabled(may)

    def warn(self) -> None:
        """A backup could not be made: installing is asked for once more."""
        self.warned = True
        self._name_install()

    def _name_install(self) -> None:
        all_the_same = tr("updates", "Install without that backup")
        self.install.setText(all_the_same if self.warned else tr("updates", "Install now"))

    def plan(self, when: When, *, leave: bool = False) -> None:
        """Say when; ``leave`` to do it now, by closing the window."""

        def planned(found: Standing) -> None:
            self.planned.emit(found)
            if leave:
                self.leave.emit()

        self._seat.write(
            lambda work: update_acts.plan(work, when), planned, self.refused.emit, owner=self
        )

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"upkeep.updates.{key}")
        bind(made.setText, *words)
        made.clicked.connect(lambda: act())
        return made

    def _say(self, release: Release, ready: bool, found: Standing) -> None:
        title = (
            tr("updates", "Version {version} is ready", version=release.version)
            if ready
            else tr("updates", "Version {version} is offered", version=release.version)
        )
        self.set_title(title)
        notes = release.notes.get(self._seat.language.code).splitlines()
        self.brings.setText("\n".join(f"· {line}" for line in notes if line.strip()))
        if not ready:
            size = max(1, round(release.length / _MB))
            failed = release.version == found.failed
            said = tr("updates", "{n} MB, fetched beside the desk's work.", n=size)
            if failed:
                said = tr("updates", "It did not do on this PC, so it is not fetched by itself.")
            self.how.setText(said)
            return
        self.how.setText(
            tr(
                "updates",
                "Installing closes the window and takes a minute or two. The data are copied and "
                "read back first; if the new version does not start, this one and its data come "
                "back by themselves.",
            )
        )
