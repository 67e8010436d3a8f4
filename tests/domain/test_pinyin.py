"""Pinyin readings: what a name or a word may be typed as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop import shipped
from station_desktop.domain.text import pinyin

READINGS = shipped.pinyin_readings()


@pytest.mark.parametrize(
    ("char", "reading"),
    [
        ("单", "shan"),
        ("解", "xie"),
        ("仇", "qiu"),
        ("曾", "zeng"),
        ("区", "ou"),
        ("查", "zha"),
        ("盖", "ge"),
        ("尉", "yu"),
        ("尉", "wei"),
        ("重", "chong"),
        ("长", "zhang"),
        ("乐", "yue"),
        ("行", "hang"),
        ("任", "ren"),
        ("朴", "piao"),
        ("𬱖", "di"),
        ("䶮", "yan"),
        ("㛃", "jie"),
        ("〇", "ling"),
        ("張", "zhang"),
    ],
)
def test_rare_and_surname_readings_are_known(char: str, reading: str) -> None:
    assert reading in READINGS.syllables(char)


def test_common_reading_comes_first() -> None:
    assert READINGS.syllables("单")[0] == "dan"
    assert READINGS.syllables("重")[0] == "zhong"


@pytest.mark.parametrize(("char", "typed"), [("女", {"nv", "nu"}), ("吕", {"lv", "lu"})])
def test_umlaut_is_typed_v_or_u(char: str, typed: set[str]) -> None:
    assert typed <= set(READINGS.syllables(char))


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("重阳", "cy"),
        ("长大", "zd"),
        ("长大", "cd"),
        ("单田芳", "stf"),
        ("迪丽·热巴", "dlrb"),
        ("老人公交卡", "lrgjk"),
        ("Ａ座3层", "az3c"),
    ],
)
def test_initials_hold_every_reading(text: str, initials: str) -> None:
    assert initials in READINGS.initials(text)


def test_keys_are_full_spellings_then_initials() -> None:
    full = ("jiehong", "jiegong", "xiehong", "xiegong")
    assert READINGS.keys("解红") == (*full, "jh", "jg", "xh", "xg")


def test_combinations_are_capped_and_common_ones_kept() -> None:
    found = READINGS.full("长" * 40, cap=8)
    assert len(found) == 8
    assert found[0] == READINGS.syllables("长")[0] * 40


def test_what_has_no_reading_is_left_out() -> None:
    assert READINGS.syllables("·") == ()
    assert READINGS.syllables("a") == ()
    assert READINGS.keys("——") == ()
    assert READINGS.keys("") == ()


def test_a_subset_reads_back_the_same() -> None:
    chars = "单解仇女𬱖x"
    part = pinyin.parse(READINGS.subset(chars))
    assert [part.syllables(c) for c in chars] == [READINGS.syllables(c) for c in chars]
    assert part.syllables("老") == ()


@pytest.mark.parametrize("data", ["zhang", "zhang\t张", "zhang张\n"])
def test_other_bytes_are_refused(data: str) -> None:
    with pytest.raises(ValueError, match="pinyin table"):
        pinyin.load(data.encode())


@given(st.text(max_size=30))
def test_any_text_has_well_formed_keys(text: str) -> None:
    for key in READINGS.keys(text):
        assert key.isascii()
        assert key.isalnum()
        assert key == key.lower()


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6))
def test_initials_are_the_first_letters_of_the_syllables(text: str) -> None:
    letters = [{s[0] for s in READINGS.syllables(char)} for char in text]
    for key in READINGS.initials(text):
        read = [row for row in letters if row]
        assert len(key) == len(read)
        assert all(letter in row for letter, row in zip(key, read, strict=True))
