"""Heads found and columns proposed, whatever stands above them."""

from __future__ import annotations

import pytest

from station_desktop.domain.problem import Refused
from station_desktop.roster import heads
from station_desktop.roster.head_words import FIELDS, meaning

NUMBER = "11010519491231002X"


def fields(*rows: list[str], merged: tuple[object, ...] = ()) -> tuple[dict[str, int], int]:
    mapping = heads.propose("", True, rows, merged)
    return mapping.fields, mapping.first_row


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("姓名", "name"),
        ("姓 名", "name"),
        ("人员姓名", "name"),
        ("名字*", "name"),
        ("公民身份号码", "id_number"),
        ("身份证号码（18位）", "id_number"),
        ("证件号码：", "id_number"),
        ("居住地址", "residence_address"),
        ("户籍地", "registered_address"),
        ("手机", "phone"),
        ("联系电话\n（本人）", "phone"),
        ("与户主关系", "relation_to_head"),
        ("政治面貌", "political_status"),
        ("婚姻", "marital_status"),
        ("所属网格", "grid"),
        ("居民身份证号码", "id_number"),
        ("户主姓名", ""),
        ("户主身份证号", ""),
        ("监护人姓名", "guardian_name"),
        ("紧急联系人电话", ""),
        ("网格员电话", ""),
        ("序号", ""),
        ("", ""),
    ],
)
def test_heads_vary_and_other_peoples_are_not_the_residents(head: str, field: str) -> None:
    assert meaning(head)[0] == field


def test_a_head_close_to_a_known_one_is_less_sure() -> None:
    assert meaning("姓名")[1] == 1.0
    assert meaning("参保人姓名") == ("name", 0.6)


def test_every_field_can_be_said_by_some_head() -> None:
    assert {meaning(field.replace("_", ""))[0] for field in ("name", "id_number")} <= set(FIELDS)


def test_titles_above_the_head_are_passed_over() -> None:
    found, first = fields(
        ["老墙根社区居民名册", "", ""],
        ["填表日期：2026年1月1日", "", ""],
        ["序号", "姓名", "身份证号"],
        ["1", "张小明", NUMBER],
    )
    assert found == {"name": 1, "id_number": 2}
    assert first == 3


def test_a_head_of_two_rows_with_merged_cells() -> None:
    merged = (
        ((0, 0), (1, 0)),
        ((0, 1), (1, 1)),
        ((0, 2), (0, 4)),
    )
    found, first = fields(
        ["姓名", "身份证号", "住址", "", ""],
        ["", "", "楼号", "单元", "室号"],
        ["张小明", NUMBER, "3", "2", "501"],
        merged=merged,
    )
    assert found == {"name": 0, "id_number": 1, "building": 2, "unit": 3, "room": 4}
    assert first == 2


def test_a_head_of_two_rows_in_a_file_without_merged_cells() -> None:
    found, first = fields(
        ["姓名", "身份证号", "住址", "", "", "电话"],
        ["", "", "楼号", "单元", "室号", ""],
        ["张小明", NUMBER, "3", "2", "501", "13800138000"],
    )
    assert found["building"] == 2
    assert found["room"] == 4
    assert found["phone"] == 5
    assert first == 2


def test_one_row_below_the_head_is_not_taken_for_the_head() -> None:
    found, first = fields(["姓名", "身份证号", "关系"], ["张小明", NUMBER, "其他"])
    assert first == 1
    assert found == {"name": 0, "id_number": 1, "relation_to_head": 2}


def test_without_a_head_the_contents_speak() -> None:
    mapping = heads.propose(
        "", True, [["1", "张小明", NUMBER, "13800138000"], ["2", "李秀英", NUMBER, "", ""]], ()
    )
    assert mapping.fields == {"name": 1, "id_number": 2, "phone": 3}
    assert mapping.taken
    assert mapping.first_row == 0
    assert all(column.confidence <= 0.5 for column in mapping.columns)


def test_a_second_phone_column_is_kept_too() -> None:
    found, _ = fields(["姓名", "身份证号", "联系电话", "手机"], ["张小明", NUMBER, "", ""])
    assert (found["phone"], found["other_phone"]) == (2, 3)


def test_a_hidden_or_foreign_sheet_is_not_proposed() -> None:
    rows = [["姓名", "身份证号"], ["张小明", NUMBER]]
    assert heads.propose("", True, rows, ()).taken
    assert not heads.propose("", False, rows, ()).taken
    assert not heads.propose("", True, [["楼号", "户数"], ["3", "20"]], ()).taken


def test_the_user_moves_a_field_to_another_column() -> None:
    mapping = heads.propose("一", True, [["姓名", "身份证号", "甲"], ["张", NUMBER, "李"]], ())
    moved = mapping.taking(2, "name")
    assert moved.fields == {"id_number": 1, "name": 2}
    heads.check((moved,))
    with pytest.raises(Refused) as refused:
        heads.check((moved.taking(2, ""),))
    assert refused.value.first.code == "roster.no_column.name"
    with pytest.raises(Refused):
        mapping.taking(0, "salary")
