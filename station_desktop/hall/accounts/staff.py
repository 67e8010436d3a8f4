"""The hall's staff accounts: made, given roles, new passwords, shut out and let in again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from station_desktop.domain.problem import refuse
from station_desktop.domain.text import statements
from station_desktop.hall import audit
from station_desktop.hall.accounts import passwords
from station_desktop.hall.accounts.passwords import Passwords
from station_desktop.hall.roles import ROLES, Role
from station_desktop.hall.store.tables import sessions, users
from station_desktop.hall.work import Hall, Officer

LONGEST_NAME = 40
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


class Member(msgspec.Struct, frozen=True):
    """One account of the hall. ``shut`` says that an administrator shut it out."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    shut: bool
    made_at: int


def console(name: str) -> Officer:
    """Who acts on the hall's own machine, where whoever holds the keys may do everything."""
    return Officer(id="console", login="console", name=name, roles=ROLES)


def add(
    hall: Hall,
    officer: Officer,
    login: str,
    name: str,
    roles: Sequence[Role],
    password: str,
    hashes: Passwords | None = None,
) -> Member:
    """Make an account. Refuses ``user.login_form``, ``user.login_taken``, ``user.name``,
    ``user.roles`` and what :func:`passwords.check` finds."""
    officer.require("hall.users")
    login, name = _login(login), _name(name)
    held = _roles(roles)
    passwords.check(password, login)
    hashed = (hashes or Passwords()).hash(password)
    made = Member(hall.new_id(), login, name, held, False, hall.now_ms())
    try:
        with hall.database.begin() as connection:
            connection.execute(
                insert(users).values(
                    id=made.id,
                    login=login,
                    name=name,
                    roles=" ".join(held),
                    password=hashed,
                    closed=False,
                    made_at=made.made_at,
                )
            )
            audit.note(connection, hall, officer, "user.added", login, roles=held)
    except IntegrityError:
        raise refuse("user.login_taken", field="login", login=login) from None
    return made


def members(hall: Hall, officer: Officer) -> tuple[Member, ...]:
    """All accounts by login."""
    officer.require("hall.users")
    with hall.database.begin() as connection:
        rows = connection.execute(select(users).order_by(users.c.login))
        return tuple(_member(row) for row in rows)


def any_member(hall: Hall) -> bool:
    """Whether anybody can sign in at all."""
    with hall.database.begin() as connection:
        return bool(connection.scalar(select(func.count()).select_from(users)))


def give_roles(hall: Hall, officer: Officer, login: str, roles: Sequence[Role]) -> Member:
    """The account holds exactly these roles from now on. Refuses to leave the hall without an
    administrator (``user.last_admin``)."""
    officer.require("hall.users")
    held = _roles(roles)
    with hall.database.begin() as connection:
        member = _by_login(connection, login)
        if "admin" not in held:
            _not_last_admin(connection, member)
        _change(connection, member, roles=" ".join(held))
        audit.note(connection, hall, officer, "user.roles", member.login, roles=held)
    return msgspec.structs.replace(member, roles=held)


def rename(hall: Hall, officer: Officer, login: str, name: str) -> Member:
    """Give the account's holder another name; what they signed before keeps the old one."""
    officer.require("hall.users")
    name = _name(name)
    with hall.database.begin() as connection:
        member = _by_login(connection, login)
        _change(connection, member, name=name)
        audit.note(connection, hall, officer, "user.renamed", member.login)
    return msgspec.structs.replace(member, name=name)


def shut(hall: Hall, officer: Officer, login: str, out: bool) -> Member:
    """Shut an account out, at once and everywhere it is signed in, or let it in again."""
    officer.require("hall.users")
    with hall.database.begin() as connection:
        member = _by_login(connection, login)
        if out:
            _not_last_admin(connection, member)
            end_sessions(connection, member.id)
        _change(connection, member, closed=out)
        audit.note(connection, hall, officer, "user.shut" if out else "user.let_in", member.login)
    return msgspec.structs.replace(member, shut=out)


def set_password(
    hall: Hall, officer: Officer, login: str, password: str, hashes: Passwords | None = None
) -> None:
    """Give a colleague a new password; where they are signed in, they are signed out."""
    officer.require("hall.users")
    login = _login(login)
    passwords.check(password, login)
    hashed = (hashes or Passwords()).hash(password)
    with hall.database.begin() as connection:
        member = _by_login(connection, login)
        _change(connection, member, password=hashed)
        end_sessions(connection, member.id)
        audit.note(connection, hall, officer, "user.password", member.login)


def change_own(
    hall: Hall, officer: Officer, old: str, new: str, hashes: Passwords | None = None
) -> None:
    """Change one's own password, given the present one; ends all of one's sessions."""
    hashes = hashes or Passwords()
    with hall.database.begin() as connection:
        member = _by_login(connection, officer.login)
        present = _hash_of(connection, member.id)
    if not hashes.match(present, old):
        raise refuse("hall.sign_in_wrong", field="old")
    if old == new:
        raise refuse("password.same", field="password")
    passwords.check(new, member.login)
    hashed = hashes.hash(new)
    with hall.database.begin() as connection:
        _change(connection, member, password=hashed)
        end_sessions(connection, member.id)
        audit.note(connection, hall, officer, "user.password", member.login)


def end_sessions(connection: Connection, user: str) -> None:
    """Sign the account out everywhere."""
    connection.execute(delete(sessions).where(sessions.c.user == user))


def _login(text: str) -> str:
    login = text.strip().casefold()
    if not _LOGIN.fullmatch(login) or login == "console":
        raise refuse("user.login_form", field="login")
    return login


def _name(text: str) -> str:
    name = statements.tidy(text)
    if not name or statements.fault(name, "name", LONGEST_NAME):
        raise refuse("user.name", field="name", limit=LONGEST_NAME)
    return name


def _roles(given: Sequence[Role]) -> tuple[Role, ...]:
    held = tuple(role for role in ROLES if role in given)
    if not held or len(held) != len(set(given)):
        raise refuse("user.roles", field="roles")
    return held


def _by_login(connection: Connection, login: str) -> Member:
    wanted = users.c.login == login.strip().casefold()
    row = connection.execute(select(users).where(wanted)).first()
    if row is None:
        raise refuse("user.unknown", field="login", login=login.strip()[:40])
    return _member(row)


def _hash_of(connection: Connection, id: str) -> str:
    hashed = connection.scalar(select(users.c.password).where(users.c.id == id))
    return str(hashed or "")


def _change(connection: Connection, member: Member, **values: object) -> None:
    connection.execute(update(users).where(users.c.id == member.id).values(**values))


def _not_last_admin(connection: Connection, member: Member) -> None:
    """Whoever holds the keys can always make another, but should not need to."""
    rows = connection.execute(select(users).where(users.c.closed.is_(False)))
    others = (_member(row) for row in rows)
    if "admin" in member.roles and not any(
        "admin" in other.roles for other in others if other.id != member.id
    ):
        raise refuse("user.last_admin")


def _member(row: Row[Any]) -> Member:
    held = row.roles.split()
    return Member(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=tuple(role for role in ROLES if role in held),
        shut=bool(row.closed),
        made_at=row.made_at,
    )
