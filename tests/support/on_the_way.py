"""Cases that are on their way through a process, opened without a visit."""

from __future__ import annotations

from typing import Any

from station_desktop.domain.case import closing, requirements
from station_desktop.domain.case.cases import Case, CaseMaterial, Opened
from station_desktop.domain.catalogue import Item
from station_desktop.domain.station.accounts import Account, AccountMade
from station_desktop.domain.station.roles import Role
from station_desktop.usecases.casework import cases, flow, lines
from station_desktop.usecases.work import Actor, Work

ITEM = {
    "party_masses": "PTY-OR-001",
    "government": "GOV-EL-001",
    "life": "LIF-HC-003",
    "public": "",
}


def item_of(work: Work, category: str) -> Item:
    """The item that stands for a category here; the category's first where none is named."""
    code = ITEM[category]
    items = work.store.pack().items
    return next(i for i in items if i.code == code or (not code and i.category == category))


def begin(work: Work, category: str = "life", lane: Any = "transfer", **more: Any) -> Case:
    """Open a case with a promise from now."""
    item = item_of(work, category)
    values: dict[str, Any] = {
        "number": lines.Numbers(work).next(),
        "item": item.code,
        "pack": work.store.current_pack_hash(),
        "visit": "",
        "resident": "",
        "state": "accepted",
        "category": category,
        "mode": item.mode,
        "deadline": lines.deadline(work, item, work.store.time.now()),
        "process": item.process,
        "lane": lane,
        "materials": tuple(
            CaseMaterial(need.key, "original")
            for need in requirements.of(item, work.store.pack(), by_agent=False)
            if need.needed != "judged"
        ),
    }
    id = work.store.ledger.new_id()
    work.store.ledger.append(work.author, [(f"case:{id}", Opened(**(values | more)))])
    return cases.get_by_id(work, id)


TOLD = {
    "note": "已和居民当面说清",
    "reason": "居民另有打算",
    "amount": "120",
    "organisation": "同心家政服务部",
    "when": "2026-12-01 09:30",
    "place": "校场小六条19号院",
}


def take(work: Work, case: Case, move: str) -> Case:
    """One move, with all that it asks for."""
    return flow.take(work, case.number, move, **TOLD)


def through(work: Work, case: Case) -> Case:
    """The case at the end of its process, by the shortest way, and paid."""
    for move in closing.way_to_final(case.machine, case.at):
        case = take(work, case, move)
    return take(work, case, "pay") if case.at == "done" else case


def colleague(work: Work, login: str, *roles: Role, name: str = "") -> Account:
    """A member of staff who never signs in: no password, and so no time spent on one."""
    id = work.store.ledger.new_id()
    made = AccountMade(login, name or login, roles)
    work.store.ledger.append(work.author, [(f"account:{id}", made)])
    found = work.store.ledger.record("account", id)
    assert isinstance(found, Account)
    return found


def hands_of(work: Work, account: Account) -> Work:
    """The same store in that colleague's hands."""
    return Work(work.store, Actor.of(account))
