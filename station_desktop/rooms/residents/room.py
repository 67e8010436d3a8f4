"""What the room asks of a person and how it shows one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.person import identity, masks
from station_desktop.domain.person.identity import IdType
from station_desktop.domain.person.residents import CORE_FIELDS, Resident
from station_desktop.domain.text import dates
from station_desktop.usecases.people.residents import MASKED

ID_TYPES: tuple[IdType, ...] = (
    "resident_id",
    "hmt_residence_permit",
    "hk_macao_permit",
    "taiwan_permit",
    "foreign_permanent",
    "passport",
)
AS_WRITTEN = "_as_written"
CONVERTED = "id_number_converted"
"""Says that the number came from an old 15-digit one; it is not for changing by hand."""
LONG_NUMBER = 18
TOLD_BY_NUMBER = frozenset({"birth_date", "sex"})
"""What an 18-character number tells, and nobody types."""
NOTHING = frozenset({"无", "没有", "none", "-"})
"""What is typed to take a masked value away."""


def label(key: str) -> Words:
    """What an attribute of a person is called."""
    if key.endswith(AS_WRITTEN):
        plain = label(key.removesuffix(AS_WRITTEN))
        return Words(
            phrases.say("resident.field.as_written", "zh_CN", label=plain.zh),
            phrases.say("resident.field.as_written", "en", label=plain.en),
        )
    code = f"resident.field.{key}"
    known = words(code)
    return known if known.zh != code else Words(key, key)


def words(code: str, **params: str) -> Words:
    return Words(phrases.say(code, "zh_CN", **params), phrases.say(code, "en", **params))


def mask(key: str, value: str) -> str:
    """A value as every screen shows it."""
    if key in ("phone", "guardian_phone", "other_phone"):
        return masks.mask_phone(value)
    if key in ("id_number", "guardian_id_number"):
        return masks.mask_id(value)
    return masks.mask_bank_card(value) if key in MASKED else value


def sex_and_age(person: Resident, today: date, language: str) -> tuple[str, int | None]:
    """The word for the sex, and the age where the birth date is known."""
    sex = phrases.say(f"resident.sex.{person.sex}", language) if person.sex else ""
    if not person.birth_date:
        return sex, None
    return sex, identity.age_on(date.fromisoformat(person.birth_date), today)


def day(iso: str, language: str) -> str:
    """An ISO day in words; as it stands where it is none."""
    try:
        return dates.show_day(date.fromisoformat(iso[:10]), language)
    except ValueError:
        return iso


def registration() -> tuple[Field, ...]:
    """What is asked of a person who is new here."""
    return (
        _field("name", required=True),
        _field("id_number", required=True),
        _field("id_type", "choice", choices=_id_types(), help=words("resident.help.id_type")),
        _field("phone", "phone"),
        _field("phone_note", help=words("resident.help.phone_note")),
        _field("residence_address", "address"),
        _field("registered_address", "address"),
        _field("birth_date", "date", help=words("resident.help.birth_date")),
        _field("sex", "choice", choices=_sexes()),
    )


def correction(person: Resident, asked_by_items: Mapping[str, Field]) -> tuple[Field, ...]:
    """The record's own fields for changing, and the attributes it has as items ask for them.

    A masked one begins empty and says what it hides."""
    details = (
        _as_asked(key, asked_by_items.get(key)) for key in person.details if key != CONVERTED
    )
    told = TOLD_BY_NUMBER if len(person.id_number) == LONG_NUMBER else frozenset()
    asked = []
    for field in (*registration(), *details):
        if field.key in told:
            continue
        value = person.attribute(field.key)
        if field.key in MASKED and value:
            code = "resident.help.masked" if field.required else "resident.help.masked_or_none"
            hint = words(code, masked=mask(field.key, value))
            field = _field(field.key, "text", help=hint)
        asked.append(field)
    return tuple(asked)


def present(person: Resident) -> dict[str, str]:
    """What the correction form begins with: all that is not masked."""
    known = {key: person.attribute(key) for key in CORE_FIELDS} | person.details
    return {key: value for key, value in known.items() if value and key not in MASKED}


def corrected(
    person: Resident, fields: Iterable[Field], typed: Mapping[str, object]
) -> dict[str, str]:
    """The fields that the typed form changes, as ``residents.change`` takes them."""
    changed: dict[str, str] = {}
    for field in fields:
        text = str(typed.get(field.key) or "").strip()
        if field.key in MASKED and person.attribute(field.key):
            if text:
                changed[field.key] = "" if text.lower() in NOTHING else text
        elif text != person.attribute(field.key):
            changed[field.key] = text
    return changed


def _as_asked(key: str, asked: Field | None) -> Field:
    """A question of some item's form, as a question about the person."""
    if asked is None:
        return _field(key)
    return msgspec.structs.replace(
        asked, key=key, required=False, prefill="", applies_when="", reuse=False, urgent=False
    )


def _field(
    key: str,
    type: FieldType = "text",
    *,
    required: bool = False,
    choices: tuple[Choice, ...] = (),
    help: Words | None = None,
) -> Field:
    return Field(
        key=key,
        type=type,
        label=label(key),
        required=required,
        choices=choices,
        help=help or Words("", ""),
    )


def _id_types() -> tuple[Choice, ...]:
    return tuple(Choice(kind, words(f"id.type.{kind}")) for kind in ID_TYPES)


def _sexes() -> tuple[Choice, ...]:
    return tuple(Choice(sex, words(f"resident.sex.{sex}")) for sex in ("male", "female"))
