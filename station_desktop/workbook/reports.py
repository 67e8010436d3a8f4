"""A report as a workbook: numbers as numbers, Excel's own charts, one sheet a section."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from station_desktop import whole_files
from station_desktop.domain.problem import refuse
from station_desktop.domain.report.reports import Figure
from station_desktop.domain.report.told_reports import Number, Table, Told
from station_desktop.workbook.cells import guarded

_FONT = "Microsoft YaHei"
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_FIRST_WIDTH, _WIDTH = 34, 12
_CHARTED = ("category", "need", "owner", "partners")
_COLOURS = ("#0b6272", "#8fb8bf", "#b36b00", "#a3231b")


def write(told: Told, path: Path, decimals: int) -> None:
    """Write the report to ``path``, whole or not at all; refuses ``workbook.cannot_write``."""
    content = content_of(told, decimals)
    try:
        whole_files.put(path, content)
    except OSError as error:
        raise refuse("workbook.cannot_write", name=path.name) from error


def content_of(told: Told, decimals: int) -> bytes:
    """The workbook's bytes; the same report always gives the same."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": told.title, "created": datetime(2026, 1, 1)})
    formats = _formats(book, decimals)
    names = _Names()
    _front(book, book.add_worksheet(names.new(told.title)), told, formats)
    _points(book, book.add_worksheet(names.new(told.sections["points"])), told, formats)
    for table in told.tables:
        _sheet(book, book.add_worksheet(names.new(table.title)), table, formats)
    book.close()
    return buffer.getvalue()


class _Names:
    """Names of sheets as the format allows them, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, title: str) -> str:
        plain = _NO_NAME.sub(" ", title).strip()[:_LONGEST_NAME] or "-"
        name, number = plain, 2
        while name.casefold() in self._taken:
            name = f"{plain[: _LONGEST_NAME - 3]} {number}"
            number += 1
        self._taken.add(name.casefold())
        return name


def _formats(book: Any, decimals: int) -> dict[str, Format]:
    places = "." + "0" * decimals if decimals else ""
    common = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
    line = {"border": 1, "border_color": "#c9d1d8"}
    number = {"align": "right", **line}
    return {
        "title": book.add_format({**common, "font_size": 16, "bold": True}),
        "heading": book.add_format({**common, "font_size": 12, "bold": True}),
        "plain": book.add_format(common),
        "wrapped": book.add_format({**common, "text_wrap": True}),
        "head": book.add_format({**common, **line, "bold": True, "bg_color": "#e9edf0"}),
        "text": book.add_format({**common, **line, "num_format": "@"}),
        "count": book.add_format({**common, **number, "num_format": "#,##0"}),
        "rate": book.add_format({**common, **number, "num_format": f"0{places}%"}),
        "mean": book.add_format({**common, **number, "num_format": f"0{places}"}),
        "score": book.add_format({**common, **number, "num_format": f"0{places}"}),
        "absent": book.add_format({**common, **number}),
    }


def _front(book: Any, sheet: Worksheet, told: Told, formats: dict[str, Format]) -> None:
    sheet.set_column(0, 0, _FIRST_WIDTH)
    sheet.set_column(1, 3, 16)
    text = (told.station, told.title, told.period, told.made)
    looks = ("plain", "title", "plain", "plain")
    for row, (words, look) in enumerate(zip(text, looks, strict=True)):
        sheet.write_string(row, 0, guarded(words), formats[look])
    row = _numbers(sheet, 5, told.sections["headlines"], told, told.headlines, formats)
    row = _numbers(sheet, row + 1, told.sections["rates"], told, told.rates, formats)
    sheet.write_string(row, 0, told.sections["score"], formats["text"])
    sheet.write_string(row, 1, told.score, formats["absent"])
    row += 2
    sheet.write_string(row, 0, told.sections["rules"], formats["heading"])
    for number, rule in enumerate(told.rules, 1):
        sheet.merge_range(row + number, 0, row + number, 7, guarded(rule), formats["wrapped"])
        sheet.set_row(row + number, 30)


def _numbers(
    sheet: Worksheet,
    row: int,
    title: str,
    told: Told,
    numbers: tuple[Number, ...],
    formats: dict[str, Format],
) -> int:
    """Name, number, what it was before and the change; returns the first row beneath."""
    sheet.write_string(row, 0, title, formats["heading"])
    for one in numbers:
        row += 1
        sheet.write_string(row, 0, one.name, formats["text"])
        _figure(sheet, row, 1, one.figure, formats)
        sheet.write_string(row, 2, f"{told.before} {one.before}", formats["absent"])
        sheet.write_string(row, 3, guarded(one.change), formats["absent"])
    return row + 1


def _figure(
    sheet: Worksheet, row: int, column: int, figure: Figure, formats: dict[str, Format]
) -> None:
    """A number where there is one, and ``—`` where there is none."""
    if figure.number is None:
        sheet.write_string(row, column, figure.shown(), formats["absent"])
    else:
        scale = 100 if figure.kind == "score" else 1
        sheet.write_number(row, column, figure.number * scale, formats[figure.kind])


def _points(book: Any, sheet: Worksheet, told: Told, formats: dict[str, Format]) -> None:
    sheet.set_column(0, 2, _WIDTH)
    for column, name in enumerate(("", *told.legend)):
        sheet.write_string(0, column, name, formats["head"])
    for row, (name, came, went) in enumerate(told.points, 1):
        sheet.write_string(row, 0, name, formats["text"])
        sheet.write_number(row, 1, came, formats["count"])
        sheet.write_number(row, 2, went, formats["count"])
    chart = book.add_chart({"type": "line"})
    _series(chart, sheet, len(told.points), (1, 2))
    _dress(chart, told.sections["points"])
    sheet.insert_chart(0, 4, chart)


def _sheet(book: Any, sheet: Worksheet, table: Table, formats: dict[str, Format]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, _FIRST_WIDTH)
    sheet.set_column(1, len(table.heads), _WIDTH)
    for column, name in enumerate((table.first, *table.heads)):
        sheet.write_string(0, column, name, formats["head"])
    for row, line in enumerate(table.rows, 1):
        sheet.write_string(row, 0, guarded(line.name), formats["text"])
        for column, figure in enumerate(line.figures, 1):
            _figure(sheet, row, column, figure, formats)
    if table.note:
        sheet.write_string(len(table.rows) + 2, 0, guarded(table.note), formats["plain"])
    if table.key in _CHARTED:
        chart = book.add_chart({"type": "bar"})
        _series(chart, sheet, len(table.rows), (1, 2))
        _dress(chart, table.title)
        chart.set_y_axis({"reverse": True})
        sheet.insert_chart(0, len(table.heads) + 2, chart)


def _series(chart: Any, sheet: Worksheet, rows: int, columns: tuple[int, ...]) -> None:
    name = sheet.get_name()
    for colour, column in zip(_COLOURS, columns, strict=False):
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, max(1, rows), 0],
                "values": [name, 1, column, max(1, rows), column],
                "fill": {"color": colour},
                "line": {"color": colour, "width": 2},
            }
        )


def _dress(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"name": _FONT, "size": 12}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 360})
