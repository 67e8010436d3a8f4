"""The resident: what the station knows of a person, and the facts that say so.

Two windows may change one field without knowing of each other: a change says what its author saw
before, so that this shows. The later one is shown; where it matters (:data:`MATTERS`) both values
stand in the record until the stationmaster has settled which is right. Two registrations of one
person are joined by a pointer from the later to the earlier, and parted by taking it away.
"""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

import msgspec

from station_desktop.domain.journal import erasures
from station_desktop.domain.journal.erasures import Asking
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person import accesses

Sex = Literal["male", "female"]

CORE_FIELDS = (
    "name",
    "id_type",
    "id_number",
    "birth_date",
    "sex",
    "phone",
    "phone_note",
    "residence_address",
    "registered_address",
)
"""Fields with a column of their own; everything else an item may prefill is in ``details``."""


MATTERS = frozenset(
    {
        "name",
        "id_type",
        "id_number",
        "birth_date",
        "residence_address",
        "registered_address",
        "bank_account",
        "bank_name",
    }
)
"""Who somebody is, where they live and where their money goes: fields of which two different
values are put to a person. Of the others the record's history keeps both."""


class Claim(msgspec.Struct, frozen=True):
    """One of several values of a field: who said so when (milliseconds), in which entry. The
    registration's own value names neither author nor entry."""

    value: str
    at: int
    author: str
    entry: str


class Conflict(msgspec.Struct, frozen=True):
    """A field with several values, in the order of their stamps; the last one is shown."""

    field: str
    values: tuple[Claim, ...]


class Resident(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person as the station knows them now.

    Dates are ISO text, ``id_number`` is normalised (see ``domain.person.identity``). ``phone_note``
    says whose phone it is when not the resident's own (many elders give a child's number).
    ``details`` holds what items prefill (``bank_account``, ``disability_level`` …) by attribute
    name. ``id_override`` is the supervisor's reason for accepting a number whose check digit fails.

    ``claims`` says where the present value of a field that matters comes from, once it was
    changed. ``joined_into`` is the id of the same person's earlier registration, ``distinct`` are
    ids of people who look alike and were found to be others. ``asked`` is an erasure that waits for
    its review, ``held_back`` why nothing may be erased; ``erased_at`` when what is personal was.
    """

    id: str
    name: str
    id_type: str = ""
    id_number: str = ""
    birth_date: str = ""
    sex: Sex | Literal[""] = ""
    phone: str = ""
    phone_note: str = ""
    residence_address: str = ""
    registered_address: str = ""
    details: dict[str, str] = {}
    id_override: str = ""
    registered_at: int = 0
    changed_at: int = 0
    claims: dict[str, Claim] = {}
    conflicts: tuple[Conflict, ...] = ()
    joined_into: str = ""
    distinct: tuple[str, ...] = ()
    asked: Asking | None = None
    held_back: str = ""
    erased_at: int = 0

    def conflict(self, field: str) -> Conflict | None:
        """The values of ``field`` between which somebody must decide, if there are several."""
        return next((found for found in self.conflicts if found.field == field), None)

    def attribute(self, name: str) -> str:
        """The value an item's ``prefill`` names (without its ``resident.``), empty if unknown."""
        if name in CORE_FIELDS:
            return str(getattr(self, name))
        return self.details.get(name, "")


class Registered(Fact, frozen=True):
    """A person was entered for the first time, at the desk or from a roster."""

    kind: ClassVar[str] = "resident.registered"
    personal: ClassVar[tuple[str, ...]] = (
        "name",
        "id_type",
        "id_number",
        "birth_date",
        "sex",
        "phone",
        "phone_note",
        "residence_address",
        "registered_address",
        "details",
        "id_override",
    )
    name: str
    id_type: str = ""
    id_number: str = ""
    birth_date: str = ""
    sex: Sex | Literal[""] = ""
    phone: str = ""
    phone_note: str = ""
    residence_address: str = ""
    registered_address: str = ""
    details: dict[str, str] = {}
    id_override: str = ""
    source: str = "desk"
    distinct_from: tuple[str, ...] = ()


class FieldChange(msgspec.Struct, frozen=True):
    """One field's change; ``before`` is what the author saw, so that two sides' changes of the
    same field can be told apart from one after the other."""

    before: str
    after: str


class Changed(Fact, frozen=True):
    """Some fields of a person were corrected or brought up to date."""

    kind: ClassVar[str] = "resident.changed"
    personal: ClassVar[tuple[str, ...]] = ("changes",)
    changes: dict[str, FieldChange]
    source: str = "desk"


class Revealed(Fact, frozen=True):
    """A masked field was shown in full, with the reason given (PIPL: who looked, when, why)."""

    kind: ClassVar[str] = "resident.revealed"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    field: str
    reason: str


class Settled(Fact, frozen=True):
    """Which value of a field is right; ``seen`` are the entries whose values were looked at, so
    that one which arrives later is not taken for judged."""

    kind: ClassVar[str] = "resident.settled"
    personal: ClassVar[tuple[str, ...]] = ("value",)
    field: str
    value: str
    seen: tuple[str, ...]


class Joined(Fact, frozen=True):
    """This registration is of the same person as the earlier one ``into``."""

    kind: ClassVar[str] = "resident.joined"
    into: str


class Parted(Fact, frozen=True):
    """The joining was a mistake."""

    kind: ClassVar[str] = "resident.parted"


class Distinct(Fact, frozen=True):
    """The two look alike and are two people."""

    kind: ClassVar[str] = "resident.distinct"
    other: str


FACTS: tuple[type[Fact], ...] = (
    Registered,
    Changed,
    Revealed,
    Settled,
    Joined,
    Parted,
    Distinct,
    *erasures.RESIDENT_FACTS,
    *accesses.FACTS,
)


def fold(resident: Resident | None, entry: Entry, fact: Fact) -> Resident | None:
    """The person after ``fact``. Facts about a person not yet known are kept by the journal and
    count once the registration arrives."""
    if resident is None:
        return _registered(entry, fact) if isinstance(fact, Registered) else None
    replace = msgspec.structs.replace
    match fact:
        case Changed():
            return _changed(resident, fact, entry)
        case Settled():
            return _settled(resident, fact, entry)
        case Joined() if fact.into < resident.id:
            return replace(resident, joined_into=fact.into)
        case Parted():
            return replace(resident, joined_into="")
        case Distinct():
            return replace(resident, distinct=_ids(*resident.distinct, fact.other))
        case _:
            return replace(resident, **erasures.changes(resident.asked, entry, fact))


def _registered(entry: Entry, fact: Registered) -> Resident:
    return Resident(
        id=entry.subject_id,
        name=fact.name,
        id_type=fact.id_type,
        id_number=fact.id_number,
        birth_date=fact.birth_date,
        sex=fact.sex,
        phone=fact.phone,
        phone_note=fact.phone_note,
        residence_address=fact.residence_address,
        registered_address=fact.registered_address,
        details=dict(fact.details),
        id_override=fact.id_override,
        registered_at=entry.at,
        changed_at=entry.at,
        distinct=_ids(*fact.distinct_from),
    )


def _ids(*ids: str) -> tuple[str, ...]:
    return tuple(sorted({*ids}))


def _changed(resident: Resident, fact: Changed, entry: Entry) -> Resident:
    for field, change in fact.changes.items():
        if field in MATTERS:
            resident = _claimed(resident, field, change, entry)
    values = {field: change.after for field, change in fact.changes.items()}
    return _with(resident, values, entry.at)


def _claimed(resident: Resident, field: str, change: FieldChange, entry: Entry) -> Resident:
    """With the new value beside the present one, if the author did not know of that. A value that
    the author did know of makes way."""
    present, claim = resident.attribute(field), _claim(change.after, entry)
    standing = resident.conflict(field)
    values = standing.values if standing is not None else ()
    if standing is None and present != change.before:
        values = _held(resident, field)
    left = tuple(v for v in values if v.value not in (change.before, change.after))
    return _claims(resident, field, (*left, claim))


def _held(resident: Resident, field: str) -> tuple[Claim, ...]:
    """The present value as one of several; what nobody changed is the registration's."""
    present = resident.attribute(field)
    registered = (Claim(present, resident.registered_at, "", ""),) if present else ()
    return (resident.claims[field],) if field in resident.claims else registered


def _claims(resident: Resident, field: str, values: tuple[Claim, ...]) -> Resident:
    """With these values of ``field``, the last of which is shown."""
    others = tuple(found for found in resident.conflicts if found.field != field)
    several = (Conflict(field, values),) if len(values) > 1 else ()
    conflicts = tuple(sorted((*others, *several), key=lambda found: found.field))
    claims = dict(sorted({**resident.claims, field: values[-1]}.items()))
    return msgspec.structs.replace(resident, claims=claims, conflicts=conflicts)


def _settled(resident: Resident, fact: Settled, entry: Entry) -> Resident:
    """With the value that was found right, beside those only that nobody looked at. It is shown:
    somebody compared."""
    standing = resident.conflict(fact.field)
    values = standing.values if standing is not None else ()
    unseen = tuple(v for v in values if v.entry not in fact.seen and v.value != fact.value)
    claimed = _claims(resident, fact.field, (*unseen, _claim(fact.value, entry)))
    return _with(claimed, {fact.field: fact.value}, entry.at)


def _claim(value: str, entry: Entry) -> Claim:
    return Claim(value, entry.at, entry.author, entry.id)


def _with(resident: Resident, values: dict[str, str], at: int) -> Resident:
    core = {key: value for key, value in values.items() if key in CORE_FIELDS}
    if core.get("sex") not in (None, "", *get_args(Sex)):
        core["sex"] = ""  # a record that its own type refuses could not be read back
    details = resident.details | {k: v for k, v in values.items() if k not in CORE_FIELDS}
    details = {key: value for key, value in sorted(details.items()) if value}
    return msgspec.structs.replace(resident, details=details, changed_at=at, **core)


def changes_between(resident: Resident, wanted: dict[str, str]) -> dict[str, FieldChange]:
    """What differs between the record and ``wanted`` (attribute -> value), as field changes."""
    return {
        key: FieldChange(before=resident.attribute(key), after=value)
        for key, value in wanted.items()
        if value != resident.attribute(key)
    }
