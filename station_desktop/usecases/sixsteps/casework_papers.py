"""The papers of an individual case: the plan, a referral's letter, the closing paper.

As with every paper: noted in the journal first, then composed with the copy number that gave. No
note stands on any of them, nor the situation as it was found out; ID numbers do not either.
"""

from __future__ import annotations

from datetime import date

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual.individuals import Printed
from station_desktop.domain.individual.individualvalues import Closing, Goal, Individual, Measure
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.time import clock
from station_desktop.papers.casework import (
    PAPER_FORMATS,
    Casework,
    Ended,
    GoalLine,
    Letter,
    MeasureLine,
    PaperKind,
    compose,
)
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Party, Reprint, Sheet, Station
from station_desktop.usecases.paper.paper_facts import record_of
from station_desktop.usecases.sixsteps import individual_reading
from station_desktop.usecases.work import Work


def available(case: Individual) -> tuple[PaperKind, ...]:
    """The papers that fit the case as it stands, the latest step's first."""
    fitting: dict[PaperKind, bool] = {
        "closing": not case.open and bool(case.closings),
        "referral": bool(case.referrals),
        "service_plan": bool(case.goals),
    }
    return tuple(kind for kind, fits in fitting.items() if fits)


def hand_over(work: Work, named: str, kind: PaperKind, of: int = 0) -> int:
    """Note that the paper is handed over; returns which copy it is. ``of`` counts the referrals
    from 1, the last one for 0."""
    with work.store.ledger.transaction():
        case = individual_reading.mine(work, named)
        _check(case, kind, of)
        which = _which(case, kind, of)
        count = 1 + sum((made.paper, made.of) == (kind, which) for made in case.papers)
        work.store.ledger.append(
            work.author, [(f"individual:{case.id}", Printed(kind, count, which))]
        )
        return count


def document(
    work: Work,
    named: str,
    kind: PaperKind,
    language: Language,
    format: Format = "a4",
    *,
    of: int = 0,
    copy_number: int = 1,
) -> Document:
    """The paper, composed; for those who may read the case."""
    case = individual_reading.mine(work, named)
    _check(case, kind, of)
    if format not in PAPER_FORMATS:
        raise refuse("papers.format", field="format", kind=kind, format=format)
    now = work.store.time.now()
    head = Sheet(
        station=_station(work),
        printed_at=now,
        officer=_name(work, case.worker),
        number=case.number,
        reprint=Reprint(now, copy_number - 1) if copy_number > 1 else None,
        demo=work.store.settings().demo,
    )
    return compose(kind, head, _about(work, case, kind, of, language), language, format)


def _check(case: Individual, kind: PaperKind, of: int) -> None:
    known = kind != "referral" or 0 <= of <= len(case.referrals)
    if kind not in available(case) or not known:
        raise refuse("individual.paper.none", field="kind", number=case.number, kind=kind)


def _which(case: Individual, kind: PaperKind, of: int) -> int:
    """Referrals and closings are several in the end; a paper is a copy of the same one's."""
    if kind == "referral":
        return of or len(case.referrals)
    return len(case.closings) if kind == "closing" else 0


def _about(work: Work, case: Individual, kind: PaperKind, of: int, language: Language) -> Casework:
    letter = case.referrals[(of or len(case.referrals)) - 1] if kind == "referral" else None
    return Casework(
        resident=_resident(work, case, kind, language),
        began=_day(case.applied_at),
        why=case.why,
        problems=case.problems,
        strengths=case.strengths,
        goals=tuple(_goal(work, case, goal, language) for goal in case.goals),
        letter=Letter(letter.agency, letter.reason, _day(letter.at)) if letter else None,
        ended=_ended(case.closings[-1], language) if kind == "closing" else None,
    )


def _resident(work: Work, case: Individual, kind: PaperKind, language: Language) -> Party:
    person = record_of(work, "resident", case.resident)
    if not isinstance(person, Resident):
        raise refuse("resident.unknown", field="resident")
    return Party(
        name=person.name or phrases.say(masks.ERASED, language),
        phone=person.phone if kind == "referral" else "",
        sex=phrases.say(f"facts.sex.{person.sex}", language) if person.sex else "",
        birth=date.fromisoformat(person.birth_date) if person.birth_date else None,
        address=person.residence_address,
    )


def _goal(work: Work, case: Individual, goal: Goal, language: Language) -> GoalLine:
    return GoalLine(
        text=goal.text,
        state=phrases.say(f"individual.goal.{goal.state}", language),
        by=_iso(goal.by),
        measures=tuple(
            _measure(work, one, language) for one in case.measures if one.goal == goal.id
        ),
    )


def _measure(work: Work, one: Measure, language: Language) -> MeasureLine:
    supports = (phrases.say(f"individual.force.{force}", language) for force in one.supports)
    return MeasureLine(
        text=one.text,
        lead=phrases.say(f"individual.force.{one.lead}", language),
        supports=phrases.say("paper.between.names", language).join(supports),
        link=link(work, one),
        by=_iso(one.by),
        outcome=one.outcome,
    )


def link(work: Work, one: Measure) -> str:
    """The service that a measure is linked to: a partner's name, a case's number."""
    partner, case = record_of(work, "partner", one.partner), record_of(work, "case", one.case)
    names = [partner.name] if isinstance(partner, Partner) else []
    return " ".join([*names, *([case.number] if isinstance(case, Case) else [])])


def _ended(closing: Closing, language: Language) -> Ended:
    return Ended(
        on=_day(closing.at),
        ending=phrases.say(f"individual.ending.{closing.ending}", language),
        text=closing.text,
        by_resident=phrases.say(f"individual.by_resident.{closing.by_resident}", language),
        by_worker=phrases.say(f"individual.by_worker.{closing.by_worker}", language),
        resident_words=closing.resident_words,
        left_open=closing.left_open,
    )


def _station(work: Work) -> Station:
    settings = work.store.settings()
    return Station(
        name=settings.station_name,
        code=settings.station_code,
        address=settings.station_address,
        phone=settings.station_phone,
        hours=settings.station_hours,
        complaint_phone=settings.complaint_phone,
    )


def _name(work: Work, account: str) -> str:
    found = record_of(work, "account", account)
    return found.name if isinstance(found, Account) else ""


def _day(milliseconds: int) -> date:
    return clock.from_milliseconds(milliseconds).date()


def _iso(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
