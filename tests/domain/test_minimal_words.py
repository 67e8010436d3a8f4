"""What an organisation may not be told with a task is found however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import people

from station_desktop import shipped
from station_desktop.domain.case.minimal_words import faults, has_id_number, status_words

NUMBER = "11010519491231002X"


@pytest.mark.parametrize(
    "text",
    [
        f"身份证{NUMBER}",
        f"证件号：{NUMBER.lower()}，请上门",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-1949-1231-002x",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "老证110105491231002请核对",
        "110105 491231 002",
        f"13800138000{NUMBER}",
        f"电话13800138000 {NUMBER}",
        "440524188001010014",
        "110105194912310021",
    ],
)
def test_an_identity_number_is_seen(text: str) -> None:
    assert has_id_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "水龙头漏水，请11月27日上午到校场小六条19号院3号",
        "电话13800138000",
        "13800138000 1201",
        "010-63030001转801，或者13911112222",
        "2026-11-27 09:30到，2026-11-28 17:00前回复",
        "3号楼2单元1501，门禁码 2580#",
        "办件110102017014-20261126-01-0001-5",
        "银行流水编号1234567",
    ],
)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not has_id_number(text)


def test_a_known_number_of_any_kind_is_seen() -> None:
    assert not has_id_number("护照E12345678")
    assert has_id_number("护照E 1234-5678", known=["E12345678"])
    assert has_id_number("通行证h12345678", known=["H12345678"])


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.lists(st.sampled_from(["", " ", "-", "　"]), min_size=18))
def test_gaps_hide_no_number(seed: int, gaps: list[str]) -> None:
    number = people(1, seed)[0].id_number
    spread = "".join(digit + gap for digit, gap in zip(number, gaps, strict=False))
    assert has_id_number(f"请联系，{spread}，谢谢")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("低保户家里漏水", ("低保",)),
        ("残疾二级，享受护理补贴", ("残疾二级", "护理补贴")),
        ("独居的特困老人", ("特困",)),
        ("a disabled man on low-income support", ("disabled", "low-income")),
        ("水龙头漏水", ()),
        ("保低一点的价格", ()),
    ],
)
def test_words_for_a_benefit_are_seen(text: str, words: tuple[str, ...]) -> None:
    assert status_words(text) == words


def test_a_service_may_be_called_by_its_name() -> None:
    assert status_words("残疾人证办理陪同", allowed="残疾人证办理陪同") == ()
    assert status_words("低保户要办残疾人证", allowed="残疾人证办理陪同") == ("低保",)


def test_the_market_is_told_less() -> None:
    text = f"低保户，证件号{NUMBER}"
    assert [one.code for one in faults(text, "need", market=True)] == [
        "dispatch.id_number",
        "dispatch.status_words",
    ]
    assert [one.code for one in faults(text, "need", market=False)] == ["dispatch.id_number"]


def test_no_name_of_a_service_for_partners_is_refused() -> None:
    names = [
        item.name.zh
        for item in shipped.reference_pack().items
        if item.category in ("life", "public")
    ]
    assert len(names) == 25
    assert [name for name in names if faults(name, "need", market=True)] == []
