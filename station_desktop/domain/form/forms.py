"""A whole form: which questions apply, whether the answers will do, and how they are shown.

The catalogue says what is asked (:class:`~station_desktop.domain.catalogue.Field`);
``domain.form.answers`` reads one answer. No screen judges an answer on its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from station_desktop.domain.catalogue import Field
from station_desktop.domain.form import answers, conditions
from station_desktop.domain.form.answers import Answer
from station_desktop.domain.problem import Problem
from station_desktop.domain.text import dates

_YES_NO = {"zh_CN": ("是", "否"), "en": ("Yes", "No")}
_DECIDING = frozenset({"choice", "multi_choice", "boolean"})
_NO_DAY = date(1970, 1, 1)
"""Whether a question applies never hangs on today, but reading an answer asks for a day."""


def check_answers(
    fields: Iterable[Field],
    raw: Mapping[str, object],
    today: date,
    overridden: Collection[str] = (),
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The answers to store, and every problem in form order.

    Only questions that apply are kept, in form order, and only those answered; a hidden question
    is neither kept nor required. ``overridden`` names fields whose failing check digit a
    supervisor has accepted.
    """
    clean: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in fields:
        if not conditions.holds(field.applies_when, clean):
            continue
        answer = check_one(field, raw.get(field.key), today)
        if answer.problem and not (answer.overridable and field.key in overridden):
            problems.append(answer.problem)
        elif answer.value is not None:
            clean[field.key] = answer.value
    return clean, tuple(problems)


def check_one(field: Field, raw: object, today: date) -> Answer:
    """One answer, for the word beside the box: its stored form, or what is wrong with it."""
    if answers.is_empty(raw):
        label = {"label_zh": field.label.zh, "label_en": field.label.get("en")}
        missing = Problem("form.required", field.key, label)
        return Answer(problem=missing if field.required else None)
    return answers.read(field, raw, today)


def cautions(fields: Iterable[Field], clean: Mapping[str, Any], today: date) -> tuple[Problem, ...]:
    """What the clerk should look at again although nothing is refused."""
    read = (answers.read(field, clean.get(field.key), today) for field in fields)
    return tuple(answer.caution for answer in read if answer.caution)


def applicable(fields: Iterable[Field], given: Mapping[str, object]) -> tuple[Field, ...]:
    """The questions to ask now, given answers typed, picked or stored; in form order."""
    known: dict[str, Any] = {}
    asked: list[Field] = []
    for field in fields:
        if not conditions.holds(field.applies_when, known):
            continue
        asked.append(field)
        value = given.get(field.key)
        if field.type in _DECIDING:
            known[field.key] = answers.read(field, value, _NO_DAY).value
        elif not answers.is_empty(value):
            known[field.key] = value
    return tuple(asked)


def show(field: Field, value: Any, language: str) -> str:
    """A stored answer as papers and screens write it; the bare value where it cannot be read.

    A choice no longer in the catalogue shows as its own value rather than as nothing.
    """
    if answers.is_empty(value):
        return ""
    if isinstance(value, bool):
        yes, no = _YES_NO.get(language, _YES_NO["zh_CN"])
        return yes if value else no
    if field.type == "choice":
        return _label(field, value, language)
    if field.type == "multi_choice" and isinstance(value, list | tuple):
        return ("、", ", ")[language == "en"].join(_label(field, v, language) for v in value)
    return _show_plain(field, str(value), language)


def _show_plain(field: Field, value: str, language: str) -> str:
    if field.type == "date":
        written = dates.parse_day(value)
        day = dates.real_day(*written) if written else None
        return dates.show_day(day, language) if day else value
    if field.type == "year_month":
        month = dates.parse_month(value)
        return dates.show_month(*month, language) if month and 1 <= month[1] <= 12 else value
    if field.type == "money":
        return _show_money(value, language)
    if field.type == "bank_card":
        return " ".join(value[start : start + 4] for start in range(0, len(value), 4))
    return value


def _show_money(value: str, language: str) -> str:
    yuan, _, fen = value.partition(".")
    if not yuan.isdigit():
        return value
    grouped = f"{int(yuan):,}.{fen:0<2}"
    return f"CNY {grouped}" if language == "en" else f"{grouped}元"


def _label(field: Field, value: object, language: str) -> str:
    found = next((choice for choice in field.choices if choice.value == value), None)
    return found.label.get(language) if found else str(value)
