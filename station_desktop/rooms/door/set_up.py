"""Setting a new station up: its name and code, the first account, the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.door.page import DoorPage
from station_desktop.storage.vault import normal_recovery_key
from station_desktop.ui.runner import Runner
from station_desktop.ui.text import Text
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import Language, bind
from station_desktop.usecases import opening
from station_desktop.usecases.opening import Entered, Founded


class SetUpPage(DoorPage):
    """``done`` carries :class:`~station_desktop.usecases.opening.Founded`."""

    def __init__(
        self, folder: Path, runner: Runner, language: Language, join: Callable[[], object]
    ) -> None:
        super().__init__(language, "door.set_up")
        self._folder = folder
        self._runner = runner
        bind(self.title.setText, "door", "Set up this station")
        bind(
            self.lead.setText,
            "door",
            "Once for each station. The first account holds every role until it gives them away.",
        )
        self.ask("name", Text("door", "Station name"))
        self.ask("code", Text("door", "Station code (12 digits)"))
        self.ask("login", Text("door", "First account"))
        self.ask("password", Text("door", "Password"), hidden=True)
        self.ask("again", Text("door", "Password again"), hidden=True)
        bind(self.main.setText, "door", "Set up")
        self.other("join", Text("door", "Make this PC another window of a station"), join)

    def go_on(self) -> None:
        if self.typed("password") != self.typed("again"):
            self.refuse(Refused(Problem("password.differ", "again")))
            return
        self.busy(True)
        folder = self._folder
        name, code = self.typed("name"), self.typed("code")
        login, password = self.typed("login"), self.typed("password")
        self._runner.io(
            lambda job: opening.found_station(
                folder, name=name, code=code, login=login, password=password
            ),
            self._founded,
            self.refuse,
            owner=self,
        )

    def _founded(self, founded: Founded) -> None:
        self.busy(False)
        for box in self.boxes.values():
            box.clear()
        self.done.emit(founded)


class RecoveryKeyPage(DoorPage):
    """Shows the recovery key once and asks for its end typed back: a key nobody wrote down opens
    nothing. ``done`` carries ``then``: who comes in by it, ``None`` where all have yet to sign in.
    """

    def __init__(self, recovery_key: str, then: Entered | None, language: Language) -> None:
        super().__init__(language, "door.recovery_key")
        self._recovery_key = recovery_key
        self._then = then
        bind(self.title.setText, "door", "Write the recovery key down now")
        bind(
            self.lead.setText,
            "door",
            "It opens the station when every password is lost, and is never shown again. Keep it "
            "on paper in a safe, not on this computer.",
        )
        key = QLabel(recovery_key.replace("-", " - "))
        key.setObjectName("door.recovery_key.shown")
        key.setWordWrap(True)
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(key, "heading")
        self._card.insertWidget(3, key)
        self.ask("again", Text("door", "Type the key back"))
        bind(self.main.setText, "door", "I have it on paper")

    def go_on(self) -> None:
        try:
            typed = normal_recovery_key(self.typed("again"))
        except Refused as refused:
            self.refuse(refused)
            return
        if typed != normal_recovery_key(self._recovery_key):
            self.refuse(Refused(Problem("vault.recovery_differs", "again")))
            return
        self.done.emit(self._then)
