"""Home visits: planned, moved, carried on a list, recorded afterwards; what is found becomes cases.

Recording is in ``visit_records``, the day's list in ``day_lists``; both are asked for here.
"""

from __future__ import annotations

from datetime import date

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import Verified
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.neighbourhood import timetable
from station_desktop.domain.neighbourhood.homevisits import (
    PURPOSES,
    Cancelled,
    FindingOpened,
    HomeVisit,
    Moved,
    Planned,
    Purpose,
)
from station_desktop.domain.neighbourhood.households import Household
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import addresses, statements
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.casework import cases
from station_desktop.usecases.neighbourhood import areas, homes
from station_desktop.usecases.neighbourhood.homes import place_of
from station_desktop.usecases.visits.day_lists import DayList, Stop, day_list
from station_desktop.usecases.visits.visit_records import Entered, Line, record, record_many
from station_desktop.usecases.work import Work

__all__ = [
    "DayList",
    "Entered",
    "LeftBehind",
    "Line",
    "Stop",
    "cancel",
    "day_list",
    "get",
    "left_behind",
    "move",
    "open_case",
    "plan",
    "record",
    "record_many",
]


class LeftBehind(msgspec.Struct, frozen=True):
    """What still concerns a household that moved away: its people's open cases, and the visits
    still planned to them."""

    cases: tuple[Case, ...] = ()
    visits: tuple[HomeVisit, ...] = ()


def plan(
    work: Work,
    purpose: Purpose,
    day: str,
    worker: str,
    *,
    household: str = "",
    resident: str = "",
    case: str = "",
    individual: str = "",
    address: str = "",
    time: str = "",
    why: str = "",
) -> HomeVisit:
    """Somebody is to go there on that ISO day. Where to is said by a household, a resident, a case
    (id or number) or an address of its own. ``worker`` is an account id or a login. A round to a
    household that is planned for the day already is that one."""
    work.require("household.edit")
    ledger = work.store.ledger
    with ledger.transaction():
        about = cases.named(work, case) if case else None
        home = homes.household(work, household) if household else None
        if home is not None and home.moved_at and not address:
            raise refuse("homevisit.moved_away", field="household", address=home.address)
        person = _whom(work, resident, about, address)
        if home is None and person is not None and not address:
            home = homes.living(homes.of_resident(work, person.id))
        fact = Planned(
            purpose=_purpose(purpose),
            day=_day(work, day),
            worker=areas.staff(work, worker).id,
            household=home.id if home is not None else "",
            resident=person.id if person is not None else "",
            case=about.id if about is not None else "",
            individual=individual,
            address=_address(address, home, person, about),
            time=_time(time),
            why=statements.stated(why, "why"),
        )
        before = _again(work, fact)
        if before is not None:
            return before
        id = ledger.new_id()
        ledger.append(work.author, [(f"homevisit:{id}", fact)])
        return get(work, id)


def _again(work: Work, fact: Planned) -> HomeVisit | None:
    """The round to this household that stands for this day already."""
    if fact.purpose != "round" or not fact.household:
        return None
    found = reads_rounds.visits_of_household(work.store.connection, fact.household, 50)
    same = (v for v in found if v.state == "planned" and v.purpose == "round" and v.day == fact.day)
    return next(same, None)


def _whom(work: Work, resident: str, about: Case | None, address: str) -> Resident | None:
    """Who is visited; a case that does not say where leads to its resident."""
    if resident:
        return homes.resident(work, resident)
    if about is None or about.place or address or not about.resident:
        return None
    return homes.resident(work, about.resident)


def _address(typed: str, home: Household | None, person: Resident | None, case: Case | None) -> str:
    """Where to, as the list has it; empty where the household says it."""
    said = statements.stated(typed, "address") or (case.place if case is not None else "")
    if said or (home is not None and not home.moved_at):
        return said
    found = addresses.plain(person.residence_address) if person is not None else ""
    if not found:
        raise refuse("homevisit.where", field="address")
    return found


def _time(time: str) -> str:
    """An hour agreed on, as ``HH:MM``; nothing for none."""
    if not time.strip():
        return ""
    found = timetable.hour(time)
    if not found:
        raise refuse("homevisit.time", field="time", time=time.strip()[:20])
    return found


def move(
    work: Work, id: str, day: str, worker: str = "", reason: str = "", *, time: str = ""
) -> HomeVisit:
    """Another day, another worker or another hour."""
    work.require("household.edit")
    with work.store.ledger.transaction():
        visit = _planned(work, id)
        who = areas.staff(work, worker).id if worker else visit.worker
        fact = Moved(_day(work, day), who, statements.stated(reason, "reason"), _time(time))
        if (fact.day, fact.worker, fact.time or visit.time) == (
            visit.day,
            visit.worker,
            visit.time,
        ):
            return visit
        return _append(work, visit, fact)


def cancel(work: Work, id: str, reason: str) -> HomeVisit:
    """Nobody goes, and why."""
    work.require("household.edit")
    with work.store.ledger.transaction():
        visit = _planned(work, id)
        words = statements.stated(reason, "reason")
        if not words:
            raise refuse("homevisit.reason", field="reason")
        return _append(work, visit, Cancelled(words))


def open_case(work: Work, id: str, finding: int) -> Case:
    """Make the case out of what was found, before anybody had to report it; asked again, the case
    that it became. Whoever found it was there, so that the case is verified as it opens."""
    work.require("household.edit")
    from station_desktop.usecases.counter import intake

    with work.store.ledger.transaction():
        visit = get(work, id)
        if not 0 <= finding < len(visit.findings):
            raise refuse("homevisit.no_finding", field="finding", number=finding + 1)
        found = visit.findings[finding]
        if found.case:
            return cases.get_by_id(work, found.case)
        home = homes.home_of(work, visit)
        words = intake.OwnWords(
            what=found.text,
            category=found.category or "public",
            lane="transfer",
            resident=visit.resident or _only(home),
            place=place_of(visit, home),
            area=home.area if home is not None else "",
            need=found.need,
            channel="home",
            origin="found",
            homevisit=visit.id,
        )
        case = intake.take_down(work, words)
        acts: list[tuple[str, Fact]] = [
            (f"homevisit:{id}", FindingOpened(finding, case.id)),
            (f"case:{case.id}", Verified(True, found.text, visit.id)),
        ]
        work.store.ledger.append(work.author, acts)
        return cases.get_by_id(work, case.id)


def _only(home: Household | None) -> str:
    """Whose matter it is where only one person lives there."""
    return home.members[0] if home is not None and len(home.members) == 1 else ""


def left_behind(work: Work, household: str) -> LeftBehind:
    """What still concerns a household and its people: open cases, visits still planned. Asked once
    they moved away."""
    work.require("case.read")
    home = homes.household(work, household)
    connection = work.store.connection
    people = [id for one in home.members for id in homes.registrations(work, one)]
    return LeftBehind(
        reads_rounds.open_cases_of(connection, people),
        reads_rounds.visits_planned_for(connection, home.id, people),
    )


def get(work: Work, id: str) -> HomeVisit:
    """The home visit with this id."""
    return homes.visit(work, id)


def _purpose(purpose: str) -> Purpose:
    if purpose not in PURPOSES:
        raise refuse("homevisit.purpose", field="purpose", purpose=purpose[:40])
    return purpose


def _day(work: Work, day: str) -> str:
    """An ISO day that has not gone by."""
    try:
        wanted = date.fromisoformat(day.strip())
    except ValueError:
        raise refuse("homevisit.day", field="day", day=day.strip()[:20]) from None
    if wanted < work.store.today():
        raise refuse("homevisit.past", field="day", day=wanted.isoformat())
    return wanted.isoformat()


def _planned(work: Work, id: str) -> HomeVisit:
    visit = get(work, id)
    if visit.state != "planned":
        raise refuse("homevisit.not_planned", state=visit.state)
    return visit


def _append(work: Work, visit: HomeVisit, fact: Fact) -> HomeVisit:
    work.store.ledger.append(work.author, [(f"homevisit:{visit.id}", fact)])
    return get(work, visit.id)
