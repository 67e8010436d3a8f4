"""One cell of a roster as plain text, whatever the spreadsheet made of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from station_desktop.domain.text import dates
from station_desktop.domain.text.folding import plain, without_invisible

Cell = str | int | float | bool | date | time | datetime | timedelta
"""What the readers give: an empty cell is an empty text."""

SURE_DIGITS = 10**15
"""A spreadsheet keeps 15 digits of a number; from here on the last ones are gone."""

_FULL_WIDTH = {0x3000: 0x20, 0xA0: 0x20} | {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
_UNTIDY = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u180e\u2000-\u206f\u3000\ufe00-\ufe0f\ufeff０-９Ａ-Ｚａ-ｚ]|  "
)
_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SERIAL = re.compile(r"\d{3,5}(?:\.0+)?", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?:\.0+)?年?", re.ASCII)
_BASE_1900, _BASE_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FALSE_LEAP_DAY = 60
"""Excel's 1900 calendar has a 29 February 1900 that never was; serials before it are one less."""
_LAST_SERIAL = 91_000
_SHORT = 6


def text_of(cell: Cell) -> str:
    """The cell as somebody would read it aloud: tidy, in half-width digits, on one line.

    A number without a fraction has none, a day is ``YYYY-MM-DD``; a formula's error is nothing.
    """
    if isinstance(cell, str):
        return _tidy(cell) if len(cell) > _SHORT else _tidy_short(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**21:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    return str(cell)


def _tidy(text: str) -> str:
    if _UNTIDY.search(text) is not None:
        text = " ".join(without_invisible(text).translate(_FULL_WIDTH).split())
    text = text.strip()
    if text[:2] == '="' and text[-1:] == '"':
        text = text[2:-1].strip()
    if text[:1] in ("'", "‘", "`"):
        text = text[1:].strip()
    return "" if text in _ERRORS else text


_tidy_short = lru_cache(maxsize=8192)(_tidy)
"""Most columns say the same few words in every row."""


def digits_lost(cell: Cell) -> bool:
    """Whether an ID number in this cell was kept as a number that is too long for one."""
    return isinstance(cell, (int, float)) and abs(cell) >= SURE_DIGITS


def day_of(cell: Cell, *, base_1904: bool) -> str:
    """The ISO day in a date column's cell: a date, 1950.1.1, 19500101, or a bare serial number.

    Empty when there is none, when it does not exist, or when it would have to be guessed (a year
    of two digits, a month without a day). A number that may be a year is no serial: as one it
    would name a day before 1910.
    """
    if isinstance(cell, date):
        return _alive(cell.date() if isinstance(cell, datetime) else cell)
    text = plain(text_of(cell))
    if _year(text):
        return ""
    if _SERIAL.fullmatch(text):
        return _alive(_from_serial(int(float(text)), base_1904))
    parts = dates.parse_day(_CLOCK.sub("", text))
    return _alive(dates.real_day(*parts)) if parts is not None else ""


def birth_of(cell: Cell, *, base_1904: bool) -> str:
    """As much of a birth date as the cell tells: a day, else ``YYYY-MM``, else ``YYYY``.

    A number keeps no 0 at its end, so of 1953.1, which may have been typed 1953.10, only the year
    is told. Empty when not even a year is certain.
    """
    day = day_of(cell, base_1904=base_1904)
    text = plain(text_of(cell))
    if day or _year(text):
        return day or _year(text)
    month = dates.parse_month(text)
    if month is None or dates.real_day(*month, 1) is None:
        return ""
    year = f"{month[0]:04}"
    return year if isinstance(cell, float) and month[1] == 1 else f"{year}-{month[1]:02}"


def _year(text: str) -> str:
    found = _YEAR.fullmatch(text)
    return found[1] if found and dates.FIRST_YEAR <= int(found[1]) <= dates.LAST_YEAR else ""


def _from_serial(serial: int, base_1904: bool) -> date | None:
    if not 0 < serial < _LAST_SERIAL:
        return None
    if base_1904:
        return _BASE_1904 + timedelta(days=serial)
    return _BASE_1900 + timedelta(days=serial + (serial < _FALSE_LEAP_DAY))


def _alive(day: date | None) -> str:
    if day is None or dates.real_day(day.year, day.month, day.day) is None:
        return ""
    return day.isoformat()
