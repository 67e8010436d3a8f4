"""Identity numbers and organisation codes. The valid numbers are published samples."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop import phrases
from station_desktop.domain.person import identity

TODAY = date(2026, 3, 1)
SAMPLE = "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "kind", "birth", "sex"),
    [
        (SAMPLE, "resident_id", date(1949, 12, 31), "female"),
        ("440524188001010014", "resident_id", date(1880, 1, 1), "male"),
        ("810000199408230021", "hmt_residence_permit", date(1994, 8, 23), "female"),
        ("830000199201300022", "hmt_residence_permit", date(1992, 1, 30), "female"),
        ("911124198108030024", "foreign_permanent", date(1981, 8, 3), "female"),
        ("932682198501010017", "foreign_permanent", date(1985, 1, 1), "male"),
        ("CAN310069042917", "foreign_permanent", None, None),
        ("H12345678", "hk_macao_permit", None, None),
        ("m1234567890", "hk_macao_permit", None, None),
        ("12345678", "taiwan_permit", None, None),
        ("0123456701(B)", "taiwan_permit", None, None),
        ("E12345678", "passport", None, None),
        ("123456789", "passport", None, None),
        ("1234567A", "passport", None, None),
        ("AB12345X", "passport", None, None),
    ],
)
def test_each_document_is_recognised_and_read(
    typed: str, kind: str, birth: date | None, sex: str | None
) -> None:
    found = identity.check(typed, TODAY)
    assert (found.valid, found.type, found.birth_date, found.sex) == (True, kind, birth, sex)
    assert found.problem is None


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２ｘ",
        "  110105 19491231 002X ",
        "110105-19491231-002x",
        "'11010519491231002X",
        "\u202d11010519491231002X\u202c",
        "110105\u300019491231\u3000002Ｘ",
        "11010519491231002×",
        "11010519491231002х",
        "身份证号：11010519491231002X",
        "居民身份证11010519491231002x",
        "ID No.: 11010519491231002X",
    ],
)
def test_every_way_of_typing_one_number_is_stored_alike(typed: str) -> None:
    assert identity.check(typed, TODAY).normalised == SAMPLE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "id.empty"),
        (" \u3000", "id.empty"),
        ("1101051949123100", "id.length"),
        ("11010519491231002", "id.length"),
        ("1101051949123100X", "id.length"),
        ("1101051949123100A", "id.length"),
        ("A1101051949123100", "id.length"),
        ("11010519491231002XX", "id.length"),
        ("110105194902300021", "id.birth_impossible"),
        ("110105000001010021", "id.birth_impossible"),
        ("110105202603020021", "id.birth_future"),
        ("110105194912310021", "id.checksum"),
        ("110105194912310000", "id.excel_rounded"),
        ("1.10102E+17", "id.excel_number"),
        ("110105194912310O2X", "id.characters"),
        ("11O1O51949123100ZX", "id.characters"),
        ("11O1O519491231OO2X", "id.characters"),
        ("110105********002X", "id.masked"),
        ("110105XXXXXXXX002X", "id.masked"),
        ("19491231", "id.length"),
        ("91110000600037341L", "id.is_organisation"),
        ("身份证", "id.characters"),
        ("1101051949\x0012310", "id.characters"),
        ("😀" * 18, "id.characters"),
        ("9" * 1_000_000, "id.too_long"),
    ],
)
def test_each_fault_has_its_own_code(typed: str, code: str) -> None:
    found = identity.check(typed, TODAY)
    assert not found.valid
    assert found.problem is not None
    assert found.problem.code == code
    assert found.overridable == (code == "id.checksum")


def test_a_birth_date_of_today_is_a_newborn_and_not_the_future() -> None:
    body = "11010220260301001"
    number = body + identity.check_digit(body)
    assert identity.check(number, TODAY).valid
    assert not identity.check(number, date(2026, 2, 28)).valid


def test_an_old_number_is_converted_and_flagged_but_no_valid_document() -> None:
    found = identity.check("110105491231002", TODAY)
    assert (found.type, found.normalised, found.legacy) == ("resident_id_15", SAMPLE, True)
    assert not found.valid
    assert found.birth_date == date(1949, 12, 31)
    assert found.problem is not None
    assert found.problem.code == "id.legacy_15"


@pytest.mark.parametrize(
    ("typed", "hint", "code"),
    [
        (SAMPLE, "passport", "id.other.resident_id"),
        (SAMPLE, "hmt_residence_permit", "id.other.resident_id"),
        ("810000199408230021", "resident_id", "id.other.hmt_residence_permit"),
        ("911124198108030024", "resident_id", "id.other.foreign_permanent"),
        ("H1234567", "hk_macao_permit", "id.form.hk_macao_permit"),
        ("1234567", "taiwan_permit", "id.form.taiwan_permit"),
        ("12345", "foreign_permanent", "id.form.foreign_permanent"),
        ("12345", "hmt_residence_permit", "id.form.hmt_residence_permit"),
        ("E12345678", "resident_id", "id.length"),
        ("A123", "passport", "id.passport_length"),
    ],
)
def test_the_document_chosen_decides_the_wording(
    typed: str, hint: identity.IdType, code: str
) -> None:
    found = identity.check(typed, TODAY, hint)
    assert found.problem is not None
    assert found.problem.code == code


@pytest.mark.parametrize(("typed", "hint"), [("H12345678", "passport"), ("12345678", "passport")])
def test_a_passport_may_look_like_anything(typed: str, hint: identity.IdType) -> None:
    found = identity.check(typed, TODAY, hint)
    assert (found.valid, found.type) == (True, "passport")


@given(
    area=st.integers(0, 899_999),
    birth=st.dates(date(1900, 1, 1), TODAY),
    sequence=st.integers(0, 999),
)
def test_no_area_code_is_ever_refused(area: int, birth: date, sequence: int) -> None:
    body = f"{area:06}{birth:%Y%m%d}{sequence:03}"
    found = identity.check(body + identity.check_digit(body), TODAY)
    assert found.valid
    assert (found.birth_date, found.sex) == (birth, "male" if sequence % 2 else "female")


@given(
    birth=st.dates(date(1900, 1, 1), TODAY),
    place=st.integers(0, 16),
    shift=st.integers(1, 9),
)
def test_any_single_wrong_digit_is_noticed(birth: date, place: int, shift: int) -> None:
    body = f"110104{birth:%Y%m%d}123"
    right = body + identity.check_digit(body)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert not identity.check(wrong, TODAY).valid


@given(st.text(max_size=80), st.sampled_from([None, "passport", "resident_id", "taiwan_permit"]))
def test_no_text_makes_it_raise(text: str, hint: identity.IdType | None) -> None:
    found = identity.check(text, TODAY, hint)
    assert found.valid == (found.problem is None)
    organisation = identity.check_organisation(text)
    assert organisation.valid == (organisation.problem is None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("91110000600037341L", None),
        ("９１１１００００６０００３７３４１ｌ", None),
        ("9111000060003734", "org.length"),
        ("91110000600037341M", "org.checksum"),
        ("91110000600037341I", "org.characters"),
        ("9111000O600037341L", "org.characters"),
        ("", "org.empty"),
        ("9" * 100, "org.too_long"),
        ("9.1E17", "org.excel_number"),
    ],
)
def test_organisation_codes(typed: str, code: str | None) -> None:
    found = identity.check_organisation(typed)
    assert (found.problem.code if found.problem else None) == code


def test_an_organisation_may_be_registered_by_an_authority_with_a_letter() -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "N2110108MF1234567"
    right = [c for c in alphabet if identity.check_organisation(body + c).valid]
    assert len(right) == 1


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1946, 3, 1), date(2026, 2, 28), 79),
        (date(1946, 3, 1), date(2026, 3, 1), 80),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_a_year_of_age_is_full_on_the_birthday(birth: date, day: date, age: int) -> None:
    assert identity.age_on(birth, day) == age


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_a_failing_check_digit_is_explained_without_telling_the_right_one(language: str) -> None:
    problem = identity.check("110105194912310021", TODAY).problem
    assert problem is not None
    sentence = phrases.say(problem.code, language, **problem.params)
    assert sentence != problem.code
    assert "{" not in sentence
    assert "002X" not in sentence


@pytest.mark.parametrize("typed", ["000000000000000000", "110105194902300021", "110105491331002"])
def test_nothing_is_told_of_a_date_that_does_not_exist(typed: str) -> None:
    found = identity.check(typed, TODAY)
    assert (found.valid, found.birth_date, found.sex) == (False, None, None)


def test_an_organisations_code_of_digits_alone_is_called_so() -> None:
    code = next(c for c in CODES_OF_DIGITS if identity.check_organisation(c).valid)
    found = identity.check(code, TODAY)
    assert found.problem is not None
    assert found.problem.code == "id.is_organisation"


CODES_OF_DIGITS = [f"9111010260000000{n:02d}" for n in range(100)]
