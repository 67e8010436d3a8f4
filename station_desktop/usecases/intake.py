"""The counter's main act: accepting a visit, with any number of items, all or nothing.

Everything that the visit says is checked again here, whatever the window checked before. One
transaction writes the documents shown, what the resident's record learned, each case with its
number and promise, the one-time notices and the visit. The visit's id is the draft's: accepting
the same draft again gives the first answer and writes nothing.
"""

from __future__ import annotations

from typing import cast

import msgspec

from station_desktop.domain import contacts, identity, names, statements
from station_desktop.domain.cases import Agent, Case
from station_desktop.domain.journal import Fact
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.residents import Changed, Resident, changes_between
from station_desktop.domain.station import ProofRefused, Refusal, Visit, Visited
from station_desktop.domain.visitdraft import VisitDraft
from station_desktop.storage import drafts
from station_desktop.usecases import lines
from station_desktop.usecases.work import Work

CHANNELS = ("window", "home", "phone", "online", "extended")


class Accepted(msgspec.Struct, frozen=True):
    """The visit as recorded and its cases, in the order taken in. ``again`` says that it had
    already been accepted and this is the first answer."""

    visit: Visit
    cases: tuple[Case, ...]
    again: bool = False


def accept(work: Work, draft: VisitDraft) -> Accepted:
    """Accept every item of the visit, or refuse with every problem found and change nothing.

    Problems carry where they are: ``resident``, ``agent/<field>``,
    ``line/<id>/answers/<key>``, ``line/<id>/materials/<key>``.
    """
    work.require("intake")
    ledger = work.store.ledger
    with ledger.transaction():
        before = ledger.record("visit", draft.id)
        if isinstance(before, Visit):
            drafts.discard(work.store.connection, draft.id)
            return Accepted(before, _cases(work, before), again=True)
        resident = _resident(work, draft)
        problems: list[Problem] = []
        agent = _agent(work, draft, resident, problems)
        checked = [
            lines.check(work, line, resident, by_agent=agent is not None) for line in draft.lines
        ]
        if not draft.lines:
            problems.append(Problem("intake.no_item"))
        problems.extend(problem for line in checked for problem in line.problems)
        raise_if_any(problems)
        _write(work, draft, resident, agent, checked)
        visit = cast(Visit, ledger.record("visit", draft.id))
        return Accepted(visit, _cases(work, visit))


def _write(
    work: Work,
    draft: VisitDraft,
    resident: Resident,
    agent: Agent | None,
    checked: list[lines.CheckedLine],
) -> None:
    acts: list[tuple[str, Fact]] = []
    ids: list[str] = []
    numbers = lines.Numbers(work)
    for line in checked:
        case = work.store.ledger.new_id()
        ids.append(case)
        acts.extend(lines.facts(work, line, case, numbers.next(), draft, resident, agent))
    learned = {key: value for line in checked for key, value in line.learned.items()}
    changes = changes_between(resident, learned)
    if changes:
        acts.append((f"resident:{resident.id}", Changed(changes, source="form")))
    ended = Visited(
        resident=resident.id,
        cases=tuple(ids),
        agent=agent.name if agent else "",
        channel=draft.channel if draft.channel in CHANNELS else "window",
    )
    acts.append((f"visit:{draft.id}", ended))
    work.store.ledger.append(work.author, acts)
    drafts.discard(work.store.connection, draft.id)


def _resident(work: Work, draft: VisitDraft) -> Resident:
    if not draft.resident:
        raise refuse("intake.no_resident", field="resident")
    record = work.store.ledger.record("resident", draft.resident)
    if not isinstance(record, Resident):
        raise refuse("resident.unknown", field="resident")
    return record


def _agent(
    work: Work, draft: VisitDraft, resident: Resident, problems: list[Problem]
) -> Agent | None:
    """Who acts for the resident, checked: a proxy is known by name and number, is somebody
    else, and has a mandate."""
    typed = {key: text for key, value in draft.agent.items() if (text := statements.tidy(value))}
    if not typed:
        return None
    name = names.check(typed.get("name", ""))
    number = identity.check(typed.get("id_number", ""), work.store.today())
    phone = contacts.check(typed["phone"]) if "phone" in typed else None
    found = [
        ("name", name.problem),
        ("id_number", number.problem),
        ("phone", phone.problem if phone else None),
        ("relation", statements.fault(typed.get("relation", ""), "")),
    ]
    problems.extend(
        msgspec.structs.replace(problem, field=f"agent/{field}")
        for field, problem in found
        if problem is not None
    )
    if number.normalised and number.normalised == resident.id_number:
        problems.append(Problem("agent.is_resident", "agent/id_number"))
    return Agent(
        name=name.name,
        id_type=number.type or "",
        id_number=number.normalised,
        phone=phone.number if phone else "",
        relation=typed.get("relation", ""),
        mandate=typed.get("mandate", ""),
    )


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
