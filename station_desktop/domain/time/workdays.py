"""The deadline engine: when a case is due, why, and how much of its time is used.

Rules, and where they come from:

- periods of the administrative licensing law are working days (行政许可法 art. 82); other limits
  may be calendar days, and one ending on a day off ends on the next working day (民法典 art. 203);
- the day of acceptance is not counted;
- what comes in at or after closing time (17:00:00 itself is after), or on a day off, counts as
  accepted on the next working day. Saturday's extended service is not a working day;
- a limit of 0 days ends on the (effective) day of acceptance;
- a pause (supplements awaited, public notice, inspection, assessment, appeal) stops the clock:
  the day it begins still counts, the days after it up to and including the day it ends do not.
  An end after closing time or on a day off moves like an acceptance. Pauses may overlap; no day is
  left out twice. A pause begun on the due day keeps the case in time until the day it ends; one
  begun when the case was already overdue changes nothing.

A due date is never silently wrong: where it touches a year whose notice is not loaded, the answer
carries a caution.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime
from math import ceil

from station_desktop.domain.catalogue import Limit, LimitUnit
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.time.clock import CHINA
from station_desktop.domain.time.deadlines import (
    REASONS,
    WARN_AT,
    DeskHours,
    DueDate,
    Pause,
    Progress,
    Step,
    check_limit,
)
from station_desktop.domain.time.year_calendar import Calendar, dump, load, merge

__all__ = [
    "Calendar",
    "DeskHours",
    "DueDate",
    "Pause",
    "Progress",
    "Step",
    "check_limit",
    "due",
    "dump",
    "load",
    "merge",
    "progress",
]


def due(
    accepted_at: datetime,
    limit: Limit,
    calendar: Calendar,
    rules: DeskHours = DeskHours(),  # noqa: B008 - a frozen value
    pauses: tuple[Pause, ...] = (),
) -> DueDate:
    """When a case accepted at ``accepted_at`` (China's civil time, or aware) is due.

    Raises ``Refused``: ``deadline.negative``, ``deadline.too_long``, ``deadline.out_of_range``
    (a day before the first known year or too far after the last), ``deadline.pause_reversed``.
    """
    problem = check_limit(limit)
    if problem is not None:
        raise Refused(problem)
    accepted = _civil(accepted_at)
    effective, first_step = _accept(accepted, calendar, rules)
    closed, stopped = _stretches(pauses, effective, calendar, rules)
    last, paused = _count(effective, limit, calendar, closed)
    landed = _landing(calendar, last)
    _within(calendar, landed)
    closed = [stretch for stretch in closed if stretch[0] <= landed]
    stopped = None if stopped is None or stopped > landed else stopped
    start, end = date.fromordinal(effective), date.fromordinal(landed)
    steps = [first_step]
    if limit.days:
        steps.append(Step(f"deadline.step.count_{limit.unit}", start, days=limit.days))
    if limit.unit == "working_day":
        steps += _calendar_steps(calendar, effective, landed)
    steps += _pause_steps(pauses, effective, landed, calendar, rules)
    if landed != last:
        steps.append(Step("deadline.step.moved", date.fromordinal(last), until=end))
    steps.append(Step("deadline.step.due", end))
    return DueDate(
        due=end,
        effective=start,
        limit=limit,
        paused_days=paused,
        steps=tuple(steps),
        pauses=tuple((date.fromordinal(a), date.fromordinal(b)) for a, b in closed),
        stopped_since=None if stopped is None else date.fromordinal(stopped),
        warn=_warning(effective, limit, calendar, closed, landed),
        caution=_unknown_year(calendar, start, end),
    )


def progress(target: DueDate, now: datetime, calendar: Calendar) -> Progress:
    """How the case stands at ``now``: both totals, what is left, and the share of time used."""
    today = _civil(now).toordinal()
    unit, total = target.limit.unit, target.limit.days
    start, last = target.effective.toordinal(), target.due.toordinal()
    since = today if target.stopped_since is None else target.stopped_since.toordinal()
    running_until = min(today, since)
    paused = sum(
        _span(calendar, unit, a.toordinal(), min(b.toordinal(), today)) for a, b in target.pauses
    )
    used = max(_span(calendar, unit, start, running_until) - paused, 0)
    overdue = _span(calendar, unit, last, running_until)
    return Progress(
        unit=unit,
        used=used,
        total=total,
        paused=paused + _span(calendar, unit, running_until, today),
        left=max(total - used, 0),
        overdue=overdue,
        share=_share(used, total, overdue),
        stopped=target.stopped_since is not None and since <= today,
    )


def _unknown_year(calendar: Calendar, start: date, end: date) -> Problem | None:
    year = calendar.unknown_year(start, end)
    return None if year is None else Problem("deadline.unknown_year", params={"year": year})


def _share(used: int, total: int, overdue: int) -> float:
    """A due day moved past a holiday is still in time, however many days were counted."""
    if not total:
        return float(overdue > 0)
    return used / total if overdue else min(used / total, 1.0)


def _civil(moment: datetime) -> datetime:
    """China's civil time; a naive moment is taken to be that already."""
    return moment if moment.tzinfo is None else moment.astimezone(CHINA)


def _within(calendar: Calendar, ordinal: int) -> None:
    if not calendar.covers(ordinal):
        raise refuse(
            "deadline.out_of_range",
            first=date.fromordinal(calendar.first).year,
            last=date.fromordinal(calendar.last).year,
        )


def _landing(calendar: Calendar, ordinal: int) -> int:
    """The first working day on or after ``ordinal``; past the horizon when there is none."""
    at = bisect_left(calendar.working, ordinal)
    return calendar.working[at] if at < len(calendar.working) else calendar.last + 1


def _counts_as(moment: datetime, calendar: Calendar, rules: DeskHours) -> int:
    """The working day a moment counts for: the next one when late or on a day off."""
    late = moment.time() >= rules.closing
    return _landing(calendar, moment.date().toordinal() + late)


def _resumed(ended: date, calendar: Calendar, rules: DeskHours) -> int:
    if isinstance(ended, datetime):
        return _counts_as(_civil(ended), calendar, rules)
    return _landing(calendar, ended.toordinal())


def _accept(accepted: datetime, calendar: Calendar, rules: DeskHours) -> tuple[int, Step]:
    """The effective day of acceptance, and the sentence that says why it is that day."""
    day = accepted.date()
    _within(calendar, day.toordinal())
    effective = _counts_as(accepted, calendar, rules)
    _within(calendar, effective)
    until = date.fromordinal(effective)
    if effective == day.toordinal():
        return effective, Step("deadline.step.accepted", day)
    if calendar.is_working(day):
        closing = rules.closing.strftime("%H:%M")
        return effective, Step("deadline.step.after_closing", day, until, text=closing)
    holiday = calendar.holiday_on(day)
    if holiday is None or not holiday.zh:
        return effective, Step("deadline.step.day_off", day, until)
    step = Step("deadline.step.holiday", day, until, name=holiday.zh, name_en=holiday.en)
    return effective, step


def _stretches(
    pauses: tuple[Pause, ...], effective: int, calendar: Calendar, rules: DeskHours
) -> tuple[list[tuple[int, int]], int | None]:
    """Closed pauses as merged, sorted (begun, ended], and the day since which the clock stands."""
    closed: list[tuple[int, int]] = []
    stopped: int | None = None
    for pause in sorted(pauses, key=lambda pause: _day(pause.begun)):
        begun = max(_day(pause.begun), effective)
        if pause.ended is None:
            stopped = begun if stopped is None else min(stopped, begun)
            continue
        if _day(pause.ended) < _day(pause.begun):
            raise refuse("deadline.pause_reversed")
        ended = _resumed(pause.ended, calendar, rules)
        if closed and begun <= closed[-1][1]:
            closed[-1] = (closed[-1][0], max(closed[-1][1], ended))
        elif ended > begun:
            closed.append((begun, ended))
    return closed, stopped


def _day(moment: date) -> int:
    return (_civil(moment) if isinstance(moment, datetime) else moment).toordinal()


def _count(
    effective: int, limit: Limit, calendar: Calendar, closed: list[tuple[int, int]]
) -> tuple[int, int]:
    """The last day of the limit, pauses left out, and how many days they took."""
    paused = 0
    last = _forward(calendar, limit.unit, effective, limit.days)
    for begun, ended in closed:
        if begun > _landing(calendar, last):
            break
        paused += _span(calendar, limit.unit, begun, ended)
        resumed_at_the_end = ended if begun >= last else last
        last = max(
            _forward(calendar, limit.unit, effective, limit.days + paused), resumed_at_the_end
        )
    return last, paused


def _warning(
    effective: int,
    limit: Limit,
    calendar: Calendar,
    closed: list[tuple[int, int]],
    landed: int,
) -> date | None:
    """The first day on which 80 % of the limit is used, see ``deadlines.WARN_AT``. A pause that
    begins on that very day comes too late to put it off."""
    if not limit.days:
        return None
    used = ceil(limit.days * WARN_AT)
    day = _forward(calendar, limit.unit, effective, used)
    for begun, ended in closed:
        if begun >= day:
            break
        used += _span(calendar, limit.unit, begun, ended)
        day = _forward(calendar, limit.unit, effective, used)
    return date.fromordinal(min(day, landed))


def _forward(calendar: Calendar, unit: LimitUnit, day: int, days: int) -> int:
    """``days`` after the working day ``day``; past the horizon when there are not so many."""
    if unit == "calendar_day":
        return day + days
    at = bisect_left(calendar.working, day) + days
    return calendar.working[at] if at < len(calendar.working) else calendar.last + 1


def _span(calendar: Calendar, unit: LimitUnit, after: int, until: int) -> int:
    """Days of the unit in (``after``, ``until``]."""
    if unit == "calendar_day":
        return max(until - after, 0)
    return calendar.working_days_between(after, until)


def _calendar_steps(calendar: Calendar, effective: int, last: int) -> Iterator[Step]:
    """The holidays left out and the working weekend days counted on the way, by date."""
    found: list[Step] = []
    at = max(bisect_right(calendar.holiday_starts, effective) - 1, 0)
    for run in calendar.holidays[at : bisect_right(calendar.holiday_starts, last)]:
        if run.last.toordinal() > effective:
            code = "holiday_run" if run.last > run.first else "holiday_day"
            found.append(
                Step(f"deadline.step.{code}", run.first, run.last, name=run.zh, name_en=run.en)
            )
    work = calendar.weekend_work
    for ordinal in work[bisect_right(work, effective) : bisect_right(work, last)]:
        found.append(Step("deadline.step.weekend_work", date.fromordinal(ordinal)))
    return iter(sorted(found, key=lambda step: step.day))


def _pause_steps(
    pauses: tuple[Pause, ...], effective: int, last: int, calendar: Calendar, rules: DeskHours
) -> Iterator[Step]:
    for pause in sorted(pauses, key=lambda pause: _day(pause.begun)):
        begun = max(_day(pause.begun), effective)
        ended = None if pause.ended is None else _resumed(pause.ended, calendar, rules)
        if begun > last or (ended is not None and ended <= begun):
            continue
        known = pause.reason in REASONS
        state = "stopped" if ended is None else "pause"
        yield Step(
            f"deadline.step.{state}_{pause.reason}" if known else f"deadline.step.{state}",
            date.fromordinal(begun),
            until=None if ended is None else date.fromordinal(ended),
            text="" if known else pause.reason,
        )
