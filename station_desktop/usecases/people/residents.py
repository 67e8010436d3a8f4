"""Residents: found, registered once, kept up to date, shown in full only with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, cast

import msgspec

from station_desktop.domain.person import contacts, duplicates, identity, names
from station_desktop.domain.person.duplicates import Likeness
from station_desktop.domain.person.identity import IdType
from station_desktop.domain.person.residents import (
    CORE_FIELDS,
    Changed,
    Registered,
    Resident,
    Revealed,
    Sex,
    changes_between,
)
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import dates
from station_desktop.domain.text.folding import without_invisible
from station_desktop.storage.reads import reads
from station_desktop.usecases.work import Actor, Work

ADDRESS_LIMIT = 200
MASKED = ("id_number", "phone", "bank_account", "disability_certificate_no", "guardian_id_number")


class Override(msgspec.Struct, frozen=True):
    """A supervisor accepts a number whose check digit fails, and says why."""

    supervisor: Actor
    reason: str


def find(work: Work, query: str, limit: int = 20) -> tuple[Resident, ...]:
    """Residents by name, pinyin, initials, part of the number, phone or door."""
    work.require("resident.read")
    found = reads.find_residents(work.store.connection, work.store.readings, query, limit)
    return _once(work, found)


def _once(work: Work, found: Iterable[Resident]) -> tuple[Resident, ...]:
    """Each person once, under the earliest of the registrations that were joined."""
    people = (root(work, person) for person in found)
    return tuple({person.id: person for person in people}.values())


def root(work: Work, person: Resident) -> Resident:
    """The registration under which everything about this person stands."""
    while person.joined_into:
        earlier = work.store.ledger.record("resident", person.joined_into)
        if not isinstance(earlier, Resident):
            break
        person = earlier
    return person


def family(work: Work, resident: str) -> tuple[str, ...]:
    """Ids of this registration and of all that were joined into it."""
    work.require("resident.read")
    return tuple(sorted(reads.registrations_of(work.store.connection, resident)))


def get(work: Work, resident: str) -> Resident:
    """One resident by id."""
    work.require("resident.read")
    return _resident(work, resident)


def read_form(work: Work, typed: Mapping[str, str], override: Override | None = None) -> Resident:
    """What was typed of a person, checked and put in order; refuses with every problem by field.

    ``typed`` has the fields of :class:`Resident` by name; an unknown one is an attribute that
    items may prefill. Birth date and sex are read from the number where it tells them.
    """
    problems: list[Problem] = []
    name = names.check(typed.get("name", ""))
    if name.problem is not None:
        problems.append(msgspec.structs.replace(name.problem, field="name"))
    number = _number(work, typed, override, problems)
    phone = typed.get("phone", "").strip()
    if phone:
        checked = contacts.check(phone)
        phone = checked.number
        if checked.problem is not None:
            problems.append(msgspec.structs.replace(checked.problem, field="phone"))
    lives = _address(typed, "residence_address", problems)
    registered = _address(typed, "registered_address", problems)
    raise_if_any(problems)
    return Resident(
        id="",
        name=name.name,
        id_type=(number.type or "") if number else "",
        id_number=number.normalised if number else "",
        birth_date=_birth_date(number, typed),
        sex=_sex(number, typed),
        phone=phone,
        phone_note=typed.get("phone_note", "").strip(),
        details=_details(typed),
        id_override=override.reason.strip() if override and number and number.problem else "",
        residence_address=lives,
        registered_address=registered,
    )


def _number(
    work: Work, typed: Mapping[str, str], override: Override | None, problems: list[Problem]
) -> identity.IdCheck | None:
    """The ID number read; adds its problem unless a supervisor rightly overrides it."""
    text = typed.get("id_number", "").strip()
    if not text:
        problems.append(Problem("resident.number_missing", "id_number"))
        return None
    hint = typed.get("id_type") or None
    checked = identity.check(text, work.store.today(), cast("IdType | None", hint))
    if checked.problem is None:
        return checked
    if checked.overridable and override is not None:
        if not override.supervisor.may("id.override"):
            problems.append(Problem("id.override_not_allowed", "id_number"))
        elif not override.reason.strip():
            problems.append(Problem("id.override_reason", "id_number"))
        return checked
    problems.append(msgspec.structs.replace(checked.problem, field="id_number"))
    return checked


def _address(typed: Mapping[str, str], key: str, problems: list[Problem]) -> str:
    text = " ".join(without_invisible(typed.get(key, "")).split())
    if len(text) > ADDRESS_LIMIT:
        problems.append(Problem("resident.address_long", key, {"limit": ADDRESS_LIMIT}))
    return text


def _birth_date(number: identity.IdCheck | None, typed: Mapping[str, str]) -> str:
    if number is not None and number.birth_date is not None:
        return number.birth_date.isoformat()
    parts = dates.parse_day(typed.get("birth_date", ""))
    day = dates.real_day(*parts) if parts is not None else None
    return day.isoformat() if day is not None else ""


def _sex(number: identity.IdCheck | None, typed: Mapping[str, str]) -> Sex | Literal[""]:
    if number is not None and number.sex is not None:
        return number.sex
    return _SEXES.get(typed.get("sex", "").strip().lower(), "")


_SEXES: dict[str, Sex] = {
    "male": "male",
    "m": "male",
    "男": "male",
    "female": "female",
    "f": "female",
    "女": "female",
}


def _details(typed: Mapping[str, str]) -> dict[str, str]:
    return {
        key: without_invisible(value).strip()
        for key, value in sorted(typed.items())
        if key not in CORE_FIELDS and without_invisible(value).strip()
    }


def alike(work: Work, new: Resident) -> tuple[Likeness, ...]:
    """Registered people who may be ``new``, the likeliest first."""
    work.require("resident.read")
    candidates = reads.possible_twins(work.store.connection, new)
    found = [like for known in candidates if (like := duplicates.likeness(new, known))]
    return tuple(sorted(found, key=lambda like: -like.weight))


def register(
    work: Work,
    typed: Mapping[str, str],
    *,
    override: Override | None = None,
    distinct_from: tuple[str, ...] = (),
    source: str = "desk",
) -> Resident:
    """Enter a person for the first time.

    Refuses with ``resident.exists`` when the number is already here, and with
    ``resident.maybe_here`` (params ``residents``: ids) when somebody may be the same person, unless
    ``distinct_from`` says that the desk compared them and found two.
    """
    work.require("resident.write")
    new = read_form(work, typed, override)
    ledger = work.store.ledger
    with ledger.transaction():
        _must_be_new(work, new, distinct_from)
        resident = ledger.new_id()
        ledger.append(
            work.author,
            [(f"resident:{resident}", registration(new, source, distinct_from))],
        )
        return _resident(work, resident)


def registration(new: Resident, source: str, distinct_from: tuple[str, ...] = ()) -> Registered:
    """The fact that enters ``new``."""
    shared = {key: getattr(new, key) for key in (*CORE_FIELDS, "details", "id_override")}
    return Registered(source=source, distinct_from=distinct_from, **shared)


def _must_be_new(work: Work, new: Resident, distinct_from: tuple[str, ...]) -> None:
    known = reads.resident_by_number(work.store.connection, new.id_number)
    if known is not None:
        raise refuse("resident.exists", field="id_number", resident=root(work, known).id)
    twins = [like.resident.id for like in alike(work, new) if like.resident.id not in distinct_from]
    if twins:
        raise refuse("resident.maybe_here", residents=twins, count=len(twins))


def change(work: Work, resident: str, typed: Mapping[str, str]) -> Resident:
    """Correct a person's record. Only the fields in ``typed`` change; each is checked."""
    work.require("resident.write")
    with work.store.ledger.transaction():
        old = _resident(work, resident)
        if old.erased_at:
            raise refuse("resident.erased")
        whole = {key: old.attribute(key) for key in CORE_FIELDS} | old.details | dict(typed)
        override = None
        if old.id_override and whole["id_number"] == old.id_number:
            override = Override(_STANDING, old.id_override)
        new = read_form(work, whole, override)
        renumbered = new.id_number != old.id_number
        other = reads.resident_by_number(work.store.connection, new.id_number)
        if renumbered and other is not None and other.id != old.id:
            raise refuse("resident.exists", field="id_number", resident=other.id)
        wanted = {key: new.attribute(key) for key in CORE_FIELDS}
        wanted |= dict.fromkeys(old.details, "") | new.details
        changes = changes_between(old, wanted)
        if changes:
            work.store.ledger.append(work.author, [(f"resident:{resident}", Changed(changes))])
        return _resident(work, resident)


_STANDING = Actor("", "", "", ("stationmaster",))
"""Who once accepted a number with a failing check digit need not do it again for a new phone."""


def reveal(work: Work, resident: str, field: str, reason: str) -> str:
    """One masked field in full; who looked and why goes into the journal first."""
    work.require("resident.reveal")
    if field not in MASKED:
        raise refuse("resident.not_masked", field=field)
    if not reason.strip():
        raise refuse("resident.reveal_reason", field="reason")
    person = _resident(work, resident)
    fact = Revealed(field=field, reason=reason.strip()[:200])
    work.store.ledger.append(work.author, [(f"resident:{resident}", fact)])
    return person.attribute(field)


def _resident(work: Work, resident: str) -> Resident:
    record = work.store.ledger.record("resident", resident)
    if not isinstance(record, Resident):
        raise refuse("resident.unknown")
    return record
