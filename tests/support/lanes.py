"""A small neighbourhood: a colleague who answers for a lane, and people of known ages in it."""

from __future__ import annotations

from datetime import date, timedelta

from founding import PASSWORD
from people import Person, people

from station_desktop.domain.neighbourhood.households import Area, Household
from station_desktop.domain.person.identity import check_digit
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.accounts import Account
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.visits import households
from station_desktop.usecases.work import Actor, Work

LANE, OTHER = "校场小六条", "三庙街"


def colleague(work: Work, login: str = "lijing", name: str = "李静") -> Account:
    """A worker who goes to see households."""
    return accounts.add(work, login, name, ("worker",), PASSWORD)


def as_colleague(work: Work, account: Account) -> Work:
    return Work(work.store, Actor.of(account))


def lane(work: Work, worker: str = "wangmin", name: str = "校场片") -> Area:
    """The grid area of the lane, with somebody who answers for it."""
    area = households.set_area(work, name, code="01", buildings=[LANE, "三庙街1号院"])
    return households.assign(work, area.id, worker)


def lives(work: Work, address: str, age: int, serial: int = 0, **more: str) -> Resident:
    """A new resident of that age at an address of the neighbourhood."""
    birth = work.store.today() - timedelta(days=age * 365.25 + 30)
    body = f"110102{birth:%Y%m%d}{serial + 1:03d}"
    one: Person = people(serial + 1)[serial]
    typed = one.typed() | {
        "id_number": body + check_digit(body),
        "residence_address": f"北京市西城区广安门内街道{address}",
    }
    return residents.register(work, typed | more)


def home(work: Work, resident: Resident) -> Household:
    found = households.of_resident(work, resident.id)
    assert found is not None
    return found


def day(work: Work, ahead: int = 0) -> str:
    that: date = work.store.today() + timedelta(days=ahead)
    return that.isoformat()
