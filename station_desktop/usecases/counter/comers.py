"""Who comes to the desk, checked: the resident, who acts for them, whom else to tell."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from station_desktop.domain.case.cases import Agent
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.person import contacts, identity, names
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, refuse
from station_desktop.domain.text import statements
from station_desktop.usecases.work import Work

CHANNELS = ("window", "home", "phone", "online", "extended")


def channel(typed: str) -> str:
    """How they came; at the window where nobody said otherwise."""
    return typed if typed in CHANNELS else "window"


def resident(work: Work, id: str) -> Resident:
    """The registered resident with this id."""
    if not id:
        raise refuse("intake.no_resident", field="resident")
    record = work.store.ledger.record("resident", id)
    if not isinstance(record, Resident):
        raise refuse("resident.unknown", field="resident")
    if record.erased_at:
        raise refuse("resident.erased", field="resident")
    return record


def demand(work: Work, id: str) -> Demand | None:
    """The demand from outside that a case is opened for."""
    if not id:
        return None
    work.require("demand.act")
    record = work.store.ledger.record("demand", id)
    if not isinstance(record, Demand):
        raise refuse("demand.not_here", field="demand", number=id[:60])
    return record


def caller(
    contact: str, phone: str, left_by: Demand | None = None
) -> tuple[str, str, list[Problem]]:
    """Whom to tell, checked; what a demand from outside left is taken over."""
    name, typed = statements.tidy(contact), phone.strip()
    problems = [statements.fault(name, "contact", names.LONGEST)]
    number = ""
    if typed:
        checked = contacts.check(typed)
        number = checked.number
        if checked.problem is not None:
            problems.append(_at(checked.problem, "phone"))
    if left_by is not None and not name and not typed:
        name, number = left_by.contact, left_by.phone
    return name, number, [problem for problem in problems if problem is not None]


def _at(problem: Problem, field: str) -> Problem:
    return msgspec.structs.replace(problem, field=field)


def agent(
    work: Work, given: Mapping[str, str], acts_for: Resident, problems: list[Problem]
) -> Agent | None:
    """Who acts for the resident, checked: a proxy is known by name and number, is somebody
    else, and has a mandate."""
    typed = {key: text for key, value in given.items() if (text := statements.tidy(value))}
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
    if number.normalised and number.normalised == acts_for.id_number:
        problems.append(Problem("agent.is_resident", "agent/id_number"))
    return Agent(
        name=name.name,
        id_type=number.type or "",
        id_number=number.normalised,
        phone=phone.number if phone else "",
        relation=typed.get("relation", ""),
        mandate=typed.get("mandate", ""),
    )
