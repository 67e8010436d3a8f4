"""Demands from outside at the desk: seen, taken, matched to a resident or case, answered."""

from __future__ import annotations

from station_desktop.domain.case import cases, demands
from station_desktop.domain.case.demands import Demand, Outcome
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import statements
from station_desktop.storage.reads import reads_demands
from station_desktop.usecases.work import Work


def open_ones(work: Work, limit: int = 200) -> tuple[Demand, ...]:
    """What is still to be answered, the earliest due first."""
    return listed(work, demands.OPEN_STATES, limit)


def listed(work: Work, states: tuple[str, ...] = (), limit: int = 200) -> tuple[Demand, ...]:
    """Demands in these states (all of them for none), the earliest due first."""
    work.require("case.read")
    return reads_demands.listed(work.store.connection, states or demands.STATES, limit)


def of_resident(work: Work, resident: str) -> tuple[Demand, ...]:
    """The demands matched to this resident, the latest due first."""
    work.require("case.read")
    return reads_demands.of_resident(work.store.connection, resident)


def count(work: Work) -> tuple[int, int]:
    """How many are open, and how many of these are overdue."""
    work.require("case.read")
    now = demands.moment(work.store.time.now())
    return reads_demands.count(work.store.connection, demands.OPEN_STATES, now)


def get(work: Work, demand: str) -> Demand:
    """The demand with this id, or with this reference where it came from."""
    work.require("case.read")
    record = work.store.ledger.record("demand", demand)
    if isinstance(record, Demand):
        return record
    found = reads_demands.by_reference(work.store.connection, demand.strip())
    if found is None:
        raise refuse("demand.not_here", number=demand.strip()[:60])
    return found


def take(work: Work, demand: str) -> Demand:
    """I see to it."""
    work.require("demand.act")
    with work.store.ledger.transaction():
        found = _open(work, demand)
        if found.state == "taken" and found.taken_by == work.author:
            return found
        return _append(work, found, demands.Taken())


def match(work: Work, demand: str, *, resident: str = "", case: str = "") -> Demand:
    """Say whose demand it is (a resident's id), or which case was opened for it (its id)."""
    work.require("demand.act")
    ledger = work.store.ledger
    with ledger.transaction():
        found = get(work, demand)
        if resident and not isinstance(ledger.record("resident", resident), Resident):
            raise refuse("resident.unknown", field="resident")
        if case and not isinstance(ledger.record("case", case), cases.Case):
            raise refuse("case.unknown", field="case", number=case[:60])
        if (resident or found.resident, case or found.case) == (found.resident, found.case):
            return found
        return _append(work, found, demands.Matched(resident, case))


def answer(work: Work, demand: str, outcome: Outcome, text: str) -> Demand:
    """The station's reply, which the hall hands back out."""
    work.require("demand.act")
    with work.store.ledger.transaction():
        found = _open(work, demand)
        words = statements.stated(text, "answer")
        if not words:
            raise refuse("demand.answer_missing", field="answer")
        return _append(work, found, demands.Answered(outcome, words))


def reveal(work: Work, demand: str, reason: str) -> str:
    """The phone left with the demand, in full; who looked and why goes into the journal first."""
    work.require("resident.reveal")
    if not reason.strip():
        raise refuse("resident.reveal_reason", field="reason")
    found = get(work, demand)
    _append(work, found, demands.Revealed("phone", reason.strip()[:200]))
    return found.phone


def _open(work: Work, demand: str) -> Demand:
    found = get(work, demand)
    if not found.open:
        raise refuse("demand.not_open", number=found.reference, state=found.state)
    return found


def _append(work: Work, demand: Demand, fact: Fact) -> Demand:
    work.store.ledger.append(work.author, [(f"demand:{demand.id}", fact)])
    return get(work, demand.id)
