"""Erasing what is personal about somebody (PIPL art. 47): one person asks, another reviews, and the
keys of all that is kept about them are destroyed, here at once and everywhere with the next
exchange. The journal stays whole: cases keep number, item, steps, days and figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.journal import erasures
from station_desktop.domain.journal.erasures import Asked, Asking, Declined, Destroyed, Reason
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.person import retention
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.storage.reads import reads_erasing
from station_desktop.usecases import policies
from station_desktop.usecases.backup import erased_copies
from station_desktop.usecases.work import Work

_SHORTEST = 4
"""Characters: what is asked and decided must be said in words."""


class Pending(msgspec.Struct, frozen=True):
    """Somebody whose erasure waits for its review: ``subjects`` are what would be erased, and
    ``problems`` what stands against it as of now."""

    resident: Resident
    asked: Asking
    subjects: tuple[str, ...]
    problems: tuple[Problem, ...]


class Erased(msgspec.Struct, frozen=True):
    """Somebody who was erased: when (milliseconds), why, by whom (account ids). ``left`` are
    subjects about the same person that came later, from a window that had not heard of it; they
    are asked for and reviewed again."""

    resident: str
    at: int
    reason: str
    asked_by: str
    reviewed_by: str
    left: tuple[str, ...] = ()


class Done(msgspec.Struct, frozen=True):
    """What was erased here, and the backups: how many were rewritten, and the places that could
    not be reached, which are seen to when they next are."""

    subjects: tuple[str, ...]
    rewritten: int = 0
    away: tuple[str, ...] = ()


# asking and reviewing


def ask(work: Work, resident: str, why: Reason, words: str = "") -> Pending:
    """Ask that all that is personal about this person be erased. Refuses ``erasing.*`` for what
    stands against it; a rightful wish is not lost by it, it can be asked again."""
    work.require("privacy.act")
    with work.store.ledger.transaction():
        person = _person(work, resident)
        if person.asked is not None:
            raise refuse("erasing.asked_already")
        must_say(why, words)
        raise_if_any(_against(work, person))
        fact = Asked(why, statements.tidy(words))
        work.store.ledger.append(work.author, [(f"resident:{person.id}", fact)])
        return _pending(work, _person(work, person.id))


def review(
    work: Work,
    id: str,
    agree: bool,
    words: str,
    told: erased_copies.Told = erased_copies.unheard,
) -> Done:
    """Decide about the erasure of the resident ``id``: never whoever asked for it. Agreed, the keys
    are destroyed, and then every backup within reach is rewritten; ``told`` counts their bytes."""
    work.require("privacy.review")
    with work.store.ledger.transaction():
        person = _person(work, id)
        asked = person.asked
        if asked is None:
            raise refuse("erasing.not_asked")
        if asked.by == work.author:
            raise refuse("erasing.same_person")
        if not agree:
            must_say(asked.reason, words)
            fact = Declined(asked.entry, statements.tidy(words))
            work.store.ledger.append(work.author, [(f"resident:{person.id}", fact)])
            return Done(())
        raise_if_any(_against(work, person))
        subjects = reads_erasing.standing(work.store.connection, _subjects(work, person))
        subjects = (*dict.fromkeys((f"resident:{person.id}", *subjects)),)
        say_destroyed(work, subjects, asked.reason, asked.by, work.author)
    return copies_too(work, subjects, told)


def say_destroyed(work: Work, subjects: Sequence[str], why: Reason, asked_by: str, by: str) -> None:
    seals = reads_erasing.seal_ids(work.store.connection, subjects)
    acts: list[tuple[str, Fact]] = [
        (one, Destroyed(why, asked_by, by, seals.get(one, ()))) for one in subjects
    ]
    work.store.ledger.append(work.author, acts)


def copies_too(work: Work, subjects: Sequence[str], told: erased_copies.Told) -> Done:
    """What is on other disks, and in the gaps of this one. It may fail or be broken off: the
    erasure stands, and the next backup round goes on with it."""
    spread = erased_copies.spread(work.store, told)
    return Done(tuple(subjects), spread.rewritten, spread.away)


# holding back


def hold(work: Work, resident: str, words: str) -> Resident:
    """Nothing about this person may be erased until :func:`release`."""
    work.require("privacy.review")
    must_say("wish", words)
    return _about(work, resident, erasures.HeldBack(statements.tidy(words)))


def release(work: Work, resident: str, words: str = "") -> Resident:
    """The reason for holding back is gone."""
    work.require("privacy.review")
    return _about(work, resident, erasures.Released(statements.tidy(words)))


def _about(work: Work, resident: str, fact: Fact) -> Resident:
    with work.store.ledger.transaction():
        person = _person(work, resident)
        work.store.ledger.append(work.author, [(f"resident:{person.id}", fact)])
        return _person(work, person.id)


# looking


def pending(work: Work) -> tuple[Pending, ...]:
    """All erasures that wait for their review."""
    work.require("privacy.read")
    people = reads_erasing.residents(work.store.connection, reads_erasing.ASKED)
    return tuple(_pending(work, person) for person in people)


def erased(work: Work) -> tuple[Erased, ...]:
    """Everybody who was erased, the latest first. Of joined registrations each stands by itself."""
    work.require("privacy.read")
    connection = work.store.connection
    people = reads_erasing.residents(connection, reads_erasing.ERASED)
    acts = {
        entry.subject_id: entry
        for entry in reads_erasing.destroyed(connection, [f"resident:{p.id}" for p in people])
    }
    found = []
    for person in people:
        entry = acts.get(person.id)
        fact = None if entry is None else fold.fact_of(entry)
        if isinstance(fact, Destroyed):
            left = reads_erasing.standing(connection, _subjects(work, person))
            who = (fact.reason, fact.asked_by, fact.reviewed_by)
            found.append(Erased(person.id, person.erased_at, *who, left))
    return tuple(sorted(found, key=lambda one: (-one.at, one.resident)))


def _pending(work: Work, person: Resident) -> Pending:
    assert person.asked is not None
    subjects = reads_erasing.standing(work.store.connection, _subjects(work, person))
    return Pending(person, person.asked, subjects, tuple(_against(work, person)))


# what stands against it


def _person(work: Work, resident: str) -> Resident:
    found = work.store.ledger.record("resident", resident)
    if not isinstance(found, Resident):
        raise refuse("erasing.unknown")
    return found


def must_say(why: str, words: str) -> None:
    if why not in erasures.REASONS:
        raise refuse("erasing.reason", "why")
    if len(statements.tidy(words)) < _SHORTEST:
        raise refuse("erasing.words", "words", least=_SHORTEST)


def _subjects(work: Work, person: Resident) -> tuple[str, ...]:
    connection = work.store.connection
    registrations = reads_erasing.registrations(connection, person)
    return reads_erasing.subjects_of(connection, registrations)


def _against(work: Work, person: Resident) -> list[Problem]:
    """All that stands against erasing this person now."""
    connection = work.store.connection
    registrations = reads_erasing.registrations(connection, person)
    about = reads_erasing.subjects_of(connection, registrations)
    subjects = reads_erasing.standing(connection, about)
    if not subjects:
        return [Problem("erasing.erased_already")]
    held = [_person(work, id).held_back for id in registrations]
    problems = [Problem("erasing.held_back", params={"words": w}) for w in held if w]
    return problems + open_or_young(work, subjects)


def open_or_young(work: Work, subjects: Iterable[str]) -> list[Problem]:
    """What of these is not over, or ended so lately that it must still be kept."""
    today, laid_down = work.store.today(), policies.in_force().retention
    open: dict[str, list[str]] = {}
    youngest: tuple[date, str] | None = None
    for subject in subjects:
        noun, _, id = subject.partition(":")
        record = work.store.ledger.record(noun, id)
        if _going_on(record):
            open.setdefault(noun, []).append(getattr(record, "number", "") or id)
            continue
        kept = _kept_until(record, laid_down)
        if kept is not None and kept[0] > today:
            youngest = max(youngest or kept, kept)
    problems = [
        Problem(f"erasing.open_{noun}", params={"numbers": "、".join(numbers)})
        for noun, numbers in open.items()
    ]
    if youngest is not None:
        said = {"until": youngest[0].isoformat(), "number": youngest[1]}
        problems.append(Problem("erasing.too_young", params=said))
    return problems


def _going_on(record: object) -> bool:
    match record:
        case Case() | Demand() | Individual() | Whistle():
            return record.open
        case HomeVisit():
            return record.state == "planned"
        case Booking():
            return record.state == "booked"
        case _:
            return False


def _kept_until(record: object, laid_down: dict[str, int]) -> tuple[date, str] | None:
    """Until when a closed case must be kept, and its number."""
    match record:
        case Case():
            days = retention.days(laid_down, record.item, record.category)
            ended = record.ended_at
        case Individual() if record.closings:
            days = retention.days(laid_down, retention.INDIVIDUAL)
            ended = record.closings[-1].at
        case _:
            return None
    return retention.until(clock.from_milliseconds(ended).date(), days), record.number
