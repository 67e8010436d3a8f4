"""Keys by which outside systems hand in demands and fetch replies, and nothing else.

A key is shown once; the database has its SHA-256. It may be bound to one source, so that one
system cannot speak, or read, for another.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from station_desktop.domain.problem import refuse
from station_desktop.domain.text import statements
from station_desktop.hall import audit
from station_desktop.hall.store.office_tables import tokens
from station_desktop.hall.work import Hall, Officer

PREFIX = "shd_"
_SECRET_BYTES = 32
_NOTED_MS = 60_000
_LONGEST_NAME = 60
_LONGEST_SOURCE = 40


class Token(msgspec.Struct, frozen=True):
    """One key; moments in milliseconds, 0 for never. ``source`` empty is any source."""

    id: str
    name: str
    source: str
    made_at: int
    used_at: int
    ended_at: int


class Outside(msgspec.Struct, frozen=True):
    """An outside system at work: ``officer`` acts for it (demands only), ``source`` is the one
    that it may speak for, empty for any."""

    officer: Officer
    source: str


def make(hall: Hall, officer: Officer, name: str, source: str = "") -> tuple[Token, str]:
    """A new key and its text, which is shown this once."""
    officer.require("hall.users")
    name, source = statements.tidy(name), statements.tidy(source)
    if not name or statements.fault(name, "name", _LONGEST_NAME):
        raise refuse("token.name", field="name", limit=_LONGEST_NAME)
    if source and statements.fault(source, "source", _LONGEST_SOURCE):
        raise refuse("token.source", field="source", limit=_LONGEST_SOURCE)
    text = PREFIX + urlsafe_b64encode(hall.chance.bytes(_SECRET_BYTES)).decode().rstrip("=")
    made = Token(hall.new_id(), name, source, hall.now_ms(), 0, 0)
    with hall.database.begin() as connection:
        connection.execute(
            insert(tokens).values(
                id=made.id,
                secret=_digest(text),
                name=name,
                source=source,
                made_at=made.made_at,
            )
        )
        audit.note(connection, hall, officer, "token.made", made.id)
    return made, text


def all_tokens(hall: Hall, officer: Officer) -> tuple[Token, ...]:
    """All keys, the oldest first."""
    officer.require("hall.users")
    with hall.database.reading() as connection:
        rows = connection.execute(select(tokens).order_by(tokens.c.id))
        return tuple(_token(row) for row in rows)


def end(hall: Hall, officer: Officer, id: str) -> Token:
    """Accept this key no more, at once."""
    officer.require("hall.users")
    with hall.database.begin() as connection:
        row = connection.execute(select(tokens).where(tokens.c.id == id)).first()
        if row is None:
            raise refuse("token.unknown", field="id")
        ended_at = row.ended_at or hall.now_ms()
        connection.execute(update(tokens).where(tokens.c.id == id).values(ended_at=ended_at))
        audit.note(connection, hall, officer, "token.ended", id)
    return msgspec.structs.replace(_token(row), ended_at=ended_at)


def outside(hall: Hall, text: str) -> Outside | None:
    """Who holds this key; ``None`` for one that is unknown or was ended."""
    with hall.database.reading() as connection:
        row = connection.execute(select(tokens).where(tokens.c.secret == _digest(text))).first()
    if row is None or row.ended_at:
        return None
    if hall.now_ms() - row.used_at > _NOTED_MS:
        with hall.database.begin() as connection:
            used = update(tokens).where(tokens.c.id == row.id).values(used_at=hall.now_ms())
            connection.execute(used)
    return Outside(
        Officer(f"token:{row.id}", f"token:{row.id}", row.name, ("outside",)), row.source
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _token(row: Row[Any]) -> Token:
    return Token(row.id, row.name, row.source, row.made_at, row.used_at, row.ended_at)
