"""Passwords: what is asked of them, and changing one (which rewrites one slot and no data)."""

from __future__ import annotations

import secrets

from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import Problem, Refused, raise_if_any, refuse
from station_desktop.domain.station.accounts import (
    Account,
    KeyMade,
    LockSet,
    PasswordChanged,
    PasswordKey,
)
from station_desktop.domain.station.settings import Settings
from station_desktop.storage.keys.vault import LockOut, Vault
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.usecases import policies
from station_desktop.usecases.work import Work

LONGEST = 200
_CLEAR = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"


def check(password: str, login: str, rules: Settings | None = None) -> None:
    """Refuse a password that is too short, of too few kinds of character, or the login itself.
    Without ``rules`` those hold with which a station begins on this PC."""
    rules = rules or policies.start()
    kinds = sum(
        any(test(ch) for ch in password)
        for test in (str.islower, str.isupper, str.isdigit, lambda ch: not ch.isalnum())
    )
    others = any(ch.isalpha() and not (ch.islower() or ch.isupper()) for ch in password)
    problems = []
    if len(password) < rules.password_length:
        problems.append(Problem("password.short", "password", {"count": rules.password_length}))
    elif len(password) > LONGEST:
        problems.append(Problem("password.long", "password", {"count": LONGEST}))
    if kinds + others < rules.password_classes:
        problems.append(Problem("password.kinds", "password", {"count": rules.password_classes}))
    if len(login.strip()) > 2 and login.strip().casefold() in password.casefold():
        problems.append(Problem("password.holds_login", "password"))
    raise_if_any(problems)


def generated(login: str, rules: Settings | None = None) -> str:
    """A password by chance that keeps the rules and can be read from paper and told on the
    telephone: groups of four, without letters and digits that look alike."""
    rules = rules or policies.start()
    groups = max(3, -(-(rules.password_length + 1) // 5))
    while True:
        made = "-".join("".join(secrets.choice(_CLEAR) for _ in range(4)) for _ in range(groups))
        try:
            check(made, login, rules)
        except Refused:
            continue
        if any(ch.isdigit() for ch in made) and made.lower() != made != made.upper():
            return made


def renew(store: Store, vault: Vault, account: Account, password: str, author: str) -> None:
    """Record the new password's key and write the slot, both or neither; the station's other
    windows make their slots from the key."""
    key = vault.new_key(password)
    facts: list[Fact] = [PasswordChanged(), key_made(key)]
    if account.locked:
        facts.append(LockSet(False))
    with store.ledger.transaction():
        store.ledger.append(author, [(f"account:{account.id}", fact) for fact in facts])
        vault.put(account.login, key, store.key, store.ledger.now_ms())


def key_made(key: PasswordKey) -> KeyMade:
    """The fact that lets this password open the station's other windows."""
    return KeyMade(key.public_key, key.salt, key.cost)


def change_own(work: Work, old: str, new: str) -> None:
    """Change the actor's own password, given the present one."""
    vault, settings = Vault(work.store.folder), work.store.settings()
    lock_out = LockOut(settings.lock_after_failures, settings.lock_minutes)
    vault.open(work.actor.login, old, work.store.ledger.now_ms(), lock_out)
    if new == old:
        raise refuse("password.same", field="password")
    check(new, work.actor.login, settings)
    account = reads.account_by_login(work.store.connection, work.actor.login)
    if account is None:
        raise refuse("account.unknown", login=work.actor.login)
    renew(work.store, vault, account, new, work.author)
