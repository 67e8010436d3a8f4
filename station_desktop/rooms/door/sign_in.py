"""Signing in, and coming back after the window was locked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from station_desktop.domain.time.clock import Clock
from station_desktop.rooms.door.page import DoorPage
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind, unbind

if TYPE_CHECKING:
    from station_desktop.usecases.door.opening import Entered


class SignInPage(DoorPage):
    """Account and password. ``done`` carries
    :class:`~station_desktop.usecases.door.opening.Entered`; ``recover`` is called when the password
    is lost."""

    def __init__(
        self,
        folder: Path,
        runner: Runner,
        language: Language,
        recover: Callable[[], object],
        time: Clock | None = None,
    ) -> None:
        super().__init__(language, "door.sign_in")
        self._folder = folder
        self._runner = runner
        self._time = time
        bind(self.title.setText, "door", "Sign in")
        bind(
            self.lead.setText,
            "door",
            "Works without a network. Everything stays encrypted on this computer.",
        )
        self.ask("login", Text("door", "Account"))
        self.ask("password", Text("door", "Password"), hidden=True)
        bind(self.main.setText, "door", "Sign in  ↵")
        self.other("recover", Text("door", "Password lost? Use the recovery key"), recover)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        set_role(self._hint, "small")
        self._hint.hide()
        self.add(self._hint)

    def hint_demo(self, login: str, password: str) -> None:
        """On the demo station: say how to get in, and fill it in."""
        bind(
            self._hint.setText,
            "door",
            "Demo station, invented people only. Account {login}, password {password}: "
            "just press Enter.",
            login=login,
            password=password,
        )
        self._hint.show()
        self.boxes["login"].setText(login)
        self.boxes["password"].setText(password)

    def locked_for(self, name: str, login: str) -> None:
        """The window was locked while this person sat here; their work waits behind it."""
        bind(self.title.setText, "door", "Locked")
        bind(
            self.lead.setText,
            "door",
            "{name}'s work is saved and waits. A colleague may sign in instead; nothing is lost.",
            name=name,
        )
        self.boxes["login"].setText(login)
        self.boxes["password"].clear()
        self.begin()

    def opened_for(self, station: str) -> None:
        """Whose window it is, once that is known."""
        unbind(self.title.setText)
        bind(self.title.setText, "door", "Sign in to {station}", station=station)

    def go_on(self) -> None:
        self.busy(True)
        login, password = self.typed("login"), self.typed("password")
        folder, time = self._folder, self._time

        def unlock(job: Job) -> Entered:
            from station_desktop.usecases.door import (
                opening,  # the store, loaded off the main thread
            )

            return opening.unlock(folder, login, password, time=time)

        self._runner.io(unlock, self._entered, self.refuse, owner=self)

    def _entered(self, entered: Entered) -> None:
        self.busy(False)
        self.boxes["password"].clear()
        self.done.emit(entered)
