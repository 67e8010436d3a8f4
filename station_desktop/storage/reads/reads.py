"""Questions to the store that more than one room asks: functions from a connection to frozen
rows, never a whole table, paged by key."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.person.documents import Document
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.devices import Device
from station_desktop.domain.station.station import AdoptedPack, Visit
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated
from station_desktop.storage.reads.finding import find_residents as find_residents
from station_desktop.storage.reads.finding import possible_twins as possible_twins

_Record = TypeVar("_Record")

_LAST = "\U0010ffff"
"""Sorts after every key that begins with the same text."""


def resident_by_number(connection: Connection, id_number: str) -> Resident | None:
    """The resident with exactly this normalised ID number."""
    if not id_number:
        return None
    return _one(connection, Resident, "resident", "id_number = ? AND joined = ''", id_number)


def residents_by_number(connection: Connection, id_numbers: Iterable[str]) -> dict[str, Resident]:
    """The residents with these normalised ID numbers, by number; one question for them all."""
    wanted = json.dumps([number for number in id_numbers if number])
    with translated():
        rows = connection.execute(
            "SELECT body FROM residents "
            "WHERE id_number IN (SELECT value FROM json_each(?)) AND joined = '' "
            "ORDER BY row DESC",
            (wanted,),
        )
        found = (_as(Resident, "resident", row[0]) for row in rows)
        return {resident.id_number: resident for resident in found}


def case_by_number(connection: Connection, number: str) -> Case | None:
    """The case with this number as printed; the oldest, as long as several bear it."""
    return _one(connection, Case, "case", "number = ? ORDER BY id", number)


def count_cases(connection: Connection) -> int:
    """How many cases there are."""
    with translated():
        return int(connection.execute("SELECT count(*) FROM cases").fetchone()[0])


def registrations_of(connection: Connection, resident: str) -> tuple[str, ...]:
    """The ids under which this person is registered: this one, and those joined into it."""
    with translated():
        rows = connection.execute(
            "WITH RECURSIVE same (id) AS (VALUES (?) UNION "
            "SELECT r.id FROM same JOIN residents AS r ON r.joined = same.id AND r.joined <> '') "
            "SELECT id FROM same",
            (resident,),
        )
        return tuple(row[0] for row in rows)


def cases_of(connection: Connection, resident: str, limit: int = 50) -> tuple[Case, ...]:
    """The resident's cases, the latest first."""
    return _of_person(
        connection, Case, "case", "resident", resident, "received_at DESC, row DESC", limit
    )


def visits_of(connection: Connection, resident: str, limit: int = 5) -> tuple[Visit, ...]:
    """The resident's last visits, the latest first."""
    return _of_person(connection, Visit, "visit", "resident", resident, "at DESC", limit)


def documents_of(connection: Connection, holder: str) -> tuple[Document, ...]:
    """Everything on file that this person has shown, the latest first."""
    return _of_person(
        connection, Document, "document", "holder", holder, "seen_on DESC, row DESC", 500
    )


def _of_person(
    connection: Connection,
    kind: type[_Record],
    noun: str,
    column: str,
    resident: str,
    order: str,
    limit: int,
) -> tuple[_Record, ...]:
    """Records about a person under any of their registrations."""
    ids = registrations_of(connection, resident)
    wanted = "?" if len(ids) == 1 else "(SELECT value FROM json_each(?))"
    clause = f"{column} {'=' if len(ids) == 1 else 'IN'} {wanted} ORDER BY {order}"
    given = resident if len(ids) == 1 else json.dumps(ids)
    return _many(connection, kind, noun, clause, given, limit)


def last_serial(connection: Connection, prefix: str) -> str | None:
    """The greatest case number that begins with ``prefix``."""
    with translated():
        row = connection.execute(
            "SELECT number FROM cases WHERE number >= ? AND number < ? "
            "ORDER BY number DESC LIMIT 1",
            (prefix, prefix + _LAST),
        ).fetchone()
    return None if row is None else str(row[0])


def account_by_login(connection: Connection, login: str) -> Account | None:
    """The account that this login leads to: the oldest, where windows founded apart brought
    several."""
    return _one(connection, Account, "account", "login = ? ORDER BY id", login.strip().casefold())


def accounts(connection: Connection) -> tuple[Account, ...]:
    """All staff accounts by login."""
    return _many(connection, Account, "account", "id <> ? ORDER BY login, id", "", 1000)


def devices(connection: Connection) -> tuple[Device, ...]:
    """All devices that the hall ever let in, by id."""
    return _many(connection, Device, "device", "id <> ? ORDER BY id", "", 1000)


def packs(connection: Connection) -> tuple[AdoptedPack, ...]:
    """All catalogues ever adopted, the one in force first."""
    return _many(connection, AdoptedPack, "pack", "id <> ? ORDER BY adopted_at DESC", "", 1000)


class QueueFilter(msgspec.Struct, frozen=True):
    """What the queue shows. Empty means no restriction; ``states`` are any of."""

    states: tuple[str, ...] = ()
    item: str = ""
    category: str = ""
    received_by: str = ""
    resident: str = ""


class QueuePage(msgspec.Struct, frozen=True):
    """One page of cases; ``after`` is where the next one begins, ``None`` at the end."""

    cases: tuple[Case, ...]
    after: tuple[Any, int] | None


def queue(
    connection: Connection,
    where: QueueFilter,
    *,
    order: str = "due",
    descending: bool = False,
    after: tuple[Any, int] | None = None,
    limit: int = 50,
) -> QueuePage:
    """One page of the queue in ``order`` (``due`` or ``received_at``), paged by key: the
    thousandth page costs what the first does."""
    if order not in ("due", "received_at"):
        raise ValueError(order)
    clauses, values = _conditions(where)
    if after is not None:
        clauses.append(f"({order}, row) {'<' if descending else '>'} (?, ?)")
        values.extend(after)
    way = "DESC" if descending else "ASC"
    with translated():
        rows = connection.execute(
            f"SELECT {order}, row, body FROM cases "
            f"{'WHERE ' + ' AND '.join(clauses) if clauses else ''} "
            f"ORDER BY {order} {way}, row {way} LIMIT ?",
            (*values, limit + 1),
        ).fetchall()
    page = rows[:limit]
    last = (page[-1][0], page[-1][1]) if len(rows) > limit else None
    return QueuePage(tuple(_as(Case, "case", row[2]) for row in page), last)


def _conditions(where: QueueFilter) -> tuple[list[str], list[Any]]:
    clauses: list[str] = []
    values: list[Any] = []
    if where.states:
        clauses.append(f"state IN ({', '.join('?' * len(where.states))})")
        values.extend(where.states)
    for column in ("item", "category", "received_by", "resident"):
        wanted = getattr(where, column)
        if wanted:
            clauses.append(f"{column} = ?")
            values.append(wanted)
    return clauses, values


def _one(
    connection: Connection, kind: type[_Record], noun: str, clause: str, value: Any
) -> _Record | None:
    found = _many(connection, kind, noun, clause, value, 1)
    return found[0] if found else None


def _many(
    connection: Connection, kind: type[_Record], noun: str, clause: str, value: Any, limit: int
) -> tuple[_Record, ...]:
    table = projection.PLACES[noun].table
    with translated():
        rows = connection.execute(
            f"SELECT body FROM {table} WHERE {clause} LIMIT ?", (value, limit)
        )
        return tuple(_as(kind, noun, row[0]) for row in rows)


def _as(kind: type[_Record], noun: str, body: bytes) -> _Record:
    record = projection.decode(noun, body)
    if not isinstance(record, kind):
        raise TypeError(noun)
    return record
