"""The matters to settle, with both versions of each side by side, ready for words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.whistle.whistlevalues import Whistle
from station_desktop.rooms.sync import room
from station_desktop.storage.reads import reads
from station_desktop.usecases.casework import cases, settling
from station_desktop.usecases.casework.settling import Kind, Matter
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

MOST = 500
_REASON = {"zh_CN": "核实不同内容", "en": "judging differing values"}
_MASKS: dict[str, Callable[[str], str]] = {
    "id_number": masks.mask_id,
    "guardian_id_number": masks.mask_id,
    "bank_account": masks.mask_bank_card,
    "disability_certificate_no": masks.mask_id,
    "phone": masks.mask_phone,
}

Act = Literal["keep", "number", ""]


class Side(msgspec.Struct, frozen=True):
    """One of the versions. ``act`` is what can be done with this one: keep the value ``key``, or
    give the case ``key`` another number."""

    title: str
    facts: tuple[tuple[str, str], ...]
    act: Act = ""
    key: str = ""


class MatterRow(msgspec.Struct, frozen=True):
    """One line of the list; ``about`` names no more than the masks let through."""

    key: str
    matter: Matter
    about: str
    field: str


class Both(msgspec.Struct, frozen=True):
    """Both versions. ``hidden`` is whether something is masked that may be looked at in full."""

    row: MatterRow
    sides: tuple[Side, ...]
    hidden: bool = False


def rows(work: Work) -> tuple[MatterRow, ...]:
    """What is to settle, kind by kind."""
    return tuple(
        MatterRow(
            key="|".join((matter.kind, *matter.subjects, matter.field, matter.entry)),
            matter=matter,
            about=_about(work, matter),
            field=matter.field,
        )
        for matter in settling.open_matters(work, MOST)
    )


def both(work: Work, row: MatterRow, language: str, *, full: bool = False) -> Both:
    """Both versions of a matter. ``full`` shows masked values, and notes who looked."""
    matter = row.matter
    sides = _SIDES[matter.kind](work, matter, language, full)
    masked = matter.kind == "conflict" and matter.field in residents.MASKED
    return Both(row, tuple(sides), masked and not full)


def look(work: Work, row: MatterRow, language: str) -> Both:
    """As :func:`both`, in full; who looked goes into the journal first."""
    resident = row.matter.subjects[0].partition(":")[2]
    residents.reveal(work, resident, row.matter.field, _REASON[language])
    return both(work, row, language, full=True)


def field_name(field: str, language: str) -> str:
    code = f"journal.field.{field}"
    known = code in phrases.table(language)
    return phrases.say(code if known else "journal.field.other", language)


def _about(work: Work, matter: Matter) -> str:
    if matter.number:
        return matter.number
    noun, _, id = matter.subjects[0].partition(":")
    record = work.store.ledger.record(noun, id) if noun in ("resident", "case") else None
    if isinstance(record, Resident):
        return masks.mask_name(record.name)
    return record.number if isinstance(record, Case) else ""


# the sides, kind by kind


def _conflict(work: Work, matter: Matter, language: str, full: bool) -> list[Side]:
    mask = _MASKS.get(matter.field, str)
    told = _Told(work, language)
    return [
        Side(
            title=claim.value if full else mask(claim.value),
            facts=told.facts(("by", told.name(claim.author)), ("at", room.moment(claim.at))),
            act="keep",
            key=claim.value,
        )
        for claim in matter.values
    ]


def _twins(work: Work, matter: Matter, language: str, full: bool) -> list[Side]:
    told = _Told(work, language)
    sides = []
    for subject in matter.subjects:
        person = residents.get(work, subject.partition(":")[2])
        sides.append(
            Side(
                title=person.name,
                facts=told.facts(
                    ("id_number", masks.mask_id(person.id_number)),
                    ("birth_date", person.birth_date),
                    ("phone", masks.mask_phone(person.phone)),
                    ("residence_address", person.residence_address),
                    ("registered_address", person.registered_address),
                    ("registered_at", room.moment(person.registered_at)),
                    ("changed_at", room.moment(person.changed_at)),
                ),
            )
        )
    return sides


def _same_number(work: Work, matter: Matter, language: str, full: bool) -> list[Side]:
    return [
        _case_side(work, subject, language, act="number" if place else "")
        for place, subject in enumerate(matter.subjects)
    ]


def _unfit(work: Work, matter: Matter, language: str, full: bool) -> list[Side]:
    return [_late(work, matter, language), _record_side(work, matter.subjects[0], language)]


def _record_side(work: Work, subject: str, language: str) -> Side:
    """The case, whistle or individual case as it stands now."""
    noun, _, id = subject.partition(":")
    record = work.store.ledger.record(noun, id)
    told = _Told(work, language)
    if isinstance(record, Whistle):
        facts = told.facts(
            ("what", record.what),
            ("state", phrases.say(f"whistle.state.{record.state}", language)),
            ("at", room.moment(record.blown_at)),
            ("by", told.name(record.blown_by)),
        )
        return Side(title=record.number, facts=facts)
    if isinstance(record, Individual):
        facts = told.facts(("at", room.moment(record.applied_at)), ("by", told.name(record.worker)))
        return Side(title=record.number, facts=facts)
    return _case_side(work, subject, language)


def _set_aside(work: Work, matter: Matter, language: str, full: bool) -> list[Side]:
    subject = matter.subjects[0]
    sides = [_late(work, matter, language)]
    if subject.startswith("case:"):
        sides.append(_case_side(work, subject, language))
    return sides


def _late(work: Work, matter: Matter, language: str) -> Side:
    told = _Told(work, language)
    return Side(
        title=act_name(matter.act, language),
        facts=told.facts(
            ("by", told.name(matter.author)),
            ("at", room.moment(matter.at)),
            ("why", phrases.say(matter.reason, language) if matter.reason else ""),
        ),
    )


def _case_side(work: Work, subject: str, language: str, act: Act = "") -> Side:
    id = subject.partition(":")[2]
    record = work.store.ledger.record("case", id)
    if not isinstance(record, Case):
        return Side("", ())
    told = _Told(work, language)
    person = work.store.ledger.record("resident", record.resident)
    name = person.name if isinstance(person, Resident) else record.contact
    return Side(
        title=record.number,
        facts=told.facts(
            ("item", _item(work, record, language)),
            ("name", masks.mask_name(name)),
            ("state", phrases.say(f"case.state.{record.state}", language)),
            ("at", room.moment(record.received_at)),
            ("by", told.name(record.received_by)),
        ),
        act=act,
        key=id,
    )


def _item(work: Work, case: Case, language: str) -> str:
    try:
        return cases.item_of(work, case)[0].name.get(language)
    except Refused:
        return case.item


def act_name(kind: str, language: str) -> str:
    """An act in a word or two."""
    code = f"sync.act.{kind}"
    known = code in phrases.table(language)
    return phrases.say(code if known else "sync.act.other", language)


class _Told:
    """Labels and names for the facts of a side."""

    def __init__(self, work: Work, language: str) -> None:
        self._language = language
        self._staff = {one.id: one.name for one in reads.accounts(work.store.connection)}

    def name(self, author: str) -> str:
        return self._staff.get(author, author[:8])

    def facts(self, *pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (phrases.say(f"sync.fact.{key}", self._language), value)
            for key, value in pairs
            if value
        )


_SIDES: dict[Kind, Callable[[Work, Matter, str, bool], Sequence[Side]]] = {
    "conflict": _conflict,
    "twins": _twins,
    "same_number": _same_number,
    "unfit": _unfit,
    "set_aside": _set_aside,
}
