"""Organisations in the directory, and cases that can be handed to them."""

from __future__ import annotations

from typing import Any

from people import people
from taken_in import take_in

from station_desktop.domain.case.cases import Case, Opened
from station_desktop.domain.case.handling import Verified
from station_desktop.domain.neighbourhood.households import AreaSet
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.person.residents import Resident
from station_desktop.usecases.casework import cases
from station_desktop.usecases.dispatch import partners
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

REPAIR = "LIF-HR-001"


def partner(work: Work, name: str = "北京广安家政服务有限公司", **typed: Any) -> Partner:
    """An agency for repairs, unless told otherwise."""
    usual = {"kind": "agency", "name": name, "services": [REPAIR]}
    return partners.add(work, usual | typed)


def area(work: Work, name: str, *buildings: str) -> str:
    id = work.store.ledger.new_id()
    work.store.ledger.append(work.author, [(f"area:{id}", AreaSet(name, buildings=buildings))])
    return id


def somebody(work: Work, seed: int = 1) -> Resident:
    person = people(1, seed)[0]
    return residents.register(work, person.typed())


def repair_case(work: Work, seed: int = 1) -> Case:
    """A tap to be repaired, arranged at the desk."""
    return take_in(work, somebody(work, seed), item=REPAIR)


def own_words(work: Work, title: str = "胡同里的井盖堵了", **fields: Any) -> Case:
    """A demand in the resident's own words, to be transferred, as the desk writes it down."""
    id = work.store.ledger.new_id()
    usual: dict[str, Any] = {
        "number": f"110102017014-20261126-01-{int(id[-4:], 16) % 9000 + 1000}-1",
        "item": "OWN-PUB",
        "pack": work.store.current_pack_hash(),
        "visit": "",
        "resident": "",
        "state": "accepted",
        "category": "public",
        "mode": "dispatch",
        "title": title,
        "lane": "transfer",
        "contact": "刘淑珍",
        "phone": "13800138000",
        "place": "校场小六条19号院",
        "answers": {"what": f"{title}，污水流到路面上"},
    }
    work.store.ledger.append(work.author, [(f"case:{id}", Opened(**(usual | fields)))])
    return cases.get_by_id(work, id)


def seen(work: Work, case: Case, *, stands: bool = True) -> Case:
    """The area's worker went to look."""
    fact = Verified(stands, "井盖被杂物堵住" if stands else "现场没有发现")
    work.store.ledger.append(work.author, [(f"case:{case.id}", fact)])
    return cases.get_by_id(work, case.id)
