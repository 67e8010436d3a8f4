"""Area-fixed households (包片联户): who lives where, who answers for them, and the rounds on which
they are seen. Areas themselves are in ``areas``, forming households of addresses in ``forming``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from station_desktop.domain.neighbourhood import rounds
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import (
    ATTENTIONS,
    Area,
    Attention,
    Household,
    HouseholdMoved,
    HouseholdSet,
)
from station_desktop.domain.neighbourhood.rounds import Reason
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import addresses, statements
from station_desktop.storage import projection
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.neighbourhood import areas, homes
from station_desktop.usecases.neighbourhood.areas import assign, set_area
from station_desktop.usecases.neighbourhood.forming import Formed, form_households
from station_desktop.usecases.visits import homevisits
from station_desktop.usecases.visits.day_lists import Person as Person
from station_desktop.usecases.visits.day_lists import limits, persons, why_words
from station_desktop.usecases.work import Work

__all__ = [
    "Answering",
    "Choice",
    "Formed",
    "assign",
    "form_households",
    "get",
    "move_away",
    "of_resident",
    "plan_round",
    "propose_round",
    "set_area",
    "set_household",
    "why_words",
]

MOST = 60
"""How many households one round may have: nobody calls on more in a day."""
_CANDIDATES = 400
_LONGEST_NOTE = 300


class Choice(msgspec.Struct, frozen=True):
    """One household of a proposed round: who lives there, and why it was chosen."""

    household: Household
    people: tuple[Person, ...]
    reasons: tuple[Reason, ...]


class Answering(msgspec.Struct, frozen=True):
    """A resident's household and who answers for it."""

    household: Household | None = None
    area: Area | None = None
    worker: str = ""


def get(work: Work, household: str) -> Household:
    """The household with this id."""
    return homes.household(work, household)


def of_resident(work: Work, resident: str) -> Household | None:
    """The household of this person."""
    return homes.of_resident(work, resident)


def answering_for(work: Work, resident: str) -> Answering:
    """The resident's household, its area, and the name of who answers for it."""
    home = of_resident(work, resident)
    area = work.store.ledger.record("area", home.area) if home is not None else None
    if not isinstance(area, Area):
        return Answering(home)
    account = work.store.ledger.record("account", area.worker) if area.worker else None
    return Answering(home, area, str(getattr(account, "name", "")))


def set_household(
    work: Work,
    *,
    household: str = "",
    area: str = "",
    building: str = "",
    door: str = "",
    members: Iterable[str] | None = None,
    attention: Iterable[str] | None = None,
    note: str | None = None,
) -> Household:
    """Enter a household, or change the one named; what is not given stays. ``members`` are
    residents' ids: whoever comes in leaves the household they were in. A second household behind
    one door is refused."""
    work.require("household.edit")
    ledger = work.store.ledger
    with ledger.transaction():
        old = get(work, household) if household else None
        base = old or Household("", "", "", "")
        new = msgspec.structs.replace(
            base,
            area=areas.get(work, area).id if area else base.area,
            building=addresses.plain(building) or base.building,
            door=addresses.plain(door) or base.door,
            members=base.members if members is None else tuple(dict.fromkeys(members)),
            attention=base.attention if attention is None else _attention(attention),
            note=base.note if note is None else statements.stated(note, "note"),
        )
        raise_if_any(_wrong(work, new, old))
        id = old.id if old is not None else ledger.new_id()
        acts = [(f"household:{id}", _fact(new))] if new != old else []
        acts += _leaving(work, id, set(new.members) - set(base.members))
        if acts:
            ledger.append(work.author, acts)
        return get(work, id)


def _fact(home: Household) -> HouseholdSet:
    return HouseholdSet(
        home.area, home.building, home.door, home.members, home.attention, home.note
    )


def _attention(named: Iterable[str]) -> tuple[Attention, ...]:
    wanted = set(named)
    unknown = sorted(wanted.difference(ATTENTIONS))
    if unknown:
        raise refuse("household.attention", field="attention", kind=unknown[0][:40])
    return tuple(kind for kind in ATTENTIONS if kind in wanted)


def _wrong(work: Work, new: Household, old: Household | None) -> list[Problem]:
    problems = []
    if not new.area:
        problems.append(Problem("household.area", "area"))
    if not new.building or not new.door or len(new.address) > 100:
        problems.append(Problem("household.address", "door"))
    if len(new.note) > _LONGEST_NOTE:
        problems.append(Problem("form.too_long", "note", {"limit": _LONGEST_NOTE}))
    known = projection.load_many(work.store.connection, "resident", new.members)
    if any(id not in known for id in new.members):
        problems.append(Problem("household.member", "members"))
    twin = reads_rounds.household_at(work.store.connection, new.building, new.door)
    if twin is not None and not twin.moved_at and (old is None or twin.id != old.id):
        problems.append(Problem("household.exists", "door", {"address": twin.address}))
    return problems


def _leaving(work: Work, id: str, come: set[str]) -> list[tuple[str, HouseholdSet]]:
    """Taking those who come in out of the households they were in."""
    acts: dict[str, Household] = {}
    for member in sorted(come):
        before = reads_rounds.household_of(work.store.connection, [member])
        if before is None or before.id == id or before.moved_at:
            continue
        before = acts.get(before.id, before)
        rest = tuple(one for one in before.members if one != member)
        acts[before.id] = msgspec.structs.replace(before, members=rest)
    return [(f"household:{home.id}", _fact(home)) for home in acts.values()]


def move_away(work: Work, household: str, note: str = "", at: int = 0) -> Household:
    """They moved away (``at`` in milliseconds, now unless given). What still concerns them is told
    by ``homevisits.left_behind``."""
    work.require("household.edit")
    with work.store.ledger.transaction():
        home = get(work, household)
        if home.moved_at:
            return home
        fact = HouseholdMoved(at or work.store.ledger.now_ms(), statements.stated(note, "note"))
        work.store.ledger.append(work.author, [(f"household:{home.id}", fact)])
        return get(work, home.id)


# rounds


def propose_round(work: Work, area: str, day: str, how_many: int) -> tuple[Choice, ...]:
    """Who would be seen on a round through the area on that ISO day, in walking order, and why.
    Nothing is written."""
    work.require("household.read")
    return _proposed(work, areas.get(work, area), _day(work, day), how_many)


def _proposed(work: Work, area: Area, day: date, how_many: int) -> tuple[Choice, ...]:
    connection = work.store.connection
    allowed = limits(work)
    due = reads_rounds.to_see(connection, area.id, _CANDIDATES)
    planned = reads_rounds.planned_households(connection, work.store.today().isoformat())
    number = max(1, min(how_many, MOST))
    picks = rounds.choose(due, area.buildings, day, allowed, number, planned)
    return _explained(work, [pick.household for pick in picks], day)


def _explained(work: Work, chosen: list[Household], day: date) -> tuple[Choice, ...]:
    ids = {id for home in chosen for id in home.members}
    found = dict(projection.load_many(work.store.connection, "resident", ids))
    allowed = limits(work)
    choices = []
    for home in chosen:
        people = tuple(persons(home.members, found, day))
        ages = [person.age for person in people if person.age is not None]
        choices.append(Choice(home, people, rounds.reasons(home, ages, day, allowed)))
    return tuple(choices)


def plan_round(
    work: Work,
    area: str,
    day: str,
    how_many: int = 10,
    *,
    households: Iterable[str] | None = None,
    worker: str = "",
) -> tuple[HomeVisit, ...]:
    """Plan a round: the households proposed for it, or exactly the ones named (ids) out of a
    proposal that was looked at. Whoever acts goes if they answer for the area or stand in, else
    the area's own worker, unless another is named."""
    work.require("household.edit")
    with work.store.ledger.transaction():
        where, when = areas.get(work, area), _day(work, day)
        goes = areas.staff(work, worker).id if worker else _goer(work, where)
        if households is None:
            choices = _proposed(work, where, when, how_many)
        else:
            wanted = list(dict.fromkeys(households))[:MOST]
            order = where.buildings
            chosen = sorted((get(work, id) for id in wanted), key=lambda h: rounds.walk(h, order))
            choices = _explained(work, chosen, when)
        if not choices:
            raise refuse("round.nobody_due", field="area", area=where.name)
        return tuple(
            homevisits.plan(
                work,
                "round",
                when.isoformat(),
                goes,
                household=choice.household.id,
                why=rounds.written(choice.reasons),
            )
            for choice in choices
        )


def _goer(work: Work, area: Area) -> str:
    if work.author in (area.worker, *area.others):
        return work.author
    if not area.worker:
        raise refuse("round.no_worker", field="worker", area=area.name)
    return area.worker


def _day(work: Work, day: str) -> date:
    try:
        wanted = date.fromisoformat(day.strip())
    except ValueError:
        raise refuse("homevisit.day", field="day", day=day.strip()[:20]) from None
    if wanted < work.store.today():
        raise refuse("homevisit.past", field="day", day=wanted.isoformat())
    return wanted
