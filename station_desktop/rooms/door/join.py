"""This PC as another window of a station that the hall knows: its address and a one-time code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QProgressBar

from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.door.page import BACK, DoorPage
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind
from station_desktop.usecases import policies

if TYPE_CHECKING:
    from station_desktop.sync.client import Outcome
    from station_desktop.usecases.setup.recovery_paper import KeyPaper

_BOX_OF = {"enrol.other_station": "code", "enrol.not_this_hall": "code"}


class JoinPage(DoorPage):
    """``done`` carries the :class:`~station_desktop.usecases.setup.recovery_paper.KeyPaper` of this
    PC's new store; ``back`` returns to where one came from."""

    def __init__(
        self, folder: Path, runner: Runner, language: Language, back: Callable[[], object]
    ) -> None:
        super().__init__(language, "door.join")
        self._folder = folder
        self._runner = runner
        bind(self.title.setText, "door", "Another window of a station")
        bind(
            self.lead.setText,
            "door",
            "Needs the network once. The hall's staff give a code of 20 letters and digits for "
            "this PC. Afterwards everybody signs in here with their usual account and password.",
        )
        address = self.ask("address", Text("door", "Address of the hall"))
        address.setPlaceholderText("https://")
        fixed = policies.in_force().hall_address
        if fixed:
            address.setText(fixed)
            address.setReadOnly(True)
        code = self.ask("code", Text("door", "Enrolment code"))
        code.setPlaceholderText("ABCDE-FGHJK-LMNPQ-RSTUV")
        self.ask("name", Text("door", "Name of this window"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.told = QLabel()
        set_role(self.told, "small")
        self.told.hide()
        self.add(self.progress)
        self.add(self.told)
        bind(self.main.setText, "door", "Join the station  ↵")
        self.lead_back(BACK, back)

    def go_on(self) -> None:
        typed = {key: box.text().strip() for key, box in self.boxes.items()}
        blank = next((key for key in ("address", "code") if not typed[key]), "")
        if blank:
            code = "sync.address" if blank == "address" else "enrol.code_form"
            self.refuse(Refused(Problem(code, blank)))
            return
        self.busy(True)
        folder = self._folder

        def join(job: Job) -> KeyPaper:
            # the network's code, loaded off this thread
            from station_desktop.usecases.setup import enrolling, recovery_paper

            def told(outcome: Outcome) -> None:
                job.raise_if_cancelled()
                job.progress(outcome.received)

            key, recovery = enrolling.join(
                folder, typed["address"], typed["code"], typed["name"], told=told
            )
            return recovery_paper.of_store(folder, key, recovery)

        self._runner.io(join, self._joined, self.refuse, job=Job(self._show_progress), owner=self)

    def busy(self, waiting: bool) -> None:
        super().busy(waiting)
        self.progress.setVisible(waiting)
        self.told.setVisible(waiting)
        bind(self.told.setText, "door", "Asking the hall…")

    def _show_progress(self, done: int, _: int) -> None:
        bind(self.told.setText, "door", "Fetching the station's records: {n}", n=done)

    def refuse(self, refused: Refused) -> None:
        """Beside the box it is about, also where the hall did not say which."""
        placed = [
            problem if problem.field else Problem(problem.code, _box(problem.code), problem.params)
            for problem in refused.problems
        ]
        super().refuse(Refused(*placed))

    def _joined(self, paper: KeyPaper) -> None:
        self.busy(False)
        for box in self.boxes.values():
            box.clear()
        self.done.emit(paper)


def _box(code: str) -> str:
    if code.startswith("sync."):
        return "address"
    return "code" if code.startswith("enrol.code") else _BOX_OF.get(code, "")
