"""All that the station knows of one household, read at once for the screen."""

from __future__ import annotations

import msgspec

from station_desktop.domain.neighbourhood import rounds
from station_desktop.domain.neighbourhood.households import Area, Household
from station_desktop.domain.neighbourhood.rounds import Band, Reason
from station_desktop.domain.station.accounts import Account
from station_desktop.storage import projection
from station_desktop.storage.reads import reads, reads_rounds
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import day_lists, homevisits, households
from station_desktop.usecases.visits.day_lists import Person, Stop
from station_desktop.usecases.visits.homevisits import LeftBehind
from station_desktop.usecases.work import Work


class HomeFile(msgspec.Struct, frozen=True):
    """One household with everything around it. ``left`` is what still concerns it where it moved
    away; ``staff`` gives names by account id."""

    household: Household
    area: Area | None
    worker: str
    band: Band
    days: int | None
    people: tuple[Person, ...]
    visits: tuple[Stop, ...]
    reasons: tuple[Reason, ...]
    left: LeftBehind
    staff: dict[str, str]
    goers: tuple[Account, ...]


def read(work: Work, id: str) -> HomeFile:
    """Refuses ``household.unknown``."""
    home = households.get(work, id)
    connection, day = work.store.connection, work.store.today()
    known = {area.id: area for area in reads_rounds.areas(connection)}
    area = known.get(home.area)
    people = dict(projection.load_many(connection, "resident", home.members))
    living = tuple(day_lists.persons(home.members, people, day))
    visits = reads_rounds.visits_of_household(connection, home.id, 50)
    allowed = day_lists.limits(work)
    ages = [one.age for one in living if one.age is not None]
    staff = {account.id: account.name for account in reads.accounts(connection)}
    return HomeFile(
        household=home,
        area=area,
        worker=staff.get(area.worker, "") if area is not None else "",
        band=rounds.band(home, day, allowed),
        days=rounds.days_since(home.seen_at, day) if home.seen_at else None,
        people=living,
        visits=tuple(day_lists.stops_of(work, visits, known)),
        reasons=rounds.reasons(home, ages, day, allowed),
        left=homevisits.left_behind(work, home.id) if home.moved_at else LeftBehind(),
        staff=staff,
        goers=areas.goers(work),
    )
