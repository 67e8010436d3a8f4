"""The counter's main act: accepting a visit, with any number of items, all or nothing; and taking
down one demand in the resident's own words, for whoever needs no whole visit.

Everything that the visit says is checked again here, whatever the window checked before. One
transaction writes the documents shown, what the resident's record learned, each case with its
number and promise, the one-time notices and the visit. The visit's id is the draft's: accepting
the same draft again gives the first answer and writes nothing.
"""

from __future__ import annotations

from typing import cast

import msgspec

from station_desktop.domain.case import ownwords
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.demands import Demand, Matched
from station_desktop.domain.case.visitdraft import VisitDraft
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.residents import Changed, changes_between
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.station.station import ProofRefused, Refusal, Visit, Visited
from station_desktop.storage import drafts
from station_desktop.usecases.casework import lines
from station_desktop.usecases.counter import comers, line_facts
from station_desktop.usecases.counter.comers import CHANNELS
from station_desktop.usecases.counter.own_words import OwnWords, propose, take_down
from station_desktop.usecases.work import Work

__all__ = [
    "CHANNELS",
    "Accepted",
    "OwnWords",
    "accept",
    "propose",
    "refuse_proof",
    "take_down",
]


class Accepted(msgspec.Struct, frozen=True):
    """The visit as recorded and its cases, in the order taken in. ``again`` says that it had
    already been accepted and this is the first answer."""

    visit: Visit
    cases: tuple[Case, ...]
    again: bool = False


def accept(work: Work, draft: VisitDraft) -> Accepted:
    """Accept every item of the visit, or refuse with every problem found and change nothing.

    Problems carry where they are: ``resident``, ``agent/<field>``, ``caller/<field>``,
    ``line/<id>/answers/<key>``, ``line/<id>/materials/<key>``, ``line/<id>/category``.
    """
    work.require("intake")
    ledger = work.store.ledger
    with ledger.transaction():
        before = ledger.record("visit", draft.id)
        if isinstance(before, Visit):
            drafts.discard(work.store.connection, draft.id)
            return Accepted(before, _cases(work, before), again=True)
        problems: list[Problem] = []
        coming = _coming(work, draft, problems)
        checked = [
            lines.check(work, line, coming.resident, by_agent=coming.agent is not None)
            for line in draft.lines
        ]
        if not draft.lines:
            problems.append(Problem("intake.no_item"))
        problems.extend(problem for line in checked for problem in line.problems)
        raise_if_any(problems)
        _write(work, draft, coming, checked)
        visit = cast(Visit, ledger.record("visit", draft.id))
        return Accepted(visit, _cases(work, visit))


def _write(
    work: Work, draft: VisitDraft, coming: line_facts.Coming, checked: list[lines.CheckedLine]
) -> None:
    acts: list[tuple[str, Fact]] = []
    ids: list[str] = []
    numbers = lines.Numbers(work)
    for line in checked:
        case = work.store.ledger.new_id()
        ids.append(case)
        acts.extend(line_facts.facts(work, line, case, numbers.next(), coming))
    resident = coming.resident
    if resident is not None:
        learned = {key: value for line in checked for key, value in line.learned.items()}
        changes = changes_between(resident, learned)
        if changes:
            acts.append((f"resident:{resident.id}", Changed(changes, source="form")))
    if coming.demand:
        who = resident.id if resident else ""
        acts.append((f"demand:{coming.demand}", Matched(who, ids[0])))
    ended = Visited(
        resident=resident.id if resident else "",
        cases=tuple(ids),
        agent=coming.agent.name if coming.agent else "",
        channel=coming.channel,
    )
    acts.append((f"visit:{draft.id}", ended))
    work.store.ledger.append(work.author, acts)
    drafts.discard(work.store.connection, draft.id)


def _coming(work: Work, draft: VisitDraft, problems: list[Problem]) -> line_facts.Coming:
    """Who comes and how. Nobody needs to be registered who has only words to say."""
    alone = bool(draft.lines) and all(ownwords.is_own(line.item) for line in draft.lines)
    resident = None if alone and not draft.resident else comers.resident(work, draft.resident)
    demand = comers.demand(work, draft.demand)
    if demand is not None and demand.case:
        problems.append(_case_there(work, demand))
    typed = draft.caller if resident is None else {}
    contact, phone, found = comers.caller(
        typed.get("contact", ""), typed.get("phone", ""), None if resident else demand
    )
    problems.extend(
        msgspec.structs.replace(problem, field=f"caller/{problem.field}") for problem in found
    )
    agent = None if resident is None else comers.agent(work, draft.agent, resident, problems)
    return line_facts.Coming(
        visit=draft.id,
        channel=comers.channel(draft.channel),
        resident=resident,
        agent=agent,
        contact=contact,
        phone=phone,
        origin="demand" if demand else "reported",
        demand=demand.id if demand else "",
    )


def _case_there(work: Work, demand: Demand) -> Problem:
    """The demand has its case already: perhaps another window was quicker."""
    case = work.store.ledger.record("case", demand.case)
    number = case.number if isinstance(case, Case) else ""
    return Problem("intake.demand_has_case", "demand", {"number": number})


def _cases(work: Work, visit: Visit) -> tuple[Case, ...]:
    return tuple(cast(Case, work.store.ledger.record("case", case)) for case in visit.cases)


def refuse_proof(work: Work, proof: str, resident: str = "") -> Refusal:
    """Note that one of the 20 proofs was asked for and kindly refused, for the paper to hand over
    and for the count of such requests."""
    work.require("intake")
    if proof not in {known.key for known in work.store.pack().refused_proofs}:
        raise refuse("proof.unknown")
    ledger = work.store.ledger
    refusal = ledger.new_id()
    ledger.append(work.author, [(f"refusal:{refusal}", ProofRefused(proof, resident))])
    return cast(Refusal, ledger.record("refusal", refusal))
