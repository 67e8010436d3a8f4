"""The exchange by USB stick: what is to go, written to a file; the hall's answer, read from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.exchange import packet_files, syncing
from station_desktop.usecases.exchange.packets import Imported

_PACKET = FileKind(packet_files.SUFFIX, Text("sync", "Choose a packet"))
_KB = 1024


class Stick(QWidget):
    """Two steps there and back; carrying a packet twice or out of order does no harm."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._job: Job | None = None
        self.messages = MessageBar("sync.stick.message")
        self.export = FileBox(
            "sync.export", Text("sync", "Save to"), Text("sync", "Export"), _PACKET, saving=True
        )
        self.load = FileBox(
            "sync.import", Text("sync", "Read from"), Text("sync", "Import"), _PACKET, saving=False
        )
        self.first = self.export.path
        self._build_waiting()
        self._arrange()
        self.export.acted.connect(self._export)
        self.load.acted.connect(self._import)

    def refresh(self) -> None:
        """Offer a place for the packet."""
        if not self.export.path.text():
            name = tr("sync", "To the hall {day}", day=self._seat.today().isoformat())
            self.export.put(Path.home() / f"{name}{packet_files.SUFFIX}")

    def take(self, path: Path) -> None:
        """Have this packet ready to be read."""
        self.load.put(path)
        self.load.act.setFocus()

    # building

    def _build_waiting(self) -> None:
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.stop = QPushButton()
        self.stop.setObjectName("sync.stick.stop")
        bind(self.stop.setText, "sync", "Stop")
        self.stop.clicked.connect(self._stop)
        self.waiting = QWidget()
        line = QHBoxLayout(self.waiting)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        self.waiting.hide()

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().space)
        box.addWidget(self.messages)
        box.addWidget(
            self._card(
                Text("sync", "1  Carry to the hall"),
                Text(
                    "sync",
                    "Everything that the hall is not known to have, sealed for it alone: whoever "
                    "finds the stick can read nothing. The hall's staff import it on their page "
                    "and give back an answer.",
                ),
                self.export,
            )
        )
        box.addWidget(
            self._card(
                Text("sync", "2  Bring the answer back"),
                Text(
                    "sync",
                    "What the hall received, decided and published. A packet may be carried twice "
                    "or in any order.",
                ),
                self.load,
            )
        )
        box.addWidget(self.waiting)
        box.addStretch(1)

    def _card(self, title: Text, lead: Text, files: FileBox) -> Card:
        card = Card()
        bind(card.set_title, *title)
        words = label(role="muted")
        words.setWordWrap(True)
        bind(words.setText, *lead)
        card.body.addWidget(words)
        card.body.addWidget(files)
        return card

    # doing

    def _begin(self) -> Job:
        self.messages.clear()
        self.progress.setRange(0, 0)
        self.waiting.show()
        for files in (self.export, self.load):
            files.act.setEnabled(False)
        self._job = Job(self._show_progress)
        return self._job

    def _end(self) -> None:
        self._job = None
        self.waiting.hide()
        for files in (self.export, self.load):
            files.act.setEnabled(True)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end()
        self.messages.say("info", tr("sync", "Stopped. Nothing is lost; do it again at any time."))

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total // _KB)
        self.progress.setValue(done // _KB)

    def _export(self, path: Path) -> None:
        job = self._begin()
        self._seat.line(
            lambda work: packet_files.export(work, path, _watch(job)),
            lambda carried: self._exported(carried, path.name),
            self._refused,
            job=job,
            owner=self,
        )

    def _exported(self, carried: int, name: str) -> None:
        self._end()
        said = tr(
            "sync",
            "{n} {n:entry is|entries are} in “{name}”. Take it to the hall.",
            n=carried,
            name=name,
        )
        self.messages.say("info", said)

    def _import(self, path: Path) -> None:
        job = self._begin()
        self._seat.line(
            lambda work: packet_files.take(work, path, _watch(job)),
            self._imported,
            self._refused,
            job=job,
            owner=self,
        )

    def _imported(self, came: Imported) -> None:
        self._end()
        said = tr(
            "sync",
            "{received} {received:entry|entries} received; the hall has confirmed {confirmed} "
            "of this window's.",
            received=came.received,
            confirmed=came.confirmed,
        )
        self.messages.say("info", said)
        if not came.whole:
            self.messages.say("warn", phrases.say("cli.packet.cut", self._seat.language.code))
        if came.problems:
            self.messages.say("bad", phrases.say_all(came.problems, self._seat.language.code))
        kinds = {syncing.KINDS[noun] for noun in came.nouns if noun in syncing.KINDS}
        self._seat.runner.publish(frozenset(kinds | {"sync", "matters"}))

    def _refused(self, refused: Refused) -> None:
        self._end()
        self.messages.say("bad", self._seat.sentence(refused))


def _watch(job: Job) -> packet_files.Progress:
    def told(done: int, total: int) -> None:
        job.raise_if_cancelled()
        job.progress(done, total)

    return told
