"""Dates as people at a counter write them, read into ISO form and shown in either language.

Canonical forms: a day is ``YYYY-MM-DD`` and a month ``YYYY-MM``. Two-digit years are never
guessed: a counter serves people born in both centuries. With a Chinese input method on, the keys
``.`` and ``/`` write 。 and 、, which part a date as well as any other sign.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from station_desktop.domain.text.folding import plain

FIRST_YEAR, LAST_YEAR = 1850, 2150

_PARTS = r"-./\\_,。、·\s"
_DAY = re.compile(
    rf"(\d{{4}})\s*[{_PARTS}年]\s*(\d{{1,2}})\s*[{_PARTS}月]\s*(\d{{1,2}})\s*[日号.。]?", re.ASCII
)
_BEHIND_DAY = re.compile(r"\s*\(?(?:星期|礼拜|周)([1-6日天])\)?|[T\s]0?0:00(?::00)?", re.ASCII)
"""A day's name, which must be the right one, or the midnight that a spreadsheet adds."""
_SOLID_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(rf"(\d{{4}})\s*[{_PARTS}年]\s*(\d{{1,2}})\s*(?:月份?)?", re.ASCII)
_SOLID_MONTH = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_NUMERALS = "〇一二三四五六七八九"
_TENS = re.compile(f"([{_NUMERALS}]?)十([{_NUMERALS}]?)")
_IN_DIGITS = {ord(numeral): str(digit) for digit, numeral in enumerate(_NUMERALS)}
_IN_DIGITS |= {ord("零"): "0", ord("○"): "0"}
_MONTHS_EN = "January February March April May June July August September October November December"
_MONTHS = _MONTHS_EN.split()
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_LONGEST = 40


def parse_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as written, not yet known to exist; ``None`` when it is no date at all.

    Reads 1950-1-1, 1950.1.1, 1950/1/1, 19500101, 1950年1月1日, each in full width too, and
    一九五〇年一月一日.
    """
    folded = _folded(text)
    behind = _BEHIND_DAY.search(folded)
    if behind is not None and behind.end() == len(folded):
        folded = folded[: behind.start()]
    found = _match(folded, _DAY, _SOLID_DAY)
    if found is None:
        return None
    parts = int(found[1]), int(found[2]), int(found[3])
    return parts if behind is None or _falls_on(parts, behind[1]) else None


def _falls_on(parts: tuple[int, int, int], weekday: str | None) -> bool:
    day = real_day(*parts)
    if weekday is None or day is None:
        return True
    return min("123456日天".index(weekday), 6) == day.weekday()


def parse_month(text: str) -> tuple[int, int] | None:
    """Year and month as written (2026-02, 2026.2, 202602, 2026年2月); ``None`` when neither."""
    found = _match(_folded(text), _MONTH, _SOLID_MONTH)
    return None if found is None else (int(found[1]), int(found[2]))


def _folded(text: str) -> str:
    """Half width, numerals as digits; empty when the text is too long for a date."""
    folded = plain(text[: _LONGEST + 1])
    if len(folded) > _LONGEST:
        return ""
    return _TENS.sub(_ten, folded).translate(_IN_DIGITS)


def _match(folded: str, *patterns: re.Pattern[str]) -> re.Match[str] | None:
    return next((found for p in patterns if (found := p.fullmatch(folded))), None)


def _ten(found: re.Match[str]) -> str:
    """十, 十二, 二十, 二十二 in digits."""
    return f"{found[1] or '一'}{found[2] or '〇'}"


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


def show_written(text: str, language: str) -> str:
    """A day, or a day and minute, kept in ISO form, as people read it; other text as it is."""
    try:
        if ":" not in text:
            return show_day(date.fromisoformat(text), language)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{show_day(moment.date(), language)} {moment:%H:%M}"


def show_month(year: int, month: int, language: str) -> str:
    """2026年2月, or February 2026."""
    return f"{_MONTHS[month - 1]} {year}" if language == "en" else f"{year}年{month}月"
