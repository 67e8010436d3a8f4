"""Signing in to the hall's pages, and the sessions that follow.

Every attempt is counted before the password is looked at, so that a hundred at once are no more
than a hundred one after the other; the count is kept for a login whether or not it exists, and the
answer and its time are the same. A session is a random token that only the browser holds: the
database has its SHA-256.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from station_desktop.domain.problem import refuse
from station_desktop.hall import audit
from station_desktop.hall.accounts.passwords import Passwords
from station_desktop.hall.roles import ROLES
from station_desktop.hall.store.office_tables import sign_ins
from station_desktop.hall.store.once import add_once
from station_desktop.hall.store.tables import sessions, users
from station_desktop.hall.work import Hall, Officer

FAILURES = 5
LOCKED_MS = 15 * 60_000
IDLE_MS = 30 * 60_000
LONGEST_MS = 12 * 3_600_000
_NOTED_MS = 60_000
"""How often a session in use is noted as such: not at every request."""
_TOKEN_BYTES = 32


class SignedIn(msgspec.Struct, frozen=True):
    """Who came in, and the token that says so from now on."""

    token: str
    officer: Officer


def sign_in(hall: Hall, login: str, password: str, hashes: Passwords | None = None) -> SignedIn:
    """Let somebody in. Refuses ``hall.sign_in_wrong``, or ``hall.locked_out`` after
    :data:`FAILURES` wrong passwords in a row."""
    officer = check(hall, login, password, hashes)
    with hall.database.begin() as connection:
        token = _begin(connection, hall, officer)
        audit.note(connection, hall, officer, "user.signed_in")
    return SignedIn(token, officer)


def check(hall: Hall, login: str, password: str, hashes: Passwords | None = None) -> Officer:
    """Whose login and password these are; refuses as :func:`sign_in` does, and begins no
    session."""
    hashes = hashes or Passwords()
    login = login.strip().casefold()[:80]
    with hall.database.begin() as connection:
        locked = _count(connection, login, hall.now_ms())
        row = connection.execute(select(users).where(users.c.login == login)).first()
    if locked:
        raise refuse("hall.locked_out", minutes=LOCKED_MS // 60_000)
    matches = hashes.match("" if row is None else row.password, password)
    if row is None or not matches or row.closed:
        raise refuse("hall.sign_in_wrong")
    renewed = hashes.hash(password) if hashes.outdated(row.password) else row.password
    with hall.database.begin() as connection:
        connection.execute(delete(sign_ins).where(sign_ins.c.login == _key(login)))
        if renewed != row.password:
            chosen = users.c.id == row.id
            connection.execute(update(users).where(chosen).values(password=renewed))
    return _officer(row)


def session(hall: Hall, token: str) -> Officer | None:
    """Who this token lets in now; ``None`` when it is unknown, idle for half an hour, twelve hours
    old, or its account was shut out."""
    held, now = sessions.c, hall.now_ms()
    with hall.database.begin() as connection:
        row = connection.execute(
            select(users, held.seen_at, held.expires_at)
            .join(sessions, held.user == users.c.id)
            .where(held.token_hash == _digest(token))
        ).first()
        if row is None or row.closed:
            return None
        if now - row.seen_at > IDLE_MS or now > row.expires_at:
            connection.execute(delete(sessions).where(held.token_hash == _digest(token)))
            return None
        if now - row.seen_at > _NOTED_MS:
            chosen = held.token_hash == _digest(token)
            connection.execute(update(sessions).where(chosen).values(seen_at=now))
    return _officer(row)


def sign_out(hall: Hall, token: str) -> None:
    """End one session; one that has ended already is no fault."""
    with hall.database.begin() as connection:
        connection.execute(delete(sessions).where(sessions.c.token_hash == _digest(token)))


def _count(connection: Connection, login: str, now: int) -> bool:
    """Count this attempt; whether the login is locked out. The rows of others whose time is over
    are swept away on the occasion."""
    tried, key = sign_ins, _key(login)
    connection.execute(delete(tried).where(tried.c.at < now - LOCKED_MS))
    if add_once(connection, tried, login=key, failures=1, at=now):
        return False
    counted = connection.execute(
        update(tried)
        .where(tried.c.login == key, tried.c.failures < FAILURES)
        .values(failures=tried.c.failures + 1, at=now)
    )
    return not counted.rowcount


def _begin(connection: Connection, hall: Hall, officer: Officer) -> str:
    now, held = hall.now_ms(), sessions.c
    over = (held.seen_at < now - IDLE_MS) | (held.expires_at < now)
    connection.execute(delete(sessions).where(over))
    token = urlsafe_b64encode(hall.chance.bytes(_TOKEN_BYTES)).decode().rstrip("=")
    connection.execute(
        insert(sessions).values(
            token_hash=_digest(token),
            user=officer.id,
            made_at=now,
            seen_at=now,
            expires_at=now + LONGEST_MS,
        )
    )
    return token


def _officer(row: Row[Any]) -> Officer:
    held = row.roles.split()
    return Officer(row.id, row.login, row.name, tuple(role for role in ROLES if role in held))


def _key(login: str) -> str:
    """Logins as typed may be passwords typed into the wrong field: they are not written down."""
    return _digest(f"login {login}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
