"""Everything about one individual case, gathered for the screen in one reading."""

from __future__ import annotations

from typing import Any

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station import roles
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.time import clock
from station_desktop.papers.casework import PaperKind
from station_desktop.rooms.individuals import acts
from station_desktop.rooms.individuals.room import CaseRow, PlanRow, Segment, Span
from station_desktop.rooms.individuals.told import Teller, Told
from station_desktop.storage.reads import reads, reads_individuals
from station_desktop.storage.reads.reads_individuals import Place
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import casework_papers, individuals
from station_desktop.usecases.work import Work


class CaseFile(msgspec.Struct, frozen=True):
    """One case with everything around it. Of a case that is not one's to read, ``whole`` is false
    and only the outline is there. ``colleagues`` and ``partners`` are ids with names, ``typed`` is
    what one had typed and not done, by act."""

    case: Individual
    whole: bool
    person: Resident | None
    worker: str
    staff: dict[str, str]
    history: tuple[Told, ...] = ()
    plan: tuple[PlanRow, ...] = ()
    span: Span = Span()
    grown_from: str = ""
    case_numbers: dict[str, str] = {}
    colleagues: tuple[tuple[str, str], ...] = ()
    partners: tuple[tuple[str, str], ...] = ()
    papers: tuple[PaperKind, ...] = ()
    paper_language: str = "zh_CN"
    typed: dict[str, dict[str, Any]] = {}


def rows(
    work: Work, segment: Segment, after: Place | None, skip: int, limit: int
) -> tuple[CaseRow, ...]:
    """A page of the list."""
    found = individuals.listed(
        work,
        state="closed" if segment == "closed" else "open",
        worker=work.author if segment == "mine" else "",
        after=after,
        skip=skip,
        limit=limit,
    )
    staff = _staff(work)
    return tuple(
        CaseRow(
            case,
            _known_as(_person(work, case)),
            staff.get(case.worker, ""),
            individuals.open_to(work, case),
        )
        for case in found
    )


def _known_as(person: Resident | None) -> str:
    return "" if person is None else masks.known_as(person.name, person.erased_at)


def count(work: Work, segment: Segment) -> int:
    """How many there are."""
    state = "closed" if segment == "closed" else "open"
    worker = work.author if segment == "mine" else ""
    return sum(individuals.by_step(work, state=state, worker=worker).values())


def read(work: Work, named: str, language: str) -> CaseFile:
    """The whole case, as far as it is one's to read; refuses ``individual.unknown``."""
    case = individuals.get(work, named)
    staff = _staff(work)
    whole = individuals.open_to(work, case)
    found = CaseFile(case, whole, _person(work, case), staff.get(case.worker, ""), staff)
    return _filled(work, found, language) if whole else found


def _filled(work: Work, found: CaseFile, language: str) -> CaseFile:
    case = found.case
    numbers = _case_numbers(work, case)
    teller = Teller(
        case, lambda id: numbers.get(id, ""), lambda id: found.staff.get(id, ""), language
    )
    return msgspec.structs.replace(
        found,
        history=teller.history(individuals.history(work, case.id)),
        plan=_plan(work, case),
        span=_span(work, case),
        grown_from=numbers.get(case.case, ""),
        case_numbers=numbers,
        colleagues=_colleagues(work, case),
        partners=reads_individuals.partners(work.store.connection),
        papers=casework_papers.available(case),
        paper_language=work.store.settings().paper_language,
        typed={key: individuals.typed(work, case.id, key) for key in acts.TYPED},
    )


def _plan(work: Work, case: Individual) -> tuple[PlanRow, ...]:
    """Each goal, then the measures towards it, numbered as on paper."""
    found = []
    for number, goal in enumerate(case.goals, 1):
        found.append(PlanRow(goal, str(number)))
        towards = [one for one in case.measures if one.goal == goal.id]
        for at, one in enumerate(towards, 1):
            link = casework_papers.link(work, one)
            found.append(PlanRow(goal, f"{number}.{at}", one, link))
    return tuple(found)


def _span(work: Work, case: Individual) -> Span:
    """The days that the plan's picture spans: from the first measure planned to the last due."""
    if not case.measures:
        return Span()
    today = work.store.today().isoformat()
    began = [_day(one.since) for one in case.measures]
    ends = [one.by for one in case.measures if one.by] + [g.by for g in case.goals if g.by]
    ends += [_day(one.done_at) for one in case.measures if one.done_at]
    return Span(min(began), max([*ends, today]), today)


def _day(milliseconds: int) -> str:
    return clock.from_milliseconds(milliseconds).date().isoformat()


def _case_numbers(work: Work, case: Individual) -> dict[str, str]:
    ids = {one.case for one in case.measures} | {case.case}
    found = {id: work.store.ledger.record("case", id) for id in ids if id}
    return {id: one.number for id, one in found.items() if isinstance(one, Case)}


def _staff(work: Work) -> dict[str, str]:
    return {one.id: one.name for one in reads.accounts(work.store.connection)}


def _colleagues(work: Work, case: Individual) -> tuple[tuple[str, str], ...]:
    """Whoever the case may be handed to."""

    def may(one: Account) -> bool:
        return not one.locked and one.id != case.worker and roles.may(one.roles, "individual.act")

    return tuple((one.id, one.name) for one in reads.accounts(work.store.connection) if may(one))


def _person(work: Work, case: Individual) -> Resident | None:
    """The resident, under the registration that everything stands under."""
    if not work.actor.may("resident.read"):
        return None
    found = work.store.ledger.record("resident", case.resident)
    return residents.root(work, found) if isinstance(found, Resident) else None
