"""The partner directory: who can be asked, kept up to date, and what each did with what it was
asked.

Who fits a need is :func:`propose` (ranked by ``domain.partner.proposing``); what an organisation
did is counted from the tasks of cases and stored nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import msgspec

from station_desktop.domain.case.casework import reason_of
from station_desktop.domain.case.dispatches import Task
from station_desktop.domain.catalogue import Pack, Words
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.partner import partner_fields, partner_records, partners, proposing
from station_desktop.domain.partner.partner_records import Month, Record
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.partner.proposing import Proposal
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.time.clock import milliseconds
from station_desktop.storage.reads import reads_partners
from station_desktop.usecases.dispatch.partner_offers import Offers, named_area
from station_desktop.usecases.dispatch.partner_offers import propose as propose
from station_desktop.usecases.work import Work

__all__ = [
    "Closing",
    "History",
    "Proposal",
    "TaskOf",
    "add",
    "change",
    "close",
    "get",
    "history",
    "listed",
    "named",
    "open_tasks",
    "propose",
    "record_of",
    "reopen",
    "services_of",
]


class Closing(msgspec.Struct, frozen=True):
    """An organisation that is asked no longer, and how many of its tasks are still open: they
    stay so until it reports or they are recalled."""

    partner: Partner
    open_tasks: int


class TaskOf(msgspec.Struct, frozen=True):
    """One task of an organisation with its case: the number, and what it is about."""

    case: str
    number: str
    about: Words
    task: Task


class History(msgspec.Struct, frozen=True):
    """What an organisation did: in the last year, month by month, and its latest tasks; those
    still open are all there."""

    record: Record
    months: tuple[Month, ...]
    open: tuple[TaskOf, ...]
    latest: tuple[TaskOf, ...]


def get(work: Work, id: str) -> Partner:
    """The organisation with this id; refuses ``partner.unknown``."""
    work.require("partner.read")
    record = work.store.ledger.record("partner", id)
    if not isinstance(record, Partner):
        raise refuse("partner.unknown", "partner", name=id[:60])
    return record


def named(work: Work, text: str) -> Partner:
    """The organisation with this id, this name, or the only one whom these words find, one that
    is open before a closed one."""
    work.require("partner.read")
    record = work.store.ledger.record("partner", text.strip())
    if isinstance(record, Partner):
        return record
    everyone = reads_partners.partners(work.store.connection)
    found = [one for one in everyone if one.name == text.strip()]
    found = found or list(listed(work, words=text, closed=True)) if text.strip() else []
    found = [one for one in found if one.open] or found
    if len(found) > 1:
        names = "、".join(one.name for one in found[:5])
        raise refuse("partner.several", "partner", name=text.strip()[:60], names=names)
    if not found:
        raise refuse("partner.unknown", "partner", name=text.strip()[:60])
    return found[0]


def listed(
    work: Work,
    *,
    kind: str = "",
    words: str = "",
    service: str = "",
    area: str = "",
    closed: bool = False,
) -> tuple[Partner, ...]:
    """The directory by kind and name. ``words`` are parts of a name, contact, phone, address or
    service, or a name in pinyin or first letters; ``service`` an item's code or words for it;
    ``area`` a grid area's id or name. Closed ones are there when asked for."""
    work.require("partner.read")
    readings = work.store.readings
    offers = Offers(work, item=service) if service else None
    wanted = named_area(work, area) if area else ""
    pack = work.store.pack()
    return tuple(
        one
        for one in reads_partners.partners(work.store.connection, kind)
        if (closed or one.open)
        and (not wanted or not one.areas or wanted in one.areas)
        and (offers is None or offers.how(one)[0] in ("item", "words"))
        and (not words or partner_fields.found_by(one, words, _spoken(one, pack), readings))
    )


def services_of(work: Work, partner: Partner) -> tuple[Words, ...]:
    """What it offers, items of the catalogue by their names."""
    work.require("partner.read")
    pack = work.store.pack()
    return tuple(_service(text, pack) for text in partner.services)


def _service(text: str, pack: Pack) -> Words:
    item = pack.item(text)
    return item.name if item is not None else Words(text, text)


def _spoken(partner: Partner, pack: Pack) -> Iterable[str]:
    return (_service(text, pack).zh for text in partner.services)


def history(work: Work, id: str) -> tuple[Entry, ...]:
    """Everything that was written down of the organisation, oldest first."""
    return work.store.ledger.history(f"partner:{get(work, id).id}")


def add(work: Work, typed: Mapping[str, Any]) -> Partner:
    """Take an organisation into the directory. ``typed`` holds the fields of
    ``domain.partner.partners.FIELDS`` as typed; kind and name are needed."""
    work.require("partner.edit")
    with work.store.ledger.transaction():
        values = _checked(work, {"kind": "", "name": ""} | dict(typed), None)
        kind = values.pop("kind")
        id = work.store.ledger.new_id()
        return _append(work, id, partners.Registered(partner=kind, **values))


def change(work: Work, id: str, typed: Mapping[str, Any]) -> Partner:
    """New values of the fields typed; what says the same as before is no change."""
    work.require("partner.edit")
    with work.store.ledger.transaction():
        before = get(work, id)
        values = _checked(work, typed, before)
        changed = {k: v for k, v in values.items() if v != getattr(before, k)}
        if not changed:
            return before
        return _append(work, id, partners.Changed(changed))


def close(work: Work, id: str, reason: str) -> Closing:
    """Ask it no longer, with the reason. Its open tasks stay open and are counted."""
    work.require("partner.edit")
    with work.store.ledger.transaction():
        partner = get(work, id)
        if not partner.open:
            raise refuse("partner.closed_already", name=partner.name)
        closed = _append(work, id, partners.Closed(reason_of(reason)))
        left = reads_partners.open_tasks(work.store.connection, [id]).get(id, 0)
        return Closing(closed, left)


def reopen(work: Work, id: str) -> Partner:
    """Ask it again."""
    work.require("partner.edit")
    with work.store.ledger.transaction():
        partner = get(work, id)
        if partner.open:
            raise refuse("partner.open_already", name=partner.name)
        _must_be_alone(work, msgspec.structs.asdict(partner), partner)
        return _append(work, id, partners.Reopened())


def open_tasks(work: Work, ids: Iterable[str]) -> dict[str, int]:
    """How many tasks of each of these organisations are open; none are left out."""
    work.require("partner.read")
    return reads_partners.open_tasks(work.store.connection, ids)


def record_of(work: Work, id: str) -> History:
    """What the organisation did with what it was asked in the last year, and its latest tasks."""
    work.require("partner.read")
    partner = get(work, id)
    connection = work.store.connection
    now = work.store.time.now()
    since = milliseconds(now - timedelta(days=proposing.RECORD_DAYS))
    rows = reads_partners.tasks(connection, [partner.id], since).get(partner.id, [])
    recent = milliseconds(now - timedelta(days=proposing.SHARE_DAYS))
    return History(
        record=partner_records.record(rows, milliseconds(now), recent),
        months=partner_records.by_month(rows, milliseconds(now)),
        open=_tasks(work, partner, open_only=True),
        latest=_tasks(work, partner, open_only=False),
    )


def _tasks(work: Work, partner: Partner, *, open_only: bool) -> tuple[TaskOf, ...]:
    if not work.actor.may("case.read"):
        return ()
    found = reads_partners.latest_tasks(
        work.store.connection, partner.id, open_only=open_only, limit=200 if open_only else 20
    )
    pack = work.store.pack()
    return tuple(
        TaskOf(
            case=case.id,
            number=case.number,
            about=Words(case.title, case.title) if case.title else _service(case.item, pack),
            task=task,
        )
        for case, task in found
    )


def _checked(work: Work, typed: Mapping[str, Any], before: Partner | None) -> dict[str, Any]:
    """The values to store, or every problem at once."""
    read = partner_fields.read(typed)
    values, problems = dict(read.values), list(read.problems)
    for key, resolve in (("services", _known_services), ("areas", _known_areas)):
        if key in values:
            values[key] = resolve(work, values[key], problems)
    raise_if_any(problems)
    _must_be_alone(work, values, before)
    return values


def _known_services(work: Work, given: tuple[str, ...], problems: list[Problem]) -> Any:
    """Items by their codes or whole names, else words; what looks like a code and is none is a
    slip."""
    pack = work.store.pack()
    offered = tuple(pack.offered(work.store.today()))
    by_name = {name: item.code for item in offered for name in (item.name.zh, item.name.en)}
    for text in given:
        if partner_fields.is_item_code(text) and pack.item(text) is None:
            problems.append(Problem("partner.service_unknown", "services", {"item": text}))
    codes = (text.upper() if pack.item(text.upper()) is not None else "" for text in given)
    found = [code or by_name.get(text, text) for code, text in zip(codes, given, strict=True)]
    return tuple(dict.fromkeys(found))


def _known_areas(work: Work, given: tuple[str, ...], problems: list[Problem]) -> Any:
    known = {area.id: area for area in reads_partners.areas(work.store.connection)}
    by_name = {name: area.id for area in known.values() for name in (area.name, area.code) if name}
    found = []
    for text in given:
        id = text if text in known else by_name.get(text)
        if id is None:
            problems.append(Problem("partner.area_unknown", "areas", {"area": text[:60]}))
        else:
            found.append(id)
    return tuple(dict.fromkeys(found))


def _must_be_alone(work: Work, values: Mapping[str, Any], before: Partner | None) -> None:
    """No other open organisation may have the same name and kind, or the same credit code."""
    kind = values.get("kind") or (before.kind if before else "")
    name = values.get("name") or (before.name if before else "")
    code = values.get("credit_code", before.credit_code if before else "")
    for other in reads_partners.partners(work.store.connection):
        if not other.open or (before is not None and other.id == before.id):
            continue
        if (other.kind, other.name) == (kind, name):
            raise refuse("partner.name_twice", "name", name=name)
        if code and other.credit_code == code and other.kind == kind:
            raise refuse("partner.code_twice", "credit_code", name=other.name)


def _append(work: Work, id: str, fact: Fact) -> Partner:
    work.store.ledger.append(work.author, [(f"partner:{id}", fact)])
    return get(work, id)
