"""Home visits recorded: whom one met, what one saw and found, singly or as a list in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from station_desktop.domain.case import handling
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import NEEDS
from station_desktop.domain.catalogue import CATEGORIES
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.neighbourhood import bookings
from station_desktop.domain.neighbourhood.homevisits import METS, Finding, HomeVisit, Met, Recorded
from station_desktop.domain.neighbourhood.households import Household, HouseholdMoved, HouseholdSeen
from station_desktop.domain.problem import Problem, Refused, raise_if_any, refuse
from station_desktop.domain.text import statements
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.neighbourhood import homes
from station_desktop.usecases.work import Work

LONGEST = 500
MOST_FINDINGS = 20
_FORGIVEN_MS = 5 * 60_000
"""How far a moment may lie ahead: two PCs' clocks differ."""


class Line(msgspec.Struct, frozen=True):
    """One line of a carried list as it is entered: see :func:`record`."""

    visit: str
    met: Met
    note: str = ""
    findings: tuple[Finding, ...] = ()
    at: int = 0
    stands: bool | None = None


class Entered(msgspec.Struct, frozen=True):
    """What came of entering a list: the visits recorded, and those refused with the reason."""

    done: tuple[HomeVisit, ...]
    refused: tuple[tuple[str, Problem], ...]


def record(
    work: Work,
    id: str,
    met: Met,
    note: str = "",
    findings: Sequence[Finding] = (),
    at: int = 0,
    *,
    stands: bool | None = None,
) -> HomeVisit:
    """Somebody was there: whom they met, what they saw and found. ``at`` is when (milliseconds),
    now unless given; it may lie back. ``stands`` says of a visit that checks a report whether it
    is as reported; unless given it is so when somebody was met.

    ``moved_away`` marks the household as moved; :func:`left_behind` then tells what still concerns
    it. A visit to somebody known to have moved away is refused unless it says that again.
    """
    work.require("household.edit")
    with work.store.ledger.transaction():
        visit = homes.visit(work, id)
        if visit.state != "planned":
            raise refuse("homevisit.not_planned", state=visit.state)
        home = homes.home_of(work, visit)
        if home is not None and home.moved_at and met != "moved_away":
            raise refuse("homevisit.moved_away", field="met", address=home.address)
        fact = _recorded(work, met, note, findings, at)
        acts: list[tuple[str, Fact]] = [(f"homevisit:{id}", fact)]
        acts += _of_household(visit, home, fact)
        acts += _of_case(work, visit, fact, stands)
        acts += _of_booking(work, visit, fact)
        work.store.ledger.append(work.author, acts)
        return homes.visit(work, id)


def _recorded(work: Work, met: Met, note: str, findings: Sequence[Finding], at: int) -> Recorded:
    problems: list[Problem] = []
    if met not in METS:
        problems.append(Problem("homevisit.met", "met"))
    now = work.store.ledger.now_ms()
    if at > now + _FORGIVEN_MS:
        problems.append(Problem("homevisit.later", "at"))
    found = tuple(_finding(one, number, problems) for number, one in enumerate(findings))
    if len(found) > MOST_FINDINGS:
        problems.append(Problem("homevisit.findings", "findings", {"limit": MOST_FINDINGS}))
    words = statements.tidy(note)
    wrong = statements.fault(words, "note", LONGEST)
    problems += [wrong] if wrong is not None else []
    raise_if_any(problems)
    return Recorded(at or now, met, words, found)


def _finding(one: Finding, number: int, problems: list[Problem]) -> Finding:
    """In order; what is wrong with it is added to ``problems``."""
    text, where = statements.tidy(one.text), f"findings/{number}"
    wrong = statements.fault(text, where, LONGEST)
    if wrong is not None:
        problems.append(wrong)
    if not text:
        problems.append(Problem("homevisit.finding_empty", where))
    if one.category and one.category not in CATEGORIES:
        problems.append(Problem("homevisit.category", where))
    if one.need and one.need not in NEEDS:
        problems.append(Problem("homevisit.need", where))
    return Finding(text, one.category, one.need)


def _of_household(
    visit: HomeVisit, home: Household | None, fact: Recorded
) -> list[tuple[str, Fact]]:
    if home is None:
        return []
    subject = f"household:{home.id}"
    acts: list[tuple[str, Fact]] = [(subject, HouseholdSeen(visit.id, fact.at, fact.met == "met"))]
    if fact.met == "moved_away" and not home.moved_at:
        acts.append((subject, HouseholdMoved(fact.at, fact.note)))
    return acts


def _of_case(
    work: Work, visit: HomeVisit, fact: Recorded, stands: bool | None
) -> list[tuple[str, Fact]]:
    """Checking what was reported tells the case so, in the same breath."""
    said = fact.met == "met" if stands is None else stands
    if visit.purpose != "verify" or not visit.case or (stands is None and not said):
        return []
    case = work.store.ledger.record("case", visit.case)
    if not isinstance(case, Case) or not case.open:
        return []
    return [(f"case:{case.id}", handling.Verified(said, fact.note, visit.id))]


def _of_booking(work: Work, visit: HomeVisit, fact: Recorded) -> list[tuple[str, Fact]]:
    """An appointment at home ends as its visit did."""
    if visit.purpose != "appointment":
        return []
    day = reads_rounds.bookings_of_day(work.store.connection, visit.day, "home")
    state = "kept" if fact.met == "met" else "missed"
    return [
        (f"booking:{one.id}", bookings.Ended("kept" if state == "kept" else "missed"))
        for one in day
        if one.homevisit == visit.id and one.state == "booked"
    ]


def record_many(work: Work, lines: Iterable[Line]) -> Entered:
    """A carried list entered in one pass. A line that cannot be recorded is told and holds up no
    other."""
    work.require("household.edit")
    done: list[HomeVisit] = []
    wrong: list[tuple[str, Problem]] = []
    with work.store.ledger.transaction():
        for line in lines:
            try:
                done.append(
                    record(
                        work,
                        line.visit,
                        line.met,
                        line.note,
                        line.findings,
                        line.at,
                        stands=line.stands,
                    )
                )
            except Refused as refused:
                wrong.append((line.visit, refused.first))
    return Entered(tuple(done), tuple(wrong))
