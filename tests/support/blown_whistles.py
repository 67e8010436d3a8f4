"""Whistles that a station of ``hall_office`` blew, as its hall hears of them."""

from __future__ import annotations

from hall_office import Window

from station_desktop.domain.whistle.whistles import Blown, DepartmentCalled, Kind, Whistle
from station_desktop.hall.journal import folding
from station_desktop.hall.whistles.acts import Chosen
from station_desktop.hall.work import Hall

DRAINS, POLICE = "排水集团", "派出所"


def blows(
    window: Window,
    id: str = "w1",
    *departments: str,
    kind: Kind = "everyday",
    case: str = "case1",
) -> Chosen:
    """A whistle that the station blew just now and that arrived at once."""
    now = window.hall.now_ms()
    number = f"{window.station[-6:]}-CS-{id.upper()}"
    blown = Blown(number, kind, case, "胡同口污水井堵塞返水", "老墙根街6号院门口", now)
    calls = [DepartmentCalled(name, now, 30) for name in departments]
    window.says(*((f"whistle:{id}", fact) for fact in (blown, *calls)))
    return Chosen(window.station, id)


def whistle(hall: Hall, chosen: Chosen) -> Whistle:
    with hall.database.reading() as connection:
        found = folding.load(connection, chosen.station, "whistle", chosen.id)
    assert isinstance(found, Whistle)
    return found
