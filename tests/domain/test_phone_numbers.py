"""Phone numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.person import contacts


@pytest.mark.parametrize(
    ("typed", "stored", "kind"),
    [
        ("13800001234", "13800001234", "mobile"),
        ("１３８００００１２３４", "13800001234", "mobile"),
        ("+86 138-0000-1234", "13800001234", "mobile"),
        ("0086 13800001234", "13800001234", "mobile"),
        ("8613800001234", "13800001234", "mobile"),
        ("88881234", "010-88881234", "landline"),
        ("8888-1234", "010-88881234", "landline"),
        ("(010)88881234", "010-88881234", "landline"),
        ("（０１０）８８８８１２３４", "010-88881234", "landline"),
        ("+86 10 8888 1234", "010-88881234", "landline"),
        ("01088881234", "010-88881234", "landline"),
        ("0755-2345678", "0755-2345678", "landline"),
        ("0312 2345678", "0312-2345678", "landline"),
        ("021-62345678", "021-62345678", "landline"),
        ("010-88881234转801", "010-88881234-801", "landline"),
        ("010-88881234 转：801", "010-88881234-801", "landline"),
        ("010-88881234-801", "010-88881234-801", "landline"),
        ("88881234 ext. 12", "010-88881234-12", "landline"),
        ("88881234分机2", "010-88881234-2", "landline"),
        ("手机：13800001234", "13800001234", "mobile"),
        ("tel: 138 0000 1234", "13800001234", "mobile"),
        ("013800001234", "13800001234", "mobile"),
        ("+86 (0)138 0000 1234", "13800001234", "mobile"),
        ("138。0000。1234", "13800001234", "mobile"),
        ("13800001234。", "13800001234", "mobile"),
        ("8610-88881234", "010-88881234", "landline"),
        ("86 312 2345678", "0312-2345678", "landline"),
        ("88881234(801)", "010-88881234-801", "landline"),
        ("12345", "12345", "hotline"),
        ("400-650-1234", "4006501234", "hotline"),
        ("+852 9123 4567", "+85291234567", "abroad"),
        ("00852 91234567", "+85291234567", "abroad"),
    ],
)
def test_numbers_are_stored_in_one_form(typed: str, stored: str, kind: contacts.PhoneKind) -> None:
    assert contacts.check(typed) == contacts.PhoneCheck(stored, kind)
    assert contacts.check(stored).number == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "phone.empty"),
        ("1380000123", "phone.mobile_length"),
        ("138000012345", "phone.mobile_length"),
        ("12800001234", "phone.mobile_prefix"),
        ("2345678", "phone.area_code"),
        ("999", "phone.length"),
        ("010-1234567", "phone.landline"),
        ("13800001234/13900001234", "phone.several"),
        ("13800001234、88881234", "phone.several"),
        ("13800001234转2", "phone.extension"),
        ("+1", "phone.abroad"),
        ("儿子的电话", "phone.characters"),
        ("138\x000000123", "phone.characters"),
        ("📞", "phone.characters"),
        ("1" * 1_000_000, "phone.characters"),
    ],
)
def test_each_fault_has_its_own_code(typed: str, code: str) -> None:
    found = contacts.check(typed)
    assert found.number == ""
    assert found.problem is not None
    assert found.problem.code == code


@given(st.text(max_size=80))
def test_no_text_makes_it_raise_and_stored_numbers_stay_as_they_are(text: str) -> None:
    found = contacts.check(text)
    assert (found.problem is None) == bool(found.number)
    if found.number:
        assert contacts.check(found.number).number == found.number


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_mobile_number_is_taken(number: str) -> None:
    assert contacts.check(number).number == number
