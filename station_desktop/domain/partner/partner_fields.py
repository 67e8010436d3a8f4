"""What is typed of an organisation, read into the values to store; and finding one by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from station_desktop.domain.partner.partners import FIELDS, KINDS, Partner
from station_desktop.domain.person import contacts, names
from station_desktop.domain.person.identity import check_organisation
from station_desktop.domain.person.residentkeys import folded
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.text import dates, statements
from station_desktop.domain.text.folding import plain
from station_desktop.domain.text.pinyin import Readings
from station_desktop.domain.time import hours

LONGEST_NAME, LONGEST_LINE = 60, 120
MOST_SERVICES = 60
_SPLIT = re.compile(r"[;；,，、\n]+")
_ITEM_CODE = re.compile(r"[A-Z]{3}-[A-Z]{2,4}(?:-\d{1,4})?")
_LINES = ("price", "address", "contract")


class Typed(msgspec.Struct, frozen=True):
    """The values to store of the fields that were typed, and what is wrong."""

    values: dict[str, Any]
    problems: tuple[Problem, ...]


def read(typed: Mapping[str, Any]) -> Typed:
    """Each field as its own rule has it; a blank value empties an optional field. Lists may be
    given as one text with commas or semicolons."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, raw in typed.items():
        if key not in FIELDS:
            problems.append(Problem("partner.field_unknown", key, {"field": key}))
            continue
        try:
            values[key] = _field(key, raw)
        except Refused as refused:
            problems += [msgspec.structs.replace(one, field=key) for one in refused.problems]
    return Typed(values, tuple(problems))


def _field(key: str, raw: Any) -> Any:
    if key in ("services", "areas"):
        return _several(raw)
    text = str(raw or "")
    if key == "kind":
        return _kind(text)
    if key == "name":
        return _name(text)
    if not text.strip():
        return ""
    read = {
        "phone": _phone,
        "credit_code": _credit_code,
        "contract_until": _day,
        "hours": _hours,
        "contact": _person,
    }.get(key)
    if read is not None:
        return read(text)
    return _said(text, key, LONGEST_LINE if key in _LINES else statements.LONGEST)


def _kind(text: str) -> str:
    kind = text.strip().lower()
    if kind not in KINDS:
        raise Refused(Problem("partner.kind"))
    return kind


def _name(text: str) -> str:
    name = _said(text, "name", LONGEST_NAME)
    if not name:
        raise Refused(Problem("partner.name_missing"))
    return name


def _said(text: str, field: str, limit: int) -> str:
    words = statements.tidy(text)
    problem = statements.fault(words, field, limit)
    if problem is not None:
        raise Refused(problem)
    return words


def _phone(text: str) -> str:
    found = contacts.check(text)
    return _or_refuse(found.number, found.problem)


def _credit_code(text: str) -> str:
    found = check_organisation(text)
    return _or_refuse(found.normalised, found.problem)


def _hours(text: str) -> str:
    found = hours.check(text)
    return _or_refuse(found.text, found.problem)


def _person(text: str) -> str:
    found = names.check(text)
    return _or_refuse(found.name, found.problem)


def _or_refuse(value: str, problem: Problem | None) -> str:
    if problem is not None:
        raise Refused(problem)
    return value


def _day(text: str) -> str:
    parts = dates.parse_day(text)
    day = dates.real_day(*parts) if parts else None
    if day is None:
        raise Refused(Problem("partner.contract_until"))
    return day.isoformat()


def _several(raw: Any) -> tuple[str, ...]:
    """Codes and words, each once, in the order given; codes in capitals."""
    given: Iterable[Any] = _SPLIT.split(raw) if isinstance(raw, str) else raw or ()
    found: list[str] = []
    for one in given:
        text = statements.tidy(str(one))
        code = plain(text).upper()
        found.append(code if is_item_code(code) else _said(text, "services", LONGEST_LINE))
    kept = tuple(dict.fromkeys(text for text in found if text))
    if len(kept) > MOST_SERVICES:
        raise Refused(Problem("partner.too_many", params={"limit": MOST_SERVICES}))
    return kept


def is_item_code(text: str) -> bool:
    """Whether a service is meant as an item of the catalogue, and not in words."""
    return _ITEM_CODE.fullmatch(text) is not None


def found_by(partner: Partner, words: str, services: Iterable[str], readings: Readings) -> bool:
    """Whether every word fits: part of the name, contact, address, note, phone or a service
    (``services`` in words), or the beginning of the name or of any part of it in pinyin or first
    letters."""
    wanted = [folded(word) for word in words.split() if folded(word)]
    if not wanted:
        return True
    texts = [
        folded(text)
        for text in (
            partner.name,
            partner.contact,
            partner.address,
            partner.note,
            partner.phone,
            partner.credit_code,
            *services,
        )
    ]
    rest = [word for word in wanted if not any(word in text for text in texts)]
    if not all(word.isascii() and word.isalpha() for word in rest):
        return False
    return not rest or _spoken(partner, rest, readings)


def _spoken(partner: Partner, words: list[str], readings: Readings) -> bool:
    initials = readings.initials(partner.name, _READINGS)
    full = readings.full(partner.name, _READINGS)
    whom = readings.keys(partner.contact, _READINGS)
    return all(
        any(word in spoken for spoken in (*initials, *full))
        or any(k.startswith(word) for k in whom)
        for word in words
    )


_READINGS = 12
