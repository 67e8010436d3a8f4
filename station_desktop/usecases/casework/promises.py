"""A case's promise once it is made: moved by pauses, explained, and how much of it is used."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from station_desktop.domain.case import casemoments, cases
from station_desktop.domain.case.cases import Case, Deadline
from station_desktop.domain.catalogue import Limit
from station_desktop.domain.time import clock, workdays
from station_desktop.usecases.work import Work


def moment(work: Work, case: Case) -> datetime:
    """Now; where this PC's clock is behind what is already known of the case, as the latest of
    that: what is recorded of a case never runs backwards."""
    return max(work.store.time.now(), clock.from_milliseconds(casemoments.latest(case)))


def now_after(work: Work, case: Case) -> str:
    """:func:`moment` as ISO text."""
    return moment(work, case).isoformat(timespec="seconds")


def deadline_after(work: Work, case: Case, until: str) -> Deadline | None:
    """The promise when the clock, now standing still, goes on at ``until``."""
    if not case.paused or case.deadline is None:
        return None
    ended = msgspec.structs.replace(case.pauses[-1], until=until)
    after = msgspec.structs.replace(case, pauses=(*case.pauses[:-1], ended))
    target = due_date(work, after)
    if target is None:
        return None
    return made(case.deadline, target, legal_day(work, after))


def made(before: Deadline, target: workdays.DueDate, legal: str) -> Deadline:
    """The promise as worked out anew, with the last day that the law allows."""
    return msgspec.structs.replace(
        before,
        due=target.due.isoformat(),
        days=target.limit.days,
        legal_due=legal,
        warn=target.warn.isoformat() if target.warn else "",
        uncertain=target.caution is not None,
        steps=tuple(msgspec.to_builtins(step) for step in target.steps),
    )


def due_date(work: Work, case: Case, days: int | None = None) -> workdays.DueDate | None:
    """The case's promise worked out anew, with its pauses and every step explained; for ``days``
    where that many are promised instead."""
    if case.deadline is None:
        return None
    promised = case.deadline.days if days is None else days
    return _due(work, case, Limit(promised, case.deadline.unit))


def legal_day(work: Work, case: Case) -> str:
    """The last day that the law allows, pauses left out, as an ISO day; empty where the item names
    no legal limit. It stands still with the promise, which the law's own stops do."""
    if case.deadline is None or not case.deadline.legal_due:
        return ""
    item = work.store.pack(case.pack).item(case.item)
    if item is None or item.legal is None:
        return case.deadline.legal_due
    return _due(work, case, item.legal).due.isoformat()


def _due(work: Work, case: Case, limit: Limit) -> workdays.DueDate:
    """Counted from the acceptance, or from when the case was opened again."""
    began = case.reopened[-1].at if case.reopened else case.accepted_at
    return workdays.due(
        clock.from_milliseconds(began),
        limit,
        work.store.calendar(),
        workdays.DeskHours(time.fromisoformat(work.store.settings().closing_time)),
        tuple(_pause(pause) for pause in case.pauses),
    )


def _pause(pause: cases.Pause) -> workdays.Pause:
    read = datetime.fromisoformat
    ended = read(pause.until) if pause.until else None
    return workdays.Pause(read(pause.since), ended, pause.reason)


def remaining(case: Case, calendar: workdays.Calendar, now: datetime) -> workdays.Progress | None:
    """How much of the case's time is used, from its stored deadline alone (for long queues). The
    hall's approval ends the count: what is left to do is to fetch the result."""
    if case.deadline is None or not case.open or case.state == "approved":
        return None
    stored: Deadline = case.deadline
    began = date.fromisoformat(stored.counted_from)
    target = workdays.DueDate(
        due=date.fromisoformat(stored.due),
        effective=began,
        limit=Limit(stored.days, stored.unit),
        paused_days=0,
        steps=(),
        pauses=tuple(
            (max(_day(pause.since), began), _day(pause.until))
            for pause in case.pauses
            if pause.until and _day(pause.until) > began
        ),
        stopped_since=_day(case.pauses[-1].since) if case.paused else None,
    )
    return workdays.progress(target, now, calendar)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
