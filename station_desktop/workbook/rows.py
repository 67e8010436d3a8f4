"""Rows of one sheet as values by attribute, whatever the order of the columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from station_desktop.domain.problem import Problem, Refused
from station_desktop.workbook.cells import blank_value, from_cell, head_key
from station_desktop.workbook.layout import Column, Sheet
from station_desktop.workbook.places import column_letter, placed

_HEAD_WITHIN = 10
"""Rows from the top in which the heads are looked for: a title may stand above them."""


class Row(msgspec.Struct, frozen=True):
    """One row: its number in the sheet and its values by attribute; ``sound`` when all read."""

    number: int
    values: dict[str, Any]
    sound: bool


class Table(msgspec.Struct, frozen=True):
    """One sheet read: rows in order, where each attribute's column stands, and what was wrong.

    ``ignored`` are heads that this program does not know, as notes rather than problems.
    """

    sheet: Sheet
    columns: dict[str, int]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    ignored: tuple[Problem, ...] = ()


def read_table(sheet: Sheet, cells: list[list[Any]]) -> Table:
    """Read every row; a cell that cannot be read is a problem and stands for a blank one."""
    head_row, found = _find_heads(sheet, cells)
    problems = list(_head_problems(sheet, found))
    if problems:
        return Table(sheet, found.columns, (), tuple(problems), ())
    rows = []
    for number, line in enumerate(cells[head_row + 1 :], start=head_row + 2):
        if any(str(cell).strip() for cell in line if cell is not None):
            row, wrong = _read_row(sheet, found.columns, number, line)
            rows.append(row)
            problems.extend(wrong)
    ignored = tuple(
        placed(
            Problem("workbook.column_ignored", params={"head": head}),
            sheet.name,
            head_row + 1,
            column_letter(index),
        )
        for head, index in found.unknown
    )
    return Table(sheet, found.columns, tuple(rows), tuple(problems), ignored)


class _Heads(msgspec.Struct):
    columns: dict[str, int]
    unknown: list[tuple[str, int]]
    repeated: list[tuple[str, int]]
    row: int


def _find_heads(sheet: Sheet, cells: list[list[Any]]) -> tuple[int, _Heads]:
    best = _Heads({}, [], [], 0)
    for number, line in enumerate(cells[:_HEAD_WITHIN]):
        found = _read_heads(sheet, line, number)
        if len(found.columns) > len(best.columns):
            best = found
    return best.row, best


def _read_heads(sheet: Sheet, line: list[Any], number: int) -> _Heads:
    known: dict[str, str] = {}
    for column in sheet.columns:
        for head in (column.zh, column.en, column.zh + column.en):
            known[head_key(head)] = column.attribute
    found = _Heads({}, [], [], number)
    for index, cell in enumerate(line):
        text = str(cell).strip() if cell is not None else ""
        if not text:
            continue
        attribute = known.get(head_key(text)) or known.get(head_key(text.splitlines()[0]))
        if attribute is None:
            found.unknown.append((text.splitlines()[0], index))
        elif attribute in found.columns:
            found.repeated.append((text.splitlines()[0], index))
        else:
            found.columns[attribute] = index
    return found


def _head_problems(sheet: Sheet, found: _Heads) -> Iterator[Problem]:
    for head, index in found.repeated:
        problem = Problem("workbook.column_twice", params={"head": head})
        yield placed(problem, sheet.name, found.row + 1, column_letter(index))
    for column in sheet.columns:
        if column.attribute not in found.columns and not column.optional:
            yield Problem("workbook.column_missing", "", {"sheet": sheet.name, "head": column.zh})


def _read_row(
    sheet: Sheet, columns: dict[str, int], number: int, line: list[Any]
) -> tuple[Row, list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for column in sheet.columns:
        index = columns.get(column.attribute)
        cell = line[index] if index is not None and index < len(line) else None
        try:
            values[column.attribute] = _value(column, cell, index)
        except Refused as refused:
            values[column.attribute] = blank_value(column)
            letter = column_letter(index or 0)
            problems.append(placed(refused.first, sheet.name, number, letter))
    return Row(number, values, not problems), problems


def _value(column: Column, cell: Any, index: int | None) -> Any:
    return blank_value(column) if index is None else from_cell(column, cell)
