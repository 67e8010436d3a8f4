"""The left column: the person who is here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.person import masks
from station_desktop.domain.time import clock
from station_desktop.rooms.desk import page_words
from station_desktop.rooms.desk.gather import PersonCard
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look import icons, theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.link import Link
from station_desktop.ui.words import follow, tr
from station_desktop.usecases.people import residents

SHOWN_MS = 30_000


class WhoColumn(CardColumn):
    """Name, sex, age, masked numbers, address; open cases, last visits, documents on file."""

    def __init__(self, flow: Flow, read_card: Callable[[], object]) -> None:
        super().__init__("desk.who")
        self._flow = flow
        self._read_card = read_card
        self._shown: dict[str, str] = {}
        self._asking = ""
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(SHOWN_MS)
        self._hide.timeout.connect(self._mask)
        self.reason: QLineEdit | None = None
        flow.card_read.connect(self._person)
        flow.begun.connect(self._mask)
        follow(self, self._write)
        self._write()

    def show_reader(self) -> None:
        """The reader is offered while nobody is here, once it is known that there is one."""
        if self._flow.card is None:
            self._write()

    def _person(self) -> None:
        self._shown.clear()
        self._write()

    def _mask(self) -> None:
        self._shown.clear()
        self._asking = ""
        self._write()

    def _write(self) -> None:
        self.clear()
        self.reason = None
        card = self._flow.card
        if card is None:
            self.add(self._nobody())
            return
        self.add(self._person_card(card))
        if card.open_cases:
            self.add(self._cases_card(card))
        if card.on_file:
            self.add(self._documents_card(card))
        if card.visits:
            self.add(self._visits_card(card))

    def _nobody(self) -> Card:
        card = Card(tr("desk", "Who is here?"))
        hint = tr(
            "desk",
            "Type part of a name, its initials, the end of an ID number, a phone or a door.",
        )
        words = label(hint, "muted")
        words.setWordWrap(True)
        card.body.addWidget(words)
        if self._flow.around is not None and self._flow.around.reader:
            button = QPushButton(tr("desk", "Read the card  F3"))
            button.setObjectName("desk.card")
            button.clicked.connect(lambda: self._read_card())
            card.body.addWidget(button)
        return card

    def _person_card(self, known: PersonCard) -> Card:
        card, person = Card(), known.resident
        name = label(person.name, "heading")
        name.setWordWrap(True)
        card.body.addWidget(name)
        age = page_words.age_of(person, self._flow.today)
        card.body.addWidget(label(page_words.sex_and_age(person.sex, age), "muted"))
        card.body.addWidget(self._masked("id_number", masks.mask_id(person.id_number)))
        if person.phone:
            card.body.addWidget(self._masked("phone", masks.mask_phone(person.phone)))
            if person.phone_note:
                card.body.addWidget(label(person.phone_note, "small"))
        for title, text in (
            (tr("desk", "lives at"), person.residence_address),
            (tr("desk", "registered at"), person.registered_address),
        ):
            if text and not (title != tr("desk", "lives at") and text == person.residence_address):
                card.body.addWidget(label(title, "small"))
                words = label(text)
                words.setWordWrap(True)
                card.body.addWidget(words)
        if known.home.worker:
            said = tr("desk", "{name} answers for the household", name=known.home.worker)
            answers = label(said, "small")
            answers.setWordWrap(True)
            card.body.addWidget(answers)
        return card

    def _masked(self, field: str, masked: str) -> QWidget:
        """A masked number with an eye; the reason is typed beneath it."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(label(self._shown.get(field, masked)), 1)
        if field not in self._shown and self._flow.seat.may("resident.reveal"):
            eye = QPushButton()
            set_role(eye, "quiet")
            eye.setObjectName(f"desk.reveal.{field}")
            eye.setAccessibleName(tr("desk", "Show in full, with a reason"))
            eye.setToolTip(tr("desk", "Show in full, with a reason"))
            icons.set_icon(eye, "fa6s.eye", "muted")
            eye.clicked.connect(partial(self._ask, field))
            line.addWidget(eye)
        column.addLayout(line)
        if field == self._asking:
            column.addWidget(self._reason_line(field))
        return box

    def _reason_line(self, field: str) -> QLineEdit:
        reason = QLineEdit()
        reason.setObjectName("desk.reveal.reason")
        reason.setPlaceholderText(tr("desk", "Why must it be seen? Enter shows it"))
        reason.setAccessibleName(tr("desk", "Reason for showing it in full"))
        keys = EnterKeys(reason)
        keys.moved_on.connect(lambda: self._reveal(field, reason.text()))
        self.reason = reason
        return reason

    def _ask(self, field: str) -> None:
        self._asking = field
        self._write()
        if self.reason is not None:
            self.reason.setFocus()

    def _reveal(self, field: str, reason: str) -> None:
        card = self._flow.card
        if card is None or not reason.strip():
            return
        id = card.resident.id

        def show(text: str) -> None:
            if self._flow.card is not None and self._flow.card.resident.id == id:
                self._asking = ""
                self._shown[field] = text
                self._write()
                self._hide.start()

        self._flow.seat.write(
            lambda work: residents.reveal(work, id, field, reason), show, owner=self
        )

    def _cases_card(self, card: PersonCard) -> Card:
        made = Card(tr("desk", "Open cases"))
        language = self._flow.language
        for known in card.open_cases[:4]:
            case = known.case
            name = known.item.get(language)
            button = Link(name, case.number)
            button.setObjectName("desk.case")
            wanted = partial(self._flow.seat.wanted.emit, "queue", f"case:{case.number}")
            button.clicked.connect(wanted)
            made.body.addWidget(button)
            due = page_words.day(case.deadline.due, language) if case.deadline else ""
            said = page_words.joined(page_words.state(case.state), due)
            words = label(said, "small")
            words.setWordWrap(True)
            made.body.addWidget(words)
        return made

    def _documents_card(self, card: PersonCard) -> Card:
        made = Card(tr("desk", "On file, still good"))
        language = self._flow.language
        for shelf in card.on_file[:6]:
            until = page_words.day(shelf.until, language)
            text = tr("desk", "{name}, until {day}", name=shelf.name.get(language), day=until)
            words = label(text, "small")
            words.setWordWrap(True)
            made.body.addWidget(words)
        return made

    def _visits_card(self, card: PersonCard) -> Card:
        made = Card(tr("desk", "Last visits"))
        language = self._flow.language
        for visit in card.visits:
            at = clock.from_milliseconds(visit.at).date().isoformat()
            day = page_words.day(at, language)
            text = page_words.joined(day, page_words.items(len(visit.cases)))
            made.body.addWidget(label(text, "small"))
        made.body.setSpacing(theme.scale().gap // 2)
        return made
