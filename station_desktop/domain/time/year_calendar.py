"""Which days are working days: weekends, the State Council's yearly notice, and local exceptions.

The notice for a year comes out in the November before. The shipped years
(``resources/calendar/cn.json``) were generated from the ``chinesecalendar`` package while
developing and are compared with it by a test; the program itself reads data only, so that IT
staff can import next year's notice without waiting for a new version. Years that were never
announced are never guessed: they have weekends only, and every answer that touches one says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import msgspec

from station_desktop.domain.problem import refuse

HORIZON_YEARS = 15
"""How far past the last known year days can be counted (by weekends only)."""

PLAUSIBLE_YEARS = frozenset(range(1950, 2150))

MONDAY_TO_FRIDAY = range(5)


class Holiday(msgspec.Struct, frozen=True):
    """A run of days off with its name; ``first`` and ``last`` both belong to it."""

    first: date
    last: date
    zh: str = ""
    en: str = ""


class Calendar(msgspec.Struct, frozen=True, dict=True):
    """Days off and working weekend days of the ``years`` known, and a station's own exceptions.

    ``local_off`` and ``local_work`` win over the notice and survive the import of a year.
    """

    years: frozenset[int]
    holidays: tuple[Holiday, ...] = ()
    work: frozenset[date] = frozenset()
    local_off: frozenset[date] = frozenset()
    local_work: frozenset[date] = frozenset()

    @cached_property
    def off(self) -> frozenset[date]:
        """Every day off by notice, weekends inside a holiday included."""
        return frozenset(day for run in self.holidays for day in _days(run.first, run.last))

    @cached_property
    def first(self) -> int:
        """Ordinal of the first day that can be counted from."""
        return date(min(self.years), 1, 1).toordinal()

    @cached_property
    def last(self) -> int:
        """Ordinal of the last day that can be counted to."""
        return date(max(self.years) + HORIZON_YEARS, 12, 31).toordinal()

    @cached_property
    def working(self) -> list[int]:
        """Ordinals of all countable working days, sorted: counting is bisecting."""
        off = {day.toordinal() for day in self.off}
        added = {day.toordinal() for day in self.work}
        local_off = {day.toordinal() for day in self.local_off}
        local_work = {day.toordinal() for day in self.local_work}
        return [
            day
            for day in range(self.first, self.last + 1)
            if day in local_work
            or (day not in local_off and (day in added or ((day - 1) % 7 < 5 and day not in off)))
        ]

    @cached_property
    def weekend_work(self) -> list[int]:
        """Ordinals of the Saturdays and Sundays that are working days, sorted."""
        return [day for day in self.working if (day - 1) % 7 >= 5]

    @cached_property
    def holiday_starts(self) -> list[int]:
        return [run.first.toordinal() for run in self.holidays]

    def covers(self, ordinal: int) -> bool:
        """Whether the day can be counted at all."""
        return self.first <= ordinal <= self.last

    def is_working(self, day: date) -> bool:
        """Whether offices work on ``day``; outside the countable span, Monday to Friday."""
        if not self.covers(day.toordinal()):
            return day.weekday() in MONDAY_TO_FRIDAY
        return self.is_working_ordinal(day.toordinal())

    def is_working_ordinal(self, ordinal: int) -> bool:
        at = bisect_left(self.working, ordinal)
        return at < len(self.working) and self.working[at] == ordinal

    def working_days_between(self, after: int, until: int) -> int:
        """Working days in (``after``, ``until``], both ordinals; 0 when reversed."""
        return max(bisect_right(self.working, until) - bisect_right(self.working, after), 0)

    def holiday_on(self, day: date) -> Holiday | None:
        """The named holiday ``day`` falls in, if it is off by notice."""
        at = bisect_right(self.holiday_starts, day.toordinal()) - 1
        return self.holidays[at] if at >= 0 and day <= self.holidays[at].last else None

    def unknown_year(self, first: date, last: date) -> int | None:
        """The first year between two days whose notice is not loaded."""
        span = range(first.year, last.year + 1)
        return next((year for year in span if year not in self.years), None)


class _StoredRun(msgspec.Struct, forbid_unknown_fields=True):
    first: date
    last: date
    zh: str = ""
    en: str = ""


class _StoredYear(msgspec.Struct, forbid_unknown_fields=True):
    off: list[_StoredRun]
    work: list[date]


class _Stored(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    years: dict[str, _StoredYear]
    local_off: list[date] = []
    local_work: list[date] = []


def load(data: bytes) -> Calendar:
    """Read calendar JSON, which may hold a station's own exceptions and no whole year; raises
    ``Refused`` with ``calendar.unreadable`` when it is none."""
    try:
        stored = msgspec.json.decode(data, type=_Stored)
        years = frozenset(map(int, stored.years))
    except ValueError as error:
        raise refuse("calendar.unreadable") from error
    runs = [run for year in stored.years.values() for run in year.off]
    empty = not (years or stored.local_off or stored.local_work)
    if empty or not all(map(_plausible, runs)) or not years <= PLAUSIBLE_YEARS:
        raise refuse("calendar.unreadable")
    return Calendar(
        years=years,
        holidays=_sorted(Holiday(run.first, run.last, run.zh, run.en) for run in runs),
        work=frozenset(day for year in stored.years.values() for day in year.work),
        local_off=frozenset(stored.local_off),
        local_work=frozenset(stored.local_work),
    )


def _plausible(run: _StoredRun) -> bool:
    """No holiday has lasted a month; a reversed or endless run is a slip of the pen."""
    return timedelta(0) <= run.last - run.first <= timedelta(31)


def dump(calendar: Calendar) -> bytes:
    """Calendar JSON that :func:`load` reads back, one year after the other.

    A notice may also move days of the December before; where that year is not known itself, they
    are kept with the year that told of them.
    """
    years: dict[str, Any] = {}
    for year in sorted(calendar.years):
        told = {year} | {year - 1} - calendar.years
        runs = [run for run in calendar.holidays if run.first.year in told]
        work = sorted(day for day in calendar.work if day.year in told)
        stored_runs = [_StoredRun(run.first, run.last, run.zh, run.en) for run in runs]
        years[str(year)] = _StoredYear(stored_runs, work)
    local_off, local_work = sorted(calendar.local_off), sorted(calendar.local_work)
    stored = _Stored("国务院办公厅节假日安排通知", years, local_off, local_work)
    return msgspec.json.format(msgspec.json.encode(stored), indent=1)


def merge(calendar: Calendar, other: Calendar) -> Calendar:
    """``calendar`` with the years of ``other`` put in place of its own, exceptions added.

    Days that ``other`` tells of a year it does not cover (the December before) are added. A day
    on which both have an exception follows ``other``.
    """
    kept = {run for run in calendar.holidays if run.first.year not in other.years}
    work = {day for day in calendar.work if day.year not in other.years}
    return Calendar(
        years=calendar.years | other.years,
        holidays=_sorted(kept.union(other.holidays)),
        work=frozenset(work | other.work),
        local_off=(calendar.local_off - other.local_work) | other.local_off,
        local_work=(calendar.local_work - other.local_off) | other.local_work,
    )


def runs_of(days: Iterable[tuple[date, str, str]]) -> tuple[Holiday, ...]:
    """Single days off, each with its names, joined into runs within one year."""
    runs: list[Holiday] = []
    for day, zh, en in sorted(days):
        last = runs[-1] if runs else None
        joins = last is not None and last.last + timedelta(1) == day and last.first.year == day.year
        if last is not None and joins and (last.zh, last.en) == (zh, en):
            runs[-1] = Holiday(last.first, day, zh, en)
        else:
            runs.append(Holiday(day, day, zh, en))
    return tuple(runs)


def _sorted(runs: Iterable[Holiday]) -> tuple[Holiday, ...]:
    return tuple(sorted(runs, key=lambda run: run.first))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))
