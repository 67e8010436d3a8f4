"""Staff accounts: who works here, in which roles. Passwords are the vault's business alone."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.station.roles import Role


class PasswordKey(msgspec.Struct, frozen=True):
    """The public half of a key pair that one password makes, by Argon2id with this ``salt`` (hex)
    and ``cost`` (passes, KiB of memory, lanes): for ``public_key`` (hex, X25519) any window can
    lock up its data key so that only the password opens it again. Neither the password nor
    anything that opens a store can be read from it."""

    public_key: str
    salt: str
    cost: tuple[int, int, int]


class Account(msgspec.Struct, frozen=True, omit_defaults=True):
    """One member of staff. ``login`` is what is typed, ``name`` what is shown and printed;
    ``key`` is what lets the password open the station's other windows."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    locked: bool = False
    password_at: int = 0
    last_seen: int = 0
    key: PasswordKey | None = None


class AccountMade(Fact, frozen=True):
    """An account was made."""

    kind: ClassVar[str] = "account.made"
    login: str
    name: str
    roles: tuple[Role, ...]


class RolesGiven(Fact, frozen=True):
    """The account's roles are now exactly these."""

    kind: ClassVar[str] = "account.roles"
    roles: tuple[Role, ...]


class LockSet(Fact, frozen=True):
    """The account was locked or unlocked by an administrator."""

    kind: ClassVar[str] = "account.locked"
    locked: bool


class PasswordChanged(Fact, frozen=True):
    """The password was changed (the journal never learns it)."""

    kind: ClassVar[str] = "account.password"


class KeyMade(Fact, frozen=True):
    """The present password's key, see :class:`PasswordKey`."""

    kind: ClassVar[str] = "account.key"
    public_key: str
    salt: str
    cost: tuple[int, int, int]


class SignedIn(Fact, frozen=True):
    """The member of staff opened the store or took over the window. ``failures`` counts the
    wrong passwords typed since the last success."""

    kind: ClassVar[str] = "account.signed_in"
    failures: int = 0


class SignedOut(Fact, frozen=True):
    """Left the window; ``reason`` is ``left``, ``idle`` or ``switched``."""

    kind: ClassVar[str] = "account.signed_out"
    reason: str = "left"


FACTS: tuple[type[Fact], ...] = (
    AccountMade,
    RolesGiven,
    LockSet,
    PasswordChanged,
    KeyMade,
    SignedIn,
    SignedOut,
)


def fold(account: Account | None, entry: Entry, fact: Fact) -> Account | None:
    """The account after ``fact``."""
    if account is None:
        if isinstance(fact, AccountMade):
            return Account(
                id=entry.subject_id,
                login=fact.login,
                name=fact.name,
                roles=fact.roles,
                password_at=entry.at,
            )
        return None
    replace = msgspec.structs.replace
    match fact:
        case RolesGiven():
            return replace(account, roles=fact.roles)
        case LockSet():
            return replace(account, locked=fact.locked)
        case PasswordChanged():
            return replace(account, password_at=entry.at)
        case KeyMade():
            key = PasswordKey(fact.public_key, fact.salt, fact.cost)
            return replace(account, key=key)
        case SignedIn():
            return replace(account, last_seen=entry.at)
        case _:
            return account
