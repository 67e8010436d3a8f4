"""A case's promise once it is made: moved by pauses, explained, and how much of it is used."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from station_desktop.domain import cases, clock, workdays
from station_desktop.domain.cases import Case, Deadline
from station_desktop.domain.catalogue import Limit
from station_desktop.usecases.work import Work


def now_after(work: Work, case: Case) -> str:
    """Now as ISO text; where this PC's clock is behind the one that began the pause, as that."""
    now = work.store.time.now()
    began = datetime.fromisoformat(case.pauses[-1].since) if case.paused else now
    return max(now, began).isoformat(timespec="seconds")


def deadline_after(work: Work, case: Case, until: str) -> Deadline | None:
    """The promise when the clock, now standing still, goes on at ``until``."""
    if not case.paused or case.deadline is None:
        return None
    ended = msgspec.structs.replace(case.pauses[-1], until=until)
    after = msgspec.structs.replace(case, pauses=(*case.pauses[:-1], ended))
    target = due_date(work, after)
    if target is None:
        return None
    return msgspec.structs.replace(
        case.deadline,
        due=target.due.isoformat(),
        uncertain=target.caution is not None,
        steps=tuple(msgspec.to_builtins(step) for step in target.steps),
    )


def due_date(work: Work, case: Case) -> workdays.DueDate | None:
    """The case's promise worked out anew, with its pauses and every step explained."""
    if case.deadline is None:
        return None
    settings = work.store.settings()
    limit = Limit(case.deadline.days, case.deadline.unit)
    return workdays.due(
        clock.from_milliseconds(case.accepted_at),
        limit,
        work.store.calendar(),
        workdays.DeskHours(time.fromisoformat(settings.closing_time)),
        tuple(_pause(pause) for pause in case.pauses),
    )


def _pause(pause: cases.Pause) -> workdays.Pause:
    moment = datetime.fromisoformat
    ended = moment(pause.until) if pause.until else None
    return workdays.Pause(moment(pause.since), ended, pause.reason)


def remaining(case: Case, calendar: workdays.Calendar, now: datetime) -> workdays.Progress | None:
    """How much of the case's time is used, from its stored deadline alone (for long queues). The
    hall's approval ends the count: what is left to do is to fetch the result."""
    if case.deadline is None or not case.open or case.state == "approved":
        return None
    stored: Deadline = case.deadline
    target = workdays.DueDate(
        due=date.fromisoformat(stored.due),
        effective=date.fromisoformat(stored.counted_from),
        limit=Limit(stored.days, stored.unit),
        paused_days=0,
        steps=(),
        pauses=tuple(
            (_day(pause.since), _day(pause.until)) for pause in case.pauses if pause.until
        ),
        stopped_since=_day(case.pauses[-1].since) if case.paused else None,
    )
    return workdays.progress(target, now, calendar)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
