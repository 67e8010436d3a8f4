"""Everything about one case, gathered for the screen in one reading."""

from __future__ import annotations

from datetime import date
from typing import cast

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.case import requirements
from station_desktop.domain.case.cases import Accepted, Case, Noticed
from station_desktop.domain.case.requirements import Requirement
from station_desktop.domain.catalogue import Field, Item, Pack
from station_desktop.domain.form import forms
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.papers.facts import Deadline, Format, Kind, Language
from station_desktop.rooms.queue import loop, told
from station_desktop.rooms.queue.loop import Loop
from station_desktop.rooms.queue.room import Standing, time_left
from station_desktop.rooms.queue.told import Told
from station_desktop.usecases.casework import cases, lines, promises
from station_desktop.usecases.paper import paper_facts, paper_hall, papers
from station_desktop.usecases.work import Work

_MASKS = {
    "id_number": masks.mask_id,
    "phone": masks.mask_phone,
    "bank_card": masks.mask_bank_card,
}


class Document(msgspec.Struct, frozen=True):
    """One document as the item asks for it and as it stands."""

    need: Requirement
    name: str
    aside: str
    standing: str
    promised: str
    note: str


class Agreed(msgspec.Struct, frozen=True):
    """What was agreed with an organisation, in words."""

    organisation: str
    at: str
    place: str
    contact: str
    note: str


class Dossier(msgspec.Struct, frozen=True):
    """One case in the reader's language. Numbers and phones are masked; ``untold`` are documents
    that were lacking from the first day and that no notice had named; ``told_on`` are the notices'
    days and what they named."""

    case: Case
    item: Item
    department: str
    resident: str
    id_number: str
    phone: str
    agent: str
    received_by: str
    due: str
    limit: str
    legal_limit: str
    steps: tuple[str, ...]
    left: Standing
    answers: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...]
    notices: tuple[tuple[int, str], ...]
    agreed: Agreed | None
    untold: tuple[str, ...]
    counted_back: bool
    papers: tuple[Kind, ...]
    history: tuple[Told, ...]
    said: str
    promise_day: str
    paper_language: Language
    paper_format: Format
    loop: Loop

    @property
    def name(self) -> str:
        return self.item.name.zh


def _applicant(case: Case, resident: Resident | None, language: Language) -> str:
    """Whose case it is; that they were erased, where they were."""
    name = resident.name if resident else case.contact
    erased = resident.erased_at if resident else case.erased_at
    return phrases.say(masks.ERASED, language) if erased and not name else name


def read(work: Work, number: str, language: Language) -> Dossier:
    """The whole case; refuses ``case.unknown``."""
    case = cases.get(work, number)
    item, pack = cases.item_of(work, case)
    entries = cases.history(work, number)
    person = work.store.ledger.record("resident", case.resident)
    resident = person if isinstance(person, Resident) else None
    promise = paper_facts.deadline(case, item, language)
    settings = work.store.settings()
    return Dossier(
        case=case,
        item=item,
        department=item.department.get(language),
        resident=_applicant(case, resident, language),
        id_number=masks.mask_id(resident.id_number) if resident else "",
        phone=masks.mask_phone(resident.phone if resident else case.phone),
        agent=_agent(case),
        received_by=_name_of(work, case.received_by),
        due=_due(promise, language),
        limit=promise.promised_limit,
        legal_limit=_legal(case, promise, language),
        steps=promise.explanation,
        left=_left(work, case),
        answers=_answers(case, item, language),
        documents=_documents(case, item, pack, language),
        notices=_notices(case, item, pack, language),
        agreed=_agreed(case, language),
        untold=_untold(entries, pack, language),
        counted_back=_counted_back(entries),
        papers=papers.available(case, item),
        history=_history(work, entries, item, pack, language),
        said=_said(case, item, pack, language),
        promise_day=lines.promise_day(work).isoformat(),
        paper_language=cast(Language, settings.paper_language),
        paper_format=cast(Format, settings.paper_format),
        loop=loop.read(work, case, language),
    )


def _agent(case: Case) -> str:
    agent = case.agent
    if agent is None:
        return ""
    parts = (
        agent.name,
        agent.relation,
        masks.mask_id(agent.id_number),
        masks.mask_phone(agent.phone),
    )
    return " · ".join(part for part in parts if part)


def _name_of(work: Work, account: str) -> str:
    found = work.store.ledger.record("account", account)
    return found.name if isinstance(found, Account) else ""


def _due(promise: Deadline, language: str) -> str:
    return dates.show_day_and_weekday(promise.due, language) if promise.due else ""


def _legal(case: Case, promise: Deadline, language: str) -> str:
    """The legal limit, with its own last day where the clock runs."""
    last = case.deadline.legal_due if case.deadline else ""
    if not last:
        return promise.legal_limit
    return f"{promise.legal_limit} · {dates.show_day(date.fromisoformat(last), language)}"


def _left(work: Work, case: Case) -> Standing:
    now = work.store.time.now()
    progress = promises.remaining(case, work.store.calendar(), now)
    due = case.deadline.due if case.deadline else ""
    return time_left(progress, due, now.date(), paused=case.paused)


def _answers(case: Case, item: Item, language: str) -> tuple[tuple[str, str], ...]:
    """What was answered; numbers by which a person is known are masked."""
    return tuple(
        (field.label.get(language), _shown(field, case, language))
        for field in forms.applicable(item.fields, case.answers)
        if field.key in case.answers
    )


def _shown(field: Field, case: Case, language: str) -> str:
    value = case.answers[field.key]
    mask = _MASKS.get(field.type)
    return mask(str(value)) if mask else forms.show(field, value, language)


def _documents(case: Case, item: Item, pack: Pack, language: str) -> tuple[Document, ...]:
    standing = {material.key: material for material in case.materials}
    needed = requirements.of(item, pack, by_agent=case.agent is not None)
    return tuple(
        Document(
            need=need,
            name=need.material.name.get(language),
            aside=aside(need, language),
            standing=standing[need.key].standing if need.key in standing else "missing",
            promised=standing[need.key].promised if need.key in standing else "",
            note=standing[need.key].note if need.key in standing else "",
        )
        for need in needed
    )


def aside(need: Requirement, language: str) -> str:
    """What is said of a document beside its name: its group, whose it is, when it is asked for."""
    said = (need.group, need.use.holder, need.use.condition)
    return " · ".join(part for words in said if (part := words.get(language)))


def _material(pack: Pack, key: str, language: str) -> str:
    found = pack.material_by_key.get(key)
    return found.name.get(language) if found else key


def _joined(words: list[str], language: str) -> str:
    return ", ".join(words) if language == "en" else "、".join(words)


def _notices(case: Case, item: Item, pack: Pack, language: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (notice.at, _joined([_named(item, pack, key, language) for key in notice.named], language))
        for notice in case.notices
    )


def _agreed(case: Case, language: Language) -> Agreed | None:
    agreed = case.appointment
    if agreed is None:
        return None
    at = paper_facts.moment_words(agreed.at, language) if agreed.at else ""
    return Agreed(agreed.organisation, at, agreed.place, agreed.contact, agreed.note)


def _untold(entries: tuple[Entry, ...], pack: Pack, language: str) -> tuple[str, ...]:
    keys = [
        key
        for entry in entries
        if isinstance(fact := fold.fact_of(entry), Noticed)
        for key in fact.untold
    ]
    return tuple(_material(pack, key, language) for key in dict.fromkeys(keys))


def _counted_back(entries: tuple[Entry, ...]) -> bool:
    facts = (fold.fact_of(entry) for entry in entries)
    return any(isinstance(fact, Accepted) and fact.counted_back for fact in facts)


def _said(case: Case, item: Item, pack: Pack, language: str) -> str:
    """What the hall said, as long as it is where the case stands."""
    word = paper_hall.standing_word(case)
    if word is None or case.state == "completed":
        return ""
    return told.said(word, lambda key: _named(item, pack, key, language), language)


def _named(item: Item, pack: Pack, key: str, language: str) -> str:
    """The document or the question of the form with this key."""
    if key in pack.material_by_key:
        return _material(pack, key, language)
    asked = next((field for field in item.fields if field.key == key), None)
    return asked.label.get(language) if asked is not None else key


def _history(
    work: Work, entries: tuple[Entry, ...], item: Item, pack: Pack, language: str
) -> tuple[Told, ...]:
    """Every entry in words, by the names of those who made them."""
    found = told.history(
        entries,
        lambda key: _named(item, pack, key, language),
        language,
        lambda account: _name_of(work, account),
    )
    names = {line.author: _name_of(work, line.author) for line in found}
    return tuple(msgspec.structs.replace(line, author=names[line.author]) for line in found)


def paused_for(case: Case, language: str) -> str:
    """Why the clock stands still and since when; empty while it runs."""
    if not case.paused:
        return ""
    pause = case.pauses[-1]
    since = dates.show_day(date.fromisoformat(pause.since[:10]), language)
    return f"{since} · {told.reason(pause.reason, language)}"


def state(case: Case, language: str) -> str:
    return phrases.say(f"case.state.{case.state}", language)


def received(case: Case, language: str) -> str:
    """The moment of receipt, which is evidence."""
    at = clock.from_milliseconds(case.received_at)
    return f"{dates.show_day(at.date(), language)} {at:%H:%M}"


def received_on(case: Case, language: str) -> str:
    """The day of receipt."""
    return dates.show_day(clock.from_milliseconds(case.received_at).date(), language)
