"""What an organisation is told of a case: the need without anything that is nobody's business,
where, when, and whom to call."""

from __future__ import annotations

from typing import cast

import msgspec

from station_desktop import phrases
from station_desktop.domain.case import ownwords
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.minimal_words import has_id_number, status_words
from station_desktop.domain.catalogue import Field, Item
from station_desktop.domain.form import forms
from station_desktop.domain.partner.partners import MARKET, Partner
from station_desktop.domain.person.names import split_name
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text.statements import LONGEST, tidy
from station_desktop.papers.facts import Language
from station_desktop.usecases.casework import cases
from station_desktop.usecases.paper.paper_facts import address_given, record_of
from station_desktop.usecases.work import Work

_APART = frozenset({"id_number", "bank_card", "phone", "address"})
"""Kinds of answers that are no part of the need: who, where and whom to call stand apart."""


class Order(msgspec.Struct, frozen=True):
    """What one organisation is to be asked. ``partner`` is its id in the directory, or
    ``organisation`` a name; ``at`` is when the service is wanted and ``due`` by when it reports
    (ISO). ``unverified`` says why nobody went to look, ``why`` why this organisation."""

    organisation: str
    need: str
    partner: str = ""
    address: str = ""
    at: str = ""
    contact: str = ""
    due: str = ""
    unverified: str = ""
    why: str = ""


def proposed(work: Work, number: str, *, partner: str = "", organisation: str = "") -> Order:
    """An order to begin with: everything that the case already says, to be looked at and sent."""
    work.require("case.read")
    case = cases.named(work, number)
    record = work.store.ledger.record("partner", partner) if partner else None
    asked = record if isinstance(record, Partner) else None
    item, _ = cases.item_of(work, case)
    agreed = case.appointment
    return Order(
        organisation=asked.name if asked is not None else organisation,
        partner=asked.id if asked is not None else "",
        need=need(work, case, market=asked is not None and asked.kind in MARKET),
        address=_where(work, case, item),
        at=agreed.at if agreed is not None else "",
        contact=_whom_to_call(work, case, item),
        due=case.deadline.due if case.deadline is not None else "",
    )


def need(work: Work, case: Case, *, market: bool) -> str:
    """What it is about, and the answers of the form that may be told: without what is sensitive,
    and without any that holds what this organisation may not know."""
    language = _language(work)
    item, _ = cases.item_of(work, case)
    fields = forms.applicable(item.fields, case.answers)
    name, known = about(work, case), numbers_of(work, case)
    own = _in_own_words(case)
    told = [_answer(field, case, language, bare=own) for field in fields]
    note = case.appointment.note if case.appointment is not None else ""
    parts = [
        text
        for text in (tidy(note), *map(tidy, told))
        if text and not has_id_number(text, known) and not (market and status_words(text, name))
    ]
    joined = phrases.say("facts.joint", language).join(parts)
    if own:
        return (joined or name)[:LONGEST]
    pair = phrases.say("facts.pair", language, label=name, value=joined) if joined else name
    return pair[:LONGEST]


def _in_own_words(case: Case) -> bool:
    return ownwords.is_own(case.item)


def _answer(field: Field, case: Case, language: Language, *, bare: bool) -> str:
    given = case.answers.get(field.key)
    if given in (None, "", False) or field.sensitive or field.type in _APART:
        return ""
    value = forms.show(field, given, language)
    if bare:
        return value
    return phrases.say("facts.pair", language, label=field.label.get(language), value=value)


def about(work: Work, case: Case) -> str:
    """What the case is about: the resident's own words in a few, or the item's name."""
    item, _ = cases.item_of(work, case)
    own = _in_own_words(case) and case.title
    return case.title if own else item.name.get(_language(work))


def numbers_of(work: Work, case: Case) -> tuple[str, ...]:
    """The identity numbers of the people concerned, which no organisation is told."""
    resident = record_of(work, "resident", case.resident)
    found = [resident.id_number] if isinstance(resident, Resident) else []
    found += [case.agent.id_number] if case.agent is not None else []
    return tuple(number for number in found if number)


def _where(work: Work, case: Case, item: Item) -> str:
    resident = record_of(work, "resident", case.resident)
    door = resident.residence_address if isinstance(resident, Resident) else ""
    agreed = case.appointment.place if case.appointment is not None else ""
    return agreed or address_given(case, item) or case.place or door


def _whom_to_call(work: Work, case: Case, item: Item) -> str:
    """Surname and phone alone."""
    resident = record_of(work, "resident", case.resident)
    phones = [
        str(case.answers[field.key])
        for field in item.fields
        if field.type == "phone" and not field.sensitive and case.answers.get(field.key)
    ]
    if isinstance(resident, Resident):
        who, sex = resident.name, resident.sex
        phone = (phones or [resident.phone])[0]
    else:
        who, sex, phone = case.contact, "", case.phone or "".join(phones[:1])
    called = called_by_surname(who, sex, _language(work))
    return " ".join(part for part in (called, phone) if part)


def called_by_surname(name: str, sex: str, language: Language) -> str:
    """王女士, Ms 王: how a stranger is told of somebody. A name without a surname is not told."""
    surname, _ = split_name(name)
    if not surname:
        return ""
    return phrases.say(f"dispatch.contact.{sex or 'unknown'}", language, surname=surname)


def _language(work: Work) -> Language:
    return cast(Language, work.store.settings().paper_language)
