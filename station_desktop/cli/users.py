"""``stationctl user``: accounts made, given roles, locked, given new passwords."""

from __future__ import annotations

import os
from typing import Any, cast

import click

from station_desktop.cli.session import at_work, data_folder
from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say
from station_desktop.console.secrets import ask, new_password
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.roles import ROLES, Role

user = Group("user", help="user")


@user.command("list", help="user.list")
def list_accounts() -> None:
    """Everybody who may come in."""
    from station_desktop.storage.reads import reads

    with at_work() as work:
        work.require("account.manage")
        found = reads.accounts(work.store.connection)
        rows = [
            (a.login, a.name, _roles_words(a), say("cli.yes") if a.locked else "") for a in found
        ]
        shown = output.table(("login", "name", "roles", "locked"), rows)
        output.answer({"users": [_value(account) for account in found]}, *shown)


@user.command("add", help="user.add")
@click.argument("login")
@option("--name", "name", required=True, help="staff_name")
@option("--role", "roles", multiple=True, required=True, type=OneOf(ROLES), help="role")
@option("--new-password-file", "file", metavar="FILE", help="new_password_file")
def add(login: str, name: str, roles: tuple[str, ...], file: str | None) -> None:
    """Make an account."""
    from station_desktop.usecases.door import accounts

    with at_work() as work:
        work.require("account.manage")
        made = accounts.add(work, login, name, _roles(roles), new_password(file))
        _answer(made, "cli.user.added")


@user.command("role", help="user.role")
@click.argument("login")
@click.argument("roles", nargs=-1, required=True, type=OneOf(ROLES))
def role(login: str, roles: tuple[str, ...]) -> None:
    """The account holds exactly these roles from now on."""
    from station_desktop.usecases.door import accounts

    with at_work() as work:
        _answer(accounts.give_roles(work, login, _roles(roles)), "cli.user.roles")


@user.command("password", help="user.password")
@click.argument("login", required=False)
@option("--new-password-file", "file", metavar="FILE", help="new_password_file")
def password(login: str | None, file: str | None) -> None:
    """One's own without a login, a colleague's with one."""
    from station_desktop.usecases.door import accounts

    with at_work() as work:
        whose = login or work.actor.login
        accounts.set_password(work, whose, new_password(file))
        output.answer({"login": whose}, say("cli.user.password", login=whose))


@user.command("lock", help="user.lock")
@click.argument("login")
def lock(login: str) -> None:
    """Shut an account out at once, and say how many open cases are left without an owner."""
    from station_desktop.usecases.door import accounts

    with at_work() as work:
        locked = accounts.lock(work, login)
        lines = [say("cli.user.locked", login=locked.account.login)]
        if locked.left:
            lines.append(say("account.left", count=locked.left))
        output.answer(_value(locked.account) | {"open_cases": locked.left}, *lines)


@user.command("unlock", help="user.unlock")
@click.argument("login")
def unlock(login: str) -> None:
    """Let an account in again."""
    from station_desktop.usecases.door import accounts

    with at_work() as work:
        _answer(accounts.set_lock(work, login, False), "cli.user.unlocked")


@user.command("recover", help="user.recover")
@click.argument("login")
@option("--new-password-file", "file", metavar="FILE", help="new_password_file")
def recover(login: str, file: str | None) -> None:
    """A new password by the recovery key, when every password is lost."""
    from station_desktop.usecases.door import opening

    key = os.environ.get("STATION_RECOVERY_KEY") or ask("cli.ask.recovery")
    entered = opening.recover(data_folder(), key, login, new_password(file))
    output.answer({"login": entered.actor.login}, say("cli.user.password", login=login))


def _roles(given: tuple[str, ...]) -> tuple[Role, ...]:
    return cast("tuple[Role, ...]", tuple(dict.fromkeys(given)))


def _answer(account: Account, code: str) -> None:
    line = say(code, login=account.login, roles=_roles_words(account))
    output.answer(_value(account), line)


def _roles_words(account: Account) -> str:
    return ", ".join(say(f"role.{role}") for role in account.roles)


def _value(account: Account) -> dict[str, Any]:
    return {
        "login": account.login,
        "name": account.name,
        "roles": account.roles,
        "locked": account.locked,
    }
