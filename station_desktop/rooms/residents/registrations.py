"""What windows did apart to one person: values that differ, and registrations joined into one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from station_desktop import phrases
from station_desktop.domain.person.residents import Claim, Conflict, Resident
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.residents import room
from station_desktop.usecases.people import residents
from station_desktop.usecases.people.residents import MASKED
from station_desktop.usecases.work import Work

FOUND = 7


class Value(msgspec.Struct, frozen=True):
    """One of several values of a field: ``shown`` as the masks let it through, ``full`` in words;
    ``by`` is who said so, empty for the registration itself."""

    value: str
    shown: str
    full: str
    by: str
    at: int


class Disputed(msgspec.Struct, frozen=True):
    """A field with several values, the last of which is the one shown in the record."""

    field: str
    label: str
    masked: bool
    values: tuple[Value, ...]


class Registrations(msgspec.Struct, frozen=True):
    """What there is to know of a person's registrations. ``into`` is the earlier one under which
    this one stands, ``others`` are those that stand under this one."""

    disputed: tuple[Disputed, ...]
    into: Resident | None
    others: tuple[Resident, ...]


def read(work: Work, person: Resident, language: str) -> Registrations:
    """Of one person, in the reader's language."""
    earlier = residents.root(work, person)
    return Registrations(
        disputed=tuple(_disputed(work, found, language) for found in person.conflicts),
        into=earlier if earlier.id != person.id else None,
        others=tuple(_others(work, person)),
    )


def _others(work: Work, person: Resident) -> Iterator[Resident]:
    for id in residents.family(work, person.id):
        if id != person.id:
            yield residents.get(work, id)


def _disputed(work: Work, found: Conflict, language: str) -> Disputed:
    return Disputed(
        field=found.field,
        label=room.label(found.field).get(language),
        masked=found.field in MASKED,
        values=tuple(_value(work, found.field, claim, language) for claim in found.values),
    )


def _value(work: Work, field: str, claim: Claim, language: str) -> Value:
    account = work.store.ledger.record("account", claim.author) if claim.author else None
    full = _words(field, claim.value, language)
    return Value(
        value=claim.value,
        shown=room.mask(field, claim.value) if field in MASKED else full,
        full=full,
        by=account.name if isinstance(account, Account) else "",
        at=claim.at,
    )


def _words(field: str, value: str, language: str) -> str:
    if field == "id_type" and value:
        return phrases.say(f"id.type.{value}", language)
    return room.day(value, language) if field == "birth_date" else value


def others_like(work: Work, person: Resident, text: str) -> tuple[Resident, ...]:
    """Whoever ``text`` finds, but this person."""
    if not text.strip():
        return ()
    own = {person.id, *residents.family(work, person.id)}
    found = residents.find(work, text, FOUND + len(own))
    return tuple(one for one in found if one.id not in own)[:FOUND]
