"""Dates as people at a counter write them, read into ISO form and shown in either language.

Canonical forms: a day is ``YYYY-MM-DD`` and a month ``YYYY-MM``. Two-digit years are never
guessed: a counter serves people born in both centuries.
"""

from __future__ import annotations

import re
from datetime import date

from station_desktop.domain.text.folding import plain

FIRST_YEAR, LAST_YEAR = 1850, 2150

_DAY = re.compile(r"(\d{4})\s*[-./年\s]\s*(\d{1,2})\s*[-./月\s]\s*(\d{1,2})\s*[日号]?", re.ASCII)
_SOLID_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})\s*[-./年\s]\s*(\d{1,2})\s*(?:月份?)?", re.ASCII)
_SOLID_MONTH = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_MONTHS_EN = "January February March April May June July August September October November December"
_MONTHS = _MONTHS_EN.split()
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_LONGEST = 40


def parse_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as written, not yet known to exist; ``None`` when it is no date at all.

    Reads 1950-1-1, 1950.1.1, 1950/1/1, 19500101, 1950年1月1日, each in full width too.
    """
    found = _match(text, _DAY, _SOLID_DAY)
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))


def parse_month(text: str) -> tuple[int, int] | None:
    """Year and month as written (2026-02, 2026.2, 202602, 2026年2月); ``None`` when neither."""
    found = _match(text, _MONTH, _SOLID_MONTH)
    return None if found is None else (int(found[1]), int(found[2]))


def _match(text: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    folded = plain(text[: _LONGEST + 1])
    if len(folded) > _LONGEST:
        return None
    return next((found for p in patterns if (found := p.fullmatch(folded))), None)


def real_day(year: int, month: int, day: int) -> date | None:
    """The day if the calendar has it and it lies in living memory or the plannable future."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def show_day(day: date, language: str) -> str:
    """2026年2月13日, or 13 February 2026: the same on every machine, whatever its locale."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def show_day_and_weekday(day: date, language: str) -> str:
    """2026年2月13日（星期五）, or Friday 13 February 2026."""
    if language == "en":
        return f"{_WEEKDAYS_EN[day.weekday()]}day {show_day(day, language)}"
    return f"{show_day(day, language)}（星期{_WEEKDAYS_ZH[day.weekday()]}）"


def show_month(year: int, month: int, language: str) -> str:
    """2026年2月, or February 2026."""
    return f"{_MONTHS[month - 1]} {year}" if language == "en" else f"{year}年{month}月"
