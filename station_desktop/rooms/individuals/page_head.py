"""The top of an individual case: whose, with whom, and where it stands of the six steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station_desktop import phrases
from station_desktop.domain.person import masks
from station_desktop.rooms.individuals import page_words
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.rooms.individuals.page_steps import StepsLine
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.erased import named
from station_desktop.ui.words import tr


class Head(QFrame):
    """Filled anew by :meth:`put`."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.name = label(role="heading")
        self.name.setObjectName("individuals.case.name")
        self.state, self.risk = Chip(), Chip()
        self.facts = label(role="muted")
        self.facts.setObjectName("individuals.case.facts")
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        for words in (self.name, self.facts):
            words.setTextInteractionFlags(selectable)
        self.steps = StepsLine()
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 4, size.space, size.space - 4)
        box.setSpacing(size.gap)
        first = QHBoxLayout()
        first.setSpacing(size.gap + 2)
        first.addWidget(self.name)
        for chip in (self.state, self.risk):
            first.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.facts.setWordWrap(True)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.facts, 1)
        box.addLayout(first)
        box.addWidget(self.steps)

    def put(self, found: CaseFile, language: str) -> None:
        """Show a case."""
        case = found.case
        person = found.person
        self.name.setText(_name(found))
        tone = "info" if case.open else "ok"
        self.state.put(tone, phrases.say(f"individual.state.{case.state}", language))
        self.risk.put(page_words.RISK_TONES.get(case.risk, "info"), page_words.risk(case, language))
        born = ""
        if person is not None and person.birth_date:
            born = tr(
                "individuals", "born {day}", day=page_words.iso_day(person.birth_date, language)
            )
        self.facts.setText(
            page_words.joined(
                case.number,
                born,
                masks.mask_phone(person.phone) if person is not None else "",
                tr("individuals", "worker {name}", name=found.worker) if found.worker else "",
                tr("individuals", "since {day}", day=page_words.day(case.applied_at, language)),
            )
        )
        self.steps.put(page_words.reached(case), not case.open, language)


def _name(found: CaseFile) -> str:
    person = found.person
    if person is None:
        return found.case.number
    return named(masks.known_as(person.name, person.erased_at))
