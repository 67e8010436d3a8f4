"""A plain list as a workbook of one sheet, or as CSV that Excel opens rightly: every cell is text,
and none is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

import xlsxwriter

from station_desktop.workbook.cells import guarded

_WIDTHS = 22


def xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The workbook's bytes; ``title`` names its sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": datetime(2026, 1, 1)})
    head = book.add_format({"bold": True, "bg_color": "#e9edf0", "border": 1})
    text = book.add_format({"num_format": "@", "border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(title[:31])
    sheet.set_column(0, len(heads) - 1, _WIDTHS)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(heads):
        sheet.write_string(0, column, name, head)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, guarded(value), text)
    book.close()
    return buffer.getvalue()


def comma_separated(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark at the beginning, by which Excel knows it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heads)
    writer.writerows([guarded(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")
