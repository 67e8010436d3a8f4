"""Who read about whom: entries of a few kinds, found by person or by time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.neighbourhood.households import Household
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated
from station_desktop.storage.keys import seals
from station_desktop.storage.ledger import COLUMNS, entry_of

_END = "g"
"""Sorts after every hex digit, and so after every stamp."""


def stamp_of(ms: int) -> str:
    """What stamps from this moment on begin with, or sort after."""
    return f"{ms:012x}"


def noted(
    connection: Connection, subject: str, kind: str, author: str, since: int
) -> tuple[Entry, ...]:
    """What this author said of this kind about the subject since a moment (milliseconds)."""
    with translated():
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM entries INDEXED BY entries_by_subject "
            "WHERE subject = ? AND stamp >= ? AND kind = ? AND author = ?",
            (subject, stamp_of(since), kind, author),
        )
        return tuple(map(entry_of, rows))


def looks(
    connection: Connection,
    kinds: Collection[str],
    first: int,
    last: int,
    *,
    subjects: Collection[str] | None = None,
    author: str = "",
    limit: int,
) -> tuple[Entry, ...]:
    """Entries of these kinds from the moment ``first`` to before ``last`` (milliseconds), the
    latest first; about these subjects, or about all; by one author, or by anybody."""
    clauses = ["kind IN (SELECT value FROM json_each(?))"]
    values: list[object] = [json.dumps(sorted(kinds))]
    index = "entries_by_stamp"
    if subjects is not None:
        index = "entries_by_subject"
        clauses.append("subject IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(sorted(subjects)))
    if author:
        clauses.append("author = ?")
        values.append(author)
    values += [stamp_of(first), stamp_of(last) if last else _END, limit]
    with translated():
        rows = connection.execute(
            f"SELECT {COLUMNS} FROM entries INDEXED BY {index} WHERE {' AND '.join(clauses)} "
            "AND stamp >= ? AND stamp < ? ORDER BY stamp DESC LIMIT ?",
            values,
        )
        return tuple(seals.opened(connection, map(entry_of, rows)))


def homes(connection: Connection, residents: Iterable[str]) -> tuple[Household, ...]:
    """The households that these residents are members of, whoever else is."""
    with translated():
        rows = [
            row[0]
            for resident in residents
            for row in connection.execute(
                "SELECT of FROM household_members INDEXED BY household_of_resident "
                "WHERE resident = ?",
                (resident,),
            )
        ]
    found = projection.load_many(connection, "household", rows)
    return tuple(one for one in found.values() if isinstance(one, Household))
