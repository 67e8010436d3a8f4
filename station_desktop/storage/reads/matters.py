"""What a person has to judge, found by indexes: a busy station has few of them among many rows."""

from __future__ import annotations

from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.journal.asides import Seen
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.whistle.whistlevalues import Whistle
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated
from station_desktop.storage.keys import seals
from station_desktop.storage.ledger import entry_of

_COLUMNS = (
    "e.id, e.device, e.number, e.stamp, e.at, e.author, e.kind, e.subject, e.version, e.payload, "
    "e.previous, e.hash"
)
_CANDIDATES = (
    "SELECT group_concat(id, ' ') FROM residents INDEXED BY residents_by_birth "
    "WHERE joined = '' AND birth_date <> '' GROUP BY name, birth_date HAVING count(*) > 1",
    "SELECT group_concat(id, ' ') FROM residents INDEXED BY residents_by_own_number "
    "WHERE joined = '' AND id_number <> '' GROUP BY id_number HAVING count(*) > 1",
)


def in_conflict(connection: Connection, limit: int) -> tuple[Resident, ...]:
    """Residents one of whose fields has several values."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM residents INDEXED BY residents_in_conflict WHERE conflicts > 0 "
            "ORDER BY id LIMIT ?",
            (limit,),
        )
        return tuple(_resident(body) for (body,) in rows)


def with_unfit(connection: Connection, limit: int) -> tuple[Case, ...]:
    """Cases with acts that came too late, the oldest first."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM cases INDEXED BY cases_unfit WHERE unfit > 0 "
            "ORDER BY received_at, id LIMIT ?",
            (limit,),
        )
        return tuple(_case(body) for (body,) in rows)


def whistles_with_unfit(connection: Connection, limit: int) -> tuple[Whistle, ...]:
    """Whistles with acts that came too late, the oldest first."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM whistles INDEXED BY whistles_unfit WHERE unfit > 0 "
            "ORDER BY id LIMIT ?",
            (limit,),
        )
        found = (projection.decode("whistle", body) for (body,) in rows)
        return tuple(record for record in found if isinstance(record, Whistle))


def individuals_with_unfit(connection: Connection, limit: int) -> tuple[Individual, ...]:
    """Individual cases with acts that came too late, the oldest first."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM individuals INDEXED BY individuals_unfit WHERE unfit > 0 "
            "ORDER BY id LIMIT ?",
            (limit,),
        )
        found = (projection.decode("individual", body) for (body,) in rows)
        return tuple(record for record in found if isinstance(record, Individual))


def of_one_number(connection: Connection) -> tuple[tuple[Case, ...], ...]:
    """Cases that bear the same number, each time the earliest first. Void ones do not count."""
    with translated():
        rows = connection.execute(
            "SELECT body FROM cases WHERE number IN (SELECT number FROM cases "
            "INDEXED BY cases_by_number GROUP BY number HAVING count(*) > 1) "
            "ORDER BY number, received_at, id"
        )
        together: dict[str, list[Case]] = {}
        for (body,) in rows:
            case = _case(body)
            if case.state != "void":
                together.setdefault(case.number, []).append(case)
    return tuple(tuple(cases) for cases in together.values() if len(cases) > 1)


def look_alikes(connection: Connection) -> tuple[tuple[Resident, ...], ...]:
    """Residents, not joined to others, with one ID number, or with one name and birth date; each
    time by id."""
    with translated():
        groups = {
            tuple(sorted(ids.split(" ")))
            for query in _CANDIDATES
            for (ids,) in connection.execute(query)
        }
        wanted = sorted({id for group in groups for id in group})
        found = projection.load_many(connection, "resident", wanted)
    return tuple(
        tuple(person for id in group if isinstance(person := found.get(id), Resident))
        for group in sorted(groups)
    )


def aside_entries(connection: Connection) -> tuple[Entry, ...]:
    """All entries of the subjects about which a hall has set something aside."""
    with translated():
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM entries AS e WHERE e.subject IN (SELECT subject FROM entries "
            "WHERE kind IN ('aside.set', 'aside.lifted')) ORDER BY e.subject, e.stamp, e.id"
        )
        return tuple(seals.opened(connection, map(entry_of, rows)))


def seen_entries(connection: Connection) -> tuple[Entry, ...]:
    """The station's own words about entries set aside."""
    with translated():
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM entries AS e WHERE e.kind = '{Seen.kind}'"
        )
        return tuple(entry_of(row) for row in rows)


def _resident(body: bytes) -> Resident:
    record = projection.decode("resident", body)
    assert isinstance(record, Resident)
    return record


def _case(body: bytes) -> Case:
    record = projection.decode("case", body)
    assert isinstance(record, Case)
    return record
