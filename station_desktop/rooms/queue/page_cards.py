"""The body of a case: cards of what was answered, shown, told, promised and done."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from station_desktop import phrases
from station_desktop.rooms.queue import dossier as gathered
from station_desktop.rooms.queue import page_loop_cards, page_words
from station_desktop.rooms.queue.dossier import Document, Dossier
from station_desktop.rooms.queue.page_supply import STANDING_TONES
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.words import tr


def left_column(found: Dossier, language: str) -> Iterator[Card]:
    """What the case is about: the promise, the answers, the outcome."""
    yield from page_loop_cards.cards(found, language)
    yield _promise(found, language)
    if found.agreed is not None:
        yield _agreed(found)
    if found.answers:
        yield _facts(tr("queue", "Answers"), found.answers)
    outcome = _outcome(found)
    if outcome:
        yield _facts(tr("queue", "Outcome"), outcome)


def right_column(found: Dossier, language: str) -> Iterator[Card]:
    """What was shown and done: documents, notices, papers, the whole history."""
    if found.documents:
        yield _documents(found, language)
    if found.notices:
        told = [(page_words.full_moment(at, language), names) for at, names in found.notices]
        yield _facts(tr("queue", "One-time notices"), told)
    papers = _papers(found, language)
    if papers:
        yield _facts(tr("queue", "Papers handed over"), papers)
    yield _history(found, language)


def _facts(title: str, facts: object) -> Card:
    card = Card(title)
    card.put_facts(facts)  # type: ignore[arg-type]
    return card


def _promise(found: Dossier, language: str) -> Card:
    """The promised day and how it was counted, step by step."""
    card = Card(tr("queue", "Promise"))
    facts = [
        (tr("queue", "Promised limit"), found.limit),
        (tr("queue", "Legal limit"), found.legal_limit),
        (tr("queue", "Due"), found.due),
        (tr("queue", "Clock stopped"), gathered.paused_for(found.case, language)),
    ]
    shown = [(name, value) for name, value in facts if value]
    if not found.due and found.case.open:
        shown.append((tr("queue", "Due"), tr("queue", "The time runs once all documents are in.")))
    card.put_facts(shown)
    if found.steps:
        card.body.addWidget(label(tr("queue", "How it was counted"), "label"))
        for number, step in enumerate(found.steps, 1):
            said = label(f"{number}. {step}", "muted")
            said.setWordWrap(True)
            card.body.addWidget(said)
    return card


def _agreed(found: Dossier) -> Card:
    agreed = found.agreed
    assert agreed is not None
    facts = [
        (tr("queue", "Organisation"), agreed.organisation),
        (tr("queue", "When"), agreed.at),
        (tr("queue", "Where"), agreed.place),
        (tr("queue", "Contact"), agreed.contact),
        (tr("queue", "Note"), agreed.note),
    ]
    return _facts(tr("queue", "Appointment"), [fact for fact in facts if fact[1]])


def _outcome(found: Dossier) -> list[tuple[str, str]]:
    case = found.case
    facts = [
        (tr("queue", "Result"), case.result),
        (tr("queue", "Delivery"), case.delivery),
        (tr("queue", "Reason"), case.reason),
    ]
    return [fact for fact in facts if fact[1]]


def _documents(found: Dossier, language: str) -> Card:
    card = Card(tr("queue", "Documents"))
    grid = QGridLayout()
    grid.setColumnStretch(0, 1)
    grid.setHorizontalSpacing(theme.scale().space)
    grid.setVerticalSpacing(theme.scale().gap)
    for number, document in enumerate(found.documents):
        name = label(_document_words(document))
        name.setWordWrap(True)
        grid.addWidget(name, number, 0)
        beside = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        grid.addWidget(_standing(document, language), number, 1, beside)
    card.body.addLayout(grid)
    return card


def _document_words(document: Document) -> str:
    aside = page_words.joined(document.aside, document.note)
    return f"{document.name}  ({aside})" if aside else document.name


def _standing(document: Document, language: str) -> QWidget:
    words = phrases.say(f"case.standing.{document.standing}", language)
    if document.promised:
        words = f"{words} {document.promised}"
    tone = STANDING_TONES.get(document.standing, "")
    return Chip(tone, words) if tone else label(words, "muted")


def _papers(found: Dossier, language: str) -> list[tuple[str, str]]:
    return [
        (
            page_words.full_moment(made.at, language),
            phrases.say(f"papers.kind.{made.kind}", language)
            + (" " + tr("queue", "(copy {n})", n=made.copy_number) if made.copy_number > 1 else ""),
        )
        for made in found.case.papers
    ]


def _history(found: Dossier, language: str) -> Card:
    """Everything that happened, the latest last, as it was recorded."""
    card = Card(tr("queue", "History"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(theme.scale().space)
    grid.setVerticalSpacing(theme.scale().gap)
    for number, line in enumerate(found.history):
        when = label(page_words.full_moment(line.at, language), "muted")
        said = label(f"{line.author}  {line.sentence}" if line.author else line.sentence)
        said.setWordWrap(True)
        said.setObjectName(f"queue.case.history.{number}")
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, number, 1)
    card.body.addLayout(grid)
    return card
