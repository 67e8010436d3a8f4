"""Opening hours as one text: read as people write them, stored in one form, asked about moments.

Read: ``一至五 09:00-17:00；六 09:00-12:00``, ``周一、三、五 9点-11点半``, ``Mon-Fri 9:00-12:00
13:30-17:00; Sat closed``, ``每天 24小时``, each in full width too. Stored: ``1-5 09:00-17:00; 6
09:00-12:00``, Monday being 1. An empty text is "not known" and answers nothing. Hours after
midnight belong to the day on which they begin (``18:00-02:00``). Holidays are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import lru_cache

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.domain.time.hours_typed import (
    CLOSED,
    DAY,
    LONGEST,
    Span,
    Week,
    clock,
    parse,
    parse_stored,
)

__all__ = ["DAY", "LONGEST", "Hours", "HoursCheck", "Span", "Week", "check"]

_SHORT_ZH = tuple(f"周{character}" for character in "一二三四五六日")
_SHORT_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Hours(msgspec.Struct, frozen=True):
    """One week's opening hours; ``known`` is false where nothing was said."""

    week: Week = (CLOSED,) * 7

    @property
    def known(self) -> bool:
        return any(self.week)


class HoursCheck(msgspec.Struct, frozen=True):
    """One typed text: ``text`` is the form to store, empty when there is a problem."""

    text: str
    hours: Hours
    problem: Problem | None = None


def check(typed: str) -> HoursCheck:
    """The hours as typed, or what is wrong with them; never raises. An empty text is right and
    says nothing."""
    found = parse(typed)
    if isinstance(found, Problem):
        return HoursCheck("", Hours(), found)
    hours = Hours(found)
    return HoursCheck(canonical(hours), hours)


@lru_cache(1024)
def read(stored: str) -> Hours:
    """The hours of a stored text; not known where it cannot be read."""
    found = parse_stored(stored)
    return Hours() if isinstance(found, Problem) else Hours(found)


def canonical(hours: Hours) -> str:
    """The one form to store: ``1-5 09:00-12:00 13:30-17:00; 6 09:00-12:00``."""
    groups = [
        f"{_digits(days)} {' '.join(map(_clock, spans))}" for days, spans in _groups(hours.week)
    ]
    return "; ".join(groups)


def show(stored: str, language: str) -> str:
    """周一至周五 09:00-17:00；周六 09:00-12:00, or Mon-Fri 09:00-17:00; Sat 09:00-12:00."""
    groups = [
        f"{_names(days, language)} {_times(spans, language)}"
        for days, spans in _groups(read(stored).week)
    ]
    return ("; " if language == "en" else "；").join(groups)


def open_at(hours: Hours, moment: datetime) -> bool | None:
    """Whether it is open at ``moment`` (local time); ``None`` where that is not known."""
    return bool(_around(hours, moment)) if hours.known else None


def open_until(hours: Hours, moment: datetime) -> datetime | None:
    """When it closes, being open at ``moment``; ``None`` when it is not, or never closes."""
    closing = moment
    while closing - moment < _NEVER_CLOSES:
        ends = _around(hours, closing)
        if not ends:
            return closing if closing != moment else None
        closing = max(ends)
    return None


_NEVER_CLOSES = timedelta(days=9)
"""What is open so long without a gap is open all week, and every week is alike."""


def next_opening(hours: Hours, moment: datetime) -> datetime | None:
    """The moment itself while it is open, else when it opens next; ``None`` where not known."""
    if not hours.known:
        return None
    if _around(hours, moment):
        return moment
    midnight = _midnight(moment)
    for ahead in range(8):
        day = midnight + timedelta(days=ahead)
        for begin, _ in hours.week[day.weekday()]:
            opening = day + timedelta(minutes=begin)
            if opening > moment:
                return opening
    return None


def _around(hours: Hours, moment: datetime) -> list[datetime]:
    """The ends of the spans in which ``moment`` lies; one may have begun the day before."""
    midnight = _midnight(moment)
    return [
        end
        for day in (midnight, midnight - timedelta(days=1))
        for first, last in hours.week[day.weekday()]
        if day + timedelta(minutes=first) <= moment < (end := day + timedelta(minutes=last))
    ]


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(0), tzinfo=moment.tzinfo)


def _groups(week: Week) -> Iterator[tuple[tuple[int, ...], tuple[Span, ...]]]:
    """Days with the same hours together, in the order of their first day; without closed days."""
    for spans in dict.fromkeys(week):
        if spans:
            yield tuple(day for day in range(7) if week[day] == spans), spans


def _runs(days: tuple[int, ...]) -> list[tuple[int, int]]:
    """Days that follow on each other as first and last."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and day == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _digits(days: tuple[int, ...]) -> str:
    return ",".join(f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in _runs(days))


def _names(days: tuple[int, ...], language: str) -> str:
    english = language == "en"
    if len(days) == 7:
        return "Daily" if english else "每天"
    short, to, between = (_SHORT_EN, "-", ", ") if english else (_SHORT_ZH, "至", "、")
    parts: list[str] = []
    for first, last in _runs(days):
        far = last - first > 1
        parts += [f"{short[first]}{to}{short[last]}"] if far else short[first : last + 1]
    return between.join(parts)


def _times(spans: tuple[Span, ...], language: str) -> str:
    if spans == ((0, DAY),):
        return "24 hours" if language == "en" else "24小时"
    return (", " if language == "en" else "、").join(map(_clock, spans))


def _clock(span: Span) -> str:
    begin, end = span
    return f"{clock(begin)}-{clock(end if end <= DAY else end - DAY)}"
