"""One row of a sheet, as text by field; or that it is no person's row at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.roster import remarks
from station_desktop.roster.cells import Cell, birth_of, digits_lost, text_of
from station_desktop.roster.head_words import DOOR_PARTS
from station_desktop.roster.heads import SheetMapping, door_columns

Skip = Literal["blank", "total", "head", "hidden", "continued"]
"""Rows that are nobody: empty ones and numbered blanks, sums and footnotes, a head repeated on
each page, a hidden row when those are left out, the lower rows of one person's merged block."""

_SHARED = frozenset(
    (
        *("residence_address", "registered_address", *DOOR_PARTS, "phone", "other_phone"),
        *("grid", "household_number", "residence_status", "household_registration"),
    )
)
"""What a household has in common: a merged cell says it for each of its rows."""

_TOTAL = re.compile(
    r"(?:本|全|各|共|以上)?(?:页|户|网格|楼|院|社区|单元)?(?:合计|总计|小计|共计|累计|总人数|总户数|共有?\d+)"
)
_FOOT = re.compile(
    r"(?:备?注|说明|填表|制表|审核|复核|统计|填报|负责人|联系人|打印|经办|单位|日期|第\d+页)"
    r".{0,20}?[:：]|第\s*\d+\s*页"
)
_SUM = re.compile(r"合\s*计|总\s*计|小\s*计|共\s*计|总人数|总户数|人数：")
_OWN = frozenset(("name", "id_number"))
"""What nobody has in common with the row above."""
_OTHER_ADDRESS = {
    "residence_address": "registered_address",
    "registered_address": "residence_address",
}
_DIGIT = re.compile(r"\d")
_SHORTEST_NUMBER = 7
_NUMBER_ENDING = re.compile(r"\d{15}000", re.ASCII)
_DOOR = re.compile(
    r"(\d{1,3})(?:号楼|楼|栋|幢)?[-—/#\s]+(\d{1,2})(?:单元|门)?[-—/#\s]+(\d{1,4})(?:室|号)?"
)
_SUFFIXES = {"house": "号", "building": "号楼", "unit": "单元", "room": "室"}
_ANY_SUFFIX = re.compile(r"[号楼栋幢座院单元门室房户层甲乙丙丁A-Za-z]")


class Rejection(msgspec.Struct, frozen=True, gc=False):
    """A row that was not taken: where it stands (``row`` from 1), why, and its cells as text."""

    sheet: str
    row: int
    reason: Problem
    cells: tuple[str, ...]


class Row(msgspec.Struct, frozen=True, gc=False):
    """A person's row: ``typed`` has text by field, ``doubts`` what was left out and why."""

    sheet: str
    row: int
    typed: dict[str, str]
    doubts: tuple[Problem, ...]
    cells: Sequence[Cell]

    def rejected(self, reason: Problem) -> Rejection:
        return Rejection(self.sheet, self.row, reason, tuple(map(text_of, self.cells)))


class RowReader:
    """Reads the rows of one sheet, which must come in order: merged blocks reach downwards."""

    def __init__(
        self,
        mapping: SheetMapping,
        *,
        merged: Iterable[tuple[tuple[int, int], tuple[int, int]]] = (),
        hidden: frozenset[int] | None = None,
        base_1904: bool = False,
    ) -> None:
        self._sheet = mapping.sheet
        self._columns = tuple((c.index, c.field) for c in mapping.columns if c.field)
        self._fields = mapping.fields
        self._doors = door_columns(mapping)
        self._heads = {c.index: c.head for c in mapping.columns if c.field and c.head}
        self._hidden = hidden if mapping.skip_hidden and hidden else frozenset()
        self._base_1904 = base_1904
        self._blocks = self._blocks_by_row(merged)
        self._inside: dict[int, tuple[int, Cell]] = {}
        self._above: dict[str, str] = {}

    def read(self, index: int, cells: Sequence[Cell]) -> Row | Rejection | Skip:
        """The row at ``index`` (from 0)."""
        lower: set[int] = set()
        if self._blocks or self._inside:
            cells, lower = self._filled(index, cells)
        if index in self._hidden:
            return "hidden"
        typed, doubts = self._typed(cells)
        number, name = typed.get("id_number", ""), typed.get("name", "")
        own = [f for i, f in self._columns if i not in lower and i < len(cells) and cells[i] != ""]
        if not own or not typed:
            return "blank"
        if sum(map(str.isdigit, number)) < _SHORTEST_NUMBER:
            skip = self._nobody(cells, name, number, lower)
            if skip is not None:
                return skip
        self._above = typed
        row = Row(self._sheet, index + 1, typed, tuple(doubts), cells)
        return self._judged(row, number)

    def _judged(self, row: Row, number: str) -> Row | Rejection:
        """The row, unless it is of more than one person, or its number was spoilt by the
        spreadsheet: those digits are gone."""
        names, cell = (
            row.cells[at] if (at := self._fields[field]) < len(row.cells) else ""
            for field in ("name", "id_number")
        )
        if isinstance(names, str) and remarks.several_names(names):
            return row.rejected(Problem("roster.name_several", "name"))
        if remarks.several_numbers(number):
            return row.rejected(Problem("roster.number_several", "id_number"))
        if digits_lost(cell) or _NUMBER_ENDING.fullmatch("".join(number.split())):
            return row.rejected(Problem("roster.number_rounded", "id_number"))
        if isinstance(cell, date):
            return row.rejected(Problem("roster.number_is_date", "id_number"))
        if not number or (len(number) < _SHORTEST_NUMBER and not _DIGIT.search(number)):
            return row.rejected(Problem("roster.number_missing", "id_number"))
        return row

    def _typed(self, cells: Sequence[Cell]) -> tuple[dict[str, str], list[Problem]]:
        typed: dict[str, str] = {}
        doubts: list[Problem] = []
        width = len(cells)
        for index, field in self._columns:
            cell = cells[index] if index < width else ""
            if cell == "":
                continue
            text = text_of(cell)
            if field not in _OWN and remarks.is_ditto(text):
                text = self._above.get(field, "")
            elif field == "birth_date":
                text = birth_of(cell, base_1904=self._base_1904)
            if text:
                typed[field] = text
            elif field == "birth_date" and text_of(cell):
                doubts.append(Problem("roster.birth_date_unread", field))
        if self._doors:
            self._join_doors(typed, cells, doubts)
        for field, other in _OTHER_ADDRESS.items():
            if remarks.is_the_other_address(typed.get(field, "")):
                typed[field] = typed.get(other, "")
        return typed, doubts

    def _join_doors(
        self, typed: dict[str, str], cells: Sequence[Cell], doubts: list[Problem]
    ) -> None:
        """One address from the columns for lane, house, building, unit and room."""
        parts = []
        for field, index in self._doors:
            text = typed.pop(field, "")
            if index < len(cells) and isinstance(cells[index], date):
                doubts.append(Problem("roster.door_is_date", field))
                return
            if text:
                parts.append(_door_part(field, text))
        joined = "".join(parts)
        address = typed.get("residence_address", "")
        if joined and not address.endswith(joined):
            typed["residence_address"] = address + joined

    def _nobody(
        self, cells: Sequence[Cell], name: str, number: str, lower: set[int]
    ) -> Skip | None:
        """Why a row without anything like a number is no person's, or ``None``."""
        if name and self._repeats_head(cells):
            return "head"
        if lower & {self._fields.get("name", -1), self._fields["id_number"]}:
            return "continued"
        first = next((text for cell in cells if (text := text_of(cell))), "")
        for text in (first, name):
            if text and (_TOTAL.match("".join(text.split())) or _FOOT.match(text)):
                return "total"
        if not name and any(_SUM.search(text_of(cell)) for cell in cells):
            return "total"
        vacant = not name and not number and self._nearly_empty(cells, lower)
        return "blank" if vacant else None

    def _nearly_empty(self, cells: Sequence[Cell], lower: set[int]) -> bool:
        filled = [
            field
            for index, field in self._columns
            if index not in lower and index < len(cells) and cells[index] != ""
        ]
        return set(filled) <= _SHARED | {"note"}

    def _repeats_head(self, cells: Sequence[Cell]) -> bool:
        if text_of(cells[self._fields["name"]]) != self._heads.get(self._fields["name"]):
            return False
        heads = [
            text_of(cells[index]) == head
            for index, head in self._heads.items()
            if index < len(cells) and cells[index] != ""
        ]
        return len(heads) > 1 and all(heads)

    def _blocks_by_row(
        self, merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
    ) -> dict[int, list[tuple[int, int]]]:
        """Blocks of more than one row that touch a column taken: first row -> (column, last)."""
        wanted = {index for index, _ in self._columns}
        blocks: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in merged:
            if bottom > top and left in wanted:
                blocks.setdefault(top, []).append((left, bottom))
        return blocks

    def _filled(self, index: int, cells: Sequence[Cell]) -> tuple[Sequence[Cell], set[int]]:
        """The cells with what merged blocks say in them, and which columns lie within one."""
        filled = list(cells)
        self._inside = {c: block for c, block in self._inside.items() if block[0] >= index}
        for column, (_, cell) in self._inside.items():
            if column < len(filled) and filled[column] == "" and cell != "":
                filled[column] = cell
        lower = set(self._inside)
        by_index = dict(self._columns)
        for column, last in self._blocks.pop(index, ()):
            shared = by_index[column] in _SHARED
            value = cells[column] if shared and column < len(cells) else ""
            self._inside[column] = (last, value)
        return filled, lower


def _door_part(field: str, text: str) -> str:
    if field == "door":
        found = _DOOR.fullmatch(text)
        return f"{found[1]}号楼{found[2]}单元{found[3]}室" if found else text
    suffix = _SUFFIXES.get(field, "")
    return text if _ANY_SUFFIX.search(text) else text + suffix
