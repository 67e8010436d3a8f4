"""One cell: from a value of the pack to what is written, and back from whatever was typed.

What Excel and people do to cells is undone here: numbers made of text, full-width characters in
codes, spaces at the ends, and the apostrophe that keeps a text from being taken for a formula.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from station_desktop.domain.problem import refuse
from station_desktop.workbook.layout import LISTS, Column

Cell = str | int | None
LONGEST_CELL = 32_767
"""Characters; the limit of the file format."""

_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_WORD_BREAK = re.compile(r"[;；\n]")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")
_SURE_DIGITS = 10**15
_YES = {"是": True, "yes": True, "y": True, "true": True, "1": True, "√": True, "有": True}
_NO = {"否": False, "no": False, "n": False, "false": False, "0": False, "×": False, "无": False}
_YES_NO = _YES | _NO


def to_cell(column: Column, value: Any) -> Cell:
    """What is written for ``value``; ``None`` leaves the cell blank."""
    if value is None or value == () or (value == "" and column.kind not in LISTS):
        return None
    if column.kind == "integer":
        return int(value)
    if column.kind == "yes":
        return LISTS["yes"]["true" if value else "false"]
    if column.kind in LISTS:
        return LISTS[column.kind][value]
    if column.kind == "words":
        return guarded(("; " if column.attribute.endswith("_en") else "；").join(value))
    return guarded(value.isoformat() if isinstance(value, date) else str(value))


def guarded(text: str) -> str:
    """``text`` that no program takes for a formula, also after a copy to another file."""
    return f"'{text}" if _FORMULA.match(text) else text


def blank_value(column: Column) -> Any:
    """What a blank or unreadable cell stands for while the rest is still being read."""
    if column.kind == "words":
        return ()
    if column.kind in ("integer", "date"):
        return None
    if column.kind == "yes":
        return False
    return next(iter(LISTS[column.kind])) if column.kind in LISTS else ""


def from_cell(column: Column, cell: Any) -> Any:
    """The value a cell stands for.

    Raises :class:`~station_desktop.domain.problem.Refused` with one problem that names the value
    and, for a list, the words it may be.
    """
    text = "" if cell is None or cell == "" else _text(cell)
    if not text:
        if column.needed:
            raise refuse("workbook.cell_blank", head=column.zh)
        return blank_value(column)
    if column.kind == "text":
        return text
    if column.kind == "words":
        return tuple(word for part in _WORD_BREAK.split(text) if (word := part.strip()))
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if column.kind == "code":
        return plain
    if column.kind == "integer":
        return _integer(plain, text)
    if column.kind == "date":
        return _date(plain, text)
    if column.kind == "yes":
        return _yes(plain, text)
    return _listed(column, plain, text)


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and abs(cell) >= _SURE_DIGITS:
        raise refuse("workbook.digits_lost", value=str(cell))
    if isinstance(cell, datetime):
        cell = cell.date() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell
    text = str(cell).replace("\r\n", "\n").strip()
    return text[1:] if _GUARDED.match(text) else text


def _integer(plain: str, text: str) -> int:
    if re.fullmatch(r"-?\d{1,9}", plain, re.ASCII):
        return int(plain)
    raise refuse("workbook.not_a_number", value=text)


def _date(plain: str, text: str) -> date:
    match = _DATE.fullmatch(plain)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise refuse("workbook.not_a_date", value=text)


def _yes(plain: str, text: str) -> bool:
    answer = _YES_NO.get(plain.casefold())
    if answer is None:
        raise refuse("workbook.not_in_list", value=text, choices="、".join(LISTS["yes"].values()))
    return answer


def _listed(column: Column, plain: str, text: str) -> str:
    words = LISTS[column.kind]
    for value, word in words.items():
        if plain.casefold() in (word.casefold(), value.casefold()):
            return value
    raise refuse("workbook.not_in_list", value=text, choices="、".join(words.values()))


def head_key(text: str) -> str:
    """A head without what people change about it: width of brackets, spaces, case."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
