"""The room's values: what the list is asked for, what one of its lines says, what is typed of an
organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, FieldType, Item, Words
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.partner.partners import FIELDS, KINDS, Partner
from station_desktop.domain.partner.proposing import CONTRACT_SOON_DAYS
from station_desktop.domain.time import hours

Segment = Literal["all", "agency", "outlet", "unit", "volunteer"]
SEGMENTS: tuple[Segment, ...] = ("all", *KINDS)
ADD_ITEM = "add_item"
"""The question that adds an item of the catalogue to the services, and is no field itself."""


class Wanted(msgspec.Struct, frozen=True):
    """What the list shows: one kind or all, those that words find, those open at this moment;
    closed ones only when asked for."""

    segment: Segment = "all"
    words: str = ""
    open_now: bool = False
    closed: bool = False

    @property
    def kind(self) -> str:
        return "" if self.segment == "all" else self.segment


class Opening(msgspec.Struct, frozen=True):
    """How its doors stand: ``open`` is ``None`` where the hours are not known, ``until`` when it
    closes, ``opens`` when it opens next."""

    open: bool | None
    until: datetime | None = None
    opens: datetime | None = None


class PartnerRow(msgspec.Struct, frozen=True):
    """One organisation in the list; ``left`` are the days of its contract, ``None`` for none."""

    at: int
    partner: Partner
    services: tuple[Words, ...]
    opening: Opening
    tasks: int
    left: int | None


def opening(partner: Partner, now: datetime) -> Opening:
    week = hours.read(partner.hours)
    if not week.known:
        return Opening(None)
    if hours.open_at(week, now):
        return Opening(True, until=hours.open_until(week, now))
    return Opening(False, opens=hours.next_opening(week, now))


def contract_left(partner: Partner, today: date) -> int | None:
    """Days until the contract ends; below 0 once it is over."""
    if not partner.contract_until:
        return None
    return (date.fromisoformat(partner.contract_until) - today).days


def contract_tone(left: int | None) -> str:
    if left is None:
        return ""
    if left < 0:
        return "bad"
    return "warn" if left <= CONTRACT_SOON_DAYS else "ok"


def questions(areas: tuple[Area, ...], items: tuple[Item, ...]) -> tuple[Field, ...]:
    """What is asked of an organisation, in the order of a form: ``items`` can be picked into its
    services, ``areas`` are those it may be limited to."""
    kinds = tuple(Choice(kind, _words(f"partner.kinds.{kind}")) for kind in KINDS)
    some = tuple(Choice(area.id, Words(area.name, area.name)) for area in areas)
    pick = tuple(Choice(item.code, item.name) for item in items)
    fields = [
        _field("kind", "choice", kinds, required=True),
        _field("name", required=True),
        _field("services", "long_text"),
        _field(ADD_ITEM, "choice", pick),
        *([_field("areas", "multi_choice", some)] if some else []),
        *(_field(key, _TYPES.get(key, "text")) for key in _AFTER),
    ]
    return tuple(fields)


_AFTER = (
    *("hours", "price", "contact", "phone", "credit_code"),
    *("contract", "contract_until", "address", "note"),
)
"""In pairs as they stand beside each other."""
_TYPES: dict[str, FieldType] = {
    "phone": "phone",
    "address": "address",
    "contract_until": "date",
}


def typed_of(partner: Partner, services: tuple[Words, ...], language: str) -> dict[str, Any]:
    """An organisation's present particulars as the form has them."""
    found: dict[str, Any] = {key: getattr(partner, key) for key in FIELDS}
    found["services"] = "\n".join(one.get(language) for one in services)
    found["areas"] = list(partner.areas) or None
    found["hours"] = hours.show(partner.hours, language)
    return {key: value for key, value in found.items() if value}


def to_keep(asked: tuple[Field, ...], said: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says of every field that was asked; a blank one is emptied."""
    keys = [field.key for field in asked if field.key != ADD_ITEM]
    return {key: said.get(key) or ([] if key == "areas" else "") for key in keys}


def with_service(text: object, name: str) -> str:
    """The services with one more line, unless it stands there already."""
    lines = [line.strip() for line in str(text or "").splitlines() if line.strip()]
    return "\n".join(lines if name in lines else [*lines, name])


def _field(
    key: str,
    type: FieldType = "text",
    choices: tuple[Choice, ...] = (),
    *,
    required: bool = False,
) -> Field:
    helped = key in ("services", ADD_ITEM, "areas", "hours", "price")
    return Field(
        key=key,
        type=type,
        label=_words(f"partner.field.{key}"),
        required=required,
        choices=choices,
        help=_words(f"partner.help.{key}") if helped else Words("", ""),
    )


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
