"""Reminders: by the ladder of ``domain.case.urging`` on their own, and by hand at any time."""

from __future__ import annotations

from collections.abc import Iterator

from station_desktop.domain.case import casework, urging
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import Urged
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.storage import reads_flow
from station_desktop.usecases.casework import cases, promises
from station_desktop.usecases.work import Work

_PAGE = 500


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


def run(work: Work) -> tuple[Case, ...]:
    """Remind whoever is to be reminded now, and return those cases as they then stand. Run again
    it says nothing twice; outside the station's hours it does nothing."""
    work.require("case.act")
    now = work.store.time.now().astimezone(clock.CHINA)
    settings, calendar = work.store.settings(), work.store.calendar()
    if not urging.in_hours(settings, now, calendar):
        return ()
    acts: list[tuple[str, Fact]] = []
    with work.store.ledger.transaction():
        for case in _warned(work, now.date().isoformat()):
            if urging.all_said(case):
                continue
            progress = promises.remaining(case, calendar, now)
            due = case.deadline.due if case.deadline is not None else ""
            acts.extend(
                (f"case:{case.id}", Urged(rung, due))
                for rung in urging.due(case, progress, settings, now, calendar)
            )
        if acts:
            work.store.ledger.append(work.author, acts)
        reminded = dict.fromkeys(subject.partition(":")[2] for subject, _ in acts)
        return tuple(cases.get_by_id(work, id) for id in reminded)


def _warned(work: Work, day: str) -> Iterator[Case]:
    """Open cases whose warning day has come, by pages."""
    after = ("", 0)
    while True:
        page = reads_flow.warned(work.store.connection, day, after, _PAGE)
        yield from (case for _, _, case in page)
        if len(page) < _PAGE:
            return
        after = page[-1][:2]
