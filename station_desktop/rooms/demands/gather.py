"""Everything about one demand, gathered for the screen in one reading; and who it may be of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.demands import Answered, Demand
from station_desktop.domain.catalogue import Words
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.demands import room, told
from station_desktop.rooms.demands.room import Standing
from station_desktop.rooms.demands.told import Told
from station_desktop.storage.exchange import outbox
from station_desktop.storage.reads import reads
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import demands
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

FOUND = 7
Out = Literal["", "here", "hall"]


class DemandCase(msgspec.Struct, frozen=True):
    """A case of the person, or the one opened for the demand (``linked``)."""

    case: Case
    item: Words
    linked: bool


class DemandFile(msgspec.Struct, frozen=True):
    """One demand with everything around it. ``person`` is the matched resident, ``since`` a case
    of theirs that was opened after the demand came and is not linked to it. ``out`` is where an
    answer stands that was not handed back yet: still here, or at the hall."""

    demand: Demand
    left: Standing
    taken_by: str
    answered_by: str
    person: Resident | None
    cases: tuple[DemandCase, ...]
    since: Case | None
    history: tuple[Told, ...]
    out: Out


def read(work: Work, id: str, language: str) -> DemandFile:
    """The whole demand; refuses ``demand.not_here``."""
    demand = demands.get(work, id)
    entries = work.store.ledger.history(f"demand:{demand.id}")
    person = _person(work, demand)
    shown = tuple(_cases(work, demand, person))
    return DemandFile(
        demand=demand,
        left=room.time_left(demand, work.store.time.now()),
        taken_by=_name_of(work, demand.taken_by),
        answered_by=_name_of(work, demand.answered_by),
        person=person,
        cases=shown,
        since=_since(demand, shown),
        history=_history(work, entries, language),
        out=_out(work, demand, entries),
    )


def _person(work: Work, demand: Demand) -> Resident | None:
    """The matched resident, under the registration that everything stands under."""
    if not demand.resident or not work.actor.may("resident.read"):
        return None
    found = work.store.ledger.record("resident", demand.resident)
    return residents.root(work, found) if isinstance(found, Resident) else None


def _cases(work: Work, demand: Demand, person: Resident | None) -> Iterator[DemandCase]:
    linked = work.store.ledger.record("case", demand.case) if demand.case else None
    if isinstance(linked, Case):
        yield DemandCase(linked, _item(work, linked), True)
    if person is not None:
        for case in reads.cases_of(work.store.connection, person.id):
            if case.id != demand.case:
                yield DemandCase(case, _item(work, case), False)


def _item(work: Work, case: Case) -> Words:
    try:
        return cases.item_of(work, case)[0].name
    except Refused:
        return Words(case.item, case.item)


def _since(demand: Demand, shown: tuple[DemandCase, ...]) -> Case | None:
    """The latest case that may have been opened for the demand."""
    if demand.case or not demand.open:
        return None
    fresh = (row.case for row in shown if row.case.received_at >= demand.arrived_at)
    return next((case for case in fresh if case.state != "void"), None)


def _history(work: Work, entries: tuple[Entry, ...], language: str) -> tuple[Told, ...]:
    def number_of(case: str) -> str:
        found = work.store.ledger.record("case", case)
        return found.number if isinstance(found, Case) else ""

    replace = msgspec.structs.replace
    lines = told.history(entries, number_of, language)
    return tuple(replace(line, author=_name_of(work, line.author)) for line in lines)


def _name_of(work: Work, account: str) -> str:
    found = work.store.ledger.record("account", account) if account else None
    return found.name if isinstance(found, Account) else ""


def _out(work: Work, demand: Demand, entries: tuple[Entry, ...]) -> Out:
    if demand.state != "answered":
        return ""
    from station_desktop.usecases.exchange import exchanging  # brings HTTP

    me = exchanging.me(work.store)
    reach = outbox.reach(work.store.connection, me.hall.id if me else "")
    last = next((e for e in reversed(entries) if e.kind == Answered.kind), None)
    return "hall" if last is not None and reach.at_hall(last.device, last.number) else "here"


class Candidate(msgspec.Struct, frozen=True):
    """Somebody whose demand it may be; ``same_phone`` is the likeliest sign."""

    person: Resident
    same_phone: bool


def candidates(work: Work, demand: Demand, text: str) -> tuple[Candidate, ...]:
    """Whoever ``text`` finds; those who have the phone left with the demand come first, and stand
    there before anything else is typed than the name left with it."""
    of_phone = residents.find(work, demand.phone, FOUND) if demand.phone else ()
    phoned = {person.id for person in of_phone if person.phone == demand.phone}
    found = residents.find(work, text, FOUND) if text.strip() else ()
    everyone = {person.id: person for person in found}
    if text.strip() in ("", demand.contact):
        everyone |= {person.id: person for person in of_phone}
    likely = sorted(everyone.values(), key=lambda person: person.id not in phoned)
    return tuple(Candidate(person, person.id in phoned) for person in likely[:FOUND])
