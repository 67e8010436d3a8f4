"""The rules a pack must keep, each found where it is broken."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from small_pack import small_pack

from station_desktop.domain.catalogue import (
    Choice,
    Field,
    ItemMaterial,
    Limit,
    Pack,
    Result,
    Words,
)
from station_desktop.domain.pack import pack as packs

_HOME = Words("住所", "home")
_WAY = Field("way", "choice", Words("方式", "Way"), choices=(Choice("post", Words("邮", "Post")),))
_NEEDS = ItemMaterial("permit", when="judged", condition=Words("本市", ""))


def _with(pack: Pack, **changes: Any) -> Pack:
    return msgspec.structs.replace(pack, **changes)


def _item(**changes: Any) -> Pack:
    """The small pack with its last item changed."""
    pack = small_pack()
    return _with(pack, items=(*pack.items[:2], msgspec.structs.replace(pack.items[2], **changes)))


def _field(**changes: Any) -> Pack:
    values = {"key": "size", "type": "text", "label": Words("尺寸", "Size"), **changes}
    return _item(fields=(_WAY, Field(**values)))


def _material(**changes: Any) -> Pack:
    pack = small_pack()
    changed = msgspec.structs.replace(pack.materials[1], **changes)
    return _with(pack, materials=(pack.materials[0], changed, *pack.materials[2:]))


_BROKEN: list[tuple[Pack, str, str]] = [
    (_with(small_pack(), version=""), "catalogue.text_missing", "version"),
    (_with(small_pack(), title=Words("", "Title")), "catalogue.text_missing", "title"),
    (_item(code="公共 1"), "catalogue.code_malformed", "items.2.code"),
    (_item(name=Words("", "x")), "catalogue.text_missing", "items.2.name"),
    (_item(department=Words("", "")), "catalogue.text_missing", "items.2.department"),
    (
        _item(result=Result(Words("", ""), Words("", ""), Words("", ""))),
        "catalogue.text_missing",
        "items.2.result.text",
    ),
    (_item(source="网页 "), "catalogue.text_unclean", "items.2.source"),
    (_item(source="网\x07页"), "catalogue.text_unclean", "items.2.source"),
    (_item(source="长" * 8_001), "catalogue.text_too_long", "items.2.source"),
    (_item(superior_code="11-1"), "catalogue.superior_malformed", "items.2.superior_code"),
    (_item(promised=Limit(-1)), "catalogue.days_negative", "items.2.promised.days"),
    (
        _item(promised=Limit(5), legal=Limit(4)),
        "catalogue.promise_over_legal",
        "items.2.promised.days",
    ),
    (
        _item(promised=Limit(8), legal=Limit(7, "calendar_day")),
        "catalogue.promise_over_legal",
        "items.2.promised.days",
    ),
    (
        _item(effective_from=date(2026, 2, 1), effective_until=date(2026, 1, 1)),
        "catalogue.period_reversed",
        "items.2.effective_until",
    ),
    (_item(words=("工具", "工具")), "catalogue.word_repeated", "items.2.words"),
    (_item(words_en=("a; b",)), "catalogue.word_malformed", "items.2.words_en"),
    (_field(key="Size"), "catalogue.field_key_malformed", "items.2.fields.1.key"),
    (_field(key="way"), "catalogue.field_repeated", "items.2.fields.1.key"),
    (_field(label=Words("", "x")), "catalogue.label_missing", "items.2.fields.1.label"),
    (_field(prefill="resident.x"), "catalogue.prefill_unknown", "items.2.fields.1.prefill"),
    (_field(urgent=True), "catalogue.urgent_not_boolean", "items.2.fields.1.urgent"),
    (_field(type="choice"), "catalogue.choices_missing", "items.2.fields.1.choices"),
    (_field(choices=_WAY.choices), "catalogue.choices_unwanted", "items.2.fields.1.choices"),
    (
        _field(type="choice", choices=_WAY.choices * 2),
        "catalogue.choice_repeated",
        "items.2.fields.1.choices.1.value",
    ),
    (
        _field(type="choice", choices=(Choice("a b", Words("甲", "A")),)),
        "catalogue.choice_malformed",
        "items.2.fields.1.choices.0.value",
    ),
    (
        _field(type="choice", choices=(Choice("a", Words("", "A")),)),
        "catalogue.label_missing",
        "items.2.fields.1.choices.0.label",
    ),
    (
        _field(applies_when="way is post"),
        "catalogue.condition_malformed",
        "items.2.fields.1.applies_when",
    ),
    (
        _field(applies_when="size=big"),
        "catalogue.condition_field_unknown",
        "items.2.fields.1.applies_when",
    ),
    (
        _field(applies_when="way in post|fax"),
        "catalogue.condition_answer_unknown",
        "items.2.fields.1.applies_when",
    ),
    (
        _item(materials=(ItemMaterial("gone"),)),
        "catalogue.material_unknown",
        "items.2.materials.0.key",
    ),
    (
        _item(materials=(ItemMaterial("permit"), ItemMaterial("permit", copies=1))),
        "catalogue.material_twice",
        "items.2.materials.1.key",
    ),
    (
        _item(materials=(ItemMaterial("id_card"),)),
        "catalogue.material_may_not_follow",
        "items.2.materials.0.never_later",
    ),
    (
        _item(materials=(ItemMaterial("permit", copies=-1),)),
        "catalogue.copies_negative",
        "items.2.materials.0.copies",
    ),
    (
        _item(materials=(ItemMaterial("permit", when="judged"),)),
        "catalogue.condition_text_missing",
        "items.2.materials.0.condition",
    ),
    (
        _item(materials=(msgspec.structs.replace(_NEEDS, when=""),)),
        "catalogue.condition_text_unused",
        "items.2.materials.0.when",
    ),
    (
        _item(materials=(ItemMaterial("permit", any_of=_HOME),)),
        "catalogue.group_of_one",
        "items.2.materials.0.any_of",
    ),
    (
        _item(
            materials=(
                ItemMaterial("permit", any_of=_HOME),
                ItemMaterial("hukou", never_later=True, any_of=_HOME),
            )
        ),
        "catalogue.group_uneven",
        "items.2.materials.1.any_of",
    ),
    (_material(key="Photo"), "catalogue.key_malformed", "materials.1.key"),
    (_material(key="id_card"), "catalogue.material_repeated", "materials.1.key"),
    (_material(reusable_days=0), "catalogue.days_negative", "materials.1.reusable_days"),
    (_material(name=Words("", "x")), "catalogue.text_missing", "materials.1.name"),
    (
        _with(small_pack(), refused_proofs=small_pack().refused_proofs * 2),
        "catalogue.proof_repeated",
        "refused_proofs.1.key",
    ),
    (
        _with(small_pack(), items=small_pack().items * 2),
        "catalogue.item_repeated",
        "items.3.effective_from",
    ),
    (
        _with(small_pack(), items=small_pack().items[:2]),
        "catalogue.promise_broken",
        "promise.items",
    ),
]


def test_the_small_pack_keeps_every_rule() -> None:
    assert packs.check(small_pack()) == ()


@pytest.mark.parametrize(
    ("pack", "code", "path"), _BROKEN, ids=[f"{code}-{path}" for _, code, path in _BROKEN]
)
def test_a_broken_rule_is_found_where_it_stands(pack: Pack, code: str, path: str) -> None:
    assert (code, path) in [(problem.code, problem.field) for problem in packs.check(pack)]


def test_a_promise_in_calendar_days_is_not_judged_against_working_days() -> None:
    pack = _item(promised=Limit(9, "calendar_day"), legal=Limit(7, "working_day"))
    assert packs.check(pack) == ()


def test_versions_of_one_item_may_follow_each_other_but_not_overlap() -> None:
    first, second, _ = small_pack().items
    assert first.effective_until == date(2026, 6, 30)
    late = msgspec.structs.replace(first, effective_until=date(2026, 7, 1))
    pack = _with(small_pack(), items=(late, second), promise=None)
    assert [problem.code for problem in packs.check(pack)] == ["catalogue.item_repeated"]
