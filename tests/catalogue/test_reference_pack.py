"""The shipped reference catalogue: complete, in both languages, and what it says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from station_desktop import paths, shipped
from station_desktop.domain.catalogue import Limit, Pack, Words
from station_desktop.domain.pack.pack import check, encode

_HANZI = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return shipped.reference_pack()


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, Words]]:
    if isinstance(value, Words):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, f"{path}.{number}")


def test_it_keeps_every_rule_of_a_pack(pack: Pack) -> None:
    assert check(pack) == ()


def test_it_has_the_pilots_counts(pack: Pack) -> None:
    assert len(pack.items) == len({item.code for item in pack.items}) == 149
    by_category = Counter(item.category for item in pack.items)
    assert by_category["party_masses"] == 8
    assert by_category["government"] == 116
    assert by_category["life"] + by_category["public"] == 25
    modes = Counter(item.mode for item in pack.items if item.category == "government")
    assert modes == {"direct": 48, "collect": 68}
    handy = {item.group.zh for item in pack.items if item.category in ("life", "public")}
    assert len(handy) == 7
    assert len(pack.materials) == 165
    assert len(pack.refused_proofs) == 20


def test_it_promises_these_counts_of_itself(pack: Pack) -> None:
    assert pack.promise is not None
    assert pack.promise.items == 149
    assert sum(pack.promise.by_category.values()) == 149
    fewer = msgspec.structs.replace(pack, items=pack.items[1:])
    assert {problem.code for problem in check(fewer)} == {"catalogue.promise_broken"}
    own = msgspec.structs.replace(pack.items[-1], code="OWN-001")
    assert check(msgspec.structs.replace(pack, items=(*pack.items, own))) == ()


def test_the_process_follows_the_category(pack: Pack) -> None:
    assert {(item.category, item.process) for item in pack.items} == {
        ("party_masses", "leadership"),
        ("government", "administrative"),
        ("life", "market"),
        ("public", "negotiation"),
    }


def test_every_text_stands_in_both_languages(pack: Pack) -> None:
    halves = [path for path, words in _texts(pack) if bool(words.zh) != bool(words.en)]
    assert halves == []
    mixed = [path for path, words in _texts(pack) if _HANZI.search(words.en)]
    assert mixed == []


def test_every_item_says_what_it_ends_in_and_how_people_ask(pack: Pack) -> None:
    for item in pack.items:
        assert item.result.text.zh, item.code
        assert item.result.next_step.zh, item.code
        assert len(item.words) >= 4, item.code
        assert item.words_en, item.code
        assert item.fields, item.code
    for proof in pack.refused_proofs:
        assert proof.words
        assert proof.words_en
        assert proof.who_issues.zh


def test_it_says_that_it_is_no_stations_own_list(pack: Pack) -> None:
    assert "不是任何一个服务站的正式清单" in pack.notice.zh
    assert "not any station’s official list" in pack.notice.en


def test_nobody_needs_a_telephone(pack: Pack) -> None:
    phones = [
        (item.code, field.key)
        for item in pack.items
        for field in item.fields
        if field.type == "phone" and field.required
    ]
    assert phones == []


def test_danger_calls_for_an_immediate_response(pack: Pack) -> None:
    urgent = {
        (item.code, field.key) for item in pack.items for field in item.fields if field.urgent
    }
    assert urgent == {
        ("GOV-UM-005", "immediate_danger"),
        ("LIF-HR-001", "leak_or_shock"),
        ("LIF-HR-004", "person_at_risk"),
        ("LIF-PS-002", "safety_risk"),
        ("PUB-SF-003", "immediate_danger"),
    }


def test_areas_and_hours_are_numbers(pack: Pack) -> None:
    decimals = {
        field.key for item in pack.items for field in item.fields if field.type == "decimal"
    }
    assert decimals == {
        "housing_area", "rental_area", "heated_area", "practice_hours", "volunteer_hours",
    }  # fmt: skip


def test_legal_limits_keep_their_own_unit(pack: Pack) -> None:
    legal = {item.code: item.legal for item in pack.items if item.legal is not None}
    assert legal["GOV-LS-002"] == Limit(15, "calendar_day")
    assert legal["GOV-LS-001"] == Limit(7, "calendar_day")
    assert legal["GOV-HP-001"] == Limit(20, "working_day")
    assert len(legal) == 9


def test_direct_items_are_done_at_once(pack: Pack) -> None:
    assert {item.promised.days for item in pack.items if item.mode == "direct"} == {0}


def test_an_agent_always_shows_papers_of_their_own(pack: Pack) -> None:
    card = pack.item("GOV-EL-001")
    assert card is not None
    agent = {asked.key for asked in card.materials if asked.when == "agent"}
    assert agent == {"power_of_attorney", "agent_id_card"}


def test_any_one_of_a_group_is_enough_under_its_condition(pack: Pack) -> None:
    dibao = pack.item("GOV-SA-001")
    assert dibao is not None
    health = [asked for asked in dibao.materials if asked.any_of.zh == "健康状况材料"]
    assert [asked.key for asked in health] == ["diagnosis_cert", "disability_cert"]
    assert {(asked.when, asked.condition.zh) for asked in health} == {("judged", "有相应情形时")}


def test_the_shipped_file_is_in_canonical_form(pack: Pack) -> None:
    data = (paths.resources() / "catalogue" / "reference.json").read_bytes()
    assert data == encode(pack, pretty=True) + b"\n"
