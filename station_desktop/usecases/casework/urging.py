"""Reminders: by the ladder of ``domain.case.urging`` on their own, and by hand at any time."""

from __future__ import annotations

import msgspec

from station_desktop.domain.case import casework, urging
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import Urged
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.storage.reads import reads_flow
from station_desktop.usecases.casework import cases, promises
from station_desktop.usecases.work import Work

Place = tuple[str, int]
"""Where a case stands in the order of warning days."""
FIRST: Place = ("", 0)
_PAGE = 200


def urge(work: Work, number: str, words: str = "") -> Case:
    """Remind the owner by hand, with a few words of one's own. A person may do so at any hour and
    as often as needed; the ladder goes on beside it."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        casework.must_be_open(case)
        said = statements.stated(words, "words")
        due = case.deadline.due if case.deadline is not None else ""
        return cases.record(work, case, Urged("owner", due, by_hand=True, words=said))


class Turn(msgspec.Struct, frozen=True):
    """The cases reminded of in one turn, as they then stand, and where the next turn begins;
    ``None`` when all were looked at."""

    cases: tuple[Case, ...]
    then: Place | None


def turn(work: Work, after: Place = FIRST) -> Turn:
    """Remind whoever is to be reminded now of the next so many cases, in one transaction of its
    own: on a day when much is due, what is typed meanwhile is saved between two turns. Turns begun
    again say nothing twice; outside the station's hours they do nothing."""
    work.require("case.act")
    now = work.store.time.now().astimezone(clock.CHINA)
    settings, calendar = work.store.settings(), work.store.calendar()
    if not urging.in_hours(settings, now, calendar):
        return Turn((), None)
    acts: list[tuple[str, Fact]] = []
    ledger = work.store.ledger
    with ledger.transaction():
        page = reads_flow.warned(work.store.connection, now.date().isoformat(), after, _PAGE)
        for case in (case for _, _, case in page if not urging.all_said(case)):
            progress = promises.remaining(case, calendar, now)
            due = case.deadline.due if case.deadline is not None else ""
            acts.extend(
                (f"case:{case.id}", Urged(rung, due))
                for rung in urging.due(case, progress, settings, now, calendar)
            )
        if acts:
            ledger.append(work.author, acts)
        reminded = dict.fromkeys(subject.partition(":")[2] for subject, _ in acts)
        found = tuple(cases.get_by_id(work, id) for id in reminded)
    return Turn(found, page[-1][:2] if len(page) == _PAGE else None)


def run(work: Work) -> tuple[Case, ...]:
    """All turns of one round, as for a station without a window."""
    done = turn(work)
    found = done.cases
    while done.then is not None:
        done = turn(work, done.then)
        found += done.cases
    return found
