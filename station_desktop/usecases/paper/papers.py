"""The papers that a resident takes home: which there are, what they say, and that they were given.

Hand over first (:func:`hand_over` writes the journal), then compose with the copy number it gave:
a paper is never printed for something that is not recorded, and a reprint says that it is one.

Identity numbers are masked on everything but the application form and the transfer list, where
the deciding department needs them to act; other papers are known by the case number (PIPL art. 6).
A dispatch slip gives a life-service partner name, phone and place, never a number or a benefit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from station_desktop import phrases
from station_desktop.domain.case.cases import Agent, Case
from station_desktop.domain.catalogue import Item
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.station import Refusal as RefusalRecord
from station_desktop.domain.time import clock
from station_desktop.papers import facts as paper
from station_desktop.papers.compose import compose, formats_for
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Facts, Format, Kind, Language
from station_desktop.usecases.casework import cases
from station_desktop.usecases.paper import paper_hall
from station_desktop.usecases.paper.paper_facts import (
    address_given,
    case_facts,
    moment_words,
    need,
    record_of,
)
from station_desktop.usecases.work import Work

_NUMBER_IN_FULL: frozenset[Kind] = frozenset({"form", "packet"})
_SUBMITTED = ("accepted", "arranged", "returned", "approved", "completed")
_RATED: frozenset[Kind] = frozenset({"receipt", "completion"})
_SEVERAL: frozenset[Kind] = frozenset({"receipt", "packet"})


def available(case: Case, item: Item) -> tuple[Kind, ...]:
    """The papers that fit the case as it stands, in the order a visit hands them over."""
    if case.state == "void":
        return ()
    applied = item.mode in ("direct", "collect") or bool(case.title)
    fitting: dict[Kind, bool] = {
        "receipt": True,
        "notice": bool(case.lacking or case.to_follow) or case.state == "returned",
        "form": bool(item.fields) and not case.title,
        "acceptance": applied and case.accepted_at > 0,
        "completion": case.state in ("approved", "completed"),
        "refusal": case.state == "refused",
        "packet": item.mode == "collect" and case.state in _SUBMITTED,
        "appointment": case.appointment is not None and case.state in _SUBMITTED,
    }
    return tuple(kind for kind, fits in fitting.items() if fits)


def hand_over(work: Work, number: str, kind: Kind) -> int:
    """Note in the journal that the paper is handed over; returns which copy it is. Refuses a
    paper that does not fit the case."""
    _check(work, cases.get(work, number), kind)
    if kind == "notice":
        cases.told(work, number)
    return cases.printed(work, number, kind)


def document(
    work: Work,
    numbers: Sequence[str],
    kind: Kind,
    language: Language,
    format: Format,
    *,
    copy_number: int = 1,
) -> Document:
    """The paper, composed. A copy above the first is marked as a reprint."""
    if format not in formats_for(kind):
        raise refuse("papers.format", field="format", kind=kind, format=format)
    facts = facts_of(work, numbers, kind, language, copy_number=copy_number)
    return compose(kind, facts, language, format)


def facts_of(
    work: Work,
    numbers: Sequence[str],
    kind: Kind,
    language: Language,
    *,
    copy_number: int = 1,
) -> Facts:
    """What a paper of ``kind`` about these cases says. Several cases make one receipt (of one
    resident) or one transfer list; every other paper is about one case."""
    work.require("case.read")
    found = [cases.get(work, number) for number in numbers]
    if not found or (len(found) > 1 and kind not in _SEVERAL):
        raise refuse("papers.one_case", kind=kind)
    if kind == "receipt" and len({case.resident for case in found}) > 1:
        raise refuse("papers.several_residents")
    for case in found:
        _check(work, case, kind)
    first = found[0]
    settings = work.store.settings()
    now = work.store.time.now()
    return Facts(
        station=station_of(work),
        resident=_resident(work, first, kind, language),
        printed_at=_told_at(first) or now if kind == "notice" else now,
        officer=_officer(work, first.received_by),
        cases=tuple(_about(work, case, kind, language) for case in found),
        agent=_agent(first.agent, kind, language),
        visit=_visit(work, first, language) if kind == "appointment" else None,
        delivery=_delivery(first) if kind == "completion" else None,
        refusal=_refusal(first) if kind == "refusal" else None,
        reprint=paper.Reprint(now, copy_number - 1) if copy_number > 1 else None,
        demo=settings.demo,
    )


def _about(work: Work, case: Case, kind: Kind, language: Language) -> paper.CaseFacts:
    received = paper_hall.received(work, case)
    person = _person(work, case)
    applicant = _known_as(person, language) if person else case.contact
    facts = case_facts(work, case, kind, language, applicant, received=received)
    if kind in _RATED:
        facts = msgspec.structs.replace(facts, rate_at=paper_hall.rating_address(work, case))
    return paper_hall.with_word(work, case, facts, language)


def _refusal(case: Case) -> paper.Refusal:
    said = paper_hall.standing_word(case)
    return paper.Refusal(reason=case.reason, remedy=said.remedy if said is not None else "")


def _told_at(case: Case) -> datetime | None:
    """When the last one-time notice was given: its day is evidence, however often it is printed
    again (行政许可法 art. 32). One from before the hall sent it back told of other things."""
    if not case.notices:
        return None
    said = paper_hall.standing_word(case)
    told = case.notices[-1].at
    return None if said is not None and told < said.at else clock.from_milliseconds(told)


def refusal_document(
    work: Work,
    proof: str,
    language: Language,
    format: Format,
    resident: str = "",
) -> Document:
    """The paper that says kindly why a proof is not issued and who issues it. ``proof`` is the
    proof's key in the catalogue or the id of a recorded refusal, whose resident it then names."""
    work.require("intake")
    recorded = work.store.ledger.record("refusal", proof)
    officer = work.actor.name
    if isinstance(recorded, RefusalRecord):
        proof, resident = recorded.proof, resident or recorded.resident
        officer = _officer(work, recorded.by)
    known = next((p for p in work.store.pack().refused_proofs if p.key == proof), None)
    if known is None:
        raise refuse("proof.unknown")
    person = record_of(work, "resident", resident)
    anyone = phrases.say("facts.anyone", language)
    name = _known_as(person, language) if isinstance(person, Resident) else anyone
    facts = Facts(
        station=station_of(work),
        resident=paper.Party(name=name),
        printed_at=work.store.time.now(),
        officer=officer,
        cases=(),
        refusal=paper.Refusal(
            reason=phrases.say("facts.proof.reason", language),
            proof=known.name.get(language),
            who_issues=known.who_issues.get(language),
        ),
        demo=work.store.settings().demo,
    )
    return compose("refusal", facts, language, format)


def _check(work: Work, case: Case, kind: Kind) -> None:
    item, _ = cases.item_of(work, case)
    if kind not in available(case, item):
        raise refuse("papers.not_for_case", field="kind", number=case.number, kind=kind)


def station_of(work: Work) -> paper.Station:
    """The station as its papers name it."""
    settings = work.store.settings()
    return paper.Station(
        name=settings.station_name,
        code=settings.station_code,
        address=settings.station_address,
        phone=settings.station_phone,
        hours=settings.station_hours,
        complaint_phone=settings.complaint_phone,
    )


def _person(work: Work, case: Case) -> Resident | None:
    """Whose case it is; nobody's where the demand was told by somebody who is not registered."""
    if not case.resident:
        return None
    found = record_of(work, "resident", case.resident)
    if not isinstance(found, Resident):
        raise refuse("resident.unknown", field="resident")
    return found


def _known_as(person: Resident, language: Language) -> str:
    """The name on the paper; of somebody erased, that they were."""
    return person.name or phrases.say(masks.ERASED, language)


def _officer(work: Work, account: str) -> str:
    """The name of whoever received; a journal from elsewhere may not know the account."""
    found = record_of(work, "account", account)
    return found.name if isinstance(found, Account) else ""


def _number(number: str, kind: Kind) -> str:
    return number if kind in _NUMBER_IN_FULL else masks.mask_id(number)


def _type_words(id_type: str, language: Language) -> str:
    return phrases.say(f"id.type.{id_type}", language) if id_type else ""


def _resident(work: Work, case: Case, kind: Kind, language: Language) -> paper.Party:
    person = _person(work, case)
    if person is None:
        return paper.Party(name=case.contact or phrases.say("facts.anyone", language))
    phone = person.phone if kind in _NUMBER_IN_FULL | {"appointment"} else ""
    return paper.Party(
        name=_known_as(person, language),
        id_type=_type_words(person.id_type, language),
        id_number=_number(person.id_number, kind),
        phone=phone,
        sex=phrases.say(f"facts.sex.{person.sex}", language) if person.sex else "",
        birth=date.fromisoformat(person.birth_date) if person.birth_date else None,
        address=person.residence_address,
    )


def _agent(agent: Agent | None, kind: Kind, language: Language) -> paper.Party | None:
    if agent is None:
        return None
    return paper.Party(
        name=agent.name,
        id_type=_type_words(agent.id_type, language),
        id_number=_number(agent.id_number, kind),
        phone=agent.phone if kind in _NUMBER_IN_FULL else "",
        relation=agent.relation,
    )


def _visit(work: Work, case: Case, language: Language) -> paper.Visit:
    """The appointment as agreed; somebody who is sent goes to the address the form gives, or else
    to the resident's door."""
    agreed = case.appointment
    assert agreed is not None  # the paper is not available otherwise
    item, _ = cases.item_of(work, case)
    sent = item.mode == "dispatch"
    person = _person(work, case)
    home = person.residence_address if person else ""
    door = (address_given(case, item) or home) if sent else ""
    usual = agreed.organisation in ("", item.department.zh)
    return paper.Visit(
        organisation=item.department.get(language) if usual else agreed.organisation,
        place=agreed.place or door,
        contact=agreed.contact,
        time=moment_words(agreed.at, language) if agreed.at else "",
        task=need(case, item, language),
        reply_by=date.fromisoformat(case.deadline.due) if case.deadline else None,
        dispatch=sent,
    )


def _delivery(case: Case) -> paper.Delivery:
    """How the result went out. The receiver signs; nobody is printed in their place."""
    at = clock.from_milliseconds(case.ended_at) if case.delivery else None
    return paper.Delivery(way=case.delivery, at=at)


__all__ = ["available", "document", "facts_of", "hand_over", "refusal_document", "station_of"]
