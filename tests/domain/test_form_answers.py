"""Forms: what people type, what is stored, what is asked, and how it is shown."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.form import forms

TODAY = date(2026, 3, 1)
WAYS = (
    Choice("window", Words("窗口自取", "Collect at the window")),
    Choice("post", Words("邮寄", "By post")),
    Choice("home", Words("送货上门", "Delivered home")),
)


def field(type: FieldType, key: str = "answer", **more: Any) -> Field:
    choices = WAYS if type in ("choice", "multi_choice") else ()
    return Field(key, type, Words("问题", "Question"), choices=choices, **more)


STORED: list[tuple[FieldType, object, object]] = [
    ("text", "  校场小六条\u3000甲3号 ", "校场小六条 甲3号"),
    ("text", "一行\n两行", "一行 两行"),
    ("text", "𬱖", "𬱖"),
    ("text", 12, "12"),
    ("long_text", " 父 张三\r\n母 李四 ", "父 张三\n母 李四"),
    ("address", "广内大街 1号院2号楼", "广内大街 1号院2号楼"),
    ("choice", "post", "post"),
    ("choice", " 邮寄 ", "post"),
    ("choice", "by  POST", "post"),
    ("multi_choice", ["home", "window"], ["window", "home"]),
    ("multi_choice", "送货上门；Collect at the window", ["window", "home"]),
    ("multi_choice", "邮寄", ["post"]),
    ("multi_choice", "post,post", ["post"]),
    ("boolean", True, True),
    ("boolean", False, False),
    ("boolean", "是", True),
    ("boolean", "Ｎｏ", False),
    ("date", "1950-01-01", "1950-01-01"),
    ("date", "1950.1.1", "1950-01-01"),
    ("date", "1950/1/1", "1950-01-01"),
    ("date", "19500101", "1950-01-01"),
    ("date", "1950年1月1日", "1950-01-01"),
    ("date", "１９５０．１．１", "1950-01-01"),
    ("date", " 1950 年 1 月 1 号 ", "1950-01-01"),
    ("date", date(1950, 1, 1), "1950-01-01"),
    ("date", datetime(1950, 1, 1, 9), "1950-01-01"),
    ("date", "2024-02-29", "2024-02-29"),
    ("year_month", "2026-02", "2026-02"),
    ("year_month", "2026.2", "2026-02"),
    ("year_month", "202602", "2026-02"),
    ("year_month", "2026年2月", "2026-02"),
    ("year_month", "２０２６年０２月", "2026-02"),
    ("integer", "３", 3),
    ("integer", "1,200", 1200),
    ("integer", "-1", -1),
    ("integer", 3.0, 3),
    ("integer", 0, 0),
    ("decimal", "12.50", "12.5"),
    ("decimal", "100", "100"),
    ("decimal", "-0.0", "0"),
    ("money", "3500", "3500.00"),
    ("money", "¥3,500.5", "3500.50"),
    ("money", "￥１２０", "120.00"),
    ("money", "3500元", "3500.00"),
    ("money", "3.5万元", "35000.00"),
    ("money", 0, "0.00"),
    ("phone", "+86 138 0000 1234", "13800001234"),
    ("id_number", "11010519491231002ｘ", "11010519491231002X"),
    ("bank_card", "6222 0212 3456 7890", "6222021234567890"),
    ("bank_card", "０２００００１２３４５６", "020000123456"),
]


@pytest.mark.parametrize(("type", "raw", "stored"), STORED)
def test_answers_are_stored_in_one_plain_form(type: FieldType, raw: object, stored: object) -> None:
    clean, problems = forms.check_answers((field(type),), {"answer": raw}, TODAY)
    assert problems == ()
    assert clean == {"answer": stored}
    assert json.loads(json.dumps(clean)) == clean
    again, _ = forms.check_answers((field(type),), clean, TODAY)
    assert again == clean


def test_every_kind_of_field_is_covered_here() -> None:
    assert {type for type, _, _ in STORED} == set(get_args(FieldType))


@pytest.mark.parametrize(
    ("type", "raw", "code"),
    [
        ("text", "字" * 201, "form.too_long"),
        ("text", "a\x00b", "form.control_characters"),
        ("text", "\ud800", "form.control_characters"),
        ("text", ["a"], "form.text"),
        ("text", True, "form.text"),
        ("long_text", "字" * 2001, "form.too_long"),
        ("address", "字" * 201, "form.too_long"),
        ("choice", "公交", "form.choice"),
        ("choice", ["post"], "form.choice"),
        ("multi_choice", ["post", "bus"], "form.choice"),
        ("multi_choice", "；；", "form.choice"),
        ("boolean", "也许", "form.boolean"),
        ("date", "50.1.1", "form.date"),
        ("date", "去年", "form.date"),
        ("date", 45000, "form.date"),
        ("date", "2026-02-29", "form.date_impossible"),
        ("date", "0001-01-01", "form.date_impossible"),
        ("year_month", "2026", "form.year_month"),
        ("year_month", "2026-13", "form.date_impossible"),
        ("integer", "三", "form.integer"),
        ("integer", "3.5", "form.integer"),
        ("integer", "1,2", "form.integer"),
        ("integer", "1e5", "form.integer"),
        ("integer", "٣", "form.integer"),
        ("integer", True, "form.integer"),
        ("integer", "9999999999", "form.integer_range"),
        ("decimal", "nan", "form.decimal"),
        ("decimal", float("inf"), "form.decimal"),
        ("decimal", "1.23456", "form.decimal_places"),
        ("money", "很多", "form.money"),
        ("money", "1,5", "form.money"),
        ("money", "-5", "form.money_negative"),
        ("money", "1.005", "form.money_places"),
        ("money", "99999999999", "form.money_too_large"),
        ("phone", "1380000", "phone.mobile_length"),
        ("id_number", "110105194912310021", "id.checksum"),
        ("bank_card", "6222X", "form.bank_card_characters"),
        ("bank_card", "12345678901", "form.bank_card_length"),
        ("bank_card", "1" * 20, "form.bank_card_length"),
    ],
)
def test_each_fault_has_its_own_code_and_names_its_field(
    type: FieldType, raw: object, code: str
) -> None:
    clean, problems = forms.check_answers((field(type, "where"),), {"where": raw}, TODAY)
    assert clean == {}
    assert [(problem.code, problem.field) for problem in problems] == [(code, "where")]


@given(
    st.sampled_from(get_args(FieldType)),
    st.one_of(
        st.text(max_size=40),
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.lists(st.text(max_size=5), max_size=3),
        st.dates(),
        st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    ),
)
def test_no_answer_makes_it_raise_and_what_is_stored_is_plain(type: FieldType, raw: object) -> None:
    clean, _ = forms.check_answers((field(type),), {"answer": raw}, TODAY)
    assert json.loads(json.dumps(clean)) == clean
    for language in ("zh_CN", "en"):
        assert isinstance(forms.show(field(type), clean.get("answer"), language), str)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("水、电、气", ["utilities"]),
        ("电话、水、电、气", ["utilities", "phone"]),
        ("Water, power, gas; Phone", ["utilities", "phone"]),
        ("utilities/phone/", ["utilities", "phone"]),
        ("水、电", None),
        ("水、电、气、网", None),
    ],
)
def test_a_label_may_contain_what_separates_labels(typed: str, stored: list[str] | None) -> None:
    choices = (
        Choice("utilities", Words("水、电、气", "Water, power, gas")),
        Choice("phone", Words("电话", "Phone")),
        Choice("unnamed", Words("其他", "")),
    )
    asked = Field("bills", "multi_choice", Words("费用", "Bills"), choices=choices)
    clean, problems = forms.check_answers((asked,), {"bills": typed}, TODAY)
    assert clean.get("bills") == stored
    assert bool(problems) is (stored is None)


@pytest.mark.parametrize("nothing", [None, "", " \u3000", "\u200b", [], ()])
def test_a_required_question_must_be_answered(nothing: object) -> None:
    asked = field("text", required=True)
    clean, problems = forms.check_answers((asked,), {"answer": nothing}, TODAY)
    assert clean == {}
    assert [problem.code for problem in problems] == ["form.required"]
    assert forms.check_answers((field("text"),), {"answer": nothing}, TODAY) == ({}, ())


def test_no_and_zero_are_answers() -> None:
    fields = (field("boolean", "moved", required=True), field("integer", "floor", required=True))
    clean, problems = forms.check_answers(fields, {"moved": False, "floor": 0}, TODAY)
    assert (clean, problems) == ({"moved": False, "floor": 0}, ())


DELIVERY = (
    field("choice", "way", required=True),
    field("address", "where", required=True, applies_when="way in post|home"),
    field("boolean", "lift", applies_when="way=home"),
    field("text", "floor_note", required=True, applies_when="lift=false"),
)


def keys(fields: tuple[Field, ...]) -> list[str]:
    return [field.key for field in fields]


@pytest.mark.parametrize(
    ("given_", "asked"),
    [
        ({}, ["way"]),
        ({"way": "window"}, ["way"]),
        ({"way": "邮寄"}, ["way", "where"]),
        ({"way": "home"}, ["way", "where", "lift"]),
        ({"way": "home", "lift": "否"}, ["way", "where", "lift", "floor_note"]),
        ({"way": "post", "lift": False}, ["way", "where"]),
        ({"way": "bus"}, ["way"]),
    ],
)
def test_only_questions_that_apply_are_asked(given_: dict[str, object], asked: list[str]) -> None:
    assert keys(forms.applicable(DELIVERY, given_)) == asked


def test_a_hidden_question_is_neither_kept_nor_required() -> None:
    raw = {"way": "window", "where": "广内大街1号", "lift": False, "unknown": "x"}
    assert forms.check_answers(DELIVERY, raw, TODAY) == ({"way": "window"}, ())


def test_all_problems_are_told_at_once_in_form_order() -> None:
    _, problems = forms.check_answers(DELIVERY, {"way": "home", "lift": "否"}, TODAY)
    assert [problem.field for problem in problems] == ["where", "floor_note"]


def test_a_supervisor_may_let_a_failing_check_digit_through_and_nothing_else() -> None:
    wrong_digit, wrong_date = "110105194912310021", "110105194913310021"
    asked = (field("id_number"),)
    clean, problems = forms.check_answers(asked, {"answer": wrong_digit}, TODAY, {"answer"})
    assert (clean, problems) == ({"answer": wrong_digit}, ())
    _, problems = forms.check_answers(asked, {"answer": wrong_date}, TODAY, {"answer"})
    assert [problem.code for problem in problems] == ["id.birth_impossible"]


@pytest.mark.parametrize(
    ("number", "cautioned"),
    [("6222021234567890", True), ("6222021234567894", False), ("0200001234567890", False)],
)
def test_a_card_failing_its_check_digit_is_only_pointed_out(number: str, cautioned: bool) -> None:
    asked = (field("bank_card"),)
    clean, problems = forms.check_answers(asked, {"answer": number}, TODAY)
    assert problems == ()
    found = forms.cautions(asked, clean, TODAY)
    assert bool(found) is cautioned
    assert {problem.field for problem in found} <= {"answer"}


@pytest.mark.parametrize(
    ("type", "value", "chinese", "english"),
    [
        ("date", "2026-02-13", "2026年2月13日", "13 February 2026"),
        ("year_month", "2026-02", "2026年2月", "February 2026"),
        ("year_month", "2026-01", "2026年1月", "January 2026"),
        ("year_month", "2026-12", "2026年12月", "December 2026"),
        ("boolean", True, "是", "Yes"),
        ("boolean", False, "否", "No"),
        ("choice", "post", "邮寄", "By post"),
        ("choice", "retired_way", "retired_way", "retired_way"),
        ("multi_choice", ["post", "home"], "邮寄、送货上门", "By post, Delivered home"),
        ("money", "3500.00", "3,500.00元", "CNY 3,500.00"),
        ("integer", 0, "0", "0"),
        ("bank_card", "6222021234567894", "6222 0212 3456 7894", "6222 0212 3456 7894"),
        ("date", "unreadable", "unreadable", "unreadable"),
        ("text", None, "", ""),
    ],
)
def test_answers_are_shown_in_the_reader_s_language(
    type: FieldType, value: object, chinese: str, english: str
) -> None:
    assert forms.show(field(type), value, "zh_CN") == chinese
    assert forms.show(field(type), value, "en") == english
