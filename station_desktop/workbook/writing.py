"""A catalogue written as a workbook for a hall: lists to choose from, heads that stay in sight."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from station_desktop import phrases, whole_files
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.pack.pack import check
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.workbook import layout
from station_desktop.workbook.cells import LONGEST_CELL, Cell, guarded, to_cell
from station_desktop.workbook.layout import Column, Sheet

_SPARE_ROWS = 2_000
"""Rows under the last one where the lists still drop down."""

_FONT = "Microsoft YaHei"
_README_LINES = 10


def export(pack: Pack, path: Path) -> None:
    """Write ``pack`` to ``path``, replacing what is there only when all is written.

    The workbook reads back to an equal pack. Raises
    :class:`~station_desktop.domain.problem.Refused` with the pack's own problems, or when the file
    cannot be written.
    """
    raise_if_any((*check(pack), *_long_cells(pack)))
    content = _written(pack)
    try:
        whole_files.put(path, content)
    except OSError as error:
        raise refuse("workbook.cannot_write", name=path.name) from error


def _long_cells(pack: Pack) -> Iterator[Problem]:
    """Lists of words are joined in one cell, and a cell has an end."""
    for things, name in ((pack.items, "items"), (pack.refused_proofs, "refused_proofs")):
        for number, thing in enumerate(things):
            for attribute in ("words", "words_en"):
                if sum(len(word) + 2 for word in getattr(thing, attribute)) > LONGEST_CELL:
                    path = f"{name}.{number}.{attribute}"
                    yield Problem(
                        "catalogue.text_too_long",
                        path,
                        {"value": getattr(thing, attribute)[0][:20], "most": LONGEST_CELL},
                    )


def _written(pack: Pack) -> bytes:
    """The workbook's bytes; it is finished before any file of the station is touched."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"constant_memory": True})
    # A fixed date: the same pack gives the same file.
    book.set_properties({"title": guarded(pack.title.zh), "created": datetime(2000, 1, 1)})
    base = {"font_name": _FONT, "font_size": 10, "valign": "top"}
    text = book.add_format({**base, "num_format": "@", "text_wrap": True})
    number = book.add_format({**base, "num_format": "0"})
    head = book.add_format(
        {**base, "bold": True, "text_wrap": True, "bg_color": "#DCE6F1", "border": 1}
    )
    needed = book.add_format(
        {**base, "bold": True, "text_wrap": True, "bg_color": "#F8D7A8", "border": 1}
    )
    _readme(book.add_worksheet(layout.README), pack, text)
    for sheet in layout.SHEETS:
        worksheet = book.add_worksheet(sheet.name)
        _heads(worksheet, sheet, {"head": head, "needed": needed, "text": text, "number": number})
        last = _rows(worksheet, sheet, pack, text, number)
        _lists(worksheet, sheet, last + _SPARE_ROWS)
        worksheet.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)
    book.close()
    return packed.getvalue()


def _readme(worksheet: Worksheet, pack: Pack, text: Format) -> None:
    worksheet.set_column(0, 1, 70, text)
    lines = [(pack.title.zh, pack.title.en), (pack.notice.zh, pack.notice.en)]
    for number in range(1, _README_LINES + 1):
        code = f"workbook.readme.{number:02}"
        lines.append((phrases.say(code, "zh_CN"), phrases.say(code, "en")))
    for row, pair in enumerate(lines):
        for column, line in enumerate(pair):
            worksheet.write_string(row, column, guarded(line), text)


def _heads(worksheet: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    worksheet.freeze_panes(1, 1)
    worksheet.set_row(0, 32)
    for index, column in enumerate(sheet.columns):
        look = formats["number" if column.kind == "integer" else "text"]
        worksheet.set_column(index, index, column.width, look)
        head = formats["needed" if column.needed else "head"]
        worksheet.write_string(0, index, f"{column.zh}\n{column.en}", head)


def _rows(worksheet: Worksheet, sheet: Sheet, pack: Pack, text: Format, number: Format) -> int:
    """Write all rows of ``sheet``; the number of the last one."""
    last = 0
    for last, cells in enumerate(rows_of(sheet, pack), start=1):
        for index, cell in enumerate(cells):
            if isinstance(cell, int):
                worksheet.write_number(last, index, cell, number)
            elif cell is not None:
                worksheet.write_string(last, index, cell, text)
    return last


def _lists(worksheet: Worksheet, sheet: Sheet, last: int) -> None:
    for index, column in enumerate(sheet.columns):
        source = _source(column, sheet)
        if source is not None:
            worksheet.data_validation(
                1,
                index,
                last,
                index,
                {"validate": "list", "source": source, "ignore_blank": not column.needed},
            )


def _source(column: Column, sheet: Sheet) -> list[str] | str | None:
    """The words of a list, or the cells of another sheet whose codes may be chosen."""
    if column.kind in layout.LISTS:
        return list(layout.LISTS[column.kind].values())
    if column.attribute == "item":
        return f"='{layout.ITEMS.name}'!$A$2:$A$20000"
    if sheet is layout.ITEM_MATERIALS and column.attribute == "key":
        return f"='{layout.MATERIALS.name}'!$A$2:$A$20000"
    return None


def rows_of(sheet: Sheet, pack: Pack) -> Iterator[list[Cell]]:
    """The cells of every row of ``sheet``, in catalogue order."""
    for owner, thing in _described(sheet, pack):
        yield [
            to_cell(column, owner[column.attribute])
            if column.attribute in owner
            else to_cell(column, _reach(thing, column.attribute))
            for column in sheet.columns
        ]


def _described(sheet: Sheet, pack: Pack) -> Iterator[tuple[dict[str, Any], Any]]:
    """What each row describes, with the codes of what it belongs to."""
    if sheet is layout.ABOUT:
        yield {}, pack
    elif sheet in (layout.ITEMS, layout.MATERIALS, layout.PROOFS):
        things: dict[str, tuple[Any, ...]] = {
            layout.ITEMS.name: pack.items,
            layout.MATERIALS.name: pack.materials,
            layout.PROOFS.name: pack.refused_proofs,
        }
        yield from (({}, thing) for thing in things[sheet.name])
    else:
        repeated = _several_versions(pack)
        for item in pack.items:
            since = item.effective_from if item.code in repeated else None
            yield from _parts(sheet, item, {"item": item.code, "since": since})


def _parts(sheet: Sheet, item: Item, owner: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    if sheet is layout.ITEM_MATERIALS:
        yield from ((owner, asked) for asked in item.materials)
        return
    for field in item.fields:
        if sheet is layout.FIELDS:
            yield owner, field
        else:
            yield from (({**owner, "field": field.key}, choice) for choice in field.choices)


def _several_versions(pack: Pack) -> set[str]:
    """Codes that stand in more than one version: only these need the date to be told apart."""
    times = Counter(item.code for item in pack.items)
    return {code for code, count in times.items() if count > 1}


def _reach(thing: Any, path: str) -> Any:
    """The value at a dotted path; ``None`` past anything that is not there."""
    for name in path.split("."):
        if thing is None:
            return None
        thing = thing.get(name) if isinstance(thing, dict) else getattr(thing, name)
    return thing
