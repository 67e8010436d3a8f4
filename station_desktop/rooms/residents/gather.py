"""All that the station knows of one person, read at once for the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Field, Pack, Words
from station_desktop.domain.form import forms
from station_desktop.domain.journal.asides import Lifted, Seen, SetAside
from station_desktop.domain.journal.erasures import Asked, Declined, Destroyed, HeldBack, Released
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person import documents
from station_desktop.domain.person.accesses import CopyGiven, Looked
from station_desktop.domain.person.residents import (
    Changed,
    Distinct,
    Joined,
    Parted,
    Registered,
    Resident,
    Revealed,
    Settled,
)
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.station import Visit
from station_desktop.rooms.residents import registrations, room
from station_desktop.rooms.residents.registrations import Registrations
from station_desktop.storage.reads import reads
from station_desktop.usecases.people import residents
from station_desktop.usecases.people.residents import MASKED
from station_desktop.usecases.privacy import accesses
from station_desktop.usecases.visits import households
from station_desktop.usecases.visits.households import Answering
from station_desktop.usecases.work import Work

FOUND = 100
"""How many people a search shows; more are asked to be told apart by typing on."""
_VISITS = 20
_PREFILL = "resident."


def find(work: Work, text: str) -> tuple[Resident, ...]:
    """Whoever the typed text may mean."""
    return residents.find(work, text, FOUND) if text.strip() else ()


class Detail(msgspec.Struct, frozen=True):
    """One attribute of the record as shown: masked where it must be."""

    key: str
    label: str
    shown: str
    masked: bool


class PersonCase(msgspec.Struct, frozen=True):
    """One of the person's cases."""

    case: Case
    item: Words


class Paper(msgspec.Struct, frozen=True):
    """A document on file: when it was seen, and the last day it serves (empty: that visit only).

    ``serves`` says whether it does today."""

    name: str
    seen_on: str
    original: bool
    until: str
    serves: bool


class Access(msgspec.Struct, frozen=True):
    """One entry about the person: who did what, and when (milliseconds)."""

    at: int
    author: str
    sentence: str


class PersonFile(msgspec.Struct, frozen=True):
    """One person with everything around them, in the reader's language."""

    person: Resident
    sex: str
    age: int | None
    details: tuple[Detail, ...]
    cases: tuple[PersonCase, ...]
    visits: tuple[tuple[Visit, str], ...]
    papers: tuple[Paper, ...]
    access: tuple[Access, ...]
    asked: dict[str, Field]
    registrations: Registrations
    home: Answering = Answering()


def person_file(work: Work, resident: str, language: str) -> PersonFile:
    """Refuses ``resident.unknown``."""
    person = residents.get(work, resident)
    sex, age = room.sex_and_age(person, work.store.today(), language)
    connection = work.store.connection
    visits = reads.visits_of(connection, resident, _VISITS)
    return PersonFile(
        person=person,
        sex=sex,
        age=age,
        details=tuple(_details(work, person, language)),
        cases=_cases(work, resident),
        visits=tuple((visit, _name_of(work, visit.by)) for visit in visits),
        papers=tuple(_papers(work, resident, language)),
        access=tuple(_access(work, resident, language)),
        asked=_asked_by_items(work.store.pack()) if person.details else {},
        registrations=registrations.read(work, person, language),
        home=households.answering_for(work, resident),
    )


def opened(work: Work, resident: str) -> None:
    """The journal has it that somebody opened this record."""
    accesses.note(work, resident)


def _details(work: Work, person: Resident, language: str) -> Iterable[Detail]:
    kind = phrases.say(f"id.type.{person.id_type}", language) if person.id_type else ""
    shown = {
        "id_type": kind,
        "id_number": person.id_number,
        "birth_date": room.day(person.birth_date, language),
        "phone": person.phone,
        "phone_note": person.phone_note,
        "residence_address": person.residence_address,
        "registered_address": person.registered_address,
    }
    for key, value in shown.items():
        if value:
            yield _detail(key, value, language)
    asked = _asked_by_items(work.store.pack()) if person.details else {}
    for key, value in person.details.items():
        field = asked.get(key)
        if key == room.CONVERTED:
            value = phrases.say("resident.yes", language)
        words = forms.show(field, value, language) if field is not None else value
        yield _detail(key, words if key not in MASKED else value, language)


def _detail(key: str, value: str, language: str) -> Detail:
    masked = key in MASKED
    label = room.label(key).get(language)
    return Detail(key, label, room.mask(key, value) if masked else value, masked)


def _asked_by_items(pack: Pack) -> dict[str, Field]:
    """The question by which an attribute is asked for, which knows the words of its choices."""
    found: dict[str, Field] = {}
    for item in pack.items:
        for field in item.fields:
            if field.prefill.startswith(_PREFILL):
                found.setdefault(field.prefill.removeprefix(_PREFILL), field)
    return found


def _cases(work: Work, resident: str) -> tuple[PersonCase, ...]:
    if not work.actor.may("case.read"):
        return ()
    found = reads.cases_of(work.store.connection, resident)
    return tuple(PersonCase(case, _item_name(work, case)) for case in found)


def _item_name(work: Work, case: Case) -> Words:
    if case.title:
        return Words(case.title, case.title)
    item = work.store.pack(case.pack).item(case.item)
    return item.name if item else Words(case.item, case.item)


def _papers(work: Work, resident: str, language: str) -> Iterable[Paper]:
    known, today = work.store.pack().material_by_key, work.store.today()
    for document in reads.documents_of(work.store.connection, resident):
        material = known.get(document.material)
        until: date | None = documents.serves_until(document, material) if material else None
        yield Paper(
            name=material.name.get(language) if material else document.material,
            seen_on=room.day(document.seen_on, language),
            original=document.seen == "original",
            until=room.day(until.isoformat(), language) if until else "",
            serves=until is not None and until >= today,
        )


def _name_of(work: Work, account: str) -> str:
    found = work.store.ledger.record("account", account)
    return found.name if isinstance(found, Account) else ""


def _access(work: Work, resident: str, language: str) -> Iterable[Access]:
    """Who entered, changed and looked, the latest first."""
    for entry in reversed(work.store.ledger.history(f"resident:{resident}")):
        yield Access(entry.at, _name_of(work, entry.author), _sentence(entry, language))


def _sentence(entry: Entry, language: str) -> str:
    match fold.fact_of(entry):
        case Registered(source=source):
            return phrases.say(f"resident.history.registered{_from(source)}", language)
        case Changed(source=source, changes=changes):
            names = [room.label(key).get(language) for key in changes]
            said = ", ".join(names) if language == "en" else "、".join(names)
            code = f"resident.history.changed{_from(source)}"
            return phrases.say(code, language, fields=said)
        case Revealed(field=field, reason=reason):
            name = room.label(field).get(language)
            return phrases.say("resident.history.revealed", language, field=name, reason=reason)
        case Settled(field=field):
            name = room.label(field).get(language)
            return phrases.say("resident.history.settled", language, field=name)
        case SetAside(reason=reason):
            said = phrases.say(reason, language)
            return phrases.say("resident.history.aside", language, reason=said)
        case Lifted(reason=reason):
            return phrases.say("resident.history.lifted", language, reason=reason)
        case Seen(note=note):
            return phrases.say("resident.history.seen", language, note=note)
        case Joined() | Parted() | Distinct() | Declined() | Released() | CopyGiven() as fact:
            return phrases.say(fact.kind.replace(".", ".history."), language)
        case fact:
            return _of_erasure(fact, language)


def _of_erasure(fact: Fact | None, language: str) -> str:
    match fact:
        case Asked(reason=reason) | Destroyed(reason=reason):
            code = f"resident.history.{fact.kind.partition('.')[2]}"
            said = phrases.say(f"erasing.reason.{reason}", language)
            return phrases.say(code, language, reason=said)
        case Looked(where=where):
            return phrases.say(f"resident.history.looked.{where}", language)
        case HeldBack(words=words):
            return phrases.say("resident.history.held_back", language, words=words)
        case _:
            return phrases.say("resident.history.unknown", language)


def _from(source: str) -> str:
    kind = source.partition(":")[0]
    return {"roster": ".roster", "form": ".form"}.get(kind, "")
