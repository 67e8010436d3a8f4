"""The list of one day's home visits as it is carried, printed and entered: where to, who lives
there, how old, why, in walking order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.neighbourhood import rounds
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import Area, Household
from station_desktop.domain.neighbourhood.rounds import Limits, Reason
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text import addresses
from station_desktop.storage import projection
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.neighbourhood import homes
from station_desktop.usecases.neighbourhood.forming import age_of
from station_desktop.usecases.work import Work


class Person(msgspec.Struct, frozen=True):
    """Somebody who lives there. ``age`` is ``None`` where the birth date is not known."""

    id: str
    name: str
    age: int | None
    phone: str
    phone_note: str


class Stop(msgspec.Struct, frozen=True):
    """One visit with all that is needed at the door. ``case`` is the number of the case it is
    about, ``matter`` what that is; ``why`` are words of the planner's own where there are any."""

    visit: HomeVisit
    address: str
    people: tuple[Person, ...] = ()
    household: Household | None = None
    area: str = ""
    case: str = ""
    matter: str = ""
    reasons: tuple[Reason, ...] = ()
    why: str = ""


class DayList(msgspec.Struct, frozen=True):
    """One worker's day. ``left`` are visits of earlier days that nobody entered."""

    worker: str
    day: str
    stops: tuple[Stop, ...]
    left: tuple[Stop, ...] = ()


def day_list(work: Work, worker: str, day: str) -> DayList:
    """Everything planned for the worker (account id) on that ISO day but what was cancelled:
    what has an hour by its hour, then the rest in walking order."""
    work.require("household.read")
    connection = work.store.connection
    of_day = [
        visit
        for visit in reads_rounds.visits_of_day(connection, day, worker)
        if visit.state != "cancelled"
    ]
    left = reads_rounds.visits_left(connection, day, worker)
    return DayList(worker, day, in_order(work, of_day), in_order(work, left))


def in_order(work: Work, visits: Sequence[HomeVisit]) -> tuple[Stop, ...]:
    """The visits with what is needed, in the order one makes them."""
    areas = {area.id: area for area in reads_rounds.areas(work.store.connection)}
    stops = stops_of(work, visits, areas)
    return tuple(sorted(stops, key=lambda stop: _order(stop, areas)))


def _order(stop: Stop, areas: dict[str, Area]) -> tuple[object, ...]:
    visit, home = stop.visit, stop.household
    hour = visit.time or "99:99"
    if home is None or visit.address:
        return visit.day, hour, 1, (addresses.order(stop.address), visit.id)
    area = areas.get(home.area)
    walk = rounds.walk(home, area.buildings if area is not None else ())
    return visit.day, hour, 0, (area.code if area is not None else "", home.area, *walk)


def stops_of(work: Work, visits: Sequence[HomeVisit], areas: dict[str, Area]) -> list[Stop]:
    """Households, people and cases are each read in one question."""
    connection = work.store.connection
    houses = projection.load_many(
        connection, "household", {visit.household for visit in visits if visit.household}
    )
    ids = {visit.resident for visit in visits if visit.resident}
    ids |= {id for home in houses.values() if isinstance(home, Household) for id in home.members}
    people = projection.load_many(connection, "resident", ids)
    cases = projection.load_many(connection, "case", {visit.case for visit in visits if visit.case})
    day = work.store.today()
    found = []
    for visit in visits:
        home = houses.get(visit.household)
        home = home if isinstance(home, Household) else None
        case = cases.get(visit.case)
        living = home.members if home is not None and not visit.resident else (visit.resident,)
        reasons = rounds.read(visit.why)
        found.append(
            Stop(
                visit=visit,
                address=homes.place_of(visit, home),
                people=tuple(persons(living, people, day)),
                household=home,
                area=areas[home.area].name if home is not None and home.area in areas else "",
                case=case.number if isinstance(case, Case) else "",
                matter=case.title if isinstance(case, Case) else "",
                reasons=reasons,
                why="" if reasons else visit.why,
            )
        )
    return found


def persons(ids: Iterable[str], found: Mapping[str, object], day: date) -> Iterable[Person]:
    """Those of the ids that are residents, the oldest first."""
    known = [
        one
        for id in ids
        if isinstance(one := found.get(id), Resident) and not (one.erased_at and not one.name)
    ]
    known.sort(key=lambda one: (one.birth_date or "9999", one.id))
    for one in known:
        yield Person(one.id, one.name, age_of(one, day), one.phone, one.phone_note)


def limits(work: Work) -> Limits:
    """Within how many days a household is to be seen, as the station set it."""
    settings = work.store.settings()
    return Limits(settings.round_days, settings.round_attention_days)


def why_words(reasons: Iterable[Reason], language: str) -> str:
    """The reasons in the reader's language, on one line."""
    said = (phrases.say(f"round.{reason.code}", language, **reason.params) for reason in reasons)
    return phrases.say("round.joint", language).join(said)
