"""The body of a demand: what is asked, what was answered, whose it is, what was done."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from station_desktop import phrases
from station_desktop.domain.person import masks
from station_desktop.rooms.demands import page_words
from station_desktop.rooms.demands.gather import DemandFile
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.page.erased import named
from station_desktop.ui.words import tr


def left_column(found: DemandFile, language: str) -> Iterator[Card]:
    """What is asked, and the station's answer."""
    yield _asked(found)
    if found.demand.answer:
        yield _answer(found, language)


def right_column(found: DemandFile, language: str) -> Iterator[Card]:
    """Whose it is, and everything that happened."""
    yield _person(found)
    yield _history(found, language)


def _asked(found: DemandFile) -> Card:
    card = Card(tr("demands", "What is asked"))
    text = label(found.demand.text)
    text.setObjectName("demands.demand.text")
    text.setWordWrap(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    card.body.addWidget(text)
    return card


def _answer(found: DemandFile, language: str) -> Card:
    demand = found.demand
    card = Card(tr("demands", "Answer"))
    facts = [
        (tr("demands", "Outcome"), phrases.say(f"demand.outcome.{demand.outcome}", language)),
        (tr("demands", "Said"), demand.answer),
        (
            tr("demands", "Written"),
            page_words.joined(page_words.moment(demand.answered_at, language), found.answered_by),
        ),
    ]
    if demand.sent_at and demand.state == "sent":
        facts.append((tr("demands", "Went out"), page_words.moment(demand.sent_at, language)))
    card.put_facts(facts)
    return card


def _person(found: DemandFile) -> Card:
    card = Card(tr("demands", "Whose demand"))
    person = found.person
    if person is None:
        nobody = label(tr("demands", "Not matched to a resident yet."), "muted")
        nobody.setWordWrap(True)
        card.body.addWidget(nobody)
        return card
    facts = [
        (tr("demands", "Resident"), named(masks.known_as(person.name, person.erased_at))),
        (tr("demands", "ID number"), masks.mask_id(person.id_number)),
        (tr("demands", "Phone"), masks.mask_phone(person.phone)),
        (tr("demands", "Lives at"), person.residence_address),
    ]
    card.put_facts([fact for fact in facts if fact[1]])
    return card


def _history(found: DemandFile, language: str) -> Card:
    card = Card(tr("demands", "History"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(theme.scale().space)
    grid.setVerticalSpacing(theme.scale().gap)
    for number, line in enumerate(found.history):
        when = label(page_words.moment(line.at, language), "muted")
        said = label(f"{line.author}  {line.sentence}" if line.author else line.sentence)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, number, 1)
    card.body.addLayout(grid)
    return card


def said(found: DemandFile) -> tuple[str, str]:
    """What stands above everything: why the answer was returned, or where it is; and its tone."""
    demand = found.demand
    if demand.state == "returned" or (demand.returned and demand.open):
        return tr("demands", "The answer was returned: {why}", why=demand.returned), "bad"
    if found.out == "here":
        return tr("demands", "Answered. It goes out with the next exchange with the hall."), "info"
    if found.out == "hall":
        return tr("demands", "Answered. The hall has the answer and hands it back out."), "info"
    return "", "info"
