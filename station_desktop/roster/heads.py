"""Finding the head of a sheet and proposing which column is what.

Above the head stand titles and dates, the head itself may have two rows with merged cells (住址
over 楼号, 单元, 室号), and a sheet may have none at all. The proposal is only that: whoever imports
sees it and may change it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.domain.text.folding import plain
from station_desktop.roster.cells import text_of
from station_desktop.roster.head_words import DOOR_PARTS, FIELDS, meaning

LOOKED_AT = 60
"""How many rows from the top may hold titles and the head."""
_SAMPLE = 40
_ID = re.compile(r"[1-9]\d{16}[\dXx]|[1-9]\d{14}", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)


class Column(msgspec.Struct, frozen=True):
    """One column: its ``index`` within the sheet's columns, its head as written, the ``field`` it
    is taken as (empty: not taken) and how sure the proposal is, 0 to 1."""

    index: int
    head: str
    field: str = ""
    confidence: float = 0.0


class SheetMapping(msgspec.Struct, frozen=True):
    """How one sheet is read. ``first_row`` is the first row below the head, 0-based; ``taken``
    says whether the sheet is read at all, ``skip_hidden`` whether its hidden rows are left out."""

    sheet: str
    taken: bool
    first_row: int
    columns: tuple[Column, ...]
    skip_hidden: bool = False

    @property
    def fields(self) -> dict[str, int]:
        """Column index by field."""
        return {column.field: column.index for column in self.columns if column.field}

    def taking(self, index: int, field: str) -> SheetMapping:
        """The same with one column taken as ``field``, which no other column then is."""
        if field and field not in FIELDS:
            raise refuse("roster.field_unknown", name=field)
        columns = tuple(
            msgspec.structs.replace(column, field=field, confidence=1.0)
            if column.index == index
            else msgspec.structs.replace(column, field="", confidence=0.0)
            if field and column.field == field
            else column
            for column in self.columns
        )
        return msgspec.structs.replace(self, columns=columns)


Mapping = tuple[SheetMapping, ...]


def check(mapping: Mapping) -> None:
    """Refuse a mapping by which nobody could be told from anybody."""
    taken = [sheet for sheet in mapping if sheet.taken]
    if not taken:
        taken = _nearly(mapping)
    if not taken:
        raise refuse("roster.no_sheet")
    for sheet in taken:
        for field in ("name", "id_number"):
            if field not in sheet.fields:
                raise refuse(f"roster.no_column.{field}", sheet=sheet.sheet or "1")


def _nearly(mapping: Mapping) -> list[SheetMapping]:
    """Where no sheet at all has both names and numbers: those whose head has one of the two, so
    that what is missing can be said."""
    needed = {"name", "id_number"}
    if any(needed <= set(sheet.fields) for sheet in mapping):
        return []
    return [s for s in mapping if any(c.head and c.field in needed for c in s.columns)]


def known_heads(rows: Sequence[Sequence[Any]]) -> int:
    """The most heads known in any one of the rows."""
    return max((_known(list(map(text_of, row))) for row in rows), default=0)


def propose(
    sheet: str, visible: bool, top: Sequence[Sequence[Any]], merged: Sequence[Any]
) -> SheetMapping:
    """The mapping of a sheet from its first rows (:data:`LOOKED_AT`) and its merged blocks.

    A sheet in which no head is found is taken only when its contents show ID numbers and what
    may be names; a hidden sheet is proposed not to be taken.
    """
    rows = _filled([[text_of(cell) for cell in row] for row in top], merged)
    head, first_row = _head(rows)
    columns = _columns(head, rows[first_row : first_row + _SAMPLE])
    fields = {column.field for column in columns}
    taken = visible and {"name", "id_number"} <= fields
    return SheetMapping(sheet, taken, first_row, columns)


def _filled(rows: list[list[str]], merged: Sequence[Any]) -> list[list[str]]:
    """The rows with each merged block's text in all of its cells."""
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        text = rows[top][left]
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                rows[row][column] = text
    return rows


def _head(rows: list[list[str]]) -> tuple[list[str], int]:
    """The head's texts by column, and the row after it; no texts when there is no head."""
    best: tuple[int, list[str], int] = (1, [], 0)
    for at, row in enumerate(rows):
        single = _known(row)
        if single > best[0]:
            best = (single, row, at + 1)
        if at + 1 < len(rows):
            double = _joined(row, rows[at + 1])
            known = _known(double)
            if known > max(best[0], single, _known(rows[at + 1])):
                best = (known, double, at + 2)
    return best[1], best[2]


def _known(row: list[str]) -> int:
    return len({field for text in row if text and (field := meaning(text)[0])})


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Two rows as one head: the lower text, with the upper before it where only both say it."""
    width = max(len(upper), len(lower))
    upper, lower = _padded(upper, width), _padded(lower, width)
    heads, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        heads.append(_clearest(above, below, group))
    return heads


def _clearest(above: str, below: str, group: str) -> str:
    if not below or below == above:
        return above
    for text in (group + below, below, above):
        field, sure = meaning(text)
        if field and (sure == 1.0 or text != group + below):
            return text
    return below


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _columns(head: list[str], sample: list[list[str]]) -> tuple[Column, ...]:
    width = max([len(head), *map(len, sample)], default=0)
    head = _padded(head, width)
    found = [Column(index, text, *meaning(text)) for index, text in enumerate(head)]
    taken: dict[str, Column] = {}
    for column in sorted(found, key=lambda column: (-column.confidence, column.index)):
        if column.field == "phone" and "phone" in taken and "other_phone" not in taken:
            column = msgspec.structs.replace(column, field="other_phone", confidence=0.6)
        if column.field and column.field not in taken:
            taken[column.field] = column
    chosen = {column.index: column for column in taken.values()}
    _by_content(chosen, head, sample)
    return tuple(chosen.get(column.index, Column(column.index, column.head)) for column in found)


def _by_content(chosen: dict[int, Column], head: list[str], sample: list[list[str]]) -> None:
    """Find ID numbers, phones and names by what stands in the columns, when no head names them."""
    fields = {column.field for column in chosen.values()}
    for field, looks in (("id_number", _is_id), ("phone", _is_mobile), ("name", _is_name)):
        if field in fields or (field == "name" and any(head)):
            continue
        for index, text in enumerate(head):
            if index not in chosen and _share(index, sample, looks) > 0.6:
                chosen[index] = Column(index, text, field, 0.5)
                break


def _share(index: int, sample: list[list[str]], looks: Any) -> float:
    texts = [row[index] for row in sample if index < len(row) and row[index]]
    return sum(map(looks, texts)) / len(texts) if len(texts) > 0 else 0.0


def _is_id(text: str) -> bool:
    return _ID.fullmatch(plain(text)) is not None


def _is_mobile(text: str) -> bool:
    return _MOBILE.fullmatch(plain(text)) is not None


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= 4 and all("\u4e00" <= ch <= "\u9fff" for ch in text)


def door_columns(mapping: SheetMapping) -> tuple[tuple[str, int], ...]:
    """The columns that hold parts of the address, in the order they are joined."""
    fields = mapping.fields
    return tuple((part, fields[part]) for part in DOOR_PARTS if part in fields)
