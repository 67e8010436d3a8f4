"""Questions to the store that more than one room asks: functions from a connection to frozen
rows, never a whole table, paged by key."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeVar

import msgspec

from station_desktop.domain import namespelling, residentkeys
from station_desktop.domain.accounts import Account
from station_desktop.domain.cases import Case
from station_desktop.domain.documents import Document
from station_desktop.domain.pinyin import Readings
from station_desktop.domain.residents import Resident
from station_desktop.domain.station import AdoptedPack, Visit
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

_Record = TypeVar("_Record")

_LAST = "\U0010ffff"
"""Sorts after every key that begins with the same text."""
_SET_BESIDE = 4_000
"""How many keys of each word of a query are set beside those of its other words."""
_LOOKED_THROUGH = 200
"""How many residents are looked at for the words that fit more than that."""
_SPELLED = 400
"""How many names are read beside a text typed partly in pinyin."""


def find_residents(
    connection: Connection, readings: Readings, query: str, limit: int = 20
) -> tuple[Resident, ...]:
    """Residents who match every word of ``query`` (see ``domain.residentkeys``); where nobody
    does, those who match it as one word: John Smith, zhang xiao ming, 110102 1949 1231 002X.

    Words are set beside each other in the index alone. Only a word that fits thousands (a common
    surname) is looked for in the residents whom the rarest word finds.
    """
    terms = residentkeys.terms(query)
    with translated():
        found = _with_all(connection, readings, terms, limit)
        if not found and len(terms) > 1:
            found = _with_all(connection, readings, ("".join(terms),), limit)
    return tuple(found)


def _with_all(
    connection: Connection, readings: Readings, terms: tuple[str, ...], limit: int
) -> list[Resident]:
    if not terms:
        return []
    if len(terms) == 1:
        rows = _rows_with(connection, terms[0], limit)
        rows = rows or _spelled(connection, readings, terms[0], limit)
        return [_resident_at(connection, row) for row in rows]
    rows, unsure = _rows_with_all(connection, readings, terms)
    found: list[Resident] = []
    for row in rows[:_LOOKED_THROUGH]:
        resident = _resident_at(connection, row)
        if residentkeys.match(resident, unsure, readings):
            found.append(resident)
            if len(found) == limit:
                break
    return found


def _rows_with_all(
    connection: Connection, readings: Readings, terms: tuple[str, ...]
) -> tuple[list[int], tuple[str, ...]]:
    """Residents who may match all terms, in the order of the rarest one's keys; and the terms
    that are still to be looked for in each of them, because they fit too many to be listed."""
    listed = {
        term: _keyed(connection, term, _SET_BESIDE)
        or _spelled(connection, readings, term, _SPELLED)
        for term in terms
    }
    unsure = tuple(term for term, rows in listed.items() if len(rows) == _SET_BESIDE)
    sure = sorted((rows for term, rows in listed.items() if term not in unsure), key=len)
    if not sure:
        leading = max(terms, key=len)
        return list(dict.fromkeys(listed[leading])), tuple(t for t in terms if t != leading)
    others = [frozenset(rows) for rows in sure[1:]]
    rows = [row for row in dict.fromkeys(sure[0]) if all(row in other for other in others)]
    return rows, unsure


def _spelled(connection: Connection, readings: Readings, term: str, limit: int) -> list[int]:
    """At most ``limit`` residents whose name or given name is typed as ``term`` in a mixture of
    characters, pinyin and first letters (see ``domain.namespelling``)."""
    rows: dict[int, None] = {}
    for initials in namespelling.initials(term, readings):
        rows |= dict.fromkeys(_keyed(connection, initials, _SPELLED - len(rows)))
        if len(rows) >= _SPELLED:
            break
    names = connection.execute(
        "SELECT r.row, r.name FROM json_each(?) AS wanted CROSS JOIN residents AS r "
        "ON r.row = wanted.value",
        (json.dumps(list(rows)),),
    )
    fitting = (row for row, name in names if residentkeys.spelled(name, term, readings))
    return list(islice(fitting, limit))


def _rows_with(connection: Connection, term: str, limit: int) -> list[int]:
    """Residents with a key that begins with ``term``; the closest keys first."""
    return list(dict.fromkeys(_keyed(connection, term, limit * 3)))[:limit]


def _keyed(connection: Connection, term: str, limit: int) -> list[int]:
    """The first ``limit`` keys that begin with ``term``: whose they are, the same more than once
    if it is."""
    rows = connection.execute(
        "SELECT row FROM resident_keys WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
        (term, term + _LAST, limit),
    )
    return [row for (row,) in rows]


def _resident_at(connection: Connection, row: int) -> Resident:
    (body,) = connection.execute("SELECT body FROM residents WHERE row = ?", (row,)).fetchone()
    return _as(Resident, "resident", body)


def resident_by_number(connection: Connection, id_number: str) -> Resident | None:
    """The resident with exactly this normalised ID number."""
    if not id_number:
        return None
    return _one(connection, Resident, "resident", "id_number = ?", id_number)


def residents_by_number(connection: Connection, id_numbers: Iterable[str]) -> dict[str, Resident]:
    """The residents with these normalised ID numbers, by number; one question for them all."""
    wanted = json.dumps([number for number in id_numbers if number])
    with translated():
        rows = connection.execute(
            "SELECT body FROM residents "
            "WHERE id_number IN (SELECT value FROM json_each(?)) ORDER BY row DESC",
            (wanted,),
        )
        found = (_as(Resident, "resident", row[0]) for row in rows)
        return {resident.id_number: resident for resident in found}


def possible_twins(connection: Connection, new: Resident) -> tuple[Resident, ...]:
    """Residents worth comparing with ``new`` before it is created: the same name, the same birth
    date within the number, or the same phone."""
    keys = [residentkeys.folded(new.name)]
    if len(new.id_number) == 18:
        keys += [new.id_number[:14], new.id_number[6:]]
        keys = [key.lower() for key in keys]
    if new.phone:
        keys.append(residentkeys.folded(new.phone))
    with translated():
        rows = dict.fromkeys(row for key in keys for row in _rows_with(connection, key, 40))
        return tuple(_resident_at(connection, row) for row in rows)


def case_by_number(connection: Connection, number: str) -> Case | None:
    """The case with this number as printed."""
    return _one(connection, Case, "case", "number = ?", number)


def cases_of(connection: Connection, resident: str, limit: int = 50) -> tuple[Case, ...]:
    """The resident's cases, the latest first."""
    return _many(
        connection,
        Case,
        "case",
        "resident = ? ORDER BY received_at DESC, row DESC",
        resident,
        limit,
    )


def visits_of(connection: Connection, resident: str, limit: int = 5) -> tuple[Visit, ...]:
    """The resident's last visits, the latest first."""
    return _many(connection, Visit, "visit", "resident = ? ORDER BY at DESC", resident, limit)


def documents_of(connection: Connection, holder: str) -> tuple[Document, ...]:
    """Everything on file that this person has shown, the latest first."""
    return _many(
        connection, Document, "document", "holder = ? ORDER BY seen_on DESC, row DESC", holder, 500
    )


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
    return _one(connection, Account, "account", "login = ?", login.strip().casefold())


def accounts(connection: Connection) -> tuple[Account, ...]:
    """All staff accounts by login."""
    return _many(connection, Account, "account", "id <> ? ORDER BY login", "", 1000)


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
