"""What the hall's staff did: who, when, what, on what. No personal data stands here: a case by its
number, a person by an id, never a name, a number or a word of what was written."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from station_desktop.hall.store.office_tables import audit as lines
from station_desktop.hall.work import Hall, Officer

PAGE = 100


class Act(msgspec.Struct, frozen=True):
    """One line: ``what`` is a code (``case.approved``, phrase ``hall.did.<what>``), ``on`` what it
    was done to, ``detail`` what else is worth knowing, as plain values."""

    number: int
    at: int
    by: str
    login: str
    what: str
    on: str
    detail: dict[str, Any]


def note(
    connection: Connection, hall: Hall, who: Officer, what: str, on: str = "", **detail: Any
) -> None:
    """Add a line, in the transaction of the act itself."""
    connection.execute(
        insert(lines).values(
            at=hall.now_ms(),
            by=who.id,
            login=who.login,
            what=what,
            subject=on,
            detail=msgspec.json.encode(detail).decode(),
        )
    )


def page(hall: Hall, officer: Officer, before: int = 0, limit: int = PAGE) -> tuple[Act, ...]:
    """The latest lines first; those before line ``before`` where it is given."""
    officer.require("hall.users")
    column = lines.c
    query = select(lines).order_by(column.number.desc()).limit(limit)
    if before:
        query = query.where(column.number < before)
    with hall.database.begin() as connection:
        return tuple(
            Act(
                number=row.number,
                at=row.at,
                by=row.by,
                login=row.login,
                what=row.what,
                on=row.subject,
                detail=msgspec.json.decode(row.detail),
            )
            for row in connection.execute(query)
        )
