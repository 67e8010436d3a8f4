"""The moments of a case never run backwards, whatever a PC's clock shows.

An entry keeps the moment that its device showed, as evidence. What the case itself says – when a
step was reached, when it ended – is not earlier than what was known of it before: a clock that was
set back by a day, or a second desk whose clock is behind, must not make a case end before it began.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.time import clock


def latest(case: Case) -> int:
    """The latest moment that is known of the case, in milliseconds."""
    return max(_moments(case))


def not_before(case: Case, entry: Entry) -> Entry:
    """The entry, told no earlier than the latest moment of the case."""
    last = latest(case)
    return entry if entry.at >= last else msgspec.structs.replace(entry, at=last)


def _moments(case: Case) -> Iterator[int]:
    yield from (case.received_at, case.accepted_at, case.ended_at)
    if case.hall is not None:
        yield case.hall.at
    for told in (
        case.notices,
        case.papers,
        case.unfit,
        case.steps,
        case.verified,
        case.handed,
        case.urged,
        case.postponed,
        case.reviews,
        case.reopened,
        case.ratings,
        case.followed,
    ):
        if told:
            yield told[-1].at
    if case.pauses:
        yield _milliseconds(case.pauses[-1].until or case.pauses[-1].since)
    for task in case.tasks:
        yield from (task.sent_at, task.answered_at, task.reported_at)
    for call in case.call_backs:
        yield call.done_at


def _milliseconds(moment: str) -> int:
    """An ISO moment; 0 for what is none, which only another device can have sent."""
    try:
        found = datetime.fromisoformat(moment)
        aware = found if found.tzinfo is not None else found.replace(tzinfo=clock.CHINA)
        return clock.milliseconds(aware)
    except (ValueError, OverflowError):
        return 0
