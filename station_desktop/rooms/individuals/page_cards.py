"""The body of an individual case beside its plan: why, what was found out, what was looked at, what
is between the worker and the stationmaster, how it ended, and everything that happened."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from station_desktop import phrases
from station_desktop.domain.individual.individualvalues import Closing
from station_desktop.rooms.individuals import page_words
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.words import tr


def diagnosis(found: CaseFile, language: str) -> Card:
    """Why, the situation, and problems and strengths side by side."""
    case = found.case
    card = Card(tr("individuals", "Application and diagnosis"))
    facts = [(tr("individuals", "Asked for because"), case.why)]
    if found.grown_from:
        facts.append((tr("individuals", "Grew out of case"), found.grown_from))
    if case.situation:
        facts.append((tr("individuals", "Situation"), case.situation))
    card.put_facts(facts)
    if not case.situation:
        nothing = label(tr("individuals", "Not diagnosed yet."), "muted")
        card.body.addWidget(nothing)
        return card
    across = QHBoxLayout()
    across.setSpacing(theme.scale().space)
    for title, lines in (
        (tr("individuals", "Problems"), case.problems),
        (tr("individuals", "Strengths"), case.strengths),
    ):
        across.addLayout(_listed(title, lines), 1)
    card.body.addLayout(across)
    return card


def _listed(title: str, lines: tuple[str, ...]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label(title, "label"))
    for line in lines or ("—",):
        said = label(f"• {line}" if lines else line)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
    column.addStretch(1)
    return column


def beside(found: CaseFile, language: str) -> Iterator[Card]:
    """The cards beside the plan: those of the step that the case stands at come first."""
    case = found.case
    for number, closing in enumerate(reversed(case.closings)):
        if number == 0 or not case.open:
            yield _closing(closing, language)
    yield _reviews(found, language)
    yield _notes(found, language)
    if case.referrals:
        yield _referrals(found, language)
    yield _history(found, language)


def outline_only(found: CaseFile) -> Card:
    """What stands in place of everything for a colleague."""
    card = Card(tr("individuals", "Not yours to read"))
    said = label(
        tr(
            "individuals",
            "The contents of an individual case are read by its worker, {name}, and the "
            "stationmaster. To take it over, have one of them hand it over.",
            name=found.worker,
        )
    )
    said.setWordWrap(True)
    card.body.addWidget(said)
    return card


def _reviews(found: CaseFile, language: str) -> Card:
    card = Card(tr("individuals", "Supervision and coordination"))
    lines = [
        (
            page_words.moment(one.at, language),
            page_words.joined(found.staff.get(one.by, ""), one.present),
            one.text,
        )
        for one in reversed(found.case.reviews)
    ]
    _put_records(card, lines, tr("individuals", "Nothing recorded yet."))
    return card


def _notes(found: CaseFile, language: str) -> Card:
    card = Card(tr("individuals", "Notes"))
    card.setObjectName("individuals.case.notes")
    card.chip.put("warn", tr("individuals", "worker and stationmaster only"))
    lines = [
        (page_words.moment(one.at, language), found.staff.get(one.by, ""), one.text)
        for one in reversed(found.case.notes)
    ]
    _put_records(card, lines, tr("individuals", "No note."))
    return card


def _referrals(found: CaseFile, language: str) -> Card:
    card = Card(tr("individuals", "Referrals"))
    lines = [
        (page_words.moment(one.at, language), one.agency, one.reason)
        for one in reversed(found.case.referrals)
    ]
    _put_records(card, lines, "")
    return card


def _closing(closing: Closing, language: str) -> Card:
    card = Card(tr("individuals", "Closure and evaluation"))
    card.chip.put("ok", phrases.say(f"individual.ending.{closing.ending}", language))
    by_resident = phrases.say(f"individual.by_resident.{closing.by_resident}", language)
    facts = [
        (tr("individuals", "Closed on"), page_words.moment(closing.at, language)),
        (tr("individuals", "Summary"), closing.text),
        (
            tr("individuals", "The resident"),
            page_words.joined(by_resident, closing.resident_words),
        ),
        (
            tr("individuals", "The worker"),
            phrases.say(f"individual.by_worker.{closing.by_worker}", language),
        ),
        (tr("individuals", "Left open"), closing.left_open),
    ]
    card.put_facts([fact for fact in facts if fact[1]])
    return card


def _put_records(card: Card, lines: list[tuple[str, str, str]], empty: str) -> None:
    """When, who, and beneath it what."""
    if not lines:
        card.body.addWidget(label(empty, "muted"))
    for when, who, text in lines:
        card.body.addWidget(label(page_words.joined(when, who), "muted"))
        said = label(text)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(said)


def _history(found: CaseFile, language: str) -> Card:
    card = Card(tr("individuals", "History"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(theme.scale().space)
    grid.setVerticalSpacing(theme.scale().gap)
    for number, line in enumerate(found.history):
        who = found.staff.get(line.author, "")
        when = label(page_words.moment(line.at, language), "muted")
        said = label(f"{who}  {line.sentence}" if who else line.sentence)
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, number, 1)
    card.body.addLayout(grid)
    return card


def said(found: CaseFile, language: str) -> tuple[str, str]:
    """What stands above everything: an act that took no effect, or why it was opened again; and
    its tone."""
    case = found.case
    if case.unfit:
        one = case.unfit[0]
        sentence = phrases.say(
            "individual.unfit",
            language,
            at=page_words.moment(one.at, language),
            name=found.staff.get(one.author, "?"),
            act=one.kind,
        )
        return sentence, "bad"
    if case.open and case.reopened:
        return tr("individuals", "Opened again: {why}", why=case.reopened[-1]), "info"
    return "", "info"
