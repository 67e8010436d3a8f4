"""Whether one item of a catalogue makes sense: its texts, limits, form and documents.

Used by ``domain.pack.pack_check``, whose account of paths and params holds here too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from station_desktop.domain.case import ownwords
from station_desktop.domain.catalogue import Field, Item, ItemMaterial, Limit, Material, Words
from station_desktop.domain.form import conditions
from station_desktop.domain.problem import Problem, Refused, refuse

PREFILLS = frozenset(
    f"resident.{name}"
    for name in (
        "bank_account",
        "bank_name",
        "disability_category",
        "disability_certificate_no",
        "disability_level",
        "education",
        "employment_status",
        "guardian_id_number",
        "guardian_name",
        "guardian_phone",
        "household_registration",
        "household_size",
        "marital_status",
        "medical_insurance",
        "phone",
        "political_status",
        "registered_address",
        "residence_address",
        "workplace",
    )
)
"""What is known of a resident and may be filled in for them."""

CHOICE_TYPES = ("choice", "multi_choice")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")

_VALUE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,59}")
_SUPERIOR = re.compile(r"[0-9A-Za-z]{0,40}")
_SEPARATOR = re.compile(r"[;；\n]")


def problem_at(code: str, path: str, **params: Any) -> Problem:
    return Problem(code, path, params)


def filled(text: str | Words) -> bool:
    return bool(text.zh if isinstance(text, Words) else text)


def check_item(item: Item, path: str, known: dict[str, Material]) -> Iterator[Problem]:
    if not CODE.fullmatch(item.code):
        yield problem_at("catalogue.code_malformed", f"{path}.code", item=item.code)
    if ownwords.reserved(item.code):
        yield problem_at("catalogue.code_reserved", f"{path}.code", item=item.code)
    if not _SUPERIOR.fullmatch(item.superior_code):
        yield problem_at("catalogue.superior_malformed", f"{path}.superior_code", item=item.code)
    for attribute in ("name", "group", "department", "eligibility"):
        if not filled(getattr(item, attribute)):
            yield problem_at("catalogue.text_missing", f"{path}.{attribute}", key=item.code)
    if not filled(item.result.text):
        yield problem_at("catalogue.text_missing", f"{path}.result.text", key=item.code)
    yield from _limits(item, path)
    yield from check_words(item, path, item.code)
    yield from _fields(item, path)
    yield from _item_materials(item, path, known)


def _limits(item: Item, path: str) -> Iterator[Problem]:
    since, until = item.effective_from, item.effective_until
    if since is not None and until is not None and until < since:
        yield problem_at("catalogue.period_reversed", f"{path}.effective_until", item=item.code)
    for attribute, limit in (("promised", item.promised), ("legal", item.legal)):
        if limit is not None and limit.days < 0:
            yield problem_at("catalogue.days_negative", f"{path}.{attribute}.days", key=item.code)
    if item.legal is not None and _longer(item.promised, item.legal):
        yield problem_at(
            "catalogue.promise_over_legal",
            f"{path}.promised.days",
            item=item.code,
            promised=item.promised.days,
            legal=item.legal.days,
        )


def _longer(promised: Limit, legal: Limit) -> bool:
    """Whether a promise is surely longer than the law allows.

    So many working days are never fewer calendar days; the other way round the holidays decide,
    and nothing is said.
    """
    comparable = promised.unit == legal.unit or promised.unit == "working_day"
    return comparable and promised.days > legal.days


def check_words(thing: Any, path: str, key: str) -> Iterator[Problem]:
    for attribute in ("words", "words_en"):
        words: tuple[str, ...] = getattr(thing, attribute)
        for word in words:
            if not word or _SEPARATOR.search(word):
                yield problem_at(
                    "catalogue.word_malformed", f"{path}.{attribute}", key=key, value=word
                )
        for word, times in Counter(words).items():
            if times > 1:
                yield problem_at(
                    "catalogue.word_repeated", f"{path}.{attribute}", key=key, value=word
                )


def _fields(item: Item, path: str) -> Iterator[Problem]:
    earlier: dict[str, Field] = {}
    for number, field in enumerate(item.fields):
        at = f"{path}.fields.{number}"
        names = {"item": item.code, "key": field.key}
        if not KEY.fullmatch(field.key):
            yield Problem("catalogue.field_key_malformed", f"{at}.key", names)
        if field.key in earlier:
            yield Problem("catalogue.field_repeated", f"{at}.key", names)
        if not field.label.zh:
            yield Problem("catalogue.label_missing", f"{at}.label", names)
        if field.prefill and field.prefill not in PREFILLS:
            yield Problem(
                "catalogue.prefill_unknown", f"{at}.prefill", {**names, "value": field.prefill}
            )
        if field.urgent and field.type != "boolean":
            yield Problem("catalogue.urgent_not_boolean", f"{at}.urgent", names)
        yield from _choices(field, at, names)
        yield from _condition(field, at, names, earlier)
        earlier.setdefault(field.key, field)


def _condition(
    field: Field, at: str, names: dict[str, Any], earlier: dict[str, Field]
) -> Iterator[Problem]:
    """``applies_when`` must read, and ask about an earlier field for an answer that field has."""
    if not field.applies_when:
        return
    told = {**names, "value": field.applies_when}
    try:
        if not field.applies_when.isascii():
            raise refuse("condition.malformed", text=field.applies_when)
        condition = conditions.parse(field.applies_when)
    except Refused:
        yield Problem("catalogue.condition_malformed", f"{at}.applies_when", told)
        return
    asked = earlier.get(condition.key)
    if asked is None:
        yield Problem("catalogue.condition_field_unknown", f"{at}.applies_when", told)
        return
    answers = _answers(asked)
    if answers is not None and not answers.issuperset(condition.values):
        yield Problem("catalogue.condition_answer_unknown", f"{at}.applies_when", told)


def _answers(field: Field) -> set[str] | None:
    if field.type == "boolean":
        return {"true", "false"}
    return {choice.value for choice in field.choices} if field.choices else None


def _choices(field: Field, at: str, names: dict[str, Any]) -> Iterator[Problem]:
    if field.type not in CHOICE_TYPES:
        if field.choices:
            yield Problem("catalogue.choices_unwanted", f"{at}.choices", names)
        return
    if not field.choices:
        yield Problem("catalogue.choices_missing", f"{at}.choices", names)
    seen: set[str] = set()
    for number, choice in enumerate(field.choices):
        here, told = f"{at}.choices.{number}", {**names, "value": choice.value}
        if not _VALUE.fullmatch(choice.value):
            yield Problem("catalogue.choice_malformed", f"{here}.value", told)
        if choice.value in seen:
            yield Problem("catalogue.choice_repeated", f"{here}.value", told)
        if not choice.label.zh:
            yield Problem("catalogue.label_missing", f"{here}.label", names)
        seen.add(choice.value)


def _item_materials(item: Item, path: str, known: dict[str, Material]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for number, asked in enumerate(item.materials):
        at = f"{path}.materials.{number}"
        names = {"item": item.code, "key": asked.key}
        material = known.get(asked.key)
        if material is None:
            yield Problem("catalogue.material_unknown", f"{at}.key", names)
        elif material.never_later and not asked.never_later:
            yield Problem("catalogue.material_may_not_follow", f"{at}.never_later", names)
        if (asked.key, asked.holder.zh) in seen:
            yield Problem("catalogue.material_twice", f"{at}.key", names)
        seen.add((asked.key, asked.holder.zh))
        if asked.copies < 0:
            yield Problem("catalogue.copies_negative", f"{at}.copies", names)
        if asked.when == "judged" and not asked.condition.zh:
            yield Problem("catalogue.condition_text_missing", f"{at}.condition", names)
        if asked.when == "" and asked.condition.zh:
            yield Problem("catalogue.condition_text_unused", f"{at}.when", names)
    yield from _groups(item, path)


def _groups(item: Item, path: str) -> Iterator[Problem]:
    """ "Any one of" needs two members, and what holds for one member holds for the group."""
    groups: dict[str, list[tuple[int, ItemMaterial]]] = {}
    for number, asked in enumerate(item.materials):
        if asked.any_of.zh:
            groups.setdefault(asked.any_of.zh, []).append((number, asked))
    for name, members in groups.items():
        number, first = members[0]
        told = {"item": item.code, "group": name}
        if len(members) == 1:
            yield Problem("catalogue.group_of_one", f"{path}.materials.{number}.any_of", told)
        for number, asked in members[1:]:
            if (asked.never_later, asked.when, asked.condition) != (
                first.never_later,
                first.when,
                first.condition,
            ):
                yield Problem("catalogue.group_uneven", f"{path}.materials.{number}.any_of", told)
