"""Names of people: one way of writing, and what is no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.person import names

DOTTED = "阿依古丽·买买提"


@pytest.mark.parametrize("dot", ["·", "•", "‧", "・", "･", ".", "．", "\u0387", " · "])
def test_every_dot_between_hanzi_becomes_one(dot: str) -> None:
    assert names.check(f"阿依古丽{dot}买买提").name == DOTTED


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("张 明", "张明"),
        ("\u3000李 四\u3000", "李四"),
        ("张\u200b三", "张三"),
        ("John   Smith", "John Smith"),
        ("Ｊｏｈｎ", "John"),
        ("J. Smith", "J. Smith"),
        ("Jose\u0301", "José"),
        ("𬱖䶮㛃", "𬱖䶮㛃"),
        ("〇一", "〇一"),
        ("\U00031350", "\U00031350"),
    ],
)
def test_names_are_stored_in_one_form(typed: str, stored: str) -> None:
    assert names.check(typed) == names.NameCheck(stored)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name.empty"),
        ("\u3000", "name.empty"),
        ("12345", "name.no_letters"),
        ("--", "name.no_letters"),
        ("张\x00三", "name.control"),
        ("张\n三a\tb", "name.control"),
        ("张\ud800", "name.control"),
        ("张三😀", "name.symbols"),
        ("𬱖" * 51, "name.too_long"),
        ("张" * 1_000_000, "name.too_long"),
    ],
)
def test_each_fault_has_its_own_code(typed: str, code: str) -> None:
    found = names.check(typed)
    assert found.name == ""
    assert found.problem is not None
    assert found.problem.code == code


def test_fifty_characters_are_counted_as_characters_and_not_as_bytes() -> None:
    assert names.check("𬱖" * 50).problem is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("张小明", ("张", "小明")),
        ("张明", ("张", "明")),
        ("张", ("张", "")),
        ("欧阳修", ("欧阳", "修")),
        ("欧阳", ("欧", "阳")),
        ("司马相如", ("司马", "相如")),
        ("诸葛亮", ("诸葛", "亮")),
        ("爱新觉罗溥仪", ("爱新觉罗", "溥仪")),
        ("𬱖明", ("𬱖", "明")),
        (DOTTED, ("", DOTTED)),
        ("John Smith", ("", "John Smith")),
        ("", ("", "")),
    ],
)
def test_surname_and_given_name(name: str, parts: tuple[str, str]) -> None:
    assert names.split_name(name) == parts


@given(st.text(max_size=70))
def test_no_text_makes_it_raise_and_stored_names_stay_as_they_are(text: str) -> None:
    found = names.check(text)
    assert (found.problem is None) == bool(found.name)
    assert "".join(names.split_name(found.name)) == found.name
    if found.name:
        found.name.encode("utf-8")
        assert names.check(found.name).name == found.name
