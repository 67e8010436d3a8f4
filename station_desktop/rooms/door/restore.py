"""A station brought back from a backup, on a new PC or in the place of data that is damaged."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QProgressBar

from station_desktop import paths, phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time import clock
from station_desktop.domain.time.remaining import Pace, told
from station_desktop.rooms.door.page import BACK, DoorPage
from station_desktop.ui.lanes.jobs import Cancelled, Job
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind, tr

if TYPE_CHECKING:
    from station_desktop.usecases.backup.backups import Restored

_STEPS = 1000
_BOX_OF = {"vault.recovery_form": "recovery_key", "vault.recovery_wrong": "recovery_key"}


class RestorePage(DoorPage):
    """A file, or a folder of them, and the recovery key. ``done`` carries
    :class:`~station_desktop.usecases.backup.backups.Restored`; ``back`` is where one came from.

    The latest backup on any disk or stick that is there is filled in unasked. Nothing of the
    folder may be open.
    """

    def __init__(
        self, folder: Path, runner: Runner, language: Language, back: Callable[[], object]
    ) -> None:
        super().__init__(language, "door.restore")
        self._folder = folder
        self._runner = runner
        self._pace = Pace()
        self._job: Job | None = None
        bind(self.title.setText, "backups", "Restore from a backup")
        bind(
            self.lead.setText,
            "backups",
            "Plug the stick in or connect the share, choose the newest backup, and type the "
            "recovery key from the paper in the safe. O and 0, I and 1, B and 8, spaces and "
            "dashes make no difference.",
        )
        self.ask("file", Text("backups", "Backup file"))
        self.ask("recovery_key", Text("backups", "Recovery key"))
        self.over = QCheckBox()
        self.over.setObjectName("door.restore.over")
        bind(
            self.over.setText, "backups", "Data is here already. Move it aside and restore over it"
        )
        self.over.setVisible(False)
        self._there = any((folder / name).exists() for name in paths.STATION_FILES)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.left = QLabel()
        set_role(self.left, "small")
        for part in (self.over, self.progress, self.left):
            self.add(part)
        self.over.setVisible(self._there)
        bind(self.main.setText, "backups", "Restore  ↵")
        self._browse = self.other("browse", Text("backups", "Look for the file…"), self._look)
        self._stop = self.other("stop", Text("backups", "Stop"), self._cancel)
        self.lead_back(BACK, back)
        self.busy(False)
        runner.io(_latest, self._offer, owner=self)

    def go_on(self) -> None:
        typed = self.typed("file").strip().strip('"')
        if not typed:
            self.refuse(Refused(Problem("backups.which_file", "file")))
            return
        self.busy(True)
        file, folder = Path(typed).expanduser(), self._folder
        key, over = self.typed("recovery_key"), self.over.isChecked()

        def restore(job: Job) -> Restored:
            from station_desktop.usecases.backup import backup_places, backups

            def heard(done: int, total: int) -> None:
                job.raise_if_cancelled()
                job.progress(done, total)

            return backups.restore(backup_places.newest_in(file), folder, key, heard, replace=over)

        self._pace = Pace()
        self._job = Job(self._advance)
        self._runner.io(_stoppable(restore), self._restored, self.refuse, job=self._job, owner=self)

    def busy(self, waiting: bool) -> None:
        super().busy(waiting)
        for part in (self.progress, self.left, self._stop):
            part.setVisible(waiting)
        self._browse.setVisible(not waiting)
        if self.back is not None:
            self.back.setVisible(not waiting)
        self.over.setEnabled(not waiting)
        for box in self.boxes.values():
            box.setEnabled(not waiting)
        if waiting:
            self.progress.setRange(0, 0)
            self.left.setText("")

    def refuse(self, refused: Refused) -> None:
        placed = [
            Problem(
                problem.code, problem.field or _BOX_OF.get(problem.code, "file"), problem.params
            )
            for problem in refused.problems
        ]
        super().refuse(Refused(*placed))

    # inside

    def _offer(self, found: Path | None) -> None:
        if found is not None and not self.typed("file"):
            self.boxes["file"].setText(str(found))
            self.begin()

    def _look(self) -> None:
        dialog = QFileDialog(
            self, tr("backups", "Backup file"), self.typed("file"), "*.station-backup"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.boxes["file"].setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _advance(self, done: int, total: int) -> None:
        self.progress.setRange(0, _STEPS)
        self.progress.setValue(_STEPS * done // max(1, total))
        said = told(self._pace.left(time.monotonic(), done, total))
        self.left.setText(phrases.say(said.code, self.language.code, **said.params))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _restored(self, found: Restored | None) -> None:
        self.busy(False)
        self._job = None
        if found is None:
            self.messages.say("info", tr("backups", "Stopped. Nothing was changed."))
            return
        self.boxes["recovery_key"].clear()
        self.done.emit(found)


class RestoredPage(DoorPage):
    """As of when, and who can sign in. ``done`` carries nothing."""

    def __init__(self, found: Restored, language: Language) -> None:
        super().__init__(language, "door.restored")
        at = f"{clock.from_milliseconds(found.manifest.made_at):%Y-%m-%d %H:%M}"
        bind(self.title.setText, "backups", "The station is back")
        bind(
            self.lead.setText,
            "backups",
            "As of {at}. Everybody signs in with the password of then; what came after that the "
            "hall gives back at the next connection.",
            at=at,
        )
        names = [f"{one.login}  {one.name}" for one in found.accounts if not one.locked]
        people = QLabel("\n".join(names))
        people.setObjectName("door.restored.people")
        people.setWordWrap(True)
        self.add(people)
        if found.aside is not None:
            aside = QLabel()
            aside.setWordWrap(True)
            set_role(aside, "small")
            bind(
                aside.setText,
                "backups",
                "What was here before is in the folder {name}.",
                name=found.aside.name,
            )
            self.add(aside)
        bind(self.main.setText, "backups", "Go to signing in  ↵")

    def go_on(self) -> None:
        self.done.emit(None)


def _latest(_: Job) -> Path | None:
    from station_desktop.usecases.backup import backup_places

    return backup_places.latest_anywhere()


def _stoppable(act: Callable[[Job], Restored]) -> Callable[[Job], Restored | None]:
    """Comes back also when it was stopped, so that the page can be used again."""

    def work(job: Job) -> Restored | None:
        try:
            return act(job)
        except Cancelled:
            return None

    return work
