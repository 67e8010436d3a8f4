"""Rosters with all the faults that stations' files have, imported into a real store."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from roster_files import HEADS, id_number, people, write_csv, write_xlsx

from station_desktop import phrases
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused
from station_desktop.roster import reader
from station_desktop.roster.rows import Row
from station_desktop.storage.proof.proof import prove
from station_desktop.usecases.people import residents, rosters
from station_desktop.usecases.work import Actor, Work

MakeBook = Callable[..., Path]
Everyone = Callable[[], dict[str, Resident]]

ZHANG = id_number("110102", date(1950, 1, 1), 101)
LI = id_number("110104", date(1962, 7, 8), 202)
WANG = id_number("130102", date(1988, 12, 3), 303)
ZHAO = id_number("110102", date(1945, 5, 6), 405)
HEAD = ["姓名", "身份证号", "现住址", "联系电话"]
SAMPLES = Path(__file__).parent / "samples"
SOURCE = Path(rosters.__file__).parents[2]


def test_a_plain_roster_comes_in_and_is_found(work: Work, tmp_path: Path) -> None:
    rows = list(people(30))
    outcome = rosters.import_roster(work, write_xlsx(tmp_path / "r.xlsx", rows))
    assert (outcome.rows, outcome.imported, outcome.rejected) == (30, 30, {})
    for person in rows[::7]:
        (found,) = residents.find(work, person.id_number)
        assert found.name == person.name
        assert found.phone == person.phone
        assert found.residence_address == person.residence_address
        assert found.sex == ("male" if person.sex == "男" else "female")
        assert found.details["grid"] == person.grid
        assert found.details["education"] in {"bachelor", "junior_college", "postgraduate"} | {
            "primary_or_below",
            "junior_middle",
            "senior_middle",
        }
    assert prove(work.store.ledger).holds


def test_twice_is_once(work: Work, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "r.csv", people(25), encoding="gb18030")
    rosters.import_roster(work, path)
    entries = work.store.ledger.count()
    again = rosters.import_roster(work, path)
    assert (again.imported, again.updated, again.duplicates, again.rows) == (0, 0, 25, 25)
    assert work.store.ledger.count() == entries


def test_a_dry_run_counts_the_same_and_changes_nothing(work: Work, book: MakeBook) -> None:
    path = book(
        {
            "一": [
                HEAD,
                ["张小明", ZHANG, "", ""],
                ["李秀英", LI, "三庙街1号", ""],
                ["无号", "", "", ""],
            ],
            "二": [HEAD, ["张小明", ZHANG, "三庙街2号", ""], ["李四", LI, "", ""]],
        }
    )
    entries = work.store.ledger.count()
    dry = rosters.import_roster(work, path, dry_run=True)
    assert work.store.ledger.count() == entries
    real = rosters.import_roster(work, path)
    for name in ("rows", "imported", "updated", "duplicates", "rejected", "skipped"):
        assert getattr(dry, name) == getattr(real, name), name
    assert (real.imported, real.updated) == (2, 1)
    assert real.rejected == {"roster.number_missing": 1, "roster.name_differs": 1}


def test_cancelled_in_the_middle_then_run_again(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters, "CHUNK", 10)
    path = write_xlsx(tmp_path / "r.xlsx", people(35))
    asked: list[tuple[int, int]] = []
    outcome = rosters.import_roster(
        work, path, progress=lambda *at: asked.append(at), cancelled=lambda: len(asked) > 2
    )
    assert outcome.cancelled
    assert outcome.imported == 20
    assert asked == [(0, 35), (10, 35), (20, 35)]
    again = rosters.import_roster(work, path)
    assert (again.imported, again.duplicates, again.cancelled) == (15, 20, False)
    assert prove(work.store.ledger).holds


def test_numbers_the_spreadsheet_spoilt(work: Work, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "r.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    as_number = float(ZHANG.replace("X", "0"))
    cells: list[Any] = [as_number, "1.10102E+17", ZHANG[:15] + "000", datetime(1950, 1, 1), ""]
    for index, cell in enumerate(cells, start=1):
        page.write(index, 0, "张小明")
        if isinstance(cell, datetime):
            page.write_datetime(index, 1, cell, book.add_format({"num_format": "yyyy-mm-dd"}))
        else:
            page.write(index, 1, cell)
    book.close()
    outcome = rosters.import_roster(work, tmp_path / "r.xlsx")
    assert [rejection.reason.code for rejection in outcome.rejections] == [
        "roster.number_rounded",
        "id.excel_number",
        "roster.number_rounded",
        "roster.number_is_date",
        "roster.number_missing",
    ]
    assert [rejection.row for rejection in outcome.rejections] == [2, 3, 4, 5, 6]
    assert outcome.imported == 0


def full_width(text: str) -> str:
    return "".join(chr(ord(ch) + 0xFEE0) for ch in text)


@pytest.mark.parametrize(
    "written",
    [f"'{ZHANG}", f" {ZHANG}　 ", full_width(ZHANG), f"{ZHANG[:6]} {ZHANG[6:14]} {ZHANG[14:]}"],
)
def test_numbers_written_in_odd_ways(
    work: Work, book: MakeBook, everyone: Everyone, written: str
) -> None:
    path = book({"一": [HEAD, ["张 小 明 ", written, " 三庙街　１号 ", "１３８００１３８０００"]]})
    rosters.import_roster(work, path)
    person = everyone()["张小明"]
    assert person.id_number == ZHANG
    assert person.phone == "13800138000"
    assert person.residence_address == "三庙街 1号"


def test_a_wrong_check_digit_is_rejected_and_others_come_in(work: Work, book: MakeBook) -> None:
    wrong = ZHANG[:-1] + ("1" if ZHANG[-1] != "1" else "2")
    path = book({"一": [HEAD, ["张小明", wrong, "", ""], ["李秀英", LI, "", ""]]})
    outcome = rosters.import_roster(work, path)
    assert outcome.rejected == {"id.checksum": 1}
    assert outcome.imported == 1


def test_an_old_number_is_converted_said_so_and_confirmed_later(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    old = ZHANG[:6] + ZHANG[8:17]
    outcome = rosters.import_roster(work, book({"一": [HEAD, ["张小明", float(old), "", ""]]}))
    assert outcome.doubted == {"roster.converted_15": 1}
    person = everyone()["张小明"]
    assert person.id_number == ZHANG
    assert person.details == {"id_number_converted": "yes"}
    residents.change(work, person.id, {"phone": "13800138000"})
    assert rosters.import_roster(work, book({"一": [HEAD, ["张小明", ZHANG, "", ""]]})).updated == 1
    assert everyone()["张小明"].details == {}


def test_totals_feet_blanks_and_repeated_heads_are_nobody(work: Work, book: MakeBook) -> None:
    head = ["序号", *HEAD]
    path = book(
        {
            "一": [
                ["老墙根社区居民名册"],
                head,
                [1, "张小明", ZHANG, "", ""],
                head,
                [2, "李秀英", LI, "", ""],
                [3],
                ["序号", "姓名", HEAD[1]],
                ["", "小 计", "2人", "", ""],
                ["人数合计", "", "2", "", ""],
                ["合计", "", "", "", 2],
                ["共2人"],
                ["填表人：王敏", "", "", "审核人：", ""],
                ["", "", "", "", "备注：虚构"],
            ]
        }
    )
    outcome = rosters.import_roster(work, path)
    assert (outcome.imported, outcome.rows) == (2, 2 + sum(outcome.rejected.values()))
    assert outcome.rejected == {}
    assert outcome.skipped["head"] == 2
    assert outcome.skipped["total"] >= 4


def test_dates_serials_and_a_book_from_1904(work: Work, tmp_path: Path, everyone: Everyone) -> None:
    book = xlsxwriter.Workbook(tmp_path / "r.xlsx", {"date_1904": True})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["姓名", "证件号码", "出生日期"])
    page.write_row(1, 0, ["JOHN SMITH", "E12345678"])
    page.write_datetime(1, 2, datetime(1970, 5, 6), day)
    page.write_row(2, 0, ["MARY JONES", "E12345679", (date(1970, 5, 6) - date(1904, 1, 1)).days])
    page.write_row(3, 0, ["ANN LEE", "E12345670", "1970.5.6"])
    page.write_row(4, 0, ["TOM LEE", "E12345671", "70.5.6"])
    page.write_row(5, 0, ["张小明", ZHANG, "1950.1.2"])
    book.close()
    outcome = rosters.import_roster(work, tmp_path / "r.xlsx")
    found = everyone()
    assert {found[name].birth_date for name in ("JOHN SMITH", "MARY JONES", "ANN LEE")} == {
        "1970-05-06"
    }
    assert found["TOM LEE"].birth_date == ""
    assert found["张小明"].birth_date == "1950-01-01"
    assert outcome.doubted == {"roster.birth_date_unread": 1, "roster.birth_date_differs": 1}


def test_a_household_in_a_merged_block(work: Work, tmp_path: Path, everyone: Everyone) -> None:
    book = xlsxwriter.Workbook(tmp_path / "r.xlsx")
    page = book.add_worksheet()
    page.write_row(1, 1, HEAD)
    for row, (name, number) in enumerate((("张小明", ZHANG), ("李秀英", LI), ("王建国", WANG)), 2):
        page.write_row(row, 1, [name, number])
    page.merge_range(2, 3, 3, 3, "三庙街1号")
    page.merge_range(2, 4, 3, 4, "13800138000")
    page.merge_range(4, 1, 5, 1, "王建国")
    page.merge_range(4, 2, 5, 2, WANG)
    page.write(4, 3, "三庙街2号")
    page.write(5, 3, "续页")
    book.close()
    outcome = rosters.import_roster(work, tmp_path / "r.xlsx")
    found = everyone()
    assert [found[name].residence_address for name in ("张小明", "李秀英", "王建国")] == [
        "三庙街1号",
        "三庙街1号",
        "三庙街2号",
    ]
    assert found["李秀英"].phone == "13800138000"
    assert outcome.imported == 3
    assert outcome.skipped == {"continued": 1}


def test_an_old_workbook_with_two_head_rows(work: Work, everyone: Everyone, tmp_path: Path) -> None:
    path = tmp_path / "第一网格.et"
    path.write_bytes((SAMPLES / "grid.xls").read_bytes())
    outcome = rosters.import_roster(work, path)
    found = everyone()
    assert {name: found[name].residence_address for name in ("张小明", "李秀英", "王建国")} == {
        "张小明": "3号楼2单元501室",
        "李秀英": "3号楼2单元501室",
        "王建国": "5号楼1单元102室",
    }
    assert outcome.rejected == {"roster.number_rounded": 1}
    assert outcome.skipped == {"total": 1}


def test_door_columns_join_the_lane_and_a_date_is_no_door(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    head = ["姓名", "身份证号", "住址", "楼单元室"]
    path = book(
        {
            "一": [
                head,
                ["张小明", ZHANG, "槐柏树街北里", "3-2-501"],
                ["李秀英", LI, "三庙街1号", "三庙街1号"],
            ]
        }
    )
    rosters.import_roster(work, path)
    assert everyone()["张小明"].residence_address == "槐柏树街北里3号楼2单元501室"
    assert everyone()["李秀英"].residence_address == "三庙街1号"


def test_hidden_rows_come_in_unless_left_out(work: Work, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "r.xlsx")
    page = book.add_worksheet("一")
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ["张小明", ZHANG])
    page.write_row(2, 0, ["李秀英", LI])
    page.set_row(2, None, None, {"hidden": True})
    away = book.add_worksheet("已迁出")
    away.write_row(0, 0, HEAD)
    away.write_row(1, 0, ["王建国", WANG])
    away.hide()
    book.close()
    seen = rosters.preview(work, tmp_path / "r.xlsx")
    assert [sheet.hidden_rows for sheet in seen.sheets] == [1, 0]
    assert [sheet.taken for sheet in seen.mapping] == [True, False]
    first, second = seen.mapping
    without = (msgspec.structs.replace(first, skip_hidden=True), second)
    some = rosters.import_roster(work, tmp_path / "r.xlsx", without)
    assert (some.imported, some.skipped) == (1, {"hidden": 1})
    assert rosters.import_roster(work, tmp_path / "r.xlsx").imported == 1


def test_formula_cells_give_what_they_show(work: Work, tmp_path: Path, everyone: Everyone) -> None:
    book = xlsxwriter.Workbook(tmp_path / "r.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_formula(1, 0, '=CONCAT("张","小明")', None, "张小明")
    page.write_formula(1, 1, "=TEXT(B9,0)", None, ZHANG)
    page.write_formula(1, 2, "=VLOOKUP(1,A:A,2)", None, "#N/A")
    page.write_formula(2, 0, '="李秀英"', None, "李秀英")
    page.write_formula(2, 1, "=VLOOKUP(1,A:A,2)", None, "#N/A")
    book.close()
    outcome = rosters.import_roster(work, tmp_path / "r.xlsx")
    assert everyone()["张小明"].residence_address == ""
    assert outcome.rejected == {"roster.number_missing": 1}


def test_several_unreadable_and_shortened_phones(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    path = book(
        {
            "一": [
                HEAD,
                ["张小明", ZHANG, "", "13800138000/13900139000"],
                ["李秀英", LI, "", "儿子知道"],
                ["王建国", WANG, "", 1088881234],
                ["赵永福", ZHAO, "", "138-0013-8000（女儿）、13900139000儿子"],
            ]
        }
    )
    outcome = rosters.import_roster(work, path)
    found = everyone()
    assert found["张小明"].phone == "13800138000"
    assert found["张小明"].details == {"other_phone": "13900139000"}
    assert found["李秀英"].phone == ""
    assert found["王建国"].phone == "010-88881234"
    assert (found["赵永福"].phone, found["赵永福"].phone_note) == ("13800138000", "女儿")
    assert found["赵永福"].details == {"other_phone": "13900139000"}
    assert outcome.doubted == {"phone.characters": 1}
    assert outcome.imported == 4


def test_what_else_people_write_into_a_cell(work: Work, book: MakeBook, everyone: Everyone) -> None:
    """Two people in one cell are never one; a remark beside a name and signs for the row above
    are understood; a birth month that agrees with the number is nothing to look at."""
    head = ["住户", "身份证号", "出生年月", "户籍地", "现住址", "电话"]
    path = book(
        {
            "一": [
                head,
                ["张小明（户主）", ZHANG, "1950.1", "三庙街1号", "同户籍", "13800138000"],
                ["李秀英 ★", LI, int(LI[6:10]), "〃", "同上", "同上"],
                ["王建国、王建军", WANG, "", "", "", ""],
                ["王建国\n赵永福", ZHAO, "", "", "", ""],
                ["王建国", f"{WANG}/{ZHAO}", "", "", "", ""],
                ["王建国", "待补", "", "", "", ""],
                ["王*国", WANG, "", "", "", ""],
                ["王建国", f"{WANG[:6]}********{WANG[-4:]}", "", "", "", ""],
            ]
        }
    )
    outcome = rosters.import_roster(work, path)
    found = everyone()
    zhang, li = found["张小明"], found["李秀英"]
    assert (zhang.details["note"], li.details["note"]) == ("户主", "★")
    for one in (zhang, li):
        assert (one.registered_address, one.residence_address) == ("三庙街1号", "三庙街1号")
        assert one.phone == "13800138000"
    assert outcome.doubted == {}
    assert [rejection.reason.code for rejection in outcome.rejections] == [
        "roster.name_several",
        "roster.name_several",
        "roster.number_several",
        "roster.number_missing",
        "name.symbols",
        "id.masked",
    ]


def one(book: MakeBook, *cells: str) -> Path:
    return book({"一": [HEAD, ["张小明", ZHANG, *cells]]})


def test_the_desk_outweighs_a_roster_and_a_roster_its_elder(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    rosters.import_roster(work, one(book, "三庙街1号", ""))
    newer = rosters.import_roster(work, one(book, "三庙街2号", "13800138000"))
    assert newer.updated == 1
    person = everyone()["张小明"]
    assert (person.residence_address, person.phone) == ("三庙街2号", "13800138000")
    residents.change(work, person.id, {"residence_address": "校场口3号"})
    third = rosters.import_roster(work, one(book, "三庙街4号", "13900139000"))
    assert (third.updated, third.doubted) == (1, {"roster.kept": 1})
    person = everyone()["张小明"]
    assert (person.residence_address, person.phone) == ("校场口3号", "13900139000")
    assert prove(work.store.ledger).holds


def test_one_person_in_two_sheets_comes_to_rest(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    path = book(
        {
            "一": [HEAD, ["张小明", ZHANG, "三庙街1号", ""]],
            "二": [HEAD, ["张小明", ZHANG, "三庙街2号", "13800138000"]],
        }
    )
    first = rosters.import_roster(work, path)
    assert (first.imported, first.updated, first.doubted) == (1, 1, {"roster.kept": 1})
    person = everyone()["张小明"]
    assert (person.residence_address, person.phone) == ("三庙街1号", "13800138000")
    second = rosters.import_roster(work, path)
    assert (second.imported, second.updated, second.duplicates) == (0, 0, 2)
    assert prove(work.store.ledger).holds


def test_another_name_for_a_number_is_never_written_over(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    rosters.import_roster(work, one(book, "", ""))
    path = book({"一": [HEAD, ["张晓明", ZHANG, "三庙街9号", ""]]})
    assert rosters.import_roster(work, path).rejected == {"roster.name_differs": 1}
    assert everyone()["张小明"].residence_address == ""


def test_only_those_with_the_right_may(work: Work, book: MakeBook, tmp_path: Path) -> None:
    clerk = Work(work.store, Actor(work.author, "zhaoli", "赵丽", ("worker",)))
    for act in (rosters.preview, rosters.import_roster):
        with pytest.raises(Refused) as refused:
            act(clerk, one(book))
        assert refused.value.first.code == "role.not_allowed"


def test_the_preview_is_masked_and_its_mapping_can_be_changed(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    path = book({"一": [["称呼", *HEAD[1:]], ["张小明", ZHANG, "三庙街1号", "13800138000"]]})
    seen = rosters.preview(work, path)
    assert not seen.mapping[0].taken
    with pytest.raises(Refused) as refused:
        rosters.import_roster(work, path, seen.mapping)
    assert refused.value.first.code == "roster.no_column.name"
    changed = msgspec.structs.replace(seen.mapping[0].taking(0, "name"), taken=True)
    (sheet,) = rosters.preview(work, path, (changed,)).sheets
    masked = f"{ZHANG[:6]}********{ZHANG[-4:]}"
    assert sheet.first_rows == (("张*", masked, "三庙街1号", "138****8000"),)
    assert (sheet.people, sheet.rejected) == (1, {})
    assert rosters.import_roster(work, path, (changed,)).imported == 1
    with pytest.raises(Refused) as refused:
        rosters.import_roster(work, book({"二": [HEAD]}), (changed,))
    assert refused.value.first.code == "roster.other_file"


def test_rejects_are_written_safely_and_come_back_when_put_right(
    work: Work, book: MakeBook, tmp_path: Path
) -> None:
    path = book({"一": [HEAD, ["张小明", "", "=1+1", "+8613800138000"]]}, strings_to_formulas=False)
    outcome = rosters.import_roster(work, path)
    rosters.write_rejects(outcome, tmp_path / "out.xlsx")
    (sheet,) = reader.read(tmp_path / "out.xlsx").sheets
    head, row = list(sheet.rows())
    assert head[4:] == HEAD
    assert row[:3] == ["一", "2", phrases.say("roster.number_missing", "zh_CN")]
    assert row[3] == phrases.say("roster.number_missing", "en")
    assert row[6:] == ["'=1+1", "'+8613800138000"]
    again = rosters.import_roster(work, tmp_path / "out.xlsx")
    assert again.rejections[0].cells[4:] == outcome.rejections[0].cells
    with pytest.raises(Refused) as refused:
        rosters.write_rejects(outcome, tmp_path / "absent" / "out.xlsx")
    assert refused.value.first.code == "roster.rejects_unwritable"


def test_rejects_of_sheets_with_nearly_one_name_stay_apart(
    work: Work, book: MakeBook, tmp_path: Path
) -> None:
    """Excel allows 31 characters and no two names alike."""
    long = "北京市西城区广安门内街道老墙根社区居民名册二〇二六年第"
    names = [f"{long}一网格", f"{long}二网格", "A"]
    path = book({name: [HEAD, ["张小明", ""]] for name in names})
    outcome = rosters.import_roster(work, path)
    rosters.write_rejects(outcome, tmp_path / "out.xlsx")
    sheets = reader.read(tmp_path / "out.xlsx").sheets
    assert [list(sheet.rows())[1][0] for sheet in sheets] == names
    assert rosters.import_roster(work, tmp_path / "out.xlsx").rows == len(names)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (["姓名", "联系电话"], "roster.no_column.id_number"),
        (["身份证号", "联系电话"], "roster.no_column.name"),
        (["联系电话", "网格"], "roster.no_sheet"),
    ],
)
def test_a_missing_column_is_named(work: Work, book: MakeBook, head: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        rosters.import_roster(work, book({"一": [head, ["1", "2"]], "二": [["说明"]]}))
    assert refused.value.first.code == code


def test_every_code_has_its_sentence_in_both_languages() -> None:
    tables = [phrases.table(language) for language in phrases.LANGUAGES]
    in_chinese, in_english = ({key for key in t if key.startswith("roster.")} for t in tables)
    assert in_chinese == in_english
    written = "".join(file.read_text("utf-8") for file in (SOURCE / "roster").glob("*.py"))
    written += "".join(
        file.read_text("utf-8") for file in (SOURCE / "usecases").rglob("roster*.py")
    )
    said = set(re.findall(r'"(roster\.[a-z0-9_]+)"', written)) - {"roster.import"}
    assert said <= in_chinese
    assert len(said) > 20


CELL = st.one_of(
    st.sampled_from(["", "合计", "张小明", ZHANG, LI, "1.10102E+17", "姓名", "#N/A", "'", "无"]),
    st.text(max_size=12),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELL, max_size=6), max_size=12))
def test_any_rows_are_counted_once_and_twice_is_once(
    work: Work, tmp_path: Path, rows: Sequence[Sequence[str]]
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows([HEADS[:6], *rows])
    if b"\0" in path.read_bytes():
        return
    outcome = rosters.import_roster(work, path)
    done = outcome.imported + outcome.updated + outcome.duplicates
    assert outcome.rows == done + len(outcome.rejections)
    entries = work.store.ledger.count()
    again = rosters.import_roster(work, path)
    assert (again.imported, again.updated) == (0, 0)
    assert again.rows == outcome.rows
    assert work.store.ledger.count() == entries


def test_rows_know_where_they_stand() -> None:
    row = Row("一", 7, {"name": "张小明"}, (), ["张小明", 1.0])
    rejection = row.rejected(Problem("roster.number_missing"))
    assert (rejection.row, rejection.cells) == (7, ("张小明", "1"))


def test_a_person_entered_at_the_desk_is_completed_not_doubled(
    work: Work, book: MakeBook, everyone: Everyone
) -> None:
    residents.register(work, {"name": "张小明", "id_number": ZHANG, "phone": "13800138000"})
    head = [*HEAD, "文化程度", "政治面貌", "婚姻", "民族"]
    row = ["张小明", ZHANG, "三庙街1号", "13900139000", "大学专科", "中共党员", "说不清", "回族"]
    outcome = rosters.import_roster(work, book({"一": [head, row]}))
    assert (outcome.imported, outcome.updated) == (0, 1)
    assert outcome.doubted == {"roster.kept": 1}
    person = everyone()["张小明"]
    assert (person.phone, person.residence_address) == ("13800138000", "三庙街1号")
    assert person.details == {
        "education": "junior_college",
        "political_status": "party_member",
        "marital_status_as_written": "说不清",
        "ethnicity": "回族",
    }
    entry = work.store.ledger.history(f"resident:{person.id}")[-1]
    assert entry.author == work.author
    assert b'"source":"roster:' in entry.payload


def test_a_refused_import_leaves_the_store_as_it_was(work: Work, tmp_path: Path) -> None:
    entries = work.store.ledger.count()
    (tmp_path / "letter.docx").write_bytes(b"%PDF-1.7")
    with pytest.raises(Refused):
        rosters.import_roster(work, tmp_path / "letter.docx")
    write_csv(tmp_path / "nobody.csv", [])
    outcome = rosters.import_roster(work, tmp_path / "nobody.csv")
    assert (outcome.rows, work.store.ledger.count()) == (0, entries)
