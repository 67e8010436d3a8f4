"""A roster on its way in: the file, a look at it, the import with its progress, what came of it."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station_desktop.domain.problem import Refused
from station_desktop.rooms.residents.page_look import LookPanel
from station_desktop.rooms.residents.page_outcome import OutcomePanel
from station_desktop.roster.heads import Mapping
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.people import rosters
from station_desktop.usecases.people.rosters import Outcome, Preview

_FILES = "*.xlsx *.xls *.et *.csv"


class RosterPage(QWidget):
    """Signals: ``left``."""

    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._path = Path()
        self._stop = threading.Event()
        self.running = False
        self.path = QLineEdit()
        self.wrong = label(role="error")
        self.look = LookPanel(seat)
        self.outcome = OutcomePanel(seat)
        self.bar = QProgressBar()
        self.stack = QStackedWidget()
        self._arrange()
        self.look.changed.connect(self._preview)
        self.look.wanted.connect(self._import)
        self.outcome.again.connect(self.begin)
        for keys, act in (("Esc", self.leave), ("Ctrl+Return", self.look.go_on)):
            on_key(self, keys, act)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self._file_card())
        for part in (QWidget(), self.look, self._progress(), self.outcome):
            self.stack.addWidget(part)
        box.addWidget(self.stack, 1)

    def _file_card(self) -> QFrame:
        size = theme.scale()
        card = QFrame()
        set_role(card, "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        title = label(role="title")
        bind(title.setText, "residents", "Import a roster")
        note = label(role="muted")
        note.setWordWrap(True)
        bind(
            note.setText,
            "residents",
            "Excel, WPS or CSV. First you see what each column is taken as; nothing is written "
            "before you say so. What was registered at the desk is never overwritten by a roster.",
        )
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        self.path.setObjectName("residents.roster.path")
        bind(self.path.setPlaceholderText, "residents", "Where the file is")
        bind(self.path.setAccessibleName, "residents", "Where the file is")
        keys = EnterKeys(self.path)
        keys.moved_on.connect(self._look)
        line.addWidget(self.path, 1)
        for key, words, act in (
            ("browse", Text("residents", "Browse…"), self._browse),
            ("look", Text("residents", "Look at it  Enter"), self._look),
            ("leave", Text("residents", "Back  Esc"), self.leave),
        ):
            line.addWidget(self._button(key, words, act))
        box.addWidget(title)
        box.addWidget(note)
        box.addLayout(line)
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        box.addWidget(self.wrong)
        return card

    def _button(self, key: str, words: Text, act: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"residents.roster.{key}")
        bind(button.setText, *words)
        button.clicked.connect(act)
        return button

    def _progress(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        words = label(role="title")
        bind(words.setText, "residents", "The roster is being taken in")
        box.addWidget(words)
        self.bar.setObjectName("residents.roster.bar")
        box.addWidget(self.bar)
        line = QHBoxLayout()
        line.addWidget(self._button("stop", Text("residents", "Stop  Esc"), self._halt))
        line.addStretch(1)
        box.addLayout(line)
        box.addStretch(1)
        return page

    # looking

    def begin(self) -> None:
        """Ask for a file."""
        if self.running:
            return
        self._say("")
        self.stack.setCurrentIndex(0)
        self.path.setFocus()
        self.path.selectAll()

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("residents", "Choose a roster"), self.path.text(), _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.path.setText(path)
        self._look()

    def _look(self) -> None:
        text = self.path.text().strip().strip('"')
        if not text or self.running:
            self.path.setFocus()
            return
        self._path = Path(text).expanduser()
        self._preview(None)

    def _preview(self, mapping: Mapping | None) -> None:
        path = self._path
        self._seat.read(
            lambda work: rosters.preview(work, path, mapping),
            self._looked,
            self._unreadable,
            tag="residents.roster",
            owner=self,
        )

    def _looked(self, preview: Preview) -> None:
        self._say("")
        self.look.put(preview)
        if self.stack.currentWidget() is not self.look:
            self.stack.setCurrentWidget(self.look)
            self.look.begin()

    def _unreadable(self, refused: Refused) -> None:
        self._say(self._seat.sentence(refused))
        self.path.setFocus()

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    # importing

    def _import(self, mapping: Mapping) -> None:
        path, stop = self._path, threading.Event()
        self._stop, self.running = stop, True
        self.bar.setRange(0, 0)
        self.stack.setCurrentIndex(2)
        self.stack.currentWidget().findChildren(QPushButton)[0].setFocus()
        job = Job(self._advance)
        self._seat.write(
            lambda work: rosters.import_roster(
                work,
                path,
                mapping,
                progress=job.progress,
                cancelled=lambda: stop.is_set() or job.cancelled,
            ),
            self._imported,
            self._refused,
            changed=frozenset({"residents"}),
            job=job,
            owner=self,
        )

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.bar.setFormat(tr("residents", "{done} of {total} rows", done=done, total=total))

    def _halt(self) -> None:
        """Stop after the rows in hand; what is done stays done."""
        self._stop.set()

    def _imported(self, outcome: Outcome) -> None:
        self.running = False
        self._seat.saved.emit()
        self.outcome.put(outcome, self._path)
        self.stack.setCurrentWidget(self.outcome)
        (self.outcome.path if outcome.rejections else self.path).setFocus()

    def _refused(self, refused: Refused) -> None:
        self.running = False
        self.stack.setCurrentWidget(self.look)
        self._say(self._seat.sentence(refused))

    def leave(self) -> None:
        """Stop the import, or go back."""
        if self.running:
            self._halt()
        else:
            self.left.emit()
