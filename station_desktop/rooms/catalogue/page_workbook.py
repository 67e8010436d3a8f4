"""The catalogue as a workbook: saved to be edited, read back, compared, and taken into use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.catalogue import Pack
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.station import AdoptedPack
from station_desktop.rooms.catalogue.page_file_box import FileBox
from station_desktop.rooms.catalogue.page_result import Result
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.station import catalogue
from station_desktop.usecases.station.catalogue import Preview

if TYPE_CHECKING:
    from station_desktop.workbook import Reading


class Workbook(QWidget):
    """Export, check, compare, adopt. Nothing changes before "Adopt" is pressed."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._job: Job | None = None
        self.messages = MessageBar("catalogue.workbook.message")
        self.export = FileBox(
            "catalogue.export",
            Text("catalogue", "Save to"),
            Text("catalogue", "Save the workbook"),
            saving=True,
        )
        self.load = FileBox(
            "catalogue.import",
            Text("catalogue", "Read from"),
            Text("catalogue", "Check"),
            saving=False,
        )
        self.result = Result(seat)
        self._build_waiting()
        self._arrange()
        self.export.acted.connect(self._export)
        self.load.acted.connect(self._check)
        self.result.adopt.connect(self._adopt)
        self.result.copied.connect(self._copied)

    def put(self, version: str) -> None:
        """Offer a place to save the catalogue in force to."""
        if not self.export.path.text():
            name = tr("catalogue", "Catalogue {version}.xlsx", version=version)
            self.export.put(Path.home() / name)

    # building

    def _build_waiting(self) -> None:
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.stop = QPushButton()
        self.stop.setObjectName("catalogue.import.stop")
        bind(self.stop.setText, "catalogue", "Stop")
        self.stop.clicked.connect(self._stop)
        self.waiting = QWidget()
        line = QHBoxLayout(self.waiting)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        self.waiting.hide()

    def _arrange(self) -> None:
        card = Card()
        bind(card.set_title, "catalogue", "Change the catalogue in a workbook")
        steps = (
            (
                Text("catalogue", "1. Save the catalogue in force, and change it in Excel or WPS."),
                self.export,
            ),
            (
                Text("catalogue", "2. Read it back: every cell is checked, nothing changes yet."),
                self.load,
            ),
        )
        for text, box in steps:
            step = label(role="muted")
            bind(step.setText, *text)
            card.body.addWidget(step)
            card.body.addWidget(box)
        card.body.addWidget(self.waiting)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.scale().gap + 2)
        whole.addWidget(self.messages)
        whole.addWidget(card)
        whole.addWidget(self.result, 100)
        whole.addStretch(1)

    # saving

    def _export(self, path: Path) -> None:
        self.messages.clear()
        job = self._begin()
        self._seat.read(
            catalogue.in_force,
            lambda pack: self._write(pack, path, job),
            self._refused,
            owner=self,
        )

    def _write(self, pack: Pack, path: Path, job: Job) -> None:
        self._seat.runner.io(
            lambda _: _export(pack, path),
            lambda _: self._written(path, job),
            self._refused,
            job=job,
            owner=self,
        )

    def _written(self, path: Path, job: Job) -> None:
        if self._ended(job):
            self.load.put(path)
            self.messages.say("ok", tr("catalogue", "Saved: {path}", path=path))

    # checking

    def _check(self, path: Path) -> None:
        self.messages.clear()
        self.result.clear()
        job = self._begin()
        self._seat.runner.io(
            lambda _: _read(path),
            lambda reading: self._compare(reading, job),
            self._refused,
            job=job,
            owner=self,
        )

    def _compare(self, reading: Reading, job: Job) -> None:
        self._seat.read(
            lambda work: catalogue.preview(work, reading),
            lambda preview: self._compared(preview, job),
            self._refused,
            owner=self,
        )

    def _compared(self, preview: Preview, job: Job) -> None:
        if not self._ended(job):
            return
        for note in preview.notes:
            self.messages.say("info", _described(note, self._seat.language.code))
        if preview.same:
            self.messages.say(
                "info", tr("catalogue", "The workbook is the catalogue in force; nothing changes.")
            )
        else:
            self.result.put_preview(preview)

    def _refused(self, refused: Refused) -> None:
        if self._job is not None:
            self._ended(self._job)
        if len(refused.problems) == 1 and "sheet" not in refused.first.params:
            params, language = refused.first.params, self._seat.language.code
            self.messages.say("bad", phrases.say(refused.first.code, language, **params))
        else:
            self.result.put_problems(refused.problems)

    # adopting

    def _adopt(self, preview: Preview) -> None:
        self._seat.write(
            lambda work: catalogue.adopt(work, preview.new),
            self._adopted,
            self._refused,
            changed=frozenset({"catalogue"}),
            owner=self,
        )

    def _adopted(self, adopted: AdoptedPack | None) -> None:
        self.result.clear()
        if adopted is not None:
            self.messages.say(
                "ok",
                tr(
                    "catalogue",
                    "Catalogue {version} is in force. Cases already taken in keep theirs.",
                    version=adopted.version,
                ),
            )

    def _copied(self, count: int) -> None:
        self.messages.say("ok", tr("catalogue", "Copied {n} {n:line|lines}.", n=count))

    # waiting

    def _begin(self) -> Job:
        self._job = Job()
        self._show_waiting()
        return self._job

    def _ended(self, job: Job) -> bool:
        """Whether what came back is still wanted."""
        if job is not self._job:
            return False
        self._job = None
        self._show_waiting()
        return True

    def _stop(self) -> None:
        """What is being read goes on to its end unheard."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._show_waiting()

    def _show_waiting(self) -> None:
        waiting = self._job is not None
        self.waiting.setVisible(waiting)
        for box in (self.export, self.load):
            box.act.setEnabled(not waiting)


# what works on spreadsheets is slow to load, and is loaded where it does not hold up the window


def _export(pack: Pack, path: Path) -> None:
    from station_desktop import workbook

    workbook.export(pack, path)


def _read(path: Path) -> Reading:
    from station_desktop import workbook

    return workbook.read_with_notes(path)


def _described(note: Problem, language: str) -> str:
    from station_desktop import workbook

    return workbook.describe(note, language)
