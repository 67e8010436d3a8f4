"""Stations to be set up, one row each, in an Excel workbook: the empty sheet, and what was typed
into it. The second sheet, for more staff, may stay empty or be left out."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.workbook.layout import Column, Sheet
from station_desktop.workbook.opening import open_sheets
from station_desktop.workbook.places import column_letter
from station_desktop.workbook.rows import Row, Table, read_table

STATIONS = Sheet(
    "站点",
    (
        Column("code", "站点代码", "Station code", "code", 18, needed=True),
        Column("name", "站点名称", "Station name", width=28, needed=True),
        Column("subdistrict", "街道", "Subdistrict", width=18, optional=True),
        Column("address", "地址", "Address", width=30, optional=True),
        Column("phone", "电话", "Telephone", "code", 16, optional=True),
        Column("login", "首个账号", "First account", "code", 14, needed=True),
        Column("person", "姓名", "Name", width=12, needed=True),
        Column("roles", "角色", "Roles", "words", 24, optional=True),
        Column("password", "初始密码", "First password", width=18, optional=True),
        Column("hall", "大厅地址", "Address of the hall", "code", 34, optional=True),
        Column("enrolment", "接入码", "Enrolment code", "code", 28, optional=True),
        Column("window", "窗口名称", "Name of the window", width=14, optional=True),
    ),
)
STAFF = Sheet(
    "其他人员",
    (
        Column("code", "站点代码", "Station code", "code", 18, needed=True),
        Column("login", "账号", "Account", "code", 14, needed=True),
        Column("person", "姓名", "Name", width=12, needed=True),
        Column("roles", "角色", "Roles", "words", 24, needed=True),
        Column("password", "初始密码", "First password", width=18, optional=True),
    ),
)
EXAMPLE_MARK = "例"
"""A row whose code begins so is passed over."""
EXAMPLE: dict[str, tuple[str, ...]] = {
    STATIONS.name: (
        *("例：110102017014", "老墙根社区服务站", "广安门内街道", "老墙根街2号", "010-63030000"),
        *("chengong", "陈工", "信息员；站长", "", "https://hall.example.gov.cn"),
        *("ABCDE-FGHJK-LMNPQ-RSTUV", "一号窗口"),
    ),
    STAFF.name: ("例：110102017014", "wangmin", "王敏", "全能社工", ""),
}
_FONT = "Microsoft YaHei"


class Line(msgspec.Struct, frozen=True):
    """One row: its values by attribute, and the cell that each of them is in (``D7``; with the
    sheet's name where it is not the first, ``其他人员!D7``)."""

    values: dict[str, Any]
    cells: dict[str, str]
    sound: bool


class Stations(msgspec.Struct, frozen=True):
    """What was typed. ``problems`` are cells that cannot be read, ``field`` being the cell."""

    stations: tuple[Line, ...]
    staff: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read(path: Path) -> Stations:
    """The rows of a workbook. Refuses ``workbook.*`` when it cannot be opened, has not the sheet,
    or lacks a column."""
    sheets = {name.strip(): cells for name, cells in open_sheets(path).items()}
    if STATIONS.name not in sheets:
        raise Refused(_no_sheet(path))
    tables = [
        read_table(sheet, sheets[sheet.name]) for sheet in (STATIONS, STAFF) if sheet.name in sheets
    ]
    heads = [problem for table in tables for problem in table.problems if _headless(problem)]
    if heads or not tables[0].columns:
        raise Refused(*(heads or [_no_sheet(path)]))
    stations, *staff = tables
    return Stations(
        tuple(_line(stations, row) for row in stations.rows if not _example(row)),
        tuple(_line(table, row) for table in staff for row in table.rows if not _example(row)),
        tuple(_celled(problem) for table in tables for problem in table.problems),
    )


def _no_sheet(path: Path) -> Problem:
    return Problem("firstrun.no_sheet", params={"name": path.name, "sheet": STATIONS.name})


def _headless(problem: Problem) -> bool:
    return problem.code in ("workbook.column_missing", "workbook.column_twice")


def _example(row: Row) -> bool:
    return str(row.values["code"]).startswith(EXAMPLE_MARK)


def _line(table: Table, row: Row) -> Line:
    cells = {
        attribute: _cell(table.sheet.name, column_letter(index), row.number)
        for attribute, index in table.columns.items()
    }
    return Line(row.values, cells, row.sound)


def _cell(sheet: str, column: str, row: int) -> str:
    place = f"{column}{row}"
    return place if sheet == STATIONS.name else f"{sheet}!{place}"


def _celled(problem: Problem) -> Problem:
    """The problem with its cell as field; the sentence alone, without the place again."""
    params = dict(problem.params)
    where = [params.pop(key, "") for key in ("sheet", "column", "row")]
    cell = _cell(where[0], where[1], where[2]) if where[1] else ""
    return Problem(problem.code, cell, params)


def write_empty(path: Path, language: str) -> None:
    """The sheet to fill in: heads, a note on each, one example row. Refuses
    ``firstrun.file_there``, ``workbook.cannot_write``."""
    try:
        with path.open("xb") as file:
            file.write(_empty(language))
    except FileExistsError:
        raise refuse("firstrun.file_there", name=path.name) from None
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise refuse("workbook.cannot_write", name=path.name) from error


def _empty(language: str) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed)
    book.set_properties({"created": datetime(2000, 1, 1)})
    base = {"font_name": _FONT, "font_size": 10, "valign": "top", "text_wrap": True}
    text = book.add_format({**base, "num_format": "@"})
    grey = book.add_format({**base, "num_format": "@", "font_color": "#6B6B6B", "italic": True})
    looks = {
        True: book.add_format({**base, "bold": True, "bg_color": "#F8D7A8", "border": 1}),
        False: book.add_format({**base, "bold": True, "bg_color": "#DCE6F1", "border": 1}),
    }
    for sheet in (STATIONS, STAFF):
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 2)
        page.set_row(0, 32)
        for index, column in enumerate(sheet.columns):
            page.set_column(index, index, column.width, text)
            page.write_string(0, index, f"{column.zh}\n{column.en}", looks[column.needed])
            note = phrases.say(f"firstrun.sheet.{column.attribute}", language)
            page.write_comment(0, index, note, {"x_scale": 2.2, "y_scale": 1.4})
        for index, value in enumerate(EXAMPLE[sheet.name]):
            page.write_string(1, index, value, grey)
    _notes(book.add_worksheet("说明"), text, language)
    book.close()
    return packed.getvalue()


def _notes(page: Worksheet, text: Format, language: str) -> None:
    page.set_column(0, 0, 100, text)
    for row, line in enumerate(phrases.say("firstrun.sheet.notes", language).splitlines()):
        page.write_string(row, 0, line, text)
