"""The stretches of time that reports are about: a week (Monday to Sunday), a month, a year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Literal

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

Span = Literal["week", "month", "year"]
SPANS: tuple[Span, ...] = ("week", "month", "year")
_FIRST, _LAST = 2000, 2200


class Period(msgspec.Struct, frozen=True):
    """From ``first`` to ``last``, both included, in China's civil time."""

    span: Span
    first: date
    last: date

    @property
    def begins(self) -> int:
        """The first moment of it, in milliseconds."""
        return midnight(self.first)

    @property
    def ends(self) -> int:
        """The first moment after it, in milliseconds."""
        return midnight(self.last + timedelta(days=1))

    @property
    def before(self) -> Period:
        """The one before it, of the same kind."""
        return around(self.span, self.first - timedelta(days=1))

    @property
    def after(self) -> Period:
        return around(self.span, self.last + timedelta(days=1))

    @property
    def parts(self) -> tuple[Period, ...]:
        """What its line is drawn from: the months of a year, the days of all else."""
        if self.span == "year":
            return tuple(month(self.first.year, number) for number in range(1, 13))
        days = (self.last - self.first).days + 1
        each = (self.first + timedelta(days=number) for number in range(days))
        return tuple(Period(self.span, day, day) for day in each)

    @property
    def name(self) -> str:
        """As files are named: ``2026-W48``, ``2026-11``, ``2026``."""
        if self.span == "week":
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02}"
        return self.first.isoformat()[: 7 if self.span == "month" else 4]


def midnight(day: date) -> int:
    """The first moment of ``day``, in milliseconds."""
    return clock.milliseconds(datetime.combine(day, time(), clock.CHINA))


def around(span: Span, day: date) -> Period:
    """The week, month or year that ``day`` lies in."""
    return {"week": week, "month": _month_of, "year": _year_of}[span](day)


def week(day: date) -> Period:
    """The week of ``day``; refuses ``report.period`` outside the years that can be reported."""
    _known(day.year)
    first = day - timedelta(days=day.weekday())
    return Period("week", first, first + timedelta(days=6))


def month(year: int, number: int) -> Period:
    """A calendar month; refuses ``report.period``."""
    _known(year)
    if not 1 <= number <= 12:
        raise refuse("report.month", field="month")
    return Period("month", date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> Period:
    """A calendar year; refuses ``report.period``."""
    _known(number)
    return Period("year", date(number, 1, 1), date(number, 12, 31))


def _month_of(day: date) -> Period:
    return month(day.year, day.month)


def _year_of(day: date) -> Period:
    return year(day.year)


def _known(number: int) -> None:
    if not _FIRST <= number <= _LAST:
        raise refuse("report.period", field="year", first=_FIRST, last=_LAST)
