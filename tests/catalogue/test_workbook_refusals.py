"""Every fault of a workbook is refused by a clear sentence that says where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_pack import Sheets, column_of, letter_of, sheets_of, small_pack, write_sheets

from station_desktop import workbook
from station_desktop.domain.pack.pack import check
from station_desktop.domain.problem import Problem, Refused
from station_desktop.workbook import layout
from station_desktop.workbook.reading import MOST_PROBLEMS


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    workbook.export(small_pack(), tmp_path / "exported.xlsx")
    return sheets_of(tmp_path / "exported.xlsx")


def _refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        workbook.read(path)
    for problem in refused.value.problems:
        for language in ("zh_CN", "en"):
            sentence = workbook.describe(problem, language)
            assert problem.code not in sentence
            assert "{" not in sentence
    return refused.value.problems


def _places(problems: tuple[Problem, ...]) -> list[tuple[str, Any, Any, Any]]:
    return [
        (
            found.code,
            found.params.get("sheet", ""),
            found.params.get("row"),
            found.params.get("column"),
        )
        for found in problems
    ]


_CELLS: list[tuple[str, int, str, Any, str]] = [
    ("事项", 2, "服务类别", "体育服务", "workbook.not_in_list"),
    ("事项", 2, "办理方式", "代办", "workbook.not_in_list"),
    ("事项", 2, "流程类型", "随意流程", "workbook.not_in_list"),
    ("事项", 2, "承诺时限", "十五", "workbook.not_a_number"),
    ("事项", 2, "承诺时限", 1.5, "workbook.not_a_number"),
    ("事项", 2, "承诺时限", "", "workbook.cell_blank"),
    ("事项", 2, "承诺时限", 21, "catalogue.promise_over_legal"),
    ("事项", 2, "承诺时限", -1, "catalogue.days_negative"),
    ("事项", 2, "承诺时限单位", "小时", "workbook.not_in_list"),
    ("事项", 2, "事项名称（中文）", "", "workbook.cell_blank"),
    ("事项", 2, "失效日期", "明年", "workbook.not_a_date"),
    ("事项", 2, "失效日期", "2026-02-30", "workbook.not_a_date"),
    ("事项", 2, "居民常用说法", "老年卡；老年卡", "catalogue.word_repeated"),
    ("事项", 2, "上级事项编码", 123456789012345678, "workbook.digits_lost"),
    ("事项", 2, "上级事项编码", "11-1", "catalogue.superior_malformed"),
    ("事项", 3, "生效日期", "2026-06-01", "catalogue.item_repeated"),
    ("事项", 4, "事项编码", "", "workbook.cell_blank"),
    ("表单字段", 2, "字段类型", "图片", "workbook.not_in_list"),
    ("表单字段", 2, "必填", "也许", "workbook.not_in_list"),
    ("表单字段", 2, "字段名称（中文）", "", "workbook.cell_blank"),
    ("表单字段", 3, "字段代码", "Way", "catalogue.field_key_malformed"),
    ("表单字段", 3, "字段代码", "way", "catalogue.field_repeated"),
    ("表单字段", 3, "自动带出", "resident.shoe_size", "catalogue.prefill_unknown"),
    ("表单字段", 3, "填写条件", "way 等于 post", "catalogue.condition_malformed"),
    ("表单字段", 3, "填写条件", "danger=true", "catalogue.condition_field_unknown"),
    ("表单字段", 3, "填写条件", "way=fax", "catalogue.condition_answer_unknown"),
    ("表单字段", 3, "答“是”须立即处置", "是", "catalogue.urgent_not_boolean"),
    ("选项", 2, "事项编码", "GOV-EL-999", "workbook.item_unknown"),
    ("选项", 2, "版本生效日期", "2025-01-01", "workbook.version_unknown"),
    ("选项", 2, "字段代码", "weg", "workbook.field_unknown"),
    ("选项", 4, "选项代码", "a|b", "catalogue.choice_malformed"),
    ("选项", 5, "选项代码", "pick_up", "catalogue.choice_repeated"),
    ("材料种类", 2, "材料分级", "E", "workbook.not_in_list"),
    ("材料种类", 3, "材料代码", "id_card", "catalogue.material_repeated"),
    ("材料种类", 2, "可复用天数", 0, "catalogue.days_negative"),
    ("事项材料", 2, "材料代码", "id_cart", "catalogue.material_unknown"),
    ("事项材料", 2, "原件要求", "看看", "workbook.not_in_list"),
    ("事项材料", 2, "份数", -2, "catalogue.copies_negative"),
    ("事项材料", 2, "不得容缺", "否", "catalogue.material_may_not_follow"),
    ("事项材料", 3, "材料代码", "id_card", "catalogue.material_twice"),
    ("不予开具证明", 2, "由谁出具（中文）", "", "workbook.cell_blank"),
    ("目录信息", 2, "版本", "", "workbook.cell_blank"),
    ("目录信息", 2, "核对：事项总数", 999, "catalogue.promise_broken"),
    ("目录信息", 2, "核对：公益志愿服务", 99, "catalogue.promise_broken"),
    ("目录信息", 2, "核对：政务收件", 99, "catalogue.promise_broken"),
]


@pytest.mark.parametrize(("sheet", "row", "head", "value", "code"), _CELLS)
def test_a_wrong_cell_is_named_by_sheet_row_and_column(
    sheets: Sheets, tmp_path: Path, sheet: str, row: int, head: str, value: Any, code: str
) -> None:
    index = column_of(sheets, sheet, head)
    sheets[sheet][row - 1][index] = value
    problems = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert (code, sheet, row, letter_of(index)) in _places(problems)


def test_all_problems_are_told_at_once_in_the_order_of_the_workbook(
    sheets: Sheets, tmp_path: Path
) -> None:
    sheets["事项材料"][1][column_of(sheets, "事项材料", "材料代码")] = "gone"
    sheets["事项"][2][column_of(sheets, "事项", "办理方式")] = "?"
    sheets["事项"][1][column_of(sheets, "事项", "服务类别")] = "?"
    problems = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert [place[:3] for place in _places(problems)] == [
        ("workbook.not_in_list", "事项", 2),
        ("workbook.not_in_list", "事项", 3),
        ("catalogue.material_unknown", "事项材料", 2),
    ]


def test_the_item_code_of_two_rows_is_told_at_the_second(sheets: Sheets, tmp_path: Path) -> None:
    sheets["事项"].append([*sheets["事项"][3]])
    problems = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert _places(problems) == [("catalogue.item_repeated", "事项", 5, "A")]


def test_rows_of_a_version_need_its_date_when_there_are_two(sheets: Sheets, tmp_path: Path) -> None:
    since = column_of(sheets, "事项材料", "版本生效日期")
    assert sheets["事项材料"][7][since] == "2026-07-01"
    sheets["事项材料"][7][since] = "2026-08-01"
    problems = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert _places(problems) == [("workbook.version_unknown", "事项材料", 8, letter_of(since))]


@pytest.mark.parametrize("sheet", [sheet.name for sheet in layout.SHEETS])
def test_a_missing_sheet_is_named(sheets: Sheets, tmp_path: Path, sheet: str) -> None:
    del sheets[sheet]
    (problem,) = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert (problem.code, problem.params) == ("workbook.sheet_missing", {"name": sheet})


def test_missing_columns_are_all_named_and_nothing_is_made_of_them(
    sheets: Sheets, tmp_path: Path
) -> None:
    for sheet, head in (("事项", "办理方式"), ("材料种类", "材料分级")):
        index = column_of(sheets, sheet, head)
        sheets[sheet] = [[*row[:index], *row[index + 1 :]] for row in sheets[sheet]]
    problems = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert [(found.code, found.params) for found in problems] == [
        ("workbook.column_missing", {"sheet": "事项", "head": "办理方式"}),
        ("workbook.column_missing", {"sheet": "材料种类", "head": "材料分级"}),
    ]


def test_a_column_that_stands_twice_is_refused(sheets: Sheets, tmp_path: Path) -> None:
    sheets["事项"][0].append("办理方式")
    (problem,) = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert problem.code == "workbook.column_twice"
    assert problem.params["column"] == letter_of(len(sheets["事项"][0]) - 1)


def test_the_row_about_the_catalogue_is_needed_once(sheets: Sheets, tmp_path: Path) -> None:
    about = sheets["目录信息"]
    sheets["目录信息"] = [*about, about[1]]
    twice = _refused(write_sheets(sheets, tmp_path / "twice.xlsx"))
    assert _places(twice) == [("workbook.about_twice", "目录信息", 3, "A")]
    sheets["目录信息"] = about[:1]
    problems = _refused(write_sheets(sheets, tmp_path / "none.xlsx"))
    assert "workbook.about_missing" in [problem.code for problem in problems]


def test_a_flood_of_problems_is_cut_and_counted(sheets: Sheets, tmp_path: Path) -> None:
    row = [*sheets["选项"][1]]
    row[0] = "GOV-EL-999"
    sheets["选项"] = [sheets["选项"][0], *([row] * (MOST_PROBLEMS + 7))]
    problems = _refused(write_sheets(sheets, tmp_path / "wrong.xlsx"))
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].code == "workbook.more_problems"
    assert problems[-1].params["count"] >= 7


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    path = write_sheets({"名单": [["姓名", "电话"]]}, tmp_path / "other.xlsx")
    assert [problem.code for problem in _refused(path)] == ["workbook.not_a_catalogue"]


_ANYTHING = st.one_of(
    st.text(max_size=12).map(lambda text: "".join(filter(str.isprintable, text))),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["GOV-EL-001", "way", "=1", "'", "是", "", "id_card", "；；", "1e9", "٣"]),
)


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_stands_in_a_cell_is_read_or_refused_with_its_place(
    sheets: Sheets, tmp_path: Path, data: st.DataObject
) -> None:
    changed = {name: [[*row] for row in rows] for name, rows in sheets.items()}
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = data.draw(st.sampled_from([sheet.name for sheet in layout.SHEETS]))
        row = data.draw(st.integers(1, len(changed[sheet]) - 1))
        column = data.draw(st.integers(0, len(changed[sheet][row]) - 1))
        changed[sheet][row][column] = data.draw(_ANYTHING)
    path = write_sheets(changed, tmp_path / "anything.xlsx")
    try:
        pack = workbook.read(path)
    except Refused as refused:
        for problem in refused.problems:
            assert problem.code == "workbook.about_missing" or "row" in problem.params
    else:
        assert check(pack) == ()


def test_a_pack_that_makes_no_sense_is_not_exported(tmp_path: Path) -> None:
    item = msgspec.structs.replace(small_pack().items[2], code="")
    pack = msgspec.structs.replace(small_pack(), items=(item,), promise=None)
    with pytest.raises(Refused) as refused:
        workbook.export(pack, tmp_path / "none.xlsx")
    assert refused.value.first.code == "catalogue.code_malformed"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        workbook.export(small_pack(), tmp_path / "gone" / "catalogue.xlsx")
    assert refused.value.first.code == "workbook.cannot_write"


def test_a_place_is_part_of_the_sentence() -> None:
    problem = Problem(
        "workbook.not_a_date",
        "",
        {"value": "明年", "sheet": "事项", "row": 7, "column": "AB", "day": date.min},
    )
    assert workbook.describe(problem, "zh_CN").startswith("“事项”表第 7 行 AB 列：")
    assert workbook.describe(problem, "en").startswith("Sheet “事项”, row 7, column AB: ")
