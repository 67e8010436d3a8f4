"""The hall, if there is one; then everything is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QProgressBar

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time.clock import Clock
from station_desktop.rooms.door.draft import Draft
from station_desktop.rooms.door.steps import Step
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind
from station_desktop.usecases import policies
from station_desktop.usecases.setup import founding
from station_desktop.usecases.setup.founding import Hall, Made

_ALONE = Text("door", "Set the station up, without a hall for now")
_WITH = Text("door", "Set the station up and enrol it")
_AGAIN = Text("door", "Enrol it now")


class HallStep(Step):
    """Makes the station when the main button is pressed; ``done`` once all is made. When only the
    hall failed, the station is there: one tries again, or goes on without."""

    def __init__(
        self,
        folder: Path,
        runner: Runner,
        language: Language,
        draft: Draft,
        back: Callable[[], object],
        time: Clock | None = None,
    ) -> None:
        kept = draft.boxes("hall")
        super().__init__(language, "door.hall", number=6, back=back, kept=kept)
        self._folder, self._runner, self._draft, self._time = folder, runner, draft, time
        bind(self.title.setText, "door", "The subdistrict's hall")
        bind(
            self.lead.setText,
            "door",
            "The hall's staff give an address and a code of 20 letters and digits for this PC. "
            "Leave all empty to work alone; it can be done later under Hall.",
        )
        fixed = policies.in_force().hall_address
        address = self.ask("address", Text("door", "Address of the hall"))
        address.setPlaceholderText("https://")
        if fixed:
            address.setText(fixed)
            address.setReadOnly(True)
        code = self.ask("code", Text("door", "Enrolment code"))
        code.setPlaceholderText("ABCDE-FGHJK-LMNPQ-RSTUV")
        self.ask("window", Text("door", "Name of this window"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.told = QLabel()
        set_role(self.told, "small")
        for part in (self.progress, self.told):
            part.hide()
            self.add(part)
        self.without = self.other(
            "without", Text("door", "Go on without the hall"), lambda: self.done.emit(None)
        )
        self.without.hide()
        for box in self.boxes.values():
            box.textChanged.connect(lambda _: self._name_main())
        self._name_main()

    def begin(self) -> None:
        if self.boxes["address"].isReadOnly():
            self.boxes["code"].setFocus()
        else:
            super().begin()

    def go_on(self) -> None:
        typed = self._typed
        if typed is not None:
            wrong = [Problem(p.code, p.field.removeprefix("hall/"), p.params) for p in _look(typed)]
            if wrong:
                self.refuse(Refused(*wrong))
                return
        if self._draft.made is not None:
            self._made(self._draft.made)
            return
        self.busy(True)
        bind(self.told.setText, "door", "Making the station and its accounts…")
        folder, draft, time = self._folder, self._draft, self._time
        plan, key = draft.plan, draft.recovery_key

        def make(_: object) -> Made:
            return founding.found(folder, plan, recovery_key=key, time=time)

        self._runner.io(make, self._made, self.refuse, owner=self)

    @property
    def _typed(self) -> Hall | None:
        """The hall as typed; an address alone is one without its code, unless it was laid down."""
        address, code, window = (self.typed(key).strip() for key in ("address", "code", "window"))
        if code or (address and not self.boxes["address"].isReadOnly()):
            return Hall(address, code, window)
        return None

    def _made(self, made: Made) -> None:
        self._draft.made = made
        if self.back is not None:
            self.back.hide()
        hall = self._typed
        if hall is None:
            self.busy(False)
            self.done.emit(None)
            return
        self.busy(True)
        bind(self.told.setText, "door", "Asking the hall…")
        folder, time = self._folder, self._time
        self._runner.io(
            lambda _: founding.connect(folder, made, hall, time),
            self._connected,
            self._not_connected,
            owner=self,
        )

    def _connected(self, desk: str) -> None:
        self.busy(False)
        self._draft.desk = desk
        self.done.emit(None)

    def _not_connected(self, refused: Refused) -> None:
        """The station stands; the hall did not let it in."""
        self.without.show()
        self._name_main()
        placed = [
            problem if problem.field else Problem(problem.code, _box(problem.code), problem.params)
            for problem in refused.problems
        ]
        self.refuse(Refused(Problem("door.made_without_hall"), *placed))

    def busy(self, waiting: bool) -> None:
        super().busy(waiting)
        self.progress.setVisible(waiting)
        self.told.setVisible(waiting)
        self.without.setEnabled(not waiting)

    def _name_main(self) -> None:
        label = _ALONE if self._typed is None else _WITH
        bind(self.main.setText, *(_AGAIN if self._draft.made is not None else label))


def _look(hall: Hall) -> list[Problem]:
    return list(founding.hall_problems(hall))


def _box(code: str) -> str:
    return "address" if code.startswith("sync.") else "code"
