"""Half-hidden personal details."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.person import masks


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("11010519491231002X", "110105********002X"),
        ("110105491231002", "110105*****1002"),
        ("E12345678", "E******78"),
        ("A12345", "A***45"),
        ("A123", "****"),
        ("", ""),
    ],
)
def test_identity_numbers(number: str, shown: str) -> None:
    assert masks.mask_id(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800001234", "138****1234"),
        ("010-88881234", "010-****1234"),
        ("010-88881234-801", "010-****1234"),
        ("0312-2345678", "0312-****678"),
        ("12345", "***45"),
        ("", ""),
    ],
)
def test_phone_numbers(number: str, shown: str) -> None:
    assert masks.mask_phone(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张小明", "张*"),
        ("张明", "张*"),
        ("欧阳修文", "欧阳*"),
        ("阿依古丽·买买提", "阿*"),
        ("John Smith", "J*"),
        ("𬱖明", "𬱖*"),
        ("", ""),
    ],
)
def test_names_show_the_surname_and_not_the_length(name: str, shown: str) -> None:
    assert masks.mask_name(name) == shown


def test_a_bank_account_shows_its_last_four() -> None:
    assert masks.mask_bank_card("6222021234567890") == "************7890"
    assert masks.mask_bank_card("12345678") == "****5678"


@given(st.text("0123456789X-", min_size=6, max_size=30))
def test_a_mask_always_hides_something(number: str) -> None:
    for mask in (masks.mask_id, masks.mask_phone, masks.mask_bank_card):
        assert mask(number) != number
        assert "*" in mask(number)
