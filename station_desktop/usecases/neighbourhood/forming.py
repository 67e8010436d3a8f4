"""Households made out of the registered residents' addresses: the same door is one household.

Done in one go over any number of residents, in transactions of a few hundred, and as often as
wanted: whoever belongs to a household already stays there, also in one that moved away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

import msgspec

from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.neighbourhood import rounds
from station_desktop.domain.neighbourhood.households import ATTENTIONS, Household, HouseholdSet
from station_desktop.domain.person import identity
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text import addresses
from station_desktop.domain.text.addresses import Place
from station_desktop.storage import projection
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.neighbourhood.areas import AreaOf
from station_desktop.usecases.work import Work

TOGETHER = 300
_PAGE = 1_000


class Formed(msgspec.Struct, frozen=True):
    """What came of it: households made and added to, residents given a household; and residents
    left without one because their address names no door, or lies in no area."""

    made: int = 0
    added_to: int = 0
    residents: int = 0
    no_door: int = 0
    no_area: int = 0
    cancelled: bool = False


class Someone(msgspec.Struct, frozen=True):
    """What is needed of a resident here."""

    id: str
    age: int | None


Homes = dict[Place, list[Someone]]


def form_households(
    work: Work,
    area_of: AreaOf | None = None,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Formed:
    """Give every resident without a household one, by address. ``area_of`` says in which area an
    address lies; by the areas' own buildings unless given. Attention is proposed from birth dates
    alone. ``progress(done, total)`` counts households; when ``cancelled`` says so, what is done
    stays done and the rest can be done another time."""
    work.require("household.edit")
    within = area_of or areas.area_of(work)
    homes, no_door, no_area, where = _homes(work, within)
    known = _known(work)
    made = added = people = done = 0
    waiting = iter(sorted(homes.items(), key=lambda home: addresses.key("".join(_named(home[0])))))
    stopped = False
    while together := list(islice(waiting, TOGETHER)):
        if cancelled():
            stopped = True
            break
        with work.store.ledger.transaction():
            new, old = _write(work, together, known, where)
        made, added = made + new, added + old
        people += sum(len(living) for _, living in together)
        done += len(together)
        progress(done, len(homes))
    return Formed(made, added, people, no_door, no_area, stopped)


def _named(place: Place) -> tuple[str, str]:
    return place.building, place.door


def _homes(work: Work, area_of: AreaOf) -> tuple[Homes, int, int, dict[Place, str]]:
    """Residents without a household by their doors; how many name no door, how many lie in no
    area; and the area of each door."""
    homes: Homes = {}
    where: dict[Place, str] = {}
    no_door = no_area = 0
    today = work.store.today()
    for resident in _unhoused(work):
        place = addresses.split(resident.residence_address)
        if not place.building or not place.door:
            no_door += 1
            continue
        area = where.get(place) or area_of(resident.residence_address)
        if not area:
            no_area += 1
            continue
        where[place] = area
        homes.setdefault(place, []).append(Someone(resident.id, age_of(resident, today)))
    return homes, no_door, no_area, where


def _unhoused(work: Work) -> Iterator[Resident]:
    after = 0
    while page := reads_rounds.unhoused(work.store.connection, after, _PAGE):
        for _, resident in page:
            yield resident
        after = page[-1][0]


def age_of(resident: Resident, day: date) -> int | None:
    """Years on ``day``, where the birth date is known."""
    if not resident.birth_date:
        return None
    return identity.age_on(date.fromisoformat(resident.birth_date), day)


def _known(work: Work) -> dict[Place, str]:
    """Doors behind which a household lives already, with its id."""
    found = reads_rounds.lived_in(work.store.connection)
    return {Place(home.building, home.door): home.id for home in found}


def _write(
    work: Work,
    together: list[tuple[Place, list[Someone]]],
    known: dict[Place, str],
    where: dict[Place, str],
) -> tuple[int, int]:
    """Record these homes; returns how many were made and how many were added to."""
    ledger = work.store.ledger
    ids = [known[place] for place, _ in together if place in known]
    before = projection.load_many(work.store.connection, "household", ids)
    acts: list[tuple[str, Fact]] = []
    made = 0
    for place, living in together:
        old = before.get(known.get(place, ""))
        if isinstance(old, Household):
            acts.append((f"household:{old.id}", _joined_by(old, living)))
            continue
        id = ledger.new_id()
        known[place] = id
        attention = rounds.proposed([one.age for one in living])
        members = tuple(one.id for one in living)
        fact = HouseholdSet(where[place], place.building, place.door, members, attention)
        acts.append((f"household:{id}", fact))
        made += 1
    ledger.append(work.author, acts)
    return made, len(acts) - made


def _joined_by(old: Household, living: list[Someone]) -> HouseholdSet:
    """With more members: somebody of 80 adds to the attention, and where somebody younger moves in
    nobody is old and alone any more. What else was said of the household stays."""
    ages = [one.age for one in living]
    kinds = {*old.attention} | {kind for kind in rounds.proposed(ages) if kind == "old"}
    if any(age is not None and age < rounds.ALONE for age in ages):
        kinds.discard("alone_old")
    attention = tuple(kind for kind in ATTENTIONS if kind in kinds)
    members = (*old.members, *(one.id for one in living))
    return HouseholdSet(old.area, old.building, old.door, members, attention, old.note)
