"""Visits in which everything asked for is answered and shown, whatever the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station_desktop.domain.case import requirements
from station_desktop.domain.case.visitdraft import LineDraft, MaterialDraft
from station_desktop.domain.catalogue import Field, Item
from station_desktop.domain.form import forms
from station_desktop.usecases.work import Work

_PLAIN: dict[str, Any] = {
    "text": "老墙根街道口",
    "long_text": "情况属实，已当面说明。",
    "boolean": "true",
    "date": "2026-11-20",
    "year_month": "2026-10",
    "integer": "2",
    "decimal": "12.5",
    "money": "1200",
    "phone": "13800138000",
    "address": "北京市西城区校场小六条19号院3号",
    "id_number": "11010519491231002X",
    "bank_card": "6222020200012345678",
}


def answer(field: Field) -> Any:
    """Something right for the field's type; the first choice of a list."""
    if field.type == "choice":
        return field.choices[0].value
    if field.type == "multi_choice":
        return [field.choices[0].value]
    return _PLAIN[field.type]


def item_of(work: Work, code: str) -> Item:
    item = work.store.pack().item(code)
    assert item is not None
    return item


def answers_for(work: Work, code: str) -> dict[str, Any]:
    """An answer to every question that applies given the answers before it."""
    given: dict[str, Any] = {}
    for field in item_of(work, code).fields:
        if field in forms.applicable(item_of(work, code).fields, given | {field.key: None}):
            given[field.key] = answer(field)
    return given


def everything_shown(work: Work, code: str, *, by_agent: bool = False) -> dict[str, MaterialDraft]:
    """Every document that is not left to the clerk's judgement, in the original."""
    needed = requirements.of(item_of(work, code), work.store.pack(), by_agent=by_agent)
    return {r.key: MaterialDraft("original") for r in needed if r.needed != "judged"}


def line(
    work: Work,
    code: str,
    *,
    id: str = "a",
    answers: Mapping[str, Any] | None = None,
    shown: Mapping[str, MaterialDraft] | None = None,
    appointment: Mapping[str, str] | None = None,
) -> LineDraft:
    """One item of a visit, complete unless told otherwise."""
    return LineDraft(
        id=id,
        item=code,
        pack="",
        order=ord(id[0]),
        answers=dict(answers_for(work, code) if answers is None else answers),
        materials=dict(everything_shown(work, code) if shown is None else shown),
        appointment=dict(appointment or {}),
    )
