"""The right column once accepted: numbers, promises, what is missing, and the papers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item
from station_desktop.domain.time.deadlines import Step
from station_desktop.rooms.desk import page_words
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.rooms.desk.page_printer import Paper, PrintDesk, Printed
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, clear, label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.counter.intake import Accepted
from station_desktop.usecases.paper import papers

AT_ONCE = frozenset({"receipt", "notice"})
"""What is told once must be told in writing, so the notice is not left to be asked for."""


class OutcomePanel(QWidget):
    """Keys: 1 to 9 print a paper (again), A all that are left, Enter the next visitor."""

    def __init__(self, flow: Flow, desk: PrintDesk, on: Callable[[], object]) -> None:
        super().__init__()
        self._flow, self._desk, self._on = flow, desk, on
        self._accepted: Accepted | None = None
        self.papers: list[Paper] = []
        self.states: dict[Paper, tuple[str, str]] = {}
        self.setObjectName("desk.outcome")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cards = CardColumn("desk.outcome.cases")
        self._papers = Card()
        self.place = self._folder_line()
        self.next_button = QPushButton()
        self.next_button.setObjectName("desk.next")
        set_role(self.next_button, "primary")
        bind(self.next_button.setText, "desk", "Next visitor  Enter")
        self.next_button.clicked.connect(lambda: on())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap)
        box.addWidget(self._cards, 1)
        box.addWidget(self.place)
        box.addWidget(self.next_button)
        desk.begun.connect(self._begun)
        desk.ended.connect(self._ended)
        desk.homeless.connect(self._ask_folder)
        follow(self, self._write)

    def put(self, accepted: Accepted) -> None:
        """Show what became of the visit and print what nobody may leave without."""
        self._accepted = accepted
        self.states.clear()
        self.place.hide()
        self.papers = self._available(accepted)
        self._write()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        for paper in self.papers:
            if paper.kind in AT_ONCE:
                self._desk.print(paper)

    def _available(self, accepted: Accepted) -> list[Paper]:
        found = [Paper("receipt", tuple(case.number for case in accepted.cases))]
        for case in accepted.cases:
            kinds = papers.available(case, self._flow.names[case.item])
            found += [Paper(kind, (case.number,)) for kind in kinds if kind != "receipt"]
        return found

    # showing

    def _write(self) -> None:
        accepted = self._accepted
        if accepted is None:
            return
        self._papers = Card()
        self._cards.clear()
        if accepted.again:
            words = label(tr("desk", "Already accepted before: this is the first answer."), "muted")
            words.setWordWrap(True)
            self._cards.add(words)
        for case in accepted.cases:
            self._cards.add(self._case_card(case, self._flow.names[case.item]))
        self._cards.add(self._papers)
        self._write_papers()

    def _case_card(self, case: Case, item: Item) -> Card:
        language = self._flow.language
        card = Card()
        name = label(page_words.joined(case.title, item.name.get(language)), "label")
        name.setWordWrap(True)
        card.body.addWidget(name)
        number = label(case.number, "title")
        number.setObjectName("desk.outcome.number")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(number)
        line = QHBoxLayout()
        line.addWidget(Chip(page_words.STATE_TONES[case.state], page_words.state(case.state)))
        if case.lane:
            line.addWidget(Chip("info", phrases.say(f"lane.{case.lane}", language)))
        line.addStretch(1)
        card.body.addLayout(line)
        for role, text in self._facts(case, item):
            words = label(text, role)
            words.setWordWrap(True)
            card.body.addWidget(words)
        return card

    def _facts(self, case: Case, item: Item) -> list[tuple[str, str]]:
        language = self._flow.language
        said: list[tuple[str, str]] = []
        if case.result:
            said.append(("", case.result))
        lacking = [_material(self._flow, case, key) for key in case.lacking]
        if lacking:
            said.append(("error", tr("desk", "Missing: {names}", names=", ".join(lacking))))
        for material in case.to_follow:
            name = _material(self._flow, case, material.key)
            day = page_words.day(material.promised, language)
            said.append(("", tr("desk", "{name} by {day}", name=name, day=day)))
        if case.deadline is not None and case.state != "completed":
            due = page_words.due(case.deadline, language)
            said.append(("label", tr("desk", "Done by {day}", day=due)))
            steps = [msgspec.convert(step, Step) for step in case.deadline.steps]
            said += [
                ("small", phrases.say(step.code, language, **step.said(language))) for step in steps
            ]
        return said

    def _write_papers(self) -> None:
        clear(self._papers.body)
        self._papers.set_title(tr("desk", "Papers"))
        for number, paper in enumerate(self.papers[:9], 1):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            button = QPushButton(f"{number}  {self._title(paper)}")
            button.setObjectName(f"desk.paper.{number}")
            set_role(button, "segment")
            button.setStyleSheet("text-align: left")
            button.clicked.connect(partial(self._desk.print, paper))
            line.addWidget(button, 1)
            tone, state = self.states.get(paper, ("", ""))
            if state:
                line.addWidget(Chip(tone, state))
            self._papers.body.addWidget(row)

    def _title(self, paper: Paper) -> str:
        title = phrases.say(f"paper.{paper.kind}.title", self._flow.language)
        if paper.kind == "receipt" or self._accepted is None or len(self._accepted.cases) < 2:
            return title
        case = next(c for c in self._accepted.cases if c.number == paper.numbers[0])
        name = case.title or self._flow.names[case.item].name.get(self._flow.language)
        return page_words.joined(title, name)

    # printing

    def print_number(self, number: int) -> bool:
        """Print the paper with this number; whether there is one."""
        if not 1 <= number <= len(self.papers):
            return False
        self._desk.print(self.papers[number - 1])
        return True

    def print_rest(self) -> None:
        """Every paper that has not been printed yet."""
        for paper in self.papers:
            if self.states.get(paper, ("bad", ""))[0] == "bad":
                self._desk.print(paper)

    def _begun(self, paper: Paper) -> None:
        self._state(paper, "info", tr("desk", "printing"))

    def _ended(self, printed: Printed) -> None:
        if not printed.done:
            self._state(printed.paper, "bad", tr("desk", "failed: print again"))
        elif printed.copy > 1:
            self._state(printed.paper, "ok", tr("desk", "copy {n}", n=printed.copy))
        else:
            self._state(printed.paper, "ok", tr("desk", "printed"))

    def _state(self, paper: Paper, tone: str, words: str) -> None:
        if paper in self.papers:
            self.states[paper] = (tone, words)
            self._write_papers()

    # where papers go

    def _folder_line(self) -> QWidget:
        """Asked once a session where there is no printer: papers hold personal data."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        words = label()
        words.setWordWrap(True)
        bind(
            words.setText,
            "desk",
            "No printer is set up. Papers hold personal data: where may they be saved as PDF?",
        )
        column.addWidget(words)
        line = QHBoxLayout()
        self.folder = QLineEdit()
        self.folder.setObjectName("desk.papers.folder")
        bind(self.folder.setPlaceholderText, "desk", "Folder for PDF files")
        bind(self.folder.setAccessibleName, "desk", "Folder for PDF files")
        keys = EnterKeys(self.folder)
        keys.moved_on.connect(self._folder_entered)
        line.addWidget(self.folder, 1)
        choose = QPushButton()
        choose.setObjectName("desk.papers.choose")
        bind(choose.setText, "desk", "Choose…")
        choose.clicked.connect(self._choose_folder)
        line.addWidget(choose)
        column.addLayout(line)
        box.hide()
        return box

    def _ask_folder(self) -> None:
        self._write_papers()
        self.place.show()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), tr("desk", "Folder for PDF files"))
        dialog.setObjectName("desk.papers.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.open()

    def _folder_chosen(self, folder: str) -> None:
        self.folder.setText(folder)
        self._folder_entered()

    def _folder_entered(self) -> None:
        folder = Path(self.folder.text().strip())
        if not self.folder.text().strip() or not folder.is_dir():
            self._flow.seat.said.emit("warn", tr("desk", "This folder does not exist."))
            return
        self.place.hide()
        self._desk.put_into(folder)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on()
        elif key == Qt.Key.Key_A:
            self.print_rest()
        elif not self.print_number(key - Qt.Key.Key_0.value):
            event.ignore()


def _material(flow: Flow, case: Case, key: str) -> str:
    """A document's name as this visit's lines know it."""
    for line in flow.visit.lines:
        if line.item.code == case.item:
            for need in line.facts.with_agent:
                if need.key == key:
                    return need.material.name.get(flow.language)
    return key
