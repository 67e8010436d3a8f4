"""The recovery key: shown, printed, and typed back, so that somebody has it on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time.clock import Clock
from station_desktop.papers import printing_out
from station_desktop.papers.document import Document
from station_desktop.papers.printing_out import PaperOut, SystemPrinter
from station_desktop.rooms.door.steps import Step
from station_desktop.storage.keys.vault import normal_recovery_key
from station_desktop.storage.store import SystemClock
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind, tr
from station_desktop.usecases import policies
from station_desktop.usecases.setup import recovery_paper
from station_desktop.usecases.setup.recovery_paper import KeyPaper

_PDF = FileKind(".pdf", Text("door", "Save the recovery key as a PDF"))
_NAME = "door.recovery_key"


class RecoveryKeyPage(Step):
    """A key nobody wrote down opens nothing: ``done`` comes once it was typed back. ``out`` is
    where the paper goes, the PC's printer unless another is given."""

    def __init__(
        self,
        paper: KeyPaper,
        runner: Runner,
        language: Language,
        *,
        time: Clock | None = None,
        number: int = 0,
        back: Callable[[], object] | None = None,
        kept: dict[str, str] | None = None,
    ) -> None:
        super().__init__(language, _NAME, number=number, back=back, kept=kept)
        self.out: PaperOut | None = None
        self._paper = paper
        self._runner = runner
        self._time: Clock = time or SystemClock()
        bind(self.title.setText, "door", "The recovery key: print it now")
        bind(
            self.lead.setText,
            "door",
            "It opens the station when every password is lost, and restores backups on a new PC. "
            "It is never shown again. Lock the paper into a safe, not beside this computer.",
        )
        self._add_key()
        self._add_outs()
        self.ask("again", Text("door", "Type the key back"))
        bind(self.main.setText, "door", "I have it on paper")

    def _add_key(self) -> None:
        key = QLabel(self._paper.key.replace("-", " - "))
        key.setObjectName(f"{_NAME}.shown")
        key.setWordWrap(True)
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(key, "heading")
        self.above(key)

    def _add_outs(self) -> None:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        self.print = self._button("print", Text("door", "Print the paper"), self._print)
        self.save = self._button("save", Text("door", "No printer here?"), self._offer_pdf)
        line.addWidget(self.print)
        line.addWidget(self.save)
        line.addStretch(1)
        self.pdf = FileBox(
            f"{_NAME}.pdf", Text("door", "PDF file"), Text("door", "Save"), _PDF, saving=True
        )
        self.pdf.acted.connect(self._save)
        self.pdf.hide()
        self.above(holder)
        self.above(self.pdf)

    def _button(self, key: str, title: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"{_NAME}.{key}")
        bind(button.setText, *title)
        button.clicked.connect(lambda: act())
        return button

    def begin(self) -> None:
        self.print.setFocus()

    def go_on(self) -> None:
        try:
            typed = normal_recovery_key(self.typed("again"))
        except Refused as refused:
            self.refuse(Refused(Problem(refused.first.code, "again")))
            return
        if typed != normal_recovery_key(self._paper.key):
            self.refuse(Refused(Problem("vault.recovery_differs", "again")))
            return
        self.done.emit(None)

    # onto paper

    def _print(self) -> None:
        self.print.setEnabled(False)
        paper, now, out = self._paper, self._time.now(), self.out
        language = self.language.code
        self._runner.io(
            lambda _: _printed(paper, now, language, out), self._was_printed, owner=self
        )

    def _was_printed(self, done: bool) -> None:
        self.print.setEnabled(True)
        if done:
            sentence = tr("door", "Printed. Compare the paper with the screen, then type it back.")
            self.messages.say("ok", sentence)
            self.boxes["again"].setFocus()
        else:
            sentence = tr(
                "door",
                "There is no printer at hand. Write the key down by hand, in clear capitals and "
                "digits, or use “No printer here?”.",
            )
            self.messages.say("warn", sentence)

    def _offer_pdf(self) -> None:
        """Knowingly: a key in a file can be copied by whoever finds it."""
        self.pdf.show()
        self.pdf.put(Path.home() / f"{self._paper.code or 'station'}-recovery-key.pdf")
        sentence = tr(
            "door",
            "Write the key down by hand if you can. A PDF on a disk is a key lying about: save it "
            "to a USB stick, print it elsewhere, then delete it.",
        )
        self.messages.say("warn", sentence)
        self.pdf.path.setFocus()
        self.pdf.path.selectAll()

    def _save(self, path: Path) -> None:
        paper, now = self._paper, self._time.now()
        language = self.language.code

        def save(_: object) -> None:
            recovery_paper.save(_document(paper, now, language), path)

        self._runner.io(save, lambda _: self._saved(path), self._not_saved, owner=self)

    def _saved(self, path: Path) -> None:
        sentence = tr("door", "Saved: {path}. Print it elsewhere and delete it.", path=path)
        self.messages.say("warn", sentence)
        self.boxes["again"].setFocus()

    def _not_saved(self, refused: Refused) -> None:
        self.refuse(refused)
        self.pdf.path.setFocus()


def _printed(paper: KeyPaper, now: datetime, language: str, out: PaperOut | None) -> bool:
    if out is None:
        printing_out.use_printer(policies.in_force().printer)
        if not SystemPrinter.available():
            return False
        out = SystemPrinter()
    return out.put(_document(paper, now, language), "recovery-key")


def _document(paper: KeyPaper, now: datetime, language: str) -> Document:
    return recovery_paper.document(paper, now, "en" if language == "en" else "zh_CN")
