"""The stationmaster's board, and the deputy's back office: what must be transferred and chased.

The back office is one list of :class:`Chase`, in the order in which things fall due, put together
from what other parts of the loop keep: tasks given to organisations, cases that nobody was asked
to take yet, whistles, call-backs after bad ratings, promises running out. A promise has a line of
its own only where nothing else is to be done about its case.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from station_desktop.domain.case import ownwords
from station_desktop.domain.case.cases import Case
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.time import clock
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.storage.reads import reads, reads_board, reads_whistles
from station_desktop.storage.reads.reads_board import Facet, Place, Where
from station_desktop.usecases.casework import evaluating, handing
from station_desktop.usecases.work import Work

Kind = Literal[
    "whistle",
    "late_check_in",
    "verify",
    "dispatch",
    "again",
    "answer",
    "report",
    "close",
    "call_back",
    "promise",
    "orphan",
]
"""Departments are on their way or at work; one is past its limit; somebody must go and look; an
organisation must be found; another one, since all refused; it has not said yes; it has not
reported; all have reported and the case can be closed; call back after a bad rating; the promise
runs out; the owner no longer works here."""

_EVERY = 500
"""How many of each kind are looked at: a back office with more has another problem."""


class Chase(msgspec.Struct, frozen=True):
    """One thing to transfer or to chase. ``due`` is ISO (day, or day and minute), empty where
    nothing was promised; ``who`` is the organisation or department concerned."""

    kind: Kind
    due: str
    case: Case
    who: str = ""
    task: str = ""
    whistle: str = ""


class Load(msgspec.Struct, frozen=True):
    """One member of staff's share of the work, today and this week; ``here`` is whether the
    account is still in use."""

    account: str
    name: str
    here: bool
    open: int
    overdue: int
    today: int
    week: int
    closed: int


def counts(work: Work, where: Where) -> dict[Facet, dict[str, int]]:
    """How many open cases each value of each facet has, as narrowed by ``where``."""
    work.require("case.read")
    return reads_board.counts(work.store.connection, where, work.store.today().isoformat())


def page(
    work: Work, where: Where, after: Place | None = None, limit: int = 100
) -> tuple[tuple[Place, Case], ...]:
    """Open cases, the earliest due first, those after that place."""
    work.require("case.read")
    today = work.store.today().isoformat()
    return reads_board.page(work.store.connection, where, today, after, limit)


def numbers(work: Work, where: Where, limit: int = 2_000) -> tuple[str, ...]:
    """The numbers of all cases wanted, for an act on all of them."""
    work.require("case.assign")
    today = work.store.today().isoformat()
    return reads_board.numbers(work.store.connection, where, today, limit)


def workload(work: Work) -> tuple[Load, ...]:
    """Everybody's open work, and what of theirs was closed this week; most of it first."""
    work.require("case.assign")
    today = work.store.today()
    monday = today - timedelta(days=today.weekday())
    connection = work.store.connection
    loads = {
        one.owner: one
        for one in reads_board.workload(
            connection, today.isoformat(), (monday + timedelta(days=6)).isoformat()
        )
    }
    closed = reads_board.closed_since(connection, _start(monday))
    staff = {account.id: account for account in reads.accounts(connection)}
    known = [*staff, *(owner for owner in loads if owner not in staff)]
    shares = [_load(id, staff.get(id), loads.get(id), closed.get(id, 0)) for id in known]
    busy = [one for one in shares if one.open or one.closed or one.here]
    return tuple(sorted(busy, key=lambda one: (-one.overdue, -one.open, one.name)))


def _load(id: str, account: Account | None, load: reads_board.Load | None, closed: int) -> Load:
    return Load(
        account=id,
        name=account.name if account is not None else "",
        here=account is not None and handing.can_own(account),
        open=load.open if load else 0,
        overdue=load.overdue if load else 0,
        today=load.today if load else 0,
        week=load.week if load else 0,
        closed=closed,
    )


def back_office(work: Work) -> tuple[Chase, ...]:
    """Everything to transfer and to chase, the earliest due first; undated things last."""
    work.require("case.read")
    connection, now = work.store.connection, work.store.time.now()
    today = now.astimezone(clock.CHINA).date()
    found: dict[tuple[str, str, str], Chase] = {}
    for chase in (
        *_whistles(work, now),
        *_tasks(reads_board.with_open_tasks(connection, _EVERY)),
        *_transfers(reads_board.to_transfer(connection, _EVERY)),
        *_call_backs(work),
        *_orphans(work),
    ):
        found.setdefault((chase.case.id, chase.kind, chase.task or chase.who), chase)
    chased = {case for case, _, _ in found}
    for chase in _promises(reads_board.due_until(connection, today.isoformat(), _EVERY)):
        if chase.case.id not in chased:
            found[(chase.case.id, chase.kind, "")] = chase
    return tuple(sorted(found.values(), key=_order))


def _order(chase: Chase) -> tuple[str, str, str]:
    due = chase.due or "9999"
    return (due if "T" in due else f"{due}T24", chase.case.number, chase.kind)


def _whistles(work: Work, now: datetime) -> list[Chase]:
    found = []
    for whistle in reads_whistles.open_ones(work.store.connection):
        case = work.store.ledger.record("case", whistle.case)
        if isinstance(case, Case):
            found.extend(_departments(whistle, case, clock.milliseconds(now)))
    return found


def _departments(whistle: Whistle, case: Case, now: int) -> list[Chase]:
    chases = []
    for one in whistle.departments:
        if one.reported_at:
            continue
        late = not one.checked_in_at and one.late(now)
        due = _moment(one.due_at) if not one.checked_in_at else _due(case)
        kind: Kind = "late_check_in" if late else "whistle"
        chases.append(Chase(kind, due, case, one.department, whistle=whistle.id))
    return chases or [Chase("whistle", _due(case), case, whistle=whistle.id)]


def _tasks(cases: tuple[Case, ...]) -> list[Chase]:
    return [
        Chase(
            "answer" if task.state == "sent" else "report",
            task.due,
            case,
            task.organisation,
            task.id,
        )
        for case in cases
        for task in case.tasks
        if task.open
    ]


def _transfers(cases: tuple[Case, ...]) -> list[Chase]:
    found: list[Chase] = []
    for case in cases:
        if case.tasks:
            kind: Kind = "again"
        elif ownwords.is_own(case.item) and not case.verified:
            kind = "verify"
        else:
            kind = "dispatch"
        found.append(Chase(kind, _due(case), case))
    return found


def _call_backs(work: Work) -> list[Chase]:
    """Those that this person may know of and make."""
    if not work.actor.may("rating.take"):
        return []
    return [Chase("call_back", call.due, call.case) for call in evaluating.to_call_back(work)]


def _promises(cases: tuple[Case, ...]) -> list[Chase]:
    return [
        Chase("close" if _all_reported(case) else "promise", _due(case), case) for case in cases
    ]


def _all_reported(case: Case) -> bool:
    return any(task.state == "done" for task in case.tasks) and not any(
        task.open for task in case.tasks
    )


def _orphans(work: Work) -> list[Chase]:
    """Open cases that nobody here answers for any more."""
    return [Chase("orphan", _due(case), case) for case in handing.orphaned(work)]


def _due(case: Case) -> str:
    return case.deadline.due if case.deadline is not None else ""


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).isoformat(timespec="minutes")[:16]


def _start(day: date) -> int:
    return clock.milliseconds(datetime(day.year, day.month, day.day, tzinfo=clock.CHINA))
