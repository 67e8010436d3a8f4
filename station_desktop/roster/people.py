"""One row judged as a person: what is stored of them, or why nothing is.

Without an ID number a row is not taken: a name and a phone do not tell two people apart, and the
next import could not find the same person again. A phone that cannot be read costs the row nothing
but the phone, because nobody must have one.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from station_desktop.domain.person import contacts, identity, names
from station_desktop.domain.person.identity import IdCheck
from station_desktop.domain.person.residents import CORE_FIELDS, Resident, Sex
from station_desktop.domain.problem import Problem
from station_desktop.roster import remarks
from station_desktop.roster.detail_words import detail
from station_desktop.roster.rows import Rejection, Row

ADDRESS_LIMIT = 200
DETAIL_LIMIT = 500
CONVERTED = "id_number_converted"
"""Detail of a person whose roster had only the old 15-digit number: the 18-digit form is computed,
not seen, until a document or a roster shows it."""

_SEXES: dict[str, Sex] = {"男": "male", "女": "female", "男性": "male", "女性": "female"}
_SEXES |= {"1": "male", "2": "female", "m": "male", "f": "female"}
_SEXES |= {"male": "male", "female": "female"}
_NO_PHONE = frozenset(("无", "没有", "不详", "空", "/", "-", "—", "同上", "0", "无电话", "未知"))


def judge(row: Row, today: date) -> tuple[Resident, tuple[Problem, ...]] | Rejection:
    """The person of ``row`` (``id`` still empty) with every doubt, or the rejection.

    A doubt is a :class:`Problem` that cost no more than one field, or told the clerk something:
    an old number converted, a birth date or sex that the number contradicts.
    """
    written, remark = remarks.name_and_remark(row.typed.get("name", ""))
    notes = [note for note in (row.typed.get("note", ""), remark) if note]
    typed = row.typed | {"name": written, "note": "；".join(notes)}
    number = identity.check(typed["id_number"], today)
    if number.problem is not None and not (number.legacy and number.problem.code == "id.legacy_15"):
        return row.rejected(_of("id_number", number.problem))
    name = names.check(written)
    if name.problem is not None:
        return row.rejected(_of("name", name.problem))
    for field in ("residence_address", "registered_address"):
        if len(typed.get(field, "")) > ADDRESS_LIMIT:
            problem = Problem("resident.address_long", field, {"limit": ADDRESS_LIMIT})
            return row.rejected(problem)
    doubts = list(row.doubts)
    phone, others, owner = _phones(typed, doubts)
    return (
        Resident(
            id="",
            name=name.name,
            id_type="resident_id" if number.legacy else number.type or "",
            id_number=number.normalised,
            birth_date=_birth_date(number, typed, doubts),
            sex=_sex(number, typed, doubts),
            phone=phone,
            phone_note=typed.get("phone_note", owner) if phone else "",
            residence_address=typed.get("residence_address", ""),
            registered_address=typed.get("registered_address", ""),
            details=_details(typed, others, number.legacy, doubts),
        ),
        tuple(doubts),
    )


def _of(field: str, problem: Problem) -> Problem:
    return Problem(problem.code, field, problem.params)


def _phones(typed: dict[str, str], doubts: list[Problem]) -> tuple[str, str, str]:
    """The first phone that can be read, the others, of one or two columns, and whose the first
    is."""
    found: list[str] = []
    owners: list[str] = []
    for field in ("phone", "other_phone"):
        text = typed.get(field, "")
        if not text or text in _NO_PHONE:
            continue
        checked = contacts.check(text)
        if checked.problem is None:
            found.append(checked.number)
            owners.append("")
        else:
            several = _several(text, field, checked.problem, doubts)
            found.extend(number for number, _ in several)
            owners.extend(owner for _, owner in several)
    numbers = list(dict.fromkeys(found))
    return (numbers[0], "、".join(numbers[1:]), owners[0]) if numbers else ("", "", "")


def _several(
    text: str, field: str, problem: Problem, doubts: list[Problem]
) -> list[tuple[str, str]]:
    """Numbers out of one cell, each with whose it is: several of them, one beside words, or one
    whose leading 0 the spreadsheet took."""
    if text.isascii() and text.isdigit() and len(text) in (10, 11):
        again = contacts.check(f"0{text}")
        if again.problem is None:
            return [(again.number, "")]
    parts = [_with_owner(part) for part in _split(text)]
    numbers = [(number, owner) for number, owner in parts if number]
    if len(numbers) < len(parts):
        doubts.append(_of(field, problem))
    return numbers


def _with_owner(text: str) -> tuple[str, str]:
    """The number in ``text``, empty when there is none, and the words beside it."""
    as_written = contacts.check(text)
    if as_written.problem is None:
        return as_written.number, ""
    phone, owner = remarks.phone_and_owner(text)
    return contacts.check(phone).number, owner


def _split(text: str) -> list[str]:
    for sign in "、;,，；|":
        text = text.replace(sign, "/")
    parts = [part for part in text.replace("/", " ").split() if part]
    return parts if all(len(part) >= 7 for part in parts) else [text]


def _birth_date(number: IdCheck, typed: dict[str, str], doubts: list[Problem]) -> str:
    written = typed.get("birth_date", "")
    if number.birth_date is None:
        if 0 < len(written) < len("1950-01-01"):
            doubts.append(Problem("roster.birth_date_unread", "birth_date"))
            return ""
        return written
    told = number.birth_date.isoformat()
    if not told.startswith(written):
        doubts.append(Problem("roster.birth_date_differs", "birth_date"))
    return told


def _sex(number: IdCheck, typed: dict[str, str], doubts: list[Problem]) -> Sex | Literal[""]:
    written: Sex | Literal[""] = _SEXES.get(typed.get("sex", "").lower(), "")
    if number.sex is None:
        return written
    if written and written != number.sex:
        doubts.append(Problem("roster.sex_differs", "sex"))
    return number.sex


_ELSEWHERE = frozenset((*CORE_FIELDS, "other_phone"))


def _details(
    typed: dict[str, str], others: str, legacy: bool, doubts: list[Problem]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, text in typed.items():
        if field in _ELSEWHERE:
            continue
        key, value = detail(field, text)
        if len(value) > DETAIL_LIMIT:
            doubts.append(Problem("roster.text_long", field, {"limit": DETAIL_LIMIT}))
        elif value:
            found[key] = value
    if others:
        found["other_phone"] = others
    if legacy:
        found[CONVERTED] = "yes"
        doubts.append(Problem("roster.converted_15", "id_number"))
    return dict(sorted(found.items()))
