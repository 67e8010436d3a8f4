"""One line of the carried list as it is entered: met or not, what was seen, what was found."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from station_desktop import phrases
from station_desktop.domain.case.handling import NEEDS
from station_desktop.domain.catalogue import CATEGORIES
from station_desktop.domain.neighbourhood.homevisits import METS, Finding, Met
from station_desktop.rooms.households import page_words
from station_desktop.rooms.households.room import Entry
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.visits.day_lists import Stop

STANDS = (True, False)


class EntryCard(QFrame):
    """Signals: ``edited(entry)`` at every change by hand, ``done`` to go on with the next line."""

    edited = Signal(object)
    done = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        set_role(self, "card")
        self._seat = seat
        self._stop: Stop | None = None
        self.entry = Entry()
        self.whom = label(role="label")
        self.wrong = label(role="error")
        self.note, self.found = QLineEdit(), QLineEdit()
        self.category, self.need = QComboBox(), QComboBox()
        self.mets: dict[Met, QPushButton] = {}
        self.stands: dict[bool, QPushButton] = {}
        self.findings = label(role="muted")
        self._arrange()
        self._connect()
        follow(self, self._say)
        self._say()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 4, size.space, size.space - 4)
        box.setSpacing(size.gap)
        first = QHBoxLayout()
        first.setSpacing(size.gap)
        first.addWidget(self.whom, 1)
        for met in METS:
            self.mets[met] = self._toggle(f"met.{met}", partial(self.press, met))
            first.addWidget(self.mets[met])
        for stands in STANDS:
            key = "stands" if stands else "not_so"
            self.stands[stands] = self._toggle(key, partial(self.judge, stands))
            first.addWidget(self.stands[stands])
        box.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(size.gap)
        self.note.setObjectName("households.entry.note")
        bind(self.note.setPlaceholderText, "households", "What was seen (N, then Enter)")
        bind(self.note.setAccessibleName, "households", "What was seen (N, then Enter)")
        second.addWidget(self.note, 4)
        self.found.setObjectName("households.entry.found")
        bind(self.found.setPlaceholderText, "households", "A problem found (F, then Enter)")
        bind(self.found.setAccessibleName, "households", "A problem found (F, then Enter)")
        second.addWidget(self.found, 4)
        for box_, name in ((self.category, "category"), (self.need, "need")):
            box_.setObjectName(f"households.entry.{name}")
            box_.view().setObjectName(f"households.entry.{name}.list")
            second.addWidget(box_, 2)
        bind(self.category.setAccessibleName, "households", "Category")
        bind(self.need.setAccessibleName, "households", "Need")
        box.addLayout(second)
        for words in (self.findings, self.wrong):
            words.setWordWrap(True)
            words.hide()
            box.addWidget(words)

    def _toggle(self, key: str, act: object) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(f"households.entry.{key}")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(act)
        return button

    def _connect(self) -> None:
        noted, found = EnterKeys(self.note), EnterKeys(self.found)
        noted.moved_on.connect(self.done)
        found.moved_on.connect(self.add_finding)
        self.note.textEdited.connect(self._noted)

    # showing

    def put(self, stop: Stop | None, entry: Entry) -> None:
        """Show another line."""
        self._stop, self.entry = stop, entry
        if self.note.text() != entry.note:
            self.note.setText(entry.note)
        self.found.clear()
        self.setEnabled(stop is not None and stop.visit.state == "planned")
        self._say()

    def _say(self) -> None:
        language, stop = self._seat.language.code, self._stop
        self._fill(language)
        for number, (met, button) in enumerate(self.mets.items(), 1):
            button.setText(f"{number} {phrases.say(f'homevisit.met.{met}', language)}")
            button.setChecked(self.entry.met == met)
        checks = stop is not None and stop.visit.purpose == "verify"
        says = {
            True: tr("households", "4 As reported"),
            False: tr("households", "5 Not so"),
        }
        for stands, button in self.stands.items():
            button.setText(says[stands])
            button.setVisible(checks)
            button.setChecked(self.entry.stands is stands)
        if stop is not None:
            self.whom.setText(
                page_words.joined(stop.address, page_words.people(stop.people, language))
            )
        said = [
            page_words.joined(
                one.text,
                phrases.say(f"desk.category.{one.category}", language) if one.category else "",
                phrases.say(f"need.{one.need}", language) if one.need else "",
            )
            for one in self.entry.findings
        ]
        self.findings.setText("\n".join(f"{n}. {text}" for n, text in enumerate(said, 1)))
        self.findings.setVisible(bool(said))
        self.wrong.setText(self.entry.problem)
        self.wrong.setVisible(bool(self.entry.problem))

    def _fill(self, language: str) -> None:
        """The choices in the reader's language, keeping what was chosen."""
        for box, area, keys in (
            (self.category, "desk.category", CATEGORIES),
            (self.need, "need", NEEDS),
        ):
            chosen = box.currentData()
            box.clear()
            if box is self.need:
                box.addItem(tr("households", "no need named"), "")
            for key in keys:
                box.addItem(phrases.say(f"{area}.{key}", language), key)
            usual = "public" if box is self.category else ""
            box.setCurrentIndex(max(box.findData(chosen or usual), 0))

    # entering

    def _change(self, entry: Entry) -> None:
        self.entry = msgspec.structs.replace(entry, problem="")
        self._say()
        self.edited.emit(self.entry)

    def press(self, met: Met) -> None:
        """Met, nobody in, moved away; once more takes it back."""
        same = self.entry.met == met
        self._change(msgspec.structs.replace(self.entry, met="" if same else met))

    def judge(self, stands: bool) -> None:
        """It is as reported, or it is not; whether anybody was met is another matter."""
        met = self.entry.met or "nobody"
        self._change(msgspec.structs.replace(self.entry, stands=stands, met=met))

    def _noted(self, text: str) -> None:
        self._change(msgspec.structs.replace(self.entry, note=text))

    def add_finding(self) -> None:
        """Take down what stands in the line; an empty one goes on."""
        text = self.found.text().strip()
        if not text:
            self.done.emit()
            return
        one = Finding(text, str(self.category.currentData() or ""), str(self.need.currentData()))
        self.found.clear()
        met = self.entry.met or "met"
        findings = (*self.entry.findings, one)
        self._change(msgspec.structs.replace(self.entry, findings=findings, met=met))

    def take_back(self) -> None:
        """The last finding away."""
        self._change(msgspec.structs.replace(self.entry, findings=self.entry.findings[:-1]))
