"""Which grid area something concerns: by the place named, or by where the resident lives."""

from __future__ import annotations

from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text import addresses
from station_desktop.storage.reads import reads, reads_rounds
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.work import Work


def place_or_home(work: Work, place: str, resident: Resident | None) -> str:
    """The id of the area whose building or courtyard ``place`` names; else of the area where the
    resident's household is; empty where neither is known."""
    return _of_place(work, place) or (_of_resident(work, resident) if resident else "")


def _of_place(work: Work, place: str) -> str:
    """The area of the address; else of the building that the words name, the longest of several:
    三庙街1号院东门旁边的井盖."""
    said = addresses.plain(place)
    if not said:
        return ""
    found = areas.area_of(work)(place)
    if found:
        return found
    named = [
        (len(name), area.id)
        for area in areas.listed(work)
        for building in area.buildings
        if (name := addresses.plain(building)) and _names(said, name)
    ]
    return max(named, key=lambda one: one[0])[1] if named else ""


def _names(said: str, building: str) -> bool:
    """Whether the building stands in what was said, and not as part of a larger number."""
    at = said.find(building)
    return at >= 0 and not (building[0].isdigit() and said[at - 1 : at].isdigit())


def _of_resident(work: Work, resident: Resident) -> str:
    connection = work.store.connection
    people = reads.registrations_of(connection, resident.id)
    found = reads_rounds.household_of(connection, people)
    return found.area if found is not None and not found.moved_at else ""
