"""What home visits, rounds and appointments all look up: a household, whose it is, a visit."""

from __future__ import annotations

from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import Household
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.storage.reads import reads, reads_rounds
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


def household(work: Work, id: str) -> Household:
    """The household with this id."""
    work.require("household.read")
    record = work.store.ledger.record("household", id.strip())
    if not isinstance(record, Household):
        raise refuse("household.unknown", field="household")
    return record


def of_resident(work: Work, resident: str) -> Household | None:
    """The household of this person, under whichever registration; one that lives here still before
    one that moved away."""
    work.require("household.read")
    return reads_rounds.household_of(work.store.connection, registrations(work, resident))


def registrations(work: Work, resident: str) -> tuple[str, ...]:
    """All ids under which this person is registered, whichever of them is named."""
    record = work.store.ledger.record("resident", resident)
    first = residents.root(work, record).id if isinstance(record, Resident) else resident
    return reads.registrations_of(work.store.connection, first)


def resident(work: Work, id: str) -> Resident:
    """The resident with this id."""
    record = work.store.ledger.record("resident", id.strip())
    if not isinstance(record, Resident):
        raise refuse("resident.unknown", field="resident")
    return record


def visit(work: Work, id: str) -> HomeVisit:
    """The home visit with this id."""
    work.require("household.read")
    record = work.store.ledger.record("homevisit", id.strip())
    if not isinstance(record, HomeVisit):
        raise refuse("homevisit.unknown", field="visit")
    return record


def living(home: Household | None) -> Household | None:
    """The household, if it did not move away."""
    return home if home is not None and not home.moved_at else None


def home_of(work: Work, visit: HomeVisit) -> Household | None:
    """The household that the visit goes to, where it is one: the one named, or that of the
    resident if it is at their door."""
    if visit.household:
        return household(work, visit.household)
    found = of_resident(work, visit.resident) if visit.resident else None
    return found if found is not None and found.address == visit.address else None


def place_of(visit: HomeVisit, home: Household | None) -> str:
    """Where one goes, as words."""
    return visit.address or (home.address if home is not None else "")
