"""Grid areas (网格): which courtyards and buildings they have, and who answers for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from station_desktop.domain.neighbourhood.households import Area, AreaAssigned, AreaSet
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.station import roles
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.text import addresses, statements
from station_desktop.storage.reads import reads, reads_rounds
from station_desktop.usecases.work import Work

LONGEST_NAME = 40
MOST_BUILDINGS = 400
AreaOf = Callable[[str], str]
"""From an address as typed to the id of its grid area; empty where it lies in none."""


def listed(work: Work) -> tuple[Area, ...]:
    """All areas, by code and name."""
    work.require("household.read")
    return reads_rounds.areas(work.store.connection)


def get(work: Work, area: str) -> Area:
    """The area with this id, code or name."""
    named = area.strip()
    for found in listed(work):
        if named and named in (found.id, found.code, found.name):
            return found
    raise refuse("area.unknown", field="area", area=named[:LONGEST_NAME])


def mine(work: Work, worker: str = "") -> tuple[Area, ...]:
    """The areas for which somebody answers or stands in; the own ones unless named."""
    whose = worker or work.author
    found = listed(work)
    first = [area for area in found if area.worker == whose]
    return (*first, *(area for area in found if whose in area.others))


def set_area(
    work: Work, name: str, *, code: str = "", buildings: Iterable[str] = (), area: str = ""
) -> Area:
    """Make an area, or change the one named by ``area`` (id). ``buildings`` are courtyards,
    buildings or whole lanes in walking order; each belongs to one area."""
    work.require("area.assign")
    title, sign = statements.tidy(name), statements.tidy(code)
    places = tuple(dict.fromkeys(filter(None, map(addresses.plain, buildings))))
    ledger = work.store.ledger
    with ledger.transaction():
        before = get(work, area) if area else None
        raise_if_any(_wrong(work, before, title, sign, places))
        id = before.id if before is not None else ledger.new_id()
        fact = AreaSet(title, sign, places)
        if before is None or (before.name, before.code, before.buildings) != (title, sign, places):
            ledger.append(work.author, [(f"area:{id}", fact)])
        return get(work, id)


def _wrong(
    work: Work, before: Area | None, name: str, code: str, buildings: tuple[str, ...]
) -> list[Problem]:
    problems = []
    if not name or len(name) > LONGEST_NAME:
        problems.append(Problem("area.name", "name", {"limit": LONGEST_NAME}))
    if len(code) > LONGEST_NAME:
        problems.append(Problem("form.too_long", "code", {"limit": LONGEST_NAME}))
    if len(buildings) > MOST_BUILDINGS:
        problems.append(Problem("area.buildings", "buildings", {"limit": MOST_BUILDINGS}))
    for other in listed(work):
        if before is not None and other.id == before.id:
            continue
        if name == other.name or (code and code == other.code):
            problems.append(Problem("area.exists", "name", {"name": other.name}))
        twice = next((one for one in buildings if one in other.buildings), "")
        if twice:
            about = {"building": twice, "name": other.name}
            problems.append(Problem("area.building_taken", "buildings", about))
    return problems


def assign(work: Work, area: str, worker: str, others: Iterable[str] = ()) -> Area:
    """Say who answers for the area and who stands in (account ids or logins); an empty ``worker``
    leaves it without one."""
    work.require("area.assign")
    with work.store.ledger.transaction():
        found = get(work, area)
        leading = staff(work, worker).id if worker.strip() else ""
        standing_in = tuple(
            dict.fromkeys(id for name in others if (id := staff(work, name).id) != leading)
        )
        if (found.worker, found.others) != (leading, standing_in):
            fact = AreaAssigned(leading, standing_in)
            work.store.ledger.append(work.author, [(f"area:{found.id}", fact)])
        return get(work, found.id)


def staff(work: Work, named: str, field: str = "worker") -> Account:
    """The member of staff with this account id or login, who may go to see households; refuses
    anybody else."""
    text = named.strip()
    record = work.store.ledger.record("account", text)
    account = record if isinstance(record, Account) else None
    account = account or reads.account_by_login(work.store.connection, text)
    if account is None:
        raise refuse("area.not_staff", field=field, who=text[:LONGEST_NAME])
    if account.locked or not roles.may(account.roles, "household.edit"):
        raise refuse("area.not_for_visits", field=field, who=account.name)
    return account


def goers(work: Work) -> tuple[Account, ...]:
    """Everybody who may go to see households."""
    work.require("household.read")
    return tuple(
        account
        for account in reads.accounts(work.store.connection)
        if not account.locked and roles.may(account.roles, "household.edit")
    )


def area_of(work: Work) -> AreaOf:
    """Finds the area of an address by the courtyards, buildings and lanes of all areas."""
    by_entry = {entry: area.id for area in listed(work) for entry in area.buildings}
    known: dict[str, str] = {}

    def found(address: str) -> str:
        place = addresses.split(address)
        if place.building not in known:
            entry = addresses.entry_of(place.building, by_entry)
            whole = entry or addresses.entry_of(place.building + place.door, by_entry)
            known[place.building] = by_entry.get(whole, "")
        return known[place.building]

    return found
