"""Staff accounts: made, given roles, locked; by whoever may manage them."""

from __future__ import annotations

from typing import cast

import msgspec

from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.station.accounts import Account, AccountMade, LockSet, RolesGiven
from station_desktop.domain.station.roles import RIGHTS, ROLES, Role
from station_desktop.storage.keys.vault import Cost, Vault
from station_desktop.storage.reads import reads, reads_flow
from station_desktop.usecases.door import passwords
from station_desktop.usecases.slots import renew_slots
from station_desktop.usecases.work import Work


def add(
    work: Work,
    login: str,
    name: str,
    roles: tuple[Role, ...],
    password: str,
    *,
    cost: Cost | None = None,
) -> Account:
    """Make an account with its own way into the store; ``cost`` is what a guess at its password
    costs, the usual unless given."""
    work.require("account.manage")
    login, name = login.strip(), name.strip()
    raise_if_any(form_problems(login, name, roles))
    if reads.account_by_login(work.store.connection, login) is not None:
        raise refuse("account.exists", field="login", login=login)
    passwords.check(password, login, work.store.settings())
    ledger = work.store.ledger
    vault = Vault(work.store.folder, cost)
    key = vault.new_key(password)
    account = ledger.new_id()
    facts = (AccountMade(login, name, roles), passwords.key_made(key))
    with ledger.transaction():
        ledger.append(work.author, [(f"account:{account}", fact) for fact in facts])
        vault.put(login, key, work.store.key, ledger.now_ms())
    return cast(Account, ledger.record("account", account))


def form_problems(login: str, name: str, roles: tuple[Role, ...]) -> list[Problem]:
    """What is wrong with an account to be made, before anybody else is looked at."""
    problems = list(_role_problems(roles))
    if not login or len(login) > 50 or not login.isprintable():
        problems.append(Problem("account.login_form", "login"))
    if not name or len(name) > 50 or not name.isprintable():
        problems.append(Problem("account.name_form", "name"))
    return problems


def give_roles(work: Work, login: str, roles: tuple[Role, ...]) -> Account:
    """The account holds exactly ``roles`` from now on. The last one that may manage accounts
    cannot lose that."""
    work.require("account.manage")
    raise_if_any(_role_problems(roles))
    account = _account(work, login)
    if not any("account.manage" in RIGHTS[role] for role in roles):
        _must_not_be_last(work, account)
    work.store.ledger.append(work.author, [(f"account:{account.id}", RolesGiven(roles))])
    return _account(work, login)


def set_lock(work: Work, login: str, locked: bool) -> Account:
    """Shut an account out, or let it in again."""
    work.require("account.manage")
    account = _account(work, login)
    if locked:
        if account.id == work.author:
            raise refuse("account.lock_self")
        _must_not_be_last(work, account)
    if account.locked != locked:
        work.store.ledger.append(work.author, [(f"account:{account.id}", LockSet(locked))])
        renew_slots(work.store, Vault(work.store.folder))
    return _account(work, login)


class Locked(msgspec.Struct, frozen=True):
    """An account that was shut out, and how many open cases it leaves without an owner: they are
    listed by ``flow.orphaned`` until somebody hands them over."""

    account: Account
    left: int


def lock(work: Work, login: str) -> Locked:
    """Shut an account out at once, whatever it still owns, and say how much that is."""
    account = set_lock(work, login, True)
    return Locked(account, reads_flow.count_open_of(work.store.connection, account.id))


def set_password(work: Work, login: str, password: str) -> None:
    """Give somebody a new password, as an administrator does for a colleague who forgot it."""
    if login.strip().casefold() != work.actor.login.casefold():
        work.require("account.manage")
    account = _account(work, login)
    passwords.check(password, login, work.store.settings())
    passwords.renew(work.store, Vault(work.store.folder), account, password, work.author)


def _account(work: Work, login: str) -> Account:
    account = reads.account_by_login(work.store.connection, login)
    if account is None:
        raise refuse("account.unknown", login=login)
    return account


def _role_problems(roles: tuple[Role, ...]) -> list[Problem]:
    if not roles:
        return [Problem("account.no_role", "roles")]
    return [Problem("account.role", "roles", {"role": r}) for r in roles if r not in ROLES]


def _must_not_be_last(work: Work, account: Account) -> None:
    others = (
        other
        for other in reads.accounts(work.store.connection)
        if other.id != account.id and not other.locked
    )
    if not any("account.manage" in RIGHTS[role] for other in others for role in other.roles):
        raise refuse("account.last_manager")
