"""The stationmaster's review: work sent back, closed cases looked through, cases opened again."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from math import ceil

from station_desktop.domain.case import caseloop, casework
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import Reopened, Sampled, SentBack
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.storage import projection
from station_desktop.storage.reads import reads_flow
from station_desktop.usecases.casework import cases, lines, promises
from station_desktop.usecases.work import Work

VERDICTS = ("good", "faulty")


def send_back(work: Work, number: str, reason: str) -> Case:
    """Return open work to its owner, with the reason."""
    work.require("case.review")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        return cases.record(work, case, SentBack(casework.with_reason(case, reason)))


def reopen(work: Work, number: str, reason: str) -> Case:
    """Open a closed case again, with a promise of its own from today. What the resident said of
    the closing stays."""
    work.require("case.reopen")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        if case.state not in caseloop.CLOSED_STATES:
            raise refuse("case.wrong_state", number=number, state=case.state)
        said = casework.reason_of(reason)
        item, _ = cases.item_of(work, case)
        deadline = lines.deadline(work, item, promises.moment(work, case))
        return cases.record(work, case, Reopened(said, deadline))


def sample(work: Work, number: str, verdict: str, note: str = "") -> Case:
    """Note what looking through a closed case showed, ``good`` or ``faulty``; a fault is named."""
    work.require("case.review")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        if case.state not in caseloop.CLOSED_STATES:
            raise refuse("case.wrong_state", number=number, state=case.state)
        if verdict not in VERDICTS:
            raise refuse("flow.verdict_unknown", field="verdict")
        said = statements.stated(note, "note")
        if verdict == "faulty" and not said:
            raise refuse("flow.note_missing", field="note")
        return cases.record(work, case, Sampled("good" if verdict == "good" else "faulty", said))


def draw_sample(work: Work, first: date, last: date) -> tuple[Case, ...]:
    """The closed cases of these days (both included) to look through: as many per cent as the
    station's settings say, at least one. Which ones is settled by the cases' ids alone, so that
    nobody can choose and the same days give the same cases on every desk."""
    work.require("case.review")
    begin, end = _start(first), _start(last + timedelta(days=1))
    closed = reads_flow.closed_between(work.store.connection, begin, end)
    count = ceil(len(closed) * work.store.settings().sample_percent / 100)
    drawn = sorted(closed, key=_lot)[:count]
    found = projection.load_many(work.store.connection, "case", drawn)
    return tuple(one for id in closed if isinstance(one := found.get(id), Case))


def _lot(id: str) -> bytes:
    return hashlib.sha256(id.encode()).digest()


def _start(day: date) -> int:
    return clock.milliseconds(datetime.combine(day, time(0), tzinfo=clock.CHINA))
