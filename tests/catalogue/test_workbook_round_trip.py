"""A workbook reads back as the pack it was written from, whatever the pack holds."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from large_pack import large_pack
from small_pack import column_of, letter_of, sheets_of, small_pack, write_sheets

from station_desktop import shipped, workbook
from station_desktop.domain.catalogue import Item, Limit, Pack, Words
from station_desktop.domain.pack.pack import check

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40
).map(str.strip)
_NEEDED = st.one_of(_TEXT, st.sampled_from(["=1+1", "'=1", "-3", "+86", "@x", "_x0041_", "a\nb"]))
_WORD = _NEEDED.filter(lambda word: bool(word) and not set(word) & set(";；\n"))
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def _changed(draw: st.DrawFn) -> Pack:
    """The small pack with texts, words, limits and dates put in anew."""
    pack = small_pack()
    until = draw(_DAYS.filter(lambda day: day < date.max))
    changes: dict[str, Any] = {
        "name": Words(draw(_NEEDED), draw(_TEXT)),
        "eligibility": Words(draw(_NEEDED), draw(_TEXT)),
        "source": draw(_NEEDED),
        "words": tuple(draw(st.lists(_WORD, max_size=4, unique=True))),
        "words_en": tuple(draw(st.lists(_WORD, max_size=4, unique=True))),
        "promised": Limit(
            draw(st.integers(0, 20)), draw(st.sampled_from(["working_day", "calendar_day"]))
        ),
        "effective_until": until,
    }
    first = msgspec.structs.replace(pack.items[0], **changes)
    second = msgspec.structs.replace(
        pack.items[1], effective_from=date.fromordinal(until.toordinal() + 1)
    )
    return msgspec.structs.replace(
        pack,
        version=draw(_NEEDED),
        notice=Words(draw(_TEXT), draw(_TEXT)),
        items=(first, second, *pack.items[2:]),
        promise=draw(st.sampled_from([None, pack.promise])),
    )


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pack=_changed())
def test_any_sound_pack_reads_back_equal(pack: Pack, tmp_path: Path) -> None:
    assume(not check(pack))
    path = tmp_path / "catalogue.xlsx"
    workbook.export(pack, path)
    assert workbook.read(path) == pack


@pytest.mark.parametrize("make", [small_pack, shipped.reference_pack, large_pack])
def test_a_whole_catalogue_reads_back_equal(make: Any, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.xlsx"
    workbook.export(make(), path)
    reading = workbook.read_with_notes(path)
    assert reading.pack == make()
    assert reading.notes == ()


def test_a_pack_without_items_reads_back_equal(tmp_path: Path) -> None:
    pack = Pack("1", Words("空", ""), Words("", ""), (), ())
    workbook.export(pack, tmp_path / "empty.xlsx")
    assert workbook.read(tmp_path / "empty.xlsx") == pack


def test_no_cell_is_taken_for_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.xlsx"
    workbook.export(small_pack(), path)
    sheets = sheets_of(path)
    texts = [cell for rows in sheets.values() for row in rows for cell in row]
    assert "'=来源" in texts
    assert not [text for text in texts if isinstance(text, str) and text[:1] in "=+-@" and text]


def test_the_same_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        workbook.export(small_pack(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_export_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.xlsx"
    path.write_text("old")
    workbook.export(small_pack(), path)
    assert [file.name for file in tmp_path.iterdir()] == ["catalogue.xlsx"]
    assert workbook.read(path) == small_pack()


def test_what_excel_and_people_do_to_cells_is_undone(tmp_path: Path) -> None:
    sheets = _exported(tmp_path)
    items, fields = sheets["事项"], sheets["表单字段"]
    code = column_of(sheets, "事项", "事项编码")
    items[3][code] = "  ＰＵＢ－ＷＦ－００４　"
    items[3][column_of(sheets, "事项", "事项名称（中文）")] += "  "
    items[1][column_of(sheets, "事项", "承诺时限")] = "１５"
    items[1][column_of(sheets, "事项", "办理方式")] = "collect"
    items[1][column_of(sheets, "事项", "失效日期")] = date(2026, 6, 30)
    items[2][column_of(sheets, "事项", "生效日期")] = "2026年7月1日"
    items[1][column_of(sheets, "事项", "居民常用说法")] = "老年卡; 坐车卡；"
    fields[1][column_of(sheets, "表单字段", "必填")] = True
    fields[2][column_of(sheets, "表单字段", "填写条件")] = "way＝post"
    sheets["事项"] = [["事项目录，请各窗口核对"], *items[:2], [], ["  "], *items[2:], []]
    sheets["表单字段"] = [[*reversed(row)] for row in fields]
    path = write_sheets(sheets, tmp_path / "changed.xlsx")
    assert workbook.read(path) == small_pack()


def test_a_code_made_a_number_is_a_code_again(tmp_path: Path) -> None:
    pack = msgspec.structs.replace(
        small_pack(), items=(_coded(small_pack().items[2], "1024"),), promise=None
    )
    workbook.export(pack, tmp_path / "catalogue.xlsx")
    sheets = sheets_of(tmp_path / "catalogue.xlsx")
    sheets["事项"][1][column_of(sheets, "事项", "事项编码")] = 1024.0
    assert workbook.read(write_sheets(sheets, tmp_path / "number.xlsx")) == pack


def test_columns_that_may_be_missing_read_as_blank(tmp_path: Path) -> None:
    sheets = _exported(tmp_path)
    index = column_of(sheets, "事项", "来源")
    sheets["事项"] = [[*row[:index], *row[index + 1 :]] for row in sheets["事项"]]
    pack = workbook.read(write_sheets(sheets, tmp_path / "changed.xlsx"))
    assert [item.source for item in pack.items] == ["", "", ""]


def test_the_halls_own_columns_and_sheets_are_passed_over_and_named(tmp_path: Path) -> None:
    sheets = _exported(tmp_path)
    width = len(sheets["事项"][0])
    sheets["事项"][0].append("核对人")
    sheets["事项"][1].append("王敏")
    sheets["草稿"] = [["随便写写"]]
    reading = workbook.read_with_notes(write_sheets(sheets, tmp_path / "changed.xlsx"))
    assert reading.pack == small_pack()
    column, sheet = reading.notes
    assert (column.code, sheet.code) == ("workbook.column_ignored", "workbook.sheet_ignored")
    assert column.params == {
        "head": "核对人",
        "sheet": "事项",
        "row": 1,
        "column": letter_of(width),
    }
    assert sheet.params == {"name": "草稿"}


def _exported(folder: Path) -> dict[str, list[list[Any]]]:
    workbook.export(small_pack(), folder / "exported.xlsx")
    return sheets_of(folder / "exported.xlsx")


def _coded(item: Item, code: str) -> Item:
    return msgspec.structs.replace(item, code=code)


def test_lists_drop_down_and_heads_stay_in_sight(tmp_path: Path) -> None:
    workbook.export(small_pack(), tmp_path / "catalogue.xlsx")
    with zipfile.ZipFile(tmp_path / "catalogue.xlsx") as packed:
        items = packed.read("xl/worksheets/sheet3.xml").decode()
        documents = packed.read("xl/worksheets/sheet7.xml").decode()
    assert 'ySplit="1"' in items
    assert '"即办,收件,派单,预约"' in items
    assert "'材料种类'!$A$2:" in documents


def test_the_first_sheet_explains_in_both_languages(tmp_path: Path) -> None:
    workbook.export(shipped.reference_pack(), tmp_path / "catalogue.xlsx")
    sheets = sheets_of(tmp_path / "catalogue.xlsx")
    assert next(iter(sheets)) == "说明"
    notice = shipped.reference_pack().notice
    assert [notice.zh, notice.en] in sheets["说明"]
    assert all(len(row) == 2 and all(row) for row in sheets["说明"])
