"""A new promise where the old one cannot be kept: with a reason, approved by somebody who does not
own the case, told to the resident, and never beyond what the law allows."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

import msgspec

from station_desktop.domain.case import casework
from station_desktop.domain.case.cases import Case, Deadline
from station_desktop.domain.case.handling import Postponed
from station_desktop.domain.problem import Problem, Refused, raise_if_any, refuse
from station_desktop.domain.text import dates, statements
from station_desktop.domain.time.deadlines import LONGEST_LIMIT
from station_desktop.usecases.casework import cases, promises
from station_desktop.usecases.work import Actor, Work


def postpone(
    work: Work,
    number: str,
    due: str,
    reason: str,
    told: str,
    approver: Actor | None = None,
) -> Case:
    """Promise ``due``, a later working day, instead. ``told`` says how and when the resident was
    told. It needs the right ``case.approve`` of somebody who is not the case's owner: of the
    person at work, or of ``approver``. Beyond the legal limit nobody can postpone."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        casework.must_be_open(case)
        if case.deadline is None or case.state == "approved" or case.paused:
            raise refuse("flow.no_clock", number=number)
        why, said = statements.stated(reason, "reason"), statements.stated(told, "told")
        problems = [] if why else [Problem("case.reason_missing", "reason")]
        if not said:
            problems.append(Problem("flow.told_missing", "told"))
        day = _day(work, case, case.deadline, due, problems)
        raise_if_any(problems)
        by = _approving(work, case, approver)
        assert day is not None
        fact = Postponed(
            before=case.deadline.due,
            deadline=_promise(work, case, case.deadline, day),
            reason=why,
            approved_by=by.id,
            told=said,
        )
        return cases.record(work, case, fact)


def _day(
    work: Work, case: Case, deadline: Deadline, due: str, problems: list[Problem]
) -> date | None:
    """The new day, or ``None`` with what is wrong with it."""
    written = dates.parse_day(due)
    day = dates.real_day(*written) if written is not None else None
    if day is None:
        problems.append(Problem("flow.due_unreadable", "due"))
        return None
    calendar, legal = work.store.calendar(), promises.legal_day(work, case)
    least = max(deadline.due, work.store.today().isoformat())
    if day.isoformat() <= deadline.due or day < work.store.today():
        problems.append(Problem("flow.due_not_later", "due", {"due": least}))
    elif not calendar.is_working(day):
        problems.append(Problem("flow.due_day_off", "due", {"due": day.isoformat()}))
    elif legal and day.isoformat() > legal:
        problems.append(Problem("flow.due_beyond_law", "due", {"due": legal}))
    return day


def _approving(work: Work, case: Case, approver: Actor | None) -> Actor:
    entitled = [one for one in (approver, work.actor) if one and one.may("case.approve")]
    if not entitled:
        raise refuse("role.not_allowed", field="approver", right="case.approve")
    found = next((one for one in entitled if one.id != case.owner), None)
    if found is None:
        raise refuse("flow.own_approval", field="approver", number=case.number)
    return found


def _promise(work: Work, case: Case, deadline: Deadline, day: date) -> Deadline:
    """The promise that ends on ``day``: for as many days of its unit as lie before that, so that a
    later pause moves it like any other."""
    days = range(deadline.days, LONGEST_LIMIT + 1)

    def ends(count: int) -> date:
        target = promises.due_date(work, case, count)
        assert target is not None
        return target.due

    try:
        at = bisect_left(days, day, key=ends)
        target = promises.due_date(work, case, days[at])
    except (IndexError, Refused):
        raise refuse("flow.due_unreadable", field="due") from None
    assert target is not None
    made = promises.made(deadline, target, deadline.legal_due)
    return msgspec.structs.replace(made, due=day.isoformat())
