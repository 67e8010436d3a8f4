"""The resident: what the station knows of a person, and the facts that say so."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal import Entry, Fact

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


class Resident(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person as the station knows them now.

    Dates are ISO text, ``id_number`` is normalised (see ``domain.identity``). ``phone_note`` says
    whose phone it is when not the resident's own (many elders give a child's number). ``details``
    holds what items prefill (``bank_account``, ``disability_level`` …) by attribute name.
    ``id_override`` is the supervisor's reason for accepting a number whose check digit fails.
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

    def attribute(self, name: str) -> str:
        """The value an item's ``prefill`` names (without its ``resident.``), empty if unknown."""
        if name in CORE_FIELDS:
            return str(getattr(self, name))
        return self.details.get(name, "")


class Registered(Fact, frozen=True):
    """A person was entered for the first time, at the desk or from a roster."""

    kind: ClassVar[str] = "resident.registered"
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
    changes: dict[str, FieldChange]
    source: str = "desk"


class Revealed(Fact, frozen=True):
    """A masked field was shown in full, with the reason given (PIPL: who looked, when, why)."""

    kind: ClassVar[str] = "resident.revealed"
    field: str
    reason: str


FACTS: tuple[type[Fact], ...] = (Registered, Changed, Revealed)


def fold(resident: Resident | None, entry: Entry, fact: Fact) -> Resident | None:
    """The person after ``fact``. Facts about a person not yet known are kept by the journal and
    count once the registration arrives."""
    match fact:
        case Registered():
            if resident is not None:
                return resident
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
            )
        case Changed() if resident is not None:
            return _changed(resident, fact, entry.at)
        case _:
            return resident


def _changed(resident: Resident, fact: Changed, at: int) -> Resident:
    core = {key: change.after for key, change in fact.changes.items() if key in CORE_FIELDS}
    details = dict(resident.details)
    for key, change in fact.changes.items():
        if key not in CORE_FIELDS:
            details[key] = change.after
    details = {key: value for key, value in sorted(details.items()) if value}
    return msgspec.structs.replace(resident, details=details, changed_at=at, **core)


def changes_between(resident: Resident, wanted: dict[str, str]) -> dict[str, FieldChange]:
    """What differs between the record and ``wanted`` (attribute -> value), as field changes."""
    return {
        key: FieldChange(before=resident.attribute(key), after=value)
        for key, value in wanted.items()
        if value != resident.attribute(key)
    }
