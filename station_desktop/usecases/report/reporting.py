"""The weekly report, monthly and yearly figures – and the cases behind every number of them.

Flows (received, closed, opened again) are counted by their moments, so that the months of a year
add up to it; stocks are what is open at the end: opening + received + opened again − closed is the
next opening. A report is computed anew from the records each time it is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from datetime import date, timedelta

import msgspec

from station_desktop.domain.case.demands import moment
from station_desktop.domain.report import figures
from station_desktop.domain.report.figures import Levels, Rate, Weights
from station_desktop.domain.report.reports import Behind, Figure, Headline, Point, Report
from station_desktop.domain.time import clock, periods
from station_desktop.domain.time.periods import Period, Span
from station_desktop.storage.reads import reads_behind, reads_figures
from station_desktop.storage.reads.reads_behind import BehindPage, Key
from station_desktop.storage.reads.reads_figures import Closed
from station_desktop.usecases.report import report_cases, report_loop
from station_desktop.usecases.work import Work

FEW = 5
"""Fewer ratings than this would tell the officer what somebody said: they are held back from
whoever may not read ratings."""
HEADLINES = ("received", "ended", "open", "overdue", "late", "in_time", "mean_days", "found")
RATES = ("response", "solution", "satisfaction")
_ABOUT_RATINGS = frozenset({"rated", "call_back", "called_back"})
_EPOCH = date(1970, 1, 1)


class Heads(msgspec.Struct, frozen=True):
    """The numbers that are set beside those of the period before."""

    received: Figure
    ended: Figure
    open: Figure
    overdue: Figure
    late: Figure
    in_time: Figure
    mean_days: Figure
    found: Figure
    response: Figure
    solution: Figure
    satisfaction: Figure


class Told(msgspec.Struct, frozen=True):
    """What several figures of one period are made of: ratings (level, whether it was solved, how
    many), and when closed cases came and went."""

    said: tuple[tuple[int, str, int], ...]
    closed: Closed


def week(work: Work, day: date) -> Report:
    """The week of ``day``, Monday to Sunday."""
    return report(work, periods.week(day))


def month(work: Work, year: int, number: int) -> Report:
    """One calendar month."""
    return report(work, periods.month(year, number))


def year(work: Work, number: int) -> Report:
    """One calendar year."""
    return report(work, periods.year(number))


def around(work: Work, span: Span, day: date) -> Report:
    """The week, month or year of ``day``."""
    return report(work, periods.around(span, day))


def report(work: Work, period: Period) -> Report:
    """All figures of one period; needs ``report.read``."""
    work.require("report.read")
    settings = work.store.settings()
    weights = Weights(settings.rate_response, settings.rate_solution, settings.rate_satisfaction)
    found = report_cases.flows(work, period)
    told = _told(work, period)
    levels = _levels(work, period, told.said)
    heads = _heads(work, period, told)
    before = _heads(work, period.before, _told(work, period.before))
    readable = work.actor.may("rating.read")
    held_back = not readable and 0 < levels.rated < FEW
    return Report(
        period=period,
        station=settings.station_name,
        made_at=work.store.ledger.now_ms(),
        decimals=settings.rate_decimals,
        weights=weights,
        headlines=tuple(
            Headline(key, getattr(heads, key), getattr(before, key)) for key in HEADLINES
        ),
        points=_points(work, period, told.closed),
        sections=(
            *report_cases.sections(work, found),
            report_loop.partners(work, period),
            report_loop.whistle_section(work, period),
            report_loop.watching(work, period, readable=not held_back),
            *(
                ()
                if held_back
                else (report_loop.rating_section(period, levels, readable=readable),)
            ),
            report_loop.outreach(work, period, heads.found),
        ),
        rates=tuple(
            Headline(key, _held(getattr(heads, key), key, held_back), getattr(before, key))
            for key in RATES
        ),
        score=_score(heads, weights, held_back),
        levels=None if held_back else levels,
        held_back=held_back,
    )


def behind(
    work: Work, figure: Behind, after: Key | None = None, limit: int = 50, skip: int = 0
) -> BehindPage:
    """One page of what a figure counts, the earliest first: each case once, in a list of closings
    once for each. What was said in ratings is only for ``rating.read``."""
    _must_be_readable(work, figure)
    now = moment(work.store.time.now())
    return reads_behind.page(work.store.connection, figure, now, after, limit, skip)


def count_behind(work: Work, figure: Behind) -> int:
    """How many cases (home visits, individual cases) are behind a figure. A case that was reminded
    twice is one case, though two reminders."""
    _must_be_readable(work, figure)
    now = moment(work.store.time.now())
    return reads_behind.count(work.store.connection, figure, now)


def opening(work: Work, period: Period) -> int:
    """How many were open as the period began."""
    work.require("report.read")
    return report_cases.flows(work, period.before).total("open")


def _must_be_readable(work: Work, figure: Behind) -> None:
    work.require("report.read")
    work.require("case.read")
    if dict(figure.where).get("kind") in _ABOUT_RATINGS:
        work.require("rating.read")


def _told(work: Work, period: Period) -> Told:
    connection, begins, ends = work.store.connection, period.begins, period.ends
    return Told(
        reads_figures.happened(connection, "rated", begins, ends),
        reads_figures.closed(connection, begins, ends),
    )


def _heads(work: Work, period: Period, told: Told) -> Heads:
    connection, today = work.store.connection, report_cases.judged_on(work, period)
    begins, ends = period.begins, period.ends
    now = work.store.ledger.now_ms()
    total = reads_figures.totals(connection, begins, ends, today, now)

    def column(key: str) -> Behind:
        return report_cases.behind(period, today, key)

    rates = _call_back_rates(told)
    asked = Behind("happened", begins, ends, (("kind", "rated"), ("word", "yes|no")))
    seen = asked if work.actor.may("rating.read") else None
    return Heads(
        received=Figure(total.received, column("received")),
        ended=Figure(total.ended, column("ended")),
        open=Figure(total.open, column("open")),
        overdue=Figure(total.overdue, column("overdue")),
        late=Figure(total.late, column("late")),
        in_time=_rate(Rate(total.in_time, total.in_time + total.late), column("late")),
        mean_days=_mean_days(work, period, told.closed),
        found=_rate(
            Rate(total.found, total.received), column("received").having("origin", "found")
        ),
        response=_rate(
            Rate(total.contacted, total.sent), Behind("sent", begins, ends, today=today)
        ),
        solution=_rate(rates[0], seen),
        satisfaction=_rate(rates[1], seen),
    )


def _rate(rate: Rate, behind: Behind | None) -> Figure:
    return Figure(rate.hits, behind, "rate", rate.of)


def _call_back_rates(told: Told) -> tuple[Rate, Rate]:
    """Solution and satisfaction, over the call-backs in which the resident said whether it was
    solved."""
    valid = [(level, word, count) for level, word, count in told.said if word]
    total = sum(count for *_, count in valid)
    solved = sum(count for _, word, count in valid if word == "yes")
    counts: dict[int, int] = {}
    for level, _, count in valid:
        counts[level] = counts.get(level, 0) + count
    return Rate(solved, total), figures.levels(counts).good


def _levels(work: Work, period: Period, said: tuple[tuple[int, str, int], ...]) -> Levels:
    counts: dict[int, int] = {}
    for level, _, count in said:
        counts[level] = counts.get(level, 0) + count
    not_rated = reads_figures.unrated(work.store.connection, period.begins, period.ends)
    return figures.levels(counts, not_rated)


def _score(heads: Heads, weights: Weights, held_back: bool) -> Figure:
    rates = (heads.response, heads.solution, heads.satisfaction)
    response, solution, satisfaction = (Rate(one.value or 0, one.of) for one in rates)
    found = figures.combined(response, solution, satisfaction, weights)
    if found is None or held_back:
        return Figure(None, kind="score")
    return Figure(found.hits, kind="score", of=found.of)


def _held(figure: Figure, key: str, held_back: bool) -> Figure:
    return Figure(None, kind="rate") if held_back and key != "response" else figure


def _mean_days(work: Work, period: Period, closed: Closed) -> Figure:
    """Working days from receipt to end; the day of receipt is not counted."""
    working = work.store.calendar().working
    origin = _EPOCH.toordinal()

    def up_to(days: Counter[int]) -> int:
        """The working days before the end of each day, added up."""
        return sum(n * bisect_right(working, day + origin) for day, n in days.items())

    total, number = up_to(closed.ended) - up_to(closed.received), closed.ended.total()
    return Figure(total, Behind("closed", period.begins, period.ends), "mean", number)


def _points(work: Work, period: Period, closed: Closed) -> tuple[Point, ...]:
    came, went = reads_figures.by_day(work.store.connection, period.begins, period.ends)
    went += closed.ended

    def total(counts: Counter[int], part: Period) -> int:
        first, last = ((day - _EPOCH) // timedelta(days=1) for day in (part.first, part.last))
        return sum(counts[day] for day in range(first, last + 1))

    return tuple(
        Point(
            part,
            Figure(total(came, part), Behind("received", part.begins, part.ends)),
            Figure(total(went, part), Behind("ended", part.begins, part.ends)),
        )
        for part in period.parts
    )


def day_shown(made_at: int) -> date:
    """The day a report was made."""
    return clock.from_milliseconds(made_at).date()
