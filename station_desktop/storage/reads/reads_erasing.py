"""All that is kept about one person, found by indexes; who is to be erased, and who was."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from station_desktop.domain.journal.erasures import Destroyed
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.neighbourhood.households import Household
from station_desktop.domain.person.residents import Resident
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated
from station_desktop.storage.keys import seals
from station_desktop.storage.ledger import COLUMNS, entry_of
from station_desktop.storage.places import ASKED as ASKED
from station_desktop.storage.places import ERASED as ERASED

_OF_PERSON = {
    "case": "cases INDEXED BY cases_by_resident WHERE resident = ?",
    "document": "documents INDEXED BY documents_by_holder WHERE holder = ?",
    "visit": "visits INDEXED BY visits_by_resident WHERE resident = ?",
    "demand": "demands INDEXED BY demands_by_resident WHERE resident = ?",
    "individual": "individuals INDEXED BY individuals_of_resident WHERE resident = ?",
    "booking": "bookings INDEXED BY bookings_of_resident WHERE resident = ? AND resident <> ''",
    "homevisit": "homevisits INDEXED BY homevisits_of_resident "
    "WHERE resident = ? AND resident <> ''",
}
_OF_CASE = {
    "whistle": "whistles INDEXED BY whistles_of_case WHERE case_id = ?",
    "homevisit": "homevisits INDEXED BY homevisits_of_case WHERE case_id = ? AND case_id <> ''",
}


def registrations(connection: Connection, resident: Resident) -> tuple[str, ...]:
    """The ids of all registrations of this person, the earliest first."""
    first = resident.joined_into or resident.id
    with translated():
        rows = connection.execute(
            "SELECT id FROM residents INDEXED BY residents_joined "
            "WHERE joined = ? AND joined <> ''",
            (first,),
        )
        return tuple(sorted({first, resident.id, *(row[0] for row in rows)}))


def subjects_of(connection: Connection, residents: Collection[str]) -> tuple[str, ...]:
    """Everything that is kept about the person of these registrations, themselves first."""
    found = dict.fromkeys(f"resident:{id}" for id in residents)
    with translated():
        for id in residents:
            for noun, of in _OF_PERSON.items():
                found |= dict.fromkeys(_ids(connection, noun, of, id))
            found |= dict.fromkeys(_alone_in(connection, id, residents))
        cases = [subject.partition(":")[2] for subject in found if subject.startswith("case:")]
        for case in cases:
            found |= dict.fromkeys(of_case(connection, case))
        return tuple(found)


def of_case(connection: Connection, case: str) -> tuple[str, ...]:
    """What is kept about a case beside the case itself: its whistles, the visits to it, the demand
    that it came from."""
    with translated():
        found = [s for noun, of in _OF_CASE.items() for s in _ids(connection, noun, of, case)]
        demand = getattr(projection.load(connection, "case", case), "demand", "")
    return (*found, *([f"demand:{demand}"] if demand else ()))


def _ids(connection: Connection, noun: str, of: str, id: str) -> list[str]:
    rows = connection.execute(f"SELECT id FROM {of}", (id,))
    return sorted(f"{noun}:{row[0]}" for row in rows)


def _alone_in(connection: Connection, resident: str, person: Collection[str]) -> list[str]:
    """Households of which this person is the only member who is not erased: what is noted about
    them is about nobody else."""
    rows = connection.execute(
        "SELECT of FROM household_members INDEXED BY household_of_resident WHERE resident = ?",
        (resident,),
    ).fetchall()
    homes = projection.load_many(connection, "household", [row[0] for row in rows])
    alone = []
    for home in homes.values():
        assert isinstance(home, Household)
        others = projection.load_many(connection, "resident", set(home.members) - set(person))
        if all(isinstance(other, Resident) and other.erased_at for other in others.values()):
            alone.append(f"household:{home.id}")
    return sorted(alone)


def standing(connection: Connection, subjects: Iterable[str]) -> tuple[str, ...]:
    """Those of these subjects that are not erased."""
    given = list(subjects)
    with translated():
        gone = seals.known(connection, given).erased
    return tuple(subject for subject in given if subject not in gone)


def seal_ids(connection: Connection, subjects: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the keys of these subjects."""
    with translated():
        held = seals.known(connection, subjects).secrets
    return {subject: tuple(sorted(keys)) for subject, keys in held.items()}


def residents(connection: Connection, erasing: str) -> tuple[Resident, ...]:
    """People whose erasure is asked for (:data:`ASKED`) or done (:data:`ERASED`)."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM residents INDEXED BY residents_erasing "
            "WHERE erasing = ? AND erasing <> '' ORDER BY id",
            (erasing,),
        )
        found = [projection.decode("resident", body) for (body,) in rows]
    return tuple(one for one in found if isinstance(one, Resident))


def destroyed(connection: Connection, subjects: Collection[str]) -> tuple[Entry, ...]:
    """The entries by which these subjects were erased, oldest first."""
    with translated():
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM entries INDEXED BY entries_destroyed "
            f"WHERE kind = '{Destroyed.kind}' "
            "AND subject IN (SELECT value FROM json_each(?)) ORDER BY stamp, id",
            (json.dumps(list(subjects)),),
        )
        return tuple(map(entry_of, rows))
