"""A new password by the recovery key that was printed at set-up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.door.page import DoorPage
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind
from station_desktop.usecases.door import opening


class RecoverPage(DoorPage):
    """``done`` carries :class:`~station_desktop.usecases.door.opening.Entered`."""

    box_of = MappingProxyType(
        {
            "vault.recovery_form": "recovery_key",
            "vault.recovery_wrong": "recovery_key",
            "account.unknown": "login",
        }
    )

    def __init__(
        self, folder: Path, runner: Runner, language: Language, back: Callable[[], object]
    ) -> None:
        super().__init__(language, "door.recover")
        self._folder = folder
        self._runner = runner
        bind(self.title.setText, "door", "Set a new password with the recovery key")
        bind(
            self.lead.setText,
            "door",
            "The recovery key was printed when the station was set up. Spaces, dashes and small "
            "letters do not matter.",
        )
        self.ask("recovery_key", Text("door", "Recovery key"))
        self.ask("login", Text("door", "Account"))
        self.ask("password", Text("door", "New password"), hidden=True)
        self.ask("again", Text("door", "New password again"), hidden=True)
        bind(self.main.setText, "door", "Set the password and sign in  ↵")
        self.lead_back(Text("door", "Back to signing in  Esc"), back)

    def go_on(self) -> None:
        if self.typed("password") != self.typed("again"):
            self.refuse(Refused(Problem("password.differ", "again")))
            return
        self.busy(True)
        folder, key, login = self._folder, self.typed("recovery_key"), self.typed("login")
        password = self.typed("password")
        self._runner.io(
            lambda job: opening.recover(folder, key, login, password),
            self._recovered,
            self.refuse,
            owner=self,
        )

    def _recovered(self, entered: opening.Entered) -> None:
        self.busy(False)
        for box in self.boxes.values():
            box.clear()
        self.done.emit(entered)
