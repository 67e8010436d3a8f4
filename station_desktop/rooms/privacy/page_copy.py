"""A resident's own copy of everything that is kept of them (PIPL art. 45), handed over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.person import masks
from station_desktop.domain.person.accesses import Form
from station_desktop.domain.person.own_copies import OwnCopy
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.privacy import reads
from station_desktop.rooms.privacy.page_files import FilesPanel
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.person_finder import PersonFinder, found
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.page.file_box import FileKind
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.privacy import own_copy, privacy_files
from station_desktop.usecases.work import Work

_PDF = FileKind(".pdf", Text("privacy", "Save as PDF"))
_JSON = FileKind(".json", Text("privacy", "Save as JSON"))
_KINDS = (
    ("pdf", Text("privacy", "PDF, to read and sign"), _PDF),
    ("json", Text("privacy", "JSON, for programs"), _JSON),
)


class CopyPage(QWidget):
    """Who asks, what is kept of them at a glance, and where the copy goes."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._person: Resident | None = None
        self._copy: OwnCopy | None = None
        self.messages = MessageBar("privacy.copy.message")
        lead = label(role="muted")
        lead.setWordWrap(True)
        bind(
            lead.setText,
            "privacy",
            "Anybody may ask what is kept of them. Look at their identity card first. The copy "
            "masks nothing, leaves out other people, and the journal notes that it was handed "
            "over.",
        )
        self.finder = PersonFinder(seat, "privacy.copy.find", reads.found)
        self.first = self.finder
        self.card = Card()
        self.to = self._line("to", Text("privacy", "Handed to (the resident unless it says so)"))
        self.words = self._line("words", Text("privacy", "What was asked for"))
        self.stage = Stage("privacy.copy.stage")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        for part in (self.messages, lead, self.finder):
            box.addWidget(part)
        self._column = CardColumn("privacy.copy.column")  # higher than the screen in large type
        bind(self._column.setAccessibleName, "privacy", "What is kept, and where the copy goes")
        for held in (self.card, self.to, self.words, self.stage):
            self._column.add(held)
        box.addWidget(self._column, 1)
        box.addStretch(0)
        self.finder.picked.connect(self._picked)
        self.stage.left.connect(self._to_finder)
        self.stage.ended.connect(self._handed_over)
        on_key(self, "Esc", self._leave, anywhere=True)
        follow(self, self._again)
        self._say()

    # asking

    def _line(self, key: str, words: Text) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(f"privacy.copy.{key}")
        made.setMaxLength(100)
        bind(made.setPlaceholderText, *words)
        bind(made.setAccessibleName, *words)
        return made

    def _picked(self, picked: Found) -> None:
        self._person, self._copy = picked.what, None
        self.finder.line.clear()
        self.finder.list.hide()
        self.messages.clear()
        self._again()
        self._offer()

    def _again(self) -> None:
        """What a copy would hold now."""
        person, language = self._person, self._seat.language.code
        if person is None:
            return
        self._seat.read(
            lambda work: own_copy.gather(work, person.id, language),
            self._put,
            self._refused,
            tag="privacy.copy",
            owner=self,
        )

    def _put(self, copy: OwnCopy) -> None:
        first = self._copy is None
        self._copy = copy
        self._say()
        if first:
            self.to.setFocus()

    def _refused(self, refused: Refused) -> None:
        self._copy = None
        self.stage.put_away()
        self._say()
        self.messages.say("bad", self._seat.sentence(refused))

    def _say(self) -> None:
        shown = self._copy is not None
        for part in (self._column, self.card, self.to, self.words):
            part.setVisible(shown)
        if self._copy is None or self._person is None:
            return
        one = found(self._person)
        self.card.set_title(f"{one.title}  {one.detail}")
        self.card.put_facts(
            [
                (section.title, tr("privacy", "{n} in the copy", n=len(section.things)))
                for section in self._copy.sections
            ]
        )

    # handing over

    def _offer(self) -> None:
        person = self._person
        if person is None:
            return
        title = phrases.say("privacy.copy.title", self._seat.language.code)
        name = f"{title} {masks.mask_name(person.name)[:-1]} {self._seat.today().isoformat()}"
        panel = FilesPanel(
            self._seat,
            "privacy.copy.file",
            Text("privacy", "Hand over the copy"),
            _KINDS,
            Path.home() / name,
            partial(self._hand_over, person),
        )
        self.stage.show_panel(panel)

    def _leave(self) -> None:
        if not self.stage.leave():
            self._to_finder()

    def _to_finder(self) -> None:
        """Back to looking for somebody."""
        self._person = self._copy = None
        self._say()
        self.finder.begin("")

    def _hand_over(
        self,
        person: Resident,
        path: Path,
        done: Callable[[], None],
        failed: Callable[[Refused], None],
    ) -> None:
        """Noted first, then made, beside everything else."""
        form = cast(Form, path.suffix.lower().removeprefix("."))
        to = self.to.text().strip() or person.name
        words, language = self.words.text(), self._seat.language.code

        def note(work: Work) -> OwnCopy:
            return own_copy.hand_over(work, person.id, form, to, words, language)

        def make(copy: OwnCopy) -> None:
            self._seat.runner.io(
                lambda _: privacy_files.save_copy(copy, path),
                lambda _: done(),
                failed,
                owner=self,
            )

        self._seat.write(note, make, failed, changed=frozenset({"residents"}), owner=self)

    def _handed_over(self) -> None:
        self._to_finder()
        self._seat.said.emit("ok", tr("privacy", "The copy is saved, and the journal notes it."))
