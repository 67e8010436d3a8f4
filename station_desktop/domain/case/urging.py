"""Who is to be reminded of a case, and when (督办).

The owner at 80 % of the time. After the promised day, in turn, the deputy, the stationmaster and
the hall: each on the first working day after as many full working days as the station's settings
say (``urge_*_days``; none for the deputy: on the first working day that is late). Nobody is
reminded outside the station's hours or on a day off, nobody while the clock stands still, nobody
twice of one promise; with a new promise the ladder begins anew.
"""

from __future__ import annotations

from datetime import date, datetime

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import RUNGS, Rung
from station_desktop.domain.neighbourhood import timetable
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.time.deadlines import Progress
from station_desktop.domain.time.year_calendar import Calendar


def in_hours(settings: Settings, now: datetime, calendar: Calendar) -> bool:
    """Whether the station is open at ``now`` (China's civil time): a working day, within its
    hours; all day where its hours are not written as hours."""
    if not calendar.is_working(now.date()):
        return False
    spans = timetable.stretches(settings.station_hours)
    minute = now.hour * 60 + now.minute
    return not spans or any(first <= minute < last for first, last in spans)


def due(
    case: Case,
    progress: Progress | None,
    settings: Settings,
    now: datetime,
    calendar: Calendar,
) -> tuple[Rung, ...]:
    """The rungs that are due at ``now`` and not said yet of the promise that runs, lowest first.
    ``progress`` is how the case's time stands, ``None`` where no clock runs."""
    if case.deadline is None or progress is None or progress.stopped or not case.open:
        return ()
    if not in_hours(settings, now, calendar):
        return ()
    promise = case.deadline.due
    said = _said(case)
    reached = rungs_reached(progress, date.fromisoformat(promise), settings, now.date(), calendar)
    return tuple(rung for rung in RUNGS if rung in reached and rung not in said)


def _said(case: Case) -> frozenset[Rung]:
    promise = case.deadline.due if case.deadline is not None else ""
    return frozenset(one.rung for one in case.urged if one.due == promise and not one.by_hand)


def all_said(case: Case) -> bool:
    """Whether every rung was said of the promise that runs, so that nothing is left to say."""
    return len(_said(case)) == len(RUNGS)


def rungs_reached(
    progress: Progress, promised: date, settings: Settings, today: date, calendar: Calendar
) -> frozenset[Rung]:
    """How far up the ladder the case is on ``today``."""
    reached: set[Rung] = set()
    late = calendar.working_days_between(promised.toordinal(), today.toordinal())
    if progress.warn or late > 0:
        reached.add("owner")
    waits: tuple[tuple[Rung, int], ...] = (
        ("deputy", settings.urge_deputy_days),
        ("stationmaster", settings.urge_stationmaster_days),
        ("hall", settings.urge_hall_days),
    )
    reached.update(rung for rung, days in waits if late > max(days, 0))
    return frozenset(reached)
