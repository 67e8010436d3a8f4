"""How long cases are kept, and their end: those whose time is over are proposed by one person,
reviewed by another and then erased (PIPL arts. 19 and 47). Numbers, items, days and figures stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.journal import erasures
from station_desktop.domain.journal.erasures import Asking
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person import retention
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.storage.reads import reads, reads_erasing, reads_retaining
from station_desktop.usecases import policies
from station_desktop.usecases.backup import erased_copies
from station_desktop.usecases.privacy import erasing
from station_desktop.usecases.privacy.whose import People
from station_desktop.usecases.work import Work

MOST = 500
"""Cases in one list: as many as a person can look through."""
_ID = 32
_OFF = erasures.CaseDeclined.kind
OTHERS = ""
"""Stands for all items and categories for which nothing is laid down."""


class Kept(msgspec.Struct, frozen=True):
    """For how many days cases stay after their end: of an item, a category, or of all
    :data:`OTHERS`; who fixed it, and how many cases are due now, those proposed left out."""

    name: str
    days: int
    fixed: Literal["policy", "default"]
    due: int = 0


class TakenOff(msgspec.Struct, frozen=True):
    """That a case was on the list before and was taken off it: when, by which account, why."""

    at: date
    by: str
    words: str


class Due(msgspec.Struct, frozen=True):
    """A closed case whose time is over, or that is proposed (``asked``). ``who`` is the resident's
    name, masked. ``problems`` are what stands against erasing it as of now."""

    case: str
    number: str
    item: str
    ended: date
    until: date
    who: str = ""
    asked: Asking | None = None
    problems: tuple[Problem, ...] = ()
    taken_off: TakenOff | None = None


def kept(work: Work) -> tuple[Kept, ...]:
    """What this PC's policy lays down, by name, and last what holds for everything else."""
    work.require("privacy.read")
    laid_down = policies.in_force().retention
    due = dict.fromkeys((*sorted(laid_down), OTHERS), 0)
    connection = work.store.connection
    for item, category in reads_retaining.items(connection):
        before = _before(work, laid_down, item, category)
        due[_by(laid_down, item, category)] += reads_retaining.count(
            connection, item, category, before
        )
    return tuple(
        Kept(name, laid_down.get(name, retention.USUAL), "policy" if name else "default", count)
        for name, count in due.items()
    )


def due(work: Work, limit: int = MOST) -> tuple[Due, ...]:
    """Closed cases whose time is over and that nobody has proposed, those that ended first
    first."""
    work.require("privacy.read")
    laid_down = policies.in_force().retention
    connection = work.store.connection
    found: list[Case] = []
    for item, category in reads_retaining.items(connection):
        before = _before(work, laid_down, item, category)
        found += reads_retaining.oldest(connection, item, category, before, limit)
    found.sort(key=lambda case: (case.ended_at, case.id))
    return _rows(work, found[:limit])


def proposed(work: Work) -> tuple[Due, ...]:
    """The cases that wait for their review, those asked for first first."""
    work.require("privacy.read")
    rows = _rows(work, reads_retaining.asked(work.store.connection))
    return tuple(sorted(rows, key=lambda row: (row.asked.at if row.asked else 0, row.number)))


def propose(work: Work, numbers: Sequence[str], words: str) -> tuple[Due, ...]:
    """Put these cases (numbers or ids) on the list for destruction, all or none; nothing is erased
    yet."""
    work.require("privacy.act")
    with work.store.ledger.transaction():
        cases = _cases(work, numbers)
        raise_if_any(
            Problem("retention.asked_already", params={"number": case.number})
            for case in cases
            if case.asked is not None
        )
        erasing.must_say("retention", words)
        _nothing_against(work, cases)
        said = erasures.CaseAsked("retention", statements.tidy(words))
        _append(work, [(case, said) for case in cases])
        return _rows(work, _cases(work, numbers))


def decide(
    work: Work,
    numbers: Sequence[str],
    agree: bool,
    words: str,
    told: erased_copies.Told = erased_copies.unheard,
) -> erasing.Done:
    """Decide about proposed cases, all or none: never whoever proposed one of them. Agreed, they
    and what belongs to them are erased, and every backup within reach is rewritten; else see
    :func:`take_off`."""
    work.require("privacy.review")
    if not agree:
        take_off(work, numbers, words)
        return erasing.Done(())
    with work.store.ledger.transaction():
        asked = _asked(work, _cases(work, numbers))
        raise_if_any(
            Problem("retention.same_person", params={"number": case.number})
            for case, one in asked
            if one.by == work.author
        )
        _nothing_against(work, [case for case, _ in asked])
        gone: dict[str, None] = {}
        for case, one in asked:
            subjects = [s for s in _subjects(work, case) if s not in gone]
            erasing.say_destroyed(work, subjects, one.reason, one.by, work.author)
            gone |= dict.fromkeys(subjects)
    return erasing.copies_too(work, tuple(gone), told)


def take_off(work: Work, numbers: Sequence[str], words: str) -> tuple[Due, ...]:
    """Take proposed cases off the list, all or none, saying why: who may review, or whoever
    proposed all of them. They are due again, with the reason, and can be proposed anew."""
    work.require("privacy.read")
    with work.store.ledger.transaction():
        asked = _asked(work, _cases(work, numbers))
        own = all(one.by == work.author for _, one in asked)
        work.require("privacy.act" if own and work.actor.may("privacy.act") else "privacy.review")
        erasing.must_say("retention", words)
        said = statements.tidy(words)
        _append(work, [(case, erasures.CaseDeclined(one.entry, said)) for case, one in asked])
        return _rows(work, _cases(work, numbers))


# what is meant


def _cases(work: Work, numbers: Iterable[str]) -> tuple[Case, ...]:
    wanted = [*dict.fromkeys(number.strip() for number in numbers)]
    if not 1 <= len(wanted) <= MOST:
        raise refuse("retention.how_many", "numbers", most=MOST)
    found = {name: _named(work, name) for name in wanted}
    raise_if_any(
        Problem("retention.unknown", "numbers", {"number": number[:60]})
        for number, case in found.items()
        if case is None
    )
    return tuple(case for case in found.values() if case is not None)


def _named(work: Work, name: str) -> Case | None:
    """By id or by number: where a PC was restored, a number may stand for two cases."""
    if len(name) != _ID:
        return reads.case_by_number(work.store.connection, name)
    found = work.store.ledger.record("case", name)
    return found if isinstance(found, Case) else None


def _asked(work: Work, cases: Sequence[Case]) -> list[tuple[Case, Asking]]:
    raise_if_any(
        Problem("retention.not_asked", params={"number": case.number})
        for case in cases
        if case.asked is None
    )
    return [(case, case.asked) for case in cases if case.asked is not None]


def _append(work: Work, said: Sequence[tuple[Case, Fact]]) -> None:
    acts = [(f"case:{case.id}", fact) for case, fact in said]
    work.store.ledger.append(work.author, acts)


def _subjects(work: Work, case: Case) -> tuple[str, ...]:
    """The case and what belongs to it, as far as it is not erased."""
    connection = work.store.connection
    about = (f"case:{case.id}", *reads_erasing.of_case(connection, case.id))
    return reads_erasing.standing(connection, dict.fromkeys(about))


# how long


def _by(laid_down: Mapping[str, int], item: str, category: str) -> str:
    """Which line of what is laid down holds for it."""
    return next((name for name in (item, category) if name in laid_down), OTHERS)


def _before(work: Work, laid_down: Mapping[str, int], item: str, category: str) -> int:
    """Whatever of this item ended before this moment (milliseconds) is due today."""
    days = retention.days(laid_down, item, category)
    day = work.store.today() - timedelta(days=days - 1)
    return clock.milliseconds(datetime.combine(day, time(), clock.CHINA))


def _rows(work: Work, cases: Iterable[Case]) -> tuple[Due, ...]:
    laid_down, held, cases = policies.in_force().retention, People(work), list(cases)
    off = work.store.ledger.said_of((f"case:{case.id}" for case in cases), _OFF)
    rows = []
    for case in cases:
        ended = clock.from_milliseconds(case.ended_at).date()
        days = retention.days(laid_down, case.item, case.category)
        until = retention.until(ended, days)
        rows.append(
            Due(
                case=case.id,
                number=case.number,
                item=case.item,
                ended=ended,
                until=until,
                who=held.name(case.resident),
                asked=case.asked,
                problems=tuple(_against(work, case, held)),
                taken_off=_taken_off(off.get(f"case:{case.id}")),
            )
        )
    return tuple(rows)


def _taken_off(entry: Entry | None) -> TakenOff | None:
    fact = None if entry is None else fold.fact_of(entry)
    if entry is None or not isinstance(fact, erasures.CaseDeclined):
        return None
    return TakenOff(clock.from_milliseconds(entry.at).date(), entry.author, fact.words)


# what stands against it


def _against(work: Work, case: Case, held: People) -> list[Problem]:
    if case.erased_at:
        return [Problem("retention.erased", params={"number": case.number})]
    problems = [
        Problem("retention.held_back", params={"number": case.number, "words": words})
        for words in held.words(case.resident)
    ]
    return problems + erasing.open_or_young(work, _subjects(work, case))


def _nothing_against(work: Work, cases: Iterable[Case]) -> None:
    held = People(work)
    raise_if_any([problem for case in cases for problem in _against(work, case, held)])
