"""The body of an organisation: what it offers, how it is reached, what it did, what was written."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from station_desktop.domain.time import hours
from station_desktop.rooms.partners import page_words
from station_desktop.rooms.partners.gather import PartnerFile
from station_desktop.rooms.partners.page_chart import RecordChart
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.words import tr


def left_column(found: PartnerFile, language: str) -> Iterator[Card]:
    """What it offers and how it is reached, the contract, and what was written down."""
    yield _offers(found, language)
    yield _reached(found)
    yield _agreed(found, language)
    yield _history(found, language)


def _facts(title: str, facts: list[tuple[str, str]]) -> Card:
    card = Card(title)
    card.put_facts([fact for fact in facts if fact[1]])
    return card


def _offers(found: PartnerFile, language: str) -> Card:
    partner = found.partner
    joint = ", " if language == "en" else "、"
    services = joint.join(one.get(language) for one in found.services)
    areas = joint.join(found.areas) or tr("partners", "the whole community")
    times = hours.show(partner.hours, language) or tr("partners", "not known")
    return _facts(
        tr("partners", "What it offers"),
        [
            (tr("partners", "Services"), services or tr("partners", "not entered yet")),
            (tr("partners", "Serves"), areas),
            (tr("partners", "Hours"), times),
            (tr("partners", "Price"), partner.price),
        ],
    )


def _reached(found: PartnerFile) -> Card:
    partner = found.partner
    return _facts(
        tr("partners", "How it is reached"),
        [
            (tr("partners", "Contact"), partner.contact),
            (tr("partners", "Phone"), partner.phone),
            (tr("partners", "Address"), partner.address),
            (tr("partners", "Remark"), partner.note),
        ],
    )


def _agreed(found: PartnerFile, language: str) -> Card:
    partner = found.partner
    until = page_words.full_day(partner.contract_until, language)
    return _facts(
        tr("partners", "Contract and particulars"),
        [
            (tr("partners", "Contract"), partner.contract or tr("partners", "none")),
            (tr("partners", "Until"), until),
            (tr("partners", "Credit code"), partner.credit_code),
            (tr("partners", "Since"), page_words.moment(partner.registered_at, language)),
        ],
    )


def record_card(found: PartnerFile) -> Card:
    """The last year: numbers in one line, the picture beneath."""
    record = found.history.record
    card = Card(tr("partners", "The last year"))
    if not record.tasks:
        nothing = label(tr("partners", "Nothing was asked of it in the last year."), "muted")
        nothing.setWordWrap(True)
        card.body.addWidget(nothing)
        return card
    said = [
        tr("partners", "{n} {n:task|tasks}", n=record.tasks),
        tr("partners", "{n} done", n=record.done),
        tr("partners", "{n} late", n=record.late) if record.late else "",
        tr("partners", "{n} refused", n=record.refused) if record.refused else "",
        tr("partners", "{n} {n:day|days} each", n=record.days) if record.done else "",
        tr("partners", "{grade} of 5 ({n} {n:time|times})", grade=record.grade, n=record.graded)
        if record.graded
        else tr("partners", "not appraised yet"),
    ]
    line = label(page_words.joined(*said))
    line.setObjectName("partners.partner.record")
    line.setWordWrap(True)
    card.body.addWidget(line)
    chart = RecordChart()
    chart.put(record, found.history.months)
    card.body.addWidget(chart)
    return card


def _history(found: PartnerFile, language: str) -> Card:
    card = Card(tr("partners", "History"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(theme.scale().space)
    grid.setVerticalSpacing(theme.scale().gap)
    for number, line in enumerate(found.told):
        when = label(page_words.moment(line.at, language), "muted")
        said = label(f"{line.author}  {line.sentence}" if line.author else line.sentence)
        said.setWordWrap(True)
        grid.addWidget(when, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, number, 1)
    card.body.addLayout(grid)
    return card


def said(found: PartnerFile, language: str) -> tuple[str, str]:
    """What stands above everything: that it is closed and what is left, or that its contract
    runs out; and its tone."""
    partner, left = found.partner, found.left
    if not partner.open:
        words = tr(
            "partners",
            "No longer asked since {at}: {reason}",
            at=page_words.moment(partner.closed_at, language),
            reason=partner.closed_reason,
        )
        if found.history.open:
            n = len(found.history.open)
            more = tr(
                "partners",
                "It still has {n} open {n:task; it waits|tasks; they wait} for its report.",
                n=n,
            )
            words = f"{words}  {more}"
        return words, "bad"
    if left is not None and left < 0:
        over = tr("partners", "The contract is over: renew it, or close the organisation.")
        return over, "warn"
    return "", "info"
